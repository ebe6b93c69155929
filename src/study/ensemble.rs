//! An ensemble: many runs of one scenario.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::ThreadPoolBuildError;

use super::comparison::compare;
use super::replicates::Nesting;
use super::summary::NegotiationSummary;
use crate::scenario::Scenario;

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
    /// Told how much is done, from 0 to the number of runs; nested replicates count in it.
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
    /// All runs of the plan and their nested replicates were done.
    pub complete: bool,
    /// The nested replicates done.
    pub nesting: Option<Nesting>,
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
) -> Result<Ensemble, ThreadPoolBuildError> {
    let comparison = compare(&[scenario], &[], plan, control)?;
    Ok(Ensemble {
        runs: comparison.runs,
        complete: comparison.complete,
        nesting: comparison.nesting,
        negotiations: comparison.arms.into_iter().flatten().collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::super::fold::BLOCK;
    use super::*;
    use crate::document::Document;
    use crate::scenario::library_entry;

    fn scenario() -> Scenario {
        let entry = library_entry("eu-tunisia-2023").unwrap();
        let document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
        Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    fn plan(threads: usize) -> Plan {
        Plan {
            runs: 1300,
            seed: 0,
            threads: Some(threads),
        }
    }

    #[test]
    fn a_result_is_the_same_to_the_last_byte_at_any_number_of_threads() {
        let scenario = scenario();
        let control = Control {
            interrupted: &AtomicBool::new(false),
            progress: &|_| (),
        };
        let [one, many] = [1, 5].map(|threads| {
            let ensemble = run(&scenario, &plan(threads), &control).unwrap();
            assert!(ensemble.complete);
            assert_eq!(ensemble.nesting, Nesting::new(&[&scenario], 1300));
            format!("{:?}", ensemble.negotiations)
        });
        assert_eq!(one, many);
    }

    /// Interrupted at the `at`-th report of progress, of which there are 24 for the runs.
    fn interrupted(at: u64) -> Ensemble {
        let (interrupted, reports) = (AtomicBool::new(false), AtomicU64::new(0));
        let control = Control {
            interrupted: &interrupted,
            progress: &|_| {
                if reports.fetch_add(1, Ordering::Relaxed) + 1 == at {
                    interrupted.store(true, Ordering::Relaxed);
                }
            },
        };
        let plan = Plan {
            runs: 24 * BLOCK,
            ..plan(2)
        };
        run(&scenario(), &plan, &control).unwrap()
    }

    #[test]
    fn what_was_done_before_an_interruption_is_kept_and_marked() {
        let early = interrupted(2);
        assert!(!early.complete && early.runs >= 2 * BLOCK && early.runs < 24 * BLOCK);
        assert_eq!(early.nesting, None);
        let late = interrupted(30);
        assert!(!late.complete && late.runs == 24 * BLOCK);
        let (draws, all) = (
            late.nesting.unwrap().draws,
            Nesting::new(&[&scenario()], late.runs),
        );
        assert!((6..all.unwrap().draws).contains(&draws), "{draws}");
        assert_eq!(
            late.negotiations[0].metrics[0].replicates.len() as u64,
            draws
        );
    }
}
