//! The course of one run, as a witness takes it down.

use crate::domain::{PerSide, Side};
use crate::model::{Happening, Keys, NegotiationOutcome, RoundRecord, Simulator, Witness};

/// An offer in talks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Offer {
    pub(super) session: u32,
    pub(super) by: Side,
    pub(super) accepted: bool,
}

/// A settled deal.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Deal {
    pub(super) levels: Vec<f64>,
    pub(super) utilities: PerSide<f64>,
}

/// Something that depends on no decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shock {
    Government {
        round: usize,
        state: usize,
        irregular: bool,
        disposition: f64,
    },
    Crisis {
        round: usize,
        state: usize,
        begins: bool,
    },
    Pressure(f64),
}

/// What happened to the first negotiation in one run.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    pub(super) offers: Vec<Offer>,
    pub(super) deals: Vec<Deal>,
    pub(super) votes: Vec<(Side, bool)>,
    /// Rounds in which an agreement entered into force.
    pub(super) entered: Vec<usize>,
    /// Rounds in which one was repudiated.
    pub(super) repudiated: Vec<usize>,
    pub(super) shocks: Vec<Shock>,
    pub(super) rounds: Vec<RoundRecord>,
    outcome: Option<NegotiationOutcome>,
}

impl Course {
    /// Runs once and takes down the course.
    pub(super) fn of_run(simulator: &mut Simulator, keys: &Keys) -> Course {
        let mut course = Course::default();
        simulator.run(keys, &mut course);
        course.rounds = simulator.rounds(0).to_vec();
        course.outcome = Some(simulator.outcome(0).clone());
        course
    }

    /// The outcome.
    pub(super) fn outcome(&self) -> &NegotiationOutcome {
        self.outcome
            .as_ref()
            .unwrap_or_else(|| unreachable!("a course is made by a run"))
    }

    /// An agreement entered into force.
    pub(super) fn agreed(&self) -> bool {
        !self.entered.is_empty()
    }

    /// The first offer that was accepted.
    pub(super) fn accepted(&self) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.accepted)
    }

    /// The first deal's level of an issue; not a number where there was no deal.
    pub(super) fn level(&self, issue: usize) -> f64 {
        self.deals
            .first()
            .map_or(f64::NAN, |deal| deal.levels[issue])
    }

    /// The partner's and the destination's delivered share in the last round; not a number where
    /// nothing is in force.
    pub(super) fn finally(&self) -> PerSide<f64> {
        let last = self.rounds.last();
        PerSide {
            destination: last.and_then(|r| r.delivery).unwrap_or(f64::NAN),
            partner: last.and_then(|r| r.compliance).unwrap_or(f64::NAN),
        }
    }
}

impl Witness for Course {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        if negotiation != 0 {
            return;
        }
        match *happening {
            Happening::Offer {
                session,
                by,
                accepted,
                ..
            } => self.offers.push(Offer {
                session,
                by,
                accepted,
            }),
            Happening::Settled {
                levels, utilities, ..
            } => self.deals.push(Deal {
                levels: levels.to_vec(),
                utilities,
            }),
            Happening::Vote { side, favour, .. } => self.votes.push((side, favour)),
            Happening::EnteredIntoForce { .. } => self.entered.push(round),
            Happening::Repudiated { .. } => self.repudiated.push(round),
            Happening::GovernmentChanged {
                state,
                irregular,
                disposition,
            } => self.shocks.push(Shock::Government {
                round,
                state,
                irregular,
                disposition,
            }),
            Happening::Crisis { state, begins } => self.shocks.push(Shock::Crisis {
                round,
                state,
                begins,
            }),
            Happening::RoundEnded { pressure, .. } => self.shocks.push(Shock::Pressure(pressure)),
            _ => {}
        }
    }
}
