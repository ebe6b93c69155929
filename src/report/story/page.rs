//! A told run as a page of text.

use std::fmt::Write as _;

use serde::Serialize;

use super::super::paragraph::FAINT;
use super::super::words::DISCLAIMER;
use super::ending::{Ending, ending_text};
use super::rounds::{Round, round_text};
use super::subject::Subject;

/// The format that a story in JSON names.
pub const STORY_FORMAT: &str = "demarche-story/1";

/// One run of one negotiation, told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunStory {
    /// The format.
    pub format: &'static str,
    /// The run.
    #[serde(flatten)]
    pub subject: Subject,
    /// The rounds in which something happened.
    pub rounds: Vec<Round>,
    /// How it ended.
    pub ending: Ending,
    /// What it may not be used for.
    pub disclaimer: &'static str,
}

impl RunStory {
    /// The story as text, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.subject.introduce(&mut out, "");
        out.push('\n');
        for round in &self.rounds {
            round_text(&mut out, round, |told| told.text(FAINT));
        }
        ending_text(&mut out, &self.ending);
        let _ = writeln!(out, "\n{FAINT}{DISCLAIMER}{FAINT:#}");
        out
    }
}
