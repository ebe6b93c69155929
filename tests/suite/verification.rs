//! `demarche verify`, and the document that tells what it verifies.

use assert_cmd::Command;
use demarche::theory::CASES;
use serde_json::Value;

fn demarche() -> Command {
    Command::new(env!("CARGO_BIN_EXE_demarche"))
}

fn verify(arguments: &[&str]) -> assert_cmd::assert::Assert {
    demarche().arg("verify").args(arguments).assert()
}

fn output(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

#[test]
fn cases_are_chosen_by_name_or_number_and_hold() {
    let done = verify(&["--case", "two-level-game", "--case", "8"]).success();
    let text = output(&done);
    assert!(text.contains("two-level-game") && text.contains("8 linkage"));
    assert!(text.contains("2 of 2 cases hold"), "{text}");
    let last = text.trim_end().lines().last().unwrap();
    assert!(last.contains("not a forecast"), "{last}");
}

#[test]
fn the_result_is_the_same_at_any_number_of_threads() {
    let of = |threads| {
        let arguments = ["--case", "quantal-choice", "--format", "json", "--threads"];
        output(&verify(&[&arguments[..], &[threads]].concat()).success())
    };
    let text = of("1");
    assert_eq!(text, of("3"));
    let result: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(result["format"], "demarche-verification/1");
    assert_eq!(result["holds"], true);
    let case = &result["cases"][0];
    assert_eq!(case["id"], "quantal-choice");
    for comparison in case["comparisons"].as_array().unwrap() {
        assert_eq!(comparison["verdict"], "holds");
    }
}

#[test]
fn an_unknown_case_is_answered_with_the_nearest_name() {
    for argument in ["--case", "--explain"] {
        let refused = verify(&[argument, "linkages"]).code(2);
        let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
        assert!(told.contains("did you mean `linkage`?"), "{told}");
    }
}

#[test]
fn an_explained_case_comes_with_a_scenario_that_runs() {
    for case in CASES {
        let text = output(&verify(&["--explain", case.id]).success());
        let scenario = &text[text.find('{').unwrap()..=text.rfind('}').unwrap()];
        let file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
        std::fs::write(file.path(), scenario).unwrap();
        demarche().arg("check").arg(file.path()).assert().success();
    }
}

#[test]
fn the_document_lists_every_case_with_its_source() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/validation.md");
    let document = std::fs::read_to_string(path).unwrap();
    let rows: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains(" | `"))
        .collect();
    for case in CASES {
        let row = format!("| {} | `{}` | ", case.number, case.id);
        let found: Vec<_> = rows.iter().filter(|line| line.starts_with(&row)).collect();
        assert_eq!(found.len(), 1, "{}", case.id);
        let source = format!(" | {} |", case.source);
        assert!(found[0].ends_with(&source), "{}: {}", case.id, found[0]);
    }
    let listed = rows.iter().filter(|line| {
        let number = line.trim_start_matches("| ").split(' ').next();
        number.is_some_and(|number| number.parse::<u8>().is_ok())
    });
    assert_eq!(listed.count(), CASES.len());
}
