//! Maps: every cell is what it would be by itself, whatever the others are.

use serde_json::Value;

use super::{DISCLAIMER, SCENARIO, printed, refused};

const STABILITY: &str = "states.tunisia.stability";
const NEED: &str = "negotiations.eu-tunisia.need";
const GRID: [&str; 4] = [
    "--vary",
    "states.tunisia.stability=0.2:0.8:3",
    "--vary",
    "negotiations.eu-tunisia.need=0.3,0.9",
];
const ARMS: [&str; 2] = ["--arms", "cooperative,coercive"];

fn sweep(more: &[&[&str]]) -> String {
    printed(&[&["sweep", SCENARIO], &more.concat()[..]].concat())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The metrics of the negotiation in every cell.
fn cells(result: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let cells = result["cells"].as_array().unwrap().iter();
    cells.map(|cell| (&cell["at"], &cell["negotiations"]["eu-tunisia"]))
}

#[test]
fn a_cell_is_what_run_and_compare_find_with_the_same_values() {
    // More than one block of runs, the last one not full; a share, an indicator, a conditional one.
    let runs = ["--runs", "300", "--seed", "7", "--format", "json"];
    let metrics = ["--metric", "cooperation,survival,agreement,spending"];
    let result = json(&sweep(&[&GRID, &ARMS, &runs, &metrics]));
    assert_eq!(cells(&result).count(), 6);
    for (at, metrics) in cells(&result) {
        let set = [STABILITY, NEED].map(|path| format!("{path}={}", at[path]));
        let set = ["--set", &set[0], "--set", &set[1]];
        let arm = |name| format!("{name}: negotiations.eu-tunisia.conduct.destination={name}");
        let arms = ["cooperative", "coercive"].map(arm);
        let arms = ["--arm", &arms[0], "--arm", &arms[1]];
        let compared = [&["compare", SCENARIO], &set[..], &arms, &runs].concat();
        let compared = json(&printed(&compared));
        let run = [
            &["run", SCENARIO, "--approach", "coercive"],
            &set[..],
            &runs,
        ]
        .concat();
        let run = json(&printed(&run));
        let metrics = metrics.as_object().unwrap();
        assert_eq!(metrics.len(), 6);
        for (name, reading) in metrics {
            for arm in ["cooperative", "coercive"] {
                let by_itself = &compared["arms"][arm]["negotiations"]["eu-tunisia"];
                for figure in ["mean", "std_error", "ci95", "count"] {
                    let found = &reading["levels"][arm][figure];
                    assert_eq!(
                        *found, by_itself["metrics"][name][figure],
                        "{name} {figure}"
                    );
                    assert!(!found.is_null() || name == "spending", "{name} {figure}");
                }
            }
            let by_itself = &run["negotiations"]["eu-tunisia"]["metrics"][name];
            for figure in ["mean", "std_error", "ci95", "count"] {
                assert_eq!(reading["levels"]["coercive"][figure], by_itself[figure]);
            }
            let mut differences = compared["differences"].as_array().unwrap().iter();
            let difference = differences.find(|d| d["metric"] == **name).unwrap();
            let own = &reading["differences"][0];
            for figure in [
                "arm",
                "against",
                "mean",
                "ci95",
                "share_higher",
                "pairing",
                "count",
            ] {
                assert_eq!(own[figure], difference[figure], "{name} {figure}");
            }
        }
    }
}

#[test]
fn arms_that_are_the_same_are_equal_in_every_cell() {
    let arms = ["--arm", "one:", "--arm", "other:", "--runs", "40"];
    let result = json(&sweep(&[&GRID, &arms, &["--format", "json"]]));
    for (_, metrics) in cells(&result) {
        for (name, reading) in metrics.as_object().unwrap() {
            assert_eq!(reading["mark"]["finding"], "equal", "{name}");
            assert_eq!(reading["mark"]["arm"], Value::Null);
            assert_eq!(reading["differences"][0]["mean"].as_f64(), Some(0.0));
        }
    }
    let text = sweep(&[&GRID, &arms]);
    assert!(text.contains("│ =  "), "{text}");
    assert_eq!(text.matches("6 equal in every run").count(), 3, "{text}");
}

#[test]
fn a_map_is_the_same_the_other_way_round() {
    let of = |arms: &str| {
        let runs = ["--runs", "300", "--format", "json", "--arms", arms];
        json(&sweep(&[&GRID, &runs]))
    };
    let (one, other) = (of("cooperative,coercive"), of("coercive,cooperative"));
    let mut marked = 0;
    for ((at, one), (_, other)) in cells(&one).zip(cells(&other)) {
        for (name, reading) in one.as_object().unwrap() {
            let turned = &other[name];
            assert_eq!(reading["mark"], turned["mark"], "{at} {name}");
            let mean = |reading: &Value| reading["differences"][0]["mean"].as_f64().unwrap();
            assert_eq!(mean(reading), -mean(turned), "{at} {name}");
            marked += u32::from(reading["mark"]["finding"] == "higher");
        }
    }
    assert!(marked > 0);
}

#[test]
fn maps_do_not_depend_on_the_number_of_threads() {
    for format in ["text", "json", "csv"] {
        let with = |threads| {
            let how = ["--runs", "259", "--format", format, "--threads", threads];
            sweep(&[&GRID, &ARMS, &how])
        };
        let one = with("1");
        assert_eq!(one, with("2"), "{format}");
        assert_eq!(one, with("7"), "{format}");
    }
}

#[test]
fn csv_is_a_row_per_figure_with_a_column_per_varied_path() {
    let conduct = "negotiations.eu-tunisia.conduct.destination";
    let vary = format!("{conduct}=none,cooperative");
    let arms = [
        "--arm",
        "a: states.eu.capacity=0.5",
        "--arm",
        "b: states.eu.capacity=0.9",
    ];
    let how = [
        "--runs", "20", "--format", "csv", "--set", "title=x", "--vary", &vary,
    ];
    let text = sweep(&[&GRID[..2], &arms, &how]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let help = printed(&["sweep", "--help"]);
    let paths = [STABILITY, conduct];
    assert_eq!(
        header.iter().skip(header.len() - 2).collect::<Vec<_>>(),
        paths
    );
    for column in header.iter().filter(|column| !paths.contains(column)) {
        assert!(
            help.contains(&format!(" {column}: ")),
            "{column} is documented"
        );
    }
    let mut tables = std::collections::BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |name: &str| {
            let place = header.iter().position(|column| column == name);
            record.get(place.unwrap()).unwrap()
        };
        *tables.entry(cell("table").to_owned()).or_insert(0) += 1;
        assert!(["0.2", "0.5", "0.8"].contains(&cell(STABILITY)));
        assert!(["none", "cooperative"].contains(&cell(conduct)));
        assert_eq!((cell("overrides"), cell("note")), ("title=x", DISCLAIMER));
        assert_eq!(
            (cell("runs"), cell("seed"), cell("complete")),
            ("20", "2024", "true")
        );
        assert_eq!(cell("sha256").len(), 64);
        assert_eq!(cell("mean").parse::<f64>().is_ok(), cell("table") != "mark");
        assert_eq!(cell("finding").is_empty(), cell("table") != "mark");
        assert_eq!(
            cell("against"),
            if cell("table") == "difference" {
                "a"
            } else {
                ""
            }
        );
    }
    // Six cells of three metrics: two arms, a difference and a mark each.
    let tables: Vec<(&str, i32)> = tables.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    assert_eq!(tables, [("difference", 18), ("level", 36), ("mark", 18)]);
}

#[test]
fn json_says_what_was_done() {
    let how = [
        "--runs", "12", "--seed", "3", "--format", "json", "--set", "title=x",
    ];
    let result = json(&sweep(&[&GRID, &how]));
    assert_eq!(result["format"], "demarche-map/1");
    assert_eq!(result["axes"][1]["path"], NEED);
    assert_eq!(
        result["axes"][0]["values"],
        serde_json::json!([0.2, 0.5, 0.8])
    );
    assert_eq!(result["overrides"], serde_json::json!(["title=x"]));
    assert_eq!(result["design"], "grid");
    assert_eq!((&result["seed"], &result["runs"]), (&3.into(), &12.into()));
    assert_eq!(
        (&result["complete"], &result["cells_asked"]),
        (&true.into(), &6.into())
    );
    assert_eq!(result["disclaimer"], DISCLAIMER);
    assert_eq!(result["program"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(result["scenario"]["sha256"].as_str().unwrap().len(), 64);
    let at: Vec<String> = cells(&result)
        .map(|(at, _)| format!("{} {}", at[STABILITY], at[NEED]))
        .collect();
    assert_eq!(
        at,
        [
            "0.2 0.3", "0.5 0.3", "0.8 0.3", "0.2 0.9", "0.5 0.9", "0.8 0.9"
        ]
    );
    let (_, metrics) = cells(&result).next().unwrap();
    assert_eq!(metrics["cooperation"]["mark"], Value::Null);
    assert_eq!(result["conclusion"].as_array().unwrap().len(), 3);
}

#[test]
fn everything_that_is_wrong_is_said_before_the_first_run() {
    let error = refused(
        &[
            "sweep",
            SCENARIO,
            "--vary",
            "states.eu.capacity=0.9:0.1:5",
            "--vary",
            "states.tunisia.stability=0.3:0.5:3",
            "--vary",
            "states.tunisia.stability=0.5:1.5:3",
            "--vary",
            "states.tunsia.turnover=0:1:11",
            "--vary",
            "negotiations.eu-tunisia.conduct.destination=coercive,coperative",
            "--arms",
            "cooperative,coersive",
            "--metric",
            "trust,cooporation",
        ],
        2,
    );
    for said in [
        "--vary states.eu.capacity: the range is reversed: write 0.1:0.9:5",
        "`states.tunisia.stability` is varied twice",
        "arm `cooperative` sets `negotiations.eu-tunisia.conduct.destination`",
        "unknown approach `coersive`",
        "did you mean `coercive`?",
        "unknown metric `cooporation`: did you mean `cooperation`?",
        "error: --vary states.tunisia.stability=1.5: states.tunisia.stability: expected",
        "no state `tunsia`: did you mean `tunisia`?",
        "--vary negotiations.eu-tunisia.conduct.destination=coperative",
    ] {
        assert_eq!(error.matches(said).count(), 1, "{said} in {error}");
    }
    assert!(error.contains("nothing was run"), "{error}");
}

#[test]
fn what_cannot_be_swept_is_refused_with_the_reason() {
    for (arguments, said) in [
        (
            &["--vary", "states.tunisia.stability=0.1:0.9:1"][..],
            "from 2 to 10000",
        ),
        (
            &["--vary", "states.tunisia.stability=a:0.9:4"],
            "expected a number, found `a`",
        ),
        (
            &["--vary", "states.tunisia.stability=0.1"],
            "at least two values",
        ),
        (
            &["--vary", "states.tunisia.stabilty=0.1:0.9:3"],
            "did you mean `stability`?",
        ),
        (
            &["--vary", "states.tunisia..stability=0.1:0.9:3"],
            "has an empty key",
        ),
        (
            &[
                "--vary",
                "states.eu.capacity=0:1:101",
                "--vary",
                "states.eu.turnover=0:1:100",
            ],
            "at most 10000 cells, found 101 × 100: vary fewer paths",
        ),
        (
            &[
                "--vary",
                "states.eu.capacity=0:1:3",
                "--arm",
                "a: states.eu.capacity=0.5",
            ],
            "arm `a` sets `states.eu.capacity`",
        ),
        (
            &[
                "--vary",
                "states.eu.capacity=0:1:3",
                "--arm",
                "states.eu.turnover=0.5",
            ],
            "expected `name: PATH=VALUE",
        ),
        (
            &["--vary", "states.eu.capacity=0:1:3", "--arms", "none,none"],
            "two arms are called `none`",
        ),
        (
            &[
                "--vary",
                "states.eu.capacity=0:1:3",
                "--arms",
                "none,coercive",
                "--approach",
                "none",
            ],
            "--approach none would say nothing",
        ),
        (
            &["--vary", "title=x,y"],
            "`title` is for readers and changes no run",
        ),
        (
            &[
                "--vary",
                "states.eu.capacity=0:1:3",
                "--set",
                "states.eu.capacity=0.5",
            ],
            "--set changes `states.eu.capacity`",
        ),
        (&[], "--vary <PATH=VALUES>"),
    ] {
        let error = refused(&[&["sweep", SCENARIO], arguments].concat(), 2);
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
}

/// The highest mean less the lowest, in the same runs, as `compare` finds it.
#[test]
fn without_arms_the_highest_mean_is_set_against_the_lowest() {
    let vary = ["--vary", "states.tunisia.stability=0.2,0.8,0.5"];
    let how = ["--runs", "300", "--format", "json"];
    let result = json(&sweep(&[&vary, &how]));
    let ends = result["ends"].as_array().unwrap();
    assert_eq!(ends.len(), 3);
    let cells: Vec<_> = cells(&result).collect();
    for ends in ends {
        let at = |end: &str| cells[ends[end].as_u64().unwrap() as usize];
        let name = ends["metric"].as_str().unwrap();
        let mean = |end| at(end).1[name]["levels"]["base"]["mean"].as_f64().unwrap();
        let arm = |end: &str| format!("{end}: {STABILITY}={}", at(end).0[STABILITY]);
        let arms = ["--arm", &arm("lowest"), "--arm", &arm("highest")];
        let compared = [&["compare", SCENARIO], &arms[..], &how].concat();
        let compared = json(&printed(&compared));
        let mut differences = compared["differences"].as_array().unwrap().iter();
        let difference = differences.find(|d| d["metric"] == *name).unwrap();
        assert_eq!(difference["mean"], ends["mean"], "{name}");
        assert!((mean("highest") - mean("lowest") - ends["mean"].as_f64().unwrap()).abs() < 1e-12);
        // Wider than the interval of one difference: it was chosen among three.
        let width =
            |interval: &Value| interval[1].as_f64().unwrap() - interval[0].as_f64().unwrap();
        assert!(
            width(&ends["interval"]) > 1.1 * width(&difference["ci95"]),
            "{name}"
        );
    }
    let text = sweep(&[&vary, &["--runs", "300"]]);
    assert!(
        text.contains("and highest, ") && text.contains('█'),
        "{text}"
    );
    // Nothing of what this changes can be seen in so few runs.
    let noise = ["--vary", "states.eu.stability=0.5,0.51", "--runs", "20"];
    let text = sweep(&[&noise]);
    assert!(!text.contains('█') && !text.contains("is lowest"), "{text}");
}

#[test]
fn the_period_is_told_where_all_cells_have_the_same() {
    for (vary, told) in [
        ("states.eu.capacity=0.2,0.8", true),
        ("years=5,10", false),
        ("start=2020-01,2023-07", false),
        ("months_per_round=1,3", false),
    ] {
        let text = sweep(&[&["--vary", vary, "--runs", "2"]]);
        let header = text.lines().nth(1).unwrap();
        assert_eq!(header.contains("10 years from 2023-07"), told, "{header}");
    }
}

#[test]
fn an_arm_is_named_so_that_it_reads() {
    let arms = ["--arms", "cooperative,none", "--runs", "60"];
    let text = sweep(&[&GRID, &arms]).replace("\n  ", " ");
    assert!(text.contains("B `none` is higher"), "{text}");
    assert!(text.contains("`none` in no cell"), "{text}");
    assert!(!text.contains("in none"), "{text}");
}

#[test]
fn one_arm_is_set_against_the_scenario_as_it_is_and_the_default_is_a_thousand_runs() {
    let arm = ["--arm", "late: states.tunisia.turnover=0.3", "--runs", "30"];
    let text = sweep(&[&GRID, &arm]);
    assert!(text.contains("A  base: the scenario as it is"), "{text}");
    assert!(
        text.contains("B  late: states.tunisia.turnover=0.3"),
        "{text}"
    );
    let help = printed(&["sweep", "--help"]);
    assert!(help.contains("[default: 1000]"), "{help}");
}
