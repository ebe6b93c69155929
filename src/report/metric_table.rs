//! Tables below the names of metrics: words, then a figure of each metric, whose points align.

use super::effect::Effect;
use super::level::Level;
use super::paragraph::{FAINT, HEADING, WIDTH};
use super::table::{Align, wide_table};
use super::words::is_zero;
use crate::model::MetricEntry;

/// Significant digits of the largest figure of a column: no figure of it has more decimals.
const DIGITS: i32 = 3;

/// Names of so many characters stay in one line.
const SHORT: usize = 12;

/// Never more decimals than this.
const MOST_DECIMALS: i32 = 6;

/// A figure of a metric.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cell {
    mean: Option<f64>,
    /// Half the width of the interval.
    half: Option<f64>,
    /// It adds to others, so that it has a sign.
    signed: bool,
    /// It is an effect, and there is none in any run.
    unchanged: bool,
}

/// A row: words, then a figure for each metric of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    words: Vec<String>,
    cells: Vec<Cell>,
}

/// A table with sections, each of which may have a title.
#[derive(Clone, Debug)]
pub(super) struct MetricTable {
    header: Vec<String>,
    metrics: Vec<&'static MetricEntry>,
    sections: Vec<(String, Vec<Row>)>,
}

impl Cell {
    /// An effect.
    pub(super) fn of_effect(effect: &Effect) -> Cell {
        let half = effect.ci95.map(|ci95| (ci95.high() - ci95.low()) / 2.0);
        Cell {
            mean: effect.mean,
            half: half.filter(|half| *half > 0.0),
            signed: true,
            unchanged: effect.share_equal == Some(1.0),
        }
    }

    /// The outcome of an arm.
    pub(super) fn of_level(level: &Level) -> Cell {
        let half = level.ci95.map(|ci95| (ci95.high() - ci95.low()) / 2.0);
        Cell {
            mean: level.mean,
            half: half.filter(|half| *half > 0.0),
            signed: false,
            unchanged: false,
        }
    }

    /// It is known to be nothing, without any error.
    fn is_nothing(&self) -> bool {
        self.mean.is_none_or(|mean| mean == 0.0) && self.half.is_none()
    }

    /// Nothing of it is left with so many decimals.
    fn vanishes(&self, decimals: usize) -> bool {
        self.mean
            .is_none_or(|mean| is_zero(&rounded(mean, decimals)))
    }

    /// The mean, and half of the interval, which is rounded up, so that it is never shown narrower
    /// than it is.
    fn words(&self, decimals: usize) -> [String; 2] {
        let Some(mean) = self.mean else {
            return Default::default();
        };
        if self.is_nothing() {
            // Its digit stands above those before the point.
            let behind = if decimals == 0 { 0 } else { decimals + 1 };
            return ["0".to_owned() + &" ".repeat(behind), String::new()];
        }
        let text = rounded(mean, decimals);
        let sign = match self.signed && mean > 0.0 && !is_zero(&text) {
            true => "+",
            false => "",
        };
        let half = self.half.map_or_else(String::new, |half| {
            let unit = libm::pow(10.0, decimals as f64);
            format!(" ±{:.decimals$}", libm::ceil(half * unit - 1e-6) / unit)
        });
        [format!("{sign}{text}"), half]
    }
}

/// A figure with so many decimals; nothing has no sign.
fn rounded(figure: f64, decimals: usize) -> String {
    let text = format!("{figure:.decimals$}");
    match text.strip_prefix('-') {
        Some(unsigned) if is_zero(&text) => unsigned.to_owned(),
        _ => text,
    }
}

/// The decimals of a column: the last digit of the narrowest interval is shown, unless the largest
/// figure would have too many digits.
fn decimals(cells: &[Cell]) -> usize {
    let halves = cells.iter().filter_map(|cell| cell.half);
    let narrowest = halves.clone().fold(f64::INFINITY, f64::min);
    let means = cells.iter().filter_map(|cell| cell.mean.map(f64::abs));
    let largest = means.chain(halves).fold(0.0, f64::max);
    if largest <= 0.0 {
        return 0;
    }
    let magnitude = libm::floor(libm::log10(largest)) as i32;
    let allowed = (DIGITS - 1 - magnitude).clamp(0, MOST_DECIMALS);
    let needed = match narrowest.is_finite() {
        true => libm::ceil(-libm::log10(narrowest)).max(0.0) as i32,
        false => allowed,
    };
    usize::try_from(needed.min(allowed)).unwrap_or(0)
}

impl Row {
    /// A row of words and figures.
    pub(super) fn new(
        words: impl IntoIterator<Item = String>,
        cells: impl IntoIterator<Item = Cell>,
    ) -> Row {
        Row {
            words: words.into_iter().collect(),
            cells: cells.into_iter().collect(),
        }
    }
}

