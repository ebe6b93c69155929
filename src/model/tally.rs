//! What is counted during a run to judge it at the end.

use super::concession::Concession;
use super::dossier::Dossier;
use super::grounds::Grounds;
use super::outcome::{METRIC_COUNT, Metric, NegotiationOutcome};
use super::payoffs::{flow, spending};
use super::sabotage::{Fault, present};
use super::simulator::Scene;
use crate::domain::{ClauseKind, ClauseTarget, Negotiation, PerSide, Side, Stage};
use crate::scenario::Scenario;

/// One round of a negotiation, for the course of the ensemble.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundRecord {
    /// The stage of the package furthest on.
    pub stage: Stage,
    /// Trust.
    pub trust: f64,
    /// Pressure.
    pub pressure: f64,
    /// The partner's delivered share, where in force.
    pub compliance: Option<f64>,
    /// The destination's delivered share, where in force.
    pub delivery: Option<f64>,
}

/// A mean in the making.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    total: f64,
    weight: f64,
}

impl Sum {
    fn add(&mut self, value: f64, weight: f64) {
        self.total += value * weight;
        self.weight += weight;
    }

    fn mean(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.total / self.weight)
    }
}

/// Counts and sums of one negotiation in one run.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    compliance: Sum,
    delivery: Sum,
    cooperation: f64,
    asks_met: f64,
    issues: Vec<Sum>,
    /// Compliance (where the partner concedes something) and coerced share of the last rounds in
    /// force.
    late: Vec<(Option<f64>, f64)>,
    late_next: usize,
    rounds_in_force: usize,
    entered: Option<usize>,
    first_end: Option<usize>,
    rewarded: usize,
    penalised: usize,
    retaliated: usize,
    partner_initiative: usize,
    partner_initiative_in_force: usize,
    pub(crate) demands_granted: u32,
    spent: PerSide<f64>,
    utility: PerSide<Sum>,
    discount: PerSide<f64>,
    /// Sums of the movements over the last year.
    people: [Sum; 4],
    pub(crate) rounds: Vec<RoundRecord>,
    /// How often each rule fired in this run.
    pub(crate) firings: Vec<u32>,
}

impl Tally {
    pub(crate) fn new(scenario: &Scenario, negotiation: &Negotiation) -> Tally {
        let late = whole(scenario.settings.late_rounds);
        Tally {
            compliance: Sum::default(),
            delivery: Sum::default(),
            cooperation: 0.0,
            asks_met: 0.0,
            issues: vec![Sum::default(); negotiation.issues.len()],
            late: Vec::with_capacity(late),
            late_next: 0,
            rounds_in_force: 0,
            entered: None,
            first_end: None,
            rewarded: 0,
            penalised: 0,
            retaliated: 0,
            partner_initiative: 0,
            partner_initiative_in_force: 0,
            demands_granted: 0,
            spent: PerSide::default(),
            utility: PerSide::default(),
            discount: PerSide::default(),
            people: [Sum::default(); 4],
            rounds: Vec::with_capacity(scenario.rounds),
            firings: vec![0; scenario.rulebook.rules().len()],
        }
    }

    pub(crate) fn begin(&mut self) {
        self.compliance = Sum::default();
        self.delivery = Sum::default();
        self.cooperation = 0.0;
        self.asks_met = 0.0;
        self.issues.fill(Sum::default());
        self.late.clear();
        self.late_next = 0;
        self.rounds_in_force = 0;
        self.entered = None;
        self.first_end = None;
        self.rewarded = 0;
        self.penalised = 0;
        self.retaliated = 0;
        self.partner_initiative = 0;
        self.partner_initiative_in_force = 0;
        self.demands_granted = 0;
        self.spent = PerSide::default();
        self.utility = PerSide::default();
        self.discount = PerSide::of(|_| 1.0);
        self.people = [Sum::default(); 4];
        self.rounds.clear();
        self.firings.fill(0);
    }

    pub(crate) fn fired(&mut self, rule: usize) {
        self.firings[rule] += 1;
    }

    fn keep_late(&mut self, capacity: usize, entry: (Option<f64>, f64)) {
        if self.late.len() < capacity {
            self.late.push(entry);
        } else {
            self.late[self.late_next] = entry;
            self.late_next = (self.late_next + 1) % capacity;
        }
    }
}

