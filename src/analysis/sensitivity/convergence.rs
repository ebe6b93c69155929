//! Whether more rows or more replicates are needed.

use serde::Serialize;

use super::observed::Observed;
use super::sobol::SobolIndices;

/// The variance of an index, by where it comes from.
///
/// For N base rows with K replicates each
///
/// ```text
/// variance = (rows + linear / K + square / K² + correction / (K² (K − 1))) / N
/// ```
///
/// `rows` is what would be left without noise; the others are noise: in proportion to what a row's
/// error changes, of products of errors, and of the estimated noise that is taken off. They follow
/// from the index as a quadratic function of the means of a base row (delta method), with normal
/// errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    rows: f64,
    linear: f64,
    square: f64,
    correction: f64,
    base_rows: f64,
    replicates: f64,
}

impl Parts {
    /// The standard error that the index would have with so many base rows and replicates.
    #[must_use]
    pub fn std_error(&self, base_rows: f64, replicates: f64) -> f64 {
        libm::sqrt((self.rows + self.noise(replicates)) / base_rows)
    }

    /// The share of noise in the variance of the index, with the present replicates.
    #[must_use]
    pub fn noise_share(&self) -> f64 {
        let noise = self.noise(self.replicates);
        if noise == 0.0 {
            0.0
        } else {
            noise / (self.rows + noise)
        }
    }

    fn noise(&self, replicates: f64) -> f64 {
        let k = replicates;
        self.linear / k + (self.square + self.correction / (k - 1.0)) / (k * k)
    }
}

/// Parts of the variance of an index of this value, from the rows A, B and AB of each base row;
/// `None` without signal.
pub(super) fn parts(rows: &[[Observed; 3]], value: f64, total: bool) -> Option<Parts> {
    let count = rows.len() as f64;
    let mean_of = |of: &dyn Fn(&[Observed; 3]) -> f64| rows.iter().map(of).sum::<f64>() / count;
    let centre = mean_of(&|[a, b, _]| 0.5 * (a.mean + b.mean));
    let signal = mean_of(&|[a, b, _]| {
        let (a_off, b_off) = (a.mean - centre, b.mean - centre);
        0.5 * (a_off * a_off + b_off * b_off - a.noise() - b.noise())
    });
    let form = Form { value, total };
    let influence = |row: &[Observed; 3]| form.influence(row, centre);
    let middle = mean_of(&influence);
    let spread = mean_of(&|row| (influence(row) - middle) * (influence(row) - middle));
    let replicates = 3.0 * count
        / rows
            .iter()
            .flatten()
            .map(|row| 1.0 / row.replicates)
            .sum::<f64>();
    let mut parts = Parts {
        rows: 0.0,
        // An estimate without bias, which may be negative where noise has no such part.
        linear: (mean_of(&|row| form.linear(row, centre)) * replicates).max(0.0),
        square: mean_of(&|row| form.square(row)) * replicates * replicates,
        correction: mean_of(&|row| form.correction(row)) * replicates * replicates,
        base_rows: count,
        replicates,
    };
    parts.rows = (spread - parts.noise(replicates)).max(0.0);
    let scale = 1.0 / (signal * signal);
    (signal > 0.0).then_some(Parts {
        rows: scale * parts.rows,
        linear: scale * parts.linear,
        square: scale * parts.square,
        correction: scale * parts.correction,
        ..parts
    })
}

/// An index times the signal, less its value times what the signal is made of: the influence of one
/// base row on the index, a quadratic form of the means of A, B and AB.
struct Form {
    value: f64,
    total: bool,
}

impl Form {
    /// Second derivatives by the means of A, B and AB.
    fn curvature(&self) -> [[f64; 3]; 3] {
        let s = self.value;
        if self.total {
            // ½ (a − e)² − s ½ (a² + b²)
            [[1.0 - s, 0.0, -1.0], [0.0, -s, 0.0], [-1.0, 0.0, 1.0]]
        } else {
            // b (e − a) − s ½ (a² + b²)
            [[-s, -1.0, 0.0], [-1.0, -s, 1.0], [0.0, 1.0, 0.0]]
        }
    }

