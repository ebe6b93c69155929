//! One input at a time over its values.

use serde::Serialize;

use super::observed::{Observed, observe};
use super::{Estimate, SensitivityError};
use crate::analysis::Moments;

/// The base point, then for each input a row at each of its values, all others at the base point.
/// Every row takes replicate seeds of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TornadoDesign {
    values: Vec<usize>,
}

impl TornadoDesign {
    /// Inputs that take so many values each.
    ///
    /// # Errors
    ///
    /// Without inputs, or where one has fewer than two values.
    pub fn new(values: &[usize]) -> Result<TornadoDesign, SensitivityError> {
        if values.is_empty() || values.iter().any(|count| *count < 2) {
            return Err(SensitivityError(format!(
                "expected at least one input and two values of each, found {values:?}"
            )));
        }
        Ok(TornadoDesign {
            values: values.to_vec(),
        })
    }

    /// Number of rows.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.values.iter().sum::<usize>()
    }
}

/// What one input at a time changes about one metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tornado {
    /// The conditional mean at the base point; absent with fewer than two replicates.
    pub base: Option<Estimate>,
    /// A bar for each input, in their order.
    pub inputs: Vec<Bar>,
}

/// The conditional mean at each value of one input, the others at the base point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// At each value; absent where fewer than two replicates have a value.
    pub values: Vec<Option<Estimate>>,
    /// How far they are apart; absent where fewer than two of them are known.
    pub swing: Option<Swing>,
}

/// The difference of the means at two values of an input: of two its second less its first, of more
/// the largest less the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Swing {
    /// The value whose mean is taken off, by its place.
    pub from: usize,
    /// The other one.
    pub to: usize,
    /// The difference. Its interval is that of this pair, as wide as makes those of all pairs of
    /// values hold together (Bonferroni), since the pair was picked from them.
    pub difference: Estimate,
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
    observe(rows, design.count())?;
    let rows: Vec<Option<Observed>> = rows.iter().map(Observed::new).collect();
    let mut first = 1;
    let bar = |count: &usize| {
        let values = &rows[first..][..*count];
        first += count;
        Bar {
            values: values
                .iter()
                .map(|row| row.map(|row| mean(&row, level)))
                .collect(),
            swing: swing(values, level),
        }
    };
    Ok(Tornado {
        base: rows[0].map(|row| mean(&row, level)),
        inputs: design.values.iter().map(bar).collect(),
    })
}

fn mean(row: &Observed, level: f64) -> Estimate {
    let degrees = row.replicates - 1.0;
    Estimate::around(row.mean, libm::sqrt(row.noise()), degrees, level)
}

fn swing(values: &[Option<Observed>], level: f64) -> Option<Swing> {
    let known = values.iter().enumerate();
    let known: Vec<(usize, Observed)> = known
        .filter_map(|(place, row)| row.map(|row| (place, row)))
        .collect();
    let by_mean = |a: &&(usize, Observed), b: &&(usize, Observed)| a.1.mean.total_cmp(&b.1.mean);
    let (from, to) = match known.as_slice() {
        [] | [_] => return None,
        [one, other] => (one, other),
        more => (more.iter().min_by(by_mean)?, more.iter().max_by(by_mean)?),
    };
    let pairs = known.len() * (known.len() - 1) / 2;
    let level = 1.0 - (1.0 - level) / pairs as f64;
    Some(Swing {
        from: from.0,
        to: to.0,
        difference: difference(&from.1, &to.1, level),
    })
}

fn difference(from: &Observed, to: &Observed, level: f64) -> Estimate {
    let (value, noise) = (to.mean - from.mean, from.noise() + to.noise());
    let part = |row: &Observed| row.noise() * row.noise() / (row.replicates - 1.0);
    // Without noise any number of degrees gives the point itself.
    let degrees = if noise > 0.0 {
        noise * noise / (part(from) + part(to))
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
    fn a_row_for_the_base_and_for_each_value() {
        assert_eq!(TornadoDesign::new(&[2, 3]).unwrap().count(), 6);
        for values in [&[][..], &[2, 1], &[0]] {
            assert!(TornadoDesign::new(values).is_err());
        }
    }

    /// Two samples with variances 2.5 / 5 and 10 / 5 of their means: a difference of 6 with the
    /// variance 2.5 and 5.88 degrees of freedom by Welch, where t is 2.459.
    #[test]
    fn the_swing_is_that_of_welch() {
        let design = TornadoDesign::new(&[2]).unwrap();
        let low = of(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let high = of(&[5.0, 7.0, 9.0, 11.0, 13.0]);
        let found = tornado(&design, &[of(&[3.0]), low, high], 0.95).unwrap();
        assert_eq!(found.base, None);
        let swing = found.inputs[0].swing.unwrap().difference;
        assert!((swing.value - 6.0).abs() < 1e-12);
        let half = 2.459 * libm::sqrt(2.5);
        assert!((swing.half_width() - half).abs() < 0.01, "{swing:?} {half}");
        // From an upper to a lower mean it has a sign.
        let found = tornado(&design, &[of(&[3.0]), high, low], 0.95).unwrap();
        assert_eq!(found.inputs[0].swing.unwrap().difference.value, -6.0);
        let same = of(&[3.0, 3.0]);
        let found = tornado(&design, &[same, same, same], 0.95).unwrap();
        let swing = found.inputs[0].swing.unwrap().difference;
        assert_eq!((swing.interval.low(), swing.interval.high()), (0.0, 0.0));
    }

    /// The middle one of three words is the one that matters, whatever their order; its interval is
    /// that of one of three pairs, and a value without replicates is passed over.
    #[test]
    fn of_several_values_the_extremes_are_compared() {
        let design = TornadoDesign::new(&[3]).unwrap();
        let figures = [[0.0, 1.0, 2.0], [7.0, 8.0, 9.0], [1.0, 2.0, 3.0]];
        let two = TornadoDesign::new(&[2]).unwrap();
        let [a, b, c] = figures.map(|figures| of(&figures));
        let pair = tornado(&two, &[a, a, b], 0.95).unwrap();
        let pair = pair.inputs[0].swing.unwrap().difference;
        for (rows, from, to) in [([a, a, b, c], 0, 1), ([a, b, c, a], 2, 0)] {
            let swing = tornado(&design, &rows, 0.95).unwrap().inputs[0]
                .swing
                .unwrap();
            assert_eq!(
                (swing.from, swing.to, swing.difference.value),
                (from, to, 7.0)
            );
            assert!(swing.difference.half_width() > 1.2 * pair.half_width());
        }
        let found = tornado(&design, &[a, a, of(&[9.0]), c], 0.95).unwrap();
        let swing = found.inputs[0].swing.unwrap();
        assert_eq!((swing.from, swing.to), (0, 2));
        assert_eq!(found.inputs[0].values[1], None);
    }
}
