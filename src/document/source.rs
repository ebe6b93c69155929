//! The text of a file: lines, columns, and places within strings.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::problem::{quoted, shorten, visible};
use super::tree::Place;

/// An override is shortened to this many characters where it is named.
const MAX_ASSIGNMENT: usize = 80;

/// What problems point into: a file and the overrides on top of it.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) text: Arc<str>,
    pub(super) overrides: Vec<Override>,
}

/// One change on top of the file.
#[derive(Debug, Clone)]
pub(super) struct Override {
    /// What the reader knows it as: `--set`, `change` for one that comes from
    /// another file, or the place in that file.
    pub(super) origin: Cow<'static, str>,
    pub(super) assignment: String,
    /// What it had to create on the way to its value.
    pub(super) created: Option<Created>,
    /// The change in one spelling, once it is made.
    pub(super) made: Option<String>,
}

/// An object that an override created, perhaps because a name is misspelt.
#[derive(Debug, Clone)]
pub(super) struct Created {
    pub(super) path: String,
    /// The path of the thing of nearest name that the file does have.
    pub(super) near: Option<String>,
}

impl Source {
    pub(super) fn new(name: String, text: impl Into<Arc<str>>) -> Source {
        Source {
            name,
            text: text.into(),
            overrides: Vec::new(),
        }
    }

    pub(super) fn lines(&self) -> Lines<'_> {
        Lines::new(&self.text)
    }

    /// `file:line:column`, or the override; `lines` are those of the text.
    pub(super) fn location(&self, lines: &Lines<'_>, place: Place) -> String {
        match place {
            Place::Text { start, .. } => {
                let (line, column) = lines.position(start);
                format!("{}:{line}:{column}", visible(&self.name))
            }
            Place::Override(index) => match self.overrides.get(index) {
                Some(o) => format!("{} {}", o.origin, shorten(&o.assignment, MAX_ASSIGNMENT)),
                None => format!("{}: override {}", visible(&self.name), index + 1),
            },
        }
    }

    /// A hint for a problem with what the override at this place created.
    pub(super) fn hint(&self, place: Place, path: &str) -> Option<String> {
        let Place::Override(index) = place else {
            return None;
        };
        let created = self.overrides.get(index)?.created.as_ref()?;
        let near = match &created.near {
            Some(near) => format!("; did you mean {}?", quoted(near)),
            None => String::new(),
        };
        (created.path == path).then(|| format!("the file has no {}{near}", quoted(path)))
    }

    pub(super) fn place_within(&self, string: Place, offset: usize, len: usize) -> Place {
        let Place::Text { start, end } = string else {
            return string;
        };
        let Some(raw) = self.text.get(start..end) else {
            return string;
        };
        if raw.len() < 2 || !raw.starts_with('"') || !raw.ends_with('"') {
            return string;
        }
        let content = start + 1..end - 1;
        let stop = offset.saturating_add(len);
        let mut from = content.end;
        let mut to = None;
        let mut decoded = 0;
        for unit in units(&self.text[content.clone()]) {
            let unit_start = content.start + unit.raw.start;
            let unit_end = content.start + unit.raw.end;
            let next = decoded + unit.decoded_len;
            if (decoded..next).contains(&offset) {
                from = unit_start;
                to = Some(unit_start);
            }
            if next > offset && decoded < stop {
                to = Some(unit_end);
            }
            decoded = next;
            if decoded >= stop && decoded > offset {
                break;
            }
        }
        Place::Text {
            start: from,
            end: to.unwrap_or(content.end),
        }
    }
}

/// One character of a string's content as it is written.
struct Unit {
    raw: Range<usize>,
    decoded_len: usize,
}

