//! `demarche compare`: arms on the same draws.

mod arms;
mod break_even;
mod differences;
mod words;

use serde_json::Value;

use crate::command::printed;

const SCENARIO: &str = "eu-tunisia-2023";

/// A comparison in JSON.
fn json(arguments: &[&str]) -> Value {
    let arguments = [&["compare"], arguments, &["--format", "json"]].concat();
    serde_json::from_str(&printed(&arguments)).unwrap()
}

/// The differences of an arm against another.
fn differences<'a>(
    result: &'a Value,
    arm: &'a str,
    against: &'a str,
) -> impl Iterator<Item = &'a Value> {
    let all = result["differences"].as_array().unwrap();
    all.iter()
        .filter(move |d| d["arm"] == arm && d["against"] == against)
}
