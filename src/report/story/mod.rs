//! The story of one run: who offered what, which rule fired on which figure, what it changed, and
//! who leads.

mod drawn;
mod ending;
mod page;
mod quantities;
mod reasons;
mod talks;

use self::talks::Offer;
use super::cast::{Cast, spaced};
use super::words::points;
use crate::domain::{EventKind, Instrument, Side, instrument};
use crate::model::{Happening, Simulator, Witness};
use crate::rules::{Move, Snapshot};
use crate::scenario::Scenario;

pub(super) use drawn::input_named;
pub use drawn::{DrawnInput, drawn};
pub use ending::{Ending, MetricOfRun, PackageEnd};
pub use page::{FiredRule, Round, RunStory, STORY_FORMAT, Told};

/// How much of the talks is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The refused offers of a round in short.
    Short,
    /// Every offer.
    Full,
}

/// Takes down one negotiation of one run.
#[derive(Debug)]
pub struct Story<'a> {
    cast: Cast<'a>,
    negotiation: usize,
    detail: Detail,
    rounds: Vec<Round>,
    /// What happened in the round under way.
    told: Vec<Told>,
    /// The rules that fired in this round: rule, clause, and the place in `told`.
    fired: Vec<(usize, Option<usize>, usize)>,
    /// The one of these that takes effect now.
    applying: Option<(Option<usize>, usize)>,
    /// Refused offers that are still to be told.
    refused: Vec<Offer>,
    /// The offer that was accepted last.
    accepted: Option<Offer>,
    instrument: Instrument,
    initiative: Option<Side>,
}

