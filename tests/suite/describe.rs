//! `demarche describe`: a briefing before a run.

use std::fs;

use demarche::model::Fate;
use demarche::scenario::LIBRARY;
use serde_json::{Value, json};

use crate::command::printed;
use crate::output::DISCLAIMER;
use crate::readme::example;

/// Arguments that describe the scenario of the README with changes, from a file in a folder.
fn described(changes: &[&str], more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.json");
    fs::write(&file, example()).unwrap();
    let mut arguments = vec!["describe", file.to_str().unwrap()];
    arguments.extend(changes.iter().flat_map(|change| ["--set", change]));
    arguments.extend(more);
    printed(&arguments)
}

fn briefing(changes: &[&str]) -> Value {
    serde_json::from_str(&described(changes, &["--format", "json"])).unwrap()
}

/// A second negotiation for the scenario of the README.
const SECOND: [&str; 2] = [
    r#"states.west={"name":"West","roles":["transit"],"leverage":0.3,"capacity":0.5,"stability":0.5}"#,
    r#"negotiations.north-west={"destination":"north","partner":"west","supporters":["south"],
       "trust":{"uniform":[0.2,0.4]},"issues":{"border_management":{},"investment":{}}}"#,
];

#[test]
fn a_briefing_fits_on_a_page() {
    for entry in LIBRARY {
        for approach in ["coercive", "flexible_incentive"] {
            let page = printed(&["describe", entry.name, "--approach", approach]);
            // One line more says what was changed.
            assert!(page.lines().count() <= 61, "{page}");
            for line in page.lines() {
                assert!(line.chars().count() <= 100, "{line}");
                assert_eq!(line, line.trim_end());
            }
            assert_eq!(page.matches(DISCLAIMER).count(), 1);
        }
    }
}

#[test]
fn what_happened_afterwards_is_told_only_when_asked_for() {
    for format in ["text", "json"] {
        let describe = ["describe", "eu-tunisia-2023", "--format", format];
        let hidden = printed(&describe);
        assert!(!hidden.contains("69 %"), "{hidden}");
        let shown = printed(&[&describe[..], &["--afterwards"]].concat());
        assert!(shown.contains("69 %"), "{shown}");
    }
    let page = printed(&["describe", "eu-tunisia-2023", "--afterwards"]);
    assert!(page.contains("what happened afterwards (no input; not cause and effect)"));
}

#[test]
fn nothing_is_said_that_needs_a_run() {
    for entry in LIBRARY {
        let page = printed(&["describe", entry.name]);
        for fate in Fate::ALL {
            let words = fate.name().replace('_', " ");
            assert!(
                !page.contains(&words) && !page.contains(fate.name()),
                "{page}"
            );
        }
        assert!(!page.contains("runs"), "{page}");
    }
}

#[test]
fn figures_come_with_their_range_and_what_they_rest_on() {
    let text = printed(&["describe", "karsia-belmora", "--format", "json"]);
    let karsia: Value = serde_json::from_str(&text).unwrap();
    let belmora = &karsia["states"][0];
    assert_eq!(belmora["name"], "Belmora");
    // 1 − (1 − 0.4)(1 − 0.3) and 1 − (1 − 0.7)(1 − 0.3): channels combine.
    let range: Vec<f64> = serde_json::from_value(belmora["leverage"]["range"].clone()).unwrap();
    assert!(
        (range[0] - 0.58).abs() < 1e-12 && (range[1] - 0.79).abs() < 1e-12,
        "{range:?}"
    );
    assert_eq!(belmora["capacity"]["range"], Value::Null);

    let text = printed(&["describe", "eu-tunisia-2023", "--format", "json"]);
    let tunisia: Value = serde_json::from_str(&text).unwrap();
    let capacity = &tunisia["states"][1]["capacity"];
    assert_eq!(
        *capacity,
        json!({ "figure": 0.48, "range": null, "basis": "evidence", "source": "wgi-2019" })
    );
    let relation = &tunisia["negotiations"]["eu-tunisia"]["relation"];
    assert_eq!(relation["trust"]["basis"], "assumption");
    assert_eq!(relation["unity"]["basis"], "default");
    let page = printed(&["describe", "eu-tunisia-2023"]);
    assert!(page.contains("0.48 [wgi-2019]"), "{page}");
    assert!(page.contains("[wgi-2019] World Bank"), "{page}");
    assert!(page.contains("-0.42 (-0.60 to -0.25)"), "{page}");
}

const ONE_ISSUE: &str = r#"negotiations.north-south.issues={"readmission":{}}"#;
const UNLINKED: &str = "negotiations.north-south.linkages={}";

