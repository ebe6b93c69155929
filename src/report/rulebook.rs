//! The rulebook in plain words.

use std::fmt::Write as _;

use super::table::{Align, listing};
use super::words::count;
use crate::rules::language::Slot;
use crate::rules::{Extent, Magnitude, QUANTITIES, Quantity, Rule, RuleKind};

/// The name of the quantity in a slot.
pub(super) fn name(slot: Slot) -> &'static str {
    Quantity::at(slot).entry().name
}

/// Every rule with what it says, by kind.
#[must_use]
pub fn rules_in_brief(rules: &[Rule]) -> String {
    let rows = |kind: RuleKind| -> Vec<[String; 2]> {
        let rules = rules.iter().filter(|rule| rule.kind == kind);
        rules
            .map(|rule| [rule.id.clone(), rule.says.clone()])
            .collect()
    };
    let mut out = sections(RuleKind::ALL.map(|kind| {
        let title = match kind {
            RuleKind::Positive => "positive conditionality (more for more)",
            RuleKind::Negative => "negative conditionality (less for less)",
            RuleKind::Reverse => "reverse conditionality",
            RuleKind::Context => "context",
        };
        (title, rows(kind))
    }));
    out.push_str(
        "`demarche rules ID` shows one in full, `demarche rules --quantities` what rules can name.\n",
    );
    out
}

/// Titles, each with its rows below it, all in the same columns.
fn sections<const N: usize>(sections: [(&str, Vec<[String; 2]>); N]) -> String {
    let rows: Vec<[String; 2]> = sections.iter().flat_map(|(_, rows)| rows.clone()).collect();
    let mut listed = listing([Align::Left, Align::Left], &rows).into_iter();
    let mut out = String::new();
    for (title, rows) in sections {
        let _ = writeln!(out, "{title}");
        for line in listed.by_ref().take(rows.len()).flatten() {
            let _ = writeln!(out, "  {line}");
        }
    }
    out
}

/// One rule in full.
#[must_use]
pub fn rule_in_full(rule: &Rule) -> String {
    let stages = rule
        .stages
        .iter()
        .map(|stage| stage.name().replace('_', " "));
    let stages: Vec<String> = stages.collect();
    let mut out = String::new();
    let _ = writeln!(out, "{}", rule.id);
    let _ = writeln!(out, "  says         {}", rule.says);
    let _ = writeln!(
        out,
        "  kind         {}, by the {}; in {}",
        rule.kind.name(),
        rule.actor.name(),
        stages.join(", ")
    );
    let _ = writeln!(out, "  when         {}", rule.when.text(name));
    for effect in &rule.effects {
        let entry = effect.quantity.entry();
        let _ = writeln!(
            out,
            "  then         {} {}",
            entry.name,
            effect.effect.text(name)
        );
    }
    if let Some(makes) = rule.makes {
        let _ = writeln!(out, "  then         move: {}", makes.name());
    }
    let _ = write!(out, "  probability  {}", rule.probability);
    if rule.cooldown > 0 {
        let _ = write!(
            out,
            ", not again for {}",
            count(u64::from(rule.cooldown), "round")
        );
    }
    if let Some(limit) = rule.limit {
        let _ = write!(out, ", at most {}", count(u64::from(limit), "time"));
    }
    let magnitude = match rule.magnitude {
        Magnitude::Evidence => "evidence",
        Magnitude::Assumption => "assumption",
    };
    let _ = writeln!(out, "\n  source       {} (size: {magnitude})", rule.source);
    out
}

/// Every quantity that a rule can name.
#[must_use]
pub fn quantities() -> String {
    let rows = |extent: Extent| {
        let entries = QUANTITIES.iter().filter(|entry| entry.extent == extent);
        let rows = entries.map(|entry| {
            let flag = if entry.flag { ", flag" } else { "" };
            let writable = if entry.writable {
                ", can be changed"
            } else {
                ""
            };
            let meaning = format!(
                "{} (from {} to {}{flag}{writable})",
                entry.meaning, entry.low, entry.high
            );
            [entry.name.to_owned(), meaning]
        });
        rows.collect()
    };
    sections([
        ("of the negotiation", rows(Extent::Negotiation)),
        (
            "of the clause (rules of a conditionality kind only)",
            rows(Extent::Clause),
        ),
    ])
}
