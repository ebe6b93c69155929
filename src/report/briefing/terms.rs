//! Conduct, clauses, levers and the instrument of a negotiation.

use serde::Serialize;

use super::super::cast::Cast;
use super::super::clauses::sentence;
use super::figures::{BriefedFigure, Ends};
use crate::document::member_path;
use crate::domain::{Clause, ClauseTarget, DEFAULT_CLAUSES, Instrument, LeverLevel};
use crate::model::other_form;

/// A clause in plain words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedClause {
    /// Its id.
    pub id: String,
    /// `positive`, `negative` or `reverse`.
    pub kind: &'static str,
    /// The name of the state whose clause it is.
    pub by: String,
    /// What it says.
    pub says: String,
    /// How intensively it is used, from 0 (inactive) to 1.
    pub intensity: f64,
    /// What of it is announced before the first round, from 0 to 1; none where it is inactive.
    pub announced: BriefedFigure,
    /// What of it is carried out before the first round, from 0 to 1; none where it is inactive.
    pub carried_out: BriefedFigure,
    /// Ids of the levers that it gives, withholds or demands.
    #[serde(skip)]
    pub(super) levers: Vec<String>,
}

/// A lever that a clause is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedLever {
    /// Its id.
    pub id: String,
    /// What it is called: as the file names it, or its id as words.
    pub name: String,
    /// The name of the state that holds it.
    pub by: String,
    /// Who decides on it: `national` or `eu`.
    pub level: &'static str,
    /// The channel that it works through.
    pub channel: &'static str,
    /// Worth to the other side per round at full strength, in its points.
    pub value: BriefedFigure,
    /// Cost to its holder per round at full strength, in its points.
    pub cost: BriefedFigure,
}

/// The instrument, and what it needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedInstrument {
    /// Its id.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// How strongly it binds, from 0 to 1.
    pub binding: f64,
    /// Approval stages before the final votes of both sides.
    pub layers: f64,
    /// The lighter instrument that it can fall back to in these talks.
    pub falls_back_to: Option<&'static str>,
    /// The heavier one that it can grow into in these talks.
    pub upgrades_to: Option<&'static str>,
    /// Measures that accompany it.
    pub accompanying: Vec<&'static str>,
}

pub(super) fn clauses(ends: &Ends<'_>, cast: &Cast<'_>, index: usize) -> Vec<BriefedClause> {
    let negotiation = cast.negotiation;
    let path = member_path(&member_path("negotiations", &negotiation.id), "clauses");
    let clauses = negotiation.clauses.iter().enumerate();
    clauses
        .map(|(place, clause)| {
            let path = member_path(&path, &clause.id);
            let measure = |name: &str, get: fn(&Clause) -> f64| {
                ends.figure(&member_path(&path, name), |scenario| {
                    let negotiation = &scenario.negotiations[index];
                    let clause = &negotiation.clauses[place];
                    // What a side does not use it has not announced or carried out either.
                    match negotiation.intensity(clause) > 0.0 {
                        true => get(clause),
                        false => 0.0,
                    }
                })
            };
            BriefedClause {
                id: clause.id.clone(),
                kind: clause.kind.name(),
                by: cast.side(clause.by).to_owned(),
                says: sentence(cast, clause),
                intensity: negotiation.intensity(clause),
                announced: measure("announced", |clause| clause.announced),
                carried_out: measure("carried_out", |clause| clause.carried_out),
                levers: about(clause)
                    .map(|lever| negotiation.levers[lever].id.clone())
                    .collect(),
            }
        })
        .collect()
}

/// The levers that some clause gives, withholds or demands.
pub(super) fn levers(ends: &Ends<'_>, cast: &Cast<'_>, index: usize) -> Vec<BriefedLever> {
    let negotiation = cast.negotiation;
    let path = member_path(&member_path("negotiations", &negotiation.id), "levers");
    let levers = negotiation.levers.iter().enumerate();
    levers
        .filter(|(place, _)| {
            negotiation
                .clauses
                .iter()
                .any(|clause| about(clause).any(|lever| lever == *place))
        })
        .map(|(place, lever)| {
            let path = member_path(&path, &lever.id);
            BriefedLever {
                id: lever.id.clone(),
                name: cast.lever(place),
                by: cast.side(lever.by).to_owned(),
                level: lever.level.name(),
                channel: lever.channel.name(),
                value: ends.figure(&member_path(&path, "value"), |scenario| {
                    scenario.negotiations[index].levers[place].value
                }),
                cost: ends.figure(&member_path(&path, "cost"), |scenario| {
                    scenario.negotiations[index].levers[place].cost
                }),
            }
        })
        .collect()
}

/// The levers that a clause gives, withholds or demands.
fn about(clause: &Clause) -> impl Iterator<Item = usize> {
    let target = match clause.target {
        ClauseTarget::Lever(lever) => Some(lever),
        ClauseTarget::Concession(_) => None,
    };
    target.into_iter().chain(clause.demands)
}

pub(super) fn instrument(cast: &Cast<'_>) -> BriefedInstrument {
    let negotiation = cast.negotiation;
    let instrument: &Instrument = &negotiation.instrument;
    let possible = |id: Option<&'static str>| {
        id.filter(|_| other_form(cast.scenario, negotiation, id).is_some())
    };
    let measures = negotiation.accompanying.iter();
    BriefedInstrument {
        id: instrument.id,
        name: instrument.name,
        binding: instrument.binding,
        layers: instrument.layers,
        falls_back_to: possible(instrument.falls_back_to),
        upgrades_to: possible(instrument.upgrades_to),
        accompanying: measures.map(|measure| measure.name).collect(),
    }
}

impl BriefedClause {
    /// What of it is there before the first round: `Already announced to 100 %, carried out to 50 %.`
    pub(super) fn already(&self) -> Option<String> {
        let measures = [
            ("announced", &self.announced),
            ("carried out", &self.carried_out),
        ];
        let stated = measures.into_iter().filter(|(_, measure)| {
            let [_, most] = measure.range.unwrap_or([0.0, measure.figure]);
            most > 0.0
        });
        let words: Vec<String> = stated
            .map(|(what, measure)| format!("{what} to {}", measure.share()))
            .collect();
        (!words.is_empty()).then(|| format!("Already {}.", words.join(", ")))
    }

    /// Whether a page shows it: an inactive default is none that anybody stated.
    pub(super) fn shown(&self) -> bool {
        self.intensity > 0.0 || DEFAULT_CLAUSES.iter().all(|(id, _)| *id != self.id)
    }
}

impl BriefedLever {
    /// What it is worth and costs, in a few words.
    pub(super) fn words(&self) -> String {
        let level = match self.level == LeverLevel::Eu.name() {
            true => "decided by the EU; ",
            false => "",
        };
        format!(
            "{} ({level}worth {}, cost {})",
            self.name,
            self.value.words(),
            self.cost.words()
        )
    }
}
