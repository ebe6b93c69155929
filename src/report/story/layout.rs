//! How a story is laid out: styles, paragraphs of a set width, two columns side by side.

use anstyle::Style;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// For text beside which something else stands, into which a style would run.
pub(super) const PLAIN: Style = Style::new();

/// Columns of a line.
pub(super) const WIDTH: usize = 100;

/// A paragraph with a hanging indent.
pub(super) fn paragraph(out: &mut String, indent: &str, text: &str) {
    wrapped(out, indent, &format!("{indent}  "), text);
}

/// A paragraph with one indent for its first line and another for the rest.
pub(super) fn wrapped(out: &mut String, first: &str, rest: &str, text: &str) {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false);
    for line in lines(options, text) {
        out.push_str(&line);
        out.push('\n');
    }
}

/// What stands between two columns.
const BETWEEN: &str = " │ ";
/// Columns of a line on each side of it.
const HALF: usize = (WIDTH - 3) / 2;

/// Writes paragraphs in two columns, each with a hanging indent; they may hold no styles.
pub(super) fn beside(out: &mut String, columns: [&[String]; 2]) {
    let cell = |paragraphs: &[String]| {
        let wrapped = paragraphs.iter().flat_map(|text| {
            let options = Options::new(HALF).subsequent_indent("  ");
            lines(options, text)
        });
        wrapped.collect::<Vec<String>>()
    };
    let [left, right] = columns.map(cell);
    for line in 0..left.len().max(right.len()) {
        let [left, right] = [&left, &right].map(|cell| cell.get(line).map_or("", String::as_str));
        let room = " ".repeat(HALF.saturating_sub(display_width(left)));
        out.push_str(format!("{left}{room}{BETWEEN}{right}").trim_end());
        out.push('\n');
    }
}

fn lines(options: Options<'_>, text: &str) -> Vec<String> {
    // No line breaks between a figure and its sign.
    let kept = text.replace(" %", "\u{a0}%");
    let options = options.word_splitter(WordSplitter::NoHyphenation);
    let wrapped = textwrap::wrap(&kept, options).into_iter();
    wrapped.map(|line| line.replace('\u{a0}', " ")).collect()
}
