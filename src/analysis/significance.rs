//! How likely a difference is by chance alone, and what that is worth among many.

use super::matched::matched_z;
use super::moments::{Moments, to_f64};

/// The two-sided p-value of a mean of 0 by Student's t, which Wallace (1959) turns into a normal
/// deviate: within 5 % from 9 degrees of freedom on, and too large with fewer; `None` with fewer
/// than two figures. Where all figures are equal it is 0, or 1 where all are 0.
#[must_use]
pub fn mean_p_value(moments: &Moments) -> Option<f64> {
    let (mean, error) = (moments.mean()?, moments.std_error()?);
    if mean == 0.0 {
        return Some(1.0);
    }
    let v = to_f64(moments.count() - 1);
    let t2 = (mean / error) * (mean / error);
    let z = (8.0 * v + 1.0) / (8.0 * v + 3.0) * libm::sqrt(v * libm::log1p(t2 / v));
    Some(two_sided(z))
}

/// The two-sided p-value of no difference between two shares over matched runs, by the statistic
/// of [`matched_interval`](super::matched_interval); `None` without runs.
#[must_use]
pub fn matched_p_value(higher: u64, lower: u64, runs: u64) -> Option<f64> {
    matched_z(higher, lower, runs).map(two_sided)
}

/// The probability of a normal deviate at least as far from 0.
fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The p-values of several tests, adjusted so that the chance of any false finding among all of
/// those below a level is no larger than the level, however the tests depend on each other (Holm
/// 1979). In the order of the tests.
#[must_use]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut floor = 0.0_f64;
    for (rank, test) in order.into_iter().enumerate() {
        let tests_left = (p_values.len() - rank) as f64;
        floor = floor.max(p_values[test] * tests_left).min(1.0);
        adjusted[test] = floor;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Interval, matched_interval, mean_interval};

    fn excludes_zero(interval: Interval) -> bool {
        interval.low() > 0.0 || interval.high() < 0.0
    }

    /// `count` figures with this mean over its standard error.
    fn moments(count: u64, t: f64) -> Moments {
        let mut moments = Moments::default();
        let spread = |index: u64| if index.is_multiple_of(2) { 1.0 } else { -1.0 };
        let n = count as f64;
        // An even number of ±1 has mean 0 and variance n / (n − 1).
        let error = libm::sqrt(1.0 / (n - 1.0));
        (0..count).for_each(|index| moments.push(t * error + spread(index)));
        moments
    }

    #[test]
    fn p_values_of_students_t() {
        // Computed with the incomplete beta function.
        for (count, t, p, tolerance) in [
            (10, 2.262_157, 0.05, 0.01),
            (10, 6.0, 2.022_5e-4, 0.06),
            (30, 2.045_23, 0.05, 0.002),
            (1_000, 3.300_3, 1e-3, 0.002),
        ] {
            let found = mean_p_value(&moments(count, t)).unwrap();
            assert!((found / p - 1.0).abs() < tolerance, "{count} {t}: {found}");
        }
        assert_eq!(mean_p_value(&Moments::default()), None);
        assert_eq!(mean_p_value(&moments(10, 0.0)), Some(1.0));
        let mut constant = Moments::default();
        (0..4).for_each(|_| constant.push(0.5));
        assert_eq!(mean_p_value(&constant), Some(0.0));
    }

    #[test]
    fn a_p_value_below_5_per_cent_is_an_interval_without_zero() {
        for higher in 0..60 {
            let p = matched_p_value(higher, 20, 500).unwrap();
            let interval = matched_interval(higher, 20, 500).unwrap();
            assert_eq!(p < 0.05, excludes_zero(interval), "{higher}: {p}");
        }
        for t in [-2.2, -1.9, 0.3, 1.9, 2.2] {
            let moments = moments(100, t);
            let p = mean_p_value(&moments).unwrap();
            let interval = mean_interval(&moments).unwrap();
            assert_eq!(p < 0.05, excludes_zero(interval), "{t}: {p}");
        }
    }

    #[test]
    fn holm_steps_down() {
        // Holm (1979): the smallest times the number of tests, the next times one fewer, never
        // below the one before it.
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        let expected = [0.03, 0.06, 0.06, 0.02];
        for (found, expected) in adjusted.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{adjusted:?}");
        }
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }
}
