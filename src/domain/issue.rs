//! Issues: what is negotiated, each at a level between 0 (nothing) and 1 (all that was asked for).

use super::parameter::{Fallback, Field, Parameter};
use super::side::{PerSide, Side};

/// How strongly an issue, once fulfilled, moves people: weights on the three movement outcomes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moves {
    /// Weight on the return rate.
    pub return_rate: f64,
    /// Weight on irregular arrivals.
    pub irregular_flow: f64,
    /// Weight on legal mobility.
    pub legal_mobility: f64,
}

impl Moves {
    /// Whether the issue moves anyone.
    #[must_use]
    pub fn any(&self) -> bool {
        self.return_rate > 0.0 || self.irregular_flow > 0.0 || self.legal_mobility > 0.0
    }
}

/// One issue of a negotiation.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its id in the file.
    pub id: String,
    /// What the file calls it; `None` is its id.
    pub name: Option<String>,
    /// The side that concedes it.
    pub conceded_by: Side,
    /// Signed value points to each side at full level. The unit is the destination's gain in a
    /// round in which the concession that it wants most is delivered in full.
    pub value: PerSide<f64>,
    /// How far the resources match what was asked for.
    pub fit: f64,
    /// What full delivery costs, EUR million per year.
    pub spending_per_year: Option<f64>,
    /// What it moves.
    pub moves: Moves,
}

impl Issue {
    /// What the conceding side loses per round at full level, in its own points; never negative.
    #[must_use]
    pub fn cost(&self) -> f64 {
        (-self.value[self.conceded_by]).max(0.0)
    }

    /// What the other side gains per round at full level, in its own points.
    #[must_use]
    pub fn gain(&self) -> f64 {
        self.value[self.conceded_by.other()]
    }
}

/// The numeric parameters of an issue. The defaults of value and moves come from the catalogue.
pub const ISSUE_PARAMETERS: &[Parameter<Issue>] = &[
    Parameter::<Issue>::share(
        "value.destination",
        Fallback::Derived("the issue catalogue; required for an issue that is not in it"),
        "assumption",
        "what the destination gains (or loses) per round at full level",
        Field::Number(|i| &mut i.value.destination),
    )
    .range(-10.0, 10.0, "value points"),
    Parameter::<Issue>::share(
        "value.partner",
        Fallback::Derived("the issue catalogue; required for an issue that is not in it"),
        "assumption",
        "what the partner gains (or loses) per round at full level",
        Field::Number(|i| &mut i.value.partner),
    )
    .range(-10.0, 10.0, "value points"),
    Parameter::<Issue>::share(
        "fit",
        Fallback::Value(1.0),
        "inform, 6.2 (resources not designed for what was asked)",
        "how far the resources provided match what was asked for",
        Field::Number(|i| &mut i.fit),
    ),
    Parameter::<Issue>::share(
        "moves.return_rate",
        Fallback::Derived("the issue catalogue; 0 for an issue that is not in it"),
        "assumption",
        "weight of this issue in moving the return rate",
        Field::Number(|i| &mut i.moves.return_rate),
    ),
    Parameter::<Issue>::share(
        "moves.irregular_flow",
        Fallback::Derived("the issue catalogue; 0 for an issue that is not in it"),
        "assumption",
        "weight of this issue in lowering irregular arrivals",
        Field::Number(|i| &mut i.moves.irregular_flow),
    ),
    Parameter::<Issue>::share(
        "moves.legal_mobility",
        Fallback::Derived("the issue catalogue; 0 for an issue that is not in it"),
        "assumption",
        "weight of this issue in opening legal pathways",
        Field::Number(|i| &mut i.moves.legal_mobility),
    ),
];
