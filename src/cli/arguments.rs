//! What a user can type.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::varied::{Sampled, Sensitivity, Varied, rows_help};
use crate::report::{
    BREAK_EVEN_COLUMNS, CLAIM_COLUMNS, COLUMNS, COMPARISON_COLUMNS, DISCLAIMER, MAP_COLUMNS,
    SchemaKind, ablation_columns, factor_columns,
};
use crate::theory::CASES;

/// A simulator of migration diplomacy: coercive and cooperative approaches, conditionality and
/// issue linkage, on your own assumptions.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, about, max_term_width = 100)]
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

impl Arguments {
    /// What the user typed; ends the program when that is no valid command, or asks for help.
    #[must_use]
    pub fn read() -> Arguments {
        let matches = command().get_matches();
        Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// The command line, every help page of which says what the results may not be used for.
fn command() -> clap::Command {
    let command = Arguments::command().mut_subcommand("sweep", |command| {
        command.mut_arg("runs", |runs| {
            runs.default_value(SWEEP_RUNS).help(
                "Number of runs in each arm of each cell; the default answers within 10 \
                     seconds for 81 cells of two arms",
            )
        })
    });
    disclaimed(command)
}

/// A command whose help ends in the disclaimer, after what else it says, and so does the help of
/// its own commands.
fn disclaimed(command: clap::Command) -> clap::Command {
    let help = match command.get_after_help() {
        Some(help) => format!("{help}\n\n{DISCLAIMER}"),
        None => DISCLAIMER.to_owned(),
    };
    command.after_help(help).mut_subcommands(disclaimed)
}

/// Runs in each arm of a cell, unless said otherwise.
const SWEEP_RUNS: &str = "1000";

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
    /// Set arms against each other on the same draws: the four approaches, or your own
    Compare(Compare),
    /// Vary figures or words over a grid or a sample: what comes of it, who is higher where
    Sweep(Sweep),
    /// Say which inputs matter: shares of the variance, screening, shifts, one at a time
    Sensitivity(Sensitivity),
    /// Show what each rule contributes, or what kinds of conditionality do together
    Ablate(Ablate),
    /// Rank success factors, each raised by the same step, as far as they are told apart
    Factors(Factors),
    /// Put claims and patterns of the literature to the model: a verdict on each
    Claims(Claims),
    /// Tell one run as a story: offers, rules and the figures that tipped them, who leads
    Trace(Trace),
    /// Check files and report all of their problems
    Check(Check),
    /// Print the JSON Schema of a kind of file
    Schema(Schema),
    /// Write a new scenario to start from, explained by its notes
    New(New),
    /// Brief on a scenario before it is run: who, about what, under which conditions
    Describe(Describe),
    /// Explain what the program says of a scenario
    Explain(Explain),
    /// Write the complete file of a scenario, every default with what it rests on
    Fill(Fill),
    /// List scenarios, claims, lessons, issues, instruments, measures, metrics or parameters
    List(List),
    /// Print the rulebook in plain words, or one rule in full
    Rules(Rules),
    /// Put limit cases with known answers to the model, and compare
    #[command(after_help = verify_help())]
    Verify(Verify),
}

/// Which scenario, and with which changes.
#[derive(Args, Clone, Debug)]
pub(super) struct Source {
    /// A scenario file, or the name of a scenario of the library
    pub(super) scenario: String,
    /// Conduct of the destination in every negotiation: none, cooperative, coercive or
    /// flexible_incentive; --set acts after it
    #[arg(long, value_name = "NAME")]
    pub(super) approach: Option<String>,
    /// Change the file before it is checked, for example states.tunisia.stability=0.2; after
    /// --approach, and in the order given
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) set: Vec<String>,
}

