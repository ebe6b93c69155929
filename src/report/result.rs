//! The result of an ensemble: a pure function of scenario, overrides, seed, runs and version.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::words::DISCLAIMER;
use crate::analysis::{Histogram, Interval, mean_interval, spread_of_means, wilson};
use crate::domain::{Approach, ClauseKind, Negotiation, Side, Stage};
use crate::model::{Fate, METRICS, MetricEntry, MetricGroup, MetricKind};
use crate::scenario::Scenario;
use crate::study::{Ensemble, MetricSummary, NegotiationSummary, RoundSummary};

/// The format that a result file names.
pub const RESULT_FORMAT: &str = "demarche-result/1";

/// Things by name, in their order; a JSON object.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Named<T> {
    /// The thing of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, thing)| thing)
    }

    /// Names and things.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, thing)| (name.as_str(), thing))
    }
}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, thing) in &self.0 {
            map.serialize_entry(name, thing)?;
        }
        map.end()
    }
}

/// What made the result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// What was simulated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScenarioInfo {
    /// The title.
    pub title: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The first month.
    pub start: String,
    /// Rounds in a run.
    pub rounds: usize,
    /// Length of a round.
    pub months_per_round: f64,
    /// Stated figures.
    pub figures: usize,
    /// Share of the stated figures that are assumptions.
    pub assumption_share: Option<f64>,
    /// Inputs that are drawn once per run.
    pub uncertain_inputs: usize,
}

/// The result of an ensemble.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunResult {
    /// The format.
    pub format: &'static str,
    /// What made it.
    pub program: Program,
    /// What was simulated.
    pub scenario: ScenarioInfo,
    /// Changes to the file.
    pub overrides: Vec<String>,
    /// The seed.
    pub seed: u64,
    /// Runs done.
    pub runs: u64,
    /// All runs asked for were done.
    pub complete: bool,
    /// What it may not be used for.
    pub disclaimer: &'static str,
    /// Negotiations by id.
    pub negotiations: Named<NegotiationResult>,
}

/// The result of one negotiation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NegotiationResult {
    /// The destination's name.
    pub destination: String,
    /// The partner's name.
    pub partner: String,
    /// The instrument at the start.
    pub instrument: String,
    /// The approach, derived from the active clauses.
    pub approach: &'static str,
    /// Metrics by name.
    pub metrics: Named<MetricResult>,
    /// Delivered share by issue, over the runs in which it was in force.
    pub issues: Named<IssueFulfilment>,
    /// Fates by name.
    pub fates: Named<FateShare>,
    /// Rules by id.
    pub rules: Named<RuleResult>,
    /// Every round.
    pub course: Vec<Course>,
    /// A run typical of each fate that occurred.
    pub typical_runs: Named<u64>,
}

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
    /// Its 95 % interval: simulation error only.
    pub ci95: Option<Interval>,
    /// 5 to 95 % of the conditional means over the drawn inputs.
    pub across_assumptions: Option<Interval>,
    /// Quantiles over the runs.
    pub quantiles: Option<Named<f64>>,
    /// Runs with a value.
    pub count: u64,
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
    /// The share of runs in which it fired.
    pub runs_fired: Option<f64>,
    /// How often it fired per run.
    pub mean_firings: Option<f64>,
}

/// One round over the runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// The round, from 1.
    pub round: usize,
    /// The month in which it begins.
    pub month: String,
    /// Share of runs in each stage.
    pub stages: Named<Option<f64>>,
    /// Trust.
    pub trust: Band,
    /// The partner's delivered share, over the runs in force.
    pub compliance: Band,
    /// The destination's delivered share, over the runs in force.
    pub delivery: Band,
    /// Pressure.
    pub pressure: Band,
}

/// A figure over the runs of a round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// The mean.
    pub mean: Option<f64>,
    /// The 10 % quantile.
    pub p10: Option<f64>,
    /// The 90 % quantile.
    pub p90: Option<f64>,
}

