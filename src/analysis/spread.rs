//! The range across assumptions: how far conditional means differ over the drawn inputs.

use super::interval::Interval;
use super::moments::Moments;

/// Means of a metric over replicates that share one draw of the inputs, one draw after the other.
pub type ConditionalMeans = [Moments];

/// The 5–95 % range of the conditional means E[Y | inputs], from nested replicates; `None` unless
/// at least two draws of the inputs have two replicates each.
///
/// Means of few replicates vary more than the conditional means themselves, by their own
/// simulation error. So each deviation from the overall mean is shrunk by the square root of the
/// share of the variance between draws that is not simulation error (the variance-components
/// estimate of one-way analysis of variance; Searle, Casella and McCulloch 1992). Where nothing
/// is left after that the range is a point.
#[must_use]
pub fn spread_of_means(replicates: &ConditionalMeans) -> Option<Interval> {
    let mut means: Vec<f64> = Vec::new();
    let (mut between, mut error) = (Moments::default(), Moments::default());
    for moments in replicates {
        if let (Some(mean), Some(std_error)) = (moments.mean(), moments.std_error()) {
            means.push(mean);
            between.push(mean);
            error.push(std_error * std_error);
        }
    }
    let (centre, total, noise) = (between.mean()?, between.variance()?, error.mean()?);
    let kept = if total > 0.0 {
        libm::sqrt(((total - noise) / total).max(0.0))
    } else {
        0.0
    };
    means.sort_by(f64::total_cmp);
    let at = |p: f64| centre + kept * (interpolated(&means, p) - centre);
    Some(Interval(at(0.05), at(0.95)))
}

/// The quantile of sorted figures with linear interpolation (Hyndman and Fan 1996, type 7).
fn interpolated(sorted: &[f64], p: f64) -> f64 {
    let place = p * (sorted.len() - 1) as f64;
    let (index, fraction) = (place as usize, place.fract());
    match sorted.get(index + 1) {
        Some(next) => sorted[index] + fraction * (next - sorted[index]),
        None => sorted[index],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, RunKey, StreamId, normal_quantile, uniform};

    /// Y = a · Z + noise · E with standard normal Z (the input) and E: the 5–95 % range of
    /// E[Y | Z] is a · [−1.645, 1.645], whatever the noise.
    fn range(a: f64, noise: f64) -> Interval {
        let stream = |name| StreamId::new(Purpose::Event, &[name]);
        let normal =
            |name, position| normal_quantile(uniform(&RunKey::new(5, 0), stream(name), position));
        let replicates: Vec<Moments> = (0..400)
            .map(|draw| {
                let input = normal("input", draw);
                let mut moments = Moments::default();
                for replicate in 0..40 {
                    moments.push(a * input + noise * normal("noise", draw * 40 + replicate));
                }
                moments
            })
            .collect();
        spread_of_means(&replicates).unwrap()
    }

    /// The standard error of a 5 % quantile of 400 normals is about 0.1: four of them.
    #[test]
    fn noise_does_not_widen_the_range() {
        for noise in [0.0, 1.0, 5.0] {
            let range = range(1.0, noise);
            assert!((range.low() + 1.645).abs() < 0.45, "{noise}: {range:?}");
            assert!((range.high() - 1.645).abs() < 0.45, "{noise}: {range:?}");
        }
    }

    #[test]
    fn an_input_that_does_nothing_has_hardly_a_range() {
        let range = range(0.0, 1.0);
        assert!(range.high() - range.low() < 0.2, "{range:?}");
    }
}
