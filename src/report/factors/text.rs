//! Success factors for a person.

use super::super::effect::{Effect, metric_table};
use super::super::paragraph::wrap;
use super::super::text::heading;
use super::ranking::span;
use super::{FactorResult, FactorsResult, NegotiationFactors, Ranked, Ranking};
use crate::model::{Metric, MetricEntry};

/// The share of a step that counts as the whole of it.
const WHOLE: f64 = 0.995;

/// The factors as text, with terminal styles.
#[must_use]
pub fn factors_text(result: &FactorsResult) -> String {
    let mut lines = result.from.header();
    lines.extend(wrap(
        "",
        "",
        &format!(
            "What {} more of each success factor does, all else held where it was.",
            result.step
        ),
    ));
    for (id, negotiation) in result.negotiations.iter() {
        lines.push(String::new());
        lines.push(format!(
            "{}: {} and {}",
            heading(id),
            negotiation.destination,
            negotiation.partner
        ));
        for (metric, ranking) in negotiation.rankings.iter() {
            lines.extend(ranking_lines(result, negotiation, metric, ranking));
        }
    }
    lines.push(String::new());
    lines.extend(result.from.footer(&sentences(result)));
    lines.join("\n") + "\n"
}

fn ranking_lines(
    result: &FactorsResult,
    negotiation: &NegotiationFactors,
    metric: &str,
    ranking: &Ranking,
) -> Vec<String> {
    let mut shown: Vec<&'static MetricEntry> = Metric::named(metric)
        .map(Metric::entry)
        .into_iter()
        .collect();
    for payoff in [Metric::DestinationUtility, Metric::PartnerUtility] {
        if payoff.entry().name != metric {
            shown.push(payoff.entry());
        }
    }
    let mut lines = Vec::new();
    for (verb, list) in [("raises", &ranking.raise), ("lowers", &ranking.lower)] {
        if list.is_empty() {
            continue;
        }
        let rows = list.iter().filter_map(|ranked| {
            let factor = negotiation.factors.get(&ranked.factor)?;
            Some(row(result.step, ranked, factor, &shown))
        });
        lines.push(heading(&format!("{verb} {metric}")));
        lines.extend(metric_table(
            &["rank", "factor", "step"],
            &shown,
            rows.collect(),
        ));
        lines.extend(told_apart(list));
    }
    for (what, factors) in [
        ("not told apart from none", &ranking.not_told_apart),
        ("without effect in any run", &ranking.unchanged),
    ] {
        if !factors.is_empty() {
            let names: Vec<String> = factors.iter().map(|name| words(name)).collect();
            let sentence = format!("In {metric} {what}: {}.", names.join(", "));
            lines.extend(wrap("", "  ", &sentence));
        }
    }
    lines
}

fn row(
    step: f64,
    ranked: &Ranked,
    factor: &FactorResult,
    shown: &[&'static MetricEntry],
) -> Vec<String> {
    let made = factor.step_made.unwrap_or(0.0);
    let made = match made < WHOLE * step {
        true => format!("{} by {made:.3}", factor.direction),
        false => factor.direction.to_owned(),
    };
    let cells = shown.iter().map(|entry| {
        let effect = factor.metrics.get(entry.name);
        effect.map_or_else(String::new, Effect::cell)
    });
    let rank = span(ranked.first, ranked.last, "–");
    [rank, words(&ranked.factor), made]
        .into_iter()
        .chain(cells)
        .collect()
}

/// The groups of a list, where any of them holds several factors: `1: a; 2–4: b, c, d`.
fn told_apart(list: &[Ranked]) -> Vec<String> {
    let mut groups: Vec<Vec<&Ranked>> = Vec::new();
    for ranked in list {
        match groups.last_mut() {
            Some(group) if group[0].group == ranked.group => group.push(ranked),
            _ => groups.push(vec![ranked]),
        }
    }
    if groups.iter().all(|group| group.len() == 1) {
        return Vec::new();
    }
    let mut before = 0;
    let groups: Vec<String> = groups
        .iter()
        .map(|group| {
            let first = before + 1;
            before += group.len();
            let names: Vec<String> = group.iter().map(|ranked| words(&ranked.factor)).collect();
            format!("{}: {}", span(first, before, "–"), names.join(", "))
        })
        .collect();
    wrap(
        "",
        "    ",
        &format!("  Groups told apart: {}.", groups.join("; ")),
    )
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn sentences(result: &FactorsResult) -> Vec<String> {
    let step = result.step;
    let factors = || {
        result
            .negotiations
            .iter()
            .flat_map(|(_, n)| n.factors.iter())
    };
    let mut sentences = Vec::new();
    if factors().any(|(_, factor)| factor.direction == "lowered") {
        sentences.push(format!(
            "Where there is less room above, a factor is lowered by {step} instead, and its effect \
             is that of the figure as it is against the lowered one."
        ));
    }
    if factors().any(|(_, factor)| factor.step_made.unwrap_or(0.0) < WHOLE * step) {
        sentences.push(format!(
            "\"By\" is the step really made, as the mean over runs and over what is moved, where \
             the range of a figure leaves no room for {step}: such an effect is one of a smaller \
             step."
        ));
    }
    sentences.push(
        "Two factors are ranked apart only where the interval of the difference between their \
         effects, run by run, leaves out zero after Bonferroni's correction for all pairs of \
         factors; others share their ranks. In a group not every factor is told apart from every \
         other. A factor whose own 95 % interval contains zero is not ranked."
            .to_owned(),
    );
    sentences.push(
        "A step is equal in the unit of the figures, which says nothing of what it would take to \
         make it. A figure of a state counts in all its negotiations; leverage is that of the side \
         itself, before supporters are pooled. Payoffs are in each side's own points. Every arm \
         meets the same inputs and the same chances; ± is half the 95 % interval of the mean over \
         runs, which is simulation error."
            .to_owned(),
    );
    sentences
}
