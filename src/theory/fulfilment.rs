//! Where fulfilment tends to, and that it does not matter who is called what.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::forms::{self, Party, Relations};
use super::laboratory::{Laboratory, Trouble, at_once, issue, merge, still};
use crate::model::{Metric, NegotiationOutcome};

/// Where fulfilment tends to.
pub(super) const FULFILMENT: Case = Case {
    number: 13,
    id: "fulfilment",
    title: "Fulfilment tends to the fixed point of its equation, on both sides alike",
    source: "fixed points of the stated map (ODD 7.9); exchange of the sides' names",
    assumptions: "trust fixed; one issue each in a substantive linkage; the destination's own wish fixes its fulfilment in the first part; for the exchange pressure = need, no burden, no supporters, no noise, votes are best responses",
    formula: "f* = feasible · logistic(β[F d stake + trust · q · (1 + ownership) − cost]); both moving: the same map iterated from 0; sides swapped: outcomes swapped",
    sampled: 0,
    scenario: || exchange(0.3, false),
    run: run_fulfilment,
};

pub(super) const RELATIONS: Relations = Relations {
    precision: 3.0,
    detection: 0.5,
    trust: 0.5,
    ownership: 0.2,
};
const PUNISHED: u32 = 10;
const PATIENCE: [f64; 2] = [0.9, 0.8];
/// Capacity and coordination, destination and partner.
pub(super) const MEANS: [[f64; 2]; 2] = [[0.9, 0.8], [0.8, 0.6]];
/// Value of the destination's issue to it and to the partner, and of the partner's likewise.
const VALUES: [[f64; 2]; 2] = [[-0.2, 0.6], [1.0, -0.3]];

/// Quarterly speed of fulfilment; `settled`: the destination wants its own issue anyway and is able.
pub(super) fn exchange(speed: f64, settled: bool) -> Value {
    let state = |side: usize| {
        let [capacity, coordination] = MEANS[side];
        json!({ "patience": PATIENCE[side], "capacity": capacity, "coordination": coordination })
    };
    let [mut y, x] = VALUES;
    let mut destination = state(0);
    if settled {
        y[0] = 10.0;
        merge(
            &mut destination,
            json!({ "capacity": 1, "coordination": 1 }),
        );
    }
    at_once(json!({
        "years": 60,
        "states": { "d": destination, "p": state(1) },
        "negotiations": { "n": {
            "issues": {
                "x": issue("partner", x[0], x[1]),
                "y": issue("destination", y[0], y[1])
            },
            "linkages": { "l": { "issues": ["x", "y"], "kind": "substantive" } },
            // The one deal that gives the partner no less has both issues in full.
            "disagreement": { "destination": -50, "partner": y[1] + x[1] },
            "conduct": { "destination": { "positive": 1 }, "partner": { "reverse": 1 } },
            "trust": RELATIONS.trust, "ownership": RELATIONS.ownership,
            "monitoring": RELATIONS.detection
        } },
        "settings": {
            "beta_fulfil": RELATIONS.precision, "punished_rounds": PUNISHED,
            "fulfilment_speed": speed
        }
    }))
}

/// The destination and the partner in the terms of the closed form.
pub(super) fn parties() -> [Party; 2] {
    let [[y_destination, y_partner], [x_destination, x_partner]] = VALUES;
    let party = |side: usize, cost: f64, gain: f64| Party {
        cost,
        gain,
        feasible: libm::sqrt(MEANS[side][0] * MEANS[side][1]),
        future: forms::punished_future(PATIENCE[side], Some(PUNISHED)),
    };
    [
        party(0, -y_destination, x_destination),
        party(1, -x_partner, y_partner),
    ]
}

fn run_fulfilment(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let mut comparisons = Vec::new();
    let fixed = laboratory.run(&exchange(0.3, true))?.finally();
    comparisons.push(Comparison::within(
        "partner, the destination fulfils in full",
        RELATIONS.goal(&parties()[1], 1.0),
        fixed.partner,
        1e-9,
    ));
    for speed in [1.0, 0.3] {
        let course = laboratory.run(&exchange(speed, false))?;
        // Quarterly speed over a year; the first round is the start.
        let yearly = forms::per_period(speed, 4.0);
        for round in [1_u32, 3, 59] {
            let [destination, partner] = RELATIONS.iterate(parties(), yearly, round);
            let found = &course.rounds[round as usize];
            for (who, expected, found) in [
                ("destination", destination, found.delivery),
                ("partner", partner, found.compliance),
            ] {
                comparisons.push(Comparison::within(
                    format!("{who}, both moving at {speed}, after {round} rounds"),
                    expected,
                    found.unwrap_or(f64::NAN),
                    1e-9,
                ));
            }
        }
    }
    let outcome = |course: &super::course::Course| course.outcome().clone();
    let first = laboratory.runs(&swapped(false), RUNS, outcome)?;
    let second = laboratory.runs(&swapped(true), RUNS, outcome)?;
    for (here, there) in MIRRORED {
        let largest = first.iter().zip(&second).map(|pair| {
            let figure = |o: &NegotiationOutcome, metric| o.get(metric).unwrap_or(-1.0);
            (figure(pair.0, here) - figure(pair.1, there)).abs()
        });
        comparisons.push(Comparison::within(
            format!("largest change of `{}` when swapped", here.entry().name),
            0.0,
            largest.fold(0.0, f64::max),
            1e-9,
        ));
    }
    Ok(comparisons)
}

