//! Chance: keyed draws and distributions. The only place that makes generators.
//!
//! Each draw is a pure function of seed, run, purpose, id and position: one uniform per draw,
//! turned into other distributions by their inverse cumulative distribution function, never by
//! rejection. So a draw does not depend on which other draws are made, arms that share a seed share
//! their draws, and reordering a file changes nothing.

mod beta;
mod distribution;
mod normal;
mod stream;

pub use distribution::{Distribution, DistributionError};
pub use normal::{normal_cdf, normal_quantile};
pub use stream::{Purpose, RunKey, StreamId, Tape, uniform};
