//! Names and units are conventions: sides that change places, and value points of another size.

use demarche::domain::{CATALOGUE, PerSide, Side};
use demarche::model::{Metric, NegotiationOutcome, Solution};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::generated::{conceded_by, put, scenario};
use super::{cases, load, outcomes};

/// The members of the object at a path.
fn members<'a>(document: &'a mut Value, path: &str) -> &'a mut Map<String, Value> {
    let place = path.split('.').fold(document, |place, key| &mut place[key]);
    if !place.is_object() {
        *place = json!({});
    }
    place.as_object_mut().unwrap()
}

/// States what the catalogue says of every issue of a negotiation.
fn state_issues(document: &mut Value, negotiation: &str) {
    for (id, issue) in members(document, &format!("negotiations.{negotiation}.issues")) {
        let by = conceded_by(id, issue);
        issue["conceded_by"] = json!(by);
        let known = CATALOGUE.iter().find(|known| known.id == id);
        for side in Side::BOTH {
            let value = &mut issue["value"][side.name()];
            if let (true, Some(known)) = (value.is_null(), known) {
                *value = json!(known.value[side]);
            }
        }
    }
}

/// A figure, drawn or not, times a factor.
fn times(value: &Value, factor: f64) -> Value {
    match value {
        Value::Number(figure) => json!(factor * figure.as_f64().unwrap()),
        Value::Array(figures) => figures.iter().map(|figure| times(figure, factor)).collect(),
        Value::Object(of) => {
            let scaled = of
                .iter()
                .map(|(key, value)| (key.clone(), times(value, factor)));
            Value::Object(scaled.collect())
        }
        other => other.clone(),
    }
}

/// The same scenario in value points of twice the size, so that every figure in points is half.
///
/// In value points are: what issues are worth; what pressure costs without an agreement;
/// disagreement and floors; what levers cost, and what those that are given are worth; and the
/// settings `floor`, `bite`, `harm` and `self_cost`. The value of a lever that is withheld only
/// scales bite, harm and own cost, so it has no unit. Three more figures are in points though their
/// names do not say so, since they are compared with points: `audience_cost` (with `self_cost`),
/// the factor 1 + `ownership` (trust times what the other fulfils, compared with temptation), and
/// the precisions of choice, which are per point.
fn halved(document: &Value) -> Value {
    let mut document = document.clone();
    let ids: Vec<String> = members(&mut document, "negotiations")
        .keys()
        .cloned()
        .collect();
    let half = |owner: &mut Map<String, Value>, key: &str, default: Value, factor: f64| {
        let stated = owner.get(key).cloned().unwrap_or(default);
        owner.insert(key.to_owned(), times(&stated, factor));
    };
    for id in &ids {
        state_issues(&mut document, id);
        let negotiation = &mut document["negotiations"][id];
        for (_, issue) in members(negotiation, "issues") {
            issue["value"] = times(&issue["value"], 0.5);
        }
        for (name, gives) in [
            ("general_benefits", true),
            ("further_support", true),
            ("general_restrictions", false),
            ("onward_movement", false),
            ("destination_gift", true),
            ("partner_gift", true),
            ("destination_stick", false),
            ("partner_stick", false),
        ] {
            let by = if name == "onward_movement" || name.starts_with("partner") {
                "partner"
            } else {
                "destination"
            };
            let lever = members(negotiation, &format!("levers.{name}"));
            lever.insert("by".to_owned(), json!(by));
            half(lever, "value", json!(0.5), if gives { 0.5 } else { 1.0 });
            half(lever, "cost", json!(0.2), 0.5);
        }
        let owner = negotiation.as_object_mut().unwrap();
        half(owner, "cost_of_no_agreement", json!(0.4), 0.5);
        half(owner, "disagreement", json!({}), 0.5);
        half(owner, "floors", json!({}), 0.5);
        owner.insert("ownership".to_owned(), json!(0.0));
    }
    for (_, state) in members(&mut document, "states") {
        half(
            state.as_object_mut().unwrap(),
            "audience_cost",
            json!(0.5),
            0.5,
        );
    }
    let settings = members(&mut document, "settings");
    for (name, default) in [
        ("floor", 0.1),
        ("bite", 1.0),
        ("harm", 1.0),
        ("self_cost", 2.0),
    ] {
        half(settings, name, json!(default), 0.5);
    }
    for (name, default) in [
        ("beta_accept", 20.0),
        ("beta_fulfil", 3.0),
        ("beta_vote", 8.0),
    ] {
        half(settings, name, json!(default), 2.0);
    }
    document
}

