//! Test functions with analytic indices.

use std::f64::consts::PI;

/// Ishigami and Homma (1990) with a = 7, b = 0.1, its inputs stretched to [−π, π].
pub(super) fn ishigami(point: &[f64]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|input| PI * (2.0 * point[input] - 1.0));
    x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
}
