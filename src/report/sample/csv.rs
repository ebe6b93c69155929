//! A sample as CSV: a row per row of the sample, arm or difference, and metric; or per replicate.

use super::super::csv::{cell, fraction, records};
use super::{RowFigure, RowResult, RowsResult, label};

/// The columns, in their order, and what they hold; a cell that does not apply is empty. The paths
/// that are varied follow, a column each.
pub const ROW_COLUMNS: [(&str, &str); 21] = [
    ("row", "number of the row, from 0"),
    (
        "replicate",
        "with --each-replicate: number of the replicate within the row, from 0",
    ),
    (
        "run",
        "with --each-replicate: number of the run, as `trace --run` takes it",
    ),
    ("negotiation", "id of the negotiation"),
    ("name", "name of the metric"),
    ("unit", "its unit"),
    ("arm", "the arm"),
    (
        "against",
        "of a difference, run by run: the arm taken away from it",
    ),
    (
        "mean",
        "mean over the replicates; with --each-replicate the figure of the replicate",
    ),
    ("std_error", "standard error of the mean"),
    ("count", "replicates that the mean is over"),
    (
        "conditional",
        "true where the metric has a value in some runs only",
    ),
    (
        "design",
        "how the rows were chosen: one-at-a-time, lhs or sobol-sequence",
    ),
    (
        "draws",
        "common where all rows meet the same chances, independent where each has its own",
    ),
    (
        "overrides",
        "changes to the file before those of the arm and the row, separated by `; `",
    ),
    ("sha256", "SHA-256 of the file"),
    ("seed", "the seed"),
    ("replicates", "runs in each arm of a row"),
    ("complete", "true, or false when interrupted"),
    ("version", "version of the program"),
    ("note", "what the figures may not be used for"),
];

/// The finished rows as CSV.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn rows_csv(result: &RowsResult) -> Result<String, csv::Error> {
    let names = ROW_COLUMNS.map(|(name, _)| name).into_iter();
    let inputs = result.inputs.iter();
    let header: Vec<&str> = names
        .chain(inputs.map(|input| input.parameter.as_str()))
        .collect();
    let common = Common::new(result);
    let rows = result.rows.iter().flat_map(|row| {
        let common = &common;
        let values: Vec<String> = row.at.iter().map(|(_, value)| label(value)).collect();
        let figures = row.outcomes.iter();
        figures.flat_map(move |figure| common.records(result, row, figure, &values))
    });
    records(header, rows)
}

/// What all rows share.
struct Common {
    overrides: String,
    seed: String,
    replicates: String,
    complete: String,
}

/// One figure: its place, and what it comes to.
#[derive(Default)]
struct Line {
    replicate: Option<usize>,
    run: Option<u64>,
    mean: Option<f64>,
    std_error: Option<f64>,
    count: u64,
}

impl Common {
    fn new(result: &RowsResult) -> Common {
        Common {
            overrides: result.overrides.join("; "),
            seed: result.seed.to_string(),
            replicates: result.replicates.to_string(),
            complete: result.complete.to_string(),
        }
    }

    /// The records of a figure: one, or one for each replicate.
    fn records(
        &self,
        result: &RowsResult,
        row: &RowResult,
        figure: &RowFigure,
        values: &[String],
    ) -> Vec<Vec<String>> {
        let lines: Vec<Line> = match figure.replicates.as_slice() {
            [] => vec![Line {
                mean: figure.mean,
                std_error: figure.std_error,
                count: figure.count,
                ..Line::default()
            }],
            each => {
                let each = each.iter().enumerate();
                each.map(|(replicate, value)| Line {
                    replicate: Some(replicate),
                    run: Some(result.run(row.row, replicate)),
                    mean: *value,
                    count: u64::from(value.is_some()),
                    ..Line::default()
                })
                .collect()
            }
        };
        let lines = lines.iter();
        lines
            .map(|line| self.record(result, (row, figure), line, values))
            .collect()
    }

    /// The cells in the order of [`ROW_COLUMNS`], then the values of what is varied.
    fn record(
        &self,
        result: &RowsResult,
        (row, figure): (&RowResult, &RowFigure),
        line: &Line,
        values: &[String],
    ) -> Vec<String> {
        let metric = result.metrics.get(figure.metric);
        let cells: [String; ROW_COLUMNS.len()] = [
            row.row.to_string(),
            cell(line.replicate),
            cell(line.run),
            figure.negotiation.clone(),
            figure.metric.to_owned(),
            metric.map_or("", |metric| metric.unit).to_owned(),
            figure.arm.clone(),
            figure.against.clone().unwrap_or_default(),
            fraction(line.mean),
            fraction(line.std_error),
            line.count.to_string(),
            cell(metric.map(|metric| metric.conditional)),
            result.design.to_owned(),
            result.draws.to_owned(),
            self.overrides.clone(),
            result.scenario.sha256.clone(),
            self.seed.clone(),
            self.replicates.clone(),
            self.complete.clone(),
            result.program.version.to_owned(),
            result.disclaimer.to_owned(),
        ];
        cells.into_iter().chain(values.iter().cloned()).collect()
    }
}
