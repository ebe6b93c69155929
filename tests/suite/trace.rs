//! `demarche trace`: what a story tells, and which run is told.

use std::sync::atomic::AtomicBool;

use assert_cmd::Command;
use demarche::document::Document;
use demarche::model::{Keys, Metric, Silent, Simulator};
use demarche::scenario::{Scenario, library_entry};
use demarche::study::{Control, Found, Plan, find_run};
use serde_json::Value;

mod exercise;
mod pair;

fn demarche(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("demarche").unwrap();
    command.arg("trace").args(arguments);
    command
}

/// A story as text.
fn text(arguments: &[&str]) -> String {
    let output = demarche(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A story in JSON.
fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// What is said of arguments that are refused.
fn refused(arguments: &[&str]) -> String {
    let output = demarche(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// The first stories of a scenario.
fn stories<'a>(scenario: &'a str, more: &'a [&str]) -> impl Iterator<Item = Value> + 'a {
    (0..20).map(move |run| {
        let run = run.to_string();
        json(&[&[scenario, "--run", &run], more].concat())
    })
}

/// All that happens in a story.
fn happenings(story: &Value) -> Vec<&Value> {
    let rounds = story["rounds"].as_array().unwrap();
    rounds
        .iter()
        .flat_map(|round| round["happenings"].as_array().unwrap())
        .collect()
}

fn said(happening: &Value) -> &str {
    happening["text"].as_str().unwrap()
}

fn joined(list: &Value) -> String {
    let parts = list.as_array().unwrap().iter();
    parts
        .map(|part| part.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn a_rule_is_told_with_the_figure_that_tipped_it_and_what_it_changed() {
    let mut threats = 0;
    for story in stories("eu-tunisia-2023", &[]) {
        for told in happenings(&story) {
            let rule = &told["rule"];
            if rule.is_null() {
                continue;
            }
            let because = joined(&rule["because"]);
            assert!(!because.is_empty(), "{told}");
            assert!(!because.contains("clause."), "{told}");
            if rule["id"] == "less-for-less/announce" {
                threats += 1;
                assert!(
                    because.starts_with("observed delivery of border management "),
                    "{told}"
                );
                assert!(because.contains(", below 25 % for "), "{told}");
                let effects = joined(&rule["effects"]);
                assert!(
                    effects.contains("threat ") && effects.contains(" → "),
                    "{told}"
                );
            }
        }
    }
    assert!(threats > 0);
}

#[test]
fn states_go_by_their_names() {
    for story in stories("karsia-belmora", &[]) {
        for told in happenings(&story) {
            let lower = told.to_string().to_lowercase();
            assert!(
                !lower.contains("the destination") && !lower.contains("the partner"),
                "{told}"
            );
        }
        let ending = story["ending"].to_string();
        assert!(
            ending.contains("flow to Karsia") && ending.contains("flow to Belmora"),
            "{ending}"
        );
    }
}

#[test]
fn a_deal_that_is_not_the_accepted_offer_is_explained() {
    let mut explained = 0;
    for story in stories("eu-tunisia-2023", &[]) {
        for pair in happenings(&story).windows(2) {
            let (offer, deal) = (said(pair[0]), said(pair[1]));
            if deal.starts_with("The deal is settled at") {
                explained += 1;
                assert!(offer.contains(" accepts"), "{offer}");
                assert!(
                    deal.contains("instead of") && deal.contains("it gets exactly that"),
                    "{deal}"
                );
            }
        }
    }
    assert!(explained > 0);
}

#[test]
fn refused_offers_are_told_in_short_or_in_full() {
    let of_talks = |more: &[&str]| {
        let stories = stories("eu-tunisia-2023", more);
        let all: Vec<String> = stories
            .flat_map(|story| {
                happenings(&story)
                    .iter()
                    .map(|t| said(t).to_owned())
                    .collect::<Vec<_>>()
            })
            .filter(|text| text.starts_with("Session"))
            .collect();
        all
    };
    let (short, full) = (of_talks(&[]), of_talks(&["--verbose"]));
    assert!(2 * short.len() < full.len());
    assert!(
        short
            .iter()
            .any(|text| text.contains(": no deal. ") && text.contains(" against "))
    );
    assert!(!full.iter().any(|text| text.contains("no deal.")));
    for text in &full {
        assert!(
            text.contains(" It is worth ") && text.contains(", which asks for "),
            "{text}"
        );
    }
}

#[test]
fn no_line_is_longer_than_a_hundred_columns() {
    for scenario in ["eu-tunisia-2023", "karsia-belmora"] {
        for more in [&["--run", "3"][..], &["--run", "3", "--verbose"]] {
            for line in text(&[&[scenario], more].concat()).lines() {
                assert!(line.chars().count() <= 100, "{line}");
            }
        }
    }
}

/// A scenario with two packages; what `more` adds comes at its end.
fn two_packages(more: &str) -> tempfile::NamedTempFile {
    let document = format!(
        r#"{{ "format": "demarche/1", "title": "Two packages",
            "start": "2025-01", "years": 6, "months_per_round": 3,
            "states": {{
                "a": {{ "name": "Arland", "leverage": 0.6, "capacity": 0.9, "stability": 1, "turnover": 0 }},
                "b": {{ "name": "Borland", "leverage": 0.5, "capacity": 0.9, "stability": 1, "turnover": 0 }} }},
            "negotiations": {{ "a-b": {{ "destination": "a", "partner": "b",
                "instrument": "memorandum_of_understanding", "trust": 0.9,
                "issues": {{
                    "readmission": {{ "conceded_by": "partner" }},
                    "border_management": {{ "conceded_by": "partner" }},
                    "investment": {{ "conceded_by": "destination" }},
                    "visa_facilitation": {{ "conceded_by": "destination" }} }},
                "linkages": {{
                    "one": {{ "issues": ["readmission", "visa_facilitation"], "kind": "tactical" }},
                    "two": {{ "issues": ["border_management", "investment"], "kind": "tactical" }} }} }} }}
            {more} }}"#
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), document).unwrap();
    file
}

#[test]
fn packages_are_named_where_there_are_several() {
    let file = two_packages("");
    let story = text(&[file.path().to_str().unwrap(), "--run", "0"]);
    for part in ["  one: Session", "  two: Session"] {
        assert!(story.contains(part), "{part}\n{story}");
    }
    assert!(!story.contains("border_management"), "{story}");
    // In JSON a package goes by its id.
    let packages = json(&[file.path().to_str().unwrap(), "--run", "0"]);
    let packages = packages["ending"]["packages"].as_array().unwrap().clone();
    let ids: Vec<&Value> = packages.iter().map(|end| &end["package"]).collect();
    assert_eq!(ids, ["border_management", "readmission"]);
    let alone = text(&["karsia-belmora", "--run", "0"]);
    assert!(!alone.contains(": Session"), "{alone}");
}

#[test]
fn a_package_of_several_linkages_is_called_by_its_issues() {
    let file = two_packages("");
    let chained = r#"negotiations.a-b.linkages.three={
        "issues": ["visa_facilitation", "readmission"], "kind": "tactical" }"#;
    let named = r#"negotiations.a-b.issues.readmission.name="return of own nationals""#;
    let path = file.path().to_str().unwrap();
    let story = text(&[path, "--run", "0", "--set", chained, "--set", named]);
    for part in [
        "  return of own nationals and visa facilitation: Session",
        "  two: Session",
        " in return for return of own nationals ",
    ] {
        let story = story.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(story.contains(part.trim_start()), "{part}\n{story}");
    }
}

#[test]
fn names_in_s_and_the_name_of_the_talks_are_told_as_people_would() {
    let file = two_packages("");
    let path = file.path().to_str().unwrap();
    let states = r#"states.b.name="Borders""#;
    let name = r#"negotiations.a-b.name="The talks of the port""#;
    let told = text(&[path, "--run", "0", "--set", states, "--set", name]);
    assert!(
        told.starts_with("Two packages: The talks of the port, run 0"),
        "{told}"
    );
    assert!(
        told.contains("Borders' ") && !told.contains("Borders's"),
        "{told}"
    );
}

#[test]
fn an_agreement_that_ends_suspended_says_so() {
    let suspend = r#", "rules": {
        "agreement/suspend": { "kind": "context", "actor": "partner", "stage": "in_force",
            "when": "agreement.months >= 6", "then": { "move": "suspend" }, "probability": 1,
            "says": "The partner suspends the agreement.", "source": "a test", "magnitude": "assumption" },
        "agreement/resume": { "enabled": false }, "agreement/terminate": { "enabled": false } }"#;
    let file = two_packages(suspend);
    let path = file.path().to_str().unwrap();
    let issues = r#"["readmission", "border_management", "investment", "visa_facilitation"]"#;
    let one = format!(
        r#"negotiations.a-b.linkages={{"all": {{"issues": {issues}, "kind": "tactical"}}}}"#
    );
    let story = json(&[path, "--where", "ended_early", "--set", &one]);
    let why = story["ending"]["why"].as_str().unwrap();
    assert!(
        why.contains("suspended: not ended, but not applied either"),
        "{why}"
    );
    let moved = happenings(&story)
        .into_iter()
        .find(|told| told["rule"]["id"] == "agreement/suspend");
    let moved = moved.unwrap();
    assert_eq!(said(moved), "Borland suspends the agreement.");
    assert_eq!(joined(&moved["rule"]["effects"]), "in force → suspended");
    let story = json(&[path, "--where", "ended_early"]);
    let packages = story["ending"]["packages"].to_string();
    assert!(packages.contains(r#""stage":"suspended""#), "{packages}");
}

#[test]
fn an_ending_names_its_threshold_and_figure() {
    for (fate, part) in [
        ("stalemate", "no agreement entered into force in 40 rounds"),
        ("paper_agreement", " of what it agreed to, below 30 %"),
        (
            "durable_cooperation",
            " of what it agreed to, at least 30 %",
        ),
    ] {
        let mut arguments = vec![
            "karsia-belmora",
            "--approach",
            "cooperative",
            "--where",
            fate,
        ];
        if fate == "stalemate" {
            arguments.extend(["--set", "settings.session_probability=0"]);
        }
        let story = json(&arguments);
        let why = story["ending"]["why"].as_str().unwrap();
        assert!(why.contains(part), "{fate}: {why}");
        let metrics = story["ending"]["metrics"].as_array().unwrap();
        let agreement = metrics
            .iter()
            .find(|metric| metric["name"] == "agreement")
            .unwrap();
        let expected = if fate == "stalemate" { "no" } else { "yes" };
        assert_eq!(agreement["reads"], expected);
    }
}

#[test]
fn the_first_run_is_found_at_any_number_of_threads() {
    let entry = library_entry("karsia-belmora").unwrap();
    let document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
    let scenario = Scenario::load(&document).unwrap();
    let (runs, seed) = (3_000, 7);
    let mut simulator = Simulator::new(&scenario);
    let utilities: Vec<f64> = (0..runs)
        .map(|run| {
            let outcome = &simulator.run(&Keys::of_run(seed, run), &mut Silent)[0];
            outcome.get(Metric::DestinationUtility).unwrap()
        })
        .collect();
    // A common outcome, and the rarest.
    let most = utilities.iter().copied().fold(f64::MIN, f64::max);
    for least in [utilities[1_000], most] {
        let first = utilities
            .iter()
            .position(|&utility| utility >= least)
            .unwrap();
        for threads in [1, 2, 5] {
            let plan = Plan {
                runs,
                seed,
                threads: Some(threads),
            };
            let control = Control {
                interrupted: &AtomicBool::new(false),
                progress: &|_| {},
            };
            let found = find_run(&scenario, &plan, &control, 0, &|outcome| {
                outcome.get(Metric::DestinationUtility) >= Some(least)
            });
            assert_eq!(
                found.unwrap(),
                Found::Run(first as u64),
                "{threads} threads"
            );
        }
    }
}

#[test]
fn a_tie_between_fates_goes_to_the_first_as_in_the_headline_of_run() {
    let mut ties = 0;
    for seed in 0..20 {
        let seed = seed.to_string();
        let study = ["karsia-belmora", "--runs", "2", "--seed", &seed];
        let output = Command::cargo_bin("demarche")
            .unwrap()
            .arg("run")
            .args(study)
            .args(["--format", "json"])
            .output()
            .unwrap();
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        let fates = result["negotiations"]["karsia-belmora"]["fates"]
            .as_object()
            .unwrap();
        let occurred: Vec<&String> = fates
            .iter()
            .filter(|(_, fate)| fate["share"].as_f64() > Some(0.0))
            .map(|(name, _)| name)
            .collect();
        ties += usize::from(occurred.len() == 2);
        let story = json(&[&study[..], &["--typical"]].concat());
        assert_eq!(story["ending"]["fate"].as_str(), Some(occurred[0].as_str()));
    }
    assert!(ties > 0);
}

#[test]
fn a_metric_without_a_value_meets_no_condition() {
    // Survival has no value in a stalemate: neither what is said of it nor the opposite is met.
    let stalemate = [
        "karsia-belmora",
        "--runs",
        "200",
        "--set",
        "settings.session_probability=0",
    ];
    for condition in [
        "survival",
        "!survival",
        "!(survival == 1)",
        "stalemate && survival < 2",
    ] {
        let message = refused(&[&stalemate[..], &["--where", condition]].concat());
        assert!(message.contains("none of 200 runs meets"), "{message}");
    }
    for condition in [
        "stalemate && !agreement",
        "survival || trust >= 0",
        "!has.survival",
    ] {
        let story = json(&[&stalemate[..], &["--where", condition]].concat());
        assert_eq!(story["run"], 0, "{condition}");
    }
}

#[test]
fn a_condition_that_cannot_be_read_is_pointed_at() {
    let message = refused(&["karsia-belmora", "--where", "agreement = 1"]);
    let pointed = "  agreement = 1\n            ^ unexpected `=`: write `==` to compare";
    assert!(message.contains(pointed), "{message}");
    let message = refused(&["karsia-belmora", "--where", "trst < 0.3 && paper_agrement"]);
    for part in ["did you mean `trust`?", "did you mean `paper_agreement`?"] {
        assert!(message.contains(part), "{message}");
    }
    let message = refused(&["karsia-belmora", "--where", "zzzzzzzz < 1"]);
    assert!(!message.contains("--quantities"), "{message}");
    assert!(message.contains("demarche list metrics"), "{message}");
}
