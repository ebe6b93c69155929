//! The kernel: no allocation in a run, and nothing carried over from one run to the next.

use demarche::document::Document;
use demarche::experiment::FactorStudy;
use demarche::model::{Keys, NegotiationOutcome, Silent, Simulator};
use demarche::scenario::{LIBRARY, Scenario};

use crate::scenario_with;

/// Changes that take runs through every stage: frequent changes of government, crises, suspensions.
const TURBULENT: [&str; 4] = [
    "settings.shocks=8",
    "settings.reopening=0.9",
    "settings.beta_vote=1",
    "settings.trust_speed=0.6",
];

#[test]
fn a_run_allocates_nothing() {
    for entry in LIBRARY {
        for changes in [&[][..], &TURBULENT[..]] {
            let mut simulator = Simulator::new(&scenario_with(entry.name, changes));
            simulator.run(&Keys::of_run(2024, 0), &mut Silent);
            let allocated = allocation_counter::measure(|| {
                for run in 1..200 {
                    simulator.run(&Keys::of_run(2024, run), &mut Silent);
                }
            });
            assert_eq!(allocated.count_total, 0, "{} {changes:?}", entry.name);
        }
    }
}

#[test]
fn a_run_with_moved_figures_allocates_nothing_and_leaves_nothing_behind() {
    for entry in LIBRARY {
        let document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
        let study = FactorStudy::new(&document, 0.1).unwrap();
        for scenario in &study.arms[1..] {
            let fresh = |run: u64| -> Vec<NegotiationOutcome> {
                Simulator::new(scenario)
                    .run(&Keys::of_run(7, run), &mut Silent)
                    .to_vec()
            };
            let mut simulator = Simulator::new(scenario);
            for run in [3, 0, 3] {
                let outcome = simulator.run(&Keys::of_run(7, run), &mut Silent);
                assert_eq!(outcome, fresh(run), "{}", scenario.shifts[0].path);
            }
            let allocated = allocation_counter::measure(|| {
                for run in 1..20 {
                    simulator.run(&Keys::of_run(2024, run), &mut Silent);
                }
            });
            assert_eq!(allocated.count_total, 0, "{}", scenario.shifts[0].path);
        }
    }
}

/// A counter that counts nothing would pass the test above.
#[test]
fn an_allocation_would_be_counted() {
    let allocated = allocation_counter::measure(|| drop(std::hint::black_box(vec![0_u8; 64])));
    assert_eq!(allocated.count_total, 1);
}

#[test]
fn a_run_does_not_depend_on_the_runs_before_it() {
    for entry in LIBRARY {
        let scenario = scenario_with(entry.name, &TURBULENT);
        let fresh = |run: u64| -> Vec<NegotiationOutcome> {
            Simulator::new(&scenario)
                .run(&Keys::of_run(7, run), &mut Silent)
                .to_vec()
        };
        let mut simulator = Simulator::new(&scenario);
        for run in [3, 0, 41, 3, 12] {
            let outcome = simulator.run(&Keys::of_run(7, run), &mut Silent);
            assert_eq!(outcome, fresh(run), "{} run {run}", entry.name);
        }
    }
}

/// The order of ids in a file says nothing: reversing every object changes no outcome.
#[test]
fn reordering_a_file_changes_nothing() {
    fn reversed(value: &serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Object(members) => members
                .iter()
                .rev()
                .map(|(key, value)| (key.clone(), reversed(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other.clone(),
        }
    }
    for entry in LIBRARY {
        let value: serde_json::Value = serde_json::from_str(entry.text).unwrap();
        let text = serde_json::to_string_pretty(&reversed(&value)).unwrap();
        assert_ne!(text.find("\"format\""), entry.text.find("\"format\""));
        let document = Document::parse("reversed", text.as_bytes()).unwrap();
        let there = Scenario::load(&document).unwrap();
        let here = scenario_with(entry.name, &[]);
        let (mut there, mut here) = (Simulator::new(&there), Simulator::new(&here));
        for run in 0..50 {
            let keys = Keys::of_run(2024, run);
            assert_eq!(here.run(&keys, &mut Silent), there.run(&keys, &mut Silent));
        }
    }
}
