//! Contrasts: what the runs of several arms say when they are set against each other run by run.

use std::cmp::Ordering;

use super::interval::level_interval;
use crate::analysis::{
    Interval, Moments, matched_interval, matched_interval_90, matched_p_value, mean_interval,
    mean_interval_90, mean_p_value,
};
use crate::model::{METRIC_COUNT, Metric, MetricKind, NegotiationOutcome, Simulator};

/// A sum smaller than this part of what it is summed of is a rounding error, and counts as 0.
const ROUNDING: f64 = 1e-12;

/// Where fewer runs than this differ, nothing is told apart: the mean of a few differences among many
/// zeros is far from normal (with 20 of them, intervals cover it in about 90 % of cases, with 5 in 80
/// %).
pub const FEWEST_DIFFERING: u64 = 20;

/// One outcome in a contrast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// The arm, by its place among those of the study.
    pub arm: usize,
    /// The negotiation, by its place in the scenario of the arm.
    pub negotiation: usize,
    /// What it is multiplied by.
    pub weight: f64,
}

/// A sum of weighted outcomes of one run: a difference between two arms, a difference of
/// differences, a Shapley value, or just the outcome of one arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// What is summed.
    pub terms: Vec<Term>,
}

impl Contrast {
    /// The outcome of a negotiation in one arm.
    #[must_use]
    pub fn level(arm: usize, negotiation: usize) -> Contrast {
        Contrast {
            terms: vec![Term {
                arm,
                negotiation,
                weight: 1.0,
            }],
        }
    }

    /// The first less the second, each an arm and a negotiation.
    #[must_use]
    pub fn difference(of: (usize, usize), against: (usize, usize)) -> Contrast {
        let term = |(arm, negotiation), weight| Term {
            arm,
            negotiation,
            weight,
        };
        Contrast {
            terms: vec![term(of, 1.0), term(against, -1.0)],
        }
    }

    /// It is the difference of two outcomes.
    fn is_difference(&self) -> bool {
        matches!(self.terms.as_slice(), [a, b] if a.weight == 1.0 && b.weight == -1.0)
    }

    /// It is the outcome of one arm.
    fn is_level(&self) -> bool {
        matches!(self.terms.as_slice(), [term] if term.weight == 1.0)
    }

    /// Its figure for a metric in the run that the simulators of the arms have just done; `None`
    /// when the metric has no value in one of the terms.
    pub(super) fn figure(&self, arms: &[Simulator], metric: usize) -> Option<f64> {
        let (mut sum, mut size) = (0.0, 0.0);
        for term in &self.terms {
            let part = term.weight * outcome(arms, term).metrics[metric]?;
            sum += part;
            size += part.abs();
        }
        Some(if sum.abs() <= ROUNDING * size {
            0.0
        } else {
            sum
        })
    }
}

fn outcome<'a>(arms: &'a [Simulator], term: &Term) -> &'a NegotiationOutcome {
    arms[term.arm].outcome(term.negotiation)
}

/// A contrast over the runs in which the metric has a value in all of its terms.
#[derive(Clone, Debug, Default)]
pub struct MetricContrast {
    /// The contrast.
    pub moments: Moments,
    /// Each term by itself, without its weight, over the same runs.
    pub terms: Vec<Moments>,
    /// Runs in which the contrast is above 0.
    pub higher: u64,
    /// Runs in which it is below 0.
    pub lower: u64,
    /// For each draw of the uncertain inputs, the contrast over its nested replicates.
    pub replicates: Vec<Moments>,
}

impl MetricContrast {
    fn push(&mut self, contrast: &Contrast, arms: &[Simulator], metric: usize) {
        let Some(figure) = contrast.figure(arms, metric) else {
            return;
        };
        self.moments.push(figure);
        self.higher += u64::from(figure > 0.0);
        self.lower += u64::from(figure < 0.0);
        for (moments, term) in self.terms.iter_mut().zip(&contrast.terms) {
            if let Some(figure) = outcome(arms, term).metrics[metric] {
                moments.push(figure);
            }
        }
    }

    fn merge(&mut self, added: &MetricContrast) {
        self.moments.merge(&added.moments);
        self.higher += added.higher;
        self.lower += added.lower;
        for (own, added) in self.terms.iter_mut().zip(&added.terms) {
            own.merge(added);
        }
    }

    /// Runs in which the terms are equal.
    #[must_use]
    pub fn equal(&self) -> u64 {
        self.moments.count() - self.higher - self.lower
    }

