//! Quantiles in memory that does not grow with the number of runs.

use std::borrow::Cow;

use super::moments::to_f64;

/// Distinct figures up to which quantiles are exact.
const EXACT: usize = 1024;
/// Figures that are taken in before they are put in order.
const BATCH: usize = 256;
/// Bits of the mantissa that a bin leaves out, of 52: bins are at most 2⁻⁸ of their figures wide.
const BITS_LEFT_OUT: u32 = 44;
/// Figures nearer to zero than this share one bin.
const TINY: f64 = 1e-9;

/// The place of a quantile among figures in rising order, from 1: ⌈p · count⌉, so that the
/// quantile is the smallest figure that a share p of the series does not exceed (the inverse of the
/// empirical distribution function; Hyndman and Fan 1996, type 1).
///
/// The small factor keeps rounding from moving a whole product up by one.
pub(super) fn place(p: f64, count: u64) -> u64 {
    let place = libm::ceil(p * to_f64(count) * (1.0 - 1e-12));
    (place as u64).clamp(1, count.max(1))
}

/// Equal figures, or those of one bin.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cell {
    least: f64,
    count: u64,
}

/// A series from which quantiles are read.
///
/// They are exact up to 1,024 distinct figures. Beyond that, figures share bins of equal relative
/// width, with the least figure of a bin standing for all of them: a quantile is then a figure of
/// the series, and at most 0.4 % nearer to the lower end than the exact one. (Bins that split each
/// power of two evenly are those of Tene's HdrHistogram; with the relative error bounded as in
/// Masson, Rim and Lee 2019.)
///
/// What is kept depends on the figures alone: neither the order of pushes and merges nor how the
/// series was split changes anything.
#[derive(Clone, Debug, Default)]
pub struct Quantiles {
    /// In rising order.
    cells: Vec<Cell>,
    binned: bool,
    recent: Vec<f64>,
}

impl Quantiles {
    /// Adds one figure.
    #[inline]
    pub fn push(&mut self, figure: f64) {
        // Adding zero makes −0 a 0.
        self.recent.push(figure + 0.0);
        if self.recent.len() == BATCH {
            self.settle();
        }
    }

    /// Adds another series.
    pub fn merge(&mut self, other: &Quantiles) {
        self.settle();
        let other = other.settled();
        self.cells.extend_from_slice(&other.cells);
        self.binned |= other.binned;
        self.order();
    }

    /// The smallest figure that a share p of the series does not exceed; `None` without figures.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let settled = self.settled();
        let goal = place(p, settled.cells.iter().map(|cell| cell.count).sum());
        let mut seen = 0;
        settled.cells.iter().find_map(|cell| {
            seen += cell.count;
            (seen >= goal).then_some(cell.least)
        })
    }

    fn settled(&self) -> Cow<'_, Quantiles> {
        if self.recent.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut settled = self.clone();
        settled.settle();
        Cow::Owned(settled)
    }

    fn settle(&mut self) {
        if self.recent.is_empty() {
            return;
        }
        let single = |least| Cell { least, count: 1 };
        self.cells.extend(self.recent.drain(..).map(single));
        self.order();
    }

    /// Puts cells in order and joins those that belong together. The sort finds the two ordered
    /// halves that a merge leaves, and costs hardly more than a walk through them.
    fn order(&mut self) {
        self.cells.sort_by(|a, b| a.least.total_cmp(&b.least));
        self.join();
        if !self.binned && self.cells.len() > EXACT {
            self.binned = true;
            self.join();
        }
    }

    fn join(&mut self) {
        let binned = self.binned;
        self.cells.dedup_by(|next, kept| {
            let together = if binned {
                bin(next.least) == bin(kept.least)
            } else {
                next.least == kept.least
            };
            if together {
                kept.count += next.count;
            }
            together
        });
    }
}

