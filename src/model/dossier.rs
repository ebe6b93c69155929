//! The dossier of a negotiation: everything about it that changes during a run.

use super::conditionality::active;
use super::dependence::{Standing, pooled_leverage};
use super::docket::Dockets;
use super::package::PackageState;
use super::snapshot::background;
use super::tally::Tally;
use crate::chance::{Purpose, StreamId, Tape};
use crate::domain::{
    Adjusts, Clause, ClauseKind, ClauseTarget, Instrument, LinkageKind, Negotiation, PerSide, Side,
    Stage, Watched,
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

/// Per issue: what it is worth to each side at full level in this round.
pub(crate) type Worth = Vec<PerSide<f64>>;

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
    /// Share of the destination's asked value per issue.
    pub(crate) ask_share: Vec<f64>,
    /// Share of the partner's asked value per issue.
    pub(crate) partner_ask_share: Vec<f64>,
    /// For each issue, who concedes it, and what the other side gains by it at full level.
    sides: Vec<Side>,
    gains: Vec<f64>,
    /// For each issue, its package and its place in it.
    pub(crate) place: Vec<(usize, usize)>,

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

    // Observed and derived in this round.
    pub(crate) standing: Standing,
    /// What rules see and only a change of instrument changes.
    pub(crate) background: Snapshot,
    pub(crate) worth: Worth,
    /// Per issue: the level in force, in the scope that the sides work to.
    levels: Vec<f64>,
    /// Per issue: what it counts for in the fulfilment of its side, which is what the other side
    /// gains at the level in force; and their sum per side.
    weights: Vec<f64>,
    weight: PerSide<f64>,
    /// Mean fulfilment of what each side concedes in force; `None` where nothing of value is.
    pub(crate) fulfilled: PerSide<Option<f64>>,
    /// Fulfilment per issue, and room for that of the next round.
    pub(crate) fulfilment: Vec<f64>,
    pub(crate) next_fulfilment: Vec<f64>,
    /// Per issue: what fulfilment would be by now with the best will.
    pub(crate) expected: Vec<f64>,
    /// How far each side has kept to what could be expected of it by now; `None` where it concedes
    /// nothing of value in force.
    pub(crate) kept: PerSide<Option<f64>>,
    /// Per issue: an active clause gives or withholds it, so that it is not also at stake in
    /// general.
    pub(crate) conditional: Vec<bool>,
    /// Per issue: what fulfilling it costs the conceding side in this round.
    pub(crate) temptation: Vec<f64>,
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
    /// Per issue: what a clause or the other side's answer puts at stake.
    pub(crate) stake: Vec<f64>,
    /// Delivered share per issue: fulfilment less what is withheld and what is not funded.
    pub(crate) delivered: Vec<f64>,
    pub(crate) observed: PerSide<f64>,
    pub(crate) observed_issue: Vec<f64>,
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
        let mut place = vec![(0, 0); negotiation.issues.len()];
        for (p, package) in negotiation.packages.iter().enumerate() {
            for (slot, &issue) in package.issues.iter().enumerate() {
                place[issue] = (p, slot);
            }
        }
        let tape = |purpose, ids: &[&str]| Tape::new(StreamId::new(purpose, ids));
        let issues = negotiation.issues.len();
        Dossier {
            leverage: PerSide::default(),
            coordination: PerSide::default(),
            initial_trust: 0.0,
            base_pressure: 0.0,
            fit_share: 0.0,
            capacity_share: 0.0,
            ask_share: vec![0.0; issues],
            partner_ask_share: vec![0.0; issues],
            sides: negotiation
                .issues
                .iter()
                .map(|issue| issue.conceded_by)
                .collect(),
            gains: vec![0.0; issues],
            place,
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
            standing: Standing::default(),
            background: [0.0; QUANTITY_COUNT],
            worth: vec![PerSide::default(); issues],
            levels: vec![0.0; issues],
            weights: vec![0.0; issues],
            weight: PerSide::default(),
            fulfilled: PerSide::default(),
            fulfilment: vec![0.0; issues],
            next_fulfilment: vec![0.0; issues],
            expected: vec![0.0; issues],
            kept: PerSide::default(),
            conditional: vec![false; issues],
            temptation: vec![0.0; issues],
            coerced: 0.0,
            carried: PerSide::default(),
            feared: PerSide::default(),
            suffered: PerSide::default(),
            shares: PerSide::default(),
            stake: vec![0.0; issues],
            delivered: vec![0.0; issues],
            observed: PerSide::default(),
            observed_issue: vec![0.0; issues],
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
        let count = self.packages.len();
        for (package, content) in self.packages.iter_mut().zip(&negotiation.packages) {
            let share: f64 = content.issues.iter().map(|&i| self.ask_share[i]).sum();
            package.begin(if self.ask_share.iter().any(|share| *share > 0.0) {
                share
            } else {
                1.0 / count as f64
            });
        }
        for (gain, issue) in self.gains.iter_mut().zip(&negotiation.issues) {
            *gain = issue.gain().max(0.0);
        }
        self.fulfilment.fill(0.0);
        self.expected.fill(0.0);
        self.standing = Standing::new(scenario, negotiation, self);
        self.background = background(scenario, negotiation, self);
        self.refresh(negotiation);
        self.conditional.fill(false);
        for clause in &negotiation.clauses {
            if let ClauseTarget::Concession(issue) = clause.target {
                self.conditional[issue] |= active(negotiation, clause) > 0.0;
            }
        }
        self.delivered.fill(0.0);
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

    fn prepare_inputs(&mut self, scenario: &Scenario, negotiation: &Negotiation) {
        let moved = |value: f64, what: Adjusts| {
            negotiation
                .accompanying
                .iter()
                .filter(|measure| measure.adjusts == what)
                .fold(value, |value, measure| {
                    if measure.share >= 0.0 {
                        value + measure.share * (1.0 - value)
                    } else {
                        value * (1.0 + measure.share)
                    }
                })
        };
        let coordination =
            PerSide::of(|side| scenario.states[negotiation.parties[side]].coordination());
        self.coordination = PerSide {
            destination: moved(coordination.destination, Adjusts::DestinationCoordination),
            partner: moved(coordination.partner, Adjusts::PartnerCoordination),
        };
        self.initial_trust = moved(negotiation.trust, Adjusts::Trust);
        self.ownership = moved(negotiation.ownership, Adjusts::Ownership);
        self.base_pressure = moved(negotiation.pressure, Adjusts::Pressure);
        self.fit_share = moved(0.0, Adjusts::Fit);
        self.capacity_share = moved(0.0, Adjusts::PartnerCapacity);
        shares(&mut self.ask_share, negotiation, Side::Destination);
        shares(&mut self.partner_ask_share, negotiation, Side::Partner);
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

    /// Level of an issue that is in force now, in the scope that the sides work to; else 0.
    #[inline]
    pub(crate) fn level_in_force(&self, issue: usize) -> f64 {
        self.levels[issue]
    }

    /// Brings what follows from stages, scope, fulfilment and measures up to date: call it after
    /// these change.
    pub(crate) fn refresh(&mut self, negotiation: &Negotiation) {
        self.weight = PerSide::default();
        let mut fulfilled: PerSide<f64> = PerSide::default();
        let mut expected = fulfilled;
        for (index, &side) in self.sides.iter().enumerate() {
            let (package, slot) = self.place[index];
            let package = &self.packages[package];
            let level = if package.in_force() {
                package.levels[slot] * self.scope
            } else {
                0.0
            };
            let weight = self.gains[index] * level;
            self.levels[index] = level;
            self.weights[index] = weight;
            self.weight[side] += weight;
            fulfilled[side] += weight * self.fulfilment[index];
            expected[side] += weight * self.expected[index];
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

    /// The mean of a figure over the issues that each side concedes in force, weighted by what the
    /// other side gains; `None` for a side that concedes nothing of value.
    #[inline]
    pub(crate) fn weighted_mean(&self, figures: &[f64]) -> PerSide<Option<f64>> {
        let mut sum: PerSide<f64> = PerSide::default();
        for ((side, weight), figure) in self.sides.iter().zip(&self.weights).zip(figures) {
            sum[*side] += weight * figure;
        }
        self.mean_of(&sum)
    }

    /// Weighted means from weighted sums.
    fn mean_of(&self, sum: &PerSide<f64>) -> PerSide<Option<f64>> {
        PerSide::of(|side| (self.weight[side] > 0.0).then(|| sum[side] / self.weight[side]))
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
            Watched::Issue(issue) => &self.packages[self.place[issue].0],
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

/// Share of a side's asked value per issue.
fn shares(shares: &mut [f64], negotiation: &Negotiation, side: Side) {
    let asked = |issue: &crate::domain::Issue| {
        if issue.conceded_by == side {
            0.0
        } else {
            issue.gain().max(0.0)
        }
    };
    let total: f64 = negotiation.issues.iter().map(asked).sum();
    for (share, issue) in shares.iter_mut().zip(&negotiation.issues) {
        *share = if total > 0.0 {
            asked(issue) / total
        } else {
            0.0
        };
    }
}

/// How the issues of a package are linked: detection of non-fulfilment of one of them.
pub(crate) fn detection(monitoring: f64, linked: Option<LinkageKind>, issues: usize) -> f64 {
    match linked {
        Some(LinkageKind::Tactical) => monitoring / issues as f64,
        Some(LinkageKind::Substantive) | None => monitoring,
    }
}
