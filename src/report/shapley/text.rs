//! Shares of a contribution, for a person.

use super::super::effect::shown;
use super::super::level::Level;
use super::super::metric_table::{Cell, MetricTable, Row};
use super::super::named::Named;
use super::super::paragraph::wrap;
use super::super::text::heading;
use super::{NegotiationShares, ShapleyResult};
use crate::experiment::Group;
use crate::model::MetricEntry;

/// The shares as text, with terminal styles; `metrics` are those asked for.
#[must_use]
pub fn shapley_text(result: &ShapleyResult, metrics: &[&'static MetricEntry]) -> String {
    let shown = shown(metrics);
    let mut lines = result.from.header();
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
    lines.extend(players(result));
    lines.push(String::new());
    lines.extend(result.from.footer(&sentences(result)));
    lines.join("\n") + "\n"
}

fn negotiation_lines(
    negotiation: &NegotiationShares,
    shown: &[&'static MetricEntry],
) -> Vec<String> {
    let level = |name: &str, levels: &Named<Level>| {
        let levels = shown.iter().filter_map(|entry| levels.get(entry.name));
        Row::new([name.to_owned()], levels.map(Cell::of_level))
    };
    let mut rows = vec![level("none of them acts", &negotiation.none)];
    rows.extend(negotiation.players.iter().map(|(name, value)| {
        let value = shown.iter().filter_map(|entry| value.get(entry.name));
        Row::new([words(name)], value.map(Cell::of_effect))
    }));
    rows.push(level("all act", &negotiation.all));
    let mut table = MetricTable::new(&[""], shown, vec![(String::new(), rows)]);
    let unchanged = table.leave_out_unchanged();
    let mut lines = table.lines();
    lines.extend(unchanged.iter().flat_map(|text| wrap("", "  ", text)));
    lines
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// Who plays, and what is switched off without it.
fn players(result: &ShapleyResult) -> Vec<String> {
    let mut lines = vec![heading("what acts, and what is changed without it")];
    for (name, player) in result.players.iter() {
        lines.extend(wrap(
            "",
            "    ",
            &format!("  {}: {}", words(name), player.says),
        ));
        let off = if player.off.is_empty() {
            "nothing: no rule of it is switched on".to_owned()
        } else if result.group == Group::Kinds.name() {
            player.off.join(", ")
        } else {
            changes(&player.off)
        };
        lines.extend(wrap("", "      ", &format!("    without: {off}")));
    }
    lines
}

/// Changes to rules in short, by what is changed.
fn changes(changes: &[String]) -> String {
    let changed = |member: &str| -> Vec<&str> {
        let rules = changes.iter().filter_map(|change| {
            let (path, _) = change.split_once('=')?;
            path.strip_prefix("rules.")?.strip_suffix(member)
        });
        rules.collect()
    };
    let sorts = [
        ("off", changed(".enabled")),
        ("in part", changed(".then")),
        ("unannounced", changed(".when")),
    ];
    let said = sorts.iter().filter(|(_, rules)| !rules.is_empty());
    let said: Vec<String> = said
        .map(|(what, rules)| format!("{what}: {}", rules.join(", ")))
        .collect();
    said.join("; ")
}

fn sentences(result: &ShapleyResult) -> Vec<String> {
    let mut sentences = vec![
        "Shapley values, run by run: what each adds when it joins the others, as the mean over all \
         orders of joining. In every run they add up to what all of them bring about together."
            .to_owned(),
    ];
    if result.group == Group::Kinds.name() {
        sentences.push(
            "A kind that is left out has an intensity of 0: its rules do not fire, its clauses \
             neither withhold nor pay, and nobody reckons with it. Where none is used, what was \
             agreed is exchanged without conditions. Rules of the context always act."
                .to_owned(),
        );
    } else {
        sentences.push(
            "Rules of the context always act, and clauses and conduct stay as they are: how far \
             each side expects the other to answer a breach, and what a clause withholds until a \
             rule pays it. Where none of them acts is therefore not where there is no \
             conditionality: `--group kinds` tells that."
                .to_owned(),
        );
        sentences.push(
            "A rule that both announces and carries out is left out in part: its effect on the \
             measure that is missing, and without the act what it changes besides, trust and \
             grievance, unless it only takes measures back; JSON has every change in full. Without \
             an announcement, the acts that ask for one come unannounced; a retaliation still needs \
             a demand, and a visa measure a proposal, so that without these they add nothing, and \
             what both add together is shared equally. What the file announces before the first \
             round, and the tranches that a signature promises, are no rule's doing and stay."
                .to_owned(),
        );
        sentences.push(
            "A threat that lapses while its cause persists, with nothing carried out in that round, \
             is believed less from then on, and a promise that does so costs trust: what \
             announcements are worth without acts includes that."
                .to_owned(),
        );
    }
    sentences.push(
        "Every arm meets the same inputs and the same chances; ± is half the 95 % interval of the \
         mean over runs, which is simulation error."
            .to_owned(),
    );
    sentences
}
