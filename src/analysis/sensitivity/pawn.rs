//! PAWN indices: how far knowing an input shifts the whole distribution.

use serde::Serialize;

use super::bootstrap::Resampling;
use super::{Points, SensitivityError};
use crate::analysis::Moments;
use crate::chance::{Purpose, RunKey, StreamId, Tape};

/// With fewer rows in a slice than this the distance of its distribution says too little.
pub const FEWEST_ROWS_OF_A_SLICE: usize = 10;

/// What PAWN found about one metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pawn {
    /// Rows with at least two replicates that have a value.
    pub rows: usize,
    /// Rows with fewer, which are left out.
    pub rows_without_value: usize,
    /// Slices of each input.
    pub slices: usize,
    /// Indices of each input, in their order.
    pub inputs: Vec<PawnIndex>,
    /// What inputs without any influence stay below in as large a share of cases as the level says,
    /// each statistic by itself.
    pub floor: PawnIndex,
}

/// Kolmogorov–Smirnov distances between the distribution of rows in a slice of an input and that of
/// all rows, from 0 to 1, summarised over slices.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PawnIndex {
    /// Their median.
    pub median: f64,
    /// The largest.
    pub max: f64,
    /// Their mean.
    pub mean: f64,
}

/// Estimates PAWN indices (Pianosi and Wagener 2015, 2018) of the columns of any points, from the
/// mean of each row: each input is cut into so many slices with as many rows.
///
/// Distances of finite samples are never 0. The floor says what they are without influence: for
/// each resample rows are dealt to slices at random, and it is the quantile of these dummies at the
/// level of `resampling` (Khorashadi Zadeh et al. 2017 use one dummy input). An index has no interval
/// here: bootstrapped distances are too large by as much as the floor is to tell.
///
/// What is sliced is the distribution of row means: it holds the noise of the replicates, which
/// makes distances smaller and cannot be taken off.
///
/// # Errors
///
/// Where the number of rows is not that of the points; with fewer than 2 slices, or fewer than
/// [`FEWEST_ROWS_OF_A_SLICE`] rows with a value in each; where figures of the resampling are out of
/// range.
pub fn pawn_indices(
    points: &Points,
    rows: &[Moments],
    slices: usize,
    resampling: &Resampling,
) -> Result<Pawn, SensitivityError> {
    resampling.check()?;
    if rows.len() != points.count() {
        return Err(SensitivityError(format!(
            "expected the moments of {} rows, found {}",
            points.count(),
            rows.len()
        )));
    }
    let valued: Vec<(usize, f64)> = rows
        .iter()
        .enumerate()
        .filter(|(_, moments)| moments.count() >= 2)
        .filter_map(|(row, moments)| Some((row, moments.mean()?)))
        .collect();
    check_slices(slices, valued.len())?;
    let means: Vec<f64> = valued.iter().map(|(_, mean)| *mean).collect();
    let order = Order::of(&means);
    let inputs = (0..points.columns())
        .map(|input| {
            let column: Vec<f64> = valued
                .iter()
                .map(|(row, _)| points.row(*row)[input])
                .collect();
            order.index(&slices_of(&column, slices), slices)
        })
        .collect();
    Ok(Pawn {
        rows: valued.len(),
        rows_without_value: rows.len() - valued.len(),
        slices,
        inputs,
        floor: floor(&order, slices, resampling),
    })
}

fn check_slices(slices: usize, rows: usize) -> Result<(), SensitivityError> {
    if slices >= 2 && rows >= slices * FEWEST_ROWS_OF_A_SLICE {
        return Ok(());
    }
    Err(SensitivityError(format!(
        "expected at least 2 slices and {FEWEST_ROWS_OF_A_SLICE} rows with a value in each, found \
         {slices} slices and {rows} rows"
    )))
}

/// The slice of each row: between which of the quantiles of the column at 0, 1 / slices, …, 1 its
/// coordinate lies. The highest belongs to the last slice.
fn slices_of(column: &[f64], slices: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_by(|&a, &b| column[a].total_cmp(&column[b]));
    let mut slice_of = vec![0; column.len()];
    for (rank, row) in order.into_iter().enumerate() {
        slice_of[row] = (rank * slices / (column.len() - 1)).min(slices - 1);
    }
    slice_of
}

/// The quantile of each statistic over dummies.
fn floor(order: &Order, slices: usize, resampling: &Resampling) -> PawnIndex {
    let stream = StreamId::new(Purpose::Resample, &["dummies"]);
    let dummies: Vec<PawnIndex> = (0..resampling.resamples)
        .map(|number| {
            let key = RunKey::new(resampling.seed, number);
            let mut tape = Tape::new(stream);
            let rows = order.rows.len() as u64;
            let column: Vec<f64> = (0..rows).map(|place| tape.uniform(&key, place)).collect();
            order.index(&slices_of(&column, slices), slices)
        })
        .collect();
    let quantile = |of: fn(&PawnIndex) -> f64| {
        let mut sorted: Vec<f64> = dummies.iter().map(of).collect();
        sorted.sort_by(f64::total_cmp);
        // The rank of an exact test by permutation: of n dummies, the ⌈level (n + 1)⌉-th.
        let rank = libm::ceil(resampling.level * (sorted.len() + 1) as f64) as usize;
        sorted[rank.clamp(1, sorted.len()) - 1]
    };
    PawnIndex {
        median: quantile(|dummy| dummy.median),
        max: quantile(|dummy| dummy.max),
        mean: quantile(|dummy| dummy.mean),
    }
}

/// Rows in rising order of their means, and where equal means end.
struct Order {
    rows: Vec<usize>,
    last_of_equals: Vec<bool>,
}

