//! Dependence and credibility, alike for both sides.

use crate::domain::{Leverage, Negotiation, PerSide, Settings, Side};
use crate::scenario::Scenario;

use super::dossier::Dossier;

/// Leverage of each side, the destination's pooled with that of its supporters:
/// 1 − (1 − ℓ) Π(1 − unity · external coordination · ℓ of the supporter).
pub(crate) fn pooled_leverage(scenario: &Scenario, negotiation: &Negotiation) -> PerSide<f64> {
    let own = PerSide::of(|side| {
        negotiation.leverage[side]
            .as_ref()
            .unwrap_or(&scenario.states[negotiation.parties[side]].leverage)
            .figure()
    });
    let joint = negotiation.unity * negotiation.external_coordination;
    let without: f64 = negotiation
        .supporters
        .iter()
        .map(|&state| 1.0 - joint * Leverage::figure(&scenario.states[state].leverage))
        .product();
    PerSide {
        destination: 1.0 - (1.0 - own.destination) * without,
        partner: own.partner,
    }
}

/// What each side has to fear, and how far it is believed, in one round.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    /// dep: the destination's on the partner's leverage and pressure, the partner's on the
    /// destination's pooled leverage and its own need.
    pub(crate) dependence: PerSide<f64>,
    /// What a unit of the other side's measure costs this side (bite for the partner, harm for
    /// the destination).
    pub(crate) loss: PerSide<f64>,
    /// K: what a unit of its own measure costs this side.
    pub(crate) self_cost: PerSide<f64>,
    /// How far this side's threats are believed.
    pub(crate) credibility: PerSide<f64>,
}

impl Standing {
    pub(crate) fn new(
        scenario: &Scenario,
        negotiation: &Negotiation,
        dossier: &Dossier,
    ) -> Standing {
        let settings: &Settings = &scenario.settings;
        let cap = settings.dependence_cap;
        let dependence = PerSide {
            destination: (dossier.leverage.partner * dossier.pressure).min(cap),
            partner: (dossier.leverage.destination * negotiation.need).min(cap),
        };
        let dampened = if negotiation.crisis_protocol {
            1.0 - settings.crisis_protocol_dampening
        } else {
            1.0
        };
        let self_cost = PerSide::of(|side: Side| settings.self_cost * dependence[side]);
        Standing {
            dependence,
            loss: PerSide {
                destination: settings.harm * dependence.destination * dampened,
                partner: settings.bite * dependence.partner,
            },
            self_cost,
            credibility: PerSide::of(|side: Side| {
                let audience = scenario.states[negotiation.parties[side]].audience_cost;
                let kept = if self_cost[side] > 0.0 {
                    (audience / self_cost[side]).min(1.0)
                } else {
                    1.0
                };
                dossier.record[side] * kept
            }),
        }
    }
}
