//! What is measured over the runs: metrics, issues, fates and rules.

use serde::Serialize;

use super::named::Named;
use crate::analysis::{Finding, Interval, Moments, Spread, spread_of_means, wilson};
use crate::domain::Issue;
use crate::model::MetricEntry;
use crate::rules::Rule;
use crate::study::{MetricSummary, RuleSummary, bounded_interval};

/// A metric over the runs that have a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetricResult {
    /// Paper, process, people or payoffs.
    pub group: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// It has a value in some runs only.
    pub conditional: bool,
    /// The mean.
    pub mean: Option<f64>,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// Its 95 % interval, within the range of the unit: simulation error only.
    pub ci95: Option<Interval>,
    /// 5 to 95 % of the conditional means over the drawn inputs, where they can be told from noise.
    pub across_assumptions: Option<Interval>,
    /// What that rests on; absent without nested replicates.
    pub assumptions: Option<Assumptions>,
    /// Quantiles over the runs: exact up to 1,024 distinct figures, then within 0.5 %.
    pub quantiles: Option<Named<f64>>,
    /// Runs with a value.
    pub count: u64,
}

/// What nested replicates say of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Assumptions {
    /// `range`, `not_told_from_noise`, `all_equal` or `too_few_draws`.
    pub finding: &'static str,
    /// Draws for which the metric had a value.
    pub draws_used: u64,
    /// Where nothing is told from noise: what the range is within, with 95 % confidence.
    pub at_most: Option<Interval>,
}

/// The delivered share of an issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IssueFulfilment {
    /// The side that concedes it.
    pub conceded_by: &'static str,
    /// The mean.
    pub mean: Option<f64>,
    /// Its 95 % interval.
    pub ci95: Option<Interval>,
    /// Runs in which it was in force.
    pub count: u64,
}

/// How many runs met a fate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FateShare {
    /// The share of runs.
    pub share: Option<f64>,
    /// Its 95 % interval.
    pub ci95: Option<Interval>,
}

/// How often a rule fired.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleResult {
    /// Its kind.
    pub kind: &'static str,
    /// The number of runs in which it fired.
    pub runs_fired: u64,
    /// How often it fired per run.
    pub mean_firings: Option<f64>,
}

impl MetricResult {
    pub(super) fn new(entry: &'static MetricEntry, summary: &MetricSummary) -> MetricResult {
        let moments = &summary.moments;
        let spread = spread_of_means(&summary.replicates, moments);
        let quantile = |p: f64| summary.quantiles.quantile(p);
        let quantiles: Option<Vec<(String, f64)>> = [
            ("p05", 0.05),
            ("p25", 0.25),
            ("p50", 0.5),
            ("p75", 0.75),
            ("p95", 0.95),
        ]
        .into_iter()
        .map(|(name, p)| Some((name.to_owned(), quantile(p)?)))
        .collect();
        MetricResult {
            group: entry.group.name(),
            unit: entry.unit,
            conditional: entry.conditional,
            mean: moments.mean(),
            std_error: moments.std_error(),
            ci95: summary.interval(entry),
            across_assumptions: spread.and_then(|spread| match spread.finding {
                Finding::Range(range) => Some(range),
                _ => None,
            }),
            assumptions: spread.map(Assumptions::new),
            quantiles: quantiles.map(Named),
            count: moments.count(),
        }
    }
}

impl Assumptions {
    pub(super) fn new(spread: Spread) -> Assumptions {
        Assumptions {
            finding: spread.finding.name(),
            draws_used: spread.draws,
            at_most: match spread.finding {
                Finding::NotToldFromNoise(bound) => Some(bound),
                _ => None,
            },
        }
    }

    /// What stands in place of a range where there is none.
    pub(super) fn instead(&self) -> Option<&'static str> {
        match self.finding {
            "not_told_from_noise" => Some("not told from noise"),
            "too_few_draws" => Some("too few draws"),
            "all_equal" => Some("replicates equal"),
            _ => None,
        }
    }
}

impl IssueFulfilment {
    pub(super) fn new(issue: &Issue, moments: &Moments) -> IssueFulfilment {
        IssueFulfilment {
            conceded_by: issue.conceded_by.name(),
            mean: moments.mean(),
            ci95: bounded_interval(moments, "share"),
            count: moments.count(),
        }
    }
}

impl FateShare {
    pub(super) fn new(count: u64, runs: u64) -> FateShare {
        FateShare {
            share: ratio(count, runs),
            ci95: wilson(count, runs),
        }
    }
}

impl RuleResult {
    pub(super) fn new(rule: &Rule, summary: &RuleSummary, runs: u64) -> RuleResult {
        RuleResult {
            kind: rule.kind.name(),
            runs_fired: summary.runs_fired,
            mean_firings: ratio(summary.firings, runs),
        }
    }
}

pub(super) fn ratio(count: u64, runs: u64) -> Option<f64> {
    (runs > 0).then(|| count as f64 / runs as f64)
}
