//! `--break-even`: the figure at which two arms change order.

use std::fs;

use serde_json::{Value, json};
use tempfile::tempdir;

use super::SCENARIO;
use crate::command::{printed, refused};

/// One package without noise: what the partner concedes costs it c per unit and is worth 1 to the
/// destination; what the destination concedes is worth 0.5 to the partner and costs it 0.3.
fn package() -> Value {
    let state = json!({
        "leverage": 0.5, "capacity": 1, "stability": 1, "turnover": 0, "irregular_turnover": 0
    });
    json!({
        "format": "demarche/1", "title": "A zone of agreement that closes", "years": 5,
        "states": { "d": state, "p": state },
        "negotiations": { "d-p": {
            "destination": "d", "partner": "p", "pressure": 0, "cost_of_no_agreement": 0,
            "visibility": 0, "trust": 1,
            "conduct": { "destination": "none", "partner": { "reverse": 0 } },
            "issues": {
                "give": { "conceded_by": "destination", "value": { "destination": -0.3, "partner": 0.5 }, "moves": {} },
                "take": { "conceded_by": "partner", "value": { "destination": 1.0, "partner": -0.5 }, "moves": {} }
            },
            "linkages": { "all": { "issues": ["give", "take"], "kind": "tactical" } }
        } },
        "rulebook": "none",
        "settings": {
            "noise": 0, "shocks": 0, "crisis_start": 0, "beta_accept": null, "beta_vote": null,
            "session_probability": 1, "tactical_discount": 0, "floor": 0, "min_level": 0.01,
            "deadline": 400, "sessions_per_round": 400
        }
    })
}

const PATH: &str = "negotiations.d-p.issues.take.value.partner=-2:-0.1";

/// A deal exists while 1 / c exceeds what the destination gives up per point that the partner gains.
/// At a cost of 0.6 the quick arm has one for c < 5/6; the slow one, at 0.3, for c < 5/3, but its
/// agreement enters into force four rounds later. So the slow one is in force for longer between
/// 5/6 and 5/3, the quick one below, and neither beyond. Talks that end at a deadline ask for a
/// little more than nothing at their last session, which moves the place by less than 0.005.
#[test]
fn a_place_known_from_the_zone_of_agreement_is_found() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("zone.json");
    fs::write(&path, package().to_string()).unwrap();
    let arms = [
        "--arm",
        "quick: negotiations.d-p.issues.give.value.destination=-0.6, negotiations.d-p.layers=0",
        "--arm",
        "slow: negotiations.d-p.layers=4",
    ];
    let search = ["--break-even", PATH, "--metric", "in_force", "--runs", "20"];
    let arguments = [&["compare", path.to_str().unwrap()], &arms[..], &search].concat();
    let text = printed(&[&arguments[..], &["--format", "json"]].concat());
    let result: Value = serde_json::from_str(&text).unwrap();
    let crossings = result["crossings"].as_array().unwrap();
    assert_eq!(crossings.len(), 1, "{result}");
    let place = crossings[0]["place"].as_f64().unwrap();
    // 0.0037 is what halving leaves.
    assert!((place + 5.0 / 6.0).abs() < 0.005 + 0.0037, "{place}");
    assert_eq!(crossings[0]["higher_below"], "arm");
    let higher: Vec<&str> = result["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| point["higher"].as_str().unwrap())
        .collect();
    assert_eq!(&higher[..2], ["not_told_apart"; 2]);
    assert_eq!(&higher[6..], ["against"; 3]);
    let said = result["conclusion"].as_str().unwrap();
    assert!(
        said.ends_with("at -1.05 slow is higher on in_force, at -0.812 quick."),
        "{said}"
    );
    let csv = printed(&[&arguments[..], &["--format", "csv"]].concat());
    assert_eq!(csv.lines().count(), 1 + 9 + 1);
    assert!(csv.contains("\nbreak_even,"), "{csv}");
    // The arms the other way round change order in the same place.
    let turned = [
        &["compare", path.to_str().unwrap(), "--against", "slow"],
        &arms[..],
        &search,
    ];
    let turned = printed(&[&turned.concat()[..], &["--format", "json"]].concat());
    let turned: Value = serde_json::from_str(&turned).unwrap();
    assert_eq!(turned["crossings"][0]["place"], place);
    assert_eq!(turned["crossings"][0]["higher_below"], "against");
}

