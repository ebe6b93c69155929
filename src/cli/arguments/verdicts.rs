//! Arguments of commands whose exit code is a verdict.

use clap::Args;

use super::form::{Form, PageFormat, form_help};
use super::source::{Draws, Threads};
use crate::report::CLAIM_COLUMNS;
use crate::theory::CASES;

#[derive(Args, Debug)]
#[command(
    mut_arg("runs", |runs| runs.help("Number of runs in each arm")),
    mut_arg("format", |format| format.long_help(form_help(&CLAIM_COLUMNS)))
)]
pub(in crate::cli) struct Claims {
    /// Experiment files, names of claims or patterns of the library, or their ids; all of the library
    /// when none is given
    #[arg(value_name = "FILE")]
    pub(in crate::cli) files: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) draws: Draws,
    /// Exit with code 1 where a verdict is not the one on record in its file, in place of where a
    /// claim or pattern does not hold
    #[arg(long)]
    pub(in crate::cli) recorded: bool,
    #[command(flatten)]
    pub(in crate::cli) form: Form,
}

#[derive(Args, Debug)]
#[command(after_help = cases_help())]
pub(in crate::cli) struct Verify {
    /// Only this case, by name or number (repeatable)
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) case: Vec<String>,
    /// Explain a case instead: what is known, given what, from where, in which scenario
    #[arg(long, value_name = "ID", conflicts_with = "case")]
    pub(in crate::cli) explain: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) threads: Threads,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub(in crate::cli) format: PageFormat,
}

fn cases_help() -> String {
    let cases = CASES
        .iter()
        .map(|case| format!("{:>4}  {}", case.number, case.id));
    let list: Vec<String> = cases.collect();
    format!("Cases:\n{}", list.join("\n"))
}
