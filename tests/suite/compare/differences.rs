//! What is measured between arms.

use demarche::model::{Keys, METRICS, Silent, Simulator};
use serde_json::Value;

use super::{SCENARIO, differences, json};
use crate::command::printed;
use crate::scenario_with;

/// Differences taken by hand, run by run, from simulators that know nothing of arms.
#[test]
fn differences_are_those_of_single_runs() {
    const RUNS: u64 = 300;
    let with = |approach: &str| {
        scenario_with(
            SCENARIO,
            &[&format!(
                "negotiations.eu-tunisia.conduct.destination={approach}"
            )],
        )
    };
    let mut simulators = ["coercive", "cooperative"].map(|name| Simulator::new(&with(name)));
    let mut figures: Vec<Vec<(f64, f64)>> = vec![Vec::new(); METRICS.len()];
    for run in 0..RUNS {
        let keys = Keys::of_run(2024, run);
        let [a, b] = &mut simulators;
        let (a, b) = (
            a.run(&keys, &mut Silent)[0].clone(),
            &b.run(&keys, &mut Silent)[0],
        );
        for (metric, pairs) in figures.iter_mut().enumerate() {
            if let (Some(a), Some(b)) = (a.metrics[metric], b.metrics[metric]) {
                pairs.push((a, b));
            }
        }
    }
    let result = json(&[SCENARIO, "--runs", "300"]);
    let found: Vec<&Value> = differences(&result, "coercive", "cooperative").collect();
    assert_eq!(found.len(), METRICS.len());
    for (pairs, difference) in figures.iter().zip(found) {
        let n = pairs.len() as f64;
        let mean = pairs.iter().map(|(a, b)| a - b).sum::<f64>() / n;
        let squares: f64 = pairs.iter().map(|(a, b)| (a - b - mean).powi(2)).sum();
        let error = (squares / (n - 1.0) / n).sqrt();
        let higher = pairs.iter().filter(|(a, b)| a > b).count() as f64 / n;
        let lower = pairs.iter().filter(|(a, b)| a < b).count() as f64 / n;
        let near = |name: &str, expected: f64| {
            let found = difference[name].as_f64().unwrap();
            assert!(
                (found - expected).abs() < 1e-9,
                "{name}: {expected}: {difference}"
            );
        };
        near("mean", mean);
        near("std_error", error);
        near("share_higher", higher);
        near("share_lower", lower);
        near("share_equal", 1.0 - higher - lower);
        near("count", n);
        near("arm_mean", pairs.iter().map(|(a, _)| a).sum::<f64>() / n);
        near(
            "against_mean",
            pairs.iter().map(|(_, b)| b).sum::<f64>() / n,
        );
    }
}

#[test]
fn arms_that_differ_in_form_alone_differ_in_no_run() {
    let arms = [
        "--arm",
        "plain:",
        "--arm",
        "restated: negotiations.eu-tunisia.unity=0.7, rules.mine={\"kind\": \"context\", \"actor\": \"destination\", \
         \"stage\": \"in_force\", \"when\": \"agreement.months > 1000\", \"then\": {\"trust\": \"* 0.5\"}, \"says\": \"Never.\", \"source\": \"none\", \"magnitude\": \"assumption\"}",
    ];
    let result = json(&[&[SCENARIO, "--runs", "600"], &arms[..]].concat());
    let mut compared = 0;
    for difference in differences(&result, "restated", "plain") {
        if difference["count"] == 0 {
            continue;
        }
        compared += 1;
        assert_eq!(difference["mean"], 0.0, "{difference}");
        assert_eq!(difference["share_equal"], 1.0, "{difference}");
    }
    assert!(compared > 20);
}

/// Common draws narrow the interval: a claim on this scenario, at this seed.
#[test]
fn pairing_is_what_common_draws_do_to_the_interval() {
    let result = json(&[SCENARIO, "--runs", "600", "--metric", "cooperation"]);
    let difference = differences(&result, "coercive", "cooperative")
        .next()
        .unwrap();
    let of = |arm: &str| {
        let metric = &result["arms"][arm]["negotiations"]["eu-tunisia"]["metrics"]["cooperation"];
        metric["std_error"].as_f64().unwrap()
    };
    let unpaired = of("coercive").hypot(of("cooperative"));
    let pairing = difference["pairing"].as_f64().unwrap();
    let ratio = difference["std_error"].as_f64().unwrap() / unpaired;
    assert!((pairing - ratio).abs() < 1e-9, "{pairing} {ratio}");
    assert!(pairing < 0.7, "{pairing}");
}

#[test]
fn conditional_metrics_are_compared_where_both_have_a_value() {
    let result = json(&["karsia-belmora", "--runs", "300", "--set", "years=6"]);
    for difference in result["differences"].as_array().unwrap() {
        let conditional = difference["conditional"].as_bool().unwrap();
        let named = difference["metric"].as_str().unwrap();
        let counterpart = difference["counterpart"].as_str();
        assert_eq!(
            counterpart.is_some(),
            conditional && named != "spending",
            "{named}"
        );
        if !conditional {
            assert_eq!(difference["count"], 300, "{named}");
        }
    }
    let survival = differences(&result, "coercive", "cooperative")
        .find(|d| d["metric"] == "survival")
        .unwrap();
    let count = survival["count"].as_u64().unwrap();
    assert!((1..300).contains(&count), "{survival}");
    assert_eq!(survival["counterpart"], "in_force");
    let text = printed(&[
        "compare",
        "karsia-belmora",
        "--runs",
        "300",
        "--set",
        "years=6",
    ]);
    assert!(text.contains("\n  survival* "), "{text}");
    let beside = format!("survival in {count} runs (read in_force beside it)");
    let unwrapped = text.replace("\n    ", " ");
    assert!(unwrapped.contains(&beside), "{text}");
}

#[test]
fn a_comparison_does_not_depend_on_the_number_of_threads() {
    for format in ["text", "json", "csv"] {
        let with = |threads: &str| {
            let arguments = ["compare", SCENARIO, "--runs", "600", "--threads", threads];
            printed(&[&arguments[..], &["--format", format]].concat())
        };
        assert_eq!(with("1"), with("3"), "{format}");
    }
}

#[test]
fn csv_tells_every_arm_and_every_difference() {
    let arguments = ["compare", SCENARIO, "--runs", "40", "--format", "csv"];
    let text = printed(&arguments);
    let result = json(&[SCENARIO, "--runs", "40"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |record: &csv::StringRecord, name: &str| {
        let place = header.iter().position(|column| column == name);
        record.get(place.unwrap()).unwrap().to_owned()
    };
    let rows = |table: &str| records.iter().filter(|r| cell(r, "table") == table).count();
    assert_eq!(rows("metric"), 4 * METRICS.len());
    assert_eq!(rows("fate"), 4 * 6);
    let differences = result["differences"].as_array().unwrap();
    assert_eq!(rows("difference"), differences.len());
    for (record, difference) in records
        .iter()
        .filter(|r| cell(r, "table") == "difference")
        .zip(differences)
    {
        for name in ["mean", "std_error", "share_higher", "pairing", "arm_mean"] {
            let found = cell(record, name).parse::<f64>().ok();
            assert_eq!(found, difference[name].as_f64(), "{name}: {record:?}");
        }
    }
    let help = printed(&["compare", "--help"]);
    for column in &header {
        assert!(
            help.contains(&format!(" {column}: ")),
            "{column} is documented"
        );
    }
}
