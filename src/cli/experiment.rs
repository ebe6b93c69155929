//! Experiment files and the arms that they make of their base.

use std::path::Path;

use super::failure::Failure;
use super::library::{in_library, open};
use super::output::Output;
use crate::document::{Document, Refusal};
use crate::experiment::{Arm, Experiment};

/// An experiment and its arms, or all that is wrong with either; `change` acts on the base before
/// the arms do.
pub(super) fn load(
    file: &str,
    document: &Document,
    change: impl FnOnce(Document) -> Result<Document, Failure>,
    output: &Output,
) -> Result<(Experiment, Vec<Arm>), Failure> {
    let experiment = Experiment::load(document)?;
    let base = change(base(file, &experiment.base)?)?;
    let made = experiment.arms_of(&base).map(|(arm, made)| {
        let which = format!("in arm `{}` at {}:", arm.name, arm.location);
        (which, made)
    });
    let arms = all_valid(made, output)?;
    let unmet = experiment.unmet(&arms);
    for objection in &unmet {
        output.tell(&format!("error: {objection}"));
    }
    if unmet.is_empty() {
        Ok((experiment, arms))
    } else {
        Err(Failure::Told(2))
    }
}

/// The base of an experiment: a scenario of the library, or a path from the folder of its file.
fn base(file: &str, base: &str) -> Result<Document, Failure> {
    let beside = Path::new(file).with_file_name(base);
    if in_library(base) && !beside.exists() {
        return open(base);
    }
    open(&beside.to_string_lossy())
}

/// The arms when all of them are valid; otherwise everything that is wrong with any of them is said.
pub(super) fn all_valid(
    made: impl Iterator<Item = (String, Result<Arm, Refusal>)>,
    output: &Output,
) -> Result<Vec<Arm>, Failure> {
    let (mut valid, mut refused) = (Vec::new(), false);
    for (which, arm) in made {
        match arm {
            Ok(arm) => valid.push(arm),
            Err(refusal) => {
                output.tell(&which);
                output.failure(&refusal.into());
                refused = true;
            }
        }
    }
    if refused {
        Err(Failure::Told(2))
    } else {
        Ok(valid)
    }
}
