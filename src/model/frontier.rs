//! The Pareto frontier of a package: additive utilities over levels in [0, 1].
//!
//! The frontier is piecewise linear. It starts at the destination's best point; from there issues
//! are moved towards the partner's wish one after the other, cheapest first: in the order of what
//! the destination gives up per point that the partner gains (Raiffa 1982; Keeney and Raiffa
//! 1991). A place on it is a *position*: the number of issues moved so far, with a fraction.

use super::sabotage::{Fault, present};
use crate::domain::{PerSide, Side};

/// One issue that moves along the frontier.
#[derive(Clone, Copy, Debug)]
struct Flip {
    issue: usize,
    /// The level it moves to (it starts at 1 minus that).
    to: f64,
    loss: f64,
    gain: f64,
}

/// The frontier of one package; reused from round to round without allocation.
#[derive(Clone, Debug, Default)]
pub struct Frontier {
    worth: Vec<PerSide<f64>>,
    /// Utilities when every level is 0.
    base: PerSide<f64>,
    start: Vec<f64>,
    flips: Vec<Flip>,
    /// Utilities at whole positions, from 0 to the number of flips.
    corners: Vec<PerSide<f64>>,
}

impl Frontier {
    /// A frontier with room for this many issues.
    #[must_use]
    pub fn with_capacity(issues: usize) -> Frontier {
        Frontier {
            worth: Vec::with_capacity(issues),
            base: PerSide::default(),
            start: Vec::with_capacity(issues),
            flips: Vec::with_capacity(issues),
            corners: Vec::with_capacity(issues + 1),
        }
    }

    /// Draws the frontier for the worth of each issue at full level to each side, on top of what
    /// each side has when every level is 0.
    pub fn draw(&mut self, base: PerSide<f64>, worth: impl Iterator<Item = PerSide<f64>>) {
        self.base = base;
        self.worth.clear();
        self.worth.extend(worth);
        self.start.clear();
        self.flips.clear();
        for (issue, worth) in self.worth.iter().enumerate() {
            let (destination, partner) = (worth.destination, worth.partner);
            let wanted = destination > 0.0 || (destination == 0.0 && partner > 0.0);
            self.start.push(if wanted { 1.0 } else { 0.0 });
            if destination * partner < 0.0 {
                self.flips.push(Flip {
                    issue,
                    to: if wanted { 0.0 } else { 1.0 },
                    loss: destination.abs(),
                    gain: partner.abs(),
                });
            }
        }
        self.flips.sort_unstable_by(|a, b| {
            (a.loss * b.gain)
                .total_cmp(&(b.loss * a.gain))
                .then(a.issue.cmp(&b.issue))
        });
        if present(Fault::DearestFirst) {
            self.flips.reverse();
        }
        self.corners.clear();
        let mut corner = PerSide::of(|side| self.utility(&self.start, side));
        self.corners.push(corner);
        for flip in &self.flips {
            corner.destination -= flip.loss;
            corner.partner += flip.gain;
            self.corners.push(corner);
        }
    }

    /// A side's best utility on the frontier.
    #[must_use]
    pub fn best(&self, side: Side) -> f64 {
        match side {
            Side::Destination => self.corners.first(),
            Side::Partner => self.corners.last(),
        }
        .map_or(0.0, |corner| corner[side])
    }

    /// The position at which a side gets this utility: the end nearest to it where it gets more
    /// (or less) than that everywhere.
    #[must_use]
    pub fn position(&self, side: Side, utility: f64) -> f64 {
        let count = self.flips.len();
        for index in 0..count {
            let (here, next) = (self.corners[index][side], self.corners[index + 1][side]);
            let passed = match side {
                Side::Destination => next <= utility,
                Side::Partner => next >= utility,
            };
            if passed {
                let fraction = (utility - here) / (next - here);
                return to_f64(index) + fraction.clamp(0.0, 1.0);
            }
        }
        to_f64(count)
    }

    /// Both utilities at a position.
    #[must_use]
    pub fn utilities(&self, position: f64) -> PerSide<f64> {
        let index = whole(position).min(self.flips.len());
        let fraction = position - to_f64(index);
        let mut at = self.corners[index];
        if let (true, Some(flip)) = (fraction > 0.0, self.flips.get(index)) {
            at.destination -= fraction * flip.loss;
            at.partner += fraction * flip.gain;
        }
        at
    }

