//! Rounds of a story, as they are told and as they are printed.

use std::fmt::Write as _;

use anstyle::Style;
use serde::Serialize;

use super::super::cast::PackageName;
use super::super::paragraph::{FAINT, HEADING, paragraph};
use super::super::words::percent;
use crate::rules::Quantity;

/// A round in which something happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Round<T = Told> {
    /// The month in which it begins.
    pub month: String,
    /// The stage of the package furthest on.
    pub stage: &'static str,
    /// Trust.
    pub trust: f64,
    /// Pressure.
    pub pressure: f64,
    /// The partner's fulfilment, where in force.
    pub compliance: Option<f64>,
    /// The destination's fulfilment, where in force.
    pub delivery: Option<f64>,
    /// The state that holds the initiative at the end of the round.
    pub initiative: String,
    /// What happened, in order.
    pub happenings: Vec<T>,
    /// The round, from 0.
    #[serde(skip)]
    pub(super) index: usize,
    /// Something happened in it.
    #[serde(skip)]
    pub(super) eventful: bool,
}

/// Something that happened, told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The package, where the negotiation has more than one.
    pub package: Option<PackageName>,
    /// What happened.
    pub text: String,
    /// The rule whose doing it is.
    pub rule: Option<FiredRule>,
}

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FiredRule {
    /// Its id.
    pub id: String,
    /// The clause for which it fired, and what that gives or withholds.
    pub clause: Option<String>,
    /// The figures that tipped it.
    pub because: Vec<String>,
    /// What it changed.
    pub effects: Vec<String>,
    /// Its place in the rulebook.
    #[serde(skip)]
    pub(super) rule: usize,
    /// What it did with a measure, where it did something.
    #[serde(skip)]
    pub(super) measure: Option<Measure>,
}

/// What a rule does with a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// More of it is announced.
    Announced,
    /// More of it is carried out.
    CarriedOut,
    /// Less of it is announced or carried out.
    Withdrawn,
}

impl Measure {
    pub(super) fn name(self) -> &'static str {
        match self {
            Measure::Announced => "announced",
            Measure::CarriedOut => "carried out",
            Measure::Withdrawn => "withdrawn",
        }
    }

    /// What a rule did with a measure, given what it did so far and what it changes now: what is
    /// carried out counts for more than what is announced.
    pub(super) fn after(
        before: Option<Measure>,
        quantity: Quantity,
        from: f64,
        to: f64,
    ) -> Option<Measure> {
        let measure = match quantity {
            Quantity::ClauseAnnounced | Quantity::ClauseCarriedOut if to < from => {
                Measure::Withdrawn
            }
            Quantity::ClauseAnnounced if to > from => Measure::Announced,
            Quantity::ClauseCarriedOut if to > from => Measure::CarriedOut,
            _ => return before,
        };
        match (before, measure) {
            (Some(before), _) if before != Measure::Withdrawn && measure != Measure::CarriedOut => {
                Some(before)
            }
            _ => Some(measure),
        }
    }
}

/// Writes a round with all that happened in it.
pub(super) fn round_text<T>(out: &mut String, round: &Round<T>, text: impl Fn(&T) -> String) {
    let heading = format!(
        "{HEADING}{}{HEADING:#} {FAINT}{}{FAINT:#}",
        round.month,
        round.standing()
    );
    paragraph(out, "", &heading);
    for told in &round.happenings {
        paragraph(out, "  ", &text(told));
    }
}

impl<T> Round<T> {
    /// The same round with its happenings told otherwise.
    pub(super) fn retold<U>(self, tell: impl FnMut(T) -> U) -> Round<U> {
        Round {
            month: self.month,
            stage: self.stage,
            trust: self.trust,
            pressure: self.pressure,
            compliance: self.compliance,
            delivery: self.delivery,
            initiative: self.initiative,
            happenings: self.happenings.into_iter().map(tell).collect(),
            index: self.index,
            eventful: self.eventful,
        }
    }

    /// Where the negotiation stands at the end of the round.
    pub(super) fn standing(&self) -> String {
        let share = |name: &str, value: Option<f64>| {
            value.map_or_else(String::new, |value| {
                format!(" · {name} {}", percent(value, 0))
            })
        };
        format!(
            "{} · trust {}{}{} · pressure {} · {} leads",
            self.stage.replace('_', " "),
            percent(self.trust, 0),
            share("compliance", self.compliance),
            share("delivery", self.delivery),
            percent(self.pressure, 0),
            self.initiative
        )
    }
}

impl Told {
    /// What happened and, where it is a rule's doing, why, to what effect, and which rule it is.
    pub(super) fn text(&self, aside: Style) -> String {
        let mut text = of_package(self.package.as_ref(), &self.text);
        if let Some(rule) = &self.rule {
            let _ = write!(
                text,
                "{aside}{} [{}",
                grounds(&rule.because, &rule.effects),
                rule.id
            );
            if let Some(clause) = &rule.clause {
                let _ = write!(text, " on {clause}");
            }
            let _ = write!(text, "]{aside:#}");
        }
        text
    }
}

/// What is said of a package, where there are several, or of the negotiation.
pub(super) fn of_package(package: Option<&PackageName>, text: &str) -> String {
    match package {
        Some(package) => format!("{}: {text}", package.label),
        None => text.to_owned(),
    }
}

/// Why a rule fired, and what it changed; begins with a space unless there is nothing to say.
pub(super) fn grounds(because: &[String], effects: &[String]) -> String {
    let mut text = String::new();
    if !because.is_empty() {
        let _ = write!(text, " Why: {}.", because.join("; "));
    }
    if !effects.is_empty() {
        let _ = write!(text, " Effect: {}.", effects.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use Quantity::{ClauseAnnounced, ClauseCarriedOut, Trust};

    #[test]
    fn what_is_carried_out_counts_for_more_than_what_is_announced() {
        let up = |quantity| (quantity, 0.0, 0.5);
        let down = |quantity| (quantity, 0.5, 0.0);
        for (changes, expected) in [
            (vec![up(Trust)], None),
            (vec![up(ClauseAnnounced), down(Trust)], Some("announced")),
            (vec![(ClauseAnnounced, 1.0, 1.0)], None),
            (
                vec![up(ClauseCarriedOut), up(ClauseAnnounced)],
                Some("carried out"),
            ),
            (
                vec![up(ClauseAnnounced), up(ClauseCarriedOut)],
                Some("carried out"),
            ),
            (
                vec![down(ClauseAnnounced), up(ClauseCarriedOut)],
                Some("carried out"),
            ),
            (
                vec![down(ClauseCarriedOut), down(ClauseAnnounced)],
                Some("withdrawn"),
            ),
        ] {
            let measure = changes.iter().fold(None, |before, &(quantity, from, to)| {
                Measure::after(before, quantity, from, to)
            });
            assert_eq!(measure.map(Measure::name), expected, "{changes:?}");
        }
    }
}
