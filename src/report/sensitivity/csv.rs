//! Sensitivity as CSV: a row per input, metric and statistic.

use serde_json::Value;

use super::super::csv::{cell, fraction, records};
use super::super::sample::label;
use super::{Found, InputSensitivity, MetricSensitivity, SensitivityResult};

/// The columns, in their order, and what they hold; a cell that does not apply is empty.
pub const SENSITIVITY_COLUMNS: [(&str, &str); 24] = [
    ("negotiation", "id of the negotiation"),
    ("metric", "name of the metric"),
    ("unit", "its unit"),
    ("parameter", "path of the input"),
    ("with", "of what two inputs do together: the other one"),
    (
        "statistic",
        "first_order, total, second_order (sobol); mu, mu_star, sigma (morris); median, max, mean (pawn); swing, and mean at a value (one-at-a-time)",
    ),
    (
        "at",
        "of a mean with one input at a time: the value of the input",
    ),
    ("value", "the estimate"),
    ("std_error", "its standard error"),
    ("ci95_low", "its 95 % interval"),
    ("ci95_high", "its upper end"),
    (
        "distinguished",
        "true where the input is told from one without influence",
    ),
    (
        "floor",
        "what an input has to be above for that, in total, mu_star or median",
    ),
    (
        "noise_share",
        "share of chance in the variance of single runs (sobol)",
    ),
    (
        "conditional",
        "true where the metric has a value in some runs only",
    ),
    ("method", "sobol, morris, pawn or one-at-a-time"),
    ("samples", "base samples, trajectories or rows"),
    ("replicates", "runs of each row"),
    (
        "overrides",
        "changes to the file before those of the rows, separated by `; `",
    ),
    ("sha256", "SHA-256 of the file"),
    ("seed", "the seed"),
    ("complete", "true, or false when interrupted"),
    ("version", "version of the program"),
    ("note", "what the figures may not be used for"),
];

/// The statistics of every input and metric as CSV.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn sensitivity_csv(result: &SensitivityResult) -> Result<String, csv::Error> {
    let rows = result.indices.iter().flat_map(|index| {
        let statistics = index.statistics.iter();
        let statistics =
            statistics.map(|(name, found)| record(result, index, (name, None), found.as_ref()));
        let values = index.values.iter().map(|value| {
            let at = Some(&value.at);
            record(result, index, ("mean", at), value.mean.as_ref())
        });
        statistics.chain(values)
    });
    records(SENSITIVITY_COLUMNS.map(|(name, _)| name), rows)
}

fn record(
    result: &SensitivityResult,
    index: &InputSensitivity,
    (name, at): (&str, Option<&Value>),
    found: Option<&Found>,
) -> [String; SENSITIVITY_COLUMNS.len()] {
    let mut metrics = result.metrics.iter();
    let metric = metrics
        .find(|metric| metric.metric == index.metric && metric.negotiation == index.negotiation);
    let interval = found.and_then(|found| found.ci95);
    let mut inputs = result.inputs.iter();
    let listed = inputs.any(|input| input.parameter == index.parameter && !input.values.is_empty());
    let noise_share = metric.and_then(|metric| metric.noise_share);
    [
        index.negotiation.clone(),
        index.metric.to_owned(),
        metric.map_or("", |metric| metric.unit).to_owned(),
        index.parameter.clone(),
        index.with.clone().unwrap_or_default(),
        name.to_owned(),
        at.map(label).unwrap_or_default(),
        fraction(found.map(|found| found.value)),
        fraction(found.and_then(|found| found.std_error)),
        fraction(interval.map(|interval| interval.low())),
        fraction(interval.map(|interval| interval.high())),
        cell(index.distinguished),
        fraction(metric.and_then(|metric| floor(metric, listed))),
        fraction(noise_share.map(|share| share.value)),
        cell(metric.map(|metric| metric.conditional)),
        result.method.to_owned(),
        result.samples.to_string(),
        result.replicates.to_string(),
        result.overrides.join("; "),
        result.scenario.sha256.clone(),
        result.seed.to_string(),
        result.complete.to_string(),
        result.program.version.to_owned(),
        result.disclaimer.to_owned(),
    ]
}

/// The floor of inputs among listed values, or of others.
fn floor(metric: &MetricSensitivity, listed: bool) -> Option<f64> {
    metric.floor_listed.filter(|_| listed).or(metric.floor)
}