/// What to simulate.
#[derive(Args, Debug)]
pub(super) struct Study {
    #[command(flatten)]
    pub(super) source: Source,
    /// Number of runs
    #[arg(long, default_value_t = 10_000, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1_000_000_000_u64))]
    pub(super) runs: u64,
    /// Seed of the draws
    #[arg(long, default_value_t = 2024, value_name = "S", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    pub(super) seed: u64,
    /// Number of threads; the result does not depend on it
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1024_u16))]
    pub(super) threads: Option<u16>,
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

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a person
    Text,
    /// Everything, in full precision
    Json,
    /// A row per figure
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

/// Help on the forms of a result, with the columns of CSV.
fn format_help() -> String {
    form_help(&COLUMNS)
}

/// Help on the forms of a result with these columns.
pub(super) fn form_help(columns: &[(&str, &str)]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|(name, meaning)| format!("  {name}: {meaning}"))
        .collect();
    format!(
        "Form of the result\n\nCSV has the same columns in every row, empty where one does not \
         apply:\n{}",
        columns.join("\n")
    )
}

#[derive(Args, Debug)]
pub(super) struct Run {
    #[command(flatten)]
    pub(super) study: Study,
    /// Only these metrics, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(super) metric: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, long_help = format_help(), default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// Help on the forms of a comparison, with the columns of CSV.
fn comparison_format_help() -> String {
    let columns = BREAK_EVEN_COLUMNS.map(|(name, meaning)| format!("  {name}: {meaning}"));
    format!(
        "{}\n\nof --break-even:\n{}",
        form_help(&COMPARISON_COLUMNS),
        columns.join("\n")
    )
}

#[derive(Args, Debug)]
pub(super) struct Compare {
    #[command(flatten)]
    pub(super) study: Study,
    /// A second scenario, to set against the first; the first can also be an experiment file, which
    /// names a base and arms
    pub(super) other: Option<String>,
    /// An arm: a name and what it changes, as in "monitored: negotiations.a-b.monitoring=0.9,
    /// states.b.capacity=0.7" (repeatable; nothing after the colon is the scenario as it is); in
    /// place of the four approaches
    #[arg(long, value_name = "NAME: PATH=VALUE, …", conflicts_with = "other")]
    pub(super) arm: Vec<String>,
    /// Set one negotiation of the scenario against another, run by run; with a second scenario, A of
    /// the first against B of the second
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "arm")]
    pub(super) between: Vec<String>,
    /// Put this arm first: the text sets the others against it
    #[arg(long, value_name = "ARM")]
    pub(super) against: Option<String>,
    /// Add to each arm that spends more than the first one with a budget that makes it spend the
    /// same on average
    #[arg(long, conflicts_with_all = ["between", "break_even"])]
    pub(super) equal_budget: bool,
    /// Find the figure at this path at which the first two arms change order: by --goal, or
    /// --metric, or else cooperation; the range is 0 to 1 unless it is said
    #[arg(long, value_name = "PATH[=LOW:HIGH]")]
    pub(super) break_even: Option<String>,
    /// The negotiation to look at with --break-even, where the scenario has several
    #[arg(long, value_name = "ID", requires = "break_even")]
    pub(super) negotiation: Option<String>,
    /// What is wanted, as METRIC:up or METRIC:down; without it no arm is called better
    #[arg(long, value_name = "METRIC:up")]
    pub(super) goal: Option<String>,
    /// Only these metrics, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(super) metric: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, long_help = comparison_format_help(), default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// Help on the forms of a map, with the columns of CSV.
fn map_format_help() -> String {
    form_help(&MAP_COLUMNS)
        + "\n  PATH: a column for each path that is varied, with its value in the cell"
        + &rows_help()
}

