//! What is wrong with a file, in words.

use super::tree::{Node, Place};

/// Keys longer than this are shortened in paths and messages, in characters.
const MAX_NAME: usize = 64;

/// Problems beyond this number are counted but not kept.
const MAX_KEPT: usize = 10_000;

/// One thing that is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where the caret goes.
    pub place: Place,
    /// The path of the value, `negotiations.eu-tunisia.trust`; empty for the
    /// whole file.
    pub path: String,
    /// What is wrong: lower case, no final period, what was expected.
    pub message: String,
    /// What to do about it, if that is known.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(place: Place, path: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem {
            place,
            path: path.into(),
            message: message.into(),
            hint: None,
        }
    }

    /// The same problem with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }
}

/// All problems of a file, collected.
///
/// They are kept in the order in which they were found and shown in the order
/// of their places. Beyond the first ten thousand they are only counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    kept: Vec<Problem>,
    found: usize,
}

impl Problems {
    /// No problems yet.
    pub fn new() -> Problems {
        Problems::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.found += 1;
        if self.has_room() {
            self.kept.push(problem);
        }
    }

    /// Adds a problem that has no hint.
    pub fn add(&mut self, place: Place, path: &str, message: impl Into<String>) {
        self.push(Problem::new(place, path, message));
    }

    /// Adds `expected a number from 0 to 1, found 1.4`, at the value found.
    pub fn expected(&mut self, place: Place, path: &str, expected: &str, found: &Node) {
        let message = format!("expected {expected}, found {}", found.describe());
        self.add(place, path, message);
    }

    /// Adds all problems of another collection.
    pub fn extend(&mut self, other: Problems) {
        let lost = other.found - other.kept.len();
        for problem in other.kept {
            self.push(problem);
        }
        self.found += lost;
    }

    /// Whether another problem would be kept: only then is it worth looking for a hint.
    pub fn has_room(&self) -> bool {
        self.kept.len() < MAX_KEPT
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found == 0
    }

    /// How many problems were found.
    pub fn len(&self) -> usize {
        self.found
    }

    /// The problems in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.kept.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        let mut problems = Problems::new();
        problems.push(problem);
        problems
    }
}

/// The path of a member of the object at `path`: `a.b`.
///
/// A key that could not stand in a path as it is, for example one with a dot,
/// is written in double quotes; a very long one is shortened.
pub fn member_path(path: &str, key: &str) -> String {
    let plain = !key.is_empty()
        && !key.contains(|c: char| {
            matches!(c, '.' | '"' | '[' | ']') || c.is_whitespace() || hidden(c)
        });
    let name = if plain {
        shorten(key, MAX_NAME)
    } else {
        format!("\"{}\"", shorten(key, MAX_NAME))
    };
    if path.is_empty() {
        name
    } else {
        format!("{path}.{name}")
    }
}

/// The path of an item of the list at `path`, counted from 0: `a.b[2]`.
pub fn item_path(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

/// A name from a file for use in a message: in backticks, shortened when very
/// long, without control characters.
pub fn quoted(name: &str) -> String {
    format!("`{}`", shorten(name, MAX_NAME))
}

/// At most `max` characters, the last one `…` if some were left out, and
/// nothing in it that a terminal would act upon.
pub(super) fn shorten(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => visible(text),
        Some(_) => {
            let kept = text.char_indices().nth(max - 1).map_or(0, |(at, _)| at);
            visible(&text[..kept]) + "…"
        }
    }
}

/// The text with hidden characters written as escapes: `\u{1b}`.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if hidden(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a terminal would act on the character or hide it: control
/// characters, line separators, and marks that change the writing direction.
pub(super) fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_readable_whatever_the_key() {
        assert_eq!(member_path("", "states"), "states");
        assert_eq!(
            member_path("rules", "less-for-less/reduce"),
            "rules.less-for-less/reduce"
        );
        assert_eq!(member_path("a", "b.c"), "a.\"b.c\"");
        assert_eq!(member_path("a", ""), "a.\"\"");
        assert_eq!(member_path("a", "\u{1b}[2J"), "a.\"\\u{1b}[2J\"");
        let long = member_path("", &"x".repeat(1_000_000));
        assert_eq!(long.chars().count(), MAX_NAME);
        assert_eq!(item_path(&member_path("a", "b"), 2), "a.b[2]");
    }

    #[test]
    fn names_cannot_steer_a_terminal() {
        assert_eq!(
            quoted("a\u{1b}]0;x\u{7}\u{202e}"),
            "`a\\u{1b}]0;x\\u{7}\\u{202e}`"
        );
        assert_eq!(shorten("tunisia", 7), "tunisia");
        assert_eq!(shorten("tunisia!", 7), "tunisi…");
    }

    #[test]
    fn a_flood_is_counted_but_not_kept() {
        let mut problems = Problems::new();
        for _ in 0..MAX_KEPT + 5 {
            problems.add(Place::Override(0), "a", "wrong");
        }
        let mut all = Problems::from(Problem::new(Place::Override(0), "b", "wrong"));
        all.extend(problems);
        assert_eq!(all.len(), MAX_KEPT + 6);
        assert_eq!(all.iter().count(), MAX_KEPT);
    }
}
