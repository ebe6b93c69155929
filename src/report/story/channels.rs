//! What a conduct changes without a rule: what is paid on results only, what a side's answer puts
//! at stake, and what the file says was announced before the first round.

use super::conduct::intensity_text;
use super::divergence::Arm;
use crate::domain::{Clause, ClauseKind, ClauseTarget, Side};
use crate::model::{active, answers};

/// What the two conducts change without a rule.
pub(super) fn channels(arms: [Arm<'_>; 2]) -> Vec<String> {
    let mut said = stated(arms);
    said.extend(tranches(arms));
    said.extend(Side::BOTH.into_iter().filter_map(|side| answer(arms, side)));
    said
}

/// Clauses whose use differs between the two, with how intensively each is used.
fn clauses<'a>(arms: [Arm<'a>; 2]) -> impl Iterator<Item = (&'a Clause, [f64; 2])> {
    let negotiation = arms[0].ledger.cast.negotiation;
    negotiation.clauses.iter().filter_map(move |clause| {
        let used = arms.map(|arm| active(arm.negotiation, clause));
        (used[0] != used[1]).then_some((clause, used))
    })
}

/// What the file says was announced or carried out before the first round.
pub(super) fn stated(arms: [Arm<'_>; 2]) -> Vec<String> {
    let stated = clauses(arms).filter(|(clause, used)| {
        (clause.announced > 0.0 || clause.carried_out > 0.0) && used.contains(&0.0)
    });
    stated
        .map(|(clause, used)| {
            format!(
                "What the file says of clause {} before the first round counts only where its kind \
                 is used: {}.",
                clause.id,
                intensities(arms, used)
            )
        })
        .collect()
}

/// Concessions that are paid on results where the kind of their clause is used.
fn tranches(arms: [Arm<'_>; 2]) -> Vec<String> {
    let cast = &arms[0].ledger.cast;
    let paid = clauses(arms).filter_map(|(clause, used)| match (clause.kind, clause.target) {
        (ClauseKind::Positive, ClauseTarget::Concession(issue)) => Some(format!(
            "{} holds back {} until {} is high enough, as far as it uses more for more: {}.",
            cast.side(clause.by),
            cast.issue(issue),
            cast.watched(clause),
            intensities(arms, used)
        )),
        _ => None,
    });
    paid.collect()
}

/// How far a side answers a lack of fulfilment with its own.
fn answer(arms: [Arm<'_>; 2], side: Side) -> Option<String> {
    let answers = arms.map(|arm| answers(arm.negotiation)[side]);
    let cast = &arms[0].ledger.cast;
    (answers[0] != answers[1]).then(|| {
        format!(
            "{} answers a lack of fulfilment in kind as intensively as it uses conditionality, which \
             decides what is at stake for {}: {}.",
            cast.side(side),
            cast.side(side.other()),
            intensities(arms, answers)
        )
    })
}

fn intensities(arms: [Arm<'_>; 2], used: [f64; 2]) -> String {
    format!(
        "intensity {} in {}, {} in {}",
        intensity_text(used[0]),
        arms[0].name,
        intensity_text(used[1]),
        arms[1].name
    )
}
