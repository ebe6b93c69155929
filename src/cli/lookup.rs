//! What in the library a misspelt or shortened name may stand for.

use crate::document::nearest;
use crate::experiment::{CLAIMS, LESSONS, PATTERNS};
use crate::scenario::LIBRARY;

/// Names that are offered at most: of more, none is likelier than the others.
const MOST: usize = 4;

/// What a name of the library stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Scenario,
    Claim,
    Pattern,
    Lesson,
}

/// What to do where nothing is called so: the names that may be meant, or else where all are listed.
pub(super) fn hint(name: &str) -> String {
    let meant = meant(name);
    let words = meant.iter().map(|(kind, name)| match kind {
        Kind::Scenario => format!("`{name}`"),
        Kind::Claim => format!("the claim `{name}`"),
        Kind::Pattern => format!("the pattern `{name}`"),
        Kind::Lesson => format!("the lesson `{name}`"),
    });
    let words: Vec<String> = words.collect();
    let lessons = match meant.iter().any(|(kind, _)| *kind == Kind::Lesson) {
        true => " Lessons are for `demarche compare`; `demarche list lessons` shows them.",
        false => "",
    };
    match words.as_slice() {
        [] => "`demarche list` shows the scenarios of the library, `demarche list claims` its \
               claims and patterns, `demarche list lessons` its lessons"
            .to_owned(),
        [one] => format!("did you mean {one}?{lessons}"),
        [most @ .., last] => format!("did you mean {} or {last}?{lessons}", most.join(", ")),
    }
}

/// What may be meant: the nearest name; or else names with a word that begins so, and of too many of
/// these the ones that begin so themselves.
fn meant(name: &str) -> Vec<(Kind, &'static str)> {
    if let Some(near) = nearest(name, everything().map(|(_, name)| name)) {
        return everything().filter(|(_, name)| *name == near).collect();
    }
    let beginning = name.to_lowercase().replace('_', "-");
    let within = format!("-{beginning}");
    let begins = |known: &str| known.starts_with(&beginning);
    let has_word = |known: &str| begins(known) || known.contains(&within);
    let found = |fits: &dyn Fn(&str) -> bool| -> Vec<(Kind, &'static str)> {
        everything().filter(|(_, known)| fits(known)).collect()
    };
    let mut found = [found(&has_word), found(&begins)].into_iter();
    found.find(|found| found.len() <= MOST).unwrap_or_default()
}

/// Everything in the library, each with its name.
fn everything() -> impl Iterator<Item = (Kind, &'static str)> {
    let scenarios = LIBRARY.iter().map(|entry| (Kind::Scenario, entry.name));
    let experiments = [
        (Kind::Claim, CLAIMS),
        (Kind::Pattern, PATTERNS),
        (Kind::Lesson, LESSONS),
    ];
    let experiments = experiments.into_iter();
    scenarios.chain(
        experiments.flat_map(|(kind, entries)| entries.iter().map(move |entry| (kind, entry.name))),
    )
}
