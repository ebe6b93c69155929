//! Sobol' indices of the conditional mean: first order, total, and second order on request.

mod design;
mod estimators;

use serde::Serialize;

use super::bootstrap::{Resamples, Resampling};
use super::convergence::{Form, Parts, parts};
use super::observed::{Observed, observe};
use super::{Estimate, Floor, SensitivityError};
use crate::analysis::significance::student_p_value;
use crate::analysis::{Moments, holm};
pub use design::{SobolDesign, SobolRow};
use estimators::{Index, Pair, first, noise_share, second, signal, total};

/// Standard errors that the signal has to have for indices: with a weaker one the ratio of two
/// estimates has no usable standard error.
pub const SIGNAL_ERRORS: f64 = 4.0;

/// What a Sobol' design found about one metric.
///
/// The estimand is the conditional mean E[Y | x] as a function of the inputs x: its variance over
/// the inputs, and the shares of that variance. The seed is an input of its own, and its part is the
/// noise, E[Var(Y | x)].
#[derive(Clone, Debug, Serialize)]
pub struct SobolIndices {
    /// Base rows of the design.
    pub base_rows: usize,
    /// Rows of the design with fewer than two replicates that have a value: each takes its base row
    /// out of the indices that need it.
    pub rows_without_value: usize,
    /// The variance of the conditional mean over the inputs, Var(E[Y | x]); `None` with fewer than
    /// [`super::FEWEST_BASE_ROWS`] base rows that have values.
    pub signal: Option<Estimate>,
    /// The mean variance of a single replicate around it, E[Var(Y | x)].
    pub noise: Option<Estimate>,
    /// The share of the noise in the variance of a single replicate, noise / (noise + signal).
    /// It is above 1 where the estimate of the signal is negative.
    pub noise_share: Option<Estimate>,
    /// Indices of each input, in their order.
    pub inputs: Vec<InputIndices>,
    /// Those of the dummy, whose true values are 0.
    pub dummy: InputIndices,
    /// Indices of second order of each pair of inputs; empty unless the design has rows for them.
    pub pairs: Vec<PairIndex>,
    /// Where the uncertainty of the signal comes from.
    #[serde(skip)]
    pub signal_parts: Option<Parts>,
}

/// Sobol' indices of one input.
///
/// Both are absent where the signal is below [`SIGNAL_ERRORS`] of its standard errors, or with too
/// few base rows that have values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct InputIndices {
    /// Base rows with all values that the indices need.
    pub base_rows: usize,
    /// The share of the variance that the input has by itself, Var(E[Y | xᵢ]) / Var(E[Y | x]).
    pub first: Option<Estimate>,
    /// The share of the variance that the input has a part in.
    pub total: Option<Estimate>,
    /// Where the uncertainty of the first-order index comes from.
    #[serde(skip)]
    pub first_parts: Option<Parts>,
    /// Where the uncertainty of the total index comes from.
    #[serde(skip)]
    pub total_parts: Option<Parts>,
}

/// The Sobol' index of second order of two inputs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PairIndex {
    /// The two inputs, the lower number first.
    pub inputs: [usize; 2],
    /// Base rows with all values that the index needs.
    pub base_rows: usize,
    /// The share of the variance that the two have together beyond what each has by itself; absent
    /// as in [`InputIndices`].
    pub second: Option<Estimate>,
}

impl PairIndex {
    /// The two-sided p-value of no joint part, by Student's t with a degree of freedom fewer than
    /// base rows.
    fn p_value(&self) -> f64 {
        self.second.map_or(1.0, |second| {
            student_p_value(second.value, second.std_error, self.base_rows as f64 - 1.0)
        })
    }
}

impl SobolIndices {
    /// The signal is told from chance well enough to share it out.
    #[must_use]
    pub fn told(&self) -> bool {
        self.signal.is_some_and(|signal| told(&signal))
    }

