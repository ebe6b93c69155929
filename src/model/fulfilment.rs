//! Implementation: how far each side fulfils what it conceded, issue by issue.
//!
//! The same rule for both sides with roles swapped: fulfilment moves towards
//! feasible · logistic(β · [F · d · stake + relational − temptation − cost · grievance]), where the
//! cost is the temptation where it is one.

use super::concession::Concession;
use super::conditionality::{active, answers};
use super::dossier::Dossier;
use super::pace::{choice, power};
use super::sabotage::{Fault, present};
use super::simulator::Scene;
use crate::domain::{Clause, ClauseKind, ClauseTarget, PerSide, Side, Watched};

/// What each issue is worth to each side at full level in this round.
///
/// Gains from what the other side concedes are discounted in a tactical linkage, all gains of a
/// substantive one are raised; costs of own concessions move with the government's disposition and
/// with crises.
pub(crate) fn appraise(scene: &Scene<'_>, dossier: &mut Dossier) {
    use crate::domain::LinkageKind::{Substantive, Tactical};
    let settings = &scene.scenario.settings;
    let cost_factor = PerSide::of(|side| {
        let government = scene.government(side);
        let crisis = if government.crisis {
            1.0 + settings.crisis_cost
        } else {
            1.0
        };
        (1.0 - settings.disposition_weight * government.disposition) * crisis
    });
    let discount = 1.0 - settings.tactical_discount * (1.0 - dossier.trust);
    let issues = scene.negotiation.issues.iter();
    for (concession, issue) in dossier.concessions.iter_mut().zip(issues) {
        let (by, linked) = (concession.by, concession.linked);
        concession.worth = PerSide::of(|side| {
            let value = issue.value[side];
            let own = by == side;
            let factor = match (value >= 0.0, linked) {
                (true, Some(Substantive)) => 1.0 + settings.synergy,
                (true, Some(Tactical)) if !own => discount,
                (false, _) if own => cost_factor[side],
                _ => 1.0,
            };
            if present(Fault::WrongSign) {
                (value * factor).abs()
            } else {
                value * factor
            }
        });
    }
}

/// F per side: what a unit of stake per round is worth over the rounds that would be punished,
/// (δ − δ^(K+1)) / (1 − δ), with δ the patience per round times the chance that the agreement
/// survives the round; δ / (1 − δ) when punishment is for ever.
pub(crate) fn future(scene: &Scene<'_>, dossier: &Dossier) -> PerSide<f64> {
    let survival: f64 = Side::BOTH
        .iter()
        .map(|&side| {
            let government = scene.government(side);
            let [regular, irregular] = repudiation(scene, dossier, side);
            (1.0 - regular * government.regular_hazard)
                * (1.0 - irregular * government.irregular_hazard)
        })
        .product();
    let longer = if present(Fault::LongerPunishment) {
        1.0
    } else {
        0.0
    };
    PerSide::of(|side| {
        let delta = scene.government(side).patience * survival;
        match scene.scenario.settings.punished_rounds.map(|k| k + longer) {
            Some(rounds) if delta >= 1.0 => rounds,
            Some(rounds) => (delta - power(delta, rounds + 1.0)) / (1.0 - delta),
            None => delta / (1.0 - delta.min(1.0 - 1e-12)),
        }
    })
}

/// Probability that a regular and an irregular change of a side's government repudiates the
/// agreement. Both fall with how binding the instrument and how strong the legal framework is.
pub(crate) fn repudiation(scene: &Scene<'_>, dossier: &Dossier, side: Side) -> [f64; 2] {
    let (settings, negotiation) = (&scene.scenario.settings, scene.negotiation);
    let legal = scene.scenario.states[negotiation.parties[side]].legal_framework();
    let held = (1.0 - settings.binding_protection * dossier.instrument.binding)
        * (1.0 - settings.legal_protection * legal);
    [
        negotiation
            .repudiation_regular
            .unwrap_or(settings.repudiation_regular * held),
        negotiation
            .repudiation_irregular
            .unwrap_or(settings.repudiation_irregular * held),
    ]
}

