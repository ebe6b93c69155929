//! The rules step: every condition is judged on the same snapshot before any rule that matched
//! changes anything.

use super::dependence::Standing;
use super::docket::Match;
use super::dossier::{Dossier, Measures};
use super::fulfilment::future;
use super::pace::power;
use super::package::PackageState;
use super::simulator::Scene;
use super::snapshot::{add_clause, add_package, background, holds, of_negotiation, other_form};
use super::witness::{Happening, Witness};
use crate::domain::{Clause, ClauseKind, ClauseTarget, Negotiation, PerSide, Side, Stage};
use crate::rules::language::Operator;
use crate::rules::{Move, Quantity, Rule};

/// Evaluates the rules of one negotiation and applies the effects of those that fire. Returns how
/// many demands were granted.
pub(crate) fn apply_rules<W: Witness>(
    scene: &Scene<'_>,
    dossier: &mut Dossier,
    witness: &mut W,
) -> u32 {
    dossier.standing = Standing::new(scene.scenario, scene.negotiation, dossier);
    dossier.weigh_measures(scene.negotiation);
    match_rules(scene, dossier, witness);
    dossier.dockets.sort();
    let fired = dossier.dockets.matched().len();
    if fired == 0 {
        return 0;
    }
    dossier.before.copy_from_slice(&dossier.measures);
    for index in 0..fired {
        let Match { docket, amounts } = dossier.dockets.matched()[index];
        let docket = dossier.dockets.get(docket);
        let (clause, intensity) = (docket.clause, docket.intensity);
        let rule = &scene.scenario.rulebook.rules()[docket.rule];
        dossier.tally.fired(docket.rule);
        let applies = Happening::Applies {
            rule: docket.rule,
            clause,
        };
        scene.tell(witness, &applies);
        for (effect, amount) in rule.effects.iter().zip(amounts) {
            let intensity = if effect.quantity.entry().scaled {
                intensity
            } else {
                1.0
            };
            let place = writable(dossier, effect.quantity, clause);
            let before = *place;
            *place = match effect.effect.operator {
                Operator::Add => *place + intensity * amount,
                Operator::Scale => *place * power(amount, intensity),
                Operator::Assign => *place + intensity * (amount - *place),
            };
            let changed = Happening::Changed {
                quantity: effect.quantity,
                from: within(effect.quantity, before),
                to: within(effect.quantity, *place),
            };
            scene.tell(witness, &changed);
        }
    }
    // Moves come last: a demand that is granted ends what was announced to press it.
    let mut granted = 0;
    for index in 0..fired {
        let docket = dossier.dockets.get(dossier.dockets.matched()[index].docket);
        let (rule, clause) = (docket.rule, docket.clause);
        let Some(makes) = scene.scenario.rulebook.rules()[rule].makes else {
            continue;
        };
        scene.tell(witness, &Happening::Applies { rule, clause });
        if make(scene, dossier, makes, clause, witness) {
            granted += u32::from(makes == Move::Grant);
            scene.tell(witness, &Happening::Moved { makes });
        }
    }
    clamp(dossier);
    keep_record(scene, dossier);
    dossier.refresh(scene.negotiation);
    granted
}

/// How intensively the acting side uses the kind of conditionality that a rule is, in [0, 1]; the
/// context always acts.
#[must_use]
pub fn intensity(negotiation: &Negotiation, rule: &Rule) -> f64 {
    let kind = rule.kind.clause_kind();
    kind.map_or(1.0, |kind| negotiation.conduct.intensity(kind, rule.actor))
}

/// The probability that a rule acts when its condition holds. A move cannot be made by halves: how
/// intensively its kind is used makes it rarer instead.
#[must_use]
pub fn probability(negotiation: &Negotiation, rule: &Rule) -> f64 {
    if rule.makes.is_some() {
        rule.probability * intensity(negotiation, rule)
    } else {
        rule.probability
    }
}

