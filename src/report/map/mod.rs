//! Maps: arms in many cells as structs, and these as text, CSV and sentences.

mod build;
mod chart;
mod csv;
mod grid;
mod marks;
mod rows;
#[cfg(test)]
mod sample;
mod sentence;
mod text;

use serde::Serialize;
use serde_json::Value;

use super::comparison::Difference;
use super::level::Level;
use super::named::Named;
use super::result::{Program, ScenarioInfo};
use crate::analysis::Interval;
use crate::model::Metric;

pub use self::csv::{MAP_COLUMNS, map_csv};
pub use build::Wanted;
pub use marks::Mark;
pub use text::map_text;

/// The format that a map names.
pub const MAP_FORMAT: &str = "demarche-map/1";

/// Arms in many cells: what each comes to, and which is higher where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapResult {
    /// The format.
    pub format: &'static str,
    /// What made it.
    pub program: Program,
    /// What the arms and the cells change.
    pub scenario: ScenarioInfo,
    /// Changes to its file before those of the arms, each as `PATH=VALUE`.
    pub overrides: Vec<String>,
    /// How the cells were chosen: `grid`.
    pub design: &'static str,
    /// The seed, the same for all cells and arms.
    pub seed: u64,
    /// Runs in each arm of a finished cell.
    pub runs: u64,
    /// All cells were finished.
    pub complete: bool,
    /// Cells asked for; the finished ones are the first of them.
    pub cells_asked: usize,
    /// What it may not be used for.
    pub disclaimer: &'static str,
    /// What is varied.
    pub axes: Vec<AxisResult>,
    /// The arms by name.
    pub arms: Named<SweptArm>,
    /// The metrics by name.
    pub metrics: Named<SweptMetric>,
    /// The negotiations by id.
    pub negotiations: Named<Parties>,
    /// The finished cells; in a grid the first axis changes fastest.
    pub cells: Vec<MapCell>,
    /// With one arm: by how much the highest mean is above the lowest.
    pub ends: Vec<Ends>,
    /// What follows for each negotiation and metric, in sentences.
    pub conclusion: Vec<String>,
    /// All arms and cells cover the same time.
    #[serde(skip)]
    one_period: bool,
}

/// The cells of the lowest and of the highest mean of a metric, and their difference run by run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ends {
    /// The negotiation.
    pub negotiation: String,
    /// The metric.
    pub metric: String,
    /// The cell with the lowest mean, by its place among the cells.
    pub lowest: usize,
    /// The cell with the highest mean.
    pub highest: usize,
    /// The mean of the highest less the lowest, over the runs.
    pub mean: Option<f64>,
    /// Its interval, corrected for the number of pairs of cells of which these were chosen
    /// (Bonferroni); absent with fewer than 30 runs.
    pub interval: Option<Interval>,
    /// The interval leaves out 0.
    pub told_apart: bool,
}

/// What is varied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AxisResult {
    /// The path in the file.
    pub path: String,
    /// The values.
    pub values: Vec<Value>,
    /// The values as they were written.
    #[serde(skip)]
    labels: Vec<String>,
    /// They are numbers, each larger than the one before it.
    #[serde(skip)]
    rising: bool,
}

/// An arm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SweptArm {
    /// Its changes to the file, each as `PATH=VALUE`; those of a cell come after them.
    pub overrides: Vec<String>,
}

/// A metric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SweptMetric {
    /// The unit.
    pub unit: &'static str,
    /// It has a value in some runs only, so that the compared runs are a selection.
    pub conditional: bool,
    /// The metric to read beside a conditional one, over all runs.
    pub counterpart: Option<&'static str>,
    #[serde(skip)]
    metric: Metric,
}

/// Who negotiates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parties {
    /// The destination's name.
    pub destination: String,
    /// The partner's name.
    pub partner: String,
}

/// A finished cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapCell {
    /// The values of what is varied, by path.
    pub at: Named<Value>,
    /// By negotiation and metric: what the arms come to.
    pub negotiations: Named<Named<Reading>>,
}

/// A metric in a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// Each arm by itself.
    pub levels: Named<Level>,
    /// Differences between every two arms, run by run: the later less the earlier.
    pub differences: Vec<Difference>,
    /// Which arm is highest; absent where there is only one.
    pub mark: Option<Mark>,
    /// The p-values of the differences.
    #[serde(skip)]
    p_values: Vec<Option<f64>>,
}

impl MapResult {
    /// What a cell says of a metric; `None` where the cell was not finished.
    fn at(&self, cell: usize, negotiation: &str, metric: &str) -> Option<&Reading> {
        self.cells
            .get(cell)?
            .negotiations
            .get(negotiation)?
            .get(metric)
    }

    /// The lowest and the highest mean of a metric, where they were set against each other.
    fn ends(&self, negotiation: &str, metric: &str) -> Option<&Ends> {
        let mut ends = self.ends.iter();
        ends.find(|ends| ends.negotiation == negotiation && ends.metric == metric)
    }

    /// The lowest mean is told from the highest.
    fn is_told_apart(&self, negotiation: &str, metric: &str) -> bool {
        self.ends(negotiation, metric)
            .is_some_and(|ends| ends.told_apart)
    }

    /// There is more than one arm, so that one can be higher than another.
    fn compares(&self) -> bool {
        self.arms.0.len() > 1
    }

    /// The place of a cell on each axis of a grid.
    fn places(&self, cell: usize) -> Vec<usize> {
        let mut rest = cell;
        let places = self.axes.iter().map(|axis| {
            let place = rest % axis.values.len();
            rest /= axis.values.len();
            place
        });
        places.collect()
    }

    /// The cell of a grid with these places.
    fn cell(&self, places: &[usize]) -> usize {
        let axes = self.axes.iter().zip(places).rev();
        axes.fold(0, |cell, (axis, place)| cell * axis.values.len() + place)
    }
}

impl SweptMetric {
    pub(in crate::report) fn is_share(&self) -> bool {
        self.unit.starts_with("share")
    }
}
