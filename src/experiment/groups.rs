//! Groups whose contributions are shared out: the kinds of conditionality, or, of their rules, what
//! is announced and what is carried out.

use super::parts::{Part, only};
use super::shapley::Game;
use crate::document::{Document, Refusal, nearest};
use crate::domain::Preset;
use crate::model::active;
use crate::rules::{Rule, RuleKind};
use crate::scenario::Scenario;

/// Who shares out what conditionality brings about; rules of the context always act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The three kinds: whether each is used at all.
    Kinds,
    /// For each kind that is used, what is announced and what is carried out.
    Measures,
}

/// Why the name of a group cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupError(String);

impl std::fmt::Display for GroupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GroupError {}

/// The kinds of conditionality, and what they announce and carry out.
const KINDS: [(RuleKind, [&str; 2]); 3] = [
    (RuleKind::Positive, ["promise", "reward"]),
    (RuleKind::Negative, ["threat", "penalty"]),
    (RuleKind::Reverse, ["demand_or_warning", "retaliation"]),
];

impl Group {
    /// Every group.
    pub const ALL: [Group; 2] = [Group::Kinds, Group::Measures];

    /// The name used on the command line and in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Group::Kinds => "kinds",
            Group::Measures => "announced,carried_out",
        }
    }

    /// Reads the name of a group, the parts of which can stand in any order.
    ///
    /// # Errors
    ///
    /// When no group is called so.
    pub fn parse(text: &str) -> Result<Group, GroupError> {
        let wanted: String = text.split_whitespace().collect();
        let parts = |name: &str| -> Vec<String> {
            let mut parts: Vec<String> = name.split(',').map(str::to_owned).collect();
            parts.sort_unstable();
            parts
        };
        let same = |group: &Group| parts(group.name()) == parts(&wanted);
        let found = Group::ALL.into_iter().find(same);
        found.ok_or_else(|| {
            let names = Group::ALL.map(Group::name);
            let near = nearest(&wanted, names)
                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            GroupError(format!(
                "unknown group `{text}`: expected `{}`{near}",
                names.join("` or `")
            ))
        })
    }

    /// The game of a group of the rules of a base document, with an arm for each coalition; `None`
    /// where the scenario uses no conditionality that could be shared out.
    ///
    /// # Errors
    ///
    /// All problems of the document.
    pub fn game(self, base: &Document) -> Result<Option<Game>, Refusal> {
        let scenario = Scenario::load(base)?;
        match self {
            Group::Kinds => Some(kinds(base, &scenario)).transpose(),
            Group::Measures => measures(base, &scenario),
        }
    }
}

/// The rules of a kind that are switched on.
fn rules_of(scenario: &Scenario, kind: RuleKind) -> impl Iterator<Item = &Rule> {
    let rules = scenario.rulebook.rules().iter();
    rules.filter(move |rule| rule.enabled && rule.kind == kind)
}

/// Without a kind its intensity is 0 in every negotiation, so that its rules do not fire, its clauses
/// neither withhold nor pay, and nobody reckons with it. Rules alone are another thing: a clause
/// whose rules are off still says how a breach would be answered.
fn kinds(base: &Document, scenario: &Scenario) -> Result<Game, Refusal> {
    let players = KINDS.map(|(kind, _)| {
        let says = match kind {
            RuleKind::Positive => {
                "more for more by the destination, and what the partner offers of its own accord"
            }
            RuleKind::Negative => "less for less by the destination",
            _ => "reverse conditionality by the partner",
        };
        (kind.name(), says.to_owned())
    });
    Game::new(base, &players, |coalition| {
        let in_coalition = |player: usize| coalition & (1 << player) != 0;
        let out = KINDS
            .into_iter()
            .enumerate()
            .filter(|(player, _)| !in_coalition(*player));
        let out: Vec<RuleKind> = out.map(|(_, (kind, _))| kind).collect();
        let negotiations = scenario.negotiations.iter();
        negotiations
            .flat_map(|negotiation| without(base, &negotiation.id, &out))
            .collect()
    })
}

