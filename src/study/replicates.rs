//! Nested replicates: several runs for each draw of the uncertain inputs, so that the range across
//! assumptions can be told from simulation error.

use serde::Serialize;

use super::ensemble::{Control, Ensemble, Plan};
use super::ordered::in_order;
use crate::analysis::{FEWEST_DRAWS, Moments};
use crate::chance::RunKey;
use crate::model::{Keys, METRIC_COUNT, Silent, Simulator};
use crate::scenario::Scenario;

/// Draws of the inputs for each replicate of a draw, until there are enough draws.
const DRAWS_PER_REPLICATE: u64 = 8;
/// The largest number of draws: they bound memory, and the ends of the range have by then a standard
/// error of 4 % of its half.
const MOST_DRAWS: u64 = 1000;

/// How many draws of the inputs, with how many runs each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Nesting {
    /// Draws of the uncertain inputs.
    pub draws: u64,
    /// Runs for each draw.
    pub replicates: u64,
}

impl Nesting {
    /// Half as many runs again as the ensemble has; none when no input is uncertain, or when there
    /// would be fewer than 50 draws, which needs 500 runs.
    ///
    /// Both numbers grow with the square root of the runs, 200 draws with 25 replicates each at
    /// 10,000 runs, and from 250,000 runs on the replicates alone, at 1,000 draws. For a variance
    /// between draws that is a share r of that within, about 1 + 1 / r replicates estimate it best
    /// (Hammersley 1949; Searle, Casella and McCulloch 1992), so that the more runs there are, the
    /// smaller the variation that is found.
    #[must_use]
    pub fn new(scenario: &Scenario, runs: u64) -> Option<Nesting> {
        if scenario.uncertain.is_empty() {
            return None;
        }
        Nesting::of(runs / 2)
    }

    fn of(budget: u64) -> Option<Nesting> {
        let replicates = (budget / DRAWS_PER_REPLICATE).isqrt();
        if replicates == 0 {
            return None;
        }
        let draws = (budget / replicates).min(MOST_DRAWS);
        (draws >= FEWEST_DRAWS).then_some(Nesting {
            draws,
            replicates: budget / draws,
        })
    }

    /// Runs in all.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.draws * self.replicates
    }
}

/// Metrics per negotiation, of one draw.
type DrawMoments = Vec<[Moments; METRIC_COUNT]>;

/// Adds replicates to an ensemble; when interrupted, those of the draws that were finished.
pub(super) fn replicate(
    scenario: &Scenario,
    plan: &Plan,
    nesting: Nesting,
    control: &Control<'_>,
    ensemble: &mut Ensemble,
    progress: &(dyn Fn(u64) + Sync),
) {
    let mut done = Nesting {
        draws: 0,
        ..nesting
    };
    in_order(
        nesting.draws,
        || control.stopped(),
        || Simulator::new(scenario),
        |simulator, draw| run_draw(simulator, scenario, plan, nesting, draw),
        |_, draw: DrawMoments| {
            for (summary, metrics) in ensemble.negotiations.iter_mut().zip(draw) {
                for (summary, moments) in summary.metrics.iter_mut().zip(metrics) {
                    summary.replicates.push(moments);
                }
            }
            done.draws += 1;
            progress(done.runs());
        },
    );
    ensemble.complete = done == nesting;
    ensemble.nesting = (done.draws > 0).then_some(done);
}

/// The inputs of run `draw`, under chances that no run of the ensemble uses.
fn run_draw(
    simulator: &mut Simulator,
    scenario: &Scenario,
    plan: &Plan,
    nesting: Nesting,
    draw: u64,
) -> DrawMoments {
    let mut moments = vec![[Moments::default(); METRIC_COUNT]; scenario.negotiations.len()];
    for replicate in 0..nesting.replicates {
        let keys = Keys {
            inputs: RunKey::new(plan.seed, draw),
            chance: RunKey::new(plan.seed, u64::MAX - draw * nesting.replicates - replicate),
        };
        let outcomes = simulator.run(&keys, &mut Silent);
        for (metrics, outcome) in moments.iter_mut().zip(outcomes) {
            for (moments, figure) in metrics.iter_mut().zip(outcome.metrics) {
                if let Some(figure) = figure {
                    moments.push(figure);
                }
            }
        }
    }
    moments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effort_grows_with_the_runs() {
        for (runs, draws, replicates) in [
            (500, 50, 5),
            (1000, 71, 7),
            (10_000, 200, 25),
            (100_000, 632, 79),
            (250_000, 1000, 125),
            (10_000_000, 1000, 5000),
        ] {
            let nesting = Nesting::of(runs / 2).unwrap();
            assert_eq!((nesting.draws, nesting.replicates), (draws, replicates));
            assert!(nesting.runs() <= runs / 2 && nesting.runs() * 20 > runs * 9);
        }
        for runs in [0, 1, 15, 100, 400] {
            assert_eq!(Nesting::of(runs / 2), None, "{runs}");
        }
    }
}
