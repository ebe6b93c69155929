//! A comparison for a person.

use super::super::paragraph::{FAINT, wrap};
use super::super::provenance::{inputs, rough};
use super::super::table::{Align, table};
use super::super::text::{heading, period};
use super::super::words::{count, percentage};
use super::arms::{approach, arm_lines};
use super::levels::{Entry, entries, levels};
use super::{ComparisonResult, Difference};
use crate::study::FEWEST_DIFFERING;

/// A line of the table of differences.
type Row = [String; 8];

/// The comparison as text, with terminal styles.
#[must_use]
pub fn comparison_text(result: &ComparisonResult) -> String {
    let mut lines = header(result);
    lines.push(String::new());
    lines.extend(conclusion(result));
    let Some((reference, first)) = result.arms.0.first() else {
        return lines.join("\n") + "\n";
    };
    for (id, _) in first.negotiations.iter() {
        let entries = entries(result, id);
        lines.push(String::new());
        lines.push(negotiation_heading(id, &entries));
        lines.extend(levels(&entries));
        for (arm, of) in result.arms.iter().skip(1) {
            // The negotiation of the same id, or the only one.
            let own = match (first.negotiations.0.len(), of.negotiations.0.as_slice()) {
                (1, [(only, _)]) => only,
                _ => id,
            };
            let differences: Vec<&Difference> = result.between(own, arm, reference).collect();
            lines.extend(differences_lines(arm, reference, &differences, result.runs));
        }
    }
    lines.extend(note(result));
    lines.push(String::new());
    lines.extend(footer(result));
    lines.join("\n") + "\n"
}

/// The changes with which all of several arms begin.
fn shared(result: &ComparisonResult) -> &[String] {
    let mut arms = result.arms.iter().map(|(_, arm)| arm.overrides.as_slice());
    let Some(first) = arms.next().filter(|_| result.arms.0.len() > 1) else {
        return &[];
    };
    let alike = |other: &[String]| first.iter().zip(other).take_while(|(a, b)| a == b).count();
    let length = arms.map(alike).min().unwrap_or_default();
    &first[..length]
}

fn header(result: &ComparisonResult) -> Vec<String> {
    let mut titles: Vec<&str> = Vec::new();
    for (_, arm) in result.arms.iter() {
        if !titles.contains(&arm.scenario.title.as_str()) {
            titles.push(&arm.scenario.title);
        }
    }
    let partial = if result.complete {
        ""
    } else {
        " · PARTIAL: interrupted"
    };
    let mut lines = experiment(result);
    lines.extend(titles.into_iter().map(heading));
    let mut periods: Vec<String> = Vec::new();
    for (_, arm) in result.arms.iter() {
        let period = period(&arm.scenario);
        if !periods.contains(&period) {
            periods.push(period);
        }
    }
    let alike = match periods.as_slice() {
        [period] => format!(" · {period}"),
        _ => String::new(),
    };
    lines.push(format!(
        "{} in each of {} on the same draws{alike} · seed {}{partial}",
        count(result.runs, "run"),
        count(result.arms.0.len() as u64, "arm"),
        result.seed
    ));
    let shared = shared(result);
    if !shared.is_empty() {
        let all = format!("all arms: with {}", shared.join(", "));
        lines.extend(wrap("  ", "    ", &all));
    }
    for (name, arm) in result.arms.iter() {
        let negotiations = arm.negotiations.iter();
        let approaches: Vec<String> = negotiations.map(|(_, n)| approach(n)).collect();
        let own = &arm.overrides[shared.len()..];
        lines.extend(arm_lines(name, &approaches, own));
        if periods.len() > 1 {
            lines.push(format!("    {}", self::period(&arm.scenario)));
        }
    }
    lines.extend(result.notes.iter().flat_map(|note| wrap("", "  ", note)));
    if periods.len() > 1 {
        let text = "The arms run for different times: counts, months and spending differ for that \
                    reason alone.";
        lines.extend(wrap("", "  ", text));
    }
    lines
}

/// The title of the experiment, the claim, and where it is made.
fn experiment(result: &ComparisonResult) -> Vec<String> {
    let Some(experiment) = &result.experiment else {
        return Vec::new();
    };
    let claim = match (&experiment.claim, &experiment.source) {
        (Some(claim), Some(source)) => format!(" (claim {claim}: {source})"),
        (Some(claim), None) => format!(" (claim {claim})"),
        (None, Some(source)) => format!(" ({source})"),
        (None, None) => String::new(),
    };
    let mut lines = vec![format!("{}{claim}", heading(&experiment.title))];
    let question = experiment.question.iter();
    lines.extend(question.flat_map(|question| wrap("", "  ", question)));
    lines
}

/// What the experiment says of itself, once its figures are on the page.
fn note(result: &ComparisonResult) -> Vec<String> {
    let experiment = result.experiment.as_ref();
    let Some(note) = experiment.and_then(|experiment| experiment.note.as_ref()) else {
        return Vec::new();
    };
    let mut lines = vec![String::new(), heading("note of the experiment")];
    lines.extend(wrap("  ", "  ", note));
    lines
}

