//! A refused document, shown with a caret under each problem.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::problem::{Problem, Problems, hidden, shorten, visible};
use super::source::{Lines, Source};
use super::tree::{Document, Place};

/// How many problems are shown in full; the rest are counted.
pub const MAX_SHOWN: usize = 50;

/// A longer source line is cut to a window of this many characters.
const WINDOW: usize = 100;

/// How much of a cut line is shown before the caret, in characters.
const LEAD: usize = 40;

/// A message or hint is cut to this many characters.
const MAX_MESSAGE: usize = 1_000;

/// A document that was refused, with everything needed to say why.
#[derive(Debug, Clone)]
pub struct Refusal {
    source: Source,
    problems: Problems,
}

impl Refusal {
    /// Refuses a document for these problems.
    pub fn new(document: &Document, problems: Problems) -> Refusal {
        Refusal::of(document.source.clone(), problems)
    }

    pub(super) fn of(source: Source, problems: Problems) -> Refusal {
        Refusal { source, problems }
    }

    /// All problems of several refusals of one file, which differ in the changes made to it. What
    /// several of them say of the same place in the file, or of changes to the same path, is said
    /// once. `None` when there are no refusals.
    pub fn merged(refusals: impl IntoIterator<Item = Refusal>) -> Option<Refusal> {
        let mut refusals = refusals.into_iter().peekable();
        let first = refusals.peek()?.source.clone();
        let mut merged = Refusal::of(first, Problems::new());
        merged.source.overrides.clear();
        let (mut places, mut told) = (HashMap::new(), HashSet::new());
        for refusal in refusals {
            let overrides = &mut merged.source.overrides;
            let mut moved = Vec::new();
            let mut changed = Vec::new();
            for change in refusal.source.overrides {
                let path = change.assignment.split('=').next().unwrap_or_default();
                changed.push((change.origin.clone(), path.trim().to_owned()));
                let known = (change.origin.clone(), change.assignment.clone());
                moved.push(*places.entry(known).or_insert_with(|| {
                    overrides.push(change);
                    overrides.len() - 1
                }));
            }
            for problem in &refusal.problems {
                let mut problem = problem.clone();
                let (place, change) = match problem.place {
                    Place::Override(index) => (None, changed.get(index).cloned()),
                    place => (Some(place), None),
                };
                if let Place::Override(index) = problem.place {
                    problem.place = Place::Override(moved.get(index).copied().unwrap_or(index));
                }
                if told.insert((place, change, problem.path.clone(), problem.message.clone())) {
                    merged.problems.push(problem);
                }
            }
        }
        Some(merged)
    }

    /// The problems, in the order in which they were found.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// The name of the refused file.
    pub fn name(&self) -> &str {
        &self.source.name
    }

    #[cfg(test)]
    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    /// The problems in the order of their places, each with its line of the
    /// file, then a closing line with their number. `colour` adds the escape
    /// codes of a terminal. There is no final line break.
    ///
    /// The first line of each problem is
    /// `error: file:line:column: path: message`. At most [`MAX_SHOWN`] are
    /// shown. Control characters of the file are never passed on.
    pub fn render(&self, colour: bool) -> String {
        let lines = self.source.lines();
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut ordered: Vec<&Problem> = self.problems.iter().collect();
        ordered.sort_by_key(|problem| problem.place);
        let mut shown = String::new();
        for problem in ordered.iter().take(MAX_SHOWN) {
            shown += &renderer.render(&[self.group(&lines, problem)]);
            shown += "\n\n";
        }
        let found = self.problems.len();
        if found > MAX_SHOWN {
            let more = found - MAX_SHOWN.min(ordered.len());
            // Writing to a string cannot fail.
            let _ = writeln!(shown, "and {more} more");
        }
        let noun = if found == 1 { "problem" } else { "problems" };
        let _ = write!(
            shown,
            "{found} {noun} in {}; nothing was run",
            visible(&self.source.name)
        );
        shown
    }