/// What would be delivered of each issue if no budget set a limit: fulfilment, less what clauses
/// withhold. What budgets allow is left to [`fund`].
pub(crate) fn deliver(scene: &Scene<'_>, dossier: &mut Dossier) {
    let negotiation = scene.negotiation;
    for concession in &mut dossier.concessions {
        concession.delivered = if concession.level > 0.0 {
            concession.fulfilment
        } else {
            0.0
        };
    }
    for (clause, m) in negotiation.clauses.iter().zip(&dossier.measures) {
        if let ClauseTarget::Concession(issue) = clause.target {
            let active = active(negotiation, clause);
            dossier.concessions[issue].delivered *= match clause.kind {
                ClauseKind::Positive => 1.0 - active * (1.0 - m.carried_out),
                ClauseKind::Negative | ClauseKind::Reverse if active > 0.0 => 1.0 - m.carried_out,
                ClauseKind::Negative | ClauseKind::Reverse => 1.0,
            };
        }
    }
}

/// Scales what costs money down to what each side's budget allows in this round.
pub(crate) fn fund(scene: &Scene<'_>, dossier: &mut Dossier) {
    let issues = scene.negotiation.issues.iter();
    for (concession, issue) in dossier.concessions.iter_mut().zip(issues) {
        if issue.spending_per_year.is_some() {
            concession.delivered *= scene.government(concession.by).funding;
        }
    }
    dossier.shares = dossier.mean_delivered();
}

/// Moves the fulfilment of every issue one round on: towards its goal where it is in force, towards
/// nothing where it is not. What one issue needs to know of others is taken before any of them
/// moves.
pub(crate) fn fulfil(scene: &Scene<'_>, dossier: &mut Dossier) {
    let speed = scene.pace.fulfilment;
    dossier.coerced = 0.0;
    if dossier.any_in_force() {
        put_at_stake(scene, dossier);
    }
    let upkeep = scene.negotiation.upkeep;
    for package in dossier.packages.iter_mut().filter(|p| p.in_force()) {
        package.means += scene.pace.upkeep * (upkeep - package.means);
    }
    let able = PerSide::of(|side| able(scene, dossier, side));
    let relational = PerSide::of(|side| {
        let fulfilled = dossier.fulfilled[side.other()].unwrap_or(0.0);
        dossier.trust * fulfilled * (1.0 + dossier.ownership)
    });
    for issue in 0..dossier.concessions.len() {
        let concession = &dossier.concessions[issue];
        let package = &dossier.packages[concession.package];
        let (goal, most) = if package.in_force() {
            let content = &scene.negotiation.issues[issue];
            let fit = content.fit + dossier.fit_share * (1.0 - content.fit);
            let able = able[concession.by] * fit;
            let now = feasible(concession, able * package.means);
            // Means that were let go excuse nobody: expected is what those of the first day allow.
            let most = if present(Fault::ExcusedDecay) {
                now
            } else {
                feasible(concession, able)
            };
            // Nor does a stop.
            if scene.round >= concession.stopped_until {
                (now * willing(scene, dossier, concession, &relational), most)
            } else if present(Fault::ExcusedStop) {
                (0.0, 0.0)
            } else {
                (0.0, most)
            }
        } else {
            (0.0, 0.0)
        };
        let concession = &mut dossier.concessions[issue];
        concession.fulfilment += speed * (goal - concession.fulfilment);
        concession.expected += speed * (most - concession.expected);
    }
}

/// The share of what is feasible that a side is willing to fulfil of an issue.
fn willing(
    scene: &Scene<'_>,
    dossier: &Dossier,
    concession: &Concession,
    relational: &PerSide<f64>,
) -> f64 {
    let (side, temptation) = (concession.by, concession.temptation);
    let detection = concession.detection(dossier.sight());
    // What one gains from fulfilling oneself is no cost that a punished round would save, and no
    // cost that grievance could raise.
    let cost = temptation.max(0.0);
    let saved = if present(Fault::GrossStake) {
        0.0
    } else {
        cost
    };
    let stake = (concession.stake - saved).max(0.0);
    let bracket = dossier.future[side] * detection * stake + relational[side]
        - temptation
        - cost * dossier.grievance[side];
    choice(scene.scenario.settings.beta_fulfil, bracket)
}

/// What capacity and coordination allow a side.
fn able(scene: &Scene<'_>, dossier: &Dossier, side: Side) -> f64 {
    let mut capacity = scene.government(side).capacity;
    if side == Side::Partner {
        capacity += dossier.capacity_share * (1.0 - capacity);
    }
    libm::sqrt(capacity * dossier.coordination[side])
}

