//! What commands that print results have in common.

use std::fmt::Display;

use serde::Serialize;

use super::arguments::{Form, Format};
use super::failure::Failure;
use super::output::{Output, Written, interrupted};
use crate::document::nearest;
use crate::model::{Fate, METRICS, Metric, MetricEntry};
use crate::study::Control;

/// A result as JSON, in full.
pub(super) fn json(result: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(result)
        .map(|text| text + "\n")
        .map_err(|error| Failure::Usage(format!("failed to write JSON: {error}")))
}

/// Writes a result in the form that was asked for, marked as partial unless it is complete.
pub(super) fn deliver<R: Serialize>(
    result: &R,
    complete: bool,
    (text, csv): (
        impl FnOnce(&R) -> String,
        impl FnOnce(&R) -> Result<String, csv::Error>,
    ),
    form: &Form,
    output: &Output,
) -> Result<(), Failure> {
    let written = match form.format {
        Format::Text => text(result),
        Format::Json => json(result)?,
        Format::Csv => {
            csv(result).map_err(|error| Failure::Usage(format!("failed to write CSV: {error}")))?
        }
    };
    let written = Written::of(form.format, &written);
    output.finished(written, form.out.as_deref(), complete)
}

/// The system grants no threads.
pub(super) fn no_threads(error: impl Display) -> Failure {
    Failure::Usage(format!("failed to start threads: {error}"))
}

/// The metrics of these names.
pub(super) fn metrics(names: &[String]) -> Result<Vec<&'static MetricEntry>, Failure> {
    names.iter().map(|name| metric(name.trim())).collect()
}

/// The metric of this name.
pub(super) fn metric(name: &str) -> Result<&'static MetricEntry, Failure> {
    Metric::named(name).map(Metric::entry).ok_or_else(|| {
        let known = METRICS.iter().map(|entry| entry.name);
        let hint = match nearest(name, known) {
            _ if Fate::named(name).is_some() => {
                "it is a fate, whose share every result tells".to_owned()
            }
            Some(near) => format!("did you mean `{near}`?"),
            None => "`demarche list metrics` shows them".to_owned(),
        };
        Failure::Usage(format!("unknown metric `{name}`: {hint}"))
    })
}

/// The metrics of these names, each of which has a value in every run: what others come to depends
/// on which runs are compared, and does not add up.
pub(super) fn unconditional(names: &[String]) -> Result<Vec<&'static MetricEntry>, Failure> {
    let metrics = metrics(names)?;
    for entry in &metrics {
        if let Some(counterpart) = entry.counterpart {
            return Err(Failure::Usage(format!(
                "`{}` has a value in some runs only, and the runs differ from arm to arm: take \
                 `{}` instead",
                entry.name,
                counterpart.entry().name
            )));
        }
    }
    Ok(metrics)
}

/// Makes a study of so many runs, with a progress bar, until it is done or interrupted.
pub(super) fn watched<T, E: Display>(
    output: &Output,
    runs: u64,
    study: impl FnOnce(&Control<'_>) -> Result<T, E>,
) -> Result<T, Failure> {
    with_bar(output, runs, study).map_err(no_threads)
}

/// Does something of so many runs with a progress bar.
pub(super) fn with_bar<T>(output: &Output, runs: u64, work: impl FnOnce(&Control<'_>) -> T) -> T {
    let bar = output.progress(runs);
    let control = Control {
        interrupted: interrupted(),
        progress: &|done| bar.set_position(done),
    };
    let done = work(&control);
    bar.finish_and_clear();
    done
}

/// Warnings that are shown of many scenarios.
const WARNINGS: usize = 10;

/// Tells the first warnings of many scenarios as notes.
pub(super) fn tell_first(warnings: &[String], output: &Output) {
    for warning in warnings.iter().take(WARNINGS) {
        output.note(&format!("note: {warning}"));
    }
}

/// No negotiation has this id.
pub(super) fn unknown_negotiation<'a>(
    id: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Failure {
    let hint = match nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", known.collect::<Vec<_>>().join(", ")),
    };
    Failure::Usage(format!("no negotiation is called `{id}`: {hint}"))
}
