//! Every run ends in figures that mean something, and in one fate.

use demarche::domain::Stage;
use demarche::model::{Fate, Keys, METRICS, Metric, Silent, Simulator};
use demarche::scenario::Scenario;
use proptest::prelude::*;

use super::generated::scenario;
use super::{cases, load};

/// The largest and smallest figure that the unit of a metric allows.
fn range(scenario: &Scenario, metric: Metric) -> (f64, f64) {
    let horizon = scenario.rounds as f64 * scenario.months_per_round;
    match (metric, metric.entry().unit) {
        (_, unit) if unit.starts_with("share") => (0.0, 1.0),
        (_, "months") => (scenario.months_per_round, horizon),
        (Metric::IrregularFlow | Metric::DisplacedFlow, _) => (0.0, f64::MAX),
        (_, "index") => (0.0, 1.0),
        (_, "count" | "EUR million") => (0.0, f64::MAX),
        _ => (f64::MIN, f64::MAX),
    }
}

proptest! {
    #![proptest_config(cases(160))]

    /// Seen to fail with: trust not clamped after rules; shares taken of one round too few.
    #[test]
    fn every_metric_is_finite_and_in_the_range_of_its_unit(document in scenario()) {
        let scenario = load(&document);
        let mut simulator = Simulator::new(&scenario);
        for run in 0..4 {
            for outcome in simulator.run(&Keys::of_run(2024, run), &mut Silent) {
                for entry in METRICS {
                    let figure = outcome.get(entry.metric);
                    prop_assert!(entry.conditional || figure.is_some()
                        || entry.unit.contains("points"), "{} is missing", entry.name);
                    let Some(figure) = figure else { continue };
                    let (low, high) = range(&scenario, entry.metric);
                    prop_assert!(figure.is_finite(), "{} is {figure}", entry.name);
                    prop_assert!(
                        low - 1e-9 <= figure && figure <= high + 1e-9,
                        "{} is {figure}, not from {low} to {high}", entry.name
                    );
                }
                for fulfilment in outcome.fulfilment.iter().flatten() {
                    prop_assert!((0.0..=1.0).contains(fulfilment));
                }
                for baseline in &outcome.baselines {
                    prop_assert!(baseline.destination.is_finite() && baseline.partner.is_finite());
                }
            }
        }
    }

    /// The six fates as conditions apart from each other, stated anew from what the model says
    /// decided; exactly one holds, and it is the one reported.
    ///
    /// Seen to fail with: `partner_led` tried before `paper_agreement`; in force at the horizon taken
    /// for never ended.
    #[test]
    fn exactly_one_fate_applies(document in scenario()) {
        let scenario = load(&document);
        let mut simulator = Simulator::new(&scenario);
        for run in 0..6 {
            simulator.run(&Keys::of_run(2024, run), &mut Silent);
            for index in 0..scenario.negotiations.len() {
                let (outcome, grounds) = (simulator.outcome(index), simulator.grounds(index));
                let settings = &simulator.scenario().settings;
                let entered = outcome.get(Metric::Agreement) == Some(1.0);
                let lasts = simulator.stages(index).any(|stage| stage == Stage::InForce);
                let paper = grounds
                    .late_compliance
                    .is_some_and(|late| late < settings.paper_compliance);
                let better = outcome.get(Metric::PartnerUtility)
                    > outcome.get(Metric::DestinationUtility);
                let led = better && 2 * grounds.partner_led > grounds.rounds_in_force;
                let coerced = grounds
                    .late_coercion
                    .is_some_and(|share| share >= settings.penalty_share);
                let kept = entered && lasts;
                let apply = [
                    (Fate::Stalemate, !entered),
                    (Fate::EndedEarly, entered && !lasts),
                    (Fate::PaperAgreement, kept && paper),
                    (Fate::PartnerLed, kept && !paper && led),
                    (Fate::ComplianceUnderPenalty, kept && !paper && !led && coerced),
                    (Fate::DurableCooperation, kept && !paper && !led && !coerced),
                ];
                let found: Vec<Fate> =
                    apply.into_iter().filter(|(_, holds)| *holds).map(|pair| pair.0).collect();
                prop_assert_eq!(found, vec![outcome.fate]);
            }
        }
    }
}
