//! The content of what is printed.

use serde_json::Value;

use super::{DISCLAIMER, SCENARIO, demarche, printed, refused};

/// A map of few runs.
const SWEEP: [&str; 6] = [
    "sweep",
    SCENARIO,
    "--vary",
    "states.tunisia.stability=0.1:0.9:3",
    "--runs",
    "9",
];

/// A sample of few rows.
const SAMPLE: [&str; 8] = [
    "sweep",
    SCENARIO,
    "--vary-uncertain",
    "--design",
    "lhs",
    "--rows=3",
    "--runs",
    "4",
];

/// A study of few rows.
const SENSITIVITY: [&str; 5] = [
    "sensitivity",
    SCENARIO,
    "--vary-uncertain",
    "--samples=16",
    "--replicates=2",
];

fn commands() -> Vec<String> {
    let help = printed(&["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<String> = listed
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect();
    assert!(commands.iter().any(|name| name == "run"), "{commands:?}");
    commands
}

#[test]
fn every_output_says_what_it_may_not_be_used_for() {
    let run = ["run", SCENARIO, "--runs", "20", "--format"];
    let compare = ["compare", SCENARIO, "--runs", "20", "--format"];
    let trust = "negotiations.eu-tunisia.trust";
    let break_even = [
        "compare",
        SCENARIO,
        "--runs",
        "5",
        "--break-even",
        trust,
        "--format",
    ];
    for arguments in [
        &["list"][..],
        &["list", "scenarios"],
        &["list", "claims"],
        &["list", "issues"],
        &["list", "instruments"],
        &["list", "measures"],
        &["list", "metrics"],
        &["list", "parameters"],
        &["rules"],
        &["rules", "less-for-less/reduce"],
        &["rules", "--quantities"],
        &["check", SCENARIO],
        &["schema", "scenario"],
        &["schema", "experiment"],
        &["schema", "result"],
        &["schema", "comparison"],
        &["schema", "claims"],
        &["schema", "inputs"],
        &["schema", "sensitivity"],
        &["new", "x", "--out", "-"],
        &["trace", SCENARIO, "--run", "1"],
        &[&compare[..], &["text"]].concat(),
        &[&compare[..], &["json"]].concat(),
        &[&compare[..], &["csv"]].concat(),
        &[&break_even[..], &["text"]].concat(),
        &[&break_even[..], &["json"]].concat(),
        &[&break_even[..], &["csv"]].concat(),
        &["describe", SCENARIO],
        &["describe", SCENARIO, "--format", "json"],
        &["explain", "approach", SCENARIO],
        &["explain", "approach", SCENARIO, "--format", "json"],
        &["explain", "approach", "--help"],
        &["fill", SCENARIO],
        &["claims", "capacity", "--runs", "30"],
        &["claims", "capacity", "--runs", "30", "--format", "json"],
        &["claims", "capacity", "--runs", "30", "--format", "csv"],
        &[&SAMPLE[..], &["--format", "text"]].concat(),
        &[&SAMPLE[..], &["--format", "json"]].concat(),
        &[&SAMPLE[..], &["--format", "csv"]].concat(),
        &[&SENSITIVITY[..], &["--format", "text"]].concat(),
        &[&SENSITIVITY[..], &["--format", "json"]].concat(),
        &[&SENSITIVITY[..], &["--format", "csv"]].concat(),
        &[&SWEEP[..], &["--format", "text"]].concat(),
        &[&SWEEP[..], &["--format", "json"]].concat(),
        &[&SWEEP[..], &["--format", "csv"]].concat(),
        &["--help"],
        &[&run[..], &["text"]].concat(),
        &[&run[..], &["json"]].concat(),
        &[&run[..], &["csv"]].concat(),
    ] {
        let text = printed(arguments);
        assert!(text.contains(DISCLAIMER), "{arguments:?}: {text}");
        // As a line of its own it ends the text, once.
        if text.lines().any(|line| line == DISCLAIMER) {
            assert_eq!(text.matches(DISCLAIMER).count(), 1, "{arguments:?}");
            assert!(text.trim_end().ends_with(DISCLAIMER), "{arguments:?}");
        }
    }
    for command in commands() {
        for help in ["-h", "--help"] {
            let text = printed(&[&command, help]);
            assert!(text.trim_end().ends_with(DISCLAIMER), "{command} {help}");
        }
    }
}

#[test]
fn help_says_what_else_it_has_to_say() {
    let help = printed(&["verify", "--help"]);
    assert!(
        help.contains("Cases:") && help.contains("8  linkage"),
        "{help}"
    );
}

#[test]
fn no_line_ends_in_a_space() {
    for arguments in [
        &["list"][..],
        &["list", "issues"],
        &["list", "instruments"],
        &["list", "measures"],
        &["list", "metrics"],
        &["rules"],
        &["rules", "--quantities"],
        &["run", SCENARIO, "--runs", "20"],
        &["run", "karsia-belmora", "--runs", "1"],
        &["compare", SCENARIO, "--runs", "20"],
        &["compare", "karsia-belmora", "--runs", "1"],
        &["compare", SCENARIO, "karsia-belmora", "--runs", "20"],
        &SWEEP,
        &[&SWEEP[..], &["--arms", "none,coercive"]].concat(),
    ] {
        for line in printed(arguments).lines() {
            assert_eq!(line, line.trim_end(), "{arguments:?}");
        }
    }
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    for format in ["text", "json", "csv"] {
        for runs in ["1", "257", "1031"] {
            let with = |threads: &str| {
                let arguments = ["--runs", runs, "--format", format, "--threads", threads];
                printed(&[&["run", SCENARIO], &arguments[..]].concat())
            };
            let one = with("1");
            assert_eq!(one, with("2"), "{format}, {runs} runs, 2 threads");
            assert_eq!(one, with("7"), "{format}, {runs} runs, 7 threads");
        }
    }
}

/// The line about agreement and fates.
fn headline(text: &str) -> &str {
    let mut lines = text.lines();
    lines.find(|line| line.starts_with("An agreement")).unwrap()
}

#[test]
fn choosing_metrics_leaves_the_headline_as_it_is() {
    let all = printed(&["run", SCENARIO, "--runs", "200"]);
    let some = printed(&[
        "run",
        SCENARIO,
        "--runs",
        "200",
        "--metric",
        "trust, compliance",
    ]);
    assert_eq!(headline(&all), headline(&some));
    assert!(
        some.contains("\n  compliance ") && some.contains("\n  trust "),
        "{some}"
    );
    assert!(!some.contains("\n  months_to_agreement "), "{some}");
}

#[test]
fn text_says_how_sure_it_is() {
    let few = printed(&["run", SCENARIO, "--runs", "1"]);
    assert!(few.contains("\n1 run of 40 rounds (10 years"), "{few}");
    assert!(
        few.contains("With fewer than 30 runs the intervals are rough."),
        "{few}"
    );
    let more = printed(&["run", SCENARIO, "--runs", "30"]);
    assert!(!more.contains("rough"), "{more}");
    assert!(
        more.contains("approach: mixed (positive 1,\n  negative 0.3)"),
        "{more}"
    );
    let none = printed(&["run", "karsia-belmora", "--runs", "50"]);
    assert!(
        none.contains("Without a value in any run: spending ("),
        "{none}"
    );
    assert!(!none.contains("\n  spending"), "{none}");
}

#[test]
fn intervals_stay_within_what_is_possible() {
    for runs in ["2", "3", "10"] {
        let text = printed(&["run", "karsia-belmora", "--runs", runs, "--format", "json"]);
        let result: Value = serde_json::from_str(&text).unwrap();
        let negotiation = &result["negotiations"]["karsia-belmora"];
        let metrics = negotiation["metrics"].as_object().unwrap();
        let shares = metrics
            .iter()
            .filter(|(_, metric)| metric["unit"].as_str().unwrap().starts_with("share"))
            .chain(negotiation["issues"].as_object().unwrap());
        for (name, figures) in shares {
            let Some(ends) = figures["ci95"].as_array() else {
                continue;
            };
            let inside = |end: &Value| (0.0..=1.0).contains(&end.as_f64().unwrap());
            assert!(ends.iter().all(inside), "{runs} runs: {name}: {ends:?}");
        }
    }
}

#[test]
fn csv_has_the_same_columns_in_every_row() {
    let change = [
        "--set",
        " states.tunisia.stability = 0.20 ",
        "--approach",
        "coercive",
    ];
    let run = ["run", SCENARIO, "--runs", "20", "--format", "csv"];
    let text = printed(&[&run[..], &change].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut tables = std::collections::BTreeSet::new();
    // Rows of another length than the header are errors to the reader.
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |name: &str| {
            let place = header.iter().position(|column| column == name);
            record.get(place.unwrap()).unwrap()
        };
        tables.insert(cell("table").to_owned());
        assert_eq!(cell("negotiation"), "eu-tunisia");
        assert_eq!(cell("sha256").len(), 64);
        assert_eq!(
            cell("overrides"),
            "negotiations.eu-tunisia.conduct.destination=coercive; states.tunisia.stability=0.2"
        );
        assert_eq!((cell("runs"), cell("seed")), ("20", "2024"));
        assert_eq!((cell("complete"), cell("note")), ("true", DISCLAIMER));
        assert_eq!(cell("version"), env!("CARGO_PKG_VERSION"));
        assert!(cell("count").parse::<u64>().unwrap() <= 20);
        let fired = cell("runs_fired").parse::<u64>();
        assert_eq!(fired.is_ok(), cell("table") == "rule");
        if cell("table") == "fate" {
            let ends = ["ci95_low", "mean", "ci95_high"].map(|name| cell(name).parse::<f64>());
            let [low, mean, high] = ends.map(Result::unwrap);
            assert!(low <= mean && mean <= high, "{record:?}");
        }
    }
    let help = printed(&["run", "--help"]);
    for column in &header {
        assert!(
            help.contains(&format!(" {column}: ")),
            "{column} is documented"
        );
    }
}

#[test]
fn overrides_are_told_as_they_were_made() {
    let change = ["--approach", "coercive", "--set", "title = A draft "];
    let run = ["run", SCENARIO, "--runs", "1"];
    let text = printed(&[&run[..], &change, &["--format", "json"]].concat());
    let result: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        result["overrides"],
        serde_json::json!([
            "negotiations.eu-tunisia.conduct.destination=coercive",
            "title=A draft"
        ])
    );
    // --set acts after --approach, wherever it stands.
    let later = "negotiations.eu-tunisia.conduct.destination=cooperative";
    let text = printed(&[
        "run",
        SCENARIO,
        "--runs",
        "1",
        "--set",
        later,
        "--approach",
        "coercive",
    ]);
    assert!(text.contains("approach: cooperative"), "{text}");
}

#[test]
fn texts_of_a_file_cannot_steer_the_terminal() {
    let title = "title=\"\\u001b[2J\\u0007\\u009b\\u202e\\r\"";
    let name = "states.tunisia.name=\"T\\u001b[31m\"";
    for command in [&["run", "--runs", "5"][..], &["trace", "--run", "1"]] {
        for colour in ["never", "always"] {
            let more = [SCENARIO, "--set", title, "--set", name, "--color", colour];
            let text = printed(&[command, &more].concat());
            let acts = |c: char| c.is_control() && c != '\n' && c != '\u{1b}' || c == '\u{202e}';
            assert!(!text.contains(acts), "{text:?}");
            assert!(
                !text.contains("\u{1b}[2J") && !text.contains("\u{1b}[31m"),
                "{text:?}"
            );
            assert!(text.contains("\\u{1b}[2J"), "{text:?}");
        }
    }
}

#[test]
fn a_misspelt_id_is_named_and_nothing_else() {
    for (change, said) in [
        (
            "states.tunsia.stability=0.3",
            "no state `tunsia`: did you mean `tunisia`?",
        ),
        (
            "negotiations.eu_tunisia.trust=1",
            "no negotiation `eu_tunisia`: did you mean `eu-tunisia`?",
        ),
        (
            "rules.less-for-less/reduc.enabled=false",
            "no rule `less-for-less/reduc`: did you mean `less-for-less/reduce`?",
        ),
        (
            "negotiations.eu-tunisia.issues.readmision.weight=1",
            "no issue `readmision`: did you mean `readmission`?",
        ),
        ("events.vote.date=2025-07", "no event `vote`"),
    ] {
        let error = refused(&["check", SCENARIO, "--set", change], 2);
        assert!(error.contains(said), "{error}");
        assert!(
            error.contains("\n1 problem in library:eu-tunisia-2023;"),
            "{error}"
        );
    }
    for change in [
        "rules.less-for-less/reduce.enabled=false",
        "events.vote={\"date\": \"2025-07\", \"kind\": \"election\", \"state\": \"tunisia\"}",
        "settings.noise=0.1",
    ] {
        let output = demarche(&["check", SCENARIO, "--set", change])
            .output()
            .unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!error.contains("to add one"), "{change}: {error}");
    }
}

