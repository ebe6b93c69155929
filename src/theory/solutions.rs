//! One-line solutions of bargaining on a frontier.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::forms;
use super::laboratory::{Laboratory, Trouble, issue, still};
use crate::domain::{PerSide, Side};
use crate::model::{Frontier, Solution, solve};

/// What the axioms of bargaining single out.
pub(super) const SOLUTIONS: Case = Case {
    number: 3,
    id: "bargaining-solutions",
    title: "Nash, weighted Nash and Kalai–Smorodinsky solutions lie where their axioms put them",
    source: "Nash 1950; Harsanyi and Selten 1972; Kalai and Smorodinsky 1975; Raiffa 1982",
    assumptions: "frontiers of packages of one and two issues, no deal worth 0 and 0 unless stated",
    formula: "frontier (0, 1)–(½, 1)–(1, 0): Nash (½, 1), Kalai–Smorodinsky (⅔, ⅔); weighted Nash on a unit pie: u₁ = d₁ + α(1 − d₁ − d₂); units and origins of utility do not matter, nor who is called what",
    sampled: 0,
    scenario: textbook,
    run: run_solutions,
};

/// A frontier over issues with this worth to the destination and the partner.
struct Bargain {
    base: [f64; 2],
    worth: Vec<[f64; 2]>,
    disagreement: [f64; 2],
}

impl Bargain {
    fn solved(&self, weight: f64, solution: Solution) -> [f64; 2] {
        let mut frontier = Frontier::default();
        frontier.draw(sides(self.base), self.worth.iter().copied().map(sides));
        let found = solve(&frontier, sides(self.disagreement), weight, solution);
        Side::BOTH.map(|side| found[side])
    }

    /// The same with other units and origins of utility.
    fn rescaled(&self, unit: [f64; 2], origin: [f64; 2]) -> Bargain {
        let levels = |at: [f64; 2]| [0, 1].map(|i| unit[i] * at[i] + origin[i]);
        Bargain {
            base: levels(self.base),
            worth: self
                .worth
                .iter()
                .map(|worth| [0, 1].map(|i| unit[i] * worth[i]))
                .collect(),
            disagreement: levels(self.disagreement),
        }
    }

    /// The same with the sides called each other.
    fn swapped(&self) -> Bargain {
        let swap = |[a, b]: [f64; 2]| [b, a];
        Bargain {
            base: swap(self.base),
            worth: self.worth.iter().copied().map(swap).collect(),
            disagreement: swap(self.disagreement),
        }
    }
}

fn sides([destination, partner]: [f64; 2]) -> PerSide<f64> {
    PerSide {
        destination,
        partner,
    }
}

/// The textbook frontier as talks: its flat part is dominated.
fn textbook() -> Value {
    still(json!({ "negotiations": { "n": {
        "issues": { "x": issue("destination", -0.5, 1.0) },
        "disagreement": { "destination": -1, "partner": 0 }
    } } }))
}

fn run_solutions(_: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let textbook = Bargain {
        base: [1.0, 0.0],
        worth: vec![[-0.5, 1.0]],
        disagreement: [0.0, 0.0],
    };
    // Nash's product grows up to the kink (½, 0.8), and falls behind it.
    let kinked = Bargain {
        base: [1.0, 0.0],
        worth: vec![[-0.5, 0.2], [-0.5, 0.8]],
        disagreement: [0.0, 0.0],
    };
    let mut comparisons = Vec::new();
    for (what, bargain, solution, expected) in [
        (
            "textbook frontier, Nash",
            &textbook,
            Solution::Nash,
            [0.5, 1.0],
        ),
        (
            "textbook frontier, Kalai–Smorodinsky",
            &textbook,
            Solution::KalaiSmorodinsky,
            [2.0 / 3.0, 2.0 / 3.0],
        ),
        ("kinked frontier, Nash", &kinked, Solution::Nash, [0.5, 0.8]),
    ] {
        let found = bargain.solved(0.5, solution);
        for (index, side) in Side::BOTH.into_iter().enumerate() {
            comparisons.push(Comparison::within(
                format!("{what}, {}", side.name()),
                expected[index],
                found[index],
                1e-12,
            ));
        }
    }
    let disagreement = [0.1, 0.3];
    let pie = Bargain {
        base: [1.0, 0.0],
        worth: vec![[-1.0, 1.0]],
        disagreement,
    };
    for alpha in [0.2, 0.5, 0.9] {
        comparisons.push(Comparison::within(
            format!("unit pie, weighted Nash, destination, α = {alpha}"),
            forms::weighted_share(alpha, disagreement),
            pie.solved(alpha, Solution::WeightedNash)[0],
            1e-12,
        ));
    }
    let crowded = Bargain {
        base: [-0.2, 0.1],
        worth: vec![[1.0, -0.4], [0.6, -0.6], [-0.3, 0.8], [-0.25, 0.3]],
        disagreement: [-0.1, 0.05],
    };
    let (unit, origin) = ([3.0, 0.5], [-1.0, 2.0]);
    let rescaled = crowded.rescaled(unit, origin);
    let swapped = crowded.swapped();
    let alpha = 0.7;
    for solution in [
        Solution::Nash,
        Solution::WeightedNash,
        Solution::KalaiSmorodinsky,
    ] {
        let found = crowded.solved(alpha, solution);
        let other = rescaled.solved(alpha, solution);
        let mirror = swapped.solved(1.0 - alpha, solution);
        for (what, [a, b]) in [
            (
                "other units and origins",
                [0, 1].map(|i| (other[i] - origin[i]) / unit[i]),
            ),
            ("sides swapped", [mirror[1], mirror[0]]),
        ] {
            comparisons.push(Comparison::within(
                format!("largest change, {what}, {}", solution.name()),
                0.0,
                (a - found[0]).abs().max((b - found[1]).abs()),
                1e-12,
            ));
        }
    }
    Ok(comparisons)
}

#[cfg(test)]
mod tests {
    use super::super::trial::fails_with;
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn a_frontier_that_gives_the_dearest_first_is_found_out() {
        let failed = fails_with(Fault::DearestFirst, &SOLUTIONS);
        assert!(failed.iter().any(|what| what.contains("kinked")));
    }
}
