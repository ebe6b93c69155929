//! What a contrast of runs comes to: a contribution, a share of one, an effect.

use std::cmp::Ordering;

use serde::Serialize;

use super::measures::ratio;
use super::named::Named;
use crate::analysis::Interval;
use crate::domain::Side;
use crate::model::{METRICS, Metric, MetricEntry};
use crate::scenario::Scenario;
use crate::study::ContrastSummary;

/// The metrics that a text shows where none were asked for.
const SHOWN: [Metric; 5] = [
    Metric::Agreement,
    Metric::InForce,
    Metric::Cooperation,
    Metric::DestinationUtility,
    Metric::PartnerUtility,
];

/// The metrics that a text shows: those asked for, or some that are enough for a first look.
pub(super) fn shown(asked: &[&'static MetricEntry]) -> Vec<&'static MetricEntry> {
    match asked {
        [] => SHOWN.map(Metric::entry).to_vec(),
        asked => asked.to_vec(),
    }
}

/// A contrast of a metric, over the runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// The unit.
    pub unit: &'static str,
    /// The mean over the runs.
    pub mean: Option<f64>,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// Its 95 % interval, from single runs: simulation error only.
    pub ci95: Option<Interval>,
    /// Its mean is told to be above or below 0.
    pub told_apart: bool,
    /// Share of the compared runs in which it is above 0.
    pub share_higher: Option<f64>,
    /// Share in which it is below 0.
    pub share_lower: Option<f64>,
    /// Share in which it is 0.
    pub share_equal: Option<f64>,
    /// Runs compared: those in which the metric has a value in all arms concerned.
    pub count: u64,
    /// The metric has a value in some runs only, so that the compared runs are a selection.
    pub conditional: bool,
    /// The metric to read beside a conditional one, over all runs.
    pub counterpart: Option<&'static str>,
}

impl Effect {
    pub(super) fn new(summary: &ContrastSummary, entry: &'static MetricEntry) -> Effect {
        let metric = summary.metric(entry.metric);
        let count = metric.moments.count();
        Effect {
            unit: entry.unit,
            mean: metric.moments.mean(),
            std_error: metric.moments.std_error(),
            ci95: summary.interval(entry.metric),
            told_apart: summary.told(entry.metric) != Ordering::Equal,
            share_higher: ratio(metric.higher, count),
            share_lower: ratio(metric.lower, count),
            share_equal: ratio(metric.equal(), count),
            count,
            conditional: entry.conditional,
            counterpart: entry.counterpart.map(|metric| metric.entry().name),
        }
    }

    /// How far from 0 the mean is.
    pub(super) fn size(&self) -> f64 {
        self.mean.map_or(0.0, f64::abs)
    }
}

/// Something of every metric that is kept (all when none were asked for), by name.
pub(super) fn by_metric<T>(
    asked: &[&'static MetricEntry],
    make: impl Fn(&'static MetricEntry) -> T,
) -> Named<T> {
    let kept = |entry: &&'static MetricEntry| {
        asked.is_empty() || asked.iter().any(|wanted| wanted.metric == entry.metric)
    };
    let all = METRICS.iter().filter(kept);
    Named(
        all.map(|entry| (entry.name.to_owned(), make(entry)))
            .collect(),
    )
}

/// The names of the two sides of a negotiation.
pub(super) fn parties(scenario: &Scenario, negotiation: usize) -> [String; 2] {
    let parties = scenario.negotiations[negotiation].parties;
    Side::BOTH.map(|side| scenario.states[parties[side]].name.clone())
}

/// What to read beside the conditional ones of these metrics.
pub(super) fn conditional(shown: &[&'static MetricEntry]) -> Option<String> {
    let beside: Vec<String> = shown
        .iter()
        .filter_map(|entry| {
            let counterpart = entry.counterpart?.entry().name;
            Some(format!("{counterpart} beside {}", entry.name))
        })
        .collect();
    (!beside.is_empty()).then(|| {
        format!(
            "* compares only the runs in which the metric has a value in all arms concerned, which \
             are a selection: read {}.",
            beside.join(", ")
        )
    })
}
