//! The part of a page that is about one negotiation.

use super::super::cast::{list, spaced};
use super::super::clauses::called;
use super::super::named::Named;
use super::super::paragraph::{FAINT, HEADING, WIDTH, paragraph};
use super::super::table::{Align, table};
use super::super::words::{count, percent, percentage, points};
use super::page::heading;
use super::{
    BriefedClause, BriefedInstrument, BriefedIssue, BriefedLever, NegotiationBriefing, Outset,
    Points,
};
use crate::domain::{Side, instrument};
use crate::model::Solution;

/// Solutions that a person is told, and how they are called.
const SOLUTIONS: [(Solution, &str); 3] = [
    (Solution::StatusQuo, "no deal"),
    (Solution::Nash, "Nash's solution"),
    (Solution::WeightedNash, "the same weighted by leverage"),
];

/// Figures of the relation that a person is shown.
pub(super) const RELATION: [&str; 4] = ["trust", "pressure", "need", "monitoring"];

/// A part of what is said of a negotiation.
pub(super) struct Section {
    /// What it is about.
    pub(super) name: &'static str,
    /// Its heading, where it has one.
    heading: Option<String>,
    body: String,
}

impl Section {
    fn new(name: &'static str, note: &str, write: impl FnOnce(&mut String)) -> Section {
        let mut body = String::new();
        write(&mut body);
        Section {
            name,
            heading: Some(format!("{name}{note}")),
            body,
        }
    }

    pub(super) fn write(&self, out: &mut String) {
        if let Some(text) = &self.heading {
            heading(out, text);
        }
        out.push_str(&self.body);
    }
}

impl NegotiationBriefing {
    /// The negotiation and its approach, with its id where there are several.
    pub(super) fn title(&self, out: &mut String, id: Option<&str>) {
        let id = id.map_or_else(String::new, |id| format!("{id}: "));
        let behind = match self.supporters.as_slice() {
            [] => String::new(),
            supporters => format!(", with {} behind {}", list(supporters), self.destination),
        };
        let title = format!(
            "{HEADING}{id}{}{HEADING:#}{behind}; approach: {}",
            self.called, self.approach
        );
        paragraph(out, "", &title);
    }

    /// All that is said of it but its outset.
    pub(super) fn sections(&self) -> Vec<Section> {
        let relation = |out: &mut String| paragraph(out, "  ", &self.relation_in_words());
        let points = " (value points per round at full level, each side's own)";
        vec![
            Section {
                heading: None,
                ..Section::new("the relation", "", relation)
            },
            Section::new("what is on the table", points, |out| self.agenda(out)),
            Section::new("conditionality", "", |out| self.conditionality(out)),
            Section::new("the agreement", "", |out| {
                paragraph(out, "  ", &self.instrument.words());
            }),
        ]
    }

