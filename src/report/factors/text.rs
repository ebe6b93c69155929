//! Success factors for a person.

use super::super::metric_table::{Cell, MetricTable, Row};
use super::super::paragraph::wrap;
use super::super::text::heading;
use super::super::words::share;
use super::ranking::span;
use super::{FactorResult, FactorsResult, NegotiationFactors, Ranked, Ranking};
use crate::experiment::{FACTORS, Factor};
use crate::model::{Metric, MetricEntry};

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
    lines.extend(explained());
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
        let rows = list.iter().filter_map(|ranked| {
            let factor = negotiation.factors.get(&ranked.factor)?;
            let rank = span(ranked.first, ranked.last, "–");
            let step = stepped(factor.direction, &result.step.to_string());
            let words = [rank, words(&ranked.factor), step];
            Some(Row::new(words, cells(factor, &shown)))
        });
        let title = format!("{verb} {metric}");
        lines.extend(block(
            &title,
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
    let rows = ranking.less_than_a_step.iter().filter_map(|name| {
        let factor = negotiation.factors.get(name)?;
        let made = share(factor.step_made.unwrap_or(0.0));
        let words = [words(name), stepped(factor.direction, &made)];
        Some(Row::new(words, cells(factor, &shown)))
    });
    let title = format!(
        "could not be moved by a whole step of {}, and has no rank",
        result.step
    );
    lines.extend(block(&title, &["factor", "step"], &shown, rows.collect()));
    lines
}

fn cells(factor: &FactorResult, shown: &[&'static MetricEntry]) -> Vec<Cell> {
    let effects = shown.iter().map(|entry| factor.metrics.get(entry.name));
    effects
        .map(|effect| effect.map(Cell::of_effect).unwrap_or_default())
        .collect()
}

/// The step in words: what is told is always the effect of more.
fn stepped(direction: &str, step: &str) -> String {
    match direction {
        "raised" => format!("+{step}"),
        _ => format!("from {step} lower"),
    }
}

/// A table with its title; nothing where it has no rows.
fn block(
    title: &str,
    header: &[&str],
    shown: &[&'static MetricEntry],
    rows: Vec<Row>,
) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let table = MetricTable::new(header, shown, vec![(String::new(), rows)]);
    let mut lines = vec![heading(title)];
    lines.extend(table.lines());
    lines
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
    let factor = FACTORS.iter().find(|factor| factor.name == name);
    factor.map_or_else(|| name.to_owned(), Factor::words)
}

/// What the factors are that do not belong to a side.
fn explained() -> Vec<String> {
    let explained = FACTORS.iter().filter_map(|factor| {
        let text = factor.explained()?;
        Some(wrap("  ", "    ", &format!("{}: {text}", factor.words())))
    });
    let lines = explained.flatten();
    std::iter::once(heading("what else is moved"))
        .chain(lines)
        .collect()
}

fn sentences(result: &FactorsResult) -> Vec<String> {
    let step = result.step;
    let factors = || {
        result
            .negotiations
            .iter()
            .flat_map(|(_, n)| n.factors.iter())
    };
    let rankings = || {
        let negotiations = result.negotiations.iter();
        negotiations.flat_map(|(_, n)| n.rankings.iter())
    };
    let mut sentences = Vec::new();
    if factors().any(|(_, factor)| factor.direction == "lowered") {
        sentences.push(format!(
            "Where there is less room above, the step is one from {step} lower to the figure as it \
             is: every effect is one of more of the factor."
        ));
    }
    if rankings().any(|(_, ranking)| !ranking.less_than_a_step.is_empty()) {
        sentences.push(format!(
            "Where the range of a figure leaves no room for {step}, the step is the one really made, \
             as the mean over the runs and over what is moved. Effects of unequal steps are not \
             ranked together: a smaller --step leaves room for more factors."
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
