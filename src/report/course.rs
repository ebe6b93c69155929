//! The course of a negotiation: every round over the runs.

use serde::Serialize;

use super::measures::ratio;
use super::named::Named;
use crate::analysis::Histogram;
use crate::domain::Stage;
use crate::scenario::Scenario;
use crate::study::RoundSummary;

/// One round over the runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// The round, from 1.
    pub round: usize,
    /// The month in which it begins.
    pub month: String,
    /// Share of runs in each stage.
    pub stages: Named<Option<f64>>,
    /// Trust.
    pub trust: Band,
    /// The partner's delivered share, over the runs in force.
    pub compliance: Band,
    /// The destination's delivered share, over the runs in force.
    pub delivery: Band,
    /// Pressure.
    pub pressure: Band,
}

/// A figure over the runs of a round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// The mean.
    pub mean: Option<f64>,
    /// The 10 % quantile.
    pub p10: Option<f64>,
    /// The 90 % quantile.
    pub p90: Option<f64>,
}

impl Course {
    pub(super) fn new(
        scenario: &Scenario,
        round: usize,
        summary: &RoundSummary,
        runs: u64,
    ) -> Course {
        let stages = Stage::ALL.map(|stage| {
            let count = summary.stages[stage as usize];
            (stage.name().to_owned(), ratio(count, runs))
        });
        Course {
            round: round + 1,
            month: scenario.month_of(round).to_string(),
            stages: Named(stages.into()),
            trust: Band::new(&summary.trust),
            compliance: Band::new(&summary.compliance),
            delivery: Band::new(&summary.delivery),
            pressure: Band::new(&summary.pressure),
        }
    }
}

impl Band {
    fn new(histogram: &Histogram) -> Band {
        Band {
            mean: histogram.mean(),
            p10: histogram.quantile(0.1),
            p90: histogram.quantile(0.9),
        }
    }
}
