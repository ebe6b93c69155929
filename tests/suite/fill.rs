//! `demarche fill`: the complete file.

use std::fs;
use std::path::Path;

use demarche::document::Document;
use demarche::domain::{
    CLAUSE_PARAMETERS, CONDUCT_PARTNER, EVENT_PARAMETERS, Fallback, INSTRUMENT_LAYERS,
    INSTRUMENT_PARAMETERS, ISSUE_PARAMETERS, LEVER_PARAMETERS, NEGOTIATION_PARAMETERS, Parameter,
    SETTINGS_PARAMETERS, STATE_PARAMETERS,
};
use demarche::model::{Keys, NegotiationOutcome, Silent, Simulator};
use demarche::scenario::{LIBRARY, Scenario};
use serde_json::{Value, json};

use crate::command::{demarche, printed, refused};
use crate::output::DISCLAIMER;
use crate::readme::example;

/// Scenarios as text: those of the library and the one in the README.
fn texts() -> Vec<String> {
    let library = LIBRARY.iter().map(|entry| entry.text.to_owned());
    library.chain([example()]).collect()
}

/// What `fill` prints for a scenario of this text, with changes.
fn filled(text: &str, changes: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.json");
    fs::write(&file, text).unwrap();
    let mut arguments = vec!["fill", file.to_str().unwrap()];
    arguments.extend(changes.iter().flat_map(|change| ["--set", change]));
    printed(&arguments)
}

fn load(text: &str) -> Scenario {
    let document = Document::parse("filled.json", text.as_bytes()).unwrap();
    Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn outcomes(text: &str) -> Vec<Vec<NegotiationOutcome>> {
    let mut simulator = Simulator::new(&load(text));
    let mut run = |run| {
        simulator
            .run(&Keys::of_run(2024, run), &mut Silent)
            .to_vec()
    };
    (0..400).map(&mut run).collect()
}

#[test]
fn a_complete_file_gives_the_same_in_every_run() {
    for text in texts() {
        let full = filled(&text, &[]);
        let (plain, complete) = (outcomes(&text), outcomes(&full));
        for (run, (plain, complete)) in plain.iter().zip(&complete).enumerate() {
            assert_eq!(plain, complete, "run {run}");
        }
    }
}

#[test]
fn a_complete_file_is_valid_and_stays_as_it_is() {
    for text in texts() {
        let full = filled(&text, &[]);
        assert_eq!(filled(&full, &[]), full);
        assert_eq!(load(&full).warnings, Vec::<String>::new());
    }
}

/// Every value that is no object or list, with its path.
fn leaves(value: &Value, path: &str, into: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                leaves(value, &format!("{path}/{key}"), into);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(item, &format!("{path}/{index}"), into);
            }
        }
        other => into.push((path.to_owned(), other.clone())),
    }
}

