//! Scenarios made at random, all of them valid.
//!
//! Figures come from the parameter tables, so a new parameter is varied from the day it is
//! declared.

use demarche::domain::{
    ACCOMPANYING_MEASURES, CATALOGUE, CLAUSE_PARAMETERS, CONDUCT_PARTNER, EVENT_PARAMETERS,
    Fallback, INSTRUMENTS, ISSUE_PARAMETERS, InstrumentLevel, LEVER_PARAMETERS,
    NEGOTIATION_PARAMETERS, Parameter, Prerequisite, Preset, SETTINGS_PARAMETERS, STATE_PARAMETERS,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// Stated figures: paths relative to their owner, with values. Later ones win.
type Figures = Vec<(&'static str, Value)>;

/// Puts a value at a dotted path.
pub(super) fn put(owner: &mut Value, path: &str, value: Value) {
    let mut place = owner;
    for key in path.split('.') {
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[key];
    }
    *place = value;
}

fn with(mut owner: Value, figures: &Figures) -> Value {
    for (path, value) in figures {
        put(&mut owner, path, value.clone());
    }
    owner
}

/// At most this many figures of a table, each within its range and not far beyond its default:
/// plain, drawn, or absent.
pub(super) fn figures<T: 'static>(
    table: &'static [Parameter<T>],
    most: usize,
) -> impl Strategy<Value = Figures> {
    let one =
        (0..table.len(), 0.0..1.0, 0.0..1.0, 0..12_u8).prop_map(move |(index, u, v, form)| {
            let parameter = &table[index];
            let reach = match parameter.fallback {
                Fallback::Value(figure) => (4.0 * figure).max(1.0),
                _ => 1.0,
            };
            let (low, high) = (parameter.low.max(-reach), parameter.high.min(reach));
            let figure = |u: f64| low + u * (high - low);
            let value = if parameter.whole {
                json!(figure(u).round())
            } else if form == 0 && parameter.nullable() {
                Value::Null
            } else if form == 1 && u != v {
                json!({ "uniform": [figure(u.min(v)), figure(u.max(v))] })
            } else {
                json!(figure(u))
            };
            (parameter.name, value)
        });
    vec(one, 0..=most)
}

fn state(organisation: bool, role: &'static str) -> impl Strategy<Value = Value> {
    let regime = select(vec!["consolidated_democracy", "other"]);
    let required = (0.0..1.0, 0.0..1.0, 0.0..1.0);
    (required, regime, figures(STATE_PARAMETERS, 4)).prop_map(
        move |((leverage, capacity, stability), regime, figures)| {
            let kind = if organisation {
                "organisation"
            } else {
                "state"
            };
            let state = json!({
                "kind": kind, "roles": [role], "regime": regime,
                "leverage": leverage, "capacity": capacity, "stability": stability,
            });
            with(state, &figures)
        },
    )
}

/// Issues by id: from the catalogue, and two free ones.
fn issues() -> impl Strategy<Value = Map<String, Value>> {
    let ids: Vec<&str> = CATALOGUE.iter().map(|issue| issue.id).collect();
    let ids: Vec<&str> = ids.into_iter().chain(["free_ask", "free_offer"]).collect();
    let detail = (
        0.05..1.5,
        0.05..1.5,
        figures(ISSUE_PARAMETERS, 2),
        0.0..60.0,
        any::<bool>(),
    );
    (subsequence(ids, 1..=5), vec(detail, 5)).prop_map(|(ids, details)| {
        let issue = |(id, (gain, cost, figures, money, paid)): (&str, (f64, f64, _, f64, bool))| {
            let mut issue = match id {
                "free_ask" => json!({
                    "conceded_by": "partner", "value": { "destination": gain, "partner": -cost }
                }),
                "free_offer" => json!({
                    "conceded_by": "destination",
                    "value": { "destination": -cost, "partner": gain }
                }),
                _ => json!({}),
            };
            if paid {
                issue["budget"] = json!({ "per_year": money });
            }
            (id.to_owned(), with(issue, &figures))
        };
        ids.into_iter().zip(details).map(issue).collect()
    })
}

/// The side that concedes an issue.
pub(super) fn conceded_by(id: &str, issue: &Value) -> String {
    let known = CATALOGUE.iter().find(|known| known.id == id);
    issue["conceded_by"]
        .as_str()
        .or(known.map(|known| known.conceded_by.name()))
        .unwrap()
        .to_owned()
}

/// Joint linkages of issues with the same mark above 0, and one more over what is left apart.
fn linkages(ids: &[String], marks: &[usize], kinds: [&str; 3], mode: Option<&str>) -> Value {
    let mut linkages = json!({});
    let mut apart: Vec<&String> = Vec::new();
    for mark in 0..3 {
        let marked = |(_, own): &(&String, &usize)| **own == mark;
        let group: Vec<&String> = ids
            .iter()
            .zip(marks)
            .filter(marked)
            .map(|pair| pair.0)
            .collect();
        if mark == 0 {
            apart.extend(group);
        } else if group.len() > 1 {
            apart.push(group[0]);
            linkages[format!("joint-{mark}")] = json!({ "issues": group, "kind": kinds[mark] });
        } else {
            apart.extend(group);
        }
    }
    if let (Some(mode), true) = (mode, apart.len() > 1) {
        linkages["apart"] = json!({ "issues": apart, "kind": kinds[0], "mode": mode });
    }
    linkages
}

/// What a clause is made from.
#[derive(Clone, Debug)]
struct Sketch {
    by_partner: bool,
    more: bool,
    at_least: bool,
    threshold: f64,
    /// Which issue it watches, and which concession it gives or withholds, counted round.
    watched: Option<usize>,
    conceded: Option<usize>,
    figures: Figures,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let places = (
        proptest::option::of(0..5_usize),
        proptest::option::of(0..5_usize),
    );
    // The first two entries are the threshold, which is stated apart.
    let figures = figures(&CLAUSE_PARAMETERS[2..], 2);
    (flags, 0.05..0.95, places, figures).prop_map(
        |((by_partner, more, at_least), threshold, (watched, conceded), figures)| Sketch {
            by_partner,
            more,
            at_least,
            threshold,
            watched,
            conceded,
            figures,
        },
    )
}

fn clause(sketch: &Sketch, issues: &Map<String, Value>) -> Value {
    let side = |partner| if partner { "partner" } else { "destination" };
    let pick = |partner: bool, place: Option<usize>| {
        let mut own = issues
            .iter()
            .filter(|(id, issue)| conceded_by(id, issue) == side(partner));
        let count = own.clone().count();
        place
            .filter(|_| count > 0)
            .and_then(|place| own.nth(place % count))
            .map(|(id, _)| id.clone())
    };
    let gives = pick(sketch.by_partner, sketch.conceded);
    let lever = format!(
        "{}_{}",
        side(sketch.by_partner),
        if sketch.more { "gift" } else { "stick" }
    );
    let direction = if sketch.at_least { "at_least" } else { "below" };
    let clause = json!({
        "by": side(sketch.by_partner),
        "if": pick(!sketch.by_partner, sketch.watched).unwrap_or("agreement".to_owned()),
        direction: sketch.threshold,
        (if sketch.more { "more" } else { "less" }): gives.unwrap_or(lever),
    });
    with(clause, &sketch.figures)
}

/// Levers of both sides, for benefits and for sanctions.
fn levers() -> impl Strategy<Value = Value> {
    let eu = any::<bool>();
    (vec(figures(LEVER_PARAMETERS, 2), 4), eu).prop_map(|(figures, eu)| {
        let mut levers = json!({});
        let names = [
            "destination_gift",
            "destination_stick",
            "partner_gift",
            "partner_stick",
        ];
        for (name, figures) in names.into_iter().zip(&figures) {
            let by = name.split('_').next();
            levers[name] = with(json!({ "by": by }), figures);
        }
        for name in ["destination_gift", "destination_stick"] {
            levers[name]["level"] = json!(if eu { "eu" } else { "national" });
        }
        levers
    })
}

/// A negotiation without its parties.
fn negotiation(organisation: bool) -> impl Strategy<Value = Value> {
    let fits: Vec<&str> = INSTRUMENTS
        .iter()
        .filter(|i| i.covers.is_empty() && i.prerequisite == Prerequisite::None)
        .filter(|i| match i.level {
            InstrumentLevel::Any => true,
            InstrumentLevel::Eu => organisation,
            InstrumentLevel::Bilateral => !organisation,
        })
        .map(|i| i.id)
        .collect();
    let kind = || select(vec!["tactical", "substantive"]);
    let links = (
        vec(select(vec![0, 1, 1, 1, 2]), 5),
        [kind(), kind(), kind()],
        select(vec![None, Some("parallel"), Some("sequential")]),
    );
    let measures: Vec<&str> = ACCOMPANYING_MEASURES.iter().map(|m| m.id).collect();
    let form = (
        select(fits),
        subsequence(measures, 0..=3),
        select(Preset::ALL.map(|preset| preset.name).to_vec()),
        figures(CONDUCT_PARTNER, 2),
        select(vec!["destination", "partner"]),
        any::<bool>(),
    );
    let content = (issues(), links, levers(), vec(sketch(), 0..=5));
    (content, form, figures(NEGOTIATION_PARAMETERS, 8)).prop_map(
        |((issues, (marks, kinds, mode), levers, sketches), form, figures)| {
            let (instrument, accompanying, preset, partner, initiative, protocol) = form;
            let ids: Vec<String> = issues.keys().cloned().collect();
            let clauses: Map<String, Value> = sketches
                .iter()
                .enumerate()
                .map(|(place, sketch)| (format!("clause-{place}"), clause(sketch, &issues)))
                .collect();
            let conduct = json!({
                "destination": preset, "partner": with(json!({}), &partner)
            });
            let negotiation = json!({
                "linkages": linkages(&ids, &marks, kinds, mode),
                "issues": issues, "levers": levers, "clauses": clauses,
                "instrument": instrument, "accompanying": accompanying, "conduct": conduct,
                "initiative": initiative, "crisis_protocol": protocol,
            });
            with(negotiation, &figures)
        },
    )
}

/// An event: its kind, whom it concerns, and its month, counted from the start and round again.
fn event() -> impl Strategy<Value = (usize, usize, usize, Figures)> {
    (
        0..6_usize,
        0..3_usize,
        0..144_usize,
        figures(EVENT_PARAMETERS, 3),
    )
}

/// The month that comes so long after the start of every generated scenario.
pub(super) fn month(after: usize) -> String {
    format!("{}-{:02}", 2025 + after / 12, after % 12 + 1)
}

/// A valid scenario: one to three negotiations, which may share a destination and its budget.
pub(super) fn scenario() -> impl Strategy<Value = Value> {
    any::<bool>().prop_flat_map(|organisation| {
        let parties = (
            vec(state(organisation, "destination"), 3),
            vec(state(false, "transit"), 3),
            any::<bool>(),
            proptest::option::of(1.0..60.0),
        );
        let talks = vec((negotiation(organisation), any::<bool>()), 1..=3);
        let frame = (
            4..=12_usize,
            1..=12_usize,
            select(vec!["inform-2024", "inform-2024", "none"]),
            select(vec!["time", "time", "equilibrium"]),
            figures(SETTINGS_PARAMETERS, 10),
            vec(event(), 0..=3),
        );
        (parties, talks, frame).prop_map(assemble)
    })
}

type Parties = (Vec<Value>, Vec<Value>, bool, Option<f64>);
type Frame = (
    usize,
    usize,
    &'static str,
    &'static str,
    Figures,
    Vec<(usize, usize, usize, Figures)>,
);

fn assemble((parties, talks, frame): (Parties, Vec<(Value, bool)>, Frame)) -> Value {
    let (destinations, partners, shared, budget) = parties;
    let (years, months_per_round, rulebook, tactics, settings, events) = frame;
    let count = talks.len();
    let mut document = json!({
        "format": "demarche/1", "title": "generated", "start": month(0),
        "years": years, "months_per_round": months_per_round,
        "states": {}, "negotiations": {}, "rulebook": rulebook,
        "settings": with(json!({ "tactics": tactics }), &settings), "events": {},
    });
    for (place, (mut negotiation, supported)) in talks.into_iter().enumerate() {
        let of = if shared { 0 } else { place };
        let (destination, partner) = (format!("d{of}"), format!("p{place}"));
        let states = &mut document["states"];
        states[&destination] = destinations[of].clone();
        if let (Some(budget), 0) = (budget, of) {
            states[&destination]["budget"] = json!(budget);
        }
        states[&partner] = partners[place].clone();
        negotiation["destination"] = json!(destination);
        negotiation["partner"] = json!(partner);
        if supported && count > 1 {
            negotiation["supporters"] = json!([format!("p{}", (place + 1) % count)]);
        }
        document["negotiations"][format!("n{place}")] = negotiation;
    }
    for (place, (kind, whom, after, figures)) in events.iter().enumerate() {
        let whom = whom % count;
        let date = month(after % (12 * years));
        let event = match kind {
            0 => json!({ "kind": "change_of_government", "state": "d0", "irregular": true }),
            1 => json!({ "kind": "election", "state": format!("p{whom}") }),
            2 => json!({ "kind": "crisis", "state": format!("p{whom}") }),
            3 => json!({ "kind": "surge", "negotiation": format!("n{whom}") }),
            4 => json!({ "kind": "instrumentalisation", "negotiation": format!("n{whom}") }),
            _ => {
                let negotiation = format!("n{whom}");
                let issues = &document["negotiations"][&negotiation]["issues"];
                let (id, issue) = issues.as_object().unwrap().iter().next().unwrap();
                let by = conceded_by(id, issue);
                let one = (after % 2 == 0).then_some(id);
                let mut stop = json!({
                    "kind": "funding_stop", "negotiation": negotiation, "by": by, "issue": one
                });
                if one.is_none() {
                    stop.as_object_mut().unwrap().remove("issue");
                }
                stop
            }
        };
        let mut event = with(event, figures);
        event["date"] = json!(date);
        document["events"][format!("e{place}")] = event;
    }
    document
}
