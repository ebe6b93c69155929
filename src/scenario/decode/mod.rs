//! A scenario from a document, with all of its problems at once.

mod clauses;
mod events;
mod figures;
mod negotiation;
mod packages;
mod states;

use sha2::{Digest, Sha256};

use self::figures::Reader;
use self::states::MAX_MEMBERS;
use super::{FORMAT, Month, Scenario};
use crate::document::{
    Document, Fields, MAX_ID, Member, Node, Problem, Problems, Refusal, member_path, quoted,
    valid_id,
};
use crate::domain::{SETTINGS_PARAMETERS, Settings, Side, Tactics};
use crate::rules::{INFORM_2024, Rulebook, decode_rules};

/// The years that a scenario covers when it does not say.
pub(super) const DEFAULT_YEARS: u64 = 10;

/// What a file says that it is, rightly or by mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Scenario,
    Experiment,
}

impl Scenario {
    /// Reads and checks a scenario.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] that lists every problem of the file, each with its place, what was expected
    /// and, where there is one, the nearest valid name.
    pub fn load(document: &Document) -> Result<Scenario, Refusal> {
        let mut reader = Reader::new(document);
        let scenario = reader.scenario(document.root());
        let problems = reader.into_problems();
        match scenario {
            Some(scenario) if problems.is_empty() => Ok(scenario.fit_to_print()),
            _ => Err(Refusal::new(document, problems)),
        }
    }
}

