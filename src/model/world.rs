//! Governments: changes of government, crises and capacity, which depend on no decision.

use super::pace::{rounds_of, share_over};
use super::sabotage::{Fault, present};
use super::simulator::Keys;
use crate::chance::{Purpose, StreamId, Tape};
use crate::domain::{EventKind, State};
use crate::scenario::Scenario;

/// Changes of government in this round; a regular one may be followed by an irregular one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) regular: bool,
    pub(crate) irregular: bool,
}

impl Changes {
    /// There was a change.
    pub(crate) fn any(self) -> bool {
        self.regular || self.irregular
    }
}

/// The government of one state during a run.
#[derive(Clone, Debug)]
pub(crate) struct Government {
    /// Towards its own concessions, in [−1, 1].
    pub(crate) disposition: f64,
    pub(crate) crisis: bool,
    /// A crisis began or ended in this round.
    pub(crate) crisis_turned: bool,
    /// The crisis cannot end before this round.
    crisis_until: usize,
    /// Capacity now: less in a crisis.
    pub(crate) capacity: f64,
    pub(crate) changes: Changes,
    /// Hazards per round.
    pub(crate) regular_hazard: f64,
    pub(crate) irregular_hazard: f64,
    crisis_start: f64,
    crisis_end: f64,
    /// Discount factor per round.
    pub(crate) patience: f64,
    /// Share of what it is asked to spend that its budget allows in this round.
    pub(crate) funding: f64,
    regular: Tape,
    irregular: Tape,
    dispositions: Tape,
    crises: Tape,
}

impl Government {
    pub(crate) fn new(state: &State) -> Government {
        let tape = |purpose, what| Tape::new(StreamId::new(purpose, &[&state.id, what]));
        Government {
            disposition: 0.0,
            crisis: false,
            crisis_turned: false,
            crisis_until: 0,
            capacity: 0.0,
            changes: Changes::default(),
            regular_hazard: 0.0,
            irregular_hazard: 0.0,
            crisis_start: 0.0,
            crisis_end: 0.0,
            patience: 0.0,
            funding: 1.0,
            regular: tape(Purpose::Government, "regular"),
            irregular: if present(Fault::SharedStream) {
                tape(Purpose::Government, "regular")
            } else {
                tape(Purpose::Government, "irregular")
            },
            dispositions: tape(Purpose::Disposition, ""),
            crises: tape(Purpose::Crisis, ""),
        }
    }

    pub(crate) fn begin(&mut self, state: &State, scenario: &Scenario) {
        let years = scenario.months_per_round / 12.0;
        let shocks = scenario.settings.shocks;
        let hazard = |yearly: f64| (share_over(yearly, years) * shocks).min(1.0);
        self.disposition = state.disposition;
        self.crisis = false;
        self.crisis_until = 0;
        self.capacity = state.capacity;
        self.changes = Changes::default();
        self.regular_hazard = hazard(state.turnover);
        self.irregular_hazard = hazard(state.irregular_turnover());
        self.crisis_start = hazard(scenario.settings.crisis_start);
        self.crisis_end = share_over(scenario.settings.crisis_end, years);
        self.patience = super::pace::power(state.patience, years);
        self.funding = 1.0;
        for tape in [
            &mut self.regular,
            &mut self.irregular,
            &mut self.dispositions,
            &mut self.crises,
        ] {
            tape.rewind();
        }
    }

    /// Changes of government and crises of one round, scheduled ones included.
    pub(crate) fn shocks(
        &mut self,
        index: usize,
        scenario: &Scenario,
        keys: &Keys,
        round: usize,
        happened: &[bool],
    ) {
        let position = round as u64;
        let settings = &scenario.settings;
        let (regular, irregular) = (self.regular_hazard, self.irregular_hazard);
        self.changes = Changes {
            regular: regular > 0.0 && self.regular.below(&keys.chance, position, regular),
            irregular: irregular > 0.0 && self.irregular.below(&keys.chance, position, irregular),
        };
        let mut fixed = None;
        let mut crisis_starts = false;
        for (event, _) in scenario.events.iter().zip(happened).filter(|(_, h)| **h) {
            match event.kind {
                EventKind::ChangeOfGovernment { state, irregular } if state == index => {
                    self.changes.regular |= !irregular;
                    self.changes.irregular |= irregular;
                    fixed = event.disposition.or(fixed);
                }
                EventKind::Election { state } if state == index => {
                    self.changes.regular = true;
                    fixed = event.disposition.or(fixed);
                }
                EventKind::Crisis { state } if state == index => {
                    crisis_starts = true;
                    let until = round + rounds_of(event.months, scenario.months_per_round);
                    self.crisis_until = self.crisis_until.max(until);
                }
                _ => {}
            }
        }
        if self.changes.any() {
            let irregular = self.changes.irregular;
            let width = if irregular {
                settings.disposition_irregular
            } else {
                settings.disposition_regular
            };
            self.disposition = fixed.unwrap_or_else(|| {
                width * (2.0 * self.dispositions.uniform(&keys.chance, position) - 1.0)
            });
        }
        let was = self.crisis;
        let hazard = if self.crisis {
            self.crisis_end
        } else {
            self.crisis_start
        };
        if crisis_starts {
            self.crisis = true;
        } else if hazard > 0.0
            && round >= self.crisis_until
            && self.crises.below(&keys.chance, position, hazard)
        {
            self.crisis = !self.crisis;
        }
        self.crisis_turned = was != self.crisis;
        let lost = if self.crisis {
            settings.crisis_capacity_loss
        } else {
            0.0
        };
        self.capacity = scenario.states[index].capacity * (1.0 - lost);
    }
}