/// A scenario with one negotiation over one package, in which nothing tells the sides apart but
/// their figures.
fn symmetric(document: &Value, press: f64) -> Value {
    fn plain(value: &Value) -> Value {
        match value {
            Value::Object(members) => match members.get("uniform") {
                Some(ends) => ends[0].clone(),
                None => members
                    .iter()
                    .map(|(key, value)| (key.clone(), plain(value)))
                    .collect(),
            },
            other => other.clone(),
        }
    }
    let mut document = plain(document);
    state_issues(&mut document, "n0");
    members(&mut document, "negotiations").retain(|id, _| id == "n0");
    let events = members(&mut document, "events");
    events.retain(|_, event| matches!(event["state"].as_str(), Some("d0" | "p0")));
    document["states"]["d0"]["kind"] = json!("state");
    let negotiation = &mut document["negotiations"]["n0"];
    let issues = members(negotiation, "issues");
    for (place, (_, issue)) in issues.iter_mut().enumerate() {
        // No two issues are exchanged at the same price, which ids would decide.
        let value = &mut issue["value"]["destination"];
        *value = times(value, 1.0 + 0.0137 * (1 + place) as f64);
    }
    let ids: Vec<String> = issues.keys().cloned().collect();
    negotiation["linkages"] = if ids.len() > 1 {
        json!({ "all": { "issues": ids, "kind": "tactical" } })
    } else {
        json!({})
    };
    for (path, value) in [
        ("pressure", json!(press)),
        ("need", json!(press)),
        ("cost_of_no_agreement", json!(0)),
        ("supporters", json!([])),
        ("accompanying", json!([])),
        ("crisis_protocol", json!(false)),
        ("instrument", json!("memorandum_of_understanding")),
        ("repudiation", json!({ "regular": 0, "irregular": 0 })),
        (
            "conduct.destination",
            json!({ "positive": 0.7, "negative": 0.4 }),
        ),
    ] {
        put(negotiation, path, value);
    }
    document["rulebook"] = json!("none");
    document["settings"]["noise"] = json!(0);
    // Votes are drawn by side.
    document["settings"]["beta_vote"] = Value::Null;
    document
}

/// Exchanges two members of the object at a path; what is absent stays absent on the other side.
fn exchange(document: &mut Value, path: &str, [one, other]: [&str; 2]) {
    let owner = members(document, path);
    let (a, b) = (owner.remove(one), owner.remove(other));
    owner.extend(b.map(|value| (one.to_owned(), value)));
    owner.extend(a.map(|value| (other.to_owned(), value)));
}

/// The same scenario with the sides in each other's place.
fn mirrored(document: &Value) -> Value {
    const SIDES: [&str; 2] = ["destination", "partner"];
    let mut document = document.clone();
    exchange(&mut document, "negotiations.n0", SIDES);
    for path in ["disagreement", "floors"] {
        exchange(&mut document, &format!("negotiations.n0.{path}"), SIDES);
    }
    exchange(&mut document, "settings.kappa", SIDES);
    let settings = members(&mut document, "settings");
    for name in ["bite", "harm"] {
        settings.entry(name).or_insert(json!(1.0));
    }
    exchange(&mut document, "settings", ["bite", "harm"]);
    let other = |side: &Value| json!(SIDES[usize::from(side == SIDES[0])]);
    let negotiation = &mut document["negotiations"]["n0"];
    negotiation["initiative"] = other(&negotiation["initiative"]);
    let conduct = negotiation["conduct"].clone();
    let of = |side: &str, kind: &str, default: f64| {
        conduct[side].get(kind).cloned().unwrap_or(json!(default))
    };
    negotiation["conduct"] = json!({
        "destination": {
            "positive": of("partner", "positive", 0.0), "negative": of("partner", "reverse", 0.5)
        },
        "partner": {
            "positive": of("destination", "positive", 0.0),
            "reverse": of("destination", "negative", 0.0)
        },
    });
    for (_, issue) in members(negotiation, "issues") {
        issue["conceded_by"] = other(&issue["conceded_by"]);
        exchange(issue, "value", SIDES);
    }
    for kind in ["levers", "clauses"] {
        for (_, member) in members(negotiation, kind) {
            member["by"] = other(&member["by"]);
        }
    }
    document
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-6,
        (a, b) => a == b,
    }
}

