//! Who and what a page is about, by the names that a reader knows.

use serde::ser::{Serialize, Serializer};

use crate::domain::{Clause, ClauseTarget, Event, LinkageMode, Negotiation, Side, Watched};
use crate::scenario::Scenario;

/// Whether measures are called by what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// Promise, threat and warning; reward, penalty and retaliation.
    Plain,
    /// What is announced, and what is carried out: nothing tells which kind of conditionality it is.
    Blind,
}

/// The names on a page about one negotiation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cast<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) negotiation: &'a Negotiation,
    pub(super) wording: Wording,
}

impl<'a> Cast<'a> {
    pub(super) fn new(scenario: &'a Scenario, negotiation: usize) -> Cast<'a> {
        Cast {
            scenario,
            negotiation: &scenario.negotiations[negotiation],
            wording: Wording::Plain,
        }
    }

    pub(super) fn state(&self, state: usize) -> &'a str {
        &self.scenario.states[state].name
    }

    pub(super) fn side(&self, side: Side) -> &'a str {
        self.state(self.negotiation.parties[side])
    }

    /// What an issue is called.
    pub(super) fn issue(&self, issue: usize) -> String {
        let issue = &self.negotiation.issues[issue];
        called(issue.name.as_deref(), &issue.id)
    }

    /// What a lever is called.
    pub(super) fn lever(&self, lever: usize) -> String {
        let lever = &self.negotiation.levers[lever];
        called(lever.name.as_deref(), &lever.id)
    }

    /// What a side stops delivering, and for how long.
    pub(super) fn stop(&self, event: &Event, by: Side, issue: Option<usize>) -> String {
        let what = match issue {
            Some(issue) => self.issue(issue),
            None => "all that it concedes".to_owned(),
        };
        let length = self.scenario.months_per_round;
        let left = (self.scenario.rounds - event.round) as f64 * length;
        let span = if event.months >= left {
            String::new()
        } else {
            format!(" for {} months", event.months)
        };
        format!("{} stops delivering {what}{span}", self.side(by))
    }

    /// The package, where there is more than one. It is called what the linkage is that alone
    /// makes it, or by its issues.
    pub(super) fn package(&self, package: usize) -> Option<PackageName> {
        let packages = &self.negotiation.packages;
        let content = packages.get(package).filter(|_| packages.len() > 1)?;
        let mut linkages = self.negotiation.linkages.iter().filter(|linkage| {
            linkage.mode == LinkageMode::Joint && content.issues.contains(&linkage.issues[0])
        });
        let label = match (linkages.next(), linkages.next()) {
            (Some(only), None) => spaced(&only.id),
            _ => list(
                &content
                    .issues
                    .iter()
                    .map(|&i| self.issue(i))
                    .collect::<Vec<_>>(),
            ),
        };
        Some(PackageName {
            id: content.id.clone(),
            label,
        })
    }

    /// The package whose fulfilment a clause watches, where there is more than one.
    pub(super) fn package_of(&self, clause: &Clause) -> Option<PackageName> {
        let Watched::Issue(issue) = clause.condition.watched else {
            return None;
        };
        let packages = &self.negotiation.packages;
        let package = packages.iter().position(|p| p.issues.contains(&issue))?;
        self.package(package)
    }

    /// What a clause gives or withholds.
    pub(super) fn target(&self, clause: &Clause) -> String {
        match clause.target {
            ClauseTarget::Lever(lever) => self.lever(lever),
            ClauseTarget::Concession(issue) => self.issue(issue),
        }
    }

    /// What a clause watches.
    pub(super) fn watched(&self, clause: &Clause) -> String {
        match clause.condition.watched {
            Watched::Issue(issue) => format!("observed delivery of {}", self.issue(issue)),
            Watched::Agreement => self.observed(clause.by.other()),
        }
    }

    /// The observed fulfilment of a side.
    pub(super) fn observed(&self, side: Side) -> String {
        let what = match side {
            Side::Destination => "delivery",
            Side::Partner => "cooperation",
        };
        format!("observed {what} of {}", self.side(side))
    }

    /// A sentence with the names of the two states in place of "the destination" and "the partner".
    pub(super) fn named(&self, sentence: &str) -> String {
        let mut named = sentence.to_owned();
        for side in Side::BOTH {
            let name = self.side(side);
            for article in ["the", "The"] {
                let words = format!("{article} {}", side.name());
                named = replace_words(&named, &format!("{words}'s"), &possessive(name));
                named = replace_words(&named, &words, name);
            }
        }
        named
    }
}

/// What a negotiation is called where its parties are to be named with it: as the file names it,
/// with its parties unless they are named there, or by its parties alone.
pub(super) fn talks(scenario: &Scenario, negotiation: &Negotiation) -> String {
    let sides = Side::BOTH.map(|side| &scenario.states[negotiation.parties[side]].name);
    let parties = format!("{} and {}", sides[0], sides[1]);
    match &negotiation.name {
        Some(name) if sides.iter().all(|side| name.contains(side.as_str())) => name.clone(),
        Some(name) => format!("{name} ({parties})"),
        None => parties,
    }
}

/// What a package is called.
#[derive(Clone, Debug, PartialEq)]
pub struct PackageName {
    /// Its id: that of its first issue.
    pub id: String,
    /// What a person is told.
    pub label: String,
}

/// Its id, since the label is for people.
impl Serialize for PackageName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id)
    }
}

/// A name, or where there is none an id as words.
pub(super) fn called(name: Option<&str>, id: &str) -> String {
    name.map_or_else(|| spaced(id), str::to_owned)
}

/// Of a name: `Tunisia's`, `United States'`.
pub(super) fn possessive(name: &str) -> String {
    match name.ends_with(['s', 'S']) {
        true => format!("{name}'"),
        false => format!("{name}'s"),
    }
}

/// An id as words.
pub(super) fn spaced(id: &str) -> String {
    id.replace(['_', '-'], " ")
}

/// Things as a list: `a, b and c`.
pub(super) fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn replace_words(text: &str, words: &str, by: &str) -> String {
    let within = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(words) {
        let (before, after) = (&rest[..start], &rest[start + words.len()..]);
        let whole = !before.ends_with(within) && !after.starts_with(within);
        out.push_str(before);
        out.push_str(if whole { by } else { words });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_replaced() {
        for (text, expected) in [
            ("The partner acts.", "Belmora acts."),
            ("A say for the partner.", "A say for Belmora."),
            ("The partner's word", "Belmora's word"),
            (
                "the partnership, the partners",
                "the partnership, the partners",
            ),
            ("breathe partner", "breathe partner"),
        ] {
            let lower = replace_words(text, "the partner", "Belmora");
            assert_eq!(replace_words(&lower, "The partner", "Belmora"), expected);
        }
    }

    #[test]
    fn names_in_s_take_an_apostrophe_alone() {
        for (name, owner) in [
            ("Tunisia", "Tunisia's"),
            ("United States", "United States'"),
            ("The Gambia", "The Gambia's"),
        ] {
            assert_eq!(possessive(name), owner);
        }
    }

    #[test]
    fn lists() {
        let things = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&things), "a, b and c");
        assert_eq!(list(&things[..2]), "a and b");
        assert_eq!(list(&things[..1]), "a");
        assert_eq!(list(&[]), "");
    }
}
