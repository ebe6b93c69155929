//! Columns of text.

/// On which side the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// On the left: words.
    Left,
    /// On the right: figures.
    Right,
}

/// The lines of a table: every column as wide as its widest cell, two spaces between columns, none
/// at the end of a line. Only the last cell of a row may hold terminal styles.
#[must_use]
pub fn table<const N: usize>(columns: [Align; N], rows: &[[String; N]]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(width);
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(columns).zip(widths).enumerate();
            let padded = cells.map(|(column, ((cell, align), width))| match align {
                Align::Left if column + 1 == N => cell.clone(),
                Align::Left => format!("{cell:<width$}"),
                Align::Right => format!("{cell:>width$}"),
            });
            let line: Vec<String> = padded.collect();
            line.join("  ").trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let row = |name: &str, figure: &str, unit: &str| [name, figure, unit].map(str::to_owned);
        let rows = [
            row("é", "1", "share"),
            row("a longer name", "0.25", ""),
            row("", "", ""),
        ];
        assert_eq!(
            table([Align::Left, Align::Right, Align::Left], &rows),
            ["é                 1  share", "a longer name  0.25", ""]
        );
    }
}