/// Takes down a round.
pub(crate) fn record(scene: &Scene<'_>, dossier: &mut Dossier) -> RoundRecord {
    let negotiation = scene.negotiation;
    let in_force = dossier.any_in_force();
    let flow = flow(scene, dossier);
    let spent = spending(scene, dossier);
    let (carried, shares, coerced) = (dossier.carried, dossier.shares, dossier.coerced);
    let rewarded = in_force && pays(negotiation, dossier);
    let late_rounds = whole(scene.scenario.settings.late_rounds);
    let last_year = whole(libm::ceil(12.0 / scene.pace.months));
    let record = RoundRecord {
        stage: dossier.lead().stage,
        trust: dossier.trust,
        pressure: dossier.pressure,
        compliance: shares.partner,
        delivery: shares.destination,
    };
    for (sum, concession) in dossier.tally.issues.iter_mut().zip(&dossier.concessions) {
        if concession.level > 0.0 {
            sum.add(concession.delivered, 1.0);
        }
    }
    let asks_met = asks_met(dossier);
    let moved = dossier.movements;
    let partner_leads = dossier.initiative == Side::Partner;
    let tally = &mut dossier.tally;
    tally.asks_met += asks_met;
    if in_force {
        tally.rounds_in_force += 1;
        tally.entered.get_or_insert(scene.round);
        tally.partner_initiative_in_force += usize::from(partner_leads);
        if let Some(compliance) = shares.partner {
            tally.compliance.add(compliance, 1.0);
            tally.cooperation += compliance;
        }
        if let Some(delivery) = shares.destination {
            tally.delivery.add(delivery, 1.0);
        }
        tally.keep_late(late_rounds, (shares.partner, coerced));
    } else if tally.entered.is_some() {
        tally.first_end.get_or_insert(scene.round);
    }
    tally.rewarded += usize::from(rewarded);
    tally.penalised += usize::from(carried.destination > 0.0);
    tally.retaliated += usize::from(carried.partner > 0.0);
    tally.partner_initiative += usize::from(partner_leads);
    for side in Side::BOTH {
        tally.spent[side] += spent[side];
        let discount = tally.discount[side];
        tally.utility[side].add(flow[side], discount);
        tally.discount[side] *= scene.government(side).patience;
    }
    if scene.round + last_year >= scene.scenario.rounds {
        let people = [
            moved.return_rate,
            moved.irregular_flow,
            moved.displaced_flow,
            moved.mobility,
        ];
        for (sum, value) in tally.people.iter_mut().zip(people) {
            sum.add(value, 1.0);
        }
    }
    tally.rounds.push(record);
    record
}

/// What the partner delivers of all that the destination asks of it, at full level.
fn asks_met(dossier: &Dossier) -> f64 {
    let asked = |concession: &Concession| concession.share_of_asks(Side::Destination);
    let concessions = dossier.concessions.iter();
    let met: f64 = concessions.map(|c| asked(c) * c.delivered_level()).sum();
    if present(Fault::OnlyAgreedAsks) {
        let agreed = dossier.concessions.iter().filter(|c| c.level > 0.0);
        met / agreed.map(asked).sum::<f64>()
    } else {
        met
    }
}

/// Whether a reward or a tranche is being paid by the destination.
fn pays(negotiation: &Negotiation, dossier: &Dossier) -> bool {
    negotiation
        .clauses
        .iter()
        .zip(&dossier.measures)
        .any(|(clause, m)| match clause.kind {
            ClauseKind::Positive => {
                let agreed = match clause.target {
                    ClauseTarget::Lever(_) => true,
                    ClauseTarget::Concession(issue) => dossier.concessions[issue].level > 0.0,
                };
                clause.by == Side::Destination && m.carried_out > 0.0 && agreed
            }
            ClauseKind::Reverse => m.granted > 0.0 && clause.demands.is_some(),
            ClauseKind::Negative => false,
        })
}

