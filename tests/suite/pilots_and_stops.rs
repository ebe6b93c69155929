//! What a scenario can say of pilots and of deliveries that stop: stated, told, written out.

use demarche::document::Document;
use demarche::domain::instrument;
use demarche::scenario::{Scenario, library_entry};
use serde_json::Value;

use crate::command::printed;
use crate::scenario_with;

const BASE: &str = "karsia-belmora";

const STOP: &str = r#"events.stop={"kind": "funding_stop", "negotiation": "karsia-belmora",
    "by": "destination", "issue": "visa_facilitation", "date": "2030-01", "months": 24}"#;
const STOP_OF_ALL: &str = r#"events.stop={"kind": "funding_stop", "negotiation": "karsia-belmora",
    "by": "partner", "date": "2030-01"}"#;

/// Of 200 runs, those in which evidence from a pilot counted.
fn runs_with_evidence(piloting: &str) -> u64 {
    let instrument = format!(
        "negotiations.{BASE}.instrument={{\"id\": \"memorandum_of_understanding\"{piloting}}}"
    );
    let arguments = ["run", BASE, "--set", &instrument, "--runs", "200"];
    let text = printed(&[&arguments[..], &["--format", "json"]].concat());
    let result: Value = serde_json::from_str(&text).unwrap();
    let rule = &result["negotiations"][BASE]["rules"]["instrument/pilot-evidence"];
    rule["runs_fired"].as_u64().unwrap()
}

#[test]
fn a_pilot_is_one_where_the_file_says_so() {
    assert_eq!(runs_with_evidence(""), 0);
    assert_eq!(runs_with_evidence(r#", "piloting": false"#), 0);
    assert!(runs_with_evidence(r#", "piloting": true"#) > 0);
}

#[test]
fn an_instrument_begins_with_a_pilot_by_its_table_or_by_statement() {
    let at = |text: &str| {
        let path = format!("negotiations.{BASE}.instrument={text}");
        scenario_with(BASE, &[&path]).negotiations[0]
            .instrument
            .piloting
    };
    assert!(instrument("labour_scheme").is_some_and(|known| known.piloting));
    assert!(!at(r#""consultation""#));
    assert!(at(r#"{ "id": "consultation", "piloting": true }"#));
    assert!(!at(r#"{ "id": "consultation", "piloting": false }"#));
}

#[test]
fn stops_are_told_and_briefed() {
    let told = |stop: &str| printed(&["trace", BASE, "--run", "3", "--set", stop]);
    let told = [told(STOP), told(STOP_OF_ALL)].map(|text| text.replace("\n  ", " "));
    assert!(told[0].contains("(stop), Karsia stops delivering visa facilitation for 24 months."));
    assert!(told[1].contains("(stop), Belmora stops delivering all that it concedes."));
    let briefed = printed(&["describe", BASE, "--set", STOP]).replace("\n", " ");
    let words: Vec<&str> = briefed.split_whitespace().collect();
    assert!(
        words
            .join(" ")
            .contains("Karsia stops delivering visa facilitation for 24 months")
    );
}

#[test]
fn a_complete_file_says_how_long_a_stop_lasts_and_whether_there_is_a_pilot() {
    let entry = library_entry(BASE).unwrap();
    let mut document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
    document.set(STOP_OF_ALL).unwrap();
    let scenario = Scenario::load(&document).unwrap();
    let complete = scenario.complete(&document, &[]).unwrap();
    let at = |path: &str| complete.get(path).unwrap_or_else(|| panic!("{path}"));
    assert_eq!(at("events.stop.months.value").as_number(), Some(60.0));
    let piloting = format!("negotiations.{BASE}.instrument.piloting");
    assert_eq!(at(&piloting).as_flag(), Some(false));
    let again = Scenario::load(&complete).unwrap();
    assert_eq!(again.events, scenario.events);
}
