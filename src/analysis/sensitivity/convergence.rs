//! Whether more rows or more replicates are needed.

use serde::Serialize;

use super::Estimate;
use super::observed::Observed;
use super::sobol::{SIGNAL_ERRORS, SobolIndices};

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

/// Parts of the variance of an index, or of the signal, from the rows A, B and AB of each base row;
/// those of an index are absent without signal.
pub(super) fn parts(rows: &[[Observed; 3]], form: Form) -> Option<Parts> {
    let count = rows.len() as f64;
    let mean_of = |of: &dyn Fn(&[Observed; 3]) -> f64| rows.iter().map(of).sum::<f64>() / count;
    let centre = mean_of(&|[a, b, _]| 0.5 * (a.mean + b.mean));
    let signal = mean_of(&|[a, b, _]| {
        let (a_off, b_off) = (a.mean - centre, b.mean - centre);
        0.5 * (a_off * a_off + b_off * b_off - a.noise() - b.noise())
    });
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
    if form == Form::Signal {
        return Some(parts);
    }
    let scale = 1.0 / (signal * signal);
    (signal > 0.0).then_some(Parts {
        rows: scale * parts.rows,
        linear: scale * parts.linear,
        square: scale * parts.square,
        correction: scale * parts.correction,
        ..parts
    })
}

/// A quadratic form of the means of A, B and AB: an index times the signal, less its value times
/// what the signal is made of, which is the influence of one base row on the index; or the signal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// Of an index of first order with this value.
    First(f64),
    /// Of a total index.
    Total(f64),
    /// Of the signal, which has no row AB.
    Signal,
}

impl Form {
    /// Second derivatives by the means of A, B and AB.
    fn curvature(self) -> [[f64; 3]; 3] {
        match self {
            // b (e − a) − s ½ (a² + b²)
            Form::First(s) => [[-s, -1.0, 0.0], [-1.0, -s, 1.0], [0.0, 1.0, 0.0]],
            // ½ (a − e)² − s ½ (a² + b²)
            Form::Total(s) => [[1.0 - s, 0.0, -1.0], [0.0, -s, 0.0], [-1.0, 0.0, 1.0]],
            // ½ (a² + b²)
            Form::Signal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]],
        }
    }

    /// First derivatives.
    fn slopes(self, row: &[Observed; 3], centre: f64) -> [f64; 3] {
        let at = row.map(|observed| observed.mean - centre);
        self.curvature()
            .map(|line| line.iter().zip(at).map(|(h, x)| h * x).sum())
    }

    /// The form, less what noise adds to it.
    fn influence(self, row: &[Observed; 3], centre: f64) -> f64 {
        let slopes = self.slopes(row, centre);
        let curvature = self.curvature();
        (0..3)
            .map(|i| 0.5 * ((row[i].mean - centre) * slopes[i] - curvature[i][i] * row[i].noise()))
            .sum()
    }

    /// Σ slope² u, the squares of slopes less what noise adds to them.
    fn linear(self, row: &[Observed; 3], centre: f64) -> f64 {
        let slopes = self.slopes(row, centre);
        (0..3)
            .map(|i| slopes[i] * slopes[i] * row[i].noise())
            .sum::<f64>()
            - 2.0 * self.square(row)
    }

    /// ½ Σ curvature² u u.
    fn square(self, row: &[Observed; 3]) -> f64 {
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
    fn correction(self, row: &[Observed; 3]) -> f64 {
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

/// Whether intervals are narrow enough.
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
    /// What would make all of them as narrow as that.
    pub advice: Advice,
}

/// The size of a study that would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "advice", rename_all = "snake_case")]
pub enum Advice {
    /// This one does.
    Enough,
    /// The fewest runs among powers of two.
    Take {
        /// Base rows.
        base_rows: u64,
        /// Replicates of each row.
        replicates: u64,
    },
    /// None that can be asked for.
    OutOfReach,
    /// This one is too noisy to plan from: a study with so many replicates comes first.
    First {
        /// Replicates of each row.
        replicates: u64,
    },
}

/// The size of the study that a plan rests on and what limits the next, in what is asked for: base
/// rows and replicates count whether they have a value or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Replicates of each row.
    pub replicates: u64,
    /// The most base rows that can be asked for.
    pub most_base_rows: u64,
}

/// The signal is planned to be told from chance by so many of its standard errors, one more than it
/// needs.
const PLANNED_SIGNAL: f64 = SIGNAL_ERRORS + 1.0;

/// A signal of fewer standard errors is no figure to plan by.
const PLANNABLE_SIGNAL: f64 = 2.0;

/// An index with a wider half width is no figure to plan by.
const PLANNABLE_HALF_WIDTH: f64 = 1.0;

/// Base rows that a plan has at least: its formula is one for many.
const FEWEST_PLANNED: u64 = 64;

/// The most replicates that a plan has.
const MOST_REPLICATES: u64 = 1 << 20;

/// By what a study too noisy to plan from has to be repeated with more replicates.
const MORE_REPLICATES: u64 = 4;

