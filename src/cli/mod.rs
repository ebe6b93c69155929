//! The command line: one file per command.

mod ablate;
mod arguments;
mod check;
mod choice;
mod claims;
mod compare;
mod describe;
mod experiment;
mod explain;
mod factors;
mod failure;
mod fill;
mod form;
mod library;
mod list;
mod lookup;
mod new;
mod order;
mod output;
mod rules;
mod run;
mod sample;
mod schema;
mod sensitivity;
mod sweep;
mod target;
mod trace;
mod varied;
mod verify;
mod wrong;

use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::Command;
use output::Output;

/// Carries out a command line; the exit code is 0 when done, 1 when `verify` or `claims` ran and
/// something did not hold, 2 for wrong usage or content, 3 for a file that cannot be read or
/// written, 130 when interrupted.
#[must_use]
pub fn execute(arguments: &Arguments) -> ExitCode {
    let output = Output::new(arguments.color, arguments.quiet);
    let done = match &arguments.command {
        Command::Run(run) => run::execute(run, &output),
        Command::Compare(compare) => compare::execute(compare, &output),
        Command::Sweep(sweep) => sweep::execute(sweep, &output),
        Command::Sensitivity(sensitivity) => sensitivity::execute(sensitivity, &output),
        Command::Ablate(ablate) => ablate::execute(ablate, &output),
        Command::Factors(factors) => factors::execute(factors, &output),
        Command::Trace(trace) => trace::execute(trace, &output),
        Command::Claims(claims) => claims::execute(claims, &output),
        Command::Check(check) => check::execute(check, &output),
        Command::Schema(schema) => schema::execute(schema, &output),
        Command::New(new) => new::execute(new, &output),
        Command::Describe(describe) => describe::execute(describe, &output),
        Command::Explain(explain) => explain::execute(explain, &output),
        Command::Fill(fill) => fill::execute(fill, &output),
        Command::List(list) => list::execute(list, &output),
        Command::Rules(rules) => rules::execute(rules, &output),
        Command::Verify(verify) => verify::execute(verify, &output),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
