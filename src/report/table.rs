//! Columns of text.

use super::paragraph::{FAINT, HEADING, WIDTH, wrap};

/// Columns that the last cell needs at the least to be read as words below each other.
const NARROWEST: usize = 30;

/// On which side the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// On the left: words.
    Left,
    /// On the right: figures.
    Right,
}

/// The lines of a table: every column as wide as its widest cell, two spaces between columns, none
/// at the end of a line. Only the last cell of a row may hold terminal styles; words in it that
/// would make a line too long continue below.
#[must_use]
pub fn table<const N: usize>(columns: [Align; N], rows: &[[String; N]]) -> Vec<String> {
    lines(&columns, rows)
}

/// The same for a number of columns that only the content tells; rows are as long as `columns`.
pub(super) fn wide_table(columns: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    lines(columns, rows)
}

/// The same set in, the first row of which says faintly what the columns are.
pub(super) fn headed_table(columns: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    let lines = lines(columns, rows).into_iter().enumerate();
    lines
        .map(|(place, line)| match place {
            0 => format!("{FAINT}  {line}{FAINT:#}"),
            _ => format!("  {line}"),
        })
        .collect()
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
    let before: usize = widths.iter().take(last).map(|width| width + 2).sum();
    let room = WIDTH.saturating_sub(before);
    let wraps = columns.last() == Some(&Align::Left) && room >= NARROWEST;
    let mut lines = Vec::new();
    for row in rows {
        let cells = row.as_ref().iter().zip(columns).zip(&widths);
        let padded = cells.take(last).map(|((cell, align), width)| match align {
            Align::Left => format!("{cell:<width$}  "),
            Align::Right => format!("{cell:>width$}  "),
        });
        let first: String = padded.collect();
        let words = &row.as_ref()[last];
        match columns[last] {
            Align::Left if wraps && words.chars().count() > room => {
                lines.extend(wrap(&first, &" ".repeat(before), words));
            }
            Align::Left => lines.push(format!("{first}{words}").trim_end().to_owned()),
            Align::Right => {
                let line = format!("{first}{words:>width$}", width = widths[last]);
                lines.push(line.trim_end().to_owned());
            }
        }
    }
    lines
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

    #[test]
    fn words_that_are_too_long_for_a_line_continue_below() {
        let row = |name: &str, words: String| [name.to_owned(), words];
        let rows = [
            row("name", "word ".repeat(30)),
            row("b", "short".to_owned()),
        ];
        let lines = table([Align::Left, Align::Left], &rows);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(
            lines.iter().all(|line| line.chars().count() <= 100),
            "{lines:?}"
        );
        assert!(
            lines[1].starts_with("      word") && lines[2] == "b     short",
            "{lines:?}"
        );
        assert_eq!(lines.concat().matches("word").count(), 30);
    }
}
