//! Two axes: a chart for each metric, one below the other where more is varied.

use anstyle::{AnsiColor, Style};

use super::chart::{Chart, Tile, brief, colours, decimals, legend, letter};
use super::{AxisResult, MapResult, Reading};
use crate::document::quoted;

/// Lowest to highest quarter of the range of the means.
const SHADES: [char; 4] = ['░', '▒', '▓', '█'];
const SHADE: Style = AnsiColor::Cyan.on_default();
const FAINT: Style = Style::new().dimmed();

/// The charts of a metric, with a legend below.
pub(super) fn lines(result: &MapResult, negotiation: &str, metric: &str) -> Vec<String> {
    let scale = Scale::of(result, negotiation, metric);
    let mut lines = Vec::new();
    for slice in slices(result) {
        if !slice.is_empty() {
            lines.push(format!("  with {}", told(result, &slice)));
        }
        let tile = |cell: usize| {
            let reading = result.at(cell, negotiation, metric)?;
            Some(match result.compares() {
                true => higher(result, reading, &scale),
                false => shaded(reading, &scale),
            })
        };
        lines.extend(chart(result, &slice, tile).lines());
    }
    lines.extend(scale.legend(result));
    lines
}

/// The places on the third axis and those after it, every combination of them.
fn slices(result: &MapResult) -> Vec<Vec<usize>> {
    let mut slices = vec![Vec::new()];
    for axis in result.axes.iter().skip(2) {
        slices = slices
            .iter()
            .flat_map(|slice: &Vec<usize>| {
                (0..axis.values.len()).map(|place| {
                    let mut longer = slice.clone();
                    longer.push(place);
                    longer
                })
            })
            .collect();
    }
    slices
}

fn told(result: &MapResult, slice: &[usize]) -> String {
    let axes = result.axes.iter().skip(2).zip(slice);
    let values = axes.map(|(axis, place)| format!("{} = {}", axis.path, axis.labels[*place]));
    values.collect::<Vec<_>>().join(", ")
}

fn chart(result: &MapResult, slice: &[usize], tile: impl Fn(usize) -> Option<Tile>) -> Chart {
    let [across, up, ..] = result.axes.as_slice() else {
        return Chart::default();
    };
    let row = |row: usize| {
        let tiles = (0..across.values.len()).map(|column| {
            let places = [&[column, row], slice].concat();
            tile(result.cell(&places))
        });
        (up.labels[row].clone(), tiles.collect())
    };
    Chart {
        across: across.path.clone(),
        columns: across.labels.clone(),
        up: up.path.clone(),
        rows: from_the_top(up).into_iter().map(row).collect(),
    }
}

/// The places of an axis from the top of a chart: numbers rise upwards, words are read downwards.
fn from_the_top(axis: &AxisResult) -> Vec<usize> {
    let places = 0..axis.values.len();
    match axis.rising {
        true => places.rev().collect(),
        false => places.collect(),
    }
}

/// What all charts of a metric have in common.
struct Scale {
    decimals: usize,
    low: f64,
    high: f64,
    /// There is a cell in which the metric has no value.
    without_value: bool,
    /// The lowest and the highest mean are told apart.
    apart: bool,
}

impl Scale {
    fn of(result: &MapResult, negotiation: &str, metric: &str) -> Scale {
        let cells = 0..result.cells.len();
        let readings = cells.filter_map(|cell| result.at(cell, negotiation, metric));
        let mut marks = readings.clone().filter_map(|reading| reading.mark.as_ref());
        let without_value = marks.any(|mark| mark.finding == "no_value");
        let figures: Vec<f64> = match result.compares() {
            true => readings
                .filter_map(lead)
                .map(|(_, margin)| margin)
                .collect(),
            false => readings.filter_map(mean).collect(),
        };
        let low = figures.iter().copied().fold(f64::INFINITY, f64::min);
        let high = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let size = match result.compares() {
            true => high,
            false if high > low => high - low,
            false => high.abs(),
        };
        Scale {
            decimals: decimals(size),
            low,
            high,
            without_value,
            apart: result.is_told_apart(negotiation, metric),
        }
    }

