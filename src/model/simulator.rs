//! One run: all negotiations of a scenario, round by round.

use super::baselines::{Prospect, baselines, prospect};
use super::conditionality::apply_rules;
use super::dossier::Dossier;
use super::fulfilment::{appraise, deliver, fulfil, fund};
use super::grounds::Grounds;
use super::movements::{movements, observe, relations};
use super::outcome::{Fate, METRIC_COUNT, NegotiationOutcome};
use super::pace::{Pace, rounds_of};
use super::sabotage::{Fault, present};
use super::stages::{answer_changes, step};
use super::tally::{RoundRecord, grounds, judge, record};
use super::witness::{Happening, Witness};
use super::world::Government;
use crate::chance::{Purpose, RunKey, StreamId, Tape};
use crate::domain::{Event, EventKind, Negotiation, Side, Stage};
use crate::scenario::{Before, Owner, Scenario};

/// What the draws of a run depend on: one key for the uncertain inputs, one for all that happens.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// For the inputs that are drawn once per run.
    pub inputs: RunKey,
    /// For everything else.
    pub chance: RunKey,
}

impl Keys {
    /// The keys of a run.
    #[must_use]
    pub fn of_run(seed: u64, run: u64) -> Keys {
        let run = if present(Fault::RepeatedRuns) {
            run / 4
        } else {
            run
        };
        let key = RunKey::new(seed, run);
        Keys {
            inputs: key,
            chance: key,
        }
    }
}

/// What a step of the model can see besides the dossier that it changes.
pub(crate) struct Scene<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) negotiation: &'a Negotiation,
    pub(crate) index: usize,
    pub(crate) governments: &'a [Government],
    pub(crate) pace: &'a Pace,
    pub(crate) keys: &'a Keys,
    pub(crate) round: usize,
}

impl Scene<'_> {
    /// The government of one side.
    #[inline]
    pub(crate) fn government(&self, side: Side) -> &Government {
        &self.governments[self.negotiation.parties[side]]
    }

    #[inline]
    pub(crate) fn tell<W: Witness>(&self, witness: &mut W, happening: &Happening<'_>) {
        witness.note(self.round, self.index, happening);
    }
}

/// Runs a scenario. Made once per worker; a run allocates nothing.
#[derive(Clone, Debug)]
pub struct Simulator {
    scenario: Scenario,
    pace: Pace,
    governments: Vec<Government>,
    dossiers: Vec<Dossier>,
    outcomes: Vec<NegotiationOutcome>,
    event_tapes: Vec<Tape>,
    happened: Vec<bool>,
    granted: Vec<u32>,
    /// What the shifts of the scenario found in the last run.
    shifted: Vec<Before>,
}

