//! Looking for a run.

use rayon::prelude::*;

use super::ensemble::{Control, Plan};
use super::fold::{BLOCK, runs_of};
use super::pool::pool;
use crate::model::{Keys, NegotiationOutcome, Silent, Simulator};
use crate::scenario::Scenario;

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// This run.
    Run(u64),
    /// None of the runs of the plan.
    None,
    /// The search was interrupted.
    Interrupted,
}

/// The first run of a plan whose outcome in a negotiation is as asked for, at any number of
/// threads.
///
/// # Errors
///
/// When the system grants no threads.
pub fn find_run(
    scenario: &Scenario,
    plan: &Plan,
    control: &Control<'_>,
    negotiation: usize,
    asked_for: &(dyn Fn(&NegotiationOutcome) -> bool + Sync),
) -> Result<Found, rayon::ThreadPoolBuildError> {
    let pool = pool(plan.threads)?;
    Ok(pool.install(|| search(scenario, plan, control, negotiation, asked_for)))
}

/// Searches blocks of runs in waves, so that little is done beyond the run that is found.
fn search(
    scenario: &Scenario,
    plan: &Plan,
    control: &Control<'_>,
    negotiation: usize,
    asked_for: &(dyn Fn(&NegotiationOutcome) -> bool + Sync),
) -> Found {
    let in_block = |simulator: &mut Simulator, block: u64| {
        for run in runs_of(plan, block) {
            if control.stopped() {
                return Some(Found::Interrupted);
            }
            let outcomes = simulator.run(&Keys::of_run(plan.seed, run), &mut Silent);
            if asked_for(&outcomes[negotiation]) {
                return Some(Found::Run(run));
            }
        }
        None
    };
    let blocks = plan.runs.div_ceil(BLOCK);
    let wave = rayon::current_num_threads() as u64;
    let mut next = 0;
    while next < blocks {
        let end = blocks.min(next + wave);
        let found = (next..end)
            .into_par_iter()
            .map_init(
                || Simulator::new(scenario),
                |simulator, block| in_block(simulator, block),
            )
            .find_map_first(|found| found);
        if let Some(found) = found {
            return found;
        }
        (control.progress)(plan.runs.min(end * BLOCK));
        next = end;
    }
    Found::None
}
