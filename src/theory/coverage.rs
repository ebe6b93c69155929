//! Whether the intervals that are printed cover what they are said to cover.

use serde_json::{Value, json};

use super::case::{Case, Comparison};
use super::forms;
use super::laboratory::{Laboratory, Trouble, at_once, issue, merge};
use crate::model::Metric;

/// How often an interval covers the truth.
pub(super) const COVERAGE: Case = Case {
    number: 16,
    id: "coverage",
    title: "95 % intervals cover the true mean in 95 % of repeated ensembles",
    source: "Wilson 1927 for shares; Student 1908 for means; Neyman 1937",
    assumptions: "talks that succeed in each of four rounds with chance 0.15, so that all means are known; 2,000 ensembles of 250 runs, each with a seed of its own",
    formula: "share of ensembles whose interval contains the true mean = 0.95",
    sampled: 4,
    scenario: talks,
    run: run_coverage,
};

const ENSEMBLES: u64 = 2_000;
const RUNS: u64 = 250;
const SUCCESS: f64 = 0.15;
const ROUNDS: u32 = 4;
const MONTHS: f64 = 3.0;

fn talks() -> Value {
    let mut scenario = at_once(json!({
        "years": 1,
        "negotiations": { "n": {
            "issues": { "x": issue("partner", 1.0, -0.5) }, "disagreement": { "partner": -50 }
        } },
        "settings": { "deadline": ROUNDS, "session_probability": SUCCESS }
    }));
    merge(&mut scenario, json!({ "months_per_round": MONTHS as u32 }));
    scenario
}

fn run_coverage(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let metrics = [
        Metric::Agreement,
        Metric::MonthsWithoutAgreement,
        Metric::MonthsToAgreement,
        Metric::InForce,
    ];
    let truths = forms::waiting(SUCCESS, ROUNDS, MONTHS);
    let mut covered = [0; 4];
    laboratory.ensembles(&talks(), RUNS, 1..ENSEMBLES + 1, |ensemble| {
        for ((covered, metric), truth) in covered.iter_mut().zip(metrics).zip(truths) {
            let summary = ensemble.negotiations[0].metric(metric);
            let interval = summary.interval(metric.entry());
            *covered +=
                usize::from(interval.is_some_and(|i| (i.low()..=i.high()).contains(&truth)));
        }
    })?;
    Ok(metrics
        .iter()
        .zip(covered)
        .map(|(metric, covered)| {
            Comparison::share(
                format!("intervals of `{}` that cover", metric.entry().name),
                0.95,
                covered,
                ENSEMBLES as usize,
            )
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::super::trial::{fails, fails_with};
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn runs_that_repeat_one_another_are_found_out() {
        assert_eq!(fails_with(Fault::RepeatedRuns, &COVERAGE).len(), 4);
    }

    #[test]
    fn another_truth_is_found_out() {
        fails(
            &COVERAGE,
            &Laboratory::tampered("settings.session_probability=0.18"),
        );
    }
}
