//! The story of one run: who offered what, which rule fired on which figure, and who leads.

use std::fmt::Write as _;

use anstyle::Style;

use super::rulebook::name;
use super::words::figure;
use crate::domain::{Clause, ClauseTarget, EventKind, Negotiation, PerSide, Side};
use crate::model::{Happening, METRICS, NegotiationOutcome, Witness};
use crate::rules::language::{Expression, Reason};
use crate::rules::{Move, Snapshot};
use crate::scenario::Scenario;

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Takes down one negotiation of one run.
#[derive(Debug)]
pub struct Story<'a> {
    scenario: &'a Scenario,
    negotiation: usize,
    text: String,
    /// What happened in the round under way.
    lines: Vec<String>,
    initiative: Option<Side>,
}

impl<'a> Story<'a> {
    /// An empty story of a negotiation.
    #[must_use]
    pub fn new(scenario: &'a Scenario, negotiation: usize) -> Story<'a> {
        Story {
            scenario,
            negotiation,
            text: String::new(),
            lines: Vec::new(),
            initiative: None,
        }
    }

    /// The story, with how it ended.
    #[must_use]
    pub fn tell(self, outcome: &NegotiationOutcome) -> String {
        let mut text = self.text;
        let _ = writeln!(
            text,
            "{HEADING}In the end{HEADING:#}: {}",
            outcome.fate.name().replace('_', " ")
        );
        for (entry, value) in METRICS.iter().zip(outcome.metrics) {
            if let Some(value) = value {
                let _ = writeln!(
                    text,
                    "  {:<26}{:>9}  {}",
                    entry.name,
                    figure(value),
                    entry.unit
                );
            }
        }
        text
    }

    fn negotiation(&self) -> &'a Negotiation {
        &self.scenario.negotiations[self.negotiation]
    }

    fn side_name(&self, side: Side) -> &'a str {
        &self.scenario.states[self.negotiation().parties[side]].name
    }

    fn state_name(&self, state: usize) -> &'a str {
        &self.scenario.states[state].name
    }

    /// The issues of a package at their levels: `border management 0.8, macro support 1`.
    fn deal(&self, package: usize, levels: &[f64]) -> String {
        let negotiation = self.negotiation();
        let issues = negotiation.packages[package].issues.iter().zip(levels);
        let parts: Vec<String> = issues
            .filter(|(_, level)| **level > 0.0)
            .map(|(&issue, level)| {
                let id = negotiation.issues[issue].id.replace('_', " ");
                format!("{id} {}", figure((level * 100.0).round() / 100.0))
            })
            .collect();
        if parts.is_empty() {
            "nothing".to_owned()
        } else {
            parts.join(", ")
        }
    }

    /// The package by its first issue, where there is more than one.
    fn on_package(&self, package: usize) -> String {
        let packages = &self.negotiation().packages;
        if packages.len() > 1 {
            format!(" on {}", packages[package].id.replace('_', " "))
        } else {
            String::new()
        }
    }

    fn fired(&mut self, rule: usize, clause: Option<usize>, snapshot: &Snapshot) {
        let negotiation = self.negotiation();
        let rule = &self.scenario.rulebook.rules()[rule];
        let on = clause.map_or_else(String::new, |clause| {
            let clause = &negotiation.clauses[clause];
            format!(" on clause {} ({})", clause.id, target(negotiation, clause))
        });
        let because: Vec<String> = rule.when.reasons(snapshot).iter().map(reason).collect();
        self.lines.push(format!(
            "{} {FAINT}[{}{on}: {}]{FAINT:#}",
            rule.says,
            rule.id,
            because.join(", ")
        ));
    }

    fn offer(
        &mut self,
        (package, session, by): (usize, u32, Side),
        levels: &[f64],
        (utilities, demands, reservations): (PerSide<f64>, PerSide<f64>, PerSide<f64>),
        accepted: bool,
    ) {
        let other = by.other();
        let answer = if accepted {
            "accepted"
        } else if utilities[other] < reservations[other] {
            "refused: less than without a deal"
        } else {
            "refused"
        };
        self.lines.push(format!(
            "Session {session}{}: {} offers {}. Worth {} to {}, which asks for {} and has {} without a deal: {answer}.",
            self.on_package(package),
            self.side_name(by),
            self.deal(package, levels),
            figure(utilities[other]),
            self.side_name(other),
            figure(demands[other]),
            figure(reservations[other]),
        ));
    }

    fn moved(&mut self, makes: Move) {
        let what = match makes {
            Move::Suspend => "The agreement is suspended.",
            Move::Resume => "The agreement is applied again.",
            Move::Terminate => "The agreement is denounced.",
            Move::Lapse => "Talks or agreement fall dormant.",
            Move::FallBack => "The talks go on about a lighter instrument.",
            Move::Upgrade => "The agreement becomes a heavier instrument.",
            Move::Renew => "The agreement runs on.",
            // What these rules say of themselves is enough.
            Move::TakeInitiative | Move::YieldInitiative | Move::Grant => return,
        };
        self.lines.push(what.to_owned());
    }

    fn round_ended(
        &mut self,
        round: usize,
        (trust, pressure): (f64, f64),
        (compliance, delivery): (Option<f64>, Option<f64>),
        initiative: Side,
    ) {
        let changed = self.initiative != Some(initiative);
        self.initiative = Some(initiative);
        if self.lines.is_empty() && !changed {
            return;
        }
        let share = |name: &str, value: Option<f64>| {
            value.map_or_else(String::new, |value| format!(" · {name} {}", percent(value)))
        };
        let _ = writeln!(
            self.text,
            "{HEADING}{}{HEADING:#} {FAINT}trust {}{}{} · pressure {} · initiative: {}{FAINT:#}",
            self.scenario.month_of(round),
            percent(trust),
            share("compliance", compliance),
            share("delivery", delivery),
            percent(pressure),
            self.side_name(initiative)
        );
        for line in self.lines.drain(..) {
            let _ = writeln!(self.text, "  {line}");
        }
    }

    fn scheduled(&mut self, event: usize) {
        let event = &self.scenario.events[event];
        let what = match event.kind {
            EventKind::Surge { .. } => "migration presses harder",
            EventKind::Instrumentalisation { .. } => "a third party instrumentalises migration",
            EventKind::ChangeOfGovernment { .. }
            | EventKind::Election { .. }
            | EventKind::Crisis { .. } => return,
        };
        self.lines.push(format!("Event {}: {what}.", event.id));
    }
}

