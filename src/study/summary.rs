//! What is kept of the runs of a negotiation: memory does not grow with their number.

use crate::analysis::{Histogram, Moments, Quantiles};
use crate::domain::{PerSide, Side, Stage};
use crate::model::{Fate, Metric, NegotiationOutcome, RoundRecord, SOLUTION_COUNT, Solution};
use crate::scenario::Scenario;

/// A metric over the runs that have a value.
#[derive(Clone, Debug, Default)]
pub struct MetricSummary {
    /// Count, mean and variance.
    pub moments: Moments,
    /// Quantiles.
    pub quantiles: Quantiles,
    /// For each draw of the uncertain inputs, the metric over its nested replicates.
    pub replicates: Vec<Moments>,
}

/// How often a rule fired.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleSummary {
    /// In how many runs it fired.
    pub runs_fired: u64,
    /// How often in all.
    pub firings: u64,
}

/// One round over the runs.
#[derive(Clone, Debug, Default)]
pub struct RoundSummary {
    /// Runs in each stage, in the order of [`Stage::ALL`].
    pub stages: [u64; Stage::ALL.len()],
    /// Trust.
    pub trust: Histogram,
    /// The partner's delivered share, over the runs in force.
    pub compliance: Histogram,
    /// The destination's delivered share, over the runs in force.
    pub delivery: Histogram,
    /// Pressure.
    pub pressure: Histogram,
}

impl RoundSummary {
    fn push(&mut self, record: &RoundRecord) {
        self.stages[record.stage as usize] += 1;
        self.trust.push(record.trust);
        self.pressure.push(record.pressure);
        if let Some(compliance) = record.compliance {
            self.compliance.push(compliance);
        }
        if let Some(delivery) = record.delivery {
            self.delivery.push(delivery);
        }
    }

    fn merge(&mut self, other: &RoundSummary) {
        for (own, added) in self.stages.iter_mut().zip(other.stages) {
            *own += added;
        }
        self.trust.merge(&other.trust);
        self.compliance.merge(&other.compliance);
        self.delivery.merge(&other.delivery);
        self.pressure.merge(&other.pressure);
    }
}

/// What makes a run typical of its fate.
const TRAITS: [Metric; 5] = [
    Metric::MonthsWithoutAgreement,
    Metric::Cooperation,
    Metric::Trust,
    Metric::DestinationUtility,
    Metric::PartnerUtility,
];

/// Runs per fate among which the typical one is sought.
const CANDIDATES: usize = 64;

/// The runs of one fate.
#[derive(Clone, Debug, Default)]
struct FateSummary {
    count: u64,
    traits: [Moments; TRAITS.len()],
    candidates: Vec<(u64, [f64; TRAITS.len()])>,
}

impl FateSummary {
    fn push(&mut self, run: u64, outcome: &NegotiationOutcome) {
        self.count += 1;
        let traits = TRAITS.map(|metric| outcome.get(metric).unwrap_or(0.0));
        for (moments, figure) in self.traits.iter_mut().zip(traits) {
            moments.push(figure);
        }
        if self.candidates.len() < CANDIDATES {
            self.candidates.push((run, traits));
        }
    }

    fn merge(&mut self, other: &FateSummary) {
        self.count += other.count;
        for (own, added) in self.traits.iter_mut().zip(&other.traits) {
            own.merge(added);
        }
        let room = CANDIDATES - self.candidates.len();
        self.candidates
            .extend(other.candidates.iter().take(room).copied());
    }

    /// The candidate nearest to the mean of its fate, in standard deviations.
    fn typical(&self) -> Option<u64> {
        let distance = |traits: &[f64; TRAITS.len()]| -> f64 {
            self.traits
                .iter()
                .zip(traits)
                .map(|(moments, figure)| {
                    let (mean, variance) = (moments.mean(), moments.variance());
                    match (mean, variance) {
                        (Some(mean), Some(variance)) if variance > 0.0 => {
                            (figure - mean) * (figure - mean) / variance
                        }
                        _ => 0.0,
                    }
                })
                .sum()
        };
        self.candidates
            .iter()
            .min_by(|a, b| distance(&a.1).total_cmp(&distance(&b.1)))
            .map(|candidate| candidate.0)
    }
}

