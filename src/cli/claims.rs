//! `demarche claims`: claims put to the model, and patterns that it is held against, each with a
//! verdict.

use super::arguments::Claims;
use super::experiment;
use super::failure::Failure;
use super::form::{deliver, watched};
use super::library::{exists, open};
use super::output::Output;
use crate::document::{Document, quoted};
use crate::experiment::{Arm, Experiment, claims_and_patterns, experiment_entry};
use crate::report::{ClaimResult, ClaimsResult, claims_csv, claims_text};
use crate::study::{self, Contrast, Plan};

/// An experiment that is ready to be run.
struct Ready {
    name: String,
    experiment: Experiment,
    arms: Vec<Arm>,
    contrasts: Vec<Contrast>,
}

pub(super) fn execute(arguments: &Claims, output: &Output) -> Result<(), Failure> {
    output.expect(arguments.form.out.as_deref())?;
    let ready = all_ready(&arguments.files, output)?;
    let plan = arguments.draws.plan();
    let (claims, complete) = put(&ready, &plan, output)?;
    let result = ClaimsResult::new(claims, plan.runs, plan.seed, complete);
    let written = (claims_text, claims_csv);
    deliver(&result, complete, written, &arguments.form, output)?;
    judged(&result, arguments.recorded)
}

/// Something does not hold, or has another verdict than the one on record: the one thing that the
/// exit code has to say.
fn judged(result: &ClaimsResult, recorded: bool) -> Result<(), Failure> {
    let failed = match recorded {
        true => result.unlike_recorded().next().is_some(),
        false => result.any_fails(),
    };
    if failed {
        Err(Failure::Told(1))
    } else {
        Ok(())
    }
}

/// Puts claims to the model one after the other: those that were finished, and whether these are
/// all.
fn put(ready: &[Ready], plan: &Plan, output: &Output) -> Result<(Vec<ClaimResult>, bool), Failure> {
    let total = plan.runs * ready.len() as u64;
    watched(output, total, |control| {
        let mut claims = Vec::new();
        for claim in ready {
            let before = plan.runs * claims.len() as u64;
            let control = study::Control {
                interrupted: control.interrupted,
                progress: &|done| (control.progress)(before + done),
            };
            let scenarios: Vec<_> = claim.arms.iter().map(|arm| &arm.scenario).collect();
            let comparison = study::compare(&scenarios, &claim.contrasts, plan, &control)
                .map_err(|error| error.to_string())?;
            if !comparison.complete {
                return Ok((claims, false));
            }
            let (experiment, arms) = (&claim.experiment, &claim.arms);
            claims.push(ClaimResult::new(&claim.name, experiment, arms, &comparison));
        }
        Ok::<_, String>((claims, true))
    })
}

/// The experiments that were asked for, or all that come with the program; everything that is wrong
/// with any of them is said.
fn all_ready(files: &[String], output: &Output) -> Result<Vec<Ready>, Failure> {
    let (mut ready, mut worst) = (Vec::new(), 0);
    for made in named(files)?.iter().map(|name| one_ready(name, output)) {
        match made {
            Ok(made) => ready.push(made),
            Err(failure) => {
                output.failure(&failure);
                worst = worst.max(failure.exit_code());
            }
        }
    }
    if worst == 0 {
        Ok(ready)
    } else {
        Err(Failure::Told(worst))
    }
}

/// The names of the experiments that were asked for: a path and a name of the library stand for
/// themselves, and the id of a claim or pattern for all experiments on it.
fn named(files: &[String]) -> Result<Vec<String>, Failure> {
    if files.is_empty() {
        let all = claims_and_patterns();
        return Ok(all.map(|entry| entry.name.to_owned()).collect());
    }
    let mut names: Vec<String> = Vec::new();
    for file in files {
        let on_it = match exists(file) || experiment_entry(file).is_some() {
            true => Vec::new(),
            false => on_claim(file)?,
        };
        let found = if on_it.is_empty() {
            vec![file.clone()]
        } else {
            on_it
        };
        names.extend(
            found
                .into_iter()
                .filter(|name| !names.contains(name))
                .collect::<Vec<_>>(),
        );
    }
    Ok(names)
}

/// The experiments of the library on a claim or pattern.
fn on_claim(id: &str) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in claims_and_patterns() {
        let document = Document::parse(entry.name, entry.text.as_bytes())?;
        let mut ids = ["claim", "pattern"]
            .iter()
            .filter_map(|key| document.get(key)?.as_text());
        if ids.any(|on| on.eq_ignore_ascii_case(id)) {
            names.push(entry.name.to_owned());
        }
    }
    Ok(names)
}

fn one_ready(name: &str, output: &Output) -> Result<Ready, Failure> {
    let file = open(name)?;
    let (experiment, arms) = experiment::load(name, &file, Ok, output)?;
    let contrasts = experiment.expect.iter();
    let contrasts: Vec<Contrast> = contrasts.filter_map(|e| e.contrast(&arms)).collect();
    if contrasts.is_empty() {
        return Err(Failure::Usage(format!(
            "{} states nothing in `expect`, so that there is nothing to judge: \
             `demarche compare` sets its arms against each other",
            quoted(name)
        )));
    }
    Ok(Ready {
        name: name.to_owned(),
        experiment,
        arms,
        contrasts,
    })
}
