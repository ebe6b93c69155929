//! Arguments of studies of one scenario and its arms.

use clap::Args;

use super::form::{Form, Metrics, columns_help, form_help};
use super::source::Study;
use crate::report::{
    BREAK_EVEN_COLUMNS, COLUMNS, COMPARISON_COLUMNS, ablation_columns, factor_columns,
};

#[derive(Args, Debug)]
#[command(mut_arg("format", |format| format.long_help(form_help(&COLUMNS))))]
pub(in crate::cli) struct Run {
    #[command(flatten)]
    pub(in crate::cli) study: Study,
    #[command(flatten)]
    pub(in crate::cli) metrics: Metrics,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
}

#[derive(Args, Debug)]
#[command(mut_arg("format", |format| format.long_help(comparison_help())))]
pub(in crate::cli) struct Compare {
    #[command(flatten)]
    pub(in crate::cli) study: Study,
    /// A second scenario, to set against the first; the first can also be an experiment file, which
    /// names a base and arms
    pub(in crate::cli) other: Option<String>,
    /// An arm: a name and what it changes, as in "monitored: negotiations.a-b.monitoring=0.9,
    /// states.b.capacity=0.7" (repeatable; nothing after the colon is the scenario as it is); in
    /// place of the four approaches
    #[arg(long, value_name = "NAME: PATH=VALUE, …", conflicts_with = "other")]
    pub(in crate::cli) arm: Vec<String>,
    /// Set one negotiation of the scenario against another, run by run; with a second scenario, A of
    /// the first against B of the second
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "arm")]
    pub(in crate::cli) between: Vec<String>,
    /// Put this arm first: the text sets the others against it
    #[arg(long, value_name = "ARM")]
    pub(in crate::cli) against: Option<String>,
    /// Add to each arm that spends more than the first one with a budget that makes it spend the
    /// same on average
    #[arg(long, conflicts_with_all = ["between", "break_even"])]
    pub(in crate::cli) equal_budget: bool,
    /// Find the figure at this path at which the first two arms change order: by --goal, or
    /// --metric, or else cooperation; the range is 0 to 1 unless it is said
    #[arg(long, value_name = "PATH[=LOW:HIGH]")]
    pub(in crate::cli) break_even: Option<String>,
    /// The negotiation to look at with --break-even, where the scenario has several
    #[arg(long, value_name = "ID", requires = "break_even")]
    pub(in crate::cli) negotiation: Option<String>,
    /// What is wanted, as METRIC:up or METRIC:down; without it no arm is called better
    #[arg(long, value_name = "METRIC:up")]
    pub(in crate::cli) goal: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) metrics: Metrics,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
}

/// Help on the forms of a comparison and of a break-even.
fn comparison_help() -> String {
    format!(
        "{}\n\nof --break-even:\n{}",
        form_help(&COMPARISON_COLUMNS),
        columns_help(&BREAK_EVEN_COLUMNS)
    )
}

#[derive(Args, Debug)]
#[command(mut_arg("format", |format| format.long_help(filled_help(&ablation_columns()))))]
pub(in crate::cli) struct Ablate {
    #[command(flatten)]
    pub(in crate::cli) study: Study,
    /// Share out what groups of rules bring about together (Shapley values), in place of single
    /// rules: kinds (of conditionality), or announced,carried_out (in either order)
    #[arg(long, value_name = "GROUP")]
    pub(in crate::cli) group: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) metrics: Metrics,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
}

#[derive(Args, Debug)]
#[command(mut_arg("format", |format| format.long_help(filled_help(&factor_columns()))))]
pub(in crate::cli) struct Factors {
    #[command(flatten)]
    pub(in crate::cli) study: Study,
    /// By how much each factor is raised, from above 0 to 1
    #[arg(long, default_value_t = 0.1, value_name = "STEP", allow_negative_numbers = true, value_parser = step)]
    pub(in crate::cli) step: f64,
    /// The metric to rank by, or several, separated by commas [default: cooperation]
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(in crate::cli) metric: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
}

/// Help on the forms of contributions or effects, with the columns of CSV that they fill.
fn filled_help(columns: &[(&str, &str)]) -> String {
    form_help(columns)
        + "\n`ablate` and `factors` have the same columns; those that only the other one fills are \
           empty, and not listed here"
}

/// Reads a step.
fn step(text: &str) -> Result<f64, String> {
    let step = text.parse().ok().filter(|step| *step > 0.0 && *step <= 1.0);
    step.ok_or_else(|| "expected a number above 0 and at most 1".to_owned())
}