/// The bin of a figure: it rises with the figure.
fn bin(figure: f64) -> i64 {
    let size = figure.abs();
    if size < TINY {
        return 0;
    }
    let bin = (size.to_bits() >> BITS_LEFT_OUT) as i64;
    if figure < 0.0 { -bin } else { bin }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, RunKey, StreamId, Tape, normal_quantile};

    const PLACES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

    fn of(series: &[f64]) -> Quantiles {
        let mut quantiles = Quantiles::default();
        series.iter().for_each(|&figure| quantiles.push(figure));
        quantiles
    }

    fn read(quantiles: &Quantiles) -> [f64; 5] {
        PLACES.map(|p| quantiles.quantile(p).unwrap())
    }

    /// The definition, on the whole series.
    fn exact(series: &[f64]) -> [f64; 5] {
        let mut sorted = series.to_vec();
        sorted.sort_by(f64::total_cmp);
        PLACES.map(|p| sorted[place(p, sorted.len() as u64) as usize - 1])
    }

    fn uniforms(count: u64) -> Vec<f64> {
        let mut tape = Tape::new(StreamId::new(Purpose::Event, &["quantiles"]));
        let key = RunKey::new(1, 0);
        (0..count).map(|at| tape.uniform(&key, at)).collect()
    }

    #[test]
    fn few_figures_give_figures_of_the_series() {
        assert_eq!(Quantiles::default().quantile(0.5), None);
        assert_eq!(read(&of(&[18.0, 24.0, 15.0])), [15., 15., 18., 24., 24.]);
        assert_eq!(read(&of(&[7.0])), [7.0; 5]);
        assert_eq!(read(&of(&[1.0, 0.0])), [0.0, 0.0, 0.0, 1.0, 1.0]);
        assert_eq!(
            read(&of(&[-0.0, 0.0, -1e-12])),
            [-1e-12, -1e-12, 0., 0., 0.]
        );
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(read(&of(&hundred)), [5., 25., 50., 75., 95.]);
    }

    #[test]
    fn the_place_of_a_whole_product_is_that_product() {
        for count in 1..=5000_u64 {
            for percent in [5, 10, 25, 50, 75, 90, 95_u64] {
                let exact = (percent * count).div_ceil(100);
                assert_eq!(
                    place(percent as f64 / 100.0, count),
                    exact,
                    "{percent} {count}"
                );
            }
        }
        assert_eq!(place(0.95, 20_000_000_000), 19_000_000_000);
        assert_eq!((place(0.0, 10), place(1.0, 10)), (1, 10));
    }

    /// Rounds of a run, say: the figures stay as they are however many runs there are.
    #[test]
    fn a_metric_with_few_values_stays_exact() {
        let series: Vec<f64> = uniforms(50_000)
            .iter()
            .map(|u| libm::floor(u * 41.0) / 40.0)
            .collect();
        assert_eq!(read(&of(&series)), exact(&series));
    }

    #[test]
    fn beyond_that_quantiles_are_figures_at_most_half_a_per_cent_below() {
        let laws: [fn(f64) -> f64; 4] = [
            |u| u,
            |u| -40.0 * libm::log(u),
            |u| normal_quantile(u) - 0.5,
            |u| if u < 0.3 { 0.1 } else { u - 0.5 },
        ];
        for law in laws {
            let series: Vec<f64> = uniforms(30_000).into_iter().map(law).collect();
            let quantiles = of(&series);
            for (found, expected) in read(&quantiles).into_iter().zip(exact(&series)) {
                let error = expected - found;
                assert!(
                    (0.0..=0.004 * expected.abs()).contains(&error),
                    "{found} {expected}"
                );
                assert!(series.contains(&found), "{found}");
            }
            // 30,000 figures in a few thousand cells.
            assert!(quantiles.cells.len() < 6_000, "{}", quantiles.cells.len());
        }
    }

    /// Also across the switch to bins: early in one part, late or never in others.
    #[test]
    fn how_a_series_is_split_changes_nothing() {
        for distinct in [900.0, 1024.0, 1025.0, 5000.0] {
            let series: Vec<f64> = uniforms(12_000)
                .iter()
                .map(|u| libm::floor(u * distinct) - 300.0)
                .collect();
            let whole = of(&series).settled().into_owned();
            assert_eq!(whole.binned, distinct > 1024.0, "{distinct}");
            for size in [1, 77, 256, 3000, 11_999] {
                let parts: Vec<Quantiles> = series.chunks(size).map(of).collect();
                let merged = |order: &mut dyn Iterator<Item = &Quantiles>| {
                    let mut merged = Quantiles::default();
                    order.for_each(|part| merged.merge(part));
                    merged
                };
                for merged in [merged(&mut parts.iter()), merged(&mut parts.iter().rev())] {
                    assert_eq!(merged.cells, whole.cells, "{distinct} {size}");
                }
            }
        }
    }
}
