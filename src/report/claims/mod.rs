//! Claims and what the runs say of them: results as structs, and these as text and CSV.

mod csv;
mod summary;
mod text;

use serde::Serialize;

use super::measures::{Assumptions, ratio};
use super::result::Program;
use super::words::DISCLAIMER;
use crate::analysis::{Finding, Interval, spread_of_means};
use crate::experiment::{Arm, Expectation, Expected, Experiment, Verdict};
use crate::model::MetricEntry;
use crate::study::{Comparison, ContrastSummary, Nesting};

pub use self::csv::{CLAIM_COLUMNS, claims_csv};
pub use summary::{ClaimsSummary, Tally};
pub use text::claims_text;

/// The format that the result of claims names.
pub const CLAIMS_FORMAT: &str = "demarche-claims/1";

/// Claims with their verdicts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimsResult {
    /// The format.
    pub format: &'static str,
    /// What made it.
    pub program: Program,
    /// The seed, the same for all claims.
    pub seed: u64,
    /// Runs asked for in each arm.
    pub runs: u64,
    /// All claims were put to the model.
    pub complete: bool,
    /// What it may not be used for.
    pub disclaimer: &'static str,
    /// How many hold, and of which kind.
    pub summary: ClaimsSummary,
    /// The claims, in the order in which they were asked for.
    pub claims: Vec<ClaimResult>,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimResult {
    /// The name of the experiment: that of the library, or the path of the file.
    pub name: String,
    /// The id of the claim.
    pub claim: Option<String>,
    /// The id of the pattern, of an experiment on one.
    pub pattern: Option<String>,
    /// The claim or pattern in a sentence.
    pub title: String,
    /// Where it is made, or found.
    pub source: Option<String>,
    /// The question behind it.
    pub question: Option<String>,
    /// The scenario that the arms change.
    pub base: String,
    /// The SHA-256 of its file.
    pub sha256: String,
    /// The verdict: all expectations have to hold.
    pub verdict: &'static str,
    /// The verdict on record, where there is one.
    pub recorded: Option<&'static str>,
    /// What was found, and why.
    pub note: Option<String>,
    /// Runs in each arm that share a draw of the uncertain inputs, made beside the others.
    pub nested: Option<Nesting>,
    /// What is expected, and the effects.
    pub expectations: Vec<ExpectationResult>,
}

/// One expectation and its effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExpectationResult {
    /// The negotiation.
    pub negotiation: String,
    /// The metric.
    pub metric: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The arm that is treated.
    pub treatment: String,
    /// The arm that it is set against; none where the level of the treatment is read.
    pub control: Option<String>,
    /// Of a difference of differences: the pair whose difference is taken away.
    pub less: Option<[String; 2]>,
    /// The figure that is read of these arms: `difference`, `level`, `ratio` or `power`.
    pub reading: &'static str,
    /// Of power: the cases in each group of an evaluation.
    pub cases: Option<u64>,
    /// The direction that is expected, in place of a band.
    pub direction: Option<&'static str>,
    /// The smallest effect of interest, of a direction.
    pub by: Option<f64>,
    /// The largest difference that is none, of no change.
    pub margin: Option<f64>,
    /// The ends of the band that is expected, in place of a direction; an open one is `None`.
    pub between: Option<[Option<f64>; 2]>,
    /// `built_in` where an equation states the direction, `emergent` where none does.
    pub basis: Option<&'static str>,
    /// The equation.
    pub equation: Option<String>,
    /// The verdict.
    pub verdict: &'static str,
    /// The figure: of a difference, the mean of the differences of single runs.
    pub mean: Option<f64>,
    /// Its standard error, of a difference or level.
    pub std_error: Option<f64>,
    /// Its 95 % interval: simulation error only.
    pub ci95: Option<Interval>,
    /// Its 90 % interval, of a difference: by it no change is judged.
    pub ci90: Option<Interval>,
    /// 5 to 95 % of the conditional figures over the drawn inputs, of a difference or level, where
    /// they can be told from noise.
    pub across_assumptions: Option<Interval>,
    /// What that rests on; absent without nested replicates.
    pub assumptions: Option<Assumptions>,
    /// Draws of the uncertain inputs for which there is a figure.
    pub draws: u64,
    /// Share of these whose figure, over their nested runs, is in the band, or goes the expected
    /// way, whatever its size.
    pub share_agreeing: Option<f64>,
    /// Share of these whose figure is outside, or goes the other way.
    pub share_opposing: Option<f64>,
    /// Runs compared: those in which the metric has a value in all arms concerned.
    pub count: u64,
    /// The metric has a value in some runs only, so that the compared runs are a selection.
    pub conditional: bool,
    /// The metric to read beside a conditional one, over all runs.
    pub counterpart: Option<&'static str>,
}

