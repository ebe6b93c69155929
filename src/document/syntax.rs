//! What is wrong with the syntax of a JSON text, in words.

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::{ParseError, ParseErrorKind};

use super::problem::{Problem, quoted};
use super::scan::Scan;
use super::source::Lines;
use super::tree::Place;

/// The problem of a text that ends before its value does.
pub(super) fn ends_too_early(text: &str, scan: &Scan) -> Problem {
    let end = text.trim_end().len();
    let lines = Lines::new(text);
    let closers: String = scan
        .open
        .iter()
        .rev()
        .map(|bracket| if bracket.is_object { '}' } else { ']' })
        .collect();
    if let Some(quote) = scan.open_text {
        let place = Place::Text {
            start: quote,
            end: lines.around(quote).end,
        };
        return Problem::new(
            place,
            "",
            "the file ends too early: this text is not closed",
        )
        .with_hint(format!("missing at the end: `\"{closers}`"));
    }
    let place = Place::Text { start: end, end };
    let Some(inner) = scan.open.last() else {
        return Problem::new(place, "", "the file ends too early");
    };
    let kind = if inner.is_object { "object" } else { "list" };
    let line = lines.number(inner.at);
    let message =
        format!("the file ends too early: the {kind} opened on line {line} is not closed");
    let hint = match text[..end].chars().next_back() {
        Some(':') => format!("missing at the end: a value, then `{closers}`"),
        Some(',') => format!("missing at the end: what follows the comma, then `{closers}`"),
        _ => format!("missing at the end: `{closers}`"),
    };
    Problem::new(place, "", message).with_hint(hint)
}

/// The problem that the parser found.
pub(super) fn explain(text: &str, error: &ParseError) -> Problem {
    let range = error.range();
    let found = text.get(range.start..range.end).unwrap_or_default();
    let before = text[..range.start].trim_end().chars().next_back();
    let (message, hint) = match error.kind() {
        ParseErrorKind::ExpectedComma if leading_zero(text, range.start) => (
            "a number cannot start with a zero and more digits".to_owned(),
            Some("remove the leading zeros"),
        ),
        ParseErrorKind::ExpectedComma => (
            "expected `,` before the next value".to_owned(),
            Some("add a comma here"),
        ),
        ParseErrorKind::ExpectedStringObjectProperty if decimal_comma(text, range.start) => (
            "expected a key in double quotes".to_owned(),
            Some("if this is one number, write a decimal point: `0.5` for `0,5`"),
        ),
        // A value of a list is complete.
        ParseErrorKind::UnexpectedCloseBrace
            if !matches!(before, None | Some(':' | ',' | '[' | '{')) =>
        {
            (
                format!("expected `,` or `]`, found {}", quoted(found)),
                Some("what begins with `[` ends with `]`"),
            )
        }
        ParseErrorKind::UnexpectedToken | ParseErrorKind::UnexpectedWord => {
            let wanted = match before {
                None => "an object, `{ … }`",
                Some(':' | '[') => "a value",
                Some('{') => "a key in double quotes",
                Some(_) => "a value, or a key in double quotes",
            };
            let hint = match found.chars().next() {
                Some('“' | '”' | '„' | '‘' | '’' | '«' | '»') => {
                    "text stands in straight double quotes, `\"`"
                }
                _ => "the only bare words are `true`, `false` and `null`",
            };
            let message = format!("expected {wanted}, found {}", quoted(found));
            (message, Some(hint))
        }
        kind => words(kind, found),
    };
    let place = Place::Text {
        start: range.start,
        end: range.end,
    };
    let problem = Problem::new(place, "", message);
    match hint {
        Some(hint) => problem.with_hint(hint),
        None => problem,
    }
}