proptest! {
    #![proptest_config(cases(200))]

    /// Halving both sides' value points halves utilities and changes nothing else, not by a bit: a
    /// factor of a power of two is exact. Without a rulebook, since rules may compare points with
    /// thresholds. It holds under quantal choice too, if precision is per point.
    ///
    /// Seen to fail with: measures that cost 0.1 on top; half the weight of `ownership`; an absolute
    /// error of perception.
    #[test]
    fn value_points_have_no_size(document in scenario()) {
        let mut document = document;
        document["rulebook"] = json!("none");
        for (_, negotiation) in members(&mut document, "negotiations") {
            negotiation["ownership"] = json!(1.0);
            // It raises ownership, which is in points.
            negotiation["co_drafting"] = json!(0.0);
            let measures = negotiation["accompanying"].as_array_mut().unwrap();
            measures.retain(|measure| measure != "joint_board");
        }
        let expected = outcomes(&load(&document), 8);
        let found = outcomes(&load(&halved(&document)), 8);
        let doubled = |mut outcome: NegotiationOutcome| {
            for metric in [
                Metric::DestinationUtility, Metric::PartnerUtility, Metric::JointUtility
            ] {
                let figure = &mut outcome.metrics[metric as usize];
                *figure = figure.map(|figure| 2.0 * figure);
            }
            outcome.baselines = outcome.baselines.map(|at| PerSide::of(|side| 2.0 * at[side]));
            outcome
        };
        for (expected, found) in expected.into_iter().zip(found) {
            let found: Vec<_> = found.into_iter().map(doubled).collect();
            prop_assert_eq!(expected, found);
        }
    }

    /// Sides that change places change outcomes. What tells them apart by construction is taken
    /// out: the burden of pressure, which only a destination bears; supporters; what is drawn by
    /// side (votes, repudiation, errors); and several packages, whose share of the stake is that of
    /// the destination. Pressure is to the one what need is to the other, bite what harm is.
    ///
    /// Seen to fail with: the destination always making the first offer; the partner's warnings
    /// believed in full; the tactical discount on the destination's gains only.
    #[test]
    fn sides_that_change_places_change_outcomes(document in scenario(), press in 0.1..1.0) {
        let here = symmetric(&document, press);
        let expected = outcomes(&load(&here), 6);
        let found = outcomes(&load(&mirrored(&here)), 6);
        for (here, there) in expected.iter().flatten().zip(found.iter().flatten()) {
            for (one, other) in [
                (Metric::Agreement, Metric::Agreement),
                (Metric::MonthsToAgreement, Metric::MonthsToAgreement),
                (Metric::InForce, Metric::InForce),
                (Metric::Trust, Metric::Trust),
                (Metric::Grievance, Metric::Grievance),
                (Metric::Procedures, Metric::Procedures),
                (Metric::Compliance, Metric::Delivery),
                (Metric::Delivery, Metric::Compliance),
                (Metric::DestinationUtility, Metric::PartnerUtility),
                (Metric::PartnerUtility, Metric::DestinationUtility),
            ] {
                let (a, b) = (here.get(one), there.get(other));
                prop_assert!(close(a, b), "{}: {a:?} and {b:?}", one.entry().name);
            }
            for (a, b) in here.fulfilment.iter().zip(&there.fulfilment) {
                prop_assert!(close(*a, *b), "fulfilment: {a:?} and {b:?}");
            }
            for solution in Solution::ALL {
                let pair = [here, there].map(|outcome| outcome.baselines[solution as usize]);
                prop_assert!((pair[0].destination - pair[1].partner).abs() < 1e-6);
                prop_assert!((pair[0].partner - pair[1].destination).abs() < 1e-6);
            }
        }
    }
}
