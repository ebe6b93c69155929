//! The named quantities that rules can read, and those that they can change.

use super::language::{Slot, Symbol, Vocabulary};

/// What a quantity belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The negotiation as a whole.
    Negotiation,
    /// One clause: only rules of a conditionality kind can name it.
    Clause,
}

/// A quantity that a rule can name; its number is its slot in the [`Snapshot`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u16)]
#[expect(
    missing_docs,
    reason = "each quantity is documented by its entry in the table"
)]
pub enum Quantity {
    Trust,
    Pressure,
    Need,
    Monitoring,
    Ownership,
    Visibility,
    Procedures,
    PublicConcern,
    Precedent,
    Crisis,
    CrisisProtocol,
    InitiativePartner,
    StageRounds,
    TalksProgress,
    AgreementMonths,
    AgreementObserved,
    AgreementDelivery,
    AgreementScope,
    InstrumentBinding,
    InstrumentFormal,
    InstrumentPiloting,
    InstrumentCanFallBack,
    InstrumentCanUpgrade,
    UpgradeWillingness,
    DestinationGrievance,
    DestinationRecord,
    DestinationDependence,
    DestinationLeverage,
    DestinationCredibility,
    DestinationSelfCost,
    DestinationCapacity,
    DestinationCoordination,
    DestinationSensitivity,
    DestinationDisposition,
    DestinationSuffered,
    DestinationWillingness,
    PartnerGrievance,
    PartnerRecord,
    PartnerDependence,
    PartnerLeverage,
    PartnerCredibility,
    PartnerSelfCost,
    PartnerCapacity,
    PartnerCoordination,
    PartnerSensitivity,
    PartnerDisposition,
    PartnerSuffered,
    PartnerWillingness,
    ClauseObserved,
    ClauseThreshold,
    ClauseHolds,
    ClauseRoundsBelow,
    ClauseRoundsMet,
    ClauseAnnounced,
    ClauseCarriedOut,
    ClauseDemand,
    ClauseGranted,
    ClauseProcedure,
    ClauseEuLevel,
    ClauseOnConcession,
}

/// Number of quantities.
pub const QUANTITY_COUNT: usize = 60;
/// Number of quantities that belong to the negotiation; they come first.
pub const NEGOTIATION_QUANTITIES: usize = 48;

/// The figures of every quantity at one moment.
pub type Snapshot = [f64; QUANTITY_COUNT];

impl Quantity {
    /// Its slot in the snapshot.
    #[must_use]
    pub const fn slot(self) -> usize {
        self as usize
    }

    /// Its entry in the table.
    #[must_use]
    pub fn entry(self) -> &'static QuantityEntry {
        &QUANTITIES[self.slot()]
    }

    /// The quantity in a slot that a parsed rule names.
    #[must_use]
    pub fn at(slot: Slot) -> Quantity {
        QUANTITIES[usize::from(slot.0)].quantity
    }

    /// The quantity of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Quantity> {
        QUANTITIES
            .iter()
            .find(|entry| entry.name == name)
            .map(|entry| entry.quantity)
    }
}

/// The declaration of a quantity.
#[derive(Clone, Copy, Debug)]
pub struct QuantityEntry {
    /// The quantity.
    pub quantity: Quantity,
    /// The name used in rules.
    pub name: &'static str,
    /// What it belongs to.
    pub extent: Extent,
    /// Whether an effect can change it.
    pub writable: bool,
    /// Whether the intensity of conduct scales effects on it: measures, trust and grievance.
    pub scaled: bool,
    /// Whether it is either 0 or 1, and so a condition by itself.
    pub flag: bool,
    /// The smallest figure it can take.
    pub low: f64,
    /// The largest figure it can take.
    pub high: f64,
    /// What it is.
    pub meaning: &'static str,
}

/// The quantities as a vocabulary of the rule language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantities {
    /// Whether `clause.…` can be named.
    pub clause: bool,
}

impl Vocabulary for Quantities {
    fn symbol(&self, name: &str) -> Option<Symbol> {
        let entry = Quantity::named(name)?.entry();
        (self.clause || entry.extent == Extent::Negotiation).then_some(Symbol {
            slot: Slot(entry.quantity as u16),
            flag: entry.flag,
        })
    }

