//! Who takes part.

use serde::Serialize;

use super::figures::{BriefedFigure, Ends};
use crate::document::member_path;
use crate::domain::{Role, Side};
use crate::scenario::Scenario;

/// A state or organisation that negotiates, or stands behind one that does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedState {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `state` or `organisation`.
    pub kind: &'static str,
    /// The parts that it plays in migration.
    pub roles: Vec<&'static str>,
    /// General bargaining power.
    pub leverage: BriefedFigure,
    /// Ability to negotiate and implement.
    pub capacity: BriefedFigure,
    /// Political stability.
    pub stability: BriefedFigure,
}

/// The states that take part in a negotiation.
pub(super) fn actors(ends: &Ends<'_>) -> Vec<BriefedState> {
    let states = ends.middle.states.iter().enumerate();
    states
        .filter(|(index, _)| takes_part(ends.middle, *index))
        .map(|(index, state)| {
            let path = member_path("states", &state.id);
            let of = |name: &str, get: fn(&Scenario, usize) -> f64| {
                ends.figure(&member_path(&path, name), |scenario| get(scenario, index))
            };
            BriefedState {
                id: state.id.clone(),
                name: state.name.clone(),
                kind: state.kind.name(),
                roles: state.roles.iter().map(|role: &Role| role.name()).collect(),
                leverage: of("leverage", |scenario, s| {
                    scenario.states[s].leverage.figure()
                }),
                capacity: of("capacity", |scenario, s| scenario.states[s].capacity),
                stability: of("stability", |scenario, s| scenario.states[s].stability),
            }
        })
        .collect()
}

fn takes_part(scenario: &Scenario, state: usize) -> bool {
    scenario.negotiations.iter().any(|negotiation| {
        let parties = Side::BOTH.map(|side| negotiation.parties[side]);
        parties.contains(&state) || negotiation.supporters.contains(&state)
    })
}
