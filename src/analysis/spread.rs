//! The range across assumptions: how far conditional means differ over the drawn inputs.

use super::interval::Interval;
use super::moments::{Moments, to_f64};

/// With fewer draws of the inputs than this nothing is said about them.
pub(crate) const FEWEST_DRAWS: u64 = 50;

/// The 95 % quantile of the standard normal distribution: of the one-sided test and bound, and of
/// the range of conditional means.
const Z: f64 = 1.644_853_626_951_472_2;

/// What nested replicates say of the conditional means E[Y | inputs].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Draws of the inputs for which the metric had a value.
    pub draws: u64,
    /// What was found.
    pub finding: Finding,
}

/// How far the conditional means differ over the draws of the inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finding {
    /// From their 5 to their 95 % quantile.
    Range(Interval),
    /// Not more than replicates of one draw do by chance (F test at the 5 % level), or only in
    /// so few draws that the ends of the range are one figure. With 95 % confidence they would, if
    /// normally distributed, lie within this range.
    NotToldFromNoise(Interval),
    /// All replicates of all draws gave one figure.
    AllEqual,
    /// The metric had a value for fewer than 50 draws, or never two for one draw.
    TooFewDraws,
}

impl Finding {
    /// The name used in files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Finding::Range(_) => "range",
            Finding::NotToldFromNoise(_) => "not_told_from_noise",
            Finding::AllEqual => "all_equal",
            Finding::TooFewDraws => "too_few_draws",
        }
    }

    /// Every name.
    pub const NAMES: [&'static str; 4] =
        ["range", "not_told_from_noise", "all_equal", "too_few_draws"];
}

/// Finds the range of the conditional means from `draws`, the moments of a metric over the
/// replicates of each draw of the inputs, and `ensemble`, those over the runs of the ensemble, on
/// whose mean the range is centred; it does not exceed the figures seen. `None` without draws.
///
/// Means of few replicates vary more than the conditional means, by their own simulation error. Let
/// nᵢ of N figures belong to draw i, with mean mᵢ and variance sᵢ², and fᵢ = nᵢ / N. Then
///
/// ```text
/// between = Σ nᵢ (mᵢ − m)²         noise = Σ (1 − fᵢ) sᵢ²         F = between / noise
/// variance of the conditional means = (between − noise) / (N − Σ nᵢ fᵢ)
/// ```
///
/// which is the estimate of one-way analysis of variance for unequal numbers (Searle, Casella and
/// McCulloch 1992), with the noise as in Brown and Forsythe (1974): it stays unbiased when
/// variances differ with the draw and with nᵢ, as they do for shares and for metrics that have a
/// value in some runs only. A draw counts by its number of figures, as it does in the mean of the
/// ensemble; a draw with a single figure takes part with the mean noise.
///
/// Where F is not significant nothing is made of the differences. Where it is, the deviations of the
/// means are shrunk by √(1 − 1 / F), so that their variance is that of the conditional means (Louis
/// 1984), and their quantiles are taken. Where conditional means are far from normal, and noise is
/// the larger part of the variance between draws, the range is nearer to that of a normal
/// distribution than the true one.
#[must_use]
pub fn spread_of_means(draws: &[Moments], ensemble: &Moments) -> Option<Spread> {
    let mut means: Vec<Mean> = draws.iter().filter_map(Mean::new).collect();
    let mut seen = *ensemble;
    draws.iter().for_each(|moments| seen.merge(moments));
    let around = |low: f64, high: f64| {
        let (least, most) = (seen.min()?, seen.max()?);
        let end = |deviation: f64| Some((ensemble.mean()? + deviation).clamp(least, most));
        Some(Interval(end(low)?, end(high)?))
    };
    (!draws.is_empty()).then(|| Spread {
        draws: means.len() as u64,
        finding: find(&mut means, around).unwrap_or(Finding::TooFewDraws),
    })
}

/// The mean of the figures of one draw.
struct Mean {
    mean: f64,
    /// Number of figures.
    count: f64,
    /// Their variance; `None` of a single one.
    variance: Option<f64>,
}

