//! Scheduled events of a scenario.

use super::figures::Reader;
use super::states::MAX_MEMBERS;
use crate::document::{Fields, Member, member_path};
use crate::domain::{EVENT_PARAMETERS, Event, EventKind, LONGEST_EVENT};
use crate::scenario::{Month, Owner, Scenario};

const KINDS: &[&str] = &[
    "change_of_government",
    "election",
    "crisis",
    "surge",
    "instrumentalisation",
    "funding_stop",
];

impl Reader<'_> {
    pub(super) fn events(&mut self, fields: &mut Fields<'_>, scenario: &mut Scenario) {
        let members = self.map_by_id(fields, "events", 0..=MAX_MEMBERS);
        for member in &members {
            let path = member_path("events", &member.key);
            let place = scenario.events.len();
            if let Some(event) = self.event(member, &path, place, scenario) {
                scenario.events.push(event);
            }
        }
    }

    fn event(
        &mut self,
        member: &Member,
        path: &str,
        place: usize,
        scenario: &Scenario,
    ) -> Option<Event> {
        let before = self.problems.len();
        let mut fields = Fields::open(&member.node, path, &mut self.problems)?;
        fields.text("note", &mut self.problems);
        fields.take("by");
        let after = self.date(&mut fields, scenario);
        let round = after
            .and_then(|after| usize::try_from(after / (scenario.months_per_round as u32)).ok());
        let kind = self.event_kind(&mut fields, scenario);
        let stops = matches!(kind, Some(EventKind::FundingStop { .. }));
        if kind.is_some() && !stops {
            fields.text("by", &mut self.problems);
        }
        let mut event = Event {
            id: member.key.clone(),
            kind: kind.unwrap_or(EventKind::Crisis { state: 0 }),
            round: round.unwrap_or(0),
            months_after_start: after.unwrap_or(0),
            probability: match kind {
                Some(EventKind::Election { .. }) => 0.5,
                _ => 1.0,
            },
            months: match round {
                Some(round) if stops => {
                    let left = (scenario.rounds - round) as f64 * scenario.months_per_round;
                    left.min(LONGEST_EVENT)
                }
                _ => 12.0,
            },
            pressure: 0.0,
            disposition: None,
        };
        for parameter in EVENT_PARAMETERS {
            parameter.reset(&mut event);
        }
        self.parameters(&mut fields, EVENT_PARAMETERS, &mut event, |parameter| {
            Owner::Event(place, parameter)
        });
        fields.close(&mut self.problems);
        (self.problems.len() == before).then_some(event)
    }

    /// The months from the start to a date.
    fn date(&mut self, fields: &mut Fields<'_>, scenario: &Scenario) -> Option<u32> {
        let length = scenario.months_per_round as u32;
        let months = u32::try_from(scenario.rounds)
            .unwrap_or(u32::MAX)
            .saturating_mul(length);
        let last = scenario.start.plus(months - 1);
        let expected = format!("a month from {} to {last}", scenario.start);
        let node = fields.require("date", &expected, &mut self.problems)?;
        let after = node
            .as_text()
            .and_then(Month::parse)
            .map(|date| scenario.start.months_until(date))
            .and_then(|months| u32::try_from(months).ok())
            .filter(|&after| after < months);
        if after.is_none() {
            let message = format!("expected {expected}, found {}", node.describe());
            self.refuse(node, &fields.path_of("date"), message, None);
        }
        after
    }

    fn event_kind(&mut self, fields: &mut Fields<'_>, scenario: &Scenario) -> Option<EventKind> {
        let node = fields.require("kind", "the kind of the event", &mut self.problems);
        let kind = match node.and_then(|node| node.as_text()) {
            Some("change_of_government") => EventKind::ChangeOfGovernment {
                irregular: fields
                    .flag("irregular", &mut self.problems)
                    .unwrap_or(false),
                state: self.concerned(fields, "state", scenario)?,
            },
            Some("election") => EventKind::Election {
                state: self.concerned(fields, "state", scenario)?,
            },
            Some("crisis") => EventKind::Crisis {
                state: self.concerned(fields, "state", scenario)?,
            },
            Some("surge") => EventKind::Surge {
                negotiation: self.concerned(fields, "negotiation", scenario)?,
            },
            Some("instrumentalisation") => EventKind::Instrumentalisation {
                negotiation: self.concerned(fields, "negotiation", scenario)?,
            },
            Some("funding_stop") => self.funding_stop(fields, scenario)?,
            _ => {
                if let Some(node) = node {
                    self.expect_one_of(node, &fields.path_of("kind"), KINDS);
                }
                // What the event concerns cannot be judged without its kind.
                for key in ["irregular", "state", "negotiation", "issue"] {
                    fields.take(key);
                }
                return None;
            }
        };
        Some(kind)
    }

    /// A stop of what a side delivers: of one issue, or of all that it concedes.
    fn funding_stop(&mut self, fields: &mut Fields<'_>, scenario: &Scenario) -> Option<EventKind> {
        let concerned = self.concerned(fields, "negotiation", scenario);
        let node = fields.take("issue");
        let required = "`destination` or `partner`";
        fields.require("by", required, &mut self.problems)?;
        let (by, negotiation) = self.side(fields, "by").zip(concerned)?;
        let conceded = || {
            let issues = scenario.negotiations[negotiation].issues.iter().enumerate();
            issues.filter(move |(_, issue)| issue.conceded_by == by)
        };
        let ids = conceded().map(|(_, issue)| issue.id.as_str());
        let issue = match node {
            Some(node) => {
                let path = fields.path_of("issue");
                let expected = format!("the id of an issue that the {} concedes", by.name());
                let place = self.expect_id(node, &path, &expected, ids)?;
                conceded().nth(place).map(|(index, _)| index)
            }
            None if conceded().next().is_none() => {
                let message = format!(
                    "the {} concedes nothing in `{}`: there is nothing to stop",
                    by.name(),
                    scenario.negotiations[negotiation].id
                );
                self.problems.add(fields.place(), fields.path(), message);
                return None;
            }
            None => None,
        };
        Some(EventKind::FundingStop {
            negotiation,
            by,
            issue,
        })
    }

    /// The index of the state or negotiation that an event concerns.
    fn concerned(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        scenario: &Scenario,
    ) -> Option<usize> {
        let expected = format!("the id of a {key}");
        let node = fields.require(key, &expected, &mut self.problems)?;
        let path = fields.path_of(key);
        if key == "state" {
            return self.state_index(node, &path, scenario);
        }
        if scenario.negotiations.is_empty() {
            return None;
        }
        let ids = scenario.negotiations.iter().map(|n| n.id.as_str());
        self.expect_id(node, &path, &expected, ids)
    }
}
