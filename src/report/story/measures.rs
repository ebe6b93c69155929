//! Trust and measures at one moment of two runs: what offers, votes and deals rest on.

use super::super::cast::list;
use super::channels::stated;
use super::divergence::Arm;
use super::quantities::{figures, noun};
use super::record::{Change, What};
use crate::domain::{Clause, ClauseKind, ClauseTarget};
use crate::rules::Quantity;

/// The quantities of a clause that count in talks.
const OF_CLAUSE: [Quantity; 3] = [
    Quantity::ClauseAnnounced,
    Quantity::ClauseCarriedOut,
    Quantity::ClauseGranted,
];

/// The quantities of the negotiation that count in talks, or in whether an agreement lasts.
const OF_ALL: [Quantity; 5] = [
    Quantity::Trust,
    Quantity::DestinationGrievance,
    Quantity::PartnerGrievance,
    Quantity::DestinationRecord,
    Quantity::PartnerRecord,
];

/// What differs between the two by the end of the rules of a round, with figures.
pub(super) fn what_differs(arms: [Arm<'_>; 2], round: usize) -> String {
    let mut differ = Vec::new();
    for quantity in OF_ALL {
        differ.extend(apart(arms, round, quantity, None));
    }
    let clauses = arms[0].ledger.cast.negotiation.clauses.iter();
    for (index, _) in clauses.enumerate().filter(|(_, clause)| in_talks(clause)) {
        for quantity in OF_CLAUSE {
            differ.extend(apart(arms, round, quantity, Some(index)));
        }
    }
    let stated = stated(arms);
    match (differ.is_empty(), stated.is_empty()) {
        (false, _) => format!(
            "What such steps rest on differs by then: {}.",
            list(&differ)
        ),
        (true, false) => stated.join(" "),
        (true, true) => {
            "Trust, grievance, records and measures cannot be told apart by then.".to_owned()
        }
    }
}

/// Whether what a clause announces counts in talks: a tranche of a concession is what the deal
/// itself is worth already.
fn in_talks(clause: &Clause) -> bool {
    clause.kind != ClauseKind::Positive || matches!(clause.target, ClauseTarget::Lever(_))
}

/// A quantity with both of its figures, where they can be told apart.
fn apart(
    arms: [Arm<'_>; 2],
    round: usize,
    quantity: Quantity,
    clause: Option<usize>,
) -> Option<String> {
    let [one, two] = arms.map(|arm| figure(arm, round, quantity, clause));
    let (one, two) = figures(quantity, one?, two?);
    let cast = &arms[0].ledger.cast;
    let of = clause.map(|c| &cast.negotiation.clauses[c]);
    let noun = noun(cast, quantity, of);
    let on = of.map_or_else(String::new, |of| format!(" of clause {}", of.id));
    let [a, b] = arms.map(|arm| arm.name);
    (one != two).then(|| format!("{noun}{on} {one} in {a}, {two} in {b}"))
}

/// The figure of a quantity once the rules of a round have taken effect.
fn figure(arm: Arm<'_>, round: usize, quantity: Quantity, clause: Option<usize>) -> Option<f64> {
    let changed = arm
        .ledger
        .of_round(round)
        .filter_map(|fact| match fact.what {
            What::Changed(Change {
                by,
                quantity: what,
                to,
                ..
            }) if what == quantity && (clause.is_none() || by.clause == clause) => Some(to),
            _ => None,
        });
    let before = arm.ledger.before(round, clause);
    changed.last().or_else(|| Some(before?[quantity.slot()]))
}