    fn misplaced(&self, name: &str) -> Option<(String, String)> {
        let known = Quantity::named(name)?.entry();
        (!self.clause && known.extent == Extent::Clause).then(|| {
            (
                format!("`{name}` belongs to a clause, and a rule of kind `context` has none"),
                "give the rule the kind of the clause: `positive`, `negative` or `reverse`"
                    .to_owned(),
            )
        })
    }

    fn names(&self) -> Vec<&str> {
        QUANTITIES
            .iter()
            .filter(|entry| self.clause || entry.extent == Extent::Negotiation)
            .map(|entry| entry.name)
            .collect()
    }
}

/// The range of the quantity in a slot, for interval arithmetic on rules.
#[must_use]
pub fn quantity_range(slot: Slot) -> (f64, f64) {
    let entry = &QUANTITIES[usize::from(slot.0)];
    (entry.low, entry.high)
}

const fn fact(
    quantity: Quantity,
    name: &'static str,
    extent: Extent,
    range: (f64, f64),
    meaning: &'static str,
) -> QuantityEntry {
    QuantityEntry {
        quantity,
        name,
        extent,
        writable: false,
        scaled: false,
        flag: false,
        low: range.0,
        high: range.1,
        meaning,
    }
}

impl QuantityEntry {
    const fn flag(mut self) -> Self {
        self.flag = true;
        self
    }

    const fn writable(mut self) -> Self {
        self.writable = true;
        self
    }

    const fn scaled(mut self) -> Self {
        self.writable = true;
        self.scaled = true;
        self
    }
}

use Extent::{Clause, Negotiation};

