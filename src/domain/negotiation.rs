//! Negotiations: a destination and a partner bargain over issues.

use super::clause::{Clause, ClauseKind, Lever};
use super::conduct::{Approach, Conduct};
use super::instrument::{AccompanyingMeasure, Instrument};
use super::issue::Issue;
use super::linkage::{Linkage, Package};
use super::parameter::{Fallback, Field, Parameter};
use super::side::{PerSide, Side};
use super::state::Leverage;

/// A negotiation between a destination and a partner.
#[derive(Clone, Debug, PartialEq)]
pub struct Negotiation {
    /// Its id in the file.
    pub id: String,
    /// What the file calls it; `None` is its id, or its parties.
    pub name: Option<String>,
    /// Indices of the two states.
    pub parties: PerSide<usize>,
    /// Indices of the states that back the destination.
    pub supporters: Vec<usize>,
    /// Bargaining power in this dyad; `None` is the state's general leverage.
    pub leverage: PerSide<Option<Leverage>>,
    /// What is negotiated, by id.
    pub issues: Vec<Issue>,
    /// How issues are linked.
    pub linkages: Vec<Linkage>,
    /// What is settled together: derived from the linkages.
    pub packages: Vec<Package>,
    /// What each side can give or withhold outside the concessions, by id.
    pub levers: Vec<Lever>,
    /// Conditionality, by id.
    pub clauses: Vec<Clause>,
    /// The form of the agreement.
    pub instrument: Instrument,
    /// What accompanies it.
    pub accompanying: Vec<&'static AccompanyingMeasure>,
    /// The side that makes the first offer.
    pub initiative: Side,
    /// How each side conducts itself.
    pub conduct: Conduct,
    /// Rapid protocols for instrumentalisation are in place (Regulation (EU) 2024/1359).
    pub crisis_protocol: bool,
    /// Trust between the sides before the first round.
    pub trust: f64,
    /// How hard migration presses on the destination.
    pub pressure: f64,
    /// How much the partner needs the destination.
    pub need: f64,
    /// How well fulfilment is observed.
    pub monitoring: f64,
    /// How visible the talks are to the publics.
    pub visibility: f64,
    /// How far the partner shares in decisions.
    pub ownership: f64,
    /// How far the agreement is drafted together.
    pub co_drafting: f64,
    /// How precisely terms and obligations are defined.
    pub definition_precision: f64,
    /// How far financing and staff are kept up after entry into force.
    pub upkeep: f64,
    /// Fora and processes in which the same matter is dealt with.
    pub fora: f64,
    /// States that must act together in the arrangement, the two sides included.
    pub party_count: f64,
    /// What pressure costs the destination while there is no agreement.
    pub cost_of_no_agreement: f64,
    /// How far supporters act as one.
    pub unity: f64,
    /// How well supporters coordinate outward.
    pub external_coordination: f64,
    /// Return rate without an agreement.
    pub base_return_rate: f64,
    /// Utility of each side without an agreement, before measures; `None` is the model's.
    pub disagreement: PerSide<Option<f64>>,
    /// What each side's domestic politics demands on top; `None` is the formula.
    pub floors: PerSide<Option<f64>>,
    /// Probability that a regular change of government repudiates the agreement.
    pub repudiation_regular: Option<f64>,
    /// Probability that an irregular change does.
    pub repudiation_irregular: Option<f64>,
}

impl Negotiation {
    /// A negotiation with every default in place and nothing in it.
    #[must_use]
    pub fn new(id: &str, parties: PerSide<usize>, instrument: Instrument) -> Negotiation {
        let mut negotiation = Negotiation {
            id: id.to_owned(),
            name: None,
            parties,
            supporters: Vec::new(),
            leverage: PerSide::default(),
            issues: Vec::new(),
            linkages: Vec::new(),
            packages: Vec::new(),
            levers: Vec::new(),
            clauses: Vec::new(),
            instrument,
            accompanying: Vec::new(),
            initiative: Side::Destination,
            conduct: Conduct::default(),
            crisis_protocol: false,
            trust: 0.0,
            pressure: 0.0,
            need: 0.0,
            monitoring: 0.0,
            visibility: 0.0,
            ownership: 0.0,
            co_drafting: 0.0,
            definition_precision: 0.0,
            upkeep: 0.0,
            fora: 0.0,
            party_count: 0.0,
            cost_of_no_agreement: 0.0,
            unity: 0.0,
            external_coordination: 0.0,
            base_return_rate: 0.0,
            disagreement: PerSide::default(),
            floors: PerSide::default(),
            repudiation_regular: None,
            repudiation_irregular: None,
        };
        for parameter in NEGOTIATION_PARAMETERS {
            parameter.reset(&mut negotiation);
        }
        negotiation
    }

