//! A briefing as a page of text.

use std::fmt::Write as _;

use super::super::cast::list;
use super::super::paragraph::{FAINT, HEADING, paragraph};
use super::super::table::{Align, table};
use super::super::words::{DISCLAIMER, count, points, short};
use super::talks::{RELATION, situations};
use super::{BriefedFigure, BriefedInput, BriefedState, Briefing};
use crate::domain::StateKind;

impl Briefing {
    /// The briefing as text, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        states(&mut out, &self.states);
        self.negotiations(&mut out);
        heading(&mut out, "before anything is announced");
        match self.negotiations.0.as_slice() {
            [(_, only)] => only.situation(&mut out),
            _ => situations(&mut out, &self.negotiations),
        }
        out.push('\n');
        self.prospects(&mut out);
        self.rests_on(&mut out);
        self.notes(&mut out);
        self.sequel(&mut out);
        let _ = writeln!(out, "{FAINT}{DISCLAIMER}{FAINT:#}");
        out
    }

    fn head(&self, out: &mut String) {
        paragraph(out, "", &format!("{HEADING}{}{HEADING:#}", self.scenario));
        if let Some(question) = &self.question {
            paragraph(out, "", question);
        }
        let years = self.rounds as f64 * self.months_per_round / 12.0;
        let plural = if years == 1.0 { "" } else { "s" };
        let rounds = count(self.rounds as u64, "round");
        let months = self.months_per_round as u64;
        let period = format!(
            "{FAINT}{} year{plural} from {}, in {rounds} of {}; a briefing before any run{FAINT:#}",
            short(years),
            self.start,
            count(months, "month")
        );
        paragraph(out, "", &period);
        for change in &self.overrides {
            paragraph(out, "", &format!("with {change}"));
        }
        out.push('\n');
    }

    /// Every negotiation; what one has in common with another before it is said once.
    fn negotiations(&self, out: &mut String) {
        let several = self.negotiations.0.len() > 1;
        let mut said: Vec<(String, &str)> = Vec::new();
        for (id, negotiation) in self.negotiations.iter() {
            out.push('\n');
            negotiation.title(out, several.then_some(id));
            let mut alike: Vec<(&str, Vec<String>)> = Vec::new();
            for section in negotiation.sections() {
                let gist = negotiation.gist(&section);
                let Some((_, like)) = said.iter().find(|(before, _)| *before == gist) else {
                    section.write(out);
                    said.push((gist, id));
                    continue;
                };
                let name = section.name.to_owned();
                match alike.iter_mut().find(|(other, _)| other == like) {
                    Some((_, names)) => names.push(name),
                    None => alike.push((like, vec![name])),
                }
            }
            for (like, names) in &alike {
                paragraph(out, "  ", &format!("As in {like}: {}.", list(names)));
            }
        }
        if several {
            out.push('\n');
        }
    }

    fn prospects(&self, out: &mut String) {
        if !self.events.is_empty() {
            heading(out, "what is scheduled");
        }
        for event in &self.events {
            let probability = event.probability.words();
            let line = format!(
                "{} · {}, probability {probability}",
                event.month, event.what
            );
            paragraph(out, "  ", &line);
        }
        heading(
            out,
            "what is uncertain (drawn once per run, from low to high)",
        );
        let told = |input: &&BriefedInput| !has_its_range_above(&input.path);
        let told: Vec<&BriefedInput> = self.uncertain.iter().filter(told).collect();
        let inputs = match (self.uncertain.len(), told.len()) {
            (0, _) => "Nothing: every input is one figure.".to_owned(),
            (_, 0) => "Every figure above that has a range.".to_owned(),
            (all, some) if some < all => format!(
                "Every figure above that has a range, and {}.",
                inputs_in_words(&told)
            ),
            _ => inputs_in_words(&told) + ".",
        };
        paragraph(out, "  ", &inputs);
    }

    fn rests_on(&self, out: &mut String) {
        heading(out, "what it rests on");
        let figures = match self.figures {
            0 => "Every figure is a default of the model".to_owned(),
            figures => format!(
                "Of {} {} are assumptions and {} have a source; what is not stated is a default of \
                 the model",
                count(figures as u64, "stated figure"),
                self.assumptions,
                figures - self.assumptions
            ),
        };
        let text = format!(
            "{figures} (`demarche fill` writes everything out). A figure that names no source in \
             brackets is an assumption or a default."
        );
        paragraph(out, "  ", &text);
        for (key, source) in self.sources.iter() {
            // The others are about figures that this page leaves out.
            if out.contains(&format!("[{key}")) {
                paragraph(out, "  ", &format!("[{key}] {source}"));
            }
        }
    }

    fn notes(&self, out: &mut String) {
        if !self.notes.is_empty() {
            heading(out, "notes of the file");
        }
        self.notes
            .iter()
            .for_each(|note| paragraph(out, "  ", note));
    }

    fn sequel(&self, out: &mut String) {
        match &self.afterwards {
            Some(afterwards) => {
                heading(
                    out,
                    "what happened afterwards (no input; not cause and effect)",
                );
                let none = ["The scenario does not say.".to_owned()];
                let told = if afterwards.is_empty() {
                    &none[..]
                } else {
                    afterwards
                };
                told.iter().for_each(|text| paragraph(out, "  ", text));
            }
            None if self.sequel => {
                let hidden = "What happened afterwards is kept back: `--afterwards` tells it.";
                paragraph(out, "", &format!("{FAINT}{hidden}{FAINT:#}"));
            }
            None => {}
        }
    }
}

