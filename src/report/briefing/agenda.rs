//! What is on the table, and how it is linked.

use serde::Serialize;

use super::super::cast::{Cast, spaced};
use super::super::named::Named;
use super::super::words::money;
use super::figures::{BriefedFigure, Ends};
use crate::document::member_path;
use crate::domain::{ISSUE_PARAMETERS, Issue, LinkageMode, Side};

/// An issue on the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedIssue {
    /// Its id.
    pub id: String,
    /// What it is called: as the file names it, or its id as words.
    pub name: String,
    /// The name of the state that concedes it.
    pub conceded_by: String,
    /// Value points per round at full level to the destination, in its own points.
    pub destination: BriefedFigure,
    /// The same to the partner, in its own points.
    pub partner: BriefedFigure,
    /// Weights on the movements of people, where there are any.
    pub moves: Named<f64>,
    /// EUR million a year at full level, where there is a budget; the mean of one that is drawn.
    pub spending_per_year: Option<f64>,
}

/// Issues that are linked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedLinkage {
    /// Its id.
    pub id: String,
    /// Ids of its issues.
    pub issues: Vec<String>,
    /// What these are called.
    #[serde(skip)]
    pub(super) names: Vec<String>,
    /// `tactical` or `substantive`.
    pub kind: &'static str,
    /// `joint`, `parallel` or `sequential`.
    pub mode: &'static str,
}

pub(super) fn issues(ends: &Ends<'_>, cast: &Cast<'_>, index: usize) -> Vec<BriefedIssue> {
    let negotiation = cast.negotiation;
    let path = member_path(&member_path("negotiations", &negotiation.id), "issues");
    let issues = negotiation.issues.iter().enumerate();
    issues
        .map(|(place, issue)| {
            let path = member_path(&path, &issue.id);
            let value = |name: &str, side| {
                let path = member_path(&member_path(&path, "value"), name);
                ends.figure(&path, |scenario| {
                    scenario.negotiations[index].issues[place].value[side]
                })
            };
            BriefedIssue {
                id: issue.id.clone(),
                name: cast.issue(place),
                conceded_by: cast.side(issue.conceded_by).to_owned(),
                destination: value("destination", Side::Destination),
                partner: value("partner", Side::Partner),
                moves: moves(issue),
                spending_per_year: issue.spending_per_year,
            }
        })
        .collect()
}

/// The movements that an issue weighs on, from the table of its parameters.
fn moves(issue: &Issue) -> Named<f64> {
    let mut issue = issue.clone();
    let weights = ISSUE_PARAMETERS.iter().filter_map(|parameter| {
        let movement = parameter.name.strip_prefix("moves.")?;
        let weight = parameter.get(&mut issue).filter(|weight| *weight > 0.0)?;
        Some((movement.to_owned(), weight))
    });
    Named(weights.collect())
}

pub(super) fn linkages(cast: &Cast<'_>) -> Vec<BriefedLinkage> {
    let issues = &cast.negotiation.issues;
    let linkages = cast.negotiation.linkages.iter();
    linkages
        .map(|linkage| BriefedLinkage {
            id: linkage.id.clone(),
            issues: linkage
                .issues
                .iter()
                .map(|&i| issues[i].id.clone())
                .collect(),
            names: linkage.issues.iter().map(|&i| cast.issue(i)).collect(),
            kind: linkage.kind.name(),
            mode: linkage.mode.name(),
        })
        .collect()
}

impl BriefedIssue {
    /// What it moves and costs, in a few words.
    pub(super) fn effects(&self) -> String {
        let moves = self.moves.iter();
        let moves = moves.map(|(movement, weight)| format!("{} {weight}", spaced(movement)));
        let spending = self.spending_per_year.into_iter();
        let spending = spending.map(|figure| format!("EUR {} million a year", money(figure)));
        moves.chain(spending).collect::<Vec<_>>().join(", ")
    }
}

impl BriefedLinkage {
    /// How its issues are settled, in a few words.
    pub(super) fn words(&self) -> String {
        let mode = match self.mode {
            mode if mode == LinkageMode::Joint.name() => "settled together",
            mode if mode == LinkageMode::Parallel.name() => "settled apart, at the same time",
            _ => "settled one after the other",
        };
        format!("{mode}, {}", self.kind)
    }
}
