//! An explained approach as a page of text.

use std::fmt::Write as _;

use super::super::paragraph::{FAINT, HEADING, paragraph, wrapped};
use super::super::words::{DISCLAIMER, points};
use super::{ApproachExplanation, ExplainedApproach, ExplainedKind};

impl ApproachExplanation {
    /// The explanation as text, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        paragraph(
            &mut out,
            "",
            &format!("{HEADING}{}{HEADING:#}", self.scenario),
        );
        for change in &self.overrides {
            paragraph(&mut out, "", &format!("with {change}"));
        }
        for (id, negotiation) in self.negotiations.iter() {
            out.push('\n');
            negotiation.text(&mut out, id, self.source);
        }
        out.push('\n');
        self.sources(&mut out);
        let _ = writeln!(out, "{FAINT}{DISCLAIMER}{FAINT:#}");
        out
    }

    fn sources(&self, out: &mut String) {
        let title = format!("{HEADING}where these rules come from{HEADING:#}");
        paragraph(out, "", &title);
        for (id, rule) in self.rules.iter() {
            paragraph(out, "  ", &format!("{id}: {}", rule.source));
        }
        let more = match self.rules.0.is_empty() {
            true => "The rulebook of this scenario has no rule that acts on a clause.",
            false => "`demarche rules ID` shows a rule in full.",
        };
        paragraph(out, "", more);
    }
}

impl ExplainedApproach {
    fn text(&self, out: &mut String, id: &str, source: &str) {
        let title = format!(
            "{HEADING}{id}{HEADING:#}: {}, approach: {HEADING}{}{HEADING:#}",
            self.called, self.approach
        );
        paragraph(out, "", &title);
        let why = format!("{} ({source}).", self.why);
        paragraph(out, "  ", &capitalised(&why));
        for kind in &self.decides {
            kind.text(out);
        }
        let note = format!("The label says nothing of the conduct of {}:", self.partner);
        paragraph(out, "  ", &note);
        for kind in &self.partner_side {
            kind.text(out);
        }
    }
}

impl ExplainedKind {
    fn text(&self, out: &mut String) {
        let title = format!(
            "{HEADING}{} by {}{HEADING:#} at intensity {}{} ({})",
            self.called,
            self.by,
            points(self.intensity),
            self.verdict(),
            self.source
        );
        paragraph(out, "  ", &title);
        if self.clauses.is_empty() {
            paragraph(out, "    ", "No clause of this kind.");
        }
        for clause in &self.clauses {
            paragraph(out, "    ", &format!("{}: {}", clause.id, clause.says));
            let rules = match clause.rules.as_slice() {
                [] => "no rule acts on it".to_owned(),
                rules => format!("rules: {}", rules.join(", ")),
            };
            let rules = format!("{FAINT}{rules}{FAINT:#}");
            wrapped(out, "      ", "        ", &rules);
        }
    }
}

impl ExplainedKind {
    /// Whether its clauses are active, and what that makes of the label.
    fn verdict(&self) -> String {
        match (
            self.clauses.is_empty(),
            self.intensity > 0.0,
            self.counts_as,
        ) {
            (true, ..) | (false, true, None) => String::new(),
            (false, true, Some(label)) => format!(": counts as {label}"),
            (false, false, None) => ": inactive".to_owned(),
            (false, false, Some(label)) => {
                format!(": inactive, would count as {label}")
            }
        }
    }
}

/// A sentence with a capital letter at its start.
fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}
