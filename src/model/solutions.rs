//! What one-line models of bargaining would give on the frontier of a package: the yardsticks
//! beside every result.
//!
//! The solutions are exact: on a segment of the frontier both utilities are linear, so each
//! solution has a closed form there, and nothing is searched for.

use super::frontier::Frontier;
use crate::domain::{PerSide, Side};

/// A one-line model of what two sides agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Solution {
    /// No deal.
    StatusQuo,
    /// The largest product of gains over no deal (Nash 1950).
    Nash,
    /// The same with exponents α for the destination and 1 − α for the partner (Harsanyi and
    /// Selten 1972; Kalai 1977).
    WeightedNash,
    /// Gains in proportion to the largest that each side could have with the other no worse off
    /// than without a deal (Kalai and Smorodinsky 1975).
    KalaiSmorodinsky,
    /// Each issue at the mean of the levels that the sides prefer, weighted by power and salience:
    /// the compromise model (Van den Bos 1991), which approximates the Nash solution for decisions
    /// that every side needs (Achen 2006). It knows no veto: a side may be worse off than without a
    /// deal, and both may be better off elsewhere.
    Compromise,
}

/// Number of solutions.
pub const SOLUTION_COUNT: usize = Solution::ALL.len();

impl Solution {
    /// Every solution, in the order of output.
    pub const ALL: [Solution; 5] = [
        Solution::StatusQuo,
        Solution::Nash,
        Solution::WeightedNash,
        Solution::KalaiSmorodinsky,
        Solution::Compromise,
    ];

    /// The name used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Solution::StatusQuo => "status_quo",
            Solution::Nash => "nash",
            Solution::WeightedNash => "weighted_nash",
            Solution::KalaiSmorodinsky => "kalai_smorodinsky",
            Solution::Compromise => "compromise",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Solution::StatusQuo => "no deal",
            Solution::Nash => "largest product of gains",
            Solution::WeightedNash => "the same, weighted by leverage",
            Solution::KalaiSmorodinsky => "gains in proportion to the best within reach",
            Solution::Compromise => {
                "each issue at the mean wish, weighted by leverage and salience"
            }
        }
    }
}

/// What each side gets from a solution, in its own points.
///
/// `disagreement` is what each side has without a deal. `weight` is the destination's power in
/// [0, 1] and the partner's is the rest; only [`Solution::WeightedNash`] and
/// [`Solution::Compromise`] look at it. Nash's solutions and Kalai and Smorodinsky's lie on the
/// part of the frontier that leaves neither side worse off than no deal; where there is none, they
/// are no deal.
///
/// # Example
///
/// ```
/// use demarche::domain::PerSide;
/// use demarche::model::{Frontier, Solution, solve};
///
/// let worth = [(-0.5, 1.0)].map(|(destination, partner)| PerSide { destination, partner });
/// let mut frontier = Frontier::default();
/// frontier.draw(PerSide { destination: 1.0, partner: 0.0 }, worth.into_iter());
/// let fair = solve(&frontier, PerSide::default(), 0.5, Solution::KalaiSmorodinsky);
/// assert!((fair.destination - 2.0 / 3.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn solve(
    frontier: &Frontier,
    disagreement: PerSide<f64>,
    weight: f64,
    solution: Solution,
) -> PerSide<f64> {
    let position = match solution {
        Solution::StatusQuo => None,
        Solution::Compromise => return compromise(frontier, weight),
        Solution::Nash => {
            zone(frontier, disagreement).map(|zone| nash(frontier, disagreement, zone, 0.5))
        }
        Solution::WeightedNash => {
            zone(frontier, disagreement).map(|zone| nash(frontier, disagreement, zone, weight))
        }
        Solution::KalaiSmorodinsky => {
            zone(frontier, disagreement).map(|zone| kalai_smorodinsky(frontier, disagreement, zone))
        }
    };
    position.map_or(disagreement, |position| frontier.utilities(position))
}

/// The positions between which neither side is worse off than without a deal, from the
/// destination's best to the partner's; ties, within 1e-9, are deals, as they are in the talks.
fn zone(frontier: &Frontier, disagreement: PerSide<f64>) -> Option<(f64, f64)> {
    let first = frontier.position(Side::Partner, disagreement.partner);
    let last = frontier.position(Side::Destination, disagreement.destination);
    let rational = |position: f64| {
        let at = frontier.utilities(position);
        Side::BOTH
            .iter()
            .all(|&side| at[side] >= disagreement[side] - 1e-9)
    };
    rational(first).then_some((first, last.max(first)))
}

