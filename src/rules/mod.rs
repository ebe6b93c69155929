//! Rules: conditionality as readable data.
//!
//! A rulebook is a JSON file of rules. Each says who acts, in which stage, on what condition, with
//! what effect, and where the mechanism comes from. Conditions and effects are written in a small
//! language ([`language`]) over named [`Quantity`]s; they are parsed, checked and compiled to slots
//! when the file is loaded, so that a run does no string work.

mod decode;
mod guard;
pub mod language;
mod quantity;
mod rule;
mod rulebook;

pub use decode::decode_rules;
pub use guard::{Guard, Test};
pub use quantity::{
    Extent, NEGOTIATION_QUANTITIES, QUANTITIES, QUANTITY_COUNT, Quantity, QuantityEntry, Snapshot,
    quantity_range,
};
pub use rule::{MAX_EFFECTS, Magnitude, Move, Rule, RuleEffect, RuleKind};
pub use rulebook::{INFORM_2024, Rulebook};
