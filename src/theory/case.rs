//! A limit case: what is known of the model in advance, and how the engine is asked about it.

use serde_json::Value;

use super::laboratory::{Laboratory, Trouble};
use crate::chance::normal_quantile;

/// A limit of the model in which the answer is known.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The number in the list of limit cases.
    pub number: u8,
    /// The name on the command line.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Where the answer is known from.
    pub source: &'static str,
    /// What is switched off, fixed or taken for granted.
    pub assumptions: &'static str,
    /// The answer.
    pub formula: &'static str,
    /// Number of its comparisons that rest on sampled runs.
    pub sampled: usize,
    /// A scenario in which it is looked at, as in a file.
    pub scenario: fn() -> Value,
    /// Asks the engine.
    pub(super) run: fn(&Laboratory) -> Result<Vec<Comparison>, Trouble>,
}

/// How near to the expected figure a found one has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Margin {
    /// Equal.
    Exact,
    /// Within a distance that follows from the arithmetic, stated with the case.
    Within(f64),
    /// Within a multiple of the standard error over this many independent draws or runs.
    Sampling {
        /// Standard error of the found figure, where the expected one is right.
        std_error: f64,
        /// Number of draws or runs.
        count: u64,
    },
}

/// An expected and a found figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What is compared.
    pub what: String,
    /// From the closed form.
    pub expected: f64,
    /// From the engine.
    pub found: f64,
    /// How near they have to be.
    pub margin: Margin,
}

impl Comparison {
    /// Figures that have to be equal.
    pub(super) fn exact(what: impl Into<String>, expected: f64, found: f64) -> Comparison {
        Comparison {
            what: what.into(),
            expected,
            found,
            margin: Margin::Exact,
        }
    }

    /// Figures that have to be equal but for the arithmetic.
    pub(super) fn within(
        what: impl Into<String>,
        expected: f64,
        found: f64,
        tolerance: f64,
    ) -> Comparison {
        Comparison {
            margin: Margin::Within(tolerance),
            ..Comparison::exact(what, expected, found)
        }
    }

    /// The share of independent trials with a property, whose standard error under the expected
    /// share p is √(p(1 − p)/n).
    pub(super) fn share(
        what: impl Into<String>,
        expected: f64,
        successes: usize,
        trials: usize,
    ) -> Comparison {
        let count = trials as f64;
        Comparison {
            margin: Margin::Sampling {
                std_error: libm::sqrt(expected * (1.0 - expected) / count),
                count: trials as u64,
            },
            ..Comparison::exact(what, expected, successes as f64 / count)
        }
    }

    /// The largest distance at which the figures agree.
    #[must_use]
    pub fn tolerance(&self) -> f64 {
        match self.margin {
            Margin::Exact => 0.0,
            Margin::Within(tolerance) => tolerance,
            Margin::Sampling { std_error, .. } => standard_errors() * std_error,
        }
    }

    /// Whether the figures agree.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        // A figure that is not a number is at no distance, and so never near.
        if (self.found - self.expected).abs() <= self.tolerance() {
            Verdict::Holds
        } else {
            Verdict::Fails
        }
    }
}

/// Whether the engine gives what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Within the tolerance.
    Holds,
    /// Not within the tolerance.
    Fails,
}

impl Verdict {
    /// The word used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Fails => "FAILS",
        }
    }
}

/// What became of a case.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The case.
    pub case: &'static Case,
    /// Its comparisons.
    pub comparisons: Vec<Comparison>,
}

impl Finding {
    /// All comparisons hold.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let holds = |comparison: &Comparison| comparison.verdict() == Verdict::Holds;
        if !self.comparisons.is_empty() && self.comparisons.iter().all(holds) {
            Verdict::Holds
        } else {
            Verdict::Fails
        }
    }
}

/// Probability with which some sampled comparison of all cases fails though the engine is right:
/// a tenth of the 1 in 1,000 that is promised, since shares and means are only nearly normal.
pub const OVERALL_ERROR: f64 = 1e-4;

/// The tolerance of sampled comparisons in standard errors: the error probability is divided by
/// the number of these comparisons over all cases (Bonferroni; Dunn 1961), whichever are run.
#[must_use]
pub fn standard_errors() -> f64 {
    let comparisons: usize = super::CASES.iter().map(|case| case.sampled).sum();
    -normal_quantile(OVERALL_ERROR / (2.0 * comparisons as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_number_never_holds() {
        for margin in [Margin::Exact, Margin::Within(1.0)] {
            let comparison = Comparison {
                margin,
                ..Comparison::exact("", 1.0, f64::NAN)
            };
            assert_eq!(comparison.verdict(), Verdict::Fails);
        }
        let case = &super::super::CASES[0];
        let comparisons = Vec::new();
        assert_eq!(Finding { case, comparisons }.verdict(), Verdict::Fails);
    }

    #[test]
    fn the_multiple_of_the_standard_error_follows_from_the_number_of_comparisons() {
        let multiple = standard_errors();
        assert!((4.0..5.5).contains(&multiple), "{multiple}");
        let share = Comparison::share("", 0.5, 5_000, 10_000);
        assert!((share.tolerance() - multiple * 0.005).abs() < 1e-12);
        let beyond = 5_000 + (multiple * 50.0) as usize + 1;
        assert_eq!(share.verdict(), Verdict::Holds);
        let share = Comparison::share("", 0.5, beyond, 10_000);
        assert_eq!(share.verdict(), Verdict::Fails);
    }
}
