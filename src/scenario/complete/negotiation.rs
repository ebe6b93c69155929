//! Negotiations of a complete document.

use serde_json::json;

use super::clauses::{clauses, levers};
use super::figures::{figures, text};
use super::state;
use crate::document::{Document, Problem, Value};
use crate::domain::{
    CONDUCT_DESTINATION, CONDUCT_PARTNER, INSTRUMENT_LAYERS, INSTRUMENT_PARAMETERS,
    ISSUE_PARAMETERS, LEVERAGE_PARAMETERS, NEGOTIATION_PARAMETERS, Negotiation, Side,
};
use crate::scenario::Scenario;

impl Scenario {
    pub(super) fn complete_negotiations(&mut self, document: &mut Document) -> Result<(), Problem> {
        for negotiation in &mut self.negotiations {
            let path = format!("negotiations.{}", negotiation.id);
            frame(document, &path, negotiation)?;
            conduct(document, &format!("{path}.conduct"), negotiation)?;
            instrument(document, &path, negotiation)?;
            leverage(document, &format!("{path}.leverage"), negotiation)?;
            figures(document, &path, NEGOTIATION_PARAMETERS, negotiation)?;
            issues(document, &format!("{path}.issues"), negotiation)?;
            linkages(document, &format!("{path}.linkages"), negotiation)?;
            levers(document, &format!("{path}.levers"), negotiation)?;
            clauses(document, &format!("{path}.clauses"), negotiation)?;
        }
        Ok(())
    }
}

fn frame(document: &mut Document, path: &str, negotiation: &Negotiation) -> Result<(), Problem> {
    let initiative = negotiation.initiative.name();
    text(document, &format!("{path}.initiative"), initiative)?;
    let protocol = json!(negotiation.crisis_protocol);
    state(document, &format!("{path}.crisis_protocol"), || protocol)?;
    for list in ["supporters", "accompanying"] {
        state(document, &format!("{path}.{list}"), || json!([]))?;
    }
    Ok(())
}

/// Intensities, unless the file names a preset: that stays.
fn conduct(
    document: &mut Document,
    path: &str,
    negotiation: &mut Negotiation,
) -> Result<(), Problem> {
    let owner = &mut negotiation.conduct;
    let destination = format!("{path}.destination");
    let named = document
        .get(&destination)
        .is_some_and(|node| node.as_text().is_some());
    if !named {
        figures(document, &destination, CONDUCT_DESTINATION, owner)?;
    }
    figures(document, &format!("{path}.partner"), CONDUCT_PARTNER, owner)
}

/// The instrument as an object, since its figures have no place beside a mere id.
fn instrument(
    document: &mut Document,
    path: &str,
    negotiation: &mut Negotiation,
) -> Result<(), Problem> {
    let owner = &mut negotiation.instrument;
    let own = format!("{path}.instrument");
    let described = document.get(&own).map(|node| &node.value);
    if !matches!(described, Some(Value::Object(_))) {
        document.set_value(&own, json!({ "id": owner.id }))?;
    }
    let piloting = json!(owner.piloting);
    state(document, &format!("{own}.piloting"), || piloting)?;
    figures(document, &own, INSTRUMENT_PARAMETERS, owner)?;
    figures(document, path, INSTRUMENT_LAYERS, owner)
}

/// The channels of a side's leverage, where the file gives some of them.
fn leverage(
    document: &mut Document,
    path: &str,
    negotiation: &mut Negotiation,
) -> Result<(), Problem> {
    for side in Side::BOTH {
        if let Some(owner) = &mut negotiation.leverage[side]
            && owner.overall.is_none()
        {
            let path = format!("{path}.{}", side.name());
            figures(document, &path, LEVERAGE_PARAMETERS, owner)?;
        }
    }
    Ok(())
}

fn issues(
    document: &mut Document,
    path: &str,
    negotiation: &mut Negotiation,
) -> Result<(), Problem> {
    for issue in &mut negotiation.issues {
        let path = format!("{path}.{}", issue.id);
        text(
            document,
            &format!("{path}.conceded_by"),
            issue.conceded_by.name(),
        )?;
        figures(document, &path, ISSUE_PARAMETERS, issue)?;
    }
    Ok(())
}

fn linkages(document: &mut Document, path: &str, negotiation: &Negotiation) -> Result<(), Problem> {
    for linkage in &negotiation.linkages {
        text(
            document,
            &format!("{path}.{}.mode", linkage.id),
            linkage.mode.name(),
        )?;
    }
    Ok(())
}
