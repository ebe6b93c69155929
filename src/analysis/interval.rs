//! 95 % intervals.

use std::cmp::Ordering;

use serde::Serialize;

use super::moments::{Moments, to_f64};
use crate::chance::normal_quantile;

/// The 95 % quantile of the standard normal distribution.
pub(super) const Z_95: f64 = 1.644_853_626_951_472_2;

/// An interval, written as `[low, high]`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval(pub f64, pub f64);

impl Interval {
    /// The lower end.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.0
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.1
    }

    /// On which side of 0 the whole interval is; equal where it contains 0.
    #[must_use]
    pub fn side(&self) -> Ordering {
        if self.low() > 0.0 {
            Ordering::Greater
        } else if self.high() < 0.0 {
            Ordering::Less
        } else {
            Ordering::Equal
        }
    }
}

/// The 95 % interval of a mean, mean ± t · standard error; `None` with fewer than two figures.
///
/// Where all figures are equal the interval is the point itself: it then says that they did not
/// vary, not that the mean is certain.
#[must_use]
pub fn mean_interval(moments: &Moments) -> Option<Interval> {
    let (mean, error) = (moments.mean()?, moments.std_error()?);
    let half = student_t_975(moments.count() - 1) * error;
    Some(Interval(mean - half, mean + half))
}

/// The 90 % interval of a mean, as [`mean_interval`] is that of 95 %: that of two one-sided tests at
/// the 5 % level (Schuirmann 1987).
#[must_use]
pub fn mean_interval_90(moments: &Moments) -> Option<Interval> {
    let (mean, error) = (moments.mean()?, moments.std_error()?);
    let half = student_t_95(moments.count() - 1) * error;
    Some(Interval(mean - half, mean + half))
}

/// The 95 % quantile of Student's t distribution, as near as [`student_t_975`].
fn student_t_95(degrees: u64) -> f64 {
    match degrees {
        0 => f64::INFINITY,
        1 => 6.313_751_514_675_04,
        2 => 2.919_985_580_353_73,
        _ => expanded(Z_95, to_f64(degrees)),
    }
}

/// The 97.5 % quantile of Student's t distribution: exact for 1 and 2 degrees of freedom, then the
/// expansion 26.7.5 of Abramowitz and Stegun (1964), within 0.5 % at 3 and 0.02 % from 6 on.
#[must_use]
pub fn student_t_975(degrees: u64) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    match degrees {
        0 => f64::INFINITY,
        1 => 12.706_204_736_174_7,
        2 => 4.302_652_729_749_46,
        _ => expanded(Z, to_f64(degrees)),
    }
}

/// The quantile of Student's t distribution with `v` degrees of freedom where that of the standard
/// normal distribution is `z`, by the expansion.
fn expanded(z: f64, v: f64) -> f64 {
    let z2 = z * z;
    let g1 = (z2 + 1.0) * z / 4.0;
    let g2 = ((5.0 * z2 + 16.0) * z2 + 3.0) * z / 96.0;
    let g3 = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * z / 384.0;
    let g4 = ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) * z / 92_160.0;
    z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v
}

/// The quantile p of Student's t distribution: exact for 1 and 2 degrees of freedom, to which fewer
/// than 3 are rounded down, then by the expansion.
pub(super) fn student_quantile(p: f64, degrees: f64) -> f64 {
    let off = p - 0.5;
    if degrees < 2.0 {
        libm::tan(std::f64::consts::PI * off)
    } else if degrees < 3.0 {
        2.0 * off * libm::sqrt(0.5 / (p * (1.0 - p)))
    } else {
        expanded(normal_quantile(p), degrees)
    }
}

