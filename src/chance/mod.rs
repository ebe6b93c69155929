//! Draws by key, and the distributions that they come from. No other module makes a generator.
//!
//! Seed, run, purpose, id and position determine a draw, and nothing else does. A draw takes one
//! uniform; inverse cumulative distribution functions turn it into other distributions, and nothing
//! is rejected. So a draw does not depend on which other draws are made, arms that share a seed
//! share their draws, and reordering a file changes nothing.

mod beta;
mod distribution;
mod joe_kuo;
mod latin;
mod normal;
mod sobol;
mod stream;

pub use distribution::{Distribution, DistributionError};
pub use latin::latin_hypercube;
pub use normal::{normal_cdf, normal_quantile};
pub use sobol::Sobol;
pub use stream::{Purpose, RunKey, StreamId, Tape, uniform};
