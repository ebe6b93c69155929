//! Reading what an experiment expects: a direction, or a band and the figure that it is about.

use super::super::expectation::{Band, Expectation, Expected};
use super::super::file::ExperimentArm;
use super::super::reading::{CASES, Reading};
use super::Reader;
use crate::document::{Fields, Node, Problem, item_path, quoted};
use crate::model::METRICS;

/// Expectations that one experiment can have.
const MAX_EXPECTATIONS: usize = 100;

/// The second pair of a difference of differences.
const AGAINST: [&str; 2] = ["treatment_against", "control_against"];

impl Reader<'_> {
    pub(super) fn expectations(
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
        let band = fields.take("between");
        let expected = match band {
            Some(node) => self.band(node, &mut fields),
            None => self.direction(&mut fields),
        };
        let reading = self.reading(&mut fields, band.is_some());
        let control = self.control(&mut fields, reading, &arm_names);
        let less = self.less(&mut fields, reading, &arm_names);
        let basis = self.basis(&mut fields);
        fields.close(&mut self.problems);
        Some(Expectation {
            negotiation,
            metric: METRICS[metric?].metric,
            treatment: treatment?,
            control: control?,
            less: less?,
            reading: reading?,
            expected: expected?,
            basis,
            location: self.document.location(node.place),
        })
    }

    /// The arm that the treatment is set against, which a level has none of; `None` with a problem.
    fn control(
        &mut self,
        fields: &mut Fields<'_>,
        reading: Option<Reading>,
        arms: &[&str],
    ) -> Option<Option<usize>> {
        match reading {
            Some(Reading::Level) => {
                let hint = "a level is that of the treatment alone";
                self.misplaced(fields, "control", "the reading `level`", hint);
                Some(None)
            }
            // Whether it is needed depends on a reading that is not known.
            None if fields.take("control").is_none() => None,
            _ => Some(Some(self.one_of(
                fields,
                "control",
                "the name of an arm",
                arms,
            )?)),
        }
    }

    /// The pair whose difference is taken away, of which both or neither must be given; `None` with
    /// a problem.
    fn less(
        &mut self,
        fields: &mut Fields<'_>,
        reading: Option<Reading>,
        arms: &[&str],
    ) -> Option<Option<(usize, usize)>> {
        if let Some(reading @ (Reading::Level | Reading::Ratio | Reading::Power(_))) = reading {
            let with = format!("the reading {}", quoted(reading.name()));
            for key in AGAINST {
                self.misplaced(fields, key, &with, "only a difference has a second pair");
            }
            return Some(None);
        }
        if AGAINST.map(|key| fields.take(key).is_some()) == [false, false] {
            return Some(None);
        }
        let [treatment, control] =
            AGAINST.map(|key| self.one_of(fields, key, "the name of an arm", arms));
        Some(Some((treatment?, control?)))
    }

    fn direction(&mut self, fields: &mut Fields<'_>) -> Option<Expected> {
        if fields.take("direction").is_none() {
            let expected = "a direction, or a band in `between`";
            fields.require("direction", expected, &mut self.problems);
            for key in ["by", "margin"] {
                fields.take(key);
            }
            return None;
        }
        let names = Expected::DIRECTIONS;
        let direction = self.one_of(fields, "direction", "a direction", &names);
        let by = self.size(fields, "by", "a number not below 0", |by| by >= 0.0);
        let margin = self.size(fields, "margin", "a number above 0", |margin| margin > 0.0);
        let (key, misplaced) = match direction? {
            2 => ("margin", "by"),
            _ => ("by", "margin"),
        };
        let hint = format!("give `{key}`: `no_change` is judged by `margin`, the others by `by`");
        self.misplaced(fields, misplaced, "this direction", &hint);
        let by = by.unwrap_or(0.0);
        match direction? {
            0 => Some(Expected::Increase(by)),
            1 => Some(Expected::Decrease(by)),
            _ => {
                let expected = "a number above 0, within which a difference is none";
                fields.require("margin", expected, &mut self.problems);
                margin.map(Expected::NoChange)
            }
        }
    }

    /// A band, which stands in place of a direction.
    fn band(&mut self, node: &Node, fields: &mut Fields<'_>) -> Option<Expected> {
        const EXPECTED: &str = "a list of two figures, the lower one first; null for one of them \
                                leaves that side open";
        for key in ["direction", "by", "margin"] {
            let hint = "give a direction, with `by` or `margin`, or a band";
            self.misplaced(fields, key, "`between`", hint);
        }
        let end = |node: &Node| match node.is_null() {
            true => Some(None),
            false => node.as_number().map(Some),
        };
        let ends = match node.as_list() {
            Some([low, high]) => end(low).zip(end(high)),
            _ => None,
        };
        let path = fields.path_of("between");
        let message = match ends {
            None => {
                self.problems.expected(node.place, &path, EXPECTED, node);
                return None;
            }
            Some((None, None)) => "a band that is open on both sides holds everything".to_owned(),
            Some((Some(low), Some(high))) if low >= high => {
                format!("expected the lower figure first, found {low} and {high}")
            }
            Some((low, high)) => return Some(Expected::Between(Band { low, high })),
        };
        self.problems.add(node.place, &path, message);
        None
    }

    /// The figure that is read: the difference, unless a band is about another one; `None` with a
    /// problem.
    fn reading(&mut self, fields: &mut Fields<'_>, band: bool) -> Option<Reading> {
        if !band {
            for key in ["reading", "cases"] {
                let hint = "a direction is one of the difference; give a band in `between`";
                self.misplaced(fields, key, "a direction", hint);
            }
            return Some(Reading::Difference);
        }
        let place = match fields.take("reading") {
            Some(_) => self.one_of(fields, "reading", "a reading", &Reading::NAMES),
            None => Some(0),
        };
        if place == Some(3) {
            let expected = "the cases of each group of an evaluation";
            fields.require("cases", expected, &mut self.problems)?;
            let cases = fields.count("cases", CASES, &mut self.problems)?;
            return Some(Reading::Power(cases));
        }
        if place.is_some() {
            let hint = "only the reading `power` has cases";
            self.misplaced(fields, "cases", "this reading", hint);
        } else {
            fields.take("cases");
        }
        Some([Reading::Difference, Reading::Level, Reading::Ratio][place?])
    }

    /// Objects to a key that does not go with what else is given.
    fn misplaced(&mut self, fields: &mut Fields<'_>, key: &'static str, with: &str, hint: &str) {
        if let Some(node) = fields.take(key) {
            let message = format!("{} does not go with {with}", quoted(key));
            self.problems
                .push(Problem::new(node.place, fields.path(), message).with_hint(hint));
        }
    }
}
