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
        "varied: states.tunisia.capacity: 0.1 to 0.9",
        "eu-tunisia: cooperation (share)",
        "of the variance of single runs",
        "states.tunisia.capacity  ",
        "floor: ",
        "not distinguishable from none: negotiations.eu-tunisia.unity",
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
