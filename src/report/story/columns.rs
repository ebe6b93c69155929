//! The page of a run under two approaches: what they have in common, where they diverge, and both
//! side by side from there.

use std::fmt::Write as _;

use super::super::paragraph::{FAINT, HEADING, paragraph};
use super::super::table::{Align, table};
use super::super::words::DISCLAIMER;
use super::conduct::intensities;
use super::divergence::Divergence;
use super::ending::{Ending, MetricOfRun, difference, ending_text, fate_text};
use super::layout::{PLAIN, beside};
use super::pair::{ArmStory, NAMES, PairStory};
use super::rounds::{Round, Told, round_text};

impl PairStory {
    /// Both stories as text, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.subject.introduce(&mut out, ", under two approaches");
        if let [(_, base), (_, against)] = &self.arms.0[..] {
            conducts(&mut out, [base, against]);
            out.push('\n');
            self.tell(&mut out, [base, against]);
        }
        let _ = writeln!(out, "\n{FAINT}{DISCLAIMER}{FAINT:#}");
        out
    }

    fn tell(&self, out: &mut String, arms: [&ArmStory; 2]) {
        let from = self.divergence.as_ref().map(|divergence| divergence.round);
        let common = arms[0].rounds.iter().filter(|round| round.eventful);
        for round in common.take_while(|round| from.is_none_or(|from| round.index < from)) {
            round_text(out, round, |told| told.text(FAINT));
        }
        let Some(divergence) = &self.divergence else {
            let same = arms[0].conduct == arms[1].conduct;
            paragraph(out, "", &format!("{HEADING}{}{HEADING:#}", never(same)));
            return endings(out, arms);
        };
        marked(out, "First divergence", divergence);
        if let Some(next) = &self.then {
            marked(out, "What the sides first do otherwise after that", next);
        }
        if !self.without_rules.is_empty() {
            let text = format!("Without any rule: {}", self.without_rules.join(" "));
            paragraph(out, "", &text);
        }
        out.push('\n');
        beside(
            out,
            [0, 1]
                .map(|arm| vec![title(arm, arms[arm])])
                .each_ref()
                .map(Vec::as_slice),
        );
        for (one, two) in arms[0].rounds.iter().zip(&arms[1].rounds) {
            if one.index >= divergence.round && (one.eventful || two.eventful) {
                both(out, [one, two]);
            }
        }
        endings(out, arms);
    }
}

/// What the two arms are.
fn conducts(out: &mut String, arms: [&ArmStory; 2]) {
    for (arm, story) in arms.into_iter().enumerate() {
        let conduct = intensities(&story.conduct.destination);
        let text = format!("{HEADING}{}{HEADING:#}: {conduct}", title(arm, story));
        paragraph(out, "", &text);
    }
    let partner = intensities(&arms[0].conduct.partner);
    let text = format!("{FAINT}The partner's conduct in both: {partner}.{FAINT:#}");
    paragraph(out, "", &text);
}

/// The name of an arm, and its approach.
fn title(arm: usize, story: &ArmStory) -> String {
    let approach = story.approach.as_deref();
    let approach = approach.unwrap_or("as the scenario states");
    format!("{} · {}", NAMES[arm], approach.replace('_', " "))
}

fn never(same: bool) -> &'static str {
    if same {
        "The two never diverge: their conduct is the same."
    } else {
        "The two never diverge: their conduct differs, but nothing in this run came of it."
    }
}

/// Writes a difference where it cannot be overlooked.
fn marked(out: &mut String, name: &str, divergence: &Divergence) {
    let heading = format!("{HEADING}══ {name}: {}{HEADING:#}", divergence.month);
    paragraph(out, "", &heading);
    paragraph(out, "  ", &format!("What: {}", divergence.what));
    paragraph(out, "  ", &format!("Why: {}", divergence.why));
}

/// Writes a round of both: what is the same once, before and after what is not.
fn both(out: &mut String, rounds: [&Round; 2]) {
    let [one, two] = rounds.map(|round| &round.happenings[..]);
    let begins = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    let (one, two) = (&one[begins..], &two[begins..]);
    let backwards = one.iter().rev().zip(two.iter().rev());
    let ends = backwards.take_while(|(a, b)| a == b).count();
    let heading = format!("{HEADING}{}{HEADING:#}", rounds[0].month);
    let standings = rounds.map(Round::standing);
    let same = standings[0] == standings[1];
    let heading = if same {
        format!("{heading} {FAINT}in both: {}{FAINT:#}", standings[0])
    } else {
        heading
    };
    paragraph(out, "", &heading);
    in_both(out, &rounds[0].happenings[..begins]);
    let column = |standing: &String, own: &[Told]| {
        let standing = (!same).then(|| standing.clone());
        let told = own[..own.len() - ends].iter().map(|told| told.text(PLAIN));
        standing.into_iter().chain(told).collect::<Vec<_>>()
    };
    let columns = [column(&standings[0], one), column(&standings[1], two)];
    beside(out, [&columns[0], &columns[1]]);
    in_both(out, &one[one.len() - ends..]);
}

/// Writes what is the same in both.
fn in_both(out: &mut String, all: &[Told]) {
    for told in all {
        paragraph(out, "  ", &format!("In both: {}", told.text(FAINT)));
    }
}

/// Writes both endings: the fates beside each other, and the metrics with their difference.
fn endings(out: &mut String, arms: [&ArmStory; 2]) {
    let [one, two] = arms.map(|arm| &arm.ending);
    if one == two {
        return ending_text(out, one);
    }
    let column = |ending: &Ending| {
        let mut column = vec![fate_text(ending, PLAIN)];
        column.extend(ending.packages.iter().map(super::ending::PackageEnd::text));
        column
    };
    out.push('\n');
    beside(out, [&column(one), &column(two)]);
    out.push('\n');
    let [a, b] = NAMES;
    let mut rows = vec![[
        "metric".to_owned(),
        a.into(),
        b.into(),
        format!("{b} against {a}"),
    ]];
    rows.extend(metrics(one, two));
    let columns = [Align::Left, Align::Right, Align::Right, Align::Left];
    for line in table(columns, &rows) {
        out.push_str(&line);
        out.push('\n');
    }
}

/// The metrics that have a value in at least one of the two.
fn metrics(one: &Ending, two: &Ending) -> Vec<[String; 4]> {
    let of = |ending: &Ending, name: &str| -> Option<MetricOfRun> {
        let mut metrics = ending.metrics.iter();
        metrics.find(|metric| metric.name == name).cloned()
    };
    let rows = crate::model::METRICS.iter().filter_map(|entry| {
        let (a, b) = (of(one, entry.name), of(two, entry.name));
        let differs = match (&a, &b) {
            (None, None) => return None,
            (Some(a), Some(b)) => difference(entry, a.value, b.value),
            _ => String::new(),
        };
        let reads = |metric: Option<MetricOfRun>| metric.map_or("–".to_owned(), |m| m.reads);
        Some([entry.name.to_owned(), reads(a), reads(b), differs])
    });
    rows.collect()
}
