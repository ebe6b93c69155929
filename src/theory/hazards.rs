//! How often governments change.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::course::{Course, Shock};
use super::forms;
use super::laboratory::{Laboratory, Trouble, issue, merge, still};

/// How often governments change, and which.
pub(super) const HAZARDS: Case = Case {
    number: 12,
    id: "hazards",
    title: "Governments change as often as the fits say",
    source: "fits on Archigos 1990–2015 (Goemans, Gleditsch and Chiozza 2009) and WGI political stability",
    assumptions: "regular and irregular changes counted in separate runs, rounds of three months",
    formula: "irregular: yearly logistic(−4.257 − 0.816 PV), PV = 5 · stability − 2.5, none for organisations and consolidated democracies; regular: 0.14 a year at any stability; per round 1 − (1 − p)^(1/4)",
    sampled: 6,
    scenario: || changing(0.5, json!({ "turnover": 0 })),
    run: run_hazards,
};

const RUNS: u64 = 10_000;
const YEARS: u32 = 10;
const ROUNDS: usize = 40;

/// A partner of this stability, with the default hazards but for the changes.
fn changing(stability: f64, changes: Value) -> Value {
    let mut scenario = still(json!({
        "years": YEARS,
        "negotiations": { "n": { "issues": { "x": issue("partner", 1.0, -0.5) } } },
        "settings": { "shocks": 1, "session_probability": 0 }
    }));
    // A new object: what the still scenario says of turnover must not be said here.
    scenario["states"]["p"] = json!({ "leverage": 0.5, "capacity": 1, "stability": stability });
    merge(&mut scenario, json!({ "states": { "p": changes } }));
    scenario
}

fn run_hazards(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let count = |scenario: &Value, irregular: bool| -> Result<usize, Trouble> {
        let counts = laboratory.runs(scenario, RUNS, |course| changes(course, irregular))?;
        Ok(counts.into_iter().sum())
    };
    let trials = ROUNDS * RUNS as usize;
    let mut comparisons = Vec::new();
    for stability in [0.1, 0.5, 0.9] {
        let scenario = changing(stability, json!({ "turnover": 0 }));
        comparisons.push(Comparison::share(
            format!("irregular changes per round, stability {stability}"),
            forms::per_period(forms::irregular_hazard(stability), 0.25),
            count(&scenario, true)?,
            trials,
        ));
    }
    for stability in [0.1, 0.5, 0.9] {
        let scenario = changing(stability, json!({ "irregular_turnover": 0 }));
        comparisons.push(Comparison::share(
            format!("regular changes per round, stability {stability}"),
            forms::per_period(0.14, 0.25),
            count(&scenario, false)?,
            trials,
        ));
    }
    for (who, changes) in [
        ("an organisation", json!({ "kind": "organisation" })),
        (
            "a consolidated democracy",
            json!({ "regime": "consolidated_democracy" }),
        ),
    ] {
        comparisons.push(Comparison::exact(
            format!("irregular changes of {who}, stability 0.1"),
            0.0,
            count(&changing(0.1, changes), true)? as f64,
        ));
    }
    Ok(comparisons)
}

fn changes(course: &Course, kind: bool) -> usize {
    let of_kind =
        |shock: &&Shock| matches!(shock, Shock::Government { irregular, .. } if *irregular == kind);
    course.shocks.iter().filter(of_kind).count()
}

#[cfg(test)]
mod tests {
    use super::super::trial::fails;
    use super::*;

    #[test]
    fn another_stability_is_found_out_in_irregular_changes_only() {
        let failed = fails(&HAZARDS, &Laboratory::tampered("states.p.stability=0.7"));
        assert!(failed.iter().all(|what| what.contains("irregular")));
    }

    #[test]
    fn scaled_hazards_are_found_out_in_both() {
        let failed = fails(&HAZARDS, &Laboratory::tampered("settings.shocks=1.2"));
        assert!(failed.iter().any(|what| what.starts_with("regular")));
        assert!(failed.iter().any(|what| what.starts_with("irregular")));
    }

    #[test]
    fn a_coup_in_an_organisation_is_found_out() {
        let failed = fails(
            &HAZARDS,
            &Laboratory::tampered("states.p.irregular_turnover=0.01"),
        );
        assert!(failed.iter().any(|what| what.contains("organisation")));
        assert!(failed.iter().any(|what| what.contains("democracy")));
    }
}
