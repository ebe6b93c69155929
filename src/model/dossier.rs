//! The dossier of a negotiation: everything about it that changes during a run.

use super::concession::Concession;
use super::conditionality::active;
use super::dependence::{Standing, pooled_leverage};
use super::docket::Dockets;
use super::package::PackageState;
use super::snapshot::background;
use super::tally::Tally;
use crate::chance::{Purpose, StreamId, Tape};
use crate::domain::{
    Clause, ClauseKind, ClauseTarget, Instrument, Negotiation, PerSide, Side, Stage, Watched,
};
use crate::rules::{QUANTITY_COUNT, Snapshot};
use crate::scenario::Scenario;

/// The measures of one clause.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measures {
    pub(crate) announced: f64,
    pub(crate) carried_out: f64,
    pub(crate) demand: f64,
    pub(crate) granted: f64,
    pub(crate) procedure: f64,
    pub(crate) observed: f64,
    pub(crate) rounds_below: f64,
    pub(crate) rounds_met: f64,
}

/// Everything about a negotiation that changes during a run.
#[derive(Clone, Debug)]
pub(crate) struct Dossier {
    // What holds for a whole run.
    pub(crate) leverage: PerSide<f64>,
    pub(crate) coordination: PerSide<f64>,
    pub(crate) initial_trust: f64,
    pub(crate) base_pressure: f64,
    pub(crate) fit_share: f64,
    pub(crate) capacity_share: f64,
    /// Share of monitoring that the precision of the terms leaves.
    pub(crate) clarity: f64,
    /// Share of the sessions that drafting together leaves, and share of those that would fail to
    /// take place which vague terms save.
    pub(crate) deliberation: f64,
    pub(crate) haste: f64,

    // Between the sides.
    pub(crate) trust: f64,
    pub(crate) grievance: PerSide<f64>,
    pub(crate) record: PerSide<f64>,
    pub(crate) initiative: Side,
    pub(crate) pressure: f64,
    pub(crate) mean_pressure: f64,
    /// What scheduled surges add, and until which round.
    pub(crate) surges: Vec<(f64, usize)>,
    pub(crate) monitoring: f64,
    pub(crate) ownership: f64,
    pub(crate) scope: f64,
    pub(crate) precedent: f64,
    pub(crate) procedures: f64,
    pub(crate) instrument: Instrument,
    pub(crate) measures: Vec<Measures>,
    pub(crate) before: Vec<Measures>,
    pub(crate) packages: Vec<PackageState>,
    pub(crate) concessions: Vec<Concession>,

    // Observed and derived in this round.
    pub(crate) standing: Standing,
    /// What rules see and only a change of instrument changes.
    pub(crate) background: Snapshot,
    /// What counts in the fulfilment of each side: the sum of its concessions' weights.
    weight: PerSide<f64>,
    /// Mean fulfilment of what each side concedes in force; `None` where nothing of value is.
    pub(crate) fulfilled: PerSide<Option<f64>>,
    /// How far each side has kept to what could be expected of it by now; `None` where it concedes
    /// nothing of value in force.
    pub(crate) kept: PerSide<Option<f64>>,
    /// The part of the partner's stake that is penalties and threats.
    pub(crate) coerced: f64,
    /// Measures of each side that hurt the other and are carried out, in units of the levers'
    /// strength.
    pub(crate) carried: PerSide<f64>,
    /// Measures of the other side that each side suffers, or believes that it will, in units of
    /// the levers' strength: carried out + credibility · (announced − carried out).
    pub(crate) feared: PerSide<f64>,
    /// The strongest measure of the other side that each side suffers or faces, in [0, 1].
    pub(crate) suffered: PerSide<f64>,
    /// Mean delivered share of what each side concedes in force.
    pub(crate) shares: PerSide<Option<f64>>,
    pub(crate) observed: PerSide<f64>,
    /// Value of a punished future per unit of a round's stake, F, per side.
    pub(crate) future: PerSide<f64>,
    pub(crate) movements: Movements,
    pub(crate) tally: Tally,

    pub(crate) dockets: Dockets,

    // Draws.
    pub(crate) pressure_tape: Tape,
    pub(crate) perception: Vec<PerSide<Tape>>,
    /// Errors of observation, per issue and of each side's fulfilment as a whole.
    pub(crate) issue_observation: Vec<Tape>,
    pub(crate) observation: PerSide<Tape>,
    /// Issues whose fulfilment a clause watches.
    pub(crate) watched: Vec<usize>,
}

/// How far people have moved: smoothed fulfilment of the issues that move them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Movements {
    pub(crate) returns: f64,
    pub(crate) suppression: f64,
    pub(crate) mobility: f64,
    pub(crate) return_rate: f64,
    pub(crate) irregular_flow: f64,
    pub(crate) displaced_flow: f64,
}

