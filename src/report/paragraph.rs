//! Sentences as paragraphs of a set width.

use textwrap::{Options, WordSplitter};

/// Columns of a paragraph.
const WIDTH: usize = 100;

/// The lines of a text, those after the first with this before them.
pub(super) fn paragraph(text: &str, rest: &str) -> Vec<String> {
    let options = Options::new(WIDTH)
        .subsequent_indent(rest)
        // Ids have hyphens, and are found again only where they stay whole.
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::wrap(text, options)
        .into_iter()
        .map(|line| line.into_owned())
        .collect()
}
