//! Dockets: the rules that concern a negotiation, each with the clause that it is evaluated for.

use super::conditionality::{intensity, probability};
use super::simulator::Scene;
use super::witness::{Happening, Witness};
use crate::chance::{Purpose, StreamId, Tape};
use crate::domain::{ClauseTarget, LeverLevel, Negotiation, Stage};
use crate::rules::language::Slot;
use crate::rules::{
    Guard, MAX_EFFECTS, Quantity, Rule, RuleKind, Rulebook, Snapshot, Test, quantity_range,
};

/// A rule, with one clause that it is evaluated for (or the negotiation as a whole).
#[derive(Clone, Debug)]
pub(crate) struct Docket {
    pub(crate) rule: usize,
    pub(crate) clause: Option<usize>,
    guard: Guard,
    /// How often it may fire in a run.
    limit: u32,
    /// How intensively the acting side uses this kind of conditionality in this run.
    pub(crate) intensity: f64,
    /// The probability that the rule fires when it matches.
    probability: f64,
    /// How often it fired in this run.
    count: u32,
    /// The first round in which it may fire again.
    ready: usize,
}

/// A docket whose condition held and whose draw let it fire, with the amounts of its effects.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub(crate) docket: usize,
    pub(crate) amounts: [f64; MAX_EFFECTS],
}

/// A docket behind the first test of its condition: most are done with after that.
#[derive(Clone, Copy, Debug)]
struct Watch {
    first: Option<Test>,
    docket: usize,
}

/// The dockets of a negotiation.
#[derive(Clone, Debug)]
pub(crate) struct Dockets {
    list: Vec<Docket>,
    /// A tape per docket.
    tapes: Vec<Tape>,
    /// Per clause and stage what is looked at; what concerns no clause comes last.
    watches: Vec<[Vec<Watch>; Stage::ALL.len()]>,
    /// What fired in this round.
    matched: Vec<Match>,
}

impl Dockets {
    /// Every rule that is switched on, with each clause that it is evaluated for and that is on, in
    /// rulebook order.
    pub(crate) fn new(rulebook: &Rulebook, negotiation: &Negotiation) -> Dockets {
        let rules = rulebook.rules();
        let list = list(rules, negotiation);
        let tape = |docket: &Docket| {
            let clause = docket
                .clause
                .map_or("", |clause| negotiation.clauses[clause].id.as_str());
            let ids = [&negotiation.id, &rules[docket.rule].id, clause];
            Tape::new(StreamId::new(Purpose::Rule, &ids))
        };
        let watches = (0..negotiation.clauses.len())
            .map(Some)
            .chain([None])
            .map(|clause| {
                Stage::ALL.map(|stage| {
                    let concerned = |docket: &Docket| {
                        docket.clause == clause && rules[docket.rule].stages.contains(&stage)
                    };
                    let watch = |(docket, content): (usize, &Docket)| Watch {
                        first: content.guard.first(),
                        docket,
                    };
                    list.iter()
                        .enumerate()
                        .filter(|(_, docket)| concerned(docket))
                        .map(watch)
                        .collect()
                })
            })
            .collect();
        Dockets {
            tapes: list.iter().map(tape).collect(),
            watches,
            matched: Vec::with_capacity(list.len()),
            list,
        }
    }

    /// Puts everything where it is before the first round of a run.
    pub(crate) fn begin(&mut self, rulebook: &Rulebook, negotiation: &Negotiation) {
        for docket in &mut self.list {
            let rule = &rulebook.rules()[docket.rule];
            docket.intensity = intensity(negotiation, rule);
            docket.probability = probability(negotiation, rule);
            docket.count = 0;
            docket.ready = 0;
        }
        self.tapes.iter_mut().for_each(Tape::rewind);
    }

    pub(crate) fn get(&self, docket: usize) -> &Docket {
        &self.list[docket]
    }

    /// Forgets what fired before.
    pub(crate) fn clear(&mut self) {
        self.matched.clear();
    }

