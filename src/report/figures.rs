//! A mean, its interval and its range, written with as many decimals as they deserve.

use super::words::is_zero;
use crate::analysis::Interval;

/// Never more decimals than this.
const MOST_DECIMALS: i32 = 6;

/// Figures that stand in one row and are read together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    /// They are shares, of which two significant digits are shown; three of anything else.
    pub(super) share: bool,
    pub(super) mean: Option<f64>,
    pub(super) interval: Option<Interval>,
    pub(super) range: Option<Interval>,
}

/// How the figures of a row are rounded.
#[derive(Clone, Copy, Debug)]
struct Rounding {
    decimals: i32,
    /// The interval is narrower than its digits can show, so its ends are rounded away from the
    /// mean: it never looks like a point.
    outward: bool,
}

impl Figures {
    /// Mean, interval and range in words, all with the same decimals.
    pub(super) fn words(&self) -> [String; 3] {
        self.words_rounded(self.rounding())
    }

    fn words_rounded(&self, rounding: Rounding) -> [String; 3] {
        [
            self.mean_in_words(rounding),
            self.interval.map_or_else(String::new, |interval| {
                let unit = libm::pow(10.0, f64::from(rounding.decimals));
                // A little less, so that 0.29, which is held as 0.28999…, stays what it is.
                let (low, high) = (interval.low() * unit, interval.high() * unit);
                match rounding.outward {
                    true => rounding.ends(
                        libm::floor(low + 1e-6) / unit,
                        libm::ceil(high - 1e-6) / unit,
                    ),
                    false => rounding.ends(interval.low(), interval.high()),
                }
            }),
            self.range.map_or_else(String::new, |range| {
                rounding.ends(range.low(), range.high())
            }),
        ]
    }

    /// The mean and how far its interval reaches from it, in one cell: `0.84 ±0.01`; of an interval
    /// that is not centred on the mean, how far it reaches on its longer side. It is rounded up, so
    /// that it is never shown narrower than it is, and has a digit of its own where the mean of a
    /// share has too few.
    pub(super) fn plus_minus(&self) -> String {
        let rounding = self.rounding();
        let words = self.mean_in_words(rounding);
        let (Some(mean), Some(interval)) = (self.mean, self.interval) else {
            return words;
        };
        let reach = (interval.high() - mean).max(mean - interval.low());
        if reach <= 0.0 {
            return words;
        }
        let own = (libm::ceil(-libm::log10(reach)) as i32).clamp(0, MOST_DECIMALS);
        let rounding = Rounding {
            decimals: rounding.decimals.max(own),
            ..rounding
        };
        let unit = libm::pow(10.0, f64::from(rounding.decimals));
        format!(
            "{words} ±{}",
            rounding.figure(libm::ceil(reach * unit - 1e-6) / unit)
        )
    }

    /// Mean, interval and range of a difference in words. Where the interval leaves out 0 both of
    /// its ends show on which side they are, with more decimals if need be.
    pub(super) fn difference_words(&self) -> [String; 3] {
        let mut rounding = self.rounding();
        if let Some(interval) = self.interval {
            let nearest = interval.low().abs().min(interval.high().abs());
            let apart = interval.low() > 0.0 || interval.high() < 0.0;
            while apart
                && rounding.decimals < MOST_DECIMALS
                && nearest * libm::pow(10.0, f64::from(rounding.decimals)) < 0.5
            {
                rounding.decimals += 1;
                rounding.outward = false;
            }
        }
        self.words_rounded(rounding)
    }

    /// The last digit shown is worth no more than half the width of the interval, and there are no
    /// more significant digits than two or three, counted on the largest figure.
    fn rounding(&self) -> Rounding {
        let ends = |interval: Option<Interval>| {
            interval.map_or([0.0; 2], |interval| [interval.low(), interval.high()])
        };
        let [a, b] = ends(self.interval);
        let [c, d] = ends(self.range);
        let all = [self.mean.unwrap_or(0.0), a, b, c, d];
        let largest = all.into_iter().map(f64::abs).fold(0.0, f64::max);
        let magnitude = match (largest > 0.0, self.share) {
            (false, _) => {
                return Rounding {
                    decimals: 0,
                    outward: false,
                };
            }
            // 1.00 counts like 0.99, so that both have two decimals.
            (true, true) => (libm::floor(libm::log10(largest)) as i32).min(-1),
            (true, false) => libm::floor(libm::log10(largest)) as i32,
        };
        let digits = if self.share { 2 } else { 3 };
        let allowed = (digits - 1 - magnitude).clamp(0, MOST_DECIMALS);
        let half = (b - a) / 2.0;
        if half <= 0.0 {
            return Rounding {
                decimals: allowed,
                outward: false,
            };
        }
        let needed = (libm::ceil(-libm::log10(half)) as i32).max(0);
        Rounding {
            decimals: needed.min(allowed),
            outward: needed > allowed,
        }
    }