    /// The floor of total indices: half the width of the dummy's interval, whose true index is 0.
    #[must_use]
    pub fn floor(&self) -> Option<Floor> {
        self.dummy.total.map(|dummy| Floor::about_zero(&dummy))
    }

    /// Which pairs have a joint part above 0, at this level over all of them together (Holm 1979):
    /// only those of two inputs whose total index is above the floor.
    #[must_use]
    pub fn joint(&self, level: f64) -> Vec<bool> {
        let adjusted = holm(
            &self
                .pairs
                .iter()
                .map(PairIndex::p_value)
                .collect::<Vec<f64>>(),
        );
        let floor = self.floor();
        let above = |input: usize| {
            let total = self.inputs[input].total;
            floor
                .zip(total)
                .is_some_and(|(floor, total)| floor.is_cleared_by(&total))
        };
        let pairs = self.pairs.iter().zip(adjusted);
        pairs
            .map(|(pair, p_value)| {
                let positive = pair.second.is_some_and(|second| second.value > 0.0);
                positive && p_value <= 1.0 - level && pair.inputs.into_iter().all(above)
            })
            .collect()
    }

    /// The total index of each input.
    #[must_use]
    pub fn totals(&self) -> Vec<Option<Estimate>> {
        self.inputs.iter().map(|input| input.total).collect()
    }
}

/// Estimates Sobol' indices from the replicate moments of each row of the design, in the order of
/// its points.
///
/// With m the mean of a row over its K replicates and u = s² / K, where the mean over base rows is
/// written ⟨ ⟩ and means are taken from the mean c of all rows,
///
/// ```text
/// V  = variance of the means of A and B, less ⟨u⟩ over them
/// S  = ⟨m_B (m_AB − m_A)⟩ / V                           (Saltelli et al. 2010, table 2 b)
/// T  = ½ ⟨(m_A − m_AB)² − u_A − u_AB⟩ / V               (Jansen 1999)
/// Sᵢⱼ = ⟨m_BAᵢ m_ABⱼ − m_A m_B⟩ / V − Sᵢ − Sⱼ            (Saltelli 2002)
/// ```
///
/// Squares of noisy means are too large by their noise, which is taken off. Products of two rows
/// need no correction: rows have independent seeds, so their errors have no covariance.
///
/// # Errors
///
/// Where the number of rows is not that of the design, no row has two replicates, or the figures of
/// the resampling are out of range.
pub fn sobol_indices(
    design: &SobolDesign,
    rows: &[Moments],
    resampling: &Resampling,
) -> Result<SobolIndices, SensitivityError> {
    let observed = observe(rows, design.points().count())?;
    let resamples = Resamples::new(design.base_rows(), resampling)?;
    let table = Table {
        design,
        rows: &observed,
        resamples: &resamples,
    };
    Ok(table.indices())
}

/// Whether a signal has as many standard errors as indices need; one without error has.
fn told(signal: &Estimate) -> bool {
    signal.value > 0.0 && signal.value >= SIGNAL_ERRORS * signal.std_error
}

/// The observed rows of a design.
struct Table<'a> {
    design: &'a SobolDesign,
    rows: &'a [Option<Observed>],
    resamples: &'a Resamples,
}

