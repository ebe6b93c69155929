//! Quantal choice between its two limits.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::course::Course;
use super::forms;
use super::laboratory::{Laboratory, Trouble, at_once, issue, merge, still};
use crate::domain::Side;

/// Choice at no, finite and full precision.
pub(super) const CHOICE: Case = Case {
    number: 14,
    id: "quantal-choice",
    title: "Choice is a coin at no precision and the best response at full precision",
    source: "McFadden 1974; McKelvey and Palfrey 1995 (quantal response)",
    assumptions: "one offer that gives the accepting side 1 less than it demands; one vote on a deal worth 1 more than none to the destination and nothing more to the partner; one issue at a cost of 0.3 that nothing rewards",
    formula: "logistic(β · surplus): ½ at β = 0; the best response, 0 or 1, at β → ∞ and `null`",
    sampled: 5,
    scenario: || vote(Some(2.0)),
    run: run_choice,
};

const RUNS: u64 = 20_000;

/// The destination offers the partner nothing, and the partner demands everything.
fn offer(beta: Option<f64>) -> Value {
    still(json!({
        "years": 1,
        "negotiations": { "n": {
            "issues": { "x": issue("partner", 1.0, -1.0) },
            "disagreement": { "destination": 0, "partner": -1 }
        } },
        "settings": {
            "deadline": 1, "beta_accept": beta, "kappa": { "destination": 1e6, "partner": 1e6 }
        }
    }))
}

/// A deal that gives the destination all there is.
fn vote(beta: Option<f64>) -> Value {
    at_once(json!({
        "years": 1,
        "negotiations": { "n": {
            "issues": { "x": issue("partner", 1.0, -1.0) },
            "disagreement": { "destination": 0, "partner": -1 }
        } },
        "settings": { "beta_vote": beta }
    }))
}

/// An issue that costs or, with a negative cost, pleases the partner.
fn fulfilment(beta: Option<f64>, cost: f64) -> Value {
    let mut scenario = vote(None);
    merge(
        &mut scenario,
        json!({
            "years": 5,
            "negotiations": { "n": { "issues": { "x": issue("partner", 1.0, -cost) } } },
            "settings": { "beta_fulfil": beta }
        }),
    );
    scenario
}

/// A precision and its name.
const PRECISIONS: [(Option<f64>, &str); 4] = [
    (Some(0.0), "β = 0"),
    (Some(2.0), "β = 2"),
    (Some(1e9), "β = 1e9"),
    (None, "best response"),
];

/// The share of a choice worth `surplus` more.
fn share(beta: Option<f64>, surplus: f64) -> f64 {
    match beta {
        Some(beta) => forms::logistic(beta * surplus),
        None => f64::from(surplus >= 0.0),
    }
}

fn run_choice(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let first_offer = |course: &Course| course.offers.first().is_some_and(|o| o.accepted);
    let favour = |course: &Course, side: Side| {
        let vote = course.votes.iter().find(|(by, _)| *by == side);
        vote.is_some_and(|(_, favour)| *favour)
    };
    // A share of 0 or 1 has no standard error: there every run has to agree.
    let compare = |what: String, expected: f64, answers: &[bool]| {
        let successes = answers.iter().filter(|answer| **answer).count();
        if expected == 0.0 || expected == 1.0 {
            Comparison::exact(what, expected, successes as f64 / answers.len() as f64)
        } else {
            Comparison::share(what, expected, successes, answers.len())
        }
    };
    let mut comparisons = Vec::new();
    for (beta, name) in PRECISIONS {
        let accepted = laboratory.runs(&offer(beta), RUNS, first_offer)?;
        comparisons.push(compare(
            format!("offers accepted, {name}"),
            share(beta, -1.0),
            &accepted,
        ));
    }
    for (beta, name) in PRECISIONS {
        let votes = laboratory.runs(&vote(beta), RUNS, |course| {
            Side::BOTH.map(|side| favour(course, side))
        })?;
        for (index, (side, surplus)) in [(Side::Destination, 1.0), (Side::Partner, 0.0)]
            .into_iter()
            .enumerate()
        {
            // At a surplus of 0 the limits of great and of full precision differ.
            if surplus == 0.0 && beta != Some(0.0) {
                continue;
            }
            let votes: Vec<bool> = votes.iter().map(|votes| votes[index]).collect();
            comparisons.push(compare(
                format!("votes in favour, {}, {name}", side.name()),
                share(beta, surplus),
                &votes,
            ));
        }
    }
    for (beta, name) in PRECISIONS {
        for cost in [0.3, -0.3] {
            comparisons.push(Comparison::within(
                format!("fulfilment at a cost of {cost}, {name}"),
                share(beta, -cost),
                laboratory.run(&fulfilment(beta, cost))?.finally().partner,
                1e-9,
            ));
        }
    }
    Ok(comparisons)
}

#[cfg(test)]
mod tests {
    use super::super::trial::fails;
    use super::*;

    #[test]
    fn another_precision_is_found_out_in_each_choice() {
        for (change, what) in [
            ("settings.beta_accept=1.9", "offers"),
            ("settings.beta_vote=1.9", "votes"),
            ("settings.beta_fulfil=1.9", "fulfilment"),
        ] {
            let failed = fails(&CHOICE, &Laboratory::tampered(change));
            assert!(failed.iter().all(|failed| failed.starts_with(what)));
        }
    }
}
