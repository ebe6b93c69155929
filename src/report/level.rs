//! What a metric of one arm comes to.

use serde::Serialize;

use crate::analysis::Interval;
use crate::model::MetricEntry;
use crate::study::ContrastSummary;

/// A metric of one arm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Level {
    /// The unit.
    pub unit: &'static str,
    /// The mean over the runs.
    pub mean: Option<f64>,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// Its 95 % interval, within the range of the unit: simulation error only.
    pub ci95: Option<Interval>,
    /// Runs with a value.
    pub count: u64,
}

impl Level {
    pub(super) fn new(summary: &ContrastSummary, entry: &'static MetricEntry) -> Level {
        let moments = &summary.metric(entry.metric).moments;
        Level {
            unit: entry.unit,
            mean: moments.mean(),
            std_error: moments.std_error(),
            ci95: summary.interval(entry.metric),
            count: moments.count(),
        }
    }
}
