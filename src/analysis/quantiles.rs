//! Quantiles in memory that does not grow with the number of runs.

use sketches_ddsketch::{Config, DDSketch};

/// A sketch of a series from which quantiles are read with a relative error of 0.5 % (DDSketch,
/// Masson, Rim and Lee 2019). The order of pushes and merges changes nothing.
#[derive(Clone)]
pub struct Quantiles {
    sketch: DDSketch,
    min: f64,
    max: f64,
}

impl std::fmt::Debug for Quantiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Quantiles")
            .field("count", &self.sketch.count())
            .finish_non_exhaustive()
    }
}

impl Default for Quantiles {
    fn default() -> Self {
        Quantiles {
            // Figures below 1e-6 in size count as zero; 4,096 bins span 1e-6 to over 1e11.
            sketch: DDSketch::new(Config::new(0.005, 4096, 1e-6)),
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
        }
    }
}

impl Quantiles {
    /// Adds one figure.
    pub fn push(&mut self, figure: f64) {
        self.sketch.add(figure);
        self.min = self.min.min(figure);
        self.max = self.max.max(figure);
    }

    /// Adds another series.
    ///
    /// # Panics
    ///
    /// Never: all sketches are made with one configuration.
    pub fn merge(&mut self, other: &Quantiles) {
        self.sketch
            .merge(&other.sketch)
            .unwrap_or_else(|_| unreachable!("one configuration"));
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }

    /// The figure below which a share p of the series lies; `None` without figures.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let found = self.sketch.quantile(p).ok().flatten()?;
        Some(found.clamp(self.min, self.max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= 0.006 * expected.abs() + 1e-6
    }

    #[test]
    fn quantiles_of_a_known_series_with_both_signs_and_zero() {
        let mut sketch = Quantiles::default();
        for i in -500..=500 {
            sketch.push(f64::from(i));
        }
        for (p, expected) in [(0.05, -450.0), (0.25, -250.0), (0.5, 0.0), (0.95, 450.0)] {
            let found = sketch.quantile(p).unwrap();
            assert!((found - expected).abs() <= 4.0, "{p}: {found}");
        }
    }

    #[test]
    fn constant_and_tiny_series() {
        for constant in [0.0, 0.1, 1.0, -0.37, 120.0, 1e-12] {
            let mut sketch = Quantiles::default();
            (0..10).for_each(|_| sketch.push(constant));
            assert_eq!(sketch.quantile(0.5), Some(constant));
        }
        assert_eq!(Quantiles::default().quantile(0.5), None);
    }

    #[test]
    fn the_order_of_merges_changes_nothing() {
        let series: Vec<f64> = (0..1000)
            .map(|i| f64::from(i * 7919 % 1000) - 300.0)
            .collect();
        let parts: Vec<Quantiles> = series
            .chunks(90)
            .map(|chunk| {
                let mut part = Quantiles::default();
                chunk.iter().for_each(|&f| part.push(f));
                part
            })
            .collect();
        let merged = |order: &mut dyn Iterator<Item = &Quantiles>| {
            let mut whole = Quantiles::default();
            order.for_each(|part| whole.merge(part));
            [0.05, 0.25, 0.5, 0.75, 0.95].map(|p| whole.quantile(p).unwrap())
        };
        let forward = merged(&mut parts.iter());
        assert_eq!(forward, merged(&mut parts.iter().rev()));
        for (found, expected) in forward.iter().zip([-251.0, -51.0, 199.0, 449.0, 649.0]) {
            assert!(
                close(*found, expected) || (found - expected).abs() < 3.0,
                "{found}"
            );
        }
    }
}
