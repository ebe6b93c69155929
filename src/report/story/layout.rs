//! How a story is laid out: styles, paragraphs of a set width.

use anstyle::Style;
use textwrap::{Options, WordSplitter};

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Columns of a line.
pub(super) const WIDTH: usize = 100;

/// A paragraph with a hanging indent.
pub(super) fn paragraph(out: &mut String, indent: &str, text: &str) {
    wrapped(out, indent, &format!("{indent}  "), text);
}

/// A paragraph with one indent for its first line and another for the rest.
pub(super) fn wrapped(out: &mut String, first: &str, rest: &str, text: &str) {
    for line in lines(WIDTH, first, rest, text) {
        out.push_str(&line);
        out.push('\n');
    }
}

/// The lines of a paragraph, none of them wider than this.
fn lines(width: usize, first: &str, rest: &str, text: &str) -> Vec<String> {
    // No line breaks between a figure and its sign.
    let kept = text.replace(" %", "\u{a0}%");
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    let wrapped = textwrap::wrap(&kept, options).into_iter();
    wrapped.map(|line| line.replace('\u{a0}', " ")).collect()
}
