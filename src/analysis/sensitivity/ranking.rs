//! Which inputs are told from none, and which from each other.

use serde::Serialize;

use super::Estimate;

/// What an input without any influence would show.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Floor {
    /// The estimate of the dummy.
    pub dummy: Estimate,
    /// The floor.
    pub value: f64,
}

impl Floor {
    /// The floor of a statistic that is known to be 0 without influence: half the width of the
    /// dummy's interval, wherever its estimate fell. It is 0 only where nothing is left to chance.
    #[must_use]
    pub fn about_zero(dummy: &Estimate) -> Floor {
        Floor {
            dummy: *dummy,
            value: dummy.half_width(),
        }
    }

    /// The floor of a size, which noise makes larger than 0 by as much as the dummy tells: the upper
    /// end of its interval.
    #[must_use]
    pub fn of_size(dummy: &Estimate) -> Floor {
        Floor {
            dummy: *dummy,
            value: dummy.interval.high().max(0.0),
        }
    }

    /// Whether the whole interval of an estimate is above the floor.
    #[must_use]
    pub fn is_cleared_by(&self, estimate: &Estimate) -> bool {
        estimate.interval.low() > self.value
    }
}

/// Inputs in groups: within a group no order is claimed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ranking {
    /// Groups from the highest to the lowest: every interval of a group is wholly above every
    /// interval of those after it. Within a group inputs stand in the order of their number.
    pub groups: Vec<Vec<usize>>,
    /// Inputs that are not distinguishable from none.
    pub not_distinguished: Vec<usize>,
    /// Inputs without an estimate.
    pub unknown: Vec<usize>,
}

/// Ranks inputs by their estimates, as far as their intervals allow, each against a floor of its
/// own. Without a floor an input is not distinguishable from none.
#[must_use]
pub fn ranking(estimates: &[Option<Estimate>], floor: impl Fn(usize) -> Option<Floor>) -> Ranking {
    let mut ranking = Ranking::default();
    let mut above: Vec<(usize, Estimate)> = Vec::new();
    for (input, estimate) in estimates.iter().enumerate() {
        match (estimate, floor(input)) {
            (None, _) => ranking.unknown.push(input),
            (Some(estimate), Some(floor)) if floor.is_cleared_by(estimate) => {
                above.push((input, *estimate));
            }
            _ => ranking.not_distinguished.push(input),
        }
    }
    // By their upper ends: a group ends where all that remain lie below its lowest end.
    above.sort_by(|(_, a), (_, b)| b.interval.high().total_cmp(&a.interval.high()));
    let mut lowest = f64::NEG_INFINITY;
    for (input, estimate) in above {
        if ranking.groups.is_empty() || estimate.interval.high() < lowest {
            ranking.groups.push(Vec::new());
            lowest = f64::INFINITY;
        }
        if let Some(group) = ranking.groups.last_mut() {
            group.push(input);
        }
        lowest = lowest.min(estimate.interval.low());
    }
    ranking
        .groups
        .iter_mut()
        .for_each(|group| group.sort_unstable());
    ranking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Interval;

    fn estimate(low: f64, high: f64) -> Option<Estimate> {
        Some(Estimate {
            value: 0.5 * (low + high),
            interval: Interval(low, high),
            std_error: 0.25 * (high - low),
        })
    }

    #[test]
    fn groups_hold_what_is_not_told_apart() {
        let floor = Floor::about_zero(&estimate(-0.1, 0.1).unwrap());
        let estimates = [
            estimate(0.15, 0.3),
            estimate(0.5, 0.7),
            estimate(-0.05, 0.2),
            // Joins the one before and the one after, which are apart.
            estimate(0.45, 0.55),
            estimate(0.35, 0.48),
            None,
            estimate(0.8, 0.9),
        ];
        let found = ranking(&estimates, |_| Some(floor));
        assert_eq!(found.groups, [vec![6], vec![1, 3, 4], vec![0]]);
        assert_eq!(found.not_distinguished, [2]);
        assert_eq!(found.unknown, [5]);
    }

    #[test]
    fn a_floor_does_not_hang_on_where_the_dummy_fell_and_without_one_nothing_is_ranked() {
        for dummy in [
            estimate(-0.3, -0.1),
            estimate(-0.1, 0.1),
            estimate(0.1, 0.3),
        ] {
            let floor = Floor::about_zero(&dummy.unwrap());
            assert!((floor.value - 0.1).abs() < 1e-12, "{floor:?}");
            assert!(!floor.is_cleared_by(&estimate(0.05, 0.4).unwrap()));
        }
        assert_eq!(Floor::of_size(&estimate(0.1, 0.3).unwrap()).value, 0.3);
        let found = ranking(&[estimate(0.5, 0.6)], |_| None);
        assert_eq!((found.groups.len(), found.not_distinguished), (0, vec![0]));
    }
}
