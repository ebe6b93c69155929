//! A briefing: a scenario before it is run, on one page.

mod actors;
mod agenda;
mod figures;
mod outset;
mod page;
mod prospects;
mod talks;
mod terms;

use serde::Serialize;

use super::cast::{Cast, talks as called};
use super::named::Named;
use super::result::ConductResult;
use super::words::DISCLAIMER;
use crate::document::member_path;
use crate::domain::{NEGOTIATION_PARAMETERS, Negotiation, Side};
use crate::scenario::{Basis, Figure, Scenario};

pub use actors::BriefedState;
pub use agenda::{BriefedIssue, BriefedLinkage};
pub use figures::BriefedFigure;
pub use outset::{Outset, Points};
pub use prospects::{BriefedEvent, BriefedInput};
pub use terms::{BriefedClause, BriefedInstrument, BriefedLever};

use figures::Ends;

/// The format that a briefing in JSON names.
pub const BRIEFING_FORMAT: &str = "demarche-briefing/1";

/// A scenario before it is run. Nothing in it needs a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Briefing {
    /// The format.
    pub format: &'static str,
    /// The title of the scenario.
    pub scenario: String,
    /// The question for a workshop.
    pub question: Option<String>,
    /// Notes for the reader.
    pub notes: Vec<String>,
    /// The first month.
    pub start: String,
    /// Rounds in a run.
    pub rounds: usize,
    /// Length of a round.
    pub months_per_round: f64,
    /// Changes to the file.
    pub overrides: Vec<String>,
    /// Who takes part.
    pub states: Vec<BriefedState>,
    /// Negotiations by id.
    pub negotiations: Named<NegotiationBriefing>,
    /// Scheduled events.
    pub events: Vec<BriefedEvent>,
    /// Inputs that are drawn once per run.
    pub uncertain: Vec<BriefedInput>,
    /// Stated figures.
    pub figures: usize,
    /// How many of them are assumptions.
    pub assumptions: usize,
    /// The sources that stated figures name, by key.
    pub sources: Named<String>,
    /// What happened afterwards, where it was asked for: not an input, and not a causal claim.
    pub afterwards: Option<Vec<String>>,
    /// There is something to tell of what happened afterwards.
    #[serde(skip)]
    pub(super) sequel: bool,
    /// What it may not be used for.
    pub disclaimer: &'static str,
}

/// A negotiation before a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NegotiationBriefing {
    /// What it is called, where the file names it.
    pub name: Option<String>,
    /// What a person is told that it is called: its name, or its parties.
    #[serde(skip)]
    pub(super) called: String,
    /// The destination's name.
    pub destination: String,
    /// The partner's name.
    pub partner: String,
    /// Names of the states that stand behind the destination.
    pub supporters: Vec<String>,
    /// The name of the state that makes the first offer.
    pub initiative: String,
    /// Bargaining power of each side in these talks, where it is not its general one.
    pub leverage: Named<BriefedFigure>,
    /// Figures of the relation by name, as the table of parameters has them.
    pub relation: Named<BriefedFigure>,
    /// What is on the table.
    pub issues: Vec<BriefedIssue>,
    /// How it is linked.
    pub linkages: Vec<BriefedLinkage>,
    /// The approach, derived from the active clauses.
    pub approach: &'static str,
    /// How intensively each side uses which conditionality.
    pub conduct: ConductResult,
    /// Clauses in plain words, by id.
    pub clauses: Vec<BriefedClause>,
    /// The levers that these are about.
    pub levers: Vec<BriefedLever>,
    /// The instrument and what it needs.
    pub instrument: BriefedInstrument,
    /// The bargaining situation before anything is announced.
    pub outset: Outset,
}

