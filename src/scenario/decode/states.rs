//! States of a scenario.

use super::figures::{Bounds, Reader, Stated, path_to};
use crate::document::{Fields, Member, Node, Value};
use crate::domain::{
    LEVERAGE_PARAMETERS, Leverage, Parameter, Regime, Role, STATE_PARAMETERS, State, StateKind,
};
use crate::scenario::{Owner, Scenario};

impl Reader<'_> {
    pub(super) fn states(&mut self, fields: &mut Fields<'_>, scenario: &mut Scenario) {
        let members = self.map_by_id(fields, "states", true, "an object of states by id");
        for (index, member) in members.iter().enumerate() {
            let path = path_to("states", &member.key);
            let state = self.state(member, &path, index);
            scenario.states.push(state);
        }
    }

    /// The members of an object of things by id, in the order of the ids.
    pub(super) fn map_by_id<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
        required: bool,
        expected: &str,
    ) -> Vec<&'n Member> {
        let node = if required {
            fields.require(key, expected, &mut self.problems)
        } else {
            fields.take(key)
        };
        let path = fields.path_of(key);
        let Some(mut open) = node.and_then(|node| Fields::open(node, &path, &mut self.problems))
        else {
            return Vec::new();
        };
        let mut members: Vec<&Member> = open.members().collect();
        members.sort_by(|a, b| a.key.cmp(&b.key));
        for member in &members {
            self.check_id(member, &path_to(&path, &member.key));
        }
        if let (true, true, Some(node)) = (required, members.is_empty(), node) {
            let message = format!("expected {expected}, found an empty object");
            self.refuse(node, &path, message, None);
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
        for node in fields.list("roles", &mut self.problems).unwrap_or(&[]) {
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
            Value::Object(members) => members.iter().any(|member| {
                LEVERAGE_PARAMETERS
                    .iter()
                    .any(|channel| channel.name == member.key)
            }),
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
