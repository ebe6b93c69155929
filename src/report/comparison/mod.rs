//! Arms set against each other: results as structs, and these as text, CSV and a conclusion.

mod arms;
mod conclusion;
mod csv;
mod levels;
mod text;

use std::cmp::Ordering;

use serde::Serialize;

use super::figures::Figures;
use super::measures::{Assumptions, ratio};
use super::named::Named;
use super::result::{NegotiationResult, Program, ScenarioInfo};
use super::words::DISCLAIMER;
use crate::analysis::{Finding, Interval, spread_of_means};
use crate::domain::Side;
use crate::experiment::{Arm, Experiment, Goal};
use crate::model::{METRICS, Metric, MetricEntry};
use crate::study::{Comparison, Contrast, ContrastSummary, Nesting};

pub use self::csv::{COMPARISON_COLUMNS, comparison_csv};
pub(super) use arms::{approach_of, arm_lines};
pub use text::comparison_text;

/// The format that a comparison names.
pub const COMPARISON_FORMAT: &str = "demarche-comparison/1";

/// Arms of a study, and the differences between them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparisonResult {
    /// The format.
    pub format: &'static str,
    /// What made it.
    pub program: Program,
    /// The experiment that names the arms.
    pub experiment: Option<ExperimentInfo>,
    /// The seed, the same for all arms.
    pub seed: u64,
    /// Runs done in each arm.
    pub runs: u64,
    /// All runs asked for were done.
    pub complete: bool,
    /// Runs that share a draw of the uncertain inputs, made beside the others.
    pub nested: Option<Nesting>,
    /// What is wanted, where that was said: `METRIC:up` or `METRIC:down`.
    pub goal: Option<String>,
    /// What it may not be used for.
    pub disclaimer: &'static str,
    /// The arms by name; the first is the one against which the text sets the others.
    pub arms: Named<ArmResult>,
    /// Differences between every two arms: the later less the earlier.
    pub differences: Vec<Difference>,
    /// How arms were made, where that is not plain from their changes.
    pub notes: Vec<String>,
    /// What follows, in sentences.
    pub conclusion: Vec<String>,
}

/// The experiment that names the arms.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExperimentInfo {
    /// The title.
    pub title: String,
    /// The claim that it puts to the model.
    pub claim: Option<String>,
    /// Where the claim is made.
    pub source: Option<String>,
    /// The question behind it.
    pub question: Option<String>,
    /// What to look at, what was found, and why.
    pub note: Option<String>,
}

/// One arm.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArmResult {
    /// What was simulated.
    pub scenario: ScenarioInfo,
    /// Changes to the file, each as `PATH=VALUE`.
    pub overrides: Vec<String>,
    /// The compared negotiations by id.
    pub negotiations: Named<NegotiationResult>,
}

/// The difference of a metric between two arms, run by run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The negotiation, as the arm calls it.
    pub negotiation: String,
    /// The metric.
    pub metric: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The arm.
    pub arm: String,
    /// The arm that is taken away from it.
    pub against: String,
    /// The mean of the arm over the compared runs.
    pub arm_mean: Option<f64>,
    /// The mean of the other over the same runs.
    pub against_mean: Option<f64>,
    /// The mean of the differences.
    pub mean: Option<f64>,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// Its 95 % interval, from the differences of single runs: simulation error only.
    pub ci95: Option<Interval>,
    /// What that tells: `higher`, `lower`, `not_told_apart`, `equal` (in every run) or `no_value`.
    pub finding: &'static str,
    /// 5 to 95 % of the conditional mean differences over the drawn inputs, where they can be told
    /// from noise.
    pub across_assumptions: Option<Interval>,
    /// What that rests on; absent without nested replicates.
    pub assumptions: Option<Assumptions>,
    /// Share of the compared runs in which the arm is higher.
    pub share_higher: Option<f64>,
    /// Share in which it is lower.
    pub share_lower: Option<f64>,
    /// Share in which both are equal.
    pub share_equal: Option<f64>,
    /// Width of the interval as a share of what it would be without common chances.
    pub pairing: Option<f64>,
    /// Runs compared: those in which the metric has a value in both arms.
    pub count: u64,
    /// The metric has a value in some runs only, so that the compared runs are a selection.
    pub conditional: bool,
    /// The metric to read beside a conditional one, over all runs.
    pub counterpart: Option<&'static str>,
}

/// Which outcomes answer to each other in two arms, and how they are contrasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    arm: (usize, usize),
    against: (usize, usize),
}

