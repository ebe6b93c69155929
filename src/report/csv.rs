//! Results as CSV: one row per figure, each with everything needed to trace it.

use super::measures::MetricResult;
use super::named::Named;
use super::result::{NegotiationResult, RunResult};
use crate::analysis::Interval;

/// The columns, in their order, and what they hold. They are the same in every row, whatever the
/// table, so that the whole is one data frame; a cell that does not apply is empty.
pub const COLUMNS: [(&str, &str); 29] = [
    ("table", "metric, issue, fate or rule"),
    ("negotiation", "id of the negotiation"),
    (
        "name",
        "name of the metric or fate, id of the issue or rule",
    ),
    (
        "group",
        "of a metric: its group; of an issue: the side that concedes it; of a rule: its kind",
    ),
    ("unit", "unit of the mean"),
    (
        "mean",
        "mean over runs; of an issue: share delivered; of a fate: share of runs; of a rule: firings per run",
    ),
    ("std_error", "standard error of the mean"),
    ("ci95_low", "95 % interval of the mean (simulation error)"),
    ("ci95_high", "its upper end"),
    (
        "assumptions_p05",
        "5 % of the conditional means over the drawn inputs",
    ),
    ("assumptions_p95", "95 % of them"),
    ("p05", "5 % quantile over runs"),
    ("p25", "25 % quantile"),
    ("p50", "median"),
    ("p75", "75 % quantile"),
    ("p95", "95 % quantile"),
    ("count", "runs that the mean is over"),
    ("runs_fired", "of a rule: runs in which it fired"),
    ("typical_run", "of a fate: number of a run typical of it"),
    ("approach", "approach of the destination"),
    ("scenario", "title of the scenario"),
    ("sha256", "SHA-256 of its file"),
    ("overrides", "changes to it, PATH=VALUE, separated by `; `"),
    ("seed", "the seed"),
    ("runs", "runs done"),
    ("complete", "true, or false when interrupted"),
    ("program", "the program"),
    ("version", "its version"),
    ("note", "what the figures may not be used for"),
];

/// The metrics, issues, fates and rules of a result as CSV.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn csv(result: &RunResult) -> Result<String, csv::Error> {
    let negotiations = result.negotiations.iter();
    let rows = negotiations.flat_map(|(id, negotiation)| {
        figures(negotiation, result.runs)
            .map(move |figure| figure.record(id, negotiation.approach, result))
    });
    records(COLUMNS.map(|(name, _)| name), rows)
}

/// A header and rows as CSV.
pub(super) fn records<H, R>(header: H, rows: impl Iterator<Item = R>) -> Result<String, csv::Error>
where
    H: IntoIterator<Item: AsRef<[u8]>>,
    R: IntoIterator<Item: AsRef<[u8]>>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What is particular to a row.
#[derive(Clone, Copy, Default)]
struct Figure<'a> {
    table: &'static str,
    name: &'a str,
    group: &'a str,
    unit: &'a str,
    mean: Option<f64>,
    std_error: Option<f64>,
    ci95: Option<Interval>,
    across_assumptions: Option<Interval>,
    quantiles: Option<&'a Named<f64>>,
    count: u64,
    runs_fired: Option<u64>,
    typical_run: Option<u64>,
}

fn figures(negotiation: &NegotiationResult, runs: u64) -> impl Iterator<Item = Figure<'_>> {
    let metrics = negotiation.metrics.iter();
    let metrics = metrics.map(|(name, metric)| metric_figure(name, metric));
    let issues = negotiation.issues.iter().map(|(name, issue)| Figure {
        table: "issue",
        name,
        group: issue.conceded_by,
        unit: "share",
        mean: issue.mean,
        ci95: issue.ci95,
        count: issue.count,
        ..Figure::default()
    });
    let fates = negotiation.fates.iter().map(move |(name, fate)| Figure {
        table: "fate",
        name,
        unit: "share of runs",
        mean: fate.share,
        ci95: fate.ci95,
        count: runs,
        typical_run: negotiation.typical_runs.get(name).copied(),
        ..Figure::default()
    });
    let rules = negotiation.rules.iter().map(move |(name, rule)| Figure {
        table: "rule",
        name,
        group: rule.kind,
        unit: "firings per run",
        mean: rule.mean_firings,
        count: runs,
        runs_fired: Some(rule.runs_fired),
        ..Figure::default()
    });
    metrics.chain(issues).chain(fates).chain(rules)
}

fn metric_figure<'a>(name: &'a str, metric: &'a MetricResult) -> Figure<'a> {
    Figure {
        table: "metric",
        name,
        group: metric.group,
        unit: metric.unit,
        mean: metric.mean,
        std_error: metric.std_error,
        ci95: metric.ci95,
        across_assumptions: metric.across_assumptions,
        quantiles: metric.quantiles.as_ref(),
        count: metric.count,
        ..Figure::default()
    }
}

impl Figure<'_> {
    /// The cells in the order of [`COLUMNS`].
    fn record(
        &self,
        negotiation: &str,
        approach: &str,
        result: &RunResult,
    ) -> [String; COLUMNS.len()] {
        let quantile = |p: &str| cell(self.quantiles.and_then(|quantiles| quantiles.get(p)));
        [
            self.table.to_owned(),
            negotiation.to_owned(),
            self.name.to_owned(),
            self.group.to_owned(),
            self.unit.to_owned(),
            cell(self.mean),
            cell(self.std_error),
            cell(self.ci95.map(|ci| ci.low())),
            cell(self.ci95.map(|ci| ci.high())),
            cell(self.across_assumptions.map(|range| range.low())),
            cell(self.across_assumptions.map(|range| range.high())),
            quantile("p05"),
            quantile("p25"),
            quantile("p50"),
            quantile("p75"),
            quantile("p95"),
            self.count.to_string(),
            cell(self.runs_fired),
            cell(self.typical_run),
            approach.to_owned(),
            result.scenario.title.clone(),
            result.scenario.sha256.clone(),
            result.overrides.join("; "),
            result.seed.to_string(),
            result.runs.to_string(),
            result.complete.to_string(),
            result.program.name.to_owned(),
            result.program.version.to_owned(),
            result.disclaimer.to_owned(),
        ]
    }
}

/// A figure with a decimal point even where it is whole, so that a column of figures is one of
/// numbers with fractions to any reader that looks at its first rows alone.
pub(super) fn fraction(figure: Option<f64>) -> String {
    figure.map_or_else(String::new, |figure| format!("{figure:?}"))
}

pub(super) fn cell(figure: Option<impl ToString>) -> String {
    figure.map_or_else(String::new, |figure| figure.to_string())
}
