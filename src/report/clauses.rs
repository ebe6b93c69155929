//! Clauses in plain words.

use super::cast::Cast;
use super::words::{percent, short};
use crate::domain::{Clause, ClauseKind, Direction, Side};

/// What a clause says: `If observed readmission is below 25 %, Tunisia gives less: departures.`
pub(super) fn sentence(cast: &Cast<'_>, clause: &Clause) -> String {
    let condition = &clause.condition;
    let turns = match condition.direction {
        Direction::AtLeast => "is at least",
        Direction::Below => "is below",
    };
    let lasting = match condition.rounds > 1.0 {
        true => format!(" for {} rounds in a row", short(condition.rounds)),
        false => String::new(),
    };
    let gives = match clause.kind {
        ClauseKind::Positive => "more",
        ClauseKind::Negative | ClauseKind::Reverse => "less",
    };
    let demanded = clause.demands.map_or_else(String::new, |lever| {
        let lever = cast.lever(lever);
        format!(", and demands more: {lever}")
    });
    format!(
        "If {} {turns} {}{lasting}, {} gives {gives}: {}{demanded}.",
        cast.watched(clause),
        percent(condition.threshold, 0),
        cast.side(clause.by),
        cast.target(clause)
    )
}

/// What the conduct of a side calls by this name, in the words of the field.
pub(super) fn called(side: Side, name: &str) -> &str {
    match (side, name) {
        (Side::Destination, "positive") => "more for more",
        (Side::Destination, "negative") => "less for less",
        (Side::Partner, "positive") => "cooperative offers",
        (Side::Partner, "reverse") => "reverse conditionality",
        (_, other) => other,
    }
}
