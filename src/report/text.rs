//! The result of an ensemble for a person.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::result::{MetricResult, NegotiationResult, RunResult};
use super::words::{about, figure, share};
use crate::analysis::Interval;
use crate::model::{Fate, MetricGroup};

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const BAR: Style = AnsiColor::Cyan.on_default();

/// Rules that a person is shown.
const RULES_SHOWN: usize = 8;

/// The result as text, with terminal styles.
#[must_use]
pub fn text(result: &RunResult) -> String {
    let mut out = String::new();
    let scenario = &result.scenario;
    line(&mut out, &format!("{HEADING}{}{HEADING:#}", scenario.title));
    let years = scenario.rounds as f64 * scenario.months_per_round / 12.0;
    let partial = if result.complete {
        ""
    } else {
        " · PARTIAL: interrupted"
    };
    line(
        &mut out,
        &format!(
            "{} runs of {} rounds ({} years from {}) · seed {}{partial}",
            thousands(result.runs),
            scenario.rounds,
            figure_short(years),
            scenario.start,
            result.seed
        ),
    );
    for change in &result.overrides {
        line(&mut out, &format!("with {change}"));
    }
    for (id, negotiation) in result.negotiations.iter() {
        negotiation_text(&mut out, id, negotiation, result.runs);
    }
    line(&mut out, "");
    line(&mut out, &inputs(result));
    line(
        &mut out,
        "The 95 % interval is simulation error, and shrinks with more runs. \"Across assumptions\" \
         is the 5–95 % range of the mean over the drawn inputs, and does not.",
    );
    line(&mut out, &format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn inputs(result: &RunResult) -> String {
    let scenario = &result.scenario;
    let drawn = match scenario.uncertain_inputs {
        0 => "none of them drawn".to_owned(),
        drawn => format!("{drawn} of them drawn once per run"),
    };
    match scenario.assumption_share {
        Some(assumed) => format!(
            "Of {} stated figures {:.0} % are assumptions; {drawn}. All other figures are defaults \
             of the model, see `demarche list parameters`.",
            scenario.figures,
            100.0 * assumed
        ),
        None => {
            "Every figure is a default of the model, see `demarche list parameters`.".to_owned()
        }
    }
}

fn negotiation_text(out: &mut String, id: &str, negotiation: &NegotiationResult, runs: u64) {
    line(out, "");
    line(
        out,
        &format!(
            "{HEADING}{id}{HEADING:#}: {} and {}, {}, approach: {}",
            negotiation.destination,
            negotiation.partner,
            negotiation.instrument.replace('_', " "),
            negotiation.approach
        ),
    );
    if runs == 0 {
        line(out, "no run was finished");
        return;
    }
    line(out, &headline(negotiation));
    line(out, "");
    let _ = writeln!(
        out,
        "{FAINT}  {:<26}{:>9}  {:<19}{:<21}unit{FAINT:#}",
        "", "mean", "95 % interval", "across assumptions"
    );
    for group in MetricGroup::ALL {
        let metrics: Vec<_> = negotiation.group(group).collect();
        if metrics.is_empty() {
            continue;
        }
        line(out, &format!("{HEADING}{}{HEADING:#}", group.name()));
        for (name, metric) in metrics {
            metric_line(out, name, metric, runs);
        }
    }
    fate_bars(out, negotiation);
    rules(out, negotiation);
}

/// One sentence: whether there is an agreement, and what most often becomes of it.
fn headline(negotiation: &NegotiationResult) -> String {
    let mean = |name: &str| negotiation.metrics.get(name).and_then(|metric| metric.mean);
    let mut fates: Vec<(&str, f64)> = negotiation
        .fates
        .iter()
        .filter_map(|(name, fate)| Some((name, fate.share?)))
        .filter(|(_, share)| *share > 0.0)
        .collect();
    fates.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut sentence = String::new();
    if let Some(agreement) = mean("agreement") {
        let _ = write!(
            sentence,
            "An agreement enters into force in {}",
            about(agreement)
        );
        if let Some(months) = mean("months_to_agreement") {
            let _ = write!(
                sentence,
                ", after {} months on average",
                figure_short(months)
            );
        }
        sentence.push_str(". ");
    }
    if let Some((name, share)) = fates.first() {
        let meaning = Fate::named(name).map_or("", fate_meaning);
        let _ = write!(
            sentence,
            "The most frequent fate is {} ({}): {meaning}",
            name.replace('_', " "),
            about(*share),
        );
        if let Some((second, share)) = fates.get(1) {
            let _ = write!(
                sentence,
                "; next {} ({})",
                second.replace('_', " "),
                about(*share)
            );
        }
        sentence.push('.');
    }
    sentence
}

fn fate_meaning(fate: Fate) -> &'static str {
    match fate {
        Fate::Stalemate => "no agreement is reached",
        Fate::EndedEarly => "an agreement is reached but is no longer in force at the end",
        Fate::PaperAgreement => "an agreement is in force, and hardly complied with",
        Fate::PartnerLed => "the partner holds the initiative and is the better off",
        Fate::ComplianceUnderPenalty => {
            "the partner complies, mostly because of penalties and threats"
        }
        Fate::DurableCooperation => "an agreement is in force and complied with",
    }
}

/// Every fate and what it means.
#[must_use]
pub fn fates() -> String {
    let mut out = String::new();
    for fate in Fate::ALL {
        let _ = writeln!(out, "{:<26}fate     {}", fate.name(), fate_meaning(fate));
    }
    out
}

fn metric_line(out: &mut String, name: &str, metric: &MetricResult, runs: u64) {
    let number = if metric.unit.starts_with("share") {
        share
    } else {
        figure
    };
    let range = |interval: Option<Interval>| {
        interval.map_or_else(String::new, |interval| {
            format!("{} to {}", number(interval.low()), number(interval.high()))
        })
    };
    let given = if metric.conditional && metric.count < runs {
        format!(", in {} runs", thousands(metric.count))
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "  {name:<26}{:>9}  {:<19}{:<21}{}{given}",
        metric.mean.map_or_else(|| "–".to_owned(), number),
        range(metric.ci95),
        range(metric.across_assumptions),
        metric.unit
    );
}

fn fate_bars(out: &mut String, negotiation: &NegotiationResult) {
    line(out, &format!("{HEADING}fates{HEADING:#}"));
    for (name, fate) in negotiation.fates.iter() {
        let Some(fraction) = fate.share else { continue };
        let length = (30.0 * fraction).round() as usize;
        let typical = negotiation
            .typical_runs
            .get(name)
            .map_or_else(String::new, |run| format!("  typical: run {run}"));
        let _ = writeln!(
            out,
            "  {:<26}{:>9}  {BAR}{:<30}{BAR:#}{typical}",
            name,
            share(fraction),
            "█".repeat(length)
        );
    }
}

fn rules(out: &mut String, negotiation: &NegotiationResult) {
    let mut fired: Vec<_> = negotiation
        .rules
        .iter()
        .filter_map(|(id, rule)| Some((id, rule.kind, rule.runs_fired?, rule.mean_firings?)))
        .filter(|(.., firings)| *firings > 0.0)
        .collect();
    fired.sort_by(|a, b| b.3.total_cmp(&a.3));
    if fired.is_empty() {
        return;
    }
    line(
        out,
        &format!("{HEADING}rules that fired most{HEADING:#} (times per run)"),
    );
    for (id, kind, runs_fired, firings) in fired.into_iter().take(RULES_SHOWN) {
        let _ = writeln!(
            out,
            "  {id:<34}{:>5}  {kind:<9} in {}",
            share(firings),
            about(runs_fired)
        );
    }
}

fn figure_short(figure: f64) -> String {
    if (figure - figure.round()).abs() < 1e-9 || figure.abs() >= 10.0 {
        format!("{figure:.0}")
    } else {
        format!("{figure:.1}")
    }
}

/// 10000 as 10,000.
fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (count, text) in [
            (0, "0"),
            (999, "999"),
            (10_000, "10,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(count), text);
        }
    }
}
