//! `demarche run`: outcomes with intervals, fates, rules that fired.

use super::arguments::Run;
use super::failure::Failure;
use super::form::{deliver, metrics, watched};
use super::library::load;
use super::output::Output;
use crate::report::{RunResult, csv, text};
use crate::study;

pub(super) fn execute(run: &Run, output: &Output) -> Result<(), Failure> {
    let metrics = metrics(&run.metrics.metric)?;
    output.expect(run.form.out.as_deref())?;
    let (scenario, overrides) = load(&run.study.source, output)?;
    let plan = run.study.draws.plan();
    let ensemble = watched(output, plan.runs, |control| {
        study::run(&scenario, &plan, control)
    })?;
    let result = RunResult::new(&scenario, &ensemble, overrides, plan.seed, &metrics);
    deliver(&result, ensemble.complete, (text, csv), &run.form, output)
}
