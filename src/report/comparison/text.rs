//! A comparison for a person.

use super::super::figures::Figures;
use super::super::paragraph::{FAINT, wrap};
use super::super::table::{Align, table};
use super::super::text::{heading, period};
use super::super::words::{count, percent, percentage};
use super::levels::{Entry, entries, levels};
use super::{ComparisonResult, Difference};

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
            let answering = of.negotiations.iter().map(|(id, _)| id);
            let answering =
                answering.filter(|own| *own == id || entries.len() == result.arms.0.len());
            for own in answering.take(1) {
                let differences: Vec<&Difference> = result.between(own, arm, reference).collect();
                lines.extend(differences_lines(arm, reference, &differences, result.runs));
            }
        }
    }
    lines.push(String::new());
    lines.extend(footer(result));
    lines.join("\n") + "\n"
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
    let period = result.arms.0.first().map(|(_, arm)| period(&arm.scenario));
    lines.push(format!(
        "{} in each of {} on the same draws · {} · seed {}{partial}",
        count(result.runs, "run"),
        count(result.arms.0.len() as u64, "arm"),
        period.unwrap_or_default(),
        result.seed
    ));
    for (name, arm) in result.arms.iter() {
        let approaches: Vec<String> = arm
            .negotiations
            .iter()
            .map(|(_, negotiation)| approach(negotiation))
            .collect();
        let same = approaches.windows(2).all(|pair| pair[0] == pair[1]);
        let approach = match approaches.first() {
            Some(approach) if same => approach.clone(),
            _ => "approaches differ by negotiation".to_owned(),
        };
        // What makes an arm of an approach that approach is said already.
        let changes: Vec<&str> = arm
            .overrides
            .iter()
            .filter(|change| !change.ends_with(&format!(".conduct.destination={name}")))
            .map(String::as_str)
            .collect();
        let with = match changes.is_empty() {
            true => String::new(),
            false => format!("; with {}", changes.join(", ")),
        };
        lines.extend(wrap("  ", "    ", &format!("{name}: {approach}{with}")));
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
    vec![format!("{}{claim}", heading(&experiment.title))]
}

fn approach(negotiation: &super::NegotiationResult) -> String {
    let conduct = negotiation.conduct.destination.iter();
    let conduct: Vec<String> = conduct
        .map(|(kind, intensity)| format!("{kind} {intensity}"))
        .collect();
    format!("approach {} ({})", negotiation.approach, conduct.join(", "))
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

fn negotiation_heading(id: &str, entries: &[Entry<'_>]) -> String {
    let parties = entries.first().map_or_else(String::new, |(_, first)| {
        format!(": {} and {}", first.destination, first.partner)
    });
    format!("{}{parties}", heading(id))
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
    let figures = Figures {
        share: difference.unit.starts_with("share"),
        mean: difference.mean,
        interval: difference.ci95,
        range: difference.across_assumptions,
    };
    let [mean, interval, mut range] = figures.words();
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
        pairing(difference.pairing),
    ]
}

/// By how much common chances narrowed the interval: `−43 %`.
fn pairing(ratio: Option<f64>) -> String {
    ratio.map_or_else(String::new, |ratio| {
        let change = percent((ratio - 1.0).abs(), 0);
        match change.as_str() {
            "0" => change,
            _ if ratio < 1.0 => format!("−{change}"),
            _ => format!("+{change}"),
        }
    })
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
    lines.extend(wrap(
        "",
        "  ",
        "Differences are taken run by run: what two arms have in common meets the same inputs and \
         the same chances. Their 95 % interval is simulation error, and \"pairing\" is what taking \
         them run by run did to its width; \"across assumptions\" is the 5–95 % range of the mean \
         difference over the drawn inputs. Of 20 intervals of no difference about 1 leaves out \
         zero by chance.",
    ));
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines
}