fn conclusion(result: &ComparisonResult) -> Vec<String> {
    if result.runs == 0 {
        return vec!["no run was finished".to_owned()];
    }
    result
        .conclusion
        .iter()
        .flat_map(|sentence| wrap("", "  ", sentence))
        .collect()
}

/// The negotiation and who bargains in it, in every arm where that differs.
fn negotiation_heading(id: &str, entries: &[Entry<'_>]) -> String {
    let mut parties: Vec<String> = Vec::new();
    for (_, negotiation) in entries {
        if !parties.contains(&negotiation.called) {
            parties.push(negotiation.called.clone());
        }
    }
    format!("{}: {}", heading(id), parties.join(" against "))
}

fn differences_lines(
    arm: &str,
    against: &str,
    differences: &[&Difference],
    runs: u64,
) -> Vec<String> {
    let rows: Vec<&&Difference> = differences.iter().filter(|d| d.count > 0).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let header = [
        "",
        "difference",
        "95 % interval",
        "across assumptions",
        "higher",
        "lower",
        "equal",
        "pairing",
    ];
    let mut cells = vec![header.map(str::to_owned)];
    cells.extend(rows.iter().map(|difference| row(difference)));
    let columns = [
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Right,
    ];
    let mut lines = vec![String::new(), heading(&format!("{arm} less {against}"))];
    let mut set = table(columns, &cells).into_iter();
    lines.extend(
        set.by_ref()
            .take(1)
            .map(|header| format!("{FAINT}  {header}{FAINT:#}")),
    );
    lines.extend(set.map(|line| format!("  {line}")));
    lines.extend(selections(&rows, runs));
    lines
}

/// Which rows compare a part of the runs, how many these are, and what to read beside them.
fn selections(rows: &[&&Difference], runs: u64) -> Vec<String> {
    let partial = rows.iter().filter_map(|difference| {
        let (metric, compared) = (difference.metric, count(difference.count, "run"));
        match difference.counterpart {
            Some(counterpart) => Some(format!(
                "{metric} in {compared} (read {counterpart} beside it)"
            )),
            None if difference.count < runs => Some(format!("{metric} in {compared}")),
            None => None,
        }
    });
    let partial: Vec<String> = partial.collect();
    match partial.is_empty() {
        true => Vec::new(),
        false => wrap("  ", "    ", &format!("* {}", partial.join("; "))),
    }
}

fn row(difference: &Difference) -> Row {
    let [mean, interval, mut range] = difference.words();
    if difference.equal_in_every_run() {
        range = String::new();
    } else if let Some(instead) = difference.assumptions.and_then(|found| found.instead()) {
        range = instead.to_owned();
    }
    let part = |part: Option<f64>| part.map_or_else(String::new, percentage);
    let conditional = difference.counterpart.is_some();
    let mark = if conditional { "*" } else { "" };
    [
        format!("{}{mark}", difference.metric),
        mean,
        interval,
        range,
        part(difference.share_higher),
        part(difference.share_lower),
        part(difference.share_equal),
        part(difference.pairing),
    ]
}

fn footer(result: &ComparisonResult) -> Vec<String> {
    let mut lines = Vec::new();
    let marked = |d: &Difference| d.counterpart.is_some() && d.count > 0;
    if result.differences.iter().any(marked) {
        lines.extend(wrap(
            "",
            "  ",
            "* compares only the runs in which the metric has a value in both arms. These are a \
             selection, and not the same runs for every pair of arms.",
        ));
    }
    lines.extend(wrap("", "  ", &reading(result)));
    lines.extend(
        result
            .arms
            .iter()
            .take(1)
            .flat_map(|(_, arm)| wrap("", "  ", &inputs(&arm.scenario))),
    );
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines
}

/// How the table of differences is to be read.
fn reading(result: &ComparisonResult) -> String {
    let drawn = result
        .arms
        .iter()
        .any(|(_, arm)| arm.scenario.uncertain_inputs > 0);
    let across = match (drawn, result.nested) {
        (false, _) => "no input is drawn, so that there is no range across assumptions".to_owned(),
        (true, None) => "the range across assumptions needs 500 runs or more".to_owned(),
        (true, Some(_)) => {
            "\"across assumptions\" is the 5–95 % range of the mean difference over \
                            the drawn inputs"
                .to_owned()
        }
    };
    let rough = rough(result.runs).map_or_else(String::new, |rough| format!(" {rough}"));
    let few = format!(" Where fewer than {FEWEST_DIFFERING} runs differ nothing is told apart.");
    format!(
        "Differences are taken run by run: what two arms have in common meets the same inputs and \
         the same chances. Their 95 % interval is simulation error, \"pairing\" is its width as a \
         part of what it would be had the arms been drawn apart, and {across}. ± is how far the 95 \
         % interval of a mean reaches. Of 20 intervals of no difference about 1 leaves out zero by \
         chance.{few}{rough}"
    )
}
