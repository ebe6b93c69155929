//! Synthetic maps for tests.

use super::super::comparison::Difference;
use super::super::level::Level;
use super::super::named::Named;
use super::super::result::{Program, ScenarioInfo};
use super::super::words::DISCLAIMER;
use super::{AxisResult, Ends, MapCell, MapResult, Parties, Reading, SweptArm, SweptMetric};
use crate::analysis::Interval;
use crate::experiment::{Axis, grid};
use crate::model::Metric;

/// A reading of arms with these differences and their p-values, in the order of the pairs.
pub(super) fn reading(arms: &[&str], differences: &[(f64, f64)]) -> Reading {
    let pairs = (0..arms.len()).flat_map(|of| (0..of).map(move |against| (of, against)));
    let difference = |((of, against), (mean, _)): ((usize, usize), &(f64, f64))| Difference {
        negotiation: "a-b".to_owned(),
        metric: "cooperation",
        unit: "share",
        arm: arms[of].to_owned(),
        against: arms[against].to_owned(),
        arm_mean: Some(0.5 + mean),
        against_mean: Some(0.5),
        mean: Some(*mean),
        std_error: Some(0.01),
        ci95: Some(Interval(mean - 0.02, mean + 0.02)),
        finding: "not_told_apart",
        across_assumptions: None,
        assumptions: None,
        share_higher: Some(0.25),
        share_lower: Some(0.25),
        share_equal: Some(0.5),
        pairing: None,
        count: 100,
        conditional: false,
        counterpart: None,
    };
    let level = Level {
        unit: "share",
        mean: Some(0.5),
        std_error: Some(0.01),
        ci95: Some(Interval(0.48, 0.52)),
        count: 100,
    };
    Reading {
        levels: Named(arms.iter().map(|&arm| (arm.to_owned(), level)).collect()),
        differences: pairs.zip(differences).map(difference).collect(),
        mark: None,
        p_values: differences.iter().map(|(_, p)| Some(*p)).collect(),
    }
}

/// A map of these axes and arms with the readings of cells, all of one metric; not finished.
pub(super) fn map(axes: &[&str], arms: &[&str], readings: Vec<Reading>) -> MapResult {
    let axes: Vec<Axis> = axes.iter().map(|text| Axis::parse(text).unwrap()).collect();
    let metric = Metric::Cooperation.entry();
    let cell = |reading: Reading| MapCell {
        at: Named(Vec::new()),
        negotiations: Named(vec![(
            "a-b".to_owned(),
            Named(vec![(metric.name.to_owned(), reading)]),
        )]),
    };
    let arm = |name: &&str| {
        let overrides = vec![format!("negotiations.a-b.conduct.destination={name}")];
        ((*name).to_owned(), SweptArm { overrides })
    };
    MapResult {
        format: super::MAP_FORMAT,
        program: Program::this(),
        scenario: ScenarioInfo {
            title: "A and B".to_owned(),
            sha256: "0".repeat(64),
            start: "2025-01".to_owned(),
            rounds: 40,
            months_per_round: 3.0,
            figures: 1,
            assumption_share: None,
            uncertain_inputs: 0,
        },
        overrides: Vec::new(),
        design: "grid",
        seed: 1,
        runs: 100,
        complete: false,
        cells_asked: grid(&axes).unwrap().len(),
        disclaimer: DISCLAIMER,
        axes: axes.iter().map(AxisResult::of).collect(),
        arms: Named(arms.iter().map(arm).collect()),
        metrics: Named(vec![(metric.name.to_owned(), SweptMetric::of(metric))]),
        negotiations: Named(vec![(
            "a-b".to_owned(),
            Parties {
                destination: "State A".to_owned(),
                partner: "State B".to_owned(),
            },
        )]),
        cells: readings.into_iter().map(cell).collect(),
        ends: Vec::new(),
        conclusion: Vec::new(),
        one_period: true,
    }
}

/// The ends of a map of one arm, with half the width of the interval of their difference.
pub(super) fn ends([lowest, highest]: [usize; 2], mean: f64, half: f64) -> Ends {
    Ends {
        negotiation: "a-b".to_owned(),
        metric: Metric::Cooperation.entry().name.to_owned(),
        lowest,
        highest,
        mean: Some(mean),
        interval: Some(Interval(mean - half, mean + half)),
        told_apart: mean > half,
    }
}
