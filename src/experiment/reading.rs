//! Readings: which figure of the arms a band is about.

use std::ops::RangeInclusive;

use super::expectation::Expectation;
use super::judgement::Evidence;
use crate::analysis::{Interval, Moments, power, ratio_interval};
use crate::model::Metric;
use crate::study::{Comparison, ContrastSummary, MetricContrast};

/// How many cases a group of an evaluation can have.
pub const CASES: RangeInclusive<u64> = 2..=100_000;

/// The figure that is read of arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The mean difference between treatment and control, or the difference of two such.
    Difference,
    /// The mean of the treatment.
    Level,
    /// The mean of the treatment over that of the control.
    Ratio,
    /// The share of evaluations that would find the difference: each compares so many runs of the
    /// treatment with as many other ones of the control, by a two-sided test at the 5 % level.
    Power(u64),
}

impl Reading {
    /// The names used in files and output, in their order.
    pub const NAMES: [&'static str; 4] = ["difference", "level", "ratio", "power"];

    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        let place = match self {
            Reading::Difference => 0,
            Reading::Level => 1,
            Reading::Ratio => 2,
            Reading::Power(_) => 3,
        };
        Reading::NAMES[place]
    }

    /// The cases of each group of an evaluation, where there are evaluations.
    #[must_use]
    pub fn cases(self) -> Option<u64> {
        match self {
            Reading::Power(cases) => Some(cases),
            _ => None,
        }
    }

    /// Whether it is the mean of a figure that each run has.
    #[must_use]
    pub fn is_of_means(self) -> bool {
        matches!(self, Reading::Difference | Reading::Level)
    }

    /// The figure; `None` without runs, and where it would be divided by 0.
    #[must_use]
    pub fn figure(self, metric: Metric, found: &ContrastSummary) -> Option<f64> {
        let contrast = found.metric(metric);
        let mean = contrast.moments.mean()?;
        match self {
            Reading::Difference | Reading::Level => Some(mean),
            Reading::Ratio => {
                let [treatment, control] = pair(contrast)?;
                ratio(&treatment, &control)
            }
            Reading::Power(cases) => power(mean, variances(contrast)?, cases),
        }
    }

    /// The intervals of the figure; `None` where the runs allow none.
    ///
    /// That of a ratio is Fieller's. That of power goes over the differences in the interval of
    /// the difference, and takes the variances of single runs to be known.
    #[must_use]
    pub fn evidence(self, metric: Metric, found: &ContrastSummary) -> Option<Evidence> {
        let contrast = found.metric(metric);
        let ci95 = match self {
            Reading::Difference | Reading::Level => found.interval(metric),
            Reading::Ratio => {
                let [treatment, control] = pair(contrast)?;
                ratio_interval(&treatment, &control, &contrast.moments)
            }
            Reading::Power(cases) => {
                let Interval(low, high) = found.interval(metric)?;
                let nearest = if low > 0.0 || high < 0.0 {
                    low.abs().min(high.abs())
                } else {
                    0.0
                };
                let variances = variances(contrast)?;
                let of = |effect| power(effect, variances, cases);
                of(nearest)
                    .zip(of(low.abs().max(high.abs())))
                    .map(|(low, high)| Interval(low, high))
            }
        }?;
        let ci90 = match self {
            Reading::Difference => found.interval_90(metric),
            _ => None,
        };
        Some(Evidence { ci95, ci90 })
    }
}

/// Treatment and control over the runs in which both have a value.
fn pair(contrast: &MetricContrast) -> Option<[Moments; 2]> {
    match contrast.terms.as_slice() {
        [treatment, control] => Some([*treatment, *control]),
        _ => None,
    }
}

fn variances(contrast: &MetricContrast) -> Option<[f64; 2]> {
    let [treatment, control] = pair(contrast)?;
    Some([treatment.variance()?, control.variance()?])
}

fn ratio(treatment: &Moments, control: &Moments) -> Option<f64> {
    let (treatment, control) = (treatment.mean()?, control.mean()?);
    (control != 0.0).then_some(treatment / control)
}

impl Expectation {
    /// The figure in each draw of the uncertain inputs, over the nested runs of the draw. Power has
    /// none, since the inputs are part of what makes cases differ, nor has the ratio of a metric that
    /// has a value in some runs only.
    #[must_use]
    pub fn by_draw(&self, found: &ContrastSummary, comparison: &Comparison) -> Vec<f64> {
        let metric = found.metric(self.metric);
        match self.reading {
            Reading::Difference | Reading::Level => {
                let means = metric.replicates.iter().map(Moments::mean);
                means.flatten().collect()
            }
            Reading::Ratio if !self.metric.entry().conditional => {
                let terms = found.contrast.terms.iter().map(|term| {
                    let summary = &comparison.arms[term.arm][term.negotiation];
                    summary.metrics[self.metric as usize].replicates.as_slice()
                });
                match terms.collect::<Vec<_>>().as_slice() {
                    [treatment, control] => {
                        let draws = treatment.iter().zip(*control);
                        draws.filter_map(|(a, b)| ratio(a, b)).collect()
                    }
                    _ => Vec::new(),
                }
            }
            Reading::Ratio | Reading::Power(_) => Vec::new(),
        }
    }
}
