//! The schema of a comparison of arms.

use serde_json::{Value, json};

use super::result::{
    across_assumptions, all, assumptions, by_name, count, definitions, described, interval, maybe,
    negotiation, nested, or_null, overrides, program, scenario, share,
};
use super::{one_of, properties, text};
use crate::model::METRICS;
use crate::report::comparison::{COMPARISON_FORMAT, FINDINGS};

pub(super) fn comparison() -> Value {
    let maybe_text = json!({ "type": ["string", "null"] });
    let experiment = all(properties(&[
        ("title", text()),
        ("claim", maybe_text.clone()),
        ("source", maybe_text.clone()),
        ("question", maybe_text.clone()),
        ("note", maybe_text.clone()),
    ]));
    let arm = all(properties(&[
        ("scenario", scenario()),
        ("overrides", overrides()),
        ("negotiations", by_name(negotiation())),
    ]));
    let mut schema = all(properties(&[
        ("format", json!({ "const": COMPARISON_FORMAT })),
        ("program", program()),
        ("experiment", or_null(experiment)),
        ("seed", count()),
        ("runs", described(count(), "runs done in each arm")),
        ("complete", json!({ "type": "boolean" })),
        ("nested", nested()),
        (
            "goal",
            described(maybe_text, "METRIC:up or METRIC:down, where one was said"),
        ),
        ("disclaimer", text()),
        ("arms", by_name(arm)),
        (
            "differences",
            json!({ "type": "array", "items": difference() }),
        ),
        (
            "notes",
            described(
                json!({ "type": "array", "items": text() }),
                "how arms were made, where that is not plain from their changes",
            ),
        ),
        ("conclusion", json!({ "type": "array", "items": text() })),
    ]));
    schema["$defs"] = definitions();
    schema
}

fn difference() -> Value {
    let metrics: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
    all(properties(&[
        (
            "negotiation",
            described(text(), "as the scenario of the arm calls it"),
        ),
        ("metric", one_of(&metrics)),
        ("unit", text()),
        ("arm", text()),
        ("against", described(text(), "the arm that is taken away")),
        (
            "arm_mean",
            described(maybe(), "mean of the arm over the compared runs"),
        ),
        ("against_mean", maybe()),
        (
            "mean",
            described(maybe(), "mean of the differences of single runs"),
        ),
        ("std_error", maybe()),
        ("ci95", interval()),
        ("finding", one_of(&FINDINGS)),
        ("across_assumptions", across_assumptions()),
        ("assumptions", assumptions()),
        ("share_higher", share()),
        ("share_lower", share()),
        ("share_equal", share()),
        (
            "pairing",
            described(
                json!({ "type": ["number", "null"], "minimum": 0 }),
                "width of the interval as a share of what it would be without common chances",
            ),
        ),
        (
            "count",
            described(
                count(),
                "runs compared: those in which the metric has a value in both arms",
            ),
        ),
        ("conditional", json!({ "type": "boolean" })),
        (
            "counterpart",
            described(
                json!({ "type": ["string", "null"] }),
                "the metric to read beside a conditional one, which compares all runs",
            ),
        ),
    ]))
}
