//! Exchange and linkage: rewards that both sides keep to, and incentives that pool.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::forms;
use super::laboratory::{Laboratory, Trouble, at_once, issue, merge, threshold};

/// Which rewards sustain an exchange.
pub(super) const WINDOW: Case = Case {
    number: 7,
    id: "more-for-more",
    title: "More for more: the reward must be worth the wait to one side and bearable to the other",
    source: "Friedman 1971 applied to both sides; Axelrod 1984",
    assumptions: "cost c and benefit b of the partner's issue, reward w to the partner at a cost w, both punish for ever, trust 0, best responses, both fulfil at first",
    formula: "sustained iff c/δ_P ≤ w ≤ δ_D b; possible iff δ_P δ_D ≥ c/b",
    sampled: 0,
    scenario: || exchange(0.6, [0.8, 0.6]),
    run: run_window,
};

/// How linkage pools incentives.
pub(super) const POOLING: Case = Case {
    number: 8,
    id: "linkage",
    title: "Linkage pools incentives: what is easily kept carries what is not",
    source: "Bernheim and Whinston 1990; McGinnis 1986 (issue linkage)",
    assumptions: "two issues of the partner with temptations 0.4 and 0.1 and totals 0.8 and 0.6, rewards for each or for the agreement as a whole, punished for ever, trust 0",
    formula: "δ = (T − R)/(T − P) for each alone; linked δ = Σ(T − R)/Σ(T − P), between them",
    sampled: 0,
    scenario: || two_issues(true, 0.5),
    run: run_pooling,
};

const COST: f64 = 0.3;
const BENEFIT: f64 = 1.0;

/// Patience of the destination and of the partner.
fn exchange(reward: f64, patience: [f64; 2]) -> Value {
    at_once(json!({
        "states": { "d": { "patience": patience[0] }, "p": { "patience": patience[1] } },
        "negotiations": { "n": {
            "issues": {
                "x": issue("partner", BENEFIT, -COST),
                "y": issue("destination", -reward, reward)
            },
            "linkages": { "l": { "issues": ["x", "y"], "kind": "substantive" } },
            // The one deal that leaves the partner no less than nothing has both issues in full.
            "disagreement": { "destination": -50, "partner": reward - COST },
            "conduct": { "destination": { "positive": 1 }, "partner": { "reverse": 1 } }
        } },
        "settings": { "punished_rounds": null, "initial_fulfilment": 1 }
    }))
}

fn run_window(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let sustained = |reward: f64, patience: [f64; 2]| -> Result<bool, Trouble> {
        let last = laboratory.run(&exchange(reward, patience))?.finally();
        Ok(last.destination > 0.5 && last.partner > 0.5)
    };
    let mut comparisons = Vec::new();
    for patience in [[0.8, 0.6], [0.7, 0.9]] {
        let [low, high] = forms::reward_window(COST, BENEFIT, patience[0], patience[1]);
        let middle = 0.5 * (low + high);
        let of = format!("δ = {} and {}", patience[0], patience[1]);
        comparisons.push(Comparison::within(
            format!("smallest sustained reward, {of}"),
            low,
            threshold(COST, middle, |reward| sustained(reward, patience))?,
            1e-6,
        ));
        comparisons.push(Comparison::within(
            format!("largest sustained reward, {of}"),
            high,
            threshold(middle, BENEFIT, |reward| sustained(reward, patience))?,
            1e-6,
        ));
    }
    // The product of patience just above and just below c/b.
    for (product, open) in [(1.02, 1.0), (0.98, 0.0)] {
        let patience = [libm::sqrt(product * COST / BENEFIT); 2];
        let mut any = false;
        for step in 0..=100 {
            let reward = COST + (BENEFIT - COST) * f64::from(step) / 100.0;
            any |= sustained(reward, patience)?;
        }
        comparisons.push(Comparison::exact(
            format!("some reward is sustained, δ_P δ_D at {product} of c/b"),
            open,
            f64::from(any),
        ));
    }
    Ok(comparisons)
}

const TEMPTATIONS: [f64; 2] = [0.4, 0.1];
const TOTALS: [f64; 2] = [0.8, 0.6];

fn two_issues(linked: bool, patience: f64) -> Value {
    let clause = |watched: &str, lever: &str| {
        json!({
            "if": watched, "at_least": 0.5, "more": lever, "announced": 1, "carried_out": 1
        })
    };
    let [x, y] = if linked {
        ["agreement", "agreement"]
    } else {
        ["x", "y"]
    };
    let mut scenario = at_once(json!({
        "states": { "p": { "patience": patience } },
        "negotiations": { "n": {
            "issues": {
                "x": issue("partner", 1.0, -TEMPTATIONS[0]),
                "y": issue("partner", 1.0, -TEMPTATIONS[1])
            },
            "disagreement": { "partner": -50 },
            "conduct": { "destination": { "positive": 1 } },
            "levers": {
                "for_x": { "by": "destination", "value": TOTALS[0], "cost": 0 },
                "for_y": { "by": "destination", "value": TOTALS[1], "cost": 0 }
            },
            "clauses": { "x": clause(x, "for_x"), "y": clause(y, "for_y") }
        } },
        "settings": { "punished_rounds": null }
    }));
    if linked {
        let linkages = json!({ "l": { "issues": ["x", "y"], "kind": "substantive" } });
        merge(
            &mut scenario,
            json!({ "negotiations": { "n": { "linkages": linkages } } }),
        );
    }
    scenario
}

fn run_pooling(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    // Fulfilment of an issue is 0 in the first round and the same from then on.
    let patience_for = |issue: usize, linked: bool| {
        threshold(0.01, 0.99, |patience| {
            let course = laboratory.run(&two_issues(linked, patience))?;
            Ok(course.outcome().fulfilment[issue] > Some(0.5))
        })
    };
    let alone =
        |issue: usize| forms::grim_patience(TEMPTATIONS[issue], TOTALS[issue] - TEMPTATIONS[issue]);
    let linked = forms::linked_patience(&TEMPTATIONS, &TOTALS);
    Ok(vec![
        Comparison::within("first issue alone", alone(0), patience_for(0, false)?, 1e-6),
        Comparison::within(
            "second issue alone",
            alone(1),
            patience_for(1, false)?,
            1e-6,
        ),
        Comparison::within("first issue, linked", linked, patience_for(0, true)?, 1e-6),
        Comparison::within("second issue, linked", linked, patience_for(1, true)?, 1e-6),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::trial::{fails, fails_with};
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn a_gross_stake_is_found_out() {
        fails_with(Fault::GrossStake, &WINDOW);
        fails_with(Fault::GrossStake, &POOLING);
    }

    #[test]
    fn a_finite_punishment_is_found_out() {
        fails(&WINDOW, &Laboratory::tampered("settings.punished_rounds=3"));
        fails(
            &POOLING,
            &Laboratory::tampered("negotiations.n.monitoring=0.9"),
        );
    }
}
