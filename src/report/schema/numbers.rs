//! The numbers of a scenario: plain, described, or drawn.

use serde_json::{Map, Value, json};

use super::{object, one_of, properties, text};
use crate::domain::{Fallback, Parameter};

/// The forms that a number can have beside the plain one, by the names under which
/// [`number`] refers to them.
pub(super) fn definitions() -> Map<String, Value> {
    properties(&[
        ("figure", described(&[])),
        ("drawn_figure", described(DISTRIBUTIONS)),
        (
            "governance_figure",
            described(&[DISTRIBUTIONS, &["wgi"]].concat()),
        ),
        ("uniform", figures(&["low", "high"])),
        ("triangular", figures(&["low", "mode", "high"])),
        ("normal", figures(&["mean", "sd", "low", "high"])),
        ("beta", figures(&["alpha", "beta", "low", "high"])),
        (
            "choice",
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2 }),
        ),
        (
            "wgi",
            json!({
                "type": "number", "minimum": -5, "maximum": 5,
                "description": "World Bank estimate x, taken as (x + 2.5) / 5"
            }),
        ),
    ])
}

const DISTRIBUTIONS: &[&str] = &["uniform", "triangular", "normal", "beta", "choice"];

/// What is defined under this name.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A distribution with its source and basis.
pub(super) fn distribution() -> Value {
    let mut distribution = described(DISTRIBUTIONS);
    if let Some(fields) = distribution["properties"].as_object_mut() {
        fields.shift_remove("value");
    }
    let forms = DISTRIBUTIONS.iter();
    let forms: Vec<Value> = forms.map(|form| json!({ "required": [form] })).collect();
    distribution["oneOf"] = json!(forms);
    distribution
}

/// A figure with its source and basis, given as `value` or in exactly one of the other forms.
fn described(forms: &[&str]) -> Value {
    let mut fields = properties(&[
        ("value", json!(true)),
        ("source", text()),
        ("basis", one_of(&["evidence", "assumption"])),
        ("note", text()),
    ]);
    fields.extend(
        forms
            .iter()
            .map(|form| ((*form).to_owned(), reference(form))),
    );
    let choices = std::iter::once(&"value").chain(forms);
    let choices: Vec<Value> = choices.map(|form| json!({ "required": [form] })).collect();
    let mut described = object(fields, &[]);
    described["oneOf"] = json!(choices);
    described
}

/// A number of a parameter: plain, described, drawn, or null where it can be absent.
pub(super) fn number<T>(parameter: &Parameter<T>) -> Value {
    let figure = figure(parameter.low, parameter.high, parameter.whole);
    let plain_forms = match parameter.nullable() {
        true => vec![figure, json!({ "type": "null" })],
        false => vec![figure],
    };
    let value = match plain_forms.as_slice() {
        [only] => only.clone(),
        forms => json!({ "anyOf": forms }),
    };
    let mut described = reference(match parameter.name {
        _ if parameter.whole => "figure",
        "capacity" | "stability" => "governance_figure",
        _ => "drawn_figure",
    });
    described["properties"] = json!({ "value": value });
    let mut forms = plain_forms;
    forms.push(described);
    let mut schema = json!({
        "description": format!("{} ({}); source: {}", parameter.meaning, parameter.unit, parameter.source),
        "anyOf": forms
    });
    match parameter.fallback {
        Fallback::Value(figure) => schema["default"] = plain(figure),
        Fallback::Derived(from) | Fallback::Absent(from) => {
            schema["description"] = json!(format!(
                "{}; when absent: {from}",
                schema["description"].as_str().unwrap_or_default()
            ));
        }
        Fallback::Required => {}
    }
    schema
}

/// A whole number without a decimal point.
fn plain(figure: f64) -> Value {
    if figure.fract() == 0.0 && figure.abs() < 1e15 {
        json!(figure as i64)
    } else {
        json!(figure)
    }
}

pub(super) fn figure(low: f64, high: f64, whole: bool) -> Value {
    let kind = if whole { "integer" } else { "number" };
    json!({ "type": kind, "minimum": plain(low), "maximum": plain(high) })
}

fn figures(figures: &[&str]) -> Value {
    let number = json!({ "type": "number" });
    let named: Vec<(&str, Value)> = figures.iter().map(|name| (*name, number.clone())).collect();
    json!({
        "anyOf": [
            {
                "type": "array", "items": number,
                "minItems": figures.len(), "maxItems": figures.len(),
                "description": figures.join(", ")
            },
            object(properties(&named), figures)
        ]
    })
}

/// Adds the parameters of a table; a dot in a name is an object.
pub(super) fn add<T>(into: &mut Map<String, Value>, table: &[Parameter<T>]) -> Vec<&'static str> {
    let mut required = Vec::new();
    for parameter in table {
        match parameter.name.split_once('.') {
            None => {
                into.insert(parameter.name.to_owned(), number(parameter));
                if parameter.fallback == Fallback::Required {
                    required.push(parameter.name);
                }
            }
            Some((group, name)) => {
                let entry = into
                    .entry(group.to_owned())
                    .or_insert_with(|| object(Map::new(), &[]));
                entry["properties"][name] = number(parameter);
            }
        }
    }
    required
}

pub(super) fn table<T>(table: &[Parameter<T>]) -> Value {
    let mut fields = Map::new();
    let required = add(&mut fields, table);
    object(fields, &required)
}
