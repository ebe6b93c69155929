//! Scenarios: a checked document, ready to be simulated.
//!
//! [`Scenario::load`] turns a [`Document`](crate::document::Document) into a [`Scenario`], or
//! reports all of its problems at once. Everything that a scenario names by id is kept in the order
//! of the ids, so that reordering a file changes nothing.

mod calendar;
mod changes;
mod complete;
mod decode;
mod library;
mod shift;
mod uncertain;
mod visible;

pub use calendar::Month;
pub use changes::{approach_changes, change, change_as, change_values, set_approach};
pub use library::{LIBRARY, LibraryEntry, library_entry};
pub use shift::{Before, Moved, Shift};
pub use uncertain::{Owner, UncertainInput};

use crate::domain::{Event, Negotiation, Settings, State};
use crate::rules::Rulebook;

/// The format that a scenario file names.
pub const FORMAT: &str = "demarche/1";

/// Whether a figure rests on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A source is named for it.
    Evidence,
    /// It is an assumption.
    Assumption,
}

/// Where a stated figure comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The path in the file.
    pub path: String,
    /// Evidence or assumption.
    pub basis: Basis,
    /// The source, as stated.
    pub source: Option<String>,
    /// The note, as stated.
    pub note: Option<String>,
}

/// A checked scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The title.
    pub title: String,
    /// A question for a workshop.
    pub question: Option<String>,
    /// Notes for the reader.
    pub notes: Vec<String>,
    /// What happened afterwards: not an input, and not a causal claim.
    pub afterwards: Vec<String>,
    /// The claims that it bears on, by the ids that their experiments give them.
    pub claims: Vec<String>,
    /// Sources by key.
    pub sources: Vec<(String, String)>,
    /// The first month.
    pub start: Month,
    /// Number of rounds.
    pub rounds: usize,
    /// Length of a round in months.
    pub months_per_round: f64,
    /// States, by id.
    pub states: Vec<State>,
    /// Negotiations, by id.
    pub negotiations: Vec<Negotiation>,
    /// The rules.
    pub rulebook: Rulebook,
    /// The coefficients.
    pub settings: Settings,
    /// Scheduled events, by id.
    pub events: Vec<Event>,
    /// Inputs with a distribution: drawn once per run.
    pub uncertain: Vec<UncertainInput>,
    /// Figures that a study moves once the inputs of a run are drawn; none in a file.
    pub shifts: Vec<Shift>,
    /// Every stated figure and what it rests on.
    pub figures: Vec<Figure>,
    /// What a reader should know, though nothing is wrong.
    pub warnings: Vec<String>,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
}

impl Scenario {
    /// The month in which a round (from 0) begins.
    #[must_use]
    pub fn month_of(&self, round: usize) -> Month {
        self.start
            .plus((round as f64 * self.months_per_round) as u32)
    }

    /// Share of the stated figures that are assumptions; `None` when no figure is stated.
    #[must_use]
    pub fn assumption_share(&self) -> Option<f64> {
        let assumed = self
            .figures
            .iter()
            .filter(|figure| figure.basis == Basis::Assumption)
            .count();
        (!self.figures.is_empty()).then(|| assumed as f64 / self.figures.len() as f64)
    }
}
