//! Bad input: each file of `tests/invalid` has one kind of problem, and the tables say what the
//! program tells about it. What cannot be a file there is made here.

mod conditionality;
mod course;
mod experiments;
mod figures;
mod file;
mod issues;
mod negotiations;
mod rules;
mod states;
mod text;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid");

/// A library scenario that is valid as it is.
const VALID: &str = "eu-tunisia-2023";

const TABLES: [&str; 10] = [
    text::TABLE,
    file::TABLE,
    figures::TABLE,
    states::TABLE,
    negotiations::TABLE,
    issues::TABLE,
    conditionality::TABLE,
    course::TABLE,
    rules::TABLE,
    experiments::TABLE,
];

/// A file and what is to be said about it.
struct Case {
    file: &'static str,
    code: i32,
    /// Problems, each from its place on (`:line:column: path: …`), and hints (`help: …`).
    said: Vec<&'static str>,
}

/// A table has a line with file and exit code, and below it, indented, what is said.
fn cases(table: &'static str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in table.trim().lines() {
        match (line.strip_prefix("  "), cases.last_mut()) {
            (Some(said), Some(case)) => case.said.push(said),
            _ => {
                let (file, code) = line.split_once(' ').expect("a file and an exit code");
                cases.push(Case {
                    file,
                    code: code.parse().expect("an exit code"),
                    said: Vec::new(),
                });
            }
        }
    }
    cases
}

/// Runs the program in the folder of invalid files; returns the exit code and standard error, once
/// it is sure that it neither printed a result nor panicked.
fn refused(arguments: &[&str]) -> (i32, String) {
    let output = Command::cargo_bin("demarche")
        .expect("the program was built")
        .current_dir(FOLDER)
        .args(["--color", "never"])
        .args(arguments)
        .output()
        .expect("the program starts");
    let said = String::from_utf8(output.stderr).expect("messages are text");
    assert!(
        output.stdout.is_empty(),
        "{arguments:?} printed a result\n{said}"
    );
    assert!(!said.contains("panicked"), "{arguments:?}\n{said}");
    let code = output.status.code();
    (
        code.unwrap_or_else(|| panic!("{arguments:?} was ended by a signal")),
        said,
    )
}

/// Checks the exit code and that all of these are said.
fn check(arguments: &[&str], code: i32, parts: &[&str]) {
    let (found, said) = refused(arguments);
    assert_eq!(found, code, "{arguments:?}\n{said}");
    for part in parts {
        assert!(
            said.contains(part),
            "{arguments:?} does not say: {part}\n{said}"
        );
    }
}

fn check_table(table: &'static str) {
    check_table_with(table, &["run", "--runs", "1"]);
}

/// What `check` says of each file is what another command says too.
fn check_table_with(table: &'static str, other: &[&str]) {
    for Case { file, code, said } in cases(table) {
        let (found, shown) = refused(&["check", file]);
        assert_eq!(found, code, "{file}\n{shown}");
        let mut rest = shown.as_str();
        for part in &said {
            let wanted = if part.starts_with(':') {
                format!("error: {file}{part}")
            } else {
                format!("= {part}")
            };
            let at = rest.find(&wanted);
            let at = at.unwrap_or_else(|| panic!("{file} does not say, in order: {part}\n{shown}"));
            rest = &rest[at + wanted.len()..];
        }
        let problems = said.iter().filter(|part| part.starts_with(':')).count();
        let lines = shown.lines().filter(|line| line.starts_with("error: "));
        assert_eq!(lines.count(), problems, "{file} says more\n{shown}");
        let again = refused(&[other, &[file]].concat());
        assert_eq!(again, (code, shown), "{file} under {other:?}");
    }
}

#[test]
fn text_that_is_no_document() {
    check_table(text::TABLE);
}

#[test]
fn the_file_as_a_whole() {
    check_table(file::TABLE);
}

#[test]
fn figures_and_sources() {
    check_table(figures::TABLE);
}

#[test]
fn the_states() {
    check_table(states::TABLE);
}

#[test]
fn the_negotiations() {
    check_table(negotiations::TABLE);
}

#[test]
fn the_issues() {
    check_table(issues::TABLE);
}

#[test]
fn levers_clauses_and_linkages() {
    check_table(conditionality::TABLE);
}

#[test]
fn events_and_settings() {
    check_table(course::TABLE);
}

#[test]
fn rules_and_overrides() {
    check_table(rules::TABLE);
}

