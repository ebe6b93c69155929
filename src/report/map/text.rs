//! A map for a person.

use super::super::paragraph::{FAINT, wrap};
use super::super::provenance::{inputs, rough};
use super::super::text::{heading, period};
use super::super::words::count;
use super::chart::{colours, letter, styled};
use super::sentence::sentence;
use super::{AxisResult, MapResult, Parties, SweptMetric, grid, rows};
use crate::model::Metric;

/// Values of an axis that are all named; of more, the first and the last.
const NAMED: usize = 4;

/// The map as text, with terminal styles.
#[must_use]
pub fn map_text(result: &MapResult) -> String {
    let mut lines = header(result);
    if result.cells.is_empty() {
        lines.push("no cell was finished".to_owned());
    }
    for (id, parties) in result
        .negotiations
        .iter()
        .filter(|_| !result.cells.is_empty())
    {
        lines.push(String::new());
        let Parties {
            destination,
            partner,
        } = parties;
        lines.push(format!("{}: {destination} and {partner}", heading(id)));
        for (name, metric) in result.metrics.iter() {
            lines.push(String::new());
            lines.extend(title(name, metric, parties));
            lines.extend(match result.axes.len() {
                1 => rows::lines(result, id, name, metric),
                _ => grid::lines(result, id, name),
            });
            let sentence = sentence(result, id, name);
            lines.extend(sentence.iter().flat_map(|text| wrap("  ", "  ", text)));
        }
    }
    lines.push(String::new());
    lines.extend(footer(result));
    lines.join("\n") + "\n"
}

fn header(result: &MapResult) -> Vec<String> {
    let arms = match result.compares() {
        true => format!(
            " of {} on the same draws",
            count(result.arms.0.len() as u64, "arm")
        ),
        false => " on the same draws".to_owned(),
    };
    let period = match result.one_period {
        true => format!(" · {}", period(&result.scenario)),
        false => String::new(),
    };
    let mut lines = vec![
        heading(&result.scenario.title),
        format!(
            "{}{arms} · {} each{period} · seed {}",
            count(result.cells_asked as u64, "cell"),
            count(result.runs, "run"),
            result.seed
        ),
    ];
    if !result.complete {
        lines.push(format!(
            "PARTIAL: interrupted, {} of them finished",
            result.cells.len()
        ));
    }
    for change in &result.overrides {
        lines.extend(wrap("", "  ", &format!("with {change}")));
    }
    for axis in &result.axes {
        let values = values(axis);
        lines.extend(wrap("", "  ", &format!("varied: {}: {values}", axis.path)));
    }
    if result.compares() {
        for (place, (name, arm)) in result.arms.iter().enumerate() {
            let changes = match arm.overrides.is_empty() {
                true => "the scenario as it is".to_owned(),
                false => arm.overrides.join(", "),
            };
            let letter = styled(&format!(" {} ", letter(place)), colours(place));
            let text = wrap("", "      ", &format!("{name}: {changes}"));
            lines.push(format!("{letter} {}", text.join("\n")));
        }
    }
    lines
}

/// The values of an axis: the first and the last of many.
fn values(axis: &AxisResult) -> String {
    let labels = axis.labels.as_slice();
    match labels {
        [first, .., last] if axis.rising && labels.len() > NAMED => {
            format!(
                "{first} to {last} in {}",
                count(labels.len() as u64, "value")
            )
        }
        labels => labels.join(", "),
    }
}

/// What a map is of.
fn title(name: &str, metric: &SweptMetric, parties: &Parties) -> Vec<String> {
    let whose = |name: &str| format!("what {name} has of it by its own values");
    let meaning = match metric.metric {
        Metric::DestinationUtility => whose(&parties.destination),
        Metric::PartnerUtility => whose(&parties.partner),
        _ => metric.metric.entry().meaning.to_owned(),
    };
    let mut lines = vec![format!("{} ({}): {meaning}", heading(name), metric.unit)];
    if let Some(counterpart) = metric.counterpart {
        lines.extend(wrap(
            "  ",
            "  ",
            &format!(
                "It has a value in some runs only, and not in the same runs of every cell and arm: \
                 read {counterpart} beside it."
            ),
        ));
    }
    lines
}

