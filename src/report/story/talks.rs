//! Offers, refusals and deals.

use super::super::cast::{Cast, list, possessive};
use super::super::words::{percent, points};
use crate::domain::{PerSide, Side};
use crate::model::Happening;

/// An offer and what came of it.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) package: usize,
    pub(super) session: u32,
    pub(super) by: Side,
    pub(super) levels: Vec<f64>,
    pub(super) utilities: PerSide<f64>,
    pub(super) demands: PerSide<f64>,
    pub(super) reservations: PerSide<f64>,
    pub(super) accepted: bool,
}

/// Differences below this are rounding errors of the model.
const TOLERANCE: f64 = 1e-9;

impl Offer {
    /// The offer that a happening tells of, where it does.
    pub(super) fn of(happening: &Happening<'_>) -> Option<Offer> {
        let Happening::Offer {
            package,
            session,
            by,
            levels,
            utilities,
            demands,
            reservations,
            accepted,
        } = *happening
        else {
            return None;
        };
        Some(Offer {
            package,
            session,
            by,
            levels: levels.to_vec(),
            utilities,
            demands,
            reservations,
            accepted,
        })
    }

    /// By how much it falls short of what the other side asks for.
    fn short(&self) -> f64 {
        let other = self.by.other();
        self.demands[other] - self.utilities[other]
    }

    /// It is worth less to a side than no deal.
    fn below_no_deal(&self, side: Side) -> bool {
        self.utilities[side] < self.reservations[side] - TOLERANCE
    }
}

/// One offer in full: levels, worth to both sides, what each asks for, and the answer.
pub(super) fn offer(cast: &Cast<'_>, offer: &Offer) -> String {
    let by = offer.by;
    let worth = [by.other(), by].map(|side| {
        format!(
            "{} to {}, which asks for {}",
            points(offer.utilities[side]),
            cast.side(side),
            points(offer.demands[side])
        )
    });
    format!(
        "Session {}: {} {}. It is worth {}: {}.",
        offer.session,
        cast.side(by),
        terms(cast, offer),
        worth.join(", and "),
        answer(cast, offer)
    )
}

/// What the other side says to an offer.
pub(super) fn answer(cast: &Cast<'_>, offer: &Offer) -> String {
    let (by, other) = (offer.by, offer.by.other());
    let (proposer, responder) = (cast.side(by), cast.side(other));
    let min_level = cast.scenario.settings.min_level;
    if offer.accepted {
        let less = offer.short() > TOLERANCE;
        let what = if less { " less than it asks for" } else { "" };
        format!("{responder} accepts{what}")
    } else if offer.levels.iter().all(|&l| l <= 0.0 || l < min_level) {
        "there is nothing in it to accept".to_owned()
    } else if offer.below_no_deal(other) {
        format!(
            "{responder} refuses, having {} without a deal",
            points(offer.reservations[other])
        )
    } else if offer.below_no_deal(by) {
        format!(
            "it comes to nothing, since {proposer} itself has {} without a deal",
            points(offer.reservations[by])
        )
    } else if offer.short() > TOLERANCE {
        format!(
            "{responder} refuses, {} short of that",
            points(offer.short())
        )
    } else {
        format!("{responder} refuses, chance being against it")
    }
}

/// What an offer contains: `offers macro support 29 % in return for readmission 100 %`.
pub(super) fn terms(cast: &Cast<'_>, offer: &Offer) -> String {
    let of = |side: Side| list(&concessions(cast, offer.package, &offer.levels, side));
    let (gives, takes) = (of(offer.by), of(offer.by.other()));
    match (gives.is_empty(), takes.is_empty()) {
        (false, false) => format!("offers {gives} in return for {takes}"),
        (false, true) => format!("offers {gives} and asks for nothing"),
        (true, false) => format!("asks for {takes} and offers nothing"),
        (true, true) => "offers nothing at all".to_owned(),
    }
}

/// What a side concedes, each issue with its level; what is at level 0 is left out.
fn concessions(cast: &Cast<'_>, package: usize, levels: &[f64], side: Side) -> Vec<String> {
    let issues = &cast.negotiation.packages[package].issues;
    issues
        .iter()
        .zip(levels)
        .filter(|(issue, _)| cast.negotiation.issues[**issue].conceded_by == side)
        .filter(|(_, level)| **level > 0.0)
        .map(|(&issue, &level)| format!("{} {}", cast.issue(issue), percent(level, 0)))
        .collect()
}

