//! What it takes to keep a side to an agreement: punishment, patience, detection.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::course::Course;
use super::forms;
use super::laboratory::{Laboratory, Trouble, at_once, issue, merge, threshold};

/// When a side fulfils what it is punished for not fulfilling.
pub(super) const PUNISHMENT: Case = Case {
    number: 5,
    id: "punishment",
    title: "A side fulfils while the cost is no more than what punishment takes",
    source: "Friedman 1971; Axelrod 1984; punishment for K rounds: Green and Porter 1984",
    assumptions: "one issue, a reward of 1 that stops while it is not fulfilled, best response, trust 0, everything detected",
    formula: "cost ≤ F · (1 − cost), F = Σ δ^k over k = 1…K; for ever: δ ≥ (T − R)/(T − P)",
    sampled: 0,
    scenario: || promise(Terms::default()),
    run: run_punishment,
};

/// How rarely one may look, and how soon an agreement may end.
pub(super) const DETECTION: Case = Case {
    number: 6,
    id: "detection",
    title: "Rare detection and a short future weaken punishment",
    source: "Friedman 1971 with imperfect detection and a hazard of the end",
    assumptions: "as for punishment, for ever; changes of government end the agreement",
    formula: "q ≥ (1 − δ)(T − R)/[δ(R − P)]; with a hazard h of the end: δ(1 − h) ≥ (T − R)/(T − P)",
    sampled: 0,
    scenario: || {
        promise(Terms {
            detection: 0.25,
            patience: 0.8,
            rounds: None,
            ..Terms::default()
        })
    },
    run: run_detection,
};

/// A reward of 1 for an issue that costs something.
#[derive(Clone, Copy, Debug)]
struct Terms {
    cost: f64,
    patience: f64,
    rounds: Option<u32>,
    detection: f64,
}

impl Default for Terms {
    fn default() -> Terms {
        Terms {
            cost: 0.5,
            patience: 0.6,
            rounds: Some(10),
            detection: 1.0,
        }
    }
}

fn promise(terms: Terms) -> Value {
    at_once(json!({
        "states": { "p": { "patience": terms.patience } },
        "negotiations": { "n": {
            "issues": { "x": issue("partner", 1.0, -terms.cost) },
            "disagreement": { "partner": -10 },
            "monitoring": terms.detection,
            "conduct": { "destination": { "positive": 1 } },
            "levers": { "reward": { "by": "destination", "value": 1, "cost": 0 } },
            "clauses": { "more": {
                "if": "x", "at_least": 0.5, "more": "reward", "announced": 1, "carried_out": 1
            } }
        } },
        "settings": { "punished_rounds": terms.rounds }
    }))
}

/// The partner fulfils in the end, while it lasts.
fn fulfils(course: &Course) -> Option<bool> {
    let in_force = course.rounds.iter().filter_map(|round| round.compliance);
    // In the first round in force nobody could.
    in_force.skip(1).last().map(|share| share > 0.5)
}

fn run_punishment(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let fulfils = |terms: Terms| -> Result<bool, Trouble> {
        Ok(fulfils(&laboratory.run(&promise(terms))?) == Some(true))
    };
    let mut comparisons = Vec::new();
    for rounds in [Some(1), Some(3), Some(10), None] {
        let terms = Terms {
            rounds,
            ..Terms::default()
        };
        let future = forms::punished_future(terms.patience, rounds);
        let expected = forms::largest_cost(future, 1.0, 1.0);
        let long = rounds.map_or("for ever".to_owned(), |k| format!("K = {k}"));
        comparisons.push(Comparison::within(
            format!("largest cost that is borne, punished {long}"),
            expected,
            threshold(0.0, 1.0, |cost| fulfils(Terms { cost, ..terms }))?,
            1e-6,
        ));
        for (share, fulfilled) in [(0.999, 1.0), (1.001, 0.0)] {
            let cost = share * expected;
            let found = fulfils(Terms { cost, ..terms })?;
            comparisons.push(Comparison::exact(
                format!("fulfilled at {share} of that cost, punished {long}"),
                fulfilled,
                f64::from(found),
            ));
        }
    }
    for cost in [0.2, 0.5] {
        let terms = Terms {
            cost,
            rounds: None,
            ..Terms::default()
        };
        comparisons.push(Comparison::within(
            format!("smallest patience, punished for ever, cost {cost}"),
            forms::grim_patience(cost, 1.0 - cost),
            threshold(0.01, 0.99, |patience| fulfils(Terms { patience, ..terms }))?,
            1e-6,
        ));
    }
    Ok(comparisons)
}

fn run_detection(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let mut comparisons = Vec::new();
    for (patience, cost) in [(0.8, 0.5), (0.9, 0.4)] {
        let found = threshold(0.0, 1.0, |detection| {
            let course = laboratory.run(&promise(Terms {
                cost,
                patience,
                rounds: None,
                detection,
            }))?;
            Ok(fulfils(&course) == Some(true))
        })?;
        comparisons.push(Comparison::within(
            format!("smallest detection, δ = {patience}, cost {cost}"),
            forms::grim_detection(patience, cost, 1.0 - cost),
            found,
            1e-6,
        ));
    }
    // Yearly probability and chance of repudiation of each kind of change, per state.
    let (regular, irregular) = ([0.5, 0.1], [0.2, 0.05]);
    let repudiation = [0.4, 0.9];
    let cost = 0.4;
    let hazard = forms::ending_hazard(&[
        [repudiation[0], regular[0]],
        [repudiation[0], regular[1]],
        [repudiation[1], irregular[0]],
        [repudiation[1], irregular[1]],
    ]);
    let found = threshold(0.01, 0.99, |patience| {
        let mut scenario = promise(Terms {
            cost,
            patience,
            rounds: None,
            ..Terms::default()
        });
        merge(
            &mut scenario,
            json!({
                "states": {
                    "d": { "turnover": regular[0], "irregular_turnover": irregular[0] },
                    "p": { "turnover": regular[1], "irregular_turnover": irregular[1] }
                },
                "negotiations": { "n": {
                    "repudiation": { "regular": repudiation[0], "irregular": repudiation[1] }
                } },
                "settings": { "shocks": 1 }
            }),
        );
        // Some runs end at once; those that do not all answer alike.
        let answers = laboratory.runs(&scenario, 32, fulfils)?;
        Ok(answers.contains(&Some(true)))
    })?;
    comparisons.push(Comparison::within(
        "smallest patience, changes of government on both sides",
        forms::grim_patience(cost, 1.0 - cost) / (1.0 - hazard),
        found,
        1e-6,
    ));
    Ok(comparisons)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{fails, fails_with};
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn a_gross_stake_is_found_out() {
        fails_with(Fault::GrossStake, &PUNISHMENT);
        fails_with(Fault::GrossStake, &DETECTION);
    }

    #[test]
    fn a_round_of_punishment_too_many_is_found_out_where_it_ends() {
        let failed = fails_with(Fault::LongerPunishment, &PUNISHMENT);
        assert!(failed.iter().all(|what| !what.contains("for ever")));
    }

    #[test]
    fn a_hazard_that_is_not_foreseen_is_found_out() {
        let failed = fails(&DETECTION, &Laboratory::tampered("settings.shocks=0"));
        assert!(failed.iter().all(|what| what.contains("government")));
    }
}
