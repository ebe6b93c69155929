//! What `factors` prints and refuses.

use serde_json::Value;

use super::{DISCLAIMER, SCENARIO, printed, refused};

const FACTORS: [&str; 4] = ["factors", SCENARIO, "--runs", "300"];

fn factors(arguments: &[&str]) -> String {
    printed(&[&FACTORS[..], arguments].concat())
}

#[test]
fn every_form_says_what_it_may_not_be_used_for_and_never_that_more_is_better() {
    for format in ["text", "json", "csv"] {
        let text = factors(&["--format", format]);
        assert!(text.contains(DISCLAIMER), "{format}");
        assert!(!text.contains("better"), "{format}: {text}");
        if format == "text" {
            assert!(text.trim_end().ends_with(DISCLAIMER), "{text}");
            assert!(text.lines().all(|line| line == line.trim_end()), "{text}");
        }
    }
}

#[test]
fn factors_are_ranked_with_the_correction_and_the_step_that_was_made() {
    let text = factors(&["--step", "0.3"]);
    for part in [
        "What 0.3 more of each success factor does",
        "raises cooperation",
        "partner capacity",
        "from 0.3 lower  +",
        "+0.3  ",
        "joint drafting: `co_drafting` of the negotiation, how far the agreement is drafted",
        "resources: `fit` of every issue, how far the resources provided match",
        "Bonferroni's correction",
        "destination_utility",
        "partner_utility",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json: Value = serde_json::from_str(&factors(&["--format", "json"])).unwrap();
    assert_eq!(json["format"], "demarche-factors/1");
    assert_eq!(json["disclaimer"], DISCLAIMER);
    let at = &json["negotiations"]["eu-tunisia"];
    let ranking = &at["rankings"]["cooperation"];
    let lists = [
        "raise",
        "lower",
        "not_told_apart",
        "unchanged",
        "less_than_a_step",
    ];
    let listed: usize = lists
        .map(|list| ranking[list].as_array().unwrap().len())
        .iter()
        .sum();
    let all = at["factors"].as_object().unwrap().len();
    assert_eq!(listed, all);
    assert_eq!(
        ranking["pairs"].as_array().unwrap().len(),
        all * (all - 1) / 2
    );
    assert_eq!(at["factors"]["resources"]["direction"], "lowered");
    assert!(at["factors"]["resources"]["metrics"]["survival"].is_object());
}

#[test]
fn unequal_steps_are_not_ranked_together() {
    let text = factors(&["--step", "1"]);
    let title = "could not be moved by a whole step of 1, and has no rank\n";
    let (ranked, rest) = text.split_once(title).unwrap();
    for factor in ["partner capacity", "destination leverage"] {
        assert!(!ranked.contains(factor), "{factor}: {text}");
        assert!(rest.contains(factor), "{factor}: {text}");
    }
    assert!(ranked.contains("  1     resources "), "{text}");
    assert!(rest.contains("  +0.52  "), "{text}");
    assert!(
        rest.replace("\n ", "").contains("a smaller --step"),
        "{text}"
    );
    let json = factors(&["--step", "1", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let ranking = &json["negotiations"]["eu-tunisia"]["rankings"]["cooperation"];
    let short = ranking["less_than_a_step"].as_array().unwrap();
    assert!(short.contains(&"partner_capacity".into()), "{short:?}");
    let pairs = ranking["pairs"].as_array().unwrap();
    let whole = 14 - short.len();
    assert_eq!(pairs.len(), whole * (whole - 1) / 2);
    for pair in pairs {
        assert!(!short.contains(&pair["factor"]) && !short.contains(&pair["against"]));
    }
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn every_metric_asked_for_has_a_ranking() {
    let json: Value = serde_json::from_str(&factors(&[
        "--metric",
        "in_force,trust",
        "--format",
        "json",
    ]))
    .unwrap();
    let rankings = json["negotiations"]["eu-tunisia"]["rankings"]
        .as_object()
        .unwrap();
    assert_eq!(rankings.keys().collect::<Vec<_>>(), ["in_force", "trust"]);
}

#[test]
fn a_few_runs_rank_nothing_apart() {
    let text = printed(&["factors", SCENARIO, "--runs", "20", "--format", "json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    let ranking = &json["negotiations"]["eu-tunisia"]["rankings"]["cooperation"];
    let pairs = ranking["pairs"].as_array().unwrap();
    assert!(pairs.iter().all(|pair| pair["told_apart"] == false));
}

#[test]
fn what_is_misspelt_is_answered_with_what_is_meant() {
    let with = |arguments: &[&str]| refused(&[&FACTORS[..], arguments].concat(), 2);
    for step in ["0", "-0.1", "1.5", "x", "NaN"] {
        let error = with(&["--step", step]);
        assert!(error.contains("above 0 and at most 1"), "{step}: {error}");
    }
    let error = with(&["--metric", "coperation"]);
    assert!(error.contains("did you mean `cooperation`?"), "{error}");
    let error = with(&["--metric", "compliance"]);
    assert!(error.contains("take `cooperation` instead"), "{error}");
    let error = with(&["--set", "states.tunisia.capacity=2"]);
    assert!(error.contains("from 0 to 1"), "{error}");
}

#[test]
fn factors_do_not_depend_on_the_number_of_threads() {
    for format in ["text", "json", "csv"] {
        let with = |threads: &str| {
            let arguments = ["factors", SCENARIO, "--runs", "531", "--format", format];
            printed(&[&arguments[..], &["--threads", threads]].concat())
        };
        assert_eq!(with("1"), with("3"), "{format}");
    }
}
