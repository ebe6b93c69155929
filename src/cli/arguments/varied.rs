//! Arguments of studies that vary inputs: sweeps and sensitivity.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};

use super::form::{Form, columns_help, form_help};
use super::source::{MOST_RUNS, Source, Study, Threads, whole};
use crate::experiment::MAX_SAMPLES;
use crate::report::{MAP_COLUMNS, ROW_COLUMNS, SENSITIVITY_COLUMNS};

/// What is varied.
#[derive(Args, Debug)]
pub(in crate::cli) struct Varied {
    /// What is varied (repeatable). For a grid: PATH=LOW:HIGH:STEPS, STEPS values at equal distances,
    /// both ends included, or PATH=A,B,C, the values themselves, numbers or words; the first path is
    /// across, the second up, and every value of each meets every value of the others. For a sample:
    /// PATH=LOW:HIGH, every value between them as likely; PATH={"triangular": [..]} or another
    /// distribution as in a scenario; PATH=A,B,C, each as likely; or PATH, with the distribution that
    /// the scenario states
    #[arg(
        long,
        value_name = "PATH=VALUES",
        required_unless_present_any = ["vary_uncertain", "inputs"]
    )]
    pub(in crate::cli) vary: Vec<String>,
    /// Vary every input of the scenario that has a distribution, by that distribution; --vary and
    /// --inputs say otherwise of single ones
    #[arg(long)]
    pub(in crate::cli) vary_uncertain: bool,
    /// A file of inputs by path: `demarche schema inputs`
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) inputs: Option<PathBuf>,
}

/// How rows are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Design {
    /// Every value of each path with every value of the others: a map
    Grid,
    /// The scenario as it is, then each path by itself: at its values, or both ends of its range
    OneAtATime,
    /// A Latin hypercube
    Lhs,
    /// A scrambled Sobol sequence
    SobolSequence,
}

/// Runs of each row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Replicates {
    /// So many.
    Number(u64),
    /// As many as a pilot says.
    Auto,
}

impl FromStr for Replicates {
    type Err = String;

    fn from_str(text: &str) -> Result<Replicates, String> {
        if text == "auto" {
            return Ok(Replicates::Auto);
        }
        let number = text.parse().ok();
        let number = number.filter(|number| (1..=MOST_RUNS).contains(number));
        let expected = || format!("expected `auto` or a whole number from 1 to {MOST_RUNS}");
        number.map(Replicates::Number).ok_or_else(expected)
    }
}

/// How a sweep is sampled.
#[derive(Args, Debug)]
pub(in crate::cli) struct Sampled {
    /// How rows are chosen; a map needs a grid, other designs give tables
    #[arg(long, value_enum, default_value_t = Design::Grid, value_name = "DESIGN")]
    pub(in crate::cli) design: Design,
    /// Rows of a Latin hypercube or of a Sobol sequence, which is balanced at powers of two
    #[arg(long, default_value_t = 256, value_name = "N", allow_negative_numbers = true, value_parser = whole(2..=1_000_000_usize))]
    pub(in crate::cli) rows: usize,
    /// Runs in each arm of each row, as --runs says; auto: as many as make the noise of a row at most
    /// a tenth of what its mean varies by over rows, in every metric that is shown, by a pilot, of 2
    /// to 256
    #[arg(
        long,
        value_name = "R",
        conflicts_with = "runs",
        allow_negative_numbers = true
    )]
    pub(in crate::cli) replicates: Option<Replicates>,
    /// Give every row chances of its own instead of the same for all rows
    #[arg(long)]
    pub(in crate::cli) independent: bool,
    /// Of tables: every replicate by itself, instead of means over them
    #[arg(long)]
    pub(in crate::cli) each_replicate: bool,
}

/// Runs in each arm of a cell, unless said otherwise.
const SWEEP_RUNS: &str = "1000";

#[derive(Args, Debug)]
#[command(
    mut_arg("runs", |runs| runs.default_value(SWEEP_RUNS).help(
        "Number of runs in each arm of each cell; the default answers within 10 seconds for 81 \
         cells of two arms"
    )),
    mut_arg("format", |format| format.long_help(map_help()))
)]
pub(in crate::cli) struct Sweep {
    #[command(flatten)]
    pub(in crate::cli) study: Study,
    #[command(flatten)]
    pub(in crate::cli) varied: Varied,
    #[command(flatten)]
    pub(in crate::cli) sampled: Sampled,
    /// Approaches of the destination to set against each other, separated by commas: none,
    /// cooperative, coercive or flexible_incentive; one by itself is set against `base`, the scenario
    /// as it is
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "A,B",
        conflicts_with = "arm"
    )]
    pub(in crate::cli) arms: Vec<String>,
    /// An arm: a name and what it changes, as in "monitored: negotiations.a-b.monitoring=0.9"
    /// (repeatable; nothing after the colon is the scenario as it is); one by itself is set against
    /// the scenario as it is
    #[arg(long, value_name = "NAME: PATH=VALUE, …")]
    pub(in crate::cli) arm: Vec<String>,
    /// Metrics to show, separated by commas, instead of cooperation; what each side has of it by
    /// its own values is always shown beside them
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(in crate::cli) metric: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
}

/// Help on the forms of a map and of a sample.
fn map_help() -> String {
    format!(
        "{}\n  PATH: a column for each path that is varied, with its value in the cell\n\n\
         of other designs than a grid:\n{}\n  PATH: a column for each path that is varied, empty \
         where it is not",
        form_help(&MAP_COLUMNS),
        columns_help(&ROW_COLUMNS)
    )
}

/// How influence is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Method {
    /// Shares of the variance: Sobol' indices, first order and total
    Sobol,
    /// Elementary effects: a screening with few rows
    Morris,
    /// Shifts of the whole distribution
    Pawn,
    /// Each input by itself at its ends or values, the others as the scenario states them
    OneAtATime,
}

#[derive(Args, Debug)]
#[command(mut_arg("format", |format| format.long_help(form_help(&SENSITIVITY_COLUMNS))))]
pub(in crate::cli) struct Sensitivity {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    #[command(flatten)]
    pub(in crate::cli) varied: Varied,
    /// How influence is measured
    #[arg(long, value_enum, default_value_t = Method::Sobol, value_name = "METHOD")]
    pub(in crate::cli) method: Method,
    /// Base samples of sobol (a power of two; each takes a row for every input and three more),
    /// trajectories of morris, or rows of pawn [default: 512, 64 and 2048]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=MAX_SAMPLES))]
    pub(in crate::cli) samples: Option<usize>,
    /// Runs of each row, at least 2; auto: as many as make the noise of a row at most a tenth of the
    /// signal, the variance of its mean over inputs, in every metric that is explained, by a pilot,
    /// of 2 to 256
    #[arg(
        long,
        default_value = "32",
        value_name = "R",
        allow_negative_numbers = true
    )]
    pub(in crate::cli) replicates: Replicates,
    /// Estimate what every two inputs do together too (sobol): twice as many rows
    #[arg(long)]
    pub(in crate::cli) second_order: bool,
    /// Metrics to explain, separated by commas, instead of cooperation; what each side has of it by
    /// its own values is always beside them
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(in crate::cli) metric: Vec<String>,
    /// Only this negotiation, where the scenario has several
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) negotiation: Option<String>,
    /// Seed of the rows, the draws and the resamples
    #[arg(long, default_value_t = 2024, value_name = "S", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    pub(in crate::cli) seed: u64,
    #[command(flatten)]
    pub(in crate::cli) threads: Threads,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
}
