//! Rounds of a story, as they are told and as they are printed.

use std::fmt::Write as _;

use anstyle::Style;
use serde::Serialize;

use super::super::words::percent;
use super::layout::{FAINT, HEADING, paragraph};

/// A round in which something happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Round {
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
    pub happenings: Vec<Told>,
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
    pub package: Option<String>,
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
}

/// Writes a round with all that happened in it.
pub(super) fn round_text(out: &mut String, round: &Round) {
    let heading = format!(
        "{HEADING}{}{HEADING:#} {FAINT}{}{FAINT:#}",
        round.month,
        round.standing()
    );
    paragraph(out, "", &heading);
    for told in &round.happenings {
        paragraph(out, "  ", &told.text(FAINT));
    }
}

impl Round {
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
        let mut text = of_package(self.package.as_deref(), &self.text);
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
pub(super) fn of_package(package: Option<&str>, text: &str) -> String {
    match package {
        Some(package) => format!("{package}: {text}"),
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
