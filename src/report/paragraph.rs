//! Paragraphs of a set width, and the styles of pages that are read from top to bottom.

use anstyle::Style;
use textwrap::{Options, WordSplitter};

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Columns of a line.
pub(super) const WIDTH: usize = 100;

/// Writes a paragraph with a hanging indent.
pub(super) fn paragraph(out: &mut String, indent: &str, text: &str) {
    wrapped(out, indent, &format!("{indent}  "), text);
}

/// Writes a paragraph whose first line is indented by one text, and the others by another.
pub(super) fn wrapped(out: &mut String, first: &str, rest: &str, text: &str) {
    for line in wrap(first, rest, text) {
        out.push_str(&line);
        out.push('\n');
    }
}

/// The lines of such a paragraph.
pub(super) fn wrap(first: &str, rest: &str, text: &str) -> Vec<String> {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false);
    lines(options, text)
}

/// The lines of a text; words are kept whole, and so are a figure and its sign.
pub(super) fn lines(options: Options<'_>, text: &str) -> Vec<String> {
    let kept = text.replace(" %", "\u{a0}%");
    let options = options.word_splitter(WordSplitter::NoHyphenation);
    let wrapped = textwrap::wrap(&kept, options).into_iter();
    wrapped.map(|line| line.replace('\u{a0}', " ")).collect()
}
