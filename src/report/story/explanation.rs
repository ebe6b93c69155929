//! Why two runs differ, worked out from what happened in both of them.

use super::super::cast::list;
use super::channels::channels;
use super::conduct::intensity_text;
use super::divergence::{Arm, Difference};
use super::inaction::why_not;
use super::measures::what_differs;
use super::quantities::{figures, noun};
use super::record::{Change, Firing, Standing, What};
use super::talks::{self, Offer};
use crate::domain::{Clause, Side};
use crate::model::intensity;
use crate::report::words::points;
use crate::rules::Quantity;

/// What happened in the one and not in the other, and why.
pub(super) fn explain(arms: [Arm<'_>; 2], difference: &Difference<'_>) -> (String, String) {
    let kinds = difference.facts.map(|fact| fact.map(|fact| &fact.what));
    let is = |which: fn(&What) -> bool| kinds.iter().flatten().any(|&what| which(what));
    if is(|what| matches!(what, What::Fired(_))) {
        return rules(arms, difference.round);
    }
    if is(|what| matches!(what, What::Changed(_))) {
        return effects(arms, difference.round);
    }
    match kinds {
        [Some(What::Standing(one)), Some(What::Standing(two))] => {
            let standings = [*one, *two];
            (standing(arms, standings), without_rules(arms))
        }
        [Some(What::Offer(one)), Some(What::Offer(two))] => {
            let offers = [one, two];
            let why = format!(
                "{} {}",
                asks(arms, offers),
                what_differs(arms, difference.round)
            );
            (
                two_offers(arms, offers).unwrap_or_else(|| either(arms, difference)),
                why,
            )
        }
        _ => (
            either(arms, difference),
            what_differs(arms, difference.round),
        ),
    }
}

/// What is said of the one and of the other.
fn either(arms: [Arm<'_>; 2], difference: &Difference<'_>) -> String {
    let said = arms.iter().zip(&difference.facts).map(|(arm, fact)| {
        // That a round is over says nothing.
        let fact = fact.filter(|fact| !matches!(fact.what, What::Standing(_)));
        let text = fact.map_or("Nothing of the kind.", |fact| fact.text.as_str());
        format!("In {}: {text}", arm.name)
    });
    said.collect::<Vec<_>>().join(" ")
}

/// The rules that fired in this round in one of the two only.
fn rules(arms: [Arm<'_>; 2], round: usize) -> (String, String) {
    let fired = arms.map(|arm| {
        let facts = arm.ledger.of_round(round);
        facts
            .filter_map(|fact| match fact.what {
                What::Fired(firing) => Some((firing, fact.text.as_str())),
                _ => None,
            })
            .collect::<Vec<_>>()
    });
    let (mut what, mut why) = (Vec::new(), Vec::new());
    for (here, there) in [(0, 1), (1, 0)] {
        let only = fired[here]
            .iter()
            .filter(|firing| !fired[there].contains(firing));
        for &(firing, says) in only {
            what.push(format!(
                "In {}: {says} [{}] Not so in {}.",
                arms[here].name,
                label(arms[here], firing),
                arms[there].name
            ));
            why.push(why_not(arms[here], arms[there], round, firing));
        }
    }
    (what.join(" "), why.join(" "))
}

/// A rule and its clause, as in a story.
pub(super) fn label(arm: Arm<'_>, firing: Firing) -> String {
    let id = &arm.ledger.rule(firing).id;
    match clause(arm, firing) {
        Some(clause) => {
            let target = arm.ledger.cast.target(clause);
            format!("{id} on {} ({target})", clause.id)
        }
        None => id.clone(),
    }
}

pub(super) fn clause<'a>(arm: Arm<'a>, firing: Firing) -> Option<&'a Clause> {
    firing
        .clause
        .map(|c| &arm.ledger.cast.negotiation.clauses[c])
}

/// The effects of the same rules that differ between the two.
fn effects(arms: [Arm<'_>; 2], round: usize) -> (String, String) {
    let [one, two] = arms.map(|arm| {
        let facts = arm.ledger.of_round(round);
        facts
            .filter_map(|fact| match fact.what {
                What::Changed(change) => Some((change, fact.text.as_str())),
                _ => None,
            })
            .collect::<Vec<_>>()
    });
    let [a, b] = arms.map(|arm| arm.name);
    let nothing = "no change that could be read";
    let (mut what, mut why) = (Vec::new(), Vec::new());
    // The same rules fired for the same clauses, so that their effects come in the same order.
    for ((change, one), (_, two)) in one.iter().zip(&two) {
        if one != two {
            let [one, two] = [one, two].map(|text| if text.is_empty() { nothing } else { text });
            what.push(format!("{one} in {a}, {two} in {b}"));
            why.push(degree(arms, change));
        }
    }
    why.dedup();
    let what = format!(
        "The same rules fire in both, but not to the same degree: {}.",
        what.join("; ")
    );
    (what, why.join(" "))
}

/// Why the same rule changes a quantity by more in one than in the other.
fn degree(arms: [Arm<'_>; 2], change: &Change) -> String {
    let [one, two] = arms.map(|arm| intensity(arm.negotiation, arm.ledger.rule(change.by)));
    let [a, b] = arms.map(|arm| arm.name);
    let label = label(arms[0], change.by);
    if one != two && change.quantity.entry().scaled {
        format!(
            "What {label} changes is in proportion to how intensively its kind is used: {} in {a}, \
             {} in {b}.",
            intensity_text(one),
            intensity_text(two)
        )
    } else {
        let noun = noun(
            &arms[0].ledger.cast,
            change.quantity,
            clause(arms[0], change.by),
        );
        format!("What {label} acts on, {noun}, was not the same before.")
    }
}

/// Why figures differ although no rule or offer has differed before.
fn without_rules(arms: [Arm<'_>; 2]) -> String {
    let channels = channels(arms);
    if channels.is_empty() {
        "Nothing that is told of this negotiation has differed before.".to_owned()
    } else {
        format!(
            "No rule and no step of the talks has differed before, so it follows from what the two \
             conducts change without a rule: {}",
            channels.join(" ")
        )
    }
}

/// Figures at the end of a round that differ.
fn standing(arms: [Arm<'_>; 2], standings: [Standing; 2]) -> String {
    let [a, b] = arms.map(|arm| arm.name);
    let [one, two] = standings.map(|standing| standing.figures());
    let mut differ: Vec<String> = Vec::new();
    for ((name, one), (_, two)) in one.into_iter().zip(two) {
        let (Some(one), Some(two)) = (one, two) else {
            continue;
        };
        let (one, two) = figures(Quantity::Trust, one, two);
        if one != two {
            differ.push(format!("{name} is {one} in {a} and {two} in {b}"));
        }
    }
    let what = list(&differ);
    format!("The same has happened in both, but {what} at the end of the round.")
}

/// Two offers that hold the same, with what the other side says to each; `None` where they do not.
fn two_offers(arms: [Arm<'_>; 2], [one, two]: [&Offer; 2]) -> Option<String> {
    let cast = &arms[0].ledger.cast;
    let terms = talks::terms(cast, one);
    let same = (one.session, one.by, one.package) == (two.session, two.by, two.package);
    (same && terms == talks::terms(cast, two)).then(|| {
        format!(
            "Session {}: {} {terms} in both. In {}, {}; in {}, {}.",
            one.session,
            cast.side(one.by),
            arms[0].name,
            talks::answer(cast, one),
            arms[1].name,
            talks::answer(cast, two)
        )
    })
}

/// What each side has without a deal and asks for, where it differs.
fn asks(arms: [Arm<'_>; 2], [one, two]: [&Offer; 2]) -> String {
    let cast = &arms[0].ledger.cast;
    let [a, b] = arms.map(|arm| arm.name);
    let mut said = Vec::new();
    for side in Side::BOTH {
        let pairs = [
            ("has", "without a deal", one.reservations, two.reservations),
            ("asks for", "", one.demands, two.demands),
        ];
        for (verb, tail, one, two) in pairs {
            let (one, two) = (points(one[side]), points(two[side]));
            if one != two {
                let tail = if tail.is_empty() {
                    String::new()
                } else {
                    format!(" {tail}")
                };
                said.push(format!(
                    "{} {verb} {one}{tail} in {a}, {two} in {b}",
                    cast.side(side)
                ));
            }
        }
    }
    if said.is_empty() {
        "Both sides ask for as much as in the other.".to_owned()
    } else {
        format!("{}.", said.join("; "))
    }
}
