//! Inputs of a negotiation that hold for a whole run: as stated, and what moves them.

use super::dossier::Dossier;
use super::pace::power;
use crate::domain::{Adjusts, Negotiation, PerSide, Side, State};
use crate::scenario::Scenario;

impl Dossier {
    /// Computes what holds for a whole run from the figures of this run.
    pub(super) fn prepare_inputs(&mut self, scenario: &Scenario, negotiation: &Negotiation) {
        let settings = &scenario.settings;
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
        self.coordination = PerSide::of(|side| {
            let state = &scenario.states[negotiation.parties[side]];
            let adjusts = match side {
                Side::Destination => Adjusts::DestinationCoordination,
                Side::Partner => Adjusts::PartnerCoordination,
            };
            counted(
                moved(state.coordination(), adjusts),
                state,
                settings.actor_friction,
            )
        });
        self.initial_trust = moved(negotiation.trust, Adjusts::Trust);
        let ownership = moved(negotiation.ownership, Adjusts::Ownership);
        let shared = settings.co_drafting_ownership * negotiation.co_drafting;
        self.ownership = ownership + shared * (1.0 - ownership);
        self.deliberation = 1.0 - settings.co_drafting_delay * negotiation.co_drafting;
        let vagueness = 1.0 - negotiation.definition_precision;
        self.clarity = 1.0 - settings.vagueness_blur * vagueness;
        self.haste = settings.vagueness_haste * vagueness;
        self.base_pressure = moved(negotiation.pressure, Adjusts::Pressure);
        self.fit_share = moved(0.0, Adjusts::Fit);
        self.capacity_share = moved(0.0, Adjusts::PartnerCapacity);
    }
}

/// The coordination that counts where several actors of a state have to agree: of one it is the
/// chance that it goes along, and each further one counts as `friction` of another.
fn counted(coordination: f64, state: &State, friction: f64) -> f64 {
    power(coordination, 1.0 + friction * (state.actors - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(coordination: f64, actors: f64, friction: f64) -> f64 {
        let state = State {
            actors,
            ..State::new("s")
        };
        counted(coordination, &state, friction)
    }

    #[test]
    fn one_actor_or_no_friction_changes_no_bit() {
        for coordination in [0.0, 0.1, 0.55, 1.0] {
            assert_eq!(of(coordination, 1.0, 0.7), coordination);
            assert_eq!(of(coordination, 9.0, 0.0), coordination);
        }
    }

    #[test]
    fn more_actors_lower_what_is_not_perfect() {
        assert!((of(0.5, 3.0, 1.0) - 0.125).abs() < 1e-15);
        assert!((of(0.5, 3.0, 0.25) - libm::pow(0.5, 1.5)).abs() < 1e-15);
        assert_eq!(of(1.0, 1000.0, 1.0), 1.0);
        assert_eq!(of(0.0, 5.0, 0.5), 0.0);
        assert!(of(0.4, 1000.0, 1.0) >= 0.0);
    }
}
