//! The grounds on which the fate of a negotiation is decided.

use super::outcome::Fate;
use crate::domain::{PerSide, Settings};

/// What decides the fate of a negotiation in one run, and so what explains it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grounds {
    /// An agreement entered into force at some time.
    pub entered: bool,
    /// An agreement is in force at the horizon.
    pub in_force: bool,
    /// Rounds in force.
    pub rounds_in_force: usize,
    /// Those in which the partner held the initiative.
    pub partner_led: usize,
    /// The partner's mean delivered share in the last rounds in force, in [0, 1]; `None` where it
    /// concedes nothing.
    pub late_compliance: Option<f64>,
    /// Share of the partner's stake that was penalties and threats in the last rounds in force.
    pub late_coercion: Option<f64>,
    /// Discounted mean flow of value points to each side per round.
    pub utility: PerSide<Option<f64>>,
}

impl Grounds {
    /// The first fate that applies.
    #[must_use]
    pub fn fate(&self, settings: &Settings) -> Fate {
        let below = |figure: Option<f64>, threshold: f64| figure.is_some_and(|f| f < threshold);
        if !self.entered {
            Fate::Stalemate
        } else if !self.in_force {
            Fate::EndedEarly
        } else if below(self.late_compliance, settings.paper_compliance) {
            Fate::PaperAgreement
        } else if 2 * self.partner_led > self.rounds_in_force
            && self.utility.partner > self.utility.destination
        {
            Fate::PartnerLed
        } else if self
            .late_coercion
            .is_some_and(|share| share >= settings.penalty_share)
        {
            Fate::ComplianceUnderPenalty
        } else {
            Fate::DurableCooperation
        }
    }
}
