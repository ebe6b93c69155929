//! What a study varies, as a user types it: arguments that `sweep` and `sensitivity` share.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};

use super::arguments::{Format, Source, form_help, whole};
use super::library::open;
use super::wrong::Wrong;
use crate::experiment::{Axis, Input, MAX_SAMPLES, Range, overlap};
use crate::report::{ROW_COLUMNS, SENSITIVITY_COLUMNS};
use crate::scenario::Scenario;

/// What is varied.
#[derive(Args, Debug)]
pub(super) struct Varied {
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
    pub(super) vary: Vec<String>,
    /// Vary every input of the scenario that has a distribution, by that distribution; --vary and
    /// --inputs say otherwise of single ones
    #[arg(long)]
    pub(super) vary_uncertain: bool,
    /// A file of inputs by path: `demarche schema inputs`
    #[arg(long, value_name = "FILE")]
    pub(super) inputs: Option<PathBuf>,
}

impl Varied {
    /// The inputs of a sample; what is wrong with any of them is noted.
    pub(super) fn inputs(&self, scenario: &Scenario, wrong: &mut Wrong) -> Vec<Input> {
        let asked = self.vary.iter().map(|text| Input::parse(text));
        let asked = wrong.sift("--vary ", asked);
        self.with_others(asked, scenario, wrong)
    }

    /// The inputs of which one at a time is varied: a range can have steps.
    pub(super) fn one_at_a_time(&self, scenario: &Scenario, wrong: &mut Wrong) -> Vec<Input> {
        let has_steps = |text: &str| {
            let values = text.split_once('=').map_or("", |(_, values)| values);
            !values.contains(['{', '[', '"']) && values.matches(':').count() == 2
        };
        let (steps, others): (Vec<&String>, Vec<&String>) =
            self.vary.iter().partition(|text| has_steps(text));
        let mut asked = wrong.sift("--vary ", others.into_iter().map(|text| Input::parse(text)));
        let axes = wrong.sift("--vary ", steps.into_iter().map(|text| Axis::parse(text)));
        asked.extend(axes.into_iter().map(Input::from));
        self.with_others(asked, scenario, wrong)
    }

    /// Adds the inputs of the file, and those that the scenario draws unless they are asked for
    /// otherwise.
    fn with_others(
        &self,
        mut asked: Vec<Input>,
        scenario: &Scenario,
        wrong: &mut Wrong,
    ) -> Vec<Input> {
        if let Some(file) = &self.inputs {
            let document = wrong.right(open(&file.to_string_lossy()));
            let inputs = document.and_then(|document| wrong.right(Input::of_file(&document)));
            asked.extend(inputs.unwrap_or_default());
        }
        if self.vary_uncertain {
            let mut drawn = Input::of_uncertain(scenario);
            drawn.retain(|input| !asked.iter().any(|other| overlap(&other.path, &input.path)));
            if drawn.is_empty() && asked.is_empty() {
                wrong.note(
                    "--vary-uncertain: no input of the scenario has a distribution: name what \
                     to vary with --vary PATH=LOW:HIGH"
                        .to_owned(),
                );
            }
            asked.extend(drawn);
        }
        asked
    }
}

/// The paths of inputs that undo what a change says of them: those with a distribution of their own
/// rather than that of the scenario.
pub(super) fn replaced(inputs: &[Input]) -> Vec<&str> {
    let own = inputs.iter().filter(|input| input.range != Range::Stated);
    own.map(|input| input.path.as_str()).collect()
}

/// How rows are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Design {
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
pub(super) enum Replicates {
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
        let number = text
            .parse()
            .ok()
            .filter(|number| (1..=MOST).contains(number));
        let expected = || format!("expected `auto` or a whole number from 1 to {MOST}");
        number.map(Replicates::Number).ok_or_else(expected)
    }
}

const MOST: u64 = 1_000_000_000;

/// How a sweep is sampled.
#[derive(Args, Debug)]
pub(super) struct Sampled {
    /// How rows are chosen; a map needs a grid, other designs give tables
    #[arg(long, value_enum, default_value_t = Design::Grid, value_name = "DESIGN")]
    pub(super) design: Design,
    /// Rows of a Latin hypercube or of a Sobol sequence, which is balanced at powers of two
    #[arg(long, default_value_t = 256, value_name = "N", allow_negative_numbers = true, value_parser = whole(2..=1_000_000_usize))]
    pub(super) rows: usize,
    /// Runs in each arm of each row, as --runs says; auto: as many as make the
    /// noise of a row at most a tenth of what its mean varies by over rows, in every metric that is
    /// shown, by a pilot, of 2 to 256
    #[arg(
        long,
        value_name = "R",
        conflicts_with = "runs",
        allow_negative_numbers = true
    )]
    pub(super) replicates: Option<Replicates>,
    /// Give every row chances of its own instead of the same for all rows
    #[arg(long)]
    pub(super) independent: bool,
    /// Of tables: every replicate by itself, instead of means over them
    #[arg(long)]
    pub(super) each_replicate: bool,
}

/// Help on the columns of a sampled sweep.
pub(super) fn rows_help() -> String {
    let columns = ROW_COLUMNS.map(|(name, meaning)| format!("  {name}: {meaning}"));
    format!(
        "\n\nof other designs than a grid:\n{}\n  PATH: a column for each path that is varied, empty \
         where it is not",
        columns.join("\n")
    )
}

/// How influence is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Method {
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
pub(super) struct Sensitivity {
    #[command(flatten)]
    pub(super) source: Source,
    #[command(flatten)]
    pub(super) varied: Varied,
    /// How influence is measured
    #[arg(long, value_enum, default_value_t = Method::Sobol, value_name = "METHOD")]
    pub(super) method: Method,
    /// Base samples of sobol (a power of two; each takes a row for every input and three more),
    /// trajectories of morris, or rows of pawn [default: 512, 64 and 2048]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=MAX_SAMPLES))]
    pub(super) samples: Option<usize>,
    /// Runs of each row, at least 2; auto: as many as make the noise of a row at most a tenth of
    /// the signal, the variance of its mean over inputs, in every metric that is explained, by a
    /// pilot, of 2 to 256
    #[arg(
        long,
        default_value = "32",
        value_name = "R",
        allow_negative_numbers = true
    )]
    pub(super) replicates: Replicates,
    /// Estimate what every two inputs do together too (sobol): twice as many rows
    #[arg(long)]
    pub(super) second_order: bool,
    /// Metrics to explain, separated by commas, instead of cooperation; what each side has of it by
    /// its own values is always beside them
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(super) metric: Vec<String>,
    /// Only this negotiation, where the scenario has several
    #[arg(long, value_name = "ID")]
    pub(super) negotiation: Option<String>,
    /// Seed of the rows, the draws and the resamples
    #[arg(long, default_value_t = 2024, value_name = "S", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    pub(super) seed: u64,
    /// Number of threads; the result does not depend on it
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1024_u16))]
    pub(super) threads: Option<u16>,
    /// Form of the result
    #[arg(long, value_enum, long_help = form_help(&SENSITIVITY_COLUMNS), default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}
