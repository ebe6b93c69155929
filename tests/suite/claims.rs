//! `demarche claims`, the experiments that come with it, and the document that lists them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use demarche::document::Document;
use demarche::experiment::{CLAIMS, Experiment, ExperimentEntry, PATTERNS, claims_and_patterns};
use demarche::scenario::library_entry;
use serde_json::{Value, json};

use crate::command::{output, printed, refused};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Enough runs for the claims below, whose effects are large.
const RUNS: [&str; 2] = ["--runs", "200"];

/// A claim that holds, and one that does not, both on record.
const HOLDS: &str = "capacity";
const FAILS: &str = "leverage";

fn experiment_of(entry: &ExperimentEntry) -> Experiment {
    let document = Document::parse("claim", entry.text.as_bytes()).unwrap();
    Experiment::load(&document).unwrap_or_else(|r| panic!("{r}"))
}

#[test]
fn the_library_of_claims_and_patterns_is_the_folders() {
    let stem = |path: PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    for (folder, entries) in [("claims", CLAIMS), ("patterns", PATTERNS)] {
        let files: BTreeSet<String> = fs::read_dir(Path::new(ROOT).join("scenarios").join(folder))
            .unwrap()
            .map(|entry| stem(entry.unwrap().path()))
            .collect();
        let names: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
        assert!(files.iter().eq(names.iter()), "{files:?}\n{names:?}");
    }
    let names: Vec<&str> = claims_and_patterns().map(|entry| entry.name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for name in names {
        assert!(library_entry(name).is_none(), "{name} is also a scenario");
    }
}

#[test]
fn every_claim_and_pattern_is_valid_and_says_what_it_rests_on() {
    let schema: Value = serde_json::from_str(&printed(&["schema", "experiment"])).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for entry in claims_and_patterns() {
        let (name, experiment) = (entry.name, experiment_of(entry));
        let value: Value = serde_json::from_str(entry.text).unwrap();
        assert!(schema.is_valid(&value), "{name}");
        let base = library_entry(&experiment.base).unwrap();
        let base = Document::parse(base.name, base.text.as_bytes()).unwrap();
        let arms = experiment.arms_of(&base).map(|(_, arm)| arm);
        let arms: Vec<_> = arms
            .map(|arm| arm.unwrap_or_else(|r| panic!("{r}")))
            .collect();
        assert_eq!(experiment.unmet(&arms), Vec::<String>::new(), "{name}");
        assert!(!experiment.expect.is_empty(), "{name}");
        for expected in &experiment.expect {
            assert!(expected.basis.is_some(), "{name}: an effect without basis");
            assert!(expected.contrast(&arms).is_some(), "{name}");
        }
        let is_pattern = PATTERNS.iter().any(|pattern| pattern.name == name);
        assert_eq!(experiment.pattern.is_some(), is_pattern, "{name}");
        assert_eq!(experiment.claim.is_some(), !is_pattern, "{name}");
        assert!(experiment.source.is_some(), "{name}");
        assert_eq!(experiment.settings_within, Some(0.5), "{name}");
        let finding = experiment.finding.map(|verdict| verdict.name());
        assert!(finding.is_some(), "{name}: nothing on record");
        let explained = finding == Some("holds") || experiment.note.is_some();
        assert!(explained, "{name}: what does not hold is to be explained");
    }
}

/// The rows of the table under a heading of the document.
fn rows_under(heading: &str) -> Vec<String> {
    let document = fs::read_to_string(Path::new(ROOT).join("docs/validation.md")).unwrap();
    document
        .lines()
        .skip_while(|line| *line != heading)
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_document_lists_every_claim_and_pattern_with_the_verdict_on_record() {
    for (heading, entries) in [
        ("### The claims and their verdicts", CLAIMS),
        ("### The patterns and their verdicts", PATTERNS),
    ] {
        let row = |entry: &ExperimentEntry| {
            let experiment = experiment_of(entry);
            let finding = experiment.finding.map_or("", |verdict| verdict.words());
            let id = experiment.claim.or(experiment.pattern).unwrap_or_default();
            let title = experiment.title;
            format!("| {id} | `{}` | {title} | {finding} |", entry.name)
        };
        let mut rows: Vec<String> = entries.iter().map(row).collect();
        let number = |row: &String| row[3..].split(' ').next().unwrap().parse::<u32>().unwrap();
        rows.sort_by_key(number);
        assert_eq!(rows_under(heading), rows);
    }
}

#[test]
fn exit_codes_say_whether_claims_hold_or_are_as_on_record() {
    let code = |arguments: &[&str]| {
        let arguments = [&["claims"], arguments, &RUNS[..]].concat();
        output(&arguments).status.code()
    };
    assert_eq!(code(&[HOLDS]), Some(0));
    assert_eq!(code(&[FAILS]), Some(1));
    assert_eq!(code(&[HOLDS, FAILS, "--recorded"]), Some(0));
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.json");
    let entry = CLAIMS.iter().find(|entry| entry.name == HOLDS).unwrap();
    let text = entry
        .text
        .replace(r#""finding": "holds""#, r#""finding": "undecided""#);
    assert_ne!(text, entry.text);
    fs::write(&wrong, text).unwrap();
    let wrong = wrong.to_str().unwrap();
    assert_eq!(code(&[wrong]), Some(0));
    assert_eq!(code(&[wrong, "--recorded"]), Some(1));
    let told = printed(&[&["claims", wrong], &RUNS[..]].concat());
    assert!(told.contains("HOLDS (on record: undecided)"), "{told}");
}

fn result(arguments: &[&str]) -> Value {
    let json = ["--format", "json"];
    let output = output(&[&["claims"], arguments, &RUNS[..], &json].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn claims_are_named_by_id_name_or_path_and_threads_do_not_matter() {
    let by_id = result(&["c2"]);
    assert_eq!(by_id["claims"][0]["name"], "change-of-government");
    assert_eq!(by_id["format"], "demarche-claims/1");
    let path = Path::new(ROOT).join("scenarios/claims/change-of-government.json");
    let by_path = result(&[path.to_str().unwrap(), "--threads", "1"]);
    assert_eq!(
        result(&["p12"])["claims"][0]["name"],
        "paper-process-people"
    );
    let effects = |result: &Value| result["claims"][0]["expectations"].clone();
    assert_eq!(effects(&by_id), effects(&by_path));
    let threads = |number| result(&[HOLDS, FAILS, "--threads", number]);
    assert_eq!(threads("1"), threads("3"));
    for (arguments, code, said) in [
        (
            &["claims", "leverag"][..],
            3,
            "did you mean the claim `leverage`?",
        ),
        (
            &["claims", "return-rate"],
            3,
            "did you mean the pattern `return-rates`?",
        ),
        (&["claims", "karsia-belmora"], 2, "demarche-experiment/1"),
    ] {
        let told = refused(arguments, code);
        assert!(told.contains(said), "{told}");
    }
}

/// An experiment of this project's own.
fn experiment(expect: &Value) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    let stability = |figure: f64| json!({ "states.belmora.stability": figure });
    let experiment = json!({
        "format": "demarche-experiment/1", "title": "Own", "base": "karsia-belmora",
        "changes": { "years": 8 },
        "arms": { "low": stability(0.1), "same": stability(0.1), "mid": stability(0.5),
                  "high": stability(0.9) },
        "expect": expect
    });
    fs::write(file.path(), experiment.to_string()).unwrap();
    file
}

fn expected(metric: &str, arms: &[&str], rest: &Value) -> Value {
    let names = [
        "treatment",
        "control",
        "treatment_against",
        "control_against",
    ];
    let mut expected = json!({ "negotiation": "karsia-belmora", "metric": metric });
    for (name, arm) in names.iter().zip(arms) {
        expected[name] = json!(arm);
    }
    for (key, value) in rest.as_object().unwrap() {
        expected[key] = value.clone();
    }
    expected
}

#[test]
fn no_change_and_differences_of_differences_are_judged() {
    let none = json!({ "direction": "no_change", "margin": 0.01 });
    let up = json!({ "direction": "increase" });
    let file = experiment(&json!([
        expected("in_force", &["low", "same"], &none),
        expected("in_force", &["high", "mid"], &up),
        expected("in_force", &["mid", "low"], &up),
        expected("in_force", &["high", "mid", "mid", "low"], &up),
        expected("in_force", &["low", "high"], &none),
        expected("agreement", &["low", "same"], &up),
    ]));
    let result = result(&[file.path().to_str().unwrap()]);
    let effects = result["claims"][0]["expectations"].as_array().unwrap();
    let mean = |place: usize| effects[place]["mean"].as_f64().unwrap();
    assert!((mean(3) - (mean(1) - mean(2))).abs() < 1e-12);
    let verdicts: Vec<&str> = effects
        .iter()
        .map(|e| e["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts[0], "holds");
    assert_eq!(verdicts[4], "does_not_hold");
    // That 200 runs agree does not say that all would.
    assert_eq!(verdicts[5], "undecided");
    assert_eq!(result["claims"][0]["verdict"], "does_not_hold");
    assert_eq!(
        result["summary"]["unstated"]["does_not_hold"].as_u64(),
        Some(verdicts.iter().filter(|v| **v == "does_not_hold").count() as u64)
    );
}

#[test]
fn bands_are_judged_on_what_they_are_read_of() {
    let band = |reading: &str, low: f64, high: f64| {
        let mut band = json!({ "reading": reading, "between": [low, high] });
        if reading == "power" {
            band["cases"] = json!(20);
        }
        band
    };
    let pair = ["high", "low"];
    let file = experiment(&json!([
        expected("in_force", &pair, &json!({ "between": [0.0, null] })),
        expected("in_force", &pair[..1], &band("level", 0.0, 1.0)),
        expected("in_force", &pair[1..], &band("level", 0.0, 0.001)),
        expected("in_force", &pair, &band("ratio", 5.0, 9.0)),
        expected("in_force", &["low", "same"], &band("ratio", 0.9, 1.1)),
        expected("in_force", &pair, &band("power", 0.0, 1.0)),
        expected("in_force", &["low", "same"], &band("power", 0.0, 0.1)),
        expected("retaliation_rounds", &pair, &band("ratio", 0.99, 1.01)),
    ]));
    let result = result(&[file.path().to_str().unwrap()]);
    let effects = result["claims"][0]["expectations"].as_array().unwrap();
    let figure = |place: usize| effects[place]["mean"].as_f64().unwrap();
    assert!((figure(1) - figure(2) - figure(0)).abs() < 1e-12);
    assert!((figure(1) / figure(2) - figure(3)).abs() < 1e-12);
    assert_eq!(figure(4), 1.0);
    assert_eq!(effects[4]["ci95"], json!([1.0, 1.0]));
    // Stability matters, and the more cases are compared, the more often it would be seen.
    assert!((0.05..1.0).contains(&figure(5)), "{}", figure(5));
    assert!((figure(6) - 0.05).abs() < 0.005, "{}", figure(6));
    for effect in effects {
        let (figure, ci95) = (effect["mean"].as_f64().unwrap(), &effect["ci95"]);
        let within = ci95[0].as_f64().unwrap()..=ci95[1].as_f64().unwrap();
        assert!(within.contains(&figure), "{effect}");
    }
    let verdicts: Vec<&str> = effects
        .iter()
        .map(|e| e["verdict"].as_str().unwrap())
        .collect();
    let holds = ["holds", "holds", "does_not_hold", "does_not_hold", "holds"];
    assert_eq!(verdicts[..5], holds);
    assert_eq!(verdicts[5..], ["holds", "holds", "undecided"]);
    let told = output(&[&["claims", file.path().to_str().unwrap()], &RUNS[..]].concat());
    let told = String::from_utf8(told.stdout).unwrap();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "in_force, in low: a level of 0 to 0.001 expected",
        "high over low: a ratio of 5 to 9 expected",
        "a power of 0 to 1 to find it among 20 cases of each expected",
        "a difference of at least 0 expected",
        "does not hold: above",
        "does not hold: below",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn a_ratio_is_read_draw_by_draw_and_patterns_are_counted_apart() {
    let json = ["--format", "json", "--runs", "600"];
    let names = ["non-binding-readmission", HOLDS];
    let text = printed(&[&["claims"], &names[..], &json].concat());
    let result: Value = serde_json::from_str(&text).unwrap();
    let effect = &result["claims"][0]["expectations"][0];
    assert!(effect["draws"].as_u64().unwrap() >= 50, "{effect}");
    assert_eq!(effect["share_agreeing"], 1.0);
    assert_eq!(effect["share_opposing"], 0.0);
    for of in ["claims", "patterns"] {
        assert_eq!(result["summary"][of]["holds"], 1, "{of}");
    }
    assert_eq!(result["claims"][0]["pattern"], "P6");
    let told = printed(&[&["claims"], &names[..], &RUNS].concat());
    for said in ["1 claim, 1 pattern ·", "pattern P6:", "1 pattern: 1 holds"] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn undecided_is_no_failure_and_nothing_to_judge_is() {
    let up = json!({ "direction": "increase" });
    let file = experiment(&json!([expected("agreement", &["low", "same"], &up)]));
    let told = printed(&["claims", file.path().to_str().unwrap(), "--runs", "5"]);
    assert!(told.contains("UNDECIDED"), "{told}");
    assert!(told.contains("  1 effect of unstated basis"), "{told}");
    for (basis, said) in [
        (json!("emergent"), "1 effect that emerges: "),
        (
            json!({ "built_in": "an equation" }),
            "1 effect that is built in: ",
        ),
    ] {
        let rest = json!({ "direction": "increase", "basis": basis });
        let file = experiment(&json!([expected("agreement", &["low", "same"], &rest)]));
        let told = printed(&["claims", file.path().to_str().unwrap(), "--runs", "5"]);
        assert!(told.contains(said), "{told}");
    }
    let file = experiment(&json!([]));
    let told = refused(&["claims", file.path().to_str().unwrap()], 2);
    assert!(told.contains("nothing to judge"), "{told}");
}

#[test]
fn settings_are_drawn_where_an_experiment_says_so() {
    let arm = |name: &str| {
        let json = ["--runs", "2", "--format", "json"];
        let text = printed(&[&["compare", name][..], &json].concat());
        let result: Value = serde_json::from_str(&text).unwrap();
        result["arms"]["weak"]["overrides"]
            .as_array()
            .unwrap()
            .clone()
    };
    let drawn = |overrides: &[Value]| {
        let uniform = |o: &&Value| o.as_str().is_some_and(|o| o.contains("uniform"));
        overrides.iter().filter(uniform).count()
    };
    let overrides = arm(HOLDS);
    assert!(drawn(&overrides) > 40, "{overrides:?}");
    assert!(overrides.contains(&json!("states.belmora.capacity=0.4")));
}
