//! `demarche run`: outcomes with intervals, fates, rules that fired.

use super::arguments::{Format, Run};
use super::failure::Failure;
use super::form::{json, metrics, no_threads, unwritten_csv};
use super::library::{load, plan};
use super::output::{Output, Written, interrupted};
use crate::report::{RunResult, csv, text};
use crate::study;

pub(super) fn execute(run: &Run, output: &Output) -> Result<(), Failure> {
    let metrics = metrics(&run.metric)?;
    output.expect(run.out.as_deref())?;
    let (scenario, overrides) = load(&run.study.source, output)?;
    let plan = plan(&run.study);
    let bar = output.progress(plan.runs);
    let control = study::Control {
        interrupted: interrupted(),
        progress: &|done| bar.set_position(done),
    };
    let ensemble = study::run(&scenario, &plan, &control).map_err(no_threads)?;
    bar.finish_and_clear();
    let result = RunResult::new(&scenario, &ensemble, overrides, plan.seed, &metrics);
    let written = match run.format {
        Format::Text => text(&result),
        Format::Json => json(&result)?,
        Format::Csv => csv(&result).map_err(unwritten_csv)?,
    };
    let written = Written::of(run.format, &written);
    output.finished(written, run.out.as_deref(), ensemble.complete)
}