#[derive(Args, Debug)]
pub(super) struct Sweep {
    #[command(flatten)]
    pub(super) study: Study,
    #[command(flatten)]
    pub(super) varied: Varied,
    #[command(flatten)]
    pub(super) sampled: Sampled,
    /// Approaches of the destination to set against each other, separated by commas: none,
    /// cooperative, coercive or flexible_incentive; one by itself is set against `base`, the scenario
    /// as it is
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "A,B",
        conflicts_with = "arm"
    )]
    pub(super) arms: Vec<String>,
    /// An arm: a name and what it changes, as in "monitored: negotiations.a-b.monitoring=0.9"
    /// (repeatable; nothing after the colon is the scenario as it is); one by itself is set against
    /// the scenario as it is
    #[arg(long, value_name = "NAME: PATH=VALUE, …")]
    pub(super) arm: Vec<String>,
    /// Metrics to show, separated by commas, instead of cooperation; what each side has of it by
    /// its own values is always shown beside them
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(super) metric: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, long_help = map_format_help(), default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// Help on the forms of contributions, with the columns of CSV that they fill.
fn ablation_format_help() -> String {
    form_help(&ablation_columns()) + "\n" + OTHERS
}

/// Help on the forms of effects, with the columns of CSV that they fill.
fn factors_format_help() -> String {
    form_help(&factor_columns()) + "\n" + OTHERS
}

/// What the help says of the columns that `ablate` and `factors` have for each other.
const OTHERS: &str = "`ablate` and `factors` have the same columns; those that only the other one \
                      fills are empty, and not listed here";

#[derive(Args, Debug)]
pub(super) struct Ablate {
    #[command(flatten)]
    pub(super) study: Study,
    /// Share out what groups of rules bring about together (Shapley values), in place of single
    /// rules: kinds (of conditionality), or announced,carried_out (in either order)
    #[arg(long, value_name = "GROUP")]
    pub(super) group: Option<String>,
    /// Only these metrics, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(super) metric: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, long_help = ablation_format_help(), default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct Factors {
    #[command(flatten)]
    pub(super) study: Study,
    /// By how much each factor is raised, from above 0 to 1
    #[arg(long, default_value_t = 0.1, value_name = "STEP", allow_negative_numbers = true, value_parser = step)]
    pub(super) step: f64,
    /// The metric to rank by, or several, separated by commas [default: cooperation]
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(super) metric: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, long_help = factors_format_help(), default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// Reads a step.
fn step(text: &str) -> Result<f64, String> {
    let step = text.parse().ok().filter(|step| *step > 0.0 && *step <= 1.0);
    step.ok_or_else(|| "expected a number above 0 and at most 1".to_owned())
}

/// Help on the forms of claims, with the columns of CSV.
fn claims_format_help() -> String {
    form_help(&CLAIM_COLUMNS)
}

#[derive(Args, Debug)]
pub(super) struct Claims {
    /// Experiment files, names of claims or patterns of the library, or their ids; all of the library
    /// when none is given
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<String>,
    /// Number of runs in each arm
    #[arg(long, default_value_t = 10_000, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1_000_000_000_u64))]
    pub(super) runs: u64,
    /// Seed of the draws
    #[arg(long, default_value_t = 2024, value_name = "S", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    pub(super) seed: u64,
    /// Number of threads; the result does not depend on it
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1024_u16))]
    pub(super) threads: Option<u16>,
    /// Exit with code 1 where a verdict is not the one on record in its file, in place of where a
    /// claim or pattern does not hold
    #[arg(long)]
    pub(super) recorded: bool,
    /// Form of the result
    #[arg(long, value_enum, long_help = claims_format_help(), default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
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
    /// Tell the same run under this approach too, side by side: none, cooperative, coercive or
    /// flexible_incentive; where the two diverge first is marked and explained
    #[arg(long, value_name = "NAME")]
    pub(super) against: Option<String>,
    /// Tell it as an exercise: without what gives away which kind of conditionality a rule is, its
    /// rules numbered, with questions at the end
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) hide: Option<Hidden>,
    /// Add the key to an exercise: the kind, rule and source of every number
    #[arg(long, requires = "hide")]
    pub(super) reveal: bool,
    /// Tell every offer instead of the refused ones of a round in short
    #[arg(long)]
    pub(super) verbose: bool,
    /// Form of the story
    #[arg(long, value_enum, default_value_t = StoryFormat::Text)]
    pub(super) format: StoryFormat,
    /// Write the story to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// What an exercise hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Hidden {
    /// Kinds of conditionality
    Kinds,
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
    /// Scenario files, experiment files, or names of scenarios of the library
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<String>,
    /// Change each scenario, of an experiment its base, before it is checked
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
    /// Write to this file instead; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// The form of a page that needs no run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// For a person
    Text,
    /// Everything, in full precision
    Json,
}