/// Where the weighted product of gains is largest. It is log-concave along the frontier, so it is
/// enough to go on until it stops growing within a segment.
fn nash(
    frontier: &Frontier,
    disagreement: PerSide<f64>,
    (first, last): (f64, f64),
    weight: f64,
) -> f64 {
    for (index, ends) in frontier.corners().windows(2).enumerate() {
        let start = index as f64;
        let loss = ends[0].destination - ends[1].destination;
        let gain = ends[1].partner - ends[0].partner;
        let destination = ends[0].destination - disagreement.destination;
        let partner = ends[0].partner - disagreement.partner;
        // The zero of the derivative of weight · ln(destination − s · loss)
        // + (1 − weight) · ln(partner + s · gain).
        let flat = start + (1.0 - weight) * destination / loss - weight * partner / gain;
        let end = (start + 1.0).min(last);
        if flat < end {
            return flat.max(start).clamp(first, last);
        }
    }
    last
}

/// Where the ray from no deal to the ideal point, each side's best within the zone, meets the
/// frontier.
fn kalai_smorodinsky(
    frontier: &Frontier,
    disagreement: PerSide<f64>,
    (first, last): (f64, f64),
) -> f64 {
    let (best, worst) = (frontier.utilities(first), frontier.utilities(last));
    let most = PerSide {
        destination: best.destination - disagreement.destination,
        partner: worst.partner - disagreement.partner,
    };
    // The partner's share of its most less the destination's, over the product of both: negative
    // before the ray, positive behind it.
    let beyond = |at: PerSide<f64>| {
        (at.partner - disagreement.partner) * most.destination
            - (at.destination - disagreement.destination) * most.partner
    };
    for (index, ends) in frontier.corners().windows(2).enumerate() {
        let (here, next) = (beyond(ends[0]), beyond(ends[1]));
        if next > 0.0 {
            let share = (-here / (next - here)).max(0.0);
            return (index as f64 + share).clamp(first, last);
        }
    }
    last
}