fn footer(result: &MapResult) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    if result.compares() {
        let cells = result.cells.len();
        let word = if result.arms.0.len() > 2 {
            "every other"
        } else {
            "the other"
        };
        let alone = (cells as f64 * 0.05).round();
        let alone = match alone {
            alone if alone < 1.0 => "fewer than 1".to_owned(),
            alone => format!("about {alone}"),
        };
        sentences.push(format!(
            "An arm is marked where its difference to {word}, run by run, is told from none with \
             all cells of a map in view (Holm's correction): the chance that any cell without a \
             difference is marked is at most 5 %. Looked at one by one, {alone} of {cells} such \
             cells would be marked by chance alone."
        ));
        if result.axes.len() == 1 {
            sentences.push("The 95 % interval is that of a row by itself.".to_owned());
        }
        sentences.push(
            "Higher is not better: that depends on what is wanted, and by whom. More runs can mark \
             more cells; they do not make the assumptions any truer."
                .to_owned(),
        );
    } else {
        sentences.push("All cells meet the same draws.".to_owned());
        if result.axes.len() == 1 {
            sentences.push(
                "What is after ± is simulation error, and shrinks with more runs.".to_owned(),
            );
        }
        if !result.ends.is_empty() {
            sentences.push(
                "The interval of the highest mean less the lowest, run by run, allows for their \
                 choice among all pairs of cells (Bonferroni's correction)."
                    .to_owned(),
            );
        }
    }
    sentences.push(inputs(&result.scenario));
    sentences.extend(rough(result.runs));
    let mut lines: Vec<String> = sentences
        .iter()
        .flat_map(|sentence| wrap("", "", sentence))
        .collect();
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ends, map, reading};
    use super::*;

    const ARMS: [&str; 2] = ["cooperative", "coercive"];

    fn plain(result: &MapResult) -> String {
        let text = map_text(result);
        let plain = anstream::adapter::strip_str(&text).to_string();
        for line in plain.lines() {
            assert_eq!(line, line.trim_end());
            assert!(line.chars().count() <= 100, "{line}");
        }
        plain
    }

    /// The part of a page that begins with the first of these and ends before the second.
    fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
        let start = text
            .find(from)
            .unwrap_or_else(|| panic!("no {from} in {text}"));
        let end = text[start..]
            .find(to)
            .unwrap_or_else(|| panic!("no {to} in {text}"));
        &text[start..start + end]
    }

    #[test]
    fn a_map_of_two_arms() {
        let mut readings: Vec<_> = [(0.1, 0.0), (-0.054, 0.0), (0.3, 0.4), (0.0, 1.0)]
            .iter()
            .map(|difference| reading(&ARMS, &[*difference]))
            .collect();
        readings[3].differences[0].finding = "equal";
        // The last two cells were not finished.
        let result = map(&["x.y=0.1:0.3:3", "z=1:2:2"], &ARMS, readings).finish();
        let text = plain(&result);
        assert!(text.starts_with(
            "A and B\n6 cells of 2 arms on the same draws · 100 runs each · 40 rounds (10 years from \
             2025-01) · seed 1\nPARTIAL: interrupted, 4 of them finished\nvaried: x.y: 0.1, 0.2, \
             0.3\nvaried: z: 1, 2\n A  cooperative: negotiations.a-b.conduct.destination=cooperative\n"
        ), "{text}");
        let expected = "\
cooperation (share): compliance while in force, nothing otherwise, mean over all rounds
  z
  2 │ =
  1 │ B .10  A .05  ·
    └────────────────────
      0.1    0.2    0.3
      x.y
  A `cooperative` is higher   B `coercive` is higher   · not told apart   = equal in every run
  figures: by how much (.10 is 0.10)
  `cooperative` is higher in 1 of the 4 cells that were finished, by 0.054, with x.y = 0.2 and z =
  1; `coercive` in 1, by 0.10, with x.y = 0.1 and z = 1; 1 not told apart; 1 equal in every run.
";
        assert_eq!(
            part(&text, "cooperation (share)", "\nAn arm is marked"),
            expected
        );
        let flowing = text.replace('\n', " ");
        assert!(
            flowing.contains("at most 5 %. Looked at one by one, fewer than 1 of 4 such cells"),
            "{text}"
        );
        assert!(
            text.ends_with(&format!("{}\n", result.disclaimer)),
            "{text}"
        );
        assert_eq!(text.matches("better").count(), 1);
    }

    #[test]
    fn a_row_for_each_value_of_one_axis() {
        let readings = [(0.1, 0.0), (-0.054, 0.3)]
            .map(|d| reading(&ARMS, &[d]))
            .to_vec();
        let text = plain(&map(&["x.y=0.1:0.3:2"], &ARMS, readings).finish());
        let expected = "\
\x20 x.y
       A cooperative  B coercive  B less A  95 % interval
  0.1     0.50 ±0.02  0.50 ±0.02      0.10  0.08 to 0.12    B higher
  0.3     0.50 ±0.02  0.50 ±0.02     -0.05  -0.07 to -0.03  · not told apart
";
        assert_eq!(part(&text, "  x.y\n", "  `coercive` is higher"), expected);
    }

    #[test]
    fn means_are_shaded_and_more_axes_are_sliced() {
        let mut readings: Vec<_> = (0..8).map(|_| reading(&["base"], &[])).collect();
        for (place, reading) in readings.iter_mut().enumerate() {
            reading.levels.0[0].1.mean = Some(0.1 * place as f64);
        }
        let axes = ["x=0:1:2", "z=p,q", "w=5,6"];
        let mut map = map(&axes, &["base"], readings);
        map.ends = vec![ends([0, 7], 0.7, 0.8)];
        let noise = plain(&map.clone().finish());
        assert!(noise.contains("  p │ · .00  · .10\n"), "{noise}");
        assert!(
            noise.contains("  · the mean; no cell is told apart"),
            "{noise}"
        );
        assert!(!noise.contains('░') && !noise.contains('±'), "{noise}");
        map.one_period = false;
        map.ends = vec![ends([0, 7], 0.7, 0.1)];
        let text = plain(&map.finish());
        assert!(noise.contains("40 rounds (10 years"), "{noise}");
        assert!(!text.contains("40 rounds"), "{text}");
        let expected = "\
\x20 with w = 5
  z
  p │ ░ .00  ░ .10
  q │ ▒ .20  ▒ .30
    └─────────────
      0      1
      x
  with w = 6
  z
  p │ ▓ .40  ▓ .50
  q │ █ .60  █ .70
    └─────────────
      0      1
      x
  ░ .00 to .18   ▒ .18 to .35   ▓ .35 to .53   █ .53 to .70   .70 is 0.70
";
        assert_eq!(part(&text, "  with w = 5", "  the mean"), expected);
    }
}
