//! Paragraphs of a set width.

use textwrap::{Options, WordSplitter};

/// Columns of a line.
const WIDTH: usize = 100;

/// The lines of a paragraph, the first after `first` and the others after `rest`. Words are kept
/// whole, and so are a figure and its sign.
pub(super) fn paragraph(first: &str, rest: &str, text: &str) -> Vec<String> {
    let kept = text.replace(" %", "\u{a0}%");
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&kept, options)
        .into_iter()
        .map(|line| line.replace('\u{a0}', " "))
        .collect()
}
