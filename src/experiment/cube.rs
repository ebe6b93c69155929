//! Points of the unit cube: where a sample lies before its inputs have a range.

use crate::analysis::sensitivity::Points;
use crate::chance::{RunKey, Sobol, latin_hypercube};

/// How the points of a sample are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampler {
    /// A Latin hypercube.
    Latin,
    /// A scrambled Sobol sequence, from its first point on.
    Sobol,
}

/// The dimensions that a Sobol sequence can have.
pub const MAX_SOBOL_INPUTS: usize = Sobol::DIMENSIONS;

/// So many points of the open unit cube, a coordinate for each input; the seed decides which.
///
/// # Panics
///
/// Without inputs, and with more than [`MAX_SOBOL_INPUTS`] on a Sobol sequence.
#[must_use]
pub fn points(sampler: Sampler, rows: usize, inputs: usize, seed: u64) -> Points {
    let key = RunKey::new(seed, 0);
    let cells = match sampler {
        Sampler::Latin => latin_hypercube(rows, inputs, &key),
        Sampler::Sobol => {
            let sequence = Sobol::scrambled(inputs, &key);
            (0..rows as u64)
                .flat_map(|row| sequence.point(row))
                .collect()
        }
    };
    Points::new(inputs, cells)
}
