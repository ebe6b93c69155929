//! The `demarche` command line: parse, call, exit code.

use std::process::ExitCode;

use clap::Parser;
use demarche::cli::{Arguments, execute};

fn main() -> ExitCode {
    execute(&Arguments::parse())
}
