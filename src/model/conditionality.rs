//! The rules step: all conditions on one snapshot, then the effects of those that matched.

use super::dependence::Standing;
use super::dossier::{Dossier, Match, Measures, PackageState, next_instrument};
use super::pace::power;
use super::simulator::Scene;
use super::witness::{Happening, Witness};
use crate::domain::{
    Clause, ClauseKind, ClauseTarget, Direction, LeverLevel, Negotiation, PerSide, Prerequisite,
    Side, Stage, Watched,
};
use crate::rules::language::Operator;
use crate::rules::{
    MAX_EFFECTS, Move, NEGOTIATION_QUANTITIES, QUANTITY_COUNT, Quantity, Rule, RuleKind, Snapshot,
};

/// Evaluates the rules of one negotiation and applies the effects of those that fire. Returns how
/// many demands were granted.
pub(crate) fn apply_rules<W: Witness>(
    scene: &Scene<'_>,
    dossier: &mut Dossier,
    witness: &mut W,
) -> u32 {
    dossier.standing = Standing::new(scene.scenario, scene.negotiation, dossier);
    match_rules(scene, dossier, witness);
    if dossier.matched.is_empty() {
        return 0;
    }
    dossier.before.copy_from_slice(&dossier.measures);
    let mut granted = 0;
    for index in 0..dossier.matched.len() {
        let Match { docket, amounts } = dossier.matched[index];
        let (rule, clause, intensity) = {
            let docket = &dossier.dockets[docket];
            (docket.rule, docket.clause, docket.intensity)
        };
        dossier.tally.fired(rule);
        let rule = &scene.scenario.rulebook.rules()[rule];
        for (effect, amount) in rule.effects.iter().zip(amounts) {
            let intensity = if effect.quantity.entry().scaled {
                intensity
            } else {
                1.0
            };
            let place = writable(dossier, effect.quantity, clause);
            *place = match effect.effect.operator {
                Operator::Add => *place + intensity * amount,
                Operator::Scale => *place * power(amount, intensity),
                Operator::Assign => *place + intensity * (amount - *place),
            };
        }
        if let Some(makes) = rule.makes
            && make(scene, dossier, makes, clause)
        {
            granted += u32::from(makes == Move::Grant);
            scene.tell(witness, &Happening::Moved { makes });
        }
    }
    clamp(dossier);
    keep_record(scene, dossier);
    granted
}

/// How intensively the acting side uses this kind of conditionality.
pub(crate) fn intensity(negotiation: &Negotiation, rule: &Rule) -> f64 {
    let conduct = &negotiation.conduct;
    match (rule.kind, rule.actor) {
        (RuleKind::Positive, Side::Destination) => conduct.positive,
        (RuleKind::Positive, Side::Partner) => conduct.cooperative_offers,
        (RuleKind::Negative, _) => conduct.negative,
        (RuleKind::Reverse, _) => conduct.reverse,
        (RuleKind::Context, _) => 1.0,
    }
}

/// Collects the rules that match and fire, one clause after the other on one snapshot, and puts
/// them in rulebook order.
fn match_rules<W: Witness>(scene: &Scene<'_>, dossier: &mut Dossier, witness: &mut W) {
    let negotiation = scene.negotiation;
    let mut snapshot = [0.0; QUANTITY_COUNT];
    read_negotiation(scene, dossier, &mut snapshot);
    dossier.matched.clear();
    let lead = dossier.lead().stage;
    for clause in (0..negotiation.clauses.len()).map(Some).chain([None]) {
        let mut stage = lead;
        snapshot[NEGOTIATION_QUANTITIES..].fill(0.0);
        if let Some(index) = clause {
            // The package whose fulfilment the clause watches decides which rules are looked at.
            let content = &negotiation.clauses[index];
            if let Watched::Issue(issue) = content.condition.watched {
                stage = dossier.packages[dossier.place[issue].0].stage;
            }
            read_clause(
                negotiation,
                content,
                &dossier.measures[index],
                &mut snapshot,
            );
        }
        let row = clause.unwrap_or(negotiation.clauses.len());
        for position in 0..dossier.by_clause[row][stage as usize].len() {
            let docket = dossier.by_clause[row][stage as usize][position];
            try_docket(scene, dossier, docket, &snapshot, witness);
        }
    }
    dossier
        .matched
        .sort_unstable_by_key(|matched| matched.docket);
}

