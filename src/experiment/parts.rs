//! What a rule announces and what it carries out, and what is left of it without one of the two.

use serde_json::{Map, Value};

use super::ablation::switched_off;
use crate::rules::language::{Comparison, Condition, Expression, Operator, Slot};
use crate::rules::{Extent, Quantity, Rule, RuleEffect, quantity_range};

/// Which of the two a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It promises, threatens, demands or warns, or takes that back, or does neither of the two:
    /// talks of experts, demands that are granted.
    Announces,
    /// It pays, penalises or retaliates, or takes that back.
    CarriesOut,
    /// Both.
    Both,
}

impl Part {
    /// What a rule does.
    #[must_use]
    pub fn of(rule: &Rule) -> Part {
        let changes = |quantity| rule.effects.iter().any(|e| e.quantity == quantity);
        let announces = changes(Quantity::ClauseAnnounced);
        match (announces, changes(Quantity::ClauseCarriedOut)) {
            (true, true) => Part::Both,
            (false, true) => Part::CarriesOut,
            (_, false) => Part::Announces,
        }
    }
}

/// The changes that leave of a rule what it announces, what it carries out, both or neither.
///
/// Where a rule does both, an effect on the measure that is to be left out is deleted. What it
/// changes besides, trust and grievance above all, belongs to the act where it carries more out,
/// and stays where it only takes measures back. A rule that carries something out no longer asks
/// for an announcement where nothing is announced: the act then comes unannounced.
#[must_use]
pub fn only(rule: &Rule, announcements: bool, acts: bool) -> Vec<String> {
    let part = Part::of(rule);
    match (announcements, acts) {
        (true, true) => Vec::new(),
        (true, false) if part == Part::Announces => Vec::new(),
        (true, false) if part == Part::Both => {
            vec![then(rule, &announced_only(rule), carries(rule))]
        }
        (false, true) if part != Part::Announces => unannounced(rule, part),
        _ => vec![switched_off(rule)],
    }
}

/// A rule carries more out than before.
fn carries(rule: &Rule) -> bool {
    let acts = rule.effects.iter();
    let mut acts = acts.filter(|effect| effect.quantity == Quantity::ClauseCarriedOut);
    acts.any(|effect| {
        let (_, high) = effect.effect.amount.bounds(&quantity_range);
        match effect.effect.operator {
            Operator::Add | Operator::Assign => high > 0.0,
            Operator::Scale => high > 1.0,
        }
    })
}

/// The effects of a rule that does both, without the act.
fn announced_only(rule: &Rule) -> Vec<&RuleEffect> {
    let acts = carries(rule);
    let kept = |effect: &&RuleEffect| {
        let of_the_clause = effect.quantity.entry().extent == Extent::Clause;
        effect.quantity != Quantity::ClauseCarriedOut && (of_the_clause || !acts)
    };
    rule.effects.iter().filter(kept).collect()
}

/// The changes that take the announcement out of a rule that carries something out.
fn unannounced(rule: &Rule, part: Part) -> Vec<String> {
    let mut changes = Vec::new();
    if let Some(rest) = carries(rule).then(|| without_gate(&rule.when)).flatten() {
        let text = Value::from(rest.text(name).to_string());
        changes.push(format!("rules.{}.when={text}", rule.id));
    }
    if part == Part::Both {
        let effects = rule.effects.iter();
        let effects = effects.filter(|effect| effect.quantity != Quantity::ClauseAnnounced);
        changes.push(then(rule, &effects.collect::<Vec<_>>(), false));
    }
    changes
}

/// The change that leaves a rule these effects, and its move unless that is to go as well.
fn then(rule: &Rule, effects: &[&RuleEffect], drop_move: bool) -> String {
    let mut members = Map::new();
    for effect in effects {
        let text = effect.effect.text(name).to_string();
        members.insert(effect.quantity.entry().name.to_owned(), text.into());
    }
    if let Some(makes) = rule.makes.filter(|_| !drop_move) {
        members.insert("move".to_owned(), makes.name().into());
    }
    if members.is_empty() {
        return switched_off(rule);
    }
    format!("rules.{}.then={}", rule.id, Value::Object(members))
}

