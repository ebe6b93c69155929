//! The schema of an experiment file.

use serde_json::{Value, json};

use super::{object, one_of, properties, text};
use crate::experiment::{EXPERIMENT_FORMAT, MAX_ARMS, Verdict};
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
            ("basis", basis()),
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
            ("question", text()),
            ("note", described("what was found, and why")),
            ("finding", finding()),
            ("basis", basis()),
            ("settings_within", settings_within()),
            (
                "changes",
                json!({ "type": "object", "description": "values by path, in all arms" }),
            ),
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

fn described(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn finding() -> Value {
    let mut finding = one_of(&Verdict::ALL.map(Verdict::name));
    finding["description"] = json!("the verdict on record");
    finding
}

fn basis() -> Value {
    json!({
        "description": "whether an equation of the model, which is named, states the direction of \
                        the effect; of an expectation, in place of that of the file",
        "oneOf": [
            { "const": "emergent" },
            object(
                properties(&[("built_in", json!({ "type": "string", "minLength": 1 }))]),
                &["built_in"],
            ),
        ]
    })
}

fn settings_within() -> Value {
    json!({
        "type": "number",
        "exclusiveMinimum": 0,
        "exclusiveMaximum": 1,
        "description": "in all arms, draw each setting that the base does not state from within \
                        this share of its default, on either side"
    })
}
