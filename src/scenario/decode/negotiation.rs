//! Negotiations of a scenario: parties, issues, levers, conduct and instrument.

use super::figures::{Bounds, Reader, Stated, items};
use super::states::MAX_MEMBERS;
use crate::document::{
    Fields, Member, Node, Problem, Value, member_path, nearest, quoted, suggestion,
};
use crate::domain::{
    ACCOMPANYING_MEASURES, Area, CATALOGUE, CONDUCT_DESTINATION, CONDUCT_PARTNER, Channel, Conduct,
    INSTRUMENT_LAYERS, INSTRUMENT_PARAMETERS, INSTRUMENTS, ISSUE_PARAMETERS, Instrument, Issue,
    LEVER_PARAMETERS, Lever, LeverLevel, Moves, NEGOTIATION_PARAMETERS, Negotiation, Obstacle,
    PerSide, Preset, Side, catalogue_issue, instrument,
};
use crate::scenario::{Owner, Scenario};

impl Reader<'_> {
    pub(super) fn negotiations(&mut self, fields: &mut Fields<'_>, scenario: &mut Scenario) {
        let members = self.map_by_id(fields, "negotiations", 1..=MAX_MEMBERS);
        for (index, member) in members.iter().enumerate() {
            let path = member_path("negotiations", &member.key);
            let negotiation = self.negotiation(member, &path, index, scenario);
            scenario.negotiations.push(negotiation);
        }
    }

    fn negotiation(
        &mut self,
        member: &Member,
        path: &str,
        index: usize,
        scenario: &Scenario,
    ) -> Negotiation {
        let default = instrument(DEFAULT_INSTRUMENT)
            .unwrap_or_else(|| unreachable!("{DEFAULT_INSTRUMENT} is in the table"));
        let mut negotiation = Negotiation::new(&member.key, PerSide::default(), *default);
        let Some(mut fields) = Fields::open(&member.node, path, &mut self.problems) else {
            return negotiation;
        };
        fields.text("note", &mut self.problems);
        negotiation.name = self.name(&mut fields);
        let destination = self.party(&mut fields, "destination", scenario);
        let partner = self.party(&mut fields, "partner", scenario);
        self.instrument(&mut fields, index, &mut negotiation);
        self.parameters(
            &mut fields,
            INSTRUMENT_LAYERS,
            &mut negotiation.instrument,
            |p| Owner::Instrument(index, p),
        );
        self.supporters(
            &mut fields,
            &mut negotiation,
            [destination, partner],
            scenario,
        );
        self.dyadic_leverage(&mut fields, index, &mut negotiation);
        self.initiative(&mut fields, &mut negotiation);
        self.conduct(&mut fields, index, &mut negotiation);
        self.accompanying(&mut fields, &mut negotiation);
        if let Some(protocol) = fields.flag("crisis_protocol", &mut self.problems) {
            negotiation.crisis_protocol = protocol;
        }
        self.parameters(
            &mut fields,
            NEGOTIATION_PARAMETERS,
            &mut negotiation,
            |parameter| Owner::Negotiation(index, parameter),
        );
        self.issues(&mut fields, index, &mut negotiation, scenario);
        self.levers(&mut fields, index, &mut negotiation);
        self.clauses(&mut fields, index, &mut negotiation);
        self.linkages(&mut fields, &mut negotiation);
        fields.close(&mut self.problems);
        if let (Some(destination), Some(partner)) = (destination, partner) {
            negotiation.parties = PerSide {
                destination,
                partner,
            };
            self.check_parties(member, path, &negotiation, scenario);
            self.check_instrument(member, path, &negotiation, scenario);
        }
        negotiation
    }

    /// The index of a state that is named by id.
    pub(super) fn state_index(
        &mut self,
        node: &Node,
        path: &str,
        scenario: &Scenario,
    ) -> Option<usize> {
        if scenario.states.is_empty() {
            // That there are none has been said already.
            return None;
        }
        let ids = scenario.states.iter().map(|state| state.id.as_str());
        self.expect_id(node, path, "the id of a state", ids)
    }

    fn party(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        scenario: &Scenario,
    ) -> Option<usize> {
        let node = fields.require(key, "the id of a state", &mut self.problems)?;
        self.state_index(node, &fields.path_of(key), scenario)
    }

    fn check_parties(
        &mut self,
        member: &Member,
        path: &str,
        negotiation: &Negotiation,
        scenario: &Scenario,
    ) {
        let of = |side: Side| &scenario.states[negotiation.parties[side]];
        let (destination, partner) = (of(Side::Destination), of(Side::Partner));
        if destination.id == partner.id {
            let message = format!("a negotiation of `{}` with itself", partner.id);
            let hint = "name another state as `partner`".to_owned();
            self.refuse(&member.node, path, message, Some(hint));
            return;
        }
        let union = |state: &crate::domain::State| {
            state.member_of.clone().unwrap_or_else(|| state.id.clone())
        };
        if union(destination) == union(partner) {
            let message = format!(
                "`{}` and `{}` belong to one union, `{}`: migration diplomacy excludes mobility \
                 inside it",
                destination.id,
                partner.id,
                union(partner)
            );
            let hint = "choose a partner outside the union, or correct `member_of`".to_owned();
            self.refuse(&member.node, path, message, Some(hint));
        }
    }

    fn supporters(
        &mut self,
        fields: &mut Fields<'_>,
        negotiation: &mut Negotiation,
        parties: [Option<usize>; 2],
        scenario: &Scenario,
    ) {
        let path = fields.path_of("supporters");
        let nodes = fields.list("supporters", &mut self.problems).unwrap_or(&[]);
        for (node, path) in items(nodes, &path) {
            if let Some(state) = self.state_index(node, &path, scenario) {
                if negotiation.supporters.contains(&state) {
                    let message = format!("{} is named twice", node.describe());
                    self.refuse(node, &path, message, None);
                } else if parties.contains(&Some(state)) {
                    let message = format!("{} negotiates itself", node.describe());
                    let hint = "name states that stand behind the destination".to_owned();
                    self.refuse(node, &path, message, Some(hint));
                } else {
                    negotiation.supporters.push(state);
                }
            }
        }
        negotiation.supporters.sort_unstable();
    }

    fn dyadic_leverage(
        &mut self,
        fields: &mut Fields<'_>,
        index: usize,
        negotiation: &mut Negotiation,
    ) {
        let Some(node) = fields.take("leverage") else {
            return;
        };
        let path = fields.path_of("leverage");
        let Some(mut open) = Fields::open(node, &path, &mut self.problems) else {
            return;
        };
        for (side, key) in [
            (Side::Destination, "destination"),
            (Side::Partner, "partner"),
        ] {
            if let Some(node) = open.take(key) {
                let leverage = self.leverage(node, &open.path_of(key), |channel| {
                    Owner::DyadLeverage(index, side, channel)
                });
                negotiation.leverage[side] = Some(leverage);
            }
        }
        open.close(&mut self.problems);
    }

    /// The side that a member names.
    pub(super) fn side(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Side> {
        let node = fields.take(key)?;
        let side = Side::BOTH
            .into_iter()
            .find(|side| node.as_text() == Some(side.name()));
        if side.is_none() {
            self.expect_one_of(node, &fields.path_of(key), &["destination", "partner"]);
        }
        side
    }

    fn initiative(&mut self, fields: &mut Fields<'_>, negotiation: &mut Negotiation) {
        if let Some(side) = self.side(fields, "initiative") {
            negotiation.initiative = side;
        }
    }

    fn conduct(&mut self, fields: &mut Fields<'_>, index: usize, negotiation: &mut Negotiation) {
        let conduct = &mut negotiation.conduct;
        preset(conduct, Preset::DEFAULT.name);
        for parameter in CONDUCT_PARTNER {
            parameter.reset(conduct);
        }
        let Some(node) = fields.take("conduct") else {
            return;
        };
        let path = fields.path_of("conduct");
        let Some(mut open) = Fields::open(node, &path, &mut self.problems) else {
            return;
        };
        if let Some(node) = open.take("destination") {
            let path = open.path_of("destination");
            match &node.value {
                Value::Object(_) => {
                    preset(conduct, "none");
                    if let Some(mut inner) = Fields::open(node, &path, &mut self.problems) {
                        self.parameters(&mut inner, CONDUCT_DESTINATION, conduct, |p| {
                            Owner::Conduct(index, p)
                        });
                        inner.close(&mut self.problems);
                    }
                }
                _ => {
                    if !node.as_text().is_some_and(|name| preset(conduct, name)) {
                        let names = Preset::ALL.map(|preset| preset.name);
                        self.expect_one_of(node, &path, &names);
                    }
                }
            }
        }
        if let Some(node) = open.take("partner") {
            let path = open.path_of("partner");
            if let Some(mut inner) = Fields::open(node, &path, &mut self.problems) {
                self.parameters(&mut inner, CONDUCT_PARTNER, conduct, |p| {
                    Owner::Conduct(index, p)
                });
                inner.close(&mut self.problems);
            }
        }
        open.close(&mut self.problems);
    }

    fn accompanying(&mut self, fields: &mut Fields<'_>, negotiation: &mut Negotiation) {
        let path = fields.path_of("accompanying");
        let names: Vec<&str> = ACCOMPANYING_MEASURES.iter().map(|m| m.id).collect();
        let nodes = fields.list("accompanying", &mut self.problems);
        for (node, path) in items(nodes.unwrap_or(&[]), &path) {
            let measure = ACCOMPANYING_MEASURES
                .iter()
                .find(|measure| node.as_text() == Some(measure.id));
            match measure {
                Some(measure) if negotiation.accompanying.contains(&measure) => {
                    let message = format!("{} is named twice", node.describe());
                    self.refuse(node, &path, message, None);
                }
                Some(measure) => negotiation.accompanying.push(measure),
                None => self.expect_one_of(node, &path, &names),
            }
        }
        negotiation.accompanying.sort_by_key(|measure| measure.id);
    }

    fn instrument(&mut self, fields: &mut Fields<'_>, index: usize, negotiation: &mut Negotiation) {
        let Some(node) = fields.take("instrument") else {
            return;
        };
        let path = fields.path_of("instrument");
        if !matches!(node.value, Value::Object(_)) {
            self.instrument_id(node, &path, negotiation);
            return;
        }
        let Some(mut open) = Fields::open(node, &path, &mut self.problems) else {
            return;
        };
        if let Some(id) = open.require("id", "the id of an instrument", &mut self.problems) {
            self.instrument_id(id, &open.path_of("id"), negotiation);
        }
        if let Some(piloting) = open.flag("piloting", &mut self.problems) {
            negotiation.instrument.piloting = piloting;
        }
        self.parameters(
            &mut open,
            INSTRUMENT_PARAMETERS,
            &mut negotiation.instrument,
            |parameter| Owner::Instrument(index, parameter),
        );
        open.close(&mut self.problems);
    }

    fn instrument_id(&mut self, node: &Node, path: &str, negotiation: &mut Negotiation) {
        match node.as_text().and_then(instrument) {
            Some(found) => negotiation.instrument = *found,
            None => {
                let message = format!(
                    "expected the id of an instrument, found {}",
                    node.describe()
                );
                let hint = suggestion(node, INSTRUMENTS.iter().map(|i| i.id));
                self.refuse(node, path, message, hint);
            }
        }
    }

    fn check_instrument(
        &mut self,
        member: &Member,
        path: &str,
        negotiation: &Negotiation,
        scenario: &Scenario,
    ) {
        let instrument: &Instrument = &negotiation.instrument;
        let path = member_path(path, "instrument");
        let node = self.document.get(&path).unwrap_or(&member.node);
        let destination = &scenario.states[negotiation.parties.destination];
        let partner = &scenario.states[negotiation.parties.partner];
        for obstacle in instrument.obstacles(destination, partner, &negotiation.issues) {
            let id = instrument.id;
            let (message, hint) = match obstacle {
                Obstacle::NeedsOrganisation => (
                    format!(
                        "`{id}` is concluded by an organisation, and `{}` is a state",
                        destination.id
                    ),
                    "choose a bilateral instrument, or set \"kind\": \"organisation\"".to_owned(),
                ),
                Obstacle::NeedsState => (
                    format!(
                        "`{id}` is concluded between states, and `{}` is an organisation",
                        destination.id
                    ),
                    "choose an instrument of the EU level, such as `eu_readmission_agreement`"
                        .to_owned(),
                ),
                Obstacle::CannotContain(issue) => (
                    format!("`{id}` cannot contain the issue `{}`", issue.id),
                    format!(
                        "it covers {}; use a cross-sectoral instrument such as \
                         `memorandum_of_understanding`",
                        instrument.covers.join(", ")
                    ),
                ),
                Obstacle::NeedsReadmission => (
                    format!("`{id}` needs `readmission` among the issues"),
                    "add the issue, or choose another instrument".to_owned(),
                ),
                Obstacle::NeedsHost => (
                    format!(
                        "`{id}` is for countries of first refuge, and `{}` is not one",
                        partner.id
                    ),
                    "add the role `transit` or `destination`, or choose another instrument"
                        .to_owned(),
                ),
            };
            self.refuse(node, &path, message, Some(hint));
        }
    }

    /// What the file calls a thing; a blank name is none.
    fn name(&mut self, fields: &mut Fields<'_>) -> Option<String> {
        let name = fields.text("name", &mut self.problems)?.trim();
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn issues(
        &mut self,
        fields: &mut Fields<'_>,
        index: usize,
        negotiation: &mut Negotiation,
        scenario: &Scenario,
    ) {
        let members = self.map_by_id(fields, "issues", 1..=MAX_ISSUES);
        let path = fields.path_of("issues");
        for (place, member) in members.iter().enumerate() {
            let path = member_path(&path, &member.key);
            let issue = self.issue(member, &path, (index, place), scenario);
            negotiation.issues.push(issue);
        }
    }

    fn issue(
        &mut self,
        member: &Member,
        path: &str,
        (negotiation, place): (usize, usize),
        scenario: &Scenario,
    ) -> Issue {
        let known = catalogue_issue(&member.key);
        let mut issue = Issue {
            id: member.key.clone(),
            name: None,
            conceded_by: known.map_or(Side::Partner, |k| k.conceded_by),
            value: known.map_or(PerSide::default(), |k| k.value),
            fit: 1.0,
            spending_per_year: None,
            moves: known.map_or(Moves::default(), |k| k.moves),
        };
        let Some(mut fields) = Fields::open(&member.node, path, &mut self.problems) else {
            return issue;
        };
        fields.text("note", &mut self.problems);
        issue.name = self.name(&mut fields);
        if let Some(node) = fields.take("area") {
            // The catalogue says which area its issues belong to.
            let valid: &[&str] = match known.map(|k| k.area) {
                Some(Area::Migration) => &["migration"],
                Some(Area::Other) => &["other"],
                None => &["migration", "other"],
            };
            if !node.as_text().is_some_and(|area| valid.contains(&area)) {
                self.expect_one_of(node, &fields.path_of("area"), valid);
            }
        }
        let conceded_by = self.side(&mut fields, "conceded_by");
        issue.conceded_by = conceded_by.unwrap_or(issue.conceded_by);
        let stated = self.parameters(&mut fields, ISSUE_PARAMETERS, &mut issue, |parameter| {
            Owner::Issue(negotiation, place, parameter)
        });
        self.issue_budget(&mut fields, (negotiation, place), &mut issue, scenario);
        fields.close(&mut self.problems);
        if known.is_none() {
            self.check_free_issue(member, path, &issue, &stated, conceded_by);
        }
        issue
    }

    /// An issue that is not in the catalogue must state what the catalogue would.
    fn check_free_issue(
        &mut self,
        member: &Member,
        path: &str,
        issue: &Issue,
        stated: &[&str],
        conceded_by: Option<Side>,
    ) {
        let hint = nearest(&member.key, CATALOGUE.iter().map(|known| known.id)).map_or_else(
            || "`demarche list issues` shows the catalogue".to_owned(),
            |near| format!("did you mean `{near}`, which has defaults?"),
        );
        let mut missing = |what: &str| {
            let message = format!(
                "missing `{what}`: `{}` is not in the issue catalogue, so it has no default",
                member.key
            );
            self.refuse(&member.node, path, message, Some(hint.clone()));
        };
        if conceded_by.is_none() {
            missing("conceded_by");
        }
        for value in ["value.destination", "value.partner"] {
            if !stated.contains(&value) {
                missing(value);
            }
        }
        if !issue.moves.any() && !stated.iter().any(|name| name.starts_with("moves.")) {
            self.warnings.push(format!(
                "{path}: moves nobody, since it is not in the catalogue and states no `moves`"
            ));
        }
    }

    /// EUR million that full delivery costs: a total over some years, or a figure per year.
    fn issue_budget(
        &mut self,
        fields: &mut Fields<'_>,
        (negotiation, place): (usize, usize),
        issue: &mut Issue,
        scenario: &Scenario,
    ) {
        let Some(node) = fields.take("budget") else {
            return;
        };
        let path = fields.path_of("budget");
        let Some(mut open) = Fields::open(node, &path, &mut self.problems) else {
            return;
        };
        let basis = self.basis(&mut open, node);
        if let Some(unit) = open.take("unit")
            && unit.as_text() != Some("EUR million")
        {
            self.expect_one_of(unit, &open.path_of("unit"), &["EUR million"]);
        }
        let money = Bounds {
            low: 0.0,
            high: 1e6,
            whole: false,
            nullable: false,
            wgi: false,
        };
        let years = Bounds {
            low: 0.1,
            high: 100.0,
            ..money
        };
        let horizon = rounds_to_years(scenario);
        let (total, per_year, per_round) = (
            open.take("total"),
            open.take("per_year"),
            open.take("per_round"),
        );
        // Only a total is spread over years; with any other figure they are an unknown key.
        let stated_years = total.and_then(|_| open.take("years"));
        let over = stated_years.map_or(horizon, |node| {
            let path = open.path_of("years");
            match self.number(node, &path, &years) {
                Some(Stated::Figure(years)) => years,
                Some(Stated::Drawn(_)) => {
                    let message = "the years of a total cannot be drawn".to_owned();
                    let hint = "write a plain number, or draw the total".to_owned();
                    self.refuse(node, &path, message, Some(hint));
                    horizon
                }
                Some(Stated::Null) | None => horizon,
            }
        });
        let given = [
            (total, "total", 1.0 / over),
            (per_year, "per_year", 1.0),
            (per_round, "per_round", 12.0 / scenario.months_per_round),
        ];
        let names = given.map(|(_, name, _)| name);
        let nodes: Vec<&Node> = given.iter().filter_map(|(node, ..)| *node).collect();
        self.exactly_one(node, &path, &names, &nodes);
        for (figure, key, factor) in given {
            let Some(figure) = figure else { continue };
            let path = open.path_of(key);
            let before = self.figures.len();
            match self.number(figure, &path, &money) {
                Some(Stated::Figure(figure)) => issue.spending_per_year = Some(figure * factor),
                Some(Stated::Drawn(distribution)) => {
                    issue.spending_per_year = Some(distribution.mean() * factor);
                    let owner = Owner::IssueSpending(negotiation, place, factor);
                    self.draw(&path, owner, distribution);
                }
                Some(Stated::Null) | None => {}
            }
            // A plain figure rests on the basis of the budget as a whole.
            if matches!(figure.value, Value::Number(_)) {
                self.figures.truncate(before);
                self.figures.push(basis.clone());
            }
        }
        open.close(&mut self.problems);
    }

    fn levers(&mut self, fields: &mut Fields<'_>, index: usize, negotiation: &mut Negotiation) {
        let members = self.map_by_id(fields, "levers", 0..=MAX_MEMBERS);
        let path = fields.path_of("levers");
        for (place, member) in members.iter().enumerate() {
            let path = member_path(&path, &member.key);
            if negotiation
                .issues
                .iter()
                .any(|issue| issue.id == member.key)
            {
                let message = format!("{} is already the id of an issue", quoted(&member.key));
                let problem = Problem::new(member.key_place, path.as_str(), message);
                self.problems
                    .push(problem.with_hint("give the lever another id"));
            }
            let lever = self.lever(member, &path, (index, place));
            negotiation.levers.push(lever);
        }
    }

    fn lever(
        &mut self,
        member: &Member,
        path: &str,
        (negotiation, place): (usize, usize),
    ) -> Lever {
        let mut lever = Lever::new(&member.key, Side::Destination);
        let Some(mut fields) = Fields::open(&member.node, path, &mut self.problems) else {
            return lever;
        };
        fields.text("note", &mut self.problems);
        lever.name = self.name(&mut fields);
        lever.by = self.side(&mut fields, "by").unwrap_or(lever.by);
        if let Some(node) = fields.take("channel") {
            match node.as_text() {
                Some("economic") => lever.channel = Channel::Economic,
                Some("political") => lever.channel = Channel::Political,
                Some("strategic") => lever.channel = Channel::Strategic,
                Some("migration") => lever.channel = Channel::Migration,
                _ => self.expect_one_of(
                    node,
                    &fields.path_of("channel"),
                    &["economic", "political", "strategic", "migration"],
                ),
            }
        }
        if let Some(node) = fields.take("level") {
            match node.as_text() {
                Some("national") => lever.level = LeverLevel::National,
                Some("eu") => lever.level = LeverLevel::Eu,
                _ => self.expect_one_of(node, &fields.path_of("level"), &["national", "eu"]),
            }
        }
        self.parameters(&mut fields, LEVER_PARAMETERS, &mut lever, |parameter| {
            Owner::Lever(negotiation, place, parameter)
        });
        fields.close(&mut self.problems);
        lever
    }
}

/// The instrument of a negotiation that names none.
const DEFAULT_INSTRUMENT: &str = "memorandum_of_understanding";

/// Issues that one negotiation can have.
const MAX_ISSUES: usize = 64;

/// Sets the destination's conduct to a preset; false when there is none of this name.
fn preset(conduct: &mut Conduct, name: &str) -> bool {
    Preset::named(name).is_some_and(|preset| {
        conduct.positive = preset.positive;
        conduct.negative = preset.negative;
        true
    })
}

fn rounds_to_years(scenario: &Scenario) -> f64 {
    scenario.rounds as f64 * scenario.months_per_round / 12.0
}
