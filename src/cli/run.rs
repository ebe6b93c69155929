//! `demarche run`: outcomes with intervals, fates, rules that fired.

use super::arguments::{Format, Run};
use super::failure::Failure;
use super::library::{load, plan};
use super::output::{Output, interrupted, json};
use crate::document::nearest;
use crate::model::{METRICS, Metric, MetricEntry};
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
    let ensemble = study::run(&scenario, &plan, &control)
        .map_err(|error| Failure::Usage(format!("failed to start threads: {error}")))?;
    bar.finish_and_clear();
    let result = RunResult::new(&scenario, &ensemble, overrides, plan.seed, &metrics);
    let written = match run.format {
        Format::Text => text(&result),
        Format::Json => json(&result)?,
        Format::Csv => {
            csv(&result).map_err(|error| Failure::Usage(format!("failed to write CSV: {error}")))?
        }
    };
    if ensemble.complete {
        output.result(&written, run.out.as_deref())
    } else {
        output.partial(&written, run.out.as_deref())
    }
}

fn metrics(names: &[String]) -> Result<Vec<&'static MetricEntry>, Failure> {
    names
        .iter()
        .map(|name| name.trim())
        .map(|name| {
            Metric::named(name).map(Metric::entry).ok_or_else(|| {
                let known = METRICS.iter().map(|entry| entry.name);
                let hint = match nearest(name, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`demarche list metrics` shows them".to_owned(),
                };
                Failure::Usage(format!("unknown metric `{name}`: {hint}"))
            })
        })
        .collect()
}
