//! Outcomes of a run: metrics on paper, in process, for people, and payoffs; and the fate.

use super::baselines::Baselines;

/// The level on which a metric measures (DGAP 2023: effects on paper, in process and for people
/// differ widely).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricGroup {
    /// Agreements.
    Paper,
    /// What is done about them.
    Process,
    /// Movements.
    People,
    /// What it is worth to each side.
    Payoffs,
}

impl MetricGroup {
    /// Every group, in the order of output.
    pub const ALL: [MetricGroup; 4] = [
        MetricGroup::Paper,
        MetricGroup::Process,
        MetricGroup::People,
        MetricGroup::Payoffs,
    ];

    /// The name used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MetricGroup::Paper => "paper",
            MetricGroup::Process => "process",
            MetricGroup::People => "people",
            MetricGroup::Payoffs => "payoffs",
        }
    }
}

/// How a metric is averaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricKind {
    /// 0 or 1 in each run: its mean is a share of runs.
    Indicator,
    /// A figure in each run.
    Figure,
}

/// A metric of a run; names are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each metric is documented by its entry in the table"
)]
pub enum Metric {
    Agreement,
    MonthsToAgreement,
    MonthsWithoutAgreement,
    InForce,
    Survival,
    Compliance,
    Delivery,
    Cooperation,
    AsksMet,
    Procedures,
    Trust,
    Grievance,
    PublicConcern,
    RewardRounds,
    PenaltyRounds,
    RetaliationRounds,
    InitiativeLost,
    DemandsGranted,
    ReturnRate,
    IrregularFlow,
    DisplacedFlow,
    LegalMobility,
    DestinationUtility,
    PartnerUtility,
    JointUtility,
    Spending,
}

/// The declaration of a metric.
#[derive(Clone, Copy, Debug)]
pub struct MetricEntry {
    /// The metric.
    pub metric: Metric,
    /// The name in files and output.
    pub name: &'static str,
    /// The level.
    pub group: MetricGroup,
    /// How it is averaged.
    pub kind: MetricKind,
    /// It has a value in some runs only.
    pub conditional: bool,
    /// Where it depends on the run whether there is a value: the metric to read beside it, which
    /// has one in every run.
    pub counterpart: Option<Metric>,
    /// The unit.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

/// Number of metrics.
pub const METRIC_COUNT: usize = 26;

const fn entry(
    metric: Metric,
    name: &'static str,
    group: MetricGroup,
    unit: &'static str,
    meaning: &'static str,
) -> MetricEntry {
    MetricEntry {
        metric,
        name,
        group,
        kind: MetricKind::Figure,
        conditional: false,
        counterpart: None,
        unit,
        meaning,
    }
}

impl MetricEntry {
    const fn indicator(mut self) -> Self {
        self.kind = MetricKind::Indicator;
        self
    }

    const fn conditional(mut self, counterpart: Metric) -> Self {
        self.conditional = true;
        self.counterpart = Some(counterpart);
        self
    }