/// What a side is able to fulfil, against what was agreed.
fn feasible(concession: &Concession, able: f64) -> f64 {
    if able >= concession.level {
        1.0
    } else {
        able / concession.level
    }
}

/// Writes what a punished round takes from each side, per issue that it concedes: what clauses on
/// the issue withhold or inflict, plus its part (by temptation) of what is at stake on the
/// agreement as a whole.
fn put_at_stake(scene: &Scene<'_>, dossier: &mut Dossier) {
    let negotiation = scene.negotiation;
    let mut pool: PerSide<f64> = PerSide::default();
    let (mut coerced, mut whole) = (0.0, 0.0);
    for concession in &mut dossier.concessions {
        concession.stake = 0.0;
    }
    for (clause, index) in negotiation.clauses.iter().zip(0..) {
        let loss = clause_loss(scene, dossier, clause, index);
        let side = clause.by.other();
        match clause.condition.watched {
            // What is not in force cannot be fulfilled, and its lack is not punished.
            Watched::Issue(issue) if dossier.concessions[issue].level <= 0.0 => continue,
            Watched::Issue(issue) => dossier.concessions[issue].stake += loss,
            Watched::Agreement => pool[side] += loss,
        }
        if side == Side::Partner {
            whole += loss;
            if clause.kind != ClauseKind::Positive {
                coerced += loss;
            }
        }
    }
    let answers = answers(negotiation);
    let mut tempted: PerSide<f64> = PerSide::default();
    let mut conceded: PerSide<f64> = PerSide::default();
    let trust = dossier.trust;
    for concession in &mut dossier.concessions {
        let (by, level) = (concession.by, concession.level);
        // T − R: what fulfilling this issue at the agreed level costs in this round.
        concession.temptation = -concession.worth[by] * level;
        if level <= 0.0 {
            continue;
        }
        tempted[by] += concession.temptation.max(0.0);
        conceded[by] += 1.0;
        if answers[by] > 0.0 && !concession.conditional {
            let believed = trusted(trust, concession.fulfilment, 1.0);
            let gain = concession.worth[by.other()].max(0.0);
            let loss = answers[by] * gain * level * believed;
            pool[by.other()] += loss;
            if by == Side::Destination {
                whole += loss;
            }
        }
    }
    for concession in &mut dossier.concessions {
        let side = concession.by;
        if concession.level > 0.0 {
            let part = if tempted[side] > 0.0 {
                concession.temptation.max(0.0) / tempted[side]
            } else {
                1.0 / conceded[side]
            };
            concession.stake += part * pool[side];
        }
    }
    dossier.coerced = if whole > 0.0 { coerced / whole } else { 0.0 };
}

/// carried out + belief · max(0, announced − carried out).
fn trusted(belief: f64, carried_out: f64, announced: f64) -> f64 {
    carried_out + belief * (announced - carried_out).max(0.0)
}

/// What a clause takes from the other side per round in which its condition fails it.
fn clause_loss(scene: &Scene<'_>, dossier: &Dossier, clause: &Clause, index: usize) -> f64 {
    let negotiation = scene.negotiation;
    let intensity = active(negotiation, clause);
    if intensity <= 0.0 {
        return 0.0;
    }
    let m = &dossier.measures[index];
    let side = clause.by.other();
    let threat = trusted(
        dossier.standing.credibility[clause.by],
        m.carried_out,
        m.announced,
    );
    let promise = trusted(dossier.trust, m.carried_out, m.announced);
    match (clause.kind, clause.target) {
        (ClauseKind::Positive, ClauseTarget::Lever(lever)) => {
            negotiation.levers[lever].value * promise
        }
        (ClauseKind::Negative | ClauseKind::Reverse, ClauseTarget::Lever(lever)) => {
            negotiation.levers[lever].value * dossier.standing.loss[side] * threat
        }
        (kind, ClauseTarget::Concession(issue)) => {
            let concession = &dossier.concessions[issue];
            let gain = concession.worth[side].max(0.0) * concession.level;
            match kind {
                ClauseKind::Positive => intensity * gain * promise,
                ClauseKind::Negative | ClauseKind::Reverse => gain * concession.fulfilment * threat,
            }
        }
    }
}
