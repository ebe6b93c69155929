//! How often an evaluation of few cases would find an effect.

use super::interval::student_t_975;
use crate::chance::normal_cdf;

/// The power of a two-sided test at the 5 % level that compares two groups of `cases` independent
/// cases each (Welch 1947), where their means are `effect` apart and single cases have these
/// variances; `None` with fewer than two cases.
///
/// The distribution of t is the approximation 26.7.10 of Abramowitz and Stegun (1964) to the
/// noncentral one, within 0.01 from five normal cases on; of cases that are not normal it is as near
/// as their means are to normal.
#[must_use]
pub fn power(effect: f64, variances: [f64; 2], cases: u64) -> Option<f64> {
    if cases < 2 {
        return None;
    }
    let n = cases as f64;
    let spread = variances[0] + variances[1];
    if spread <= 0.0 {
        return Some(if effect == 0.0 { 0.0 } else { 1.0 });
    }
    let squares = variances[0] * variances[0] + variances[1] * variances[1];
    let degrees = (n - 1.0) * spread * spread / squares;
    let critical = student_t_975(degrees as u64);
    let shift = effect.abs() / libm::sqrt(spread / n);
    let below = |t: f64| {
        let scale = libm::sqrt(1.0 + t * t / (2.0 * degrees));
        normal_cdf((t * (1.0 - 0.25 / degrees) - shift) / scale)
    };
    Some(1.0 - below(critical) + below(-critical))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Moments, mean_interval};
    use crate::chance::{Purpose, RunKey, StreamId, Tape, normal_quantile};

    /// Cohen (1988), table 2.3.5: two groups at the 5 % level, two-sided, to two digits.
    #[test]
    fn power_of_the_tables() {
        for (effect, cases, expected) in [
            (0.2, 50, 0.17),
            (0.5, 20, 0.33),
            (0.5, 64, 0.80),
            (0.8, 26, 0.81),
            (1.0, 10, 0.56),
        ] {
            let found = power(effect, [1.0; 2], cases).unwrap();
            assert!(
                (found - expected).abs() < 0.012,
                "{effect} {cases}: {found}"
            );
            assert_eq!(power(-effect, [1.0; 2], cases), Some(found));
        }
        assert!((power(0.0, [1.0, 4.0], 30).unwrap() - 0.05).abs() < 2e-3);
        assert_eq!(power(0.1, [0.0; 2], 2), Some(1.0));
        assert_eq!(power(0.0, [0.0; 2], 2), Some(0.0));
        assert_eq!(power(0.1, [1.0; 2], 1), None);
    }

    /// Where one group does not vary the test is that of one mean: the share of evaluations that
    /// find the effect is the power within 0.01 and four standard deviations of 4,000 evaluations.
    #[test]
    fn power_is_the_share_of_evaluations_that_find_it() {
        const EVALUATIONS: u64 = 4000;
        for (effect, cases) in [(0.4, 12_u64), (0.7, 18)] {
            let finds = |number: &u64| {
                let mut tape = Tape::new(StreamId::new(Purpose::Event, &["power"]));
                let (key, mut moments) = (RunKey::new(9, *number), Moments::default());
                (0..cases).for_each(|at| {
                    moments.push(effect + normal_quantile(tape.uniform(&key, at)));
                });
                mean_interval(&moments).unwrap().side().is_ne()
            };
            let share = (0..EVALUATIONS).filter(finds).count() as f64 / EVALUATIONS as f64;
            let expected = power(effect, [1.0, 0.0], cases).unwrap();
            let sd = libm::sqrt(expected * (1.0 - expected) / EVALUATIONS as f64);
            assert!(
                (share - expected).abs() < 0.01 + 4.0 * sd,
                "{effect} {cases}: {share}, expected {expected}"
            );
        }
    }
}
