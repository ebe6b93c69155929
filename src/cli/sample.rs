//! `demarche sweep` over a sample: rows of values, and what the arms come to in each.

use super::arguments::{Design, Replicates, Sweep as Arguments};
use super::failure::Failure;
use super::form::{deliver, no_threads, tell_first, watched, with_bar};
use super::library::document;
use super::output::Output;
use super::sweep::variants;
use super::varied::replaced;
use super::wrong::Wrong;
use crate::experiment::{
    Level, MAX_SOBOL_INPUTS, Pilot, Sampler, SensitivityFailure, Setting, Space, conflicts,
    in_vain, pilot, points, too_many_combinations,
};
use crate::model::{Metric, MetricEntry};
use crate::report::{Asked, MapResult, RowsResult, rows_csv, rows_text};
use crate::scenario::Scenario;
use crate::study::{self, Numbering, Plan, Rows};

pub(super) fn execute(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let document = document(&arguments.study.source)?;
    let scenario = Scenario::load(&document)?;
    output.expect(arguments.form.out.as_deref())?;
    let mut wrong = Wrong::default();
    let inputs = match arguments.sampled.design {
        Design::OneAtATime => arguments.varied.one_at_a_time(&scenario, &mut wrong),
        _ => arguments.varied.inputs(&scenario, &mut wrong),
    };
    let variants = variants(arguments, &document, &mut wrong);
    let metrics = wrong.metrics(&arguments.metric);
    let paths: Vec<&str> = inputs.iter().map(|input| input.path.as_str()).collect();
    let in_vain = in_vain(&replaced(&inputs), &arguments.study.source.set);
    let conflicts = conflicts(&paths, &variants).into_iter().chain(in_vain);
    for conflict in conflicts.chain(too_many_combinations(&inputs)) {
        wrong.note(conflict.to_string());
    }
    let sequence = arguments.sampled.design == Design::SobolSequence;
    if sequence && inputs.len() > MAX_SOBOL_INPUTS {
        wrong.note(format!(
            "expected at most {MAX_SOBOL_INPUTS} inputs of a Sobol sequence, found {}: take \
             --design lhs",
            inputs.len()
        ));
    }
    // Of inputs none of which can be read, nothing more can be said.
    let space = match inputs.is_empty() && !wrong.is_empty() {
        true => None,
        false => wrong.right(Space::new(document, variants, inputs)),
    };
    wrong.end(output)?;
    let Some(space) = space.filter(|space| !space.checked.negotiations.is_empty()) else {
        return Err(Failure::Usage(
            "no negotiation is in every arm and row, so that there is nothing to show".to_owned(),
        ));
    };
    tell_first(&space.checked.warnings, output);
    let metrics = MapResult::metrics(&metrics);
    play(arguments, &space, &scenario, &metrics, output)
}

fn play(
    arguments: &Arguments,
    space: &Space,
    scenario: &Scenario,
    metrics: &[&'static MetricEntry],
    output: &Output,
) -> Result<(), Failure> {
    let sampled = &arguments.sampled;
    let mut plan = arguments.study.draws.plan();
    let kept: Vec<Metric> = metrics.iter().map(|entry| entry.metric).collect();
    let all: Vec<usize> = (0..space.checked.negotiations.len()).collect();
    plan.runs = match sampled.replicates {
        None => plan.runs,
        Some(asked) => replicates(asked, space, (&all, &kept), &plan, output)?,
    };
    let (design, settings) = settings(arguments, space, plan.seed);
    let sample = space.sample(&settings)?;
    let study = Rows {
        templates: &sample.templates,
        points: &sample.points,
        metrics: &kept,
        numbering: match sampled.independent {
            true => Numbering::Independent,
            false => Numbering::Common,
        },
        each: sampled.each_replicate,
    };
    let outcomes = watched(output, settings.len() as u64 * plan.runs, |control| {
        study::rows(&study, &plan, control)
    })?;
    let asked = Asked {
        design,
        settings: &settings,
        metrics,
        numbering: study.numbering,
        plan,
    };
    let result = RowsResult::new(space, scenario, &asked, outcomes);
    let written = (rows_text, rows_csv);
    deliver(&result, result.complete, written, &arguments.form, output)
}

/// The rows, and the name of what chose them.
fn settings(arguments: &Arguments, space: &Space, seed: u64) -> (&'static str, Vec<Setting>) {
    let sampled = |sampler| {
        let points = points(sampler, arguments.sampled.rows, space.inputs.len(), seed);
        points.rows().map(|unit| space.setting(unit)).collect()
    };
    match arguments.sampled.design {
        Design::Grid | Design::OneAtATime => {
            ("one-at-a-time", space.one_at_a_time(Level::Unvaried))
        }
        Design::Lhs => ("lhs", sampled(Sampler::Latin)),
        Design::SobolSequence => ("sobol-sequence", sampled(Sampler::Sobol)),
    }
}

/// The number of replicates that was asked for, or that a pilot says of these negotiations, by their
/// places, and metrics.
pub(super) fn replicates(
    asked: Replicates,
    space: &Space,
    explained: (&[usize], &[Metric]),
    plan: &Plan,
    output: &Output,
) -> Result<u64, Failure> {
    let runs = match asked {
        Replicates::Number(number) => return Ok(number),
        Replicates::Auto => Pilot::runs(space.inputs.len()),
    };
    let found = with_bar(output, runs, |control| {
        pilot(space, explained, plan, control)
    })?;
    let Some(found) = found else {
        output.tell("interrupted: the pilot was not finished");
        return Err(Failure::Told(130));
    };
    let name = found.metric.entry().name;
    output.note(&match (found.enough, found.noise_share) {
        (true, Some(share)) => format!(
            "note: {} runs of each row: in a pilot noise was up to {:.0} % of the variance of \
             single runs, in `{name}`",
            found.replicates,
            100.0 * share
        ),
        (false, Some(share)) if share < 1.0 => format!(
            "note: {} runs of each row, the most that are taken: in a pilot noise was up to {:.0} \
             % of the variance of single runs, in `{name}`, and more would be needed",
            found.replicates,
            100.0 * share
        ),
        (_, None) => format!(
            "note: {} runs of each row, the most that are taken: a pilot had too few rows with a \
             value of `{name}` to read it",
            found.replicates
        ),
        _ => format!(
            "note: {} runs of each row, the most that are taken: a pilot could not tell the \
             variance of `{name}` over the inputs from noise",
            found.replicates
        ),
    });
    Ok(found.replicates)
}

impl From<SensitivityFailure> for Failure {
    fn from(failure: SensitivityFailure) -> Failure {
        match failure {
            SensitivityFailure::Refused(refusal) => Failure::Invalid(refusal),
            SensitivityFailure::Design(error) => Failure::Usage(error.to_string()),
            SensitivityFailure::NoThreads(error) => no_threads(error),
        }
    }
}
