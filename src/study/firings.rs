//! Which rules fire.

use rayon::ThreadPoolBuildError;

use super::ensemble::{Control, Plan};
use super::fold::{Account, fold};
use super::pool::pool;
use crate::model::Simulator;
use crate::scenario::Scenario;

/// In how many runs each rule of a scenario fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firings {
    /// Runs done.
    pub runs: u64,
    /// All runs of the plan were done.
    pub complete: bool,
    /// Runs in which a rule fired in any negotiation, in the order of the rulebook.
    pub rules: Vec<u64>,
}

struct Fired {
    negotiations: usize,
    rules: Vec<u64>,
}

impl Account for Fired {
    fn push(&mut self, _: u64, arms: &[Simulator]) {
        let Some(simulator) = arms.first() else {
            return;
        };
        for (rule, runs) in self.rules.iter_mut().enumerate() {
            let mut negotiations = 0..self.negotiations;
            let fired = negotiations.any(|negotiation| simulator.firings(negotiation)[rule] > 0);
            *runs += u64::from(fired);
        }
    }

    fn merge(&mut self, added: &Fired) {
        for (own, added) in self.rules.iter_mut().zip(&added.rules) {
            *own += added;
        }
    }
}

/// Runs a scenario, and counts in how many runs each of its rules fires.
///
/// # Errors
///
/// When the system grants no threads.
pub fn firings(
    scenario: &Scenario,
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Firings, ThreadPoolBuildError> {
    let empty = || Fired {
        negotiations: scenario.negotiations.len(),
        rules: vec![0; scenario.rulebook.rules().len()],
    };
    Ok(pool(plan.threads)?.install(|| {
        let (fired, runs) = fold(&[scenario], plan, control, empty, control.progress);
        Firings {
            runs,
            complete: runs == plan.runs,
            rules: fired.rules,
        }
    }))
}
