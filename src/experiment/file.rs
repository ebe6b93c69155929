//! Experiment files: a base scenario, arms, and what they are expected to do.

use serde_json::Value;

use super::arm::{Arm, MAX_ARMS, fit_name};
use crate::document::{
    Document, Fields, Member, Node, Place, Problem, Problems, Refusal, item_path, member_path,
    nearest, quoted, visible,
};
use crate::model::{METRICS, Metric};
use crate::scenario::change_values;

/// The format that an experiment file names.
pub const EXPERIMENT_FORMAT: &str = "demarche-experiment/1";

/// Expectations that one experiment can have.
const MAX_EXPECTATIONS: usize = 100;

/// An experiment, checked as far as can be without its base.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// The title.
    pub title: String,
    /// The base: a scenario of the library, or a path from the folder of the file.
    pub base: String,
    /// The claim that it puts to the model.
    pub claim: Option<String>,
    /// Where the claim is made.
    pub source: Option<String>,
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

/// A direction in which a metric is expected to differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Direction {
    /// Higher in the treatment, by more than this.
    Increase(f64),
    /// Lower in the treatment, by more than this.
    Decrease(f64),
    /// No further apart than this margin.
    NoChange(f64),
}

/// What is expected of a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The negotiation.
    pub negotiation: String,
    /// The metric.
    pub metric: Metric,
    /// The arm that is treated, by its place.
    pub treatment: usize,
    /// The arm that it is set against.
    pub control: usize,
    /// Of a difference of differences: the pair whose difference is taken away.
    pub less: Option<(usize, usize)>,
    /// The direction.
    pub direction: Direction,
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
        let mut reader = Reader {
            document,
            problems: Problems::new(),
        };
        let experiment = reader.experiment(document.root());
        match experiment {
            Some(experiment) if reader.problems.is_empty() => Ok(experiment),
            _ => Err(Refusal::new(document, reader.problems)),
        }
    }

    /// The arms that the changes make of the base, each with where it is stated; an arm that cannot
    /// be made says why.
    pub fn arms_of<'a>(
        &'a self,
        base: &'a Document,
    ) -> impl Iterator<Item = (&'a ExperimentArm, Result<Arm, Refusal>)> {
        self.arms.iter().map(|stated| {
            let mut document = base.clone();
            let made = change_values(&mut document, &stated.changes);
            (
                stated,
                made.and_then(|()| Arm::new(&stated.name, &document)),
            )
        })
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

    /// The arm that the others are set against first: the control of the first expectation, or the
    /// first arm.
    #[must_use]
    pub fn reference(&self) -> &str {
        let control = self.expect.first().map_or(0, |expected| expected.control);
        &self.arms[control].name
    }
}

struct Reader<'a> {
    document: &'a Document,
    problems: Problems,
}

