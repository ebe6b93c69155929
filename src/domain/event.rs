//! Scheduled events: what the scenario says will happen, and when.

use super::parameter::{Fallback, Field, Parameter};
use super::side::Side;

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The government of a state changes, regularly or not.
    ChangeOfGovernment {
        /// Index of the state.
        state: usize,
        /// A coup or the like.
        irregular: bool,
    },
    /// An election in a state: a regular change with the event's probability.
    Election {
        /// Index of the state.
        state: usize,
    },
    /// A crisis begins in a state.
    Crisis {
        /// Index of the state.
        state: usize,
    },
    /// Migration presses harder on a negotiation.
    Surge {
        /// Index of the negotiation.
        negotiation: usize,
    },
    /// A third party instrumentalises migration: pressure that a crisis protocol dampens.
    Instrumentalisation {
        /// Index of the negotiation.
        negotiation: usize,
    },
    /// A side stops delivering what it concedes, such as funding after signature.
    FundingStop {
        /// Index of the negotiation.
        negotiation: usize,
        /// The side that stops.
        by: Side,
        /// Index of the issue; `None` is all that the side concedes.
        issue: Option<usize>,
    },
}

/// A scheduled event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id in the file.
    pub id: String,
    /// What happens.
    pub kind: EventKind,
    /// The round in which it happens, from 0.
    pub round: usize,
    /// The month that the file states, in months after the start; the round begins in it or before.
    pub months_after_start: u32,
    /// The probability that it happens.
    pub probability: f64,
    /// For how long a crisis or surge lasts at least, and a funding stop.
    pub months: f64,
    /// What a surge adds to pressure.
    pub pressure: f64,
    /// The disposition of the new government; drawn when absent.
    pub disposition: Option<f64>,
}

/// No event lasts longer, in months: a scenario covers no more.
pub const LONGEST_EVENT: f64 = 1200.0;

/// The numeric parameters of an event.
pub const EVENT_PARAMETERS: &[Parameter<Event>] = &[
    Parameter::<Event>::share(
        "probability",
        Fallback::Derived("1; 0.5 for an election"),
        "assumption",
        "probability that the event happens (for an election: that the government changes)",
        Field::Number(|e| &mut e.probability),
    ),
    Parameter::<Event>::share(
        "months",
        Fallback::Derived("12; to the end for a funding stop"),
        "assumption",
        "how long a crisis, surge, instrumentalisation or funding stop lasts",
        Field::Number(|e| &mut e.months),
    )
    .range(0.0, LONGEST_EVENT, "months"),
    Parameter::<Event>::share(
        "pressure",
        Fallback::Value(0.3),
        "assumption",
        "what a surge or instrumentalisation adds to pressure",
        Field::Number(|e| &mut e.pressure),
    )
    .range(-1.0, 1.0, "share"),
    Parameter::<Event>::share(
        "disposition",
        Fallback::Absent("drawn"),
        "assumption",
        "the new government's disposition towards its own concessions",
        Field::Optional(|e| &mut e.disposition),
    )
    .range(-1.0, 1.0, "index"),
];
