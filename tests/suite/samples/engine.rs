//! The rows engine: a row is what its values in the file would be, at any number of threads.

use std::sync::atomic::{AtomicBool, Ordering};

use demarche::document::Document;
use demarche::experiment::{Input, Level, Sample, Setting, Space, Variant};
use demarche::model::{Keys, METRICS, Metric, Silent, Simulator};
use demarche::scenario::{Scenario, library_entry};
use demarche::study::{Contrast, Control, Numbering, Plan, RowOutcome, Rows, contrast, rows};

const NAME: &str = "eu-tunisia-2023";

/// An input of every owner that a figure can have, some of them drawn in the file and some not,
/// with words beside them.
const INPUTS: [&str; 17] = [
    "states.tunisia.stability=0.1:0.9",
    "states.tunisia.capacity={\"beta\": [2, 3, 0, 1]}",
    "states.eu.leverage",
    "states.eu.coordination=0.2:0.9",
    "negotiations.eu-tunisia.leverage.partner=0.3:0.8",
    "negotiations.eu-tunisia.need",
    "negotiations.eu-tunisia.conduct.partner.reverse=0:1",
    "negotiations.eu-tunisia.issues.readmission.value.partner={\"triangular\": [-0.9, -0.5, -0.1]}",
    "negotiations.eu-tunisia.issues.macro_support.budget.total=50:300",
    "negotiations.eu-tunisia.levers.visa_measures.value={\"normal\": [0.5, 0.2, 0, 1]}",
    "negotiations.eu-tunisia.clauses.visa-measures.below=0.1:0.5",
    "events.partner-election.probability=0:1",
    "settings.noise={\"choice\": [0.5, 1, 2]}",
    "negotiations.eu-tunisia.conduct.destination=coercive,cooperative",
    "rules.less-for-less/reduce.enabled=true,false",
    "negotiations.eu-tunisia.clauses.support-withheld.enabled=true,false",
    "negotiations.eu-tunisia.linkages.five-strands.kind=tactical,substantive",
];

fn document() -> Document {
    let entry = library_entry(NAME).unwrap();
    Document::parse(entry.name, entry.text.as_bytes()).unwrap()
}

fn arms() -> Vec<Variant> {
    let second = Variant {
        name: "watched".to_owned(),
        changes: vec!["negotiations.eu-tunisia.monitoring=0.9".to_owned()],
    };
    vec![Variant::base(), second]
}

