//! Which inputs matter for a stochastic simulator: designs in the unit cube and what their rows say.
//!
//! A design is a list of points; the caller maps their coordinates to values of inputs, plays so many
//! replicates of each row with seeds of its own, and gives the [`Moments`](super::Moments) of each
//! row back in their order. The estimand is always the conditional mean E[Y | x] as a function of
//! the inputs x; what replicates of one row differ by is noise, and taken off where it would pass
//! for influence.
//!
//! | design | estimates |
//! |---|---|
//! | [`SobolDesign`] | [`sobol_indices`]: shares of the variance of the conditional mean |
//! | [`MorrisDesign`] | [`elementary_effects`]: screening with few rows |
//! | any points | [`pawn_indices`]: how far an input shifts the whole distribution |
//! | [`TornadoDesign`] | [`tornado()`]: one input at a time over its values |
//!
//! `docs/sensitivity.md` states methods, formulas and what may be concluded.

mod bootstrap;
mod convergence;
mod morris;
mod observed;
mod pawn;
mod points;
mod ranking;
mod sobol;
mod tornado;

use std::fmt;

pub use bootstrap::{Estimate, FEWEST_BASE_ROWS, Resampling};
pub use convergence::{
    Advice, Asked, Convergence, Parts, Replicates, convergence, replicates_for, telling,
};
pub use morris::{Effects, MorrisDesign, MorrisEffects, MorrisRow, elementary_effects};
pub use pawn::{FEWEST_ROWS_OF_A_SLICE, Pawn, PawnIndex, pawn_indices};
pub use points::Points;
pub use ranking::{Floor, Ranking, ranking};
pub use sobol::{
    InputIndices, PairIndex, SIGNAL_ERRORS, SobolDesign, SobolIndices, SobolRow, sobol_indices,
};
pub use tornado::{Bar, Swing, Tornado, TornadoDesign, tornado};

/// What is wrong with a design, or with the rows that it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SensitivityError(String);

impl SensitivityError {
    /// That there are no inputs.
    pub(crate) fn without_inputs() -> SensitivityError {
        SensitivityError("expected at least one input".to_owned())
    }
}

impl fmt::Display for SensitivityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SensitivityError {}
