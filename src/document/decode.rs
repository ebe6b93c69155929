//! Text to tree: strict syntax, keys given once, numbers that can be held.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::de::IgnoredAny;

use super::parse::MAX_DEPTH;
use super::problem::{Problem, Problems, item_path, member_path, quoted, shorten};
use super::scan::Scan;
use super::source::Lines;
use super::syntax;
use super::tree::{Member, Node, Place, Value};

/// Decodes one JSON value: a tree with what is wrong in it (keys given twice,
/// numbers out of range), or the first syntax error.
pub(super) fn decode(text: &str) -> Result<(Node, Problems), Problem> {
    let scan = Scan::of(text);
    if let Some(at) = scan.too_deep {
        let place = Place::Text {
            start: at,
            end: at + 1,
        };
        let message = format!("nested more than {MAX_DEPTH} levels deep");
        return Err(Problem::new(place, "", message));
    }
    // The parser gives places but is a little laxer than JSON, so a second one
    // that is strict has the last word.
    let strict = serde_json::from_str::<IgnoredAny>(text).err();
    if strict.as_ref().is_some_and(serde_json::Error::is_eof) {
        return Err(syntax::ends_too_early(text, &scan));
    }
    let flaw = scan.flaw.as_ref();
    let parsed = parse_to_ast(text, &CollectOptions::default(), &options());
    match (parsed, flaw, strict) {
        (Err(error), flaw, _) => {
            let explained = syntax::explain(text, &error);
            match flaw {
                Some(flaw) if flaw.place <= explained.place => Err(flaw.clone()),
                _ => Err(explained),
            }
        }
        (Ok(_), Some(flaw), _) => Err(flaw.clone()),
        (Ok(_), None, Some(error)) => Err(strict_problem(text, &error)),
        (Ok(result), None, None) => match result.value {
            Some(value) => {
                let mut reader = Reader {
                    lines: Lines::new(text),
                    problems: Problems::new(),
                };
                let node = reader.node(value, "");
                Ok((node, reader.problems))
            }
            None => Err(syntax::ends_too_early(text, &scan)),
        },
    }
}

/// JSON as it is defined, nothing more.
fn options() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// What the strict parser says where no other check spoke up.
fn strict_problem(text: &str, error: &serde_json::Error) -> Problem {
    let at = Lines::new(text).offset(error.line(), error.column());
    let at = (0..=at)
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0);
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let message = format!("not valid JSON: {words}");
    Problem::new(Place::Text { start: at, end }, "", message)
}

/// Turns the parser's tree into ours.
struct Reader<'a> {
    lines: Lines<'a>,
    problems: Problems,
}

impl Reader<'_> {
    fn node(&mut self, value: ast::Value<'_>, path: &str) -> Node {
        let place = place(value.range());
        let value = match value {
            ast::Value::NullKeyword(_) => Value::Null,
            ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
            ast::Value::StringLit(literal) => Value::String(literal.value.into_owned()),
            ast::Value::NumberLit(literal) => self.number(literal.value, place, path),
            ast::Value::Array(array) => Value::Array(
                array
                    .elements
                    .into_iter()
                    .enumerate()
                    .map(|(index, element)| match element {
                        // No path is needed for a value that cannot be wrong.
                        ast::Value::NullKeyword(_)
                        | ast::Value::BooleanLit(_)
                        | ast::Value::StringLit(_) => self.node(element, ""),
                        _ => self.node(element, &item_path(path, index)),
                    })
                    .collect(),
            ),
            ast::Value::Object(object) => Value::Object(self.members(object, path)),
        };
        Node { value, place }
    }

    fn number(&mut self, digits: &str, place: Place, path: &str) -> Value {
        match digits.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => {
                let message = format!(
                    "the number {} is too large to hold: expected less than 1.8e308 in size",
                    shorten(digits, 40)
                );
                self.problems.add(place, path, message);
                Value::Number(0.0)
            }
        }
    }

    fn members(&mut self, object: ast::Object<'_>, path: &str) -> Vec<Member> {
        let mut members = Vec::with_capacity(object.properties.len());
        let mut first_places = HashMap::with_capacity(object.properties.len());
        for property in object.properties {
            let key_range = property.name.range();
            let key = property.name.into_string();
            let member_path = member_path(path, &key);
            match first_places.entry(key.clone()) {
                Entry::Vacant(entry) => drop(entry.insert(key_range.start)),
                Entry::Occupied(entry) => {
                    let line = self.lines.number(*entry.get());
                    let message =
                        format!("duplicate key {}: first given on line {line}", quoted(&key));
                    self.problems.push(
                        Problem::new(place(key_range), member_path.as_str(), message)
                            .with_hint("keep one of the two"),
                    );
                }
            }
            let node = self.node(property.value, &member_path);
            members.push(Member {
                key,
                key_place: place(key_range),
                node,
            });
        }
        members
    }
}

