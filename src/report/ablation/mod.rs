//! What each rule contributes: results as structs, and these as text and CSV.

mod text;

use serde::Serialize;

use super::effect::{Effect, by_metric, parties};
use super::effect_csv::{Subject, effect_csv};
use super::named::Named;
use super::provenance::Provenance;
use crate::experiment::{Ablation, Contributions, switched_off};
use crate::model::MetricEntry;
use crate::rules::RuleKind;
use crate::study::{ContrastSummary, Contrasts, Firings};

pub use text::ablation_text;

/// The format that an ablation names.
pub const ABLATION_FORMAT: &str = "demarche-ablation/1";

/// What each rule contributes: the base less the base without it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AblationResult {
    /// The format.
    pub format: &'static str,
    /// Where it comes from.
    #[serde(flatten)]
    pub from: Provenance,
    /// Rules that fire in no run of the base, and so contribute exactly nothing.
    pub idle: Vec<String>,
    /// Negotiations by id.
    pub negotiations: Named<NegotiationAblation>,
}

/// What the rules contribute in one negotiation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NegotiationAblation {
    /// The destination's name.
    pub destination: String,
    /// The partner's name.
    pub partner: String,
    /// The rules that fire in the base, by id.
    pub rules: Named<RuleContribution>,
    /// The sum of the contributions of the rules of conditionality, by metric.
    pub sum: Named<Effect>,
    /// What they contribute together: the base less the base without any of them.
    pub together: Named<Effect>,
    /// The sum less that.
    pub excess: Named<Effect>,
}

/// What a rule contributes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleContribution {
    /// Its kind.
    pub kind: &'static str,
    /// The side that acts.
    pub actor: &'static str,
    /// Runs of the base in which it fires, in any negotiation.
    pub runs_fired: u64,
    /// What is changed in the arm without it.
    pub changes: Vec<String>,
    /// The base less that arm, by metric.
    pub metrics: Named<Effect>,
}

impl AblationResult {
    /// The result of the contrasts of an ablation; `metrics` keeps only those of these names (all
    /// when empty).
    #[must_use]
    pub fn new(
        ablation: &Ablation,
        firings: &Firings,
        contrasts: &Contrasts,
        seed: u64,
        metrics: &[&'static MetricEntry],
    ) -> AblationResult {
        let base = ablation.base();
        let negotiations = ablation.read(&contrasts.summaries).enumerate();
        let negotiations = negotiations.map(|(index, contributions)| {
            let [destination, partner] = parties(base, index);
            let result = NegotiationAblation {
                destination,
                partner,
                rules: rules(ablation, firings, &contributions, metrics),
                sum: effects(contributions.sum, metrics),
                together: effects(contributions.together, metrics),
                excess: effects(contributions.excess, metrics),
            };
            (base.negotiations[index].id.clone(), result)
        });
        let arms = ablation.arms.len();
        AblationResult {
            format: ABLATION_FORMAT,
            from: Provenance::new(
                &ablation.arms[0],
                arms,
                seed,
                contrasts.runs,
                contrasts.complete,
            ),
            idle: ablation
                .idle
                .iter()
                .map(|&rule| ablation.rule(rule).id.clone())
                .collect(),
            negotiations: Named(negotiations.collect()),
        }
    }
}

fn effects(summary: &ContrastSummary, metrics: &[&'static MetricEntry]) -> Named<Effect> {
    by_metric(metrics, |entry| Effect::new(summary, entry))
}

fn rules(
    ablation: &Ablation,
    firings: &Firings,
    contributions: &Contributions<'_, ContrastSummary>,
    metrics: &[&'static MetricEntry],
) -> Named<RuleContribution> {
    let rules = ablation.rules.iter().zip(contributions.rules);
    let rules = rules.map(|(&place, summary)| {
        let rule = ablation.rule(place);
        let contribution = RuleContribution {
            kind: rule.kind.name(),
            actor: rule.actor.name(),
            runs_fired: firings.rules[place],
            changes: vec![switched_off(rule)],
            metrics: effects(summary, metrics),
        };
        (rule.id.clone(), contribution)
    });
    Named(rules.collect())
}

impl RuleContribution {
    /// It is a rule of conditionality.
    fn is_conditional(&self) -> bool {
        self.kind != RuleKind::Context.name()
    }
}

/// Contributions as CSV, a row for each rule and metric.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn ablation_csv(result: &AblationResult) -> Result<String, csv::Error> {
    let mut rows = Vec::new();
    let no_rank = |_: &str| String::new();
    for (id, negotiation) in result.negotiations.iter() {
        for (name, rule) in negotiation.rules.iter() {
            let subject = Subject {
                table: "rule",
                negotiation: id,
                name,
                kind: rule.kind,
                runs_fired: Some(rule.runs_fired),
                changes: rule.changes.join("; "),
                ..Subject::default()
            };
            rows.extend(subject.effects(&result.from, &rule.metrics, no_rank));
        }
        for (table, effects) in [
            ("sum", &negotiation.sum),
            ("together", &negotiation.together),
            ("excess", &negotiation.excess),
        ] {
            let subject = Subject {
                table,
                negotiation: id,
                ..Subject::default()
            };
            rows.extend(subject.effects(&result.from, effects, no_rank));
        }
    }
    effect_csv(rows)
}