/// Collects the rules that match and fire, all on one snapshot: those of each clause in the stage
/// of the package that it watches, then those of the context in every stage that a package is in.
fn match_rules<W: Witness>(scene: &Scene<'_>, dossier: &mut Dossier, witness: &mut W) {
    let negotiation = scene.negotiation;
    let mut snapshot = of_negotiation(scene, dossier);
    dossier.dockets.clear();
    for (index, clause) in negotiation.clauses.iter().enumerate() {
        let package = dossier.package_of(clause);
        let stage = package.stage;
        add_package(&mut snapshot, scene, package);
        let measures = &dossier.measures[index];
        add_clause(&mut snapshot, negotiation, Some((clause, measures)));
        let dockets = &mut dossier.dockets;
        dockets.look(scene, Some(index), stage, &snapshot, witness);
    }
    add_clause(&mut snapshot, negotiation, None);
    for (index, package) in dossier.packages.iter().enumerate() {
        let earlier = &dossier.packages[..index];
        if earlier.iter().all(|other| other.stage != package.stage) {
            add_package(&mut snapshot, scene, package);
            let dockets = &mut dossier.dockets;
            dockets.look(scene, None, package.stage, &snapshot, witness);
        }
    }
}

fn writable(dossier: &mut Dossier, quantity: Quantity, clause: Option<usize>) -> &mut f64 {
    match (quantity, clause) {
        (Quantity::Trust, _) => &mut dossier.trust,
        (Quantity::Monitoring, _) => &mut dossier.monitoring,
        (Quantity::Ownership, _) => &mut dossier.ownership,
        (Quantity::AgreementScope, _) => &mut dossier.scope,
        (Quantity::DestinationGrievance, _) => &mut dossier.grievance.destination,
        (Quantity::PartnerGrievance, _) => &mut dossier.grievance.partner,
        (Quantity::ClauseAnnounced, Some(c)) => &mut dossier.measures[c].announced,
        (Quantity::ClauseCarriedOut, Some(c)) => &mut dossier.measures[c].carried_out,
        (Quantity::ClauseDemand, Some(c)) => &mut dossier.measures[c].demand,
        (Quantity::ClauseProcedure, Some(c)) => &mut dossier.measures[c].procedure,
        _ => unreachable!("the loader lets rules change writable quantities only"),
    }
}

fn within(quantity: Quantity, figure: f64) -> f64 {
    let entry = quantity.entry();
    figure.clamp(entry.low, entry.high)
}

fn clamp(dossier: &mut Dossier) {
    let into = |quantity: Quantity, figure: &mut f64| *figure = within(quantity, *figure);
    into(Quantity::Trust, &mut dossier.trust);
    into(Quantity::Monitoring, &mut dossier.monitoring);
    into(Quantity::Ownership, &mut dossier.ownership);
    into(Quantity::AgreementScope, &mut dossier.scope);
    into(
        Quantity::DestinationGrievance,
        &mut dossier.grievance.destination,
    );
    into(Quantity::PartnerGrievance, &mut dossier.grievance.partner);
    for measures in &mut dossier.measures {
        into(Quantity::ClauseAnnounced, &mut measures.announced);
        into(Quantity::ClauseCarriedOut, &mut measures.carried_out);
        into(Quantity::ClauseDemand, &mut measures.demand);
        into(Quantity::ClauseProcedure, &mut measures.procedure);
    }
}

/// What is announced and lapses while its condition still holds is believed less from then on. A
/// threat rests on its side's record, which moves part of the way back to 1 when a measure is
/// carried out; a promise rests on trust.
fn keep_record(scene: &Scene<'_>, dossier: &mut Dossier) {
    let settings = &scene.scenario.settings;
    for (index, clause) in scene.negotiation.clauses.iter().enumerate() {
        let (before, now) = (dossier.before[index], dossier.measures[index]);
        let cause = match clause.kind {
            ClauseKind::Reverse => before.demand > 0.0 && now.granted <= before.granted,
            ClauseKind::Negative | ClauseKind::Positive => holds(clause, &before),
        };
        let carried_out = now.carried_out > before.carried_out;
        let lapsed = !carried_out && cause && now.announced < before.announced;
        let record = &mut dossier.record[clause.by];
        match clause.kind {
            ClauseKind::Positive if lapsed => dossier.trust *= 1.0 - settings.erosion,
            ClauseKind::Positive => {}
            _ if carried_out => *record += settings.record_recovery * (1.0 - *record),
            _ if lapsed => *record *= 1.0 - settings.erosion,
            ClauseKind::Negative | ClauseKind::Reverse => {}
        }
    }
}

