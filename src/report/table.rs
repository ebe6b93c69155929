//! Columns of text.

use super::paragraph::{FAINT, HEADING};

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
    lines(&columns, rows)
}

/// The same for a number of columns that only the content tells; rows are as long as `columns`.
pub(super) fn wide_table(columns: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    lines(columns, rows)
}

/// A table whose rows stand in sections, each under its title; columns are aligned over all of them,
/// and sections without rows are left out.
pub(super) fn sections<R: AsRef<[String]>>(
    columns: &[Align],
    header: R,
    sections: Vec<(&str, Vec<R>)>,
) -> Vec<String> {
    let (titles, rows): (Vec<&str>, Vec<Vec<R>>) = sections
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .unzip();
    let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
    let mut all = vec![header];
    all.extend(rows.into_iter().flatten());
    let mut set = lines(columns, &all).into_iter();
    let header = set.by_ref().take(1);
    let mut lines: Vec<String> = header
        .map(|header| format!("{FAINT}  {header}{FAINT:#}"))
        .collect();
    for (title, length) in titles.into_iter().zip(lengths) {
        lines.push(format!("{HEADING}{title}{HEADING:#}"));
        lines.extend(set.by_ref().take(length).map(|row| format!("  {row}")));
    }
    lines
}

fn lines<R: AsRef<[String]>>(columns: &[Align], rows: &[R]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row.as_ref()[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let last = columns.len().saturating_sub(1);
    rows.iter()
        .map(|row| {
            let cells = row.as_ref().iter().zip(columns).zip(&widths).enumerate();
            let padded = cells.map(|(column, ((cell, align), width))| match align {
                Align::Left if column == last => cell.clone(),
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
