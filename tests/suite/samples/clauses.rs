//! Clauses that are switched off.

use demarche::document::Document;
use demarche::model::{Keys, NegotiationOutcome, Silent, Simulator};
use demarche::scenario::{Scenario, library_entry};
use serde_json::Value;

const CLAUSES: &str = "/negotiations/eu-tunisia/clauses";

/// What comes of the scenario with changes to its clauses.
fn outcomes(change: impl Fn(&mut Value)) -> Vec<NegotiationOutcome> {
    let entry = library_entry("eu-tunisia-2023").unwrap();
    let mut json: Value = serde_json::from_str(entry.text).unwrap();
    // Every kind of conditionality is used, so that each clause has something to do.
    json["negotiations"]["eu-tunisia"]["conduct"]["destination"] =
        serde_json::json!({ "positive": 1, "negative": 1 });
    change(json.pointer_mut(CLAUSES).unwrap());
    let document = Document::parse("t.json", json.to_string().as_bytes()).unwrap();
    let scenario = Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"));
    let mut simulator = Simulator::new(&scenario);
    let run = |run| simulator.run(&Keys::of_run(1, run), &mut Silent)[0].clone();
    (0..200).map(run).collect()
}

#[test]
fn a_clause_that_is_off_is_a_clause_that_is_not_there() {
    let whole = outcomes(|_| ());
    for id in ["visa-measures", "support-withheld"] {
        let off = outcomes(|clauses| clauses[id]["enabled"] = Value::from(false));
        // Another clause of its kind stays, so that no default clause takes its place.
        let without = outcomes(|clauses| {
            clauses.as_object_mut().unwrap().remove(id).unwrap();
        });
        assert!(off == without, "{id}");
        assert!(off != whole, "{id} does nothing");
        let on = outcomes(|clauses| clauses[id]["enabled"] = Value::from(true));
        assert!(on == whole, "{id}");
    }
}

/// The only clause of its kind: without it the default clause would hold.
#[test]
fn a_clause_that_is_off_brings_in_no_default() {
    let id = "macro-support-on-results";
    let off = outcomes(|clauses| clauses[id]["enabled"] = Value::from(false));
    let without = outcomes(|clauses| {
        clauses.as_object_mut().unwrap().remove(id).unwrap();
    });
    assert!(off != without);
}
