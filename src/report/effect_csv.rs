//! Contributions, shares of them and effects as CSV: the same columns for all of them.

use super::csv::{cell, records};
use super::effect::Effect;
use super::level::Level;
use super::named::Named;
use super::provenance::Provenance;
use crate::analysis::Interval;
use crate::model::Metric;

/// A column, and what it holds in the contributions of `ablate` and in the effects of `factors`;
/// where that is nothing, its cells are empty.
type Column = (&'static str, [&'static str; 2]);

const fn both(name: &'static str, meaning: &'static str) -> Column {
    (name, [meaning, meaning])
}

/// The columns, in their order, and what they hold.
const COLUMNS: [Column; 29] = [
    (
        "table",
        [
            "rule, sum (of the rules of conditionality), together (the base less all of them off) or \
             excess (the sum less that); with --group none, player or all",
            "factor, or pair (of factors moved by a whole step)",
        ],
    ),
    both("negotiation", "id of the negotiation"),
    (
        "name",
        ["the rule, or the player", "the factor, of a pair the first"],
    ),
    (
        "against",
        ["", "of a pair: the factor taken away from the first"],
    ),
    ("kind", ["of a rule: its kind", ""]),
    both("metric", "name of the metric"),
    both("unit", "unit of the mean"),
    both("mean", "mean over runs"),
    both("std_error", "standard error of the mean"),
    (
        "ci95_low",
        [
            "95 % interval of the mean (simulation error)",
            "95 % interval of the mean (simulation error); of a pair: one of all pairs together",
        ],
    ),
    both("ci95_high", "its upper end"),
    both(
        "share_higher",
        "share of the compared runs in which it is above 0",
    ),
    both("share_lower", "share in which it is below 0"),
    both("share_equal", "share in which it is 0"),
    both("count", "runs that the mean is over"),
    both(
        "conditional",
        "true where the metric has a value in some runs only",
    ),
    both("counterpart", "the metric to read beside a conditional one"),
    (
        "runs_fired",
        ["of a rule: runs of the base in which it fires", ""],
    ),
    (
        "direction",
        [
            "",
            "of a factor: raised, or lowered: the effect is then that of the figure as it is against \
             the lowered one",
        ],
    ),
    (
        "step",
        ["", "of a factor: the step really made, mean over runs"],
    ),
    (
        "ranks",
        [
            "",
            "of a factor: the ranks that it may have by the metric, if that is ranked by and the \
             step is a whole one",
        ],
    ),
    (
        "changes",
        [
            "what is changed in the arm without it, each PATH=VALUE, separated by `; `",
            "of a factor: the paths of the figures that are moved by the step, separated by `; `",
        ],
    ),
    both("overrides", "changes to the base file, separated by `; `"),
    both("sha256", "SHA-256 of the base file"),
    both("seed", "the seed"),
    both("runs", "runs done in each arm"),
    both("complete", "true, or false when interrupted"),
    both("version", "version of the program"),
    both("note", "what the figures may not be used for"),
];

/// The columns that contributions fill, and what they hold.
#[must_use]
pub fn ablation_columns() -> Vec<(&'static str, &'static str)> {
    filled(0)
}

/// The columns that effects of factors fill, and what they hold.
#[must_use]
pub fn factor_columns() -> Vec<(&'static str, &'static str)> {
    filled(1)
}

fn filled(of: usize) -> Vec<(&'static str, &'static str)> {
    let columns = COLUMNS.iter().map(|(name, meanings)| (*name, meanings[of]));
    columns.filter(|(_, meaning)| !meaning.is_empty()).collect()
}

pub(super) type Cells = [String; COLUMNS.len()];

/// What rows of several metrics have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject<'a> {
    pub(super) table: &'static str,
    pub(super) negotiation: &'a str,
    pub(super) name: &'a str,
    pub(super) against: &'a str,
    pub(super) kind: &'a str,
    pub(super) runs_fired: Option<u64>,
    pub(super) direction: &'a str,
    pub(super) step: Option<f64>,
    pub(super) changes: String,
}

/// The figures of a row.
#[derive(Default)]
struct Figures<'a> {
    metric: &'a str,
    unit: &'static str,
    mean: Option<f64>,
    std_error: Option<f64>,
    ci95: Option<Interval>,
    shares: [Option<f64>; 3],
    count: u64,
    conditional: bool,
    counterpart: &'static str,
    ranks: String,
}

impl Subject<'_> {
    /// A row for each metric.
    pub(super) fn effects(
        &self,
        from: &Provenance,
        effects: &Named<Effect>,
        ranks: impl Fn(&str) -> String,
    ) -> Vec<Cells> {
        let rows = effects.iter().map(|(metric, effect)| {
            self.cells(
                from,
                Figures {
                    metric,
                    unit: effect.unit,
                    mean: effect.mean,
                    std_error: effect.std_error,
                    ci95: effect.ci95,
                    shares: [effect.share_higher, effect.share_lower, effect.share_equal],
                    count: effect.count,
                    conditional: effect.conditional,
                    counterpart: effect.counterpart.unwrap_or_default(),
                    ranks: ranks(metric),
                },
            )
        });
        rows.collect()
    }

    /// A row for each metric.
    pub(super) fn levels(&self, from: &Provenance, levels: &Named<Level>) -> Vec<Cells> {
        let rows = levels.iter().map(|(metric, level)| {
            self.cells(
                from,
                Figures {
                    metric,
                    unit: level.unit,
                    mean: level.mean,
                    std_error: level.std_error,
                    ci95: level.ci95,
                    count: level.count,
                    ..Figures::default()
                },
            )
        });
        rows.collect()
    }

    /// The row of a difference between two effects.
    pub(super) fn pair(
        &self,
        from: &Provenance,
        metric: &str,
        mean: Option<f64>,
        interval: Option<Interval>,
    ) -> Cells {
        let figures = Figures {
            metric,
            unit: Metric::named(metric).map_or("", |metric| metric.entry().unit),
            mean,
            ci95: interval,
            count: from.runs,
            ..Figures::default()
        };
        self.cells(from, figures)
    }

    /// The cells in the order of [`COLUMNS`].
    fn cells(&self, from: &Provenance, figures: Figures<'_>) -> Cells {
        [
            self.table.to_owned(),
            self.negotiation.to_owned(),
            self.name.to_owned(),
            self.against.to_owned(),
            self.kind.to_owned(),
            figures.metric.to_owned(),
            figures.unit.to_owned(),
            cell(figures.mean),
            cell(figures.std_error),
            cell(figures.ci95.map(|ci| ci.low())),
            cell(figures.ci95.map(|ci| ci.high())),
            cell(figures.shares[0]),
            cell(figures.shares[1]),
            cell(figures.shares[2]),
            figures.count.to_string(),
            figures.conditional.to_string(),
            figures.counterpart.to_owned(),
            cell(self.runs_fired),
            self.direction.to_owned(),
            cell(self.step),
            figures.ranks,
            self.changes.clone(),
            from.overrides.join("; "),
            from.scenario.sha256.clone(),
            from.seed.to_string(),
            from.runs.to_string(),
            from.complete.to_string(),
            from.program.version.to_owned(),
            from.disclaimer.to_owned(),
        ]
    }
}

/// Rows as CSV.
pub(super) fn effect_csv(rows: Vec<Cells>) -> Result<String, csv::Error> {
    records(COLUMNS.map(|(name, _)| name), rows.into_iter())
}
