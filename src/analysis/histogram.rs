//! Quantiles of shares: counts in cells of equal width over [0, 1].

/// Cells of a histogram.
const CELLS: usize = 200;

/// A histogram of figures in [0, 1]; its quantiles are exact to half a cell, 0.0025.
#[derive(Clone, Debug)]
pub struct Histogram {
    cells: Vec<u32>,
    count: u64,
    sum: f64,
}

impl Default for Histogram {
    fn default() -> Self {
        Histogram {
            cells: vec![0; CELLS],
            count: 0,
            sum: 0.0,
        }
    }
}

impl Histogram {
    /// Adds one figure; figures outside [0, 1] count at the nearer end.
    #[inline]
    pub fn push(&mut self, figure: f64) {
        let cell = (figure.clamp(0.0, 1.0) * CELLS as f64) as usize;
        self.cells[cell.min(CELLS - 1)] += 1;
        self.count += 1;
        self.sum += figure;
    }

    /// Adds another series, which comes after this one.
    pub fn merge(&mut self, other: &Histogram) {
        for (own, added) in self.cells.iter_mut().zip(&other.cells) {
            *own += added;
        }
        self.count += other.count;
        self.sum += other.sum;
    }

    /// Number of figures.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The mean; `None` without figures.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / super::moments::to_f64(self.count))
    }

    /// The middle of the cell in which a share p of the series is reached; `None` without figures.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let goal = p * super::moments::to_f64(self.count);
        let mut seen = 0.0;
        for (cell, &count) in self.cells.iter().enumerate() {
            seen += f64::from(count);
            if count > 0 && seen >= goal {
                return Some((cell as f64 + 0.5) / CELLS as f64);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_and_mean_of_a_known_series() {
        let mut histogram = Histogram::default();
        assert_eq!((histogram.mean(), histogram.quantile(0.5)), (None, None));
        for i in 0..=1000 {
            histogram.push(f64::from(i) / 1000.0);
        }
        assert!((histogram.mean().unwrap() - 0.5).abs() < 1e-12);
        for p in [0.1, 0.5, 0.9] {
            assert!((histogram.quantile(p).unwrap() - p).abs() <= 0.005, "{p}");
        }
    }
}