#[test]
fn what_begins_like_json_is_json() {
    for (change, said) in [
        ("title=[1", "the list opened on line 1 is not closed"),
        (
            "states.tunisia={stability: 0.2}",
            "expected a key in double quotes",
        ),
    ] {
        let error = refused(&["check", SCENARIO, "--set", change], 2);
        assert!(error.contains(said), "{error}");
        assert!(error.contains("\n1 problem in"), "{error}");
    }
}

#[test]
fn every_study_says_what_its_inputs_are() {
    let run = printed(&["run", SCENARIO, "--runs", "40"]);
    let said = |text: &str| -> String {
        let text = text.replace("\n  ", " ").replace('\n', " ");
        let from = text
            .find("stated figures ")
            .unwrap_or_else(|| panic!("{text}"));
        let to = text[from..].find("once per run").unwrap();
        text[from..from + to].to_owned()
    };
    let expected = said(&run);
    assert!(expected.contains(" % are assumptions; "), "{expected}");
    let vary = ["--vary", "states.eu.turnover=0.1,0.9"];
    for (arguments, more) in [
        (["ablate", SCENARIO], &[][..]),
        (["ablate", SCENARIO], &["--group", "kinds"]),
        (["factors", SCENARIO], &[]),
        (["sweep", SCENARIO], &vary),
    ] {
        let arguments = [&arguments[..], more].concat();
        let text = printed(&[&arguments[..], &["--runs", "40"]].concat());
        assert_eq!(said(&text), expected, "{arguments:?}");
        assert!(!text.contains("rough"), "{arguments:?}");
        let text = printed(&[&arguments[..], &["--runs", "20"]].concat());
        assert_eq!(text.matches("the intervals are rough").count(), 1);
    }
}
