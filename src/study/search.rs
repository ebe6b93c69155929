//! Looking for a run.

use super::ensemble::{Control, Plan};
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

/// The first run of a plan whose outcome in a negotiation is as asked for.
#[must_use]
pub fn find_run(
    scenario: &Scenario,
    plan: &Plan,
    control: &Control<'_>,
    negotiation: usize,
    asked_for: &dyn Fn(&NegotiationOutcome) -> bool,
) -> Found {
    let mut simulator = Simulator::new(scenario);
    for run in 0..plan.runs {
        if control.stopped() {
            return Found::Interrupted;
        }
        let outcomes = simulator.run(&Keys::of_run(plan.seed, run), &mut Silent);
        if asked_for(&outcomes[negotiation]) {
            return Found::Run(run);
        }
    }
    Found::None
}
