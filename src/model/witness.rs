//! What happens in a run, told to whoever wants to know.

use crate::domain::{PerSide, Side};
use crate::rules::{Move, Snapshot};

/// Something that happens in a negotiation.
#[derive(Clone, Copy, Debug)]
pub enum Happening<'a> {
    /// The government of one side's state changed.
    GovernmentChanged {
        /// Index of the state.
        state: usize,
        /// Irregularly.
        irregular: bool,
        /// The disposition of the new government towards its own concessions, in [−1, 1].
        disposition: f64,
    },
    /// A crisis began or ended in a state.
    Crisis {
        /// Index of the state.
        state: usize,
        /// It began.
        begins: bool,
    },
    /// A scheduled event took place.
    Scheduled {
        /// Index of the event.
        event: usize,
    },
    /// A rule fired.
    Fired {
        /// Index of the rule.
        rule: usize,
        /// Index of the clause it was evaluated for.
        clause: Option<usize>,
        /// The figures it saw.
        snapshot: &'a Snapshot,
    },
    /// A rule's move took effect.
    Moved {
        /// The move.
        makes: Move,
    },
    /// A side made an offer.
    Offer {
        /// Index of the package.
        package: usize,
        /// The session, from 1.
        session: u32,
        /// Who offers.
        by: Side,
        /// The levels offered, in the order of the package's issues.
        levels: &'a [f64],
        /// What the offer is worth to each side.
        utilities: PerSide<f64>,
        /// What each side demands in this session.
        demands: PerSide<f64>,
        /// What each side gets without a deal.
        reservations: PerSide<f64>,
        /// The other side accepted.
        accepted: bool,
    },
    /// The sides settled.
    Settled {
        /// Index of the package.
        package: usize,
        /// The agreed levels.
        levels: &'a [f64],
        /// What the deal is worth to each side.
        utilities: PerSide<f64>,
    },
    /// An approval stage was passed, or not.
    Approval {
        /// Index of the package.
        package: usize,
        /// It was passed.
        passed: bool,
    },
    /// A side voted on the deal.
    Vote {
        /// Index of the package.
        package: usize,
        /// Who voted.
        side: Side,
        /// What the deal is worth to it, less what it gets without.
        surplus: f64,
        /// In favour.
        favour: bool,
    },
    /// The agreement entered into force.
    EnteredIntoForce {
        /// Index of the package.
        package: usize,
    },
    /// A new government repudiated the agreement.
    Repudiated {
        /// Index of the package.
        package: usize,
        /// Index of the state.
        state: usize,
    },
    /// Talks lapsed after the last session.
    Lapsed {
        /// Index of the package.
        package: usize,
    },
    /// Talks opened again.
    Reopened {
        /// Index of the package.
        package: usize,
    },
    /// The round is over.
    RoundEnded {
        /// Trust.
        trust: f64,
        /// Pressure.
        pressure: f64,
        /// The partner's fulfilment, where in force.
        compliance: Option<f64>,
        /// The destination's fulfilment, where in force.
        delivery: Option<f64>,
        /// Who holds the initiative.
        initiative: Side,
    },
}

/// Watches a run. The ensemble watches with [`Silent`], which compiles to nothing.
pub trait Witness {
    /// Takes note of what happened in a round of a negotiation (both from 0).
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>);
}

/// Watches nothing.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Witness for Silent {
    #[inline]
    fn note(&mut self, _: usize, _: usize, _: &Happening<'_>) {}
}
