//! States of a scenario.

use std::ops::RangeInclusive;

use super::figures::{Bounds, Reader, Stated, items, of_a_number};
use crate::document::{Fields, Member, Node, Value, member_path};
use crate::domain::{
    LEVERAGE_PARAMETERS, Leverage, Parameter, Regime, Role, STATE_PARAMETERS, State, StateKind,
};
use crate::scenario::{Owner, Scenario};

/// States, negotiations, levers and the like that one object can have.
pub(super) const MAX_MEMBERS: usize = 1_000;

impl Reader<'_> {
    pub(super) fn states(&mut self, fields: &mut Fields<'_>, scenario: &mut Scenario) {
        let members = self.map_by_id(fields, "states", 1..=MAX_MEMBERS);
        for (index, member) in members.iter().enumerate() {
            let path = member_path("states", &member.key);
            let state = self.state(member, &path, index);
            scenario.states.push(state);
        }
    }

    /// The members of an object of things by id, in the order of the ids; none where they are too
    /// few or too many, which is a problem. With a limit of 1 or more the object is required.
    pub(super) fn map_by_id<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
        limits: RangeInclusive<usize>,
    ) -> Vec<&'n Member> {
        let expected = format!("an object of {key} by id");
        let node = if *limits.start() > 0 {
            fields.require(key, &expected, &mut self.problems)
        } else {
            fields.take(key)
        };
        let path = fields.path_of(key);
        let Some((node, mut open)) =
            node.and_then(|node| Some((node, Fields::open(node, &path, &mut self.problems)?)))
        else {
            return Vec::new();
        };
        let mut members: Vec<&Member> = open.members().collect();
        if members.len() < *limits.start() {
            self.problems.expected(node.place, &path, &expected, node);
        }
        let most = *limits.end();
        if let Some(beyond) = members.get(most) {
            let message = format!("expected at most {most} {key}, found {}", members.len());
            self.problems.add(beyond.key_place, &path, message);
            return Vec::new();
        }
        members.sort_by(|a, b| a.key.cmp(&b.key));
        for member in &members {
            self.check_id(member, &member_path(&path, &member.key));
        }
        members
    }

    fn state(&mut self, member: &Member, path: &str, index: usize) -> State {
        let mut state = State::new(&member.key);
        let Some(mut fields) = Fields::open(&member.node, path, &mut self.problems) else {
            return state;
        };
        if let Some(name) = fields.text("name", &mut self.problems) {
            name.clone_into(&mut state.name);
        }
        fields.text("note", &mut self.problems);
        if let Some(node) = fields.take("kind") {
            match node.as_text() {
                Some("state") => {}
                Some("organisation") => state.kind = StateKind::Organisation,
                _ => self.expect_one_of(node, &fields.path_of("kind"), &["state", "organisation"]),
            }
        }
        if let Some(node) = fields.take("regime") {
            match node.as_text() {
                Some("consolidated_democracy") => state.regime = Regime::ConsolidatedDemocracy,
                Some("other") => {}
                _ => self.expect_one_of(
                    node,
                    &fields.path_of("regime"),
                    &["consolidated_democracy", "other"],
                ),
            }
        }
        self.roles(&mut fields, &mut state);
        state.member_of = fields
            .text("member_of", &mut self.problems)
            .map(str::to_owned);
        let expected = "a number from 0 to 1, or an object of channels";
        if let Some(node) = fields.require("leverage", expected, &mut self.problems) {
            let path = fields.path_of("leverage");
            state.leverage =
                self.leverage(node, &path, |channel| Owner::StateLeverage(index, channel));
        }
        self.parameters(&mut fields, STATE_PARAMETERS, &mut state, |parameter| {
            Owner::State(index, parameter)
        });
        fields.close(&mut self.problems);
        state
    }

    fn roles(&mut self, fields: &mut Fields<'_>, state: &mut State) {
        let names = ["destination", "origin", "transit"];
        let path = fields.path_of("roles");
        let nodes = fields.list("roles", &mut self.problems).unwrap_or(&[]);
        for (node, path) in items(nodes, &path) {
            let role = match node.as_text() {
                Some("destination") => Role::Destination,
                Some("origin") => Role::Origin,
                Some("transit") => Role::Transit,
                _ => {
                    self.expect_one_of(node, &path, &names);
                    continue;
                }
            };
            if !state.roles.contains(&role) {
                state.roles.push(role);
            }
        }
    }

    /// A number, or an object of the four channels.
    pub(super) fn leverage(
        &mut self,
        node: &Node,
        path: &str,
        wrap: impl Fn(Option<&'static Parameter<Leverage>>) -> Owner,
    ) -> Leverage {
        let mut leverage = Leverage::default();
        let channels = match &node.value {
            Value::Object(members) => {
                !members.is_empty() && !members.iter().any(|member| of_a_number(&member.key))
            }
            _ => false,
        };
        if channels {
            if let Some(mut fields) = Fields::open(node, path, &mut self.problems) {
                self.parameters(&mut fields, LEVERAGE_PARAMETERS, &mut leverage, |channel| {
                    wrap(Some(channel))
                });
                fields.close(&mut self.problems);
            }
            return leverage;
        }
        let bounds = Bounds {
            low: 0.0,
            high: 1.0,
            whole: false,
            nullable: false,
            wgi: false,
        };
        match self.number(node, path, &bounds) {
            Some(Stated::Figure(figure)) => leverage.overall = Some(figure),
            Some(Stated::Drawn(distribution)) => {
                leverage.overall = Some(distribution.mean());
                self.draw(path, wrap(None), distribution);
            }
            Some(Stated::Null) | None => {}
        }
        leverage
    }
}
