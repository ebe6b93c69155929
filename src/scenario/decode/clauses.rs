//! Clauses of a negotiation, and those that hold where it states none.

use super::figures::Reader;
use super::states::MAX_MEMBERS;
use crate::document::{Fields, Member, Node, member_path};
use crate::domain::{
    CLAUSE_PARAMETERS, Channel, Clause, ClauseKind, ClauseTarget, Condition, DEFAULT_AT_LEAST,
    DEFAULT_BELOW, DEFAULT_CLAUSES, Direction, Lever, Negotiation, Side, Watched,
};
use crate::scenario::Owner;

impl Reader<'_> {
    pub(super) fn clauses(
        &mut self,
        fields: &mut Fields<'_>,
        index: usize,
        negotiation: &mut Negotiation,
    ) {
        add_default_levers(negotiation);
        let members = self.map_by_id(fields, "clauses", 0..=MAX_MEMBERS);
        let path = fields.path_of("clauses");
        let mut ids: Vec<&str> = members.iter().map(|member| member.key.as_str()).collect();
        ids.extend(DEFAULT_CLAUSES.iter().map(|(id, _)| *id));
        ids.sort_unstable();
        ids.dedup();
        for member in &members {
            let path = member_path(&path, &member.key);
            let place = ids.iter().position(|id| *id == member.key).unwrap_or(0);
            if let Some(clause) = self.clause(member, &path, (index, place), negotiation) {
                negotiation.clauses.push(clause);
            }
        }
        add_default_clauses(negotiation);
        negotiation.clauses.sort_by(|a, b| a.id.cmp(&b.id));
        self.place_clauses(index, negotiation, &path);
    }

    /// Uncertain figures of clauses are remembered by path; their places are known only once the
    /// default clauses are in.
    fn place_clauses(&mut self, index: usize, negotiation: &Negotiation, path: &str) {
        for input in &mut self.uncertain {
            if let Owner::Clause(n, _, parameter) = input.owner
                && n == index
            {
                let place = negotiation.clauses.iter().position(|clause| {
                    let path = member_path(path, &clause.id);
                    input.path == member_path(&path, parameter.name)
                });
                if let Some(place) = place {
                    input.owner = Owner::Clause(n, place, parameter);
                }
            }
        }
    }

    fn clause(
        &mut self,
        member: &Member,
        path: &str,
        (index, place): (usize, usize),
        negotiation: &Negotiation,
    ) -> Option<Clause> {
        let before = self.problems.len();
        let mut fields = Fields::open(&member.node, path, &mut self.problems)?;
        fields.text("note", &mut self.problems);
        let enabled = fields.flag("enabled", &mut self.problems);
        let watched = self.watched(&mut fields, negotiation);
        let stated_by = self.side(&mut fields, "by");
        let by = stated_by.unwrap_or(match watched {
            Some(Watched::Issue(issue)) => negotiation.issues[issue].conceded_by.other(),
            Some(Watched::Agreement) | None => Side::Destination,
        });
        if let (Some(Watched::Issue(issue)), Some(node)) = (watched, fields.take("if"))
            && negotiation.issues[issue].conceded_by == by
        {
            let message = format!(
                "a clause by the {} watches what the other side concedes, and {} is its own \
                 concession",
                by.name(),
                node.describe()
            );
            self.refuse(node, &fields.path_of("if"), message, None);
        }
        let target = self.target(&mut fields, member, by, negotiation);
        let more = target.is_some_and(|(more, _)| more);
        let demands = self.demands(&mut fields, by, more, negotiation);
        let kind = match (more, by) {
            (true, _) => ClauseKind::Positive,
            (false, Side::Destination) => ClauseKind::Negative,
            (false, Side::Partner) => ClauseKind::Reverse,
        };
        let mut clause = Clause {
            id: member.key.clone(),
            enabled: enabled.unwrap_or(true),
            by,
            kind,
            condition: Condition {
                watched: watched.unwrap_or(Watched::Agreement),
                direction: Direction::AtLeast,
                threshold: 0.5,
                rounds: 1.0,
            },
            target: target.map_or(ClauseTarget::Lever(0), |(_, target)| target),
            demands,
            announced: 0.0,
            carried_out: 0.0,
        };
        let stated = self.parameters(&mut fields, CLAUSE_PARAMETERS, &mut clause, |parameter| {
            Owner::Clause(index, place, parameter)
        });
        if stated.contains(&"below") {
            clause.condition.direction = Direction::Below;
        }
        let names = ["at_least", "below"];
        let given: Vec<&Node> = names.iter().filter_map(|name| fields.take(name)).collect();
        self.exactly_one(&member.node, path, &names, &given);
        fields.close(&mut self.problems);
        (self.problems.len() == before).then_some(clause)
    }

    fn watched(&mut self, fields: &mut Fields<'_>, negotiation: &Negotiation) -> Option<Watched> {
        let expected = "the id of an issue, or \"agreement\"";
        let node = fields.require("if", expected, &mut self.problems)?;
        if node.as_text() == Some("agreement") || negotiation.issues.is_empty() {
            return Some(Watched::Agreement);
        }
        let ids = negotiation.issues.iter().map(|issue| issue.id.as_str());
        let ids = ids.chain(["agreement"]);
        self.expect_id(node, &fields.path_of("if"), expected, ids)
            .map(Watched::Issue)
    }

    /// Whether the clause gives more or less, and of what.
    fn target(
        &mut self,
        fields: &mut Fields<'_>,
        member: &Member,
        by: Side,
        negotiation: &Negotiation,
    ) -> Option<(bool, ClauseTarget)> {
        let (more, less) = (fields.take("more"), fields.take("less"));
        let (more, node, key) = match (more, less) {
            (Some(node), None) => (true, node, "more"),
            (None, Some(node)) => (false, node, "less"),
            _ => {
                let given: Vec<&Node> = more.into_iter().chain(less).collect();
                self.exactly_one(&member.node, fields.path(), &["more", "less"], &given);
                return None;
            }
        };
        let expected = format!("a lever or a concession of the {}", by.name());
        let own_issue = |id: &&str| {
            let conceded = |issue: &&crate::domain::Issue| issue.conceded_by == by;
            negotiation
                .issues
                .iter()
                .filter(conceded)
                .any(|issue| issue.id == **id)
        };
        let own_lever = |id: &&str| {
            negotiation
                .levers
                .iter()
                .any(|lever| lever.by == by && lever.id == **id)
        };
        let issues = negotiation.issues.iter().map(|issue| issue.id.as_str());
        let levers = negotiation.levers.iter().map(|lever| lever.id.as_str());
        let ids = issues
            .clone()
            .filter(own_issue)
            .chain(levers.clone().filter(own_lever));
        self.expect_id(node, &fields.path_of(key), &expected, ids)?;
        let id = node.as_text()?;
        let target = match issues.clone().position(|issue| issue == id) {
            Some(issue) => ClauseTarget::Concession(issue),
            None => ClauseTarget::Lever(levers.clone().position(|lever| lever == id)?),
        };
        Some((more, target))
    }

    fn demands(
        &mut self,
        fields: &mut Fields<'_>,
        by: Side,
        more: bool,
        negotiation: &Negotiation,
    ) -> Option<usize> {
        let default = negotiation
            .levers
            .iter()
            .position(|lever| lever.id == DEMANDED && lever.by == Side::Destination);
        let Some(node) = fields.take("demands") else {
            return default.filter(|_| by == Side::Partner && !more);
        };
        let path = fields.path_of("demands");
        if by == Side::Destination || more {
            let message = "only a clause by the partner that gives `less` can demand".to_owned();
            self.refuse(node, &path, message, None);
            return None;
        }
        let of_destination = |lever: &&Lever| lever.by == Side::Destination;
        let ids = negotiation
            .levers
            .iter()
            .filter(of_destination)
            .map(|lever| lever.id.as_str());
        self.expect_id(node, &path, "a lever of the destination", ids)?;
        let id = node.as_text()?;
        negotiation.levers.iter().position(|lever| lever.id == id)
    }
}

