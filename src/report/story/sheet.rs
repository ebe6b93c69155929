//! The page of an exercise: what happened, the questions and, if revealed, the key.

use std::fmt::Write as _;

use super::super::paragraph::{FAINT, HEADING, paragraph};
use super::super::words::DISCLAIMER;
use super::conduct::intensities;
use super::ending::metric_text;
use super::exercise::{Answer, Exercise, Key, Numbered};
use super::rounds::{grounds, of_package, round_text};
use super::subject::{drawn_text, reading_note};

impl Exercise {
    /// The exercise as text, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let heading = format!(
            "{HEADING}{}{HEADING:#}: {}, run {} of seed {}: an exercise",
            self.scenario, self.called, self.run, self.seed
        );
        paragraph(&mut out, "", &heading);
        drawn_text(&mut out, &self.drawn);
        reading_note(&mut out);
        out.push('\n');
        for round in &self.rounds {
            round_text(&mut out, round, numbered);
        }
        self.end(&mut out);
        self.ask(&mut out);
        if let Some(key) = &self.key {
            key_text(&mut out, key);
        }
        let _ = writeln!(out, "\n{FAINT}{DISCLAIMER}{FAINT:#}");
        out
    }

    fn end(&self, out: &mut String) {
        paragraph(out, "", &format!("{HEADING}In the end{HEADING:#}"));
        for package in &self.packages {
            paragraph(out, "  ", &package.text());
        }
        for metric in &self.metrics {
            metric_text(out, metric);
        }
    }

    fn ask(&self, out: &mut String) {
        out.push('\n');
        if self.questions.is_empty() {
            let text = "No rule fires in this run: choose another for an exercise.";
            return paragraph(out, "", text);
        }
        paragraph(out, "", &format!("{HEADING}Questions{HEADING:#}"));
        for (question, letter) in self.questions.iter().zip('a'..) {
            paragraph(out, "  ", &format!("{letter}. {question}"));
        }
    }
}

fn numbered(told: &Numbered) -> String {
    let text = of_package(told.package.as_ref(), &told.text);
    let number = told
        .number
        .map_or_else(String::new, |number| format!("({number}) "));
    let grounds = grounds(&told.because, &told.effects);
    format!("{number}{text}{FAINT}{grounds}{FAINT:#}")
}

fn key_text(out: &mut String, key: &Key) {
    let _ = writeln!(out, "\n{HEADING}Key{HEADING:#}");
    for answer in &key.answers {
        paragraph(out, "  ", &answer_text(answer));
    }
    paragraph(out, "  ", &format!("The run: {}.", key.chosen));
    for change in &key.overrides {
        paragraph(out, "  ", &format!("with {change}"));
    }
    for (side, conduct) in [
        ("destination", &key.conduct.destination),
        ("partner", &key.conduct.partner),
    ] {
        let intensities = intensities(conduct);
        paragraph(out, "  ", &format!("Conduct of the {side}: {intensities}."));
    }
    let fate = key.fate.replace('_', " ");
    paragraph(out, "  ", &format!("In the end: {fate}; {}", key.why));
}

fn answer_text(answer: &Answer) -> String {
    let measure = answer
        .measure
        .map_or_else(String::new, |measure| format!(", {measure}"));
    let clause = answer
        .clause
        .as_ref()
        .map_or_else(String::new, |clause| format!(" on {clause}"));
    format!(
        "({}) {}{measure}: {}{clause}; source: {}",
        answer.number, answer.kind, answer.rule, answer.source
    )
}
