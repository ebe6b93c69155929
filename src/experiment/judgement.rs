//! Judgement: whether the runs bear a claim out.

use super::expectation::{Expectation, Expected};
use crate::analysis::Interval;
use crate::study::ContrastSummary;

/// Whether a claim holds in the model, on the assumptions of its experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not hold: there is no such effect, it is smaller than the smallest of interest, or
    /// it goes the other way.
    DoesNotHold,
    /// So many runs do not tell.
    Undecided,
}

impl Verdict {
    /// Every verdict, in the order of output.
    pub const ALL: [Verdict; 3] = [Verdict::Holds, Verdict::DoesNotHold, Verdict::Undecided];

    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::DoesNotHold => "does_not_hold",
            Verdict::Undecided => "undecided",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::DoesNotHold => "does not hold",
            Verdict::Undecided => "undecided",
        }
    }

    /// The verdict of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Verdict> {
        Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.name() == name)
    }

    /// The verdict on a claim that needs all of several: one that does not hold decides it, and it
    /// holds if all of them do. Without any it is undecided.
    #[must_use]
    pub fn of_all(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        let (mut all, mut any) = (true, false);
        for verdict in verdicts {
            if verdict == Verdict::DoesNotHold {
                return Verdict::DoesNotHold;
            }
            all &= verdict == Verdict::Holds;
            any = true;
        }
        if all && any {
            Verdict::Holds
        } else {
            Verdict::Undecided
        }
    }
}

/// The intervals of a figure that a judgement rests on: simulation error only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The 95 % interval.
    pub ci95: Interval,
    /// The 90 % interval, which differences have.
    pub ci90: Option<Interval>,
}

impl Evidence {
    /// Judges what is expected.
    ///
    /// An increase by more than `by` holds if the 95 % interval lies wholly above `by`, and does
    /// not hold if it reaches no higher than `by`; a decrease is the mirror image. Each of the two
    /// is wrong with a probability of at most 2.5 %, and that only at an effect of exactly `by`.
    ///
    /// No change holds if the 90 % interval lies within ± the margin, which is the verdict of two
    /// one-sided tests at the 5 % level (Schuirmann 1987), and does not hold if the 95 % interval
    /// lies wholly outside, the margin being outside.
    ///
    /// A band holds if the 95 % interval lies wholly within it, ends included, and does not hold if
    /// it lies wholly outside. Each is wrong with a probability of at most 2.5 %, and that only at a
    /// figure at one of the ends.
    #[must_use]
    pub fn judges(self, expected: Expected) -> Verdict {
        let Interval(low, high) = self.ci95;
        let (holds, fails) = match expected {
            Expected::Increase(by) => (low > by, high <= by),
            Expected::Decrease(by) => (high < -by, low >= -by),
            Expected::NoChange(margin) => (
                (self.ci90).is_some_and(|ci90| ci90.low() > -margin && ci90.high() < margin),
                low >= margin || high <= -margin,
            ),
            Expected::Between(band) => (
                band.contains(low) && band.contains(high),
                band.is_above(high) || band.is_below(low),
            ),
        };
        match (holds, fails) {
            (true, _) => Verdict::Holds,
            (false, true) => Verdict::DoesNotHold,
            (false, false) => Verdict::Undecided,
        }
    }
}

