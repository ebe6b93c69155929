//! Laws of the model on generated scenarios: what holds whatever the figures are.
//!
//! The cases are the same in every run of the tests: the seed is fixed, and nothing is kept on
//! disk. Every law has been seen to fail under a sabotage of the engine, which its comment names.

use demarche::document::Document;
use demarche::model::{Keys, NegotiationOutcome, Silent, Simulator};
use demarche::scenario::Scenario;
use proptest::test_runner::{Config, RngSeed};
use serde_json::Value;

mod complete;
mod factors;
mod form;
mod generated;
mod monotone;
mod solutions;
mod sound;
mod symmetry;

/// The same cases every time.
fn cases(count: u32) -> Config {
    Config {
        cases: count,
        rng_seed: RngSeed::Fixed(2024),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    }
}

fn load(document: &Value) -> Scenario {
    let text = serde_json::to_string_pretty(document).unwrap();
    let parsed = Document::parse("generated", text.as_bytes());
    parsed
        .and_then(|document| Scenario::load(&document))
        .unwrap_or_else(|refusal| panic!("{refusal}\n{text}"))
}

/// The outcomes of the first runs.
fn outcomes(scenario: &Scenario, runs: u64) -> Vec<Vec<NegotiationOutcome>> {
    let mut simulator = Simulator::new(scenario);
    (0..runs)
        .map(|run| {
            let keys = Keys::of_run(2024, run);
            simulator.run(&keys, &mut Silent).to_vec()
        })
        .collect()
}
