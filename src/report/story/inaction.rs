//! Why a rule that fired in one run did not in another.

use super::conduct::intensity_text;
use super::divergence::Arm;
use super::explanation::clause;
use super::reasons::{failures, reasons};
use super::record::{Firing, What};
use crate::domain::{ClauseKind, Side};
use crate::model::{intensity, probability};
use crate::report::words::percent;
use crate::rules::Rule;

/// Why a rule fired here in a round, and not there.
pub(super) fn why_not(here: Arm<'_>, there: Arm<'_>, round: usize, firing: Firing) -> String {
    format!(
        "{}{}",
        fired(here, round, firing),
        missing(here, there, round, firing)
    )
}

/// Why it fired.
fn fired(arm: Arm<'_>, round: usize, firing: Firing) -> String {
    let Some(look) = arm.ledger.look(round, firing) else {
        return String::new();
    };
    let (cast, rule) = (&arm.ledger.cast, arm.ledger.rule(firing));
    let because = reasons(cast, rule, clause(arm, firing), &look.snapshot);
    format!(
        "It fires in {} because of: {}. ",
        arm.name,
        because.join("; ")
    )
}

/// Why it did not fire, from the first of its conditions that was not met.
fn missing(here: Arm<'_>, there: Arm<'_>, round: usize, firing: Firing) -> String {
    let rule = there.ledger.rule(firing);
    let name = there.name;
    if intensity(there.negotiation, rule) <= 0.0 {
        return off(here, there, rule);
    }
    let Some(look) = there.ledger.look(round, firing) else {
        return format!("In {name} nothing is in a stage in which it is looked at.");
    };
    if let Some(waits) = waiting(there, round, firing) {
        return waits;
    }
    if !rule.when.holds(&look.snapshot[..]) {
        let cast = &there.ledger.cast;
        let failed = failures(cast, rule, clause(there, firing), &look.snapshot);
        return format!(
            "In {name} its condition does not hold: {}.",
            failed.join("; ")
        );
    }
    by_chance(here, there, rule)
}

/// The kind of conditionality that the rule is one of is not used.
fn off(here: Arm<'_>, there: Arm<'_>, rule: &Rule) -> String {
    let cast = &there.ledger.cast;
    let kind = match rule.kind.clause_kind() {
        Some(ClauseKind::Positive) if rule.actor == Side::Partner => {
            "positive conditionality of its own".to_owned()
        }
        Some(kind @ ClauseKind::Positive) => {
            format!("{} conditionality (more for more)", kind.name())
        }
        Some(kind @ ClauseKind::Negative) => {
            format!("{} conditionality (less for less)", kind.name())
        }
        Some(kind @ ClauseKind::Reverse) => format!("{} conditionality", kind.name()),
        None => "what belongs to no kind".to_owned(),
    };
    let who = match rule.kind.clause_kind() {
        Some(ClauseKind::Reverse) => cast.side(Side::Partner),
        _ => cast.side(rule.actor),
    };
    format!(
        "In {} {who} does not use {kind}: its intensity is 0 there, and {} in {}.",
        there.name,
        intensity_text(intensity(here.negotiation, rule)),
        here.name
    )
}

/// It fired before, and has to wait, or may not fire again.
fn waiting(arm: Arm<'_>, round: usize, firing: Firing) -> Option<String> {
    let rule = arm.ledger.rule(firing);
    let facts = arm.ledger.facts.iter();
    let fired = facts.filter(|fact| fact.what == What::Fired(firing) && fact.round < round);
    let rounds: Vec<usize> = fired.map(|fact| fact.round).collect();
    let last = *rounds.last()?;
    let month = |round: usize| arm.ledger.cast.scenario.month_of(round).to_string();
    let ready = last + 1 + rule.cooldown as usize;
    if rule
        .limit
        .is_some_and(|limit| rounds.len() >= limit as usize)
    {
        Some(format!(
            "In {} it fired in {} and cannot fire again: it may {} in a run.",
            arm.name,
            month(last),
            match rounds.len() {
                1 => "once".to_owned(),
                times => format!("{times} times"),
            }
        ))
    } else if round < ready {
        Some(format!(
            "In {} it fired in {}, and cannot fire again before {}.",
            arm.name,
            month(last),
            month(ready)
        ))
    } else {
        None
    }
}

/// The condition holds in both, and the draw is the same.
fn by_chance(here: Arm<'_>, there: Arm<'_>, rule: &Rule) -> String {
    let chance = |arm: Arm<'_>| {
        format!(
            "{} in {}, where its kind is used with intensity {}",
            percent(probability(arm.negotiation, rule), 0),
            arm.name,
            intensity_text(intensity(arm.negotiation, rule))
        )
    };
    format!(
        "Its condition holds in {} too, and the draw is the same in both, but not the probability \
         that it has to stay below: {}; {}.",
        there.name,
        chance(here),
        chance(there)
    )
}