/// Judges a run at the horizon.
pub(crate) fn judge(
    scenario: &Scenario,
    negotiation: &Negotiation,
    dossier: &Dossier,
    outcome: &mut NegotiationOutcome,
) {
    let tally = &dossier.tally;
    let rounds = to_f64(scenario.rounds);
    let months = scenario.months_per_round;
    let share = |count: usize| Some(to_f64(count) / rounds);
    let entered = tally.entered.map(|round| to_f64(round + 1) * months);
    let [return_rate, irregular_flow, displaced_flow, legal_mobility] =
        tally.people.map(|sum| sum.mean());
    let grounds = grounds(dossier);
    let utility = grounds.utility;
    let budgeted = negotiation
        .issues
        .iter()
        .any(|issue| issue.spending_per_year.is_some());
    outcome.metrics = [None; METRIC_COUNT];
    let mut set = |metric: Metric, value: Option<f64>| outcome.metrics[metric as usize] = value;
    set(
        Metric::Agreement,
        Some(if entered.is_some() { 1.0 } else { 0.0 }),
    );
    set(Metric::MonthsToAgreement, entered);
    set(
        Metric::MonthsWithoutAgreement,
        Some(entered.unwrap_or(rounds * months)),
    );
    set(Metric::InForce, share(tally.rounds_in_force));
    set(Metric::Survival, survival(scenario, tally));
    set(Metric::Compliance, tally.compliance.mean());
    set(Metric::Delivery, tally.delivery.mean());
    set(Metric::Cooperation, Some(tally.cooperation / rounds));
    set(Metric::AsksMet, Some(tally.asks_met / rounds));
    set(Metric::Procedures, Some(dossier.procedures));
    set(Metric::Trust, Some(dossier.trust));
    set(
        Metric::Grievance,
        Some(dossier.grievance.destination.max(dossier.grievance.partner)),
    );
    set(
        Metric::PublicConcern,
        Some(dossier.public_concern(negotiation)),
    );
    set(Metric::RewardRounds, share(tally.rewarded));
    set(Metric::PenaltyRounds, share(tally.penalised));
    set(Metric::RetaliationRounds, share(tally.retaliated));
    set(Metric::InitiativeLost, share(tally.partner_initiative));
    set(
        Metric::DemandsGranted,
        Some(f64::from(tally.demands_granted)),
    );
    set(Metric::ReturnRate, return_rate);
    set(Metric::IrregularFlow, irregular_flow);
    set(Metric::DisplacedFlow, displaced_flow);
    set(Metric::LegalMobility, legal_mobility);
    set(Metric::DestinationUtility, utility.destination);
    set(Metric::PartnerUtility, utility.partner);
    set(
        Metric::JointUtility,
        utility.destination.zip(utility.partner).map(|(a, b)| a + b),
    );
    set(
        Metric::Spending,
        budgeted.then_some(tally.spent.destination + tally.spent.partner),
    );
    outcome.fulfilment.clear();
    outcome
        .fulfilment
        .extend(tally.issues.iter().map(Sum::mean));
    outcome.fate = grounds.fate(&scenario.settings);
}

/// Still in force 5 years after the first entry; `None` when it never entered, or too late to
/// tell.
fn survival(scenario: &Scenario, tally: &Tally) -> Option<f64> {
    let five_years = whole(libm::ceil(60.0 / scenario.months_per_round));
    let entered = tally.entered?;
    if entered + five_years >= scenario.rounds {
        return None;
    }
    let survived = tally.first_end.is_none_or(|end| end > entered + five_years);
    Some(if survived { 1.0 } else { 0.0 })
}

/// What decides the fate of a run so far.
pub(crate) fn grounds(dossier: &Dossier) -> Grounds {
    let tally = &dossier.tally;
    let late = |value: fn(&(Option<f64>, f64)) -> Option<f64>| {
        let mut sum = Sum::default();
        for value in tally.late.iter().filter_map(value) {
            sum.add(value, 1.0);
        }
        sum.mean()
    };
    Grounds {
        entered: tally.entered.is_some(),
        in_force: dossier.any_in_force(),
        rounds_in_force: tally.rounds_in_force,
        partner_led: tally.partner_initiative_in_force,
        late_compliance: late(|entry| entry.0),
        late_coercion: late(|entry| Some(entry.1)),
        utility: PerSide::of(|side| tally.utility[side].mean()),
    }
}

fn to_f64(count: usize) -> f64 {
    count as f64
}

fn whole(figure: f64) -> usize {
    figure as usize
}
