//! Quantiles of shares: counts at places of equal distance over [0, 1].

use super::moments::to_f64;
use super::quantiles::place;

/// Distances between the places of a histogram.
const STEPS: usize = 200;

/// A histogram of figures in [0, 1], each counted at the nearest of 201 places: its quantiles are
/// within 0.0025, and exact for multiples of 0.005.
#[derive(Clone, Debug)]
pub struct Histogram {
    counts: Vec<u32>,
    count: u64,
    sum: f64,
}

impl Default for Histogram {
    fn default() -> Self {
        Histogram {
            counts: vec![0; STEPS + 1],
            count: 0,
            sum: 0.0,
        }
    }
}

impl Histogram {
    /// Adds one figure; figures outside [0, 1] count at the nearer end.
    #[inline]
    pub fn push(&mut self, figure: f64) {
        let nearest = (figure.clamp(0.0, 1.0) * STEPS as f64 + 0.5) as usize;
        self.counts[nearest] += 1;
        self.count += 1;
        self.sum += figure;
    }

    /// Adds another series, which comes after this one.
    pub fn merge(&mut self, other: &Histogram) {
        for (own, added) in self.counts.iter_mut().zip(&other.counts) {
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
        (self.count > 0).then(|| self.sum / to_f64(self.count))
    }

    /// The first place that a share p of the series does not exceed, as in
    /// [`Quantiles`](super::Quantiles); `None` without figures.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let goal = place(p, self.count);
        let mut seen = 0;
        let found = self.counts.iter().position(|&count| {
            seen += u64::from(count);
            seen >= goal
        })?;
        Some(found as f64 / STEPS as f64)
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
            assert!((histogram.quantile(p).unwrap() - p).abs() <= 0.0025, "{p}");
        }
    }

    #[test]
    fn few_round_figures_come_back_as_they_are() {
        let mut histogram = Histogram::default();
        for figure in [0.0, 0.55, 1.0] {
            histogram.push(figure);
        }
        let found = [0.1, 0.3, 0.4, 0.6, 0.7, 0.9].map(|p| histogram.quantile(p).unwrap());
        assert_eq!(found, [0.0, 0.0, 0.55, 0.55, 1.0, 1.0]);
    }
}
