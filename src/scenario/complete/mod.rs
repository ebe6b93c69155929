//! The complete document of a scenario: every default written out, with what it rests on.
//!
//! Figures come from the parameter tables, so that one declared later is written out without a
//! change here. What the file states stays as it is, and no path of a stated figure moves, since
//! draws are keyed by path: the complete document gives the same runs.

mod clauses;
mod figures;
mod negotiation;

use serde_json::json;

use self::figures::{figures, text};
use super::decode::DEFAULT_YEARS;
use super::{FORMAT, Scenario};
use crate::document::{Document, Node, Problem, Value};
use crate::domain::{
    EVENT_PARAMETERS, EventKind, LEVERAGE_PARAMETERS, SETTINGS_PARAMETERS, STATE_PARAMETERS,
};
use crate::rules::INFORM_2024;

/// What the notes of a complete document say of its defaults.
const ON_DEFAULTS: &str = "A figure whose note begins with \"default\" was not stated: it is a \
    default prior of the model, and an assumption. `null` is no figure but what its note says in \
    its place, worked out anew in every run.";

/// What the notes of a complete document say of what it leaves out.
const LEFT_OUT: &str = "Left out, since nothing in a file stands for it: the leverage of a side in \
    a negotiation where it is that of its state, the budget of an issue without one, the years of \
    a total where they are those of the scenario, the union of a state that is in none, and a \
    default clause or lever where an issue has the id of the lever.";

impl Scenario {
    /// The document from which this scenario was loaded with every default written out, each as a
    /// figure with its basis and a note. `remarks` are added to its notes.
    ///
    /// # Errors
    ///
    /// A [`Problem`] where a default does not fit into the document, which none does that was
    /// loaded as this scenario.
    pub fn complete(&self, document: &Document, remarks: &[&str]) -> Result<Document, Problem> {
        let mut document = document.clone();
        // What a parameter is read from is handed out for writing too.
        let mut scenario = self.clone();
        notes(&mut document, remarks)?;
        scenario.frame(&mut document)?;
        scenario.complete_states(&mut document)?;
        scenario.complete_negotiations(&mut document)?;
        scenario.complete_events(&mut document)?;
        text(
            &mut document,
            "settings.tactics",
            scenario.settings.tactics.name(),
        )?;
        figures(
            &mut document,
            "settings",
            SETTINGS_PARAMETERS,
            &mut scenario.settings,
        )?;
        Ok(document)
    }

    fn frame(&self, document: &mut Document) -> Result<(), Problem> {
        text(document, "format", FORMAT)?;
        text(document, "start", &self.start.to_string())?;
        state(document, "years", || json!(DEFAULT_YEARS))?;
        state(document, "months_per_round", || {
            json!(self.months_per_round)
        })?;
        text(document, "rulebook", INFORM_2024)
    }

    fn complete_states(&mut self, document: &mut Document) -> Result<(), Problem> {
        for owner in &mut self.states {
            let path = format!("states.{}", owner.id);
            text(document, &format!("{path}.name"), &owner.id)?;
            text(document, &format!("{path}.kind"), owner.kind.name())?;
            text(document, &format!("{path}.regime"), owner.regime.name())?;
            state(document, &format!("{path}.roles"), || json!([]))?;
            if owner.leverage.overall.is_none() {
                let path = format!("{path}.leverage");
                figures(document, &path, LEVERAGE_PARAMETERS, &mut owner.leverage)?;
            }
            figures(document, &path, STATE_PARAMETERS, owner)?;
        }
        Ok(())
    }

    fn complete_events(&mut self, document: &mut Document) -> Result<(), Problem> {
        for event in &mut self.events {
            let path = format!("events.{}", event.id);
            if let EventKind::ChangeOfGovernment { irregular, .. } = event.kind {
                state(document, &format!("{path}.irregular"), || json!(irregular))?;
            }
            figures(document, &path, EVENT_PARAMETERS, event)?;
        }
        Ok(())
    }
}

/// States what a document does not.
fn state(
    document: &mut Document,
    path: &str,
    value: impl FnOnce() -> serde_json::Value,
) -> Result<(), Problem> {
    match document.get(path) {
        Some(_) => Ok(()),
        None => document.set_value(path, value()),
    }
}

/// Adds what the notes do not say yet.
fn notes(document: &mut Document, remarks: &[&str]) -> Result<(), Problem> {
    let mut notes: Vec<String> = match document.get("notes").map(|node| &node.value) {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Node::as_text)
            .map(String::from)
            .collect(),
        Some(Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    for remark in remarks.iter().chain(&[ON_DEFAULTS, LEFT_OUT]) {
        if !notes.iter().any(|note| note == remark) {
            notes.push((*remark).to_owned());
        }
    }
    document.set_value("notes", json!(notes))
}
