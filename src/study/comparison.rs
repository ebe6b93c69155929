//! Arms of a study: several scenarios under the same chances, set against each other run by run.

use rayon::ThreadPoolBuildError;

use super::contrast::{Contrast, ContrastSummary};
use super::ensemble::{Control, Plan};
use super::fold::{Account, fold};
use super::pool::pool;
use super::replicates::{Nesting, replicate};
use super::summary::NegotiationSummary;
use crate::analysis::Moments;
use crate::model::Simulator;
use crate::scenario::Scenario;

/// The runs of several arms.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Runs done in every arm.
    pub runs: u64,
    /// All runs of the plan and their nested replicates were done.
    pub complete: bool,
    /// The nested replicates done in every arm.
    pub nesting: Option<Nesting>,
    /// For each arm every negotiation, in the order of its scenario.
    pub arms: Vec<Vec<NegotiationSummary>>,
    /// The contrasts asked for, in their order.
    pub contrasts: Vec<ContrastSummary>,
}

/// Everything that is told of arms.
pub(super) struct InFull {
    pub(super) arms: Vec<Vec<NegotiationSummary>>,
    pub(super) contrasts: InContrast,
}

/// Contrasts alone, where arms are many.
pub(super) struct InContrast(pub(super) Vec<ContrastSummary>);

/// Contrasts, and by how much figures were moved in each arm.
struct InShifts {
    contrasts: InContrast,
    shifted: Vec<Moments>,
}

impl InFull {
    fn new(arms: &[&Scenario], contrasts: &[Contrast]) -> InFull {
        let summaries = |scenario: &&Scenario| {
            (0..scenario.negotiations.len())
                .map(|negotiation| NegotiationSummary::new(scenario, negotiation))
                .collect()
        };
        InFull {
            arms: arms.iter().map(summaries).collect(),
            contrasts: InContrast::new(contrasts),
        }
    }
}

impl Account for InFull {
    fn push(&mut self, run: u64, arms: &[Simulator]) {
        for (summaries, simulator) in self.arms.iter_mut().zip(arms) {
            for (index, summary) in summaries.iter_mut().enumerate() {
                summary.push(
                    run,
                    simulator.outcome(index),
                    simulator.rounds(index),
                    simulator.firings(index),
                );
            }
        }
        self.contrasts.push(run, arms);
    }

    fn merge(&mut self, added: &InFull) {
        let own = self.arms.iter_mut().flatten();
        for (own, added) in own.zip(added.arms.iter().flatten()) {
            own.merge(added);
        }
        self.contrasts.merge(&added.contrasts);
    }
}

impl InContrast {
    pub(super) fn new(contrasts: &[Contrast]) -> InContrast {
        InContrast(contrasts.iter().map(ContrastSummary::new).collect())
    }
}

impl Account for InContrast {
    fn push(&mut self, _: u64, arms: &[Simulator]) {
        for contrast in &mut self.0 {
            contrast.push(arms);
        }
    }

    fn merge(&mut self, added: &InContrast) {
        for (own, added) in self.0.iter_mut().zip(&added.0) {
            own.merge(added);
        }
    }
}

impl Account for InShifts {
    fn push(&mut self, run: u64, arms: &[Simulator]) {
        self.contrasts.push(run, arms);
        for (moments, simulator) in self.shifted.iter_mut().zip(arms) {
            if let Some(made) = simulator.shifted() {
                moments.push(made);
            }
        }
    }

    fn merge(&mut self, added: &InShifts) {
        self.contrasts.merge(&added.contrasts);
        for (own, added) in self.shifted.iter_mut().zip(&added.shifted) {
            own.merge(added);
        }
    }
}

/// Runs several arms under the same chances: run by run, each draws its inputs and its chances by
/// the same keys.
///
/// # Errors
///
/// When the system grants no threads.
pub fn compare(
    arms: &[&Scenario],
    contrasts: &[Contrast],
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Comparison, ThreadPoolBuildError> {
    let pool = pool(plan.threads)?;
    let nesting = Nesting::new(arms, plan.runs);
    let total = plan.runs + nesting.map_or(0, |nesting| nesting.runs());
    let progress = |done: u64| {
        let share = done as f64 / total as f64;
        (control.progress)((share * plan.runs as f64) as u64);
    };
    Ok(pool.install(|| {
        let empty = || InFull::new(arms, contrasts);
        let (mut account, runs) = fold(arms, plan, control, empty, &progress);
        let mut complete = runs == plan.runs;
        let mut nested = None;
        if let (true, Some(nesting)) = (complete, nesting) {
            let progress = |done| progress(plan.runs + done);
            let done = replicate(arms, plan, nesting, control, &mut account, &progress);
            complete = done == nesting;
            nested = (done.draws > 0).then_some(done);
        }
        Comparison {
            runs,
            complete,
            nesting: nested,
            arms: account.arms,
            contrasts: account.contrasts.0,
        }
    }))
}

/// Contrasts between many arms, without what `compare` tells of each.
#[derive(Clone, Debug)]
pub struct Contrasts {
    /// Runs done in every arm.
    pub runs: u64,
    /// All runs of the plan were done.
    pub complete: bool,
    /// The contrasts asked for, in their order.
    pub summaries: Vec<ContrastSummary>,
    /// For each arm by how much its shifts really moved their figures, as the mean over them in
    /// each run; without figures for an arm that has none.
    pub shifted: Vec<Moments>,
}

/// Runs many arms under the same chances, as [`compare`] does, and keeps contrasts alone: no
/// quantiles, no course and no nested replicates.
///
/// # Errors
///
/// When the system grants no threads.
pub fn contrast(
    arms: &[&Scenario],
    contrasts: &[Contrast],
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Contrasts, ThreadPoolBuildError> {
    let empty = || InShifts {
        contrasts: InContrast::new(contrasts),
        shifted: vec![Moments::default(); arms.len()],
    };
    Ok(pool(plan.threads)?.install(|| {
        let (account, runs) = fold(arms, plan, control, empty, &|done| (control.progress)(done));
        Contrasts {
            runs,
            complete: runs == plan.runs,
            summaries: account.contrasts.0,
            shifted: account.shifted,
        }
    }))
}