pub(super) fn heading(out: &mut String, text: &str) {
    paragraph(out, "", &format!("{HEADING}{text}{HEADING:#}"));
}

/// Writes who takes part: a table of figures, and below it who is what.
fn states(out: &mut String, states: &[BriefedState]) {
    let heads = ["who takes part", "leverage", "capacity", "stability"];
    let rows = states.iter().map(|state| {
        let figures = [&state.leverage, &state.capacity, &state.stability];
        let [leverage, capacity, stability] = figures.map(BriefedFigure::words);
        [format!("  {}", state.name), leverage, capacity, stability]
    });
    let rows: Vec<[String; 4]> = std::iter::once(heads.map(str::to_owned))
        .chain(rows)
        .collect();
    for (place, line) in table([Align::Left; 4], &rows).iter().enumerate() {
        match place {
            0 => heading(out, line),
            _ => paragraph(out, "", line),
        }
    }
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for state in states {
        let part = part(state);
        match parts.iter_mut().find(|(other, _)| *other == part) {
            Some((_, names)) => names.push(state.name.clone()),
            None => parts.push((part, vec![state.name.clone()])),
        }
    }
    let parts = parts.iter();
    let parts: Vec<String> = parts
        .map(|(part, names)| format!("{}: {part}", list(names)))
        .collect();
    paragraph(out, "  ", &parts.join("; "));
}

/// What a state is in migration: `origin and transit`; an organisation is called one.
fn part(state: &BriefedState) -> String {
    let roles: Vec<String> = state.roles.iter().map(|role| (*role).to_owned()).collect();
    match (roles.is_empty(), state.kind == StateKind::State.name()) {
        (true, _) => state.kind.to_owned(),
        (false, true) => list(&roles),
        (false, false) => format!("{} ({})", list(&roles), state.kind),
    }
}

/// Whether the figure at a path stands on the page with its range.
fn has_its_range_above(path: &str) -> bool {
    let steps: Vec<&str> = path.split('.').collect();
    match steps.as_slice() {
        ["states", _, figure, ..] => ["leverage", "capacity", "stability"].contains(figure),
        ["negotiations", _, "leverage", ..] | ["negotiations", _, "issues", _, "value", ..] => true,
        ["negotiations", _, figure] => RELATION.contains(figure),
        ["events", _, figure] => *figure == "probability",
        _ => false,
    }
}

/// Inputs by whom they belong to: `Tunisia: leverage 0.40 to 0.70; negotiation: trust …`. What is
/// the same in several negotiations is said once.
fn inputs_in_words(inputs: &[&BriefedInput]) -> String {
    let mut said: Vec<(Vec<String>, &str, String)> = Vec::new();
    for of in inputs.chunk_by(|one, next| one.whose == next.whose) {
        let words = of.iter().map(|input| {
            let [low, high] = input.range;
            format!("{} {} to {}", input.what, points(low), points(high))
        });
        let words = words.collect::<Vec<_>>().join(", ");
        let (talks, thing) = match of[0].whose.split_once(", ") {
            Some((talks, thing)) => (vec![talks.to_owned()], thing),
            None => (Vec::new(), of[0].whose.as_str()),
        };
        let same = said
            .iter_mut()
            .find(|(_, other, known)| !talks.is_empty() && *other == thing && *known == words);
        match same {
            Some((known, ..)) => known.extend(talks),
            None => said.push((talks, thing, words)),
        }
    }
    let said = said
        .iter()
        .map(|(talks, thing, words)| match talks.is_empty() {
            true => format!("{thing}: {words}"),
            false => format!("{}, {thing}: {words}", list(talks)),
        });
    said.collect::<Vec<_>>().join("; ")
}
