//! What happened in a run, kept to be compared with another run.

use super::super::cast::Cast;
use super::quantities::figure;
use super::talks::{self, Offer};
use super::{reasons, shocks, stages};
use crate::domain::{Side, Stage};
use crate::model::{Happening, Witness};
use crate::rules::{Move, Quantity, Rule, Snapshot};
use crate::scenario::Scenario;

/// What happened in every negotiation of a run.
#[derive(Debug)]
pub(super) struct Record<'a> {
    ledgers: Vec<Ledger<'a>>,
}

impl<'a> Record<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Record<'a> {
        let negotiations = 0..scenario.negotiations.len();
        Record {
            ledgers: negotiations
                .map(|negotiation| Ledger::new(Cast::new(scenario, negotiation)))
                .collect(),
        }
    }

    pub(super) fn ledgers(&self) -> &[Ledger<'a>] {
        &self.ledgers
    }
}

impl Witness for Record<'_> {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        self.ledgers[negotiation].note(round, happening);
    }
}

/// What happened in one negotiation, in order.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    pub(super) cast: Cast<'a>,
    pub(super) facts: Vec<Fact>,
    looks: Vec<Look>,
    applying: Option<Firing>,
}

/// Something that happened; it is the same in two runs when it reads the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    pub(super) round: usize,
    pub(super) what: What,
    pub(super) text: String,
}

/// What a fact is, with the figures that explain it.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A shock, which no decision has part in.
    Shock,
    /// A rule fired.
    Fired(Firing),
    /// A rule changed a quantity.
    Changed(Change),
    /// A rule made a move, or turned a package.
    Moved(Firing),
    /// An offer.
    Offer(Offer),
    /// A deal, a vote or another step of a package.
    Step,
    /// Where the negotiation stands at the end of a round.
    Standing(Standing),
}

/// Facts of one kind are compared by what they say.
impl PartialEq for What {
    fn eq(&self, other: &What) -> bool {
        match (self, other) {
            (What::Fired(one), What::Fired(two)) | (What::Moved(one), What::Moved(two)) => {
                one == two
            }
            (What::Changed(one), What::Changed(two)) => {
                (one.by, one.quantity) == (two.by, two.quantity)
            }
            (one, two) => std::mem::discriminant(one) == std::mem::discriminant(two),
        }
    }
}

/// A rule, and the clause for which it fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Firing {
    pub(super) rule: usize,
    pub(super) clause: Option<usize>,
}

/// A rule's effect on a quantity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub(super) by: Firing,
    pub(super) quantity: Quantity,
    /// The figure after.
    pub(super) to: f64,
}

/// Where a negotiation stands at the end of a round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) trust: f64,
    pub(super) pressure: f64,
    pub(super) compliance: Option<f64>,
    pub(super) delivery: Option<f64>,
    pub(super) initiative: Side,
}

/// The figures on which the rules of a clause (or of none) were judged.
#[derive(Debug)]
pub(super) struct Look {
    round: usize,
    clause: Option<usize>,
    stage: Stage,
    pub(super) snapshot: Box<Snapshot>,
}

impl<'a> Ledger<'a> {
    fn new(cast: Cast<'a>) -> Ledger<'a> {
        Ledger {
            cast,
            facts: Vec::new(),
            looks: Vec::new(),
            applying: None,
        }
    }

    pub(super) fn rule(&self, firing: Firing) -> &'a Rule {
        &self.cast.scenario.rulebook.rules()[firing.rule]
    }

    /// The figures on which a rule was judged in a round; `None` where it was not looked at, its
    /// package being in none of the rule's stages.
    pub(super) fn look(&self, round: usize, firing: Firing) -> Option<&Look> {
        let stages = &self.rule(firing).stages;
        let mut looks = self.looks.iter();
        looks.find(|look| {
            look.round == round && look.clause == firing.clause && stages.contains(&look.stage)
        })
    }

