//! Results of scenarios change only on purpose, and not with the number of threads.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use demarche::analysis::Moments;
use demarche::model::{Fate, Metric};
use demarche::scenario::{LIBRARY, LibraryEntry, Scenario};
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

/// 500 runs of every scenario of the library.
pub(crate) fn library() -> &'static [(&'static str, Ensemble)] {
    static RUNS: LazyLock<Vec<(&str, Ensemble)>> = LazyLock::new(|| {
        let runs = |entry: &LibraryEntry| {
            let scenario = scenario_with(entry.name, &[]);
            (entry.name, ensemble(&scenario, 500, 2))
        };
        LIBRARY.iter().map(runs).collect()
    });
    &RUNS
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
    for (name, ensemble) in library() {
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
        let path = golden(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap();
        assert_eq!(found, expected, "{name}");
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
