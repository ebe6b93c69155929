//! Experiments: arms, which are changes to a base scenario, and what is set against what.
//!
//! An experiment never runs anything by itself that [`study`](crate::study) does not run for it; it
//! says which arms there are, and reads the contrasts between them.

mod ablation;
mod arm;
mod axis;
mod break_even;
mod budget;
mod cube;
mod design;
mod expectation;
mod factors;
mod file;
mod goal;
mod groups;
mod input;
mod input_file;
mod judgement;
mod latitude;
mod library;
mod parts;
mod reader;
mod reading;
mod sensitivity;
mod shapley;
mod space;
mod sweep;

pub use ablation::{Ablation, Contributions, switched_off};
pub use arm::{Arm, ArmError, MAX_ARMS, approaches, parse_arm};
pub use axis::{Axis, AxisError, MAX_VALUES};
pub use break_even::{
    BreakEven, BreakEvenError, Crossing, Order, PROBES, Point, Search, break_even,
};
pub use budget::{EqualBudget, equal_budget};
pub use cube::{MAX_SOBOL_INPUTS, Sampler, points};
pub use design::{DesignError, MAX_CELLS, MAX_SWEPT_ARMS, Row, conflicts, grid, in_vain, overlap};
pub use expectation::{Band, Basis, Expectation, Expected};
pub use factors::{Effects, FACTORS, Factor, FactorStudy, MovedFactor, Place, pairs};
pub use file::{EXPERIMENT_FORMAT, Experiment, ExperimentArm};
pub use goal::{Goal, GoalError};
pub use groups::{Group, GroupError};
pub use input::{Input, InputError, Range};
pub use input_file::INPUTS_FORMAT;
pub use judgement::{Evidence, Verdict};
pub use library::{
    CLAIMS, ExperimentEntry, LESSONS, PATTERNS, claims_and_patterns, experiment_entry,
};
pub use parts::{Part, only};
pub use reading::{CASES, Reading};
pub use sensitivity::{
    Influence, MAX_SAMPLES, MORRIS_LEVELS, Method, PAWN_SLICES, Pilot, Sensitivity,
    SensitivityDesign, SensitivityFailure, pilot,
};
pub use shapley::{Addition, Game, MAX_PLAYERS, Player, Values, additions};
pub use space::{
    Level, MAX_COMBINATIONS, Sample, Setting, Space, contrasts_of, too_many_combinations,
};
pub use sweep::{Checked, Period, Sweep, Variant};
