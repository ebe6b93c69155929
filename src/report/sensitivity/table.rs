//! The table of a metric: inputs that are told from none, ranked, and the others below them.

use super::super::paragraph::{FAINT, WIDTH};
use super::super::sample::label;
use super::super::table::{Align, wide_table};
use super::super::words::significant;
use super::{Found, InputSensitivity, MetricSensitivity, SensitivityResult};

/// Columns of a bar.
const BAR: usize = 24;

/// A bar of a part of the whole, its empty end faint.
pub(super) fn bar(part: f64) -> String {
    let full = (part.clamp(0.0, 1.0) * BAR as f64).round() as usize;
    format!(
        "{}{FAINT}{}{FAINT:#}",
        "█".repeat(full),
        "░".repeat(BAR - full)
    )
}

/// The name of an input in a table: its path, or its number in the list at the top.
pub(super) type Name<'a> = &'a dyn Fn(&str) -> String;

/// The statistics that a method shows, the one that inputs are ranked by first.
fn shown(method: &str) -> &'static [&'static str] {
    match method {
        "sobol" => &["total", "first_order"],
        "morris" => &["mu_star", "mu", "sigma"],
        "pawn" => &["median", "max"],
        _ => &["swing"],
    }
}

/// The lines of an input in a table.
struct Block {
    rows: Vec<Vec<String>>,
    bar: Option<f64>,
}

/// A row for each input, those that are told from none first, the most influential group on top; the
/// others below them without a rank. Lines are no longer than a page is wide: where paths are too
/// long bars are left out, or else paths.
pub(super) fn table(result: &SensitivityResult, metric: &MetricSensitivity) -> Vec<String> {
    let path = |parameter: &str| parameter.to_owned();
    let number = |parameter: &str| result.number(parameter);
    let full = lines(result, metric, &path);
    match full.iter().all(|(line, _)| line.chars().count() <= WIDTH) {
        true => with_bars(full),
        false => with_bars(lines(result, metric, &number)),
    }
}

/// Bars behind lines that leave room for them.
fn with_bars(lines: Vec<(String, Option<f64>)>) -> Vec<String> {
    let barred = lines.iter().filter(|(_, part)| part.is_some());
    let widest = barred.map(|(line, _)| line.chars().count()).max();
    let at = widest
        .map(|widest| widest + 2)
        .filter(|at| at + BAR <= WIDTH);
    let mut lines = lines.into_iter().map(|(line, part)| match part.zip(at) {
        Some((part, at)) => format!("{line:<at$}{}", bar(part)),
        None => line,
    });
    let header = lines.by_ref().take(1);
    let mut table: Vec<String> = header
        .map(|line| format!("{FAINT}{line}{FAINT:#}"))
        .collect();
    table.extend(lines);
    table
}

/// The lines of the table, and the bars behind them.
fn lines(
    result: &SensitivityResult,
    metric: &MetricSensitivity,
    name: Name<'_>,
) -> Vec<(String, Option<f64>)> {
    let statistics = shown(result.method);
    let groups: Vec<Vec<&InputSensitivity>> = metric
        .ranking
        .iter()
        .map(|group| by_name(result, metric, group))
        .collect();
    let others = by_name(result, metric, &metric.not_distinguished);
    let most = match metric.ranked_by {
        "total" | "median" => 1.0,
        _ => groups
            .iter()
            .flatten()
            .map(|index| size(index, metric))
            .fold(f64::MIN_POSITIVE, f64::max),
    };
    let ranked = groups.iter().enumerate().flat_map(|(rank, group)| {
        let rank = match metric.ranked_by {
            "total" | "mu_star" => (rank + 1).to_string(),
            _ => String::new(),
        };
        group.iter().map(move |index| (rank.clone(), *index, true))
    });
    let unranked = others.iter().map(|index| (String::new(), *index, false));
    let blocks: Vec<Block> = ranked
        .chain(unranked)
        .map(|(rank, index, told)| Block {
            rows: rows(index, (rank, name(&index.parameter)), statistics),
            bar: told.then(|| size(index, metric) / most),
        })
        .collect();
    if blocks.is_empty() {
        return Vec::new();
    }
    laid_out(header(result, statistics), blocks)
}

