//! The JSON Schemas and the table of parameters: the files are what the program prints, and what
//! the program reads and writes is what they describe.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use jsonschema::Validator;
use serde_json::{Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn validator(kind: &str) -> Validator {
    let schema: Value = serde_json::from_str(&printed(&["schema", kind])).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn assert_valid(validator: &Validator, document: &Value, name: &str) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {}", errors.join("\n"));
}

fn scenarios() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(Path::new(ROOT).join("scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn parsed(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Files that are made by the program, and how.
#[test]
fn files_are_what_the_program_prints() {
    for (file, arguments) in [
        ("schemas/scenario.json", ["schema", "scenario"]),
        ("schemas/experiment.json", ["schema", "experiment"]),
        ("schemas/result.json", ["schema", "result"]),
        ("schemas/comparison.json", ["schema", "comparison"]),
        ("schemas/claims.json", ["schema", "claims"]),
        ("schemas/inputs.json", ["schema", "inputs"]),
        ("schemas/sensitivity.json", ["schema", "sensitivity"]),
        ("docs/parameters.md", ["list", "parameters"]),
    ] {
        let kept = std::fs::read_to_string(Path::new(ROOT).join(file)).unwrap();
        assert!(
            kept == printed(&arguments),
            "{file} is out of date: `demarche {} > {file}` writes it",
            arguments.join(" ")
        );
    }
}

#[test]
fn schemas_are_valid_schemas() {
    for kind in [
        "scenario",
        "experiment",
        "result",
        "comparison",
        "claims",
        "inputs",
        "sensitivity",
    ] {
        let schema: Value = serde_json::from_str(&printed(&["schema", kind])).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{kind}");
    }
}

#[test]
fn every_scenario_is_what_the_schema_describes() {
    let validator = validator("scenario");
    for path in scenarios() {
        assert_valid(&validator, &parsed(&path), &path.display().to_string());
    }
    let new: Value = serde_json::from_str(&printed(&["new", "x", "--out", "-"])).unwrap();
    assert_valid(&validator, &new, "new");
}

/// What decoding refuses the schema refuses too, as far as a schema can say it.
#[test]
fn a_complete_file_is_what_the_schema_describes() {
    let validator = validator("scenario");
    for file in scenarios() {
        let name = file.to_str().unwrap();
        let complete = serde_json::from_str(&printed(&["fill", name])).unwrap();
        assert_valid(&validator, &complete, name);
    }
}

#[test]
fn the_scenario_schema_refuses_what_is_wrong() {
    let validator = validator("scenario");
    let path = Path::new(ROOT).join("scenarios/eu-tunisia-2023.json");
    let negotiation = "/negotiations/eu-tunisia";
    for (place, key, value) in [
        ("", "colour", json!("blue")),
        ("", "format", json!("demarche/2")),
        ("", "years", json!(0)),
        ("", "years", json!(2.5)),
        ("", "start", json!("2023-13")),
        (
            "/states",
            "Tunisia",
            json!({ "leverage": 0.5, "capacity": 0.5, "stability": 0.5 }),
        ),
        ("/states/tunisia", "stability", json!(1.4)),
        ("/states/tunisia", "stability", json!("low")),
        (
            "/states/tunisia",
            "stability",
            json!({ "value": 0.2, "uniform": [0.1, 0.2] }),
        ),
        ("/states/tunisia", "stability", json!({ "uniform": [0.1] })),
        ("/states/tunisia", "roles", json!(["transit", "sponsor"])),
        (negotiation, "truts", json!(0.5)),
        (negotiation, "instrument", json!("treaty")),
        (negotiation, "conduct", json!({ "destination": "harsh" })),
        (
            negotiation,
            "clauses",
            json!({ "x": { "if": "readmission", "more": "visas" } }),
        ),
        ("/rules", "mine", json!({ "then": { "trsut": "+ 0.1" } })),
        ("/settings", "nosie", json!(0.1)),
        ("/events", "vote", json!({ "kind": "election" })),
    ] {
        let mut document = parsed(&path);
        for part in ["rules", "settings", "events"] {
            if document[part].is_null() {
                document[part] = json!({});
            }
        }
        assert_valid(&validator, &document, "before the change");
        document.pointer_mut(place).unwrap()[key] = value.clone();
        assert!(!validator.is_valid(&document), "{place}/{key}: {value}");
    }
    for (place, key) in [
        ("", "format"),
        ("", "title"),
        ("", "states"),
        ("/states/tunisia", "leverage"),
        (negotiation, "partner"),
        (negotiation, "issues"),
    ] {
        let mut document = parsed(&path);
        let object = document
            .pointer_mut(place)
            .unwrap()
            .as_object_mut()
            .unwrap();
        object.remove(key).unwrap();
        assert!(!validator.is_valid(&document), "without {place}/{key}");
    }
}

#[test]
fn results_are_what_the_schema_describes() {
    let validator = validator("result");
    for arguments in [
        &["eu-tunisia-2023", "--runs", "2000"][..],
        &["eu-tunisia-2023", "--runs", "1", "--metric", "trust"],
        &["karsia-belmora", "--runs", "37", "--approach", "none"],
    ] {
        let text = printed(&[&["run", "--format", "json"], arguments].concat());
        let mut result: Value = serde_json::from_str(&text).unwrap();
        assert_valid(&validator, &result, &format!("{arguments:?}"));
        result["negotiations"] = json!({ "x": {} });
        assert!(!validator.is_valid(&result));
    }
}

#[test]
fn rules_count_the_runs_in_which_they_fired() {
    let text = printed(&[
        "run",
        "eu-tunisia-2023",
        "--runs",
        "300",
        "--format",
        "json",
    ]);
    let result: Value = serde_json::from_str(&text).unwrap();
    let rules = result["negotiations"]["eu-tunisia"]["rules"]
        .as_object()
        .unwrap();
    let mut most = 0;
    for (id, rule) in rules {
        let runs = rule["runs_fired"].as_u64().unwrap();
        let firings = rule["mean_firings"].as_f64().unwrap() * 300.0;
        assert!(runs <= 300 && runs as f64 <= firings + 1e-6, "{id}: {rule}");
        assert_eq!(runs == 0, firings == 0.0, "{id}: {rule}");
        most = most.max(runs);
    }
    assert!(most > 1, "a count, not a share");
}

#[test]
fn comparisons_are_what_the_schema_describes() {
    let validator = validator("comparison");
    let arm = "x: negotiations.eu-tunisia.monitoring=0.9";
    for arguments in [
        &["eu-tunisia-2023", "--runs", "600"][..],
        &["eu-tunisia-2023", "--runs", "1", "--arm", arm],
        &["eu-tunisia-2023", "karsia-belmora", "--runs", "20"],
        &["karsia-belmora", "--runs", "20", "--goal", "trust:up"],
    ] {
        let text = printed(&[&["compare", "--format", "json"], arguments].concat());
        let mut result: Value = serde_json::from_str(&text).unwrap();
        assert_valid(&validator, &result, &format!("{arguments:?}"));
        result["differences"][0]["winner"] = json!("x");
        assert!(!validator.is_valid(&result));
    }
}

#[test]
fn results_of_claims_are_what_the_schema_describes() {
    let validator = validator("claims");
    for arguments in [
        &["evaluations-of-few", "sanctions-alone", "--runs", "600"][..],
        &["unity", "displaced-routes", "--runs", "1"],
        &["success-factors", "turnover-in-talks", "--runs", "30"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args([&["claims", "--format", "json"], arguments].concat())
            .output()
            .unwrap();
        let mut result: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_valid(&validator, &result, &format!("{arguments:?}"));
        result["claims"][0]["expectations"][0]["verdict"] = json!("proved");
        assert!(!validator.is_valid(&result));
    }
}

/// The schema of experiments and the decoder refuse the same files, one by one.
#[test]
fn the_experiment_schema_agrees_with_the_decoder() {
    let validator = validator("experiment");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("experiment.json");
    let valid = json!({
        "format": "demarche-experiment/1", "title": "Stability", "base": "eu-tunisia-2023",
        "arms": { "control": {}, "treatment": { "states.tunisia.stability": 0.7 } },
        "expect": [{
            "negotiation": "eu-tunisia", "metric": "survival", "treatment": "treatment",
            "control": "control", "direction": "increase", "by": 0.01
        }]
    });
    let agree = |document: &Value, expected: bool| {
        std::fs::write(&path, document.to_string()).unwrap();
        let checked = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["check", path.to_str().unwrap()])
            .output()
            .unwrap();
        assert_eq!(
            checked.status.success(),
            expected,
            "{document}: {checked:?}"
        );
        assert_eq!(validator.is_valid(document), expected, "{document}");
    };
    agree(&valid, true);
    for (place, key, value, expected) in [
        ("", "claim", json!("stable partners keep agreements"), true),
        ("", "expect", json!([]), true),
        ("", "format", json!("demarche-experiment/2"), false),
        ("", "title", json!(""), false),
        ("", "runs", json!(10), false),
        ("", "arms", json!({ "control": {} }), false),
        ("", "arms", json!([{}, {}]), false),
        ("/expect/0", "direction", json!("up"), false),
        ("/expect/0", "direction", json!("decrease"), true),
        ("/expect/0", "metric", json!("survivl"), false),
        ("/expect/0", "by", json!(-1), false),
        ("/expect/0", "margin", json!(0.1), false),
        ("/expect/0", "treatment_against", json!("control"), false),
        ("", "pattern", json!("P1"), true),
        ("/expect/0", "between", json!([0, 1]), false),
        ("/expect/0", "reading", json!("difference"), false),
        ("/expect/0", "cases", json!(20), false),
    ] {
        let mut document = valid.clone();
        document.pointer_mut(place).unwrap()[key] = value;
        agree(&document, expected);
    }
    let mut document = valid.clone();
    let expectation = document.pointer_mut("/expect/0").unwrap();
    expectation["direction"] = json!("no_change");
    expectation.as_object_mut().unwrap().remove("by");
    agree(&document, false);
    document["expect"][0]["margin"] = json!(0.1);
    agree(&document, true);
    for key in ["treatment_against", "control_against"] {
        document["expect"][0][key] = json!("control");
    }
    agree(&document, true);
    bands_agree(&valid, &agree);
}

/// Which keys go with a band, by the figure that it is about.
fn bands_agree(valid: &Value, agree: &impl Fn(&Value, bool)) {
    let with = |changes: &[(&str, Value)]| {
        let mut document = valid.clone();
        let expectation = document["expect"][0].as_object_mut().unwrap();
        expectation.remove("direction");
        expectation.remove("by");
        for (key, value) in changes {
            match value {
                Value::Null => expectation.remove(*key),
                _ => expectation.insert((*key).to_owned(), value.clone()),
            };
        }
        document
    };
    let band = ("between", json!([0.1, 0.2]));
    let (none, other) = (
        ("control", Value::Null),
        ("treatment_against", json!("control")),
    );
    let pair = [other.clone(), ("control_against", json!("control"))];
    let reading = |name: &str| ("reading", json!(name));
    agree(&with(&[]), false);
    for (ends, expected) in [
        (json!([0.1, 0.2]), true),
        (json!([null, 0.2]), true),
        (json!([0.1, null]), true),
        (json!([null, null]), false),
        (json!([0.1]), false),
        (json!(["0.1", 0.2]), false),
        (json!(0.1), false),
    ] {
        agree(&with(&[("between", ends)]), expected);
    }
    for (changes, expected) in [
        (vec![("by", json!(0.1))], false),
        (vec![("margin", json!(0.1))], false),
        (vec![("direction", json!("increase"))], false),
        (vec![none.clone()], false),
        (vec![other.clone()], false),
        (pair.to_vec(), true),
        (vec![("cases", json!(20))], false),
        (vec![reading("mean")], false),
        (vec![reading("difference")], true),
        (vec![reading("level")], false),
        (vec![reading("level"), none.clone()], true),
        (vec![reading("ratio")], true),
        (vec![reading("ratio"), none.clone()], false),
        (
            vec![reading("ratio"), pair[0].clone(), pair[1].clone()],
            false,
        ),
        (vec![reading("power")], false),
        (vec![reading("power"), ("cases", json!(20))], true),
        (vec![reading("power"), ("cases", json!(1))], false),
        (vec![reading("power"), ("cases", json!(20)), none], false),
    ] {
        agree(
            &with(&[std::slice::from_ref(&band), &changes[..]].concat()),
            expected,
        );
    }
    let mut both = valid.clone();
    both["claim"] = json!("C1");
    both["pattern"] = json!("P1");
    agree(&both, false);
}

#[test]
fn sensitivities_are_what_the_schema_describes() {
    let validator = validator("sensitivity");
    for method in [
        &["--samples", "16", "--second-order"][..],
        &["--method", "morris", "--samples", "12"],
        &["--method", "pawn", "--samples", "100"],
        &["--method", "one-at-a-time"],
    ] {
        let common = [
            "sensitivity",
            "eu-tunisia-2023",
            "--vary-uncertain",
            "--vary",
            "negotiations.eu-tunisia.conduct.destination=coercive,cooperative",
            "--replicates",
            "2",
            "--metric",
            "cooperation,survival",
            "--format",
            "json",
        ];
        let result = serde_json::from_str(&printed(&[&common[..], method].concat())).unwrap();
        assert_valid(&validator, &result, &format!("{method:?}"));
    }
}

#[test]
fn files_of_inputs_are_what_the_schema_describes() {
    let validator = validator("inputs");
    let of = |input: Value| json!({ "format": "demarche-inputs/1", "inputs": { "a.b": input } });
    for input in [
        json!({ "uniform": [0, 1] }),
        json!({ "beta": { "alpha": 1, "beta": 2, "low": 0, "high": 1 }, "basis": "assumption" }),
        json!(["coercive", true, 3]),
        json!("as_stated"),
    ] {
        assert_valid(&validator, &of(input.clone()), &input.to_string());
    }
    for input in [
        json!(0.5),
        json!([1]),
        json!([1, 1]),
        json!("0:1"),
        json!({ "value": 1 }),
        json!({ "uniform": [0, 1], "choice": [1, 2] }),
    ] {
        assert!(!validator.is_valid(&of(input.clone())), "{input}");
    }
}