impl Pair {
    /// Whether a metric means the same in both outcomes: payoffs of different states do not, since
    /// each state has points of its own.
    fn comparable(self, arms: &[Arm], metric: Metric) -> bool {
        let party = |(arm, negotiation): (usize, usize), side: Side| {
            let scenario = &arms[arm].scenario;
            let state = &scenario.states[scenario.negotiations[negotiation].parties[side]];
            (&state.id, &state.name)
        };
        let sides: &[Side] = match metric {
            Metric::DestinationUtility => &[Side::Destination],
            Metric::PartnerUtility => &[Side::Partner],
            Metric::JointUtility => &Side::BOTH,
            _ => &[],
        };
        sides
            .iter()
            .all(|&side| party(self.arm, side) == party(self.against, side))
    }
}

/// Every two arms, negotiation by negotiation: the later against the earlier.
fn pairs(arms: &[Arm]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (of, arm) in arms.iter().enumerate() {
        for (against, other) in arms[..of].iter().enumerate() {
            pairs.extend(arm.matched(other).into_iter().map(|(own, others)| Pair {
                arm: (of, own),
                against: (against, others),
            }));
        }
    }
    pairs
}

impl ComparisonResult {
    /// The contrasts that the study of these arms has to make, in the order in which
    /// [`ComparisonResult::new`] reads them.
    #[must_use]
    pub fn contrasts(arms: &[Arm]) -> Vec<Contrast> {
        pairs(arms)
            .into_iter()
            .map(|pair| Contrast::difference(pair.arm, pair.against))
            .collect()
    }

    /// Whether a metric can be set against itself in all pairs of arms; the payoffs of different
    /// states cannot.
    #[must_use]
    pub fn comparable(arms: &[Arm], metric: Metric) -> bool {
        pairs(arms)
            .into_iter()
            .all(|pair| pair.comparable(arms, metric))
    }

    /// The result of a comparison of arms; `notes` say what else a reader should know of the arms,
    /// and `metrics` keeps only those of these names (all when
    /// empty).
    #[must_use]
    pub fn new(
        arms: &[Arm],
        experiment: Option<&Experiment>,
        comparison: &Comparison,
        seed: u64,
        goal: Option<Goal>,
        metrics: &[&'static MetricEntry],
        notes: Vec<String>,
    ) -> ComparisonResult {
        let kept = |entry: &&MetricEntry| {
            metrics.is_empty() || metrics.iter().any(|m| m.metric == entry.metric)
        };
        let of_pair = |(pair, summary): (Pair, &ContrastSummary)| -> Vec<Difference> {
            METRICS
                .iter()
                .filter(kept)
                .filter(|entry| pair.comparable(arms, entry.metric))
                .map(|entry| Difference::new(arms, pair, summary, entry))
                .collect()
        };
        let differences: Vec<Difference> = pairs(arms)
            .into_iter()
            .zip(&comparison.contrasts)
            .flat_map(of_pair)
            .collect();
        let mut result = ComparisonResult {
            format: COMPARISON_FORMAT,
            program: Program::this(),
            experiment: experiment.map(|experiment| ExperimentInfo {
                title: experiment.title.clone(),
                claim: experiment.claim.clone(),
                source: experiment.source.clone(),
                question: experiment.question.clone(),
                note: experiment.note.clone(),
            }),
            seed,
            runs: comparison.runs,
            complete: comparison.complete,
            nested: comparison.nesting,
            goal: goal.map(|goal| goal.to_string()),
            disclaimer: DISCLAIMER,
            arms: Named(
                arms.iter()
                    .enumerate()
                    .map(|(index, arm)| {
                        let result =
                            ArmResult::new(arm, &comparison.arms[index], comparison.runs, metrics);
                        (arm.name.clone(), result)
                    })
                    .collect(),
            ),
            differences,
            notes,
            conclusion: Vec::new(),
        };
        result.conclusion = conclusion::conclusion(&result, goal);
        result
    }

    /// The differences of an arm against another in a negotiation.
    fn between<'a>(
        &'a self,
        negotiation: &'a str,
        arm: &'a str,
        against: &'a str,
    ) -> impl Iterator<Item = &'a Difference> {
        self.differences.iter().filter(move |difference| {
            difference.negotiation == negotiation
                && difference.arm == arm
                && difference.against == against
        })
    }
}

