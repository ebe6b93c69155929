//! Where two runs diverge.

use serde::Serialize;

use super::explanation::explain;
use super::record::{Fact, Ledger, What};
use crate::domain::Negotiation;

/// Where two runs diverge, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Divergence {
    /// The month in which the round begins.
    pub month: String,
    /// The round, from 0.
    pub round: usize,
    /// What happened in the one and not in the other.
    pub what: String,
    /// Why.
    pub why: String,
}

/// One of two runs that are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arm<'a> {
    /// What it is called on the page.
    pub(super) name: &'static str,
    /// What happened in it.
    pub(super) ledger: &'a Ledger<'a>,
    /// The negotiation, with the figures that were drawn for it.
    pub(super) negotiation: &'a Negotiation,
}

/// The first facts in which two runs differ; none for an arm in which there is no such fact in this
/// round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference<'a> {
    pub(super) round: usize,
    pub(super) facts: [Option<&'a Fact>; 2],
}

/// Where two runs first differ in anything that can be told of them.
pub(super) fn first_divergence(arms: [Arm<'_>; 2]) -> Option<Divergence> {
    first_difference(arms, |_| true).map(|first| told(arms, &first))
}

/// Where the sides first do something else after that, the first difference being a rule or a
/// figure: another offer, deal, vote or step of a package and, after a figure, another rule.
pub(super) fn first_consequence(arms: [Arm<'_>; 2]) -> Option<Divergence> {
    let first = first_difference(arms, |_| true)?;
    let next = first_difference(arms, follows(&first)).filter(|next| !next.is(&first));
    next.map(|next| told(arms, &next))
}

/// The round in which two ledgers first differ.
pub(super) fn first_round(ledgers: [&Ledger<'_>; 2]) -> Option<usize> {
    first_among(ledgers.map(|ledger| ledger.facts.iter().collect())).map(|first| first.round)
}

/// What counts as something that the sides do after a first difference.
fn follows(first: &Difference<'_>) -> fn(&What) -> bool {
    let standing = |fact: &&Fact| matches!(fact.what, What::Standing(_));
    if first.facts.iter().flatten().all(standing) {
        |what| matches!(what, What::Fired(_) | What::Offer(_) | What::Step)
    } else {
        |what| matches!(what, What::Offer(_) | What::Step)
    }
}

fn first_difference<'a>(
    arms: [Arm<'a>; 2],
    counts: impl Fn(&What) -> bool,
) -> Option<Difference<'a>> {
    let of = |arm: Arm<'a>| {
        let facts = arm.ledger.facts.iter();
        facts.filter(|fact| counts(&fact.what)).collect::<Vec<_>>()
    };
    first_among(arms.map(of))
}

fn first_among<'a>(facts: [Vec<&'a Fact>; 2]) -> Option<Difference<'a>> {
    let [one, two] = &facts;
    let same = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    let next = facts.each_ref().map(|facts| facts.get(same).copied());
    let round = next.iter().flatten().map(|fact| fact.round).min()?;
    Some(Difference {
        round,
        facts: next.map(|fact| fact.filter(|fact| fact.round == round)),
    })
}

impl Difference<'_> {
    fn is(&self, other: &Difference<'_>) -> bool {
        let same = |(one, two): (&Option<&Fact>, &Option<&Fact>)| one == two;
        self.round == other.round && self.facts.iter().zip(&other.facts).all(same)
    }
}

fn told(arms: [Arm<'_>; 2], difference: &Difference<'_>) -> Divergence {
    let scenario = arms[0].ledger.cast.scenario;
    let (what, why) = explain(arms, difference);
    Divergence {
        month: scenario.month_of(difference.round).to_string(),
        round: difference.round,
        what,
        why,
    }
}
