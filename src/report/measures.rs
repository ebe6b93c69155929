//! What is measured over the runs: metrics, issues, fates and rules.

use serde::Serialize;

use super::named::Named;
use crate::analysis::{Finding, Interval, Moments, Spread, mean_interval, spread_of_means, wilson};
use crate::domain::Issue;
use crate::model::{MetricEntry, MetricKind};
use crate::rules::Rule;
use crate::study::{MetricSummary, RuleSummary};

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
        let ci95 = match (entry.kind, moments.mean()) {
            (MetricKind::Indicator, Some(mean)) => {
                wilson(successes(mean, moments.count()), moments.count())
            }
            _ => bounded_interval(moments, entry.unit),
        };
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
            ci95,
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
    fn new(spread: Spread) -> Assumptions {
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

/// The figures that a unit can have: shares and indices are within [0, 1], points can be anything,
/// and nothing else is below 0.
fn range_of(unit: &str) -> (f64, f64) {
    if unit == "index" || unit.starts_with("share") {
        (0.0, 1.0)
    } else if unit.ends_with("points") {
        (f64::NEG_INFINITY, f64::INFINITY)
    } else {
        (0.0, f64::INFINITY)
    }
}

/// The interval of a mean, which in few runs can reach beyond what its unit can be, without the
/// part beyond.
fn bounded_interval(moments: &Moments, unit: &str) -> Option<Interval> {
    let (mean, interval) = (moments.mean()?, mean_interval(moments)?);
    let (low, high) = range_of(unit);
    // Whatever the range, the mean is never outside its own interval.
    Some(Interval(
        interval.low().max(low.min(mean)),
        interval.high().min(high.max(mean)),
    ))
}

/// Runs with a 1, from the mean of an indicator.
fn successes(mean: f64, count: u64) -> u64 {
    ((mean * count as f64).round() as u64).min(count)
}

pub(super) fn ratio(count: u64, runs: u64) -> Option<f64> {
    (runs > 0).then(|| count as f64 / runs as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(figures: &[f64]) -> Moments {
        let mut moments = Moments::default();
        for figure in figures {
            moments.push(*figure);
        }
        moments
    }

    #[test]
    fn intervals_stay_within_the_range_of_their_unit() {
        for (figures, unit, low, high) in [
            ([0.0, 0.1], "share of rounds", 0.0, None),
            ([0.9, 1.0], "index", f64::MIN, Some(1.0)),
            ([0.0, 3.0], "months", 0.0, None),
            ([0.0, 3.0], "index, 1 = no agreement", 0.0, None),
        ] {
            let free = mean_interval(&of(&figures)).unwrap();
            let bounded = bounded_interval(&of(&figures), unit).unwrap();
            assert_eq!(bounded.low(), free.low().max(low), "{unit}");
            assert_eq!(
                bounded.high(),
                high.unwrap_or(free.high()).min(free.high()),
                "{unit}"
            );
            assert_ne!(free, bounded, "{unit}: the example is not at the edge");
        }
        let points = of(&[-0.5, 0.1]);
        assert_eq!(
            bounded_interval(&points, "partner's points"),
            mean_interval(&points)
        );
    }

    #[test]
    fn a_mean_is_never_outside_its_interval() {
        let interval = bounded_interval(&of(&[1.25, 1.75]), "index").unwrap();
        assert!(interval.low() <= 1.5 && 1.5 <= interval.high());
    }
}
