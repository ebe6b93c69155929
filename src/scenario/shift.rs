//! Figures that are moved by a step, whatever they are in a run.

use super::Scenario;
use crate::domain::{
    Fallback, ISSUE_PARAMETERS, Issue, Leverage, NEGOTIATION_PARAMETERS, Negotiation, Parameter,
    STATE_PARAMETERS, Side, State,
};

/// Which figure is moved.
#[derive(Clone, Copy, Debug)]
pub enum Moved {
    /// A parameter of a state, where derived, the figure that it is derived as. What other
    /// parameters of the state are derived from it stays where it was.
    State(usize, &'static Parameter<State>),
    /// The leverage of a side that counts in a negotiation, before supporters are pooled: that in
    /// the dyad or the general one, as a whole or from its channels.
    Leverage(usize, Side),
    /// A parameter of a negotiation.
    Negotiation(usize, &'static Parameter<Negotiation>),
    /// A parameter of an issue.
    Issue(usize, usize, &'static Parameter<Issue>),
}

/// A figure and by how much it is moved, within its range, once the inputs of a run are drawn and
/// what is derived from others is settled.
#[derive(Clone, Debug)]
pub struct Shift {
    /// What is moved, as a path: two shifts of the same path move the same figure.
    pub path: String,
    /// The figure.
    pub moved: Moved,
    /// By how much, in the unit of the figure.
    pub by: f64,
}

impl PartialEq for Shift {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.by == other.by
    }
}

/// What a shift found, and puts back before the inputs of the next run are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    figure: Option<f64>,
    leverage: Option<Leverage>,
    /// Parameters that were derived from the figure, and were held where they were: a bit for each
    /// place in the table.
    held: u64,
    /// By how much the figure was really moved.
    pub made: f64,
}

impl Shift {
    /// Moves the figure, and says what there was before and how far the range let it move.
    pub fn apply(&self, scenario: &mut Scenario) -> Before {
        let negotiations = &mut scenario.negotiations;
        match self.moved {
            Moved::State(s, parameter) => moved(
                &mut scenario.states[s],
                parameter,
                STATE_PARAMETERS,
                self.by,
            ),
            Moved::Negotiation(n, parameter) => moved(
                &mut negotiations[n],
                parameter,
                NEGOTIATION_PARAMETERS,
                self.by,
            ),
            Moved::Issue(n, i, parameter) => moved(
                &mut negotiations[n].issues[i],
                parameter,
                ISSUE_PARAMETERS,
                self.by,
            ),
            Moved::Leverage(n, side) => {
                let negotiation = &mut negotiations[n];
                let general = scenario.states[negotiation.parties[side]].leverage;
                let before = negotiation.leverage[side];
                let figure = before.unwrap_or(general).figure();
                let overall = (figure + self.by).clamp(0.0, 1.0);
                negotiation.leverage[side] = Some(Leverage {
                    overall: Some(overall),
                    ..before.unwrap_or(general)
                });
                Before {
                    leverage: before,
                    made: overall - figure,
                    ..Before::default()
                }
            }
        }
    }

    /// Puts back what there was before.
    pub fn undo(&self, scenario: &mut Scenario, before: &Before) {
        let negotiations = &mut scenario.negotiations;
        match self.moved {
            Moved::State(s, parameter) => {
                put_back(&mut scenario.states[s], parameter, STATE_PARAMETERS, before);
            }
            Moved::Negotiation(n, parameter) => {
                put_back(
                    &mut negotiations[n],
                    parameter,
                    NEGOTIATION_PARAMETERS,
                    before,
                );
            }
            Moved::Issue(n, i, parameter) => {
                put_back(
                    &mut negotiations[n].issues[i],
                    parameter,
                    ISSUE_PARAMETERS,
                    before,
                );
            }
            Moved::Leverage(n, side) => negotiations[n].leverage[side] = before.leverage,
        }
    }

    /// By how much the figure can be moved, given what the scenario states, or the mean of what it
    /// draws.
    #[must_use]
    pub fn room(&self, scenario: &Scenario) -> f64 {
        let mut scenario = scenario.clone();
        self.apply(&mut scenario).made
    }
}

/// The parameters of a table that are derived from one of them.
fn derived<T>(
    table: &'static [Parameter<T>],
    from: &'static str,
) -> impl Iterator<Item = (u64, &'static Parameter<T>)> {
    let places = table.iter().enumerate();
    places
        .filter(move |(_, parameter)| parameter.fallback == Fallback::Derived(from))
        .map(|(place, parameter)| (1 << place, parameter))
}

/// The figure of a parameter, or of the parameter that it is derived from.
fn figure<T>(
    owner: &mut T,
    parameter: &'static Parameter<T>,
    table: &'static [Parameter<T>],
) -> Option<f64> {
    parameter.get(owner).or_else(|| match parameter.fallback {
        Fallback::Derived(from) => table.iter().find(|other| other.name == from)?.get(owner),
        _ => None,
    })
}

fn moved<T>(
    owner: &mut T,
    parameter: &'static Parameter<T>,
    table: &'static [Parameter<T>],
    by: f64,
) -> Before {
    let mut before = Before {
        figure: parameter.get(owner),
        ..Before::default()
    };
    let Some(figure) = figure(owner, parameter, table) else {
        return before;
    };
    for (bit, other) in derived(table, parameter.name) {
        if other.get(owner).is_none() {
            other.put(owner, figure);
            before.held |= bit;
        }
    }
    let to = (figure + by).clamp(parameter.low, parameter.high);
    parameter.put(owner, to);
    before.made = to - figure;
    before
}

fn put_back<T>(
    owner: &mut T,
    parameter: &'static Parameter<T>,
    table: &'static [Parameter<T>],
    before: &Before,
) {
    match before.figure {
        Some(figure) => parameter.put(owner, figure),
        None => parameter.clear(owner),
    }
    for (bit, other) in derived(table, parameter.name) {
        if before.held & bit != 0 {
            other.clear(owner);
        }
    }
}
