//! Interruption, and readers that leave early.

use std::fs;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::tempdir;

use super::SCENARIO;

/// Minutes of runs: enough to be interrupted, and an end in case that does not work.
const RUNS: &str = "3000000";

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until the program handles SIGINT, which is when its runs begin.
fn wait_until_running(child: &Child) {
    let started = Instant::now();
    let status = format!("/proc/{}/status", child.id());
    loop {
        let status = fs::read_to_string(&status).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = u64::from_str_radix(caught.unwrap().trim(), 16).unwrap();
        // Signal 2 is the second bit.
        if caught & 0b10 != 0 {
            return;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "no handler");
        sleep(Duration::from_millis(5));
    }
}

fn signal(child: &Child) {
    let sent = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// The output of `run` when it is interrupted once its runs have begun.
fn interrupted(arguments: &[&str]) -> Output {
    interrupted_in("run", arguments)
}

/// The same of another command.
fn interrupted_in(command: &str, arguments: &[&str]) -> Output {
    let child = start(&[&[command, SCENARIO, "--runs", RUNS], arguments].concat());
    wait_until_running(&child);
    sleep(Duration::from_millis(300));
    signal(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn assert_partial(json: &[u8]) {
    let result: Value = serde_json::from_slice(json).unwrap();
    assert_eq!(result["complete"], false);
    assert!(result["runs"].as_u64().unwrap() < RUNS.parse().unwrap());
}

#[test]
fn what_was_finished_is_printed_and_marked() {
    let json = interrupted(&["--format", "json"]);
    assert_partial(&json.stdout);
    let text = interrupted(&[]);
    let shown = String::from_utf8_lossy(&text.stdout);
    assert!(shown.contains("PARTIAL: interrupted"), "{shown}");
    assert!(said(&text).contains("the partial result is printed, marked partial"));
}

#[test]
fn claims_that_were_not_finished_are_left_out() {
    let child = start(&["claims", "capacity", "--runs", RUNS, "--format", "json"]);
    wait_until_running(&child);
    sleep(Duration::from_millis(300));
    signal(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["complete"], false);
    assert_eq!(result["claims"], Value::Array(Vec::new()));
}

#[test]
fn comparisons_keep_what_was_finished() {
    let json = interrupted_in("compare", &["--format", "json"]);
    assert_partial(&json.stdout);
    let text = interrupted_in("compare", &[]);
    let shown = String::from_utf8_lossy(&text.stdout);
    assert!(shown.contains("PARTIAL: interrupted"), "{shown}");
    let search = ["--break-even", "negotiations.eu-tunisia.trust"];
    let search = interrupted_in("compare", &search);
    let shown = String::from_utf8_lossy(&search.stdout);
    assert!(shown.contains("PARTIAL: interrupted"), "{shown}");
    // Whether budgets are still sought or arms already compared.
    interrupted_in("compare", &["--equal-budget"]);
}

#[test]
fn the_finished_cells_of_a_map_are_kept() {
    let child = start(&[
        "sweep",
        SCENARIO,
        "--vary",
        "states.tunisia.stability=0.01:0.99:99",
        "--vary",
        "negotiations.eu-tunisia.need=0.1:0.9:9",
        "--arms",
        "cooperative,coercive",
        "--runs",
        "1000",
        "--format",
        "json",
    ]);
    wait_until_running(&child);
    sleep(Duration::from_millis(1500));
    signal(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&result["complete"], &result["cells_asked"]),
        (&false.into(), &891.into())
    );
    let cells = result["cells"].as_array().unwrap();
    assert!(cells.len() < 891, "{}", cells.len());
    for cell in cells {
        let levels = &cell["negotiations"]["eu-tunisia"]["cooperation"]["levels"];
        assert_eq!(levels["coercive"]["count"], 1000);
    }
}

/// A sentence below the rows would be a row of another length.
#[test]
fn a_table_without_a_finished_cell_is_still_a_table() {
    let vary = ["--vary", "states.tunisia.stability=0.1,0.9"];
    let output = interrupted_in("sweep", &[&vary[..], &["--format", "csv"]].concat());
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    assert!(reader.headers().unwrap().len() > 20);
    assert_eq!(reader.records().map(Result::unwrap).count(), 0);
}

#[test]
fn a_new_file_takes_the_partial_result() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("result.json");
    let path = file.to_str().unwrap();
    let output = interrupted(&["--format", "json", "--out", path]);
    assert_partial(&fs::read(&file).unwrap());
    assert!(output.stdout.is_empty());
    let expected = format!("the partial result is written to `{path}`, marked partial");
    assert!(said(&output).contains(&expected), "{}", said(&output));
}

#[test]
fn a_file_that_exists_is_kept() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("result.json");
    fs::write(&file, "whole").unwrap();
    let path = file.to_str().unwrap();
    let output = interrupted(&["--format", "json", "--out", path]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "whole");
    assert_partial(&output.stdout);
    let expected = format!("`{path}` is left as it was, and the partial result is printed");
    assert!(said(&output).contains(&expected), "{}", said(&output));
}

#[test]
fn two_signals_at_once_are_one() {
    let child = start(&["run", SCENARIO, "--runs", RUNS, "--format", "json"]);
    wait_until_running(&child);
    signal(&child);
    signal(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert_partial(&output.stdout);
}

/// The story waits for a reader that does not read, so only the second signal can end it.
#[test]
fn a_second_signal_later_ends_the_program() {
    let folder = tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let path = pipe.to_str().unwrap();
    let mut child = start(&["run", SCENARIO, "--runs", RUNS, "--out", path]);
    wait_until_running(&child);
    signal(&child);
    sleep(Duration::from_millis(1500));
    assert!(child.try_wait().unwrap().is_none(), "it waits");
    signal(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
}

#[test]
fn an_interrupted_search_prints_nothing() {
    let child = start(&["trace", SCENARIO, "--runs", RUNS, "--typical"]);
    wait_until_running(&child);
    signal(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(output.stdout.is_empty());
    assert!(said(&output).contains("interrupted: the run to tell was not found yet"));
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    for arguments in [
        &["run", SCENARIO, "--runs", "5", "--format", "json"][..],
        &["rules"],
    ] {
        let mut child = start(arguments);
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}: {output:?}");
    }
}