impl Table<'_> {
    fn indices(&self) -> SobolIndices {
        let base = self.terms(|rows| {
            let both = rows.get([SobolRow::A, SobolRow::B])?;
            Some(estimators::base_terms(both))
        });
        let signal = self.resamples.estimate(&base, signal);
        let told = signal.is_some_and(|signal| told(&signal));
        let both = (0..self.design.base_rows()).filter_map(|base| {
            let [a, b] = self.base(base).get([SobolRow::A, SobolRow::B])?;
            Some([a, b, a])
        });
        let both: Vec<[Observed; 3]> = both.collect();
        let inputs = 0..self.design.inputs();
        SobolIndices {
            base_rows: self.design.base_rows(),
            rows_without_value: self.rows.iter().filter(|row| row.is_none()).count(),
            signal,
            signal_parts: signal.and_then(|_| parts(&both, Form::Signal)),
            noise: self.resamples.estimate(&base, |means, _| Some(means[3])),
            noise_share: self.resamples.estimate(&base, noise_share),
            inputs: inputs
                .clone()
                .map(|input| self.input(SobolRow::AB(input), told))
                .collect(),
            dummy: self.input(SobolRow::Dummy, told),
            pairs: inputs
                .flat_map(|i| (i + 1..self.design.inputs()).map(move |j| [i, j]))
                .filter(|_| self.design.second_order())
                .map(|pair| self.pair(pair, told))
                .collect(),
        }
    }

    /// Indices of the input that the row `changed` has from B.
    fn input(&self, changed: SobolRow, told: bool) -> InputIndices {
        let terms = self.terms(|rows| {
            let [a, b, ab] = rows.get([SobolRow::A, SobolRow::B, changed])?;
            Some(estimators::index_terms(a, b, ab, rows.mean()))
        });
        let estimate = |statistic: fn(&Index, f64) -> Option<f64>| {
            told.then(|| self.resamples.estimate(&terms, statistic))
                .flatten()
        };
        let (first, total) = (estimate(first), estimate(total));
        let triples: Vec<[Observed; 3]> = (0..self.design.base_rows())
            .filter_map(|base| self.base(base).get([SobolRow::A, SobolRow::B, changed]))
            .collect();
        InputIndices {
            base_rows: triples.len(),
            first,
            total,
            first_parts: first.and_then(|index| parts(&triples, Form::First(index.value))),
            total_parts: total.and_then(|index| parts(&triples, Form::Total(index.value))),
        }
    }

    fn pair(&self, inputs: [usize; 2], told: bool) -> PairIndex {
        let [i, j] = inputs;
        let terms = self.terms(|rows| {
            let needed = [
                SobolRow::A,
                SobolRow::B,
                SobolRow::AB(i),
                SobolRow::AB(j),
                SobolRow::BA(i),
            ];
            Some(estimators::pair_terms(rows.get(needed)?, rows.mean()))
        });
        let estimate = |terms: &[Option<Pair>]| self.resamples.estimate(terms, second);
        PairIndex {
            inputs,
            base_rows: terms.iter().flatten().count(),
            second: told.then(|| estimate(&terms)).flatten(),
        }
    }

    /// The terms of each base row.
    fn terms<const TERMS: usize>(
        &self,
        of: impl Fn(BaseRow<'_>) -> Option<[f64; TERMS]>,
    ) -> Vec<Option<[f64; TERMS]>> {
        let rows = 0..self.design.base_rows();
        rows.map(|base| of(self.base(base))).collect()
    }

    fn base(&self, base: usize) -> BaseRow<'_> {
        let each = self.design.rows_per_base();
        BaseRow {
            design: self.design,
            rows: &self.rows[base * each..][..each],
        }
    }
}

/// The observed rows of one base row.
#[derive(Clone, Copy)]
struct BaseRow<'a> {
    design: &'a SobolDesign,
    rows: &'a [Option<Observed>],
}

impl BaseRow<'_> {
    /// These rows, if all of them have values.
    fn get<const ROWS: usize>(&self, roles: [SobolRow; ROWS]) -> Option<[Observed; ROWS]> {
        let rows = roles.map(|role| self.rows[self.design.place(role)]);
        rows.iter()
            .all(Option::is_some)
            .then(|| rows.map(|row| row.expect("all are there")))
    }

    /// The mean of all rows that have values but the dummy.
    fn mean(&self) -> f64 {
        let rows = &self.rows[..self.design.place(SobolRow::Dummy)];
        let (count, sum) = rows
            .iter()
            .flatten()
            .fold((0.0, 0.0), |(n, sum), row| (n + 1.0, sum + row.mean));
        sum / count
    }
}
