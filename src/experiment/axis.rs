//! Axes: what is varied, and the values that it takes.

use serde_json::Value;

use super::arm::split_at_commas;
use crate::document::quoted;

/// Values that one axis can have.
pub const MAX_VALUES: usize = 10_000;

/// What is varied: a path of the scenario and the values that it takes, at least two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Keys separated by dots.
    pub path: String,
    /// The values, as they are written after `PATH=`: JSON, or text that needs no quotes. What is
    /// written is what is simulated.
    pub values: Vec<String>,
}

/// Why an axis cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisError(String);

impl std::fmt::Display for AxisError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AxisError {}

impl Axis {
    /// Reads `PATH=LOW:HIGH:STEPS`, a number of values at equal distances with both ends among
    /// them, or `PATH=A,B,C`, the values themselves. A comma within brackets or quotation marks
    /// belongs to a value.
    ///
    /// # Errors
    ///
    /// When it is neither, the range is empty or reversed, or there are fewer than two values or
    /// the same value twice.
    pub fn parse(text: &str) -> Result<Axis, AxisError> {
        let Some((path, values)) = text.split_once('=') else {
            return Err(AxisError(format!(
                "found no `=` in {}: {EXPECTED}",
                quoted(text)
            )));
        };
        let path = path.trim();
        let failed = |what: String| AxisError(format!("{path}: {what}"));
        let values: Vec<&str> = split_at_commas(values).into_iter().map(str::trim).collect();
        let values = match values.as_slice() {
            [range] => spread(range).map_err(failed)?,
            values => listed(values).map_err(failed)?,
        };
        Ok(Axis {
            path: path.to_owned(),
            values,
        })
    }

    /// The change that gives it one of its values, as `PATH=VALUE`.
    #[must_use]
    pub fn assignment(&self, value: &str) -> String {
        format!("{}={value}", self.path)
    }

    /// Its values as JSON.
    pub fn json(&self) -> impl Iterator<Item = Value> {
        self.values.iter().map(|value| as_json(value))
    }

    /// Its values are numbers, each larger than the one before it.
    #[must_use]
    pub fn is_rising(&self) -> bool {
        let numbers: Option<Vec<f64>> = self.json().map(|value| value.as_f64()).collect();
        numbers.is_some_and(|numbers| numbers.is_sorted_by(|a, b| a < b))
    }
}

/// What can stand after `--vary`.
const EXPECTED: &str = "expected PATH=LOW:HIGH:STEPS or PATH=A,B,C, for example \
                        states.tunisia.stability=0.1:0.9:9";

/// A value as it is written, as JSON; what is not JSON is text.
pub(super) fn as_json(value: &str) -> Value {
    serde_json::from_str(value).unwrap_or_else(|_| Value::from(value))
}

/// The values of a list.
pub(super) fn listed(values: &[&str]) -> Result<Vec<String>, String> {
    for (place, value) in values.iter().enumerate() {
        if value.is_empty() {
            return Err(format!("value {} of the list is empty", place + 1));
        }
        if values[..place]
            .iter()
            .any(|other| as_json(other) == as_json(value))
        {
            return Err(format!("the value {} is given twice", quoted(value)));
        }
    }
    if values.len() > MAX_VALUES {
        return Err(format!("expected at most {MAX_VALUES} values"));
    }
    Ok(values.iter().map(|value| (*value).to_owned()).collect())
}

/// The values of a range, `LOW:HIGH:STEPS`.
fn spread(range: &str) -> Result<Vec<String>, String> {
    let parts: Vec<&str> = range.split(':').map(str::trim).collect();
    let [low, high, steps] = parts.as_slice() else {
        return Err(format!(
            "expected LOW:HIGH:STEPS, as in 0.1:0.9:9, or at least two values separated by \
             commas, found {}",
            instead(range)
        ));
    };
    let (low, high) = (number(low)?, number(high)?);
    let count = steps.parse().ok();
    let Some(count) = count.filter(|count| (2..=MAX_VALUES).contains(count)) else {
        return Err(format!(
            "expected a whole number of values from 2 to {MAX_VALUES} after the second colon, \
             both ends included, found {}",
            quoted(steps)
        ));
    };
    rising(low, high, &format!(":{count}"))?;
    Ok(steps_between(low, high, count))
}

/// What stands where a range is expected.
pub(super) fn instead(range: &str) -> String {
    match range.is_empty() {
        true => "nothing".to_owned(),
        false => format!("only {}", quoted(range)),
    }
}

/// Whether a range rises; `rest` is what is written behind its ends.
pub(super) fn rising(low: f64, high: f64, rest: &str) -> Result<(), String> {
    let (from, to) = (written(low), written(high));
    if low == high {
        return Err(format!("the range begins and ends at {from}"));
    }
    if low > high {
        return Err(format!("the range is reversed: write {to}:{from}{rest}"));
    }
    Ok(())
}

/// A finite number.
pub(super) fn number(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| format!("expected a number, found {}", quoted(text)))
}

