//! Inputs of a negotiation that hold for a whole run: as stated, and what moves them.

use super::dossier::Dossier;
use super::pace::power;
use crate::domain::{Adjusts, Negotiation, PerSide, Side};
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
        // Fora and parties are the same for both sides.
        let shared = settings.forum_friction * (negotiation.fora - 1.0)
            + settings.party_friction * (negotiation.party_count - 2.0);
        self.coordination = PerSide::of(|side| {
            let state = &scenario.states[negotiation.parties[side]];
            let adjusts = match side {
                Side::Destination => Adjusts::DestinationCoordination,
                Side::Partner => Adjusts::PartnerCoordination,
            };
            let own = settings.actor_friction * (state.actors - 1.0);
            counted(moved(state.coordination(), adjusts), own + shared)
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

/// The coordination that counts where others have to go along with each step: of one actor it is
/// the chance that it does, and `further` says as how many more of its kind the others count.
fn counted(coordination: f64, further: f64) -> f64 {
    power(coordination, 1.0 + further)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_further_changes_no_bit() {
        for coordination in [0.0, 0.1, 0.55, 1.0] {
            assert_eq!(counted(coordination, 0.0), coordination);
        }
    }

    #[test]
    fn more_who_have_to_go_along_lower_what_is_not_perfect() {
        assert!((counted(0.5, 2.0) - 0.125).abs() < 1e-15);
        assert!((counted(0.5, 0.5) - libm::pow(0.5, 1.5)).abs() < 1e-15);
        assert_eq!(counted(1.0, 999.0), 1.0);
        assert_eq!(counted(0.0, 2.0), 0.0);
        assert!(counted(0.4, 999.0) >= 0.0);
    }
}
