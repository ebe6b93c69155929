//! Success factors moved by the same step, and ranked as far as they are told apart: results as
//! structs, and these as text and CSV.

mod ranking;
mod text;

use std::cmp::Ordering;

use serde::Serialize;

use self::ranking::{groups, ranks, span};
use super::effect::{Effect, by_metric, parties};
use super::effect_csv::{Subject, effect_csv};
use super::named::Named;
use super::provenance::Provenance;
use crate::analysis::{Interval, simultaneous_interval};
use crate::experiment::{Effects, FactorStudy, MovedFactor, pairs};
use crate::model::MetricEntry;
use crate::study::{ContrastSummary, Contrasts};

pub use text::factors_text;

/// The share of a step that counts as the whole of it.
const WHOLE: f64 = 0.995;

/// The format that a study of factors names.
pub const FACTORS_FORMAT: &str = "demarche-factors/1";

/// What a step more of each success factor does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactorsResult {
    /// The format.
    pub format: &'static str,
    /// Where it comes from.
    #[serde(flatten)]
    pub from: Provenance,
    /// The step, in the unit of every factor: a share.
    pub step: f64,
    /// Negotiations by id.
    pub negotiations: Named<NegotiationFactors>,
}

/// The factors of a negotiation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NegotiationFactors {
    /// The destination's name.
    pub destination: String,
    /// The partner's name.
    pub partner: String,
    /// The factors by name.
    pub factors: Named<FactorResult>,
    /// Rankings by the metric that is ranked by.
    pub rankings: Named<Ranking>,
}

/// A factor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactorResult {
    /// `raised`, or `lowered` where there is more room below: its effect is then that of the figure
    /// as it is against the lowered one.
    pub direction: &'static str,
    /// What is moved, each a path.
    pub moves: Vec<String>,
    /// By how much, as the mean over the runs and over what is moved: less than the step where the
    /// range does not let it go further.
    pub step_made: Option<f64>,
    /// What a step more of it does, by metric.
    pub metrics: Named<Effect>,
}

/// The factors as ranked by one metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranking {
    /// Factors that raise the metric, the largest effect first.
    pub raise: Vec<Ranked>,
    /// Factors that lower it, the largest effect first.
    pub lower: Vec<Ranked>,
    /// Factors whose interval contains 0.
    pub not_told_apart: Vec<String>,
    /// Factors that change the metric in no run.
    pub unchanged: Vec<String>,
    /// Factors that could not be moved by a whole step, and so are not ranked among the others.
    pub less_than_a_step: Vec<String>,
    /// Every two factors that were moved by a whole step. An interval is one of all of them together, which holds all differences
    /// in 95 % of studies (Bonferroni).
    pub pairs: Vec<Pair>,
}

/// The ranks that a factor may have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranked {
    /// The factor.
    pub factor: String,
    /// One more than the number of factors of this list with a larger effect.
    pub first: usize,
    /// The number of factors of this list without a smaller one.
    pub last: usize,
    /// The group: all factors of a group are told apart from all of other groups.
    pub group: usize,
}

/// The difference between the effects of two factors, run by run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// A factor.
    pub factor: &'static str,
    /// The factor taken away from it.
    pub against: &'static str,
    /// The mean difference.
    pub mean: Option<f64>,
    /// Its interval, corrected for the number of pairs; absent with fewer than 30 runs.
    pub interval: Option<Interval>,
    /// The interval leaves out 0.
    pub told_apart: bool,
}

