//! What `ablate` prints and refuses.

use serde_json::Value;

use super::{DISCLAIMER, SCENARIO, printed, refused};

const ABLATE: [&str; 4] = ["ablate", SCENARIO, "--runs", "120"];
const GROUPS: [&str; 2] = ["kinds", "announced,carried_out"];

fn ablate(arguments: &[&str]) -> String {
    printed(&[&ABLATE[..], arguments].concat())
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_form_says_what_it_may_not_be_used_for_and_never_that_more_is_better() {
    for group in [&[][..], &["--group", GROUPS[0]], &["--group", GROUPS[1]]] {
        for format in ["text", "json", "csv"] {
            let text = ablate(&[group, &["--format", format]].concat());
            assert!(text.contains(DISCLAIMER), "{group:?} {format}");
            assert!(!text.contains("better"), "{group:?} {format}");
            if format == "text" {
                assert!(text.trim_end().ends_with(DISCLAIMER), "{text}");
                assert!(text.lines().all(|line| line == line.trim_end()), "{text}");
            }
        }
    }
}

#[test]
fn contributions_are_told_rule_by_rule() {
    let text = ablate(&[]);
    for part in [
        "more-for-more/pay",
        "sum over ",
        "together (base less all off)",
        "sum less together",
        "Above 0 there is more of a metric with the rule than without it",
        "Rules stand by kind",
        "do not add up, because rules act on each other's",
        "Fire in no run, and so contribute exactly nothing:",
        "instrument/upgrade",
    ] {
        assert!(text.replace('\n', " ").contains(part), "{part}: {text}");
    }
    assert!(text.contains("\n  rule  "), "{text}");
    let json = parsed(&ablate(&["--format", "json"]));
    assert_eq!(json["format"], "demarche-ablation/1");
    assert_eq!(json["disclaimer"], DISCLAIMER);
    let rules = &json["negotiations"]["eu-tunisia"]["rules"];
    let pay = &rules["more-for-more/pay"];
    assert_eq!(pay["changes"][0], "rules.more-for-more/pay.enabled=false");
    assert!(pay["metrics"]["partner_utility"]["mean"].as_f64().unwrap() > 0.0);
    // All metrics, unless some are asked for.
    assert!(pay["metrics"]["survival"]["counterpart"].is_string());
    let some = parsed(&ablate(&["--format", "json", "--metric", "trust"]));
    let metrics = &some["negotiations"]["eu-tunisia"]["rules"]["more-for-more/pay"]["metrics"];
    assert_eq!(metrics.as_object().unwrap().len(), 1);
}

#[test]
fn tables_fit_on_a_page_and_leave_out_what_differs_nowhere() {
    for scenario in [SCENARIO, "karsia-belmora"] {
        for group in [&[][..], &["--group", GROUPS[0]], &["--group", GROUPS[1]]] {
            let arguments = [&["ablate", scenario, "--runs", "300"][..], group].concat();
            let text = printed(&arguments);
            for line in text.lines() {
                assert!(line.chars().count() <= 100, "{group:?}: {line}");
            }
            let left_out = "Left out, since nothing changes it in any run: agreement.";
            assert!(text.contains(left_out), "{group:?}: {text}");
            let header = text.lines().find(|line| line.contains(" in_force"));
            assert!(!header.unwrap().contains("agreement"), "{text}");
        }
    }
}

#[test]
fn one_run_says_what_it_cannot_tell() {
    let text = printed(&["ablate", SCENARIO, "--runs", "1"]);
    assert!(
        text.contains("one run, which cannot tell a contribution from chance"),
        "{text}"
    );
    assert!(text.contains("\n  more-for-more/pay  "), "{text}");
    let figures = text
        .lines()
        .filter(|line| line.starts_with("  more-for-more/"));
    assert!(figures.clone().all(|line| !line.contains('±')), "{text}");
}

#[test]
fn a_group_is_named_in_any_order() {
    let of = |group| ablate(&["--group", group, "--metric", "trust"]);
    assert_eq!(of("carried_out, announced"), of("announced,carried_out"));
}

/// The columns that a command's help lists are those that hold something in its tables.
#[test]
fn help_lists_the_columns_that_are_filled() {
    for (command, tables) in [
        ("ablate", &[&[][..], &["--group", "kinds"][..]][..]),
        ("factors", &[&["--metric", "cooperation"], &[]]),
    ] {
        let mut filled = std::collections::BTreeSet::new();
        let mut names = std::collections::BTreeSet::new();
        for more in tables {
            let base = ["--runs", "60", "--format", "csv", "--set", "title=x"];
            let text = printed(&[&[command, SCENARIO], &base[..], more].concat());
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let header = reader.headers().unwrap().clone();
            names.extend(header.iter().map(str::to_owned));
            for record in reader.records() {
                let record = record.unwrap();
                let cells = header.iter().zip(record.iter());
                let cells = cells.filter(|(_, cell)| !cell.is_empty());
                filled.extend(cells.map(|(name, _)| name.to_owned()));
            }
        }
        let help = printed(&[command, "--help"]);
        for name in names {
            let listed = help.contains(&format!("\n            {name}: "));
            assert_eq!(listed, filled.contains(&name), "{command}: {name}");
        }
    }
}

#[test]
fn without_rules_nothing_contributes() {
    let text = ablate(&["--set", "rulebook=none"]);
    assert!(text.contains("no rule fires"), "{text}");
    assert!(!text.contains("sum over"), "{text}");
}

#[test]
fn conditional_metrics_are_marked_and_cannot_be_shared_out() {
    let text = ablate(&["--metric", "compliance,trust"]);
    assert!(text.contains("compliance*"), "{text}");
    assert!(
        text.contains("read cooperation beside compliance"),
        "{text}"
    );
    for group in GROUPS {
        let arguments = [&ABLATE[..], &["--group", group, "--metric", "compliance"]].concat();
        let error = refused(&arguments, 2);
        assert!(error.contains("take `cooperation` instead"), "{error}");
    }
}

#[test]
fn shares_add_up_in_what_is_printed() {
    for group in GROUPS {
        let json = parsed(&ablate(&["--group", group, "--format", "json"]));
        assert_eq!(json["format"], "demarche-shapley/1");
        assert_eq!(json["group"], group);
        let shares = &json["negotiations"]["eu-tunisia"];
        let metric = "destination_utility";
        let mean = |value: &Value| value[metric]["mean"].as_f64().unwrap();
        let players = shares["players"].as_object().unwrap();
        let sum: f64 = players.values().map(mean).sum();
        let total = mean(&shares["all"]) - mean(&shares["none"]);
        assert!((sum - total).abs() < 1e-9, "{group}: {sum} {total}");
        for (name, player) in json["players"].as_object().unwrap() {
            let off = player["off"].as_array().unwrap();
            assert!(!off.is_empty(), "{name}");
        }
    }
}

#[test]
fn what_is_misspelt_is_answered_with_what_is_meant() {
    let with = |arguments: &[&str]| refused(&[&ABLATE[..], arguments].concat(), 2);
    let error = with(&["--group", "kind"]);
    assert!(error.contains("did you mean `kinds`?"), "{error}");
    let error = with(&["--metric", "coperation"]);
    assert!(error.contains("did you mean `cooperation`?"), "{error}");
    let error = with(&["--set", "states.tunisa.stability=0.2"]);
    assert!(error.contains("tunisia"), "{error}");
    let error = refused(&["ablate", "eu-tunisa-2023"], 3);
    assert!(error.contains("eu-tunisia-2023"), "{error}");
    let error = with(&[
        "--group",
        "announced,carried_out",
        "--approach",
        "none",
        "--set",
        "negotiations.eu-tunisia.conduct.partner.reverse=0",
    ]);
    assert!(
        error.contains("no kind of conditionality is used"),
        "{error}"
    );
}

#[test]
fn contributions_do_not_depend_on_the_number_of_threads() {
    for group in [&[][..], &["--group", "kinds"]] {
        for format in ["text", "json", "csv"] {
            let with = |threads: &str| {
                let arguments = ["ablate", SCENARIO, "--runs", "531", "--format", format];
                printed(&[&arguments[..], group, &["--threads", threads]].concat())
            };
            assert_eq!(with("1"), with("3"), "{group:?} {format}");
        }
    }
}
