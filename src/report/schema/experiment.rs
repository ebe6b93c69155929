//! The schema of an experiment file.

use serde_json::{Value, json};

use super::{object, one_of, properties, text};
use crate::experiment::{EXPERIMENT_FORMAT, MAX_ARMS};
use crate::model::METRICS;

pub(super) fn experiment() -> Value {
    let metrics: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
    let mut expectation = object(
        properties(&[
            ("negotiation", text()),
            ("metric", one_of(&metrics)),
            ("treatment", text()),
            ("control", text()),
            ("treatment_against", text()),
            ("control_against", text()),
            ("direction", one_of(&["increase", "decrease", "no_change"])),
            ("by", json!({ "type": "number", "minimum": 0 })),
            ("margin", json!({ "type": "number", "exclusiveMinimum": 0 })),
        ]),
        &["negotiation", "metric", "treatment", "control", "direction"],
    );
    expectation["dependentRequired"] = json!({
        "treatment_against": ["control_against"],
        "control_against": ["treatment_against"]
    });
    expectation["if"] = json!({ "properties": { "direction": { "const": "no_change" } } });
    expectation["then"] = json!({ "required": ["margin"], "properties": { "by": false } });
    expectation["else"] = json!({ "properties": { "margin": false } });
    let mut schema = object(
        properties(&[
            ("$schema", text()),
            ("format", json!({ "const": EXPERIMENT_FORMAT })),
            ("title", json!({ "type": "string", "minLength": 1 })),
            ("base", json!({ "type": "string", "minLength": 1 })),
            ("claim", text()),
            ("source", text()),
            (
                "arms",
                json!({
                    "type": "object",
                    "additionalProperties": {
                        "type": "object",
                        "description": "values by path; none for the base as it is"
                    },
                    "minProperties": 2,
                    "maxProperties": MAX_ARMS
                }),
            ),
            ("expect", json!({ "type": "array", "items": expectation })),
        ]),
        &["format", "title", "base", "arms"],
    );
    schema["description"] = json!(
        "a base scenario (a name of the library, or a path from the folder of this file), changes \
         to it as arms, and what they are expected to do"
    );
    schema
}