/// Makes a move; false when there was nothing to move.
fn make<W: Witness>(
    scene: &Scene<'_>,
    dossier: &mut Dossier,
    makes: Move,
    clause: Option<usize>,
    witness: &mut W,
) -> bool {
    let round = scene.round;
    let mut turn = |from: &[Stage], to: Stage| {
        let mut moved = false;
        for (index, package) in dossier.packages.iter_mut().enumerate() {
            if from.contains(&package.stage) && !package.turned {
                let turned = Happening::Turned {
                    package: index,
                    from: package.stage,
                    to,
                };
                scene.tell(witness, &turned);
                package.turn(to, round);
                package.turned = matches!(to, Stage::Ended | Stage::Dormant);
                moved = true;
            }
        }
        moved
    };
    match makes {
        Move::Suspend => turn(&[Stage::InForce], Stage::Suspended),
        Move::Resume => turn(&[Stage::Suspended], Stage::InForce),
        Move::Terminate => turn(&[Stage::InForce, Stage::Suspended], Stage::Ended),
        Move::Lapse => turn(
            &[Stage::Talks, Stage::InForce, Stage::Suspended],
            Stage::Dormant,
        ),
        Move::TakeInitiative => hand_over(dossier, Side::Partner),
        Move::YieldInitiative => hand_over(dossier, Side::Destination),
        Move::FallBack => change_instrument(scene, dossier, dossier.instrument.falls_back_to),
        Move::Upgrade => change_instrument(scene, dossier, dossier.instrument.upgrades_to),
        Move::Renew => {
            let in_force = |package: &&mut PackageState| package.in_force();
            for package in dossier.packages.iter_mut().filter(in_force) {
                package.months_in_force = 0.0;
            }
            true
        }
        Move::Grant => clause.is_some_and(|clause| grant(&mut dossier.measures[clause])),
    }
}

fn hand_over(dossier: &mut Dossier, to: Side) -> bool {
    let moved = dossier.initiative != to;
    dossier.initiative = to;
    moved
}

fn change_instrument(scene: &Scene<'_>, dossier: &mut Dossier, to: Option<&str>) -> bool {
    let Some(to) = other_form(scene.scenario, scene.negotiation, to) else {
        return false;
    };
    dossier.instrument = to;
    dossier.background = background(scene.scenario, scene.negotiation, dossier);
    dossier.future = future(scene, dossier);
    true
}

/// A demand is granted: it becomes a promise in talks and a reward in force.
fn grant(measures: &mut Measures) -> bool {
    if measures.demand <= 0.0 {
        return false;
    }
    measures.granted = (measures.granted + measures.demand).min(1.0);
    measures.demand = 0.0;
    measures.announced = 0.0;
    true
}

/// Measures that a signature resets: threats, penalties, demands, warnings and retaliation.
pub(crate) fn settle_measures(negotiation: &Negotiation, measures: &mut [Measures]) {
    for (clause, measures) in negotiation.clauses.iter().zip(measures) {
        measures.rounds_below = 0.0;
        measures.rounds_met = 0.0;
        measures.procedure = 0.0;
        if clause.kind == ClauseKind::Positive {
            if matches!(clause.target, ClauseTarget::Concession(_)) {
                measures.announced = 1.0;
            }
        } else {
            measures.announced = 0.0;
            measures.carried_out = 0.0;
            measures.demand = 0.0;
        }
    }
}

/// How intensively a side uses the kind of conditionality that a clause is, in [0, 1]; 0 is not at
/// all.
#[must_use]
pub fn active(negotiation: &Negotiation, clause: &Clause) -> f64 {
    negotiation.intensity(clause)
}

/// How far each side answers the other's defection, in [0, 1]: the most intensive kind of
/// conditionality that it uses.
#[must_use]
pub fn answers(negotiation: &Negotiation) -> PerSide<f64> {
    let conduct = &negotiation.conduct;
    PerSide {
        destination: conduct.positive.max(conduct.negative),
        partner: conduct.reverse.max(conduct.cooperative_offers),
    }
}
