//! A first look at a JSON text, byte by byte and without recursion.
//!
//! It bounds the nesting before any recursive code sees the text, and finds the
//! three things about which the parser is laxer than JSON: control characters
//! in text, text that runs over a line end, and odd blanks between values.

use std::ops::Range;

use super::parse::MAX_DEPTH;
use super::problem::Problem;
use super::tree::Place;

/// What the first look found.
#[derive(Debug)]
pub(super) struct Scan {
    /// The bracket that opens one level too many. The scan stops there.
    pub(super) too_deep: Option<usize>,
    /// The first thing that is certainly not JSON.
    pub(super) flaw: Option<Problem>,
    /// The brackets still open at the end, outermost first.
    pub(super) open: Vec<Bracket>,
    /// The quote of a text still open at the end.
    pub(super) open_text: Option<usize>,
}

/// An opening bracket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bracket {
    pub(super) at: usize,
    pub(super) is_object: bool,
}

impl Scan {
    pub(super) fn of(text: &str) -> Scan {
        let mut scan = Scan {
            too_deep: None,
            flaw: None,
            open: Vec::new(),
            open_text: None,
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let mut width = 1;
            match (scan.open_text, byte) {
                (Some(_), b'\\') => width = 2,
                (Some(_), b'"') => scan.open_text = None,
                (Some(quote), b'\n') => scan.flaw(quote..line_end(text, at), || {
                    (
                        "text is not closed on its line".to_owned(),
                        "add the closing `\"`, or write a line break within text as `\\n`",
                    )
                }),
                // The line end of other systems, about to be reported.
                (Some(_), b'\r') if bytes.get(at + 1) == Some(&b'\n') => {}
                (Some(_), 0..0x20) => scan.flaw(at..at + 1, || {
                    (
                        format!("control character U+{byte:04X} within text"),
                        "write it as an escape: `\\t` for a tab, `\\u001b` for others",
                    )
                }),
                (Some(_), _) => {}
                (None, b'"') => scan.open_text = Some(at),
                (None, b'{' | b'[') => {
                    if scan.open.len() == MAX_DEPTH {
                        scan.too_deep = Some(at);
                        return scan;
                    }
                    let is_object = byte == b'{';
                    scan.open.push(Bracket { at, is_object });
                }
                // Whether the brackets match is for the parser to say.
                (None, b'}' | b']') => drop(scan.open.pop()),
                (None, 0x0B | 0x0C | 0x80..) => {
                    if let Some(c) = text[at..].chars().next() {
                        width = c.len_utf8();
                        if c.is_whitespace() || c == '\u{FEFF}' {
                            scan.flaw(at..at + width, || {
                                (
                                    format!("unexpected blank U+{:04X} outside text", u32::from(c)),
                                    "use an ordinary space",
                                )
                            });
                        }
                    }
                }
                (None, _) => {}
            }
            at += width;
        }
        scan
    }

    /// Keeps the first flaw.
    fn flaw(&mut self, range: Range<usize>, words: impl FnOnce() -> (String, &'static str)) {
        if self.flaw.is_none() {
            let (message, hint) = words();
            let place = Place::Text {
                start: range.start,
                end: range.end,
            };
            self.flaw = Some(Problem::new(place, "", message).with_hint(hint));
        }
    }
}

/// Where the line that ends with the break at `at` ends.
fn line_end(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\r') {
        at - 1
    } else {
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_within_text_do_not_nest() {
        let text = format!("{{\"a\": \"{}\\\"[[[\", \"b\": [1]}}", "[{".repeat(100));
        let scan = Scan::of(&text);
        assert!(scan.too_deep.is_none() && scan.flaw.is_none());
        assert!(scan.open.is_empty() && scan.open_text.is_none());
    }

    #[test]
    fn the_first_level_too_many_is_found() {
        assert!(Scan::of(&"[".repeat(MAX_DEPTH)).too_deep.is_none());
        assert_eq!(
            Scan::of(&"[".repeat(MAX_DEPTH + 1)).too_deep,
            Some(MAX_DEPTH)
        );
        let long = "[{\"a\":".repeat(1_000_000);
        assert_eq!(Scan::of(&long).too_deep, Some(6 * MAX_DEPTH / 2));
    }

    #[test]
    fn only_the_first_flaw_is_kept_and_at_its_place() {
        let scan = Scan::of("{\"a\": \"b,\r\n\"c\":\u{a0}\"\t\"}");
        let flaw = scan.flaw.expect("a flaw");
        assert_eq!(flaw.place, Place::Text { start: 6, end: 9 });
        let scan = Scan::of("{\"a\":\u{a0}\"\t\"}");
        let flaw = scan.flaw.expect("a flaw");
        assert_eq!(flaw.place, Place::Text { start: 5, end: 7 });
        assert!(flaw.message.contains("U+00A0"));
    }
}