/// With more runs the interval of the place is narrower, and within the wider one.
#[test]
fn the_interval_of_a_place_shrinks_with_runs() {
    let found = |runs: &str| {
        let path = "negotiations.eu-tunisia.trust=0.3:0.8";
        let arguments = ["compare", SCENARIO, "--break-even", path, "--runs", runs];
        let text = printed(&[&arguments[..], &["--format", "json"]].concat());
        let result: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(result["metric"], "cooperation");
        let crossing = &result["crossings"][0];
        let ends = [0, 1].map(|end| crossing["ci95"][end].as_f64().unwrap());
        (ends[0], crossing["place"].as_f64().unwrap(), ends[1])
    };
    let (few, many) = (found("150"), found("1500"));
    for (low, place, high) in [few, many] {
        assert!(low <= place && place <= high);
    }
    assert!(few.0 < many.1 && many.1 < few.2, "{few:?} {many:?}");
    // Ten times the runs make it √10 times narrower, but for chance and what halving leaves.
    assert!(many.2 - many.0 < 0.6 * (few.2 - few.0), "{few:?} {many:?}");
}

#[test]
fn arms_that_never_change_order_are_said_not_to() {
    let path = "negotiations.eu-tunisia.trust";
    let arms = ["--arm", "one:", "--arm", "two:", "--runs", "20"];
    let same = printed(&[&["compare", SCENARIO, "--break-even", path], &arms[..]].concat());
    assert!(
        same.contains("Nowhere in the range can the arms be told apart"),
        "{same}"
    );
    let arms = [
        "--arm",
        "one:",
        "--arm",
        "two: negotiations.eu-tunisia.conduct.destination=none",
    ];
    let runs = ["--runs", "100", "--goal", "trust:up"];
    let arguments = [
        &["compare", SCENARIO, "--break-even", path],
        &arms[..],
        &runs,
    ]
    .concat();
    let apart = printed(&arguments);
    assert!(
        apart.contains("No change of order was found: one is higher on trust at all 9 figures."),
        "{apart}"
    );
}

#[test]
fn what_cannot_be_searched_is_refused_before_anything_runs() {
    for (path, why) in [
        ("states.tunisia.stabilty", "did you mean `stability`?"),
        (
            "states.tunisia.stability=0.9:0.1",
            "the first of them smaller",
        ),
        (
            "states.tunisia.stability=0:2",
            "expected a number from 0 to 1, found 2",
        ),
        (
            "negotiations.eu-tunisia.conduct.destination",
            "look for the break-even of another figure",
        ),
        (
            "negotiations.eu-tunisia.conduct.destination.positive",
            "look for the break-even of another figure",
        ),
        ("states.eu.actors=1:4", "expected a whole number"),
    ] {
        let said = refused(&["compare", SCENARIO, "--break-even", path], 2);
        assert!(said.contains(why), "{path}: {said}");
    }
    let trust = "negotiations.eu-tunisia.trust";
    for (arguments, why) in [
        (
            ["--metric", "survival", "--quiet"],
            "take `in_force` instead",
        ),
        (
            ["--metric", "trust,cooperation", "--quiet"],
            "a break-even is of one metric",
        ),
    ] {
        let break_even = ["compare", SCENARIO, "--break-even", trust];
        let said = refused(&[&break_even[..], &arguments].concat(), 2);
        assert!(said.contains(why), "{said}");
    }
}
