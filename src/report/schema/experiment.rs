//! The schema of an experiment file.

use serde_json::{Value, json};

use super::{object, one_of, properties, text};
use crate::model::METRICS;

pub(super) fn experiment() -> Value {
    let metrics: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
    let expectation = object(
        properties(&[
            ("negotiation", text()),
            ("metric", one_of(&metrics)),
            ("treatment", text()),
            ("control", text()),
            ("treatment_against", text()),
            ("control_against", text()),
            ("direction", one_of(&["increase", "decrease", "no_change"])),
            ("by", json!({ "type": "number" })),
            ("margin", json!({ "type": "number", "exclusiveMinimum": 0 })),
        ]),
        &["negotiation", "metric", "treatment", "control", "direction"],
    );
    let mut schema = object(
        properties(&[
            ("$schema", text()),
            ("format", json!({ "const": "demarche-experiment/1" })),
            ("title", text()),
            ("base", text()),
            ("claim", text()),
            ("source", text()),
            (
                "arms",
                json!({ "type": "object", "additionalProperties": { "type": "object" }, "minProperties": 1 }),
            ),
            (
                "expect",
                json!({ "type": "array", "items": expectation, "minItems": 1 }),
            ),
        ]),
        &["format", "title", "base", "arms"],
    );
    schema["description"] = json!(
        "the format of experiments to come: a base scenario, changes to it as arms, and what they \
         are expected to do; no command reads such a file yet"
    );
    schema
}
