//! Each estimate as a function of means over base rows.

use super::super::observed::Observed;

/// Terms of A and B: half the sum of their means, of their squares, of their noise, of the variances
/// of their replicates.
pub(super) type Base = [f64; 4];

/// Those of an index: the mean of the base row; half sums, squares and noise as in [`Base`];
/// m_B (m_AB − m_A), m_AB − m_A, and Jansen's difference with its correction.
pub(super) type Index = [f64; 7];

/// Those of a pair: the mean of the base row; half sums, squares and noise; the product of second
/// order less those of both inputs, and what centring takes from it.
pub(super) type Pair = [f64; 6];

pub(super) fn base_terms([a, b]: [Observed; 2]) -> Base {
    [
        0.5 * (a.mean + b.mean),
        0.5 * (a.mean * a.mean + b.mean * b.mean),
        0.5 * (a.noise() + b.noise()),
        0.5 * (a.variance + b.variance),
    ]
}

/// The row AB, or the dummy, beside A and B; `mean` is that of all rows of the base row.
pub(super) fn index_terms(a: Observed, b: Observed, ab: Observed, mean: f64) -> Index {
    let [halves, squares, noise, _] = base_terms([a, b]);
    let step = ab.mean - a.mean;
    [
        mean,
        halves,
        squares,
        noise,
        b.mean * step,
        step,
        0.5 * (step * step - a.noise() - ab.noise()),
    ]
}

/// The rows A, B, ABᵢ, ABⱼ, BAᵢ.
pub(super) fn pair_terms([a, b, ab_i, ab_j, ba_i]: [Observed; 5], mean: f64) -> Pair {
    let [halves, squares, noise, _] = base_terms([a, b]);
    let (step_i, step_j) = (ab_i.mean - a.mean, ab_j.mean - a.mean);
    let joint = ba_i.mean * ab_j.mean - a.mean * b.mean;
    let joint_centring = ba_i.mean + ab_j.mean - a.mean - b.mean;
    [
        mean,
        halves,
        squares,
        noise,
        joint - b.mean * (step_i + step_j),
        joint_centring - step_i - step_j,
    ]
}

/// The variance of the conditional mean from half sums, squares and noise: the variance of the 2 n
/// means of A and B around their own mean, less as much of the noise as that variance holds.
fn variance(halves: f64, squares: f64, noise: f64, base_rows: f64) -> f64 {
    squares - halves * halves - (1.0 - 0.5 / base_rows) * noise
}

/// Var(E[Y | x]).
pub(super) fn signal(means: &Base, base_rows: f64) -> Option<f64> {
    Some(variance(means[0], means[1], means[2], base_rows))
}

/// E[Var(Y | x)] / (E[Var(Y | x)] + Var(E[Y | x])).
pub(super) fn noise_share(means: &Base, base_rows: f64) -> Option<f64> {
    let whole = means[3] + signal(means, base_rows)?;
    (whole != 0.0).then(|| means[3] / whole)
}

/// The index of first order.
pub(super) fn first(means: &Index, base_rows: f64) -> Option<f64> {
    let [mean, halves, squares, noise, product, step, _] = *means;
    share(
        product - mean * step,
        variance(halves, squares, noise, base_rows),
    )
}

/// The total index.
pub(super) fn total(means: &Index, base_rows: f64) -> Option<f64> {
    let [_, halves, squares, noise, _, _, jansen] = *means;
    share(jansen, variance(halves, squares, noise, base_rows))
}

/// The index of second order.
pub(super) fn second(means: &Pair, base_rows: f64) -> Option<f64> {
    let [mean, halves, squares, noise, product, centring] = *means;
    share(
        product - mean * centring,
        variance(halves, squares, noise, base_rows),
    )
}

fn share(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}