impl Simulator {
    /// A simulator of this scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Simulator {
        let scenario = scenario.clone();
        let dossiers = scenario
            .negotiations
            .iter()
            .map(|negotiation| Dossier::new(&scenario, negotiation))
            .collect();
        let outcomes = scenario
            .negotiations
            .iter()
            .map(|negotiation| NegotiationOutcome {
                metrics: [None; METRIC_COUNT],
                fulfilment: Vec::with_capacity(negotiation.issues.len()),
                fate: Fate::Stalemate,
                baselines: Default::default(),
            })
            .collect();
        Simulator {
            pace: Pace::new(&scenario.settings, scenario.months_per_round),
            governments: scenario.states.iter().map(Government::new).collect(),
            dossiers,
            outcomes,
            event_tapes: scenario
                .events
                .iter()
                .map(|event| Tape::new(StreamId::new(Purpose::Event, &[&event.id])))
                .collect(),
            happened: vec![false; scenario.events.len()],
            granted: vec![0; scenario.negotiations.len()],
            shifted: Vec::with_capacity(scenario.shifts.len()),
            scenario,
        }
    }

    /// The scenario, with the inputs drawn for the last run.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Puts a figure in its place for all runs from now on, as if the scenario had stated it.
    pub fn put(&mut self, owner: &Owner, figure: f64) {
        owner.put(&mut self.scenario, figure);
    }

    /// Runs once; the outcome of every negotiation, in the order of the scenario.
    pub fn run<W: Witness>(&mut self, keys: &Keys, witness: &mut W) -> &[NegotiationOutcome] {
        let keys = &if present(Fault::ExtraDraw) {
            let scenario = &self.scenario;
            let (things, rules) = (&scenario.figures, scenario.rulebook.rules());
            shifted(keys, things.len() + rules.len() + scenario.events.len())
        } else {
            *keys
        };
        self.begin(keys);
        for round in 0..self.scenario.rounds {
            self.round(keys, round, witness);
        }
        for ((outcome, dossier), negotiation) in self
            .outcomes
            .iter_mut()
            .zip(&self.dossiers)
            .zip(&self.scenario.negotiations)
        {
            judge(&self.scenario, negotiation, dossier, outcome);
        }
        &self.outcomes
    }

    /// What each negotiation has at the outset of a run, which goes no further: nothing is
    /// announced, and no round is played.
    pub fn outset(&mut self, keys: &Keys) -> Vec<Prospect> {
        self.begin(keys);
        let prospects = (0..self.dossiers.len()).map(|index| {
            let (scene, dossier) = self.scene(keys, 0, index);
            prospect(&scene, dossier)
        });
        prospects.collect()
    }

    /// The outcome of a negotiation in the last run.
    #[must_use]
    pub fn outcome(&self, negotiation: usize) -> &NegotiationOutcome {
        &self.outcomes[negotiation]
    }

    /// The rounds of a negotiation in the last run.
    #[must_use]
    pub fn rounds(&self, negotiation: usize) -> &[RoundRecord] {
        &self.dossiers[negotiation].tally.rounds
    }

    /// What decided the fate of a negotiation in the last run.
    #[must_use]
    pub fn grounds(&self, negotiation: usize) -> Grounds {
        grounds(&self.dossiers[negotiation])
    }

    /// The stage in which each package of a negotiation was at the end of the last run.
    pub fn stages(&self, negotiation: usize) -> impl Iterator<Item = Stage> {
        let packages = &self.dossiers[negotiation].packages;
        packages.iter().map(|package| package.stage)
    }

    /// How often each rule of the rulebook fired in a negotiation in the last run.
    #[must_use]
    pub fn firings(&self, negotiation: usize) -> &[u32] {
        &self.dossiers[negotiation].tally.firings
    }

    /// By how much the shifts of the scenario really moved their figures in the last run, as the
    /// mean over them; `None` without shifts.
    #[must_use]
    pub fn shifted(&self) -> Option<f64> {
        let made: f64 = self.shifted.iter().map(|before| before.made).sum();
        (!self.shifted.is_empty()).then(|| made / self.shifted.len() as f64)
    }

    fn begin(&mut self, keys: &Keys) {
        self.unshift();
        // Taken out for the time of the loop, since drawing writes to the rest of the scenario.
        let uncertain = std::mem::take(&mut self.scenario.uncertain);
        for input in &uncertain {
            input
                .owner
                .put(&mut self.scenario, input.draw(&keys.inputs));
        }
        self.scenario.uncertain = uncertain;
        self.shift();
        self.pace = Pace::new(&self.scenario.settings, self.scenario.months_per_round);
        for (government, state) in self.governments.iter_mut().zip(&self.scenario.states) {
            government.begin(state, &self.scenario);
        }
        for tape in &mut self.event_tapes {
            tape.rewind();
        }
        for (dossier, negotiation) in self.dossiers.iter_mut().zip(&self.scenario.negotiations) {
            dossier.begin(&self.scenario, negotiation);
        }
        for index in 0..self.dossiers.len() {
            let (scene, dossier) = self.scene(keys, 0, index);
            self.outcomes[index].baselines = baselines(&scene, dossier);
        }
    }

    /// Moves the figures that are to be moved, one after the other.
    fn shift(&mut self) {
        let shifts = std::mem::take(&mut self.scenario.shifts);
        for shift in &shifts {
            self.shifted.push(shift.apply(&mut self.scenario));
        }
        self.scenario.shifts = shifts;
    }

    /// Puts back what was moved, the last first: figures that are not drawn stay from run to run.
    fn unshift(&mut self) {
        let shifts = std::mem::take(&mut self.scenario.shifts);
        for (shift, before) in shifts.iter().zip(&self.shifted).rev() {
            shift.undo(&mut self.scenario, before);
        }
        self.shifted.clear();
        self.scenario.shifts = shifts;
    }

    fn round<W: Witness>(&mut self, keys: &Keys, round: usize, witness: &mut W) {
        self.shocks(keys, round, witness);
        for index in 0..self.dossiers.len() {
            let (scene, dossier) = self.scene(keys, round, index);
            answer_changes(&scene, dossier, witness);
            appraise(&scene, dossier);
            let granted = apply_rules(&scene, dossier, witness);
            self.granted[index] = granted;
        }
        self.spread_precedent();
        for index in 0..self.dossiers.len() {
            let (scene, dossier) = self.scene(keys, round, index);
            fulfil(&scene, dossier);
            step(&scene, dossier, witness);
            dossier.refresh(scene.negotiation);
            deliver(&scene, dossier);
        }
        self.share_budgets();
        for index in 0..self.dossiers.len() {
            let (scene, dossier) = self.scene(keys, round, index);
            fund(&scene, dossier);
            movements(&scene, dossier);
            let record = record(&scene, dossier);
            relations(&scene, dossier);
            observe(&scene, dossier);
            for package in &mut dossier.packages {
                package.turned = false;
                if package.in_force() {
                    package.months_in_force += scene.pace.months;
                }
            }
            scene.tell(
                witness,
                &Happening::RoundEnded {
                    stage: record.stage,
                    trust: record.trust,
                    pressure: record.pressure,
                    compliance: record.compliance,
                    delivery: record.delivery,
                    initiative: dossier.initiative,
                },
            );
        }
    }

    fn scene<'a>(
        &'a mut self,
        keys: &'a Keys,
        round: usize,
        index: usize,
    ) -> (Scene<'a>, &'a mut Dossier) {
        (
            Scene {
                scenario: &self.scenario,
                negotiation: &self.scenario.negotiations[index],
                index,
                governments: &self.governments,
                pace: &self.pace,
                keys,
                round,
            },
            &mut self.dossiers[index],
        )
    }

    /// Scheduled events, governments, crises and pressure: nothing here depends on a decision.
    fn shocks<W: Witness>(&mut self, keys: &Keys, round: usize, witness: &mut W) {
        for (index, event) in self.scenario.events.iter().enumerate() {
            self.happened[index] = event.round == round
                && (event.probability >= 1.0
                    || self.event_tapes[index].below(&keys.chance, 0, event.probability));
        }
        let keys = &if present(Fault::SharedGenerator) {
            let firings = self.dossiers.iter().flat_map(|d| &d.tally.firings);
            shifted(keys, firings.map(|&fired| fired as usize).sum())
        } else {
            *keys
        };
        for (state, government) in self.governments.iter_mut().enumerate() {
            government.shocks(state, &self.scenario, keys, round, &self.happened);
            for (index, negotiation) in self.scenario.negotiations.iter().enumerate() {
                if Side::BOTH
                    .map(|side| negotiation.parties[side])
                    .contains(&state)
                {
                    tell_shocks(state, government, |told| witness.note(round, index, told));
                }
            }
        }
        for (index, dossier) in self.dossiers.iter_mut().enumerate() {
            for (event, declared) in self.scenario.events.iter().enumerate() {
                if self.happened[event] && befall(dossier, &self.scenario, index, declared) {
                    witness.note(round, index, &Happening::Scheduled { event });
                }
            }
            press(dossier, &self.pace, keys, round);
        }
    }

    /// A demand granted to one partner raises the readiness of the same destination's other
    /// partners to demand.
    fn spread_precedent(&mut self) {
        for from in 0..self.granted.len() {
            let granted = self.granted[from];
            if granted == 0 {
                continue;
            }
            self.dossiers[from].tally.demands_granted += granted;
            let destination = self.scenario.negotiations[from].parties.destination;
            for (to, dossier) in self.dossiers.iter_mut().enumerate() {
                let same = self.scenario.negotiations[to].parties.destination == destination;
                if to != from && same {
                    dossier.precedent += f64::from(granted);
                }
            }
        }
    }

    /// Claims on a state's budget above what it has in a round are scaled down pro rata, whatever
    /// their order.
    fn share_budgets(&mut self) {
        for (state, government) in self.governments.iter_mut().enumerate() {
            let Some(budget) = self.scenario.states[state].budget else {
                continue;
            };
            let mut claims = 0.0;
            for (dossier, negotiation) in self.dossiers.iter().zip(&self.scenario.negotiations) {
                for (concession, issue) in dossier.concessions.iter().zip(&negotiation.issues) {
                    if negotiation.parties[concession.by] == state {
                        claims +=
                            issue.spending_per_year.unwrap_or(0.0) * concession.delivered_level();
                    }
                }
            }
            government.funding = if claims > budget {
                budget / claims
            } else {
                1.0
            };
        }
    }
}

