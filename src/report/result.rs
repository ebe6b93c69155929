//! The result of an ensemble: a pure function of scenario, overrides, seed, runs and version.

use serde::Serialize;

use super::baselines::{Baseline, baselines};
use super::cast::talks;
use super::course::Course;
use super::measures::{FateShare, IssueFulfilment, MetricResult, RuleResult};
use super::named::Named;
use super::words::DISCLAIMER;
use crate::domain::{CONDUCT_DESTINATION, CONDUCT_PARTNER, Conduct, Negotiation, Parameter, Side};
use crate::model::{Fate, METRICS, Metric, MetricEntry, MetricGroup};
use crate::scenario::Scenario;
use crate::study::{Ensemble, NegotiationSummary, Nesting};

/// The format that a result file names.
pub const RESULT_FORMAT: &str = "demarche-result/1";

/// What made the result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Program {
    pub(super) fn this() -> Program {
        Program {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
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

impl ScenarioInfo {
    pub(super) fn new(scenario: &Scenario) -> ScenarioInfo {
        ScenarioInfo {
            title: scenario.title.clone(),
            sha256: scenario.digest.clone(),
            start: scenario.start.to_string(),
            rounds: scenario.rounds,
            months_per_round: scenario.months_per_round,
            figures: scenario.figures.len(),
            assumption_share: scenario.assumption_share(),
            uncertain_inputs: scenario.uncertain.len(),
        }
    }
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
    /// Changes to the file, each as `PATH=VALUE`, in the order in which they were made.
    pub overrides: Vec<String>,
    /// The seed.
    pub seed: u64,
    /// Runs done.
    pub runs: u64,
    /// All runs asked for were done.
    pub complete: bool,
    /// Runs that share a draw of the uncertain inputs, made beside the others.
    pub nested: Option<Nesting>,
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
    /// What a person is told that it is called: its name, or its parties.
    #[serde(skip)]
    pub called: String,
    /// The instrument at the start.
    pub instrument: String,
    /// The approach, derived from the active clauses.
    pub approach: &'static str,
    /// How intensively each side uses which conditionality.
    pub conduct: ConductResult,
    /// Whether and when there is an agreement, whichever metrics were asked for.
    #[serde(skip)]
    pub agreement: Agreement,
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
    /// What one-line models would give, by name.
    pub baselines: Named<Baseline>,
}

/// Intensities by name, from 0 to 1; the mean of one that is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConductResult {
    /// Of the destination.
    pub destination: Named<f64>,
    /// Of the partner.
    pub partner: Named<f64>,
}

/// Whether and when there is an agreement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// The share of runs with one.
    pub share: Option<f64>,
    /// Mean months until it enters into force, in these runs.
    pub months: Option<f64>,
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
            program: Program::this(),
            scenario: ScenarioInfo::new(scenario),
            overrides,
            seed,
            runs: ensemble.runs,
            complete: ensemble.complete,
            nested: ensemble.nesting,
            disclaimer: DISCLAIMER,
            negotiations: Named(negotiations),
        }
    }
}

impl NegotiationResult {
    pub(super) fn new(
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
        let issues =
            issues.map(|(issue, moments)| (issue.id.clone(), IssueFulfilment::new(issue, moments)));
        let fates = Fate::ALL.map(|fate| {
            let share = FateShare::new(summary.fate_count(fate), runs);
            (fate.name().to_owned(), share)
        });
        let rules = scenario.rulebook.rules().iter().zip(&summary.rules);
        let rules = rules
            .filter(|(rule, _)| rule.enabled)
            .map(|(rule, fired)| (rule.id.clone(), RuleResult::new(rule, fired, runs)));
        let course = summary.course.iter().enumerate();
        let course = course.map(|(round, summary)| Course::new(scenario, round, summary, runs));
        let typical = Fate::ALL.iter().filter_map(|&fate| {
            let run = summary.typical_run(fate)?;
            Some((fate.name().to_owned(), run))
        });
        NegotiationResult {
            destination: name(Side::Destination),
            partner: name(Side::Partner),
            called: talks(scenario, negotiation),
            instrument: negotiation.instrument.id.to_owned(),
            approach: negotiation.approach().name(),
            conduct: ConductResult::new(negotiation.conduct),
            agreement: Agreement {
                share: summary.metric(Metric::Agreement).moments.mean(),
                months: summary.metric(Metric::MonthsToAgreement).moments.mean(),
            },
            metrics: Named(metrics.collect()),
            issues: Named(issues.collect()),
            fates: Named(fates.into()),
            rules: Named(rules.collect()),
            course: course.collect(),
            typical_runs: Named(typical.collect()),
            baselines: baselines(summary),
        }
    }

    /// The metrics of a group.
    pub fn group(&self, group: MetricGroup) -> impl Iterator<Item = (&str, &MetricResult)> {
        self.metrics
            .iter()
            .filter(move |(_, metric)| metric.group == group.name())
    }
}

impl ConductResult {
    /// The intensities of a conduct, as the tables of its parameters name them.
    pub(super) fn new(conduct: Conduct) -> ConductResult {
        ConductResult {
            destination: intensities(conduct, CONDUCT_DESTINATION),
            partner: intensities(conduct, CONDUCT_PARTNER),
        }
    }
}

fn intensities(mut conduct: Conduct, table: &[Parameter<Conduct>]) -> Named<f64> {
    let intensities = table.iter().filter_map(|parameter| {
        let intensity = parameter.get(&mut conduct)?;
        Some((parameter.name.to_owned(), intensity))
    });
    Named(intensities.collect())
}
