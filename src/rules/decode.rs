//! Rules from a JSON object, each member one rule; a known id overrides that rule in part.

use super::language::{
    Fault, Operator, Possibility, Slot, Vocabulary, parse_condition, parse_effect,
};
use super::quantity::{Quantities, Quantity, quantity_range};
use super::rule::{MAX_EFFECTS, Magnitude, Move, Rule, RuleEffect, RuleKind};
use crate::document::{
    Document, Fields, MAX_ID, Member, Node, Place, Problem, Problems, Value, item_path,
    member_path, nearest, quoted,
};
use crate::domain::{Side, Stage};

/// The most rules that one object can have.
const MAX_RULES: usize = 1_000;

/// Reads the rules of an object at `path` over those given: a new id adds a rule, a known id
/// replaces the members that it states. The result is in the order of the ids, so that reordering
/// a file changes nothing. Problems are added to `problems`; a rule with problems is left out (or
/// left as it was).
pub fn decode_rules(
    node: &Node,
    path: &str,
    document: &Document,
    mut rules: Vec<Rule>,
    problems: &mut Problems,
) -> Vec<Rule> {
    let Some(mut fields) = Fields::open(node, path, problems) else {
        return rules;
    };
    let members: Vec<&Member> = fields.members().collect();
    if let Some(beyond) = members.get(MAX_RULES) {
        let message = format!(
            "expected at most {MAX_RULES} rules, found {}",
            members.len()
        );
        problems.add(beyond.key_place, path, message);
        return rules;
    }
    for member in members {
        let rule_path = fields.path_of(&member.key);
        if !valid_rule_id(&member.key) {
            problems.push(Problem {
                place: member.key_place,
                path: rule_path,
                message: format!("{} is not a valid rule id", quoted(&member.key)),
                hint: Some(format!(
                    "use 1 to {MAX_ID} lower-case letters, digits, hyphens, underscores and slashes"
                )),
            });
            continue;
        }
        let known = rules.iter().position(|rule| rule.id == member.key);
        let decoded = Decoder {
            document,
            known: &rules,
            path: &rule_path,
            problems,
        }
        .rule(member, known.map(|index| &rules[index]));
        match (decoded, known) {
            (Some(rule), Some(index)) => rules[index] = rule,
            (Some(rule), None) => rules.push(rule),
            (None, _) => {}
        }
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
}

fn valid_rule_id(id: &str) -> bool {
    (1..=MAX_ID).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_/".contains(&b))
}

struct Decoder<'a> {
    document: &'a Document,
    known: &'a [Rule],
    path: &'a str,
    problems: &'a mut Problems,
}

