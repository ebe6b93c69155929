//! Baselines beside a result: what a one-line model would give on the same inputs.

use serde::Serialize;

use super::named::Named;
use super::words::points;
use crate::analysis::{Interval, Moments, mean_interval};
use crate::model::Solution;
use crate::study::NegotiationSummary;

/// What a one-line model would give, in value points per round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Baseline {
    /// To the destination, in its points.
    pub destination: BaselineFigure,
    /// To the partner, in its points.
    pub partner: BaselineFigure,
}

/// A side's figure over the runs: it varies with the drawn inputs alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BaselineFigure {
    /// The mean.
    pub mean: Option<f64>,
    /// Its 95 % interval.
    pub ci95: Option<Interval>,
}

impl BaselineFigure {
    fn new(moments: &Moments) -> BaselineFigure {
        BaselineFigure {
            mean: moments.mean(),
            ci95: mean_interval(moments),
        }
    }
}

/// The baselines of a negotiation, by name.
pub(super) fn baselines(summary: &NegotiationSummary) -> Named<Baseline> {
    let baseline = |solution: Solution| {
        let moments = summary.baseline(solution);
        let baseline = Baseline {
            destination: BaselineFigure::new(&moments.destination),
            partner: BaselineFigure::new(&moments.partner),
        };
        (solution.name().to_owned(), baseline)
    };
    Named(Solution::ALL.map(baseline).into())
}

/// A line of the table for each baseline, under the heads of the columns; points of each side.
pub(super) fn baseline_rows(baselines: &Named<Baseline>) -> Vec<[String; 4]> {
    let heads = ["", "destination", "partner", ""].map(str::to_owned);
    let rows = Solution::ALL.into_iter().filter_map(|solution| {
        let baseline = baselines.get(solution.name())?;
        Some([
            solution.name().to_owned(),
            points(baseline.destination.mean?),
            points(baseline.partner.mean?),
            solution.meaning().to_owned(),
        ])
    });
    std::iter::once(heads).chain(rows).collect()
}
