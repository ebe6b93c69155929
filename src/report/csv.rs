//! Results as CSV: one row per negotiation and metric.

use super::result::RunResult;

/// The metrics of a result as CSV, with a comment line that says what it may not be used for.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn csv(result: &RunResult) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "negotiation",
        "approach",
        "group",
        "metric",
        "unit",
        "mean",
        "std_error",
        "ci95_low",
        "ci95_high",
        "assumptions_p05",
        "assumptions_p95",
        "p05",
        "p25",
        "p50",
        "p75",
        "p95",
        "count",
        "runs",
        "seed",
        "complete",
        "note",
    ])?;
    let text = |figure: Option<f64>| figure.map(|figure| figure.to_string()).unwrap_or_default();
    for (id, negotiation) in result.negotiations.iter() {
        for (name, metric) in negotiation.metrics.iter() {
            let quantile = |p: &str| {
                let quantiles = metric.quantiles.as_ref();
                text(quantiles.and_then(|quantiles| quantiles.get(p)).copied())
            };
            writer.write_record([
                id,
                negotiation.approach,
                metric.group,
                name,
                metric.unit,
                &text(metric.mean),
                &text(metric.std_error),
                &text(metric.ci95.map(|ci| ci.low())),
                &text(metric.ci95.map(|ci| ci.high())),
                &text(metric.across_assumptions.map(|range| range.low())),
                &text(metric.across_assumptions.map(|range| range.high())),
                &quantile("p05"),
                &quantile("p25"),
                &quantile("p50"),
                &quantile("p75"),
                &quantile("p95"),
                &metric.count.to_string(),
                &result.runs.to_string(),
                &result.seed.to_string(),
                &result.complete.to_string(),
                result.disclaimer,
            ])?;
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