/// Each issue at the mean of the preferred levels, weighted by power times salience. A side prefers
/// all of what it gains from and nothing of what it loses by; the salience of an issue to a side is
/// its part of what all issues of the package are worth to it, gains and losses alike.
fn compromise(frontier: &Frontier, weight: f64) -> PerSide<f64> {
    let power = PerSide {
        destination: weight,
        partner: 1.0 - weight,
    };
    let scale = PerSide::of(|side| {
        let stake: f64 = frontier.worth().iter().map(|worth| worth[side].abs()).sum();
        if stake > 0.0 {
            power[side] / stake
        } else {
            0.0
        }
    });
    let mut utilities = frontier.base();
    for worth in frontier.worth() {
        let (mut wanted, mut heard) = (0.0, 0.0);
        for side in Side::BOTH {
            let voice = scale[side] * worth[side].abs();
            heard += voice;
            wanted += if worth[side] > 0.0 { voice } else { 0.0 };
        }
        if heard > 0.0 {
            for side in Side::BOTH {
                utilities[side] += worth[side] * wanted / heard;
            }
        }
    }
    utilities
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frontier over issues with this worth to `[destination, partner]`.
    fn frontier(base: [f64; 2], worth: &[[f64; 2]]) -> Frontier {
        let pair = |[destination, partner]: [f64; 2]| PerSide {
            destination,
            partner,
        };
        let mut frontier = Frontier::default();
        frontier.draw(pair(base), worth.iter().map(|&worth| pair(worth)));
        frontier
    }

    fn point(destination: f64, partner: f64) -> PerSide<f64> {
        PerSide {
            destination,
            partner,
        }
    }

    #[track_caller]
    fn assert_close(found: PerSide<f64>, expected: PerSide<f64>) {
        for side in Side::BOTH {
            let close = (found[side] - expected[side]).abs() < 1e-12;
            assert!(close, "{found:?} instead of {expected:?}");
        }
    }

    const ON_THE_FRONTIER: [Solution; 3] = [
        Solution::Nash,
        Solution::WeightedNash,
        Solution::KalaiSmorodinsky,
    ];

    /// A kinked frontier with two segments that matter, and an ordinary disagreement point.
    fn kinked() -> (Frontier, PerSide<f64>) {
        let frontier = frontier([-0.2, 0.1], &[[1.0, -0.4], [0.6, -0.6], [-0.3, 0.8]]);
        (frontier, point(-0.1, 0.05))
    }

    /// The textbook frontier (0, 1)–(½, 1)–(1, 0): the flat part is dominated, so it is drawn as
    /// (1, 0)–(½, 1).
    #[test]
    fn nash_and_kalai_smorodinsky_part_on_the_textbook_frontier() {
        let frontier = frontier([1.0, 0.0], &[[-0.5, 1.0]]);
        let found = |solution| solve(&frontier, PerSide::default(), 0.5, solution);
        assert_close(found(Solution::Nash), point(0.5, 1.0));
        let third = 2.0 / 3.0;
        assert_close(found(Solution::KalaiSmorodinsky), point(third, third));
    }

    #[test]
    fn weighted_nash_splits_a_pie_by_weight() {
        let pie = frontier([0.0, 1.0], &[[1.0, -1.0]]);
        for weight in [0.0, 0.2, 0.5, 0.9, 1.0] {
            for (destination, partner) in [(0.0, 0.0), (0.1, 0.3), (-0.2, 0.4)] {
                let d = point(destination, partner);
                let u = (destination + weight * (1.0 - destination - partner)).clamp(0.0, 1.0);
                let found = solve(&pie, d, weight, Solution::WeightedNash);
                assert_close(found, point(u, 1.0 - u));
            }
        }
    }

    #[test]
    fn a_kink_is_a_solution_where_the_product_falls_on_both_sides() {
        let frontier = frontier([0.0, 1.0], &[[1.0, -0.1], [1.0, -10.0]]);
        let found = solve(&frontier, PerSide::default(), 0.5, Solution::Nash);
        assert_close(found, point(1.0, 0.9));
    }

    /// Against all of a fine grid of positions; the solutions themselves use none.
    #[test]
    fn nash_has_the_largest_product_and_kalai_smorodinsky_the_largest_smaller_share() {
        let (frontier, d) = kinked();
        let gains = |at: PerSide<f64>| PerSide::of(|side| at[side] - d[side]);
        let product = |at, weight| {
            let gains = gains(at);
            weight * gains.destination.ln() + (1.0 - weight) * gains.partner.ln()
        };
        let most = PerSide {
            destination: frontier.utilities(frontier.position(Side::Partner, d.partner)),
            partner: frontier.utilities(frontier.position(Side::Destination, d.destination)),
        };
        let smaller = |at| {
            let (of, gains) = (gains(at), PerSide::of(|side| gains(most[side])[side]));
            (of.destination / gains.destination).min(of.partner / gains.partner)
        };
        let fair = solve(&frontier, d, 0.5, Solution::KalaiSmorodinsky);
        for step in 0_u16..=3000 {
            let at = frontier.utilities(f64::from(step) / 1000.0);
            if Side::BOTH.iter().any(|&side| at[side] <= d[side]) {
                continue;
            }
            for weight in [0.1, 0.5, 0.7] {
                let best = solve(&frontier, d, weight, Solution::WeightedNash);
                assert!(product(at, weight) <= product(best, weight) + 1e-12);
            }
            assert!(smaller(at) <= smaller(fair) + 1e-12);
        }
    }

    #[test]
    fn sides_that_change_places_change_outcomes() {
        let (plain, d) = kinked();
        let mirrored = frontier([0.1, -0.2], &[[-0.4, 1.0], [-0.6, 0.6], [0.8, -0.3]]);
        let mirror = |at: PerSide<f64>| point(at.partner, at.destination);
        for solution in Solution::ALL {
            let found = solve(&mirrored, mirror(d), 0.7, solution);
            assert_close(found, mirror(solve(&plain, d, 0.3, solution)));
        }
        let even = frontier([0.0, 0.0], &[[1.0, -0.5], [-0.5, 1.0]]);
        for solution in ON_THE_FRONTIER {
            assert_close(
                solve(&even, PerSide::default(), 0.5, solution),
                point(0.5, 0.5),
            );
        }
    }

    #[test]
    fn without_a_zone_of_agreement_there_is_no_deal() {
        let costly = frontier([0.0, 0.0], &[[1.0, -0.5]]);
        for (d, deal) in [(point(0.1, 0.0), false), (point(0.1, -0.2), true)] {
            for solution in ON_THE_FRONTIER {
                assert_eq!(solve(&costly, d, 0.5, solution) != d, deal);
            }
        }
        assert_eq!(
            solve(&costly, point(-1.0, -1.0), 0.5, Solution::StatusQuo),
            point(-1.0, -1.0)
        );
    }

    #[test]
    fn a_frontier_of_one_point_is_that_point() {
        let wanted = frontier([0.0, 0.0], &[[0.3, 0.2]]);
        for solution in ON_THE_FRONTIER {
            let found = solve(&wanted, PerSide::default(), 0.5, solution);
            assert_close(found, point(0.3, 0.2));
        }
    }

    /// Two issues, one asked by each side. To the destination the first is 3/4 of all that matters
    /// to it and the second 1/4; to the partner both matter alike. With even power the first is at
    /// (¾) / (¾ + ½) = 3/5, the second at (½) / (¼ + ½) = 2/3.
    #[test]
    fn the_compromise_weighs_wishes_by_power_and_salience() {
        let frontier = frontier([0.0, 0.0], &[[0.9, -0.4], [-0.3, 0.4]]);
        let found = solve(&frontier, PerSide::default(), 0.5, Solution::Compromise);
        let levels = [3.0 / 5.0, 2.0 / 3.0];
        let expected = point(
            0.9 * levels[0] - 0.3 * levels[1],
            -0.4 * levels[0] + 0.4 * levels[1],
        );
        assert_close(found, expected);
        // All power on one side is its wish, whatever it costs the other.
        let wish = solve(&frontier, PerSide::default(), 1.0, Solution::Compromise);
        assert_close(wish, point(0.9, -0.4));
    }
}
