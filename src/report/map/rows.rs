//! One axis: a row for each of its values.

use super::super::figures::Figures;
use super::super::level::Level;
use super::super::table::{Align, headed_table};
use super::chart::{colours, letter, styled};
use super::grid::mean;
use super::{MapResult, Reading, SweptMetric};
use crate::analysis::Interval;

/// Columns of a bar.
const BAR: usize = 30;

/// The means of more arms than this are shown without their intervals.
const WITH_INTERVALS: usize = 3;

/// The table of a metric.
pub(super) fn lines(
    result: &MapResult,
    negotiation: &str,
    name: &str,
    metric: &SweptMetric,
) -> Vec<String> {
    let Some(axis) = result.axes.first() else {
        return Vec::new();
    };
    let readings = axis.labels.iter().enumerate();
    let readings: Vec<(&String, &Reading)> = readings
        .filter_map(|(place, label)| Some((label, result.at(place, negotiation, name)?)))
        .collect();
    let apart = result.is_told_apart(negotiation, name);
    let ends = ends(&readings);
    let mut rows = vec![header(result)];
    for (label, reading) in &readings {
        let mut row = vec![(*label).clone()];
        row.extend(means(reading, metric));
        if let [difference] = reading.differences.as_slice() {
            let figures = figures(metric, difference.mean, difference.ci95);
            let [mean, interval, _] = figures.words();
            row.extend([mean, interval]);
        }
        row.push(match result.compares() {
            true => marked(result, reading),
            // Bars would draw what chance does.
            false if !apart => String::new(),
            false => bar(mean(reading), ends),
        });
        rows.push(row);
    }
    let mut columns = vec![Align::Right; rows[0].len()];
    if result.arms.0.len() == 2 {
        // The interval is words.
        columns[4] = Align::Left;
    }
    if let Some(last) = columns.last_mut() {
        *last = Align::Left;
    }
    let mut lines = vec![format!("  {}", axis.path)];
    lines.extend(headed_table(&columns, &rows));
    lines
}

fn header(result: &MapResult) -> Vec<String> {
    let mut header = vec![String::new()];
    let compares = result.compares();
    header.extend(
        result
            .arms
            .iter()
            .enumerate()
            .map(|(place, (name, _))| match compares {
                true => format!("{} {name}", letter(place)),
                false => "mean".to_owned(),
            }),
    );
    if result.arms.0.len() == 2 {
        header.extend(["B less A", "95 % interval"].map(str::to_owned));
    }
    header.push(String::new());
    header
}

fn means<'a>(
    reading: &'a Reading,
    metric: &'a SweptMetric,
) -> impl Iterator<Item = String> + use<'a> {
    let all = reading.levels.0.len() <= WITH_INTERVALS;
    reading
        .levels
        .iter()
        .map(move |(_, level): (&str, &Level)| {
            let figures = figures(metric, level.mean, level.ci95);
            if all {
                figures.plus_minus()
            } else {
                let [mean, ..] = figures.words();
                mean
            }
        })
}

fn figures(metric: &SweptMetric, mean: Option<f64>, interval: Option<Interval>) -> Figures {
    Figures {
        share: metric.is_share(),
        mean,
        interval,
        range: None,
    }
}

/// What the mark of a cell says.
fn marked(result: &MapResult, reading: &Reading) -> String {
    let Some(mark) = &reading.mark else {
        return String::new();
    };
    let place = result
        .arms
        .iter()
        .position(|(name, _)| Some(name) == mark.arm.as_deref());
    match (place, mark.finding) {
        (Some(place), _) => {
            let word = if result.arms.0.len() > 2 {
                "highest"
            } else {
                "higher"
            };
            styled(&format!("{} {word}", letter(place)), colours(place))
        }
        (None, "equal") => "= in every run".to_owned(),
        (None, "no_value") => "–".to_owned(),
        (None, _) => "· not told apart".to_owned(),
    }
}

/// The lowest and the highest mean, and 0.
fn ends(readings: &[(&String, &Reading)]) -> (f64, f64) {
    let means = readings.iter().filter_map(|(_, reading)| mean(reading));
    means.fold((0.0, 0.0), |(low, high): (f64, f64), mean| {
        (low.min(mean), high.max(mean))
    })
}

/// A bar from 0 to the mean, to the left of 0 where that is below it.
fn bar(mean: Option<f64>, (low, high): (f64, f64)) -> String {
    let Some(mean) = mean.filter(|_| high > low) else {
        return String::new();
    };
    let column = |figure: f64| ((figure - low) / (high - low) * BAR as f64).round() as usize;
    let (zero, end) = (column(0.0), column(mean));
    let (from, to) = (zero.min(end), zero.max(end));
    let full = "█".repeat(to - from);
    match zero {
        0 => full,
        // Where there are means of either sign, 0 has a line of its own.
        _ if end < zero => format!("{}{full}│", " ".repeat(from)),
        _ => format!("{}│{full}", " ".repeat(zero)),
    }
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_begin_at_zero() {
        for (mean, ends, expected) in [
            (1.0, (0.0, 1.0), "█".repeat(30)),
            (0.1, (0.0, 1.0), "███".to_owned()),
            (0.0, (0.0, 1.0), String::new()),
            (-1.0, (-1.0, 2.0), "██████████│".to_owned()),
            (-0.5, (-1.0, 2.0), "     █████│".to_owned()),
            (0.5, (-1.0, 2.0), "          │█████".to_owned()),
            (
                -2.0,
                (-4.0, 0.0),
                format!("{}{}│", " ".repeat(15), "█".repeat(15)),
            ),
        ] {
            assert_eq!(bar(Some(mean), ends), expected, "{mean}");
        }
        assert_eq!(bar(None, (0.0, 1.0)), "");
        assert_eq!(bar(Some(0.0), (0.0, 0.0)), "");
    }
}
