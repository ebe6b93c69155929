//! Integration tests, one module per topic.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use demarche::document::Document;
use demarche::scenario::{Scenario, library_entry};

mod architecture;
mod baselines;
mod claims;
mod command;
mod compare;
mod contributions;
mod describe;
mod explain;
mod factors;
mod fill;
mod invalid;
mod kernel;
mod laws;
mod library;
mod output;
mod pilots_and_stops;
mod readme;
mod samples;
mod scenarios;
mod schema;
mod sensitivity;
mod trace;
mod verification;

/// A scenario of the library with changes.
fn scenario_with(name: &str, changes: &[&str]) -> Scenario {
    let entry = library_entry(name).unwrap();
    let mut document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
    for change in changes {
        document.set(change).unwrap();
    }
    Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"))
}
