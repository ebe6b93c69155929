//! What is scheduled, and what is uncertain.

use serde::Serialize;

use super::super::cast::{Cast, called};
use super::super::story::input_named;
use super::figures::{BriefedFigure, Ends};
use crate::document::member_path;
use crate::domain::{Event, EventKind};
use crate::scenario::Scenario;

/// A scheduled event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedEvent {
    /// Its id.
    pub id: String,
    /// The month that the file states.
    pub month: String,
    /// What happens.
    pub what: String,
    /// The probability that it happens.
    pub probability: BriefedFigure,
}

/// An input that is drawn once per run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedInput {
    /// Its path in the file.
    pub path: String,
    /// Whose figure it is.
    pub whose: String,
    /// What it is.
    pub what: String,
    /// The smallest and the largest that can be drawn.
    pub range: [f64; 2],
}

pub(super) fn events(ends: &Ends<'_>) -> Vec<BriefedEvent> {
    let scenario = ends.middle;
    let mut events: Vec<_> = scenario.events.iter().enumerate().collect();
    events.sort_by_key(|(_, event)| event.months_after_start);
    let briefed = events.into_iter().map(|(index, event)| {
        let path = member_path(&member_path("events", &event.id), "probability");
        BriefedEvent {
            id: event.id.clone(),
            month: scenario.start.plus(event.months_after_start).to_string(),
            what: what(scenario, event),
            probability: ends.figure(&path, |scenario| scenario.events[index].probability),
        }
    });
    briefed.collect()
}

fn what(scenario: &Scenario, event: &Event) -> String {
    let name = |state: usize| &scenario.states[state].name;
    let talks = |negotiation: usize| {
        let talks = &scenario.negotiations[negotiation];
        called(talks.name.as_deref(), &talks.id)
    };
    match event.kind {
        EventKind::ChangeOfGovernment { state, irregular } => {
            let how = if irregular {
                "an irregular"
            } else {
                "a regular"
            };
            format!("{}: {how} change of government", name(state))
        }
        EventKind::Election { state } => {
            format!("{}: an election changes the government", name(state))
        }
        EventKind::Crisis { state } => format!("{}: a crisis begins", name(state)),
        EventKind::Surge { negotiation } => {
            format!("migration presses harder ({})", talks(negotiation))
        }
        EventKind::Instrumentalisation { negotiation } => {
            format!(
                "a third party instrumentalises migration ({})",
                talks(negotiation)
            )
        }
        EventKind::FundingStop {
            negotiation,
            by,
            issue,
        } => {
            let stop = Cast::new(scenario, negotiation).stop(event, by, issue);
            format!("{stop} ({})", talks(negotiation))
        }
    }
}

pub(super) fn uncertain(scenario: &Scenario) -> Vec<BriefedInput> {
    let inputs = scenario.uncertain.iter();
    inputs
        .map(|input| {
            let talks = input.owner.negotiation();
            let cast = Cast::new(scenario, talks.unwrap_or(0));
            let (whose, what) = input_named(&cast, &input.owner);
            let (low, high) = input.distribution.support();
            BriefedInput {
                path: input.path.clone(),
                whose: match talks {
                    Some(_) if scenario.negotiations.len() > 1 => {
                        format!("{}, {whose}", cast.negotiation.id)
                    }
                    _ => whose,
                },
                what,
                range: [low, high],
            }
        })
        .collect()
}
