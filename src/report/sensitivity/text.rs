//! Sensitivity for a person: tables with bars, and what may be read from them.

use super::super::paragraph::{FAINT, wrap};
use super::super::provenance::inputs;
use super::super::table::{Align, headed_table};
use super::super::text::{heading, period};
use super::super::words::{count, percent, significant};
use super::{Found, InputSensitivity, MetricSensitivity, SensitivityResult};
use crate::analysis::sensitivity::Advice;

/// Columns of a bar.
const BAR: usize = 24;

/// The result as text, with terminal styles.
#[must_use]
pub fn sensitivity_text(result: &SensitivityResult) -> String {
    let mut lines = header(result);
    for metric in &result.metrics {
        lines.push(String::new());
        let (id, name) = (&metric.negotiation, metric.metric);
        lines.push(format!("{}: {name} ({})", heading(id), metric.unit));
        lines.extend(noise(metric));
        lines.extend(match &metric.problem {
            Some(problem) => wrap("  ", "    ", &format!("no figures: {problem}")),
            None => table(result, metric),
        });
        lines.extend(pairs(result, metric));
        let sentences = sentences(result, metric);
        lines.extend(sentences.iter().flat_map(|text| wrap("  ", "    ", text)));
    }
    lines.push(String::new());
    lines.extend(wrap("", "  ", method(result)));
    lines.extend(wrap("", "  ", &inputs(&result.scenario)));
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines.join("\n") + "\n"
}

fn header(result: &SensitivityResult) -> Vec<String> {
    let mut lines = vec![
        heading(&result.scenario.title),
        format!(
            "{}: {} of {} each, every row with draws of its own · {} · seed {}",
            result.method,
            count(result.rows_asked as u64, "row"),
            count(result.replicates, "run"),
            period(&result.scenario),
            result.seed
        ),
    ];
    if !result.complete {
        lines.push(format!(
            "PARTIAL: interrupted, {} of them finished",
            result.rows
        ));
    }
    for change in &result.overrides {
        lines.extend(wrap("", "  ", &format!("with {change}")));
    }
    for input in &result.inputs {
        let text = format!("varied: {}: {}", input.parameter, input.words());
        lines.extend(wrap("", "  ", &text));
    }
    lines
}

/// How much of what runs differ by is chance.
fn noise(metric: &MetricSensitivity) -> Option<String> {
    let share = metric.noise_share?;
    let full = share.value.clamp(0.0, 1.0);
    Some(format!(
        "  chance   {}  {} of the variance of single runs; inputs have the rest",
        bar(full),
        percent(full, 0)
    ))
}

/// A bar of a part of the whole, its empty end faint.
fn bar(part: f64) -> String {
    let full = (part.clamp(0.0, 1.0) * BAR as f64).round() as usize;
    format!(
        "{}{FAINT}{}{FAINT:#}",
        "█".repeat(full),
        "░".repeat(BAR - full)
    )
}

/// The statistics that a method shows, the one that inputs are ranked by first.
fn shown(method: &str) -> &'static [&'static str] {
    match method {
        "sobol" => &["total", "first_order"],
        "morris" => &["mu_star", "mu", "sigma"],
        "pawn" => &["median", "max"],
        _ => &["swing", "low", "high"],
    }
}

