//! What a user can type.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report::{DISCLAIMER, SchemaKind};

/// A simulator of migration diplomacy: coercive and cooperative approaches, conditionality and
/// issue linkage, on your own assumptions.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, about, after_help = DISCLAIMER, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Do not write progress and notes to standard error
    #[arg(long, global = true)]
    pub(super) quiet: bool,
    /// Use colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run a scenario many times: outcomes with intervals, fates, rules that fired
    Run(Run),
    /// Tell one run as a story: offers, rules and the figures that tipped them, who leads
    Trace(Trace),
    /// Check files and report all of their problems
    Check(Check),
    /// Print the JSON Schema of a kind of file
    Schema(Schema),
    /// Write a new scenario to start from, explained by its notes
    New(New),
    /// List scenarios, issues, instruments, measures, metrics or parameters
    List(List),
    /// Print the rulebook in plain words, or one rule in full
    Rules(Rules),
}

/// What to simulate.
#[derive(Args, Debug)]
pub(super) struct Study {
    /// A scenario file, or the name of a scenario of the library
    pub(super) scenario: String,
    /// Number of runs
    #[arg(long, default_value_t = 10_000, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1_000_000_000_u64))]
    pub(super) runs: u64,
    /// Seed of the draws
    #[arg(long, default_value_t = 2024, value_name = "S", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    pub(super) seed: u64,
    /// Number of threads; the result does not depend on it
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1024_u16))]
    pub(super) threads: Option<u16>,
    /// Conduct of the destination in every negotiation: none, cooperative, coercive or
    /// flexible_incentive
    #[arg(long, value_name = "NAME")]
    pub(super) approach: Option<String>,
    /// Change the file before it is checked, for example states.tunisia.stability=0.2
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) set: Vec<String>,
}

/// Reads a whole number within a range, and says what was expected.
fn whole<T>(range: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, String> + Clone
where
    T: FromStr + PartialOrd + Display + Clone,
{
    move |text| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        let (low, high) = (range.start(), range.end());
        number.ok_or_else(|| format!("expected a whole number from {low} to {high}"))
    }
}

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a person
    Text,
    /// Everything, in full precision
    Json,
    /// A row per negotiation and metric
    Csv,
}

/// The form of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StoryFormat {
    /// For a person
    Text,
    /// Every round with what happened in it
    Json,
}

#[derive(Args, Debug)]
pub(super) struct Run {
    #[command(flatten)]
    pub(super) study: Study,
    /// Only these metrics, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(super) metric: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct Trace {
    #[command(flatten)]
    pub(super) study: Study,
    /// The negotiation, where the scenario has several
    #[arg(long, value_name = "ID")]
    pub(super) negotiation: Option<String>,
    #[command(flatten)]
    pub(super) which: Which,
    /// Tell every offer instead of the refused ones of a round in short
    #[arg(long)]
    pub(super) verbose: bool,
    /// Form of the story
    #[arg(long, value_enum, default_value_t = StoryFormat::Text)]
    pub(super) format: StoryFormat,
    /// Write the story to a file, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// Which run to tell.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub(super) struct Which {
    /// This run, from 0
    #[arg(long, value_name = "K", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    pub(super) run: Option<u64>,
    /// The run most typical of this fate
    #[arg(long, value_name = "FATE")]
    pub(super) fate: Option<String>,
    /// The run most typical of the most frequent fate (what happens without any of these)
    #[arg(long)]
    pub(super) typical: bool,
    /// The first run whose metrics and fate meet this condition, for example "agreement && trust <
    /// 0.2"; a comparison with a metric that has no value in a run is not met, nor is its opposite
    #[arg(long, value_name = "CONDITION")]
    pub(super) r#where: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct Check {
    /// Scenario files, or names of scenarios of the library
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<String>,
    /// Change each file before it is checked
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) set: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_parser = parse_kind, value_name = "KIND")]
    pub(super) kind: SchemaKind,
}

fn parse_kind(name: &str) -> Result<SchemaKind, String> {
    SchemaKind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| {
            let names = SchemaKind::ALL.map(SchemaKind::name);
            format!("expected one of {}", names.join(", "))
        })
}

#[derive(Args, Debug)]
pub(super) struct New {
    /// Name of the scenario: the file is NAME.json
    pub(super) name: String,
    /// Write to this file instead
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum, default_value_t = Listed::Scenarios)]
    pub(super) what: Listed,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// Scenarios of the library
    Scenarios,
    /// The issue catalogue
    Issues,
    /// The table of instruments
    Instruments,
    /// Accompanying measures
    Measures,
    /// Metrics and fates
    Metrics,
    /// Every parameter with range, default and source (Markdown)
    Parameters,
}

#[derive(Args, Debug)]
pub(super) struct Rules {
    /// The id of a rule
    pub(super) id: Option<String>,
    /// List the quantities that rules can name
    #[arg(long, conflicts_with = "id")]
    pub(super) quantities: bool,
    /// The rules of this scenario instead of the embedded rulebook
    #[arg(long, value_name = "SCENARIO")]
    pub(super) scenario: Option<String>,
}