    /// Looks at the rules of a clause (or of none) in a stage, and keeps those that match and fire.
    pub(crate) fn look<W: Witness>(
        &mut self,
        scene: &Scene<'_>,
        clause: Option<usize>,
        stage: Stage,
        snapshot: &Snapshot,
        witness: &mut W,
    ) {
        let considered = Happening::Considered {
            clause,
            stage,
            snapshot,
        };
        scene.tell(witness, &considered);
        let row = clause.unwrap_or(self.watches.len() - 1);
        for &Watch { first, docket } in &self.watches[row][stage as usize] {
            if first.is_some_and(|test| !test.passes(snapshot)) {
                continue;
            }
            let rules = scene.scenario.rulebook.rules();
            let (content, tape) = (&mut self.list[docket], &mut self.tapes[docket]);
            if let Some(amounts) = content.fire(scene, &rules[content.rule], tape, snapshot) {
                self.matched.push(Match { docket, amounts });
                let rule = content.rule;
                let fired = Happening::Fired {
                    rule,
                    clause,
                    snapshot,
                };
                scene.tell(witness, &fired);
            }
        }
    }

    /// Puts what fired in this round in rulebook order.
    pub(crate) fn sort(&mut self) {
        self.matched.sort_unstable_by_key(|matched| matched.docket);
    }

    /// What fired in this round.
    pub(crate) fn matched(&self) -> &[Match] {
        &self.matched
    }
}

impl Docket {
    /// The amounts of the rule's effects, if it matches and fires.
    fn fire(
        &mut self,
        scene: &Scene<'_>,
        rule: &Rule,
        tape: &mut Tape,
        snapshot: &Snapshot,
    ) -> Option<[f64; MAX_EFFECTS]> {
        if self.intensity <= 0.0
            || scene.round < self.ready
            || self.count >= self.limit
            || !self.guard.holds(snapshot)
            || self.probability < 1.0
                && !tape.below(&scene.keys.chance, scene.round as u64, self.probability)
        {
            return None;
        }
        self.count += 1;
        self.ready = scene.round + 1 + rule.cooldown as usize;
        let mut amounts = [0.0; MAX_EFFECTS];
        for (amount, effect) in amounts.iter_mut().zip(&rule.effects) {
            *amount = effect.effect.amount.value(snapshot);
        }
        Some(amounts)
    }
}

/// The rules that are looked at for a clause of a negotiation (by its index), in rulebook order:
/// those of its kind by its side, without those whose condition can never hold for it, such as a
/// rule about levers of the EU for a national one. An intensity of 0 does not count here.
#[must_use]
pub fn rules_on<'r>(
    rulebook: &'r Rulebook,
    negotiation: &Negotiation,
    clause: usize,
) -> Vec<&'r Rule> {
    let rules = rulebook.rules();
    let dockets = list(rules, negotiation).into_iter();
    dockets
        .filter(|docket| docket.clause == Some(clause))
        .map(|docket| &rules[docket.rule])
        .collect()
}

fn list(rules: &[Rule], negotiation: &Negotiation) -> Vec<Docket> {
    let mut list = Vec::new();
    for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.enabled) {
        let mut add = |clause: Option<usize>| {
            let range = |slot| range_here(slot, negotiation, clause);
            if let Some(guard) = Guard::new(&rule.when, &range) {
                list.push(Docket {
                    rule: index,
                    clause,
                    guard,
                    limit: rule.limit.unwrap_or(u32::MAX),
                    intensity: 0.0,
                    probability: 0.0,
                    count: 0,
                    ready: 0,
                });
            }
        };
        let Some(kind) = rule.kind.clause_kind() else {
            add(None);
            continue;
        };
        for (index, clause) in negotiation.clauses.iter().enumerate() {
            let owner = rule.kind == RuleKind::Reverse || clause.by == rule.actor;
            if clause.enabled && clause.kind == kind && owner {
                add(Some(index));
            }
        }
    }
    list
}

/// The range of a quantity for a clause of this negotiation: a point for what its file fixes, so
/// that a rule about EU levers is not looked at for a national one.
fn range_here(slot: Slot, negotiation: &Negotiation, clause: Option<usize>) -> (f64, f64) {
    let target = clause.map(|clause| negotiation.clauses[clause].target);
    let lever = match target {
        Some(ClauseTarget::Lever(lever)) => Some(&negotiation.levers[lever]),
        Some(ClauseTarget::Concession(_)) | None => None,
    };
    let holds = match Quantity::at(slot) {
        Quantity::ClauseEuLevel => lever.is_some_and(|lever| lever.level == LeverLevel::Eu),
        Quantity::ClauseOnConcession => matches!(target, Some(ClauseTarget::Concession(_))),
        Quantity::CrisisProtocol => negotiation.crisis_protocol,
        _ => return quantity_range(slot),
    };
    let figure = f64::from(u8::from(holds));
    (figure, figure)
}
