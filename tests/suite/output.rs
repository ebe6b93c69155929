//! What the program writes, and where.

mod content;
mod contributions;
mod factors;
mod files;
#[cfg(target_os = "linux")]
mod signals;

use std::process::Output;

use assert_cmd::Command;

const DISCLAIMER: &str =
    "An illustration of assumptions, not a forecast; not endorsed by EMN or OECD.";

/// A library scenario.
const SCENARIO: &str = "eu-tunisia-2023";

fn demarche(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.args(arguments).env_remove("NO_COLOR");
    command
}

fn output(arguments: &[&str]) -> Output {
    demarche(arguments).output().unwrap()
}

/// Standard output of what is to succeed.
fn printed(arguments: &[&str]) -> String {
    let output = output(arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Standard error of what is to fail with this code.
fn refused(arguments: &[&str], code: i32) -> String {
    let output = output(arguments);
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {output:?}"
    );
    String::from_utf8(output.stderr).unwrap()
}
