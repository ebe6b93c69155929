//! A briefing as a page of text.

use std::fmt::Write as _;

use super::super::cast::list;
use super::super::paragraph::{FAINT, HEADING, paragraph};
use super::super::table::{Align, table};
use super::super::words::{DISCLAIMER, count, points, short};
use super::{BriefedFigure, BriefedInput, BriefedState, Briefing};

impl Briefing {
    /// The briefing as text, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        for (place, line) in states_in_words(&self.states).iter().enumerate() {
            match place {
                0 => heading(&mut out, line),
                _ => paragraph(&mut out, "", line),
            }
        }
        for (id, negotiation) in self.negotiations.iter() {
            out.push('\n');
            let several = self.negotiations.0.len() > 1;
            negotiation.text(&mut out, several.then_some(id));
        }
        out.push('\n');
        self.prospects(&mut out);
        self.rests_on(&mut out);
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

    fn prospects(&self, out: &mut String) {
        if !self.events.is_empty() {
            heading(out, "what is scheduled");
        }
        for event in &self.events {
            let probability = event.probability.words();
            let line = format!("{}: {}, probability {probability}", event.month, event.what);
            paragraph(out, "  ", &line);
        }
        heading(
            out,
            "what is uncertain (drawn once per run, from low to high)",
        );
        let inputs = match self.uncertain.is_empty() {
            true => "Nothing: every input is one figure.".to_owned(),
            false => inputs_in_words(&self.uncertain) + ".",
        };
        paragraph(out, "  ", &inputs);
    }

    fn rests_on(&self, out: &mut String) {
        heading(out, "what it rests on");
        let figures = match self.figures {
            0 => "Every figure is a default of the model".to_owned(),
            figures => format!(
                "{} of {} are assumptions; all others are defaults of the model",
                self.assumptions,
                count(figures as u64, "stated figure")
            ),
        };
        let text = format!(
            "{figures} (`demarche fill` writes them out). A figure that names no source in brackets \
             is an assumption or a default."
        );
        paragraph(out, "  ", &text);
        for (key, source) in self.sources.iter() {
            // The others are about figures that this page leaves out.
            if out.contains(&format!("[{key}")) {
                paragraph(out, "  ", &format!("[{key}] {source}"));
            }
        }
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

/// The lines of a table of states, under the heads of its columns.
fn states_in_words(states: &[BriefedState]) -> Vec<String> {
    let heads = ["who takes part", "", "leverage", "capacity", "stability"];
    let rows = states.iter().map(|state| {
        let roles: Vec<String> = state.roles.iter().map(|role| (*role).to_owned()).collect();
        let what = match roles.as_slice() {
            [] => state.kind.to_owned(),
            roles => format!("{}: {}", state.kind, list(roles)),
        };
        let figures = [&state.leverage, &state.capacity, &state.stability];
        let [leverage, capacity, stability] = figures.map(BriefedFigure::words);
        [
            format!("  {}", state.name),
            what,
            leverage,
            capacity,
            stability,
        ]
    });
    let rows: Vec<[String; 5]> = std::iter::once(heads.map(str::to_owned))
        .chain(rows)
        .collect();
    table([Align::Left; 5], &rows)
}

/// Inputs by whom they belong to: `Tunisia: leverage 0.40 to 0.70; negotiation: trust …`.
fn inputs_in_words(inputs: &[BriefedInput]) -> String {
    let mut text = String::new();
    let mut whose = "";
    for input in inputs {
        if input.whose == whose {
            text.push_str(", ");
        } else {
            let separator = if whose.is_empty() { "" } else { "; " };
            whose = &input.whose;
            let _ = write!(text, "{separator}{whose}: ");
        }
        let [low, high] = input.range;
        let _ = write!(text, "{} {} to {}", input.what, points(low), points(high));
    }
    text
}
