//! JSON Schemas, made from the declarations that decoding uses.

mod claims;
mod comparison;
mod experiment;
mod inputs;
mod numbers;
mod result;
mod scenario;
mod sensitivity;

use serde_json::{Map, Value, json};

use super::words::DISCLAIMER;

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// A scenario file.
    Scenario,
    /// An experiment file.
    Experiment,
    /// A result of `run`.
    Result,
    /// A result of `compare`.
    Comparison,
    /// A result of `claims`.
    Claims,
    /// A file of inputs.
    Inputs,
    /// A result of `sensitivity`.
    Sensitivity,
}

impl SchemaKind {
    /// Every kind.
    pub const ALL: [SchemaKind; 7] = [
        SchemaKind::Scenario,
        SchemaKind::Experiment,
        SchemaKind::Result,
        SchemaKind::Comparison,
        SchemaKind::Claims,
        SchemaKind::Inputs,
        SchemaKind::Sensitivity,
    ];

    /// The name used on the command line and for the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SchemaKind::Scenario => "scenario",
            SchemaKind::Experiment => "experiment",
            SchemaKind::Result => "result",
            SchemaKind::Comparison => "comparison",
            SchemaKind::Claims => "claims",
            SchemaKind::Inputs => "inputs",
            SchemaKind::Sensitivity => "sensitivity",
        }
    }
}

/// The JSON Schema (draft 2020-12) of a kind of file.
#[must_use]
pub fn schema(kind: SchemaKind) -> Value {
    let mut schema = match kind {
        SchemaKind::Scenario => scenario::scenario(),
        SchemaKind::Experiment => experiment::experiment(),
        SchemaKind::Result => result::result(),
        SchemaKind::Comparison => comparison::comparison(),
        SchemaKind::Claims => claims::claims(),
        SchemaKind::Inputs => inputs::inputs(),
        SchemaKind::Sensitivity => sensitivity::sensitivity(),
    };
    if let Some(object) = schema.as_object_mut() {
        let mut head = Map::new();
        head.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        head.insert(
            "title".to_owned(),
            json!(format!("demarche {} file", kind.name())),
        );
        head.insert("$comment".to_owned(), json!(DISCLAIMER));
        head.append(object);
        *object = head;
    }
    schema
}

/// An object with these properties and no others.
fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}

fn properties(pairs: &[(&str, Value)]) -> Map<String, Value> {
    pairs
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect()
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn one_of(names: &[&str]) -> Value {
    json!({ "enum": names })
}

fn by_id(thing: Value) -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": "^[a-z0-9_-]{1,64}$" },
        "additionalProperties": thing
    })
}