/// The changes that take kinds out of the conduct of a negotiation.
fn without(base: &Document, negotiation: &str, out: &[RuleKind]) -> Vec<String> {
    let conduct = format!("negotiations.{negotiation}.conduct");
    let mut changes = Vec::new();
    let destination = format!("{conduct}.destination");
    let taken = [RuleKind::Positive, RuleKind::Negative].map(|kind| out.contains(&kind));
    let node = base.get(&destination);
    if node.is_some_and(|node| node.as_object().is_some()) {
        for (name, taken) in ["positive", "negative"].into_iter().zip(taken) {
            changes.extend(taken.then(|| format!("{destination}.{name}=0")));
        }
    } else if taken.contains(&true) {
        // A preset, which has no parts that could be set by themselves.
        let name = node.and_then(|node| node.as_text());
        let preset = name.and_then(Preset::named).unwrap_or(Preset::DEFAULT);
        let left = |taken: bool, intensity: f64| if taken { 0.0 } else { intensity };
        changes.push(format!(
            "{destination}={{\"positive\": {}, \"negative\": {}}}",
            left(taken[0], preset.positive),
            left(taken[1], preset.negative)
        ));
    }
    for (kind, name) in [
        (RuleKind::Positive, "positive"),
        (RuleKind::Reverse, "reverse"),
    ] {
        changes.extend(
            out.contains(&kind)
                .then(|| format!("{conduct}.partner.{name}=0")),
        );
    }
    changes
}

/// The kind of a rule is used in a negotiation.
fn is_used(scenario: &Scenario, kind: RuleKind) -> bool {
    scenario.negotiations.iter().any(|negotiation| {
        let mut clauses = negotiation.clauses.iter();
        clauses.any(|clause| {
            Some(clause.kind) == kind.clause_kind() && active(negotiation, clause) > 0.0
        })
    })
}

fn measures(base: &Document, scenario: &Scenario) -> Result<Option<Game>, Refusal> {
    let mut players: Vec<(&'static str, String)> = Vec::new();
    // The kinds that are used, each with the bits of its players; 0 where there is none.
    let mut bits: Vec<(RuleKind, [usize; 2])> = Vec::new();
    for (kind, names) in KINDS
        .into_iter()
        .filter(|(kind, _)| is_used(scenario, *kind))
    {
        let mut own = [0; 2];
        for (side, part) in [Part::Announces, Part::CarriesOut].into_iter().enumerate() {
            let plays = |rule: &Rule| [part, Part::Both].contains(&Part::of(rule));
            if rules_of(scenario, kind).any(plays) {
                own[side] = 1 << players.len();
                players.push((names[side], meaning(names[side]).to_owned()));
            }
        }
        bits.push((kind, own));
    }
    if players.is_empty() {
        return Ok(None);
    }
    let changes = |coalition: usize| -> Vec<String> {
        let left = |(kind, [announces, acts]): &(RuleKind, [usize; 2])| -> Vec<String> {
            let on = |bit: usize| bit == 0 || coalition & bit != 0;
            let rules = rules_of(scenario, *kind);
            rules
                .flat_map(|rule| only(rule, on(*announces), on(*acts)))
                .collect()
        };
        bits.iter().flat_map(left).collect()
    };
    Game::new(base, &players, changes).map(Some)
}

fn meaning(player: &str) -> &'static str {
    match player {
        "promise" => "what either side announces in return for cooperation",
        "reward" => "what is paid and granted in return, tranches included",
        "threat" => "what the destination announces to withhold, and talks before it does",
        "penalty" => "what the destination withholds",
        "demand_or_warning" => {
            "what the partner takes over, demands and warns of, and what it is granted"
        }
        _ => "what the partner does when its demand is not met",
    }
}
