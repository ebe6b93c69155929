//! `demarche check`: all problems of files.

use std::fmt::Write as _;

use super::arguments::Check;
use super::experiment;
use super::failure::Failure;
use super::library::open;
use super::output::Output;
use crate::document::Document;
use crate::experiment::Experiment;
use crate::report::count;
use crate::scenario::{Scenario, change};

pub(super) fn execute(check: &Check, output: &Output) -> Result<(), Failure> {
    let mut worst = 0;
    let mut valid = String::new();
    for file in &check.files {
        match check_one(file, &check.set, output) {
            Ok(what) => {
                let _ = writeln!(valid, "{file}: valid: {what}");
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

/// What a valid file holds.
fn check_one(file: &str, changes: &[String], output: &Output) -> Result<String, Failure> {
    let mut document = open(file)?;
    if Experiment::is_one(&document) {
        let change_base = |mut base: Document| {
            change(&mut base, changes)?;
            Ok(base)
        };
        let (experiment, arms) = experiment::load(file, &document, change_base, output)?;
        return Ok(format!(
            "{} of `{}`, {}",
            count(arms.len() as u64, "arm"),
            experiment.base,
            count(experiment.expect.len() as u64, "expectation")
        ));
    }
    change(&mut document, changes)?;
    let scenario = Scenario::load(&document)?;
    for warning in &scenario.warnings {
        output.note(&format!("note: {file}: {warning}"));
    }
    Ok(format!(
        "{}, {}, {}, {}",
        count(scenario.states.len() as u64, "state"),
        count(scenario.negotiations.len() as u64, "negotiation"),
        count(scenario.rounds as u64, "round"),
        count(scenario.figures.len() as u64, "figure")
    ))
}
