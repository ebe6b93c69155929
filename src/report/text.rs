//! The result of an ensemble for a person.

use anstyle::{AnsiColor, Style};

use super::baselines::baseline_rows;
use super::figures::Figures;
use super::headline::headline;
use super::measures::{IssueFulfilment, MetricResult, ratio};
use super::paragraph::{FAINT, HEADING, wrap};
use super::provenance::{inputs, rough};
use super::result::{NegotiationResult, RunResult, ScenarioInfo};
use super::table::{Align, sections as sectioned, table};
use super::words::{about, count, share, short};
use crate::model::{Metric, MetricGroup};

const BAR: Style = AnsiColor::Cyan.on_default();

/// Rules that a person is shown.
const RULES_SHOWN: usize = 8;

/// Length of the bar of a fate that all runs meet.
const LONGEST_BAR: f64 = 30.0;

/// A line of the table of figures: name, mean, interval, range, and what these are.
type Row = [String; 5];

/// The result as text, with terminal styles.
#[must_use]
pub fn text(result: &RunResult) -> String {
    let mut lines = header(result);
    for (id, negotiation) in result.negotiations.iter() {
        lines.push(String::new());
        lines.extend(negotiation_lines(id, negotiation, result.runs));
    }
    lines.push(String::new());
    lines.extend(footer(result));
    lines.join("\n") + "\n"
}

fn header(result: &RunResult) -> Vec<String> {
    let scenario = &result.scenario;
    let partial = if result.complete {
        ""
    } else {
        " · PARTIAL: interrupted"
    };
    let mut lines = vec![
        heading(&scenario.title),
        format!(
            "{} of {} · seed {}{partial}",
            count(result.runs, "run"),
            period(scenario),
            result.seed
        ),
    ];
    lines.extend(
        result
            .overrides
            .iter()
            .map(|change| format!("with {change}")),
    );
    lines
}

/// How long a run is, and when it starts: `40 rounds (10 years from 2023-07)`.
pub(super) fn period(scenario: &ScenarioInfo) -> String {
    let years = scenario.rounds as f64 * scenario.months_per_round / 12.0;
    let plural = if years == 1.0 { "" } else { "s" };
    format!(
        "{} ({} year{plural} from {})",
        count(scenario.rounds as u64, "round"),
        short(years),
        scenario.start
    )
}

fn footer(result: &RunResult) -> Vec<String> {
    let mut lines = prose(&inputs(&result.scenario));
    lines.extend(prose(
        "The 95 % interval is simulation error, and shrinks with more runs; where it is narrower \
         than the digits shown it is rounded outwards. \"Across assumptions\" is the 5–95 % range \
         of the mean over the drawn inputs, and does not shrink; it is left out where it cannot be \
         told from simulation error.",
    ));
    lines.extend(rough(result.runs).iter().flat_map(|note| prose(note)));
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines
}

/// Sentences on lines that fit.
fn prose(text: &str) -> Vec<String> {
    wrap("", "  ", text)
}

pub(super) fn heading(text: &str) -> String {
    format!("{HEADING}{text}{HEADING:#}")
}

fn negotiation_lines(id: &str, negotiation: &NegotiationResult, runs: u64) -> Vec<String> {
    let conduct = negotiation.conduct.destination.iter();
    let conduct: Vec<String> = conduct
        .map(|(kind, intensity)| format!("{kind} {intensity}"))
        .collect();
    let mut lines = prose(&format!(
        "{}: {}, {}, approach: {} ({})",
        heading(id),
        negotiation.called,
        negotiation.instrument.replace('_', " "),
        negotiation.approach,
        conduct.join(", ")
    ));
    if runs == 0 {
        lines.push("no run was finished".to_owned());
        return lines;
    }
    lines.extend(prose(&headline(negotiation)));
    lines.push(String::new());
    lines.extend(figures(negotiation, runs));
    lines.extend(
        without_value(negotiation)
            .iter()
            .flat_map(|note| prose(note)),
    );
    lines.extend(baselines(negotiation));
    lines.extend(rules(negotiation, runs));
    lines
}

/// Metrics by group, issues and fates: one table, so that all columns are aligned.
fn figures(negotiation: &NegotiationResult, runs: u64) -> Vec<String> {
    let mut sections: Vec<(&str, Vec<Row>)> = MetricGroup::ALL
        .into_iter()
        .map(|group| {
            let metrics = negotiation.group(group).filter(|(_, m)| m.count > 0);
            let rows = metrics.map(|(name, metric)| metric_row(name, metric, runs));
            (group.name(), rows.collect())
        })
        .collect();
    let issues = negotiation.issues.iter().filter(|(_, i)| i.count > 0);
    let issues = issues.map(|(id, issue)| issue_row(id, issue, runs));
    sections.push(("issues, level delivered while in force", issues.collect()));
    sections.push(("fates", fate_rows(negotiation)));
    let header = ["", "mean", "95 % interval", "across assumptions", "unit"];
    let columns = [
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Left,
        Align::Left,
    ];
    sectioned(&columns, header.map(str::to_owned), sections)
}

