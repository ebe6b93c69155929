//! The interval of a difference of matched shares.

use super::interval::{Interval, Z_95};
use super::moments::to_f64;

/// The 95 % interval of the difference of two shares over matched runs, of which `higher` have a 1
/// in the one and a 0 in the other, and `lower` the reverse: Wald's interval after adding a half to
/// each of the four counts of the matched table (Agresti and Min 2005); `None` without runs.
///
/// Unlike the interval of a mean it is no point where all runs agree: that no run differs among a
/// few does not say that none would.
#[must_use]
pub fn matched_interval(higher: u64, lower: u64, runs: u64) -> Option<Interval> {
    const Z: f64 = 1.959_963_984_540_054;
    wald(higher, lower, runs, Z)
}

/// The 90 % interval of the same, that of two one-sided tests at the 5 % level.
#[must_use]
pub fn matched_interval_90(higher: u64, lower: u64, runs: u64) -> Option<Interval> {
    wald(higher, lower, runs, Z_95)
}

fn wald(higher: u64, lower: u64, runs: u64, z: f64) -> Option<Interval> {
    let (difference, error) = estimate(higher, lower, runs)?;
    Some(Interval(
        (difference - z * error).max(-1.0),
        (difference + z * error).min(1.0),
    ))
}

/// The difference and its standard error, after the addition.
fn estimate(higher: u64, lower: u64, runs: u64) -> Option<(f64, f64)> {
    if runs == 0 {
        return None;
    }
    let (n, up, down) = (
        to_f64(runs) + 2.0,
        to_f64(higher) + 0.5,
        to_f64(lower) + 0.5,
    );
    let error = libm::sqrt((up + down) - (up - down) * (up - down) / n) / n;
    Some(((up - down) / n, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the interval is for, summed over the multinomial distribution of the matched table.
    fn coverage(
        interval: fn(u64, u64, u64) -> Option<Interval>,
        runs: u64,
        up: f64,
        down: f64,
    ) -> f64 {
        let mut choose = vec![0.0; runs as usize + 1];
        for n in 1..=runs as usize {
            choose[n] = choose[n - 1] + (n as f64).ln();
        }
        let log = |k: u64, p: f64| if k == 0 { 0.0 } else { k as f64 * p.ln() };
        let mut covered = 0.0;
        for higher in 0..=runs {
            for lower in 0..=runs - higher {
                let rest = runs - higher - lower;
                let interval = interval(higher, lower, runs).unwrap();
                if (interval.low()..=interval.high()).contains(&(up - down)) {
                    let logarithm = choose[runs as usize]
                        - choose[higher as usize]
                        - choose[lower as usize]
                        - choose[rest as usize]
                        + log(higher, up)
                        + log(lower, down)
                        + log(rest, 1.0 - up - down);
                    covered += logarithm.exp();
                }
            }
        }
        covered
    }

    #[test]
    fn the_intervals_cover_the_difference_about_as_often_as_they_say() {
        for (runs, up, down) in [
            (30, 0.2, 0.1),
            (50, 0.05, 0.05),
            (100, 0.3, 0.02),
            (200, 0.01, 0.03),
        ] {
            // It is conservative where few runs differ, and never far below.
            let share = coverage(matched_interval, runs, up, down);
            assert!(
                (0.93..=0.995).contains(&share),
                "{runs} {up} {down}: {share}"
            );
            let share = coverage(matched_interval_90, runs, up, down);
            assert!(
                (0.88..=0.97).contains(&share),
                "90 %: {runs} {up} {down}: {share}"
            );
        }
    }

    #[test]
    fn the_interval_mirrors_and_is_never_a_point() {
        let (one, other) = (
            matched_interval(40, 10, 200).unwrap(),
            matched_interval(10, 40, 200).unwrap(),
        );
        assert_eq!((one.low(), one.high()), (-other.high(), -other.low()));
        assert!(one.low() > 0.0);
        let equal = matched_interval(0, 0, 100).unwrap();
        assert!(equal.low() < 0.0 && equal.high() > 0.0 && equal.high() < 0.03);
        assert_eq!(matched_interval(0, 0, 0), None);
    }
}
