//! Every scenario file loads, runs, and has more than one fate; results change only on purpose.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use demarche::analysis::Moments;
use demarche::document::Document;
use demarche::model::{Fate, Metric};
use demarche::scenario::{LIBRARY, Scenario};
use demarche::study::{Control, Ensemble, Plan, run};

use crate::scenario_with;

pub(crate) fn ensemble(scenario: &Scenario, runs: u64, threads: usize) -> Ensemble {
    let interrupted = AtomicBool::new(false);
    let control = Control {
        interrupted: &interrupted,
        progress: &|_| {},
    };
    let plan = Plan {
        runs,
        seed: 2024,
        threads: Some(threads),
    };
    run(scenario, &plan, &control).unwrap()
}

#[test]
fn the_library_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let names: Vec<&str> = LIBRARY.iter().map(|entry| entry.name).collect();
    assert_eq!(files, names);
}

#[test]
fn every_figure_of_a_shipped_scenario_says_what_it_rests_on() {
    for entry in LIBRARY {
        let document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
        for figure in &Scenario::load(&document).unwrap().figures {
            let value: serde_json::Value = serde_json::from_str(entry.text).unwrap();
            let mut place = &value;
            for key in figure.path.split('.') {
                place = place.get(key).unwrap_or(&serde_json::Value::Null);
            }
            // A figure of a budget rests on the basis of the budget.
            assert!(
                place.get("basis").is_some() || figure.path.contains("budget"),
                "{}: {} is a bare number",
                entry.name,
                figure.path
            );
        }
    }
}

#[test]
fn no_scenario_has_the_same_fate_in_every_run() {
    for entry in LIBRARY {
        let ensemble = ensemble(&scenario_with(entry.name, &[]), 400, 2);
        for summary in &ensemble.negotiations {
            let most = Fate::ALL
                .map(|fate| summary.fate_count(fate))
                .into_iter()
                .max();
            assert!(most.unwrap() < 400, "{}", entry.name);
        }
    }
}

fn golden(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    folder.join(format!("{name}.txt"))
}

/// Means of every metric and shares of every fate over 500 runs, to the last bit. When results
/// change on purpose: run with `UPDATE_GOLDEN=1`, and say so in the change log under "results
/// changed".
#[test]
fn results_change_only_on_purpose() {
    for entry in LIBRARY {
        let ensemble = ensemble(&scenario_with(entry.name, &[]), 500, 2);
        let mut found = String::new();
        for summary in &ensemble.negotiations {
            for metric in demarche::model::METRICS {
                let moments: &Moments = &summary.metric(metric.metric).moments;
                let (mean, count) = (moments.mean(), moments.count());
                found += &format!("{} {mean:?} {count}\n", metric.name);
            }
            for fate in Fate::ALL {
                found += &format!("{} {}\n", fate.name(), summary.fate_count(fate));
            }
        }
        let path = golden(entry.name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap();
        assert_eq!(found, expected, "{}", entry.name);
    }
}

/// What the summary keeps is folded in the order of the runs, whatever the number of threads.
#[test]
fn threads_change_no_bit() {
    let scenario = scenario_with("eu-tunisia-2023", &[]);
    let bits = |threads| {
        let ensemble = ensemble(&scenario, 1_300, threads);
        format!("{:?}", ensemble.negotiations)
    };
    let one = bits(1);
    assert!(one.len() > 10_000);
    assert!(bits(2) == one && bits(7) == one);
}

#[test]
fn means_follow_the_seed() {
    let scenario = scenario_with("karsia-belmora", &[]);
    let interrupted = AtomicBool::new(false);
    let control = Control {
        interrupted: &interrupted,
        progress: &|_| {},
    };
    let trust = |seed| {
        let plan = Plan {
            runs: 300,
            seed,
            threads: Some(2),
        };
        let ensemble = run(&scenario, &plan, &control).unwrap();
        ensemble.negotiations[0]
            .metric(Metric::Trust)
            .moments
            .mean()
    };
    assert_eq!(trust(0), trust(0));
    assert_ne!(trust(0), trust(1));
}