fn header(result: &SensitivityResult, statistics: &[&str]) -> Vec<String> {
    let mut header = vec![String::new(), "input".to_owned()];
    header.extend(statistics.iter().map(|name| name.replace('_', " ")));
    if result.method == "one-at-a-time" {
        header.extend(["at", "mean"].map(str::to_owned));
    }
    header
}

/// Lines of equal columns, and before those without a bar what they are.
fn laid_out(header: Vec<String>, blocks: Vec<Block>) -> Vec<(String, Option<f64>)> {
    let mut columns = vec![Align::Left; header.len()];
    columns[0] = Align::Right;
    let (mut rows, mut bars) = (vec![header], vec![None]);
    let mut told = 1;
    for block in blocks {
        bars.extend((0..block.rows.len()).map(|row| block.bar.filter(|_| row == 0)));
        rows.extend(block.rows);
        if block.bar.is_some() {
            told = rows.len();
        }
    }
    let set = wide_table(&columns, &rows).into_iter();
    let set = set.map(|line| format!("  {line}"));
    let mut lines: Vec<(String, Option<f64>)> = set.zip(bars).collect();
    if told < lines.len() {
        let title = "  not distinguishable from none, in no order:".to_owned();
        lines.insert(told, (title, None));
    }
    lines
}

/// The rows of an input: its statistics, and where it was set to values one after another these.
fn rows(
    index: &InputSensitivity,
    (rank, name): (String, String),
    statistics: &[&str],
) -> Vec<Vec<String>> {
    let mut first = vec![rank, name];
    first.extend(statistics.iter().map(|name| words(index.found(name))));
    if index.values.is_empty() {
        return vec![first];
    }
    let blank = vec![String::new(); first.len()];
    let values = index.values.iter().enumerate();
    values
        .map(|(place, value)| {
            let mut row = if place == 0 {
                first.clone()
            } else {
                blank.clone()
            };
            row.extend([label(&value.at), words(value.mean.as_ref())]);
            row
        })
        .collect()
}

/// The indices of these inputs for a metric, by name.
fn by_name<'a>(
    result: &'a SensitivityResult,
    metric: &MetricSensitivity,
    parameters: &[String],
) -> Vec<&'a InputSensitivity> {
    let indices = result.indices.iter().filter(|index| {
        index.with.is_none()
            && index.metric == metric.metric
            && index.negotiation == metric.negotiation
    });
    let mut named: Vec<&InputSensitivity> = indices
        .filter(|index| parameters.contains(&index.parameter))
        .collect();
    named.sort_by(|a, b| a.parameter.cmp(&b.parameter));
    named
}

impl SensitivityResult {
    /// The number of an input in the list at the top.
    pub(super) fn number(&self, parameter: &str) -> String {
        let mut inputs = self.inputs.iter();
        let place = inputs.position(|input| input.parameter == parameter);
        format!("x{}", place.map_or(0, |place| place + 1))
    }
}

impl InputSensitivity {
    pub(super) fn found(&self, name: &str) -> Option<&Found> {
        self.statistics.get(name)?.as_ref()
    }
}

/// The size of what an input is ranked by.
fn size(index: &InputSensitivity, metric: &MetricSensitivity) -> f64 {
    let found = index.found(metric.ranked_by);
    found.map_or(0.0, |found| found.value.abs())
}

/// An estimate and its interval.
pub(super) fn words(found: Option<&Found>) -> String {
    let Some(found) = found else {
        return "–".to_owned();
    };
    let Some(interval) = found.ci95 else {
        return significant(found.value, 2);
    };
    // As many decimals as tell a fifth of the interval's width, and never fewer than one.
    let width = interval.high() - interval.low();
    let decimals = match width > 0.0 {
        true => (libm::ceil(-libm::log10(width / 5.0)) as i32).clamp(1, 6) as usize,
        false => 2,
    };
    let figure = |figure: f64| {
        let text = format!("{figure:.decimals$}");
        match text.strip_prefix('-') {
            Some(plain) if plain.chars().all(|c| matches!(c, '0' | '.')) => plain.to_owned(),
            _ => text,
        }
    };
    format!(
        "{} ({} to {})",
        figure(found.value),
        figure(interval.low()),
        figure(interval.high())
    )
}