impl Dossier {
    /// A dossier with room for everything that a run needs.
    pub(crate) fn new(scenario: &Scenario, negotiation: &Negotiation) -> Dossier {
        let id = negotiation.id.as_str();
        let tape = |purpose, ids: &[&str]| Tape::new(StreamId::new(purpose, ids));
        Dossier {
            leverage: PerSide::default(),
            coordination: PerSide::default(),
            initial_trust: 0.0,
            base_pressure: 0.0,
            fit_share: 0.0,
            capacity_share: 0.0,
            clarity: 1.0,
            deliberation: 1.0,
            haste: 0.0,
            trust: 0.0,
            grievance: PerSide::default(),
            record: PerSide::default(),
            initiative: Side::Destination,
            pressure: 0.0,
            mean_pressure: 0.0,
            surges: Vec::with_capacity(scenario.events.len()),
            monitoring: 0.0,
            ownership: 0.0,
            scope: 1.0,
            precedent: 0.0,
            procedures: 0.0,
            instrument: negotiation.instrument,
            measures: vec![Measures::default(); negotiation.clauses.len()],
            before: vec![Measures::default(); negotiation.clauses.len()],
            packages: negotiation
                .packages
                .iter()
                .map(|package| PackageState::new(id, package))
                .collect(),
            concessions: Concession::of(negotiation),
            standing: Standing::default(),
            background: [0.0; QUANTITY_COUNT],
            weight: PerSide::default(),
            fulfilled: PerSide::default(),
            kept: PerSide::default(),
            coerced: 0.0,
            carried: PerSide::default(),
            feared: PerSide::default(),
            suffered: PerSide::default(),
            shares: PerSide::default(),
            observed: PerSide::default(),
            future: PerSide::default(),
            movements: Movements::default(),
            tally: Tally::new(scenario, negotiation),
            dockets: Dockets::new(&scenario.rulebook, negotiation),
            pressure_tape: tape(Purpose::Pressure, &[id]),
            perception: negotiation
                .issues
                .iter()
                .map(|issue| {
                    PerSide::of(|side| tape(Purpose::Perception, &[id, &issue.id, side.name()]))
                })
                .collect(),
            issue_observation: negotiation
                .issues
                .iter()
                .map(|issue| tape(Purpose::Observation, &[id, "issue", &issue.id]))
                .collect(),
            observation: PerSide::of(|side| tape(Purpose::Observation, &[id, "side", side.name()])),
            watched: watched(negotiation),
        }
    }

    /// Puts everything where it is before the first round of a run.
    pub(crate) fn begin(&mut self, scenario: &Scenario, negotiation: &Negotiation) {
        self.leverage = pooled_leverage(scenario, negotiation);
        self.prepare_inputs(scenario, negotiation);
        self.trust = self.initial_trust;
        self.grievance = PerSide::default();
        self.record = PerSide::of(|_| 1.0);
        self.initiative = negotiation.initiative;
        self.pressure = self.base_pressure;
        self.mean_pressure = self.base_pressure;
        self.surges.clear();
        self.monitoring = negotiation.monitoring;
        self.scope = 1.0;
        self.precedent = 0.0;
        self.procedures = 0.0;
        self.instrument = negotiation.instrument;
        for (measures, clause) in self.measures.iter_mut().zip(&negotiation.clauses) {
            // What a side does not use it has not announced or carried out either.
            let used = active(negotiation, clause) > 0.0;
            let stated = |measure: f64| if used { measure } else { 0.0 };
            *measures = Measures {
                announced: stated(clause.announced),
                carried_out: stated(clause.carried_out),
                ..Measures::default()
            };
        }
        Concession::begin(&mut self.concessions, negotiation);
        let count = self.packages.len();
        let asks = |issue: &Concession| issue.share_of_asks(Side::Destination);
        let asked = self.concessions.iter().any(|issue| asks(issue) > 0.0);
        for (package, content) in self.packages.iter_mut().zip(&negotiation.packages) {
            let issues = content.issues.iter();
            let share: f64 = issues.map(|&issue| asks(&self.concessions[issue])).sum();
            package.begin(if asked { share } else { 1.0 / count as f64 });
        }
        self.standing = Standing::new(scenario, negotiation, self);
        self.background = background(scenario, negotiation, self);
        self.refresh(negotiation);
        for clause in &negotiation.clauses {
            if let ClauseTarget::Concession(issue) = clause.target {
                self.concessions[issue].conditional |= active(negotiation, clause) > 0.0;
            }
        }
        self.shares = PerSide::default();
        self.observed = PerSide::default();
        self.movements = Movements {
            return_rate: negotiation.base_return_rate,
            irregular_flow: 1.0,
            ..Movements::default()
        };
        self.tally.begin();
        self.dockets.begin(&scenario.rulebook, negotiation);
        self.rewind();
    }