#[test]
fn experiments() {
    check_table_with(experiments::TABLE, &["compare"]);
    // What the files are refused for as scenarios says where they belong.
    check(
        &["run", "experiment-one-arm.json"],
        2,
        &["`demarche compare` and `demarche check` read experiments"],
    );
}

#[test]
fn the_tables_and_the_folder_have_the_same_files() {
    let listed: Vec<&str> = TABLES
        .into_iter()
        .flat_map(cases)
        .map(|case| case.file)
        .collect();
    let found: BTreeSet<String> = std::fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let once: BTreeSet<String> = listed.iter().map(|file| (*file).to_owned()).collect();
    assert_eq!(listed.len(), once.len(), "a file is in the tables twice");
    assert_eq!(once, found);
}

/// A folder for files that are too large, or too odd, to be kept in the corpus.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the folder can be written to");
    path
}

/// Checks a file under both commands; the parts follow its name.
fn check_file(path: &Path, code: i32, parts: &[&str]) {
    let name = path.to_str().expect("a path that is text");
    check(&["check", name], code, parts);
    check(&["run", name, "--runs", "1"], code, parts);
}

#[test]
fn a_file_that_cannot_be_read() {
    let folder = folder();
    let missing = folder.path().join("missing.json");
    check_file(&missing, 3, &["missing.json`: `demarche list` shows"]);
    check_file(
        Path::new("eu-tunsia-2023"),
        3,
        &["did you mean `eu-tunisia-2023`?"],
    );
    check_file(folder.path(), 3, &["it is a directory; name a file"]);
    check(
        &["check", "empty.json", missing.to_str().unwrap()],
        3,
        &["empty.json:1:1: the file is empty", "missing.json"],
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = write(folder.path(), "secret.json", b"{}");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Root can read everything.
    if std::fs::read(&path).is_err() {
        check_file(&path, 3, &["failed to read", "secret.json"]);
    }
}

#[test]
fn nesting_and_size_have_limits() {
    let folder = folder();
    let bomb = write(folder.path(), "bomb.json", &vec![b'['; 100_000_000]);
    check_file(&bomb, 2, &["bomb.json:1:1: the file is larger than"]);
    let deep = write(folder.path(), "deep.json", &vec![b'['; 8_000_000]);
    check_file(
        &deep,
        2,
        &["deep.json:1:65: nested more than 64 levels deep"],
    );
    let mut text = br#"{ "format": "demarche/1" "#.to_vec();
    text.resize(8 * 1024 * 1024, b' ');
    text.push(b'}');
    let large = write(folder.path(), "large.json", &text);
    check_file(&large, 2, &["large.json:1:1: the file is larger than"]);
}

#[test]
fn numbers_of_things_have_limits() {
    let state = r#"{ "leverage": 0.5, "capacity": 0.5, "stability": 0.5 }"#;
    let states: Vec<String> = (0..1_001).map(|i| format!("\"s{i}\": {state}")).collect();
    let rules: Vec<String> = (0..1_001).map(|i| format!("\"r{i}\": {{}}")).collect();
    let text = format!(
        r#"{{ "format": "demarche/1", "title": "Many",
"states": {{ {} }},
"rules": {{ {} }},
"negotiations": {{ "n": {{ "destination": "s0", "partner": "s1", "issues": {{ "readmission": {{}} }} }} }} }}"#,
        states.join(", "),
        rules.join(", ")
    );
    let folder = folder();
    let path = write(folder.path(), "many.json", text.as_bytes());
    check_file(
        &path,
        2,
        &[
            "many.json:2:",
            ": states: expected at most 1000 states, found 1001",
            "many.json:3:",
            ": rules: expected at most 1000 rules, found 1001",
            "2 problems in",
        ],
    );
}

