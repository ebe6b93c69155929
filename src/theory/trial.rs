//! Trials of the cases themselves: each has to fail where the engine is not as it should be.

use super::case::{Case, Comparison, Verdict};
use super::laboratory::Laboratory;
use crate::model::sabotage::{Fault, Sabotage};

/// Sees a case fail, and says which of its comparisons did.
pub(super) fn fails(case: &Case, laboratory: &Laboratory) -> Vec<String> {
    let comparisons = (case.run)(laboratory).unwrap_or_else(|trouble| panic!("{trouble}"));
    let failed: Vec<String> = comparisons
        .into_iter()
        .filter(|comparison| comparison.verdict() == Verdict::Fails)
        .map(|comparison| comparison.what)
        .collect();
    assert!(!failed.is_empty(), "{} held", case.id);
    failed
}

/// Sees a case fail on a model with a fault.
pub(super) fn fails_with(fault: Fault, case: &Case) -> Vec<String> {
    let _sabotage = Sabotage::with(fault);
    fails(case, &Laboratory::default())
}

/// Sees a case hold.
pub(super) fn holds(case: &Case) {
    let comparisons =
        (case.run)(&Laboratory::default()).unwrap_or_else(|trouble| panic!("{trouble}"));
    let failed: Vec<&Comparison> = comparisons
        .iter()
        .filter(|comparison| comparison.verdict() == Verdict::Fails)
        .collect();
    assert!(failed.is_empty(), "{}: {failed:#?}", case.id);
    let sampled = comparisons
        .iter()
        .filter(|c| matches!(c.margin, super::case::Margin::Sampling { .. }));
    assert_eq!(sampled.count(), case.sampled, "{}", case.id);
}
