//! Reading an experiment file, with all of its problems at once.

mod expectations;

use serde_json::Value;

use super::arm::{MAX_ARMS, fit_name};
use super::expectation::Basis;
use super::file::{EXPERIMENT_FORMAT, Experiment, ExperimentArm};
use super::judgement::Verdict;
use crate::document::{
    Document, Fields, Member, Node, Problem, Problems, Refusal, member_path, nearest, quoted,
    visible,
};

/// Reads one file.
pub(super) struct Reader<'a> {
    document: &'a Document,
    problems: Problems,
}

impl Reader<'_> {
    /// The experiment of a document, or all of its problems.
    pub(super) fn read(document: &Document) -> Result<Experiment, Refusal> {
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
        let pattern = optional(fields.text("pattern", &mut self.problems));
        if let (Some(_), Some(node)) = (&claim, fields.take("pattern")) {
            let message = "an experiment is on a claim or on a pattern, not on both";
            self.problems.add(node.place, "pattern", message);
        }
        let source = optional(fields.text("source", &mut self.problems));
        let question = optional(fields.text("question", &mut self.problems));
        let note = optional(fields.text("note", &mut self.problems));
        let finding = self.finding(&mut fields);
        let basis = self.basis(&mut fields);
        let settings_within = self.settings_within(&mut fields);
        let changes = fields.take("changes");
        let changes = changes.map_or_else(Vec::new, |node| self.changes(node, "changes"));
        let arms = self.arms(&mut fields);
        let mut expect = self.expectations(&mut fields, &arms);
        fields.close(&mut self.problems);
        for expected in &mut expect {
            expected.basis = expected.basis.take().or_else(|| basis.clone());
        }
        Some(Experiment {
            title: visible(&title),
            base,
            claim,
            pattern,
            source,
            question,
            note,
            finding,
            settings_within,
            changes,
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
        ExperimentArm {
            name: member.key.clone(),
            changes: self.changes(&member.node, &path),
            location: self.document.location(member.key_place),
        }
    }

    /// Values by path.
    fn changes(&mut self, node: &Node, path: &str) -> Vec<(String, Value)> {
        let changes = node.as_object();
        if changes.is_none() {
            let expected = "an object of values by path";
            self.problems.expected(node.place, path, expected, node);
        }
        let changes = changes.unwrap_or_default().iter();
        changes
            .map(|change| (change.key.clone(), change.node.to_json()))
            .collect()
    }

    /// The verdict on record, where there is one.
    fn finding(&mut self, fields: &mut Fields<'_>) -> Option<Verdict> {
        fields.take("finding")?;
        let names = Verdict::ALL.map(Verdict::name);
        let place = self.one_of(fields, "finding", "a verdict", &names)?;
        Some(Verdict::ALL[place])
    }

    fn settings_within(&mut self, fields: &mut Fields<'_>) -> Option<f64> {
        let expected = "a number above 0 and below 1";
        let within = |share: f64| share > 0.0 && share < 1.0;
        self.size(fields, "settings_within", expected, within)
    }

    /// `"emergent"`, or `{"built_in": "the equation"}`.
    fn basis(&mut self, fields: &mut Fields<'_>) -> Option<Basis> {
        const EXPECTED: &str = "\"emergent\", or an object with `built_in` and the equation";
        let node = fields.take("basis")?;
        let path = fields.path_of("basis");
        if node.as_text() == Some("emergent") {
            return Some(Basis::Emergent);
        }
        if node.as_object().is_none() {
            self.problems.expected(node.place, &path, EXPECTED, node);
            return None;
        }
        let mut inner = Fields::open(node, &path, &mut self.problems)?;
        let equation = self.required(&mut inner, "built_in", "the equation, and where it is");
        inner.close(&mut self.problems);
        Some(Basis::BuiltIn(visible(&equation)))
    }

    fn size(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        expected: &str,
        valid: impl Fn(f64) -> bool,
    ) -> Option<f64> {
        let node = fields.take(key)?;
        match node.as_number() {
            Some(number) if valid(number) => Some(number),
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
