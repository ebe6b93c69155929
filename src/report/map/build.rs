//! How a map comes about: cell by cell, in their order.

use super::super::comparison::Difference;
use super::super::level::Level;
use super::super::named::Named;
use super::super::result::{Program, ScenarioInfo};
use super::super::words::DISCLAIMER;
use super::{
    AxisResult, MAP_FORMAT, MapCell, MapResult, Parties, Reading, SweptArm, SweptMetric, marks,
    sentence,
};
use crate::document::visible;
use crate::domain::Side;
use crate::experiment::{Axis, Sweep, Variant};
use crate::model::{Metric, MetricEntry};
use crate::scenario::Scenario;
use crate::study::{ContrastSummary, Plan};

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
    /// `negotiations` and `metrics` are what is kept of each cell.
    #[must_use]
    pub fn new(
        sweep: &Sweep,
        base: &Scenario,
        negotiations: &[String],
        metrics: &[&'static MetricEntry],
        plan: &Plan,
    ) -> MapResult {
        let arm = |variant: &Variant| {
            let overrides = variant.changes.iter().map(|change| visible(change));
            let arm = SweptArm {
                overrides: overrides.collect(),
            };
            (variant.name.clone(), arm)
        };
        let metric = |entry: &&'static MetricEntry| (entry.name.to_owned(), SweptMetric::of(entry));
        let negotiations = negotiations
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
            arms: Named(sweep.variants.iter().map(arm).collect()),
            metrics: Named(metrics.iter().map(metric).collect()),
            negotiations: Named(negotiations.collect()),
            cells: Vec::new(),
            conclusion: Vec::new(),
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

impl SweptMetric {
    pub(super) fn of(entry: &'static MetricEntry) -> SweptMetric {
        SweptMetric {
            unit: entry.unit,
            conditional: entry.conditional,
            counterpart: entry.counterpart.map(|metric| metric.entry().name),
            metric: entry.metric,
        }
    }
}

impl Parties {
    fn of(scenario: &Scenario, id: &str) -> Option<Parties> {
        let negotiation = scenario.negotiations.iter().find(|n| n.id == id)?;
        let name = |side: Side| scenario.states[negotiation.parties[side]].name.clone();
        Some(Parties {
            destination: name(Side::Destination),
            partner: name(Side::Partner),
        })
    }
}
