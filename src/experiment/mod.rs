//! Experiments: arms, which are changes to a base scenario, and what is set against what.
//!
//! An experiment never runs anything by itself that [`study`](crate::study) does not run for it; it
//! says which arms there are, and reads the contrasts between them.

mod ablation;
mod arm;
mod factors;
mod goal;
mod groups;
mod parts;
mod shapley;

pub use ablation::{Ablation, Contributions, switched_off};
pub use arm::{Arm, ArmError, MAX_ARMS, approaches, parse_arm};
pub use factors::{Effects, FACTORS, Factor, FactorStudy, MovedFactor, Place, pairs};
pub use goal::{Goal, GoalError};
pub use groups::{Group, GroupError};
pub use parts::{Part, only};
pub use shapley::{Addition, Game, MAX_PLAYERS, Player, Values, additions};
