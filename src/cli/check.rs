//! `demarche check`: all problems of files.

use std::fmt::Write as _;

use super::arguments::Check;
use super::failure::Failure;
use super::library::open;
use super::output::Output;
use crate::report::count;
use crate::scenario::{Scenario, change};

pub(super) fn execute(check: &Check, output: &Output) -> Result<(), Failure> {
    let mut worst = 0;
    let mut valid = String::new();
    for file in &check.files {
        match check_one(file, &check.set) {
            Ok(scenario) => {
                let _ = writeln!(
                    valid,
                    "{file}: valid: {}, {}, {}, {}",
                    count(scenario.states.len() as u64, "state"),
                    count(scenario.negotiations.len() as u64, "negotiation"),
                    count(scenario.rounds as u64, "round"),
                    count(scenario.figures.len() as u64, "figure")
                );
                for warning in &scenario.warnings {
                    output.note(&format!("note: {file}: {warning}"));
                }
            }
            Err(failure) => {
                output.failure(&failure);
                worst = worst.max(failure.exit_code());
            }
        }
    }
    if !valid.is_empty() {
        output.print(&valid)?;
    }
    if worst == 0 {
        Ok(())
    } else {
        Err(Failure::Told(worst))
    }
}

fn check_one(file: &str, changes: &[String]) -> Result<Scenario, Failure> {
    let mut document = open(file)?;
    change(&mut document, changes)?;
    Ok(Scenario::load(&document)?)
}