impl MetricTable {
    /// A table of sections, each with its title, or with none; the header is that of the words.
    pub(super) fn new(
        header: &[&str],
        metrics: &[&'static MetricEntry],
        sections: Vec<(String, Vec<Row>)>,
    ) -> MetricTable {
        MetricTable {
            header: header.iter().map(|word| (*word).to_owned()).collect(),
            metrics: metrics.to_vec(),
            sections: sections
                .into_iter()
                .filter(|(_, rows)| !rows.is_empty())
                .collect(),
        }
    }

    fn column(&self, metric: usize) -> Vec<Cell> {
        let rows = self.sections.iter().flat_map(|(_, rows)| rows);
        rows.filter_map(|row| row.cells.get(metric).copied())
            .collect()
    }

    /// Takes out the metrics in which no effect of any row differs from none in any run, unless
    /// these are all, and says so.
    pub(super) fn leave_out_unchanged(&mut self) -> Option<String> {
        let changes = |metric: usize| {
            let column = self.column(metric);
            let mut effects = column.iter().filter(|cell| cell.signed);
            effects.any(|effect| !effect.unchanged)
        };
        let changes: Vec<bool> = (0..self.metrics.len()).map(changes).collect();
        if changes.iter().all(|changes| *changes) || changes.iter().all(|changes| !changes) {
            return None;
        }
        let names = self.metrics.iter().zip(&changes);
        let names = names.filter(|(_, changes)| !**changes);
        let names: Vec<&str> = names.map(|(entry, _)| entry.name).collect();
        let sentence = format!(
            "Left out, since nothing changes it in any run: {}.",
            names.join(", ")
        );
        let mut kept = changes.iter();
        self.metrics.retain(|_| kept.next() == Some(&true));
        for row in self.sections.iter_mut().flat_map(|(_, rows)| rows) {
            let mut kept = changes.iter();
            row.cells.retain(|_| kept.next() == Some(&true));
        }
        Some(sentence)
    }

    /// Takes out the rows of all sections but the last of which nothing is left when figures are
    /// rounded as they are shown; the first word of each.
    pub(super) fn leave_out_vanishing(&mut self) -> Vec<String> {
        let decimals = self.decimals();
        let mut names = Vec::new();
        let last = self.sections.len().saturating_sub(1);
        for (_, rows) in &mut self.sections[..last] {
            rows.retain(|row| {
                let mut cells = row.cells.iter().zip(&decimals);
                let vanishes = cells.all(|(cell, decimals)| cell.vanishes(*decimals));
                if vanishes {
                    names.extend(row.words.first().cloned());
                }
                !vanishes
            });
        }
        self.sections.retain(|(_, rows)| !rows.is_empty());
        names
    }

    fn decimals(&self) -> Vec<usize> {
        let metrics = 0..self.metrics.len();
        metrics
            .map(|metric| decimals(&self.column(metric)))
            .collect()
    }

    /// The lines; where they would be wider than a page, long names of metrics take two lines.
    pub(super) fn lines(&self) -> Vec<String> {
        let lines = self.set(false);
        let width = |line: &String| {
            anstream::adapter::strip_str(line)
                .to_string()
                .chars()
                .count()
        };
        match lines.iter().map(width).max() > Some(WIDTH) {
            true => self.set(true),
            false => lines,
        }
    }

    fn set(&self, narrow: bool) -> Vec<String> {
        let mut all = self.headers(narrow);
        let headers = all.len();
        let columns: Vec<Vec<String>> = self
            .decimals()
            .into_iter()
            .enumerate()
            .map(|(metric, decimals)| aligned(&self.column(metric), decimals))
            .collect();
        let rows = self.sections.iter().flat_map(|(_, rows)| rows);
        all.extend(rows.enumerate().map(|(place, row)| {
            let figures = columns.iter().map(|column| column[place].clone());
            row.words.iter().cloned().chain(figures).collect()
        }));
        let mut aligns = vec![Align::Left; self.header.len()];
        aligns.extend(columns.iter().map(|_| Align::Right));
        let mut set = wide_table(&aligns, &all).into_iter();
        let mut lines: Vec<String> = set
            .by_ref()
            .take(headers)
            .map(|header| format!("{FAINT}  {header}{FAINT:#}"))
            .collect();
        for (title, rows) in &self.sections {
            if !title.is_empty() {
                lines.push(format!("{HEADING}{title}{HEADING:#}"));
            }
            lines.extend(set.by_ref().take(rows.len()).map(|row| format!("  {row}")));
        }
        lines
    }

    /// The line of names, or two lines, the second one with the last word of longer names.
    fn headers(&self, narrow: bool) -> Vec<Vec<String>> {
        let marked = self.metrics.iter().map(|entry| {
            let mark = if entry.counterpart.is_some() { "*" } else { "" };
            format!("{}{mark}", entry.name)
        });
        let words = self.header.iter().cloned();
        if !narrow {
            return vec![words.chain(marked).collect()];
        }
        let split = |name: String| match name.rfind('_') {
            Some(place) if name.chars().count() > SHORT => {
                (name[..=place].to_owned(), name[place + 1..].to_owned())
            }
            _ => (String::new(), name),
        };
        let (above, below): (Vec<String>, Vec<String>) = marked.map(split).unzip();
        let blank = self.header.iter().map(|_| String::new());
        vec![blank.chain(above).collect(), words.chain(below).collect()]
    }
}

/// The cells of a column, which end where their points align.
fn aligned(cells: &[Cell], decimals: usize) -> Vec<String> {
    let words: Vec<[String; 2]> = cells.iter().map(|cell| cell.words(decimals)).collect();
    let halves = words.iter().map(|[_, half]| half.chars().count());
    let width = halves.max().unwrap_or(0);
    words
        .iter()
        .map(|[mean, half]| match mean.is_empty() {
            true => String::new(),
            // Sign and figure of the half stand together, with the spaces before them.
            false => {
                let spaces = " ".repeat(width - half.chars().count());
                match half.is_empty() {
                    true => format!("{mean}{spaces}"),
                    false => format!("{mean}{spaces}{half}"),
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Metric;

    fn effect(mean: f64, half: f64) -> Cell {
        Cell {
            mean: Some(mean),
            half: (half > 0.0).then_some(half),
            signed: true,
            unchanged: mean == 0.0 && half == 0.0,
        }
    }

    fn row(name: &str, cells: &[Cell]) -> Row {
        Row::new([name.to_owned()], cells.iter().copied())
    }

    fn metrics() -> Vec<&'static MetricEntry> {
        [Metric::InForce, Metric::PartnerUtility]
            .map(Metric::entry)
            .to_vec()
    }

    fn plain(table: &MetricTable) -> Vec<String> {
        let strip = |line: &String| anstream::adapter::strip_str(line).to_string();
        table.lines().iter().map(strip).collect()
    }

    #[test]
    fn points_align_whatever_the_size_of_a_figure() {
        let rows = vec![
            row("a", &[effect(0.1764, 0.009), effect(12.0, 1.0)]),
            row("b", &[effect(-0.00013, 0.00008), effect(0.0, 0.0)]),
            row("c", &[effect(0.0, 0.0), effect(-3.4, 10.2)]),
        ];
        let table = MetricTable::new(&[""], &metrics(), vec![(String::new(), rows)]);
        assert_eq!(
            plain(&table),
            [
                "          in_force  partner_utility",
                "  a  +0.176 ±0.009          +12  ±1",
                "  b   0.000 ±0.001            0",
                "  c   0                      -3 ±11",
            ]
        );
    }

    #[test]
    fn what_differs_nowhere_is_left_out_and_what_is_too_small_is_named() {
        let rows = vec![
            row("a", &[effect(0.0, 0.0), effect(0.2, 0.001)]),
            row("b", &[effect(0.0, 0.0), effect(0.0001, 0.00001)]),
        ];
        let sum = vec![row("sum", &[effect(0.0, 0.0), effect(0.0, 0.0)])];
        let sections = vec![("rules".to_owned(), rows), (String::new(), sum)];
        let mut table = MetricTable::new(&["rule"], &metrics(), sections);
        let said = table.leave_out_unchanged().unwrap();
        assert!(said.ends_with("in any run: in_force."), "{said}");
        assert_eq!(table.leave_out_vanishing(), ["b"]);
        let lines = plain(&table);
        assert_eq!(lines[0], "  rule  partner_utility");
        assert_eq!(lines[1], "rules");
        assert_eq!(lines.len(), 4);
        // A table of nothing else stays as it is.
        let rows = vec![row("a", &[effect(0.0, 0.0); 2])];
        let mut table = MetricTable::new(&["rule"], &metrics(), vec![(String::new(), rows)]);
        assert_eq!(table.leave_out_unchanged(), None);
        assert_eq!(plain(&table).len(), 2);
    }

    #[test]
    fn names_take_two_lines_where_the_page_would_be_too_narrow() {
        let name = "x".repeat(80);
        let rows = vec![row(&name, &[effect(0.1, 0.1); 2])];
        let table = MetricTable::new(&["rule"], &metrics(), vec![(String::new(), rows)]);
        let lines = plain(&table);
        assert_eq!(lines[0].trim(), "partner_");
        assert!(lines[1].starts_with("  rule "), "{lines:?}");
        assert!(lines[1].ends_with("in_force    utility"), "{lines:?}");
    }
}
