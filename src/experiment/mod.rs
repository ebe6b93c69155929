//! Experiments: arms, which are changes to a base scenario, and what is set against what.
//!
//! An experiment never runs anything by itself that [`study`](crate::study) does not run for it; it
//! says which arms there are, and reads the contrasts between them.

mod arm;
mod axis;
mod design;
mod goal;
mod sweep;

pub use arm::{Arm, ArmError, MAX_ARMS, approaches, parse_arm};
pub use axis::{Axis, AxisError, MAX_VALUES};
pub use design::{DesignError, MAX_CELLS, MAX_SWEPT_ARMS, Row, conflicts, grid};
pub use goal::{Goal, GoalError};
pub use sweep::{Checked, Sweep, Variant};
