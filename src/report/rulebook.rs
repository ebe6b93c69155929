//! The rulebook in plain words.

use std::fmt::Write as _;

use crate::rules::language::Slot;
use crate::rules::{Extent, Magnitude, QUANTITIES, Quantity, Rule, RuleKind};

/// The name of the quantity in a slot.
pub(super) fn name(slot: Slot) -> &'static str {
    Quantity::at(slot).entry().name
}

/// Every rule with what it says, by kind.
#[must_use]
pub fn rules_in_brief(rules: &[Rule]) -> String {
    let mut out = String::new();
    for kind in RuleKind::ALL {
        let title = match kind {
            RuleKind::Positive => "positive conditionality (more for more)",
            RuleKind::Negative => "negative conditionality (less for less)",
            RuleKind::Reverse => "reverse conditionality",
            RuleKind::Context => "context",
        };
        let _ = writeln!(out, "{title}");
        for rule in rules.iter().filter(|rule| rule.kind == kind) {
            let _ = writeln!(out, "  {:<34}{}", rule.id, rule.says);
        }
    }
    let _ = writeln!(
        out,
        "`demarche rules ID` shows one in full, `demarche rules --quantities` what rules can name."
    );
    out
}

/// One rule in full.
#[must_use]
pub fn rule_in_full(rule: &Rule) -> String {
    let stages: Vec<&str> = rule.stages.iter().map(|stage| stage.name()).collect();
    let mut out = String::new();
    let _ = writeln!(out, "{}", rule.id);
    let _ = writeln!(out, "  says         {}", rule.says);
    let _ = writeln!(
        out,
        "  kind         {}, acted by the {}, in {}",
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
        let _ = write!(out, ", not again for {} rounds", rule.cooldown);
    }
    if let Some(limit) = rule.limit {
        let _ = write!(out, ", at most {limit} times");
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
    let mut out = String::new();
    for (extent, title) in [
        (Extent::Negotiation, "of the negotiation"),
        (
            Extent::Clause,
            "of the clause (rules of a conditionality kind only)",
        ),
    ] {
        let _ = writeln!(out, "{title}");
        for entry in QUANTITIES.iter().filter(|entry| entry.extent == extent) {
            let mut marks = String::new();
            if entry.flag {
                marks.push_str(", flag");
            }
            if entry.writable {
                marks.push_str(", can be changed");
            }
            let _ = writeln!(
                out,
                "  {:<38}{} (from {} to {}{marks})",
                entry.name, entry.meaning, entry.low, entry.high
            );
        }
    }
    out
}
