//! Rows for Sobol' indices.

use super::super::{Points, SensitivityError};
use crate::chance::{RunKey, Sobol};

/// What a row of the design is. Every row takes replicate seeds of its own, independent of those of
/// all other rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SobolRow {
    /// The first point of a base row.
    A,
    /// The second point of a base row.
    B,
    /// The first point with one input from the second.
    AB(usize),
    /// The second point with one input from the first: for indices of second order.
    BA(usize),
    /// The first point once more, with other replicate seeds: what an input without any influence
    /// would look like.
    Dummy,
}

/// The rows from which Sobol' indices are estimated (Saltelli 2002; Saltelli et al. 2010).
///
/// Rows lie base row by base row, each as A, B, AB of every input, BA of every input where indices
/// of second order are wanted, and the dummy. A design with more base rows begins with the rows of
/// one with fewer, so that a study can be continued.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolDesign {
    inputs: usize,
    base_rows: usize,
    second_order: bool,
    points: Points,
}

impl SobolDesign {
    /// The largest number of inputs: each takes two dimensions of the Sobol sequence.
    pub const INPUTS: usize = Sobol::DIMENSIONS / 2;

    /// A design on a scrambled Sobol sequence.
    ///
    /// # Errors
    ///
    /// Without inputs or with more than [`SobolDesign::INPUTS`] of them; where the number of base
    /// rows is no power of two, on which the balance of the sequence rests.
    pub fn new(
        inputs: usize,
        base_rows: usize,
        second_order: bool,
        key: &RunKey,
    ) -> Result<SobolDesign, SensitivityError> {
        if inputs == 0 || inputs > SobolDesign::INPUTS {
            return Err(SensitivityError(format!(
                "expected 1 to {} inputs, found {inputs}; screen more of them with Morris \
                 trajectories first",
                SobolDesign::INPUTS
            )));
        }
        if !base_rows.is_power_of_two() {
            let above = base_rows.next_power_of_two();
            return Err(SensitivityError(format!(
                "expected a power of two as number of base rows, found {base_rows}; the next is \
                 {above}"
            )));
        }
        let sequence = Sobol::scrambled(2 * inputs, key);
        let cells = (0..base_rows as u64).flat_map(|index| sequence.point(index));
        let base = Points::new(2 * inputs, cells.collect());
        SobolDesign::of_base(&base, second_order)
    }

    /// A design on base rows of one's own: each a point of twice as many coordinates as there are
    /// inputs, the first half of which is A, and the second B.
    ///
    /// # Errors
    ///
    /// Where base rows have an odd number of coordinates.
    pub fn of_base(base: &Points, second_order: bool) -> Result<SobolDesign, SensitivityError> {
        if !base.columns().is_multiple_of(2) {
            return Err(SensitivityError(format!(
                "expected base rows with twice as many coordinates as inputs, found {} coordinates",
                base.columns()
            )));
        }
        let inputs = base.columns() / 2;
        let mut cells = Vec::new();
        for row in base.rows() {
            let (a, b) = row.split_at(inputs);
            for role in roles(inputs, second_order) {
                let (point, other, changed) = match role {
                    SobolRow::A | SobolRow::Dummy => (a, b, None),
                    SobolRow::B => (b, a, None),
                    SobolRow::AB(input) => (a, b, Some(input)),
                    SobolRow::BA(input) => (b, a, Some(input)),
                };
                let start = cells.len();
                cells.extend_from_slice(point);
                if let Some(input) = changed {
                    cells[start + input] = other[input];
                }
            }
        }
        Ok(SobolDesign {
            inputs,
            base_rows: base.count(),
            second_order,
            points: Points::new(inputs, cells),
        })
    }

    /// Number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Number of base rows.
    #[must_use]
    pub fn base_rows(&self) -> usize {
        self.base_rows
    }

    /// Whether there are rows for indices of second order.
    #[must_use]
    pub fn second_order(&self) -> bool {
        self.second_order
    }

    /// All rows, in the order in which their moments are expected back.
    #[must_use]
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// Rows for each base row.
    #[must_use]
    pub fn rows_per_base(&self) -> usize {
        let crossed = if self.second_order { 2 } else { 1 };
        3 + crossed * self.inputs
    }

    /// The base row that a row belongs to, and what it is there.
    #[must_use]
    pub fn role(&self, row: usize) -> (usize, SobolRow) {
        let each = self.rows_per_base();
        let role = roles(self.inputs, self.second_order).nth(row % each);
        (row / each, role.unwrap_or(SobolRow::Dummy))
    }

    /// The place of a row within those of its base row.
    pub(super) fn place(&self, role: SobolRow) -> usize {
        match role {
            SobolRow::A => 0,
            SobolRow::B => 1,
            SobolRow::AB(input) => 2 + input,
            SobolRow::BA(input) => 2 + self.inputs + input,
            SobolRow::Dummy => self.rows_per_base() - 1,
        }
    }
}

/// What the rows of a base row are, in their order.
fn roles(inputs: usize, second_order: bool) -> impl Iterator<Item = SobolRow> {
    let second = if second_order { inputs } else { 0 };
    [SobolRow::A, SobolRow::B]
        .into_iter()
        .chain((0..inputs).map(SobolRow::AB))
        .chain((0..second).map(SobolRow::BA))
        .chain([SobolRow::Dummy])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_they_are_called() {
        let base = Points::new(4, (0..8).map(f64::from).collect());
        let design = SobolDesign::of_base(&base, true).unwrap();
        assert_eq!(design.rows_per_base(), 7);
        for (row, point) in design.points().rows().enumerate() {
            let (base_row, role) = design.role(row);
            assert_eq!(base_row * 7 + design.place(role), row);
            let at = |place: usize| base.row(base_row)[place];
            let expected = match role {
                SobolRow::A | SobolRow::Dummy => [at(0), at(1)],
                SobolRow::B => [at(2), at(3)],
                SobolRow::AB(0) => [at(2), at(1)],
                SobolRow::AB(_) => [at(0), at(3)],
                SobolRow::BA(0) => [at(0), at(3)],
                SobolRow::BA(_) => [at(2), at(1)],
            };
            assert_eq!(point, expected, "{role:?}");
        }
    }

    #[test]
    fn more_base_rows_continue_a_design() {
        let design = |rows| SobolDesign::new(3, rows, false, &RunKey::new(2, 0)).unwrap();
        let (short, long) = (design(16), design(32));
        let rows = short.points().rows().zip(long.points().rows());
        assert!(rows.into_iter().all(|(a, b)| a == b));
    }

    #[test]
    fn what_the_sequence_cannot_give_is_refused() {
        let error = |inputs, rows| {
            let design = SobolDesign::new(inputs, rows, false, &RunKey::new(2, 0));
            design.unwrap_err().to_string()
        };
        assert!(error(0, 16).contains("1 to 64 inputs"));
        assert!(error(65, 16).contains("1 to 64 inputs"));
        assert!(error(3, 100).contains("the next is 128"));
        assert!(error(3, 0).contains("the next is 1"));
        assert!(SobolDesign::new(64, 1, false, &RunKey::new(2, 0)).is_ok());
        assert!(SobolDesign::of_base(&Points::new(3, vec![0.5; 3]), false).is_err());
    }
}