impl FactorsResult {
    /// The result of the contrasts of a study of factors, ranked by these metrics; `kept` keeps
    /// only the effects on those of these names (all when empty).
    #[must_use]
    pub fn new(
        study: &FactorStudy,
        contrasts: &Contrasts,
        seed: u64,
        ranked: &[&'static MetricEntry],
        kept: &[&'static MetricEntry],
    ) -> FactorsResult {
        let base = &study.base.scenario;
        let effects = study.read(&contrasts.summaries);
        let negotiations = study.negotiations.iter().zip(&effects).enumerate();
        let negotiations = negotiations.map(|(index, (factors, effects))| {
            let [destination, partner] = parties(base, index);
            let whole = |moved: &MovedFactor| {
                let made = contrasts.shifted[moved.arm].mean();
                made.is_none_or(|made| made.abs() >= WHOLE * study.step)
            };
            let whole: Vec<bool> = factors.iter().map(whole).collect();
            let rankings = ranked.iter().map(|entry| {
                let ranking = Ranking::new(factors, &whole, effects, entry);
                (entry.name.to_owned(), ranking)
            });
            let result = NegotiationFactors {
                destination,
                partner,
                rankings: Named(rankings.collect()),
                factors: factor_results(study, factors, contrasts, effects, kept),
            };
            (base.negotiations[index].id.clone(), result)
        });
        FactorsResult {
            format: FACTORS_FORMAT,
            from: Provenance::new(
                &study.base,
                study.arms.len(),
                seed,
                contrasts.runs,
                contrasts.complete,
            ),
            step: study.step,
            negotiations: Named(negotiations.collect()),
        }
    }
}

fn factor_results(
    study: &FactorStudy,
    factors: &[MovedFactor],
    contrasts: &Contrasts,
    effects: &Effects<'_, ContrastSummary>,
    kept: &[&'static MetricEntry],
) -> Named<FactorResult> {
    let results = factors.iter().zip(effects.factors);
    let results = results.map(|(moved, summary)| {
        let shifts = study.arms[moved.arm].shifts.iter();
        let result = FactorResult {
            direction: if moved.raised { "raised" } else { "lowered" },
            moves: shifts.map(|shift| shift.path.clone()).collect(),
            step_made: contrasts.shifted[moved.arm].mean().map(f64::abs),
            metrics: by_metric(kept, |entry| Effect::new(summary, entry)),
        };
        (moved.factor.name.to_owned(), result)
    });
    Named(results.collect())
}

impl Ranking {
    /// The ranking of those of the factors that were moved by a whole step.
    fn new(
        factors: &[MovedFactor],
        whole: &[bool],
        effects: &Effects<'_, ContrastSummary>,
        entry: &'static MetricEntry,
    ) -> Ranking {
        let of = |summary| Effect::new(summary, entry);
        let single: Vec<Effect> = effects.factors.iter().map(of).collect();
        let name = |place: usize| factors[place].factor.name;
        let all = pairs(factors.len()).zip(effects.pairs);
        let (compared, summaries): (Vec<(usize, usize)>, Vec<&ContrastSummary>) =
            all.filter(|((a, b), _)| whole[*a] && whole[*b]).unzip();
        let results = compared.iter().zip(summaries);
        let results: Vec<Pair> = results
            .map(|(&(a, b), summary)| {
                let moments = &summary.metric(entry.metric).moments;
                let interval = simultaneous_interval(moments, compared.len());
                Pair {
                    factor: name(a),
                    against: name(b),
                    mean: moments.mean(),
                    interval,
                    told_apart: summary.enough_differ(entry.metric)
                        && interval.is_some_and(|i| i.side() != Ordering::Equal),
                }
            })
            .collect();
        let apart = |a: usize, b: usize| {
            let pair = (a.min(b), a.max(b));
            let place = compared.iter().position(|&other| other == pair);
            place.is_some_and(|place| results[place].told_apart)
        };
        let list = |up: bool| -> Vec<Ranked> {
            let told = |place: &usize| {
                let effect = &single[*place];
                effect.told_apart && effect.mean.is_some_and(|mean| (mean > 0.0) == up)
            };
            let moved = (0..factors.len()).filter(|place| whole[*place]);
            let listed: Vec<usize> = moved.filter(told).collect();
            let sizes: Vec<f64> = listed.iter().map(|&place| single[place].size()).collect();
            ranked(&listed, &sizes, &apart, &name)
        };
        let others = |changes: bool| -> Vec<String> {
            let moved = (0..factors.len()).filter(|place| whole[*place]);
            let untold = moved.filter(|&place| !single[place].told_apart);
            untold
                .filter(|&place| (single[place].share_equal != Some(1.0)) == changes)
                .map(|place| name(place).to_owned())
                .collect()
        };
        Ranking {
            raise: list(true),
            lower: list(false),
            not_told_apart: others(true),
            unchanged: others(false),
            less_than_a_step: (0..factors.len())
                .filter(|place| !whole[*place])
                .map(|place| name(place).to_owned())
                .collect(),
            pairs: results,
        }
    }

    /// The ranks of a factor: `2`, `2-4`; nothing where it is not ranked.
    fn ranks_of(&self, factor: &str) -> String {
        let mut all = self.raise.iter().chain(&self.lower);
        all.find(|ranked| ranked.factor == factor)
            .map_or_else(String::new, |ranked| span(ranked.first, ranked.last, "-"))
    }
}

/// The ranks of some of the factors, by their sizes.
fn ranked(
    listed: &[usize],
    sizes: &[f64],
    apart: &dyn Fn(usize, usize) -> bool,
    name: &dyn Fn(usize) -> &'static str,
) -> Vec<Ranked> {
    let ranks = ranks(sizes, &|a, b| apart(listed[a], listed[b]));
    let groups = groups(&ranks);
    let groups = groups.iter().enumerate();
    let groups = groups.flat_map(|(group, &size)| std::iter::repeat_n(group + 1, size));
    ranks
        .iter()
        .zip(groups)
        .map(|(ranks, group)| Ranked {
            factor: name(listed[ranks.thing]).to_owned(),
            first: ranks.first,
            last: ranks.last,
            group,
        })
        .collect()
}

/// Effects of factors as CSV, a row for each factor and metric, and one for each pair of factors and
/// metric that is ranked by.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn factors_csv(result: &FactorsResult) -> Result<String, csv::Error> {
    let mut rows = Vec::new();
    for (id, negotiation) in result.negotiations.iter() {
        for (name, factor) in negotiation.factors.iter() {
            let subject = Subject {
                table: "factor",
                negotiation: id,
                name,
                direction: factor.direction,
                step: factor.step_made,
                changes: factor.moves.join("; "),
                ..Subject::default()
            };
            let ranks = |metric: &str| {
                let ranking = negotiation.rankings.get(metric);
                ranking.map_or_else(String::new, |ranking| ranking.ranks_of(name))
            };
            rows.extend(subject.effects(&result.from, &factor.metrics, ranks));
        }
        for (metric, ranking) in negotiation.rankings.iter() {
            rows.extend(ranking.pairs.iter().map(|pair| {
                let subject = Subject {
                    table: "pair",
                    negotiation: id,
                    name: pair.factor,
                    against: pair.against,
                    ..Subject::default()
                };
                subject.pair(&result.from, metric, pair.mean, pair.interval)
            }));
        }
    }
    effect_csv(rows)
}
