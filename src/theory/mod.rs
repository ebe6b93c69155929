//! Limit cases with known answers, put to the engine itself.
//!
//! A [`Case`] says what is known and from where, builds scenario documents like a user's, runs
//! them through the simulator, and compares. The closed forms (`forms.rs`) know nothing of the
//! engine. `docs/validation.md` tells what a verdict means.

mod case;
mod choice;
mod course;
mod coverage;
mod duration;
mod factors;
mod forms;
mod fulfilment;
mod hazards;
mod laboratory;
mod linkage;
mod pairing;
mod punishment;
mod ratification;
mod solutions;
mod talks;
mod threats;
#[cfg(test)]
mod trial;

pub use case::{Case, Comparison, Finding, Margin, OVERALL_ERROR, Verdict, standard_errors};
pub use laboratory::{Laboratory, SEED, Trouble};

/// Every case, in the order of its number.
pub const CASES: &[Case] = &[
    talks::TIME,
    talks::TURNS,
    solutions::SOLUTIONS,
    ratification::ZONE,
    punishment::PUNISHMENT,
    punishment::DETECTION,
    linkage::WINDOW,
    linkage::POOLING,
    threats::THREATS,
    ratification::FLOORS,
    duration::DURATION,
    hazards::HAZARDS,
    fulfilment::FULFILMENT,
    choice::CHOICE,
    pairing::PAIRING,
    coverage::COVERAGE,
    factors::FACTORS,
];

impl Case {
    /// The case of this name or number.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Case> {
        CASES
            .iter()
            .find(|case| case.id == name || case.number.to_string() == name)
    }
}

/// Puts a case to the engine.
///
/// # Errors
///
/// When a scenario of the case is refused, or the system grants no threads.
pub fn verify(case: &'static Case, laboratory: &Laboratory) -> Result<Finding, Trouble> {
    Ok(Finding {
        case,
        comparisons: (case.run)(laboratory)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_in_order_and_each_has_a_name_of_its_own() {
        assert!(CASES.windows(2).all(|pair| pair[0].number < pair[1].number));
        for case in CASES {
            let number = case.number.to_string();
            assert_eq!(Case::named(case.id).map(|c| c.number), Some(case.number));
            assert_eq!(Case::named(&number).map(|c| c.id), Some(case.id));
        }
    }

    #[test]
    fn every_case_holds() {
        for case in CASES {
            trial::holds(case);
        }
    }
}