impl Witness for Story<'_> {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        if negotiation != self.negotiation {
            return;
        }
        match *happening {
            Happening::GovernmentChanged {
                state,
                irregular,
                disposition,
            } => {
                let kind = if irregular { "Irregular" } else { "Regular" };
                let stance = if disposition > 0.1 {
                    "readier to concede"
                } else if disposition < -0.1 {
                    "less ready to concede"
                } else {
                    "of much the same mind"
                };
                self.lines.push(format!(
                    "{kind} change of government: {}. The new one is {stance} (disposition {}).",
                    self.state_name(state),
                    figure(disposition)
                ));
            }
            Happening::Crisis { state, begins } => {
                let what = if begins { "begins" } else { "ends" };
                self.lines
                    .push(format!("A crisis {what}: {}.", self.state_name(state)));
            }
            Happening::Scheduled { event } => self.scheduled(event),
            Happening::Fired {
                rule,
                clause,
                snapshot,
            } => self.fired(rule, clause, snapshot),
            Happening::Moved { makes } => self.moved(makes),
            Happening::Offer {
                package,
                session,
                by,
                levels,
                utilities,
                demands,
                reservations,
                accepted,
            } => self.offer(
                (package, session, by),
                levels,
                (utilities, demands, reservations),
                accepted,
            ),
            Happening::Settled {
                package,
                levels,
                utilities,
            } => self.lines.push(format!(
                "Settled{}: {}. Worth {} to {} and {} to {}.",
                self.on_package(package),
                self.deal(package, levels),
                figure(utilities.destination),
                self.side_name(Side::Destination),
                figure(utilities.partner),
                self.side_name(Side::Partner)
            )),
            Happening::Approval { package, passed } => {
                let what = if passed { "is passed" } else { "is delayed" };
                self.lines.push(format!(
                    "An approval stage{} {what}.",
                    self.on_package(package)
                ));
            }
            Happening::Vote {
                package,
                side,
                surplus,
                favour,
            } => {
                let vote = if favour { "in favour" } else { "against" };
                self.lines.push(format!(
                    "{} votes {vote}{} (the deal is worth {} more than none).",
                    self.side_name(side),
                    self.on_package(package),
                    figure(surplus)
                ));
            }
            Happening::EnteredIntoForce { package } => self.lines.push(format!(
                "The agreement{} enters into force.",
                self.on_package(package)
            )),
            Happening::Repudiated { package, state } => self.lines.push(format!(
                "The new government of {} repudiates the agreement{}.",
                self.state_name(state),
                self.on_package(package)
            )),
            Happening::Lapsed { package } => self.lines.push(format!(
                "The last session passes without a deal{}, and the talks lapse.",
                self.on_package(package)
            )),
            Happening::Reopened { package } => self
                .lines
                .push(format!("Talks{} open again.", self.on_package(package))),
            Happening::RoundEnded {
                trust,
                pressure,
                compliance,
                delivery,
                initiative,
            } => self.round_ended(round, (trust, pressure), (compliance, delivery), initiative),
        }
    }
}

/// What a clause gives or withholds.
fn target(negotiation: &Negotiation, clause: &Clause) -> String {
    match clause.target {
        ClauseTarget::Lever(lever) => negotiation.levers[lever].id.replace('_', " "),
        ClauseTarget::Concession(issue) => negotiation.issues[issue].id.replace('_', " "),
    }
}

/// A reason with the figure that decided it: `observed fulfilment 0.31 < 0.45`.
fn reason(reason: &Reason<'_>) -> String {
    match *reason {
        Reason::Flag { slot, set: true } => name(slot).to_owned(),
        Reason::Flag { slot, set: false } => format!("not {}", name(slot)),
        Reason::Compared {
            left,
            left_value,
            comparison,
            right,
            right_value,
            holds,
        } => {
            let side = |expression: &Expression, value: f64| match expression {
                Expression::Number(number) => figure(*number),
                Expression::Quantity(slot) => format!("{} {}", name(*slot), figure(value)),
                _ => format!("{} = {}", expression.text(name), figure(value)),
            };
            let not = if holds { "" } else { "not " };
            format!(
                "{not}{} {} {}",
                side(left, left_value),
                comparison.sign(),
                side(right, right_value)
            )
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}
