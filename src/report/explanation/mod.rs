//! Why an approach is called coercive or cooperative: the clauses that decide it, and the rules
//! that act on them.

mod page;

use serde::Serialize;

use super::cast::{Cast, talks};
use super::clauses::{called, sentence};
use super::named::Named;
use super::words::DISCLAIMER;
use crate::domain::{
    APPROACH_SOURCE, Approach, CONDUCT_DESTINATION, CONDUCT_PARTNER, Clause, Conduct, Parameter,
    Side,
};
use crate::model::rules_on;
use crate::scenario::Scenario;

/// The format that an explanation in JSON names.
pub const EXPLANATION_FORMAT: &str = "demarche-explanation/1";

/// The approach of every negotiation of a scenario, explained.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ApproachExplanation {
    /// The format.
    pub format: &'static str,
    /// What is explained.
    pub topic: &'static str,
    /// The title of the scenario.
    pub scenario: String,
    /// Changes to the file.
    pub overrides: Vec<String>,
    /// Every label with what it stands for.
    pub labels: Named<&'static str>,
    /// Where the labels come from.
    pub source: &'static str,
    /// Negotiations by id.
    pub negotiations: Named<ExplainedApproach>,
    /// The rules that act on some clause, by id.
    pub rules: Named<ExplainedRule>,
    /// What it may not be used for.
    pub disclaimer: &'static str,
}

/// The approach of one negotiation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedApproach {
    /// The destination's name.
    pub destination: String,
    /// The partner's name.
    pub partner: String,
    /// What a person is told that it is called: its name, or its parties.
    #[serde(skip)]
    pub called: String,
    /// The label.
    pub approach: &'static str,
    /// The label in a sentence.
    pub why: &'static str,
    /// The kinds of conditionality that decide the label: the destination's.
    pub decides: Vec<ExplainedKind>,
    /// The partner's, which no label counts.
    pub partner_side: Vec<ExplainedKind>,
}

/// How one side uses one kind of conditionality.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedKind {
    /// Its name in the conduct of the side.
    pub name: &'static str,
    /// The same in the words of the field.
    pub called: &'static str,
    /// What it counts as in the label: `cooperative` or `coercive`; nothing for the partner's.
    pub counts_as: Option<&'static str>,
    /// What it is.
    pub meaning: &'static str,
    /// Where the notion comes from.
    pub source: &'static str,
    /// The name of the state that uses it.
    pub by: String,
    /// How intensively, from 0 (its clauses are there, but inactive) to 1.
    pub intensity: f64,
    /// The clauses of this kind.
    pub clauses: Vec<ExplainedClause>,
}

/// A clause, and the rules that act on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedClause {
    /// Its id.
    pub id: String,
    /// What it says.
    pub says: String,
    /// It is used: the intensity of its kind is above 0.
    pub active: bool,
    /// Ids of the rules that are looked at for it, in rulebook order.
    pub rules: Vec<String>,
}

/// A rule that acts on clauses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedRule {
    /// What it says.
    pub says: String,
    /// Where its mechanism comes from.
    pub source: String,
}

impl ApproachExplanation {
    /// The approach of every negotiation of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, overrides: Vec<String>) -> ApproachExplanation {
        let indices = 0..scenario.negotiations.len();
        let negotiations = indices.map(|index| {
            let cast = Cast::new(scenario, index);
            (cast.negotiation.id.clone(), ExplainedApproach::new(&cast))
        });
        let negotiations = Named(negotiations.collect::<Vec<_>>());
        ApproachExplanation {
            format: EXPLANATION_FORMAT,
            topic: "approach",
            scenario: scenario.title.clone(),
            overrides,
            labels: Named(
                Approach::ALL
                    .map(|label| (label.name().to_owned(), label.meaning()))
                    .into(),
            ),
            source: APPROACH_SOURCE,
            rules: rules(scenario, &negotiations),
            negotiations,
            disclaimer: DISCLAIMER,
        }
    }
}

/// The rules that act on some clause, in rulebook order.
fn rules(scenario: &Scenario, negotiations: &Named<ExplainedApproach>) -> Named<ExplainedRule> {
    let acts = |id: &String| {
        let mut kinds = negotiations
            .iter()
            .flat_map(|(_, negotiation)| negotiation.kinds());
        kinds.any(|kind| kind.clauses.iter().any(|clause| clause.rules.contains(id)))
    };
    let rules = scenario
        .rulebook
        .rules()
        .iter()
        .filter(|rule| acts(&rule.id));
    let rules = rules.map(|rule| {
        let explained = ExplainedRule {
            says: rule.says.clone(),
            source: rule.source.clone(),
        };
        (rule.id.clone(), explained)
    });
    Named(rules.collect())
}

impl ExplainedApproach {
    fn new(cast: &Cast<'_>) -> ExplainedApproach {
        let approach = cast.negotiation.approach();
        let kinds = |side: Side, table: &'static [Parameter<Conduct>]| {
            let kinds = table
                .iter()
                .map(|parameter| ExplainedKind::new(cast, side, parameter));
            kinds.collect::<Vec<_>>()
        };
        ExplainedApproach {
            destination: cast.side(Side::Destination).to_owned(),
            partner: cast.side(Side::Partner).to_owned(),
            called: talks(cast.scenario, cast.negotiation),
            approach: approach.name(),
            why: approach.meaning(),
            decides: kinds(Side::Destination, CONDUCT_DESTINATION),
            partner_side: kinds(Side::Partner, CONDUCT_PARTNER),
        }
    }

    /// The kinds of both sides, the destination's first.
    pub fn kinds(&self) -> impl Iterator<Item = &ExplainedKind> {
        self.decides.iter().chain(&self.partner_side)
    }
}

impl ExplainedKind {
    fn new(cast: &Cast<'_>, side: Side, parameter: &Parameter<Conduct>) -> ExplainedKind {
        let negotiation = cast.negotiation;
        let mut conduct = negotiation.conduct;
        let clauses = negotiation.clauses.iter().enumerate();
        let own = |clause: &Clause| clause.by == side && clause.kind.name() == parameter.name;
        let clauses = clauses
            .filter(|(_, clause)| own(clause))
            .map(|(index, clause)| {
                let rules = rules_on(&cast.scenario.rulebook, negotiation, index);
                ExplainedClause {
                    id: clause.id.clone(),
                    says: sentence(cast, clause),
                    active: negotiation.intensity(clause) > 0.0,
                    rules: rules.iter().map(|rule| rule.id.clone()).collect(),
                }
            });
        ExplainedKind {
            name: parameter.name,
            called: called(side, parameter.name),
            counts_as: counts_as(side, parameter.name),
            meaning: parameter.meaning,
            source: parameter.source,
            by: cast.side(side).to_owned(),
            intensity: parameter.get(&mut conduct).unwrap_or_default(),
            clauses: clauses.collect(),
        }
    }
}

/// The label that a kind of conditionality alone would make.
fn counts_as(side: Side, name: &str) -> Option<&'static str> {
    let label = match (side, name) {
        (Side::Destination, "positive") => Approach::derive(true, false),
        (Side::Destination, "negative") => Approach::derive(false, true),
        _ => return None,
    };
    Some(label.name())
}
