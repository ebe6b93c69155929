//! `demarche sensitivity`: which inputs matter.

use super::arguments::{Method as Asked, Sensitivity as Arguments};
use super::failure::Failure;
use super::form::{deliver, tell_first, unknown_negotiation, with_bar};
use super::library::document;
use super::output::Output;
use super::sample::replicates;
use super::varied::replaced;
use super::wrong::Wrong;
use crate::experiment::{
    Method, Sensitivity, Space, Variant, conflicts, in_vain, too_many_combinations,
};
use crate::model::{Metric, MetricEntry};
use crate::report::{MapResult, SensitivityResult, sensitivity_csv, sensitivity_text};
use crate::scenario::Scenario;
use crate::study::Plan;

pub(super) fn execute(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let document = document(&arguments.source)?;
    let scenario = Scenario::load(&document)?;
    output.expect(arguments.form.out.as_deref())?;
    let mut wrong = Wrong::default();
    let inputs = arguments.varied.inputs(&scenario, &mut wrong);
    let metrics = wrong.metrics(&arguments.metric);
    let paths: Vec<&str> = inputs.iter().map(|input| input.path.as_str()).collect();
    let conflicts = conflicts(&paths, &[]).into_iter();
    let in_vain = in_vain(&replaced(&inputs), &arguments.source.set);
    for conflict in conflicts
        .chain(in_vain)
        .chain(too_many_combinations(&inputs))
    {
        wrong.note(conflict.to_string());
    }
    let method = method(arguments, &mut wrong);
    // Of inputs none of which can be read, nothing more can be said.
    let space = match inputs.is_empty() && !wrong.is_empty() {
        true => None,
        false => wrong.right(Space::new(document, vec![Variant::base()], inputs)),
    };
    let negotiation = space
        .as_ref()
        .and_then(|space| wrong.right(negotiations(arguments, space)));
    let samples = arguments.samples.unwrap_or_else(|| method.samples());
    // A design for what is left of the inputs would have errors of its own.
    let study = space.filter(|_| wrong.is_empty()).and_then(|space| {
        let study = Sensitivity::new(space, method, samples, arguments.seed);
        wrong.right(study.map_err(|error| Failure::Usage(format!("--samples: {error}"))))
    });
    wrong.end(output)?;
    let (Some(study), Some(negotiations)) = (study, negotiation) else {
        return Err(Failure::Usage("no input is varied".to_owned()));
    };
    tell_first(&study.space.checked.warnings, output);
    let metrics = MapResult::metrics(&metrics);
    let result = play(
        arguments,
        &study,
        &scenario,
        (&negotiations, &metrics),
        output,
    )?;
    let written = (sensitivity_text, sensitivity_csv);
    deliver(&result, result.complete, written, &arguments.form, output)
}

fn play(
    arguments: &Arguments,
    study: &Sensitivity,
    scenario: &Scenario,
    (negotiations, metrics): (&[usize], &[&'static MetricEntry]),
    output: &Output,
) -> Result<SensitivityResult, Failure> {
    let mut plan = Plan {
        runs: 0,
        seed: arguments.seed,
        threads: arguments.threads.number(),
    };
    let kept: Vec<Metric> = metrics.iter().map(|entry| entry.metric).collect();
    let explained = (negotiations, &kept[..]);
    plan.runs = replicates(arguments.replicates, &study.space, explained, &plan, output)?;
    if plan.runs < 2 {
        return Err(Failure::Usage(
            "--replicates: expected at least 2, without which noise cannot be told from influence"
                .to_owned(),
        ));
    }
    let runs = study.design.count() as u64 * plan.runs;
    let outcomes = with_bar(output, runs, |control| study.run(&kept, &plan, control))?;
    Ok(SensitivityResult::new(
        study,
        scenario,
        (negotiations, metrics),
        &plan,
        &outcomes,
    ))
}

/// The method; what does not go with it is noted.
fn method(arguments: &Arguments, wrong: &mut Wrong) -> Method {
    let second_order = arguments.second_order;
    let method = match arguments.method {
        Asked::Sobol => Method::Sobol { second_order },
        Asked::Morris => Method::Morris,
        Asked::Pawn => Method::Pawn,
        Asked::OneAtATime => Method::OneAtATime,
    };
    if second_order && !matches!(method, Method::Sobol { .. }) {
        wrong.note(format!(
            "--second-order is for --method sobol: leave it out of {}",
            method.name()
        ));
    }
    if let Some(samples) = arguments
        .samples
        .filter(|samples| *samples < method.fewest())
    {
        wrong.note(format!(
            "--samples: expected at least {} for --method {}, found {samples}",
            method.fewest(),
            method.name()
        ));
    }
    if arguments.samples.is_some() && method == Method::OneAtATime {
        wrong.note(
            "--samples: one-at-a-time has a row for each value and one more: leave it out"
                .to_owned(),
        );
    }
    method
}

/// The negotiations that are looked at, by their places among those of all rows.
fn negotiations(arguments: &Arguments, space: &Space) -> Result<Vec<usize>, Failure> {
    let ids = space.checked.negotiations.iter().map(String::as_str);
    match &arguments.negotiation {
        None => Ok((0..ids.count()).collect()),
        Some(id) => {
            let place = ids.clone().position(|known| known == id);
            place
                .map(|place| vec![place])
                .ok_or_else(|| unknown_negotiation(id, ids))
        }
    }
}
