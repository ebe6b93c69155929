//! The schema of a result of sensitivity analysis.

use serde_json::{Value, json};

use super::result::{count, described, overrides, program, scenario};
use super::{object, one_of, properties, text};
use crate::model::METRICS;
use crate::report::sensitivity::SENSITIVITY_FORMAT;

pub(super) fn sensitivity() -> Value {
    let fields = properties(&[
        ("format", json!({ "const": SENSITIVITY_FORMAT })),
        ("program", program()),
        ("scenario", scenario()),
        ("overrides", overrides()),
        (
            "method",
            one_of(&["sobol", "morris", "pawn", "one-at-a-time"]),
        ),
        (
            "samples",
            described(count(), "base samples, trajectories or rows"),
        ),
        ("rows_asked", count()),
        (
            "rows",
            described(count(), "rows that were finished, the first of them"),
        ),
        ("replicates", described(count(), "runs of each row")),
        ("seed", count()),
        ("complete", json!({ "type": "boolean" })),
        ("disclaimer", text()),
        ("inputs", list(input())),
        ("metrics", list(metric())),
        ("indices", list(index())),
    ]);
    let required: Vec<String> = fields.keys().cloned().collect();
    let required: Vec<&str> = required.iter().map(String::as_str).collect();
    object(fields.clone(), &required)
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn names() -> Value {
    let metrics: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
    one_of(&metrics)
}

fn input() -> Value {
    object(
        properties(&[
            ("parameter", text()),
            ("distribution", json!({ "type": "object" })),
            ("values", json!({ "type": "array", "minItems": 2 })),
        ]),
        &["parameter"],
    )
}

/// An estimate with its interval.
fn found() -> Value {
    object(
        properties(&[
            ("value", json!({ "type": "number" })),
            (
                "ci95",
                json!({
                    "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2
                }),
            ),
            ("std_error", json!({ "type": "number", "minimum": 0 })),
        ]),
        &["value"],
    )
}

/// What a study with narrower intervals would need.
fn advices() -> Value {
    one_of(&["enough", "take", "out_of_reach", "first"])
}

fn metric() -> Value {
    let to_tell = object(
        properties(&[
            ("advice", advices()),
            ("base_rows", count()),
            ("replicates", count()),
        ]),
        &["advice"],
    );
    let convergence = object(
        properties(&[
            ("target", json!({ "type": "number" })),
            ("half_width", json!({ "type": "number" })),
            ("parameter", text()),
            ("statistic", one_of(&["first_order", "total"])),
            ("from_noise", json!({ "type": "number" })),
            ("advice", advices()),
            ("base_rows", count()),
            ("replicates", count()),
        ]),
        &["target", "half_width", "parameter", "statistic", "advice"],
    );
    object(
        properties(&[
            ("metric", names()),
            ("negotiation", text()),
            ("unit", text()),
            ("conditional", json!({ "type": "boolean" })),
            ("counterpart", names()),
            (
                "noise_share",
                described(found(), "share of chance in the variance of single runs"),
            ),
            (
                "signal",
                described(found(), "variance of the conditional mean over the inputs"),
            ),
            (
                "noise",
                described(found(), "mean variance of single runs around it"),
            ),
            (
                "base",
                described(
                    found(),
                    "mean with every input as stated, or at the median of what is drawn",
                ),
            ),
            (
                "floor",
                described(
                    json!({ "type": "number" }),
                    "what an input has to be above to be told from one without influence",
                ),
            ),
            (
                "floor_listed",
                described(
                    json!({ "type": "number" }),
                    "the same for inputs among listed values (morris)",
                ),
            ),
            (
                "distinguished",
                described(
                    json!({ "type": "boolean" }),
                    "the signal is told from chance, by 4 of its standard errors (sobol)",
                ),
            ),
            (
                "to_tell",
                described(to_tell, "where it is not: the study that would tell it"),
            ),
            (
                "ranked_by",
                one_of(&["", "total", "mu_star", "median", "swing"]),
            ),
            (
                "ranking",
                described(
                    list(list(text())),
                    "from the most influential on; inputs of a group are not told apart",
                ),
            ),
            ("not_distinguished", list(text())),
            ("without_estimate", list(text())),
            ("rows_without_value", count()),
            ("convergence", convergence),
            ("problem", described(text(), "why there are no figures")),
        ]),
        &[
            "metric",
            "negotiation",
            "unit",
            "conditional",
            "ranked_by",
            "ranking",
            "not_distinguished",
            "without_estimate",
            "rows_without_value",
        ],
    )
}

fn index() -> Value {
    let mut fields = properties(&[
        ("parameter", text()),
        (
            "with",
            described(text(), "of what two inputs do together: the other one"),
        ),
        ("metric", names()),
        ("negotiation", text()),
        ("distinguished", json!({ "type": "boolean" })),
        (
            "values",
            described(
                list(object(
                    properties(&[
                        ("at", json!({})),
                        ("mean", json!({ "anyOf": [{ "type": "null" }, found()] })),
                    ]),
                    &["at", "mean"],
                )),
                "with one input at a time: the mean at each of its values",
            ),
        ),
        (
            "between",
            described(
                json!({ "type": "array", "minItems": 2, "maxItems": 2 }),
                "between which two of them the swing is, the second less the first",
            ),
        ),
    ]);
    for statistic in [
        "first_order",
        "total",
        "second_order",
        "mu",
        "mu_star",
        "sigma",
        "median",
        "max",
        "mean",
        "swing",
    ] {
        let maybe = json!({ "anyOf": [{ "type": "null" }, found()] });
        fields.insert(statistic.to_owned(), maybe);
    }
    object(fields, &["parameter", "metric", "negotiation"])
}