fn try_docket<W: Witness>(
    scene: &Scene<'_>,
    dossier: &mut Dossier,
    index: usize,
    snapshot: &Snapshot,
    witness: &mut W,
) {
    let docket = &mut dossier.dockets[index];
    if docket.intensity <= 0.0 || scene.round < docket.ready || !docket.guard.holds(snapshot) {
        return;
    }
    let rule = &scene.scenario.rulebook.rules()[docket.rule];
    if rule.limit.is_some_and(|limit| docket.count >= limit) {
        return;
    }
    let (key, position) = (&scene.keys.chance, scene.round as u64);
    if docket.probability < 1.0
        && !dossier.rule_tapes[index].below(key, position, docket.probability)
    {
        return;
    }
    docket.count += 1;
    docket.ready = scene.round + 1 + rule.cooldown as usize;
    let mut amounts = [0.0; MAX_EFFECTS];
    for (amount, effect) in amounts.iter_mut().zip(&rule.effects) {
        *amount = effect.effect.amount.value(snapshot);
    }
    let (rule, clause) = (docket.rule, docket.clause);
    dossier.matched.push(Match {
        docket: index,
        amounts,
    });
    scene.tell(
        witness,
        &Happening::Fired {
            rule,
            clause,
            snapshot,
        },
    );
}

fn read_negotiation(scene: &Scene<'_>, dossier: &Dossier, into: &mut Snapshot) {
    use Quantity as Q;
    let (scenario, negotiation) = (scene.scenario, scene.negotiation);
    let lead = dossier.lead();
    let mut set = |quantity: Quantity, figure: f64| into[quantity.slot()] = figure;
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    set(Q::Trust, dossier.trust);
    set(Q::Pressure, dossier.pressure);
    set(Q::Need, negotiation.need);
    set(Q::Monitoring, dossier.monitoring);
    set(Q::Ownership, dossier.ownership);
    set(Q::Visibility, negotiation.visibility);
    set(Q::Procedures, dossier.procedures);
    set(Q::PublicConcern, dossier.public_concern(negotiation));
    set(Q::Precedent, dossier.precedent);
    let in_crisis = |side: Side| scene.government(side).crisis;
    set(
        Q::Crisis,
        flag(in_crisis(Side::Destination) || in_crisis(Side::Partner)),
    );
    set(Q::CrisisProtocol, flag(negotiation.crisis_protocol));
    set(
        Q::InitiativePartner,
        flag(dossier.initiative == Side::Partner),
    );
    set(Q::StageRounds, (scene.round - lead.since) as f64);
    set(
        Q::TalksProgress,
        (f64::from(lead.session) / scenario.settings.deadline).min(1.0),
    );
    set(Q::AgreementMonths, lead.months_in_force);
    set(Q::AgreementObserved, dossier.observed.partner);
    set(Q::AgreementDelivery, dossier.observed.destination);
    set(Q::AgreementScope, dossier.scope);
    set(Q::InstrumentBinding, dossier.instrument.binding);
    set(Q::InstrumentFormal, flag(dossier.instrument.formal));
    set(Q::InstrumentPiloting, flag(dossier.instrument.piloting));
    set(
        Q::InstrumentCanFallBack,
        flag(dossier.instrument.falls_back_to.is_some()),
    );
    set(
        Q::InstrumentCanUpgrade,
        flag(can_upgrade(negotiation, dossier)),
    );
    set(Q::UpgradeWillingness, scenario.settings.upgrade_willingness);
    for (side, own) in [
        (Side::Destination, SideQuantities::DESTINATION),
        (Side::Partner, SideQuantities::PARTNER),
    ] {
        let government = scene.government(side);
        let state = &scenario.states[negotiation.parties[side]];
        set(own.grievance, dossier.grievance[side]);
        set(own.record, dossier.record[side]);
        set(own.dependence, dossier.standing.dependence[side]);
        set(own.leverage, dossier.leverage[side]);
        set(own.credibility, dossier.standing.credibility[side]);
        set(own.self_cost, dossier.standing.self_cost[side]);
        set(own.capacity, government.capacity);
        set(own.coordination, dossier.coordination[side]);
        set(own.sensitivity, state.sovereignty_sensitivity);
        set(own.disposition, government.disposition);
        set(own.suffered, dossier.suffered(negotiation, side).min(1.0));
        set(
            own.willingness,
            (dossier.trust * (1.0 - dossier.grievance[side]) * (1.0 + government.disposition))
                .clamp(0.0, 1.0),
        );
    }
}