    fn group<'a>(&self, lines: &Lines<'_>, problem: &Problem) -> Group<'a> {
        let location = self.source.location(lines, problem.place);
        let message = shorten(&problem.message, MAX_MESSAGE);
        let title = if problem.path.is_empty() {
            format!("{location}: {message}")
        } else {
            format!("{location}: {}: {message}", visible(&problem.path))
        };
        let mut group = Group::with_title(Level::ERROR.primary_title(title));
        if let Some(view) = self.view(lines, problem.place) {
            group = group.element(
                Snippet::source(view.line)
                    .line_start(view.number)
                    .annotation(AnnotationKind::Primary.span(view.caret)),
            );
        }
        let hint = problem.hint.clone();
        if let Some(hint) = hint.or_else(|| self.source.hint(problem.place, &problem.path)) {
            group = group.element(Level::HELP.message(shorten(&hint, MAX_MESSAGE)));
        }
        group
    }

    /// The line of a place, or a window of it; nothing for a blank line.
    fn view(&self, lines: &Lines<'_>, place: Place) -> Option<View> {
        let Place::Text { start, end } = place else {
            return None;
        };
        let range = lines.around(start);
        let line = self.source.text.get(range.clone())?;
        if line.trim().is_empty() {
            return None;
        }
        let from = start.saturating_sub(range.start).min(line.len());
        let to = end.saturating_sub(range.start).clamp(from, line.len());
        let (line, caret) = window(line, from..to)?;
        Some(View {
            line,
            number: lines.number(start),
            caret,
        })
    }
}

/// What is shown of the file for one problem.
struct View {
    line: String,
    number: usize,
    caret: Range<usize>,
}

