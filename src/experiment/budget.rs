//! Arms at equal budget: what an approach does with no more money than another.

use super::arm::Arm;
use super::break_even::BreakEvenError;
use crate::domain::Side;
use crate::model::Metric;
use crate::study::{Contrast, Control, Plan, Term, contrast};

/// Halvings of the range of budgets.
const HALVINGS: u32 = 12;

/// Runs that a budget is found with, at most.
const MOST_RUNS: u64 = 2_000;

/// What came of looking for a budget.
#[derive(Clone, Debug)]
pub enum EqualBudget {
    /// The arm with a yearly budget of the destination at which it spends on average what the
    /// reference does.
    Arm(Box<Arm>),
    /// It spends no more than the reference without a budget.
    SpendsNoMore,
    /// Nothing in it costs money.
    NothingSpent,
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
    let (path, most) = budget_of(arm);
    let (mut low, mut high) = (0.0, most);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        match excess(&arm.with_figure(&path, middle)?)? {
            None => return Ok(EqualBudget::Interrupted),
            Some(Some(excess)) if excess > 0.0 => high = middle,
            Some(_) => low = middle,
        }
    }
    // Finer than the halving can tell is not worth writing.
    let step = libm::pow(10.0, libm::floor(libm::log10(most)) - 3.0);
    let budget = libm::round(f64::midpoint(low, high) / step) * step;
    let mut found = arm.with_figure(&path, budget)?;
    found.name = format!("{}, equal budget", arm.name);
    Ok(EqualBudget::Arm(Box::new(found)))
}

/// The path of the destination's budget, and the most that it can spend in a year.
fn budget_of(arm: &Arm) -> (String, f64) {
    let scenario = &arm.scenario;
    let first = arm.compared().next().unwrap_or(0);
    let destination = scenario.negotiations[first].parties[Side::Destination];
    let of_destination = scenario
        .negotiations
        .iter()
        .filter(|n| n.parties[Side::Destination] == destination);
    let most: f64 = of_destination
        .flat_map(|negotiation| &negotiation.issues)
        .filter(|issue| issue.conceded_by == Side::Destination)
        .filter_map(|issue| issue.spending_per_year)
        .sum();
    let state = &scenario.states[destination];
    let path = format!("states.{}.budget", state.id);
    (path, state.budget.map_or(most, |budget| budget.min(most)))
}
