//! The run that a story is about: whose it is, which one, why this one, and what was drawn for it.

use std::fmt::Write as _;

use serde::Serialize;

use super::super::paragraph::{FAINT, HEADING, paragraph};
use super::super::words::points;
use super::drawn::DrawnInput;

/// The run that a story is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Subject {
    /// The title of the scenario.
    pub scenario: String,
    /// The negotiation.
    pub negotiation: String,
    /// What a person is told that it is called.
    #[serde(skip)]
    pub called: String,
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
}

impl Subject {
    /// Writes what comes before a story; `more` ends its first line.
    pub(super) fn introduce(&self, out: &mut String, more: &str) {
        let heading = format!(
            "{HEADING}{}{HEADING:#}: {}, run {} of seed {} ({}){more}",
            self.scenario, self.called, self.run, self.seed, self.chosen
        );
        paragraph(out, "", &heading);
        for change in &self.overrides {
            paragraph(out, "", &format!("with {change}"));
        }
        drawn_text(out, &self.drawn);
        reading_note(out);
    }
}

/// Writes what was drawn for a run.
pub(super) fn drawn_text(out: &mut String, drawn: &[DrawnInput]) {
    if !drawn.is_empty() {
        let text = format!("{FAINT}Drawn for this run: {}.{FAINT:#}", inputs(drawn));
        paragraph(out, "", &text);
    }
}

/// Writes how a story is to be read.
pub(super) fn reading_note(out: &mut String) {
    let text = "A state leads while it holds the bargaining initiative; worth is in each state's \
                own value points, which are not comparable.";
    paragraph(out, "", &format!("{FAINT}{text}{FAINT:#}"));
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
