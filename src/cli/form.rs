//! What commands that print results have in common.

use std::fmt::Display;

use serde::Serialize;

use super::failure::Failure;
use crate::document::nearest;
use crate::model::{METRICS, Metric, MetricEntry};

/// A result as JSON, in full.
pub(super) fn json(result: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(result)
        .map(|text| text + "\n")
        .map_err(|error| Failure::Usage(format!("failed to write JSON: {error}")))
}

/// CSV that could not be written.
pub(super) fn unwritten_csv(error: impl Display) -> Failure {
    Failure::Usage(format!("failed to write CSV: {error}"))
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
            Some(near) => format!("did you mean `{near}`?"),
            None => "`demarche list metrics` shows them".to_owned(),
        };
        Failure::Usage(format!("unknown metric `{name}`: {hint}"))
    })
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