impl ClaimsResult {
    /// Claims that were put to the model with so many runs; `complete` says whether these are all.
    #[must_use]
    pub fn new(claims: Vec<ClaimResult>, runs: u64, seed: u64, complete: bool) -> ClaimsResult {
        ClaimsResult {
            format: CLAIMS_FORMAT,
            program: Program::this(),
            seed,
            runs,
            complete,
            disclaimer: DISCLAIMER,
            summary: ClaimsSummary::new(&claims),
            claims,
        }
    }

    /// Whether some claim or pattern does not hold.
    #[must_use]
    pub fn any_fails(&self) -> bool {
        self.summary.claims.does_not_hold + self.summary.patterns.does_not_hold > 0
    }

    /// Claims with another verdict than the one on record.
    pub fn unlike_recorded(&self) -> impl Iterator<Item = &ClaimResult> {
        self.claims.iter().filter(|claim| claim.unlike_recorded())
    }
}

impl ClaimResult {
    /// What the runs say of an experiment; `comparison` holds the contrasts of its expectations in
    /// their order.
    #[must_use]
    pub fn new(
        name: &str,
        experiment: &Experiment,
        arms: &[Arm],
        comparison: &Comparison,
    ) -> ClaimResult {
        let judged = experiment.expect.iter().zip(&comparison.contrasts);
        let verdicts = judged
            .clone()
            .map(|(expected, found)| expected.judged(found));
        ClaimResult {
            name: name.to_owned(),
            claim: experiment.claim.clone(),
            pattern: experiment.pattern.clone(),
            title: experiment.title.clone(),
            source: experiment.source.clone(),
            question: experiment.question.clone(),
            base: experiment.base.clone(),
            sha256: arms
                .first()
                .map_or_else(String::new, |arm| arm.scenario.digest.clone()),
            verdict: Verdict::of_all(verdicts).name(),
            recorded: experiment.finding.map(Verdict::name),
            note: experiment.note.clone(),
            nested: comparison.nesting,
            expectations: judged
                .map(|(expected, found)| ExpectationResult::new(expected, arms, found, comparison))
                .collect(),
        }
    }

    /// Whether the verdict is another one than that on record.
    #[must_use]
    pub fn unlike_recorded(&self) -> bool {
        self.recorded
            .is_some_and(|recorded| recorded != self.verdict)
    }
}

impl ExpectationResult {
    fn new(
        stated: &Expectation,
        arms: &[Arm],
        found: &ContrastSummary,
        comparison: &Comparison,
    ) -> ExpectationResult {
        let entry: &MetricEntry = stated.metric.entry();
        let metric = found.metric(stated.metric);
        let spread = stated
            .reading
            .is_of_means()
            .then(|| spread_of_means(&metric.replicates, &metric.moments))
            .flatten();
        let name = |arm: usize| arms[arm].name.clone();
        let draws = stated.by_draw(found, comparison);
        let share = |counts: &dyn Fn(f64) -> bool| {
            let counted = draws.iter().filter(|figure| counts(**figure)).count();
            ratio(counted as u64, draws.len() as u64)
        };
        let (by, margin, between) = match stated.expected {
            Expected::Increase(by) | Expected::Decrease(by) => (Some(by), None, None),
            Expected::NoChange(margin) => (None, Some(margin), None),
            Expected::Between(band) => (None, None, Some([band.low, band.high])),
        };
        let evidence = stated.reading.evidence(stated.metric, found);
        ExpectationResult {
            negotiation: stated.negotiation.clone(),
            metric: entry.name,
            unit: entry.unit,
            treatment: name(stated.treatment),
            control: stated.control.map(name),
            less: stated.less.map(|(a, b)| [name(a), name(b)]),
            reading: stated.reading.name(),
            cases: stated.reading.cases(),
            direction: stated.expected.direction(),
            by,
            margin,
            between,
            basis: stated.basis.as_ref().map(|basis| basis.name()),
            equation: (stated.basis.as_ref()).and_then(|basis| basis.equation().map(str::to_owned)),
            verdict: stated.judged(found).name(),
            mean: stated.reading.figure(stated.metric, found),
            std_error: (metric.moments.std_error()).filter(|_| stated.reading.is_of_means()),
            ci95: evidence.map(|evidence| evidence.ci95),
            ci90: evidence.and_then(|evidence| evidence.ci90),
            across_assumptions: spread.and_then(|spread| match spread.finding {
                Finding::Range(range) => Some(range),
                _ => None,
            }),
            assumptions: spread.map(Assumptions::new),
            draws: draws.len() as u64,
            share_agreeing: share(&|figure| stated.expected.agrees(figure)),
            share_opposing: share(&|figure| stated.expected.opposes(figure)),
            count: metric.moments.count(),
            conditional: entry.conditional,
            counterpart: entry.counterpart.map(|metric| metric.entry().name),
        }
    }
}
