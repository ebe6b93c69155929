//! Points of the unit cube.

/// Points of the unit cube, one after another. Morris trajectories reach its ends, 0 and 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    columns: usize,
    cells: Vec<f64>,
}

impl Points {
    /// Points of so many coordinates, the coordinates of each together.
    ///
    /// # Panics
    ///
    /// Without columns, and where the last point is not whole.
    #[must_use]
    pub fn new(columns: usize, cells: Vec<f64>) -> Points {
        assert!(columns > 0 && cells.len().is_multiple_of(columns));
        Points { columns, cells }
    }

    /// Number of points.
    #[must_use]
    pub fn count(&self) -> usize {
        self.cells.len() / self.columns
    }

    /// Coordinates of a point.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// A point.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.columns..][..self.columns]
    }

    /// The points in their order.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks_exact(self.columns)
    }
}