#[test]
fn a_bad_override_is_named() {
    for (change, parts) in [
        (
            "states.tunisia",
            &["found no `=`", "for example `states.tunisia.stability=0.2`"][..],
        ),
        ("=1", &["expected a path before the value"]),
        ("states..x=1", &["the path `states..x` has an empty key"]),
        (
            "title.short=x",
            &[
                "cannot set `short` within \"EU–Tunisia",
                "set `title` as a whole",
            ],
        ),
        (
            "states.tunisia.stability=2",
            &["states.tunisia.stability: expected a number from 0 to 1, found 2"],
        ),
        (
            "states.tunisia.stability=low",
            &["states.tunisia.stability: expected a number from 0 to 1, found \"low\""],
        ),
        (
            "states.tunisia.stability.value=0.5",
            &[
                "states.tunisia.stability: expected exactly one of",
                "found two",
            ],
        ),
        (
            "states.tunisia.stability=1e999",
            &["states.tunisia.stability: the number 1e999 is too large to hold"],
        ),
        (
            "states.tunsia.stability=0.2",
            &["states.tunsia: no state `tunsia`: did you mean `tunisia`?"],
        ),
        (
            "settings.bte=1",
            &["settings.bte: unknown key `bte`", "did you mean `bite`?"],
        ),
        (
            "settings.bite=99",
            &["settings.bite: expected a number from 0 to 10, found 99"],
        ),
        (
            "years=0",
            &["years: expected a whole number from 1 to 100, found 0"],
        ),
        (
            r#"rules.agreement/renew.when="trst > 0.5""#,
            &[
                "rules.agreement/renew.when: unknown quantity `trst`",
                "did you mean `trust`?",
            ],
        ),
    ] {
        let named = format!("error: --set {change}: ");
        let parts: Vec<&str> = parts.iter().copied().chain([named.as_str()]).collect();
        check(&["check", VALID, "--set", change], 2, &parts);
        check(&["run", VALID, "--runs", "1", "--set", change], 2, &parts);
    }
    let several = [
        "check",
        VALID,
        "--set",
        "years=0",
        "--set",
        "title=7",
        "--set",
        "settings.bite=99",
    ];
    let all = [
        "--set years=0: years: ",
        "--set title=7: title: ",
        "--set settings.bite=99: settings.bite: ",
        "3 problems in",
    ];
    check(&several, 2, &all);
}

#[test]
fn a_result_that_cannot_be_written() {
    let folder = folder();
    let nowhere = folder.path().join("nowhere/result.json");
    let nowhere = nowhere.to_str().unwrap();
    let out = |path| ["run", VALID, "--runs", "1", "--out", path];
    check(&out(nowhere), 3, &["failed to write", "there is no folder"]);
    let directory = folder.path().to_str().unwrap();
    check(
        &out(directory),
        3,
        &["failed to write", "it is a directory"],
    );
    check(
        &["trace", VALID, "--run", "0", "--out", nowhere],
        3,
        &["there is no folder"],
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_written_and_not_the_link() {
    let folder = folder();
    let file = write(folder.path(), "file", b"old");
    for (name, target) in [
        ("to-file", file.as_path()),
        ("to-pipe", Path::new("/dev/stdout")),
    ] {
        let link = folder.path().join(name);
        std::os::unix::fs::symlink(target, &link).unwrap();
        let output = Command::cargo_bin("demarche")
            .unwrap()
            .args(["run", VALID, "--runs", "1", "--out"])
            .arg(&link)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(std::fs::read_link(&link).unwrap(), target);
        let written = match name {
            "to-file" => std::fs::read(&file).unwrap(),
            _ => output.stdout,
        };
        assert!(String::from_utf8_lossy(&written).contains("not a forecast"));
    }
}

#[test]
fn bad_usage_says_what_was_expected() {
    for (arguments, part) in [
        (
            &["--runs", "0"][..],
            "'--runs <N>': expected a whole number from 1 to 1000000000",
        ),
        (
            &["--runs", "-1"],
            "'--runs <N>': expected a whole number from 1 to 1000000000",
        ),
        (
            &["--runs", "many"],
            "'--runs <N>': expected a whole number from 1 to 1000000000",
        ),
        (
            &["--seed", "-1"],
            "'--seed <S>': expected a whole number from 0",
        ),
        (
            &["--threads", "0"],
            "'--threads <N>': expected a whole number from 1 to 1024",
        ),
        (&["--approach", "coersive"], "did you mean `coercive`?"),
        (
            &["--approach", "mixed"],
            "from active clauses, and the preset is `flexible_incentive`",
        ),
        (&["--approach", "exchange"], "the preset is `none`"),
        (
            &["--metric", "survivl"],
            "unknown metric `survivl`: did you mean `survival`?",
        ),
        (&["--format", "xml"], "[possible values: text, json, csv]"),
        (&["--sett", "years=1"], "a similar argument exists: '--set'"),
    ] {
        let arguments: Vec<&str> = ["run", VALID].iter().chain(arguments).copied().collect();
        check(&arguments, 2, &[part]);
    }
    check(&["check"], 2, &["<FILE>..."]);
    check(&["rn", VALID], 2, &["unrecognized subcommand 'rn'"]);
    check(
        &["trace", VALID, "--negotiation", "x"],
        2,
        &["expected one of eu-tunisia"],
    );
    check(
        &["trace", VALID, "--where", "trst < 1", "--runs", "1"],
        2,
        &["did you mean `trust`?"],
    );
}
