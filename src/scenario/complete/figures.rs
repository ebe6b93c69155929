//! Defaults of the parameter tables as figures of a file.

use serde_json::{Value, json};

use super::state;
use crate::document::{Document, Problem};
use crate::domain::{Fallback, Field, Parameter};

/// What a table says in place of a source.
const NO_SOURCE: [&str; 3] = ["assumption", "setting", "stated by the scenario"];

/// States every parameter of a table that the object at a path does not, as its owner has it.
pub(super) fn figures<T>(
    document: &mut Document,
    path: &str,
    table: &[Parameter<T>],
    owner: &mut T,
) -> Result<(), Problem> {
    for parameter in table.iter().filter(|parameter| has_default(parameter)) {
        let figure = parameter.get(owner);
        let path = format!("{path}.{}", parameter.name);
        state(document, &path, || {
            assumed(figure, &note(parameter, figure))
        })?;
    }
    Ok(())
}

/// Whether there is something to state. A number that is always there and has no default is stated
/// by another name, as the threshold of a clause is by `at_least` or by `below`.
fn has_default<T>(parameter: &Parameter<T>) -> bool {
    !matches!(
        (&parameter.fallback, &parameter.field),
        (Fallback::Required, _) | (Fallback::Absent(_), Field::Number(_))
    )
}

/// A figure that is an assumption; `None` is `null`.
pub(super) fn assumed(figure: Option<f64>, note: &str) -> Value {
    json!({ "value": figure, "basis": "assumption", "note": note })
}

/// What a default is, where it is taken from, and what the notion or its size rests on.
fn note<T>(parameter: &Parameter<T>, figure: Option<f64>) -> String {
    let mut note = format!("default: {}", parameter.meaning);
    if parameter.unit != "share" {
        note.push_str(&format!(" ({})", parameter.unit));
    }
    let from = match parameter.fallback {
        Fallback::Derived(from) | Fallback::Absent(from) => Some(from),
        Fallback::Value(_) | Fallback::Required => None,
    };
    match (from, figure) {
        (Some(from), Some(_)) => note.push_str(&format!("; from: {from}")),
        (Some(from), None) => note.push_str(&format!("; null is: {from}")),
        (None, _) => {}
    }
    if !NO_SOURCE.contains(&parameter.source) {
        note.push_str(&format!("; source: {}", parameter.source));
    }
    note
}

/// States a text.
pub(super) fn text(document: &mut Document, path: &str, value: &str) -> Result<(), Problem> {
    state(document, path, || json!(value))
}
