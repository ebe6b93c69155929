//! The inputs that were drawn for a run, by the names that a reader knows.

use serde::Serialize;

use super::super::cast::Cast;
use crate::domain::{Leverage, Parameter, Side};
use crate::model::Keys;
use crate::scenario::{Owner, Scenario};

/// An input that was drawn for a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DrawnInput {
    /// Its path in the file.
    pub path: String,
    /// Whose figure it is.
    pub whose: String,
    /// What it is.
    pub what: String,
    /// The figure.
    pub figure: f64,
    /// It belongs to a conduct or a clause.
    #[serde(skip)]
    pub(super) of_conditionality: bool,
}

/// What was drawn for a run, without what concerns other negotiations alone.
#[must_use]
pub fn drawn(scenario: &Scenario, negotiation: usize, keys: &Keys) -> Vec<DrawnInput> {
    let cast = Cast::new(scenario, negotiation);
    scenario
        .uncertain
        .iter()
        .filter(|input| input.owner.negotiation().is_none_or(|n| n == negotiation))
        .map(|input| {
            let (whose, what) = input_named(&cast, &input.owner);
            DrawnInput {
                path: input.path.clone(),
                whose,
                what,
                figure: input.draw(&keys.inputs),
                of_conditionality: matches!(input.owner, Owner::Conduct(..) | Owner::Clause(..)),
            }
        })
        .collect()
}

/// Whose figure it is, and what it is.
pub(in crate::report) fn input_named(cast: &Cast<'_>, owner: &Owner) -> (String, String) {
    let of = |whose: &str, what: String| (whose.to_owned(), what);
    let negotiation = cast.negotiation;
    match *owner {
        Owner::State(s, p) => of(cast.state(s), words(p.name)),
        Owner::StateLeverage(s, channel) => of(cast.state(s), leverage(channel)),
        Owner::Negotiation(_, p) => of("negotiation", words(p.name)),
        Owner::DyadLeverage(_, side, channel) => of(cast.side(side), leverage(channel)),
        Owner::Conduct(_, p) => of("conduct", words(p.name)),
        Owner::Instrument(_, p) => of("instrument", words(p.name)),
        Owner::Issue(_, i, p) => {
            let side = Side::BOTH
                .into_iter()
                .find(|side| p.name.strip_prefix("value.") == Some(side.name()));
            let what = side.map_or_else(
                || words(p.name),
                |side| format!("worth to {}", cast.side(side)),
            );
            (cast.issue(i), what)
        }
        Owner::IssueSpending(_, i, _) => (cast.issue(i), "budget".to_owned()),
        Owner::Lever(_, l, p) => (cast.lever(l), words(p.name)),
        Owner::Clause(_, c, p) => {
            let whose = format!("clause {}", negotiation.clauses[c].id);
            (whose, words(p.name))
        }
        Owner::Event(e, p) => {
            let whose = format!("event {}", cast.scenario.events[e].id);
            (whose, words(p.name))
        }
        Owner::Settings(p) => of("settings", words(p.name)),
    }
}

fn leverage(channel: Option<&Parameter<Leverage>>) -> String {
    channel.map_or_else(
        || "leverage".to_owned(),
        |channel| format!("{} leverage", words(channel.name)),
    )
}

fn words(name: &str) -> String {
    name.replace(['_', '.'], " ")
}
