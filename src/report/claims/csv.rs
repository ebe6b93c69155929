//! Claims as CSV: a row per expectation.

use super::super::csv::{cell, records};
use super::{ClaimResult, ClaimsResult, ExpectationResult};

/// The columns, in their order, and what they hold; a cell that does not apply is empty.
pub const CLAIM_COLUMNS: [(&str, &str); 37] = [
    ("claim", "id of the claim"),
    ("name", "name of the experiment"),
    ("title", "the claim in a sentence"),
    ("source", "where it is made"),
    ("base", "the scenario that the arms change"),
    ("verdict", "on the claim: holds, does_not_hold or undecided"),
    ("recorded", "the verdict on record"),
    ("negotiation", "id of the negotiation"),
    ("metric", "name of the metric"),
    ("unit", "unit of the mean"),
    ("treatment", "the arm that is treated"),
    ("control", "the arm that it is set against"),
    ("treatment_against", "of a difference of differences"),
    ("control_against", "of a difference of differences"),
    ("direction", "increase, decrease or no_change"),
    ("by", "the smallest effect of interest"),
    ("margin", "the largest difference that is none"),
    ("basis", "of the effect: built_in or emergent"),
    ("equation", "the equation that states the direction"),
    ("effect_verdict", "on this effect"),
    ("mean", "mean of the differences of single runs"),
    ("std_error", "standard error of the mean"),
    ("ci95_low", "95 % interval of the mean (simulation error)"),
    ("ci95_high", "its upper end"),
    ("ci90_low", "90 % interval, by which no change is judged"),
    ("ci90_high", "its upper end"),
    (
        "assumptions_p05",
        "5 % of the conditional means over the drawn inputs",
    ),
    ("assumptions_p95", "95 % of them"),
    ("draws", "draws of the uncertain inputs"),
    (
        "share_agreeing",
        "share of these with a mean difference as expected",
    ),
    (
        "share_opposing",
        "share of these with one that goes the other way",
    ),
    ("count", "runs that the mean is over"),
    (
        "conditional",
        "true where the metric has a value in some runs only",
    ),
    ("seed", "the seed"),
    ("runs", "runs asked for in each arm"),
    ("complete", "true, or false when interrupted"),
    ("note", "what the figures may not be used for"),
];

/// Every expectation of every claim, as CSV.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn claims_csv(result: &ClaimsResult) -> Result<String, csv::Error> {
    let rows = result.claims.iter().flat_map(|claim| {
        let effects = claim.expectations.iter();
        effects.map(|effect| row(result, claim, effect))
    });
    records(CLAIM_COLUMNS.map(|(name, _)| name), rows)
}

fn row(
    result: &ClaimsResult,
    claim: &ClaimResult,
    effect: &ExpectationResult,
) -> [String; CLAIM_COLUMNS.len()] {
    let less = |place: usize| cell(effect.less.as_ref().map(|less| &less[place]));
    [
        cell(claim.claim.as_ref()),
        claim.name.clone(),
        claim.title.clone(),
        cell(claim.source.as_ref()),
        claim.base.clone(),
        claim.verdict.to_owned(),
        cell(claim.recorded),
        effect.negotiation.clone(),
        effect.metric.to_owned(),
        effect.unit.to_owned(),
        effect.treatment.clone(),
        effect.control.clone(),
        less(0),
        less(1),
        effect.direction.to_owned(),
        cell(effect.by),
        cell(effect.margin),
        cell(effect.basis),
        cell(effect.equation.as_ref()),
        effect.verdict.to_owned(),
        cell(effect.mean),
        cell(effect.std_error),
        cell(effect.ci95.map(|ci95| ci95.low())),
        cell(effect.ci95.map(|ci95| ci95.high())),
        cell(effect.ci90.map(|ci90| ci90.low())),
        cell(effect.ci90.map(|ci90| ci90.high())),
        cell(effect.across_assumptions.map(|range| range.low())),
        cell(effect.across_assumptions.map(|range| range.high())),
        effect.draws.to_string(),
        cell(effect.share_agreeing),
        cell(effect.share_opposing),
        effect.count.to_string(),
        effect.conditional.to_string(),
        result.seed.to_string(),
        result.runs.to_string(),
        result.complete.to_string(),
        result.disclaimer.to_owned(),
    ]
}
