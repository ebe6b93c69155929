//! An ensemble: many runs of one scenario.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::replicates::replicate;
use super::summary::NegotiationSummary;
use crate::model::{Keys, Silent, Simulator};
use crate::scenario::Scenario;

/// Runs in a block: fixed, since the fold over blocks decides the last bits of a result.
pub(super) const BLOCK: u64 = 256;

/// What to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Number of runs.
    pub runs: u64,
    /// The seed.
    pub seed: u64,
    /// Number of threads; `None` is one per core.
    pub threads: Option<usize>,
}

/// How a caller watches over an ensemble while it runs.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// Set by the caller to stop after the runs under way.
    pub interrupted: &'a AtomicBool,
    /// Told the number of runs done so far.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

impl std::fmt::Debug for Control<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Control").finish_non_exhaustive()
    }
}

impl Control<'_> {
    pub(super) fn stopped(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}

/// The runs of a scenario.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// Runs done.
    pub runs: u64,
    /// All runs of the plan were done.
    pub complete: bool,
    /// Every negotiation, in the order of the scenario.
    pub negotiations: Vec<NegotiationSummary>,
}

/// Runs a scenario.
///
/// # Errors
///
/// When the system grants no threads.
pub fn run(
    scenario: &Scenario,
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Ensemble, rayon::ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(plan.threads.unwrap_or(0))
        .build()?;
    Ok(pool.install(|| {
        let mut ensemble = fold(scenario, plan, control);
        if ensemble.complete {
            ensemble.complete = replicate(scenario, plan, control, &mut ensemble);
        }
        ensemble
    }))
}

/// Folds blocks of runs in their order. Blocks run in waves, so that only a few are held at once.
fn fold(scenario: &Scenario, plan: &Plan, control: &Control<'_>) -> Ensemble {
    let blocks = plan.runs.div_ceil(BLOCK);
    let wave = 4 * rayon::current_num_threads() as u64;
    let mut ensemble = Ensemble {
        runs: 0,
        complete: true,
        negotiations: empty(scenario),
    };
    let mut next = 0;
    while next < blocks {
        let end = blocks.min(next + wave);
        let done: Vec<Option<Vec<NegotiationSummary>>> = (next..end)
            .into_par_iter()
            .map_init(
                || Simulator::new(scenario),
                |simulator, block| {
                    (!control.stopped()).then(|| run_block(simulator, scenario, plan, block))
                },
            )
            .collect();
        for (block, summaries) in (next..end).zip(done) {
            let Some(summaries) = summaries else {
                ensemble.complete = false;
                return ensemble;
            };
            for (own, added) in ensemble.negotiations.iter_mut().zip(&summaries) {
                own.merge(added);
            }
            ensemble.runs += runs_of(plan, block).count() as u64;
        }
        (control.progress)(ensemble.runs);
        next = end;
    }
    ensemble
}

fn empty(scenario: &Scenario) -> Vec<NegotiationSummary> {
    (0..scenario.negotiations.len())
        .map(|index| NegotiationSummary::new(scenario, index))
        .collect()
}

pub(super) fn runs_of(plan: &Plan, block: u64) -> std::ops::Range<u64> {
    block * BLOCK..plan.runs.min((block + 1) * BLOCK)
}

fn run_block(
    simulator: &mut Simulator,
    scenario: &Scenario,
    plan: &Plan,
    block: u64,
) -> Vec<NegotiationSummary> {
    let mut summaries = empty(scenario);
    for run in runs_of(plan, block) {
        simulator.run(&Keys::of_run(plan.seed, run), &mut Silent);
        for (index, summary) in summaries.iter_mut().enumerate() {
            summary.push(
                run,
                simulator.outcome(index),
                simulator.rounds(index),
                simulator.firings(index),
            );
        }
    }
    summaries
}