impl Expectation {
    /// Judges the contrast that [`Expectation::contrast`] asked for; undecided where there are too
    /// few runs for an interval, or where the runs allow none.
    #[must_use]
    pub fn judged(&self, summary: &ContrastSummary) -> Verdict {
        let evidence = self.reading.evidence(self.metric, summary);
        evidence.map_or(Verdict::Undecided, |evidence| {
            evidence.judges(self.expected)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::expectation::Band;
    use super::*;
    use crate::analysis::{Moments, mean_interval, mean_interval_90};
    use crate::chance::{Purpose, RunKey, StreamId, Tape, normal_quantile};
    use Verdict::{DoesNotHold, Holds, Undecided};

    fn judge(expected: Expected, low: f64, high: f64) -> Verdict {
        let ci95 = Interval(low, high);
        Evidence {
            ci95,
            ci90: Some(ci95),
        }
        .judges(expected)
    }

    #[test]
    fn a_direction_needs_the_whole_interval() {
        let up = Expected::Increase(0.1);
        let down = Expected::Decrease(0.1);
        for (low, high, verdict) in [
            (0.11, 0.2, Holds),
            (0.1, 0.2, Undecided),
            (0.05, 0.2, Undecided),
            (0.05, 0.1, DoesNotHold),
            (0.02, 0.05, DoesNotHold),
            (-0.3, -0.2, DoesNotHold),
        ] {
            assert_eq!(judge(up, low, high), verdict, "{low} to {high}");
            assert_eq!(judge(down, -high, -low), verdict, "mirror, {low} to {high}");
        }
        // No effect in any run is none.
        assert_eq!(judge(Expected::Increase(0.0), 0.0, 0.0), DoesNotHold);
        assert_eq!(judge(Expected::Decrease(0.0), 0.0, 0.0), DoesNotHold);
    }

    #[test]
    fn equivalence_is_judged_by_the_narrow_interval_and_difference_by_the_wide() {
        let of = |ci95: (f64, f64), ci90: (f64, f64)| {
            let evidence = Evidence {
                ci95: Interval(ci95.0, ci95.1),
                ci90: Some(Interval(ci90.0, ci90.1)),
            };
            evidence.judges(Expected::NoChange(0.1))
        };
        assert_eq!(of((-0.02, 0.11), (-0.01, 0.09)), Holds);
        assert_eq!(of((-0.02, 0.12), (-0.01, 0.1)), Undecided);
        assert_eq!(of((0.09, 0.3), (0.1, 0.2)), Undecided);
        assert_eq!(of((0.1, 0.3), (0.15, 0.25)), DoesNotHold);
        assert_eq!(of((-0.3, -0.1), (-0.25, -0.15)), DoesNotHold);
        assert_eq!(of((0.0, 0.0), (0.0, 0.0)), Holds);
    }

    #[test]
    fn a_band_needs_the_whole_interval() {
        let band = |low, high| Expected::Between(Band { low, high });
        let closed = band(Some(0.1), Some(0.3));
        for (low, high, verdict) in [
            (0.1, 0.3, Holds),
            (0.1, 0.1, Holds),
            (0.2, 0.31, Undecided),
            (0.0, 0.4, Undecided),
            (0.05, 0.1, Undecided),
            (0.05, 0.09, DoesNotHold),
            (0.31, 0.4, DoesNotHold),
        ] {
            assert_eq!(judge(closed, low, high), verdict, "{low} to {high}");
        }
        assert_eq!(judge(band(None, Some(0.0)), -5.0, 0.0), Holds);
        assert_eq!(judge(band(None, Some(0.0)), 0.1, 0.2), DoesNotHold);
        assert_eq!(judge(band(Some(1.0), None), 0.9, 7.0), Undecided);
    }

    #[test]
    fn a_mixed_claim_needs_all() {
        for (verdicts, of_all) in [
            (vec![Holds, Holds], Holds),
            (vec![Holds, Undecided], Undecided),
            (vec![Holds, Undecided, DoesNotHold], DoesNotHold),
            (vec![], Undecided),
        ] {
            assert_eq!(Verdict::of_all(verdicts), of_all);
        }
    }

    /// At an effect of exactly the size in question, wrong verdicts are as rare as they are said to
    /// be: within four standard deviations of 2.5 % (a direction or an end of a band, either way)
    /// and of 5 % (no change though the effect is the margin), exceeded in 1 of 16,000 cases each.
    #[test]
    fn verdicts_are_wrong_as_rarely_as_they_say() {
        const STUDIES: u64 = 4000;
        let study = |number: u64, mean: f64| {
            let mut tape = Tape::new(StreamId::new(Purpose::Event, &["judgement"]));
            let key = RunKey::new(5, number);
            let mut moments = Moments::default();
            (0..60).for_each(|at| moments.push(mean + normal_quantile(tape.uniform(&key, at))));
            let ci95 = mean_interval(&moments).unwrap();
            let ci90 = mean_interval_90(&moments);
            Evidence { ci95, ci90 }
        };
        let at_the_end = Expected::Between(Band {
            low: Some(1.0),
            high: Some(3.0),
        });
        let share = |aim: Expected, verdict: Verdict| {
            let wrong = |n: &u64| study(*n, 1.0).judges(aim) == verdict;
            (0..STUDIES).filter(wrong).count() as f64 / STUDIES as f64
        };
        for (aim, verdict, expected) in [
            (Expected::Increase(1.0), Holds, 0.025),
            (Expected::Increase(1.0), DoesNotHold, 0.025),
            (Expected::NoChange(1.0), Holds, 0.05),
            (Expected::NoChange(1.0), DoesNotHold, 0.025),
            (at_the_end, Holds, 0.025),
            (at_the_end, DoesNotHold, 0.025),
        ] {
            let found = share(aim, verdict);
            let sd = libm::sqrt(expected * (1.0 - expected) / STUDIES as f64);
            assert!(
                (found - expected).abs() < 4.0 * sd,
                "{aim:?} {verdict:?}: {found}"
            );
        }
    }
}