#[test]
fn what_is_stated_stays_as_stated_and_in_its_order() {
    for text in texts() {
        let plain: Value = serde_json::from_str(&text).unwrap();
        let full: Value = serde_json::from_str(&filled(&text, &[])).unwrap();
        let mut stated = Vec::new();
        leaves(&plain, "", &mut stated);
        for (path, value) in stated {
            let found = full.pointer(&path);
            match path.rsplit('/').next() {
                Some("instrument") => assert_eq!(full.pointer(&(path + "/id")), Some(&value)),
                // 150.0 is written as 150.
                _ if value.is_number() => {
                    assert_eq!(found.and_then(Value::as_f64), value.as_f64(), "{path}");
                }
                _ => assert_eq!(found, Some(&value), "{path}"),
            }
        }
        let keys = |value: &Value| {
            value
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert!(keys(&full).starts_with(&keys(&plain)));
    }
}

/// Every parameter of a table is stated, defaults as assumptions with a note.
fn assert_stated<T>(owner: &Value, table: &[Parameter<T>], except: &[&str]) {
    for parameter in table.iter().filter(|p| !except.contains(&p.name)) {
        let path = format!("/{}", parameter.name.replace('.', "/"));
        let figure = owner.pointer(&path);
        let figure = figure.unwrap_or_else(|| panic!("{} is missing in {owner:#}", parameter.name));
        let default = figure["note"]
            .as_str()
            .is_some_and(|note| note.starts_with("default"));
        if default {
            assert_ne!(parameter.fallback, Fallback::Required);
            assert_eq!(figure["basis"], "assumption");
            assert!(figure["note"].as_str().unwrap().contains(parameter.meaning));
        }
    }
}

#[test]
fn every_parameter_of_the_tables_is_written_out() {
    let event = r#"events.e={"date":"2024-02","kind":"surge","negotiation":"north-south"}"#;
    let full: Value = serde_json::from_str(&filled(&example(), &[event])).unwrap();
    let negotiation = &full["negotiations"]["north-south"];
    assert_stated(&full["states"]["south"], STATE_PARAMETERS, &[]);
    assert_stated(negotiation, NEGOTIATION_PARAMETERS, &[]);
    assert_stated(negotiation, INSTRUMENT_LAYERS, &[]);
    assert_stated(&negotiation["instrument"], INSTRUMENT_PARAMETERS, &[]);
    assert_stated(&negotiation["conduct"]["partner"], CONDUCT_PARTNER, &[]);
    assert_stated(&negotiation["issues"]["readmission"], ISSUE_PARAMETERS, &[]);
    assert_stated(
        &negotiation["levers"]["general_benefits"],
        LEVER_PARAMETERS,
        &[],
    );
    assert_stated(
        &negotiation["clauses"]["default_more"],
        CLAUSE_PARAMETERS,
        &["below"],
    );
    assert_stated(
        &negotiation["clauses"]["default_less"],
        CLAUSE_PARAMETERS,
        &["at_least"],
    );
    assert_stated(&full["events"]["e"], EVENT_PARAMETERS, &[]);
    assert_stated(&full["settings"], SETTINGS_PARAMETERS, &[]);
}

#[test]
fn defaults_are_what_the_model_takes() {
    let full: Value = serde_json::from_str(&filled(&example(), &[])).unwrap();
    let negotiation = &full["negotiations"]["north-south"];
    assert_eq!(
        negotiation["trust"],
        json!({
            "value": 0.5, "basis": "assumption",
            "note": "default: trust between the sides before the first round; source: assumption; \
                     inform, 6.2 (constructive relations)"
        })
    );
    for (path, figure) in [
        // Of the catalogue, the table of instruments and the preset of a file without conduct.
        ("/issues/readmission/value/partner", json!(-0.5)),
        ("/issues/readmission/moves/return_rate", json!(1)),
        ("/instrument/binding", json!(0.3)),
        ("/conduct/destination/negative", json!(0.3)),
        ("/conduct/partner/reverse", json!(0.5)),
        ("/clauses/default_more/at_least", json!(0.4)),
        ("/clauses/default_reverse/below", json!(0.3)),
        // What is derived during a run.
        ("/floors/partner", Value::Null),
    ] {
        assert_eq!(
            negotiation.pointer(&format!("{path}/value")),
            Some(&figure),
            "{path}"
        );
    }
    assert_eq!(
        negotiation["clauses"]["default_reverse"]["demands"],
        "further_support"
    );
    let coordination = &full["states"]["south"]["coordination"];
    assert_eq!(coordination["value"], Value::Null);
    assert!(
        coordination["note"]
            .as_str()
            .unwrap()
            .contains("; null is: capacity;")
    );
}

#[test]
fn what_is_derived_still_follows_what_it_is_derived_from() {
    let capacity = "states.south.capacity=0.9";
    let full = filled(&example(), &[]);
    assert_ne!(outcomes(&full), outcomes(&filled(&full, &[capacity])));
    assert_eq!(
        outcomes(&filled(&full, &[capacity])),
        outcomes(&filled(&example(), &[capacity]))
    );
}

#[test]
fn changes_and_approaches_are_in_the_file() {
    let arguments = ["fill", "eu-tunisia-2023", "--approach", "coercive"];
    let more = ["--set", "states.tunisia.stability=0.25"];
    let full: Value = serde_json::from_str(&printed(&[&arguments[..], &more].concat())).unwrap();
    let conduct = &full["negotiations"]["eu-tunisia"]["conduct"];
    assert_eq!(conduct["destination"], "coercive");
    assert_eq!(full["states"]["tunisia"]["stability"], 0.25);
    let notes = full["notes"].as_array().unwrap();
    assert!(notes.contains(&json!(DISCLAIMER)));
}

#[test]
fn a_file_is_written_whole_and_a_bad_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("full.json");
    let path = file.to_str().unwrap();
    demarche(&["fill", "karsia-belmora", "--out", path])
        .assert()
        .success();
    let written = fs::read_to_string(Path::new(path)).unwrap();
    assert_eq!(written, printed(&["fill", "karsia-belmora"]));
    let set = [
        "fill",
        "karsia-belmora",
        "--set",
        "states.karsia.capacity=3",
        "--out",
        path,
    ];
    let error = refused(&set, 2);
    assert!(error.contains("expected a number from 0 to 1"), "{error}");
    assert_eq!(fs::read_to_string(Path::new(path)).unwrap(), written);
}

#[test]
fn texts_of_a_file_cannot_steer_a_terminal() {
    let full = filled(&example(), &["title=\"\\u001b[2J\\u009b\\u202e\""]);
    assert!(full.contains("\\u001b[2J\\u009b\\u202e"), "{full}");
    assert!(!full.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'));
}
