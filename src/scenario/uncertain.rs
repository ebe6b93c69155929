//! Inputs that are drawn once per run.

use super::Scenario;
use crate::chance::{Distribution, Purpose, RunKey, StreamId, uniform};
use crate::domain::{
    Clause, Conduct, Event, Instrument, Issue, Lever, Leverage, Negotiation, Parameter, Settings,
    Side, State,
};

/// Whose parameter an uncertain input is.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    /// A state.
    State(usize, &'static Parameter<State>),
    /// A state's leverage; `None` is the figure as a whole.
    StateLeverage(usize, Option<&'static Parameter<Leverage>>),
    /// A negotiation.
    Negotiation(usize, &'static Parameter<Negotiation>),
    /// A side's leverage in a negotiation; `None` is the figure as a whole.
    DyadLeverage(usize, Side, Option<&'static Parameter<Leverage>>),
    /// The conduct in a negotiation.
    Conduct(usize, &'static Parameter<Conduct>),
    /// The instrument of a negotiation.
    Instrument(usize, &'static Parameter<Instrument>),
    /// An issue.
    Issue(usize, usize, &'static Parameter<Issue>),
    /// What an issue costs, EUR million: drawn figure times the factor is the figure per year.
    IssueSpending(usize, usize, f64),
    /// A lever.
    Lever(usize, usize, &'static Parameter<Lever>),
    /// A clause.
    Clause(usize, usize, &'static Parameter<Clause>),
    /// An event.
    Event(usize, &'static Parameter<Event>),
    /// The settings.
    Settings(&'static Parameter<Settings>),
}

impl Owner {
    /// The negotiation that alone is concerned, by its index; `None` for what concerns them all.
    #[must_use]
    pub fn negotiation(&self) -> Option<usize> {
        match *self {
            Owner::Negotiation(n, _)
            | Owner::DyadLeverage(n, ..)
            | Owner::Conduct(n, _)
            | Owner::Instrument(n, _)
            | Owner::Issue(n, ..)
            | Owner::IssueSpending(n, ..)
            | Owner::Lever(n, ..)
            | Owner::Clause(n, ..) => Some(n),
            Owner::State(..) | Owner::StateLeverage(..) | Owner::Event(..) | Owner::Settings(_) => {
                None
            }
        }
    }

    /// Puts a figure in its place.
    pub fn put(&self, scenario: &mut Scenario, figure: f64) {
        let negotiations = &mut scenario.negotiations;
        match *self {
            Owner::State(s, parameter) => parameter.put(&mut scenario.states[s], figure),
            Owner::StateLeverage(s, channel) => {
                put_leverage(&mut scenario.states[s].leverage, channel, figure);
            }
            Owner::Negotiation(n, parameter) => parameter.put(&mut negotiations[n], figure),
            Owner::DyadLeverage(n, side, channel) => {
                let leverage = negotiations[n].leverage[side].get_or_insert_default();
                put_leverage(leverage, channel, figure);
            }
            Owner::Conduct(n, parameter) => parameter.put(&mut negotiations[n].conduct, figure),
            Owner::Instrument(n, parameter) => {
                parameter.put(&mut negotiations[n].instrument, figure);
            }
            Owner::Issue(n, i, parameter) => parameter.put(&mut negotiations[n].issues[i], figure),
            Owner::IssueSpending(n, i, factor) => {
                negotiations[n].issues[i].spending_per_year = Some(figure * factor);
            }
            Owner::Lever(n, l, parameter) => parameter.put(&mut negotiations[n].levers[l], figure),
            Owner::Clause(n, c, parameter) => {
                parameter.put(&mut negotiations[n].clauses[c], figure);
            }
            Owner::Event(e, parameter) => parameter.put(&mut scenario.events[e], figure),
            Owner::Settings(parameter) => parameter.put(&mut scenario.settings, figure),
        }
    }
}

fn put_leverage(
    leverage: &mut Leverage,
    channel: Option<&'static Parameter<Leverage>>,
    figure: f64,
) {
    match channel {
        Some(parameter) => parameter.put(leverage, figure),
        None => leverage.overall = Some(figure),
    }
}

/// An input with a distribution.
#[derive(Clone, Debug)]
pub struct UncertainInput {
    /// The path in the file; it names the stream of draws.
    pub path: String,
    /// Whose parameter it is.
    pub owner: Owner,
    /// Its distribution.
    pub distribution: Distribution,
    stream: StreamId,
}

impl PartialEq for UncertainInput {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.distribution == other.distribution
    }
}

impl UncertainInput {
    /// An uncertain input at a path.
    #[must_use]
    pub fn new(path: String, owner: Owner, distribution: Distribution) -> UncertainInput {
        let stream = StreamId::new(Purpose::Parameter, &[&path]);
        UncertainInput {
            path,
            owner,
            distribution,
            stream,
        }
    }

    /// The figure of one run.
    #[must_use]
    pub fn draw(&self, key: &RunKey) -> f64 {
        self.distribution.quantile(uniform(key, self.stream, 0))
    }
}
