//! Columns of text.

use textwrap::Options;

use super::paragraph::{self, FAINT, HEADING, WIDTH};

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

/// The lines of a table, one for each row: every column as wide as its widest cell, two spaces
/// between columns, none at the end of a line. Only the last cell of a row may hold terminal styles.
#[must_use]
pub(super) fn table<const N: usize>(columns: [Align; N], rows: &[[String; N]]) -> Vec<String> {
    wide_table(&columns, rows)
}

/// The same for a number of columns that only the content tells; rows are as long as `columns`.
pub(super) fn wide_table<R: AsRef<[String]>>(columns: &[Align], rows: &[R]) -> Vec<String> {
    let widths = widths(columns, rows);
    let rows = rows.iter().map(AsRef::as_ref);
    rows.map(|row| line(columns, &widths, row)).collect()
}

/// A table whose last column is words: what is too long for a line continues below, so that a row
/// can have several lines.
#[must_use]
pub fn listing<const N: usize>(columns: [Align; N], rows: &[[String; N]]) -> Vec<Vec<String>> {
    wrapped(&columns, rows)
}

/// A table whose rows stand in sections, each under its title; columns are aligned over all of them,
/// and sections without rows are left out. Words in the last column continue below.
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
    let mut set = wrapped(columns, &all).into_iter();
    let header = set.by_ref().take(1).flatten();
    let mut lines: Vec<String> = header
        .map(|header| format!("{FAINT}  {header}{FAINT:#}"))
        .collect();
    for (title, length) in titles.into_iter().zip(lengths) {
        lines.push(format!("{HEADING}{title}{HEADING:#}"));
        let rows = set.by_ref().take(length).flatten();
        lines.extend(rows.map(|line| format!("  {line}")));
    }
    lines
}

fn widths<R: AsRef<[String]>>(columns: &[Align], rows: &[R]) -> Vec<usize> {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row.as_ref()[column].chars().count());
        cells.max().unwrap_or(0)
    };
    (0..columns.len()).map(width).collect()
}

fn line(columns: &[Align], widths: &[usize], row: &[String]) -> String {
    let cells = row.iter().zip(columns).zip(widths);
    let padded = cells.map(|((cell, align), width)| match align {
        Align::Left => format!("{cell:<width$}"),
        Align::Right => format!("{cell:>width$}"),
    });
    let padded: Vec<String> = padded.collect();
    padded.join("  ").trim_end().to_owned()
}

/// The lines of each row, two columns of which are left for an indent.
fn wrapped<R: AsRef<[String]>>(columns: &[Align], rows: &[R]) -> Vec<Vec<String>> {
    let widths = widths(columns, rows);
    let last = columns.len().saturating_sub(1);
    let before: usize = widths.iter().take(last).map(|width| width + 2).sum();
    let room = (WIDTH - 2).saturating_sub(before);
    let wraps = columns.last() == Some(&Align::Left) && room >= NARROWEST;
    let rows = rows.iter().map(AsRef::as_ref);
    rows.map(|row| match row.split_last() {
        Some((words, cells)) if wraps && words.chars().count() > room => {
            let first = format!("{:<before$}", line(columns, &widths, cells));
            let rest = " ".repeat(before);
            let options = Options::new(WIDTH - 2).break_words(false);
            let options = options.initial_indent(&first).subsequent_indent(&rest);
            paragraph::lines(options, words)
        }
        _ => vec![line(columns, &widths, row)],
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

    #[test]
    fn words_that_are_too_long_for_a_line_continue_below() {
        let row = |name: &str, words: String| [name.to_owned(), words];
        let rows = [
            row("name", "word ".repeat(30)),
            row("b", "short".to_owned()),
        ];
        let lines = listing([Align::Left, Align::Left], &rows);
        assert_eq!(lines.len(), 2, "{lines:?}");
        let lines = lines.concat();
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
