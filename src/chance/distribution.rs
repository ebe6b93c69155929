//! Distributions of uncertain inputs, drawn by their quantile function.

use std::fmt;

use super::beta::beta_quantile;
use super::normal::{normal_cdf, normal_quantile};

/// A distribution with bounded support.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Every value between low and high is as likely.
    Uniform {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Rising to the mode and falling from it.
    Triangular {
        /// Lower end.
        low: f64,
        /// The most likely value.
        mode: f64,
        /// Upper end.
        high: f64,
    },
    /// Normal, cut off at low and high.
    Normal {
        /// Mean before cutting.
        mean: f64,
        /// Standard deviation before cutting.
        sd: f64,
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Beta, stretched to low and high.
    Beta {
        /// First shape.
        alpha: f64,
        /// Second shape.
        beta: f64,
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// One of these values, each as likely; in rising order.
    Choice(Vec<f64>),
}

/// What is wrong with the figures of a distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionError(String);

impl fmt::Display for DistributionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DistributionError {}

fn ordered(low: f64, high: f64) -> Result<(), DistributionError> {
    if low < high {
        return Ok(());
    }
    let message = if low == high {
        format!("expected low < high, found {low} twice; write a plain number instead")
    } else {
        format!("expected low < high, found {low} and {high}")
    };
    Err(DistributionError(message))
}

fn positive(name: &str, figure: f64) -> Result<(), DistributionError> {
    if figure > 0.0 && figure <= 1e6 {
        Ok(())
    } else {
        let message = format!("expected `{name}` above 0 and at most 1000000, found {figure}");
        Err(DistributionError(message))
    }
}

impl Distribution {
    /// A uniform distribution.
    ///
    /// # Errors
    ///
    /// Unless low < high.
    pub fn uniform(low: f64, high: f64) -> Result<Self, DistributionError> {
        ordered(low, high)?;
        Ok(Distribution::Uniform { low, high })
    }

    /// A triangular distribution.
    ///
    /// # Errors
    ///
    /// Unless low < high and low ≤ mode ≤ high.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        ordered(low, high)?;
        if !(low..=high).contains(&mode) {
            let message = format!("expected a mode from {low} to {high}, found {mode}");
            return Err(DistributionError(message));
        }
        Ok(Distribution::Triangular { low, mode, high })
    }

    /// A normal distribution, cut off at low and high.
    ///
    /// # Errors
    ///
    /// Unless sd > 0, low < high, and some of it lies between them.
    pub fn normal(mean: f64, sd: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        ordered(low, high)?;
        positive("sd", sd)?;
        if normal_cdf((high - mean) / sd) - normal_cdf((low - mean) / sd) < 1e-6 {
            let message =
                format!("hardly any of this normal distribution lies between {low} and {high}");
            return Err(DistributionError(message));
        }
        Ok(Distribution::Normal {
            mean,
            sd,
            low,
            high,
        })
    }

    /// A beta distribution, stretched to low and high.
    ///
    /// # Errors
    ///
    /// Unless both shapes are positive and low < high.
    pub fn beta(alpha: f64, beta: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        ordered(low, high)?;
        positive("alpha", alpha)?;
        positive("beta", beta)?;
        Ok(Distribution::Beta {
            alpha,
            beta,
            low,
            high,
        })
    }

    /// One of several values.
    ///
    /// # Errors
    ///
    /// Unless there are at least two.
    pub fn choice(mut values: Vec<f64>) -> Result<Self, DistributionError> {
        if values.len() < 2 {
            let message = format!("expected at least two values, found {}", values.len());
            return Err(DistributionError(message));
        }
        values.sort_by(f64::total_cmp);
        Ok(Distribution::Choice(values))
    }

    /// The value below which a share u in (0, 1) of the distribution lies.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        let (low, high) = self.support();
        let value = match *self {
            Distribution::Uniform { low, high } => low + u * (high - low),
            Distribution::Triangular { low, mode, high } => {
                let (width, rise) = (high - low, mode - low);
                if u * width < rise {
                    low + libm::sqrt(u * width * rise)
                } else {
                    high - libm::sqrt((1.0 - u) * width * (high - mode))
                }
            }
            Distribution::Normal {
                mean,
                sd,
                low,
                high,
            } => {
                let (from, to) = (
                    normal_cdf((low - mean) / sd),
                    normal_cdf((high - mean) / sd),
                );
                let p = from + u * (to - from);
                mean + sd * normal_quantile(p.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON))
            }
            Distribution::Beta {
                alpha,
                beta,
                low,
                high,
            } => low + (high - low) * beta_quantile(alpha, beta, u),
            Distribution::Choice(ref values) => {
                let index = (u * values.len() as f64) as usize;
                values[index.min(values.len() - 1)]
            }
        };
        value.clamp(low, high)
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match *self {
            Distribution::Uniform { low, high } => 0.5 * (low + high),
            Distribution::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Distribution::Normal {
                mean,
                sd,
                low,
                high,
            } => {
                let (a, b) = ((low - mean) / sd, (high - mean) / sd);
                let density = |z: f64| 0.398_942_280_401_432_7 * libm::exp(-0.5 * z * z);
                let mass = normal_cdf(b) - normal_cdf(a);
                (mean + sd * (density(a) - density(b)) / mass).clamp(low, high)
            }
            Distribution::Beta {
                alpha,
                beta,
                low,
                high,
            } => low + (high - low) * alpha / (alpha + beta),
            Distribution::Choice(ref values) => values.iter().sum::<f64>() / values.len() as f64,
        }
    }

    /// The smallest and the largest value.
    #[must_use]
    pub fn support(&self) -> (f64, f64) {
        match *self {
            Distribution::Uniform { low, high }
            | Distribution::Triangular { low, high, .. }
            | Distribution::Normal { low, high, .. }
            | Distribution::Beta { low, high, .. } => (low, high),
            Distribution::Choice(ref values) => (values[0], values[values.len() - 1]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples() -> Vec<Distribution> {
        [
            Distribution::uniform(0.2, 0.9),
            Distribution::triangular(-0.6, -0.4, -0.1),
            Distribution::triangular(0.0, 0.0, 1.0),
            Distribution::normal(0.5, 0.3, 0.0, 1.0),
            Distribution::normal(-1.0, 0.5, 0.0, 2.0),
            Distribution::beta(2.0, 5.0, 0.0, 10.0),
            Distribution::choice(vec![0.3, 0.1, 0.2]),
        ]
        .into_iter()
        .map(|made| made.unwrap())
        .collect()
    }

    #[test]
    fn means_are_the_integrals_of_the_quantiles() {
        for distribution in examples() {
            let cells = 30_000;
            let sum: f64 = (0..cells)
                .map(|cell| distribution.quantile((f64::from(cell) + 0.5) / f64::from(cells)))
                .sum();
            let mean = sum / f64::from(cells);
            assert!(
                (mean - distribution.mean()).abs() < 1e-4,
                "{distribution:?} {mean}"
            );
        }
    }

    #[test]
    fn quantiles_rise_and_stay_inside() {
        for distribution in examples() {
            let (low, high) = distribution.support();
            let mut last = low;
            for u in [
                1e-16,
                1e-6,
                0.1,
                0.3,
                0.5,
                0.7,
                0.9,
                1.0 - 1e-6,
                1.0 - 1e-16,
            ] {
                let value = distribution.quantile(u);
                assert!(
                    (last..=high).contains(&value),
                    "{distribution:?} {u} {value}"
                );
                last = value;
            }
        }
    }

    #[test]
    fn known_quantiles() {
        let triangular = Distribution::triangular(0.0, 0.25, 1.0).unwrap();
        assert!((triangular.quantile(0.25) - 0.25).abs() < 1e-15);
        // 1 − √((1 − ½) · ¾)
        assert!((triangular.quantile(0.5) - (1.0 - 0.375_f64.sqrt())).abs() < 1e-15);
        let choice = Distribution::choice(vec![1.0, 2.0, 3.0, 4.0]).unwrap();
        let drawn = [0.1, 0.3, 0.6, 0.9].map(|u| choice.quantile(u));
        assert_eq!(drawn, [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn refuses_what_is_not_a_distribution() {
        for (made, part) in [
            (Distribution::uniform(0.7, 0.4), "low < high"),
            (Distribution::uniform(0.7, 0.7), "plain number"),
            (Distribution::triangular(0.1, 0.9, 0.5), "a mode from"),
            (Distribution::normal(0.5, -1.0, 0.0, 1.0), "`sd`"),
            (Distribution::normal(50.0, 1.0, 0.0, 1.0), "hardly any"),
            (Distribution::beta(0.0, 1.0, 0.0, 1.0), "`alpha`"),
            (Distribution::choice(vec![0.5]), "at least two"),
        ] {
            let error = made.unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
