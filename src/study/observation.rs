//! Looking at every run of a plan, where a summary does not tell enough.

use super::ensemble::Plan;
use super::fold::{BLOCK, runs_of};
use super::ordered::in_order;
use super::pool::pool;
use crate::model::{Keys, Simulator};
use crate::scenario::Scenario;

/// What `look` makes of every run, in the order of the runs, at any number of threads. It is given
/// a simulator and the keys of the run, and runs it with the witness that it needs.
///
/// # Errors
///
/// When the system grants no threads.
pub fn observe<T: Send>(
    scenario: &Scenario,
    plan: &Plan,
    look: impl Fn(&mut Simulator, &Keys) -> T + Sync,
) -> Result<Vec<T>, rayon::ThreadPoolBuildError> {
    let look_at_block = |simulator: &mut Simulator, block: u64| -> Vec<T> {
        runs_of(plan, block)
            .map(|run| look(simulator, &Keys::of_run(plan.seed, run)))
            .collect()
    };
    let mut seen = Vec::new();
    pool(plan.threads)?.install(|| {
        in_order(
            plan.runs.div_ceil(BLOCK),
            || false,
            || Simulator::new(scenario),
            look_at_block,
            |_, looked| seen.extend(looked),
        );
    });
    Ok(seen)
}
