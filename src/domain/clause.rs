//! Clauses and levers: conditionality proper (inform, 2.2).

use super::parameter::{Fallback, Field, Parameter};
use super::side::Side;

/// Which kind of conditionality a clause is; derived from its content, never stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// More for more: a benefit for cooperation.
    Positive,
    /// Less for less: a benefit reduced, suspended or cut for the lack of cooperation.
    Negative,
    /// Reverse conditionality: the partner demands, warns and retaliates.
    Reverse,
}

impl ClauseKind {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ClauseKind::Positive => "positive",
            ClauseKind::Negative => "negative",
            ClauseKind::Reverse => "reverse",
        }
    }
}

/// Whose fulfilment a clause watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// One issue that the other side concedes (index).
    Issue(usize),
    /// All that the other side conceded, weighted by value.
    Agreement,
}

/// Whether the condition holds at or above its threshold, or below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Fulfilment is at least the threshold.
    AtLeast,
    /// Fulfilment is below the threshold.
    Below,
}

impl Direction {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Direction::AtLeast => "at_least",
            Direction::Below => "below",
        }
    }
}

/// The `if` of a clause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Condition {
    /// What it watches.
    pub watched: Watched,
    /// At least, or below.
    pub direction: Direction,
    /// The fulfilment at which it turns.
    pub threshold: f64,
    /// For how many rounds in a row.
    pub rounds: f64,
}

/// What a clause gives or withholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseTarget {
    /// A lever (index): outside the agreed concessions.
    Lever(usize),
    /// An agreed concession (index of the issue), paid in tranches or withheld.
    Concession(usize),
}

/// A clause: if the other side fulfils (or does not), then more (or less).
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its id in the file.
    pub id: String,
    /// It is switched on: otherwise it is as if its kind were not used for it.
    pub enabled: bool,
    /// The side that gives or withholds.
    pub by: Side,
    /// Positive, negative or reverse.
    pub kind: ClauseKind,
    /// When it applies.
    pub condition: Condition,
    /// What is given or withheld.
    pub target: ClauseTarget,
    /// Lever of the other side that a reverse clause demands (index).
    pub demands: Option<usize>,
    /// What was announced before the first round.
    pub announced: f64,
    /// What was carried out before the first round.
    pub carried_out: f64,
}

/// Fulfilment from which a default clause rewards; assumption: within what a state of middling
/// capacity can reach.
pub const DEFAULT_AT_LEAST: f64 = 0.4;

/// Fulfilment below which a default clause penalises or retaliates; assumption.
pub const DEFAULT_BELOW: f64 = 0.3;

/// The numeric parameters of a clause.
pub const CLAUSE_PARAMETERS: &[Parameter<Clause>] = &[
    Parameter::<Clause>::share(
        "at_least",
        Fallback::Absent("either `at_least` or `below` is required; 0.4 in a default clause"),
        "stated by the scenario",
        "fulfilment from which the condition holds",
        Field::Number(|c| &mut c.condition.threshold),
    ),
    Parameter::<Clause>::share(
        "below",
        Fallback::Absent("either `at_least` or `below` is required; 0.3 in a default clause"),
        "stated by the scenario",
        "fulfilment below which the condition holds",
        Field::Number(|c| &mut c.condition.threshold),
    ),
    Parameter::<Clause>::share(
        "for_rounds",
        Fallback::Value(1.0),
        "assumption",
        "for how many rounds in a row the condition must hold",
        Field::Number(|c| &mut c.condition.rounds),
    )
    .range(1.0, 1000.0, "rounds")
    .whole(),
    Parameter::<Clause>::share(
        "announced",
        Fallback::Value(0.0),
        "assumption",
        "measure announced before the first round",
        Field::Number(|c| &mut c.announced),
    ),
    Parameter::<Clause>::share(
        "carried_out",
        Fallback::Value(0.0),
        "assumption",
        "measure carried out before the first round",
        Field::Number(|c| &mut c.carried_out),
    ),
];

/// A channel of influence (inform, fn 75).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Channel {
    /// Aid, trade, finance.
    #[default]
    Economic,
    /// Recognition, visits, public criticism.
    Political,
    /// Security and alliances.
    Strategic,
    /// Visas, patrols, onward movement.
    Migration,
}

impl Channel {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Channel::Economic => "economic",
            Channel::Political => "political",
            Channel::Strategic => "strategic",
            Channel::Migration => "migration",
        }
    }
}

/// Who decides on a lever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeverLevel {
    /// A government by itself.
    #[default]
    National,
    /// The EU: a proposal and an adoption come before any measure (inform, 5.1).
    Eu,
}

impl LeverLevel {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LeverLevel::National => "national",
            LeverLevel::Eu => "eu",
        }
    }
}

/// Clauses that a kind of conditionality has where a file states none of it: id and kind.
pub const DEFAULT_CLAUSES: [(&str, ClauseKind); 3] = [
    ("default_more", ClauseKind::Positive),
    ("default_less", ClauseKind::Negative),
    ("default_reverse", ClauseKind::Reverse),
];

/// A means beside the concessions agreed on, which the side that holds it may grant or refuse.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// Its id in the file.
    pub id: String,
    /// What the file calls it; `None` is its id.
    pub name: Option<String>,
    /// The side that holds it.
    pub by: Side,
    /// Worth to the other side per round at full strength. In a negative or reverse clause it
    /// scales the bite (or harm) and the user's own cost.
    pub value: f64,
    /// Cost to the user per round when given at full strength.
    pub cost: f64,
    /// The channel it works through.
    pub channel: Channel,
    /// Who decides on it.
    pub level: LeverLevel,
}

impl Lever {
    /// A lever of a side with every default in place.
    #[must_use]
    pub fn new(id: &str, by: Side) -> Lever {
        let mut lever = Lever {
            id: id.to_owned(),
            name: None,
            by,
            value: 0.0,
            cost: 0.0,
            channel: Channel::default(),
            level: LeverLevel::default(),
        };
        for parameter in LEVER_PARAMETERS {
            parameter.reset(&mut lever);
        }
        lever
    }
}

/// The numeric parameters of a lever.
pub const LEVER_PARAMETERS: &[Parameter<Lever>] = &[
    Parameter::<Lever>::share(
        "value",
        Fallback::Value(0.5),
        "assumption",
        "worth to the other side per round at full strength; scales bite or harm when withheld",
        Field::Number(|l| &mut l.value),
    )
    .range(0.0, 10.0, "value points"),
    Parameter::<Lever>::share(
        "cost",
        Fallback::Value(0.2),
        "assumption",
        "cost to its user per round when given at full strength",
        Field::Number(|l| &mut l.cost),
    )
    .range(0.0, 10.0, "value points"),
];