fn place(range: Range) -> Place {
    Place::Text {
        start: range.start,
        end: range.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Refusal};

    /// Checks the message and the text under the caret of the only problem.
    fn check(text: &str, message: &str, under: &str) {
        let refusal = Document::parse("t.json", text.as_bytes()).expect_err(text);
        let problems: Vec<_> = refusal.problems().iter().collect();
        assert_eq!(problems.len(), 1, "{refusal}");
        assert!(
            problems[0].message.contains(message),
            "{refusal}\nwanted: {message}"
        );
        let Place::Text { start, end } = problems[0].place else {
            panic!("{refusal}")
        };
        assert_eq!(&text[start..end], under, "{refusal}");
    }

    #[test]
    fn json_is_taken_strictly() {
        let cases = [
            (r#"{"a": 01}"#, "start with a zero", ""),
            (r#"{"a": -01}"#, "start with a zero", ""),
            (r#"{"a": +1}"#, "cannot start with `+`", "+"),
            (r#"{"a": .5}"#, "both sides of the decimal point", "."),
            (r#"{"a": 1.}"#, "both sides of the decimal point", "1."),
            (r#"{"a": -}"#, "expected a digit", "}"),
            (r#"{"a": 1e}"#, "exponent", "}"),
            (r#"{"a": 0x1F}"#, "hexadecimal", "0"),
            (r#"{"a": NaN}"#, "expected a value, found `NaN`", "NaN"),
            (r#"{"a": -Infinity}"#, "finite", "-Infinity"),
            (r#"{"a": True}"#, "expected a value, found `True`", "True"),
            (r#"{a: 1}"#, "key in double quotes", "a"),
            (r#"{1: 1}"#, "key in double quotes", "1"),
            (r#"{'a': 1}"#, "double quotes", "'"),
            (r#"{"a": 1,}"#, "another value after `,`", ","),
            (r#"{"a": [1,]}"#, "another value after `,`", ","),
            (r#"{"a": [,1]}"#, "expected a value, found `,`", ","),
            (r#"{"a": [1 2]}"#, "expected `,`", ""),
            (r#"{"a": 1 "b": 2}"#, "expected `,`", ""),
            (r#"{"a" 1}"#, "expected `:`", "1"),
            (r#"{"a": }"#, "expected a value, found `}`", "}"),
            (r#"{"a": 1]"#, "or `}`, found `]`", "]"),
            (r#"{"a": [1}"#, "expected `,` or `]`, found `}`", "}"),
            (r#"{"a": 0,5}"#, "key in double quotes", "5"),
            (r#"{"a": “b”}"#, "expected a value, found `“`", "“"),
            (r#"{"a": 1} {"#, "end of the file", "{"),
            (r#"{"a": 1}}"#, "end of the file", "}"),
            ("{\"a\": 1} // x", "comments", "// x"),
            ("{\"a\": /* x */ 1}", "comments", "/* x */"),
            (r#"{"a": "\x41"}"#, "unknown escape", r"\x"),
            (r#"{"a": "\u12g4"}"#, "four hexadecimal digits", r"\u12g"),
            ("{\"a\": \"x\ty\"}", "control character U+0009", "\t"),
            ("{\"a\": \"x\0y\"}", "control character U+0000", "\0"),
            ("{\"a\":\u{a0}1}", "blank U+00A0", "\u{a0}"),
            ("{\"a\":\u{b}1}", "blank U+000B", "\u{b}"),
            ("{\"a\": \"b,\n\"c\": 1}", "not closed on its line", "\"b,"),
            ("{\"a\": \"b\", c\": \"d\"}\n", "key in double quotes", "c"),
            ("[1]", "expected an object, found a list", "[1]"),
            ("\"a\"", "expected an object, found \"a\"", "\"a\""),
        ];
        for (text, message, under) in cases {
            check(text, message, under);
        }
        for lone in [
            r#"{"a": "\ud800"}"#,
            r#"{"a": "\udc00x"}"#,
            r#"{"a": "\ud800\u0041"}"#,
        ] {
            let refusal = Document::parse("t.json", lone.as_bytes()).expect_err(lone);
            assert!(
                refusal.to_string().contains("one half of a character"),
                "{refusal}"
            );
        }
    }

    #[test]
    fn a_file_cut_short_says_what_is_missing() {
        let hint = |text: &str| {
            let refusal = Document::parse("t.json", text.as_bytes()).expect_err(text);
            let problem = refusal.problems().iter().next().expect("one").clone();
            assert!(problem.message.contains("ends too early"), "{refusal}");
            problem.hint.unwrap_or_default()
        };
        assert_eq!(hint("{\"a\": [{\"b\": 1"), "missing at the end: `}]}`");
        assert_eq!(
            hint("{\"a\": [1,\n"),
            "missing at the end: what follows the comma, then `]}`"
        );
        assert_eq!(hint("{\"a\":"), "missing at the end: a value, then `}`");
        assert_eq!(hint("{\"a\": \"b"), "missing at the end: `\"}`");
        check(
            "{\n\"a\": [\n1",
            "the list opened on line 2 is not closed",
            "",
        );
    }

    #[test]
    fn all_duplicates_and_overflows_come_together() {
        let text = "{\"a\": 1,\n \"b\": {\"x\": 1e999, \"x\": [2, -1e999]},\n \"a\": 2, \"a\": 3}";
        let refusal = Document::parse("t.json", text.as_bytes()).expect_err("refused");
        let found: Vec<_> = refusal
            .problems()
            .iter()
            .map(|p| {
                (
                    refusal_line(&refusal, p),
                    p.path.as_str(),
                    p.message.as_str(),
                )
            })
            .collect();
        let paths: Vec<_> = found.iter().map(|(line, path, _)| (*line, *path)).collect();
        assert_eq!(
            paths,
            [(2, "b.x"), (2, "b.x"), (2, "b.x[1]"), (3, "a"), (3, "a")]
        );
        assert!(found[0].2.contains("1e999"), "{found:?}");
        assert!(found[1].2.contains("first given on line 2"), "{found:?}");
        assert!(found[4].2.contains("first given on line 1"), "{found:?}");
    }

    fn refusal_line(refusal: &Refusal, problem: &Problem) -> usize {
        match problem.place {
            Place::Text { start, .. } => refusal.source().lines().number(start),
            Place::Override(_) => 0,
        }
    }
}
