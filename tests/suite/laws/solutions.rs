//! Laws of the solutions on generated frontiers, and of the frontiers themselves.

use demarche::domain::{PerSide, Side};
use demarche::model::{Frontier, Solution, solve};
use proptest::collection::vec;
use proptest::prelude::*;

use super::cases;

fn pair(destination: f64, partner: f64) -> PerSide<f64> {
    PerSide {
        destination,
        partner,
    }
}

/// What each issue is worth to each side.
fn worth() -> impl Strategy<Value = Vec<PerSide<f64>>> {
    vec((-2.0..2.0, -2.0..2.0).prop_map(|(d, p)| pair(d, p)), 1..6)
}

fn point() -> impl Strategy<Value = PerSide<f64>> {
    (-2.0..1.0, -2.0..1.0).prop_map(|(d, p)| pair(d, p))
}

fn draw(worth: &[PerSide<f64>]) -> Frontier {
    let mut frontier = Frontier::default();
    frontier.draw(PerSide::default(), worth.iter().copied());
    frontier
}

const BARGAINED: [Solution; 3] = [
    Solution::Nash,
    Solution::WeightedNash,
    Solution::KalaiSmorodinsky,
];

/// Whether some point of the frontier leaves neither side worse off.
fn has_zone(frontier: &Frontier, disagreement: PerSide<f64>) -> bool {
    let at = frontier.utilities(frontier.position(Side::Partner, disagreement.partner));
    at.destination > disagreement.destination + 1e-9 && at.partner >= disagreement.partner - 1e-12
}

proptest! {
    #![proptest_config(cases(1_000))]

    /// No levels at all give both sides more than a solution does, and neither gets less than it
    /// has without a deal.
    ///
    /// Seen to fail with: issues moved in the order of their ids; a zone where there is none.
    #[test]
    fn solutions_are_efficient_and_rational(
        worth in worth(), d in point(), weight in 0.0..=1.0, levels in vec(0.0..=1.0, 6)
    ) {
        let frontier = draw(&worth);
        let other = PerSide::of(|side| frontier.utility(&levels[..worth.len()], side));
        for solution in BARGAINED {
            let found = solve(&frontier, d, weight, solution);
            for side in Side::BOTH {
                prop_assert!(found[side] >= d[side] - 1e-9);
            }
            let better = Side::BOTH.iter().all(|&side| {
                other[side] > found[side] + 1e-9 && other[side] > d[side] + 1e-9
            });
            prop_assert!(!better, "{other:?} is better than {found:?}");
        }
    }

    /// A solution does not depend on the unit and the zero in which a side counts.
    ///
    /// Seen to fail with: gains compared as differences in Kalai and Smorodinsky's solution;
    /// salience in a side's own points.
    #[test]
    fn solutions_are_affine_invariant(
        worth in worth(), d in point(), weight in 0.0..=1.0,
        unit in (0.2..5.0, 0.2..5.0), zero in point()
    ) {
        let unit = pair(unit.0, unit.1);
        let recount = |at: PerSide<f64>| PerSide::of(|side| unit[side] * at[side] + zero[side]);
        let mut there = Frontier::default();
        let scaled = |at: &PerSide<f64>| PerSide::of(|side| unit[side] * at[side]);
        there.draw(zero, worth.iter().map(scaled));
        for solution in Solution::ALL {
            let expected = recount(solve(&draw(&worth), d, weight, solution));
            let found = solve(&there, recount(d), weight, solution);
            for side in Side::BOTH {
                prop_assert!((found[side] - expected[side]).abs() < 1e-7, "{solution:?}");
            }
        }
    }

    /// Sides that change places change what they get.
    ///
    /// Seen to fail with: issues moved in the order of their ids; only the partner's wishes heard.
    #[test]
    fn solutions_are_symmetric(worth in worth(), d in point(), weight in 0.0..=1.0) {
        let mirror = |at: PerSide<f64>| pair(at.partner, at.destination);
        let mirrored: Vec<_> = worth.iter().map(|&at| mirror(at)).collect();
        for solution in Solution::ALL {
            let expected = mirror(solve(&draw(&worth), d, weight, solution));
            let found = solve(&draw(&mirrored), mirror(d), 1.0 - weight, solution);
            for side in Side::BOTH {
                prop_assert!((found[side] - expected[side]).abs() < 1e-7, "{solution:?}");
            }
        }
    }

    /// A side that has more without a deal, or a higher floor on top, gets no less, and the other
    /// no more: Nash's and (between two sides) Kalai and Smorodinsky's solution are monotone in the
    /// disagreement point (Thomson 1987). It holds as long as there is a zone of agreement.
    ///
    /// Seen to fail with: the destination's gain over the partner's disagreement in Nash's solution.
    #[test]
    fn a_better_disagreement_never_hurts_its_side(
        worth in worth(), d in point(), weight in 0.05..0.95, more in 0.0..1.0
    ) {
        let frontier = draw(&worth);
        for side in Side::BOTH {
            let mut raised = d;
            raised[side] += more;
            prop_assume!(has_zone(&frontier, raised));
            for solution in BARGAINED {
                let before = solve(&frontier, d, weight, solution);
                let after = solve(&frontier, raised, weight, solution);
                let other = side.other();
                prop_assert!(after[side] >= before[side] - 1e-7, "{solution:?}");
                prop_assert!(after[other] <= before[other] + 1e-7, "{solution:?}");
            }
        }
    }

    /// More power never gets less: the weighted product moves along the frontier with the weight
    /// (Kalai 1977).
    ///
    /// Seen to fail with: `weight` and `1 − weight` exchanged; only the partner's wishes heard.
    #[test]
    fn power_pays(worth in worth(), d in point(), weights in (0.0..=1.0_f64, 0.0..=1.0_f64)) {
        let frontier = draw(&worth);
        let (weak, strong) = (weights.0.min(weights.1), weights.0.max(weights.1));
        for solution in [Solution::WeightedNash, Solution::Compromise] {
            let weak = solve(&frontier, d, weak, solution);
            let strong = solve(&frontier, d, strong, solution);
            prop_assert!(strong.destination >= weak.destination - 1e-9, "{solution:?}");
            prop_assert!(strong.partner <= weak.partner + 1e-9, "{solution:?}");
        }
    }
}
