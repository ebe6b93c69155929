//! How long agreements last, and how much of the time one is in force.

use serde_json::{Value, json};

use super::case::{Case, Comparison, Margin};
use super::forms;
use super::laboratory::{Laboratory, Trouble, at_once, issue, merge};
use crate::analysis::Moments;
use crate::model::Metric;

/// How long an agreement survives changes of government.
pub(super) const DURATION: Case = Case {
    number: 11,
    id: "survival",
    title: "Agreements survive changes of government with a constant chance per round",
    source: "two-state Markov chain (Norris 1997); competing risks",
    assumptions: "deals at once and without approval stages, yearly chances of change 0.3 and 0.2 on both sides, repudiated with chances 0.5 and 0.9, reopening with yearly chance 0.4 or never",
    formula: "h = 1 − Π over both states (1 − ρ_reg h_reg)(1 − ρ_irr h_irr); survival (1 − h)^n; long-run share in force g/(g + h)",
    sampled: 6,
    scenario: || lasting(0.4, 25),
    run: run_duration,
};

const CHANGES: [f64; 2] = [0.3, 0.2];
const REPUDIATION: [f64; 2] = [0.5, 0.9];
const RUNS: u64 = 20_000;
const REOPENING: f64 = 0.4;

fn lasting(reopening: f64, years: u32) -> Value {
    let state = json!({ "turnover": CHANGES[0], "irregular_turnover": CHANGES[1] });
    let mut scenario = at_once(json!({
        "years": years,
        "states": { "d": state, "p": state },
        "negotiations": { "n": {
            "issues": { "x": issue("partner", 1.0, -0.5) },
            "disagreement": { "partner": -50 },
            "repudiation": { "regular": REPUDIATION[0], "irregular": REPUDIATION[1] }
        } },
        "settings": { "shocks": 1, "reopening": reopening }
    }));
    merge(&mut scenario, json!({ "months_per_round": 3 }));
    scenario
}

fn run_duration(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let quarterly = CHANGES.map(|yearly| forms::per_period(yearly, 0.25));
    let regular = [REPUDIATION[0], quarterly[0]];
    let irregular = [REPUDIATION[1], quarterly[1]];
    let hazard = forms::ending_hazard(&[regular, irregular, regular, irregular]);

    let lasting_rounds = laboratory.runs(&lasting(0.0, 8), RUNS, |course| {
        let survived = course.outcome().get(Metric::Survival);
        let lasted = course.entered.first().map_or(0, |entered| {
            let end = course.repudiated.first().copied();
            end.unwrap_or(usize::MAX) - entered
        });
        (lasted, survived)
    })?;
    let mut comparisons = Vec::new();
    for rounds in [1_u32, 2, 4, 8] {
        let survived = lasting_rounds
            .iter()
            .filter(|(lasted, _)| *lasted > rounds as usize)
            .count();
        comparisons.push(Comparison::share(
            format!("still in force {rounds} rounds after entry"),
            forms::survival(hazard, rounds),
            survived,
            lasting_rounds.len(),
        ));
    }
    let survived = lasting_rounds.iter().filter(|(_, s)| *s == Some(1.0));
    comparisons.push(Comparison::share(
        "metric `survival`, 20 rounds after entry",
        forms::survival(hazard, 20),
        survived.count(),
        lasting_rounds.len(),
    ));

    // After 50 rounds the start has lost its weight: (1 − g − h)^50 is below 1e-8.
    let reopening = forms::per_period(REOPENING, 0.25);
    let shares = laboratory.runs(&lasting(REOPENING, 25), RUNS / 5, |course| {
        let late = &course.rounds[50..];
        let in_force = late.iter().filter(|round| round.compliance.is_some());
        in_force.count() as f64 / late.len() as f64
    })?;
    let mut moments = Moments::default();
    shares.into_iter().for_each(|share| moments.push(share));
    comparisons.push(Comparison {
        margin: Margin::Sampling {
            std_error: moments.std_error().unwrap_or(f64::NAN),
            count: moments.count(),
        },
        ..Comparison::exact(
            "share of rounds in force, in the long run",
            forms::long_run_share(reopening, hazard),
            moments.mean().unwrap_or(f64::NAN),
        )
    });
    Ok(comparisons)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{fails, fails_with};
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn changes_of_government_that_share_a_draw_are_found_out() {
        fails_with(Fault::SharedStream, &DURATION);
    }

    #[test]
    fn another_chance_of_reopening_is_found_out() {
        let failed = fails(&DURATION, &Laboratory::tampered("settings.reopening=0.3"));
        assert!(failed.iter().any(|what| what.contains("long run")));
    }
}
