//! The dossier of a negotiation: everything about it that changes during a run.

use crate::chance::{Purpose, StreamId, Tape};
use crate::domain::{
    ClauseKind, ClauseTarget, Instrument, LinkageKind, Negotiation, PerSide, Side, Stage,
    instrument,
};
use crate::rules::{Guard, MAX_EFFECTS, RuleKind};
use crate::scenario::Scenario;

use super::conditionality::{active, intensity};
use super::dependence::{Standing, pooled_leverage};
use super::frontier::Frontier;
use super::tally::Tally;

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

/// One package during a run.
#[derive(Clone, Debug)]
pub(crate) struct PackageState {
    pub(crate) stage: Stage,
    /// The round in which the stage began.
    pub(crate) since: usize,
    /// It ended, lapsed or reopened in this round: at most one of these per round.
    pub(crate) turned: bool,
    /// It has been in force at some time.
    pub(crate) entered: bool,
    pub(crate) session: u32,
    /// Sessions held in the whole run: the number of an offer depends on it.
    pub(crate) sessions_held: u64,
    pub(crate) approvals: u32,
    pub(crate) signed: Option<usize>,
    pub(crate) months_in_force: f64,
    /// Agreed (or last offered) level per issue of the package.
    pub(crate) levels: Vec<f64>,
    pub(crate) offer: Vec<f64>,
    /// Fulfilment per issue of the package.
    pub(crate) fulfilment: Vec<f64>,
    pub(crate) next: Vec<f64>,
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
    pub(crate) fn turn(&mut self, stage: Stage, round: usize) {
        self.stage = stage;
        self.since = round;
    }

    /// In force now.
    pub(crate) fn in_force(&self) -> bool {
        self.stage == Stage::InForce
    }
}

/// A rule, with one clause that it is evaluated for (or the negotiation as a whole).
#[derive(Clone, Debug)]
pub(crate) struct Docket {
    pub(crate) rule: usize,
    pub(crate) clause: Option<usize>,
    pub(crate) guard: Guard,
    /// How intensively the acting side uses this kind of conditionality in this run.
    pub(crate) intensity: f64,
    /// The probability that the rule fires when it matches.
    pub(crate) probability: f64,
    /// How often it fired in this run.
    pub(crate) count: u32,
    /// The first round in which it may fire again.
    pub(crate) ready: usize,
}