/// A row for each input that is told from none, the most influential first.
fn table(result: &SensitivityResult, metric: &MetricSensitivity) -> Vec<String> {
    let statistics = shown(result.method);
    let of = |parameter: &String| {
        let mut indices = result.indices.iter();
        indices.find(|index| is_of(index, metric) && index.parameter == *parameter)
    };
    let mut groups: Vec<Vec<&InputSensitivity>> = Vec::new();
    for group in &metric.ranking {
        let mut indices: Vec<&InputSensitivity> = group.iter().filter_map(of).collect();
        indices.sort_by(|a, b| size(b, metric).total_cmp(&size(a, metric)));
        groups.push(indices);
    }
    let most = groups.iter().flatten().map(|index| size(index, metric));
    let most = match metric.ranked_by {
        "total" | "median" => 1.0,
        _ => most.fold(0.0, f64::max),
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (rank, group) in groups.iter().enumerate() {
        for index in group {
            let rank = match metric.ranked_by {
                "total" | "mu_star" => (rank + 1).to_string(),
                _ => String::new(),
            };
            let mut row = vec![rank, index.parameter.clone()];
            row.extend(statistics.iter().map(|name| words(index.found(name))));
            row.push(bar(size(index, metric) / most.max(f64::MIN_POSITIVE)));
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let mut header = vec![String::new(), "input".to_owned()];
    header.extend(statistics.iter().map(|name| name.replace('_', " ")));
    header.push(String::new());
    rows.insert(0, header);
    let mut columns = vec![Align::Right, Align::Left];
    columns.extend(statistics.iter().map(|_| Align::Left));
    columns.push(Align::Left);
    headed_table(&columns, &rows)
}

/// What every two inputs do together, where it is told from none.
fn pairs(result: &SensitivityResult, metric: &MetricSensitivity) -> Vec<String> {
    let indices = result.indices.iter();
    let of_pairs = indices.filter(|index| index.metric == metric.metric);
    let of_pairs = of_pairs.filter(|index| index.negotiation == metric.negotiation);
    let told = of_pairs.filter_map(|index| {
        let with = index.with.as_ref()?;
        let found = index.found("second_order")?;
        let told = found.ci95.is_some_and(|interval| interval.low() > 0.0);
        told.then(|| {
            let (one, words) = (&index.parameter, words(Some(found)));
            format!("  together: {one} and {with}: {words}")
        })
    });
    told.collect()
}

/// An index of a single input for this metric.
fn is_of(index: &InputSensitivity, metric: &MetricSensitivity) -> bool {
    index.with.is_none() && index.metric == metric.metric && index.negotiation == metric.negotiation
}

impl InputSensitivity {
    fn found(&self, name: &str) -> Option<&Found> {
        self.statistics.get(name)?.as_ref()
    }
}

/// The size of what an input is ranked by.
fn size(index: &InputSensitivity, metric: &MetricSensitivity) -> f64 {
    let found = index.found(metric.ranked_by);
    found.map_or(0.0, |found| found.value.abs())
}

fn words(found: Option<&Found>) -> String {
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

fn sentences(result: &SensitivityResult, metric: &MetricSensitivity) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(base) = &metric.base {
        let base = words(Some(base));
        sentences.push(format!("mean with every input in the middle: {base}"));
    }
    if let Some(floor) = metric.floor {
        sentences.push(format!(
            "floor: {} of {}, which chance alone gives to an input without influence",
            significant(floor, 2),
            metric.ranked_by.replace('_', " "),
        ));
    }
    if !metric.not_distinguished.is_empty() {
        sentences.push(format!(
            "not distinguishable from none: {}",
            metric.not_distinguished.join(", ")
        ));
    }
    let untold = metric.signal.is_some_and(|signal| {
        let low = signal.ci95.map_or(0.0, |interval| interval.low());
        low <= 0.0
    });
    if untold {
        sentences.push(
            "the variance over the inputs is not told from none: there is nothing to share out"
                .to_owned(),
        );
    }
    if metric.rows_without_value > 0 {
        sentences.push(format!(
            "{} left out: fewer than 2 runs with a value",
            count(metric.rows_without_value as u64, "row")
        ));
    }
    if let Some(counterpart) = metric.counterpart {
        sentences.push(format!(
            "it has a value in some runs only, and which they are depends on the inputs: read \
             {counterpart} beside it"
        ));
    }
    sentences.extend(converged(result, metric));
    sentences
}

/// Whether the intervals are narrow, and what would make them so.
fn converged(result: &SensitivityResult, metric: &MetricSensitivity) -> Option<String> {
    let found = metric.convergence.as_ref()?;
    let widest = format!(
        "convergence: the widest interval is ±{} ({} of {}), {} of its variance from chance",
        significant(found.half_width, 2),
        found.statistic.replace('_', " "),
        found.parameter,
        percent(found.from_noise, 0)
    );
    let target = significant(found.target, 2);
    Some(match (found.advice, found.replicates) {
        (Advice::Enough, _) => {
            format!("{widest}: within ±{target}")
        }
        (Advice::MoreReplicates, Some(replicates)) => format!(
            "{widest}; for ±{target} take --replicates {replicates} in place of {}",
            result.replicates
        ),
        _ => format!(
            "{widest}; for ±{target} take --samples {} in place of {}",
            found.base_rows, result.samples
        ),
    })
}

/// What the figures of a method mean.
fn method(result: &SensitivityResult) -> &'static str {
    match result.method {
        "sobol" => {
            "Indices are shares of the variance of the mean over runs as the inputs vary, chance \
             taken off: first order by the input alone, total with all that it has a part in. \
             Numbers in front are groups whose intervals do not overlap; intervals are 95 %."
        }
        "morris" => {
            "Effects are changes of the mean per range of the input: mu star their mean size, mu \
             their mean, sigma how much they differ from place to place (below 0 where chance is \
             more than all of that). A screening: it ranks, and shares nothing out."
        }
        "pawn" => {
            "Indices are distances between the distribution of row means in a slice of the input \
             and that of all rows, from 0 to 1: median and largest over slices. They have no \
             intervals, so that inputs above the floor are not told apart."
        }
        _ => {
            "Each input is set to the lower and the upper end of its range, the others stay in the \
             middle of theirs: nothing is said of what inputs do together, or elsewhere. Swings are \
             high less low, with 95 % intervals."
        }
    }
}
