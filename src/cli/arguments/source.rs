//! What is simulated, and on which draws.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use clap::Args;

use crate::study::Plan;

/// The most runs of one study.
pub(super) const MOST_RUNS: u64 = 1_000_000_000;

/// Which scenario, and with which changes.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct Source {
    /// A scenario file, or the name of a scenario of the library
    pub(in crate::cli) scenario: String,
    /// Conduct of the destination in every negotiation: none, cooperative, coercive or
    /// flexible_incentive; --set acts after it
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) approach: Option<String>,
    /// Change the file before it is checked, for example states.tunisia.stability=0.2; after
    /// --approach, and in the order given
    #[arg(long, value_name = "PATH=VALUE")]
    pub(in crate::cli) set: Vec<String>,
}

/// What to simulate.
#[derive(Args, Debug)]
pub(in crate::cli) struct Study {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    #[command(flatten)]
    pub(in crate::cli) draws: Draws,
}

/// Which runs to make.
#[derive(Args, Debug)]
pub(in crate::cli) struct Draws {
    /// Number of runs
    #[arg(long, default_value_t = 10_000, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=MOST_RUNS))]
    runs: u64,
    /// Seed of the draws
    #[arg(long, default_value_t = 2024, value_name = "S", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    seed: u64,
    #[command(flatten)]
    threads: Threads,
}

impl Draws {
    /// The plan of a study on these draws.
    pub(in crate::cli) fn plan(&self) -> Plan {
        Plan {
            runs: self.runs,
            seed: self.seed,
            threads: self.threads.number(),
        }
    }
}

/// How many threads run.
#[derive(Args, Debug)]
pub(in crate::cli) struct Threads {
    /// Number of threads; the result does not depend on it
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1024_u16))]
    threads: Option<u16>,
}

impl Threads {
    /// Their number, where it was said.
    pub(in crate::cli) fn number(&self) -> Option<usize> {
        self.threads.map(usize::from)
    }
}

/// Reads a whole number within a range, and says what was expected.
pub(super) fn whole<T>(range: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, String> + Clone
where
    T: FromStr + PartialOrd + Display + Clone,
{
    move |text| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        let (low, high) = (range.start(), range.end());
        number.ok_or_else(|| format!("expected a whole number from {low} to {high}"))
    }
}