/// The runs of one negotiation.
#[derive(Clone, Debug, Default)]
pub struct NegotiationSummary {
    /// Every metric, in the order of the table of metrics.
    pub metrics: Vec<MetricSummary>,
    /// Mean fulfilment per issue, over the runs in which it was in force.
    pub fulfilment: Vec<Moments>,
    /// Every rule, in the order of the rulebook.
    pub rules: Vec<RuleSummary>,
    /// Every round.
    pub course: Vec<RoundSummary>,
    /// What one-line models would give each side, in the order of [`Solution::ALL`].
    pub baselines: [PerSide<Moments>; SOLUTION_COUNT],
    fates: [FateSummary; Fate::ALL.len()],
}

impl NegotiationSummary {
    /// An empty summary of a negotiation.
    #[must_use]
    pub fn new(scenario: &Scenario, negotiation: usize) -> NegotiationSummary {
        let issues = scenario.negotiations[negotiation].issues.len();
        NegotiationSummary {
            metrics: vec![MetricSummary::default(); crate::model::METRIC_COUNT],
            fulfilment: vec![Moments::default(); issues],
            rules: vec![RuleSummary::default(); scenario.rulebook.rules().len()],
            course: vec![RoundSummary::default(); scenario.rounds],
            baselines: Default::default(),
            fates: Default::default(),
        }
    }

    /// Adds one run.
    pub fn push(
        &mut self,
        run: u64,
        outcome: &NegotiationOutcome,
        rounds: &[RoundRecord],
        firings: &[u32],
    ) {
        for (summary, figure) in self.metrics.iter_mut().zip(outcome.metrics) {
            if let Some(figure) = figure {
                summary.moments.push(figure);
                summary.quantiles.push(figure);
            }
        }
        for (moments, figure) in self.fulfilment.iter_mut().zip(&outcome.fulfilment) {
            if let Some(figure) = figure {
                moments.push(*figure);
            }
        }
        for (summary, &count) in self.rules.iter_mut().zip(firings) {
            summary.runs_fired += u64::from(count > 0);
            summary.firings += u64::from(count);
        }
        for (summary, record) in self.course.iter_mut().zip(rounds) {
            summary.push(record);
        }
        for (moments, baseline) in self.baselines.iter_mut().zip(&outcome.baselines) {
            for side in Side::BOTH {
                moments[side].push(baseline[side]);
            }
        }
        self.fates[outcome.fate as usize].push(run, outcome);
    }

    /// Adds the runs of another summary, which come after those of this one.
    pub fn merge(&mut self, other: &NegotiationSummary) {
        for (own, added) in self.metrics.iter_mut().zip(&other.metrics) {
            own.moments.merge(&added.moments);
            own.quantiles.merge(&added.quantiles);
        }
        for (own, added) in self.fulfilment.iter_mut().zip(&other.fulfilment) {
            own.merge(added);
        }
        for (own, added) in self.rules.iter_mut().zip(&other.rules) {
            own.runs_fired += added.runs_fired;
            own.firings += added.firings;
        }
        for (own, added) in self.course.iter_mut().zip(&other.course) {
            own.merge(added);
        }
        for (own, added) in self.baselines.iter_mut().zip(&other.baselines) {
            for side in Side::BOTH {
                own[side].merge(&added[side]);
            }
        }
        for (own, added) in self.fates.iter_mut().zip(&other.fates) {
            own.merge(added);
        }
    }

    /// The summary of a metric.
    #[must_use]
    pub fn metric(&self, metric: Metric) -> &MetricSummary {
        &self.metrics[metric as usize]
    }

    /// What a one-line model would give each side.
    #[must_use]
    pub fn baseline(&self, solution: Solution) -> &PerSide<Moments> {
        &self.baselines[solution as usize]
    }

    /// Runs that met a fate.
    #[must_use]
    pub fn fate_count(&self, fate: Fate) -> u64 {
        self.fates[fate as usize].count
    }

    /// A run typical of a fate: among the first 64 that met it, the one nearest to their mean.
    #[must_use]
    pub fn typical_run(&self, fate: Fate) -> Option<u64> {
        self.fates[fate as usize].typical()
    }
}
