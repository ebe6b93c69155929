//! Tiles in rows and columns, with the values of both axes.

use anstyle::{AnsiColor, Style};

use super::super::paragraph::FAINT;

/// Columns of the page.
pub(super) const PAGE: usize = 100;

/// A longer value at the left is cut to so many characters.
const LONGEST_LABEL: usize = 24;

/// Tiles of the arms, told apart by colour where there is one: pairs that those who do not see all
/// colours tell apart come first.
const COLOURS: [(AnsiColor, AnsiColor); 8] = [
    (AnsiColor::Blue, AnsiColor::BrightWhite),
    (AnsiColor::Yellow, AnsiColor::Black),
    (AnsiColor::Magenta, AnsiColor::BrightWhite),
    (AnsiColor::Cyan, AnsiColor::Black),
    (AnsiColor::Green, AnsiColor::Black),
    (AnsiColor::Red, AnsiColor::BrightWhite),
    (AnsiColor::White, AnsiColor::Black),
    (AnsiColor::BrightBlack, AnsiColor::BrightWhite),
];

/// The letter of an arm, which stands for it on maps.
pub(super) fn letter(arm: usize) -> char {
    let letters = 'A'..='Z';
    letters.into_iter().nth(arm).unwrap_or('?')
}

/// The colours of an arm.
pub(super) fn colours(arm: usize) -> Style {
    let (ground, letter) = COLOURS[arm % COLOURS.len()];
    let style = Style::new().bold();
    style
        .fg_color(Some(letter.into()))
        .bg_color(Some(ground.into()))
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tile {
    /// What it shows where there is room for one character.
    pub(super) mark: char,
    /// What it shows beside that where there is room.
    pub(super) figure: String,
    /// Its colours.
    pub(super) style: Style,
}

/// Tiles in rows and columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Chart {
    /// What the columns are.
    pub(super) across: String,
    /// The value of each column.
    pub(super) columns: Vec<String>,
    /// What the rows are.
    pub(super) up: String,
    /// The value of each row and its tiles, from the top; a cell that was not finished has none.
    pub(super) rows: Vec<(String, Vec<Option<Tile>>)>,
}

/// How wide tiles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    /// Figures are shown beside the marks.
    figures: bool,
    width: usize,
    gap: usize,
}

impl Chart {
    /// The lines of the chart, no wider than the page unless there are very many columns: figures
    /// are left out when they do not fit, then the space between columns.
    pub(super) fn lines(&self) -> Vec<String> {
        let labels = self.rows.iter().map(|(label, _)| short(label));
        let labels: Vec<String> = labels.collect();
        let label_width = widest(labels.iter());
        let margin = label_width + 5;
        let layout = self.layout(PAGE.saturating_sub(margin));
        let mut lines = vec![format!("  {}", self.up)];
        for (label, (_, tiles)) in labels.iter().zip(&self.rows) {
            let tiles = row(tiles, layout);
            lines.push(
                format!("  {label:>label_width$} │ {tiles}")
                    .trim_end()
                    .to_owned(),
            );
        }
        // One column more than the tiles take, for the space before them.
        let across = self.columns.len() * (layout.width + layout.gap) - layout.gap + 1;
        lines.push(format!("  {:label_width$} └{}", "", "─".repeat(across)));
        let indent = " ".repeat(margin);
        lines.push(format!("{indent}{}", ticks(&self.columns, layout)));
        lines.push(format!("{indent}{}", self.across));
        lines
    }

    fn layout(&self, room: usize) -> Layout {
        let tiles = self
            .rows
            .iter()
            .flat_map(|(_, tiles)| tiles.iter().flatten());
        let full = match widest(tiles.map(|tile| &tile.figure)) {
            0 => 1,
            figure => figure + 2,
        };
        let widest = full.max(widest(self.columns.iter()));
        let fits = |(_, width, gap): &(bool, usize, usize)| {
            self.columns.len() * (width + gap) <= room + gap
        };
        let (figures, width, gap) = [
            (true, widest, 2),
            (true, widest, 1),
            (true, full, 1),
            (false, 1, 1),
        ]
        .into_iter()
        .find(fits)
        .unwrap_or((false, 1, 0));
        Layout {
            figures,
            width,
            gap,
        }
    }
}

/// The tiles of a row, the last one without spaces at its end.
fn row(tiles: &[Option<Tile>], layout: Layout) -> String {
    let Layout {
        figures,
        width,
        gap,
    } = layout;
    let last = tiles.iter().rposition(Option::is_some);
    let mut line = String::new();
    for (place, tile) in tiles.iter().enumerate() {
        let Some(tile) = tile else {
            line += &" ".repeat(width + gap);
            continue;
        };
        let figure = if figures { tile.figure.as_str() } else { "" };
        let padding = width - 1;
        let mut text = format!("{}{figure:>padding$}", tile.mark);
        if last == Some(place) {
            text.truncate(text.trim_end().len());
        }
        line += &styled(&text, tile.style);
        line += &" ".repeat(gap);
    }
    line
}

