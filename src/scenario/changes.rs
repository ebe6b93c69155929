//! Changes to the document of a scenario before it is checked.

use std::borrow::Cow;

use serde_json::Value;

use crate::document::{Document, Objection, Problems, Refusal, member_path, nearest, quoted};
use crate::domain::Preset;
use crate::rules::Rulebook;

/// The maps by id of a scenario: the path of an entry, with `*` for an id, and what an entry is.
const ENTRIES: [(&[&str], &str); 8] = [
    (&["states", "*"], "state"),
    (&["events", "*"], "event"),
    (&["rules", "*"], "rule"),
    (&["negotiations", "*"], "negotiation"),
    (&["negotiations", "*", "issues", "*"], "issue"),
    (&["negotiations", "*", "linkages", "*"], "linkage"),
    (&["negotiations", "*", "levers", "*"], "lever"),
    (&["negotiations", "*", "clauses", "*"], "clause"),
];

/// Applies changes, each `PATH=VALUE`, in their order.
///
/// # Errors
///
/// All changes that cannot be made, among them those that reach into an entry that the file does
/// not have.
pub fn change<S: AsRef<str>>(document: &mut Document, changes: &[S]) -> Result<(), Refusal> {
    change_as("--set", document, changes)
}

/// Applies changes as [`change`] does; problems name them by where they come from, for example
/// `--vary`.
///
/// # Errors
///
/// As [`change`].
pub fn change_as<S: AsRef<str>>(
    origin: impl Into<Cow<'static, str>>,
    document: &mut Document,
    changes: &[S],
) -> Result<(), Refusal> {
    let (origin, mut problems) = (origin.into(), Problems::new());
    for change in changes {
        if let Err(problem) = document.change_where(origin.clone(), change.as_ref(), known) {
            problems.push(problem);
        }
    }
    refused(document, problems)
}

/// Applies changes that are JSON already, each a path and a value, in their order.
///
/// # Errors
///
/// As [`change`].
pub fn change_values(document: &mut Document, changes: &[(String, Value)]) -> Result<(), Refusal> {
    let mut problems = Problems::new();
    for (path, value) in changes {
        if let Err(problem) = document.set_value_where(path, value.clone(), known) {
            problems.push(problem);
        }
    }
    refused(document, problems)
}

/// Sets the conduct of the destination in every negotiation.
///
/// # Errors
///
/// When the negotiations of the document are not objects.
pub fn set_approach(document: &mut Document, preset: &Preset) -> Result<(), Refusal> {
    let mut problems = Problems::new();
    for path in conducts(document) {
        if let Err(problem) = document.set_value(&path, Value::from(preset.name)) {
            problems.push(problem);
        }
    }
    refused(document, problems)
}

/// The changes that [`set_approach`] makes, each as `PATH=VALUE`.
#[must_use]
pub fn approach_changes(document: &Document, preset: &Preset) -> Vec<String> {
    conducts(document)
        .into_iter()
        .map(|path| format!("{path}={}", preset.name))
        .collect()
}

/// The paths of the destination's conduct in every negotiation.
fn conducts(document: &Document) -> Vec<String> {
    let negotiations = document.get("negotiations");
    let members = negotiations.and_then(|node| node.as_object());
    members
        .unwrap_or_default()
        .iter()
        .map(|member| format!("negotiations.{}.conduct.destination", member.key))
        .collect()
}

fn refused(document: &Document, problems: Problems) -> Result<(), Refusal> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new(document, problems))
    }
}

/// Whether an override that reaches into an entry of a map by id finds it. A misspelt id would
/// otherwise make an entry of its own, with problems that say nothing of the slip.
fn known(document: &Document, keys: &[&str]) -> Result<(), Objection> {
    let within = |pattern: &[&str]| {
        let mut pairs = pattern.iter().zip(keys);
        keys.len() > pattern.len() && pairs.all(|(wanted, key)| *wanted == "*" || wanted == key)
    };
    for (pattern, noun) in ENTRIES.iter().filter(|(pattern, _)| within(pattern)) {
        let (id, map) = (keys[pattern.len() - 1], &keys[..pattern.len() - 1]);
        let members = document.get(&map.join(".")).and_then(|map| map.as_object());
        let stated = members.unwrap_or_default();
        let mut names: Vec<&str> = stated.iter().map(|member| member.key.as_str()).collect();
        let rulebook;
        if *noun == "rule" {
            rulebook = Rulebook::inform_2024();
            names.extend(rulebook.rules().iter().map(|rule| rule.id.as_str()));
        }
        if names.contains(&id) {
            continue;
        }
        let path = member_path(&map.join("."), id);
        let near = nearest(id, names).map_or_else(String::new, |near| {
            format!(": did you mean {}?", quoted(near))
        });
        return Err(Objection {
            message: format!("no {noun} {}{near}", quoted(id)),
            hint: format!("to add one, set it as a whole: `{path}={{…}}`"),
            path,
        });
    }
    Ok(())
}
