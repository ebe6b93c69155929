//! Rounds of a story, as they are told and as they are printed.

use std::fmt::Write as _;

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

/// A round with all that happened in it.
pub(super) fn round_text(out: &mut String, round: &Round) {
    let share = |name: &str, value: Option<f64>| {
        value.map_or_else(String::new, |value| {
            format!(" · {name} {}", percent(value, 0))
        })
    };
    let heading = format!(
        "{HEADING}{}{HEADING:#} {FAINT}{} · trust {}{}{} · pressure {} · {} leads{FAINT:#}",
        round.month,
        round.stage.replace('_', " "),
        percent(round.trust, 0),
        share("compliance", round.compliance),
        share("delivery", round.delivery),
        percent(round.pressure, 0),
        round.initiative
    );
    paragraph(out, "", &heading);
    for told in &round.happenings {
        paragraph(out, "  ", &happening(told));
    }
}

fn happening(told: &Told) -> String {
    let mut text = match &told.package {
        Some(package) => format!("{package}: {}", told.text),
        None => told.text.clone(),
    };
    if let Some(rule) = &told.rule {
        let _ = write!(text, "{FAINT}");
        if !rule.because.is_empty() {
            let _ = write!(text, " Why: {}.", rule.because.join("; "));
        }
        if !rule.effects.is_empty() {
            let _ = write!(text, " Effect: {}.", rule.effects.join(", "));
        }
        let _ = write!(text, " [{}", rule.id);
        if let Some(clause) = &rule.clause {
            let _ = write!(text, " on {clause}");
        }
        let _ = write!(text, "]{FAINT:#}");
    }
    text
}
