//! Nanoseconds per negotiation-round by stage, with a breakdown, as multiples of one warmed
//! ChaCha8 draw in the same run: `cargo bench --bench kernel`.
//!
//! Each stage is a variant of EU–Tunisia 2023 that stays in it for all of its rounds. The breakdown
//! takes parts away: the rulebook (rules), then shocks and errors (draws); what is left is the step.
#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "a benchmark prints its table"
)]

use std::hint::black_box;
use std::time::Instant;

use demarche::document::Document;
use demarche::model::{Keys, Silent, Simulator};
use demarche::scenario::{Scenario, library_entry};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

const REPEATS: usize = 15;

/// Changes after which an agreement is in force from the first round to the last.
const IN_FORCE: &[&str] = &[
    "settings.session_probability=1",
    "settings.kappa={\"destination\":0,\"partner\":0}",
    "settings.beta_accept=null",
    "settings.beta_vote=null",
    "settings.perception_error=0",
    "negotiations.eu-tunisia.layers=0",
    "negotiations.eu-tunisia.repudiation={\"regular\":0,\"irregular\":0}",
    "rules.agreement/suspend.enabled=false",
    "rules.agreement/dormancy.enabled=false",
];
/// Changes after which the sides talk for ever.
const TALKS: &[&str] = &[
    "settings.deadline=10000",
    "negotiations.eu-tunisia.floors={\"partner\":50}",
];
/// Changes after which talks lapse at once and never reopen.
const IDLE: &[&str] = &[
    "settings.deadline=1",
    "settings.sessions_per_round=1",
    "settings.session_probability=1",
    "settings.reopening=0",
    "negotiations.eu-tunisia.floors={\"partner\":50}",
];
const NO_RULES: &[&str] = &["rulebook=\"none\"", "rules={}"];
const NO_CHANCE: &[&str] = &["settings.shocks=0", "settings.noise=0", "events={}"];

fn scenario(changes: &[&[&str]]) -> Scenario {
    let entry = library_entry("eu-tunisia-2023").expect("it comes with the program");
    let mut document = Document::parse(entry.name, entry.text.as_bytes()).expect("valid");
    for change in changes.iter().copied().flatten() {
        document.set(change).expect("a valid change");
    }
    Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// Nanoseconds per negotiation-round.
fn measure(simulator: &mut Simulator, runs: u64, first: u64) -> f64 {
    let rounds = simulator.scenario().rounds;
    let start = Instant::now();
    for run in first..first + runs {
        black_box(simulator.run(&Keys::of_run(2024, run), &mut Silent));
    }
    start.elapsed().as_nanos() as f64 / (runs * rounds as u64) as f64
}

/// Nanoseconds per draw of a warmed generator.
fn draw(generator: &mut ChaCha8Rng) -> f64 {
    const DRAWS: u32 = 1_000_000;
    let start = Instant::now();
    let mut sum = 0.0;
    for _ in 0..DRAWS {
        sum += (generator.next_u64() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64);
    }
    black_box(sum);
    start.elapsed().as_nanos() as f64 / f64::from(DRAWS)
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn main() {
    let mut generator = ChaCha8Rng::seed_from_u64(1);
    let rows: [(&str, &[&[&str]]); 7] = [
        ("as shipped, all stages", &[]),
        ("in force", &[IN_FORCE]),
        ("  without rules", &[IN_FORCE, NO_RULES]),
        (
            "  without rules and draws",
            &[IN_FORCE, NO_RULES, NO_CHANCE],
        ),
        ("talks", &[TALKS]),
        ("  without rules", &[TALKS, NO_RULES]),
        ("idle", &[IDLE]),
    ];
    // In force the rules that are switched off must exist, so NO_RULES comes after.
    let mut simulators: Vec<Simulator> = rows
        .iter()
        .map(|(_, changes)| Simulator::new(&scenario(changes)))
        .collect();
    let mut figures = vec![Vec::new(); rows.len()];
    let mut draws = Vec::new();
    for repeat in 0..REPEATS {
        draws.push(draw(&mut generator));
        for (simulator, figures) in simulators.iter_mut().zip(&mut figures) {
            figures.push(measure(simulator, 200, 200 * repeat as u64));
        }
    }
    let unit = median(draws);
    println!("one warmed ChaCha8 draw: {unit:.2} ns (median of {REPEATS})\n");
    println!("{:<28}{:>12}{:>10}", "per negotiation-round", "ns", "draws");
    let medians: Vec<f64> = figures.into_iter().map(median).collect();
    for ((name, _), nanoseconds) in rows.iter().zip(&medians) {
        println!("{name:<28}{nanoseconds:>12.0}{:>10.0}", nanoseconds / unit);
    }
    println!("\nin force, broken down (differences of the rows above)");
    for (name, nanoseconds) in [
        ("  rules", medians[1] - medians[2]),
        ("  draws", medians[2] - medians[3]),
        ("  step", medians[3]),
    ] {
        println!("{name:<28}{nanoseconds:>12.0}{:>10.0}", nanoseconds / unit);
    }
}
