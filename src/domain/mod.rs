//! The vocabulary of migration diplomacy: states, issues, linkages, clauses, levers, instruments,
//! conduct, events and settings, as plain validated values.
//!
//! Every number that a scenario may state is declared once, as a [`Parameter`] in the table beside
//! the type it belongs to. Decoding, range checks, the JSON Schema, nearest-name hints and the
//! tables of the ODD document are derived from these declarations.

mod catalogue;
mod clause;
mod conduct;
mod event;
mod instrument;
mod instruments;
mod issue;
mod linkage;
mod negotiation;
mod parameter;
mod settings;
mod side;
mod stage;
mod state;

pub use catalogue::{Area, CATALOGUE, CatalogueIssue, catalogue_issue};
pub use clause::{
    CLAUSE_PARAMETERS, Channel, Clause, ClauseKind, ClauseTarget, Condition, DEFAULT_AT_LEAST,
    DEFAULT_BELOW, DEFAULT_CLAUSES, Direction, LEVER_PARAMETERS, Lever, LeverLevel, Watched,
};
pub use conduct::{
    APPROACH_SOURCE, Approach, CONDUCT_DESTINATION, CONDUCT_PARTNER, Conduct, Preset,
};
pub use event::{EVENT_PARAMETERS, Event, EventKind, LONGEST_EVENT};
pub use instrument::{
    ACCOMPANYING_MEASURES, AccompanyingMeasure, Adjusts, INSTRUMENT_LAYERS, INSTRUMENT_PARAMETERS,
    Instrument, InstrumentLevel, Obstacle, Prerequisite, Scope,
};
pub use instruments::{INSTRUMENTS, instrument};
pub use issue::{ISSUE_PARAMETERS, Issue, Moves};
pub use linkage::{Linkage, LinkageKind, LinkageMode, Package};
pub use negotiation::{NEGOTIATION_PARAMETERS, Negotiation};
pub use parameter::{Fallback, Field, Parameter};
pub use settings::{SETTINGS_PARAMETERS, Settings, Tactics};
pub use side::{PerSide, Side};
pub use stage::Stage;
pub use state::{LEVERAGE_PARAMETERS, Leverage, Regime, Role, STATE_PARAMETERS, State, StateKind};
