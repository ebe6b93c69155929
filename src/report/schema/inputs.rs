//! The schema of a file of inputs.

use serde_json::{Value, json};

use super::numbers::{definitions, distribution, reference};
use super::{object, properties, text};
use crate::experiment::INPUTS_FORMAT;

pub(super) fn inputs() -> Value {
    let input = json!({
        "oneOf": [
            reference("distribution"),
            {
                "type": "array", "minItems": 2, "uniqueItems": true,
                "description": "values, each as likely"
            },
            {
                "const": "as_stated",
                "description": "the distribution that the scenario states"
            }
        ]
    });
    let mut schema = object(
        properties(&[
            ("$schema", text()),
            ("format", json!({ "const": INPUTS_FORMAT })),
            (
                "inputs",
                json!({
                    "type": "object", "additionalProperties": input, "minProperties": 1,
                    "maxProperties": 1000,
                    "description": "what is varied, by path"
                }),
            ),
        ]),
        &["format", "inputs"],
    );
    schema["description"] =
        json!("what a sampled sweep or a study of sensitivity varies, by path of the scenario");
    let mut defined = definitions();
    defined.insert("distribution".to_owned(), distribution());
    schema["$defs"] = Value::Object(defined);
    schema
}