    /// First derivatives.
    fn slopes(&self, row: &[Observed; 3], centre: f64) -> [f64; 3] {
        let at = row.map(|observed| observed.mean - centre);
        self.curvature()
            .map(|line| line.iter().zip(at).map(|(h, x)| h * x).sum())
    }

    /// The form, less what noise adds to it.
    fn influence(&self, row: &[Observed; 3], centre: f64) -> f64 {
        let slopes = self.slopes(row, centre);
        let curvature = self.curvature();
        (0..3)
            .map(|i| 0.5 * ((row[i].mean - centre) * slopes[i] - curvature[i][i] * row[i].noise()))
            .sum()
    }

    /// Σ slope² u, the squares of slopes less what noise adds to them.
    fn linear(&self, row: &[Observed; 3], centre: f64) -> f64 {
        let slopes = self.slopes(row, centre);
        (0..3)
            .map(|i| slopes[i] * slopes[i] * row[i].noise())
            .sum::<f64>()
            - 2.0 * self.square(row)
    }

    /// ½ Σ curvature² u u.
    fn square(&self, row: &[Observed; 3]) -> f64 {
        let curvature = self.curvature();
        let mut sum = 0.0;
        for i in 0..3 {
            for j in 0..3 {
                let noise = if i == j {
                    squared_noise(&row[i])
                } else {
                    row[i].noise() * row[j].noise()
                };
                sum += 0.5 * curvature[i][j] * curvature[i][j] * noise;
            }
        }
        sum
    }

    /// ½ Σ curvature² u² over single rows, which over K − 1 is the variance of the noise taken off.
    fn correction(&self, row: &[Observed; 3]) -> f64 {
        let curvature = self.curvature();
        (0..3)
            .map(|i| 0.5 * curvature[i][i] * curvature[i][i] * squared_noise(&row[i]))
            .sum()
    }
}

/// u² without bias: the square of an estimated variance is too large by a factor (K + 1) / (K − 1).
fn squared_noise(row: &Observed) -> f64 {
    let k = row.replicates;
    row.noise() * row.noise() * (k - 1.0) / (k + 1.0)
}

/// What would bring the widest interval to the width wanted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Convergence {
    /// The half width wanted.
    pub target: f64,
    /// Half the width of the widest interval among indices of first order and total indices.
    pub half_width: f64,
    /// The input that it belongs to.
    pub input: usize,
    /// Whether it is that of the total index.
    pub total: bool,
    /// The share of replicate noise in the variance of that index; the rest comes from the sample
    /// of rows.
    pub from_noise: f64,
    /// Base rows, a power of two, that reach the target with as many replicates as now.
    pub base_rows: u64,
    /// Replicates that reach it with as many base rows as now; `None` where even rows without noise
    /// would not.
    pub replicates: Option<u64>,
    /// The cheaper of both, in runs.
    pub advice: Advice,
}

/// What to do for narrower intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// The target is reached.
    Enough,
    /// More base rows.
    MoreRows,
    /// More replicates of each row.
    MoreReplicates,
}

/// The most replicates, or base rows, that are looked for.
const MOST: u64 = 1 << 40;

