//! What the agreement does to people's movements, and to the relations between the sides.

use super::dossier::Dossier;
use super::fulfilment::mean_fulfilment;
use super::simulator::Scene;
use crate::domain::{ClauseKind, Issue, Side, Stage, Watched};

/// Movements follow what is delivered of the issues that move them, with a lag.
pub(crate) fn movements(scene: &Scene<'_>, dossier: &mut Dossier) {
    let settings = &scene.scenario.settings;
    let share = scene.pace.movement;
    let goals = [
        delivered_share(scene, dossier, |issue| issue.moves.return_rate),
        delivered_share(scene, dossier, |issue| issue.moves.irregular_flow),
        delivered_share(scene, dossier, |issue| issue.moves.legal_mobility),
    ];
    let moved = &mut dossier.movements;
    moved.returns += share * (goals[0] - moved.returns);
    moved.suppression += share * (goals[1] - moved.suppression);
    moved.mobility += share * (goals[2] - moved.mobility);
    let (returns, suppression) = (moved.returns, moved.suppression);

    let relative_pressure = if dossier.mean_pressure > 0.0 {
        dossier.pressure / dossier.mean_pressure
    } else {
        1.0
    };
    let fresh = dossier.packages.iter().any(|package| {
        package
            .signed
            .is_some_and(|signed| scene.round < signed + 2)
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

/// Weighted share of what is delivered among the issues that have this weight.
fn delivered_share(scene: &Scene<'_>, dossier: &Dossier, weight: fn(&Issue) -> f64) -> f64 {
    let (mut total, mut sum) = (0.0, 0.0);
    for (index, issue) in scene.negotiation.issues.iter().enumerate() {
        let weight = weight(issue);
        if weight > 0.0 {
            total += weight;
            sum += weight * dossier.level_in_force(index) * dossier.delivered[index];
        }
    }
    if total > 0.0 { sum / total } else { 0.0 }
}

/// Trust, grievance and procedures after a round.
pub(crate) fn relations(scene: &Scene<'_>, dossier: &mut Dossier) {
    let pace = scene.pace;
    let in_force = dossier.any_in_force();
    let fulfilled = if in_force {
        let partner = mean_fulfilment(scene, dossier, Side::Partner);
        let destination = mean_fulfilment(scene, dossier, Side::Destination);
        match concedes(scene, dossier) {
            [true, true] => 0.5 * (partner + destination),
            [true, false] => destination,
            _ => partner,
        }
    } else {
        0.0
    };
    let harmed = dossier
        .carried
        .destination
        .max(dossier.carried.partner)
        .min(1.0);
    let (goal, speed) = if in_force {
        (fulfilled * (1.0 - harmed), pace.trust)
    } else {
        (dossier.initial_trust * (1.0 - harmed), pace.trust_memory)
    };
    dossier.trust += speed * (goal - dossier.trust);
    for side in Side::BOTH {
        let state = &scene.scenario.states[scene.negotiation.parties[side]];
        let goal =
            (state.sovereignty_sensitivity * dossier.suffered(scene.negotiation, side)).min(1.0);
        dossier.grievance[side] += pace.grievance * (goal - dossier.grievance[side]);
    }
    let goal = if in_force { fulfilled } else { 0.0 };
    dossier.procedures += pace.procedures * (goal - dossier.procedures);
}

/// Whether destination and partner concede something in force.
fn concedes(scene: &Scene<'_>, dossier: &Dossier) -> [bool; 2] {
    Side::BOTH.map(|side| {
        scene
            .negotiation
            .issues
            .iter()
            .enumerate()
            .any(|(index, issue)| issue.conceded_by == side && dossier.level_in_force(index) > 0.0)
    })
}

/// What is observed of fulfilment, with an error that falls with monitoring; rules see only this.
pub(crate) fn observe(scene: &Scene<'_>, dossier: &mut Dossier) {
    let settings = &scene.scenario.settings;
    let error = settings.noise * settings.observation_error * (1.0 - dossier.monitoring);
    let (key, round) = (&scene.keys.chance, scene.round as u64);
    for side in Side::BOTH {
        dossier.observed[side] = match dossier.shares[side] {
            Some(actual) if error > 0.0 => {
                let z = dossier.observation[side].normal(key, round);
                (actual + error * z).clamp(0.0, 1.0)
            }
            Some(actual) => actual,
            None => 0.0,
        };
    }
    for (index, clause) in scene.negotiation.clauses.iter().enumerate() {
        let (actual, running) = match clause.condition.watched {
            Watched::Issue(issue) => {
                let stage = dossier.packages[dossier.place[issue].0].stage;
                (dossier.delivered[issue], stage)
            }
            Watched::Agreement => {
                let actual = dossier.shares[clause.by.other()];
                (actual.unwrap_or(0.0), dossier.lead().stage)
            }
        };
        let observed = if running == Stage::InForce && error > 0.0 {
            let z = dossier.clause_observation[index].normal(key, round);
            (actual + error * z).clamp(0.0, 1.0)
        } else if running == Stage::InForce {
            actual
        } else {
            0.0
        };
        let measures = &mut dossier.measures[index];
        measures.observed = observed;
        // A reverse clause watches the destination's delivery in force only; in talks neither
        // counter of a positive clause moves, since nothing has been promised yet.
        let counts = running == Stage::InForce || clause.kind == ClauseKind::Negative;
        if observed >= clause.condition.threshold {
            measures.rounds_met += 1.0;
            measures.rounds_below = 0.0;
        } else if counts {
            measures.rounds_below += 1.0;
            measures.rounds_met = 0.0;
        }
    }
}