    /// Of a metric that has a value in all runs of a scenario or in none.
    const fn where_budgeted(mut self) -> Self {
        self.conditional = true;
        self
    }
}

use MetricGroup::{Paper, Payoffs, People, Process};

/// Every metric, in the order of output.
#[rustfmt::skip]
pub const METRICS: &[MetricEntry; METRIC_COUNT] = &[
    entry(Metric::Agreement, "agreement", Paper, "share of runs", "an agreement entered into force by the horizon").indicator(),
    entry(Metric::MonthsToAgreement, "months_to_agreement", Paper, "months", "to first entry into force, in runs with one").conditional(Metric::MonthsWithoutAgreement),
    entry(Metric::MonthsWithoutAgreement, "months_without_agreement", Paper, "months", "to first entry into force; the horizon where there is none"),
    entry(Metric::InForce, "in_force", Paper, "share of rounds", "an agreement is in force"),
    entry(Metric::Survival, "survival", Paper, "share of runs", "still in force 5 years after entry, in runs with 5 years or more left at entry").indicator().conditional(Metric::InForce),
    entry(Metric::Compliance, "compliance", Process, "share", "what the partner delivers of what it agreed to, mean while in force, value-weighted").conditional(Metric::Cooperation),
    entry(Metric::Delivery, "delivery", Process, "share", "what the destination delivers of what it agreed to, mean while in force, value-weighted").conditional(Metric::InForce),
    entry(Metric::Cooperation, "cooperation", Process, "share", "compliance while in force, nothing otherwise, mean over all rounds"),
    entry(Metric::AsksMet, "asks_met", Process, "share", "what the partner delivers of all that the destination asks for, whatever was agreed to, mean over all rounds, value-weighted"),
    entry(Metric::Procedures, "procedures", Process, "index", "working procedures at the horizon"),
    entry(Metric::Trust, "trust", Process, "index", "trust at the horizon"),
    entry(Metric::Grievance, "grievance", Process, "index", "the larger grievance of the two sides at the horizon"),
    entry(Metric::PublicConcern, "public_concern", Process, "index", "public concern at the horizon"),
    entry(Metric::RewardRounds, "reward_rounds", Process, "share of rounds", "rewards, tranches or granted demands are paid"),
    entry(Metric::PenaltyRounds, "penalty_rounds", Process, "share of rounds", "penalties are carried out"),
    entry(Metric::RetaliationRounds, "retaliation_rounds", Process, "share of rounds", "the partner retaliates"),
    entry(Metric::InitiativeLost, "initiative_lost", Process, "share of rounds", "the partner holds the initiative"),
    entry(Metric::DemandsGranted, "demands_granted", Process, "count", "demands of the partner that were granted"),
    entry(Metric::ReturnRate, "return_rate", People, "share", "return rate, mean of the last year"),
    entry(Metric::IrregularFlow, "irregular_flow", People, "index, 1 = mean pressure, no agreement", "irregular arrivals, those displaced to other routes included, mean of the last year"),
    entry(Metric::DisplacedFlow, "displaced_flow", People, "index", "arrivals displaced to other routes, mean of the last year"),
    entry(Metric::LegalMobility, "legal_mobility", People, "index", "legal pathways delivered, mean of the last year"),
    entry(Metric::DestinationUtility, "destination_utility", Payoffs, "destination's points", "discounted mean flow to the destination per round"),
    entry(Metric::PartnerUtility, "partner_utility", Payoffs, "partner's points", "discounted mean flow to the partner per round"),
    entry(Metric::JointUtility, "joint_utility", Payoffs, "points", "sum of both, a convention: the sides' points are not comparable"),
    entry(Metric::Spending, "spending", Payoffs, "EUR million", "spent on what was delivered, where budgets are given").where_budgeted(),
];

impl Metric {
    /// Its entry in the table.
    #[must_use]
    pub fn entry(self) -> &'static MetricEntry {
        &METRICS[self as usize]
    }

    /// The metric of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Metric> {
        METRICS
            .iter()
            .find(|entry| entry.name == name)
            .map(|entry| entry.metric)
    }
}

/// What became of a negotiation: the first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// No package ever entered into force.
    Stalemate,
    /// In force at some time, but not at the horizon.
    EndedEarly,
    /// In force, but hardly complied with.
    PaperAgreement,
    /// The partner held the initiative for most of the time and is better off.
    PartnerLed,
    /// Complied with, and at least half of what was at stake was penalties and threats.
    ComplianceUnderPenalty,
    /// Complied with otherwise.
    DurableCooperation,
}

impl Fate {
    /// Every fate, in the order in which they are tried.
    pub const ALL: [Fate; 6] = [
        Fate::Stalemate,
        Fate::EndedEarly,
        Fate::PaperAgreement,
        Fate::PartnerLed,
        Fate::ComplianceUnderPenalty,
        Fate::DurableCooperation,
    ];

    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Fate::Stalemate => "stalemate",
            Fate::EndedEarly => "ended_early",
            Fate::PaperAgreement => "paper_agreement",
            Fate::PartnerLed => "partner_led",
            Fate::ComplianceUnderPenalty => "compliance_under_penalty",
            Fate::DurableCooperation => "durable_cooperation",
        }
    }

    /// The fate of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Fate> {
        Fate::ALL.into_iter().find(|fate| fate.name() == name)
    }
}

/// The outcome of one negotiation in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct NegotiationOutcome {
    /// Every metric in the order of [`METRICS`]; `None` where it has no value.
    pub metrics: [Option<f64>; METRIC_COUNT],
    /// Mean fulfilment per issue over the rounds in which it was in force.
    pub fulfilment: Vec<Option<f64>>,
    /// What became of it.
    pub fate: Fate,
    /// What one-line models would give.
    pub baselines: Baselines,
}

impl NegotiationOutcome {
    /// The value of a metric.
    #[must_use]
    pub fn get(&self, metric: Metric) -> Option<f64> {
        self.metrics[metric as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_metrics() {
        for (index, entry) in METRICS.iter().enumerate() {
            assert_eq!(entry.metric as usize, index, "{}", entry.name);
            assert_eq!(Metric::named(entry.name), Some(entry.metric));
        }
    }
}