/// The refused offers of a round in short: how far apart the last two are.
pub(super) fn refused(cast: &Cast<'_>, offers: &[Offer]) -> Option<String> {
    let (first, last) = (offers.first()?, offers.last()?);
    let sessions = match (first.session, last.session) {
        (a, b) if a == b => format!("Session {a}"),
        (a, b) if a + 1 == b => format!("Sessions {a} and {b}"),
        (a, b) => format!("Sessions {a} to {b}"),
    };
    let Some(counter) = offers.iter().rev().find(|other| other.by != last.by) else {
        return Some(if offers.len() == 1 {
            offer(cast, last)
        } else {
            format!("{sessions}: no deal. {}", offer(cast, last))
        });
    };
    let (one, two) = (cast.side(counter.by), cast.side(last.by));
    let issues = &cast.negotiation.packages[last.package].issues;
    let apart: Vec<String> = issues
        .iter()
        .zip(counter.levels.iter().zip(&last.levels))
        .map(|(&issue, (a, b))| (issue, percent(*a, 0), percent(*b, 0)))
        .filter(|(_, a, b)| a != b)
        .map(|(issue, a, b)| format!("{} ({a} against {b})", cast.issue(issue)))
        .collect();
    let apart = if apart.is_empty() {
        format!("{one} and {two} hardly differ")
    } else {
        format!("{one} and {two} end apart on {}", list(&apart))
    };
    Some(format!(
        "{sessions}: no deal. {apart}. {}; {}.",
        gap(cast, counter),
        gap(cast, last)
    ))
}

fn gap(cast: &Cast<'_>, offer: &Offer) -> String {
    let other = offer.by.other();
    let (proposers, responder) = (possessive(cast.side(offer.by)), cast.side(other));
    if offer.below_no_deal(other) {
        format!(
            "{proposers} last offer is worth {} to {responder}, which has {} without a deal",
            points(offer.utilities[other]),
            points(offer.reservations[other])
        )
    } else if offer.short() > TOLERANCE {
        format!(
            "{proposers} last offer is {} short of the {} that {responder} asks for",
            points(offer.short()),
            points(offer.demands[other])
        )
    } else {
        format!("{proposers} last offer is what {responder} asks for, but chance is against it")
    }
}

/// The deal, and why it is not the offer that was accepted.
pub(super) fn settled(
    cast: &Cast<'_>,
    accepted: &Offer,
    levels: &[f64],
    utilities: PerSide<f64>,
) -> String {
    let (proposer, responder) = (accepted.by, accepted.by.other());
    let issues = &cast.negotiation.packages[accepted.package].issues;
    let moved: Vec<String> = issues
        .iter()
        .zip(accepted.levels.iter().zip(levels))
        .map(|(&issue, (offered, agreed))| (issue, percent(*offered, 0), percent(*agreed, 0)))
        .filter(|(_, offered, agreed)| offered != agreed)
        .map(|(issue, offered, agreed)| {
            format!("{} {agreed} instead of {offered}", cast.issue(issue))
        })
        .collect();
    if moved.is_empty() {
        return "The deal is settled as offered.".to_owned();
    }
    format!(
        "The deal is settled at {}. The offer was worth more to {} than it asks for; it gets exactly \
         that ({}), and {} the rest ({}).",
        list(&moved),
        cast.side(responder),
        points(utilities[responder]),
        cast.side(proposer),
        points(utilities[proposer])
    )
}

/// A deal: what each side concedes, and what it is worth to both.
pub(super) fn deal(
    cast: &Cast<'_>,
    package: usize,
    levels: &[f64],
    utilities: PerSide<f64>,
) -> String {
    let sides = Side::BOTH.map(|side| {
        let concedes = list(&concessions(cast, package, levels, side));
        let concedes = if concedes.is_empty() {
            "nothing".to_owned()
        } else {
            concedes
        };
        let side = (cast.side(side), points(utilities[side]));
        format!("{} concedes {concedes} (worth {} to it)", side.0, side.1)
    });
    format!("A deal is settled: {}.", sides.join(", and "))
}

/// A vote, and what the deal is worth to the side that votes compared with none.
pub(super) fn vote(cast: &Cast<'_>, side: Side, surplus: f64, favour: bool) -> String {
    let (vote, expected) = if favour {
        ("in favour", surplus >= 0.0)
    } else {
        ("against", surplus <= 0.0)
    };
    let chance = if expected { "" } else { ", by chance" };
    let better = if surplus < 0.0 { "worse" } else { "better" };
    let surplus = points(surplus.abs());
    format!(
        "{} votes {vote}{chance} (the deal is {surplus} {better} for it than none).",
        cast.side(side)
    )
}
