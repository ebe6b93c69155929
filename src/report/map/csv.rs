//! A map as CSV: a row per cell, arm and metric, per difference, and per mark.

use super::super::comparison::Difference;
use super::super::csv::{cell, records};
use super::{MapCell, MapResult, Mark, Reading};
use crate::analysis::Interval;

/// The columns, in their order, and what they hold; a cell that does not apply is empty. The paths
/// that are varied follow, a column each.
pub const MAP_COLUMNS: [(&str, &str); 27] = [
    (
        "table",
        "level (of an arm), difference (between two arms), or mark (the highest arm)",
    ),
    ("negotiation", "id of the negotiation"),
    ("name", "name of the metric"),
    ("unit", "unit of the mean"),
    (
        "arm",
        "the arm; of a mark: the arm that is higher than every other, if it can be told",
    ),
    ("against", "of a difference: the arm taken away from it"),
    (
        "mean",
        "mean over runs; of a difference: mean of the differences of single runs",
    ),
    ("std_error", "standard error of the mean"),
    (
        "ci95_low",
        "95 % interval of the mean (simulation error), of this cell by itself",
    ),
    ("ci95_high", "its upper end"),
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
    ("count", "runs that the mean is over"),
    (
        "finding",
        "of a mark: higher, not_told_apart, equal (in every run) or no_value",
    ),
    (
        "p_adjusted",
        "of a mark: p-value adjusted over the cells of the map (Holm)",
    ),
    (
        "conditional",
        "true where the metric has a value in some runs only",
    ),
    ("counterpart", "the metric to read beside a conditional one"),
    (
        "overrides",
        "changes to the file before those of the arm and the cell, separated by `; `",
    ),
    ("sha256", "SHA-256 of the file"),
    ("seed", "the seed"),
    ("runs", "runs in each arm of a cell"),
    ("complete", "true, or false when interrupted"),
    ("version", "version of the program"),
    ("note", "what the figures may not be used for"),
];

/// The finished cells as CSV.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn map_csv(result: &MapResult) -> Result<String, csv::Error> {
    let names = MAP_COLUMNS.map(|(name, _)| name).into_iter();
    let header: Vec<&str> = names
        .chain(result.axes.iter().map(|axis| axis.path.as_str()))
        .collect();
    let rows = result.cells.iter().flat_map(|cell| of_cell(result, cell));
    records(header, rows)
}

/// What is particular to a row.
#[derive(Clone, Copy, Default)]
struct Figure<'a> {
    table: &'static str,
    arm: &'a str,
    against: &'a str,
    mean: Option<f64>,
    std_error: Option<f64>,
    ci95: Option<Interval>,
    means: [Option<f64>; 2],
    shares: [Option<f64>; 3],
    count: Option<u64>,
    mark: Option<&'a Mark>,
}

fn of_cell<'a>(
    result: &'a MapResult,
    cell: &'a MapCell,
) -> impl Iterator<Item = Vec<String>> + use<'a> {
    cell.negotiations.iter().flat_map(move |(id, metrics)| {
        metrics.iter().flat_map(move |(name, reading)| {
            figures(reading).map(move |figure| figure.cells(result, cell, id, name))
        })
    })
}

fn figures(reading: &Reading) -> impl Iterator<Item = Figure<'_>> {
    let levels = reading.levels.iter().map(|(arm, level)| Figure {
        table: "level",
        arm,
        mean: level.mean,
        std_error: level.std_error,
        ci95: level.ci95,
        count: Some(level.count),
        ..Figure::default()
    });
    let differences = reading.differences.iter().map(of_difference);
    let mark = reading.mark.iter().map(|mark| Figure {
        table: "mark",
        arm: mark.arm.as_deref().unwrap_or_default(),
        mark: Some(mark),
        ..Figure::default()
    });
    levels.chain(differences).chain(mark)
}

fn of_difference(difference: &Difference) -> Figure<'_> {
    Figure {
        table: "difference",
        arm: &difference.arm,
        against: &difference.against,
        mean: difference.mean,
        std_error: difference.std_error,
        ci95: difference.ci95,
        means: [difference.arm_mean, difference.against_mean],
        shares: [
            difference.share_higher,
            difference.share_lower,
            difference.share_equal,
        ],
        count: Some(difference.count),
        mark: None,
    }
}

impl Figure<'_> {
    /// The cells in the order of [`MAP_COLUMNS`], then the values of what is varied.
    fn cells(&self, result: &MapResult, at: &MapCell, id: &str, name: &str) -> Vec<String> {
        let metric = result.metrics.get(name);
        let cells: [String; MAP_COLUMNS.len()] = [
            self.table.to_owned(),
            id.to_owned(),
            name.to_owned(),
            metric.map_or("", |metric| metric.unit).to_owned(),
            self.arm.to_owned(),
            self.against.to_owned(),
            cell(self.mean),
            cell(self.std_error),
            cell(self.ci95.map(|ci| ci.low())),
            cell(self.ci95.map(|ci| ci.high())),
            cell(self.means[0]),
            cell(self.means[1]),
            cell(self.shares[0]),
            cell(self.shares[1]),
            cell(self.shares[2]),
            cell(self.count),
            self.mark.map_or("", |mark| mark.finding).to_owned(),
            cell(self.mark.map(|mark| mark.p_adjusted)),
            cell(metric.map(|metric| metric.conditional)),
            cell(metric.and_then(|metric| metric.counterpart)),
            result.overrides.join("; "),
            result.scenario.sha256.clone(),
            result.seed.to_string(),
            result.runs.to_string(),
            result.complete.to_string(),
            result.program.version.to_owned(),
            result.disclaimer.to_owned(),
        ];
        let values = at.at.iter().map(|(_, value)| match value.as_str() {
            Some(text) => text.to_owned(),
            None => value.to_string(),
        });
        cells.into_iter().chain(values).collect()
    }
}
