//! How talks end: when time tactics meet, and who gets what under offers in turns.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::forms;
use super::laboratory::{Laboratory, Trouble, issue, merge, still};
use crate::domain::Side;

/// Sessions before the deadline.
const SESSIONS: u32 = 50;

/// When two time tactics meet.
pub(super) const TIME: Case = Case {
    number: 1,
    id: "time-tactics",
    title: "Time tactics meet where what both concede fills the pie",
    source: "Faratin, Sierra and Jennings 1998; NegMAS (Mohammad, Nakadai and Greenwald 2021) gives the same sessions",
    assumptions: "one issue worth +1 and −1, no deal worth 0 and −1, a session every round, no noise, no reciprocity, best responses",
    formula: "session = ⌈(N + 1) τ*⌉ where τ*^κ₁ + τ*^κ₂ = 1; the accepting side gets its demand, so the other has τ^κ₂ at that session",
    sampled: 0,
    scenario: || time([1.0, 1.0]),
    run: run_time,
};

/// Who gets what under offers in turns.
pub(super) const TURNS: Case = Case {
    number: 2,
    id: "equilibrium-tactics",
    title: "Offers in turns end at once, and patience decides the shares",
    source: "Ståhl 1972; Rubinstein 1982; Binmore, Rubinstein and Wolinsky 1986",
    assumptions: "one issue worth +1 and −1, no deal worth 0 and −1, both know everything, discounting per session",
    formula: "first proposer: backward recursion with N sessions; (1 − δ₂)/(1 − δ₁δ₂) as N grows; r₂/(r₁ + r₂) as sessions follow ever faster",
    sampled: 0,
    scenario: || turns(200, [0.9, 0.8]),
    run: run_turns,
};

/// A pie of 1 which the partner owns.
fn pie(changes: Value) -> Value {
    let mut scenario = still(json!({ "negotiations": { "n": {
        "issues": { "x": issue("partner", 1.0, -1.0) },
        "disagreement": { "destination": 0, "partner": -1 }
    } } }));
    merge(&mut scenario, changes);
    scenario
}

fn time(kappa: [f64; 2]) -> Value {
    pie(json!({
        "years": 15,
        "settings": {
            "deadline": SESSIONS,
            "kappa": { "destination": kappa[0], "partner": kappa[1] }
        }
    }))
}

fn run_time(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let mut comparisons = Vec::new();
    for kappa in [[4.0, 4.0], [1.0, 1.0], [0.25, 0.25], [4.0, 0.25]] {
        let course = laboratory.run(&time(kappa))?;
        let expected = forms::meeting_session(kappa, SESSIONS);
        let found = course.accepted().map_or(f64::NAN, |o| o.session.into());
        let of = format!("κ = {} and {}", kappa[0], kappa[1]);
        comparisons.push(Comparison::exact(
            format!("session of the deal, {of}"),
            expected,
            found,
        ));
        let tau = expected / f64::from(SESSIONS + 1);
        comparisons.push(Comparison::within(
            format!("level agreed, {of}"),
            libm::pow(tau, kappa[1]),
            course.level(0),
            1e-9,
        ));
    }
    Ok(comparisons)
}

fn turns(sessions: u32, patience: [f64; 2]) -> Value {
    pie(json!({
        "months_per_round": 12,
        "states": { "d": { "patience": patience[0] }, "p": { "patience": patience[1] } },
        "settings": { "tactics": "equilibrium", "deadline": sessions }
    }))
}

/// What the first proposer gets of the pie.
fn first_share(laboratory: &Laboratory, first: Side, mut scenario: Value) -> Result<f64, Trouble> {
    let initiative = json!({ "negotiations": { "n": { "initiative": first.name() } } });
    merge(&mut scenario, initiative);
    let level = laboratory.run(&scenario)?.level(0);
    Ok(match first {
        Side::Destination => level,
        Side::Partner => 1.0 - level,
    })
}

fn run_turns(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let mut comparisons = Vec::new();
    let patience = [0.9, 0.8];
    for sessions in [1, 2, 3, 10] {
        comparisons.push(Comparison::within(
            format!("destination offers first, N = {sessions}"),
            forms::share_with_deadline(sessions, patience),
            first_share(laboratory, Side::Destination, turns(sessions, patience))?,
            1e-9,
        ));
    }
    // (δ₁δ₂)^(N/2), by which a deadline still matters, is below 1e-14.
    let long = turns(200, patience);
    for (first, delta) in [
        (Side::Destination, patience),
        (Side::Partner, [patience[1], patience[0]]),
    ] {
        comparisons.push(Comparison::within(
            format!("{} offers first, N = 200", first.name()),
            forms::share_without_deadline(delta),
            first_share(laboratory, first, long.clone())?,
            1e-9,
        ));
    }
    // The share exceeds its limit by r₁r₂/(2(r₁ + r₂)) per unit of time between two offers, to
    // first order; twice that is allowed.
    let (per_round, patience) = (1_000.0, [0.3, 0.1]);
    let rates = patience.map(|delta: f64| -libm::log(delta));
    let mut fast = turns(10_000, patience);
    merge(
        &mut fast,
        json!({ "settings": { "sessions_per_round": per_round } }),
    );
    comparisons.push(Comparison::within(
        "destination offers first, 1,000 sessions a year",
        forms::share_of_patience(rates),
        first_share(laboratory, Side::Destination, fast)?,
        rates[0] * rates[1] / (rates[0] + rates[1]) / per_round,
    ));
    Ok(comparisons)
}

#[cfg(test)]
mod tests {
    use super::super::trial::fails;
    use super::*;

    #[test]
    fn a_tougher_partner_is_found_out() {
        fails(&TIME, &Laboratory::tampered("settings.kappa.partner=2"));
    }

    #[test]
    fn a_more_patient_partner_is_found_out() {
        fails(&TURNS, &Laboratory::tampered("states.p.patience=0.81"));
    }
}
