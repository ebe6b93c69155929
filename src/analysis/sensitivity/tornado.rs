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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(figures: &[f64]) -> Moments {
        let mut moments = Moments::default();
        figures.iter().for_each(|figure| moments.push(*figure));
        moments
    }

    #[test]
    fn rows_change_one_input_each() {
        let design = TornadoDesign::new(&[0.5, 0.4], 0.05, 0.95).unwrap();
        let rows: Vec<&[f64]> = design.points().rows().collect();
        let expected: [&[f64]; 5] = [
            &[0.5, 0.4],
            &[0.05, 0.4],
            &[0.95, 0.4],
            &[0.5, 0.05],
            &[0.5, 0.95],
        ];
        assert_eq!(rows, expected);
        let roles: Vec<TornadoRow> = (0..5).map(|row| design.role(row)).collect();
        let expected = [
            TornadoRow::Base,
            TornadoRow::Low(0),
            TornadoRow::High(0),
            TornadoRow::Low(1),
            TornadoRow::High(1),
        ];
        assert_eq!(roles, expected);
        for (low, high) in [(0.9, 0.1), (0.5, 0.5), (-0.1, 0.9), (0.1, f64::NAN)] {
            assert!(TornadoDesign::new(&[0.5], low, high).is_err());
        }
    }

    /// Two samples with variances 2.5 / 5 and 10 / 5 of their means: a difference of 6 with the
    /// variance 2.5 and 5.88 degrees of freedom by Welch, where t is 2.459.
    #[test]
    fn the_swing_is_that_of_welch() {
        let design = TornadoDesign::new(&[0.5], 0.1, 0.9).unwrap();
        let low = of(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let high = of(&[5.0, 7.0, 9.0, 11.0, 13.0]);
        let found = tornado(&design, &[of(&[3.0]), low, high], 0.95).unwrap();
        assert_eq!(found.base, None);
        let swing = found.inputs[0].swing.unwrap();
        assert!((swing.value - 6.0).abs() < 1e-12);
        let half = 2.459 * libm::sqrt(2.5);
        assert!((swing.half_width() - half).abs() < 0.01, "{swing:?} {half}");
        let same = of(&[3.0, 3.0]);
        let found = tornado(&design, &[same, same, same], 0.95).unwrap();
        let swing = found.inputs[0].swing.unwrap();
        assert_eq!((swing.interval.low(), swing.interval.high()), (0.0, 0.0));
    }
}