/// Every quantity, in the order of the slots.
pub const QUANTITIES: &[QuantityEntry; QUANTITY_COUNT] = &[
    fact(
        Quantity::Trust,
        "trust",
        Negotiation,
        (0.0, 1.0),
        "trust between the sides",
    )
    .scaled(),
    fact(
        Quantity::Pressure,
        "pressure",
        Negotiation,
        (0.0, 1.0),
        "how hard migration presses on the destination now",
    ),
    fact(
        Quantity::Need,
        "need",
        Negotiation,
        (0.0, 1.0),
        "how much the partner needs the destination",
    ),
    fact(
        Quantity::Monitoring,
        "monitoring",
        Negotiation,
        (0.0, 1.0),
        "how well fulfilment is observed",
    )
    .writable(),
    fact(
        Quantity::Ownership,
        "ownership",
        Negotiation,
        (0.0, 1.0),
        "how far the partner shares in decisions",
    )
    .writable(),
    fact(
        Quantity::Visibility,
        "visibility",
        Negotiation,
        (0.0, 1.0),
        "how visible the talks are",
    ),
    fact(
        Quantity::Procedures,
        "procedures",
        Negotiation,
        (0.0, 1.0),
        "working procedures built up so far",
    ),
    fact(
        Quantity::PublicConcern,
        "public_concern",
        Negotiation,
        (0.0, 1.0),
        "public concern on both sides",
    ),
    fact(
        Quantity::Precedent,
        "precedent",
        Negotiation,
        (0.0, 1000000.0),
        "demands that the destination has granted to other partners",
    ),
    fact(
        Quantity::Crisis,
        "crisis",
        Negotiation,
        (0.0, 1.0),
        "one of the two states is in a crisis",
    )
    .flag(),
    fact(
        Quantity::CrisisProtocol,
        "crisis.protocol",
        Negotiation,
        (0.0, 1.0),
        "rapid protocols for instrumentalisation are in place",
    )
    .flag(),
    fact(
        Quantity::InitiativePartner,
        "initiative.partner",
        Negotiation,
        (0.0, 1.0),
        "the partner holds the bargaining initiative",
    )
    .flag(),
    fact(
        Quantity::StageRounds,
        "stage.rounds",
        Negotiation,
        (0.0, 1000000.0),
        "rounds since the current stage began",
    ),
    fact(
        Quantity::TalksProgress,
        "talks.progress",
        Negotiation,
        (0.0, 1.0),
        "sessions held, as a share of the deadline",
    ),
    fact(
        Quantity::AgreementMonths,
        "agreement.months",
        Negotiation,
        (0.0, 1000000.0),
        "months in force since entry or renewal",
    ),
    fact(
        Quantity::AgreementObserved,
        "agreement.observed",
        Negotiation,
        (0.0, 1.0),
        "the partner's observed fulfilment, value-weighted",
    ),
    fact(
        Quantity::AgreementDelivery,
        "agreement.delivery",
        Negotiation,
        (0.0, 1.0),
        "the destination's observed fulfilment, value-weighted",
    ),
    fact(
        Quantity::AgreementScope,
        "agreement.scope",
        Negotiation,
        (0.25, 1.0),
        "share of the agreed levels that the sides currently work to",
    )
    .writable(),
    fact(
        Quantity::InstrumentBinding,
        "instrument.binding",
        Negotiation,
        (0.0, 1.0),
        "how strongly the instrument binds",
    ),
    fact(
        Quantity::InstrumentFormal,
        "instrument.formal",
        Negotiation,
        (0.0, 1.0),
        "the instrument is formal",
    )
    .flag(),
    fact(
        Quantity::InstrumentPiloting,
        "instrument.piloting",
        Negotiation,
        (0.0, 1.0),
        "the instrument begins with a pilot phase",
    )
    .flag(),
    fact(
        Quantity::InstrumentCanFallBack,
        "instrument.can_fall_back",
        Negotiation,
        (0.0, 1.0),
        "a lighter instrument exists",
    )
    .flag(),
    fact(
        Quantity::InstrumentCanUpgrade,
        "instrument.can_upgrade",
        Negotiation,
        (0.0, 1.0),
        "a heavier instrument exists whose prerequisites hold",
    )
    .flag(),
    fact(
        Quantity::UpgradeWillingness,
        "instrument.upgrade_willingness",
        Negotiation,
        (0.0, 1.0),
        "willingness that both sides need for a heavier instrument",
    ),
    fact(
        Quantity::DestinationGrievance,
        "destination.grievance",
        Negotiation,
        (0.0, 1.0),
        "grievance of the destination over what it suffered",
    )
    .scaled(),
    fact(
        Quantity::DestinationRecord,
        "destination.record",
        Negotiation,
        (0.0, 1.0),
        "record of the destination in carrying out what it announced",
    ),
    fact(
        Quantity::DestinationDependence,
        "destination.dependence",
        Negotiation,
        (0.0, 10.0),
        "dependence of the destination on the other side",
    ),
    fact(
        Quantity::DestinationLeverage,
        "destination.leverage",
        Negotiation,
        (0.0, 1.0),
        "leverage of the destination, supporters pooled",
    ),
    fact(
        Quantity::DestinationCredibility,
        "destination.credibility",
        Negotiation,
        (0.0, 1.0),
        "degree to which threats of the destination are believed",
    ),
    fact(
        Quantity::DestinationSelfCost,
        "destination.self_cost",
        Negotiation,
        (0.0, 100.0),
        "cost to the destination of a measure carried out in full",
    ),
    fact(
        Quantity::DestinationCapacity,
        "destination.capacity",
        Negotiation,
        (0.0, 1.0),
        "capacity of the destination now",
    ),
    fact(
        Quantity::DestinationCoordination,
        "destination.coordination",
        Negotiation,
        (0.0, 1.0),
        "coordination of the destination",
    ),
    fact(
        Quantity::DestinationSensitivity,
        "destination.sovereignty_sensitivity",
        Negotiation,
        (0.0, 1.0),
        "sensitivity of the destination to pressure from outside",
    ),
    fact(
        Quantity::DestinationDisposition,
        "destination.disposition",
        Negotiation,
        (-1.0, 1.0),
        "disposition of the government of the destination towards its own concessions",
    ),
    fact(
        Quantity::DestinationSuffered,
        "destination.suffered",
        Negotiation,
        (0.0, 1.0),
        "strongest measure that the destination suffers or faces",
    ),
    fact(
        Quantity::DestinationWillingness,
        "destination.willingness",
        Negotiation,
        (0.0, 1.0),
        "willingness of the destination to commit: trust, less grievance, moved by disposition",
    ),
    fact(
        Quantity::PartnerGrievance,
        "partner.grievance",
        Negotiation,
        (0.0, 1.0),
        "grievance of the partner over what it suffered",
    )
    .scaled(),
    fact(
        Quantity::PartnerRecord,
        "partner.record",
        Negotiation,
        (0.0, 1.0),
        "record of the partner in carrying out what it announced",
    ),
    fact(
        Quantity::PartnerDependence,
        "partner.dependence",
        Negotiation,
        (0.0, 10.0),
        "dependence of the partner on the other side",
    ),
    fact(
        Quantity::PartnerLeverage,
        "partner.leverage",
        Negotiation,
        (0.0, 1.0),
        "leverage of the partner, supporters pooled",
    ),
    fact(
        Quantity::PartnerCredibility,
        "partner.credibility",
        Negotiation,
        (0.0, 1.0),
        "degree to which threats of the partner are believed",
    ),
    fact(
        Quantity::PartnerSelfCost,
        "partner.self_cost",
        Negotiation,
        (0.0, 100.0),
        "cost to the partner of a measure carried out in full",
    ),
    fact(
        Quantity::PartnerCapacity,
        "partner.capacity",
        Negotiation,
        (0.0, 1.0),
        "capacity of the partner now",
    ),
    fact(
        Quantity::PartnerCoordination,
        "partner.coordination",
        Negotiation,
        (0.0, 1.0),
        "coordination of the partner",
    ),
    fact(
        Quantity::PartnerSensitivity,
        "partner.sovereignty_sensitivity",
        Negotiation,
        (0.0, 1.0),
        "sensitivity of the partner to pressure from outside",
    ),
    fact(
        Quantity::PartnerDisposition,
        "partner.disposition",
        Negotiation,
        (-1.0, 1.0),
        "disposition of the government of the partner towards its own concessions",
    ),
    fact(
        Quantity::PartnerSuffered,
        "partner.suffered",
        Negotiation,
        (0.0, 1.0),
        "strongest measure that the partner suffers or faces",
    ),
    fact(
        Quantity::PartnerWillingness,
        "partner.willingness",
        Negotiation,
        (0.0, 1.0),
        "willingness of the partner to commit: trust, less grievance, moved by disposition",
    ),
    fact(
        Quantity::ClauseObserved,
        "clause.observed",
        Clause,
        (0.0, 1.0),
        "observed fulfilment of what the clause watches",
    ),
    fact(
        Quantity::ClauseThreshold,
        "clause.threshold",
        Clause,
        (0.0, 1.0),
        "the clause's threshold",
    ),
    fact(
        Quantity::ClauseHolds,
        "clause.holds",
        Clause,
        (0.0, 1.0),
        "the clause's condition holds, for as many rounds as it asks",
    )
    .flag(),
    fact(
        Quantity::ClauseRoundsBelow,
        "clause.rounds_below",
        Clause,
        (0.0, 1000000.0),
        "rounds in a row with observed fulfilment below the threshold",
    ),
    fact(
        Quantity::ClauseRoundsMet,
        "clause.rounds_met",
        Clause,
        (0.0, 1000000.0),
        "rounds in a row with observed fulfilment at or above the threshold",
    ),
    fact(
        Quantity::ClauseAnnounced,
        "clause.announced",
        Clause,
        (0.0, 1.0),
        "measure announced: promise, threat or warning",
    )
    .scaled(),
    fact(
        Quantity::ClauseCarriedOut,
        "clause.carried_out",
        Clause,
        (0.0, 1.0),
        "measure carried out: reward, penalty or retaliation",
    )
    .scaled(),
    fact(
        Quantity::ClauseDemand,
        "clause.demand",
        Clause,
        (0.0, 1.0),
        "open demand of a reverse clause",
    )
    .writable(),
    fact(
        Quantity::ClauseGranted,
        "clause.granted",
        Clause,
        (0.0, 1.0),
        "what has been granted to a reverse clause",
    ),
    fact(
        Quantity::ClauseProcedure,
        "clause.procedure",
        Clause,
        (0.0, 1.0),
        "where an EU procedure stands: 0 none, 0.5 proposed, 1 adopted",
    )
    .writable(),
    fact(
        Quantity::ClauseEuLevel,
        "clause.eu_level",
        Clause,
        (0.0, 1.0),
        "the lever is decided at EU level",
    )
    .flag(),
    fact(
        Quantity::ClauseOnConcession,
        "clause.on_concession",
        Clause,
        (0.0, 1.0),
        "the clause gives or withholds an agreed concession",
    )
    .flag(),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_follow_the_table_and_names_are_unique() {
        for (slot, entry) in QUANTITIES.iter().enumerate() {
            assert_eq!(entry.quantity.slot(), slot, "{}", entry.name);
            assert_eq!(Quantity::named(entry.name), Some(entry.quantity));
            assert_eq!(entry.extent == Clause, slot >= NEGOTIATION_QUANTITIES);
            assert!(entry.low < entry.high, "{}", entry.name);
        }
    }
}