    fn rewind(&mut self) {
        self.pressure_tape.rewind();
        for tapes in &mut self.perception {
            tapes.destination.rewind();
            tapes.partner.rewind();
        }
        self.issue_observation.iter_mut().for_each(Tape::rewind);
        self.observation.destination.rewind();
        self.observation.partner.rewind();
    }

    /// Brings what follows from stages, scope, fulfilment and measures up to date: call it after
    /// these change.
    pub(crate) fn refresh(&mut self, negotiation: &Negotiation) {
        self.weight = PerSide::default();
        let mut fulfilled: PerSide<f64> = PerSide::default();
        let mut expected = fulfilled;
        for concession in &mut self.concessions {
            let package = &self.packages[concession.package];
            concession.level = if package.in_force() {
                package.levels[concession.slot] * self.scope
            } else {
                0.0
            };
            let (side, weight) = (concession.by, concession.gain * concession.level);
            concession.weight = weight;
            self.weight[side] += weight;
            fulfilled[side] += weight * concession.fulfilment;
            expected[side] += weight * concession.expected;
        }
        self.fulfilled = self.mean_of(&fulfilled);
        self.kept = PerSide::of(|side| {
            (self.weight[side] > 0.0).then(|| {
                if expected[side] > 0.0 {
                    (fulfilled[side] / expected[side]).min(1.0)
                } else {
                    1.0
                }
            })
        });
        self.weigh_measures(negotiation);
    }

    /// Brings what follows from measures and credibility up to date.
    pub(crate) fn weigh_measures(&mut self, negotiation: &Negotiation) {
        self.carried = PerSide::default();
        self.feared = PerSide::default();
        self.suffered = PerSide::default();
        for (clause, m) in negotiation.clauses.iter().zip(&self.measures) {
            if clause.kind == ClauseKind::Positive {
                continue;
            }
            let (by, other) = (clause.by, clause.by.other());
            let ahead = (m.announced - m.carried_out).max(0.0);
            let believed = m.carried_out + self.standing.credibility[by] * ahead;
            self.suffered[other] = self.suffered[other].max(believed);
            if let ClauseTarget::Lever(lever) = clause.target {
                let strength = negotiation.levers[lever].value;
                self.carried[by] += strength * m.carried_out;
                self.feared[other] += strength * believed;
            }
        }
    }

    /// The mean delivered share of what each side concedes in force, weighted by what the other
    /// side gains; `None` for a side that concedes nothing of value.
    pub(crate) fn mean_delivered(&self) -> PerSide<Option<f64>> {
        let mut sum: PerSide<f64> = PerSide::default();
        for concession in &self.concessions {
            sum[concession.by] += concession.weight * concession.delivered;
        }
        self.mean_of(&sum)
    }

    /// Weighted means from weighted sums.
    fn mean_of(&self, sum: &PerSide<f64>) -> PerSide<Option<f64>> {
        PerSide::of(|side| (self.weight[side] > 0.0).then(|| sum[side] / self.weight[side]))
    }

    /// How well fulfilment is seen: monitoring, as far as the terms say what to look for.
    #[inline]
    pub(crate) fn sight(&self) -> f64 {
        self.monitoring * self.clarity
    }

    /// Any package is in force.
    #[inline]
    pub(crate) fn any_in_force(&self) -> bool {
        self.packages.iter().any(PackageState::in_force)
    }

    /// The package that decides which rules are looked at for a clause: the one whose fulfilment
    /// it watches.
    pub(crate) fn package_of(&self, clause: &Clause) -> &PackageState {
        match clause.condition.watched {
            Watched::Issue(issue) => &self.packages[self.concessions[issue].package],
            Watched::Agreement => self.lead(),
        }
    }

    /// The package that speaks for the negotiation: the one furthest on.
    pub(crate) fn lead(&self) -> &PackageState {
        let rank = |stage: Stage| match stage {
            Stage::InForce => 5,
            Stage::Suspended => 4,
            Stage::Ratification => 3,
            Stage::Talks => 2,
            Stage::Dormant => 1,
            Stage::Ended => 0,
        };
        let mut lead = &self.packages[0];
        for package in &self.packages[1..] {
            if rank(package.stage) > rank(lead.stage) {
                lead = package;
            }
        }
        lead
    }
}

/// The issues whose fulfilment a clause watches, each once.
fn watched(negotiation: &Negotiation) -> Vec<usize> {
    let watches = |issue: &usize| {
        let watched = Watched::Issue(*issue);
        let mut clauses = negotiation.clauses.iter();
        clauses.any(|clause| clause.condition.watched == watched)
    };
    (0..negotiation.issues.len()).filter(watches).collect()
}
