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

#[cfg(test)]
mod tests {
    use super::*;

    fn resampling(level: f64) -> Resampling {
        Resampling {
            resamples: 400,
            level,
            seed: 1,
        }
    }

    #[test]
    fn resamples_hold_as_many_rows_as_there_are() {
        let resamples = Resamples::new(37, &resampling(0.95)).unwrap();
        assert_eq!(resamples.counts.len(), 400);
        for counts in &resamples.counts {
            assert_eq!(counts.iter().sum::<u32>(), 37);
        }
        assert_ne!(resamples.counts[0], resamples.counts[1]);
        // Each row is in a resample 400 times on average, with a standard deviation of 20.
        for row in 0..37 {
            let seen: u32 = resamples.counts.iter().map(|counts| counts[row]).sum();
            assert!((300..500).contains(&seen), "{row}: {seen}");
        }
    }

    /// For a mean the standard error is known: the root of the variance with n over n. That of 400
    /// resamples has an error of 3.5 %.
    #[test]
    fn the_error_of_a_mean() {
        let rows: Vec<Option<[f64; 1]>> = (0..40)
            .map(|row| (row % 4 != 0).then(|| [f64::from(row * 7 % 40)]))
            .collect();
        let figures: Vec<f64> = rows.iter().flatten().map(|terms| terms[0]).collect();
        let mean = figures.iter().sum::<f64>() / 30.0;
        let squares: f64 = figures.iter().map(|f| (f - mean) * (f - mean)).sum();
        let error = libm::sqrt(squares) / 30.0;
        let estimate = |level| {
            let resamples = Resamples::new(40, &resampling(level)).unwrap();
            resamples
                .estimate(&rows, |means, _| Some(means[0]))
                .unwrap()
        };
        let found = estimate(0.95);
        assert!((found.value - mean).abs() < 1e-12);
        assert!(
            (found.std_error / error - 1.0).abs() < 0.14,
            "{found:?} {error}"
        );
        // With 29 degrees of freedom.
        assert!((found.half_width() / found.std_error - 2.0452).abs() < 1e-3);
        assert!((estimate(0.9).half_width() / found.std_error - 1.6991).abs() < 1e-3);
    }
}
