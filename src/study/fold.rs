//! Runs of one or several arms, folded in the order of the runs.

use super::ensemble::{Control, Plan};
use super::ordered::in_order;
use crate::model::{Keys, Silent, Simulator};
use crate::scenario::Scenario;

/// Runs in a block: fixed, since the fold over blocks decides the last bits of a result.
pub(super) const BLOCK: u64 = 256;

/// What is kept of runs.
pub(super) trait Account: Send {
    /// Adds the run that the simulators of the arms have just done.
    fn push(&mut self, run: u64, arms: &[Simulator]);
    /// Adds an account of later runs.
    fn merge(&mut self, added: &Self);
}

/// The runs of a block.
pub(super) fn runs_of(plan: &Plan, block: u64) -> std::ops::Range<u64> {
    block * BLOCK..plan.runs.min((block + 1) * BLOCK)
}

/// A simulator for every arm.
pub(super) fn simulators(arms: &[&Scenario]) -> Vec<Simulator> {
    arms.iter()
        .map(|scenario| Simulator::new(scenario))
        .collect()
}

/// Does every run of a plan in every arm, all of them on the keys of the run, so that arms meet the
/// same inputs and the same chances; the account, and the number of runs done.
pub(super) fn fold<A: Account>(
    arms: &[&Scenario],
    plan: &Plan,
    control: &Control<'_>,
    empty: impl Fn() -> A + Sync + Send,
    progress: &(dyn Fn(u64) + Sync),
) -> (A, u64) {
    let (mut account, mut done) = (empty(), 0);
    in_order(
        plan.runs.div_ceil(BLOCK),
        || control.stopped(),
        || simulators(arms),
        |simulators, block| {
            let mut account = empty();
            do_block(simulators, plan, block, &mut account);
            account
        },
        |block, added| {
            account.merge(&added);
            done += runs_of(plan, block).count() as u64;
            progress(done);
        },
    );
    (account, done)
}

/// Does the runs of a block in every arm.
pub(super) fn do_block<A: Account>(
    simulators: &mut [Simulator],
    plan: &Plan,
    block: u64,
    account: &mut A,
) {
    for run in runs_of(plan, block) {
        let keys = Keys::of_run(plan.seed, run);
        for simulator in simulators.iter_mut() {
            simulator.run(&keys, &mut Silent);
        }
        account.push(run, simulators);
    }
}
