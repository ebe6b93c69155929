//! Speed and memory of rows, as ratios: `cargo bench --bench rows`.
//!
//! A row is set by putting figures into a scenario that was read once; against it stands reading the
//! scenario anew with the same figures in its file. Then the runs of many rows against as many runs
//! of one scenario.
#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "a benchmark prints its table"
)]

mod measure;

use std::hint::black_box;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use demarche::document::Document;
use demarche::experiment::{Input, Sample, Sampler, Setting, Space, Variant, points};
use demarche::model::{Metric, Simulator};
use demarche::scenario::{Scenario, library_entry};
use demarche::study::{Control, Nesting, Numbering, Plan, Rows, rows, run};
use measure::{median, peak_memory};

const REPEATS: usize = 5;
const REPLICATES: u64 = 32;

const INPUTS: [&str; 10] = [
    "states.tunisia.stability=0.1:0.9",
    "states.tunisia.capacity=0.1:0.9",
    "states.eu.leverage",
    "states.tunisia.leverage",
    "states.eu.coordination",
    "negotiations.eu-tunisia.trust",
    "negotiations.eu-tunisia.need",
    "negotiations.eu-tunisia.pressure",
    "negotiations.eu-tunisia.monitoring=0:1",
    "negotiations.eu-tunisia.issues.readmission.value.partner",
];

fn document() -> Document {
    let entry = library_entry("eu-tunisia-2023").expect("it comes with the program");
    Document::parse(entry.name, entry.text.as_bytes()).expect("valid")
}

/// Seconds that something takes, the median of several times.
fn seconds(mut work: impl FnMut()) -> f64 {
    let times = (0..REPEATS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    median(times.collect())
}

fn main() {
    let inputs = INPUTS.map(|text| Input::parse(text).expect("an input"));
    let space = Space::new(document(), vec![Variant::base()], inputs.to_vec())
        .unwrap_or_else(|refusal| panic!("{refusal}"));
    let settings = |rows: usize| -> Vec<Setting> {
        let points = points(Sampler::Sobol, rows, INPUTS.len(), 1);
        points.rows().map(|unit| space.setting(unit)).collect()
    };
    patching(&space, &settings(256));
    let interrupted = AtomicBool::new(false);
    let control = Control {
        interrupted: &interrupted,
        progress: &|_| {},
    };
    let sample = |rows: usize| {
        let sample = space.sample(&settings(rows));
        sample.unwrap_or_else(|refusal| panic!("{refusal}"))
    };
    running(&sample(512), &control);
    // Ten inputs and 1,024 base samples of Sobol' indices.
    let many = sample(1_024 * 13);
    let start = Instant::now();
    play(&many, 2, &control);
    println!(
        "{} rows of {REPLICATES} runs on 2 threads: {:.1} s",
        many.points.len(),
        start.elapsed().as_secs_f64()
    );
    if let Some(peak) = peak_memory() {
        println!("peak memory: {peak:.1} MiB");
    }
}

/// Setting the figures of a row against reading the scenario anew.
fn patching(space: &Space, settings: &[Setting]) {
    let sample = space
        .sample(settings)
        .unwrap_or_else(|refusal| panic!("{refusal}"));
    let arm = &sample.templates[0].arms[0];
    let mut simulator = Simulator::new(&arm.scenario);
    let put = seconds(|| {
        for point in &sample.points {
            for (place, owner) in &arm.places {
                simulator.put(owner, point.figures[*place]);
            }
            black_box(&simulator);
        }
    });
    let load = seconds(|| {
        for setting in settings {
            let mut document = space.base.clone();
            for (place, input) in space.inputs.iter().enumerate() {
                let value = space.value(place, setting[place]);
                document.set_value(&input.path, value).expect("valid");
            }
            black_box(Scenario::load(&document).is_ok());
        }
    });
    let rows = settings.len() as f64;
    println!(
        "a row of {} inputs: {:.0} µs to read anew, {:.0} times as long as to set its figures",
        space.inputs.len(),
        1e6 * load / rows,
        load / put
    );
}

/// Runs in rows against runs of one scenario, on one thread.
fn running(sample: &Sample, control: &Control<'_>) {
    let scenario = Scenario::load(&document()).unwrap_or_else(|refusal| panic!("{refusal}"));
    let runs = sample.points.len() as u64 * REPLICATES;
    let nested = Nesting::new(&[&scenario], runs).map_or(0, |nesting| nesting.runs());
    let plan = Plan {
        runs,
        seed: 2024,
        threads: Some(1),
    };
    let plain = seconds(|| {
        run(&scenario, &plan, control).expect("threads are granted");
    }) / (runs + nested) as f64;
    let in_rows = seconds(|| play(sample, 1, control)) / runs as f64;
    println!(
        "a run in a row of {REPLICATES}: {:.1} µs, {:.2} times as long as in an ensemble",
        1e6 * in_rows,
        in_rows / plain
    );
}

fn play(sample: &Sample, threads: usize, control: &Control<'_>) {
    let study = Rows {
        templates: &sample.templates,
        points: &sample.points,
        metrics: &[Metric::Cooperation],
        numbering: Numbering::Independent,
        each: false,
    };
    let plan = Plan {
        runs: REPLICATES,
        seed: 2024,
        threads: Some(threads),
    };
    black_box(rows(&study, &plan, control).expect("threads are granted"));
}
