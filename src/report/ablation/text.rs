//! What each rule contributes, for a person.

use super::super::effect::{Effect, conditional, shown};
use super::super::metric_table::{Cell, MetricTable, Row};
use super::super::named::Named;
use super::super::paragraph::wrap;
use super::super::text::heading;
use super::super::words::count;
use super::{AblationResult, NegotiationAblation, RuleContribution};
use crate::model::MetricEntry;
use crate::rules::RuleKind;

/// The ablation as text, with terminal styles; `metrics` are those asked for.
#[must_use]
pub fn ablation_text(result: &AblationResult, metrics: &[&'static MetricEntry]) -> String {
    let shown = shown(metrics);
    let mut lines = result.from.header();
    lines.extend(wrap(
        "",
        "",
        "What each rule contributes: the base less the base without it, run by run. Above 0 there is \
         more of a metric with the rule than without it. Rules stand by kind, and within a kind by \
         the size of their contribution to the first metric to which any contributes.",
    ));
    if result.from.runs == 1 {
        lines.extend(wrap(
            "",
            "  ",
            "This is what happened in one run, which cannot tell a contribution from chance: for \
             intervals ask for more with --runs.",
        ));
    }
    for (id, negotiation) in result.negotiations.iter() {
        lines.push(String::new());
        lines.push(format!(
            "{}: {} and {}",
            heading(id),
            negotiation.destination,
            negotiation.partner
        ));
        lines.extend(negotiation_lines(negotiation, &shown, result.from.runs));
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

/// The kinds of rules, in the order of the table.
const KINDS: [RuleKind; 4] = [
    RuleKind::Positive,
    RuleKind::Negative,
    RuleKind::Reverse,
    RuleKind::Context,
];

fn negotiation_lines(
    negotiation: &NegotiationAblation,
    shown: &[&'static MetricEntry],
    runs: u64,
) -> Vec<String> {
    if runs == 0 {
        return vec!["  no run was finished".to_owned()];
    }
    if negotiation.rules.0.is_empty() {
        return vec!["  no rule fires".to_owned()];
    }
    // One run has no interval: what it shows is what there is in it.
    let counts = |effect: &Effect| match runs {
        1 => effect.size() > 0.0,
        _ => effect.told_apart,
    };
    let matters = |(_, rule): &(&str, &RuleContribution)| of(&rule.metrics, shown).any(counts);
    let (mut matter, rest): (Vec<_>, Vec<_>) = negotiation.rules.iter().partition(matters);
    by_size(&mut matter, shown, counts);
    let row = |name: &str, effects: &Named<Effect>| {
        Row::new([name.to_owned()], of(effects, shown).map(Cell::of_effect))
    };
    let of_kind = |kind: RuleKind| {
        let rules = matter.iter().filter(|(_, rule)| rule.kind == kind.name());
        let rows = rules.map(|(id, rule)| row(id, &rule.metrics));
        (kind.name().to_owned(), rows.collect())
    };
    let mut sections: Vec<(String, Vec<Row>)> = KINDS.map(of_kind).to_vec();
    let conditional = negotiation.rules.iter();
    let conditional = conditional.filter(|(_, rule)| rule.is_conditional());
    let conditional = conditional.count();
    let mut together = Vec::new();
    if conditional > 1 {
        let sum = format!("sum over {}", count(conditional as u64, "rule"));
        together.push(row(&sum, &negotiation.sum));
        together.push(row("together (base less all off)", &negotiation.together));
        together.push(row("sum less together", &negotiation.excess));
    }
    let title = "all rules of conditionality that fire".to_owned();
    sections.push((title, together));
    let mut table = MetricTable::new(&["rule"], shown, sections);
    let unchanged = table.leave_out_unchanged();
    let vanishing = match conditional > 1 {
        true => table.leave_out_vanishing(),
        false => Vec::new(),
    };
    let mut lines = table.lines();
    let vanishing = (!vanishing.is_empty()).then(|| {
        let names = vanishing.join(", ");
        format!("Told apart from none, but less than the digits shown: {names}.")
    });
    let names: Vec<&str> = rest.iter().map(|(id, _)| *id).collect();
    let rest = (!names.is_empty()).then(|| match runs {
        1 => format!(
            "Without a contribution to any metric shown in this run: {}.",
            names.join(", ")
        ),
        _ => format!(
            "Not told apart from none in any metric shown: {}.",
            names.join(", ")
        ),
    });
    let sentences = [unchanged, vanishing, rest].into_iter().flatten();
    lines.extend(sentences.flat_map(|sentence| wrap("", "  ", &sentence)));
    lines
}

/// The largest first, by the first metric shown to which any of them contributes.
fn by_size(
    rules: &mut [(&str, &RuleContribution)],
    shown: &[&'static MetricEntry],
    counts: impl Fn(&Effect) -> bool,
) {
    let of = |rule: &RuleContribution, entry: &MetricEntry| rule.metrics.get(entry.name).cloned();
    let Some(first) = sorted_by(rules, shown, counts) else {
        return;
    };
    let size = |rule: &RuleContribution| of(rule, first).map_or(0.0, |effect| effect.size());
    rules.sort_by(|(_, a), (_, b)| size(b).total_cmp(&size(a)));
}

/// The metric by which rules are sorted.
fn sorted_by(
    rules: &[(&str, &RuleContribution)],
    shown: &[&'static MetricEntry],
    counts: impl Fn(&Effect) -> bool,
) -> Option<&'static MetricEntry> {
    let contributes = |entry: &&'static MetricEntry| {
        let mut effects = rules
            .iter()
            .filter_map(|(_, rule)| rule.metrics.get(entry.name));
        effects.any(&counts)
    };
    shown.iter().copied().find(contributes)
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
