//! Points of the unit cube: where a sample lies before its inputs have a range.

use crate::chance::{RunKey, Sobol, latin_hypercube};

/// How the points of a sample are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// A Latin hypercube.
    Latin,
    /// A scrambled Sobol sequence, from its first point on.
    Sobol,
}

/// The dimensions that a Sobol sequence can have.
pub const MAX_SOBOL_INPUTS: usize = Sobol::DIMENSIONS;

/// So many points of the open unit cube, a coordinate for each input; the seed decides which.
#[must_use]
pub fn points(spread: Spread, rows: usize, inputs: usize, seed: u64) -> Vec<Vec<f64>> {
    let key = RunKey::new(seed, 0);
    match spread {
        Spread::Latin => {
            let all = latin_hypercube(rows, inputs, &key);
            all.chunks(inputs.max(1)).map(<[f64]>::to_vec).collect()
        }
        Spread::Sobol => {
            let sequence = Sobol::scrambled(inputs, &key);
            let rows = 0..rows as u64;
            rows.map(|row| sequence.point(row).collect()).collect()
        }
    }
}
