//! Experiment files: a base scenario, arms, and what they are expected to do.

use serde_json::Value;

use super::arm::Arm;
use super::expectation::Expectation;
use super::judgement::Verdict;
use super::latitude::latitude;
use super::reader::Reader;
use crate::document::{Document, Node, Refusal, nearest, quoted};
use crate::scenario::change_values;

/// The format that an experiment file names.
pub const EXPERIMENT_FORMAT: &str = "demarche-experiment/1";

/// An experiment, checked as far as can be without its base.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// The title.
    pub title: String,
    /// The base: a scenario of the library, or a path from the folder of the file.
    pub base: String,
    /// The claim that it puts to the model.
    pub claim: Option<String>,
    /// The id of the pattern that the model is held against, in place of a claim.
    pub pattern: Option<String>,
    /// Where the claim is made, or the pattern found.
    pub source: Option<String>,
    /// The question behind it.
    pub question: Option<String>,
    /// What was found, and why.
    pub note: Option<String>,
    /// The verdict that is on record.
    pub finding: Option<Verdict>,
    /// Each setting that the base does not state is drawn from within this share of its default, on
    /// either side; `None` leaves them at their defaults.
    pub settings_within: Option<f64>,
    /// Values by path that all arms share, in the order of the file.
    pub changes: Vec<(String, Value)>,
    /// The arms in the order of the file.
    pub arms: Vec<ExperimentArm>,
    /// What is expected; all of it, where there is more than one expectation.
    pub expect: Vec<Expectation>,
}

/// An arm as an experiment file states it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExperimentArm {
    /// Its name.
    pub name: String,
    /// Values by path, in the order of the file.
    pub changes: Vec<(String, Value)>,
    /// Where it is stated: file, line and column.
    pub location: String,
}

impl Experiment {
    /// Whether a document says that it is an experiment.
    #[must_use]
    pub fn is_one(document: &Document) -> bool {
        let format = document.get("format").and_then(Node::as_text);
        format.is_some_and(|format| format.starts_with("demarche-experiment"))
    }

    /// Reads an experiment.
    ///
    /// # Errors
    ///
    /// All problems of the file; what only the base can show is left to [`Experiment::arms_of`].
    pub fn load(document: &Document) -> Result<Experiment, Refusal> {
        Reader::read(document)
    }

    /// The arms that the changes make of the base, those shared by all and then its own, each with where it is stated; an arm that cannot
    /// be made says why.
    pub fn arms_of<'a>(
        &'a self,
        base: &'a Document,
    ) -> impl Iterator<Item = (&'a ExperimentArm, Result<Arm, Refusal>)> {
        let common = self.common(base);
        self.arms.iter().map(move |stated| {
            let mut document = base.clone();
            let made = change_values(&mut document, &common)
                .and_then(|()| change_values(&mut document, &stated.changes));
            (
                stated,
                made.and_then(|()| Arm::new(&stated.name, &document)),
            )
        })
    }

    /// What is changed in all arms: the drawn settings, and then what the file states.
    fn common(&self, base: &Document) -> Vec<(String, Value)> {
        let mut common = match self.settings_within {
            Some(share) => latitude(base, share),
            None => Vec::new(),
        };
        common.extend(self.changes.iter().cloned());
        common
    }

    /// What is expected of negotiations that an arm does not have, each with its place and a hint.
    #[must_use]
    pub fn unmet(&self, arms: &[Arm]) -> Vec<String> {
        let mut unmet = Vec::new();
        for expected in &self.expect {
            for arm in arms {
                let ids = || arm.scenario.negotiations.iter().map(|n| n.id.as_str());
                if ids().any(|id| id == expected.negotiation) {
                    continue;
                }
                let hint = match nearest(&expected.negotiation, ids()) {
                    Some(near) => format!("did you mean {}?", quoted(near)),
                    None => format!("expected one of {}", ids().collect::<Vec<_>>().join(", ")),
                };
                unmet.push(format!(
                    "{}: arm {} has no negotiation {}: {hint}",
                    expected.location,
                    quoted(&arm.name),
                    quoted(&expected.negotiation)
                ));
            }
        }
        unmet
    }

    /// The arm that the others are set against first: the control of the first expectation that has
    /// one, or the first arm.
    #[must_use]
    pub fn reference(&self) -> &str {
        let control = self.expect.iter().find_map(|expected| expected.control);
        &self.arms[control.unwrap_or(0)].name
    }
}
