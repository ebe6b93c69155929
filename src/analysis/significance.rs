//! How likely a difference is by chance alone, and what that is worth among many.

use super::moments::{Moments, to_f64};

/// The two-sided p-value of a mean of 0 by Student's t; `None` with fewer than two figures. Where all
/// figures are equal it is 0, or 1 where all are 0.
#[must_use]
pub fn mean_p_value(moments: &Moments) -> Option<f64> {
    let (mean, error) = (moments.mean()?, moments.std_error()?);
    if mean == 0.0 {
        return Some(1.0);
    }
    Some(student_p_value(mean, error, to_f64(moments.count() - 1)))
}

/// The two-sided p-value of an estimate of 0 with this standard error, by Student's t with `v`
/// degrees of freedom.
pub(super) fn student_p_value(estimate: f64, error: f64, v: f64) -> f64 {
    if estimate == 0.0 {
        return 1.0;
    }
    let t = estimate / error;
    // P(|T| > t) = I(v / (v + t²); v / 2, 1 / 2).
    incomplete_beta(v / (v + t * t), v / 2.0, 0.5)
}

/// The two-sided p-value of no difference between two shares over matched runs: the exact test of
/// McNemar (1947), binomial over the runs that differ; 1 where none does.
#[must_use]
pub fn matched_p_value(higher: u64, lower: u64) -> f64 {
    let (fewer, all) = (higher.min(lower), higher + lower);
    if all == 0 {
        return 1.0;
    }
    // P(X ≤ k) for n fair draws is I(1 / 2; n − k, k + 1).
    let tail = incomplete_beta(0.5, to_f64(all - fewer), to_f64(fewer) + 1.0);
    (2.0 * tail).min(1.0)
}

/// The regularised incomplete beta function I(x; a, b) by its continued fraction (Lentz's method;
/// Abramowitz and Stegun 1964, 26.5.8), to about 12 digits.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    // The fraction converges fast on this side of the mean only.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let scale = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
        + a * libm::log(x)
        + b * libm::log1p(-x);
    libm::exp(scale) / (a * fraction(x, a, b))
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    const STEPS: u32 = 10_000;
    let kept = |figure: f64| if figure.abs() < TINY { TINY } else { figure };
    let (mut value, mut c, mut d) = (1.0, 1.0, 0.0);
    for step in 1..=STEPS {
        let m = f64::from(step / 2);
        let term = if step % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        d = 1.0 / kept(1.0 + term * d);
        c = kept(1.0 + term / c);
        let change = c * d;
        value *= change;
        if (change - 1.0).abs() < 1e-14 {
            break;
        }
    }
    value
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
    use std::cmp::Ordering;

    use crate::analysis::mean_interval;

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
        // Quantiles of the tables at 5 % and 0.1 %; with one degree of freedom the law is Cauchy's,
        // P(|T| > 1) = 1/2.
        for (count, t, p, tolerance) in [
            (2, 1.0, 0.5, 1e-9),
            (2, 12.706_204_736, 0.05, 1e-9),
            (4, 3.182_446_305, 0.05, 1e-6),
            (10, 2.262_157_163, 0.05, 1e-6),
            (10, 4.780_912_586, 0.001, 1e-6),
            (30, 2.045_229_642, 0.05, 1e-6),
            (1_000, 3.3003, 0.001, 1e-4),
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
    fn p_values_of_matched_shares_are_binomial() {
        for (higher, lower, p) in [
            (0, 0, 1.0),
            (10, 0, 2.0 / 1024.0),
            (0, 10, 2.0 / 1024.0),
            // (1 + 5) / 32, twice.
            (4, 1, 0.375),
            (3, 3, 1.0),
            // 2 · (1 + 20 + 190 + 1140) / 2^20.
            (17, 3, 2.0 * 1351.0 / 1_048_576.0),
        ] {
            let found: f64 = matched_p_value(higher, lower);
            assert!((found / p - 1.0).abs() < 1e-9, "{higher} {lower}: {found}");
        }
    }

    /// Of no difference, no more than a share α of samples has a p-value up to α: what Holm's
    /// correction rests on, at the levels of many cells. Summed over the binomial distribution.
    #[test]
    fn the_test_of_matched_shares_holds_its_level() {
        for differing in [5_u32, 10, 20, 50, 200] {
            for level in [0.05, 0.05 / 100.0] {
                let mut logarithm = -f64::from(differing) * std::f64::consts::LN_2;
                let mut size = 0.0;
                for higher in 0..=differing {
                    if matched_p_value(u64::from(higher), u64::from(differing - higher)) <= level {
                        size += logarithm.exp();
                    }
                    logarithm += (f64::from(differing - higher) / f64::from(higher + 1)).ln();
                }
                assert!(size <= level * (1.0 + 1e-9), "{differing} {level}: {size}");
            }
        }
    }

    #[test]
    fn a_mean_has_a_p_value_below_5_per_cent_where_its_interval_leaves_out_zero() {
        for count in [2, 4, 10, 100] {
            for t in [-13.0, -4.4, -2.2, -1.9, 0.3, 1.9, 3.3, 12.5] {
                let moments = moments(count, t);
                let p = mean_p_value(&moments).unwrap();
                let side = mean_interval(&moments).unwrap().side();
                assert_eq!(p < 0.05, side != Ordering::Equal, "{count} {t}: {p}");
            }
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
