//! A package during a run: issues that are settled together, from talks to the end.

use super::frontier::Frontier;
use crate::chance::{Purpose, StreamId, Tape};
use crate::domain::{Package, PerSide, Stage};

/// One package during a run.
#[derive(Clone, Debug)]
pub(crate) struct PackageState {
    pub(crate) stage: Stage,
    /// The round in which the stage began.
    pub(crate) since: usize,
    /// It ended, lapsed or reopened in this round: at most one of these per round.
    pub(crate) turned: bool,
    /// Its talks may be held: the packages that come before it have entered into force.
    pub(crate) open: bool,
    /// It has been in force at some time.
    pub(crate) entered: bool,
    pub(crate) session: u32,
    /// Sessions held in the whole run: the number of an offer depends on it.
    pub(crate) sessions_held: u64,
    pub(crate) approvals: u32,
    pub(crate) signed: Option<usize>,
    pub(crate) months_in_force: f64,
    /// What is left of the financing and staff of the day of entry into force.
    pub(crate) means: f64,
    /// Agreed (or last offered) level per issue of the package.
    pub(crate) levels: Vec<f64>,
    pub(crate) offer: Vec<f64>,
    pub(crate) frontier: Frontier,
    pub(crate) perceived: Frontier,
    /// Share of the destination's asked value that is in this package.
    pub(crate) stake_share: f64,
    pub(crate) sessions: Tape,
    pub(crate) acceptance: Tape,
    pub(crate) approval: Tape,
    pub(crate) votes: PerSide<Tape>,
    pub(crate) reopening: Tape,
    pub(crate) repudiation: PerSide<Tape>,
}

impl PackageState {
    /// A package of the negotiation with this id.
    pub(crate) fn new(negotiation: &str, package: &Package) -> PackageState {
        let count = package.issues.len();
        let of = |purpose| Tape::new(StreamId::new(purpose, &[negotiation, package.id.as_str()]));
        let of_side = |purpose| {
            PerSide::of(|side| {
                let ids = [negotiation, package.id.as_str(), side.name()];
                Tape::new(StreamId::new(purpose, &ids))
            })
        };
        PackageState {
            stage: Stage::Talks,
            since: 0,
            turned: false,
            open: false,
            entered: false,
            session: 0,
            sessions_held: 0,
            approvals: 0,
            signed: None,
            months_in_force: 0.0,
            means: 1.0,
            levels: vec![0.0; count],
            offer: vec![0.0; count],
            frontier: Frontier::with_capacity(count),
            perceived: Frontier::with_capacity(count),
            stake_share: 0.0,
            sessions: of(Purpose::Session),
            acceptance: of(Purpose::Acceptance),
            approval: of(Purpose::Approval),
            votes: of_side(Purpose::Ratification),
            reopening: of(Purpose::Reopening),
            repudiation: of_side(Purpose::Repudiation),
        }
    }

    /// Puts everything where it is before the first round of a run.
    pub(crate) fn begin(&mut self, stake_share: f64) {
        self.turn(Stage::Talks, 0);
        self.turned = false;
        self.entered = false;
        self.session = 0;
        self.sessions_held = 0;
        self.approvals = 0;
        self.signed = None;
        self.months_in_force = 0.0;
        self.means = 1.0;
        self.levels.fill(0.0);
        self.stake_share = stake_share;
        for tape in [
            &mut self.sessions,
            &mut self.acceptance,
            &mut self.approval,
            &mut self.reopening,
            &mut self.votes.destination,
            &mut self.votes.partner,
            &mut self.repudiation.destination,
            &mut self.repudiation.partner,
        ] {
            tape.rewind();
        }
    }

    pub(crate) fn turn(&mut self, stage: Stage, round: usize) {
        self.stage = stage;
        self.since = round;
    }

    /// In force now.
    #[inline]
    pub(crate) fn in_force(&self) -> bool {
        self.stage == Stage::InForce
    }
}
