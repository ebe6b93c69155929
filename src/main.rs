//! The `demarche` command line: parse, call, exit code.

use std::process::ExitCode;

use demarche::cli::{Arguments, execute};

fn main() -> ExitCode {
    execute(&Arguments::read())
}
