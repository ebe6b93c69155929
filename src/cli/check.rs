//! `demarche check`: all problems of files.

use super::arguments::Check;
use super::failure::Failure;
use super::library::{change, open};
use super::output::Output;
use crate::scenario::Scenario;

pub(super) fn execute(check: &Check, output: &Output) -> Result<(), Failure> {
    let mut worst = 0;
    for file in &check.files {
        match check_one(file, &check.set) {
            Ok(scenario) => {
                output.print(&format!(
                    "{file}: valid: {} states, {} negotiations, {} rounds, {} figures\n",
                    scenario.states.len(),
                    scenario.negotiations.len(),
                    scenario.rounds,
                    scenario.figures.len()
                ))?;
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