impl Order {
    fn of(means: &[f64]) -> Order {
        let mut rows: Vec<usize> = (0..means.len()).collect();
        rows.sort_by(|&a, &b| means[a].total_cmp(&means[b]));
        let last_of_equals = (0..rows.len())
            .map(|place| {
                let next = rows.get(place + 1);
                next.is_none_or(|&next| means[next] != means[rows[place]])
            })
            .collect();
        Order {
            rows,
            last_of_equals,
        }
    }

    fn index(&self, slice_of: &[usize], slices: usize) -> PawnIndex {
        summary(&mut self.distances(slice_of, slices))
    }

    /// The Kolmogorov–Smirnov distance of each slice from all rows. A row whose slice is out of
    /// range belongs to none.
    fn distances(&self, slice_of: &[usize], slices: usize) -> Vec<f64> {
        let mut sizes = vec![0.0; slices];
        for &slice in slice_of {
            if let Some(size) = sizes.get_mut(slice) {
                *size += 1.0;
            }
        }
        let all = self.rows.len() as f64;
        let mut seen = vec![0.0; slices];
        let mut distances = vec![0.0_f64; slices];
        for (place, &row) in self.rows.iter().enumerate() {
            if let Some(count) = seen.get_mut(slice_of[row]) {
                *count += 1.0;
            }
            if self.last_of_equals[place] {
                let share = (place + 1) as f64 / all;
                for slice in 0..slices {
                    let distance = (seen[slice] / sizes[slice] - share).abs();
                    distances[slice] = distances[slice].max(distance);
                }
            }
        }
        distances
    }
}

fn summary(distances: &mut [f64]) -> PawnIndex {
    distances.sort_by(f64::total_cmp);
    let count = distances.len();
    let middle = count / 2;
    PawnIndex {
        median: if count.is_multiple_of(2) {
            0.5 * (distances[middle - 1] + distances[middle])
        } else {
            distances[middle]
        },
        max: distances[count - 1],
        mean: distances.iter().sum::<f64>() / count as f64,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const SALIB: &str = include_str!("../../../tests/fixtures/sensitivity/salib.json");

    fn numbers(value: &Value) -> Vec<f64> {
        let list = value.as_array().unwrap();
        list.iter().map(|item| item.as_f64().unwrap()).collect()
    }

    fn resampling() -> Resampling {
        Resampling {
            resamples: 199,
            level: 0.95,
            seed: 3,
        }
    }

    /// SALib leaves the row with the largest coordinate out of every slice; here it is in the last.
    /// So it is taken out for this comparison.
    #[test]
    fn distances_are_those_of_salib() {
        let fixture: Value = serde_json::from_str(SALIB).unwrap();
        let case = &fixture["pawn"];
        let slices = case["slices"].as_u64().unwrap() as usize;
        let rows: Vec<Vec<f64>> = case["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(numbers)
            .collect();
        let order = Order::of(&numbers(&case["figures"]));
        for input in 0..3 {
            let column: Vec<f64> = rows.iter().map(|row| row[input]).collect();
            let mut slice_of = slices_of(&column, slices);
            let last = (0..column.len()).max_by(|&a, &b| column[a].total_cmp(&column[b]));
            slice_of[last.unwrap()] = slices;
            let found = order.index(&slice_of, slices);
            for (name, figure) in [
                ("median", found.median),
                ("max", found.max),
                ("mean", found.mean),
            ] {
                let expected = numbers(&case[name])[input];
                assert!((figure - expected).abs() < 1e-9, "{name} {input}: {figure}");
            }
        }
    }

    fn row(figure: f64) -> Moments {
        let mut moments = Moments::default();
        moments.push(figure);
        moments.push(figure);
        moments
    }

    /// With figures that rise with the first coordinate a slice holds a quarter of the distribution.
    /// The first of 25 of 100 is farthest from all at its end, by 1 − ¼; the second by ½ − 0 and
    /// then 1 − ½; and as the last row is part of the last slice all slices hold 25.
    #[test]
    fn distances_of_a_figure_that_is_one_input() {
        let cells: Vec<f64> = (0..100)
            .flat_map(|i| [f64::from(i) / 100.0, f64::from(i * 37 % 100) / 100.0])
            .collect();
        let points = Points::new(2, cells);
        let rows: Vec<Moments> = points.rows().map(|point| row(point[0])).collect();
        let found = pawn_indices(&points, &rows, 4, &resampling()).unwrap();
        assert!((found.inputs[0].max - 0.75).abs() < 1e-12, "{found:?}");
        assert!((found.inputs[0].median - 0.625).abs() < 0.02, "{found:?}");
        assert!(found.inputs[1].max < found.floor.max, "{found:?}");
        assert!(found.inputs[1].median < found.floor.median, "{found:?}");
        let mut missing = rows.clone();
        missing[7] = Moments::default();
        // A single replicate counts as none, as in every method.
        missing[8] = Moments::default();
        missing[8].push(1.0);
        let found = pawn_indices(&points, &missing, 4, &resampling()).unwrap();
        assert_eq!((found.rows, found.rows_without_value), (98, 2));
    }

    #[test]
    fn too_many_slices_are_refused() {
        let points = Points::new(1, (0..30).map(f64::from).collect());
        let rows: Vec<Moments> = points.rows().map(|point| row(point[0])).collect();
        for slices in [0, 1, 4] {
            assert!(pawn_indices(&points, &rows, slices, &resampling()).is_err());
        }
        assert!(pawn_indices(&points, &rows, 3, &resampling()).is_ok());
        assert!(pawn_indices(&points, &rows[1..], 2, &resampling()).is_err());
    }
}
