//! `demarche compare`: arms on the same draws.

mod arms;
mod break_even;
mod differences;
mod words;

use serde_json::{Value, json as value};
use tempfile::TempDir;

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

/// The path of a scenario in which one destination bargains with two partners of these capacities.
fn two_partners(folder: &TempDir, [east, west]: [f64; 2]) -> String {
    let path = folder.path().join("two.json");
    let state = |capacity: f64| value!({ "leverage": 0.5, "capacity": capacity, "stability": 0.5 });
    let negotiation = |partner: &str| {
        value!({
            "destination": "north", "partner": partner,
            "issues": { "readmission": {}, "visa_facilitation": {} },
            "linkages": { "all": { "issues": ["readmission", "visa_facilitation"], "kind": "tactical" } }
        })
    };
    let scenario = value!({
        "format": "demarche/1", "title": "Two partners",
        "states": { "north": state(0.8), "east": state(east), "west": state(west) },
        "negotiations": { "with-east": negotiation("east"), "with-west": negotiation("west") }
    });
    std::fs::write(&path, scenario.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}