impl Mean {
    fn new(moments: &Moments) -> Option<Mean> {
        Some(Mean {
            mean: moments.mean()?,
            count: to_f64(moments.count()),
            variance: moments.variance(),
        })
    }
}

/// `around` makes an interval of two deviations from the mean.
fn find(means: &mut [Mean], around: impl Fn(f64, f64) -> Option<Interval>) -> Option<Finding> {
    if (means.len() as u64) < FEWEST_DRAWS {
        return None;
    }
    let figures: f64 = means.iter().map(|m| m.count).sum();
    let mean = means.iter().map(|m| m.count * m.mean).sum::<f64>() / figures;
    let between: f64 = means
        .iter()
        .map(|m| m.count * (m.mean - mean) * (m.mean - mean))
        .sum();
    let noise = Noise::new(means, figures)?;
    let groups = to_f64(means.len() as u64) - 1.0;
    let spared = figures - means.iter().map(|m| m.count * m.count).sum::<f64>() / figures;
    // Sums of equal figures are equal but for rounding.
    if between <= 1e-24 * figures * mean * mean && noise.variance == 0.0 {
        return Some(Finding::AllEqual);
    }
    let ratio = between / (groups * noise.variance);
    if ratio > f_quantile(Z, groups, noise.degrees) {
        let kept = libm::sqrt(1.0 - 1.0 / ratio);
        for m in means.iter_mut() {
            m.mean = kept * (m.mean - mean);
        }
        means.sort_by(|a, b| a.mean.total_cmp(&b.mean));
        let range = around(quantile(means, 0.05), quantile(means, 0.95))?;
        if range.low() < range.high() {
            return Some(Finding::Range(range));
        }
    }
    // A ratio below 1 says no more than 1 does: no bound is tighter than without any sign.
    let expected = groups * noise.variance;
    let most = between.max(expected) / f_quantile(-Z, groups, noise.degrees);
    let half = Z * libm::sqrt((most - expected) / spared);
    Some(Finding::NotToldFromNoise(around(-half, half)?))
}

/// The variance of figures of one draw.
struct Noise {
    variance: f64,
    /// Degrees of freedom (Satterthwaite 1946, for equal variances).
    degrees: f64,
}

impl Noise {
    /// The mean over draws, weighted by 1 − fᵢ; `None` unless a draw has two figures.
    fn new(means: &[Mean], figures: f64) -> Option<Noise> {
        let (mut sum, mut weights, mut squares) = (0.0, 0.0, 0.0);
        for m in means {
            if let Some(variance) = m.variance {
                let weight = 1.0 - m.count / figures;
                sum += weight * variance;
                weights += weight;
                squares += weight * weight / (m.count - 1.0);
            }
        }
        (weights > 0.0).then(|| Noise {
            variance: sum / weights,
            degrees: weights * weights / squares,
        })
    }
}

/// The quantile of the F distribution that belongs to the quantile z of the standard normal
/// distribution (Paulson 1942): within 0.2 % from 49 and 50 degrees of freedom on.
fn f_quantile(z: f64, above: f64, below: f64) -> f64 {
    let (a, b) = (2.0 / (9.0 * above), 2.0 / (9.0 * below));
    // (1 − b) x − (1 − a) = z √(b x² + a) with x the cube root.
    let (p, q) = (1.0 - a, 1.0 - b);
    let square = q * q - z * z * b;
    let root = z * libm::sqrt((a * q * q + b * p * p - z * z * a * b).max(0.0));
    let cube_root = (p * q + root) / square;
    cube_root * cube_root * cube_root
}

