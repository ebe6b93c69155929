//! A sample for a person: its first rows, and the ends of what comes of it.

use super::super::figures::Figures;
use super::super::map::SweptMetric;
use super::super::paragraph::{FAINT, wrap};
use super::super::provenance::{inputs, rough};
use super::super::table::{Align, headed_table};
use super::super::text::{heading, period};
use super::super::words::{count, significant};
use super::{RowFigure, RowResult, RowsResult, label};
use crate::analysis::Interval;

/// Rows that are shown; the others are in CSV and JSON.
const SHOWN: usize = 20;

/// Half the width of a 95 % interval in standard errors, for many runs.
const TWO_SIDED: f64 = 1.96;

/// The sample as text, with terminal styles.
#[must_use]
pub fn rows_text(result: &RowsResult) -> String {
    let mut lines = header(result);
    if result.rows.is_empty() {
        lines.push("no row was finished".to_owned());
    } else {
        for (id, parties) in result.negotiations.iter() {
            lines.push(String::new());
            let (destination, partner) = (&parties.destination, &parties.partner);
            lines.push(format!("{}: {destination} and {partner}", heading(id)));
            for (name, metric) in result.metrics.iter() {
                lines.push(String::new());
                lines.push(format!("  {name} ({})", metric.unit));
                lines.extend(table(result, id, name, metric));
                lines.extend(ends(result, id, name, metric));
            }
        }
    }
    lines.push(String::new());
    let hidden = result.rows.len().saturating_sub(SHOWN);
    if hidden > 0 {
        lines.push(format!(
            "{} more: --format csv or json has all of them.",
            count(hidden as u64, "row")
        ));
    }
    lines.extend(wrap("", "  ", &inputs(&result.scenario)));
    lines.extend(rough(result.replicates));
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines.join("\n") + "\n"
}

fn header(result: &RowsResult) -> Vec<String> {
    let mut lines = vec![
        heading(&result.scenario.title),
        format!(
            "{} by {} · {} each in {} · {} draws · {} · seed {}",
            count(result.rows_asked as u64, "row"),
            result.design,
            count(result.replicates, "run"),
            count(result.arms.0.len() as u64, "arm"),
            result.draws,
            period(&result.scenario),
            result.seed
        ),
    ];
    if !result.complete {
        lines.push(format!(
            "PARTIAL: interrupted, {} of them finished",
            result.rows.len()
        ));
    }
    for change in &result.overrides {
        lines.extend(wrap("", "  ", &format!("with {change}")));
    }
    for (place, input) in result.inputs.iter().enumerate() {
        let text = format!("x{}: {}: {}", place + 1, input.parameter, input.words());
        lines.extend(wrap("", "    ", &text));
    }
    for (name, arm) in result.arms.iter().filter(|_| result.arms.0.len() > 1) {
        let changes = match arm.overrides.is_empty() {
            true => "the scenario as it is".to_owned(),
            false => arm.overrides.join(", "),
        };
        lines.extend(wrap("", "    ", &format!("{name}: {changes}")));
    }
    lines
}

/// The figures of a metric in a row.
fn of<'a>(
    row: &'a RowResult,
    negotiation: &'a str,
    name: &'a str,
) -> impl Iterator<Item = &'a RowFigure> {
    let outcomes = row.outcomes.iter();
    outcomes.filter(move |figure| figure.negotiation == negotiation && figure.metric == name)
}

fn table(result: &RowsResult, negotiation: &str, name: &str, metric: &SweptMetric) -> Vec<String> {
    let mut header = vec!["row".to_owned()];
    header.extend((0..result.inputs.len()).map(|place| format!("x{}", place + 1)));
    let first = result.rows.first().into_iter();
    header.extend(
        first
            .flat_map(|row| of(row, negotiation, name))
            .map(|figure| match &figure.against {
                Some(against) => format!("{} less {against}", figure.arm),
                None => figure.arm.clone(),
            }),
    );
    let mut rows = vec![header];
    rows.extend(result.rows.iter().take(SHOWN).map(|row| {
        let values = row.at.iter().map(|(_, value)| shown(value));
        let figures = of(row, negotiation, name).map(|figure| words(figure, metric));
        let number = std::iter::once(row.row.to_string());
        number.chain(values).chain(figures).collect()
    }));
    let columns = vec![Align::Right; rows[0].len()];
    headed_table(&columns, &rows)
}

/// A value in few digits.
fn shown(value: &serde_json::Value) -> String {
    match value.as_f64() {
        Some(figure) => significant(figure, 3),
        None if value.is_null() => "·".to_owned(),
        None => label(value),
    }
}

fn words(figure: &RowFigure, metric: &SweptMetric) -> String {
    let interval = figure.mean.zip(figure.std_error).map(|(mean, error)| {
        let half = TWO_SIDED * error;
        Interval(mean - half, mean + half)
    });
    let figures = Figures {
        share: metric.is_share(),
        mean: figure.mean,
        interval,
        range: None,
    };
    figures.plus_minus()
}

/// The rows of the lowest and of the highest mean of each arm.
fn ends(result: &RowsResult, negotiation: &str, name: &str, metric: &SweptMetric) -> Vec<String> {
    let arms = result.arms.iter();
    arms.filter_map(|(arm, _)| {
        let figures = result.rows.iter().filter_map(|row| {
            let mut figures = of(row, negotiation, name);
            let own = figures.find(|figure| figure.arm == arm && figure.against.is_none())?;
            Some((row.row, own, own.mean?))
        });
        let figures: Vec<_> = figures.collect();
        let by_mean =
            |a: &&(usize, &RowFigure, f64), b: &&(usize, &RowFigure, f64)| a.2.total_cmp(&b.2);
        let low = figures.iter().min_by(by_mean)?;
        let high = figures.iter().max_by(by_mean)?;
        let arm = match result.arms.0.len() {
            1 => String::new(),
            _ => format!("{arm}: "),
        };
        Some(format!(
            "  {arm}lowest {} in row {}, highest {} in row {}; means, chance included",
            words(low.1, metric),
            low.0,
            words(high.1, metric),
            high.0
        ))
    })
    .collect()
}
