//! Instruments: the form that an agreement takes (inform, 2.1, 2.2 and 3), and the measures that
//! accompany it.

use super::issue::Issue;
use super::parameter::{Fallback, Field, Parameter};
use super::state::{Role, State, StateKind};

/// How much an instrument covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One issue, or a few closely related ones.
    Single,
    /// Issues across policy areas.
    CrossSectoral,
    /// Either.
    Any,
}

/// Who concludes an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstrumentLevel {
    /// Two states.
    Bilateral,
    /// An organisation such as the EU, with a partner.
    Eu,
    /// Either of the two.
    Any,
}

/// What must hold before an instrument can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prerequisite {
    /// Nothing.
    None,
    /// Readmission is among the issues (mobility partnership; inform, 3.1).
    Readmission,
    /// The partner hosts or is crossed by migrants: role `transit` or `destination` (compact; inform, 3.1).
    Host,
}

/// An instrument of migration diplomacy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Instrument {
    /// The id by which a scenario names it.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// How strongly it binds, in [0, 1]: 1 is a treaty in force.
    pub binding: f64,
    /// Formally concluded; a label, independent of binding (inform, 2.2).
    pub formal: bool,
    /// How much it covers.
    pub scope: Scope,
    /// Who concludes it.
    pub level: InstrumentLevel,
    /// Approval stages between settlement and the final vote.
    pub layers: f64,
    /// The issues it can contain; empty is any.
    pub covers: &'static [&'static str],
    /// What must hold first.
    pub prerequisite: Prerequisite,
    /// The lighter instrument that talks can fall back to.
    pub falls_back_to: Option<&'static str>,
    /// The heavier instrument that it can grow into.
    pub upgrades_to: Option<&'static str>,
    /// It begins with a pilot phase before it is formalised (inform, 6.4).
    pub piloting: bool,
    /// Relative effect of full fulfilment on the return rate.
    pub return_effect: f64,
    /// Where its attributes come from.
    pub source: &'static str,
}

/// Why an instrument cannot be used in a negotiation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Obstacle<'a> {
    /// It is concluded by an organisation, and the destination is a state.
    NeedsOrganisation,
    /// It is concluded between states, and the destination is an organisation.
    NeedsState,
    /// It cannot contain this issue.
    CannotContain(&'a Issue),
    /// It needs `readmission` among the issues.
    NeedsReadmission,
    /// It is for countries of first refuge, and the partner is not one.
    NeedsHost,
}

impl Instrument {
    /// What stands in the way of this instrument between two states over these issues.
    pub fn obstacles<'a>(
        &self,
        destination: &State,
        partner: &State,
        issues: &'a [Issue],
    ) -> impl Iterator<Item = Obstacle<'a>> {
        let organisation = destination.kind == StateKind::Organisation;
        let level = match self.level {
            InstrumentLevel::Eu if !organisation => Some(Obstacle::NeedsOrganisation),
            InstrumentLevel::Bilateral if organisation => Some(Obstacle::NeedsState),
            InstrumentLevel::Eu | InstrumentLevel::Bilateral | InstrumentLevel::Any => None,
        };
        let covers = self.covers;
        let uncovered = issues
            .iter()
            .filter(move |issue| !covers.is_empty() && !covers.contains(&issue.id.as_str()))
            .map(Obstacle::CannotContain);
        let host = partner
            .roles
            .iter()
            .any(|role| matches!(role, Role::Transit | Role::Destination));
        let readmission = issues.iter().any(|issue| issue.id == "readmission");
        let first = match self.prerequisite {
            Prerequisite::Readmission if !readmission => Some(Obstacle::NeedsReadmission),
            Prerequisite::Host if !host => Some(Obstacle::NeedsHost),
            Prerequisite::Readmission | Prerequisite::Host | Prerequisite::None => None,
        };
        level.into_iter().chain(uncovered).chain(first)
    }
}

/// The numeric attributes of an instrument that a negotiation may override.
pub const INSTRUMENT_PARAMETERS: &[Parameter<Instrument>] = &[
    Parameter::<Instrument>::share(
        "binding",
        Fallback::Derived("the instrument table"),
        "instrument table",
        "how strongly the instrument binds",
        Field::Number(|i| &mut i.binding),
    ),
    Parameter::<Instrument>::share(
        "return_effect",
        Fallback::Derived("the instrument table"),
        "instrument table",
        "relative effect of full fulfilment on the return rate",
        Field::Number(|i| &mut i.return_effect),
    )
    .range(-1.0, 10.0, "relative"),
];

/// The number of approval stages, stated by the negotiation itself.
pub const INSTRUMENT_LAYERS: &[Parameter<Instrument>] = &[Parameter::<Instrument>::share(
    "layers",
    Fallback::Derived("the instrument table"),
    "instrument table",
    "approval stages between settlement and the final vote",
    Field::Number(|i| &mut i.layers),
)
.range(0.0, 50.0, "stages")
.whole()];

/// What an accompanying measure adjusts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjusts {
    /// The destination's coordination.
    DestinationCoordination,
    /// The partner's coordination.
    PartnerCoordination,
    /// The partner's capacity.
    PartnerCapacity,
    /// Initial trust.
    Trust,
    /// Ownership.
    Ownership,
    /// The fit of every issue.
    Fit,
    /// Pressure on the destination.
    Pressure,
}

/// A measure that accompanies talks or an agreement; it moves one input towards 1 (or 0).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AccompanyingMeasure {
    /// The id by which a scenario names it.
    pub id: &'static str,
    /// What it is.
    pub name: &'static str,
    /// What it adjusts.
    pub adjusts: Adjusts,
    /// The share of the way to 1 that it moves it (negative: towards 0); assumption.
    pub share: f64,
    /// Where the mechanism comes from.
    pub source: &'static str,
}

/// The accompanying measures.
pub const ACCOMPANYING_MEASURES: &[AccompanyingMeasure] = &[
    AccompanyingMeasure {
        id: "special_envoy",
        name: "special envoy or representative",
        adjusts: Adjusts::Trust,
        share: 0.15,
        source: "inform, 6.1 and 4.1; size: assumption",
    },
    AccompanyingMeasure {
        id: "migration_referents",
        name: "migration referents at missions",
        adjusts: Adjusts::PartnerCoordination,
        share: 0.1,
        source: "inform, 4.1; size: assumption",
    },
    AccompanyingMeasure {
        id: "inter_ministerial_body",
        name: "inter-ministerial body",
        adjusts: Adjusts::DestinationCoordination,
        share: 0.25,
        source: "inform, 4.1 and box 2; size: assumption",
    },
    AccompanyingMeasure {
        id: "projects",
        name: "projects tailored to the partner",
        adjusts: Adjusts::Fit,
        share: 0.25,
        source: "inform, 6.1 and 6.2; size: assumption",
    },
    AccompanyingMeasure {
        id: "training",
        name: "training and capacity building",
        adjusts: Adjusts::PartnerCapacity,
        share: 0.1,
        source: "inform, box 10; size: assumption",
    },
    AccompanyingMeasure {
        id: "joint_board",
        name: "joint board with an equal vote",
        adjusts: Adjusts::Ownership,
        share: 0.5,
        source: "inform, box 10; size: assumption",
    },
    AccompanyingMeasure {
        id: "aid_in_place",
        name: "aid in place",
        adjusts: Adjusts::Pressure,
        share: -0.05,
        source: "inform, 6.1; size: assumption",
    },
];
