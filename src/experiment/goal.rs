//! Goals: what a reader wants, without which no arm is better than another.

use std::cmp::Ordering;

use crate::document::nearest;
use crate::model::{METRICS, Metric};

/// A metric that is wanted higher or lower.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The metric.
    pub metric: Metric,
    /// It is wanted higher, not lower.
    pub up: bool,
}

/// Why a goal cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalError(String);

impl std::fmt::Display for GoalError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GoalError {}

impl Goal {
    /// Reads `METRIC:up` or `METRIC:down`.
    ///
    /// # Errors
    ///
    /// When the direction or the metric is unknown, or the metric has a value in some runs only:
    /// what is better in the runs that happen to have one says little of the others.
    pub fn parse(text: &str) -> Result<Goal, GoalError> {
        let (name, direction) = text.split_once(':').unwrap_or((text, ""));
        let up = match direction.trim() {
            "up" => true,
            "down" => false,
            _ => {
                return Err(GoalError(format!(
                    "expected `METRIC:up` or `METRIC:down`, found `{text}`"
                )));
            }
        };
        let name = name.trim();
        let Some(metric) = Metric::named(name) else {
            let hint = match nearest(name, METRICS.iter().map(|entry| entry.name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`demarche list metrics` shows them".to_owned(),
            };
            return Err(GoalError(format!("unknown metric `{name}`: {hint}")));
        };
        match metric.entry().counterpart {
            Some(counterpart) => Err(GoalError(format!(
                "`{name}` has a value in some runs only, and the runs differ from arm to arm: take \
                 `{}` as the goal",
                counterpart.entry().name
            ))),
            _ => Ok(Goal { metric, up }),
        }
    }

    /// Whether a difference that is told to be on a side of 0 is one for the better; `None` where it
    /// is not told.
    #[must_use]
    pub fn judges(&self, told: Ordering) -> Option<bool> {
        match told {
            Ordering::Greater => Some(self.up),
            Ordering::Less => Some(!self.up),
            Ordering::Equal => None,
        }
    }
}

impl std::fmt::Display for Goal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let direction = if self.up { "up" } else { "down" };
        write!(f, "{}:{direction}", self.metric.entry().name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_read() {
        let goal = Goal::parse("cooperation:up").unwrap();
        assert_eq!((goal.metric, goal.up), (Metric::Cooperation, true));
        assert_eq!(goal.to_string(), "cooperation:up");
        assert!(!Goal::parse(" grievance : down").unwrap().up);
        for (text, why) in [
            ("cooperation", "expected `METRIC:up`"),
            ("cooperation:higher", "expected `METRIC:up`"),
            ("coperation:up", "did you mean `cooperation`?"),
            ("survival:up", "take `in_force`"),
        ] {
            let error = Goal::parse(text).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn nothing_is_better_where_nothing_is_told() {
        let (up, down) = (
            Goal::parse("trust:up").unwrap(),
            Goal::parse("trust:down").unwrap(),
        );
        for (told, better) in [
            (Ordering::Greater, Some(true)),
            (Ordering::Less, Some(false)),
            (Ordering::Equal, None),
        ] {
            assert_eq!(up.judges(told), better);
            assert_eq!(down.judges(told), better.map(|b| !b));
        }
    }
}
