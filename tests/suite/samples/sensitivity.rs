//! Sensitivity on the command line.

use serde_json::Value;

use crate::command::{printed, refused};

const SCENARIO: &str = "eu-tunisia-2023";
/// An input that decides much, one that is of no use without supporters, and a switch.
const INPUTS: [&str; 6] = [
    "--vary",
    "states.tunisia.capacity=0.1:0.9",
    "--vary",
    "negotiations.eu-tunisia.unity=0:1",
    "--vary",
    "negotiations.eu-tunisia.conduct.destination=cooperative,coercive,none",
];
const COOPERATION: [&str; 2] = ["--metric", "cooperation"];

fn sensitivity(more: &[&[&str]]) -> String {
    let arguments = [&["sensitivity", SCENARIO], &more.concat()[..]].concat();
    printed(&[&arguments[..], &INPUTS].concat())
}

fn json(more: &[&[&str]]) -> Value {
    serde_json::from_str(&sensitivity(&[more, &[&["--format", "json"]]].concat())).unwrap()
}

fn index<'a>(result: &'a Value, parameter: &str) -> &'a Value {
    let mut indices = result["indices"].as_array().unwrap().iter();
    let found = indices.find(|index| {
        index["parameter"] == parameter
            && index["metric"] == "cooperation"
            && index.get("with").is_none()
    });
    found.unwrap()
}

/// With the seed fixed, the only error that matters is that of the seed chosen: an input without
/// influence is told from none with a probability of at most a few per cent.
#[test]
fn what_has_no_influence_is_not_told_from_none_by_any_method() {
    for method in [
        &[
            "--method",
            "sobol",
            "--samples",
            "128",
            "--replicates",
            "16",
        ][..],
        &["--method", "morris", "--samples", "64"],
        &["--method", "pawn", "--samples", "512", "--replicates", "16"],
        &["--method", "one-at-a-time", "--replicates", "500"],
    ] {
        let result = json(&[method, &COOPERATION]);
        let told = |parameter| {
            index(&result, parameter)["distinguished"]
                .as_bool()
                .unwrap()
        };
        assert!(told("states.tunisia.capacity"), "{method:?}");
        assert!(!told("negotiations.eu-tunisia.unity"), "{method:?}");
        let metric = &result["metrics"][0];
        let untold = metric["not_distinguished"].as_array().unwrap();
        assert!(untold.contains(&Value::from("negotiations.eu-tunisia.unity")));
        assert_eq!(result["complete"], true);
    }
}

#[test]
fn shares_have_intervals_and_stand_beside_the_share_of_chance() {
    let result = json(&[&["--samples", "64", "--replicates", "8"], &COOPERATION]);
    assert_eq!(result["rows"], 64 * 6);
    let capacity = index(&result, "states.tunisia.capacity");
    for statistic in ["first_order", "total"] {
        let found = &capacity[statistic];
        let (low, high) = (&found["ci95"][0], &found["ci95"][1]);
        let value = found["value"].as_f64().unwrap();
        assert!(low.as_f64().unwrap() <= value && value <= high.as_f64().unwrap());
    }
    let metric = &result["metrics"][0];
    let share = metric["noise_share"]["value"].as_f64().unwrap();
    assert!((0.05..1.0).contains(&share), "{share}");
    assert!(metric["floor"].as_f64().unwrap() >= 0.0);
}

#[test]
fn the_result_does_not_depend_on_the_number_of_threads() {
    let common = ["--samples", "16", "--replicates", "3", "--format", "csv"];
    let [one, three] = ["1", "3"].map(|threads| sensitivity(&[&common, &["--threads", threads]]));
    assert!(one == three);
    let rows = csv::Reader::from_reader(one.as_bytes())
        .into_records()
        .count();
    // First order and total of three inputs in three metrics.
    assert_eq!(rows, 18);
}

