//! What happens in a run, told to whoever wants to know.

use crate::domain::{PerSide, Side, Stage};
use crate::rules::{Move, Quantity, Snapshot};

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
    /// The rules of a clause, or those of none, are looked at in a stage: which fire, and which do
    /// not, depends on these figures.
    Considered {
        /// Index of the clause.
        clause: Option<usize>,
        /// The stage in which they are looked at.
        stage: Stage,
        /// The figures they see.
        snapshot: &'a Snapshot,
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
    /// A rule that fired takes effect: what changes, turns and moves from here to the next of these
    /// is its doing.
    Applies {
        /// Index of the rule.
        rule: usize,
        /// Index of the clause it was evaluated for.
        clause: Option<usize>,
    },
    /// A rule's effect on a quantity, both figures within its range.
    Changed {
        /// The quantity.
        quantity: Quantity,
        /// The figure before.
        from: f64,
        /// The figure after.
        to: f64,
    },
    /// A rule's move took a package from one stage to another.
    Turned {
        /// Index of the package.
        package: usize,
        /// The stage before.
        from: Stage,
        /// The stage after.
        to: Stage,
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
    /// A vote failed, and the deal goes back to talks.
    Rejected {
        /// Index of the package.
        package: usize,
    },
    /// A new government set the talks back.
    SetBack {
        /// Index of the package.
        package: usize,
        /// By how many sessions.
        sessions: u32,
    },
    /// A new government has the deal approved from the beginning.
    ApprovalRestarted {
        /// Index of the package.
        package: usize,
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
        /// The stage of the package furthest on.
        stage: Stage,
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

/// Two that watch the same run.
impl<A: Witness, B: Witness> Witness for (A, B) {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        self.0.note(round, negotiation, happening);
        self.1.note(round, negotiation, happening);
    }
}
