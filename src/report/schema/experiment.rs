//! The schema of an experiment file.

use serde_json::{Value, json};

use super::{object, one_of, properties, text};
use crate::experiment::{CASES, EXPERIMENT_FORMAT, Expected, MAX_ARMS, Reading, Verdict};
use crate::model::METRICS;

pub(super) fn experiment() -> Value {
    let mut schema = object(
        properties(&[
            ("$schema", text()),
            ("format", json!({ "const": EXPERIMENT_FORMAT })),
            ("title", json!({ "type": "string", "minLength": 1 })),
            ("base", json!({ "type": "string", "minLength": 1 })),
            ("claim", text()),
            (
                "pattern",
                described("id of the pattern that the model is held against, in place of a claim"),
            ),
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
            ("expect", json!({ "type": "array", "items": expectation() })),
        ]),
        &["format", "title", "base", "arms"],
    );
    schema["not"] = json!({ "required": ["claim", "pattern"] });
    schema["description"] = json!(
        "a base scenario (a name of the library, or a path from the folder of this file), changes \
         to it as arms, and what they are expected to do"
    );
    schema
}

/// A direction, or a band and the figure that it is about.
fn expectation() -> Value {
    let metrics: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
    let mut expectation = object(
        properties(&[
            ("negotiation", text()),
            ("metric", one_of(&metrics)),
            ("treatment", text()),
            ("control", text()),
            ("treatment_against", text()),
            ("control_against", text()),
            ("direction", one_of(&Expected::DIRECTIONS)),
            ("by", json!({ "type": "number", "minimum": 0 })),
            ("margin", json!({ "type": "number", "exclusiveMinimum": 0 })),
            ("between", band()),
            ("reading", one_of(&Reading::NAMES)),
            (
                "cases",
                json!({ "type": "integer", "minimum": CASES.start(), "maximum": CASES.end() }),
            ),
            ("basis", basis()),
        ]),
        &["negotiation", "metric", "treatment"],
    );
    expectation["dependentRequired"] = json!({
        "treatment_against": ["control_against"],
        "control_against": ["treatment_against"]
    });
    expectation["oneOf"] = json!(forms());
    expectation
}

/// What an expectation can look like: a direction of either kind, or a band about some figure.
fn forms() -> [Value; 6] {
    [
        form(
            &["direction", "control", "margin"],
            &["by", "between", "reading", "cases"],
            json!({ "direction": { "const": "no_change" } }),
        ),
        form(
            &["direction", "control"],
            &["margin", "between", "reading", "cases"],
            json!({ "direction": one_of(&Expected::DIRECTIONS[..2]) }),
        ),
        banded("difference", &["control"], &["cases"]),
        banded(
            "level",
            &["reading"],
            &["cases", "control", "treatment_against", "control_against"],
        ),
        banded(
            "ratio",
            &["reading", "control"],
            &["cases", "treatment_against", "control_against"],
        ),
        banded(
            "power",
            &["reading", "control", "cases"],
            &["treatment_against", "control_against"],
        ),
    ]
}

/// What goes together.
fn form(required: &[&str], absent: &[&str], mut properties: Value) -> Value {
    for key in absent {
        properties[*key] = json!(false);
    }
    json!({ "required": required, "properties": properties })
}

/// What goes with a band about this reading.
fn banded(reading: &str, required: &[&str], absent: &[&str]) -> Value {
    let required = [&["between"], required].concat();
    let absent = [&["direction", "by", "margin"], absent].concat();
    form(
        &required,
        &absent,
        json!({ "reading": { "const": reading } }),
    )
}

fn band() -> Value {
    json!({
        "type": "array",
        "items": { "type": ["number", "null"] },
        "minItems": 2,
        "maxItems": 2,
        "contains": { "type": "number" },
        "description": "the ends, which belong to the band, the lower one first; null leaves one open"
    })
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