impl Reader<'_> {
    fn scenario(&mut self, root: &Node) -> Option<Scenario> {
        let mut fields = Fields::open(root, "", &mut self.problems)?;
        fields.take("$schema");
        // What else is in an experiment is no problem of a scenario.
        if self.format(&mut fields) == Format::Experiment {
            return None;
        }
        let sources = self.sources(&mut fields);
        self.source_keys = sources.iter().map(|(key, _)| key.clone()).collect();
        let title = self.required_text(&mut fields, "title", "a title");
        let question = fields
            .text("question", &mut self.problems)
            .map(str::to_owned);
        let notes = self.texts(&mut fields, "notes");
        let afterwards = self.texts(&mut fields, "afterwards");
        let claims = self.texts(&mut fields, "claims");
        let start = self.start(&mut fields);
        let years = fields.count("years", 1..=100, &mut self.problems);
        let months = fields.count("months_per_round", 1..=12, &mut self.problems);
        let (years, months) = (years.unwrap_or(DEFAULT_YEARS), months.unwrap_or(3));
        let rounds = usize::try_from((years * 12).div_ceil(months)).unwrap_or(1);
        let months_per_round = months as f64;
        let mut scenario = Scenario {
            title: title.unwrap_or_default(),
            question,
            notes,
            afterwards,
            claims,
            sources,
            start,
            rounds,
            months_per_round,
            states: Vec::new(),
            negotiations: Vec::new(),
            rulebook: Rulebook::default(),
            settings: Settings::default(),
            events: Vec::new(),
            uncertain: Vec::new(),
            shifts: Vec::new(),
            figures: Vec::new(),
            warnings: Vec::new(),
            digest: digest(self.document.text()),
        };
        self.settings(&mut fields, &mut scenario);
        self.states(&mut fields, &mut scenario);
        self.negotiations(&mut fields, &mut scenario);
        self.events(&mut fields, &mut scenario);
        self.rulebook(&mut fields, &mut scenario);
        fields.close(&mut self.problems);
        scenario.uncertain = std::mem::take(&mut self.uncertain);
        scenario.figures = std::mem::take(&mut self.figures);
        scenario.warnings = std::mem::take(&mut self.warnings);
        self.consistent(&scenario);
        Some(scenario)
    }

    fn format(&mut self, fields: &mut Fields<'_>) -> Format {
        let expected = format!("\"{FORMAT}\"");
        let Some(node) = fields.require("format", &expected, &mut self.problems) else {
            return Format::Scenario;
        };
        if node.as_text() == Some(FORMAT) {
            return Format::Scenario;
        }
        let found = node.as_text().unwrap_or_default();
        let (format, hint) = if found.starts_with("demarche-experiment") {
            let hint = "`demarche compare` and `demarche check` read experiments; the scenario of \
                        one is its `base`";
            (Format::Experiment, hint.to_owned())
        } else {
            (Format::Scenario, format!("write \"format\": {expected}"))
        };
        self.refuse(
            node,
            "format",
            format!("expected {expected}, found {}", node.describe()),
            Some(hint),
        );
        format
    }

    fn sources(&mut self, fields: &mut Fields<'_>) -> Vec<(String, String)> {
        let members = self.map_by_id(fields, "sources", 0..=MAX_MEMBERS);
        let mut sources = Vec::new();
        for member in members {
            let (node, name) = (&member.node, member.node.as_text().unwrap_or_default());
            if name.trim().is_empty() {
                let path = member_path("sources", &member.key);
                let expected = "the name of a source as text";
                self.problems.expected(node.place, &path, expected, node);
            }
            sources.push((member.key.clone(), name.to_owned()));
        }
        sources
    }

    fn start(&mut self, fields: &mut Fields<'_>) -> Month {
        let fallback = Month::parse("2024-01").unwrap_or_else(|| unreachable!("a valid month"));
        let Some(node) = fields.take("start") else {
            return fallback;
        };
        match node.as_text().and_then(Month::parse) {
            Some(month) => month,
            None => {
                self.refuse(
                    node,
                    "start",
                    format!(
                        "expected a month such as \"2023-07\", found {}",
                        node.describe()
                    ),
                    None,
                );
                fallback
            }
        }
    }

    fn settings(&mut self, fields: &mut Fields<'_>, scenario: &mut Scenario) {
        let Some(node) = fields.take("settings") else {
            return;
        };
        let Some(mut open) = Fields::open(node, "settings", &mut self.problems) else {
            return;
        };
        if let Some(tactics) = open.take("tactics") {
            match tactics.as_text() {
                Some("time") => scenario.settings.tactics = Tactics::Time,
                Some("equilibrium") => scenario.settings.tactics = Tactics::Equilibrium,
                _ => self.expect_one_of(tactics, "settings.tactics", &["time", "equilibrium"]),
            }
        }
        self.parameters(
            &mut open,
            SETTINGS_PARAMETERS,
            &mut scenario.settings,
            super::Owner::Settings,
        );
        open.close(&mut self.problems);
    }

    fn rulebook(&mut self, fields: &mut Fields<'_>, scenario: &mut Scenario) {
        let mut rules = Rulebook::inform_2024().rules().to_vec();
        if let Some(node) = fields.take("rulebook") {
            match node.as_text() {
                Some(INFORM_2024) => {}
                Some("none") => rules.clear(),
                _ => self.expect_one_of(node, "rulebook", &[INFORM_2024, "none"]),
            }
        }
        if let Some(node) = fields.take("rules") {
            rules = decode_rules(node, "rules", self.document, rules, &mut self.problems);
        }
        scenario.rulebook = Rulebook::new(rules);
    }

    /// What can only be judged with the whole scenario at hand.
    fn consistent(&mut self, scenario: &Scenario) {
        if scenario.settings.punished_rounds.is_some() {
            return;
        }
        let negotiates = |state| {
            let mut negotiations = scenario.negotiations.iter();
            negotiations.any(|n| Side::BOTH.iter().any(|side| n.parties[*side] == state))
        };
        for (index, state) in scenario.states.iter().enumerate() {
            let path = format!("states.{}.patience", state.id);
            let drawn = scenario.uncertain.iter().find(|input| input.path == path);
            let patience = drawn.map_or(state.patience, |input| input.distribution.support().1);
            if patience >= 1.0 && negotiates(index) {
                let node = self.document.get(&path);
                self.problems.push(Problem {
                    place: node.unwrap_or(self.document.root()).place,
                    path,
                    message: "punishment for ever (`settings.punished_rounds` null) has no \
                              finite value at a patience of 1"
                        .to_owned(),
                    hint: Some(
                        "lower the patience, or give a number of punished rounds".to_owned(),
                    ),
                });
            }
        }
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document) -> Reader<'a> {
        Reader {
            document,
            problems: Problems::new(),
            figures: Vec::new(),
            uncertain: Vec::new(),
            warnings: Vec::new(),
            source_keys: Vec::new(),
        }
    }

    fn into_problems(self) -> Problems {
        self.problems
    }

    pub(super) fn check_id(&mut self, member: &Member, path: &str) -> bool {
        let valid = valid_id(&member.key);
        if !valid {
            self.problems.push(Problem {
                place: member.key_place,
                path: path.to_owned(),
                message: format!("{} is not a valid id", quoted(&member.key)),
                hint: Some(format!(
                    "use 1 to {MAX_ID} lower-case letters, digits, hyphens and underscores"
                )),
            });
        }
        valid
    }
}