impl Briefing {
    /// A briefing on a scenario; `afterwards` says whether to tell what happened afterwards, which
    /// spoils an exercise.
    #[must_use]
    pub fn new(scenario: &Scenario, overrides: Vec<String>, afterwards: bool) -> Briefing {
        let ends = Ends::new(scenario);
        let assumed = |figure: &&Figure| figure.basis == Basis::Assumption;
        let outsets = outset::outsets(scenario).into_iter().enumerate();
        let negotiations = outsets.map(|(index, outset)| {
            let id = scenario.negotiations[index].id.clone();
            (id, NegotiationBriefing::new(&ends, index, outset))
        });
        Briefing {
            format: BRIEFING_FORMAT,
            scenario: scenario.title.clone(),
            question: scenario.question.clone(),
            notes: scenario.notes.clone(),
            start: scenario.start.to_string(),
            rounds: scenario.rounds,
            months_per_round: scenario.months_per_round,
            overrides,
            states: actors::actors(&ends),
            negotiations: Named(negotiations.collect()),
            events: prospects::events(&ends),
            uncertain: prospects::uncertain(scenario),
            figures: scenario.figures.len(),
            assumptions: scenario.figures.iter().filter(assumed).count(),
            sources: cited(scenario),
            afterwards: afterwards.then(|| scenario.afterwards.clone()),
            sequel: !scenario.afterwards.is_empty(),
            disclaimer: DISCLAIMER,
        }
    }
}

impl NegotiationBriefing {
    fn new(ends: &Ends<'_>, index: usize, outset: Outset) -> NegotiationBriefing {
        let cast = Cast::new(ends.middle, index);
        let negotiation = cast.negotiation;
        let supporters = negotiation.supporters.iter();
        NegotiationBriefing {
            name: negotiation.name.clone(),
            called: called(ends.middle, negotiation),
            destination: cast.side(Side::Destination).to_owned(),
            partner: cast.side(Side::Partner).to_owned(),
            supporters: supporters
                .map(|&state| cast.state(state).to_owned())
                .collect(),
            initiative: cast.side(negotiation.initiative).to_owned(),
            leverage: leverage(ends, index),
            relation: relation(ends, index),
            issues: agenda::issues(ends, &cast, index),
            linkages: agenda::linkages(&cast),
            approach: negotiation.approach().name(),
            conduct: ConductResult::new(negotiation.conduct),
            clauses: terms::clauses(ends, &cast, index),
            levers: terms::levers(ends, &cast, index),
            instrument: terms::instrument(&cast),
            outset,
        }
    }
}

/// Bargaining power that a negotiation states in place of the general one.
fn leverage(ends: &Ends<'_>, index: usize) -> Named<BriefedFigure> {
    let negotiation = &ends.middle.negotiations[index];
    let path = member_path(&member_path("negotiations", &negotiation.id), "leverage");
    let stated = Side::BOTH.into_iter().filter_map(|side| {
        negotiation.leverage[side]?;
        let figure = ends.figure(&member_path(&path, side.name()), |scenario| {
            let leverage = scenario.negotiations[index].leverage[side];
            leverage.unwrap_or_default().figure()
        });
        Some((side.name().to_owned(), figure))
    });
    Named(stated.collect())
}

/// The figures of a negotiation that are always there.
fn relation(ends: &Ends<'_>, index: usize) -> Named<BriefedFigure> {
    let path = member_path("negotiations", &ends.middle.negotiations[index].id);
    let figures = NEGOTIATION_PARAMETERS.iter().filter_map(|parameter| {
        let get = |negotiation: &Negotiation| parameter.get(&mut negotiation.clone());
        get(&ends.middle.negotiations[index])?;
        let path = member_path(&path, parameter.name);
        let figure = ends.figure(&path, |scenario| {
            get(&scenario.negotiations[index]).unwrap_or_default()
        });
        Some((parameter.name.to_owned(), figure))
    });
    Named(figures.collect())
}

/// The sources that stated figures name.
fn cited(scenario: &Scenario) -> Named<String> {
    let cited = scenario.sources.iter().filter(|(key, _)| {
        let mut figures = scenario.figures.iter();
        figures.any(|figure| {
            let source = figure.source.as_deref().unwrap_or_default();
            source.split(',').next().map(str::trim) == Some(key)
        })
    });
    Named(cited.cloned().collect())
}
