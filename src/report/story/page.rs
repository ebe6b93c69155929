//! A told run as a page of text.

use std::fmt::Write as _;

use serde::Serialize;

use super::super::paragraph::{FAINT, HEADING, paragraph, wrapped};
use super::super::words::{DISCLAIMER, percent, points};
use super::drawn::DrawnInput;
use super::ending::Ending;

/// The column of the meaning of a metric.
const MEANING: usize = 44;

/// The format that a story in JSON names.
pub const STORY_FORMAT: &str = "demarche-story/1";

/// One run of one negotiation, told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunStory {
    /// The format.
    pub format: &'static str,
    /// The title of the scenario.
    pub scenario: String,
    /// The negotiation.
    pub negotiation: String,
    /// Changes to the file.
    pub overrides: Vec<String>,
    /// The seed.
    pub seed: u64,
    /// The run.
    pub run: u64,
    /// Why this run.
    pub chosen: String,
    /// What was drawn for it.
    pub drawn: Vec<DrawnInput>,
    /// The rounds in which something happened.
    pub rounds: Vec<Round>,
    /// How it ended.
    pub ending: Ending,
    /// What it may not be used for.
    pub disclaimer: &'static str,
}

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

impl RunStory {
    /// The story as text, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        paragraph(
            &mut out,
            "",
            &format!(
                "{HEADING}{}{HEADING:#}: {}, run {} of seed {} ({})",
                self.scenario, self.negotiation, self.run, self.seed, self.chosen
            ),
        );
        for change in &self.overrides {
            paragraph(&mut out, "", &format!("with {change}"));
        }
        if !self.drawn.is_empty() {
            let text = format!(
                "{FAINT}Drawn for this run: {}.{FAINT:#}",
                inputs(&self.drawn)
            );
            paragraph(&mut out, "", &text);
        }
        let text = "A state leads while it holds the bargaining initiative; worth is in each state's \
                    own value points, which are not comparable.";
        paragraph(&mut out, "", &format!("{FAINT}{text}{FAINT:#}"));
        out.push('\n');
        for round in &self.rounds {
            round_text(&mut out, round);
        }
        ending_text(&mut out, &self.ending);
        let _ = writeln!(out, "\n{FAINT}{DISCLAIMER}{FAINT:#}");
        out
    }
}

/// Inputs by whom they belong to: `Tunisia: leverage 0.57, stability 0.30; negotiation: trust 0.52`.
fn inputs(drawn: &[DrawnInput]) -> String {
    let mut text = String::new();
    let mut whose = "";
    for input in drawn {
        if input.whose != whose {
            let separator = if whose.is_empty() { "" } else { "; " };
            whose = &input.whose;
            let _ = write!(text, "{separator}{whose}: ");
        } else {
            text.push_str(", ");
        }
        let _ = write!(text, "{} {}", input.what, points(input.figure));
    }
    text
}

fn round_text(out: &mut String, round: &Round) {
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

fn ending_text(out: &mut String, ending: &Ending) {
    let fate = ending.fate.replace('_', " ");
    let text = format!("{HEADING}In the end: {fate}{HEADING:#}; {}", ending.why);
    paragraph(out, "", &text);
    for package in &ending.packages {
        let stage = package.stage.replace('_', " ");
        paragraph(out, "  ", &format!("{}: {stage}", package.package));
    }
    for metric in &ending.metrics {
        let text = format!("{:<26}{:<16}{}", metric.name, metric.reads, metric.meaning);
        wrapped(out, "  ", &" ".repeat(MEANING), &text);
    }
}
