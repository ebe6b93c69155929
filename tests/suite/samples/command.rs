//! Sampled sweeps on the command line.

use serde_json::{Value, json};

use crate::command::{printed, refused};

const SCENARIO: &str = "eu-tunisia-2023";
const STABILITY: &str = "states.tunisia.stability";
const CONDUCT: &str = "negotiations.eu-tunisia.conduct.destination";
const INPUTS: [&str; 6] = [
    "--vary",
    "states.tunisia.stability=0.2:0.6",
    "--vary",
    "negotiations.eu-tunisia.conduct.destination=coercive,cooperative",
    "--vary",
    "states.eu.leverage",
];

fn sweep(more: &[&[&str]]) -> String {
    printed(&[&["sweep", SCENARIO], &more.concat()[..]].concat())
}

fn parsed(more: &[&[&str]]) -> Value {
    serde_json::from_str(&sweep(&[more, &[&["--format", "json"]]].concat())).unwrap()
}

/// The rows of a table, each cell by the name of its column.
fn table(more: &[&[&str]]) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = sweep(&[more, &[&["--format", "csv"]]].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn a_latin_hypercube_has_one_row_in_every_slice_of_every_input() {
    let rows = table(&[
        &INPUTS,
        &["--design", "lhs", "--rows", "10", "--replicates", "3"],
        &["--metric", "agreement"],
    ]);
    let agreement: Vec<_> = rows
        .iter()
        .filter(|row| row["name"] == "agreement")
        .collect();
    assert_eq!((rows.len(), agreement.len()), (30, 10));
    let mut slices: Vec<usize> = agreement
        .iter()
        .map(|row| ((row[STABILITY].parse::<f64>().unwrap() - 0.2) / 0.4 * 10.0) as usize)
        .collect();
    slices.sort_unstable();
    assert_eq!(slices, (0..10).collect::<Vec<_>>());
    let coercive = agreement.iter().filter(|row| row[CONDUCT] == "coercive");
    assert_eq!(coercive.count(), 5);
    for (place, row) in agreement.iter().enumerate() {
        assert_eq!(row["row"], place.to_string());
        assert_eq!((&row["count"][..], &row["design"][..]), ("3", "lhs"));
        assert_eq!((&row["replicate"][..], &row["draws"][..]), ("", "common"));
        let leverage: f64 = row["states.eu.leverage"].parse().unwrap();
        assert!((0.5..=0.8).contains(&leverage), "{leverage}");
    }
}

#[test]
fn a_row_is_what_run_finds_with_its_values() {
    let common = ["--runs", "40", "--seed", "5"];
    let result = parsed(&[
        &INPUTS,
        &["--design", "sobol-sequence", "--rows", "4"],
        &common,
        &["--metric", "cooperation,survival"],
    ]);
    assert_eq!(result["rows"].as_array().unwrap().len(), 4);
    for row in result["rows"].as_array().unwrap() {
        let at = row["at"].as_object().unwrap();
        let set: Vec<String> = at
            .iter()
            .map(|(path, value)| format!("{path}={value}"))
            .collect();
        let set: Vec<&str> = set.iter().flat_map(|set| ["--set", set]).collect();
        let run = [&["run", SCENARIO, "--format", "json"], &common[..], &set].concat();
        let run: Value = serde_json::from_str(&printed(&run)).unwrap();
        let metrics = &run["negotiations"]["eu-tunisia"]["metrics"];
        for figure in row["outcomes"].as_array().unwrap() {
            let expected = &metrics[figure["metric"].as_str().unwrap()];
            for name in ["mean", "std_error", "count"] {
                assert_eq!(figure[name], expected[name], "{figure}");
            }
        }
    }
}

#[test]
fn replicates_have_the_numbers_of_their_runs_and_average_to_the_mean() {
    let design = ["--design", "lhs", "--rows", "3", "--replicates", "5"];
    let each = |more: &[&str]| table(&[&INPUTS, &design, &["--each-replicate"], more]);
    let means = table(&[&INPUTS, &design, &["--independent"]]);
    let rows = each(&["--independent"]);
    assert_eq!((means.len(), rows.len()), (9, 45));
    for mean in &means {
        let own = rows.iter().filter(|row| {
            ["row", "name"]
                .iter()
                .all(|column| row[*column] == mean[*column])
        });
        let own: Vec<_> = own.collect();
        let row: u64 = mean["row"].parse().unwrap();
        for (replicate, line) in own.iter().enumerate() {
            assert_eq!(line["replicate"], replicate.to_string());
            assert_eq!(line["run"], (row * 5 + replicate as u64).to_string());
        }
        let sum: f64 = own
            .iter()
            .map(|line| line["mean"].parse::<f64>().unwrap())
            .sum();
        let expected: f64 = mean["mean"].parse().unwrap();
        assert!((sum / 5.0 - expected).abs() < 1e-12);
    }
    let common = each(&[]);
    assert!(common.iter().all(|line| line["run"] == line["replicate"]));
}

#[test]
fn one_at_a_time_leaves_the_others_as_they_are() {
    let result = parsed(&[
        &[
            "--vary",
            "states.tunisia.stability=0.2:0.6:3",
            "--vary",
            "states.eu.leverage",
        ],
        &[
            "--vary",
            "negotiations.eu-tunisia.conduct.destination=coercive,none",
        ],
        &["--design", "one-at-a-time", "--replicates", "2"],
    ]);
    let rows = result["rows"].as_array().unwrap().iter();
    let at: Vec<Value> = rows
        .map(|row| {
            json!([
                row["at"][STABILITY],
                row["at"]["states.eu.leverage"],
                row["at"][CONDUCT]
            ])
        })
        .collect();
    let expected = [
        json!([null, null, null]),
        json!([0.2, null, null]),
        json!([0.4, null, null]),
        json!([0.6, null, null]),
        json!([null, null, "coercive"]),
        json!([null, null, "none"]),
        json!([null, 0.5, null]),
        json!([null, 0.8, null]),
    ];
    assert_eq!(at.len(), expected.len());
    for row in expected {
        assert!(at.contains(&row), "{row}: {at:?}");
    }
}

#[test]
fn arms_are_set_against_each_other_in_every_row() {
    let rows = table(&[
        &["--vary-uncertain", "--arms", "cooperative,coercive"],
        &["--design", "lhs", "--rows", "2", "--replicates", "4"],
    ]);
    // Two rows of two arms and a difference, in three metrics.
    assert_eq!(rows.len(), 18);
    for differences in rows.iter().filter(|row| !row["against"].is_empty()) {
        let mean = |arm: &str| -> f64 {
            let mut rows = rows.iter();
            let found = rows.find(|row| {
                row["arm"] == arm
                    && row["against"].is_empty()
                    && ["row", "name"]
                        .iter()
                        .all(|column| row[*column] == differences[*column])
            });
            found.unwrap()["mean"].parse().unwrap()
        };
        let difference: f64 = differences["mean"].parse().unwrap();
        let (of, against) = (mean(&differences["arm"]), mean(&differences["against"]));
        assert!((of - against - difference).abs() < 1e-9);
    }
}

#[test]
fn text_says_what_is_varied_and_that_there_is_more() {
    let text = sweep(&[
        &INPUTS,
        &["--design", "lhs", "--rows", "30", "--replicates", "2"],
    ]);
    for part in [
        "30 rows by lhs · 2 runs each",
        "x1: states.tunisia.stability: 0.2 to 0.6",
        "x2: negotiations.eu-tunisia.conduct.destination: coercive, cooperative",
        "x3: states.eu.leverage: {\"triangular\":[0.5,0.65,0.8]}",
        "10 rows more: --format csv or json",
        "not a forecast",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

/// Everything wrong is said before the first run, each thing with its place and what to do.
#[test]
fn what_cannot_be_varied_is_refused_all_at_once() {
    for (vary, said) in [
        (
            "states.tunisia.stability=0.9:0.1",
            "reversed: write 0.1:0.9",
        ),
        ("states.tunisia.stability=0.3:0.3", "begins and ends at 0.3"),
        (
            "states.tunisia.stability=0.1:0.9:0",
            "have no steps: write 0.1:0.9",
        ),
        (
            "states.tunisia.stability=0.5:1.5",
            "within 0 to 1, found one from 0.5 to 1.5",
        ),
        ("states.tunsia.stability=0:1", "did you mean `tunisia`?"),
        ("states.tunisia.stabilty=0:1", "did you mean `stability`?"),
        (
            "states.tunisia.stability",
            "expected an input with a distribution",
        ),
        ("states.eu.levrage", "did you mean `states.eu.leverage`?"),
        ("settings.deadline=2:8", "a whole number cannot be drawn"),
        (
            "negotiations.eu-tunisia.conduct.destination=coercive,harsh",
            "found \"harsh\"",
        ),
        (
            "rules.less-for-less/redce.enabled=true,false",
            "no rule `less-for-less/redce`",
        ),
        ("title=x,y", "`title` is for readers"),
        ("states.eu={\"uniform\": [0, 1]}", "states.eu"),
    ] {
        let vary = ["--vary", vary, "--vary", "states.eu.capacity=2:3"];
        let arguments = [&["sweep", SCENARIO, "--design", "lhs"], &vary[..]].concat();
        let errors = refused(&arguments, 2);
        assert!(errors.contains(said), "{vary:?}: {errors}");
        assert!(
            errors.contains("found one from 2 to 3"),
            "{vary:?}: {errors}"
        );
    }
    let overlapping = [
        "--vary",
        "states.eu.capacity=0:1",
        "--vary",
        "states.eu.capacity=0.2:0.3",
        "--set",
        "states.eu.capacity=0.5",
    ];
    let errors = refused(&[&["sensitivity", SCENARIO], &overlapping[..]].concat(), 2);
    assert!(
        errors.contains("`states.eu.capacity` is varied twice"),
        "{errors}"
    );
    assert!(
        errors.contains("--set changes `states.eu.capacity`"),
        "{errors}"
    );
}

/// Where no input can be read, how many there are is no second problem.
#[test]
fn an_input_that_cannot_be_read_is_one_problem() {
    let vary = ["--vary", "states.tunisia.stability=0.2:0.8:3"];
    for command in [
        &["sensitivity", SCENARIO][..],
        &["sweep", SCENARIO, "--design", "lhs"],
    ] {
        let errors = refused(&[command, &vary].concat(), 2);
        assert!(errors.contains("write 0.2:0.8"), "{errors}");
        assert_eq!(errors.matches("error:").count(), 1, "{errors}");
    }
    let more = [
        &["sensitivity", SCENARIO][..],
        &vary,
        &["--metric", "trsut"],
    ]
    .concat();
    let errors = refused(&more, 2);
    assert!(errors.contains("did you mean `trust`?"), "{errors}");
}

#[test]
fn a_grid_takes_what_a_grid_has() {
    let errors = refused(
        &[
            "sweep",
            SCENARIO,
            "--vary-uncertain",
            "--each-replicate",
            "--replicates",
            "auto",
        ],
        2,
    );
    for part in [
        "--vary-uncertain is for samples",
        "--each-replicate",
        "--replicates auto",
    ] {
        assert!(errors.contains(part), "{part}: {errors}");
    }
}

#[test]
fn problems_of_a_file_of_inputs_have_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("inputs.json");
    let name = file.to_str().unwrap();
    let text = "{\"format\": \"demarche-inputs/1\", \"inputs\": {\n\
                \"states.tunisia.stability\": {\"uniform\": [0, 2]},\n\
                \"negotiations.eu-tunisia.instrument\": [\"non_binding\", \"treaty\"]}}";
    std::fs::write(&file, text).unwrap();
    let errors = refused(&["sensitivity", SCENARIO, "--inputs", name], 2);
    for part in [
        ":2:29 states.tunisia.stability={",
        ":3:39 negotiations.eu-tunisia.instrument=",
    ] {
        assert!(errors.contains(part), "{part}: {errors}");
    }
}
