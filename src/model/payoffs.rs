//! Payoffs of a round, each side in its own value points.

use super::conditionality::active;
use super::dossier::Dossier;
use super::simulator::Scene;
use crate::domain::{ClauseKind, ClauseTarget, Negotiation, PerSide, Side};

/// The flow of one round to each side.
///
/// Gains and costs of what is delivered; rewards, penalties and retaliation that are carried out
/// cost both sides; the destination bears the burden of pressure except for what is delivered of
/// its asks. Announcing costs nothing.
pub(crate) fn flow(scene: &Scene<'_>, dossier: &Dossier) -> PerSide<f64> {
    let negotiation = scene.negotiation;
    let mut flow = PerSide {
        destination: -dossier.pressure * negotiation.cost_of_no_agreement,
        partner: 0.0,
    };
    let in_force = dossier.any_in_force();
    for concession in &dossier.concessions {
        let delivered = concession.delivered_level();
        if delivered > 0.0 {
            for side in Side::BOTH {
                flow[side] += concession.worth[side] * delivered;
            }
            flow.destination += dossier.pressure
                * negotiation.cost_of_no_agreement
                * concession.share_of_asks(Side::Destination)
                * delivered;
        }
    }
    let carried = &dossier.carried;
    for side in Side::BOTH {
        let other = side.other();
        // Penalties of the other side hurt, own ones cost.
        flow[side] -= dossier.standing.loss[side] * carried[other]
            + dossier.standing.self_cost[side] * carried[side];
    }
    if in_force {
        for (clause, m) in negotiation.clauses.iter().zip(&dossier.measures) {
            let (lever, share) = match (clause.kind, clause.target) {
                (ClauseKind::Positive, ClauseTarget::Lever(lever)) => (lever, m.carried_out),
                (ClauseKind::Reverse, _) => match clause.demands {
                    Some(lever) => (lever, m.granted),
                    None => continue,
                },
                (ClauseKind::Positive | ClauseKind::Negative, _) => continue,
            };
            if share > 0.0 && active(negotiation, clause) > 0.0 {
                let lever = &negotiation.levers[lever];
                flow[lever.by.other()] += share * lever.value;
                flow[lever.by] -= share * lever.cost;
            }
        }
    }
    flow
}

/// EUR million that each side spends in this round on what it delivers.
pub(crate) fn spending(scene: &Scene<'_>, dossier: &Dossier) -> PerSide<f64> {
    let mut spending: PerSide<f64> = PerSide::default();
    for (concession, issue) in dossier.concessions.iter().zip(&scene.negotiation.issues) {
        if let Some(per_year) = issue.spending_per_year {
            spending[concession.by] +=
                per_year * scene.pace.months / 12.0 * concession.delivered_level();
        }
    }
    spending
}

impl Dossier {
    /// Public concern on both sides: how visible the talks are, times grievance and what is
    /// suffered or feared.
    pub(crate) fn public_concern(&self, negotiation: &Negotiation) -> f64 {
        let felt = Side::BOTH
            .into_iter()
            .map(|side| self.grievance[side] + 0.5 * self.feared[side].min(1.0))
            .fold(0.0, f64::max);
        (negotiation.visibility * felt).min(1.0)
    }
}