    /// What a section says but for the names of the two states: the same in two negotiations where
    /// it needs to be said once.
    pub(super) fn gist(&self, section: &Section) -> String {
        let words: Vec<&str> = section.body.split_whitespace().collect();
        let mut gist = words.join(" ");
        let mut names = [
            (&self.destination, "the destination"),
            (&self.partner, "the partner"),
        ];
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, side) in names {
            gist = gist.replace(name.as_str(), side);
        }
        gist
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
            "{}; {}{} makes the first offer",
            figures.join(", "),
            self.floors_in_words(),
            self.initiative
        )
    }

    /// The floors that the file states; others are what the model makes of visibility and sensitivity.
    fn floors_in_words(&self) -> String {
        let sides = [
            ("floors.destination", &self.destination),
            ("floors.partner", &self.partner),
        ];
        let stated = sides.iter().filter_map(|(name, side)| {
            let floor = self.relation.get(name)?;
            Some(format!("{side} {}", floor.words()))
        });
        let stated: Vec<String> = stated.collect();
        match stated.is_empty() {
            true => String::new(),
            false => format!(
                "floors of domestic politics, in value points above no deal: {}; ",
                stated.join(", ")
            ),
        }
    }

    /// Something is announced or carried out before the first round.
    fn begun(&self) -> bool {
        self.clauses.iter().any(|clause| clause.already().is_some())
    }

    fn agenda(&self, out: &mut String) {
        let rows = self.agenda_rows();
        let lines = table([Align::Left; 4], &rows);
        if lines.iter().all(|line| line.chars().count() <= WIDTH) {
            lines.iter().for_each(|line| put(out, line));
        } else {
            let rows: Vec<[String; 3]> = rows.into_iter().map(|[a, b, c, _]| [a, b, c]).collect();
            let lines = table([Align::Left; 3], &rows);
            lines.iter().for_each(|line| put(out, line));
            let effects = self.issues.iter().map(|issue| (issue, issue.effects()));
            let effects = effects.filter(|(_, effects)| !effects.is_empty());
            let effects = effects.map(|(issue, effects)| format!("{}: {effects}", issue.name));
            let effects = effects.collect::<Vec<_>>().join("; ");
            paragraph(out, "  ", &format!("Moves (weight), costs: {effects}"));
        }
        for linkage in &self.linkages {
            let issues = match linkage.issues.len() == self.issues.len() {
                true => vec!["all issues".to_owned()],
                false => linkage.names.clone(),
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

    fn agenda_rows(&self) -> Vec<[String; 4]> {
        let mut rows = Vec::new();
        for by in [&self.partner, &self.destination] {
            let issues = self.issues.iter().filter(|issue| issue.conceded_by == *by);
            let mut issues = issues.map(issue_row).peekable();
            if issues.peek().is_some() {
                let to = [&self.destination, &self.partner].map(|side| format!("to {side}"));
                let [destination, partner] = to;
                let effects = "moves (weight), costs".to_owned();
                rows.push([format!("  {by} concedes"), destination, partner, effects]);
                rows.extend(issues);
            }
        }
        rows
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
        let shown: Vec<&BriefedClause> = self.clauses.iter().filter(|c| c.shown()).collect();
        for clause in &shown {
            paragraph(out, "  ", &clause_in_words(clause));
        }
        for by in [&self.destination, &self.partner] {
            let levers = self.levers.iter().filter(|lever| {
                lever.by == *by && shown.iter().any(|clause| clause.levers.contains(&lever.id))
            });
            let levers: Vec<String> = levers.map(BriefedLever::words).collect();
            if !levers.is_empty() {
                paragraph(out, "  ", &format!("Levers of {by}: {}", list(&levers)));
            }
        }
    }

    /// The bargaining situation in a paragraph.
    pub(super) fn situation(&self, out: &mut String) {
        let both = |points: [String; 2]| {
            let [destination, partner] = points;
            format!(
                "{} {destination}, {} {partner}",
                self.destination, self.partner
            )
        };
        let solutions = SOLUTIONS.iter().filter_map(|(solution, name)| {
            let given = self.outset.solutions.get(solution.name())?;
            Some(format!("{name}: {}", both(given.words())))
        });
        let solutions = solutions.collect::<Vec<_>>().join("; ");
        let text = format!(
            "{} Domestic politics asks for this much more than no deal gives: {}. Without that, in value \
             points per round, a deal kept in full, uncertain inputs at their means: {solutions}.{}",
            self.outset.words(),
            both(self.outset.floors.words()),
            left_aside(self.begun())
        );
        paragraph(out, "  ", &text);
    }
}

/// The bargaining situations of several negotiations in a table, with what its columns are.
pub(super) fn situations(out: &mut String, negotiations: &Named<NegotiationBriefing>) {
    let heads = ["", "zone", "no deal", "on top", "Nash", "weighted"];
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(negotiations.iter().map(|(id, negotiation)| {
        let outset = &negotiation.outset;
        let zone = match (outset.draws, outset.zone_of_agreement) {
            (1, true) => "yes".to_owned(),
            (1, false) => "no".to_owned(),
            _ => percentage(outset.share_of_draws),
        };
        let pair =
            |points: Option<&Points>| points.map_or_else(String::new, |p| p.words().join(", "));
        let [none, nash, weighted] = SOLUTIONS.map(|(of, _)| pair(outset.solutions.get(of.name())));
        let on_top = pair(Some(&outset.floors));
        [format!("  {id}"), zone, none, on_top, nash, weighted]
    }));
    let lines = table([Align::Left; 6], &rows);
    lines.iter().for_each(|line| put(out, line));
    let draws = negotiations
        .iter()
        .map(|(_, talks)| talks.outset.draws)
        .max();
    let share = match draws {
        Some(draws) if draws > 1 => {
            format!("the share of {draws} draws of the uncertain inputs in which some deal gives")
        }
        _ => "whether some deal gives".to_owned(),
    };
    let text = format!(
        "Zone: {share} both sides what they have without one and what domestic politics asks for on \
         top, and one of them more. Other columns, in value points per round, the destination's and \
         the partner's, uncertain inputs at their means: no deal; what domestic politics asks for on \
         top; a deal kept in full without that, by Nash's solution and by the same weighted by \
         leverage.{}",
        left_aside(negotiations.iter().any(|(_, talks)| talks.begun()))
    );
    paragraph(out, "  ", &text);
}

/// What the outset makes of measures that are there already.
fn left_aside(begun: bool) -> &'static str {
    match begun {
        true => " Measures already there are left aside.",
        false => "",
    }
}

/// Writes a line that fits as it is, and another as a paragraph.
fn put(out: &mut String, line: &str) {
    match line.chars().count() <= WIDTH {
        true => out.push_str(&format!("{line}\n")),
        false => paragraph(out, "", line),
    }
}

fn issue_row(issue: &BriefedIssue) -> [String; 4] {
    [
        format!("    {}", issue.name),
        issue.destination.bare(),
        issue.partner.bare(),
        issue.effects(),
    ]
}

fn clause_in_words(clause: &BriefedClause) -> String {
    let state = match (clause.intensity > 0.0, clause.already()) {
        (false, _) => " Inactive: its intensity is 0.".to_owned(),
        (true, Some(already)) => format!(" {already}"),
        (true, None) => String::new(),
    };
    format!("{}{state} {FAINT}[{}]{FAINT:#}", clause.says, clause.id)
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

impl Points {
    /// The destination's and the partner's.
    fn words(&self) -> [String; 2] {
        [points(self.destination), points(self.partner)]
    }
}

impl Outset {
    /// Whether there is a zone of agreement, in how many draws.
    fn words(&self) -> String {
        let zone = match (self.zone_of_agreement, self.gains_without_floors()) {
            (true, _) => {
                "There is a zone of agreement: deals that give both sides what they have without \
                 one and what domestic politics asks for on top, and one of them more"
            }
            (false, true) => {
                "There is no zone of agreement: some deals would leave a side better off and \
                 neither worse, but none gives both what domestic politics asks for, and only \
                 promises or threats could open one"
            }
            (false, false) => {
                "There is no zone of agreement: no deal leaves a side better off and neither \
                 worse, and only promises or threats could open one"
            }
        };
        match (self.draws, self.share_of_draws) {
            (1, _) => format!("{zone}."),
            (draws, 1.0) if self.zone_of_agreement => {
                format!("{zone} (so in all {draws} draws of the uncertain inputs).")
            }
            (draws, 0.0) if !self.zone_of_agreement => {
                format!("{zone} (so in all {draws} draws of the uncertain inputs).")
            }
            (draws, share) => {
                let share = percent(share, 0);
                format!(
                    "{zone} (there is one in {share} of {draws} draws of the uncertain inputs)."
                )
            }
        }
    }
}
