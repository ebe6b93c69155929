//! How an ensemble scales with threads: `cargo bench --bench ensemble`.
#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "a benchmark prints its table"
)]

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use demarche::document::Document;
use demarche::scenario::{Scenario, library_entry};
use demarche::study::{Control, Plan, run};

fn main() {
    let entry = library_entry("eu-tunisia-2023").expect("it comes with the program");
    let document = Document::parse(entry.name, entry.text.as_bytes()).expect("valid");
    let scenario = Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"));
    let interrupted = AtomicBool::new(false);
    let control = Control {
        interrupted: &interrupted,
        progress: &|_| {},
    };
    let seconds = |threads: usize| {
        let plan = Plan {
            runs: 20_000,
            seed: 2024,
            threads: Some(threads),
        };
        let start = Instant::now();
        run(&scenario, &plan, &control).expect("threads are granted");
        start.elapsed().as_secs_f64()
    };
    seconds(1);
    println!("{:<10}{:>10}{:>10}", "repeat", "1 thread", "2 threads");
    let mut ratios = Vec::new();
    for repeat in 1..=5 {
        let (one, two) = (seconds(1), seconds(2));
        ratios.push(one / two);
        println!("{repeat:<10}{one:>9.2}s{two:>9.2}s");
    }
    ratios.sort_by(f64::total_cmp);
    println!("two threads are {:.2} times one (median)", ratios[2]);
}
