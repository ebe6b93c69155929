//! The part of a page that is about one negotiation.

use super::super::cast::{list, spaced};
use super::super::clauses::called;
use super::super::paragraph::{FAINT, HEADING, paragraph};
use super::super::table::{Align, table};
use super::super::words::{count, percent, points};
use super::page::heading;
use super::{BriefedClause, BriefedInstrument, BriefedIssue, NegotiationBriefing, Outset};
use crate::domain::{Side, instrument};
use crate::model::Solution;

/// Solutions that a person is told, and how they are called.
const SOLUTIONS: [(Solution, &str); 3] = [
    (Solution::StatusQuo, "no deal"),
    (Solution::Nash, "Nash's solution"),
    (Solution::WeightedNash, "the same weighted by leverage"),
];

/// Figures of the relation that a person is shown.
const RELATION: [&str; 4] = ["trust", "pressure", "need", "monitoring"];

impl NegotiationBriefing {
    /// The negotiation, with its id where there are several.
    pub(super) fn text(&self, out: &mut String, id: Option<&str>) {
        let id = id.map_or_else(String::new, |id| format!("{id}: "));
        let behind = match self.supporters.as_slice() {
            [] => String::new(),
            supporters => format!(", with {} behind {}", list(supporters), self.destination),
        };
        let title = format!(
            "{HEADING}{id}{} and {}{HEADING:#}{behind}; approach: {}",
            self.destination, self.partner, self.approach
        );
        paragraph(out, "", &title);
        paragraph(out, "  ", &self.relation_in_words());
        heading(
            out,
            "what is on the table (value points per round at full level, each side's own)",
        );
        self.agenda(out);
        heading(out, "conditionality");
        self.conditionality(out);
        heading(out, "the agreement");
        paragraph(out, "  ", &self.instrument.words());
        heading(out, "before anything is announced");
        self.situation(out);
    }

    fn relation_in_words(&self) -> String {
        let figure = |name: &&str| {
            let figure = self.relation.get(name)?;
            Some(format!("{name} {}", figure.words()))
        };
        let leverage = self.leverage.iter();
        let leverage = leverage.map(|(side, figure)| {
            let side = if side == "partner" {
                &self.partner
            } else {
                &self.destination
            };
            format!("leverage of {side} {}", figure.words())
        });
        let figures: Vec<String> = RELATION.iter().filter_map(figure).chain(leverage).collect();
        format!(
            "{}; {} makes the first offer",
            figures.join(", "),
            self.initiative
        )
    }

    fn agenda(&self, out: &mut String) {
        let titles = [&self.partner, &self.destination].map(|by| (by, format!("{by} concedes")));
        let mut rows = Vec::new();
        for (by, title) in &titles {
            let issues = self.issues.iter().filter(|issue| issue.conceded_by == **by);
            let mut issues = issues.map(issue_row).peekable();
            if issues.peek().is_some() {
                let (destination, partner) = (&self.destination, &self.partner);
                let to = [destination, partner].map(|side| format!("to {side}"));
                let [destination, partner] = to;
                let effects = "moves (weight), costs".to_owned();
                rows.push([title.clone(), destination, partner, effects]);
                rows.extend(issues);
            }
        }
        let columns = [Align::Left, Align::Left, Align::Left, Align::Left];
        for line in table(columns, &rows) {
            paragraph(out, "  ", &line);
        }
        for linkage in &self.linkages {
            let issues = match linkage.issues.len() == self.issues.len() {
                true => vec!["all issues".to_owned()],
                false => linkage.issues.iter().map(|id| spaced(id)).collect(),
            };
            let text = format!(
                "{}: {}; {}",
                spaced(&linkage.id),
                list(&issues),
                linkage.words()
            );
            paragraph(out, "  ", &text);
        }
    }