#[test]
fn text_lists_what_is_told_from_none_and_what_is_not() {
    let text = sensitivity(&[&["--samples", "128", "--replicates", "16"], &COOPERATION]);
    for part in [
        "sobol: 768 rows of 16 runs each",
        "x1: states.tunisia.capacity: 0.1 to 0.9",
        "chance, and what is not varied",
        "eu-tunisia: cooperation (share)",
        "of the variance of single runs",
        "states.tunisia.capacity  ",
        "floor (95 %): ",
        "  not distinguishable from none, in no order:\n     negotiations.eu-tunisia.unity  ",
        "convergence: the widest interval",
        "not a forecast",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn replicates_can_be_left_to_a_pilot() {
    let result = json(&[&["--samples", "16", "--replicates", "auto"], &COOPERATION]);
    let replicates = result["replicates"].as_u64().unwrap();
    assert!((2..=256).contains(&replicates), "{replicates}");
}

#[test]
fn what_does_not_go_together_is_refused() {
    for (more, said) in [
        (&["--samples", "100"][..], "expected a power of two"),
        (
            &["--method", "pawn", "--samples", "20"],
            "expected at least 100 for",
        ),
        (
            &["--method", "morris", "--second-order"],
            "--second-order is for",
        ),
        (
            &["--method", "one-at-a-time", "--samples", "9"],
            "leave it out",
        ),
        (&["--replicates", "1"], "expected at least 2"),
        (
            &["--replicates", "some"],
            "expected `auto` or a whole number",
        ),
        (
            &["--negotiation", "eu-tunsia"],
            "did you mean `eu-tunisia`?",
        ),
        (&["--metric", "coperation"], "did you mean `cooperation`?"),
    ] {
        let arguments = [&["sensitivity", SCENARIO], &INPUTS[..], more].concat();
        let errors = refused(&arguments, 2);
        assert!(errors.contains(said), "{more:?}: {errors}");
    }
    // What is left of the inputs has no design, and no errors of its own.
    let errors = refused(
        &["sensitivity", SCENARIO, "--vary", "states.eu.capacity=5"],
        2,
    );
    assert!(errors.contains("found only `5`"), "{errors}");
    assert!(!errors.contains("1 to 64 inputs"), "{errors}");
    // An input that cannot be read leaves no design, of which nothing more is said.
    for method in ["sobol", "morris", "pawn", "one-at-a-time"] {
        let input = ["--vary", "states.eu.capacity=0.5", "--method", method];
        let errors = refused(&[&["sensitivity", SCENARIO], &input[..]].concat(), 2);
        assert!(
            errors.contains("found only `0.5`") && !errors.contains("--samples"),
            "{method}: {errors}"
        );
    }
    let none = [
        "sensitivity",
        SCENARIO,
        "--vary",
        "states.eu.capacity=0:1",
        "--vary-uncertain",
        "--inputs",
        "nowhere.json",
    ];
    assert!(refused(&none, 3).contains("nowhere.json"));
}

/// A base row is the scenario as it is, at the median of what it draws: the figures of the runs of
/// that scenario, to the last digit. Each word has a row of its own, and the swing is between those
/// with the largest and the smallest mean, whatever their order.
#[test]
fn one_at_a_time_starts_from_what_the_scenario_states() {
    let common = ["--seed", "3", "--format", "json"];
    let study = [
        &[
            "sensitivity",
            SCENARIO,
            "--method",
            "one-at-a-time",
            "--replicates",
            "40",
        ][..],
        &[
            "--vary",
            "states.tunisia.leverage=0.1:0.9",
            "--vary",
            CONDUCT,
            "--metric",
            "cooperation",
        ],
        &common,
    ];
    let result: Value = serde_json::from_str(&printed(&study.concat())).unwrap();
    // The scenario draws it from 0.4 to 0.7, and has a conduct that is not among the words.
    let stated = [
        "run",
        SCENARIO,
        "--set",
        "states.tunisia.leverage=0.55",
        "--runs",
        "40",
    ];
    let run: Value = serde_json::from_str(&printed(&[&stated[..], &common].concat())).unwrap();
    let stated = &run["negotiations"]["eu-tunisia"]["metrics"]["cooperation"]["mean"];
    let base = result["metrics"][0]["base"]["value"].as_f64().unwrap();
    assert!(
        (base - stated.as_f64().unwrap()).abs() < 1e-9,
        "{base} {stated}"
    );
    let listed = index(&result, "negotiations.eu-tunisia.conduct.destination");
    let values = listed["values"].as_array().unwrap();
    let words: Vec<&str> = values
        .iter()
        .map(|value| value["at"].as_str().unwrap())
        .collect();
    assert_eq!(words, ["cooperative", "none", "coercive"]);
    let means = values
        .iter()
        .map(|value| value["mean"]["value"].as_f64().unwrap());
    let means: Vec<f64> = means.collect();
    let ends = [f64::min, f64::max].map(|end| means.iter().copied().reduce(end).unwrap());
    let swing = listed["swing"]["value"].as_f64().unwrap();
    assert!((swing - (ends[1] - ends[0])).abs() < 1e-12);
    assert_eq!(listed["between"][0], "none");
}

const CONDUCT: &str = "negotiations.eu-tunisia.conduct.destination=cooperative,none,coercive";

/// The payoffs are explained beside cooperation, and need far more runs: the pilot goes by them.
#[test]
fn a_pilot_regards_every_metric_that_is_explained() {
    let study = [
        "--samples",
        "16",
        "--replicates",
        "auto",
        "--format",
        "json",
    ];
    let replicates = |metric: &str| {
        let metric = ["--metric", metric];
        let result: Value = serde_json::from_str(&sensitivity(&[&study, &metric])).unwrap();
        result["replicates"].as_u64().unwrap()
    };
    let payoff = replicates("partner_utility");
    assert!(payoff > 16, "{payoff}");
    assert_eq!(replicates("cooperation"), payoff);
}

/// Lines are no longer than a page is wide, with paths as long as those of real scenarios.
#[test]
fn lines_of_text_fit_the_page() {
    for method in ["sobol", "morris", "pawn", "one-at-a-time"] {
        let few = match method {
            "one-at-a-time" => &[][..],
            _ => &["--samples", "128"],
        };
        let method = ["--method", method, "--replicates", "4"];
        let text = sensitivity(&[&method, few, &COOPERATION]);
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}
