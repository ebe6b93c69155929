//! Latin hypercubes.

use super::stream::{Purpose, RunKey, StreamId, uniform};

/// The largest figure below 1.
const BELOW_ONE: f64 = 1.0 - f64::EPSILON / 2.0;

/// A Latin hypercube (McKay, Beckman and Conover 1979): so many points of the open unit cube, of
/// which in every dimension each of as many equal intervals holds one, at a random place in it. The
/// order of the intervals is drawn for each dimension on its own.
///
/// Points come one after another, the coordinates of each together.
#[must_use]
pub fn latin_hypercube(points: usize, dimensions: usize, key: &RunKey) -> Vec<f64> {
    let mut cells = vec![0.0; points * dimensions];
    for dimension in 0..dimensions {
        let draw = |what, place: usize| {
            let stream = StreamId::new(Purpose::Design, &["latin", what, &dimension.to_string()]);
            uniform(key, stream, place as u64)
        };
        let mut order: Vec<usize> = (0..points).collect();
        // Fisher and Yates.
        for last in (1..points).rev() {
            let other = (draw("order", last) * (last + 1) as f64) as usize;
            order.swap(last, other);
        }
        for (point, interval) in order.into_iter().enumerate() {
            let place = interval as f64 + draw("place", point);
            // Rounding must not move a point onto the end.
            cells[point * dimensions + dimension] = (place / points as f64).min(BELOW_ONE);
        }
    }
    cells
}