/// The quantile of means in rising order that count by their figures, with linear interpolation
/// between their middles (Hazen 1914; Hyndman and Fan 1996, type 5).
fn quantile(sorted: &[Mean], p: f64) -> f64 {
    let goal = p * sorted.iter().map(|m| m.count).sum::<f64>();
    let mut seen = 0.0;
    let mut last: Option<(f64, f64)> = None;
    for m in sorted {
        let middle = seen + 0.5 * m.count;
        if middle >= goal {
            return match last {
                Some((before, mean)) => {
                    mean + (m.mean - mean) * (goal - before) / (middle - before)
                }
                None => m.mean,
            };
        }
        seen += m.count;
        last = Some((middle, m.mean));
    }
    last.map_or(0.0, |(_, mean)| mean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Distribution, Purpose, RunKey, StreamId, Tape, normal_cdf};

    /// Chance for one synthetic study.
    struct Dice {
        tape: Tape,
        key: RunKey,
        at: u64,
    }

    impl Dice {
        fn new(study: u64) -> Dice {
            Dice {
                tape: Tape::new(StreamId::new(Purpose::Event, &["spread"])),
                key: RunKey::new(7, study),
                at: 0,
            }
        }

        fn uniform(&mut self) -> f64 {
            self.at += 1;
            self.tape.uniform(&self.key, self.at)
        }

        fn normal(&mut self) -> f64 {
            crate::chance::normal_quantile(self.uniform())
        }

        fn indicator(&mut self, p: f64) -> f64 {
            f64::from(u8::from(self.uniform() < p))
        }
    }

    /// A study: `replicates` says how many figures a draw has, `figures` draws the inputs and
    /// returns the law of the figures.
    fn study<F: FnMut(&mut Dice) -> f64>(
        number: u64,
        draws: usize,
        mut replicates: impl FnMut(&mut Dice) -> usize,
        mut figures: impl FnMut(&mut Dice) -> F,
    ) -> Spread {
        let mut dice = Dice::new(number);
        let mut ensemble = Moments::default();
        let draws: Vec<Moments> = (0..draws)
            .map(|_| {
                let mut law = figures(&mut dice);
                let mut moments = Moments::default();
                for _ in 0..replicates(&mut dice) {
                    moments.push(law(&mut dice));
                }
                ensemble.merge(&moments);
                moments
            })
            .collect();
        spread_of_means(&draws, &ensemble).unwrap()
    }

    /// What came of repeated studies: the ranges found, and how often none was.
    #[derive(Default)]
    struct Tried {
        low: Moments,
        high: Moments,
        bounds: Vec<Interval>,
    }

    fn tried(studies: u64, one: impl Fn(u64) -> Spread) -> Tried {
        let mut tried = Tried::default();
        for number in 0..studies {
            match one(number).finding {
                Finding::Range(range) => {
                    tried.low.push(range.low());
                    tried.high.push(range.high());
                }
                Finding::NotToldFromNoise(bound) => tried.bounds.push(bound),
                other => panic!("{other:?}"),
            }
        }
        tried
    }

    /// Both ends on average within four standard errors of the mean over the studies, plus
    /// `bias`: the estimator is consistent, not unbiased. Under a normal error four standard errors
    /// are exceeded in 1 of 16,000 cases.
    fn ends_are(tried: &Tried, low: f64, high: f64, bias: f64) {
        for (end, expected) in [(&tried.low, low), (&tried.high, high)] {
            let (mean, error) = (end.mean().unwrap(), end.std_error().unwrap());
            assert!(
                (mean - expected).abs() < 4.0 * error + bias,
                "{mean} ± {error}, expected {expected}"
            );
        }
    }

    /// Y = 2 + a Z + b E with standard normal Z (the input) and E: E[Y | Z] has the 5–95 % range
    /// 2 ± 1.645 a, whatever the noise b.
    #[test]
    fn normal_means_under_normal_noise() {
        for noise in [0.0, 1.0, 5.0] {
            let tried = tried(40, |number| {
                study(
                    number,
                    200,
                    |_| 25,
                    |dice| {
                        let input = dice.normal();
                        move |dice: &mut Dice| 2.0 + input + noise * dice.normal()
                    },
                )
            });
            assert!(tried.bounds.is_empty());
            ends_are(&tried, 2.0 - Z, 2.0 + Z, 0.02);
        }
    }

    /// Indicators with probabilities from a beta distribution, 25 replicates.
    #[test]
    fn shares_with_probabilities_from_a_beta_distribution() {
        for (alpha, beta) in [(2.0, 2.0), (12.0, 40.0)] {
            let law = Distribution::beta(alpha, beta, 0.0, 1.0).unwrap();
            let tried = tried(40, |number| {
                study(
                    number,
                    200,
                    |_| 25,
                    |dice| {
                        let p = law.quantile(dice.uniform());
                        move |dice: &mut Dice| dice.indicator(p)
                    },
                )
            });
            assert!(tried.bounds.is_empty());
            // The size of the range is estimated without bias; its shape is blurred by noise.
            let (low, high) = (law.quantile(0.05), law.quantile(0.95));
            ends_are(&tried, low, high, 0.05 * (high - low));
        }
    }

    /// A metric with a value in some runs only, more often the higher its mean: draws count by
    /// their figures. Z is uniform, a value comes up with probability Z, and the mean is Z, so that
    /// over the figures Z has the distribution function z².
    #[test]
    fn unequal_numbers_of_figures() {
        let tried = tried(40, |number| {
            let input = std::cell::Cell::new(0.0);
            study(
                number,
                200,
                |dice| (0..20).filter(|_| dice.uniform() < input.get()).count(),
                |dice| {
                    input.set(dice.uniform());
                    let mean = input.get();
                    move |dice: &mut Dice| mean + 0.5 * dice.normal()
                },
            )
        });
        assert!(tried.bounds.is_empty());
        let (low, high) = (0.05_f64.sqrt(), 0.95_f64.sqrt());
        ends_are(&tried, low, high, 0.05 * (high - low));
    }

    /// The share of false ranges lies within four standard deviations of the nominal 5 %, whatever
    /// the law of the figures; where draws differ in their variance and numbers too, within 3 % more
    /// (the test is then approximate). And the bound is never a point.
    #[test]
    fn without_variation_nothing_is_told_from_noise() {
        let studies = 400;
        let four = 4.0 * libm::sqrt(0.05 * 0.95 / studies as f64);
        let told = |tried: Tried| {
            assert!(tried.bounds.iter().all(|bound| bound.high() > bound.low()));
            1.0 - tried.bounds.len() as f64 / studies as f64
        };
        let normal = tried(studies, |number| {
            study(number, 60, |_| 7, |_| |dice: &mut Dice| dice.normal())
        });
        let share = told(normal);
        assert!((share - 0.05).abs() < four, "normal: {share}");
        for p in [0.05, 0.4] {
            let shares = tried(studies, |number| {
                study(
                    number,
                    60,
                    |_| 10,
                    |_| move |dice: &mut Dice| dice.indicator(p),
                )
            });
            let share = told(shares);
            assert!((share - 0.05).abs() < four, "{p}: {share}");
        }
        let unequal = tried(studies, |number| {
            study(
                number,
                60,
                |dice| (1.0 + 12.0 * dice.uniform()) as usize,
                |dice| {
                    let scale = 0.5 + dice.uniform();
                    move |dice: &mut Dice| scale * dice.normal()
                },
            )
        });
        let share = told(unequal);
        assert!(share < 0.08 + four, "unequal: {share}");
    }

    /// A variation of 0.05 in replicates that vary by 1 is found in some studies of 200 draws with 25
    /// replicates; in those that do not find it the bound covers the true range in at least 95 %
    /// (less four standard deviations) of all.
    #[test]
    fn small_variation_is_found_or_bounded() {
        let (studies, a) = (200, 0.05);
        let tried = tried(studies, |number| {
            study(
                number,
                200,
                |_| 25,
                |dice| {
                    let input = a * dice.normal();
                    move |dice: &mut Dice| input + dice.normal()
                },
            )
        });
        // The power of the F test at F = 1 + 25 · 0.0025.
        let critical = f_quantile(Z, 199.0, 4800.0) / 1.0625;
        let power = 1.0 - normal_cdf(paulson(critical, 199.0, 4800.0));
        let found = tried.low.count() as f64 / studies as f64;
        let sd = libm::sqrt(power * (1.0 - power) / studies as f64);
        assert!((found - power).abs() < 4.0 * sd, "{found} {power}");
        let covered = |bound: &&Interval| bound.high() - bound.low() >= 2.0 * Z * a;
        let missed = tried.bounds.len() - tried.bounds.iter().filter(covered).count();
        let most = 0.05 + 4.0 * libm::sqrt(0.05 * 0.95 / studies as f64);
        assert!(missed as f64 / studies as f64 <= most, "{missed}");
    }

    /// Paulson's normal quantile of an F ratio.
    fn paulson(ratio: f64, above: f64, below: f64) -> f64 {
        let (a, b) = (2.0 / (9.0 * above), 2.0 / (9.0 * below));
        let x = libm::cbrt(ratio);
        ((1.0 - b) * x - (1.0 - a)) / libm::sqrt(b * x * x + a)
    }

    /// From tables: 5 % points of F.
    #[test]
    fn quantiles_of_f() {
        for (above, below, upper) in [
            (60.0, 60.0, 1.534_3),
            (60.0, 120.0, 1.429_0),
            (120.0, 120.0, 1.351_9),
            (120.0, 1e9, 1.221_4),
        ] {
            let found = f_quantile(Z, above, below);
            assert!((found - upper).abs() < 5e-4, "{above} {below}: {found}");
            let lower = f_quantile(-Z, below, above);
            assert!((lower * found - 1.0).abs() < 1e-9, "{above} {below}");
        }
    }

    /// The mean of the ensemble, not of the replicates, and never beyond its figures.
    #[test]
    fn the_range_is_centred_on_the_mean_of_the_ensemble() {
        let draws: Vec<Moments> = (0..100)
            .map(|draw| {
                let mut moments = Moments::default();
                (0..2).for_each(|_| moments.push(f64::from(draw)));
                moments
            })
            .collect();
        let mut ensemble = Moments::default();
        for figure in [-60.0, 20.0, 130.0] {
            ensemble.push(figure);
        }
        let spread = spread_of_means(&draws, &ensemble).unwrap();
        assert_eq!(spread.draws, 100);
        let Finding::Range(range) = spread.finding else {
            panic!("{spread:?}")
        };
        // 4.5 and 94.5 of 0 … 99 are 45 from their middle, and the mean of the ensemble is 30.
        assert!((range.low() + 15.0).abs() < 1e-9, "{range:?}");
        assert!((range.high() - 75.0).abs() < 1e-9, "{range:?}");
        // It does not go below the least figure seen.
        let mut low = Moments::default();
        low.push(1.0);
        let Some(Spread {
            finding: Finding::Range(range),
            ..
        }) = spread_of_means(&draws, &low)
        else {
            panic!("a range")
        };
        assert_eq!(range.low(), 0.0);
    }

    #[test]
    fn a_range_is_never_a_point() {
        for replicate in [0.0, 1.0] {
            let (mut draws, mut ensemble) = (Vec::new(), Moments::default());
            for draw in 0..100 {
                let mut moments = Moments::default();
                [1.0, replicate].iter().for_each(|&figure| {
                    moments.push(if draw < 4 { 1.0 - figure } else { 1.0 });
                });
                ensemble.merge(&moments);
                draws.push(moments);
            }
            let spread = spread_of_means(&draws, &ensemble).unwrap();
            let Finding::NotToldFromNoise(bound) = spread.finding else {
                panic!("{spread:?}")
            };
            let mean = ensemble.mean().unwrap();
            assert!(bound.low() < mean && mean < bound.high(), "{bound:?}");
        }
    }

    #[test]
    fn nothing_is_said_without_draws_or_variation() {
        let draw = |figures: &[f64]| {
            let mut moments = Moments::default();
            figures.iter().for_each(|&figure| moments.push(figure));
            moments
        };
        let of = |draws: &[Moments]| {
            let ensemble = draws.iter().fold(Moments::default(), |mut sum, moments| {
                sum.merge(moments);
                sum
            });
            spread_of_means(draws, &ensemble).unwrap()
        };
        assert_eq!(spread_of_means(&[], &Moments::default()), None);
        let few = of(&vec![draw(&[0.0, 1.0]); 49]);
        assert_eq!((few.draws, few.finding), (49, Finding::TooFewDraws));
        let single = of(&vec![draw(&[1.0]); 80]);
        assert_eq!(single.finding, Finding::TooFewDraws);
        let mut none = vec![draw(&[0.1, 0.1, 0.1]); 60];
        none.push(draw(&[]));
        none.push(draw(&[0.1]));
        let equal = of(&none);
        assert_eq!((equal.draws, equal.finding), (61, Finding::AllEqual));
    }
}
