//! The model: one run of a scenario, round by round.
//!
//! Pure: no input or output, no threads, no clock; every draw comes from [`crate::chance`]. Each
//! round goes through shocks, rules, the stage of every package, and then movements, payoffs and
//! the record, in this order. Docs: `docs/odd.md` gives every equation with its source.

mod bargaining;
mod baselines;
mod concession;
mod conditionality;
mod dependence;
mod docket;
mod dossier;
mod frontier;
mod fulfilment;
mod grounds;
mod inputs;
mod movements;
mod outcome;
mod pace;
mod package;
mod payoffs;
pub(crate) mod sabotage;
mod simulator;
mod snapshot;
mod solutions;
mod stages;
mod tally;
mod witness;
mod world;

pub use baselines::{Baselines, Prospect};
pub use conditionality::{active, answers, intensity, probability};
pub use docket::rules_on;
pub use frontier::Frontier;
pub use grounds::Grounds;
pub use outcome::{
    Fate, METRIC_COUNT, METRICS, Metric, MetricEntry, MetricGroup, MetricKind, NegotiationOutcome,
};
pub use simulator::{Keys, Simulator};
pub(crate) use snapshot::other_form;
pub use solutions::{SOLUTION_COUNT, Solution, solve};
pub use tally::RoundRecord;
pub use witness::{Happening, Silent, Witness};
