//! Levers and clauses of a complete document, with those that hold where a file states none.

use serde_json::{Value, json};

use super::figures::{assumed, figures, text};
use super::state;
use crate::document::{Document, Problem};
use crate::domain::{
    CLAUSE_PARAMETERS, Clause, ClauseKind, ClauseTarget, LEVER_PARAMETERS, Negotiation, Watched,
};

pub(super) fn levers(
    document: &mut Document,
    path: &str,
    negotiation: &mut Negotiation,
) -> Result<(), Problem> {
    for place in 0..negotiation.levers.len() {
        if hidden(negotiation, place) {
            continue;
        }
        let lever = &mut negotiation.levers[place];
        let path = format!("{path}.{}", lever.id);
        text(document, &format!("{path}.by"), lever.by.name())?;
        text(document, &format!("{path}.channel"), lever.channel.name())?;
        text(document, &format!("{path}.level"), lever.level.name())?;
        figures(document, &path, LEVER_PARAMETERS, lever)?;
    }
    Ok(())
}

pub(super) fn clauses(
    document: &mut Document,
    path: &str,
    negotiation: &mut Negotiation,
) -> Result<(), Problem> {
    for place in 0..negotiation.clauses.len() {
        let clause = &negotiation.clauses[place];
        let path = format!("{path}.{}", clause.id);
        if document.get(&path).is_none() {
            if matches!(clause.target, ClauseTarget::Lever(lever) if hidden(negotiation, lever)) {
                continue;
            }
            let stated = content(negotiation, clause);
            state(document, &path, || stated)?;
        }
        text(document, &format!("{path}.by"), clause.by.name())?;
        if let Some(lever) = clause.demands {
            let path = format!("{path}.demands");
            text(document, &path, &negotiation.levers[lever].id)?;
        }
        let clause = &mut negotiation.clauses[place];
        figures(document, &path, CLAUSE_PARAMETERS, clause)?;
    }
    Ok(())
}

/// Whether a lever has the id of an issue: no file can state one, and a clause that named it would
/// be about the issue.
fn hidden(negotiation: &Negotiation, lever: usize) -> bool {
    let id = &negotiation.levers[lever].id;
    negotiation.issues.iter().any(|issue| issue.id == *id)
}

/// A clause that the file does not state.
fn content(negotiation: &Negotiation, clause: &Clause) -> Value {
    let watched = match clause.condition.watched {
        Watched::Issue(issue) => negotiation.issues[issue].id.as_str(),
        Watched::Agreement => "agreement",
    };
    let target = match clause.target {
        ClauseTarget::Lever(lever) => &negotiation.levers[lever].id,
        ClauseTarget::Concession(issue) => &negotiation.issues[issue].id,
    };
    let gives = match clause.kind {
        ClauseKind::Positive => "more",
        ClauseKind::Negative | ClauseKind::Reverse => "less",
    };
    let direction = clause.condition.direction.name();
    let turns = CLAUSE_PARAMETERS.iter().find(|p| p.name == direction);
    let meaning = turns.map_or("", |parameter| parameter.meaning);
    let threshold = assumed(
        Some(clause.condition.threshold),
        &format!("default of a clause that was not stated: {meaning}"),
    );
    json!({ "if": watched, direction: threshold, gives: target })
}