/// The characters of the inside of a valid JSON string, escapes as one.
fn units(content: &str) -> impl Iterator<Item = Unit> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &content[at..];
        let first = rest.chars().next()?;
        let (raw_len, decoded_len) = match (first, rest.as_bytes().get(1)) {
            ('\\', Some(b'u')) => {
                let code = rest
                    .get(2..6)
                    .and_then(|hex| u32::from_str_radix(hex, 16).ok());
                match code {
                    // The first half of a surrogate pair; the other half follows.
                    Some(0xD800..=0xDBFF) => (12, 4),
                    Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
                    None => (2, 1),
                }
            }
            ('\\', Some(_)) => (2, 1),
            _ => (first.len_utf8(), first.len_utf8()),
        };
        let raw = at..(at + raw_len).min(content.len());
        at = raw.end;
        Some(Unit { raw, decoded_len })
    })
}

/// The starts of the lines of a text, for quick look-up.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, b)| *b == b'\n')
                    .map(|(i, _)| i + 1),
            )
            .collect();
        Lines { text, starts }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The line and column of a byte, both counted from 1, the column in
    /// characters.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let number = self.number(offset);
        let start = self.starts[number - 1];
        let before = self.text.as_bytes().get(start..offset).unwrap_or_default();
        // Count the bytes that begin a character.
        let characters = before.iter().filter(|b| **b & 0xC0 != 0x80).count();
        (number, characters + 1)
    }

    /// The bytes of the line that holds `offset`, without its line end.
    pub(super) fn around(&self, offset: usize) -> Range<usize> {
        let number = self.number(offset);
        let start = self.starts[number - 1];
        let end = self
            .starts
            .get(number)
            .map_or(self.text.len(), |next| next - 1);
        let line = &self.text[start..end];
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The byte at a line and a column of bytes, both counted from 1.
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied();
        start
            .unwrap_or(self.text.len())
            .saturating_add(column.saturating_sub(1))
            .min(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let text = "a\r\n\u{e9}\u{1F1F9}x\n\nz";
        let lines = Lines::new(text);
        let at = |c: char| lines.position(text.find(c).expect("in the text"));
        assert_eq!(at('a'), (1, 1));
        assert_eq!(at('\u{1F1F9}'), (2, 2));
        assert_eq!(at('x'), (2, 3));
        assert_eq!(at('z'), (4, 1));
        assert_eq!(lines.position(text.len()), (4, 2));
        assert_eq!(&text[lines.around(0)], "a");
        assert_eq!(&text[lines.around(text.find('z').expect("z") - 1)], "");
    }

    #[test]
    fn a_part_of_a_string_is_found_past_escapes() {
        // Decoded: a"é😀é\n< b
        let text = r#"{"when": "a\"\u00e9\ud83d\ude00é\n< b"}"#;
        let source = Source::new("t.json".to_owned(), text);
        let string = Place::Text {
            start: 9,
            end: text.len() - 1,
        };
        let part = |offset, len| match source.place_within(string, offset, len) {
            Place::Text { start, end } => &text[start..end],
            Place::Override(_) => panic!("no override was given"),
        };
        assert_eq!(part(0, 1), "a");
        assert_eq!(part(1, 1), r#"\""#);
        assert_eq!(part(2, 2), r"\u00e9");
        assert_eq!(
            part(3, 1),
            r"\u00e9",
            "half of a character covers the whole"
        );
        assert_eq!(part(4, 4), r"\ud83d\ude00");
        assert_eq!(part(8, 2), "é");
        assert_eq!(part(10, 2), r"\n<");
        assert_eq!(part(0, 100), &text[10..text.len() - 2]);
        let end = source.place_within(string, 14, 1);
        assert_eq!(
            end,
            Place::Text {
                start: text.len() - 2,
                end: text.len() - 2
            }
        );
        let within = source.place_within(string, 11, 0);
        let start = text.find('<').expect("in the text");
        assert_eq!(within, Place::Text { start, end: start });
        assert_eq!(
            source.place_within(Place::Override(3), 1, 1),
            Place::Override(3)
        );
    }
}