/// The interval of a mean that is one of so many, all of which hold together in 95 % of cases
/// (Bonferroni): each is one of 1 − 0.05 / comparisons.
///
/// `None` with fewer than 30 figures, too few for a quantile so far out.
#[must_use]
pub fn simultaneous_interval(moments: &Moments, comparisons: usize) -> Option<Interval> {
    const FEWEST: u64 = 30;
    let (mean, error) = (moments.mean()?, moments.std_error()?);
    let tail = 0.025 / comparisons.max(1) as f64;
    let degrees = moments.count() - 1;
    let half = expanded(-normal_quantile(tail), to_f64(degrees)) * error;
    (moments.count() >= FEWEST).then_some(Interval(mean - half, mean + half))
}

/// The 95 % interval of a share (Wilson 1927); `None` without trials.
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> Option<Interval> {
    const Z: f64 = 1.959_963_984_540_054;
    if trials == 0 {
        return None;
    }
    let n = to_f64(trials);
    let share = to_f64(successes) / n;
    let scale = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * libm::sqrt(share * (1.0 - share) / n + Z * Z / (4.0 * n * n));
    // At 0 and n the interval touches the end exactly; rounding must not move it off.
    let low = if successes == 0 { 0.0 } else { centre - half };
    let high = if successes == trials {
        1.0
    } else {
        centre + half
    };
    Some(Interval(low.max(0.0), high.min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, RunKey, StreamId, Tape};

    #[test]
    fn t_quantiles_of_the_tables() {
        for (degrees, t, tolerance) in [
            (1, 12.7062, 1e-4),
            (2, 4.30265, 1e-4),
            (3, 3.18245, 0.016),
            (5, 2.57058, 2e-3),
            (10, 2.22814, 1e-4),
            (30, 2.04227, 1e-5),
            (1_000_000, 1.95997, 1e-5),
        ] {
            assert!((student_t_975(degrees) - t).abs() < tolerance, "{degrees}");
        }
    }

    #[test]
    fn quantiles_of_one_sided_tests() {
        for (degrees, t, tolerance) in [
            (1, 6.31375, 1e-5),
            (2, 2.91999, 1e-5),
            (5, 2.01505, 1e-3),
            (10, 1.81246, 1e-4),
            (30, 1.69726, 1e-5),
        ] {
            assert!((student_t_95(degrees) - t).abs() < tolerance, "{degrees}");
        }
    }

    #[test]
    fn far_quantiles_of_the_tables() {
        for (degrees, p, t) in [
            (29.0, 0.975, 2.0452),
            (29.0, 0.9995, 3.6594),
            (60.0, 0.9995, 3.4602),
            (120.0, 0.9995, 3.3735),
        ] {
            let found = expanded(normal_quantile(p), degrees);
            assert!((found - t).abs() < 2e-4, "{degrees} {p}: {found}");
        }
    }

    #[test]
    fn quantiles_at_any_level() {
        for (p, degrees, t, tolerance) in [
            (0.975, 1.0, 12.706_204_736_174_7, 1e-9),
            (0.95, 2.0, 2.919_985_580_353_73, 1e-9),
            (0.95, 2.9, 2.919_985_580_353_73, 1e-9),
            (0.9, 5.0, 1.475_88, 1e-3),
            (0.995, 30.0, 2.750_00, 1e-4),
        ] {
            let found = student_quantile(p, degrees);
            assert!((found - t).abs() < tolerance, "{p} {degrees}: {found}");
            assert!((found + student_quantile(1.0 - p, degrees)).abs() < 1e-9);
        }
    }

    #[test]
    fn of_several_intervals_each_is_wider() {
        let mut moments = Moments::default();
        (0..29).for_each(|i| moments.push(f64::from(i % 5)));
        assert_eq!(simultaneous_interval(&moments, 1), None);
        moments.push(0.0);
        let half = |comparisons| {
            let interval = simultaneous_interval(&moments, comparisons).unwrap();
            interval.high() - moments.mean().unwrap()
        };
        let error = moments.std_error().unwrap();
        // At 29 degrees of freedom; 50 comparisons leave 0.0005 on either side.
        assert!((half(1) / error - 2.0452).abs() < 2e-4);
        assert!((half(50) / error - 3.6594).abs() < 2e-4);
    }

    #[test]
    fn wilson_intervals_known_from_the_literature() {
        // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        for (successes, trials, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = wilson(successes, trials).unwrap();
            assert!((interval.low() - low).abs() < 5e-5, "{interval:?}");
            assert!((interval.high() - high).abs() < 5e-5, "{interval:?}");
        }
        assert_eq!(wilson(20, 20).unwrap().high(), 1.0);
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn a_mean_of_one_figure_has_no_interval() {
        let mut moments = Moments::default();
        moments.push(1.0);
        assert_eq!(mean_interval(&moments), None);
        moments.push(1.0);
        assert_eq!(mean_interval(&moments), Some(Interval(1.0, 1.0)));
    }

    /// Draws for one synthetic ensemble.
    fn uniforms(ensemble: u64) -> impl FnMut() -> f64 {
        let mut tape = Tape::new(StreamId::new(Purpose::Event, &["coverage"]));
        let (key, mut at) = (RunKey::new(11, ensemble), 0);
        move || {
            at += 1;
            tape.uniform(&key, at)
        }
    }

    /// The share of ensembles whose interval covers the truth is the expected one within four
    /// standard deviations, exceeded in 1 of 16,000 cases.
    fn covers(name: &str, expected: f64, truth: f64, interval: impl Fn(u64) -> Interval) {
        const ENSEMBLES: u64 = 4000;
        let covered = (0..ENSEMBLES)
            .filter(|&number| {
                let interval = interval(number);
                (interval.low()..=interval.high()).contains(&truth)
            })
            .count();
        let share = covered as f64 / ENSEMBLES as f64;
        let sd = libm::sqrt(expected * (1.0 - expected) / ENSEMBLES as f64);
        let error = (share - expected).abs();
        assert!(error < 4.0 * sd, "{name}: {share}, expected {expected}");
    }

    #[test]
    fn intervals_of_a_mean_cover_it_as_often_as_they_say() {
        type Law = fn(f64) -> f64;
        let laws: [(&str, u64, f64, Law); 4] = [
            ("5 normals", 5, 0.0, normal_quantile),
            ("20 normals", 20, 0.0, normal_quantile),
            ("200 uniforms", 200, 0.5, |u| u),
            // Skewness 0.6, as of times to agreement.
            ("200 of a skewed law", 200, 1.0 / 3.0, |u| u * u),
        ];
        for (name, runs, truth, law) in laws {
            covers(name, 0.95, truth, |number| {
                let mut draw = uniforms(number);
                let mut moments = Moments::default();
                (0..runs).for_each(|_| moments.push(law(draw())));
                mean_interval(&moments).unwrap()
            });
            covers(name, 0.90, truth, |number| {
                let mut draw = uniforms(number);
                let mut moments = Moments::default();
                (0..runs).for_each(|_| moments.push(law(draw())));
                mean_interval_90(&moments).unwrap()
            });
        }
    }

    /// The coverage of a share is not 95 % at every share, since successes are whole: it is summed
    /// over the binomial distribution, and near 95 %.
    #[test]
    fn wilson_intervals_cover_a_share_in_95_per_cent_of_ensembles() {
        for (trials, share) in [(200_u64, 0.03_f64), (200, 0.5), (300, 0.8)] {
            let mut probability = (1.0 - share).powi(trials as i32);
            let mut exact = 0.0;
            for successes in 0..=trials {
                let interval = wilson(successes, trials).unwrap();
                if (interval.low()..=interval.high()).contains(&share) {
                    exact += probability;
                }
                let odds = share / (1.0 - share);
                probability *= odds * to_f64(trials - successes) / to_f64(successes + 1);
            }
            assert!((exact - 0.95).abs() < 0.015, "{share}: {exact}");
            covers(&format!("{share} of {trials}"), exact, share, |number| {
                let mut draw = uniforms(number);
                let successes = (0..trials).filter(|_| draw() < share).count();
                wilson(successes as u64, trials).unwrap()
            });
        }
    }
}
