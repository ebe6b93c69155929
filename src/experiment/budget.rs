//! Arms at equal budget: what an approach does with no more money than another.

use super::arm::Arm;
use super::break_even::BreakEvenError;
use crate::domain::Side;
use crate::model::Metric;
use crate::study::{Contrast, Control, Plan, Term, contrast};

/// Halvings of the range of budgets.
const HALVINGS: u32 = 14;

/// The largest budget that is tried, EUR million a year.
const MOST: f64 = 1e6;

/// Runs that a budget is found with, at most.
const MOST_RUNS: u64 = 2_000;

/// What came of looking for a budget.
#[derive(Clone, Debug)]
pub enum EqualBudget {
    /// The arm with a yearly budget of the destination, EUR million, at which it spends on average
    /// what the reference does.
    Arm {
        /// The arm.
        arm: Box<Arm>,
        /// The budget.
        budget: f64,
    },
    /// It spends no more than the reference without a budget.
    SpendsNoMore,
    /// Nothing in it costs money.
    NothingSpent,
    /// The compared negotiations are those of several destinations, each with a budget of its own.
    SeveralDestinations,
    /// The search was interrupted.
    Interrupted,
}

/// Looks for the yearly budget of the destination with which an arm spends on average as much as
/// another: mean spending does not fall with the budget, so that halving finds it.
///
/// # Errors
///
/// When the arm is not valid with a budget, or the system grants no threads.
pub fn equal_budget(
    arm: &Arm,
    reference: &Arm,
    plan: &Plan,
    control: &Control<'_>,
) -> Result<EqualBudget, BreakEvenError> {
    let plan = Plan {
        runs: plan.runs.min(MOST_RUNS),
        ..*plan
    };
    let excess = |arm: &Arm| -> Result<Option<Option<f64>>, BreakEvenError> {
        let terms = [(arm, 1, 1.0), (reference, 0, -1.0)];
        let terms = terms.into_iter().flat_map(|(of, place, weight)| {
            of.compared().map(move |negotiation| Term {
                arm: place,
                negotiation,
                weight,
            })
        });
        let spending = Contrast {
            terms: terms.collect(),
        };
        let arms = [&reference.scenario, &arm.scenario];
        let found = contrast(&arms, &[spending], &plan, control)
            .map_err(|error| BreakEvenError::NoThreads(error.to_string()))?;
        let mean = found.summaries[0].metric(Metric::Spending).moments.mean();
        Ok(found.complete.then_some(mean))
    };
    match excess(arm)? {
        None => return Ok(EqualBudget::Interrupted),
        Some(None) => return Ok(EqualBudget::NothingSpent),
        Some(Some(excess)) if excess <= 0.0 => return Ok(EqualBudget::SpendsNoMore),
        Some(Some(_)) => {}
    }
    let Some(destination) = only_destination(arm) else {
        return Ok(EqualBudget::SeveralDestinations);
    };
    let path = format!("states.{destination}.budget");
    // Up to a budget that no run is short of, or as good as none.
    let mut high = 1.0;
    loop {
        match excess(&arm.with_figure("--equal-budget", &path, high)?)? {
            None => return Ok(EqualBudget::Interrupted),
            Some(Some(excess)) if excess > 0.0 => break,
            _ if high >= MOST => return Ok(EqualBudget::SpendsNoMore),
            _ => high *= 4.0,
        }
    }
    let mut low = 0.0;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        match excess(&arm.with_figure("--equal-budget", &path, middle)?)? {
            None => return Ok(EqualBudget::Interrupted),
            Some(Some(excess)) if excess > 0.0 => high = middle,
            Some(_) => low = middle,
        }
    }
    // Finer than the halving can tell is not worth writing.
    let step = libm::pow(10.0, libm::floor(libm::log10(high)) - 3.0);
    let budget = libm::round(f64::midpoint(low, high) / step) * step;
    let mut found = arm.with_figure("--equal-budget", &path, budget)?;
    found.name = format!("{} (equal budget)", arm.name);
    Ok(EqualBudget::Arm {
        arm: Box::new(found),
        budget,
    })
}

/// The id of the destination of all compared negotiations, where it is one.
fn only_destination(arm: &Arm) -> Option<&str> {
    let scenario = &arm.scenario;
    let destination =
        |negotiation: usize| scenario.negotiations[negotiation].parties[Side::Destination];
    let mut compared = arm.compared().map(destination);
    let first = compared.next()?;
    compared
        .all(|other| other == first)
        .then(|| scenario.states[first].id.as_str())
}