/// Runs of the exchange of names.
const RUNS: u64 = 200;

/// Metrics, and what they are called when the sides are swapped.
const MIRRORED: [(Metric, Metric); 10] = [
    (Metric::InForce, Metric::InForce),
    (
        Metric::MonthsWithoutAgreement,
        Metric::MonthsWithoutAgreement,
    ),
    (Metric::Compliance, Metric::Delivery),
    (Metric::Delivery, Metric::Compliance),
    (Metric::Trust, Metric::Trust),
    (Metric::Grievance, Metric::Grievance),
    (Metric::PenaltyRounds, Metric::RetaliationRounds),
    (Metric::RetaliationRounds, Metric::PenaltyRounds),
    (Metric::DestinationUtility, Metric::PartnerUtility),
    (Metric::PartnerUtility, Metric::DestinationUtility),
];

/// Two unequal states with everything on that has a mirror; `exchanged`: each has the role of the
/// other.
fn swapped(exchanged: bool) -> Value {
    let one = json!({
        "leverage": 0.6, "capacity": 0.9, "coordination": 0.8, "patience": 0.9,
        "sovereignty_sensitivity": 0.3, "audience_cost": 0.4
    });
    let two = json!({
        "leverage": 0.4, "capacity": 0.6, "coordination": 0.5, "patience": 0.95,
        "sovereignty_sensitivity": 0.7, "audience_cost": 0.6
    });
    let (role_of_one, role_of_two) = if exchanged {
        ("partner", "destination")
    } else {
        ("destination", "partner")
    };
    // Values to the first and to the second state.
    let between = |conceded_by: &str, one: f64, two: f64| {
        if exchanged {
            issue(conceded_by, two, one)
        } else {
            issue(conceded_by, one, two)
        }
    };
    let (destination, partner) = if exchanged { (two, one) } else { (one, two) };
    let clause = |by: &str, watched: &str, lever: &str, announced: f64, carried_out: f64| {
        json!({
            "by": by, "if": watched, "below": 0.5, "less": lever,
            "announced": announced, "carried_out": carried_out
        })
    };
    still(json!({
        "years": 20,
        "states": { "d": destination, "p": partner },
        "negotiations": { "n": {
            "issues": {
                "x": between(role_of_two, 1.0, -0.5),
                "y": between(role_of_one, -0.3, 0.8)
            },
            "linkages": { "l": { "issues": ["x", "y"], "kind": "tactical" } },
            "initiative": role_of_one,
            "trust": 0.5, "pressure": 0.7, "need": 0.7, "monitoring": 0.5, "ownership": 0.3,
            "cost_of_no_agreement": 0,
            "conduct": { "destination": { "negative": 1 }, "partner": { "reverse": 1 } },
            "levers": {
                "of_one": { "by": role_of_one, "value": 0.8, "cost": 0.1 },
                "of_two": { "by": role_of_two, "value": 0.8, "cost": 0.1 }
            },
            "clauses": {
                "one": clause(role_of_one, "x", "of_one", 0.6, 0.2),
                "two": clause(role_of_two, "y", "of_two", 0.3, 0.1)
            }
        } },
        "settings": {
            "session_probability": 0.6, "beta_accept": 20, "beta_fulfil": 3,
            "fulfilment_speed": 0.3, "trust_speed": 0.1, "grievance_speed": 0.2,
            "tactical_discount": 0.3, "reciprocity": 0.3, "self_cost": 1
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{fails, fails_with};
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn a_gross_stake_is_found_out() {
        let failed = fails_with(Fault::GrossStake, &FULFILMENT);
        assert!(failed.iter().any(|what| what.contains("both moving")));
    }

    #[test]
    fn ownership_that_is_not_foreseen_is_found_out() {
        let failed = fails(
            &FULFILMENT,
            &Laboratory::tampered("negotiations.n.ownership=0.25"),
        );
        assert!(failed.iter().any(|what| what.contains("in full")));
    }

    #[test]
    fn a_lopsided_model_is_found_out() {
        let failed = fails(&FULFILMENT, &Laboratory::tampered("settings.harm=0.9"));
        assert!(failed.iter().all(|what| what.contains("swapped")));
    }
}