/// Reads whether intervals of indices are as narrow as wanted, `target` being their half width, and
/// which study would make all of them so at the fewest runs; `None` without indices.
///
/// Half widths are taken to be in proportion to the standard error of [`Parts`].
#[must_use]
pub fn convergence(indices: &SobolIndices, asked: Asked, target: f64) -> Option<Convergence> {
    let all = indices.inputs.iter().enumerate();
    let known: Vec<(usize, bool, Estimate, Parts)> = all
        .flat_map(|(input, found)| {
            let first = found.first.zip(found.first_parts);
            let total = found.total.zip(found.total_parts);
            [(input, false, first), (input, true, total)]
        })
        .filter_map(|(input, total, found)| {
            found.map(|(index, parts)| (input, total, index, parts))
        })
        .collect();
    let widest = known
        .iter()
        .max_by(|a, b| a.2.half_width().total_cmp(&b.2.half_width()))?;
    let half_width = widest.2.half_width();
    let advice = if half_width <= target {
        Advice::Enough
    } else if half_width > PLANNABLE_HALF_WIDTH {
        first(asked)
    } else {
        let scale = Scale::of(indices, asked);
        cheapest(asked, |base_rows, replicates| {
            let half = |index: &Estimate, parts| {
                index.half_width() * scale.ratio(parts, base_rows, replicates)
            };
            known
                .iter()
                .all(|(.., index, parts)| half(index, parts) <= target)
        })
    };
    Some(Convergence {
        target,
        half_width,
        input: widest.0,
        total: widest.1,
        from_noise: widest.3.noise_share(),
        advice,
    })
}

/// Which study would tell the signal from chance; `None` where this one does, or has no figures.
#[must_use]
pub fn telling(indices: &SobolIndices, asked: Asked) -> Option<Advice> {
    let signal = indices.signal.filter(|_| !indices.told())?;
    let parts = indices.signal_parts?;
    if signal.value < PLANNABLE_SIGNAL * signal.std_error {
        return Some(first(asked));
    }
    let scale = Scale::of(indices, asked);
    Some(cheapest(asked, |base_rows, replicates| {
        let error = signal.std_error * scale.ratio(&parts, base_rows, replicates);
        signal.value >= PLANNED_SIGNAL * error
    }))
}

fn first(asked: Asked) -> Advice {
    Advice::First {
        replicates: (MORE_REPLICATES * asked.replicates).next_power_of_two(),
    }
}

/// From what is asked for to what has a value.
struct Scale {
    base_rows: f64,
    replicates: f64,
}

impl Scale {
    fn of(indices: &SobolIndices, asked: Asked) -> Scale {
        Scale {
            base_rows: indices.base_rows as f64,
            replicates: asked.replicates as f64,
        }
    }

    /// By what the standard error of an index changes with so many base rows and replicates asked
    /// for, when as large a share of them has a value as now.
    fn ratio(&self, parts: &Parts, base_rows: u64, replicates: u64) -> f64 {
        let base_rows = parts.base_rows * base_rows as f64 / self.base_rows;
        let replicates = parts.replicates * replicates as f64 / self.replicates;
        if replicates <= 1.0 {
            return f64::INFINITY;
        }
        let now = parts.std_error(parts.base_rows, parts.replicates);
        match now > 0.0 {
            // What is equal but for rounding is equal.
            true => parts.std_error(base_rows, replicates) / now * (1.0 - 1e-9),
            false => 1.0,
        }
    }
}

/// Of all powers of two the base rows and replicates that reach something with the fewest runs, of
/// equals those with fewer replicates.
fn cheapest(asked: Asked, reached: impl Fn(u64, u64) -> bool) -> Advice {
    let powers = |from: u64, to: u64| {
        std::iter::successors(Some(from), |n| n.checked_mul(2)).take_while(move |n| *n <= to)
    };
    let sizes = powers(2, MOST_REPLICATES).filter_map(|replicates| {
        let mut rows = powers(FEWEST_PLANNED, asked.most_base_rows);
        rows.find(|&rows| reached(rows, replicates))
            .map(|rows| (rows, replicates))
    });
    let least = sizes.min_by_key(|(rows, replicates)| rows * replicates);
    least.map_or(Advice::OutOfReach, |(base_rows, replicates)| Advice::Take {
        base_rows,
        replicates,
    })
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

    /// Runs are (R K + Q / K) / T with the variance (R + Q / K²) / N wanted to be T, and fewest at
    /// K = √(Q / R). Here that is 16 with 4,096 base rows, an eighth of the runs that more rows alone
    /// would take, and more replicates alone do not reach it.
    #[test]
    fn rows_and_replicates_are_planned_together() {
        let parts = Parts {
            rows: 1.0,
            linear: 0.0,
            square: 256.0,
            correction: 0.0,
            base_rows: 64.0,
            replicates: 2.0,
        };
        let scale = |base_rows, replicates| Scale {
            base_rows,
            replicates,
        };
        let wanted = libm::sqrt(2.0 / 4096.0);
        let plan = |scale: Scale, most_base_rows| {
            let asked = Asked {
                replicates: 2,
                most_base_rows,
            };
            let now = parts.std_error(64.0, 2.0);
            cheapest(asked, |rows, count| {
                now * scale.ratio(&parts, rows, count) <= wanted
            })
        };
        let take = |base_rows, replicates| Advice::Take {
            base_rows,
            replicates,
        };
        assert_eq!(plan(scale(64.0, 2.0), 1_000_000), take(4096, 16));
        // Where half of the rows and half of the replicates have a value twice as many are asked for.
        assert_eq!(plan(scale(128.0, 4.0), 1_000_000), take(8192, 32));
        assert_eq!(plan(scale(64.0, 2.0), 1_024), Advice::OutOfReach);
    }
}