#[derive(Args, Debug)]
pub(super) struct Describe {
    #[command(flatten)]
    pub(super) source: Source,
    /// Tell also what happened afterwards, which spoils an exercise
    #[arg(long)]
    pub(super) afterwards: bool,
    /// Form of the briefing
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub(super) format: PageFormat,
}

#[derive(Args, Debug)]
pub(super) struct Explain {
    /// What to explain
    #[command(subcommand)]
    pub(super) topic: Topic,
}

/// What can be explained.
#[derive(Debug, Subcommand)]
pub(super) enum Topic {
    /// Which clauses make an approach coercive or cooperative, and which rules act on them
    Approach(ExplainApproach),
}

#[derive(Args, Debug)]
pub(super) struct ExplainApproach {
    #[command(flatten)]
    pub(super) source: Source,
    /// Form of the explanation
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub(super) format: PageFormat,
}

#[derive(Args, Debug)]
pub(super) struct Fill {
    #[command(flatten)]
    pub(super) source: Source,
    /// Write the complete file here, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum, default_value_t = Listed::Scenarios)]
    pub(super) what: Listed,
    #[command(flatten)]
    pub(super) search: Search,
}

/// What a scenario of the library is looked for by; all of it must be true.
#[derive(Args, Debug)]
pub(super) struct Search {
    /// Scenarios in which this state or organisation takes part: its id, words of its name or the
    /// beginning of one, or its initials
    #[arg(long, value_name = "NAME")]
    pub(super) country: Option<String>,
    /// Scenarios with this instrument (`demarche list instruments`)
    #[arg(long, value_name = "ID")]
    pub(super) instrument: Option<String>,
    /// Scenarios with this approach, derived from active clauses: exchange, cooperative, coercive or
    /// mixed
    #[arg(long, value_name = "LABEL")]
    pub(super) approach: Option<String>,
    /// Scenarios that bear on this claim: its id or its name (`demarche list claims`)
    #[arg(long, value_name = "CLAIM")]
    pub(super) claim: Option<String>,
}

impl Search {
    pub(super) fn is_any(&self) -> bool {
        let wanted = [&self.country, &self.instrument, &self.approach, &self.claim];
        wanted.into_iter().any(Option::is_some)
    }
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// Scenarios of the library
    Scenarios,
    /// Claims and patterns of the library, each with its id
    Claims,
    /// Lessons: pairs to compare in a classroom
    Lessons,
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

#[derive(Args, Debug)]
pub(super) struct Verify {
    /// Only this case, by name or number (repeatable)
    #[arg(long, value_name = "ID")]
    pub(super) case: Vec<String>,
    /// Explain a case instead: what is known, given what, from where, in which scenario
    #[arg(long, value_name = "ID", conflicts_with = "case")]
    pub(super) explain: Option<String>,
    /// Number of threads; the result does not depend on it
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1..=1024_u16))]
    pub(super) threads: Option<u16>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub(super) format: VerifyFormat,
}

/// The form of what verification found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum VerifyFormat {
    /// For a person
    Text,
    /// Everything, in full precision
    Json,
}

fn verify_help() -> String {
    let cases = CASES
        .iter()
        .map(|case| format!("{:>4}  {}", case.number, case.id));
    let list: Vec<String> = cases.collect();
    format!("Cases:\n{}", list.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }
}