impl ArmResult {
    fn new(
        arm: &Arm,
        summaries: &[crate::study::NegotiationSummary],
        runs: u64,
        metrics: &[&'static MetricEntry],
    ) -> ArmResult {
        let scenario = &arm.scenario;
        let negotiations = arm.compared().map(|index| {
            let negotiation = &scenario.negotiations[index];
            let result =
                NegotiationResult::new(scenario, negotiation, &summaries[index], runs, metrics);
            (negotiation.id.clone(), result)
        });
        ArmResult {
            scenario: ScenarioInfo::new(scenario),
            overrides: arm.overrides().map(str::to_owned).collect(),
            negotiations: Named(negotiations.collect()),
        }
    }
}

impl Difference {
    fn new(
        arms: &[Arm],
        pair: Pair,
        summary: &ContrastSummary,
        entry: &'static MetricEntry,
    ) -> Difference {
        let arm = &arms[pair.arm.0];
        let negotiation = &arm.scenario.negotiations[pair.arm.1].id;
        let against = &arms[pair.against.0].name;
        Difference::of(negotiation, [&arm.name, against], summary, entry)
    }

    /// The difference of a metric in a negotiation between two arms, the first less the second.
    pub(in crate::report) fn of(
        negotiation: &str,
        [arm, against]: [&str; 2],
        summary: &ContrastSummary,
        entry: &'static MetricEntry,
    ) -> Difference {
        let metric = summary.metric(entry.metric);
        let spread = spread_of_means(&metric.replicates, &metric.moments);
        let count = metric.moments.count();
        let term = |index: usize| metric.terms.get(index).and_then(|moments| moments.mean());
        Difference {
            negotiation: negotiation.to_owned(),
            metric: entry.name,
            unit: entry.unit,
            arm: arm.to_owned(),
            against: against.to_owned(),
            arm_mean: term(0),
            against_mean: term(1),
            mean: metric.moments.mean(),
            std_error: metric.moments.std_error(),
            ci95: summary.interval(entry.metric),
            finding: finding(summary, entry.metric),
            across_assumptions: spread.and_then(|spread| match spread.finding {
                Finding::Range(range) => Some(range),
                _ => None,
            }),
            assumptions: spread.map(Assumptions::new),
            share_higher: ratio(metric.higher, count),
            share_lower: ratio(metric.lower, count),
            share_equal: ratio(metric.equal(), count),
            pairing: summary.pairing(entry.metric),
            count,
            conditional: entry.conditional,
            counterpart: entry.counterpart.map(|metric| metric.entry().name),
        }
    }

    /// One of the arms is told to be higher.
    fn told_apart(&self) -> bool {
        self.told() != Ordering::Equal
    }

    fn told(&self) -> Ordering {
        match self.finding {
            "higher" => Ordering::Greater,
            "lower" => Ordering::Less,
            _ => Ordering::Equal,
        }
    }

    /// Both arms have the same figure in every compared run.
    pub(in crate::report) fn equal_in_every_run(&self) -> bool {
        self.finding == "equal"
    }

    /// Mean, interval and range in words, with the digits that they deserve.
    fn words(&self) -> [String; 3] {
        self.signed(1.0)
    }

    /// The same of the difference the other way round where `sign` is −1.
    fn signed(&self, sign: f64) -> [String; 3] {
        let turned = |interval: Interval| {
            let ends = [sign * interval.low(), sign * interval.high()];
            Interval(ends[0].min(ends[1]), ends[0].max(ends[1]))
        };
        let figures = Figures {
            share: self.unit.starts_with("share"),
            mean: self.mean.map(|mean| sign * mean),
            interval: self.ci95.map(turned),
            range: self.across_assumptions.map(turned),
        };
        figures.difference_words()
    }

    /// It is the metric of this name.
    fn is_of(&self, metric: &str) -> bool {
        self.metric == metric
    }
}

/// What a contrast tells of a metric.
fn finding(summary: &ContrastSummary, metric: Metric) -> &'static str {
    let compared = summary.metric(metric);
    match summary.told(metric) {
        Ordering::Greater => "higher",
        Ordering::Less => "lower",
        Ordering::Equal if compared.moments.count() == 0 => "no_value",
        Ordering::Equal if compared.equal() == compared.moments.count() => "equal",
        Ordering::Equal => "not_told_apart",
    }
}

/// Every finding, as files name it.
pub(in crate::report) const FINDINGS: [&str; 5] =
    ["higher", "lower", "not_told_apart", "equal", "no_value"];