/// What the draws of a run would be if they all came from one generator, after so many others.
fn shifted(keys: &Keys, draws: usize) -> Keys {
    Keys {
        inputs: keys.inputs,
        chance: keys.chance.after(draws as u64),
    }
}

fn tell_shocks(state: usize, government: &Government, mut tell: impl FnMut(&Happening<'_>)) {
    if government.changes.any() {
        tell(&Happening::GovernmentChanged {
            state,
            irregular: government.changes.irregular,
            disposition: government.disposition,
        });
    }
    if government.crisis_turned {
        tell(&Happening::Crisis {
            state,
            begins: government.crisis,
        });
    }
}

/// Lets a scheduled event of this round befall a negotiation; whether it concerns it by itself.
fn befall(dossier: &mut Dossier, scenario: &Scenario, index: usize, event: &Event) -> bool {
    let until = event.round + rounds_of(event.months, scenario.months_per_round);
    let dampened = match event.kind {
        EventKind::Surge { negotiation } if negotiation == index => 1.0,
        EventKind::Instrumentalisation { negotiation } if negotiation == index => {
            if scenario.negotiations[index].crisis_protocol {
                1.0 - scenario.settings.crisis_protocol_dampening
            } else {
                1.0
            }
        }
        EventKind::FundingStop {
            negotiation,
            by,
            issue,
        } if negotiation == index => {
            let until = until + usize::from(present(Fault::LongerStop));
            for (place, concession) in dossier.concessions.iter_mut().enumerate() {
                if concession.by == by && issue.is_none_or(|issue| issue == place) {
                    concession.stopped_until = concession.stopped_until.max(until);
                }
            }
            return true;
        }
        _ => return false,
    };
    dossier.surges.push((event.pressure * dampened, until));
    true
}

/// Pressure reverts to its mean, varies, and carries what scheduled surges add.
fn press(dossier: &mut Dossier, pace: &Pace, keys: &Keys, round: usize) {
    dossier.surges.retain(|&(_, until)| round < until);
    let surge: f64 = dossier.surges.iter().map(|&(added, _)| added).sum();
    let base = dossier.base_pressure;
    let variation = if pace.pressure_variation > 0.0 {
        pace.pressure_variation * dossier.pressure_tape.normal(&keys.chance, round as u64)
    } else {
        0.0
    };
    let drift = pace.pressure_reversion * (dossier.mean_pressure - base);
    dossier.base_pressure = (base + drift + variation).clamp(0.0, 1.0);
    dossier.pressure = (dossier.base_pressure + surge).clamp(0.0, 1.0);
}