    fn mean_in_words(&self, rounding: Rounding) -> String {
        let Some(mean) = self.mean else {
            return "–".to_owned();
        };
        let words = rounding.figure(mean);
        let step = libm::pow(10.0, f64::from(-rounding.decimals));
        match self.share {
            true if mean > 0.0 && words == rounding.figure(0.0) => {
                format!("<{}", rounding.figure(step))
            }
            true if mean < 1.0 && words == rounding.figure(1.0) => {
                format!(">{}", rounding.figure(1.0 - step))
            }
            _ => words,
        }
    }
}

impl Rounding {
    /// Both ends, or the one figure that both of them are.
    fn ends(self, low: f64, high: f64) -> String {
        let (low, high) = (self.figure(low), self.figure(high));
        if low == high {
            low
        } else {
            format!("{low} to {high}")
        }
    }

    fn figure(self, figure: f64) -> String {
        let decimals = usize::try_from(self.decimals).unwrap_or(0);
        let words = format!("{figure:.decimals$}");
        match words.strip_prefix('-') {
            Some(unsigned) if is_zero(&words) => unsigned.to_owned(),
            _ => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(share: bool, mean: f64, ci: (f64, f64), range: (f64, f64)) -> String {
        let figures = Figures {
            share,
            mean: Some(mean),
            interval: Some(Interval(ci.0, ci.1)),
            range: Some(Interval(range.0, range.1)),
        };
        figures.words().join(" | ")
    }

    #[test]
    fn shares_have_two_digits_and_intervals_never_look_like_a_point() {
        for (mean, ci, range, expected) in [
            (1.0, (0.9996, 1.0), (1.0, 1.0), "1.00 | 0.99 to 1.00 | 1.00"),
            (
                0.723,
                (0.7197, 0.7262),
                (0.64, 0.78),
                "0.72 | 0.71 to 0.73 | 0.64 to 0.78",
            ),
            (
                0.29,
                (0.29 - 1e-5, 0.29 + 1e-5),
                (0.2, 0.3),
                "0.29 | 0.28 to 0.30 | 0.20 to 0.30",
            ),
            (0.1, (0.1, 0.1), (0.1, 0.1), "0.10 | 0.10 | 0.10"),
            (0.0, (0.0, 0.0), (0.0, 0.0), "0 | 0 | 0"),
            (
                0.9967,
                (0.9954, 0.9977),
                (0.98, 1.0),
                ">0.99 | 0.99 to 1.00 | 0.98 to 1.00",
            ),
            (
                0.8,
                (0.49, 0.94),
                (0.7, 0.9),
                "0.8 | 0.5 to 0.9 | 0.7 to 0.9",
            ),
            (
                0.002,
                (0.0, 0.11),
                (0.0, 0.01),
                "<0.01 | 0.00 to 0.11 | 0.00 to 0.01",
            ),
            (
                0.0005,
                (0.0002, 0.0012),
                (0.0, 0.001),
                "0.0005 | 0.0002 to 0.0012 | 0.0000 to 0.0010",
            ),
        ] {
            assert_eq!(row(true, mean, ci, range), expected);
        }
    }

    #[test]
    fn other_figures_have_three_digits() {
        for (mean, ci, range, expected) in [
            (
                24.85,
                (24.65, 25.05),
                (22.1, 27.9),
                "24.9 | 24.6 to 25.1 | 22.1 to 27.9",
            ),
            (24.3, (18.7, 29.9), (20.0, 30.0), "24 | 19 to 30 | 20 to 30"),
            (
                -0.0001,
                (-0.003, 0.0028),
                (-0.2, 0.033),
                "0.000 | -0.003 to 0.003 | -0.200 to 0.033",
            ),
            (
                12_345.0,
                (12_344.6, 12_345.4),
                (1.0, 20_000.0),
                "12345 | 12344 to 12346 | 1 to 20000",
            ),
        ] {
            assert_eq!(row(false, mean, ci, range), expected);
        }
    }

    #[test]
    fn a_half_width_is_never_shown_narrower_than_it_is() {
        for (mean, low, high, expected) in [
            (0.843, 0.8406, 0.8454, "0.84 ±0.003"),
            (0.73, 0.70, 0.76, "0.73 ±0.03"),
            (1.0, 0.9996, 1.0, "1.00 ±0.0004"),
            (0.0, 0.0, 0.0126, "0.000 ±0.013"),
            (0.5, 0.5, 0.5, "0.50"),
        ] {
            let figures = Figures {
                share: true,
                mean: Some(mean),
                interval: Some(Interval(low, high)),
                range: None,
            };
            assert_eq!(figures.plus_minus(), expected);
        }
    }

    #[test]
    fn a_difference_shows_on_which_side_of_zero_its_interval_is() {
        for (mean, low, high, expected) in [
            (-0.1, -0.1992, -0.0008, "-0.100 | -0.199 to -0.001"),
            (-0.1, -0.2008, 0.0008, "-0.1 | -0.2 to 0.0"),
            (0.24, 0.21, 0.27, "0.24 | 0.21 to 0.27"),
        ] {
            let figures = Figures {
                share: true,
                mean: Some(mean),
                interval: Some(Interval(low, high)),
                range: None,
            };
            assert_eq!(figures.difference_words()[..2].join(" | "), expected);
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let figures = Figures {
            share: true,
            mean: None,
            interval: None,
            range: None,
        };
        assert_eq!(figures.words(), ["–", "", ""]);
    }
}