    fn conditionality(&self, out: &mut String) {
        let sides = Side::BOTH.map(|side| {
            let (name, conduct) = match side {
                Side::Destination => (&self.destination, &self.conduct.destination),
                Side::Partner => (&self.partner, &self.conduct.partner),
            };
            let used = conduct
                .iter()
                .map(|(kind, intensity)| format!("{} {}", called(side, kind), points(*intensity)));
            format!("{name} {}", used.collect::<Vec<_>>().join(", "))
        });
        paragraph(out, "  ", &format!("Intensities: {}", sides.join("; ")));
        for clause in &self.clauses {
            paragraph(out, "  ", &clause_in_words(clause));
        }
        for by in [&self.destination, &self.partner] {
            let levers = self.levers.iter().filter(|lever| lever.by == **by);
            let levers: Vec<String> = levers.map(|lever| lever.words()).collect();
            if !levers.is_empty() {
                paragraph(out, "  ", &format!("Levers of {by}: {}", list(&levers)));
            }
        }
    }

    fn situation(&self, out: &mut String) {
        let given = |solution: Solution| {
            let given = self.outset.solutions.get(solution.name())?;
            let (destination, partner) = (points(given.destination), points(given.partner));
            let (first, second) = (&self.destination, &self.partner);
            Some(format!("{first} {destination}, {second} {partner}"))
        };
        let solutions = SOLUTIONS.iter().filter_map(|(solution, name)| {
            let given = given(*solution)?;
            Some(format!("{name}: {given}"))
        });
        let solutions = solutions.collect::<Vec<_>>().join("; ");
        let text = format!(
            "{} In value points per round, a deal kept in full, uncertain inputs at their means: \
             {solutions}.",
            self.outset.words()
        );
        paragraph(out, "  ", &text);
    }
}

fn issue_row(issue: &BriefedIssue) -> [String; 4] {
    [
        format!("  {}", spaced(&issue.id)),
        issue.destination.bare(),
        issue.partner.bare(),
        issue.effects(),
    ]
}

fn clause_in_words(clause: &BriefedClause) -> String {
    let inactive = match clause.intensity > 0.0 {
        true => "",
        false => " Inactive: its intensity is 0.",
    };
    format!("{}{inactive} {FAINT}[{}]{FAINT:#}", clause.says, clause.id)
}

impl BriefedInstrument {
    fn words(&self) -> String {
        let name = |id: &'static str| instrument(id).map_or(id, |instrument| instrument.name);
        let falls = self
            .falls_back_to
            .map(|id| format!("can fall back to {}", name(id)));
        let grows = self
            .upgrades_to
            .map(|id| format!("can grow into {}", name(id)));
        let measures: Vec<String> = self.accompanying.iter().map(|m| (*m).to_owned()).collect();
        let with = (!measures.is_empty()).then(|| format!("accompanied by {}", list(&measures)));
        let needs = match self.layers > 0.0 {
            true => format!(
                "{}, then the votes",
                count(self.layers as u64, "approval stage")
            ),
            false => "the votes".to_owned(),
        };
        let first = format!("{}: needs {needs} of both sides", self.name);
        let binds = format!("binding {} of 1", points(self.binding));
        let parts = [Some(first), Some(binds), falls, grows, with];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

impl Outset {
    /// Whether there is a zone of agreement, in how many draws.
    fn words(&self) -> String {
        let zone = match self.zone_of_agreement {
            true => {
                "There is a zone of agreement: deals that leave a side better off and neither worse"
            }
            false => {
                "There is no zone of agreement: no deal leaves a side better off and neither \
                 worse, and only promises or threats could open one"
            }
        };
        match (self.draws, self.share_of_draws) {
            (1, _) => format!("{zone}."),
            (draws, 1.0) => format!("{zone} (so in all {draws} draws of the uncertain inputs)."),
            (draws, share) => {
                let share = percent(share, 0);
                format!(
                    "{zone} (there is one in {share} of {draws} draws of the uncertain inputs)."
                )
            }
        }
    }
}
