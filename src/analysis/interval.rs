//! 95 % intervals.

use serde::Serialize;

use super::moments::{Moments, to_f64};

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

/// The 97.5 % quantile of Student's t distribution: exact for 1 and 2 degrees of freedom, then the
/// expansion 26.7.5 of Abramowitz and Stegun (1964), within 0.5 % at 3 and 0.02 % from 6 on.
#[must_use]
pub fn student_t_975(degrees: u64) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    match degrees {
        0 => f64::INFINITY,
        1 => 12.706_204_736_174_7,
        2 => 4.302_652_729_749_46,
        _ => {
            let v = to_f64(degrees);
            let z2 = Z * Z;
            let g1 = (z2 + 1.0) * Z / 4.0;
            let g2 = ((5.0 * z2 + 16.0) * z2 + 3.0) * Z / 96.0;
            let g3 = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * Z / 384.0;
            let g4 =
                ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) * Z / 92_160.0;
            Z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v
        }
    }
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
}
