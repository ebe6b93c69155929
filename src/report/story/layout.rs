//! How a story is laid out: styles, paragraphs of a set width, two columns side by side.

use anstyle::Style;
use textwrap::Options;
use textwrap::core::display_width;

use super::super::paragraph::{WIDTH, lines};

/// For text beside which something else stands, into which a style would run.
pub(super) const PLAIN: Style = Style::new();

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
