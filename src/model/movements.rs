//! What the agreement does to people's movements, and to the relations between the sides.

use super::dossier::Dossier;
use super::simulator::Scene;
use crate::chance::Tape;
use crate::domain::{ClauseKind, Moves, PerSide, Side, Stage, Watched};

/// Pressure below this is no yardstick for arrivals: the index would grow beyond all bounds.
const LEAST_PRESSURE: f64 = 0.05;

/// Movements follow what is delivered of the issues that move them, with a lag.
pub(crate) fn movements(scene: &Scene<'_>, dossier: &mut Dossier) {
    let settings = &scene.scenario.settings;
    let share = scene.pace.movement;
    let goals = delivered_weights(scene, dossier);
    let moved = &mut dossier.movements;
    moved.returns += share * (goals.return_rate - moved.returns);
    moved.suppression += share * (goals.irregular_flow - moved.suppression);
    moved.mobility += share * (goals.legal_mobility - moved.mobility);
    let (returns, suppression) = (moved.returns, moved.suppression);

    let relative_pressure = dossier.pressure / dossier.mean_pressure.max(LEAST_PRESSURE);
    let fresh = dossier.packages.iter().any(|package| {
        package
            .signed
            .is_some_and(|signed| scene.round < signed + scene.pace.signature_surge)
    });
    let surge = if fresh { settings.signature_surge } else { 0.0 };
    let dampened = if scene.negotiation.crisis_protocol {
        1.0 - settings.crisis_protocol_dampening
    } else {
        1.0
    };
    let retaliation = dossier.carried.partner.min(1.0) * dampened;
    let suppressed = settings.flow_effect * suppression;
    let moved = &mut dossier.movements;
    moved.return_rate = (scene.negotiation.base_return_rate
        * (1.0 + dossier.instrument.return_effect * returns))
        .clamp(0.0, 1.0);
    moved.irregular_flow = relative_pressure
        * (1.0 - suppressed * (1.0 - settings.displacement)
            + surge
            + settings.retaliation_surge * retaliation);
    moved.displaced_flow = relative_pressure * suppressed * settings.displacement;
}

/// What is delivered of the issues that move people, as shares of what they would move in full.
fn delivered_weights(scene: &Scene<'_>, dossier: &Dossier) -> Moves {
    let (mut whole, mut sum) = (Moves::default(), Moves::default());
    for (concession, issue) in dossier.concessions.iter().zip(&scene.negotiation.issues) {
        let (delivered, moves) = (concession.delivered_level(), &issue.moves);
        whole.return_rate += moves.return_rate;
        whole.irregular_flow += moves.irregular_flow;
        whole.legal_mobility += moves.legal_mobility;
        sum.return_rate += moves.return_rate * delivered;
        sum.irregular_flow += moves.irregular_flow * delivered;
        sum.legal_mobility += moves.legal_mobility * delivered;
    }
    let share = |sum: f64, whole: f64| if whole > 0.0 { sum / whole } else { 0.0 };
    Moves {
        return_rate: share(sum.return_rate, whole.return_rate),
        irregular_flow: share(sum.irregular_flow, whole.irregular_flow),
        legal_mobility: share(sum.legal_mobility, whole.legal_mobility),
    }
}

/// Trust, grievance and procedures after a round.
pub(crate) fn relations(scene: &Scene<'_>, dossier: &mut Dossier) {
    let pace = scene.pace;
    let in_force = dossier.any_in_force();
    let of_both = |share: &PerSide<Option<f64>>| match (share.partner, share.destination) {
        (Some(partner), Some(destination)) => Some(0.5 * (partner + destination)),
        (Some(one), None) | (None, Some(one)) => Some(one),
        (None, None) => None,
    };
    let harmed = dossier
        .carried
        .destination
        .max(dossier.carried.partner)
        .min(1.0);
    let (goal, speed) = if in_force {
        // Where neither side owes anything of value, nothing tells them to trust more or less.
        let kept = of_both(&dossier.kept).unwrap_or(dossier.trust);
        (kept * (1.0 - harmed), pace.trust)
    } else {
        (dossier.initial_trust * (1.0 - harmed), pace.trust_memory)
    };
    dossier.trust += speed * (goal - dossier.trust);
    for side in Side::BOTH {
        let state = &scene.scenario.states[scene.negotiation.parties[side]];
        let goal = (state.sovereignty_sensitivity * dossier.suffered[side]).min(1.0);
        dossier.grievance[side] += pace.grievance * (goal - dossier.grievance[side]);
    }
    let fulfilled = of_both(&dossier.fulfilled).unwrap_or(0.0);
    dossier.procedures += pace.procedures * (fulfilled - dossier.procedures);
}

/// What is observed of fulfilment, with an error that falls with monitoring; rules see only this.
/// Whatever watches the same issue, or the same side's fulfilment as a whole, sees the same figure.
pub(crate) fn observe(scene: &Scene<'_>, dossier: &mut Dossier) {
    let settings = &scene.scenario.settings;
    let error = settings.noise * settings.observation_error * (1.0 - dossier.sight());
    let (key, round) = (&scene.keys.chance, scene.round as u64);
    let seen = |actual: f64, tape: &mut Tape| {
        if error > 0.0 {
            (actual + error * tape.normal(key, round)).clamp(0.0, 1.0)
        } else {
            actual
        }
    };
    for side in Side::BOTH {
        let tape = &mut dossier.observation[side];
        dossier.observed[side] = dossier.shares[side].map_or(0.0, |actual| seen(actual, tape));
    }
    for &issue in &dossier.watched {
        let concession = &mut dossier.concessions[issue];
        concession.observed = if dossier.packages[concession.package].in_force() {
            let tape = &mut dossier.issue_observation[issue];
            seen(concession.delivered, tape)
        } else {
            0.0
        };
    }
    for (index, clause) in scene.negotiation.clauses.iter().enumerate() {
        let package = dossier.package_of(clause);
        let (observed, level) = match clause.condition.watched {
            Watched::Issue(issue) => {
                let concession = &dossier.concessions[issue];
                (concession.observed, concession.level)
            }
            Watched::Agreement => (dossier.observed[clause.by.other()], 1.0),
        };
        let in_force = package.in_force();
        let (counts, forgets) = match package.stage {
            // What was left out of the deal is not owed, and at first nothing much can be shown.
            Stage::InForce => (
                level > 0.0 && scene.round >= package.since + scene.pace.grace,
                false,
            ),
            // Without an agreement the lack of cooperation counts for negative clauses only:
            // nothing has been promised, and the destination owes nothing yet.
            Stage::Talks | Stage::Ratification | Stage::Dormant => {
                (clause.kind == ClauseKind::Negative, false)
            }
            // What was agreed no longer applies.
            Stage::Suspended | Stage::Ended => (false, true),
        };
        let measures = &mut dossier.measures[index];
        measures.observed = observed;
        if in_force && level > 0.0 && observed >= clause.condition.threshold {
            measures.rounds_met += 1.0;
            measures.rounds_below = 0.0;
        } else if counts {
            measures.rounds_below += 1.0;
            measures.rounds_met = 0.0;
        } else if forgets {
            measures.rounds_below = 0.0;
            measures.rounds_met = 0.0;
        }
    }
}
