//! Who and what a page is about, by the names that a reader knows.

use crate::domain::{Clause, ClauseTarget, Event, Negotiation, Side, Watched};
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

    pub(super) fn issue(&self, issue: usize) -> String {
        spaced(&self.negotiation.issues[issue].id)
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

    /// The package, where there is more than one.
    pub(super) fn package(&self, package: usize) -> Option<&'a str> {
        let packages = &self.negotiation.packages;
        (packages.len() > 1).then(|| packages[package].id.as_str())
    }

    /// The package whose fulfilment a clause watches, where there is more than one.
    pub(super) fn package_of(&self, clause: &Clause) -> Option<&'a str> {
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
            ClauseTarget::Lever(lever) => spaced(&self.negotiation.levers[lever].id),
            ClauseTarget::Concession(issue) => self.issue(issue),
        }
    }

    /// What a clause watches.
    pub(super) fn watched(&self, clause: &Clause) -> String {
        match clause.condition.watched {
            Watched::Issue(issue) => format!("observed {}", self.issue(issue)),
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
            for article in ["the", "The"] {
                let words = format!("{article} {}", side.name());
                named = replace_words(&named, &words, self.side(side));
            }
        }
        named
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
    fn lists() {
        let things = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&things), "a, b and c");
        assert_eq!(list(&things[..2]), "a and b");
        assert_eq!(list(&things[..1]), "a");
        assert_eq!(list(&[]), "");
    }
}
