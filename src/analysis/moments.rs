//! Mean and variance in one pass.

/// Count, mean, variance and range of a series (Welford 1962; merged as in Chan, Golub and
/// LeVeque 1979). For a fixed order of pushes and merges the result is the same to the last bit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    count: u64,
    mean: f64,
    /// Sum of squared deviations.
    squares: f64,
    min: f64,
    max: f64,
}

impl Moments {
    /// Adds one figure.
    pub fn push(&mut self, figure: f64) {
        if self.count == 0 {
            (self.min, self.max) = (figure, figure);
        }
        self.count += 1;
        let step = figure - self.mean;
        self.mean += step / to_f64(self.count);
        self.squares += step * (figure - self.mean);
        self.min = self.min.min(figure);
        self.max = self.max.max(figure);
    }

    /// Adds another series, which comes after this one.
    pub fn merge(&mut self, other: &Moments) {
        if other.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = *other;
            return;
        }
        let (own, added) = (to_f64(self.count), to_f64(other.count));
        let step = other.mean - self.mean;
        self.count += other.count;
        let total = to_f64(self.count);
        self.mean += step * added / total;
        self.squares += other.squares + step * step * own * added / total;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }

    /// Number of figures.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The mean; `None` without figures.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then_some(self.mean)
    }

    /// The variance with n − 1; `None` with fewer than two figures.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / to_f64(self.count - 1))
    }

    /// The standard error of the mean; `None` with fewer than two figures.
    #[must_use]
    pub fn std_error(&self) -> Option<f64> {
        self.variance()
            .map(|variance| libm::sqrt(variance / to_f64(self.count)))
    }

    /// The smallest figure.
    #[must_use]
    pub fn min(&self) -> Option<f64> {
        (self.count > 0).then_some(self.min)
    }

    /// The largest figure.
    #[must_use]
    pub fn max(&self) -> Option<f64> {
        (self.count > 0).then_some(self.max)
    }
}

pub(super) fn to_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments() {
        let mut moments = Moments::default();
        assert_eq!((moments.mean(), moments.variance()), (None, None));
        for figure in [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0] {
            moments.push(figure);
        }
        // Mean 5; squared deviations sum to 32.
        assert_eq!(moments.mean(), Some(5.0));
        assert!((moments.variance().unwrap() - 32.0 / 7.0).abs() < 1e-12);
        assert_eq!((moments.min(), moments.max()), (Some(2.0), Some(9.0)));
    }

    #[test]
    fn merging_is_pushing_and_keeps_far_from_zero_variances() {
        let figures: Vec<f64> = (0..1000)
            .map(|i| 1e9 + f64::from(i * 7919 % 1000) / 1000.0)
            .collect();
        let mut whole = Moments::default();
        figures.iter().for_each(|&f| whole.push(f));
        let mut merged = Moments::default();
        for chunk in figures.chunks(77) {
            let mut part = Moments::default();
            chunk.iter().for_each(|&f| part.push(f));
            merged.merge(&part);
        }
        assert_eq!(merged.count(), whole.count());
        // The variance of 0, 1/1000, …, 999/1000 with n − 1.
        let exact = (1000.0 * 1000.0 - 1.0) / 12.0 / 1e6 * 1000.0 / 999.0;
        for moments in [whole, merged] {
            assert!((moments.variance().unwrap() - exact).abs() < 1e-6);
        }
    }
}
