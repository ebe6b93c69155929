//! Experiments: arms, which are changes to a base scenario, and what is set against what.
//!
//! An experiment never runs anything by itself that [`study`](crate::study) does not run for it; it
//! says which arms there are, and reads the contrasts between them.

mod arm;
mod break_even;
mod budget;
mod file;
mod goal;

pub use arm::{Arm, ArmError, MAX_ARMS, approaches, parse_arm};
pub use break_even::{
    BreakEven, BreakEvenError, Crossing, Order, PROBES, Point, Search, break_even,
};
pub use budget::{EqualBudget, equal_budget};
pub use file::{Direction, EXPERIMENT_FORMAT, Expectation, Experiment, ExperimentArm};
pub use goal::{Goal, GoalError};