/// The quantities of one side.
struct SideQuantities {
    grievance: Quantity,
    record: Quantity,
    dependence: Quantity,
    leverage: Quantity,
    credibility: Quantity,
    self_cost: Quantity,
    capacity: Quantity,
    coordination: Quantity,
    sensitivity: Quantity,
    disposition: Quantity,
    suffered: Quantity,
    willingness: Quantity,
}

impl SideQuantities {
    const DESTINATION: SideQuantities = SideQuantities {
        grievance: Quantity::DestinationGrievance,
        record: Quantity::DestinationRecord,
        dependence: Quantity::DestinationDependence,
        leverage: Quantity::DestinationLeverage,
        credibility: Quantity::DestinationCredibility,
        self_cost: Quantity::DestinationSelfCost,
        capacity: Quantity::DestinationCapacity,
        coordination: Quantity::DestinationCoordination,
        sensitivity: Quantity::DestinationSensitivity,
        disposition: Quantity::DestinationDisposition,
        suffered: Quantity::DestinationSuffered,
        willingness: Quantity::DestinationWillingness,
    };
    const PARTNER: SideQuantities = SideQuantities {
        grievance: Quantity::PartnerGrievance,
        record: Quantity::PartnerRecord,
        dependence: Quantity::PartnerDependence,
        leverage: Quantity::PartnerLeverage,
        credibility: Quantity::PartnerCredibility,
        self_cost: Quantity::PartnerSelfCost,
        capacity: Quantity::PartnerCapacity,
        coordination: Quantity::PartnerCoordination,
        sensitivity: Quantity::PartnerSensitivity,
        disposition: Quantity::PartnerDisposition,
        suffered: Quantity::PartnerSuffered,
        willingness: Quantity::PartnerWillingness,
    };
}

fn read_clause(
    negotiation: &Negotiation,
    clause: &Clause,
    measures: &Measures,
    into: &mut Snapshot,
) {
    use Quantity as Q;
    let mut set = |quantity: Quantity, figure: f64| into[quantity.slot()] = figure;
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    set(Q::ClauseObserved, measures.observed);
    set(Q::ClauseThreshold, clause.condition.threshold);
    set(Q::ClauseHolds, flag(holds(clause, measures)));
    set(Q::ClauseRoundsBelow, measures.rounds_below);
    set(Q::ClauseRoundsMet, measures.rounds_met);
    set(Q::ClauseAnnounced, measures.announced);
    set(Q::ClauseCarriedOut, measures.carried_out);
    set(Q::ClauseDemand, measures.demand);
    set(Q::ClauseGranted, measures.granted);
    set(Q::ClauseProcedure, measures.procedure);
    match clause.target {
        ClauseTarget::Lever(lever) => {
            let eu = negotiation.levers[lever].level == LeverLevel::Eu;
            set(Q::ClauseEuLevel, flag(eu));
        }
        ClauseTarget::Concession(_) => set(Q::ClauseOnConcession, 1.0),
    }
}

