//! What the replicates of one row say.

use super::SensitivityError;
use crate::analysis::Moments;
use crate::analysis::moments::to_f64;

/// The mean of the replicates of a row, and how far it can be from the conditional mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Observed {
    /// The mean of the replicates.
    pub(super) mean: f64,
    /// The variance of single replicates.
    pub(super) variance: f64,
    /// Number of replicates that have a value.
    pub(super) replicates: f64,
}

impl Observed {
    /// `None` with fewer than two figures: then nothing is known of the noise.
    pub(super) fn new(moments: &Moments) -> Option<Observed> {
        Some(Observed {
            mean: moments.mean()?,
            variance: moments.variance()?,
            replicates: to_f64(moments.count()),
        })
    }

    /// The variance of the mean, s² / K.
    pub(super) fn noise(&self) -> f64 {
        self.variance / self.replicates
    }

    /// The same row seen from another origin.
    fn less(self, origin: f64) -> Observed {
        Observed {
            mean: self.mean - origin,
            ..self
        }
    }
}

/// The rows of a design in its order, each `None` with fewer than two figures. Means are taken from
/// the mean of all of them, so that products of them do not lose digits.
pub(super) fn observe(
    moments: &[Moments],
    rows: usize,
) -> Result<Vec<Option<Observed>>, SensitivityError> {
    if moments.len() != rows {
        let found = moments.len();
        return Err(SensitivityError(format!(
            "expected the moments of {rows} rows of the design, found {found}"
        )));
    }
    let observed: Vec<Option<Observed>> = moments.iter().map(Observed::new).collect();
    let mut all = Moments::default();
    observed.iter().flatten().for_each(|row| all.push(row.mean));
    let Some(origin) = all.mean() else {
        return Err(SensitivityError(
            "no row has two replicates with a value: ask for at least 2 replicates, or for a metric \
             that has a value more often"
                .to_owned(),
        ));
    };
    Ok(observed
        .into_iter()
        .map(|row| row.map(|row| row.less(origin)))
        .collect())
}
