//! A comparison as CSV: a row per figure of an arm, and a row per difference.

use super::super::csv::{cell, records};
use super::super::measures::MetricResult;
use super::{ArmResult, ComparisonResult, Difference};
use crate::analysis::Interval;

/// The columns, in their order, and what they hold; a cell that does not apply is empty.
pub const COMPARISON_COLUMNS: [(&str, &str); 30] = [
    ("table", "metric or fate (of an arm), or difference"),
    ("negotiation", "id of the negotiation"),
    ("name", "name of the metric or fate"),
    ("unit", "unit of the mean"),
    ("arm", "the arm"),
    ("against", "of a difference: the arm taken away from it"),
    (
        "mean",
        "mean over runs; of a difference: mean of the differences of single runs",
    ),
    ("std_error", "standard error of the mean"),
    ("ci95_low", "95 % interval of the mean (simulation error)"),
    ("ci95_high", "its upper end"),
    (
        "finding",
        "of a difference: higher, lower, not_told_apart, equal (in every run) or no_value",
    ),
    (
        "assumptions_p05",
        "5 % of the conditional means over the drawn inputs",
    ),
    ("assumptions_p95", "95 % of them"),
    (
        "arm_mean",
        "of a difference: mean of the arm over the compared runs",
    ),
    (
        "against_mean",
        "of a difference: mean of the other arm over the same runs",
    ),
    (
        "share_higher",
        "share of the compared runs in which the arm is higher",
    ),
    ("share_lower", "share in which it is lower"),
    ("share_equal", "share in which both are equal"),
    (
        "pairing",
        "width of the interval, as a share of that without common chances",
    ),
    ("count", "runs that the mean is over"),
    (
        "conditional",
        "true where the metric has a value in some runs only",
    ),
    ("counterpart", "the metric to read beside a conditional one"),
    ("approach", "of an arm: approach of the destination"),
    (
        "overrides",
        "of an arm: changes to its file, separated by `; `",
    ),
    ("sha256", "of an arm: SHA-256 of its file"),
    ("seed", "the seed"),
    ("runs", "runs done"),
    ("complete", "true, or false when interrupted"),
    ("version", "version of the program"),
    ("note", "what the figures may not be used for"),
];

type Cells = [String; COMPARISON_COLUMNS.len()];

/// Metrics and fates of every arm, and all differences, as CSV.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn comparison_csv(result: &ComparisonResult) -> Result<String, csv::Error> {
    let arms = result
        .arms
        .iter()
        .flat_map(|(name, arm)| of_arm(result, name, arm));
    let differences = result.differences.iter().map(|d| of_difference(result, d));
    records(
        COMPARISON_COLUMNS.map(|(name, _)| name),
        arms.chain(differences),
    )
}

/// What is particular to a row; the rest says where it comes from.
#[derive(Clone, Copy, Default)]
struct Figure<'a> {
    table: &'static str,
    name: &'a str,
    unit: &'a str,
    against: &'a str,
    mean: Option<f64>,
    std_error: Option<f64>,
    ci95: Option<Interval>,
    across_assumptions: Option<Interval>,
    means: [Option<f64>; 2],
    shares: [Option<f64>; 3],
    finding: &'static str,
    pairing: Option<f64>,
    count: u64,
    conditional: bool,
    counterpart: Option<&'a str>,
}

/// Where a row belongs.
#[derive(Clone, Copy)]
struct Origin<'a> {
    arm: &'a str,
    negotiation: &'a str,
    approach: &'a str,
}

fn of_arm(result: &ComparisonResult, name: &str, arm: &ArmResult) -> Vec<Cells> {
    let mut rows = Vec::new();
    for (id, negotiation) in arm.negotiations.iter() {
        let origin = Origin {
            arm: name,
            negotiation: id,
            approach: negotiation.approach,
        };
        let metrics = negotiation.metrics.iter();
        rows.extend(metrics.map(|(name, metric)| {
            let figure = metric_figure(name, metric);
            figure.cells(result, origin)
        }));
        rows.extend(negotiation.fates.iter().map(|(name, fate)| {
            let figure = Figure {
                table: "fate",
                name,
                unit: "share of runs",
                mean: fate.share,
                ci95: fate.ci95,
                count: result.runs,
                ..Figure::default()
            };
            figure.cells(result, origin)
        }));
    }
    rows
}

fn metric_figure<'a>(name: &'a str, metric: &'a MetricResult) -> Figure<'a> {
    Figure {
        table: "metric",
        name,
        unit: metric.unit,
        mean: metric.mean,
        std_error: metric.std_error,
        ci95: metric.ci95,
        across_assumptions: metric.across_assumptions,
        count: metric.count,
        conditional: metric.conditional,
        ..Figure::default()
    }
}

fn of_difference(result: &ComparisonResult, difference: &Difference) -> Cells {
    let figure = Figure {
        table: "difference",
        name: difference.metric,
        unit: difference.unit,
        against: &difference.against,
        mean: difference.mean,
        std_error: difference.std_error,
        ci95: difference.ci95,
        across_assumptions: difference.across_assumptions,
        means: [difference.arm_mean, difference.against_mean],
        shares: [
            difference.share_higher,
            difference.share_lower,
            difference.share_equal,
        ],
        finding: difference.finding,
        pairing: difference.pairing,
        count: difference.count,
        conditional: difference.conditional,
        counterpart: difference.counterpart,
    };
    let origin = Origin {
        arm: &difference.arm,
        negotiation: &difference.negotiation,
        approach: "",
    };
    figure.cells(result, origin)
}

impl Figure<'_> {
    /// The cells in the order of [`COMPARISON_COLUMNS`].
    fn cells(&self, result: &ComparisonResult, origin: Origin<'_>) -> Cells {
        let arm = result.arms.get(origin.arm);
        [
            self.table.to_owned(),
            origin.negotiation.to_owned(),
            self.name.to_owned(),
            self.unit.to_owned(),
            origin.arm.to_owned(),
            self.against.to_owned(),
            cell(self.mean),
            cell(self.std_error),
            cell(self.ci95.map(|ci| ci.low())),
            cell(self.ci95.map(|ci| ci.high())),
            self.finding.to_owned(),
            cell(self.across_assumptions.map(|range| range.low())),
            cell(self.across_assumptions.map(|range| range.high())),
            cell(self.means[0]),
            cell(self.means[1]),
            cell(self.shares[0]),
            cell(self.shares[1]),
            cell(self.shares[2]),
            cell(self.pairing),
            self.count.to_string(),
            self.conditional.to_string(),
            self.counterpart.unwrap_or_default().to_owned(),
            origin.approach.to_owned(),
            arm.map_or_else(String::new, |arm| arm.overrides.join("; ")),
            arm.map_or_else(String::new, |arm| arm.scenario.sha256.clone()),
            result.seed.to_string(),
            result.runs.to_string(),
            result.complete.to_string(),
            result.program.version.to_owned(),
            result.disclaimer.to_owned(),
        ]
    }
}
