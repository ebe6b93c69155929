//! The interval of a mean, as results state it.

use super::summary::MetricSummary;
use crate::analysis::{Interval, Moments, mean_interval, wilson};
use crate::model::{MetricEntry, MetricKind};

impl MetricSummary {
    /// The 95 % interval of the mean of a metric, simulation error only: Wilson's for an indicator,
    /// Student's for a figure, within the range of its unit.
    #[must_use]
    pub fn interval(&self, entry: &MetricEntry) -> Option<Interval> {
        level_interval(&self.moments, entry)
    }
}

/// See [`MetricSummary::interval`].
pub(super) fn level_interval(moments: &Moments, entry: &MetricEntry) -> Option<Interval> {
    match (entry.kind, moments.mean()) {
        (MetricKind::Indicator, Some(mean)) => {
            let count = moments.count();
            wilson(successes(mean, count), count)
        }
        _ => bounded_interval(moments, entry.unit),
    }
}

/// The figures that a unit can have: shares and indices are within [0, 1], points can be anything,
/// and nothing else is below 0.
fn range_of(unit: &str) -> (f64, f64) {
    if unit == "index" || unit.starts_with("share") {
        (0.0, 1.0)
    } else if unit.ends_with("points") {
        (f64::NEG_INFINITY, f64::INFINITY)
    } else {
        (0.0, f64::INFINITY)
    }
}

/// The 95 % interval of a mean, which in few runs can reach beyond what its unit can be, without the
/// part beyond; `None` with fewer than two figures.
#[must_use]
pub fn bounded_interval(moments: &Moments, unit: &str) -> Option<Interval> {
    let (mean, interval) = (moments.mean()?, mean_interval(moments)?);
    let (low, high) = range_of(unit);
    // Whatever the range, the mean is never outside its own interval.
    Some(Interval(
        interval.low().max(low.min(mean)),
        interval.high().min(high.max(mean)),
    ))
}

/// Runs with a 1, from the mean of an indicator.
fn successes(mean: f64, count: u64) -> u64 {
    ((mean * count as f64).round() as u64).min(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(figures: &[f64]) -> Moments {
        let mut moments = Moments::default();
        for figure in figures {
            moments.push(*figure);
        }
        moments
    }

    #[test]
    fn intervals_stay_within_the_range_of_their_unit() {
        for (figures, unit, low, high) in [
            ([0.0, 0.1], "share of rounds", 0.0, None),
            ([0.9, 1.0], "index", f64::MIN, Some(1.0)),
            ([0.0, 3.0], "months", 0.0, None),
            (
                [0.0, 3.0],
                "index, 1 = mean pressure, no agreement",
                0.0,
                None,
            ),
        ] {
            let free = mean_interval(&of(&figures)).unwrap();
            let bounded = bounded_interval(&of(&figures), unit).unwrap();
            assert_eq!(bounded.low(), free.low().max(low), "{unit}");
            assert_eq!(
                bounded.high(),
                high.unwrap_or(free.high()).min(free.high()),
                "{unit}"
            );
            assert_ne!(free, bounded, "{unit}: the example is not at the edge");
        }
        let points = of(&[-0.5, 0.1]);
        assert_eq!(
            bounded_interval(&points, "partner's points"),
            mean_interval(&points)
        );
    }

    #[test]
    fn a_mean_is_never_outside_its_interval() {
        let interval = bounded_interval(&of(&[1.25, 1.75]), "index").unwrap();
        assert!(interval.low() <= 1.5 && 1.5 <= interval.high());
    }
}
