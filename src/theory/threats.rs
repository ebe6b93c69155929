//! Threats: what they weigh, and that they weigh the same on both sides.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::forms;
use super::laboratory::{Laboratory, Trouble, issue, still, threshold};
use crate::domain::Side;

/// What a threat extracts.
pub(super) const THREATS: Case = Case {
    number: 9,
    id: "threats",
    title: "A threat extracts what it would take, as far as it is believed",
    source: "Schelling 1960; Fearon 1994 (audience costs)",
    assumptions: "one issue that costs its side c and is worth 1 to the other, which threatens; full dependence, no burden of its own, record 1, no noise; the other side yields at once (κ = 0)",
    formula: "all or nothing (κ → ∞): conceded iff p · min(a/K, 1) ≥ c; divisible: x = min(1, p · min(a/K, 1)/c); roles swapped: the same",
    sampled: 0,
    scenario: || {
        game(
            &Threat {
                made: 0.8,
                audience: 0.5,
                own_cost: 1.0,
            },
            Side::Destination,
            0.4,
            true,
        )
    },
    run: run_threats,
};

/// A threat, and what it would cost its maker to carry it out or not.
struct Threat {
    made: f64,
    audience: f64,
    own_cost: f64,
}

/// `by` threatens the other side, which can concede the issue at a cost. All or nothing: a
/// threatener who never yields before the deadline; else it makes one offer, to be taken or left.
fn game(threat: &Threat, by: Side, cost: f64, all_or_nothing: bool) -> Value {
    let to = by.other();
    let (value, conduct) = match by {
        Side::Destination => (
            issue(to.name(), 1.0, -cost),
            json!({ "destination": { "negative": 1 }, "partner": { "reverse": 0 } }),
        ),
        Side::Partner => (
            issue(to.name(), -cost, 1.0),
            json!({ "destination": "none", "partner": { "reverse": 1 } }),
        ),
    };
    let talks = if all_or_nothing {
        json!({ "deadline": 50, "kappa": { by.name(): 1e6, to.name(): 0 } })
    } else {
        json!({ "deadline": 1, "tactics": "equilibrium" })
    };
    let mut scenario = still(json!({
        "years": 15,
        "states": {
            "d": { "audience_cost": threat.audience }, "p": { "audience_cost": threat.audience }
        },
        "negotiations": { "n": {
            "issues": { "x": value },
            "initiative": by.name(),
            "pressure": 1, "need": 1, "cost_of_no_agreement": 0,
            "leverage": { "destination": 1, "partner": 1 },
            "conduct": conduct,
            "levers": { "harm": { "by": by.name(), "value": 1, "cost": 0 } },
            "clauses": { "less": {
                "by": by.name(), "if": "x", "below": 0.5, "less": "harm", "announced": threat.made
            } }
        } },
        "settings": { "bite": 1, "harm": 1, "self_cost": threat.own_cost }
    }));
    super::laboratory::merge(&mut scenario, json!({ "settings": talks }));
    scenario
}

fn run_threats(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let mut comparisons = Vec::new();
    for (made, audience, own_cost) in [
        (0.8, 0.5, 1.0),
        (0.8, 0.5, 0.4),
        (1.0, 1.0, 1.0),
        (0.5, 0.2, 2.0),
    ] {
        let threat = Threat {
            made,
            audience,
            own_cost,
        };
        let believed = forms::believed_threat(made, audience, own_cost);
        for by in Side::BOTH {
            let of = format!("p {made}, a {audience}, K {own_cost}, by the {}", by.name());
            let found = threshold(1e-3, 1.5, |cost| {
                Ok(laboratory.run(&game(&threat, by, cost, true))?.agreed())
            })?;
            comparisons.push(Comparison::within(
                format!("largest cost conceded, {of}"),
                believed,
                found,
                1e-6,
            ));
            for share in [0.5, 2.5] {
                let cost = share * believed;
                let found = laboratory.run(&game(&threat, by, cost, false))?.level(0);
                comparisons.push(Comparison::within(
                    format!("level conceded at {share} of that cost, {of}"),
                    forms::divisible_concession(believed, cost),
                    found,
                    1e-9,
                ));
            }
        }
    }
    Ok(comparisons)
}

#[cfg(test)]
mod tests {
    use super::super::trial::fails;
    use super::*;

    #[test]
    fn a_weaker_bite_is_found_out_on_one_side_only() {
        let failed = fails(&THREATS, &Laboratory::tampered("settings.bite=0.9"));
        assert!(
            failed
                .iter()
                .all(|what| what.contains("by the destination"))
        );
        let failed = fails(&THREATS, &Laboratory::tampered("settings.harm=0.9"));
        assert!(failed.iter().all(|what| what.contains("by the partner")));
    }

    #[test]
    fn a_floor_that_is_not_foreseen_is_found_out() {
        fails(
            &THREATS,
            &Laboratory::tampered("negotiations.n.floors.partner=0.05"),
        );
    }
}
