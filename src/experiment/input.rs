//! Inputs of a sample: what is varied, over which range, by which distribution, or among what.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::arm::split_at_commas;
use super::axis::{Axis, as_json, instead, listed, number, rising};
use crate::document::quoted;
use crate::scenario::Scenario;

/// What is varied: a path of the scenario, and where its values come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Keys separated by dots.
    pub path: String,
    /// Where its values come from.
    pub range: Range,
    /// Where it was asked for: an argument, or a place in a file.
    pub origin: Cow<'static, str>,
}

/// Where the values of an input come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Range {
    /// The distribution that the scenario states.
    Stated,
    /// This distribution, as a scenario would state it.
    Drawn(Value),
    /// One of these, each as likely: JSON, or text that needs no quotes.
    Among(Vec<String>),
}

/// Why an input cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError(String);

impl std::fmt::Display for InputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InputError {}

impl Input {
    /// Reads `PATH=LOW:HIGH`, every value between them as likely; `PATH={"triangular": [..]}`, a
    /// distribution as in a scenario; `PATH=A,B,C`, one of several values; or `PATH`, the
    /// distribution that the scenario states.
    ///
    /// # Errors
    ///
    /// When it is none of these, the range is empty or reversed, or there are fewer than two values
    /// or the same value twice.
    pub fn parse(text: &str) -> Result<Input, InputError> {
        let (path, range) = match text.split_once('=') {
            None => (text.trim(), Ok(Range::Stated)),
            Some((path, range)) => (path.trim(), Range::parse(range.trim())),
        };
        if path.is_empty() {
            return Err(InputError(format!(
                "expected a path before {}: {EXPECTED}",
                quoted(text)
            )));
        }
        let range = range.map_err(|what| InputError(format!("{path}: {what}")))?;
        Ok(Input {
            path: path.to_owned(),
            range,
            origin: Cow::Borrowed("--vary"),
        })
    }

    /// Every input of a scenario that has a distribution, with that distribution.
    #[must_use]
    pub fn of_uncertain(scenario: &Scenario) -> Vec<Input> {
        let uncertain = scenario.uncertain.iter();
        uncertain
            .map(|input| Input {
                path: input.path.clone(),
                range: Range::Stated,
                origin: Cow::Borrowed("--vary-uncertain"),
            })
            .collect()
    }

    /// It is one of several values rather than a number from a range.
    #[must_use]
    pub fn is_categorical(&self) -> bool {
        matches!(self.range, Range::Among(_))
    }

    /// The change that makes it a distribution, where the file does not do so already.
    pub(super) fn opened(&self) -> Option<String> {
        match &self.range {
            Range::Drawn(distribution) => Some(format!("{}={distribution}", self.path)),
            Range::Stated | Range::Among(_) => None,
        }
    }

    /// Its values as they are written, where they are listed; otherwise none.
    #[must_use]
    pub fn listed(&self) -> &[String] {
        match &self.range {
            Range::Among(values) => values,
            Range::Stated | Range::Drawn(_) => &[],
        }
    }

    /// Its listed values as JSON.
    #[must_use]
    pub fn values(&self) -> Vec<Value> {
        self.listed().iter().map(|value| as_json(value)).collect()
    }

    /// The listed value at a place as JSON.
    pub(super) fn value(&self, place: usize) -> Option<Value> {
        self.listed().get(place).map(|value| as_json(value))
    }
}

impl From<Axis> for Input {
    /// The values of an axis, as a list.
    fn from(axis: Axis) -> Input {
        Input {
            path: axis.path,
            range: Range::Among(axis.values),
            origin: Cow::Borrowed("--vary"),
        }
    }
}

/// What can stand after `--vary`.
const EXPECTED: &str = "expected PATH=LOW:HIGH, PATH={\"triangular\": [LOW, MODE, HIGH]} or \
                        another distribution, PATH=A,B,C, or PATH for an input that has a \
                        distribution";

impl Range {
    fn parse(text: &str) -> Result<Range, String> {
        if text.starts_with('{')
            && let Ok(distribution @ Value::Object(_)) = serde_json::from_str(text)
        {
            return Ok(Range::Drawn(distribution));
        }
        let values: Vec<&str> = split_at_commas(text).into_iter().map(str::trim).collect();
        match values.as_slice() {
            [range] => between(range).map(Range::Drawn),
            values => listed(values).map(Range::Among),
        }
    }
}

/// `LOW:HIGH` as a distribution.
fn between(range: &str) -> Result<Value, String> {
    let parts: Vec<&str> = range.split(':').map(str::trim).collect();
    let (low, high) = match parts.as_slice() {
        [low, high] => (number(low)?, number(high)?),
        [low, high, _] => {
            return Err(format!(
                "the values of a sample have no steps: write {low}:{high}"
            ));
        }
        _ => return Err(format!("found {}: {EXPECTED}", instead(range))),
    };
    rising(low, high, "")?;
    Ok(json!({ "uniform": [low, high] }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_read_as_they_are_written() {
        for (text, expected) in [
            (
                "a.b = 0.1:0.9",
                Range::Drawn(json!({"uniform": [0.1, 0.9]})),
            ),
            ("a.b=-1:2", Range::Drawn(json!({"uniform": [-1.0, 2.0]}))),
            (
                "a.b={\"triangular\": [0, 0.2, 1]}",
                Range::Drawn(json!({"triangular": [0, 0.2, 1]})),
            ),
            (
                "a.b=coercive, cooperative",
                Range::Among(vec!["coercive".to_owned(), "cooperative".to_owned()]),
            ),
            (
                "a.b={\"positive\": 1},{\"positive\": 0.5}",
                Range::Among(vec![
                    "{\"positive\": 1}".to_owned(),
                    "{\"positive\": 0.5}".to_owned(),
                ]),
            ),
            ("a.b", Range::Stated),
        ] {
            let input = Input::parse(text).unwrap();
            assert_eq!((input.path.as_str(), input.range), ("a.b", expected));
        }
        let input = Input::parse("a=true,false").unwrap();
        assert_eq!(input.values(), [json!(true), json!(false)]);
        assert!(input.is_categorical());
    }

    #[test]
    fn what_is_no_input_is_refused_with_the_reason() {
        for (text, why) in [
            ("=0:1", "expected a path before `=0:1`"),
            ("a.b=", "found nothing"),
            ("a.b=0.5", "found only `0.5`"),
            ("a.b=0:1:5", "a sample have no steps: write 0:1"),
            ("a.b=0:x", "expected a number, found `x`"),
            ("a.b=0:inf", "expected a number, found `inf`"),
            ("a.b=0.9:0.1", "the range is reversed: write 0.1:0.9"),
            ("a.b=0.3:0.3", "begins and ends at 0.3"),
            ("a.b=x,,y", "value 2 of the list is empty"),
            ("a.b=x,x", "the value `x` is given twice"),
        ] {
            let error = Input::parse(text).unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