    fn shade(&self, mean: f64) -> char {
        let part = (mean - self.low) / (self.high - self.low);
        let quarter = if part.is_finite() { 4.0 * part } else { 0.0 };
        SHADES[(quarter as usize).min(SHADES.len() - 1)]
    }

    fn legend(&self, result: &MapResult) -> Vec<String> {
        if result.cells.is_empty() {
            return Vec::new();
        }
        if !result.compares() && !self.apart {
            let meaning = "the mean; no cell is told apart from another".to_owned();
            return legend(&[(FAINT, "·".to_owned(), meaning)]);
        }
        if !result.compares() {
            let figure = |figure: f64| brief(figure, self.decimals);
            let quarter = |shade: usize| self.low + (self.high - self.low) * shade as f64 / 4.0;
            let entries = SHADES.iter().enumerate().map(|(place, shade)| {
                let (from, to) = (figure(quarter(place)), figure(quarter(place + 1)));
                (SHADE, shade.to_string(), format!("{from} to {to}"))
            });
            let mut entries: Vec<_> = entries.collect();
            let last = figure(self.high);
            if last.starts_with('.') {
                entries.push((FAINT, String::new(), format!("{last} is 0{last}")));
            }
            return legend(&entries);
        }
        let (word, figures) = match result.arms.0.len() > 2 {
            true => ("highest", "figures: by how much more than the next"),
            false => ("higher", "figures: by how much"),
        };
        let arms = result.arms.iter().enumerate().map(|(place, (name, _))| {
            let mark = letter(place).to_string();
            (colours(place), mark, format!("{} is {word}", quoted(name)))
        });
        let others = [
            ("·", "not told apart"),
            ("=", "equal in every run"),
            ("–", "no value in any run"),
        ];
        let others = others
            .into_iter()
            .filter(|(mark, _)| *mark != "–" || self.without_value)
            .map(|(mark, meaning)| (FAINT, mark.to_owned(), meaning.to_owned()));
        let mut entries: Vec<_> = arms.chain(others).collect();
        if self.high >= self.low {
            let brief = brief(self.high, self.decimals);
            let example = match brief.starts_with('.') {
                true => format!(" ({brief} is 0{brief})"),
                false => String::new(),
            };
            entries.push((FAINT, String::new(), format!("{figures}{example}")));
        }
        legend(&entries)
    }
}

/// The arm that is marked, and by how much it is above the next.
pub(super) fn lead(reading: &Reading) -> Option<(&str, f64)> {
    let arm = reading.mark.as_ref()?.arm.as_deref()?;
    Some((arm, reading.margin(arm)?))
}

/// The mean of the only arm.
pub(super) fn mean(reading: &Reading) -> Option<f64> {
    reading.levels.0.first()?.1.mean
}

fn higher(result: &MapResult, reading: &Reading, scale: &Scale) -> Tile {
    if let Some((arm, margin)) = lead(reading) {
        let place = result.arms.iter().position(|(name, _)| name == arm);
        let place = place.unwrap_or_default();
        return Tile {
            mark: letter(place),
            figure: brief(margin, scale.decimals),
            style: colours(place),
        };
    }
    let finding = reading.mark.as_ref().map_or("", |mark| mark.finding);
    Tile {
        mark: match finding {
            "equal" => '=',
            "no_value" => '–',
            _ => '·',
        },
        figure: String::new(),
        style: FAINT,
    }
}

fn shaded(reading: &Reading, scale: &Scale) -> Tile {
    match mean(reading) {
        Some(mean) => Tile {
            mark: if scale.apart { scale.shade(mean) } else { '·' },
            figure: brief(mean, scale.decimals),
            style: if scale.apart { SHADE } else { FAINT },
        },
        None => Tile {
            mark: '–',
            figure: String::new(),
            style: FAINT,
        },
    }
}