    /// The ratio of the width of the interval to what it would be if the arms had not met the same
    /// chances, below 1 where pairing helped; `None` where the terms do not vary.
    #[must_use]
    pub fn pairing(&self, contrast: &Contrast) -> Option<f64> {
        let mut unpaired = 0.0;
        for (moments, term) in self.terms.iter().zip(&contrast.terms) {
            unpaired += term.weight * term.weight * moments.variance()?;
        }
        let paired = self.moments.variance()?;
        (unpaired > 0.0).then(|| libm::sqrt(paired / unpaired))
    }
}

/// A contrast over the runs, metric by metric.
#[derive(Clone, Debug)]
pub struct ContrastSummary {
    /// What is contrasted.
    pub contrast: Contrast,
    /// Every metric, in the order of the table of metrics.
    pub metrics: Vec<MetricContrast>,
}

impl ContrastSummary {
    pub(super) fn new(contrast: &Contrast) -> ContrastSummary {
        let metric = MetricContrast {
            terms: vec![Moments::default(); contrast.terms.len()],
            ..MetricContrast::default()
        };
        ContrastSummary {
            contrast: contrast.clone(),
            metrics: vec![metric; METRIC_COUNT],
        }
    }

    pub(super) fn push(&mut self, arms: &[Simulator]) {
        for (metric, summary) in self.metrics.iter_mut().enumerate() {
            summary.push(&self.contrast, arms, metric);
        }
    }

    pub(super) fn merge(&mut self, added: &ContrastSummary) {
        for (own, added) in self.metrics.iter_mut().zip(&added.metrics) {
            own.merge(added);
        }
    }

    /// The contrast of a metric.
    #[must_use]
    pub fn metric(&self, metric: Metric) -> &MetricContrast {
        &self.metrics[metric as usize]
    }

    /// The 95 % interval of the mean of a contrast, simulation error only: that of matched shares
    /// for the difference of an indicator, that of the metric for the outcome of one arm, Student's
    /// for anything else.
    #[must_use]
    pub fn interval(&self, metric: Metric) -> Option<Interval> {
        let summary = self.metric(metric);
        if self.is_of_matched_shares(metric) {
            matched_interval(summary.higher, summary.lower, summary.moments.count())
        } else if self.contrast.is_level() {
            level_interval(&summary.moments, metric.entry())
        } else {
            mean_interval(&summary.moments)
        }
    }

    /// On which side of 0 the mean of a contrast is told to be: that of its interval, where enough
    /// runs differ from 0 to tell; equal otherwise.
    #[must_use]
    pub fn told(&self, metric: Metric) -> Ordering {
        match self.interval(metric) {
            Some(interval) if self.enough_differ(metric) => interval.side(),
            _ => Ordering::Equal,
        }
    }

    /// The 90 % interval of a difference, or of one of differences, simulation error only. A
    /// difference is equivalent to none, at the 5 % level, where it lies within a margin: that is
    /// what two one-sided tests come to (Schuirmann 1987).
    #[must_use]
    pub fn interval_90(&self, metric: Metric) -> Option<Interval> {
        let summary = self.metric(metric);
        if self.is_of_matched_shares(metric) {
            matched_interval_90(summary.higher, summary.lower, summary.moments.count())
        } else {
            mean_interval_90(&summary.moments)
        }
    }

    /// The two-sided p-value of a contrast of 0, simulation error only: of matched shares the exact
    /// test of McNemar, of anything else Student's; 1 where too few runs differ from 0 to tell.
    #[must_use]
    pub fn p_value(&self, metric: Metric) -> Option<f64> {
        let summary = self.metric(metric);
        if !self.enough_differ(metric) {
            Some(1.0)
        } else if self.is_of_matched_shares(metric) {
            Some(matched_p_value(summary.higher, summary.lower))
        } else {
            mean_p_value(&summary.moments)
        }
    }

    /// Enough runs differ from 0 to tell anything.
    #[must_use]
    pub fn enough_differ(&self, metric: Metric) -> bool {
        let summary = self.metric(metric);
        summary.higher + summary.lower >= FEWEST_DIFFERING
    }

    fn is_of_matched_shares(&self, metric: Metric) -> bool {
        metric.entry().kind == MetricKind::Indicator && self.contrast.is_difference()
    }

    /// See [`MetricContrast::pairing`].
    #[must_use]
    pub fn pairing(&self, metric: Metric) -> Option<f64> {
        self.metric(metric).pairing(&self.contrast)
    }
}
