//! The stage step: talks, ratification, force, repudiation, lapse and reopening.

use super::bargaining::{hold_talks, surplus_of_deal};
use super::conditionality::settle_measures;
use super::dossier::Dossier;
use super::fulfilment::{future, repudiation};
use super::pace::choice;
use super::simulator::Scene;
use super::witness::{Happening, Witness};
use crate::domain::{Side, Stage};

/// A change of government sets talks back, restarts approval and may repudiate an agreement.
pub(crate) fn answer_changes<W: Witness>(
    scene: &Scene<'_>,
    dossier: &mut Dossier,
    witness: &mut W,
) {
    for side in Side::BOTH {
        let changes = scene.government(side).changes;
        if !changes.any() {
            continue;
        }
        // Each change gives a new government the occasion to repudiate.
        let [regular, irregular] = repudiation(scene, dossier, side);
        let kept_by = |change: bool, probability: f64| if change { 1.0 - probability } else { 1.0 };
        let probability =
            1.0 - kept_by(changes.regular, regular) * kept_by(changes.irregular, irregular);
        for index in 0..dossier.packages.len() {
            let package = &mut dossier.packages[index];
            match package.stage {
                Stage::Talks => {
                    let back = scene.scenario.settings.set_back;
                    let before = package.session;
                    package.session = (f64::from(before) - back).max(0.0) as u32;
                    let set_back = Happening::SetBack {
                        package: index,
                        sessions: before.saturating_sub(package.session),
                    };
                    scene.tell(witness, &set_back);
                }
                Stage::Ratification => {
                    package.approvals = 0;
                    scene.tell(witness, &Happening::ApprovalRestarted { package: index });
                }
                Stage::InForce | Stage::Suspended if !package.turned => {
                    let key = &scene.keys.chance;
                    if package.repudiation[side].below(key, scene.round as u64, probability) {
                        package.turn(Stage::Ended, scene.round);
                        package.turned = true;
                        dossier.refresh(scene.negotiation);
                        let state = scene.negotiation.parties[side];
                        scene.tell(
                            witness,
                            &Happening::Repudiated {
                                package: index,
                                state,
                            },
                        );
                    }
                }
                Stage::InForce | Stage::Suspended | Stage::Dormant | Stage::Ended => {}
            }
        }
    }
}

/// Takes every package one round on. When one of them enters into force, measures are settled and
/// the worth of the future is computed anew.
pub(crate) fn step<W: Witness>(scene: &Scene<'_>, dossier: &mut Dossier, witness: &mut W) {
    let mut signed = false;
    // Whether talks may open is read before any package moves, so that their order has no effect.
    for index in 0..dossier.packages.len() {
        dossier.packages[index].open = opened(scene, dossier, index);
    }
    for index in 0..dossier.packages.len() {
        if matches!(dossier.packages[index].stage, Stage::Dormant | Stage::Ended) {
            reopen(scene, dossier, index, witness);
        }
        if dossier.packages[index].stage == Stage::Talks && dossier.packages[index].open {
            talk(scene, dossier, index, witness);
        }
        if dossier.packages[index].stage == Stage::Ratification {
            signed |= ratify(scene, dossier, index, witness);
        }
    }
    if signed {
        settle_measures(scene.negotiation, &mut dossier.measures);
        dossier.future = future(scene, dossier);
    }
}

/// Talks on a package open once those before it have entered into force.
fn opened(scene: &Scene<'_>, dossier: &Dossier, index: usize) -> bool {
    scene.negotiation.packages[index]
        .after
        .iter()
        .all(|&before| dossier.packages[before].entered)
}

fn talk<W: Witness>(scene: &Scene<'_>, dossier: &mut Dossier, index: usize, witness: &mut W) {
    let settled = hold_talks(scene, dossier, index, witness);
    let package = &mut dossier.packages[index];
    if settled {
        package.turn(Stage::Ratification, scene.round);
        package.approvals = 0;
    } else if f64::from(package.session) >= scene.scenario.settings.deadline && !package.turned {
        package.turn(Stage::Dormant, scene.round);
        package.turned = true;
        scene.tell(witness, &Happening::Lapsed { package: index });
    }
}

/// One approval stage, and after the last of them each side's vote; true when the agreement
/// entered into force.
fn ratify<W: Witness>(
    scene: &Scene<'_>,
    dossier: &mut Dossier,
    index: usize,
    witness: &mut W,
) -> bool {
    let (settings, round) = (&scene.scenario.settings, scene.round as u64);
    let layers = dossier.instrument.layers;
    if f64::from(dossier.packages[index].approvals) < layers {
        let weaker = dossier
            .coordination
            .destination
            .min(dossier.coordination.partner);
        let probability = settings.approval_base + (1.0 - settings.approval_base) * weaker;
        let package = &mut dossier.packages[index];
        let passed = package
            .approval
            .below(&scene.keys.chance, round, probability);
        package.approvals += u32::from(passed);
        scene.tell(
            witness,
            &Happening::Approval {
                package: index,
                passed,
            },
        );
        if f64::from(dossier.packages[index].approvals) < layers {
            return false;
        }
    }
    let surplus = surplus_of_deal(scene, dossier, index);
    let mut ratified = true;
    for side in Side::BOTH {
        let probability = choice(settings.beta_vote, surplus[side]);
        let package = &mut dossier.packages[index];
        let favour = probability >= 1.0
            || probability > 0.0
                && package.votes[side].below(&scene.keys.chance, round, probability);
        ratified &= favour;
        scene.tell(
            witness,
            &Happening::Vote {
                package: index,
                side,
                surplus: surplus[side],
                favour,
            },
        );
    }
    if ratified && !dossier.any_in_force() {
        dossier.scope = 1.0;
    }
    let package = &mut dossier.packages[index];
    if ratified {
        package.turn(Stage::InForce, scene.round);
        package.entered = true;
        package.signed = Some(scene.round);
        package.months_in_force = 0.0;
        package.means = 1.0;
        for &issue in &scene.negotiation.packages[index].issues {
            dossier.concessions[issue].fulfilment = settings.initial_fulfilment;
            dossier.concessions[issue].expected = settings.initial_fulfilment;
        }
        scene.tell(witness, &Happening::EnteredIntoForce { package: index });
    } else {
        package.turn(Stage::Talks, scene.round);
        package.session = (settings.deadline / 2.0) as u32;
        scene.tell(witness, &Happening::Rejected { package: index });
    }
    ratified
}

fn reopen<W: Witness>(scene: &Scene<'_>, dossier: &mut Dossier, index: usize, witness: &mut W) {
    let package = &mut dossier.packages[index];
    let probability = scene.pace.reopening;
    if !package.turned
        && probability > 0.0
        && package
            .reopening
            .below(&scene.keys.chance, scene.round as u64, probability)
    {
        package.turn(Stage::Talks, scene.round);
        package.turned = true;
        package.session = 0;
        scene.tell(witness, &Happening::Reopened { package: index });
    }
}
