//! Claims for a person.

use anstyle::{AnsiColor, Style};

use super::super::figures::Figures;
use super::super::paragraph::{FAINT, HEADING, wrap};
use super::super::words::{count, percentage};
use super::{ClaimResult, ClaimsResult, ClaimsSummary, ExpectationResult};
use crate::analysis::Interval;
use crate::experiment::Verdict;

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const OPEN: Style = AnsiColor::Yellow.on_default();

/// The claims as text, with terminal styles.
#[must_use]
pub fn claims_text(result: &ClaimsResult) -> String {
    let partial = if result.complete {
        ""
    } else {
        " · PARTIAL: interrupted"
    };
    let mut lines = vec![format!(
        "{} · {} in each arm on the same draws · seed {}{partial}",
        asked(&result.summary),
        count(result.runs, "run"),
        result.seed
    )];
    for claim in &result.claims {
        lines.push(String::new());
        lines.extend(of_claim(claim, result.runs));
    }
    lines.push(String::new());
    lines.extend(summary(result));
    lines.extend(footer(result));
    lines.join("\n") + "\n"
}

/// How many claims and patterns there are; of what there is none of, nothing is said.
fn asked(summary: &ClaimsSummary) -> String {
    let (claims, patterns) = (summary.claims.total(), summary.patterns.total());
    match (claims, patterns) {
        (0, 1..) => count(patterns, "pattern"),
        (_, 0) => count(claims, "claim"),
        _ => format!("{}, {}", count(claims, "claim"), count(patterns, "pattern")),
    }
}

fn of_claim(claim: &ClaimResult, runs: u64) -> Vec<String> {
    let head = match (&claim.pattern, &claim.claim) {
        (Some(id), _) => format!("pattern {id}"),
        (None, Some(id)) => id.clone(),
        (None, None) => claim.name.clone(),
    };
    let mut lines = wrap("", "  ", &format!("{head}: {}", claim.title));
    if let Some(first) = lines.first_mut() {
        *first = format!("{HEADING}{first}{HEADING:#}");
    }
    let place = claim.source.iter().cloned();
    let origin: Vec<String> = place
        .chain([claim.name.clone(), format!("on {}", claim.base)])
        .collect();
    lines.push(format!("{FAINT}  {}{FAINT:#}", origin.join(" · ")));
    for effect in &claim.expectations {
        lines.extend(of_effect(effect, runs));
    }
    lines.push(format!("  {}{}", verdict(claim.verdict), record(claim)));
    if let Some(note) = &claim.note {
        lines.extend(wrap("  Note: ", "    ", note));
    }
    lines
}

/// What is on record, where it is another verdict.
fn record(claim: &ClaimResult) -> String {
    match claim.recorded.and_then(Verdict::named) {
        Some(recorded) if claim.unlike_recorded() => {
            format!(" (on record: {})", recorded.words())
        }
        _ => String::new(),
    }
}

fn of_effect(effect: &ExpectationResult, runs: u64) -> Vec<String> {
    let mut words = format!(
        "{}, {}: {} expected; {}",
        effect.metric,
        arms(effect),
        expected(effect),
        found(effect)
    );
    words.push_str(&across(effect));
    if effect.count < runs {
        let read = effect.counterpart.map_or_else(String::new, |counterpart| {
            format!("; a selection: read {counterpart} beside it")
        });
        words.push_str(&format!(" (over {}{read})", count(effect.count, "run")));
    }
    words.push_str(&format!(" [{}{}]", basis(effect), short(effect)));
    wrap("  - ", "    ", &words)
}

/// The arms that it is read of.
fn arms(effect: &ExpectationResult) -> String {
    let treatment = &effect.treatment;
    match (&effect.less, &effect.control) {
        (Some([other, against]), Some(control)) => {
            format!("({treatment} less {control}) less ({other} less {against})")
        }
        (_, Some(control)) if effect.reading == "ratio" => format!("{treatment} over {control}"),
        (_, Some(control)) => format!("{treatment} against {control}"),
        (_, None) => format!("in {treatment}"),
    }
}

fn expected(effect: &ExpectationResult) -> String {
    let size = |size: Option<f64>| size.unwrap_or(0.0).to_string();
    let Some(ends) = effect.between else {
        return match effect.direction.unwrap_or_default() {
            "no_change" => format!("no change beyond ±{}", size(effect.margin)),
            direction => format!("{direction} by more than {}", size(effect.by)),
        };
    };
    let band = match ends {
        [Some(low), Some(high)] => format!("{low} to {high}"),
        [Some(low), None] => format!("at least {low}"),
        [None, high] => format!("at most {}", size(high)),
    };
    let of = effect.cases.map_or_else(String::new, |cases| {
        format!(" to find it among {cases} cases of each")
    });
    format!("a {} of {band}{of}", effect.reading)
}

