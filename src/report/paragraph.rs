//! Paragraphs of a set width, and the styles of pages that are read from top to bottom.

use anstyle::Style;
use textwrap::{Options, WordSplitter};

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Columns of a line.
const WIDTH: usize = 100;

/// A paragraph with a hanging indent.
pub(super) fn paragraph(out: &mut String, indent: &str, text: &str) {
    wrapped(out, indent, &format!("{indent}  "), text);
}

/// A paragraph whose first line is indented by one text, and the others by another.
pub(super) fn wrapped(out: &mut String, first: &str, rest: &str, text: &str) {
    // No line breaks between a figure and its sign.
    let kept = text.replace(" %", "\u{a0}%");
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    for line in textwrap::wrap(&kept, options) {
        out.push_str(&line.replace('\u{a0}', " "));
        out.push('\n');
    }
}
