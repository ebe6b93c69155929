//! What rules see: the figures of every quantity at one moment.

use super::dossier::{Dossier, Measures};
use super::package::PackageState;
use super::simulator::Scene;
use crate::domain::{
    Clause, ClauseTarget, Direction, Instrument, LeverLevel, Negotiation, Side, instrument,
};
use crate::rules::{NEGOTIATION_QUANTITIES, QUANTITY_COUNT, Quantity, Snapshot};
use crate::scenario::Scenario;

use Quantity as Q;

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

const DESTINATION: SideQuantities = SideQuantities {
    grievance: Q::DestinationGrievance,
    record: Q::DestinationRecord,
    dependence: Q::DestinationDependence,
    leverage: Q::DestinationLeverage,
    credibility: Q::DestinationCredibility,
    self_cost: Q::DestinationSelfCost,
    capacity: Q::DestinationCapacity,
    coordination: Q::DestinationCoordination,
    sensitivity: Q::DestinationSensitivity,
    disposition: Q::DestinationDisposition,
    suffered: Q::DestinationSuffered,
    willingness: Q::DestinationWillingness,
};

const PARTNER: SideQuantities = SideQuantities {
    grievance: Q::PartnerGrievance,
    record: Q::PartnerRecord,
    dependence: Q::PartnerDependence,
    leverage: Q::PartnerLeverage,
    credibility: Q::PartnerCredibility,
    self_cost: Q::PartnerSelfCost,
    capacity: Q::PartnerCapacity,
    coordination: Q::PartnerCoordination,
    sensitivity: Q::PartnerSensitivity,
    disposition: Q::PartnerDisposition,
    suffered: Q::PartnerSuffered,
    willingness: Q::PartnerWillingness,
};

const SIDES: [(Side, SideQuantities); 2] =
    [(Side::Destination, DESTINATION), (Side::Partner, PARTNER)];

fn flag(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// What stays as it is for a whole run, unless the instrument changes.
pub(crate) fn background(
    scenario: &Scenario,
    negotiation: &Negotiation,
    dossier: &Dossier,
) -> Snapshot {
    let mut snapshot = [0.0; QUANTITY_COUNT];
    let mut set = |quantity: Quantity, figure: f64| snapshot[quantity.slot()] = figure;
    set(Q::Need, negotiation.need);
    set(Q::Visibility, negotiation.visibility);
    set(Q::CrisisProtocol, flag(negotiation.crisis_protocol));
    set(Q::UpgradeWillingness, scenario.settings.upgrade_willingness);
    let form = &dossier.instrument;
    set(Q::InstrumentBinding, form.binding);
    set(Q::InstrumentFormal, flag(form.formal));
    set(Q::InstrumentPiloting, flag(form.piloting));
    let lighter = other_form(scenario, negotiation, form.falls_back_to);
    set(Q::InstrumentCanFallBack, flag(lighter.is_some()));
    let heavier = other_form(scenario, negotiation, form.upgrades_to);
    set(Q::InstrumentCanUpgrade, flag(heavier.is_some()));
    for (side, own) in SIDES {
        let state = &scenario.states[negotiation.parties[side]];
        set(own.leverage, dossier.leverage[side]);
        set(own.coordination, dossier.coordination[side]);
        set(own.sensitivity, state.sovereignty_sensitivity);
    }
    snapshot
}

/// The instrument of this id, unless something stands in its way in this negotiation.
pub(crate) fn other_form(
    scenario: &Scenario,
    negotiation: &Negotiation,
    id: Option<&str>,
) -> Option<Instrument> {
    let form = id.and_then(instrument)?;
    let party = |side| &scenario.states[negotiation.parties[side]];
    let (destination, partner) = (party(Side::Destination), party(Side::Partner));
    let mut obstacles = form.obstacles(destination, partner, &negotiation.issues);
    obstacles.next().is_none().then_some(*form)
}

/// What concerns the negotiation as a whole; packages and clauses are still to be added.
pub(crate) fn of_negotiation(scene: &Scene<'_>, dossier: &Dossier) -> Snapshot {
    let mut snapshot = dossier.background;
    let mut set = |quantity: Quantity, figure: f64| snapshot[quantity.slot()] = figure;
    set(Q::Trust, dossier.trust);
    set(Q::Pressure, dossier.pressure);
    set(Q::Monitoring, dossier.monitoring);
    set(Q::Ownership, dossier.ownership);
    set(Q::Procedures, dossier.procedures);
    set(Q::PublicConcern, dossier.public_concern(scene.negotiation));
    set(Q::Precedent, dossier.precedent);
    let in_crisis = |side: Side| scene.government(side).crisis;
    set(
        Q::Crisis,
        flag(in_crisis(Side::Destination) || in_crisis(Side::Partner)),
    );
    set(
        Q::InitiativePartner,
        flag(dossier.initiative == Side::Partner),
    );
    set(Q::AgreementObserved, dossier.observed.partner);
    set(Q::AgreementDelivery, dossier.observed.destination);
    set(Q::AgreementScope, dossier.scope);
    for (side, own) in SIDES {
        let government = scene.government(side);
        set(own.grievance, dossier.grievance[side]);
        set(own.record, dossier.record[side]);
        set(own.dependence, dossier.standing.dependence[side]);
        set(own.credibility, dossier.standing.credibility[side]);
        set(own.self_cost, dossier.standing.self_cost[side]);
        set(own.capacity, government.capacity);
        set(own.disposition, government.disposition);
        set(own.suffered, dossier.suffered[side].min(1.0));
        set(
            own.willingness,
            (dossier.trust * (1.0 - dossier.grievance[side]) * (1.0 + government.disposition))
                .clamp(0.0, 1.0),
        );
    }
    snapshot
}

/// Adds what concerns the package that a rule is looked at for.
pub(crate) fn add_package(snapshot: &mut Snapshot, scene: &Scene<'_>, package: &PackageState) {
    let mut set = |quantity: Quantity, figure: f64| snapshot[quantity.slot()] = figure;
    let progress = f64::from(package.session) / scene.scenario.settings.deadline;
    set(Q::StageRounds, (scene.round - package.since) as f64);
    set(Q::TalksProgress, progress.min(1.0));
    set(Q::AgreementMonths, package.months_in_force);
}

/// Adds what concerns one clause, or nothing of the kind.
pub(crate) fn add_clause(
    snapshot: &mut Snapshot,
    negotiation: &Negotiation,
    clause: Option<(&Clause, &Measures)>,
) {
    let Some((clause, measures)) = clause else {
        snapshot[NEGOTIATION_QUANTITIES..].fill(0.0);
        return;
    };
    let mut set = |quantity: Quantity, figure: f64| snapshot[quantity.slot()] = figure;
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
    let (eu, on_concession) = match clause.target {
        ClauseTarget::Lever(lever) => (negotiation.levers[lever].level == LeverLevel::Eu, false),
        ClauseTarget::Concession(_) => (false, true),
    };
    set(Q::ClauseEuLevel, flag(eu));
    set(Q::ClauseOnConcession, flag(on_concession));
}

/// The clause's condition has held for as many rounds as it asks.
pub(crate) fn holds(clause: &Clause, measures: &Measures) -> bool {
    let rounds = match clause.condition.direction {
        Direction::AtLeast => measures.rounds_met,
        Direction::Below => measures.rounds_below,
    };
    rounds >= clause.condition.rounds
}