    /// How intensively a clause is used, from 0 to 1: what the conduct of its side says of its kind;
    /// 0 where it is switched off.
    #[must_use]
    pub fn intensity(&self, clause: &Clause) -> f64 {
        match clause.enabled {
            true => self.conduct.intensity(clause.kind, clause.by),
            false => 0.0,
        }
    }

    /// The approach of the destination: which kinds of its clauses its conduct makes active.
    #[must_use]
    pub fn approach(&self) -> Approach {
        let active = |kind: ClauseKind| {
            let own = |clause: &Clause| clause.kind == kind && clause.by == Side::Destination;
            let mut clauses = self.clauses.iter().filter(|clause| own(clause));
            clauses.any(|clause| self.intensity(clause) > 0.0)
        };
        Approach::derive(active(ClauseKind::Positive), active(ClauseKind::Negative))
    }
}

/// The numeric parameters of a negotiation.
pub const NEGOTIATION_PARAMETERS: &[Parameter<Negotiation>] = &[
    Parameter::<Negotiation>::share(
        "trust",
        Fallback::Value(0.5),
        "assumption; inform, 6.2 (constructive relations)",
        "trust between the sides before the first round",
        Field::Number(|n| &mut n.trust),
    ),
    Parameter::<Negotiation>::share(
        "pressure",
        Fallback::Value(0.5),
        "assumption",
        "how hard migration presses on the destination",
        Field::Number(|n| &mut n.pressure),
    ),
    Parameter::<Negotiation>::share(
        "need",
        Fallback::Value(1.0),
        "assumption",
        "how much the partner needs the destination",
        Field::Number(|n| &mut n.need),
    ),
    Parameter::<Negotiation>::share(
        "monitoring",
        Fallback::Value(0.5),
        "assumption; inform, 6.3",
        "how well fulfilment is observed, and so how likely non-fulfilment is detected",
        Field::Number(|n| &mut n.monitoring),
    ),
    Parameter::<Negotiation>::share(
        "visibility",
        Fallback::Value(0.5),
        "assumption; inform, 3.2",
        "how visible the talks are to both publics",
        Field::Number(|n| &mut n.visibility),
    ),
    Parameter::<Negotiation>::share(
        "ownership",
        Fallback::Value(0.5),
        "assumption; inform, box 10",
        "how far the partner shares in decisions",
        Field::Number(|n| &mut n.ownership),
    ),
    Parameter::<Negotiation>::share(
        "co_drafting",
        Fallback::Value(0.0),
        "inform, 6.2 (drafted together); 0 adds nothing to `ownership`",
        "how far the agreement is drafted together: raises ownership, and makes talks slower",
        Field::Number(|n| &mut n.co_drafting),
    ),
    Parameter::<Negotiation>::share(
        "definition_precision",
        Fallback::Value(1.0),
        "inform, 6.2 (precise definition of terms); 1 takes nothing from `monitoring`",
        "how precisely terms and obligations are defined: vague ones are agreed on sooner, and whether they are kept is harder to see",
        Field::Number(|n| &mut n.definition_precision),
    ),
    Parameter::<Negotiation>::share(
        "upkeep",
        Fallback::Value(1.0),
        "inform, 4.1 (financing and staff to maintain agreements) and 6.2 (sustainability); 1: kept up",
        "how far the financing and staff of the day of entry into force are kept up afterwards",
        Field::Number(|n| &mut n.upkeep),
    ),
    Parameter::<Negotiation>::share(
        "fora",
        Fallback::Value(1.0),
        "inform, 3.2 (fragmentation, overlapping structures); 1: this one only",
        "fora and processes in which the same matter is dealt with: more of them lower the coordination that counts of both sides",
        Field::Number(|n| &mut n.fora),
    )
    .range(1.0, 1000.0, "fora")
    .whole(),
    Parameter::<Negotiation>::share(
        "parties",
        Fallback::Value(2.0),
        "inform, 6.3 (a regional declaration of many states); 2: the two sides",
        "states that must act together in the arrangement: more of them lower the coordination that counts of both sides",
        Field::Number(|n| &mut n.party_count),
    )
    .range(2.0, 1000.0, "states")
    .whole(),
    Parameter::<Negotiation>::share(
        "cost_of_no_agreement",
        Fallback::Value(0.4),
        "assumption",
        "what full pressure costs the destination per round without an agreement",
        Field::Number(|n| &mut n.cost_of_no_agreement),
    )
    .range(0.0, 10.0, "value points"),
    Parameter::<Negotiation>::share(
        "unity",
        Fallback::Value(0.7),
        "assumption; inform, 4.1",
        "how far the supporters act as one; forum-shopping when low",
        Field::Number(|n| &mut n.unity),
    ),
    Parameter::<Negotiation>::share(
        "external_coordination",
        Fallback::Value(1.0),
        "assumption; inform, box 2",
        "how well the supporters coordinate outward",
        Field::Number(|n| &mut n.external_coordination),
    ),
    Parameter::<Negotiation>::share(
        "base_return_rate",
        Fallback::Value(0.1),
        "Zanker (Senegal 2015-19: 9 %); 0.25 EU-wide, Eurostat and ECA",
        "return rate without an agreement",
        Field::Number(|n| &mut n.base_return_rate),
    ),
    Parameter::<Negotiation>::share(
        "disagreement.destination",
        Fallback::Derived("burden and harm, as the model says"),
        "stated by the scenario",
        "the destination's utility without an agreement, in place of the model's",
        Field::Optional(|n| &mut n.disagreement.destination),
    )
    .range(-100.0, 100.0, "value points"),
    Parameter::<Negotiation>::share(
        "disagreement.partner",
        Fallback::Derived("bite of threats and penalties, as the model says"),
        "stated by the scenario",
        "the partner's utility without an agreement, in place of the model's",
        Field::Optional(|n| &mut n.disagreement.partner),
    )
    .range(-100.0, 100.0, "value points"),
    Parameter::<Negotiation>::share(
        "floors.destination",
        Fallback::Derived("floor * (visibility + sovereignty_sensitivity * coercion suffered)"),
        "Putnam 1988 (two-level games)",
        "what the destination's domestic politics demands on top of no agreement",
        Field::Optional(|n| &mut n.floors.destination),
    )
    .range(-100.0, 100.0, "value points"),
    Parameter::<Negotiation>::share(
        "floors.partner",
        Fallback::Derived("floor * (visibility + sovereignty_sensitivity * coercion suffered)"),
        "Putnam 1988 (two-level games)",
        "what the partner's domestic politics demands on top of no agreement",
        Field::Optional(|n| &mut n.floors.partner),
    )
    .range(-100.0, 100.0, "value points"),
    Parameter::<Negotiation>::share(
        "repudiation.regular",
        Fallback::Derived(
            "settings, lowered by how binding the instrument and how strong the legal framework is",
        ),
        "inform, 6.2; size: assumption",
        "probability that a regular change of government repudiates an agreement in force",
        Field::Optional(|n| &mut n.repudiation_regular),
    ),
    Parameter::<Negotiation>::share(
        "repudiation.irregular",
        Fallback::Derived(
            "settings, lowered by how binding the instrument and how strong the legal framework is",
        ),
        "inform, 6.2; size: assumption",
        "probability that an irregular change of government repudiates an agreement in force",
        Field::Optional(|n| &mut n.repudiation_irregular),
    ),
];
