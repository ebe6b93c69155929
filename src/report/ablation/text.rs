//! What each rule contributes, for a person.

use super::super::effect::{Effect, conditional, metric_table, shown};
use super::super::named::Named;
use super::super::paragraph::wrap;
use super::super::text::heading;
use super::super::words::count;
use super::{AblationResult, NegotiationAblation, RuleContribution};
use crate::model::MetricEntry;

/// The ablation as text, with terminal styles; `metrics` are those asked for.
#[must_use]
pub fn ablation_text(result: &AblationResult, metrics: &[&'static MetricEntry]) -> String {
    let shown = shown(metrics);
    let mut lines = result.from.header();
    lines.extend(wrap(
        "",
        "",
        "What each rule contributes: the base less the base without it, run by run.",
    ));
    for (id, negotiation) in result.negotiations.iter() {
        lines.push(String::new());
        lines.push(format!(
            "{}: {} and {}",
            heading(id),
            negotiation.destination,
            negotiation.partner
        ));
        lines.extend(negotiation_lines(negotiation, &shown));
    }
    lines.push(String::new());
    if !result.idle.is_empty() {
        let idle = result.idle.join(", ");
        let sentence = format!("Fire in no run, and so contribute exactly nothing: {idle}.");
        lines.extend(wrap("", "  ", &sentence));
    }
    lines.extend(result.from.footer(&sentences(&shown)));
    lines.join("\n") + "\n"
}

/// The effects of the shown metrics.
fn of<'a>(
    effects: &'a Named<Effect>,
    shown: &'a [&'static MetricEntry],
) -> impl Iterator<Item = &'a Effect> {
    shown.iter().filter_map(|entry| effects.get(entry.name))
}

fn negotiation_lines(
    negotiation: &NegotiationAblation,
    shown: &[&'static MetricEntry],
) -> Vec<String> {
    if negotiation.rules.0.is_empty() {
        return vec!["  no rule fires".to_owned()];
    }
    let told_apart =
        |(_, rule): &(&str, &RuleContribution)| of(&rule.metrics, shown).any(Effect::told_apart);
    let (mut matter, rest): (Vec<_>, Vec<_>) = negotiation.rules.iter().partition(told_apart);
    by_size(&mut matter, shown);
    let row = |name: &str, kind: &str, effects: &Named<Effect>| -> Vec<String> {
        let words = [name.to_owned(), kind.to_owned()];
        words
            .into_iter()
            .chain(of(effects, shown).map(Effect::cell))
            .collect()
    };
    let rules = matter
        .iter()
        .map(|(id, rule)| row(id, rule.kind, &rule.metrics));
    let mut rows: Vec<Vec<String>> = rules.collect();
    let conditional = negotiation.rules.iter();
    let conditional = conditional
        .filter(|(_, rule)| rule.is_conditional())
        .count();
    if conditional > 1 {
        rows.push(vec![String::new(); shown.len() + 2]);
        rows.push(row(
            &format!("sum over {}", count(conditional as u64, "rule")),
            "conditionality",
            &negotiation.sum,
        ));
        rows.push(row("all of them off at once", "", &negotiation.together));
        rows.push(row("sum less that", "", &negotiation.excess));
    }
    let mut lines = metric_table(&["without", "kind"], shown, rows);
    if !rest.is_empty() {
        let names: Vec<&str> = rest.iter().map(|(id, _)| *id).collect();
        let sentence = format!(
            "Not told apart from none in any metric shown: {}.",
            names.join(", ")
        );
        lines.extend(wrap("", "  ", &sentence));
    }
    lines
}

/// The largest first, by the first metric shown to which any of them contributes.
fn by_size(rules: &mut [(&str, &RuleContribution)], shown: &[&'static MetricEntry]) {
    let of = |rule: &RuleContribution, entry: &MetricEntry| rule.metrics.get(entry.name).cloned();
    let counts = |entry: &&&'static MetricEntry| {
        let mut effects = rules.iter().filter_map(|(_, rule)| of(rule, entry));
        effects.any(|effect| effect.told_apart())
    };
    let Some(first) = shown.iter().find(counts) else {
        return;
    };
    let size = |rule: &RuleContribution| of(rule, first).map_or(0.0, |effect| effect.size());
    rules.sort_by(|(_, a), (_, b)| size(b).total_cmp(&size(a)));
}

fn sentences(shown: &[&'static MetricEntry]) -> Vec<String> {
    let mut sentences: Vec<String> = conditional(shown).into_iter().collect();
    sentences.push(
        "Contributions taken one at a time do not add up, because rules act on each other's \
         results: one makes way for another, or takes its place. `--group kinds` and `--group \
         announced,carried_out` share out what the rules bring about together."
            .to_owned(),
    );
    sentences.push(
        "Every arm meets the same inputs and the same chances; ± is half the 95 % interval of the \
         mean over runs, which is simulation error. Of 20 intervals of no contribution about 1 \
         leaves out zero by chance. A rule that is switched off leaves clauses and conduct as they \
         are: how far each side expects the other to answer a breach, and what a clause withholds \
         until a rule pays it."
            .to_owned(),
    );
    sentences
}