fn row(name: &str, figures: Figures, unit: String) -> Row {
    let [mean, interval, range] = figures.words();
    [name.to_owned(), mean, interval, range, unit]
}

/// In how many runs there is a figure, where that is not all of them.
fn given(number: u64, runs: u64) -> String {
    match number < runs {
        true => format!(", in {}", count(number, "run")),
        false => String::new(),
    }
}

fn metric_row(name: &str, metric: &MetricResult, runs: u64) -> Row {
    let figures = Figures {
        share: metric.unit.starts_with("share"),
        mean: metric.mean,
        interval: metric.ci95,
        range: metric.across_assumptions,
    };
    let unit = metric.unit.to_owned() + &given(metric.count, runs);
    let mut row = row(name, figures, unit);
    if let Some(instead) = metric.assumptions.and_then(|found| found.instead()) {
        row[3] = instead.to_owned();
    }
    row
}

fn issue_row(id: &str, issue: &IssueFulfilment, runs: u64) -> Row {
    let figures = Figures {
        share: true,
        mean: issue.mean,
        interval: issue.ci95,
        range: None,
    };
    let given = given(issue.count, runs);
    let unit = format!("share, conceded by the {}{given}", issue.conceded_by);
    row(id, figures, unit)
}

fn fate_rows(negotiation: &NegotiationResult) -> Vec<Row> {
    let fates = negotiation.fates.iter();
    fates
        .filter_map(|(name, fate)| {
            let fraction = fate.share?;
            let figures = Figures {
                share: true,
                mean: fate.share,
                interval: fate.ci95,
                range: None,
            };
            let bar = "█".repeat((LONGEST_BAR * fraction).round() as usize);
            let bar = match bar.is_empty() {
                true => bar,
                false => format!("{BAR}{bar}{BAR:#}"),
            };
            let mut row = row(name, figures, bar);
            if let Some(run) = negotiation.typical_runs.get(name) {
                row[3] = format!("typical: run {run}");
            }
            Some(row)
        })
        .collect()
}

/// Which metrics and issues are left out of the table, and why.
fn without_value(negotiation: &NegotiationResult) -> Option<String> {
    let metrics = negotiation.metrics.iter().filter(|(_, m)| m.count == 0);
    let metrics = metrics.map(|(name, _)| {
        let why = Metric::named(name).map_or("", |metric| metric.entry().meaning);
        format!("{name} ({why})")
    });
    let issues = negotiation.issues.iter().filter(|(_, i)| i.count == 0);
    let issues = issues.map(|(id, _)| format!("{id} (never in force)"));
    let absent: Vec<String> = metrics.chain(issues).collect();
    (!absent.is_empty()).then(|| format!("Without a value in any run: {}.", absent.join("; ")))
}

/// What a one-line model would give, beside the payoffs.
fn baselines(negotiation: &NegotiationResult) -> Vec<String> {
    let columns = [Align::Left, Align::Right, Align::Right, Align::Left];
    let lines = table(columns, &baseline_rows(&negotiation.baselines)).into_iter();
    std::iter::once(format!(
        "{} (value points per round, kept in full from the first)",
        heading("what a one-line model would give")
    ))
    .chain(lines.map(|line| format!("  {line}")))
    .collect()
}

fn rules(negotiation: &NegotiationResult, runs: u64) -> Vec<String> {
    let mut fired: Vec<_> = negotiation
        .rules
        .iter()
        .filter_map(|(id, rule)| Some((id, rule, rule.mean_firings?)))
        .filter(|(.., firings)| *firings > 0.0)
        .collect();
    if fired.is_empty() {
        return Vec::new();
    }
    fired.sort_by(|a, b| b.2.total_cmp(&a.2));
    let rows: Vec<[String; 4]> = fired
        .into_iter()
        .take(RULES_SHOWN)
        .map(|(id, rule, firings)| {
            let fraction = ratio(rule.runs_fired, runs).unwrap_or(0.0);
            [
                id.to_owned(),
                share(firings),
                rule.kind.to_owned(),
                format!("in {}", about(fraction)),
            ]
        })
        .collect();
    let columns = [Align::Left, Align::Right, Align::Left, Align::Left];
    let lines = table(columns, &rows).into_iter();
    std::iter::once(format!(
        "{} (times per run)",
        heading("rules that fired most")
    ))
    .chain(lines.map(|line| format!("  {line}")))
    .collect()
}
