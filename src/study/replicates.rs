//! Nested replicates: several runs for each draw of the uncertain inputs, so that the range across
//! assumptions can be told from simulation error.

use rayon::prelude::*;

use super::ensemble::{Control, Ensemble, Plan};
use crate::analysis::Moments;
use crate::chance::RunKey;
use crate::model::{Keys, METRIC_COUNT, Silent, Simulator};
use crate::scenario::Scenario;

/// Replicates per draw of the inputs.
const REPLICATES: u64 = 25;
/// The largest number of draws.
const MOST_DRAWS: u64 = 200;
/// With fewer draws than this no range is given.
const FEWEST_DRAWS: u64 = 20;

/// Metrics per negotiation, of one draw.
type DrawMoments = Vec<[Moments; METRIC_COUNT]>;

/// Adds replicates to an ensemble of at least 1,000 runs, half as many again up to 5,000; false
/// when interrupted, and then none are added.
pub(super) fn replicate(
    scenario: &Scenario,
    plan: &Plan,
    control: &Control<'_>,
    ensemble: &mut Ensemble,
) -> bool {
    let draws = (plan.runs / (2 * REPLICATES)).min(MOST_DRAWS);
    if scenario.uncertain.is_empty() || draws < FEWEST_DRAWS {
        return true;
    }
    let done: Option<Vec<DrawMoments>> = (0..draws)
        .into_par_iter()
        .map_init(
            || Simulator::new(scenario),
            |simulator, draw| {
                (!control.stopped()).then(|| run_draw(simulator, scenario, plan, draw))
            },
        )
        .collect();
    let Some(done) = done else { return false };
    for draw in done {
        for (summary, metrics) in ensemble.negotiations.iter_mut().zip(draw) {
            for (summary, moments) in summary.metrics.iter_mut().zip(metrics) {
                summary.replicates.push(moments);
            }
        }
    }
    true
}

/// The inputs of run `draw`, under chances that no run of the ensemble uses.
fn run_draw(simulator: &mut Simulator, scenario: &Scenario, plan: &Plan, draw: u64) -> DrawMoments {
    let mut moments = vec![[Moments::default(); METRIC_COUNT]; scenario.negotiations.len()];
    for replicate in 0..REPLICATES {
        let keys = Keys {
            inputs: RunKey::new(plan.seed, draw),
            chance: RunKey::new(plan.seed, u64::MAX - draw * REPLICATES - replicate),
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