/// Cuts a line around the caret and replaces what a terminal would act upon,
/// one character for one.
fn window(line: &str, caret: Range<usize>) -> Option<(String, Range<usize>)> {
    let (before, after) = (line.get(..caret.start)?, line.get(caret.start..)?);
    let from = if line.char_indices().nth(WINDOW).is_none() {
        0
    } else {
        before
            .char_indices()
            .rev()
            .take(LEAD)
            .last()
            .map_or(0, |(at, _)| at)
    };
    let to = line[from..]
        .char_indices()
        .nth(WINDOW)
        .map_or(line.len(), |(at, _)| from + at);
    debug_assert!(
        after.is_empty() || to > caret.start,
        "the window holds the caret"
    );
    let mut shown = String::with_capacity(to - from + 8);
    if from > 0 {
        shown.push('…');
    }
    let mut moved = 0..0;
    for (at, c) in line[from..to].char_indices() {
        if from + at == caret.start {
            moved.start = shown.len();
        }
        shown.push(match c {
            '\t' => ' ',
            c if hidden(c) => '\u{FFFD}',
            c => c,
        });
        if from + at < caret.end {
            moved.end = shown.len();
        }
    }
    if caret.start >= to {
        moved.start = shown.len();
    }
    moved.end = moved.end.max(moved.start);
    if to < line.len() {
        shown.push('…');
    }
    Some((shown, moved))
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn document(text: &str) -> Document {
        Document::parse("scenarios/x.json", text.as_bytes()).expect("valid")
    }

    #[test]
    fn problems_are_shown_in_file_order_under_carets() {
        let mut document = document(
            "{\n  \"states\": { \"tunisia\": {\n    \"stability\": 1.4 } },\n  \"é\": \"x\"\n}\n",
        );
        document.set("states.eu.capacity=2").expect("set");
        let mut problems = Problems::new();
        for (path, expected) in [
            ("states.eu.capacity", "a number from 0 to 1"),
            ("é", "a number"),
            ("states.tunisia.stability", "a number from 0 to 1"),
        ] {
            let node = document.get(path).expect(path);
            problems.expected(node.place, path, expected, node);
        }
        let place = document.root().member("states").expect("states").key_place;
        problems.push(Problem::new(place, "states", "too few").with_hint("add one"));
        let expected = r#"error: scenarios/x.json:2:3: states: too few
  |
2 |   "states": { "tunisia": {
  |   ^^^^^^^^
  |
  = help: add one

error: scenarios/x.json:3:18: states.tunisia.stability: expected a number from 0 to 1, found 1.4
  |
3 |     "stability": 1.4 } },
  |                  ^^^

error: scenarios/x.json:4:8: é: expected a number, found "x"
  |
4 |   "é": "x"
  |        ^^^

error: --set states.eu.capacity=2: states.eu.capacity: expected a number from 0 to 1, found 2

4 problems in scenarios/x.json; nothing was run"#;
        assert_eq!(Refusal::new(&document, problems).to_string(), expected);
    }

    #[test]
    fn an_object_over_several_lines_is_marked_on_its_first() {
        let document = document("{\n  \"a\": {\r\n    \"b\": 1\n  }\n}");
        let place = document.get("a").expect("a").place;
        let refusal = Refusal::new(&document, Problem::new(place, "a", "wrong").into());
        assert!(
            refusal
                .to_string()
                .contains("2 |   \"a\": {\n  |        ^\n\n"),
            "{refusal}"
        );
        assert!(
            refusal
                .to_string()
                .ends_with("\n1 problem in scenarios/x.json; nothing was run")
        );
    }

    #[test]
    fn what_several_refusals_say_is_said_once() {
        let refused = |changes: &[&str], wrong: &[&str]| {
            let mut document = document("{\"a\": 1, \"b\": 2, \"c\": 3}");
            for change in changes {
                document.set(change).expect("set");
            }
            let mut problems = Problems::new();
            for path in wrong {
                let node = document.get(path).expect(path);
                problems.expected(node.place, path, "text", node);
            }
            Refusal::new(&document, problems)
        };
        let refusals = [
            refused(&["a=5"], &["a", "c"]),
            refused(&["b=6", "a=5"], &["a", "b", "c"]),
            refused(&["b=7"], &["a", "b"]),
            refused(&["b=\"x\"", "d.e=1"], &["d"]),
            refused(&["d.e=2"], &["d"]),
        ];
        let merged = Refusal::merged(refusals).expect("refusals").to_string();
        let errors = merged.lines().filter(|line| line.starts_with("error"));
        assert_eq!(
            errors.collect::<Vec<_>>(),
            [
                "error: scenarios/x.json:1:7: a: expected text, found 1",
                "error: scenarios/x.json:1:23: c: expected text, found 3",
                "error: --set a=5: a: expected text, found 5",
                "error: --set b=6: b: expected text, found 6",
                "error: --set b=7: b: expected text, found 7",
                "error: --set d.e=1: d: expected text, found an object",
            ]
        );
        assert!(merged.ends_with("6 problems in scenarios/x.json; nothing was run"));
        assert!(Refusal::merged([]).is_none());
    }

    #[test]
    fn a_very_long_line_is_cut_to_a_window() {
        let text = format!(
            "{{\"a\": \"{}\", \"b\": 1.4, \"c\": \"{}\"}}",
            "é".repeat(1_000_000),
            "x".repeat(1_000_000)
        );
        let document = document(&text);
        let mut problems = Problems::new();
        for key in ["a", "b", "c"] {
            let node = document.get(key).expect(key);
            problems.expected(node.place, key, "a number below 1", node);
        }
        let refusal = Refusal::new(&document, problems);
        let started = Instant::now();
        let shown = refusal.render(false);
        assert!(
            started.elapsed() < Duration::from_secs(2),
            "{:?}",
            started.elapsed()
        );
        assert!(shown.contains("x.json:1:1000016: b: "), "{shown}");
        assert!(shown.contains("éé\", \"b\": 1.4, \"c\": \"xx"), "{shown}");
        assert!(
            shown.lines().all(|line| line.chars().count() < 140),
            "{shown}"
        );
        let caret = shown
            .lines()
            .skip_while(|l| !l.contains(": b: "))
            .nth(3)
            .expect("carets");
        let source = shown
            .lines()
            .skip_while(|l| !l.contains(": b: "))
            .nth(2)
            .expect("source");
        let column = |line: &str, part: &str| line.find(part).map(|at| line[..at].chars().count());
        assert_eq!(column(caret, "^^^"), column(source, "1.4"), "{shown}");
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let text = "{\"a\u{7f}\u{9b}2J\": \"\u{202e}\\u001b[31m\u{85}\",\t\"b\": 1}";
        let document = document(text);
        let member = &document.root().as_object().expect("object")[0];
        let path = crate::document::member_path("", &member.key);
        let mut problems = Problems::new();
        problems.expected(member.node.place, &path, "a number", &member.node);
        problems.push(
            Problem::new(member.key_place, &member.key, &*member.key).with_hint(&*member.key),
        );
        let shown = Refusal::new(&document, problems).render(false);
        assert!(shown.chars().all(|c| c == '\n' || !hidden(c)), "{shown:?}");
        assert!(
            shown.contains("found \"\\u{202e}\\u{1b}[31m\\u{85}\""),
            "{shown}"
        );
        let styled =
            Refusal::new(&document, Problem::new(Place::Override(9), "", "x").into()).render(true);
        assert!(styled.contains('\u{1b}'), "{styled:?}");
    }

    #[test]
    fn beyond_fifty_problems_are_only_counted() {
        let text = format!("{{{}\"z\": 1}}", "\"a\": 1,\n".repeat(72));
        let refusal = Document::parse("t.json", text.as_bytes())
            .expect_err("refused")
            .to_string();
        assert_eq!(refusal.matches("error: ").count(), MAX_SHOWN);
        assert!(
            refusal.contains("t.json:51:1: a: duplicate key"),
            "{refusal}"
        );
        assert!(
            refusal.ends_with("\n\nand 21 more\n71 problems in t.json; nothing was run"),
            "{refusal}"
        );
    }
}