/// A text in colours, without escape codes where it has none.
pub(super) fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// The values below the columns; those for which there is no room are left out.
fn ticks(columns: &[String], layout: Layout) -> String {
    let mut line = String::new();
    for (place, label) in columns.iter().enumerate() {
        let (at, taken) = (place * (layout.width + layout.gap), line.chars().count());
        if place == 0 || taken < at {
            line += &" ".repeat(at - taken);
            line += &short(label);
        }
    }
    line
}

/// What the marks of a chart stand for, in as many lines as it takes.
pub(super) fn legend(entries: &[(Style, String, String)]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut width = PAGE;
    for (style, mark, meaning) in entries {
        // What has no mark says something of all of them.
        let (mark, marked) = match mark.chars().count() {
            0 => (String::new(), 0),
            width => (styled(mark, *style) + " ", width + 1),
        };
        let own = marked + meaning.chars().count();
        let entry = format!("{mark}{FAINT}{meaning}{FAINT:#}");
        match lines.last_mut() {
            Some(line) if width + 3 + own <= PAGE => {
                *line += &format!("   {entry}");
                width += 3 + own;
            }
            _ => {
                lines.push(format!("  {entry}"));
                width = 2 + own;
            }
        }
    }
    lines
}

fn short(label: &str) -> String {
    match label.char_indices().nth(LONGEST_LABEL) {
        None => label.to_owned(),
        Some(_) => {
            let kept: String = label.chars().take(LONGEST_LABEL - 1).collect();
            kept + "…"
        }
    }
}

fn widest<'a>(texts: impl Iterator<Item = &'a String>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

/// Decimals that show a size with two digits: 0.083 with three, 12 with none.
pub(super) fn decimals(size: f64) -> usize {
    if size <= 0.0 || !size.is_finite() {
        return 0;
    }
    let decimals = 1.0 - libm::floor(libm::log10(size));
    decimals.clamp(0.0, 6.0) as usize
}

/// A figure that takes little room: `.083`.
pub(super) fn brief(figure: f64, decimals: usize) -> String {
    let text = format!("{figure:.decimals$}");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let digits = match digits.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => digits.to_owned(),
    };
    match digits.contains(|c: char| matches!(c, '1'..='9')) {
        true => sign.to_owned() + &digits,
        false => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(columns: usize, figure: &str) -> Chart {
        let tile = |place: usize| {
            (place != 1).then(|| Tile {
                mark: letter(place % 2),
                figure: figure.to_owned(),
                style: Style::new(),
            })
        };
        Chart {
            across: "states.b.capacity".to_owned(),
            columns: (0..columns).map(|n| format!("0.{n}")).collect(),
            up: "states.a.stability".to_owned(),
            rows: ["0.9", "0.15"]
                .map(|label| (label.to_owned(), (0..columns).map(tile).collect()))
                .to_vec(),
        }
    }

    #[test]
    fn tiles_stand_above_their_values() {
        assert_eq!(
            chart(4, ".083").lines(),
            [
                "  states.a.stability",
                "   0.9 │ A .083          A .083  B .083",
                "  0.15 │ A .083          A .083  B .083",
                "       └───────────────────────────────",
                "         0.0     0.1     0.2     0.3",
                "         states.b.capacity",
            ]
        );
    }

    #[test]
    fn figures_give_way_to_columns() {
        for (columns, shown) in [
            (12, "A .083"),
            (13, "A .083"),
            (14, "A   A B"),
            (60, "A AB"),
        ] {
            let lines = chart(columns, ".083").lines();
            assert!(lines[1].contains(shown), "{}", lines[1]);
            for line in &lines {
                assert!(line.chars().count() <= PAGE, "{line}");
                assert_eq!(line.trim_end(), line);
            }
        }
        // Values that do not fit between others are left out.
        let ticks = &chart(30, ".083").lines()[4];
        assert!(ticks.starts_with("         0.0 0.2 0.4"), "{ticks}");
    }

    #[test]
    fn what_is_long_is_cut_and_a_legend_takes_lines() {
        let mut chart = chart(2, "");
        chart.rows[0].0 = "memorandum_of_understanding".to_owned();
        assert!(
            chart.lines()[1].starts_with("  memorandum_of_understan… │ A"),
            "{chart:?}"
        );
        let entry = |n: usize| (Style::new(), "A".to_owned(), format!("arm {n} is higher"));
        let lines = legend(&(0..9).map(entry).collect::<Vec<_>>());
        assert_eq!(lines.len(), 2);
        for line in lines {
            let plain = anstream::adapter::strip_str(&line).to_string();
            assert!(plain.chars().count() <= PAGE, "{plain}");
        }
    }

    #[test]
    fn figures_are_brief() {
        for (size, figure, text) in [
            (0.083, 0.083, ".083"),
            (0.083, 0.0004, ".000"),
            (0.5, -0.25, "-.25"),
            (0.5, -0.001, ".00"),
            (2.5, 1.0, "1.0"),
            (134.0, 119.4, "119"),
            (0.0, 0.0, "0"),
        ] {
            assert_eq!(brief(figure, decimals(size)), text);
        }
    }
}