/// The mean with the interval by which it is judged.
fn found(effect: &ExpectationResult) -> String {
    let (level, interval) = match effect.direction {
        Some("no_change") => ("90", effect.ci90),
        _ => ("95", effect.ci95),
    };
    let figures = Figures {
        share: match effect.reading {
            "ratio" => false,
            "power" => true,
            _ => effect.unit.starts_with("share"),
        },
        mean: effect.mean,
        interval,
        range: None,
    };
    let [mean, interval, _] = figures.words();
    if interval.is_empty() {
        return "too few runs to tell".to_owned();
    }
    format!("found {mean} ({level} % interval {interval})")
}

/// In how many draws of the assumptions it is so.
fn across(effect: &ExpectationResult) -> String {
    let (Some(agreeing), Some(opposing)) = (effect.share_agreeing, effect.share_opposing) else {
        return String::new();
    };
    let (inside, outside) = match effect.between {
        Some(_) => ("within", "outside"),
        None => ("as expected", "the other way"),
    };
    format!(
        "; {inside} in {} of {} draws of the assumptions, {outside} in {}",
        percentage(agreeing),
        effect.draws,
        percentage(opposing)
    )
}

fn basis(effect: &ExpectationResult) -> String {
    match (&effect.equation, effect.basis) {
        (Some(equation), _) => format!("built in: {equation}; "),
        (None, Some(basis)) => format!("{basis}; "),
        (None, None) => String::new(),
    }
}

/// The verdict on an effect; of one that does not hold, in which way.
fn short(effect: &ExpectationResult) -> String {
    let words = Verdict::named(effect.verdict).map_or("", Verdict::words);
    let how = match (effect.verdict, effect.direction, effect.ci95) {
        ("does_not_hold", Some("increase"), Some(ci95)) => way(ci95),
        ("does_not_hold", Some("decrease"), Some(ci95)) => way(Interval(-ci95.high(), -ci95.low())),
        ("does_not_hold", None, Some(ci95)) => side(ci95, effect.between),
        _ => "",
    };
    format!("{words}{how}")
}

/// Which way an effect goes whose expected sign is positive.
fn way(ci95: Interval) -> &'static str {
    if ci95.low() > 0.0 {
        ": smaller"
    } else if ci95.high() < 0.0 {
        ": the other way"
    } else {
        ": none is seen"
    }
}

/// On which side of a band an interval is that is wholly outside.
fn side(ci95: Interval, band: Option<[Option<f64>; 2]>) -> &'static str {
    match band {
        Some([Some(low), _]) if ci95.high() < low => ": below",
        Some(_) => ": above",
        None => "",
    }
}

fn verdict(name: &str) -> String {
    let (style, words) = match Verdict::named(name) {
        Some(Verdict::Holds) => (GOOD, "HOLDS"),
        Some(Verdict::DoesNotHold) => (BAD, "DOES NOT HOLD"),
        Some(Verdict::Undecided) | None => (OPEN, "UNDECIDED at so many runs"),
    };
    format!("{style}{words}{style:#}")
}

fn summary(result: &ClaimsResult) -> Vec<String> {
    let summary = &result.summary;
    let mut lines = Vec::new();
    for (of, tally) in [("claim", &summary.claims), ("pattern", &summary.patterns)] {
        if tally.total() > 0 {
            let number = count(tally.total(), of);
            lines.push(format!("{HEADING}{number}{HEADING:#}: {}", tally.words()));
        }
    }
    for (tally, one, several) in [
        (&summary.emergent, "that emerges", "that emerge"),
        (&summary.built_in, "that is built in", "that are built in"),
        (&summary.unstated, "of unstated basis", "of unstated basis"),
    ] {
        if tally.total() > 0 {
            let effects = count(tally.total(), "effect");
            let which = if tally.total() == 1 { one } else { several };
            lines.push(format!("  {effects} {which}: {}", tally.words()));
        }
    }
    let unlike: Vec<&str> = result.unlike_recorded().map(|c| c.name.as_str()).collect();
    if !unlike.is_empty() {
        let words = format!("Verdicts unlike those on record: {}", unlike.join(", "));
        lines.extend(wrap("  ", "    ", &words));
    }
    lines
}

fn footer(result: &ClaimsResult) -> Vec<String> {
    let mut lines = wrap(
        "",
        "  ",
        "A claim or pattern holds if all of its effects do. The interval is simulation error; a \
         verdict on a direction or a band is wrong in at most 1 of 40 cases, and that at an effect of \
         exactly the smallest of interest or at an end of the band, and no correction is made for \
         their number. Draws of the assumptions are told apart by few runs each, so that chance moves \
         both shares towards one half. An effect that is built in follows from an equation: it shows \
         that the model does what it says, and nothing about the world. Nor does a claim or pattern \
         that holds.",
    );
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines
}
