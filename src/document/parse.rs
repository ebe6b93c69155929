//! Bytes to [`Document`]: limits and encoding, then the tree.

use super::decode::decode;
use super::problem::{Problem, Problems};
use super::refusal::Refusal;
use super::source::Source;
use super::tree::{Document, Place};

/// The largest file that is read: 8 MiB.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// How deeply objects and lists may be nested.
pub const MAX_DEPTH: usize = 64;

impl Document {
    /// Decodes a JSON text.
    ///
    /// JSON is taken strictly: no comments, no trailing commas, no key twice,
    /// no number too large to hold. The root must be an object. `name` is what
    /// messages call the file.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] with every problem that can be seen: a syntax error stands
    /// alone, since what follows it means nothing; all else comes together.
    pub fn parse(name: impl Into<String>, bytes: &[u8]) -> Result<Document, Refusal> {
        let name = name.into();
        let start = Place::Text { start: 0, end: 0 };
        if bytes.len() > MAX_BYTES {
            // Who reads the file may have stopped at the limit, so its size is not known here.
            let message = format!("the file is larger than {MAX_BYTES} bytes (8 MiB)");
            let problem = Problem::new(start, "", message)
                .with_hint("split it: no file of this program needs to be so large");
            return Err(refuse(Source::new(name, ""), problem));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                let message = format!("byte {:#04x} is not valid UTF-8", bytes[at]);
                let place = Place::Text { start: at, end: at };
                let problem = Problem::new(place, "", message).with_hint("save the file as UTF-8");
                return Err(refuse(
                    Source::new(name, String::from_utf8_lossy(bytes)),
                    problem,
                ));
            }
        };
        let source = Source::new(name, text);
        if text.trim().is_empty() {
            let problem = Problem::new(start, "", "the file is empty: expected an object")
                .with_hint("the file is one object, `{ … }`; was it saved?");
            return Err(refuse(source, problem));
        }
        match decode(text) {
            Err(problem) => Err(refuse(source, problem)),
            Ok((root, mut problems)) => {
                if root.as_object().is_none() {
                    problems.expected(root.place, "", "an object", &root);
                }
                if problems.is_empty() {
                    Ok(Document { source, root })
                } else {
                    Err(Refusal::of(source, problems))
                }
            }
        }
    }
}

fn refuse(source: Source, problem: Problem) -> Refusal {
    Refusal::of(source, Problems::from(problem))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;
    use crate::document::Node;

    #[test]
    fn limits_come_before_everything_else() {
        let refused = |bytes: &[u8]| {
            Document::parse("t.json", bytes)
                .expect_err("refused")
                .to_string()
        };
        assert!(refused(&vec![b'['; 100_000_000]).contains("8388608 bytes (8 MiB)"));
        assert!(refused(&vec![b'['; 7_000_000]).contains("t.json:1:65: nested more than 64"));
        assert!(refused("[{\"a\":".repeat(1_000_000).as_bytes()).contains("nested more than 64"));
        assert!(refused(b" \n\t").contains("is empty"));
        assert!(refused(b"\xEF\xBB\xBF").contains("is empty"));
        assert!(
            refused(
                "{\n\"é\": \""
                    .as_bytes()
                    .iter()
                    .copied()
                    .chain(*b"\xFF\"}")
                    .collect::<Vec<_>>()
                    .as_slice()
            )
            .contains("t.json:2:7: byte 0xff is not valid UTF-8")
        );
        let deepest = format!(
            "{{\"a\":{}{}}}",
            "[".repeat(MAX_DEPTH - 1),
            "]".repeat(MAX_DEPTH - 1)
        );
        assert!(Document::parse("t.json", deepest.as_bytes()).is_ok());
    }

    #[test]
    fn a_byte_order_mark_does_not_shift_places() {
        let refusal =
            Document::parse("t.json", b"\xEF\xBB\xBF{\"a\": 1e999}").expect_err("refused");
        assert!(refusal.to_string().contains("t.json:1:7: a: "), "{refusal}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, rng_seed: RngSeed::Fixed(2024), ..ProptestConfig::default() })]

        /// Whatever the text, this parser and the strict one agree.
        #[test]
        fn agrees_with_a_strict_parser(tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..12)) {
            let text = tokens.concat();
            for text in [format!("{{\"a\":{text}}}"), format!("{{{text}}}"), format!("{{\"a\":\"{text}\"}}"), text] {
                // A byte order mark is let pass, as editors on some systems write one.
                let unmarked = text.strip_prefix('\u{feff}').unwrap_or(&text);
                let strict = serde_json::from_str::<serde_json::Value>(unmarked).is_ok_and(|v| v.is_object());
                match Document::parse("t.json", text.as_bytes()) {
                    Ok(document) => {
                        prop_assert!(strict, "accepted {text:?}");
                        let again: serde_json::Value = serde_json::from_str(unmarked).expect("strict");
                        let canonical = Node::from_json(again, document.root().place).to_json();
                        prop_assert_eq!(document.to_json(), canonical);
                    }
                    Err(refusal) => {
                        let shown = refusal.render(true);
                        prop_assert!(!strict || shown.contains("duplicate key"), "refused {text:?}: {shown}");
                    }
                }
            }
        }
    }

    const TOKENS: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"a\"",
        "\"b\":",
        "\\",
        "\\u",
        "d83d",
        "\\ude00",
        "\\n",
        "/",
        "//",
        "/*",
        "*/",
        "'",
        "0",
        "1",
        "-",
        "+",
        ".",
        "e",
        "E5",
        "0x",
        "true",
        "false",
        "null",
        "nul",
        "NaN",
        "Infinity",
        "_",
        " ",
        "\n",
        "\r",
        "\t",
        "\u{b}",
        "\u{0}",
        "\u{1b}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "é",
        "\u{1F1F9}",
        "$",
    ];
}
