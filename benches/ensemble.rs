//! Speed, scaling with threads and memory of an ensemble: `cargo bench --bench ensemble`.
#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "a benchmark prints its table"
)]

mod measure;

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use demarche::document::Document;
use demarche::experiment::approaches;
use demarche::report::ComparisonResult;
use demarche::scenario::{Scenario, library_entry};
use demarche::study::{Control, Nesting, Plan, compare, run};
use measure::{median, peak_memory};

fn main() {
    let entry = library_entry("eu-tunisia-2023").expect("it comes with the program");
    let document = Document::parse(entry.name, entry.text.as_bytes()).expect("valid");
    let scenario = Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"));
    let interrupted = AtomicBool::new(false);
    let control = Control {
        interrupted: &interrupted,
        progress: &|_| {},
    };
    // Runs per second, nested replicates counted in.
    let speed = |threads: usize, runs: u64| {
        let plan = Plan {
            runs,
            seed: 2024,
            threads: Some(threads),
        };
        let nested = Nesting::new(&[&scenario], runs).map_or(0, |nesting| nesting.runs());
        let start = Instant::now();
        run(&scenario, &plan, &control).expect("threads are granted");
        (runs + nested) as f64 / start.elapsed().as_secs_f64()
    };
    println!("runs per second");
    println!("{:<10}{:>10}{:>10}", "repeat", "1 thread", "2 threads");
    speed(1, 20_000);
    let (mut single, mut ratios) = (Vec::new(), Vec::new());
    for repeat in 1..=7 {
        let (one, two) = (speed(1, 20_000), speed(2, 20_000));
        single.push(one);
        ratios.push(two / one);
        println!("{repeat:<10}{one:>10.0}{two:>10.0}");
    }
    println!(
        "medians: {:.0} on one thread, {:.2} times as many on two",
        median(single),
        median(ratios)
    );
    comparison(&document, &control);
    for runs in [100_000, 1_000_000] {
        speed(2, runs);
        if let Some(peak) = peak_memory() {
            println!("peak memory after {runs} runs on 2 threads: {peak:.1} MiB");
        }
    }
}

/// The four approaches on the same draws, against each of them by itself.
fn comparison(document: &Document, control: &Control<'_>) {
    let arms = approaches(document).unwrap_or_else(|refusal| panic!("{refusal}"));
    let scenarios: Vec<&Scenario> = arms.iter().map(|arm| &arm.scenario).collect();
    let contrasts = ComparisonResult::contrasts(&arms);
    let plan = Plan {
        runs: 10_000,
        seed: 2024,
        threads: Some(2),
    };
    let (mut together, mut ratios) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let start = Instant::now();
        compare(&scenarios, &contrasts, &plan, control).expect("threads are granted");
        let paired = start.elapsed().as_secs_f64();
        let start = Instant::now();
        for scenario in &scenarios {
            run(scenario, &plan, control).expect("threads are granted");
        }
        together.push(paired);
        ratios.push(paired / start.elapsed().as_secs_f64());
    }
    println!(
        "four approaches at 10,000 runs of 40 rounds on 2 threads: {:.1} s, {:.2} times as long as \
         each by itself (medians)",
        median(together),
        median(ratios)
    );
}