/// A docket whose condition held and whose draw let it fire, with the amounts of its effects.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub(crate) docket: usize,
    pub(crate) amounts: [f64; MAX_EFFECTS],
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
    pub(crate) worth: Worth,
    /// Per issue: the level in force, in the scope that the sides work to.
    levels: Vec<f64>,
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
    /// Mean delivered share of what each side concedes in force.
    pub(crate) shares: PerSide<Option<f64>>,
    /// Per issue: what a clause or the other side's answer puts at stake.
    pub(crate) stake: Vec<f64>,
    /// Delivered share per issue: fulfilment less what is withheld and what is not funded.
    pub(crate) delivered: Vec<f64>,
    pub(crate) observed: PerSide<f64>,
    /// Value of a punished future per unit of a round's stake, F, per side.
    pub(crate) future: PerSide<f64>,
    pub(crate) movements: Movements,
    pub(crate) tally: Tally,

    // Rules.
    pub(crate) dockets: Vec<Docket>,
    /// A tape per docket.
    pub(crate) rule_tapes: Vec<Tape>,
    /// Dockets per clause and stage; those of no clause come last.
    pub(crate) by_clause: Vec<[Vec<usize>; Stage::ALL.len()]>,
    pub(crate) matched: Vec<Match>,

    // Draws.
    pub(crate) pressure_tape: Tape,
    pub(crate) perception: Vec<PerSide<Tape>>,
    pub(crate) clause_observation: Vec<Tape>,
    pub(crate) observation: PerSide<Tape>,
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
        let packages = negotiation
            .packages
            .iter()
            .map(|package| {
                let count = package.issues.len();
                let of = |purpose| tape(purpose, &[id, &package.id]);
                PackageState {
                    stage: Stage::Talks,
                    since: 0,
                    turned: false,
                    entered: false,
                    session: 0,
                    sessions_held: 0,
                    approvals: 0,
                    signed: None,
                    months_in_force: 0.0,
                    levels: vec![0.0; count],
                    offer: vec![0.0; count],
                    fulfilment: vec![0.0; count],
                    next: vec![0.0; count],
                    frontier: Frontier::with_capacity(count),
                    perceived: Frontier::with_capacity(count),
                    stake_share: 0.0,
                    sessions: of(Purpose::Session),
                    acceptance: of(Purpose::Acceptance),
                    approval: of(Purpose::Approval),
                    votes: PerSide::of(|side| {
                        tape(Purpose::Ratification, &[id, &package.id, side.name()])
                    }),
                    reopening: of(Purpose::Reopening),
                    repudiation: PerSide::of(|side| {
                        tape(Purpose::Repudiation, &[id, &package.id, side.name()])
                    }),
                }
            })
            .collect();
        let dockets = dockets(scenario, negotiation);
        let clauses = (0..negotiation.clauses.len()).map(Some).chain([None]);
        let by_clause = clauses
            .map(|clause| {
                Stage::ALL.map(|stage| {
                    let looked_at = |docket: &Docket| {
                        docket.clause == clause
                            && scenario.rulebook.rules()[docket.rule]
                                .stages
                                .contains(&stage)
                    };
                    (0..dockets.len())
                        .filter(|&index| looked_at(&dockets[index]))
                        .collect()
                })
            })
            .collect();
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
            packages,
            standing: Standing::default(),
            worth: vec![PerSide::default(); issues],
            levels: vec![0.0; issues],
            conditional: vec![false; issues],
            temptation: vec![0.0; issues],
            coerced: 0.0,
            carried: PerSide::default(),
            shares: PerSide::default(),
            stake: vec![0.0; issues],
            delivered: vec![0.0; issues],
            observed: PerSide::default(),
            future: PerSide::default(),
            movements: Movements::default(),
            tally: Tally::new(scenario, negotiation),
            matched: Vec::with_capacity(dockets.len()),
            rule_tapes: dockets
                .iter()
                .map(|docket| {
                    let rule = &scenario.rulebook.rules()[docket.rule];
                    let clause = docket
                        .clause
                        .map_or("", |clause| negotiation.clauses[clause].id.as_str());
                    tape(Purpose::Rule, &[id, &rule.id, clause])
                })
                .collect(),
            dockets,
            by_clause,
            pressure_tape: tape(Purpose::Pressure, &[id]),
            perception: negotiation
                .issues
                .iter()
                .map(|issue| {
                    PerSide::of(|side| tape(Purpose::Perception, &[id, &issue.id, side.name()]))
                })
                .collect(),
            clause_observation: negotiation
                .clauses
                .iter()
                .map(|clause| tape(Purpose::Observation, &[id, "clause", &clause.id]))
                .collect(),
            observation: PerSide::of(|side| tape(Purpose::Observation, &[id, "side", side.name()])),
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
            *measures = Measures {
                announced: clause.announced,
                carried_out: clause.carried_out,
                ..Measures::default()
            };
        }
        let count = self.packages.len();
        for (package, content) in self.packages.iter_mut().zip(&negotiation.packages) {
            package.turn(Stage::Talks, 0);
            package.entered = false;
            package.session = 0;
            package.sessions_held = 0;
            package.approvals = 0;
            package.signed = None;
            package.months_in_force = 0.0;
            package.levels.fill(0.0);
            package.fulfilment.fill(0.0);
            let share: f64 = content.issues.iter().map(|&i| self.ask_share[i]).sum();
            package.stake_share = if self.ask_share.iter().any(|share| *share > 0.0) {
                share
            } else {
                1.0 / count as f64
            };
        }
        self.standing = Standing::new(scenario, negotiation, self);
        self.levels.fill(0.0);
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
        for docket in &mut self.dockets {
            let rule = &scenario.rulebook.rules()[docket.rule];
            docket.intensity = intensity(negotiation, rule);
            docket.probability = if rule.makes.is_some() {
                rule.probability * docket.intensity
            } else {
                rule.probability
            };
            docket.count = 0;
            docket.ready = 0;
        }
        self.rewind();
    }

    fn prepare_inputs(&mut self, scenario: &Scenario, negotiation: &Negotiation) {
        use crate::domain::Adjusts;
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
        self.clause_observation.iter_mut().for_each(Tape::rewind);
        self.observation.destination.rewind();
        self.observation.partner.rewind();
        self.rule_tapes.iter_mut().for_each(Tape::rewind);
        for package in &mut self.packages {
            for tape in [
                &mut package.sessions,
                &mut package.acceptance,
                &mut package.approval,
                &mut package.reopening,
                &mut package.votes.destination,
                &mut package.votes.partner,
                &mut package.repudiation.destination,
                &mut package.repudiation.partner,
            ] {
                tape.rewind();
            }
        }
    }

    /// Level of an issue that is in force now, in the scope that the sides work to; else 0.
    #[inline]
    pub(crate) fn level_in_force(&self, issue: usize) -> f64 {
        self.levels[issue]
    }

    /// Brings what follows from stages, scope and measures up to date: call it after these change.
    pub(crate) fn refresh(&mut self, negotiation: &Negotiation) {
        for (level, &(package, slot)) in self.levels.iter_mut().zip(&self.place) {
            let package = &self.packages[package];
            *level = if package.in_force() {
                package.levels[slot] * self.scope
            } else {
                0.0
            };
        }
        self.carried = PerSide::default();
        for (clause, measures) in negotiation.clauses.iter().zip(&self.measures) {
            if let (ClauseKind::Negative | ClauseKind::Reverse, ClauseTarget::Lever(lever)) =
                (clause.kind, clause.target)
            {
                self.carried[clause.by] += negotiation.levers[lever].value * measures.carried_out;
            }
        }
    }

    /// Fulfilment of an issue.
    #[inline]
    pub(crate) fn fulfilment(&self, issue: usize) -> f64 {
        let (package, slot) = self.place[issue];
        self.packages[package].fulfilment[slot]
    }

    /// Any package is in force.
    #[inline]
    pub(crate) fn any_in_force(&self) -> bool {
        self.packages.iter().any(PackageState::in_force)
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

    /// The strongest measure of the other side that this side suffers or faces, in [0, 1].
    pub(crate) fn suffered(&self, negotiation: &Negotiation, side: Side) -> f64 {
        let belief = self.standing.credibility[side.other()];
        negotiation
            .clauses
            .iter()
            .zip(&self.measures)
            .filter(|(clause, _)| clause.by != side && clause.kind != ClauseKind::Positive)
            .map(|(_, m)| m.carried_out + belief * (m.announced - m.carried_out).max(0.0))
            .fold(0.0, f64::max)
    }
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

/// Every rule that is switched on, with each clause that it is evaluated for, in rulebook order.
fn dockets(scenario: &Scenario, negotiation: &Negotiation) -> Vec<Docket> {
    let mut dockets = Vec::new();
    for (index, rule) in scenario.rulebook.rules().iter().enumerate() {
        if !rule.enabled {
            continue;
        }
        let docket = |clause: Option<usize>| Docket {
            rule: index,
            clause,
            guard: Guard::new(&rule.when),
            intensity: 0.0,
            probability: 0.0,
            count: 0,
            ready: 0,
        };
        let Some(kind) = rule.kind.clause_kind() else {
            dockets.push(docket(None));
            continue;
        };
        for (index, clause) in negotiation.clauses.iter().enumerate() {
            let owner = rule.kind == RuleKind::Reverse || clause.by == rule.actor;
            if clause.kind == kind && owner {
                dockets.push(docket(Some(index)));
            }
        }
    }
    dockets
}

/// How the issues of a package are linked: detection of non-fulfilment of one of them.
pub(crate) fn detection(monitoring: f64, linked: Option<LinkageKind>, issues: usize) -> f64 {
    match linked {
        Some(LinkageKind::Tactical) => monitoring / issues as f64,
        Some(LinkageKind::Substantive) | None => monitoring,
    }
}

/// The instrument that a move leads to.
pub(crate) fn next_instrument(id: Option<&str>) -> Option<Instrument> {
    id.and_then(instrument).copied()
}