/// Whether the number that ends at `at` is a zero with a digit after it.
fn leading_zero(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    at > 0 && bytes[at - 1] == b'0' && bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// Whether digits stand at `at` and just before the comma that precedes it.
fn decimal_comma(text: &str, at: usize) -> bool {
    let whole = text[..at].trim_end().strip_suffix(',');
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    digit(text.as_bytes().get(at)) && digit(whole.and_then(|w| w.as_bytes().last()))
}

fn words(kind: &ParseErrorKind, found: &str) -> (String, Option<&'static str>) {
    use ParseErrorKind as Kind;
    let value_hint =
        "a value is text in double quotes, a number, `true`, `false`, `null`, `[…]` or `{…}`";
    let (message, hint) = match kind {
        Kind::BareDecimalPointNumbersNotAllowed => (
            "expected digits on both sides of the decimal point",
            Some("write `0.5` for `.5`, and `1.0` for `1.`"),
        ),
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            ("comments are not part of JSON", Some("remove the comment"))
        }
        Kind::ExpectedColonAfterObjectKey => ("expected `:` after the key", None),
        Kind::ExpectedObjectValue => ("expected a value after `:`", Some(value_hint)),
        Kind::ExpectedDigit | Kind::ExpectedDigitFollowingNegativeSign => {
            ("expected a digit", None)
        }
        Kind::ExpectedPlusMinusOrDigitInNumberLiteral => (
            "expected the digits of the exponent",
            Some("write `1e6` for a million"),
        ),
        Kind::ExpectedStringObjectProperty => (
            "expected a key in double quotes",
            Some("put double quotes around the key"),
        ),
        Kind::HexadecimalNumbersNotAllowed => (
            "hexadecimal numbers are not part of JSON",
            Some("write the number in decimal digits"),
        ),
        Kind::MultipleRootJsonValues => (
            "expected the end of the file: its one value is complete",
            Some("remove what follows, or the closing bracket that came too early"),
        ),
        Kind::NonFiniteNumbersNotAllowed => ("expected a finite number", None),
        Kind::SingleQuotedStringsNotAllowed => (
            "expected double quotes around text",
            Some("write `\"` for `'`"),
        ),
        Kind::String(kind) => string_words(kind),
        Kind::TrailingCommasNotAllowed => (
            "expected another value after `,`",
            Some("remove the comma before the closing bracket"),
        ),
        Kind::UnaryPlusNumbersNotAllowed => {
            ("a number cannot start with `+`", Some("remove the `+`"))
        }
        Kind::UnterminatedArray => ("the list is not closed", Some("add `]`")),
        Kind::UnterminatedObject => ("the object is not closed", Some("add `}`")),
        Kind::NestingDepthExceeded => ("nested too deeply", None),
        Kind::UnexpectedTokenInObject => {
            return (
                format!(
                    "expected a key in double quotes, or `}}`, found {}",
                    quoted(found)
                ),
                None,
            );
        }
        // Three of these have been dealt with before; the rest all say what
        // stands where a value should.
        Kind::ExpectedComma
        | Kind::UnexpectedCloseBrace
        | Kind::UnexpectedCloseBracket
        | Kind::UnexpectedColon
        | Kind::UnexpectedComma
        | Kind::UnexpectedToken
        | Kind::UnexpectedWord => {
            return (
                format!("expected a value, found {}", quoted(found)),
                Some(value_hint),
            );
        }
    };
    (message.to_owned(), hint)
}

fn string_words(kind: &ParseStringErrorKind) -> (&'static str, Option<&'static str>) {
    use ParseStringErrorKind as Kind;
    match kind {
        Kind::InvalidEscapeInSingleQuoteString
        | Kind::InvalidEscapeInDoubleQuoteString
        | Kind::InvalidEscape => (
            "unknown escape within text",
            Some(
                "a backslash itself is written `\\\\`; the escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\u0000`",
            ),
        ),
        Kind::ExpectedFourHexDigits | Kind::ExpectedTwoHexDigits => {
            ("expected four hexadecimal digits after `\\u`", None)
        }
        Kind::InvalidUnicodeEscapeSequence(_) => (
            "this escape is only one half of a character",
            Some("write the character itself, or both halves: `\\ud83d\\ude00`"),
        ),
        Kind::UnterminatedStringLiteral => {
            ("this text is not closed", Some("add the closing `\"`"))
        }
    }
}
