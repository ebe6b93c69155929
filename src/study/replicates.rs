//! Nested replicates: several runs for each draw of the uncertain inputs, so that the range across
//! assumptions can be told from simulation error.

use serde::Serialize;

use super::comparison::InFull;
use super::contrast::Contrast;
use super::ensemble::{Control, Plan};
use super::fold::simulators;
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
    /// Half as many runs again as the ensemble has; none when no input of any arm is uncertain, or when there
    /// would be fewer than 50 draws, which needs 500 runs.
    ///
    /// Both numbers grow with the square root of the runs, 200 draws with 25 replicates each at
    /// 10,000 runs, and from 250,000 runs on the replicates alone, at 1,000 draws. For a variance
    /// between draws that is a share r of that within, about 1 + 1 / r replicates estimate it best
    /// (Hammersley 1949; Searle, Casella and McCulloch 1992), so that the more runs there are, the
    /// smaller the variation that is found.
    #[must_use]
    pub fn new(arms: &[&Scenario], runs: u64) -> Option<Nesting> {
        if arms.iter().all(|scenario| scenario.uncertain.is_empty()) {
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

/// Metrics of one draw: of every negotiation of every arm, and of every contrast.
struct DrawMoments {
    arms: Vec<Vec<[Moments; METRIC_COUNT]>>,
    contrasts: Vec<[Moments; METRIC_COUNT]>,
}

/// Adds replicates to an account; what was done of them, less than asked for when interrupted.
pub(super) fn replicate(
    arms: &[&Scenario],
    plan: &Plan,
    nesting: Nesting,
    control: &Control<'_>,
    account: &mut InFull,
    progress: &(dyn Fn(u64) + Sync),
) -> Nesting {
    let mut done = Nesting {
        draws: 0,
        ..nesting
    };
    let contrasts: Vec<Contrast> = account
        .contrasts
        .0
        .iter()
        .map(|c| c.contrast.clone())
        .collect();
    in_order(
        nesting.draws,
        || control.stopped(),
        || simulators(arms),
        |simulators, draw| run_draw(simulators, &contrasts, plan, nesting, draw),
        |_, draw| {
            account.add(draw);
            done.draws += 1;
            progress(done.runs());
        },
    );
    done
}

impl InFull {
    fn add(&mut self, draw: DrawMoments) {
        let summaries = self.arms.iter_mut().flatten();
        for (summary, metrics) in summaries.zip(draw.arms.into_iter().flatten()) {
            for (summary, moments) in summary.metrics.iter_mut().zip(metrics) {
                summary.replicates.push(moments);
            }
        }
        for (summary, metrics) in self.contrasts.0.iter_mut().zip(draw.contrasts) {
            for (summary, moments) in summary.metrics.iter_mut().zip(metrics) {
                summary.replicates.push(moments);
            }
        }
    }
}

/// The inputs of run `draw`, under chances that no run of the ensemble uses.
fn run_draw(
    simulators: &mut [Simulator],
    contrasts: &[Contrast],
    plan: &Plan,
    nesting: Nesting,
    draw: u64,
) -> DrawMoments {
    let none = [Moments::default(); METRIC_COUNT];
    let of_arm = |simulator: &Simulator| vec![none; simulator.scenario().negotiations.len()];
    let mut moments = DrawMoments {
        arms: simulators.iter().map(of_arm).collect(),
        contrasts: vec![none; contrasts.len()],
    };
    for replicate in 0..nesting.replicates {
        let keys = Keys {
            inputs: RunKey::new(plan.seed, draw),
            chance: RunKey::new(plan.seed, u64::MAX - draw * nesting.replicates - replicate),
        };
        for (negotiations, simulator) in moments.arms.iter_mut().zip(simulators.iter_mut()) {
            let outcomes = simulator.run(&keys, &mut Silent);
            for (metrics, outcome) in negotiations.iter_mut().zip(outcomes) {
                push(metrics, |metric| outcome.metrics[metric]);
            }
        }
        for (metrics, contrast) in moments.contrasts.iter_mut().zip(contrasts) {
            push(metrics, |metric| contrast.figure(simulators, metric));
        }
    }
    moments
}

/// Adds the figures of one run, where there are any.
fn push(metrics: &mut [Moments; METRIC_COUNT], figure: impl Fn(usize) -> Option<f64>) {
    for (metric, moments) in metrics.iter_mut().enumerate() {
        if let Some(figure) = figure(metric) {
            moments.push(figure);
        }
    }
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