/// Values at equal distances, with no more decimals than a person would write: as many as they
/// need, and where they need many (thirds), as many as tell a thousandth of a step.
fn steps_between(low: f64, high: f64, count: usize) -> Vec<String> {
    let (last, step) = ((count - 1) as f64, (high - low) / (count - 1) as f64);
    let at = |index: usize| match index {
        0 => low,
        index if index + 1 == count => high,
        // Both ends have a part in it, so that neither is a sum of many steps.
        index => (low * (last - index as f64) + high * index as f64) / last,
    };
    let rounded = |index: usize, decimals: usize| -> f64 {
        let text = format!("{:.decimals$}", at(index));
        text.parse().unwrap_or_else(|_| at(index))
    };
    let fewest = (libm::ceil(-libm::log10(step)).max(0.0)) as usize;
    let exact = |decimals: &usize| {
        (0..count).all(|index| (rounded(index, *decimals) - at(index)).abs() < 1e-9 * step)
    };
    let decimals = (0..=fewest + 3).find(exact).unwrap_or(fewest + 3);
    (0..count)
        .map(|index| match index {
            0 => written(low),
            index if index + 1 == count => written(high),
            index => written(rounded(index, decimals)),
        })
        .collect()
}

/// A number as a person would write it.
fn written(number: f64) -> String {
    let size = number.abs();
    if number == 0.0 || (1e-6..1e16).contains(&size) {
        // Zero has no sign.
        (number + 0.0).to_string()
    } else {
        format!("{number:e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> String {
        Axis::parse(&format!("a.b={text}"))
            .unwrap()
            .values
            .join(" ")
    }

    #[test]
    fn ranges_are_written_as_a_person_would() {
        for (range, expected) in [
            ("0.1:0.9:9", "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9"),
            ("0:1:11", "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1"),
            ("0:1:4", "0 0.3333 0.6667 1"),
            ("0:1:5", "0 0.25 0.5 0.75 1"),
            (
                "0.05:0.95:9",
                "0.05 0.1625 0.275 0.3875 0.5 0.6125 0.725 0.8375 0.95",
            ),
            ("-1:1:3", "-1 0 1"),
            ("-0.1:0.2:4", "-0.1 0 0.1 0.2"),
            ("1:9:5", "1 3 5 7 9"),
            ("10:1000:2", "10 1000"),
            ("0:1e-7:2", "0 1e-7"),
            ("0:0.00002:3", "0 0.00001 0.00002"),
            ("0.12345678:0.5:2", "0.12345678 0.5"),
            (" 0.20 : 0.60 : 3 ", "0.2 0.4 0.6"),
        ] {
            assert_eq!(values(range), expected, "{range}");
        }
    }

    #[test]
    fn values_are_at_equal_distances_whatever_the_range() {
        for (low, high, count) in [
            (0.0, 1.0, 7),
            (0.3, 0.9, 13),
            (-5e-9, 7e-9, 9),
            (1e9, 3e9, 8),
        ] {
            let values = steps_between(low, high, count);
            let values: Vec<f64> = values.iter().map(|value| value.parse().unwrap()).collect();
            let step = (high - low) / (count - 1) as f64;
            assert_eq!((values[0], values[count - 1]), (low, high));
            for (index, value) in values.iter().enumerate() {
                let expected = low + step * index as f64;
                assert!((value - expected).abs() <= 6e-4 * step, "{values:?}");
            }
        }
    }

    #[test]
    fn lists_are_taken_as_they_are() {
        for (list, expected) in [
            ("cooperative,coercive", "cooperative coercive"),
            ("0.5, 0.20", "0.5 0.20"),
            (
                "{\"uniform\": [0.1, 0.2]},0.5",
                "{\"uniform\": [0.1, 0.2]} 0.5",
            ),
            ("true,false", "true false"),
        ] {
            assert_eq!(values(list), expected);
        }
        let rising = |text: &str| Axis::parse(text).unwrap().is_rising();
        assert!(rising("a=0.1,0.5,2") && rising("a=0:1:3"));
        assert!(!rising("a=0.5,0.1") && !rising("a=x,y") && !rising("a=1,x"));
    }

    #[test]
    fn what_is_no_axis_is_refused_with_the_reason() {
        for (text, why) in [
            ("a.b", "found no `=` in `a.b`"),
            ("a.b=", "found nothing"),
            ("a.b=0.5", "found only `0.5`"),
            ("a.b=0:1", "found only `0:1`"),
            ("a.b={\"uniform\": [0.1, 0.2]}", "at least two values"),
            ("a.b=0:1:0", "from 2 to 10000 after the second colon"),
            ("a.b=0:1:1", "found `1`"),
            ("a.b=0:1:2.5", "found `2.5`"),
            ("a.b=0:1:10001", "found `10001`"),
            ("a.b=low:1:5", "expected a number, found `low`"),
            ("a.b=0:inf:5", "expected a number, found `inf`"),
            ("a.b=0:NaN:5", "expected a number, found `NaN`"),
            ("a.b=0.9:0.1:9", "the range is reversed: write 0.1:0.9:9"),
            ("a.b=0.3:0.3:4", "begins and ends at 0.3"),
            ("a.b=x,,y", "value 2 of the list is empty"),
            ("a.b=0.2,0.20", "the value `0.20` is given twice"),
        ] {
            let error = Axis::parse(text).unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