fn space() -> Space {
    let inputs = INPUTS.map(|text| Input::parse(text).unwrap());
    Space::new(document(), arms(), inputs.to_vec()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// Settings all over the space: the golden ratio's multiples, another power in each dimension.
fn settings(space: &Space, rows: usize) -> Vec<Setting> {
    let point = |row: usize| -> Vec<f64> {
        let shift = |input: usize| 0.618_033_988_749_895_f64.powi(input as i32 % 7 + 1);
        let at =
            |input: usize| (0.5 + (row + 1) as f64 * (input + 1) as f64 * shift(input)).fract();
        (0..INPUTS.len()).map(at).collect()
    };
    (0..rows).map(|row| space.setting(&point(row))).collect()
}

fn never() -> Control<'static> {
    static NEVER: AtomicBool = AtomicBool::new(false);
    Control {
        interrupted: &NEVER,
        progress: &|_| (),
    }
}

fn plan(runs: u64, threads: usize) -> Plan {
    Plan {
        runs,
        seed: 11,
        threads: Some(threads),
    }
}

fn all_metrics() -> Vec<Metric> {
    METRICS.iter().map(|entry| entry.metric).collect()
}

fn study<'a>(sample: &'a Sample, metrics: &'a [Metric], numbering: Numbering) -> Rows<'a> {
    Rows {
        templates: &sample.templates,
        points: &sample.points,
        metrics,
        numbering,
        each: false,
    }
}

/// The scenario of an arm in a setting, with every value stated in the file.
fn stated(space: &Space, arm: &Variant, setting: &[Level]) -> Scenario {
    let mut document = document();
    for change in &arm.changes {
        document.set(change).unwrap();
    }
    for (place, input) in space.inputs.iter().enumerate() {
        let value = space.value(place, setting[place]);
        if !value.is_null() {
            document.set_value(&input.path, value).unwrap();
        }
    }
    Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"))
}

#[test]
fn a_row_is_to_the_last_bit_what_its_values_in_the_file_come_to() {
    let space = space();
    let settings = settings(&space, 12);
    let sample = space.sample(&settings).unwrap();
    let metrics = all_metrics();
    // Fewer runs than a block, and more than one, the last of them not full.
    for runs in [40, 300] {
        let plan = plan(runs, 2);
        let found = rows(
            &study(&sample, &metrics, Numbering::Common),
            &plan,
            &never(),
        )
        .unwrap();
        assert_eq!(found.len(), settings.len());
        for (setting, outcome) in settings.iter().zip(&found) {
            let scenarios: Vec<Scenario> = space
                .variants
                .iter()
                .map(|arm| stated(&space, arm, setting))
                .collect();
            let contrasts = [
                Contrast::level(0, 0),
                Contrast::level(1, 0),
                Contrast::difference((1, 0), (0, 0)),
            ];
            let arms: Vec<&Scenario> = scenarios.iter().collect();
            let expected = contrast(&arms, &contrasts, &plan, &never()).unwrap();
            let expected = expected.summaries.iter();
            let expected = expected.flat_map(|summary| &summary.metrics);
            let expected: Vec<_> = expected.map(|metric| metric.moments).collect();
            assert_eq!(outcome.moments, expected, "{setting:?}");
        }
    }
}

#[test]
fn replicates_of_independent_rows_are_runs_of_numbers_of_their_own() {
    let space = space();
    let settings = settings(&space, 5);
    let sample = space.sample(&settings).unwrap();
    let metrics = [Metric::Cooperation, Metric::MonthsToAgreement];
    let study = Rows {
        each: true,
        ..study(&sample, &metrics, Numbering::Independent)
    };
    let found = rows(&study, &plan(7, 2), &never()).unwrap();
    for (row, (setting, outcome)) in settings.iter().zip(&found).enumerate() {
        let mut simulator = Simulator::new(&stated(&space, &space.variants[1], setting));
        for replicate in 0..7 {
            let run = row as u64 * 7 + replicate;
            let outcomes = simulator.run(&Keys::of_run(11, run), &mut Silent);
            // Three contrasts of two metrics; the second arm comes second.
            let place = replicate as usize * 6 + 2;
            for (metric, figure) in metrics.iter().zip(&outcome.figures[place..]) {
                assert_eq!(*figure, outcomes[0].metrics[*metric as usize]);
            }
        }
    }
}

fn every_row(threads: usize, runs: u64) -> Vec<RowOutcome> {
    let space = space();
    let sample = space.sample(&settings(&space, 70)).unwrap();
    let metrics = [Metric::Cooperation, Metric::PartnerUtility];
    let study = study(&sample, &metrics, Numbering::Independent);
    rows(&study, &plan(runs, threads), &never()).unwrap()
}

#[test]
fn rows_are_the_same_at_any_number_of_threads() {
    for runs in [1, 3, 257] {
        assert_eq!(every_row(1, runs), every_row(3, runs), "{runs}");
    }
}

#[test]
fn when_interrupted_the_first_rows_are_whole() {
    let interrupted = AtomicBool::new(false);
    let control = Control {
        interrupted: &interrupted,
        progress: &|done| {
            if done >= 600 {
                interrupted.store(true, Ordering::Relaxed);
            }
        },
    };
    let space = space();
    let sample = space.sample(&settings(&space, 200)).unwrap();
    let metrics = [Metric::Cooperation];
    let study = study(&sample, &metrics, Numbering::Common);
    let found = rows(&study, &plan(20, 1), &control).unwrap();
    assert!((30..200).contains(&found.len()), "{}", found.len());
    for outcome in &found {
        assert_eq!(outcome.moments[0].count(), 20);
    }
}

#[test]
fn units_become_quantiles_and_equal_slices() {
    let inputs = [
        "states.tunisia.stability=0.2:0.6",
        "states.eu.leverage",
        "negotiations.eu-tunisia.conduct.destination=none,cooperative,coercive",
    ];
    let inputs = inputs.map(|text| Input::parse(text).unwrap());
    let space = Space::new(document(), vec![Variant::base()], inputs.to_vec()).unwrap();
    for (unit, expected) in [
        ([0.0, 0.0, 0.0], [0.2, 0.5, 0.0]),
        ([1.0, 1.0, 1.0], [0.6, 0.8, 2.0]),
        // Half of a triangular distribution with its mode in the middle lies below the mode.
        ([0.25, 0.5, 0.334], [0.3, 0.65, 1.0]),
        ([0.75, 0.5, 0.333], [0.5, 0.65, 0.0]),
    ] {
        let setting = space.setting(&unit).into_iter();
        let found = setting.map(|level| match level {
            Level::Figure(figure) => figure,
            Level::Listed(place) => place as f64,
            Level::Unvaried | Level::Central => f64::NAN,
        });
        for (found, expected) in found.zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }
    let settings = space.one_at_a_time(Level::Unvaried);
    assert_eq!(settings.len(), 1 + 2 + 2 + 3);
    assert!(settings[0].iter().all(|level| *level == Level::Unvaried));
    assert_eq!(
        settings[2],
        [Level::Figure(0.6), Level::Unvaried, Level::Unvaried]
    );
}