/// The clause's condition has held for as many rounds as it asks.
fn holds(clause: &Clause, measures: &Measures) -> bool {
    let rounds = match clause.condition.direction {
        Direction::AtLeast => measures.rounds_met,
        Direction::Below => measures.rounds_below,
    };
    rounds >= clause.condition.rounds
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

fn clamp(dossier: &mut Dossier) {
    let into = |quantity: Quantity, figure: &mut f64| {
        let entry = quantity.entry();
        *figure = figure.clamp(entry.low, entry.high);
    };
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
/// threat rests on its side's record, which moves halfway back to 1 when a measure is carried out;
/// a promise rests on trust.
fn keep_record(scene: &Scene<'_>, dossier: &mut Dossier) {
    let kept = 1.0 - scene.scenario.settings.erosion;
    for (index, clause) in scene.negotiation.clauses.iter().enumerate() {
        let (before, now) = (dossier.before[index], dossier.measures[index]);
        let cause = match clause.kind {
            ClauseKind::Reverse => before.demand > 0.0 && now.granted <= before.granted,
            ClauseKind::Negative | ClauseKind::Positive => holds(clause, &before),
        };
        let lapsed =
            cause && now.announced < before.announced && now.carried_out >= before.carried_out;
        let record = &mut dossier.record[clause.by];
        match clause.kind {
            ClauseKind::Positive if lapsed => dossier.trust *= kept,
            ClauseKind::Positive => {}
            _ if now.carried_out > before.carried_out => *record += 0.5 * (1.0 - *record),
            _ if lapsed => *record *= kept,
            ClauseKind::Negative | ClauseKind::Reverse => {}
        }
    }
}

fn can_upgrade(negotiation: &Negotiation, dossier: &Dossier) -> bool {
    next_instrument(dossier.instrument.upgrades_to).is_some_and(|next| {
        let covered = next.covers.is_empty()
            || negotiation
                .issues
                .iter()
                .all(|issue| next.covers.contains(&issue.id.as_str()));
        let ready = next.prerequisite != Prerequisite::Readmission
            || negotiation
                .issues
                .iter()
                .any(|issue| issue.id == "readmission");
        covered && ready
    })
}

/// Makes a move; false when there was nothing to move.
fn make(scene: &Scene<'_>, dossier: &mut Dossier, makes: Move, clause: Option<usize>) -> bool {
    let round = scene.round;
    let mut turn = |from: &[Stage], to: Stage| {
        let mut moved = false;
        for package in &mut dossier.packages {
            if from.contains(&package.stage) && !package.turned {
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
        Move::Upgrade => {
            can_upgrade(scene.negotiation, dossier)
                && change_instrument(scene, dossier, dossier.instrument.upgrades_to)
        }
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

fn change_instrument(scene: &Scene<'_>, dossier: &mut Dossier, to: Option<&'static str>) -> bool {
    let Some(next) = next_instrument(to) else {
        return false;
    };
    dossier.instrument = next;
    dossier.future = super::fulfilment::future(scene, dossier);
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

/// Whether a side uses the kind of conditionality that a clause is.
pub(crate) fn active(negotiation: &Negotiation, clause: &Clause) -> f64 {
    let conduct = &negotiation.conduct;
    match (clause.kind, clause.by) {
        (ClauseKind::Positive, Side::Destination) => conduct.positive,
        (ClauseKind::Positive, Side::Partner) => conduct.cooperative_offers,
        (ClauseKind::Negative, _) => conduct.negative,
        (ClauseKind::Reverse, _) => conduct.reverse,
    }
}

/// How far each side answers the other's defection: the most intensive kind of conditionality
/// that it uses.
pub(crate) fn answers(negotiation: &Negotiation) -> PerSide<f64> {
    let conduct = &negotiation.conduct;
    PerSide {
        destination: conduct.positive.max(conduct.negative),
        partner: conduct.reverse.max(conduct.cooperative_offers),
    }
}