/// Reads whether intervals of indices are as narrow as wanted, `target` being their half width, and
/// what would make them so; `None` without indices.
///
/// The half width is taken to be in proportion to the standard error of [`Parts`]. On a Sobol
/// sequence the part of the rows falls faster than 1 / N, so that the number of rows is an upper
/// bound.
#[must_use]
pub fn convergence(indices: &SobolIndices, target: f64) -> Option<Convergence> {
    let widest = indices
        .inputs
        .iter()
        .enumerate()
        .flat_map(|(input, found)| {
            let first = found.first.zip(found.first_parts);
            let total = found.total.zip(found.total_parts);
            [(input, false, first), (input, true, total)]
        });
    let (input, total, (estimate, parts)) = widest
        .filter_map(|(input, total, found)| Some((input, total, found?)))
        .max_by(|(.., (a, _)), (.., (b, _))| a.half_width().total_cmp(&b.half_width()))?;
    let half_width = estimate.half_width();
    let now = parts.std_error(parts.base_rows, parts.replicates);
    let reached = |base_rows: f64, replicates: f64| {
        half_width <= target || half_width * parts.std_error(base_rows, replicates) <= target * now
    };
    let rows = at_least(parts.base_rows, |rows| reached(rows, parts.replicates))
        .unwrap_or(MOST)
        .next_power_of_two();
    let replicates = at_least(parts.replicates, |count| reached(parts.base_rows, count));
    let advice = match replicates {
        _ if half_width <= target => Advice::Enough,
        Some(count) if count as f64 / parts.replicates < rows as f64 / parts.base_rows => {
            Advice::MoreReplicates
        }
        _ => Advice::MoreRows,
    };
    Some(Convergence {
        target,
        half_width,
        input,
        total,
        from_noise: parts.noise_share(),
        base_rows: rows,
        replicates,
        advice,
    })
}

/// The smallest whole number from `least` on for which something holds that holds for all above it.
fn at_least(least: f64, holds: impl Fn(f64) -> bool) -> Option<u64> {
    let mut low = libm::ceil(least) as u64;
    if holds(low as f64) {
        return Some(low);
    }
    let mut high = low;
    while !holds(high as f64) {
        low = high;
        high *= 2;
        if high > MOST {
            return None;
        }
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle as f64) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// How many replicates a row needs, see [`replicates_for`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Replicates {
    /// So many are enough.
    Enough(u64),
    /// So many would be, more than are allowed.
    TooMany(u64),
    /// There is no signal: no number of replicates makes noise a share of nothing.
    NoSignal,
}

/// How many replicates of a row make the noise of its mean at most a share `at_most` of the signal,
/// when noise is a share ν of the variance of single replicates: the smallest K with
/// ν / (1 − ν) / K ≤ `at_most`, and at least 2, without which noise cannot be estimated.
///
/// The upper end of the interval of a pilot's noise share is the cautious choice for ν. A share of 1
/// and more, also where it is not a number, is no signal.
#[must_use]
pub fn replicates_for(noise_share: f64, at_most: f64, most: u64) -> Replicates {
    if noise_share.is_nan() || noise_share >= 1.0 || at_most.is_nan() || at_most <= 0.0 {
        return Replicates::NoSignal;
    }
    let ratio = noise_share / (1.0 - noise_share);
    // A quotient that is whole but for rounding is whole.
    let needed = (libm::ceil(ratio / at_most * (1.0 - 1e-12)) as u64).max(2);
    if needed <= most {
        Replicates::Enough(needed)
    } else {
        Replicates::TooMany(needed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replicates_for_a_share_of_noise() {
        // Noise as large as the signal: ten replicates make it a tenth.
        assert_eq!(replicates_for(0.5, 0.1, 100), Replicates::Enough(10));
        assert_eq!(replicates_for(0.9, 0.1, 100), Replicates::Enough(90));
        assert_eq!(replicates_for(0.9, 0.1, 89), Replicates::TooMany(90));
        // Never fewer than two, without which noise is not known.
        assert_eq!(replicates_for(0.01, 0.1, 100), Replicates::Enough(2));
        assert_eq!(replicates_for(0.0, 0.1, 100), Replicates::Enough(2));
        assert_eq!(replicates_for(-0.2, 0.1, 100), Replicates::Enough(2));
        // The estimated signal is 0 or less, or there is none.
        for share in [1.0, 1.3, f64::NAN] {
            assert_eq!(replicates_for(share, 0.1, 100), Replicates::NoSignal);
        }
    }

    #[test]
    fn the_smallest_number_that_holds() {
        assert_eq!(at_least(3.2, |n| n >= 1000.0), Some(1000));
        assert_eq!(at_least(3.2, |_| true), Some(4));
        assert_eq!(at_least(3.2, |_| false), None);
    }
}
