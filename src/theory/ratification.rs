//! Whether there is anything to agree on: zones of agreement, and floors of domestic politics.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::forms;
use super::laboratory::{Laboratory, Trouble, issue, still, threshold};

/// Runs of a scenario in which nothing should ever be agreed on.
const RUNS: u64 = 500;

/// What two sides can agree on, and what not.
pub(super) const ZONE: Case = Case {
    number: 4,
    id: "zone-of-agreement",
    title: "Nobody agrees to what only costs, and everybody to what is worth it when linked",
    source: "Tollison and Willett 1979; Sebenius 1983 (issue linkage)",
    assumptions: "nothing announced; the unlinked issue with and without noise, pressure, crises and changes of government, the linked ones without noise",
    formula: "share of runs with an agreement: 0 for an unlinked issue that costs the partner; 1 where it is linked with a benefit larger than the cost",
    sampled: 0,
    scenario: || linked(0.3, 0.31, 0.0),
    run: run_zone,
};

/// Whether two domestic politics leave room for a deal.
pub(super) const FLOORS: Case = Case {
    number: 10,
    id: "two-level-game",
    title: "A deal exists if what both domestic politics demand is no more than there is",
    source: "Putnam 1988",
    assumptions: "one issue worth +1 and −1, no deal worth 0 and −0.7, both yield at once (κ = 0), votes are best responses",
    formula: "largest floor of the partner = surplus − floor of the destination",
    sampled: 0,
    scenario: || floors(0.1, 0.6),
    run: run_floors,
};

fn unlinked(pressure: f64, restless: bool) -> Value {
    let mut scenario = still(json!({
        "years": 20,
        "negotiations": { "n": {
            "issues": { "x": issue("partner", 1.0, -0.3) },
            "pressure": pressure, "trust": 0.5
        } },
        "settings": { "reopening": 0.5 }
    }));
    if restless {
        super::laboratory::merge(
            &mut scenario,
            json!({
                "states": {
                    "d": { "turnover": 0.2 }, "p": { "turnover": 0.2, "irregular_turnover": 0.1 }
                },
                "settings": {
                    "noise": 1, "shocks": 1, "crisis_start": 0.08, "pressure_variation": 0.08,
                    "beta_accept": 20, "beta_vote": 8, "reciprocity": 0.3, "disposition_weight": 0.3
                }
            }),
        );
    }
    scenario
}

fn linked(cost: f64, benefit: f64, pressure: f64) -> Value {
    still(json!({ "negotiations": { "n": {
        "issues": {
            "x": issue("partner", 1.0, -cost),
            "y": issue("destination", -0.1, benefit)
        },
        "linkages": { "l": { "issues": ["x", "y"], "kind": "tactical" } },
        "pressure": pressure
    } } }))
}

fn run_zone(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let agreed = |scenario: &Value, runs: u64| -> Result<f64, Trouble> {
        let agreed = laboratory.runs(scenario, runs, |course| course.agreed())?;
        Ok(agreed.iter().filter(|agreed| **agreed).count() as f64 / runs as f64)
    };
    let mut comparisons = Vec::new();
    for pressure in [0.0, 1.0] {
        for (restless, how) in [(false, "calm"), (true, "restless")] {
            comparisons.push(Comparison::exact(
                format!("agreed, unlinked, {how}, pressure {pressure}"),
                0.0,
                agreed(&unlinked(pressure, restless), RUNS)?,
            ));
        }
    }
    for pressure in [0.0, 1.0] {
        for benefit in [0.31, 0.6] {
            comparisons.push(Comparison::exact(
                format!("agreed, linked, cost 0.3, benefit {benefit}, pressure {pressure}"),
                1.0,
                agreed(&linked(0.3, benefit, pressure), 1)?,
            ));
        }
    }
    Ok(comparisons)
}

fn floors(destination: f64, partner: f64) -> Value {
    still(json!({
        "negotiations": { "n": {
            "issues": { "x": issue("partner", 1.0, -1.0) },
            "disagreement": { "destination": 0, "partner": -0.7 },
            "floors": { "destination": destination, "partner": partner }
        } },
        "settings": { "kappa": { "destination": 0, "partner": 0 } }
    }))
}

fn run_floors(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let mut comparisons = Vec::new();
    for destination in [0.1, 0.35, 0.6] {
        let found = threshold(0.0, 1.0, |partner| {
            Ok(laboratory.run(&floors(destination, partner))?.agreed())
        })?;
        comparisons.push(Comparison::within(
            format!("largest floor of the partner, {destination} of the destination"),
            forms::largest_floor(0.7, destination),
            found,
            1e-6,
        ));
    }
    Ok(comparisons)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{fails, fails_with};
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn a_cost_that_counts_as_a_gain_is_found_out() {
        let failed = fails_with(Fault::WrongSign, &ZONE);
        assert!(failed.iter().all(|what| what.contains("unlinked")));
    }

    #[test]
    fn an_unpromising_linkage_is_found_out() {
        let tampered = Laboratory::tampered("negotiations.n.floors.partner=1");
        let failed = fails(&ZONE, &tampered);
        assert!(failed.iter().all(|what| what.contains(" linked")));
    }

    #[test]
    fn another_surplus_is_found_out() {
        fails(
            &FLOORS,
            &Laboratory::tampered("negotiations.n.disagreement.partner=-0.69"),
        );
    }
}