impl<'a> Story<'a> {
    /// An empty story of a negotiation.
    #[must_use]
    pub fn new(scenario: &'a Scenario, negotiation: usize, detail: Detail) -> Story<'a> {
        let cast = Cast::new(scenario, negotiation);
        Story {
            cast,
            negotiation,
            detail,
            rounds: Vec::new(),
            told: Vec::new(),
            fired: Vec::new(),
            applying: None,
            refused: Vec::new(),
            accepted: None,
            instrument: cast.negotiation.instrument,
            initiative: None,
        }
    }

    /// The rounds in which something happened, and how the run that the simulator has just done
    /// ended.
    #[must_use]
    pub fn tell(self, simulator: &Simulator) -> (Vec<Round>, Ending) {
        let ending = ending::ending(&self.cast, self.negotiation, simulator);
        (self.rounds, ending)
    }

    fn say(&mut self, text: String) {
        self.told.push(Told {
            package: None,
            text,
            rule: None,
        });
    }

    fn say_of(&mut self, package: usize, text: String) {
        self.told.push(Told {
            package: self.cast.package(package).map(str::to_owned),
            text,
            rule: None,
        });
    }

    /// Tells the refused offers that were kept so far.
    fn tell_refused(&mut self) {
        let refused = std::mem::take(&mut self.refused);
        let Some(first) = refused.first() else {
            return;
        };
        match self.detail {
            Detail::Short => {
                if let Some(text) = talks::refused(&self.cast, &refused) {
                    self.say_of(first.package, text);
                }
            }
            Detail::Full => {
                for offer in &refused {
                    self.say_of(offer.package, talks::offer(&self.cast, offer));
                }
            }
        }
    }

    fn offer(&mut self, offer: Offer) {
        if self
            .refused
            .first()
            .is_some_and(|first| first.package != offer.package)
        {
            self.tell_refused();
        }
        if offer.accepted {
            self.tell_refused();
            self.say_of(offer.package, talks::offer(&self.cast, &offer));
            self.accepted = Some(offer);
        } else {
            self.refused.push(offer);
        }
    }

    fn fired(&mut self, rule: usize, clause: Option<usize>, snapshot: &Snapshot) {
        self.fired.push((rule, clause, self.told.len()));
        let rule = &self.cast.scenario.rulebook.rules()[rule];
        let clause = clause.map(|clause| &self.cast.negotiation.clauses[clause]);
        let package = clause.and_then(|clause| self.cast.package_of(clause));
        self.told.push(Told {
            package: package.map(str::to_owned),
            text: self.cast.named(&rule.says),
            rule: Some(FiredRule {
                id: rule.id.clone(),
                clause: clause
                    .map(|clause| format!("{} ({})", clause.id, self.cast.target(clause))),
                because: reasons::reasons(&self.cast, rule, clause, snapshot),
                effects: Vec::new(),
            }),
        });
    }

    /// Adds to the effects of the rule that applies now.
    fn effect(&mut self, effect: String) {
        let told = self
            .applying
            .and_then(|(_, place)| self.told.get_mut(place));
        if let Some(rule) = told.and_then(|told| told.rule.as_mut()) {
            rule.effects.push(effect);
        }
    }

    fn moved(&mut self, makes: Move) {
        let clause = self.applying.and_then(|(clause, _)| clause);
        let what = match makes {
            // Told by the packages that turned, and by who leads from now on.
            Move::Suspend
            | Move::Resume
            | Move::Terminate
            | Move::Lapse
            | Move::TakeInitiative
            | Move::YieldInitiative => return,
            Move::FallBack => self.change_instrument(self.instrument.falls_back_to),
            Move::Upgrade => self.change_instrument(self.instrument.upgrades_to),
            Move::Renew => "months in force counted anew".to_owned(),
            Move::Grant => {
                let negotiation = self.cast.negotiation;
                let lever = clause.and_then(|clause| negotiation.clauses[clause].demands);
                match lever.map(|lever| spaced(&negotiation.levers[lever].id)) {
                    Some(lever) => format!("{lever} granted"),
                    None => "demand granted".to_owned(),
                }
            }
        };
        self.effect(what);
    }

    fn change_instrument(&mut self, to: Option<&str>) -> String {
        let from = self.instrument.name;
        self.instrument = to.and_then(instrument).copied().unwrap_or(self.instrument);
        format!("{from} → {}", self.instrument.name)
    }

    fn scheduled(&mut self, event: usize) {
        let event = &self.cast.scenario.events[event];
        let what = match event.kind {
            EventKind::Surge { .. } => "migration presses harder",
            EventKind::Instrumentalisation { .. } => "a third party instrumentalises migration",
            // Told by the state that they concern.
            EventKind::ChangeOfGovernment { .. }
            | EventKind::Election { .. }
            | EventKind::Crisis { .. } => return,
        };
        let name = spaced(&event.id);
        self.say(format!("As scheduled ({name}), {what}."));
    }

    fn government_changed(&mut self, state: usize, irregular: bool, disposition: f64) {
        let how = if irregular { " irregularly" } else { "" };
        let stance = if disposition > 0.1 {
            "readier to concede"
        } else if disposition < -0.1 {
            "less ready to concede"
        } else {
            "of much the same mind"
        };
        self.say(format!(
            "The government of {} changes{how}; the new one is {stance} (disposition {}).",
            self.cast.state(state),
            points(disposition)
        ));
    }

    fn round_ended(&mut self, round: Round, initiative: Side) {
        let changed = self.initiative != Some(initiative);
        self.initiative = Some(initiative);
        self.fired.clear();
        self.applying = None;
        if !round.happenings.is_empty() || changed {
            self.rounds.push(round);
        }
    }
}

impl Witness for Story<'_> {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        if negotiation != self.negotiation {
            return;
        }
        if !matches!(happening, Happening::Offer { .. }) {
            self.tell_refused();
        }
        let cast = self.cast;
        match *happening {
            Happening::GovernmentChanged {
                state,
                irregular,
                disposition,
            } => self.government_changed(state, irregular, disposition),
            Happening::Crisis { state, begins } => {
                let what = if begins { "begins" } else { "ends" };
                self.say(format!("A crisis {what} in {}.", cast.state(state)));
            }
            Happening::Scheduled { event } => self.scheduled(event),
            Happening::Fired {
                rule,
                clause,
                snapshot,
            } => self.fired(rule, clause, snapshot),
            Happening::Applies { rule, clause } => {
                let is =
                    |fired: &&(usize, Option<usize>, usize)| (fired.0, fired.1) == (rule, clause);
                let place = self.fired.iter().find(is).map(|fired| fired.2);
                self.applying = place.map(|place| (clause, place));
            }
            Happening::Changed { quantity, from, to } => {
                let clause = self.applying.and_then(|(clause, _)| clause);
                let clause = clause.map(|clause| &cast.negotiation.clauses[clause]);
                if let Some(change) = reasons::change(&cast, quantity, clause, (from, to)) {
                    self.effect(change);
                }
            }
            Happening::Turned { package, from, to } => {
                let [from, to] = [from, to].map(|stage| stage.name().replace('_', " "));
                let of = cast
                    .package(package)
                    .map_or_else(String::new, |id| format!("{id} "));
                self.effect(format!("{of}{from} → {to}"));
            }
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
            } => self.offer(Offer {
                package,
                session,
                by,
                levels: levels.to_vec(),
                utilities,
                demands,
                reservations,
                accepted,
            }),
            Happening::Settled {
                package,
                levels,
                utilities,
            } => {
                if let Some(accepted) = self.accepted.take() {
                    self.say_of(package, talks::settled(&cast, &accepted, levels, utilities));
                }
            }
            Happening::Approval { package, passed } => {
                let what = if passed { "is passed" } else { "is held up" };
                self.say_of(package, format!("An approval stage {what}."));
            }
            Happening::Vote {
                package,
                side,
                surplus,
                favour,
            } => self.say_of(package, talks::vote(&cast, side, surplus, favour)),
            Happening::Rejected { package } => {
                self.say_of(
                    package,
                    "The deal fails, and goes back to talks.".to_owned(),
                );
            }
            Happening::SetBack { package, sessions } => match sessions {
                0 => {}
                1 => self.say_of(package, "The talks are set back by 1 session.".to_owned()),
                _ => self.say_of(
                    package,
                    format!("The talks are set back by {sessions} sessions."),
                ),
            },
            Happening::ApprovalRestarted { package } => {
                self.say_of(package, "Approval begins anew.".to_owned());
            }
            Happening::EnteredIntoForce { package } => {
                let text = "The agreement enters into force, which ends all threats, penalties and \
                            demands so far.";
                self.say_of(package, text.to_owned());
            }
            Happening::Repudiated { package, state } => {
                let state = cast.state(state);
                self.say_of(
                    package,
                    format!("The new government of {state} repudiates the agreement."),
                );
            }
            Happening::Lapsed { package } => self.say_of(
                package,
                "The last session has passed without a deal, and the talks fall dormant."
                    .to_owned(),
            ),
            Happening::Reopened { package } => {
                self.say_of(package, "Talks open again.".to_owned());
            }
            Happening::RoundEnded {
                stage,
                trust,
                pressure,
                compliance,
                delivery,
                initiative,
            } => {
                let ended = Round {
                    month: cast.scenario.month_of(round).to_string(),
                    stage: stage.name(),
                    trust,
                    pressure,
                    compliance,
                    delivery,
                    initiative: cast.side(initiative).to_owned(),
                    happenings: std::mem::take(&mut self.told),
                };
                self.round_ended(ended, initiative);
            }
        }
    }
}