    /// Writes the levels at a position.
    pub fn levels(&self, position: f64, levels: &mut [f64]) {
        levels.copy_from_slice(&self.start);
        for (index, flip) in self.flips.iter().enumerate() {
            let done = (position - to_f64(index)).clamp(0.0, 1.0);
            if done <= 0.0 {
                break;
            }
            levels[flip.issue] += done * (2.0 * flip.to - 1.0);
        }
    }

    /// A side's utility of any levels, on the frontier or not.
    #[must_use]
    pub fn utility(&self, levels: &[f64], side: Side) -> f64 {
        let worth = self.worth.iter().zip(levels);
        self.base[side] + worth.map(|(worth, level)| worth[side] * level).sum::<f64>()
    }

    /// What each side has when every level is 0.
    #[must_use]
    pub fn base(&self) -> PerSide<f64> {
        self.base
    }

    /// What each issue is worth to each side at full level.
    #[must_use]
    pub fn worth(&self) -> &[PerSide<f64>] {
        &self.worth
    }

    /// Utilities at the corners, from the destination's best point to the partner's.
    #[must_use]
    pub fn corners(&self) -> &[PerSide<f64>] {
        &self.corners
    }
}

fn to_f64(count: usize) -> f64 {
    count as f64
}

fn whole(position: f64) -> usize {
    position as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frontier(worth: &[(f64, f64)]) -> Frontier {
        let mut frontier = Frontier::default();
        let worth = worth.iter().map(|&(destination, partner)| PerSide {
            destination,
            partner,
        });
        frontier.draw(PerSide::default(), worth);
        frontier
    }

    #[test]
    fn moves_the_cheapest_issue_first_and_the_first_named_on_a_tie() {
        let frontier = frontier(&[(1.0, -0.5), (-0.3, 0.8), (-0.4, 0.2)]);
        let expected = [(1.0, -0.5), (0.7, 0.3), (-0.3, 0.8), (-0.7, 1.0)];
        assert_eq!(frontier.corners().len(), expected.len());
        for (corner, expected) in frontier.corners().iter().zip(expected) {
            assert!(
                (corner.destination - expected.0).abs() < 1e-12,
                "{corner:?}"
            );
            assert!((corner.partner - expected.1).abs() < 1e-12, "{corner:?}");
        }
    }

    #[test]
    fn issues_that_both_want_are_always_in_and_those_neither_wants_never() {
        let frontier = frontier(&[(0.2, 0.3), (-0.1, -0.2), (0.0, 0.4), (1.0, -1.0)]);
        let mut levels = [0.5; 4];
        for position in [0.0, 0.5, 1.0] {
            frontier.levels(position, &mut levels);
            assert_eq!(levels[..3], [1.0, 0.0, 1.0]);
            assert!((levels[3] - (1.0 - position)).abs() < 1e-12);
        }
    }

    #[test]
    fn positions_and_utilities_agree() {
        let frontier = frontier(&[(1.0, -0.4), (0.6, -0.6), (-0.3, 0.8)]);
        let mut levels = [0.0; 3];
        for step in 0_u8..=30 {
            let position = f64::from(step) / 10.0;
            frontier.levels(position, &mut levels);
            let at = frontier.utilities(position);
            for side in Side::BOTH {
                assert!((frontier.utility(&levels, side) - at[side]).abs() < 1e-12);
                assert!((frontier.position(side, at[side]) - position).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn no_point_of_a_fine_grid_of_levels_dominates_the_frontier() {
        let frontier = frontier(&[(1.0, -0.5), (0.6, -0.6), (-0.3, 0.8)]);
        for code in 0_u32..21 * 21 * 21 {
            let levels = [code % 21, code / 21 % 21, code / 441].map(|l| f64::from(l) / 20.0);
            let destination = frontier.utility(&levels, Side::Destination);
            let partner = frontier.utility(&levels, Side::Partner);
            let on = frontier.utilities(frontier.position(Side::Destination, destination));
            assert!(partner <= on.partner + 1e-9, "{levels:?}");
        }
    }
}