impl Reader<'_> {
    fn experiment(&mut self, root: &Node) -> Option<Experiment> {
        let mut fields = Fields::open(root, "", &mut self.problems)?;
        fields.take("$schema");
        let expected = format!("\"{EXPERIMENT_FORMAT}\"");
        if let Some(node) = fields.require("format", &expected, &mut self.problems)
            && node.as_text() != Some(EXPERIMENT_FORMAT)
        {
            let path = fields.path_of("format");
            self.problems.expected(node.place, &path, &expected, node);
        }
        let title = self.required(&mut fields, "title", "a title");
        let base = self.required(&mut fields, "base", "a scenario: a library name or a path");
        let optional = |text: Option<&str>| text.map(visible);
        let claim = optional(fields.text("claim", &mut self.problems));
        let source = optional(fields.text("source", &mut self.problems));
        let arms = self.arms(&mut fields);
        let expect = self.expectations(&mut fields, &arms);
        fields.close(&mut self.problems);
        Some(Experiment {
            title: visible(&title),
            base,
            claim,
            source,
            arms,
            expect,
        })
    }

    fn required(&mut self, fields: &mut Fields<'_>, key: &'static str, expected: &str) -> String {
        let Some(node) = fields.require(key, expected, &mut self.problems) else {
            return String::new();
        };
        match node.as_text() {
            Some(text) if !text.trim().is_empty() => text.to_owned(),
            _ => {
                let path = fields.path_of(key);
                self.problems.expected(node.place, &path, expected, node);
                String::new()
            }
        }
    }

    fn arms(&mut self, fields: &mut Fields<'_>) -> Vec<ExperimentArm> {
        let expected = format!("an object of 2 to {MAX_ARMS} arms by name");
        let Some(node) = fields.require("arms", &expected, &mut self.problems) else {
            return Vec::new();
        };
        let Some(members) = node.as_object() else {
            self.problems.expected(node.place, "arms", &expected, node);
            return Vec::new();
        };
        if !(2..=MAX_ARMS).contains(&members.len()) {
            let message = format!("expected {expected}, found {}", members.len());
            self.problems.push(
                Problem::new(node.place, "arms", message)
                    .with_hint("an arm without changes, `\"control\": {}`, is the base as it is"),
            );
        }
        members.iter().map(|member| self.arm(member)).collect()
    }

    fn arm(&mut self, member: &Member) -> ExperimentArm {
        let path = member_path("arms", &member.key);
        if !fit_name(&member.key) {
            let message = format!("{} is not a name for an arm", quoted(&member.key));
            self.problems.add(member.key_place, &path, message);
        }
        let changes = member.node.as_object();
        if changes.is_none() {
            let expected = "an object of values by path";
            self.problems
                .expected(member.node.place, &path, expected, &member.node);
        }
        let changes = changes.unwrap_or_default().iter();
        let changes = changes.map(|change| (change.key.clone(), change.node.to_json()));
        ExperimentArm {
            name: member.key.clone(),
            changes: changes.collect(),
            location: self.document.location(member.key_place),
        }
    }

    fn expectations(
        &mut self,
        fields: &mut Fields<'_>,
        arms: &[ExperimentArm],
    ) -> Vec<Expectation> {
        let nodes = fields.list("expect", &mut self.problems).unwrap_or(&[]);
        if let Some(beyond) = nodes.get(MAX_EXPECTATIONS) {
            let message = format!(
                "expected at most {MAX_EXPECTATIONS} expectations, found {}",
                nodes.len()
            );
            self.problems.add(beyond.place, "expect", message);
        }
        let nodes = nodes.iter().take(MAX_EXPECTATIONS).enumerate();
        nodes
            .filter_map(|(index, node)| self.expectation(node, &item_path("expect", index), arms))
            .collect()
    }

    fn expectation(
        &mut self,
        node: &Node,
        path: &str,
        arms: &[ExperimentArm],
    ) -> Option<Expectation> {
        let mut fields = Fields::open(node, path, &mut self.problems)?;
        let negotiation = self.required(&mut fields, "negotiation", "the id of a negotiation");
        let names: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
        let metric = self.one_of(&mut fields, "metric", "the name of a metric", &names);
        let arm_names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
        let treatment = self.one_of(&mut fields, "treatment", "the name of an arm", &arm_names);
        let control = self.one_of(&mut fields, "control", "the name of an arm", &arm_names);
        let less = self.less(&mut fields, &arm_names);
        let direction = self.direction(&mut fields);
        fields.close(&mut self.problems);
        Some(Expectation {
            negotiation,
            metric: METRICS[metric?].metric,
            treatment: treatment?,
            control: control?,
            less,
            direction: direction?,
            location: self.document.location(node.place),
        })
    }

    /// The pair whose difference is taken away, of which both or neither must be given.
    fn less(&mut self, fields: &mut Fields<'_>, arms: &[&str]) -> Option<(usize, usize)> {
        let keys = ["treatment_against", "control_against"];
        let given = keys.map(|key| fields.take(key).is_some());
        if given == [false, false] {
            return None;
        }
        let [treatment, control] =
            keys.map(|key| self.one_of(fields, key, "the name of an arm", arms));
        Some((treatment?, control?))
    }

    fn direction(&mut self, fields: &mut Fields<'_>) -> Option<Direction> {
        let names = ["increase", "decrease", "no_change"];
        let direction = self.one_of(fields, "direction", "a direction", &names);
        let by = self.size(fields, "by", "a number not below 0", |by| by >= 0.0);
        let margin = self.size(fields, "margin", "a number above 0", |margin| margin > 0.0);
        let (key, misplaced, instead) = match direction? {
            2 => ("margin", by, "`by`"),
            _ => ("by", margin, "`margin`"),
        };
        if let Some((_, place)) = misplaced {
            let message = format!("{instead} does not go with this direction");
            let hint =
                format!("give `{key}`: `no_change` is judged by `margin`, the others by `by`");
            self.problems
                .push(Problem::new(place, fields.path(), message).with_hint(hint));
        }
        let by = by.map_or(0.0, |(by, _)| by);
        match direction? {
            0 => Some(Direction::Increase(by)),
            1 => Some(Direction::Decrease(by)),
            _ => {
                if margin.is_none() {
                    let expected = "a number above 0, within which a difference is none";
                    fields.require("margin", expected, &mut self.problems);
                }
                margin.map(|(margin, _)| Direction::NoChange(margin))
            }
        }
    }

    fn size(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        expected: &str,
        valid: impl Fn(f64) -> bool,
    ) -> Option<(f64, Place)> {
        let node = fields.take(key)?;
        match node.as_number() {
            Some(number) if valid(number) => Some((number, node.place)),
            _ => {
                let path = fields.path_of(key);
                self.problems.expected(node.place, &path, expected, node);
                None
            }
        }
    }

    /// The place of a required text among the valid ones.
    fn one_of(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        expected: &str,
        valid: &[&str],
    ) -> Option<usize> {
        let node = fields.require(key, expected, &mut self.problems)?;
        let found = node.as_text();
        let place = found.and_then(|text| valid.iter().position(|name| *name == text));
        if place.is_none() {
            let message = format!("expected {expected}, found {}", node.describe());
            let hint = match found.and_then(|text| nearest(text, valid.iter().copied())) {
                Some(near) => format!("did you mean {}?", quoted(near)),
                None => format!("expected one of {}", valid.join(", ")),
            };
            let path = fields.path_of(key);
            self.problems
                .push(Problem::new(node.place, path, message).with_hint(hint));
        }
        place
    }
}
