//! One input at a time between two values.

use serde::Serialize;

use super::observed::{Observed, observe};
use super::{Estimate, Points, SensitivityError};
use crate::analysis::Moments;

/// What a row of the design is. Every row takes replicate seeds of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TornadoRow {
    /// All inputs at the base point.
    Base,
    /// This input at its lower value, all others at the base point.
    Low(usize),
    /// This input at its upper value.
    High(usize),
}

/// The base point, then for each input a row with its lower and one with its upper value.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoDesign {
    points: Points,
}

impl TornadoDesign {
    /// Inputs at `low` and `high` around a base point, all as coordinates of the cube.
    ///
    /// # Errors
    ///
    /// Without inputs, or unless 0 ≤ low < high ≤ 1.
    pub fn new(base: &[f64], low: f64, high: f64) -> Result<TornadoDesign, SensitivityError> {
        if base.is_empty() || !(0.0 <= low && low < high && high <= 1.0) {
            return Err(SensitivityError(format!(
                "expected at least one input and 0 <= low < high <= 1, found {} inputs, low {low}, \
                 high {high}",
                base.len()
            )));
        }
        let mut cells = base.to_vec();
        for input in 0..base.len() {
            for end in [low, high] {
                let start = cells.len();
                cells.extend_from_slice(base);
                cells[start + input] = end;
            }
        }
        Ok(TornadoDesign {
            points: Points::new(base.len(), cells),
        })
    }

    /// All rows, in the order in which their moments are expected back.
    #[must_use]
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// What a row is.
    #[must_use]
    pub fn role(&self, row: usize) -> TornadoRow {
        match row.checked_sub(1) {
            None => TornadoRow::Base,
            Some(at) if at.is_multiple_of(2) => TornadoRow::Low(at / 2),
            Some(at) => TornadoRow::High(at / 2),
        }
    }
}

/// What one input at a time changes about one metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tornado {
    /// The conditional mean at the base point; absent as in [`Bar`].
    pub base: Option<Estimate>,
    /// A bar for each input, in their order.
    pub inputs: Vec<Bar>,
}

/// The conditional mean at both values of one input, the others at the base point.
///
/// Each is absent where fewer than two replicates have a value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// At the lower value.
    pub low: Option<Estimate>,
    /// At the upper value.
    pub high: Option<Estimate>,
    /// The second less the first.
    pub swing: Option<Estimate>,
}

/// Reads the conditional mean of each row and the swing of each input, with intervals at this level:
/// Student's for a mean, Welch's (1947) for a difference, since rows have independent seeds.
///
/// It says nothing about interactions, nor about anything away from the base point.
///
/// # Errors
///
/// Where the number of rows is not that of the design, no row has two replicates, or the level is
/// not above 0 and below 1.
pub fn tornado(
    design: &TornadoDesign,
    rows: &[Moments],
    level: f64,
) -> Result<Tornado, SensitivityError> {
    if !(level > 0.0 && level < 1.0) {
        return Err(SensitivityError(format!(
            "expected a confidence level above 0 and below 1, found {level}"
        )));
    }
    observe(rows, design.points.count())?;
    let mean = |row: Observed| mean(&row, level);
    let bar = |ends: &[Moments]| {
        let [low, high] = [Observed::new(&ends[0]), Observed::new(&ends[1])];
        Bar {
            low: low.map(mean),
            high: high.map(mean),
            swing: low.zip(high).map(|(low, high)| swing(&low, &high, level)),
        }
    };
    Ok(Tornado {
        base: Observed::new(&rows[0]).map(mean),
        inputs: rows[1..].chunks(2).map(bar).collect(),
    })
}

fn mean(row: &Observed, level: f64) -> Estimate {
    let degrees = row.replicates - 1.0;
    Estimate::around(row.mean, libm::sqrt(row.noise()), degrees, level)
}

fn swing(low: &Observed, high: &Observed, level: f64) -> Estimate {
    let (value, noise) = (high.mean - low.mean, low.noise() + high.noise());
    let part = |row: &Observed| row.noise() * row.noise() / (row.replicates - 1.0);
    // Without noise any number of degrees gives the point itself.
    let degrees = if noise > 0.0 {
        noise * noise / (part(low) + part(high))
    } else {
        1.0
    };
    Estimate::around(value, libm::sqrt(noise), degrees, level)
}