#[test]
fn the_outset_says_whether_there_is_a_zone_of_agreement() {
    let outset = |changes: &[&str]| {
        let briefing = briefing(changes);
        briefing["negotiations"]["north-south"]["outset"].clone()
    };
    // Readmission alone only costs the partner.
    let none = outset(&[ONE_ISSUE, UNLINKED]);
    assert_eq!(
        (&none["zone_of_agreement"], &none["share_of_draws"]),
        (&json!(false), &json!(0.0))
    );
    for side in ["destination", "partner"] {
        let given = |solution: &str| none["solutions"][solution][side].as_f64().unwrap();
        assert!((given("nash") - given("status_quo")).abs() < 1e-9, "{none}");
    }
    let page = described(&[ONE_ISSUE, UNLINKED], &[]);
    assert!(page.contains("There is no zone of agreement"), "{page}");
    // It would gain from it in half of the draws.
    let value =
        "negotiations.north-south.issues.readmission.value.partner={\"uniform\":[-0.4,0.4]}";
    let half = outset(&[ONE_ISSUE, UNLINKED, value]);
    let share = half["share_of_draws"].as_f64().unwrap();
    assert!((0.4..0.6).contains(&share), "{share}");
    let linked = outset(&[]);
    assert_eq!(linked["zone_of_agreement"], json!(true));
    assert_ne!(
        linked["solutions"]["nash"],
        linked["solutions"]["status_quo"]
    );
}

#[test]
fn the_outset_is_that_of_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.json");
    fs::write(&file, example()).unwrap();
    let path = file.to_str().unwrap();
    let fixed = ["--set", "states.south.leverage=0.45", "--format", "json"];
    let run = printed(&[&["run", path, "--runs", "1"], &fixed[..]].concat());
    let run: Value = serde_json::from_str(&run).unwrap();
    let briefing = printed(&[&["describe", path], &fixed[..]].concat());
    let briefing: Value = serde_json::from_str(&briefing).unwrap();
    let outset = &briefing["negotiations"]["north-south"]["outset"];
    assert_eq!(outset["draws"], 1);
    let baselines = run["negotiations"]["north-south"]["baselines"]
        .as_object()
        .unwrap();
    assert_eq!(
        baselines.len(),
        outset["solutions"].as_object().unwrap().len()
    );
    for (solution, sides) in baselines {
        for side in ["destination", "partner"] {
            assert_eq!(
                sides[side]["mean"], outset["solutions"][solution][side],
                "{solution}"
            );
        }
    }
}

#[test]
fn every_negotiation_has_its_block() {
    let page = described(&SECOND, &[]);
    for block in [
        "north-south: north and south",
        "north-west: north and West, with south behind",
    ] {
        assert!(page.contains(block), "{page}");
    }
    assert!(
        page.contains("north-west, negotiation: trust 0.20 to 0.40"),
        "{page}"
    );
    let told = |line: &&str| !line.contains("={\"");
    let mut lines = page.lines().filter(told);
    assert!(lines.all(|line| line.chars().count() <= 100), "{page}");
    let briefing = briefing(&SECOND);
    let talks: Vec<&String> = briefing["negotiations"]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    assert_eq!(talks, ["north-south", "north-west"]);
    assert_eq!(briefing["format"], "demarche-briefing/1");
    assert_eq!(briefing["disclaimer"], DISCLAIMER);
}

#[test]
fn clauses_say_when_they_are_inactive_and_changes_are_told() {
    let page = printed(&["describe", "eu-tunisia-2023", "--approach", "coercive"]);
    assert!(
        page.contains("with negotiations.eu-tunisia.conduct.destination=coercive"),
        "{page}"
    );
    assert!(page.contains("approach: coercive"), "{page}");
    let lines = page.split('\n').collect::<Vec<_>>().join(" ");
    let lines = lines.split_whitespace().collect::<Vec<_>>().join(" ");
    for (said, expected) in [
        (
            "If observed border management is at least 35 %, European Union gives more: macro \
             support. Inactive: its intensity is 0. [macro-support-on-results]",
            true,
        ),
        (
            "If observed readmission is below 25 % for 2 rounds in a row, European Union gives \
             less: visa measures. [visa-measures]",
            true,
        ),
    ] {
        assert_eq!(lines.contains(said), expected, "{page}");
    }
}

#[test]
fn texts_of_a_file_cannot_steer_a_terminal() {
    let title = "title=\"\\u001b[2J\\u009b\"";
    for command in [&["describe"][..], &["explain", "approach"]] {
        let page = printed(&[command, &["eu-tunisia-2023", "--set", title]].concat());
        assert!(page.contains("\\u{1b}[2J\\u{9b}"), "{page}");
        assert!(!page.contains(|c: char| c.is_control() && c != '\n'));
    }
}
