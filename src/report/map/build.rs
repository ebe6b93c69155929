//! How a map comes about: cell by cell, in their order.

use super::super::comparison::Difference;
use super::super::level::Level;
use super::super::named::Named;
use super::super::result::{Program, ScenarioInfo};
use super::super::words::DISCLAIMER;
use super::{
    AxisResult, Ends, MAP_FORMAT, MapCell, MapResult, Parties, Reading, SweptArm, SweptMetric,
    marks, sentence,
};
use crate::analysis::simultaneous_interval;
use crate::document::visible;
use crate::domain::Side;
use crate::experiment::{Axis, Checked, Period, Sweep, Variant};
use crate::model::{Metric, MetricEntry};
use crate::scenario::Scenario;
use crate::study::{ContrastSummary, Plan};

/// Two cells that are to be set against each other in a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The negotiation.
    pub negotiation: String,
    /// The metric.
    pub metric: String,
    /// The cell with the lowest mean.
    pub lowest: usize,
    /// The cell with the highest mean.
    pub highest: usize,
}

impl MapResult {
    /// The metrics of a map: those asked for, cooperation where none was, and always what each side
    /// has of it by its own values.
    #[must_use]
    pub fn metrics(asked: &[&'static MetricEntry]) -> Vec<&'static MetricEntry> {
        let mut kept = match asked.is_empty() {
            true => vec![Metric::Cooperation.entry()],
            false => asked.to_vec(),
        };
        kept.extend([Metric::DestinationUtility, Metric::PartnerUtility].map(Metric::entry));
        let mut metrics: Vec<&'static MetricEntry> = Vec::new();
        for entry in kept {
            if metrics.iter().all(|known| known.metric != entry.metric) {
                metrics.push(entry);
            }
        }
        metrics
    }

    /// A map without any cell yet; `base` is what the document of the sweep describes, and
    /// the negotiations of `checked` and `metrics` are what is kept of each cell.
    #[must_use]
    pub fn new(
        sweep: &Sweep,
        base: &Scenario,
        checked: &Checked,
        metrics: &[&'static MetricEntry],
        plan: &Plan,
    ) -> MapResult {
        let metric = |entry: &&'static MetricEntry| (entry.name.to_owned(), SweptMetric::of(entry));
        let negotiations = checked
            .negotiations
            .iter()
            .filter_map(|id| Some((id.clone(), Parties::of(base, id)?)));
        MapResult {
            format: MAP_FORMAT,
            program: Program::this(),
            scenario: ScenarioInfo::new(base),
            overrides: sweep.base.changes().map(str::to_owned).collect(),
            design: "grid",
            seed: plan.seed,
            runs: plan.runs,
            complete: false,
            cells_asked: sweep.rows.len(),
            disclaimer: DISCLAIMER,
            axes: sweep.axes.iter().map(AxisResult::of).collect(),
            arms: Named(sweep.variants.iter().map(SweptArm::of).collect()),
            metrics: Named(metrics.iter().map(metric).collect()),
            negotiations: Named(negotiations.collect()),
            cells: Vec::new(),
            ends: Vec::new(),
            conclusion: Vec::new(),
            one_period: checked.period == Some(Period::of(base)),
        }
    }

    /// Adds the next cell, from the contrasts of [`Sweep::cells`].
    pub fn add(&mut self, sweep: &Sweep, summaries: &[ContrastSummary]) {
        let Some(row) = sweep.rows.get(self.cells.len()) else {
            return;
        };
        let values = self.axes.iter().zip(row).map(|(axis, value)| {
            let place = axis
                .labels
                .iter()
                .position(|label| *label == visible(value));
            let value = place.and_then(|place| axis.values.get(place));
            (axis.path.clone(), value.cloned().unwrap_or_default())
        });
        let at = Named(values.collect());
        let (arms, pairs) = (self.arms.0.len(), sweep.pairs().count());
        let parts = summaries.chunks(arms + pairs);
        let negotiations = self.negotiations.iter().zip(parts).map(|((id, _), part)| {
            let (levels, differences) = part.split_at(arms.min(part.len()));
            let readings = self.metrics.iter().map(|(name, metric)| {
                let reading = self.reading(sweep, id, metric.metric.entry(), levels, differences);
                (name.to_owned(), reading)
            });
            (id.to_owned(), Named(readings.collect()))
        });
        let negotiations = Named(negotiations.collect());
        self.cells.push(MapCell { at, negotiations });
    }

    /// The cells whose means are lowest and highest, for every metric of a map of one arm in which
    /// they differ: what [`MapResult::set_ends`] is to be told the differences of.
    #[must_use]
    pub fn wanted(&self) -> Vec<Wanted> {
        if self.compares() || self.cells.len() < self.cells_asked {
            return Vec::new();
        }
        let negotiations = self.negotiations.iter();
        let wanted = negotiations.flat_map(|(id, _)| {
            let metrics = self.metrics.iter();
            metrics.filter_map(move |(name, _)| {
                let [lowest, highest] = sentence::lowest_and_highest(self, id, name)?;
                Some(Wanted {
                    negotiation: id.to_owned(),
                    metric: name.to_owned(),
                    lowest,
                    highest,
                })
            })
        });
        wanted.collect()
    }

    /// Takes down the differences that were wanted: the highest less the lowest, in their order.
    pub fn set_ends(&mut self, wanted: &[Wanted], summaries: &[ContrastSummary]) {
        let cells = self.cells.len();
        let pairs = cells * cells.saturating_sub(1) / 2;
        let ends = wanted
            .iter()
            .zip(summaries)
            .filter_map(|(wanted, summary)| {
                let metric = self.metrics.get(&wanted.metric)?.metric;
                let moments = &summary.metric(metric).moments;
                let interval = simultaneous_interval(moments, pairs);
                Some(Ends {
                    negotiation: wanted.negotiation.clone(),
                    metric: wanted.metric.clone(),
                    lowest: wanted.lowest,
                    highest: wanted.highest,
                    mean: moments.mean(),
                    interval,
                    told_apart: interval.is_some_and(|i| i.low() > 0.0 || i.high() < 0.0),
                })
            });
        self.ends = ends.collect();
    }

    /// The map, when no more cells are to come.
    #[must_use]
    pub fn finish(mut self) -> MapResult {
        self.complete = self.cells.len() == self.cells_asked;
        marks::mark(&mut self);
        self.conclusion = sentence::conclusion(&self);
        self
    }

    fn reading(
        &self,
        sweep: &Sweep,
        negotiation: &str,
        entry: &'static MetricEntry,
        levels: &[ContrastSummary],
        differences: &[ContrastSummary],
    ) -> Reading {
        let name = |arm: usize| self.arms.0.get(arm).map_or("", |(name, _)| name.as_str());
        let levels = self.arms.iter().zip(levels);
        let pairs = sweep.pairs().zip(differences);
        Reading {
            levels: Named(
                levels
                    .map(|((arm, _), summary)| (arm.to_owned(), Level::new(summary, entry)))
                    .collect(),
            ),
            p_values: differences
                .iter()
                .map(|d| d.p_value(entry.metric))
                .collect(),
            differences: pairs
                .map(|((of, against), summary)| {
                    Difference::of(negotiation, [name(of), name(against)], summary, entry)
                })
                .collect(),
            mark: None,
        }
    }
}

impl AxisResult {
    pub(super) fn of(axis: &Axis) -> AxisResult {
        AxisResult {
            path: visible(&axis.path),
            values: axis.json().collect(),
            labels: axis.values.iter().map(|value| visible(value)).collect(),
            rising: axis.is_rising(),
        }
    }
}

impl SweptArm {
    /// An arm with its name.
    pub(in crate::report) fn of(variant: &Variant) -> (String, SweptArm) {
        let overrides = variant.changes.iter().map(|change| visible(change));
        let arm = SweptArm {
            overrides: overrides.collect(),
        };
        (variant.name.clone(), arm)
    }
}

impl SweptMetric {
    pub(in crate::report) fn of(entry: &'static MetricEntry) -> SweptMetric {
        SweptMetric {
            unit: entry.unit,
            conditional: entry.conditional,
            counterpart: entry.counterpart.map(|metric| metric.entry().name),
            metric: entry.metric,
        }
    }
}

impl Parties {
    pub(in crate::report) fn of(scenario: &Scenario, id: &str) -> Option<Parties> {
        let negotiation = scenario.negotiations.iter().find(|n| n.id == id)?;
        let name = |side: Side| scenario.states[negotiation.parties[side]].name.clone();
        Some(Parties {
            destination: name(Side::Destination),
            partner: name(Side::Partner),
        })
    }
}