impl RunResult {
    /// The result of an ensemble; `metrics` keeps only those of these names (all when empty).
    #[must_use]
    pub fn new(
        scenario: &Scenario,
        ensemble: &Ensemble,
        overrides: Vec<String>,
        seed: u64,
        metrics: &[&'static MetricEntry],
    ) -> RunResult {
        let negotiations = scenario
            .negotiations
            .iter()
            .zip(&ensemble.negotiations)
            .map(|(negotiation, summary)| {
                let result =
                    NegotiationResult::new(scenario, negotiation, summary, ensemble.runs, metrics);
                (negotiation.id.clone(), result)
            })
            .collect();
        RunResult {
            format: RESULT_FORMAT,
            program: Program {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
            },
            scenario: ScenarioInfo {
                title: scenario.title.clone(),
                sha256: scenario.digest.clone(),
                start: scenario.start.to_string(),
                rounds: scenario.rounds,
                months_per_round: scenario.months_per_round,
                figures: scenario.figures.len(),
                assumption_share: scenario.assumption_share(),
                uncertain_inputs: scenario.uncertain.len(),
            },
            overrides,
            seed,
            runs: ensemble.runs,
            complete: ensemble.complete,
            disclaimer: DISCLAIMER,
            negotiations: Named(negotiations),
        }
    }
}

impl NegotiationResult {
    fn new(
        scenario: &Scenario,
        negotiation: &Negotiation,
        summary: &NegotiationSummary,
        runs: u64,
        metrics: &[&'static MetricEntry],
    ) -> NegotiationResult {
        let name = |side: Side| scenario.states[negotiation.parties[side]].name.clone();
        let wanted = |entry: &&MetricEntry| {
            metrics.is_empty() || metrics.iter().any(|m| m.metric == entry.metric)
        };
        let metrics = METRICS.iter().filter(wanted).map(|entry| {
            let result = MetricResult::new(entry, summary.metric(entry.metric));
            (entry.name.to_owned(), result)
        });
        let issues = negotiation.issues.iter().zip(&summary.fulfilment);
        let fates = Fate::ALL.map(|fate| {
            let count = summary.fate_count(fate);
            let share = FateShare {
                share: ratio(count, runs),
                ci95: wilson(count, runs),
            };
            (fate.name().to_owned(), share)
        });
        let rules = scenario.rulebook.rules().iter().zip(&summary.rules);
        let typical = Fate::ALL.iter().filter_map(|&fate| {
            let run = summary.typical_run(fate)?;
            Some((fate.name().to_owned(), run))
        });
        NegotiationResult {
            destination: name(Side::Destination),
            partner: name(Side::Partner),
            instrument: negotiation.instrument.id.to_owned(),
            approach: approach(negotiation).name(),
            metrics: Named(metrics.collect()),
            issues: Named(
                issues
                    .map(|(issue, moments)| {
                        let fulfilment = IssueFulfilment {
                            conceded_by: issue.conceded_by.name(),
                            mean: moments.mean(),
                            ci95: mean_interval(moments),
                            count: moments.count(),
                        };
                        (issue.id.clone(), fulfilment)
                    })
                    .collect(),
            ),
            fates: Named(fates.into()),
            rules: Named(
                rules
                    .filter(|(rule, _)| rule.enabled)
                    .map(|(rule, fired)| {
                        let result = RuleResult {
                            kind: rule.kind.name(),
                            runs_fired: ratio(fired.runs_fired, runs),
                            mean_firings: ratio(fired.firings, runs),
                        };
                        (rule.id.clone(), result)
                    })
                    .collect(),
            ),
            course: summary
                .course
                .iter()
                .enumerate()
                .map(|(round, summary)| Course::new(scenario, round, summary, runs))
                .collect(),
            typical_runs: Named(typical.collect()),
        }
    }

    /// The metrics of a group.
    pub fn group(&self, group: MetricGroup) -> impl Iterator<Item = (&str, &MetricResult)> {
        self.metrics
            .iter()
            .filter(move |(_, metric)| metric.group == group.name())
    }
}

/// The approach of the destination: which kinds of its clauses its conduct makes active.
fn approach(negotiation: &Negotiation) -> Approach {
    let active = |kind: ClauseKind, intensity: f64| {
        let own =
            |clause: &crate::domain::Clause| clause.kind == kind && clause.by == Side::Destination;
        intensity > 0.0 && negotiation.clauses.iter().any(own)
    };
    Approach::derive(
        active(ClauseKind::Positive, negotiation.conduct.positive),
        active(ClauseKind::Negative, negotiation.conduct.negative),
    )
}

impl MetricResult {
    fn new(entry: &'static MetricEntry, summary: &MetricSummary) -> MetricResult {
        let moments = &summary.moments;
        let ci95 = match (entry.kind, moments.mean()) {
            (MetricKind::Indicator, Some(mean)) => {
                wilson(successes(mean, moments.count()), moments.count())
            }
            _ => mean_interval(moments),
        };
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
            across_assumptions: spread_of_means(&summary.replicates),
            quantiles: quantiles.map(Named),
            count: moments.count(),
        }
    }
}

/// Runs with a 1, from the mean of an indicator.
fn successes(mean: f64, count: u64) -> u64 {
    ((mean * count as f64).round() as u64).min(count)
}

fn ratio(count: u64, runs: u64) -> Option<f64> {
    (runs > 0).then(|| count as f64 / runs as f64)
}

impl Course {
    fn new(scenario: &Scenario, round: usize, summary: &RoundSummary, runs: u64) -> Course {
        let stages = Stage::ALL.map(|stage| {
            let count = summary.stages[stage as usize];
            (stage.name().to_owned(), ratio(count, runs))
        });
        Course {
            round: round + 1,
            month: scenario.month_of(round).to_string(),
            stages: Named(stages.into()),
            trust: Band::new(&summary.trust),
            compliance: Band::new(&summary.compliance),
            delivery: Band::new(&summary.delivery),
            pressure: Band::new(&summary.pressure),
        }
    }
}

impl Band {
    fn new(histogram: &Histogram) -> Band {
        Band {
            mean: histogram.mean(),
            p10: histogram.quantile(0.1),
            p90: histogram.quantile(0.9),
        }
    }
}