/// A condition without its demands that something be announced; `None` where it has none.
fn without_gate(condition: &Condition) -> Option<Condition> {
    let mut conjuncts = Vec::new();
    collect(condition, &mut conjuncts);
    let all = conjuncts.len();
    conjuncts.retain(|condition| !is_gate(condition));
    if conjuncts.len() == all {
        return None;
    }
    let rest = conjuncts.into_iter().cloned();
    let and = |a, b| Condition::And(Box::new(a), Box::new(b));
    Some(rest.reduce(and).unwrap_or(Condition::Always(true)))
}

fn collect<'c>(condition: &'c Condition, into: &mut Vec<&'c Condition>) {
    match condition {
        Condition::And(a, b) => {
            collect(a, into);
            collect(b, into);
        }
        other => into.push(other),
    }
}

/// The condition holds only where something is announced.
fn is_gate(condition: &Condition) -> bool {
    let announced = |side: &Expression| matches!(side, Expression::Quantity(slot) if Quantity::at(*slot) == Quantity::ClauseAnnounced);
    match condition {
        Condition::Compare(left, Comparison::GreaterOrEqual, Expression::Number(figure)) => {
            announced(left) && *figure > 0.0
        }
        Condition::Compare(left, Comparison::Greater, Expression::Number(figure)) => {
            announced(left) && *figure >= 0.0
        }
        Condition::Compare(Expression::Number(figure), Comparison::LessOrEqual, right) => {
            announced(right) && *figure > 0.0
        }
        Condition::Compare(Expression::Number(figure), Comparison::Less, right) => {
            announced(right) && *figure >= 0.0
        }
        _ => false,
    }
}

fn name(slot: Slot) -> &'static str {
    Quantity::at(slot).entry().name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rulebook;

    fn left(id: &str, announcements: bool, acts: bool) -> Vec<String> {
        let book = Rulebook::inform_2024();
        only(book.rule(id).unwrap(), announcements, acts)
    }

    #[test]
    fn rules_are_split_as_they_read() {
        for (id, part) in [
            ("more-for-more/announce", Part::Announces),
            ("more-for-more/pay", Part::Both),
            ("more-for-more/withhold", Part::CarriesOut),
            ("less-for-less/expert-talks", Part::Announces),
            ("less-for-less/reduce", Part::CarriesOut),
            ("less-for-less/lift", Part::Both),
            ("visa-ladder/adopt-restrictive", Part::Both),
            ("reverse/demand", Part::Announces),
            ("reverse/grant", Part::Announces),
            ("reverse/act", Part::CarriesOut),
        ] {
            let book = Rulebook::inform_2024();
            assert_eq!(Part::of(book.rule(id).unwrap()), part, "{id}");
        }
    }

    #[test]
    fn what_is_left_of_a_rule() {
        for (id, announcements, acts, expected) in [
            (
                "more-for-more/pay",
                true,
                false,
                &["rules.more-for-more/pay.then={\"clause.announced\":\"+ 0.25\"}"][..],
            ),
            (
                "more-for-more/pay",
                false,
                true,
                &[
                    "rules.more-for-more/pay.then={\"clause.carried_out\":\"+ 0.25\",\"trust\":\"+ 0.02\"}",
                ],
            ),
            ("more-for-more/pay", true, true, &[]),
            (
                "more-for-more/pay",
                false,
                false,
                &["rules.more-for-more/pay.enabled=false"],
            ),
            // Taking back what was announced still soothes.
            (
                "less-for-less/lift",
                true,
                false,
                &[
                    "rules.less-for-less/lift.then={\"clause.announced\":\"- 0.35\",\"partner.grievance\":\"- 0.05\"}",
                ],
            ),
            // The act comes unannounced.
            (
                "less-for-less/impose-in-talks",
                false,
                true,
                &[
                    "rules.less-for-less/impose-in-talks.when=\"talks.progress >= 0.7 && (clause.carried_out < 0.6) && !clause.on_concession && !clause.eu_level\"",
                ],
            ),
            // What lifts measures does not come earlier for that.
            (
                "less-for-less/lift",
                false,
                true,
                &[
                    "rules.less-for-less/lift.then={\"clause.carried_out\":\"- 0.35\",\"partner.grievance\":\"- 0.05\"}",
                ],
            ),
            (
                "reverse/act",
                true,
                false,
                &["rules.reverse/act.enabled=false"],
            ),
            (
                "reverse/demand",
                false,
                true,
                &["rules.reverse/demand.enabled=false"],
            ),
            ("reverse/demand", true, false, &[]),
        ] {
            assert_eq!(left(id, announcements, acts), expected, "{id}");
        }
    }
}
