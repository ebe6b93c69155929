//! Claims as CSV: a row per expectation.

use super::super::csv::{cell, records};
use super::{ClaimResult, ClaimsResult, ExpectationResult};

/// The columns, in their order, and what they hold; a cell that does not apply is empty.
pub const CLAIM_COLUMNS: [(&str, &str); 42] = [
    ("claim", "id of the claim"),
    ("pattern", "id of the pattern, of an experiment on one"),
    ("name", "name of the experiment"),
    ("title", "the claim or pattern in a sentence"),
    ("source", "where it is made, or found"),
    ("base", "the scenario that the arms change"),
    (
        "verdict",
        "on the claim or pattern: holds, does_not_hold or undecided",
    ),
    ("recorded", "the verdict on record"),
    ("negotiation", "id of the negotiation"),
    ("metric", "name of the metric"),
    ("unit", "unit of the mean"),
    ("treatment", "the arm that is treated"),
    ("control", "the arm that it is set against"),
    ("treatment_against", "of a difference of differences"),
    ("control_against", "of a difference of differences"),
    (
        "reading",
        "figure that is read: difference, level, ratio or power",
    ),
    ("cases", "of power: cases in each group of an evaluation"),
    ("direction", "increase, decrease or no_change"),
    ("by", "the smallest effect of interest"),
    ("margin", "the largest difference that is none"),
    ("band_low", "lower end of the band, empty where it is open"),
    ("band_high", "upper end of the band"),
    ("basis", "of the effect: built_in or emergent"),
    ("equation", "the equation that states the direction"),
    ("effect_verdict", "on this effect"),
    ("mean", "the figure: of a difference, mean over single runs"),
    (
        "std_error",
        "standard error of the mean, of a difference or level",
    ),
    ("ci95_low", "95 % interval of it (simulation error)"),
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
        "share of these in the band, or the expected way",
    ),
    ("share_opposing", "share of these outside, or the other way"),
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
    let end = |place: usize| effect.between.and_then(|ends| ends[place]);
    let less = |place: usize| cell(effect.less.as_ref().map(|less| &less[place]));
    [
        cell(claim.claim.as_ref()),
        cell(claim.pattern.as_ref()),
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
        cell(effect.control.as_ref()),
        less(0),
        less(1),
        effect.reading.to_owned(),
        cell(effect.cases),
        cell(effect.direction),
        cell(effect.by),
        cell(effect.margin),
        cell(end(0)),
        cell(end(1)),
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
