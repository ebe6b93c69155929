//! What to conclude from runs: means, intervals, quantiles. Never runs anything.

mod histogram;
mod interval;
mod matched;
mod moments;
mod power;
mod quantiles;
mod ratio;
pub mod sensitivity;
mod significance;
mod spread;

pub use histogram::Histogram;
pub use interval::{
    Interval, mean_interval, mean_interval_90, simultaneous_interval, student_t_975, wilson,
};
pub use matched::{matched_interval, matched_interval_90};
pub use moments::Moments;
pub use power::power;
pub use quantiles::Quantiles;
pub use ratio::ratio_interval;
pub use significance::{holm, matched_p_value, mean_p_value};
pub(crate) use spread::FEWEST_DRAWS;
pub use spread::{Finding, Spread, spread_of_means};
