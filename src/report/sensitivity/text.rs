//! Sensitivity for a person: tables with bars, and what may be read from them.

use super::super::paragraph::{FAINT, wrap};
use super::super::provenance::inputs;
use super::super::text::{heading, period};
use super::super::words::{count, percent, significant};
use super::table::{bar, table, words};
use super::{InputSensitivity, MetricSensitivity, SensitivityResult};
use crate::analysis::sensitivity::Advice;

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
    let mut lines = vec![heading(&result.scenario.title)];
    lines.extend(wrap(
        "",
        "  ",
        &format!(
            "{}: {} of {} each, every row with draws of its own · {} · seed {}",
            result.method,
            count(result.rows_asked as u64, "row"),
            count(result.replicates, "run"),
            period(&result.scenario),
            result.seed
        ),
    ));
    if !result.complete {
        lines.push(format!(
            "PARTIAL: interrupted, {} of them finished",
            result.rows
        ));
    }
    for change in &result.overrides {
        lines.extend(wrap("", "  ", &format!("with {change}")));
    }
    for (place, input) in result.inputs.iter().enumerate() {
        let text = format!("x{}: {}: {}", place + 1, input.parameter, input.words());
        lines.extend(wrap("", "    ", &text));
    }
    lines
}

/// How much of what runs differ by is chance.
fn noise(metric: &MetricSensitivity) -> Option<String> {
    let share = metric.noise_share?;
    let full = share.value.clamp(0.0, 1.0);
    Some(format!(
        "  chance, and what is not varied  {}  {} of the variance of single runs",
        bar(full),
        percent(full, 0)
    ))
}

/// What every two inputs do together, where it is told from none.
fn pairs(result: &SensitivityResult, metric: &MetricSensitivity) -> Vec<String> {
    let indices = result.indices.iter().filter(|index| is_of(index, metric));
    let told = indices.filter_map(|index| {
        let with = index
            .with
            .as_ref()
            .filter(|_| index.distinguished == Some(true))?;
        let words = words(index.found("second_order"));
        Some((&index.parameter, with, words))
    });
    told.flat_map(|(one, with, words)| {
        let text = format!("together: {one} and {with}: {words}");
        wrap("  ", "    ", &text)
    })
    .collect()
}

fn is_of(index: &InputSensitivity, metric: &MetricSensitivity) -> bool {
    index.metric == metric.metric && index.negotiation == metric.negotiation
}

fn sentences(result: &SensitivityResult, metric: &MetricSensitivity) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(base) = &metric.base {
        sentences.push(format!(
            "mean with every input as the scenario states it, or at the median of what it draws: {}",
            words(Some(base))
        ));
    }
    sentences.extend(floor(result, metric));
    sentences.extend(above_total(result, metric));
    sentences.extend(without_estimate(result, metric));
    sentences.extend(untold(result, metric));
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

/// What an input has to be above, at which level.
fn floor(result: &SensitivityResult, metric: &MetricSensitivity) -> Option<String> {
    let floors = [
        (metric.floor, ""),
        (metric.floor_listed, " of listed values"),
    ];
    let floors = floors.into_iter().filter_map(|(floor, what)| {
        let statistic = metric.ranked_by.replace('_', " ");
        Some(format!("{} of {statistic}{what}", significant(floor?, 2)))
    });
    let floors: Vec<String> = floors.collect();
    let level = match result.method {
        "pawn" => "a test of each input at 5 %",
        _ => "95 %",
    };
    let what = match result.method {
        "pawn" => "rows dealt to slices at random stay below it",
        _ => "chance alone gives as much to an input without influence",
    };
    let floors = floors.join(", ");
    (!floors.is_empty()).then(|| format!("floor ({level}): {floors}; {what}"))
}

