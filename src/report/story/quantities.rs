//! Quantities of the rules as words and figures.

use super::super::cast::{Cast, Wording, possessive, spaced};
use super::super::words::{percent, points};
use crate::domain::{Clause, ClauseKind, Side};
use crate::rules::Quantity;

/// What a quantity is called in the story; `clause` is the one that the rule was evaluated for.
pub(super) fn noun(cast: &Cast<'_>, quantity: Quantity, clause: Option<&Clause>) -> String {
    let (destination, partner) = (cast.side(Side::Destination), cast.side(Side::Partner));
    let partners = possessive(partner);
    match (quantity, clause) {
        (Quantity::Pressure, _) => "migration pressure".to_owned(),
        (Quantity::Need, _) => format!("{partners} need of {destination}"),
        (Quantity::Ownership, _) => format!("{partners} say in decisions"),
        (Quantity::Visibility, _) => "visibility of the talks".to_owned(),
        (Quantity::Procedures, _) => "working procedures".to_owned(),
        (Quantity::Precedent, _) => "demands granted to other partners".to_owned(),
        (Quantity::StageRounds, _) => "rounds in this stage".to_owned(),
        (Quantity::TalksProgress, _) => "sessions used up".to_owned(),
        (Quantity::AgreementMonths, _) => "months in force".to_owned(),
        (Quantity::AgreementObserved, _) => cast.observed(Side::Partner),
        (Quantity::AgreementDelivery, _) => cast.observed(Side::Destination),
        (Quantity::AgreementScope, _) => "scope that the sides work to".to_owned(),
        (Quantity::UpgradeWillingness, _) => "the willingness needed".to_owned(),
        (Quantity::ClauseObserved, Some(clause)) => cast.watched(clause),
        (Quantity::ClauseThreshold, _) => "the clause's threshold".to_owned(),
        (Quantity::ClauseRoundsBelow, _) => "rounds below the threshold".to_owned(),
        (Quantity::ClauseRoundsMet, _) => "rounds at the threshold".to_owned(),
        (Quantity::ClauseAnnounced, Some(_)) if cast.wording == Wording::Blind => {
            "what is announced".to_owned()
        }
        (Quantity::ClauseCarriedOut, Some(_)) if cast.wording == Wording::Blind => {
            "what is carried out".to_owned()
        }
        (Quantity::ClauseAnnounced, Some(clause)) => match clause.kind {
            ClauseKind::Positive => "promise".to_owned(),
            ClauseKind::Negative => "threat".to_owned(),
            ClauseKind::Reverse => "warning".to_owned(),
        },
        (Quantity::ClauseCarriedOut, Some(clause)) => match clause.kind {
            ClauseKind::Positive => "reward".to_owned(),
            ClauseKind::Negative => "penalty".to_owned(),
            ClauseKind::Reverse => "retaliation".to_owned(),
        },
        (Quantity::ClauseDemand, _) => format!("{partners} open demand"),
        (Quantity::ClauseGranted, _) => format!("granted to {partner}"),
        (Quantity::ClauseProcedure, _) => "EU procedure".to_owned(),
        _ => of_side(cast, quantity.entry().name),
    }
}

/// `partner.self_cost` as "Tunisia's own cost of acting".
fn of_side(cast: &Cast<'_>, name: &str) -> String {
    let side = Side::BOTH
        .into_iter()
        .find_map(|side| Some((side, name.strip_prefix(side.name())?.strip_prefix('.')?)));
    match side {
        Some((side, "self_cost")) => format!("{} own cost of acting", possessive(cast.side(side))),
        Some((side, "suffered")) => format!("what {} suffers or faces", cast.side(side)),
        Some((side, what)) => format!("{} {}", possessive(cast.side(side)), spaced(what)),
        None => name.replace(['_', '.'], " "),
    }
}

/// What a flag says; `None` for what is fixed by the file and tips nothing.
pub(super) fn flag(cast: &Cast<'_>, quantity: Quantity, set: bool) -> Option<String> {
    let (yes, no) = match quantity {
        Quantity::ClauseEuLevel | Quantity::ClauseOnConcession => return None,
        Quantity::InitiativePartner => {
            let holder = if set {
                Side::Partner
            } else {
                Side::Destination
            };
            return Some(format!("{} holds the initiative", cast.side(holder)));
        }
        Quantity::Crisis => (
            "one of the two states is in a crisis",
            "neither state is in a crisis",
        ),
        Quantity::CrisisProtocol => (
            "a crisis protocol is in place",
            "no crisis protocol is in place",
        ),
        Quantity::InstrumentFormal => ("the instrument is formal", "the instrument is informal"),
        Quantity::InstrumentPiloting => (
            "the agreement begins with a pilot",
            "the agreement begins without a pilot",
        ),
        Quantity::InstrumentCanFallBack => (
            "a lighter instrument exists",
            "no lighter instrument exists",
        ),
        Quantity::InstrumentCanUpgrade => (
            "a heavier instrument is open to the sides",
            "no heavier instrument is open to the sides",
        ),
        _ => {
            let meaning = cast.named(quantity.entry().meaning);
            return Some(if set {
                meaning
            } else {
                format!("not so: {meaning}")
            });
        }
    };
    Some(if set { yes } else { no }.to_owned())
}

/// A figure of a quantity: a share in percent, a count as it is, an index with two decimals.
pub(super) fn figure(quantity: Quantity, value: f64) -> String {
    digits(quantity, value, 0)
}

/// Two figures of a quantity, with as many decimals (two at most) as it takes to tell them apart.
pub(super) fn figures(quantity: Quantity, a: f64, b: f64) -> (String, String) {
    let pair = |decimals| (digits(quantity, a, decimals), digits(quantity, b, decimals));
    let apart = |decimals: &usize| {
        let (a, b) = pair(*decimals);
        a != b
    };
    let decimals = if a == b {
        0
    } else {
        (0..2).find(apart).unwrap_or(2)
    };
    // A round figure, such as a threshold, stays round.
    let short = |value: f64| (100.0 * value - (100.0 * value).round()).abs() < 1e-9;
    let fewest = |value: f64| if short(value) { 0 } else { decimals };
    (
        digits(quantity, a, fewest(a)),
        digits(quantity, b, fewest(b)),
    )
}

fn digits(quantity: Quantity, value: f64, decimals: usize) -> String {
    let entry = quantity.entry();
    match quantity {
        Quantity::ClauseProcedure if value == 0.0 => "none".to_owned(),
        Quantity::ClauseProcedure if value == 0.5 => "proposed".to_owned(),
        Quantity::ClauseProcedure if value == 1.0 => "adopted".to_owned(),
        _ if entry.low >= 0.0 && entry.high <= 1.0 => percent(value, decimals),
        _ if entry.high >= 1e6 => format!("{value:.decimals$}"),
        _ => points(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_differ_can_be_told_apart() {
        for (a, b, expected) in [
            (0.214, 0.4, ("21 %", "40 %")),
            (0.346, 0.35, ("34.6 %", "35 %")),
            (0.349_96, 0.35, ("35.00 %", "35 %")),
            (0.35, 0.35, ("35 %", "35 %")),
            (0.0, 0.3, ("0", "30 %")),
        ] {
            let expected = (expected.0.to_owned(), expected.1.to_owned());
            assert_eq!(figures(Quantity::ClauseObserved, a, b), expected);
        }
        assert_eq!(figure(Quantity::ClauseProcedure, 0.5), "proposed");
        assert_eq!(figure(Quantity::ClauseRoundsBelow, 3.0), "3");
        assert_eq!(figure(Quantity::DestinationDependence, 0.4649), "0.46");
    }
}
