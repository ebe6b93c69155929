//! Contributions, shares of them and effects as CSV: the same columns for all of them.

use super::csv::{cell, records};
use super::effect::Effect;
use super::level::Level;
use super::named::Named;
use super::provenance::Provenance;
use crate::analysis::Interval;
use crate::model::Metric;

/// The columns, in their order, and what they hold; a cell that does not apply is empty.
pub const EFFECT_COLUMNS: [(&str, &str); 29] = [
    (
        "table",
        "rule, sum, together or excess (of contributions); none, player or all (of shares); factor, \
         or pair of factors",
    ),
    ("negotiation", "id of the negotiation"),
    ("name", "the rule, player or factor"),
    ("against", "of a pair: the factor taken away from the first"),
    ("kind", "kind of the rule"),
    ("metric", "name of the metric"),
    ("unit", "unit of the mean"),
    ("mean", "mean over runs"),
    ("std_error", "standard error of the mean"),
    (
        "ci95_low",
        "95 % interval of the mean (simulation error); of a pair: one of all pairs together",
    ),
    ("ci95_high", "its upper end"),
    (
        "share_higher",
        "share of the compared runs in which it is above 0",
    ),
    ("share_lower", "share in which it is below 0"),
    ("share_equal", "share in which it is 0"),
    ("count", "runs that the mean is over"),
    (
        "conditional",
        "true where the metric has a value in some runs only",
    ),
    ("counterpart", "the metric to read beside a conditional one"),
    (
        "runs_fired",
        "of a rule: runs of the base in which it fires",
    ),
    ("direction", "of a factor: raised or lowered"),
    ("step", "of a factor: the step really made, mean over runs"),
    ("ranks", "of a factor: the ranks that it may have"),
    ("changes", "what is changed in the arm, separated by `; `"),
    ("overrides", "changes to the base file, separated by `; `"),
    ("sha256", "SHA-256 of the base file"),
    ("seed", "the seed"),
    ("runs", "runs done in each arm"),
    ("complete", "true, or false when interrupted"),
    ("version", "version of the program"),
    ("note", "what the figures may not be used for"),
];

pub(super) type Cells = [String; EFFECT_COLUMNS.len()];

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

    /// The cells in the order of [`EFFECT_COLUMNS`].
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
    records(EFFECT_COLUMNS.map(|(name, _)| name), rows.into_iter())
}