    /// The figures before the rules of a round: those of a clause, or of the negotiation alone.
    pub(super) fn before(&self, round: usize, clause: Option<usize>) -> Option<&Snapshot> {
        let of = |look: &&Look| look.round == round && look.clause == clause;
        self.looks.iter().find(of).map(|look| &*look.snapshot)
    }

    /// What happened in a round.
    pub(super) fn of_round(&self, round: usize) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.round == round)
    }

    fn keep(&mut self, round: usize, what: What, text: String) {
        self.facts.push(Fact { round, what, text });
    }

    fn moved(&mut self, round: usize, text: String) {
        if let Some(by) = self.applying {
            self.keep(round, What::Moved(by), text);
        }
    }

    fn changed(&mut self, round: usize, quantity: Quantity, figures: (f64, f64)) {
        let Some(by) = self.applying else { return };
        let clause = by.clause.map(|c| &self.cast.negotiation.clauses[c]);
        // What is too small to be read is the same as no change.
        let text = reasons::change(&self.cast, quantity, clause, figures).unwrap_or_default();
        let change = Change {
            by,
            quantity,
            to: figures.1,
        };
        self.keep(round, What::Changed(change), text);
    }

    fn note(&mut self, round: usize, happening: &Happening<'_>) {
        match *happening {
            Happening::Considered {
                clause,
                stage,
                snapshot,
            } => self.looks.push(Look {
                round,
                clause,
                stage,
                snapshot: Box::new(*snapshot),
            }),
            Happening::Fired { rule, clause, .. } => {
                let says = self.cast.named(&self.rule(Firing { rule, clause }).says);
                self.keep(round, What::Fired(Firing { rule, clause }), says);
            }
            Happening::Applies { rule, clause } => self.applying = Some(Firing { rule, clause }),
            Happening::Changed { quantity, from, to } => self.changed(round, quantity, (from, to)),
            Happening::Turned { from, to, .. } => {
                self.moved(round, format!("{} → {}", from.name(), to.name()));
            }
            Happening::Moved { makes } => self.moved(round, Move::name(makes).to_owned()),
            Happening::RoundEnded {
                trust,
                pressure,
                compliance,
                delivery,
                initiative,
                ..
            } => {
                let standing = Standing {
                    trust,
                    pressure,
                    compliance,
                    delivery,
                    initiative,
                };
                self.keep(round, What::Standing(standing), standing.text());
            }
            _ => self.note_talks(round, happening),
        }
    }

    /// Takes note of shocks, offers and the steps of packages.
    fn note_talks(&mut self, round: usize, happening: &Happening<'_>) {
        let cast = self.cast;
        if let Some(offer) = Offer::of(happening) {
            let text = talks::offer(&cast, &offer);
            self.keep(round, What::Offer(offer), text);
        } else if let Happening::Settled {
            package,
            levels,
            utilities,
        } = *happening
        {
            let text = talks::deal(&cast, package, levels, utilities);
            self.keep(round, What::Step, text);
        } else if let Some((_, text)) = stages::words(&cast, happening) {
            self.keep(round, What::Step, text);
        } else if let Some(text) = shocks::words(&cast, happening) {
            self.keep(round, What::Shock, text);
        }
    }
}

impl Standing {
    /// Shares and indices by the quantity that they are read like.
    pub(super) fn figures(&self) -> [(&'static str, Option<f64>); 4] {
        [
            ("trust", Some(self.trust)),
            ("pressure", Some(self.pressure)),
            ("compliance", self.compliance),
            ("delivery", self.delivery),
        ]
    }

    fn text(&self) -> String {
        let figures = self.figures();
        let shown = figures.iter().map(|(name, value)| {
            let value = value.map_or_else(String::new, |value| figure(Quantity::Trust, value));
            format!("{name} {value}")
        });
        let shown: Vec<String> = shown.collect();
        format!("{} · {}", shown.join(" · "), self.initiative.name())
    }
}
