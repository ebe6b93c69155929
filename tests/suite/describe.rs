//! `demarche describe`: a briefing before a run.

use std::fs;

use demarche::model::Fate;
use demarche::scenario::LIBRARY;
use serde_json::{Value, json};

use crate::command::printed;
use crate::output::DISCLAIMER;
use crate::readme::example;
use crate::scenario_with;

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

/// A page without the notes of the file, which are its author's.
fn before_notes(page: &str) -> &str {
    page.split("\nnotes of the file\n").next().unwrap()
}

/// Lines of a page, and of what may be said of every negotiation on it.
const PAGE: [usize; 2] = [45, 28];

#[test]
fn a_briefing_is_a_page_and_some_lines_for_every_further_negotiation() {
    for entry in LIBRARY {
        for approach in ["coercive", "flexible_incentive"] {
            let page = printed(&["describe", entry.name, "--approach", approach]);
            let talks = scenario_with(entry.name, &[]).negotiations.len();
            let most = PAGE[0] + PAGE[1] * talks;
            assert!(
                before_notes(&page).lines().count() <= most,
                "{most}\n{page}"
            );
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
fn the_notes_of_a_file_are_read_before_it_is_run() {
    let page = printed(&["describe", "eu-morocco-readmission"]);
    assert!(page.contains("\nnotes of the file\n  "), "{page}");
    assert!(page.contains("Not a test of the model"), "{page}");
    let json: Value = serde_json::from_str(&printed(&[
        "describe",
        "karsia-belmora",
        "--format",
        "json",
    ]))
    .unwrap();
    assert_eq!(json["notes"].as_array().unwrap().len(), 2);
}

#[test]
fn nothing_is_said_that_needs_a_run() {
    for entry in LIBRARY {
        let page = printed(&["describe", entry.name]);
        let page = before_notes(&page);
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
    // It would gain from it in half of the draws, and as much as its domestic politics asks for in
    // a quarter: within three standard errors of 200 draws.
    let value =
        "negotiations.north-south.issues.readmission.value.partner={\"uniform\":[-0.4,0.4]}";
    for (floor, expected) in [(0.0, 0.5), (0.2, 0.25)] {
        let floor = format!("negotiations.north-south.floors.partner={floor}");
        let found = outset(&[ONE_ISSUE, UNLINKED, value, &floor]);
        let share = found["share_of_draws"].as_f64().unwrap();
        let error = (expected * (1.0 - expected) / 200.0_f64).sqrt();
        assert!((share - expected).abs() < 3.0 * error, "{floor}: {share}");
    }
    // Deals would leave both better off, but not by what is asked for at home.
    let floor = "negotiations.north-south.floors.destination=5";
    let barred = outset(&[floor]);
    assert_eq!(barred["zone_of_agreement"], json!(false));
    assert_eq!(barred["floors"]["destination"], json!(5.0));
    let page = described(&[floor], &[]);
    assert!(
        page.contains("none gives both what domestic politics asks"),
        "{page}"
    );
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
    assert!(page.contains("trust 0.30 (0.20 to 0.40)"), "{page}");
    // A range that stands there is not said again.
    assert!(
        page.contains("Every figure above that has a range"),
        "{page}"
    );
    assert!(!page.contains("trust 0.20 to 0.40"), "{page}");
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
            "If observed delivery of border management is at least 35 %, European Union gives more: macro \
             support. Inactive: its intensity is 0. [macro-support-on-results]",
            true,
        ),
        (
            "If observed delivery of readmission is below 25 % for 2 rounds in a row, European \
             Union gives less: visa measures. [visa-measures]",
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

/// A page without its line breaks.
fn on_one_line(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_file_names_is_called_so_and_ids_stay_ids() {
    let names = [
        r#"negotiations.north-south.name="The river talks""#,
        r#"negotiations.north-south.issues.readmission.name="return of own nationals""#,
    ];
    let page = on_one_line(&described(&names, &[]));
    assert!(
        page.contains("The river talks (north and south); approach"),
        "{page}"
    );
    assert!(page.contains("return of own nationals"), "{page}");
    assert!(!page.contains(" readmission"), "{page}");
    let briefing = briefing(&names);
    let talks = &briefing["negotiations"]["north-south"];
    assert_eq!(talks["name"], "The river talks");
    let issues = talks["issues"].as_array().unwrap();
    let issue = issues.iter().find(|issue| issue["id"] == "readmission");
    assert_eq!(issue.unwrap()["name"], "return of own nationals");
    // A lever in the library, and the names of talks that say who holds them.
    let page = on_one_line(&printed(&["describe", "eu-compacts-2016"]));
    assert!(
        page.contains("more occupations open to refugees (worth"),
        "{page}"
    );
    let page = printed(&["describe", "lithuania-iraq-2021"]);
    let title = "lithuania-iraq: Lithuania and Iraq, with European Union behind";
    assert!(on_one_line(&page).contains(title), "{page}");
}

#[test]
fn an_instrument_grows_and_falls_back_only_where_it_can() {
    let memorandum = "negotiations.north-south.instrument=\"memorandum_of_understanding\"";
    let grows = "can grow into bilateral agreement";
    let page = on_one_line(&described(&[memorandum], &[]));
    assert!(page.contains(grows), "{page}");
    let organisation = "states.north.kind=\"organisation\"";
    let page = on_one_line(&described(&[memorandum, organisation], &[]));
    assert!(!page.contains(grows), "{page}");
    let briefing = briefing(&[memorandum, organisation]);
    let instrument = &briefing["negotiations"]["north-south"]["instrument"];
    assert_eq!(instrument["upgrades_to"], Value::Null);
}

#[test]
fn sums_keep_their_decimals_and_events_their_month() {
    let budget = r#"negotiations.north-south.issues.readmission.budget={"per_year":4.5}"#;
    let event = r#"events.shock={"kind":"crisis","state":"south","date":"2026-12"}"#;
    let page = on_one_line(&described(&[budget, event], &[]));
    assert!(page.contains("EUR 4.5 million a year"), "{page}");
    assert!(page.contains("2026-12 · south: a crisis begins"), "{page}");
}

#[test]
fn defaults_that_nobody_uses_are_left_out() {
    let page = on_one_line(&described(
        &[r#"negotiations.north-south.clauses={}"#],
        &["--approach", "cooperative"],
    ));
    assert!(page.contains("[default_more]"), "{page}");
    assert!(!page.contains("[default_less]"), "{page}");
    assert!(page.contains("general benefits") && !page.contains("general restrictions"));
}

#[test]
fn what_negotiations_have_in_common_is_said_once() {
    let page = printed(&["describe", "australia-palm-2022"]);
    let like = "As in australia-fiji: the relation, what is on the table, conditionality and the \
                agreement.";
    assert!(page.contains(like), "{page}");
    assert_eq!(page.matches("[places-on-quality]").count(), 1, "{page}");
    // Their situations stand beside each other, one line each.
    for partner in ["fiji", "tuvalu"] {
        let mut lines = page.lines();
        let line = |line: &&str| line.starts_with(&format!("  australia-{partner}  "));
        assert!(lines.any(|it| line(&it)), "{page}");
    }
}

#[test]
fn what_is_there_before_the_first_round_is_told() {
    let told = |changes: &[&str]| {
        let set = changes.iter().flat_map(|change| ["--set", change]);
        let arguments: Vec<&str> = ["describe", "eu-visa-gambia-2021"]
            .into_iter()
            .chain(set)
            .collect();
        on_one_line(&printed(&arguments))
    };
    let clause = |of: &str| format!("negotiations.eu-gambia.clauses.visa-measures.{of}");
    let aside = "Measures already there are left aside.";
    let page = told(&[]);
    let already = "visa measures. Already announced to 50 %, carried out to 50 %. [visa-measures]";
    assert!(page.contains(already) && page.contains(aside), "{page}");
    let nothing = [clause("announced=0"), clause("carried_out=0")];
    let page = told(&nothing.each_ref().map(String::as_str));
    assert!(!page.contains("lready"), "{page}");
    // What is drawn has its range; what is not used is not announced either.
    let drawn = clause("announced={\"uniform\":[0.2,0.6]}");
    let page = told(&[&drawn, &nothing[1]]);
    assert!(
        page.contains("Already announced to 40 % (20 % to 60 %). ["),
        "{page}"
    );
    let page = told(&["negotiations.eu-gambia.conduct.destination=none"]);
    assert!(!page.contains("lready"), "{page}");
    // A source stands beside it, and below the page.
    let page = on_one_line(&printed(&["describe", "us-mexico-2019"]));
    assert!(
        page.contains("Already announced to 100 % [press]."),
        "{page}"
    );
    assert!(page.contains("[press] press reports"), "{page}");
}

#[test]
fn stated_floors_stand_with_the_relation() {
    let floor = "negotiations.north-south.floors.partner=0.3";
    let told = "floors of domestic politics, in value points above no deal: south 0.30;";
    let page = on_one_line(&described(&[floor], &[]));
    assert!(page.contains(told), "{page}");
    let page = on_one_line(&described(&[], &[]));
    assert!(!page.contains("floors"), "{page}");
}
