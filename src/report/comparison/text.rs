//! A comparison for a person.

use super::super::figures::Figures;
use super::super::paragraph::paragraph;
use super::super::table::{Align, table};
use super::super::text::{FAINT, heading, period};
use super::super::words::{count, percent, share};
use super::levels::{Entry, entries, levels};
use super::{ComparisonResult, Difference};

/// A line of the table of differences.
type Row = [String; 9];

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
    let mut lines: Vec<String> = titles.into_iter().map(heading).collect();
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
        let with = match arm.overrides.is_empty() {
            true => String::new(),
            false => format!("; with {}", arm.overrides.join(", ")),
        };
        lines.extend(paragraph(&format!("  {name}: {approach}{with}"), "    "));
    }
    lines
}

fn approach(negotiation: &super::NegotiationResult) -> String {
    let conduct = negotiation.conduct.destination.iter();
    let conduct: Vec<String> = conduct
        .map(|(kind, intensity)| format!("{kind} {intensity}"))
        .collect();
    format!("{} ({})", negotiation.approach, conduct.join(", "))
}

fn conclusion(result: &ComparisonResult) -> Vec<String> {
    if result.runs == 0 {
        return vec!["no run was finished".to_owned()];
    }
    result
        .conclusion
        .iter()
        .flat_map(|sentence| paragraph(sentence, "  "))
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
        "",
    ];
    let mut cells = vec![header.map(str::to_owned)];
    cells.extend(rows.iter().map(|difference| row(difference, runs)));
    let columns = [
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    let mut lines = vec![String::new(), heading(&format!("{arm} less {against}"))];
    let mut set = table(columns, &cells).into_iter();
    lines.extend(
        set.by_ref()
            .take(1)
            .map(|header| format!("{FAINT}  {header}{FAINT:#}")),
    );
    lines.extend(set.map(|line| format!("  {line}")));
    lines
}

fn row(difference: &Difference, runs: u64) -> Row {
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
    let part = |part: Option<f64>| part.map_or_else(String::new, share);
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
        remark(difference, runs),
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

fn remark(difference: &Difference, runs: u64) -> String {
    match difference.counterpart {
        Some(counterpart) => format!(
            "in {}; beside: {counterpart}",
            count(difference.count, "run")
        ),
        None if difference.count < runs => format!("in {}", count(difference.count, "run")),
        None => String::new(),
    }
}

fn footer(result: &ComparisonResult) -> Vec<String> {
    let mut lines = Vec::new();
    let marked = result
        .differences
        .iter()
        .any(|d| d.counterpart.is_some() && d.count > 0);
    if marked {
        lines.push(
            "* compares only the runs in which the metric has a value in both arms. These are a \
             selection, and not the same runs for every pair of arms: read the metric named beside \
             it, which compares all."
                .to_owned(),
        );
    }
    lines.push(
        "Differences are taken run by run between arms that met the same inputs and the same \
         chances; their 95 % interval is simulation error. \"Pairing\" is what that did to the \
         width of the interval. \"Across assumptions\" is the 5–95 % range of the mean difference \
         over the drawn inputs. Of 20 intervals of no difference about 1 leaves out zero by \
         chance."
            .to_owned(),
    );
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines
}