/// What the destination gives for cooperation in general.
const BENEFITS: &str = "general_benefits";
/// What it withholds for the lack of it.
const RESTRICTIONS: &str = "general_restrictions";
/// What the partner asks for when it demands.
const DEMANDED: &str = "further_support";
/// What the partner does when it retaliates.
const ONWARD: &str = "onward_movement";

/// Levers for the default clauses; a lever of the same id in the file takes their place.
fn add_default_levers(negotiation: &mut Negotiation) {
    for (id, by, channel) in [
        (BENEFITS, Side::Destination, Channel::Economic),
        (RESTRICTIONS, Side::Destination, Channel::Economic),
        (DEMANDED, Side::Destination, Channel::Economic),
        (ONWARD, Side::Partner, Channel::Migration),
    ] {
        let default = Lever {
            channel,
            ..Lever::new(id, by)
        };
        if !negotiation
            .levers
            .iter()
            .any(|lever| lever.id == default.id)
        {
            negotiation.levers.push(default);
        }
    }
}

/// A kind of conditionality for which the file states no clause gets one on the agreement as a
/// whole, so that every conduct has something to act on. A clause that is switched off is stated.
fn add_default_clauses(negotiation: &mut Negotiation) {
    let lever = |id: &str, by: Side| {
        negotiation
            .levers
            .iter()
            .position(|lever| lever.id == id && lever.by == by)
    };
    let (benefits, restrictions, demanded, onward) = (
        lever(BENEFITS, Side::Destination),
        lever(RESTRICTIONS, Side::Destination),
        lever(DEMANDED, Side::Destination),
        lever(ONWARD, Side::Partner),
    );
    for (id, kind) in DEFAULT_CLAUSES {
        let (by, direction, threshold, target, demands) = match kind {
            ClauseKind::Positive => (
                Side::Destination,
                Direction::AtLeast,
                DEFAULT_AT_LEAST,
                benefits,
                None,
            ),
            ClauseKind::Negative => (
                Side::Destination,
                Direction::Below,
                DEFAULT_BELOW,
                restrictions,
                None,
            ),
            ClauseKind::Reverse => (
                Side::Partner,
                Direction::Below,
                DEFAULT_BELOW,
                onward,
                demanded,
            ),
        };
        let stated = negotiation
            .clauses
            .iter()
            .any(|clause| clause.id == id || clause.kind == kind && clause.by == by);
        let Some(target) = target.filter(|_| !stated) else {
            continue;
        };
        negotiation.clauses.push(Clause {
            id: id.to_owned(),
            enabled: true,
            by,
            kind,
            condition: Condition {
                watched: Watched::Agreement,
                direction,
                threshold,
                rounds: 1.0,
            },
            target: ClauseTarget::Lever(target),
            demands,
            announced: 0.0,
            carried_out: 0.0,
        });
    }
}