/// Inputs whose index of first order is above the total index, which no true one is.
fn above_total(result: &SensitivityResult, metric: &MetricSensitivity) -> Option<String> {
    let indices = result.indices.iter().filter(|index| is_of(index, metric));
    let above: Vec<(&str, bool)> = indices
        .filter_map(|index| {
            let (first, total) = (index.found("first_order")?, index.found("total")?);
            let within = first.ci95?.low() <= total.ci95?.high();
            (first.value > total.value).then_some((index.parameter.as_str(), within))
        })
        .collect();
    let names: Vec<&str> = above.iter().map(|(name, _)| *name).collect();
    let error = match above.iter().all(|(_, within)| *within) {
        true => "within error",
        false => "beyond error, so that more samples are needed",
    };
    let names = names.join(", ");
    (!names.is_empty()).then(|| format!("first order above total, {error}: {names}"))
}

/// Inputs without an estimate, and why.
fn without_estimate(result: &SensitivityResult, metric: &MetricSensitivity) -> Option<String> {
    if metric.without_estimate.is_empty() || metric.distinguished == Some(false) {
        return None;
    }
    let reason = match result.method {
        "sobol" => "fewer than 10 base rows with 2 valued runs in each row that it needs",
        "morris" => "fewer than 10 trajectories with 2 valued runs at both ends of its step",
        _ => "fewer than 2 of its values have 2 valued runs",
    };
    let names = metric.without_estimate.join(", ");
    Some(format!("no estimate of {names}: {reason}"))
}

/// That the variance over inputs is not told from chance, and what would tell it.
fn untold(result: &SensitivityResult, metric: &MetricSensitivity) -> Option<String> {
    if metric.distinguished != Some(false) {
        return None;
    }
    let each = (result.rows_asked / result.samples.max(1)).max(1);
    let base_rows = (result.rows / each).checked_ilog2();
    let base_rows = base_rows.map_or(0, |power| 1_u64 << power);
    let advice = metric.to_tell.as_ref().map_or_else(String::new, |advice| {
        format!("; {}", advised(result, advice, "that"))
    });
    Some(format!(
        "the variance over the inputs is not told from chance with {} × {}, as it is less than 4 of \
         its standard errors: no input is given a share of it{advice}",
        count(base_rows, "base row"),
        count(result.replicates, "replicate"),
    ))
}

/// Whether the intervals are narrow, and what would make them so.
fn converged(result: &SensitivityResult, metric: &MetricSensitivity) -> Option<String> {
    let found = metric.convergence.as_ref()?;
    let target = format!("±{}", significant(found.target, 2));
    Some(format!(
        "convergence: the widest interval is ±{} ({} of {}), {} of its variance from chance; {}",
        significant(found.half_width, 2),
        found.statistic.replace('_', " "),
        found.parameter,
        percent(found.from_noise, 0),
        advised(result, &found.advice, &target)
    ))
}

/// What to do for something.
fn advised(result: &SensitivityResult, advice: &Advice, wanted: &str) -> String {
    match advice {
        Advice::Enough => format!("within {wanted}"),
        Advice::Take {
            base_rows,
            replicates,
        } => {
            let now = result.samples as f64 * result.replicates as f64;
            let times = *base_rows as f64 * *replicates as f64 / now;
            format!(
                "for {wanted} take about --samples {base_rows} and --replicates {replicates} in \
                 place of {} and {}, {} times the runs",
                result.samples,
                result.replicates,
                significant(times, 2)
            )
        }
        Advice::OutOfReach => {
            format!("for {wanted} no study that can be asked for is large enough")
        }
        Advice::First { replicates } => {
            format!("too noisy to plan from this study; first take --replicates {replicates}")
        }
    }
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
             more than all of that). A step between listed values has no direction, so that they have \
             mu star alone. Chance makes mu star larger: an input that changes how much runs differ, \
             and not their mean, can be above the floor. A screening: it ranks, and shares nothing \
             out."
        }
        "pawn" => {
            "Indices are distances between the distribution of row means in a slice of the input \
             and that of all rows, from 0 to 1: median and largest over slices. They have no \
             intervals, so that inputs above the floor are not told apart. An input that changes how \
             much runs differ, and not their mean, can be above the floor too."
        }
        _ => {
            "Each input is set to both ends of its range, or to each of its values, and the others \
             stay as the scenario states them: nothing is said of what inputs do together, or \
             elsewhere. A swing is the mean at the upper end less that at the lower; of more than two \
             values the largest mean less the smallest, its 95 % interval widened for all pairs."
        }
    }
}
