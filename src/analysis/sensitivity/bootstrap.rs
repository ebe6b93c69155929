//! Resampling of base rows.

use serde::Serialize;

use super::SensitivityError;
use crate::analysis::interval::student_quantile;
use crate::analysis::{Interval, Moments};
use crate::chance::{Purpose, RunKey, StreamId, Tape};

/// With fewer base rows, or trajectories, than this no estimate is given: an interval from so few
/// resampled rows says too little.
pub const FEWEST_BASE_ROWS: usize = 10;

/// How rows are resampled.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Resampling {
    /// Number of resamples, at least 100.
    pub resamples: u64,
    /// Confidence level of the intervals, above 0 and below 1.
    pub level: f64,
    /// Seed of the resamples: the same seed gives the same resamples.
    pub seed: u64,
}

impl Resampling {
    /// The fewest resamples: the standard deviation over 100 has itself an error of 7 %.
    pub const FEWEST: u64 = 100;

    /// What is wrong with these figures.
    pub(super) fn check(&self) -> Result<(), SensitivityError> {
        if self.resamples < Resampling::FEWEST {
            return Err(SensitivityError(format!(
                "expected at least {} resamples, found {}",
                Resampling::FEWEST,
                self.resamples
            )));
        }
        if self.level > 0.0 && self.level < 1.0 {
            return Ok(());
        }
        Err(SensitivityError(format!(
            "expected a confidence level above 0 and below 1, found {}",
            self.level
        )))
    }
}

/// An estimate with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate; corrected estimates of what cannot be negative may be, and are not clipped.
    pub value: f64,
    /// Its interval at the level asked for.
    pub interval: Interval,
    /// Its standard error: the standard deviation over the resamples, if it was resampled.
    pub std_error: f64,
}

impl Estimate {
    /// The estimate with the interval value ± t · standard error, where t is the quantile of
    /// Student's distribution with so many degrees of freedom.
    pub(super) fn around(value: f64, std_error: f64, degrees: f64, level: f64) -> Estimate {
        let half = student_quantile(0.5 * (1.0 + level), degrees) * std_error;
        Estimate {
            value,
            interval: Interval(value - half, value + half),
            std_error,
        }
    }

    /// Half the width of the interval.
    #[must_use]
    pub fn half_width(&self) -> f64 {
        0.5 * (self.interval.high() - self.interval.low())
    }
}

/// How often each base row is in each resample (Efron 1979). One set of resamples serves all indices
/// of a design.
#[derive(Debug)]
pub(super) struct Resamples {
    level: f64,
    counts: Vec<Vec<u32>>,
}

impl Resamples {
    pub(super) fn new(rows: usize, resampling: &Resampling) -> Result<Resamples, SensitivityError> {
        resampling.check()?;
        let stream = StreamId::new(Purpose::Resample, &["rows"]);
        let resample = |number| {
            let key = RunKey::new(resampling.seed, number);
            let mut tape = Tape::new(stream);
            let mut counts = vec![0; rows];
            for place in 0..rows as u64 {
                let row = tape.uniform(&key, place) * rows as f64;
                counts[row as usize] += 1;
            }
            counts
        };
        Ok(Resamples {
            level: resampling.level,
            counts: (0..resampling.resamples).map(resample).collect(),
        })
    }

    /// The estimate that `statistic` makes of the means of terms over rows and the number of these
    /// rows, and its interval: estimate ± t · standard deviation over the resamples, with one degree
    /// of freedom fewer than rows. Rows without terms are left out. `None` with fewer than
    /// [`FEWEST_BASE_ROWS`] rows, or where the statistic is not defined in all resamples.
    ///
    /// For total indices of noisy rows this interval covers best among those looked at: percentile
    /// and BCa intervals are somewhat too narrow with up to 128 base rows, as is the basic one where
    /// an index is large.
    pub(super) fn estimate<const TERMS: usize>(
        &self,
        rows: &[Option<[f64; TERMS]>],
        statistic: impl Fn(&[f64; TERMS], f64) -> Option<f64>,
    ) -> Option<Estimate> {
        let with_terms = rows.iter().flatten().count();
        if with_terms < FEWEST_BASE_ROWS {
            return None;
        }
        let value = statistic_of(rows.iter().map(|row| (1, row)), &statistic)?;
        let mut resampled = Moments::default();
        for counts in &self.counts {
            resampled.push(statistic_of(counts.iter().copied().zip(rows), &statistic)?);
        }
        let std_error = libm::sqrt(resampled.variance()?);
        let degrees = with_terms as f64 - 1.0;
        Some(Estimate::around(value, std_error, degrees, self.level))
    }
}

fn statistic_of<'a, const TERMS: usize>(
    rows: impl Iterator<Item = (u32, &'a Option<[f64; TERMS]>)>,
    statistic: &impl Fn(&[f64; TERMS], f64) -> Option<f64>,
) -> Option<f64> {
    let (mut sums, mut total) = ([0.0; TERMS], 0.0);
    for (count, terms) in rows {
        if let (1.., Some(terms)) = (count, terms) {
            let count = f64::from(count);
            total += count;
            for (sum, term) in sums.iter_mut().zip(terms) {
                *sum += count * term;
            }
        }
    }
    if total == 0.0 {
        return None;
    }
    statistic(&sums.map(|sum| sum / total), total)
}