impl Decoder<'_> {
    fn rule(&mut self, member: &Member, base: Option<&Rule>) -> Option<Rule> {
        let before = self.problems.len();
        let mut fields = Fields::open(&member.node, self.path, self.problems)?;
        if base.is_none() && fields.take("when").is_none() && fields.take("then").is_none() {
            self.nothing_to_override(member);
            return None;
        }
        let enabled = fields.flag("enabled", self.problems);
        let kind = self.named(&mut fields, "kind", base.map(|b| b.kind), kind_named, KINDS);
        let actor = self.named(
            &mut fields,
            "actor",
            base.map(|b| b.actor),
            side_named,
            SIDES,
        );
        let stages = self.stages(&mut fields, base);
        let clause = kind != Some(RuleKind::Context);
        let when = self.when(&mut fields, base, clause);
        let then = self.then(&mut fields, base, clause);
        let probability = self.figure(&mut fields, "probability", 0.0, 1.0);
        let cooldown = fields.count("cooldown", 0..=10_000, self.problems);
        let limit = fields.count("limit", 1..=10_000, self.problems);
        let says = self.text(&mut fields, "says", base.map(|b| &b.says));
        let source = self.text(&mut fields, "source", base.map(|b| &b.source));
        let magnitude = self.named(
            &mut fields,
            "magnitude",
            Some(base.map_or(Magnitude::Assumption, |b| b.magnitude)),
            magnitude_named,
            MAGNITUDES,
        );
        fields.close(self.problems);
        if self.problems.len() > before {
            return None;
        }
        let (effects, makes) = then?;
        let rule = Rule {
            id: member.key.clone(),
            kind: kind?,
            actor: actor?,
            stages: stages?,
            when: when?,
            effects,
            makes,
            probability: probability.unwrap_or(base.map_or(1.0, |b| b.probability)),
            cooldown: cooldown.map_or(base.map_or(0, |b| b.cooldown), saturating),
            limit: limit.map(saturating).or(base.and_then(|b| b.limit)),
            says: says?,
            source: source?,
            magnitude: magnitude?,
            enabled: enabled.unwrap_or(base.is_none_or(|b| b.enabled)),
        };
        self.consistent(&rule, member).then_some(rule)
    }

    /// Without condition and effects it is not a new rule but a change to one that is not there.
    fn nothing_to_override(&mut self, member: &Member) {
        let message = format!("no rule {} to change", quoted(&member.key));
        let hint = match nearest(&member.key, self.known.iter().map(|rule| rule.id.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "`demarche rules` lists the rules; a new rule states `when` and `then`".to_owned()
            }
        };
        let problem = Problem::new(member.key_place, self.path, message);
        self.problems.push(problem.with_hint(hint));
    }

    /// What can only be judged with the whole rule at hand.
    fn consistent(&mut self, rule: &Rule, member: &Member) -> bool {
        let before = self.problems.len();
        let mut refuse = |key: &str, message: String, hint: &str| {
            // What an override does not state comes from the rule that it changes.
            let place = member
                .node
                .member(key)
                .map_or(member.key_place, |stated| stated.node.place);
            self.problems.push(Problem {
                place,
                path: member_path(self.path, key),
                message,
                hint: Some(hint.to_owned()),
            });
        };
        if rule.kind == RuleKind::Context {
            let of_a_clause =
                |slot: Slot| Quantity::at(slot).entry().extent == super::Extent::Clause;
            let effect_on_a_clause = |effect: &RuleEffect| {
                effect.quantity.entry().extent == super::Extent::Clause
                    || effect.effect.amount.names(&of_a_clause)
            };
            if rule.when.names(&of_a_clause) || rule.effects.iter().any(effect_on_a_clause) {
                refuse(
                    "kind",
                    "the rule names quantities of a clause, and a rule of kind `context` has none"
                        .to_owned(),
                    "leave the kind as it is, or change `when` and `then` as well",
                );
            }
        }
        if let Some(makes) = rule.makes {
            if let Some(stage) = rule.stages.iter().find(|s| !makes.stages().contains(s)) {
                let valid: Vec<&str> = makes.stages().iter().map(|s| s.name()).collect();
                refuse(
                    "stage",
                    format!(
                        "the move `{}` cannot be made in stage `{}`",
                        makes.name(),
                        stage.name()
                    ),
                    &format!("it can be made in {}", one_of(&valid)),
                );
            }
            if makes == Move::Grant && rule.kind != RuleKind::Reverse {
                refuse(
                    "then",
                    "`grant` answers a demand: expected a rule of kind `reverse`".to_owned(),
                    "set \"kind\": \"reverse\", or use another move",
                );
            }
        }
        if rule.when.possible(&quantity_range) == Possibility::Never {
            refuse(
                "when",
                "this condition can never hold".to_owned(),
                "compare with the ranges that `demarche rules --quantities` lists, or switch the \
                 rule off with \"enabled\": false",
            );
        }
        if rule.kind == RuleKind::Negative && rule.actor == Side::Partner {
            refuse(
                "actor",
                "negative conditionality is the destination's; the partner's is `reverse`"
                    .to_owned(),
                "set \"kind\": \"reverse\"",
            );
        }
        self.problems.len() == before
    }

    fn named<T: Copy>(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        base: Option<T>,
        read: fn(&str) -> Option<T>,
        names: &[&str],
    ) -> Option<T> {
        let node = match base {
            Some(_) => fields.take(key),
            None => fields.require(key, &one_of(names), self.problems),
        };
        let Some(node) = node else { return base };
        match &node.value {
            Value::String(name) if read(name).is_some() => read(name),
            _ => {
                self.expected(node, &fields.path_of(key), names);
                None
            }
        }
    }

    fn expected(&mut self, node: &Node, path: &str, names: &[&str]) {
        let hint = match &node.value {
            Value::String(name) => {
                nearest(name, names.iter().copied()).map(|name| format!("did you mean `{name}`?"))
            }
            _ => None,
        };
        self.problems.push(Problem {
            place: node.place,
            path: path.to_owned(),
            message: format!("expected {}, found {}", one_of(names), node.describe()),
            hint,
        });
    }

    fn stages(&mut self, fields: &mut Fields<'_>, base: Option<&Rule>) -> Option<Vec<Stage>> {
        let names: Vec<&str> = Stage::ALL
            .iter()
            .map(|stage| stage.name())
            .chain(["any"])
            .collect();
        let node = match base {
            Some(_) => fields.take("stage"),
            None => fields.require("stage", &one_of(&names), self.problems),
        };
        let Some(node) = node else {
            return base.map(|b| b.stages.clone());
        };
        let path = fields.path_of("stage");
        let list: Vec<(&Node, String)> = match &node.value {
            Value::Array(list) if !list.is_empty() => (0..)
                .zip(list)
                .map(|(index, node)| (node, item_path(&path, index)))
                .collect(),
            _ => vec![(node, path)],
        };
        let mut stages = Vec::new();
        for (node, path) in list {
            match &node.value {
                Value::String(name) if name == "any" => stages.extend(Stage::ALL),
                Value::String(name) if Stage::named(name).is_some() => {
                    stages.extend(Stage::named(name));
                }
                _ => self.expected(node, &path, &names),
            }
        }
        Some(stages)
    }

    fn when(
        &mut self,
        fields: &mut Fields<'_>,
        base: Option<&Rule>,
        clause: bool,
    ) -> Option<super::language::Condition> {
        let node = match base {
            Some(_) => fields.take("when"),
            None => fields.require("when", "a condition such as `trust < 0.3`", self.problems),
        };
        let Some(node) = node else {
            return base.map(|b| b.when.clone());
        };
        let path = fields.path_of("when");
        let Value::String(text) = &node.value else {
            self.problems.push(Problem {
                place: node.place,
                path,
                message: format!("expected a condition as text, found {}", node.describe()),
                hint: None,
            });
            return None;
        };
        parse_condition(text, &Quantities { clause })
            .map_err(|faults| self.faults(node.place, &path, faults))
            .ok()
    }

    fn then(
        &mut self,
        fields: &mut Fields<'_>,
        base: Option<&Rule>,
        clause: bool,
    ) -> Option<(Vec<RuleEffect>, Option<Move>)> {
        let node = match base {
            Some(_) => fields.take("then"),
            None => fields.require("then", "an object of effects", self.problems),
        };
        let Some(node) = node else {
            return base.map(|b| (b.effects.clone(), b.makes));
        };
        let path = fields.path_of("then");
        let mut then = Fields::open(node, &path, self.problems)?;
        let members: Vec<&Member> = then.members().collect();
        let (mut effects, mut makes) = (Vec::new(), None);
        for member in &members {
            let path = then.path_of(&member.key);
            if member.key == "move" {
                makes = self.makes(&member.node, &path);
            } else {
                effects.extend(self.effect(member, &path, clause));
            }
        }
        if effects.len() > MAX_EFFECTS {
            self.problems.push(Problem {
                place: node.place,
                path: path.clone(),
                message: format!(
                    "expected at most {MAX_EFFECTS} effects, found {}",
                    effects.len()
                ),
                hint: Some("split the rule in two".to_owned()),
            });
        }
        if members.is_empty() {
            self.problems.push(Problem {
                place: node.place,
                path,
                message: "a rule without effect: expected an effect or a move".to_owned(),
                hint: Some("write for example {\"trust\": \"+ 0.05\"}".to_owned()),
            });
        }
        Some((effects, makes))
    }

    fn makes(&mut self, node: &Node, path: &str) -> Option<Move> {
        let names = Move::ALL.map(Move::name);
        let found = match &node.value {
            Value::String(name) => Move::ALL.into_iter().find(|m| m.name() == name),
            _ => None,
        };
        if found.is_none() {
            self.expected(node, path, &names);
        }
        found
    }

    fn effect(&mut self, member: &Member, path: &str, clause: bool) -> Option<RuleEffect> {
        let vocabulary = Quantities { clause };
        let quantity = Quantity::named(&member.key).filter(|q| {
            let entry = q.entry();
            entry.writable && (clause || entry.extent == super::Extent::Negotiation)
        });
        let Some(quantity) = quantity else {
            self.unknown_target(member, path, clause);
            return None;
        };
        let Value::String(text) = &member.node.value else {
            self.problems.push(Problem {
                place: member.node.place,
                path: path.to_owned(),
                message: format!(
                    "expected an effect as text, found {}",
                    member.node.describe()
                ),
                hint: Some("write for example `+ 0.1`, `* 0.9` or `= 0.5`".to_owned()),
            });
            return None;
        };
        let effect = parse_effect(text, &vocabulary)
            .map_err(|faults| self.faults(member.node.place, path, faults))
            .ok()?;
        let (low, high) = effect.amount.bounds(&quantity_range);
        let entry = quantity.entry();
        let out_of_range = match effect.operator {
            Operator::Assign => high < entry.low || low > entry.high,
            Operator::Add => low > entry.high - entry.low || high < entry.low - entry.high,
            Operator::Scale => low < 0.0,
        };
        if out_of_range {
            self.problems.push(Problem {
                place: member.node.place,
                path: path.to_owned(),
                message: format!(
                    "effect out of range: `{}` lies between {} and {}",
                    entry.name, entry.low, entry.high
                ),
                hint: Some(
                    "factors are not negative; steps are at most the whole range".to_owned(),
                ),
            });
        }
        Some(RuleEffect { quantity, effect })
    }

    fn unknown_target(&mut self, member: &Member, path: &str, clause: bool) {
        let writable: Vec<&str> = super::QUANTITIES
            .iter()
            .filter(|e| e.writable && (clause || e.extent == super::Extent::Negotiation))
            .map(|e| e.name)
            .collect();
        let name = quoted(&member.key);
        let choices = || {
            format!(
                "a rule can change {}, or make a `move`",
                writable.join(", ")
            )
        };
        let (message, hint) = match Quantity::named(&member.key) {
            Some(_) => Quantities { clause }
                .misplaced(&member.key)
                .unwrap_or_else(|| (format!("{name} can be read but not changed"), choices())),
            None => (
                format!("unknown quantity {name}"),
                nearest(&member.key, writable.iter().copied().chain(["move"]))
                    .map_or_else(choices, |near| format!("did you mean `{near}`?")),
            ),
        };
        self.problems.push(Problem {
            place: member.key_place,
            path: path.to_owned(),
            message,
            hint: Some(hint),
        });
    }

    fn faults(&mut self, place: Place, path: &str, faults: Vec<Fault>) {
        for fault in faults {
            self.problems.push(Problem {
                place: self
                    .document
                    .place_within(place, fault.start, fault.end - fault.start),
                path: path.to_owned(),
                message: fault.message,
                hint: fault.hint,
            });
        }
    }

    fn figure(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        low: f64,
        high: f64,
    ) -> Option<f64> {
        let node = fields.take(key)?;
        match node.value {
            Value::Number(figure) if (low..=high).contains(&figure) => Some(figure),
            _ => {
                self.problems.push(Problem {
                    place: node.place,
                    path: fields.path_of(key),
                    message: format!(
                        "expected a number from {low} to {high}, found {}",
                        node.describe()
                    ),
                    hint: None,
                });
                None
            }
        }
    }

    fn text(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        base: Option<&String>,
    ) -> Option<String> {
        match base {
            Some(base) => Some(
                fields
                    .text(key, self.problems)
                    .map_or_else(|| base.clone(), str::to_owned),
            ),
            None => {
                fields.require(key, "a sentence", self.problems)?;
                fields.text(key, self.problems).map(str::to_owned)
            }
        }
    }
}

const KINDS: &[&str] = &["positive", "negative", "reverse", "context"];
const SIDES: &[&str] = &["destination", "partner"];
const MAGNITUDES: &[&str] = &["evidence", "assumption"];

fn kind_named(name: &str) -> Option<RuleKind> {
    RuleKind::ALL.into_iter().find(|kind| kind.name() == name)
}

fn side_named(name: &str) -> Option<Side> {
    Side::BOTH.into_iter().find(|side| side.name() == name)
}

fn magnitude_named(name: &str) -> Option<Magnitude> {
    match name {
        "evidence" => Some(Magnitude::Evidence),
        "assumption" => Some(Magnitude::Assumption),
        _ => None,
    }
}

fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        _ => format!("one of {}", quoted.join(", ")),
    }
}

fn saturating(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
