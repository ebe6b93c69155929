//! Where two arms change order, as a result and as text and CSV.

use serde::Serialize;

use super::csv::{cell, records};
use super::figures::Figures;
use super::paragraph::{FAINT, wrap};
use super::result::{Program, ScenarioInfo};
use super::table::{Align, table};
use super::text::{heading, period};
use super::words::{DISCLAIMER, count, significant};
use crate::analysis::Interval;
use crate::experiment::{Arm, BreakEven, Order, Search};

/// The format that a search for the break-even names.
pub const BREAK_EVEN_FORMAT: &str = "demarche-break-even/1";

/// Where two arms change order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BreakEvenResult {
    /// The format.
    pub format: &'static str,
    /// What made it.
    pub program: Program,
    /// What was simulated.
    pub scenario: ScenarioInfo,
    /// The negotiation.
    pub negotiation: String,
    /// The path of the input.
    pub path: String,
    /// The metric by which the arms are ordered.
    pub metric: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// It has a value in some runs only, so that the compared runs are a selection.
    pub conditional: bool,
    /// The metric to read beside a conditional one.
    pub counterpart: Option<&'static str>,
    /// The first arm and its changes.
    pub against: ArmChanges,
    /// The second arm, from which the first is taken away.
    pub arm: ArmChanges,
    /// The seed.
    pub seed: u64,
    /// Runs in each arm at each figure.
    pub runs: u64,
    /// The search came to its end.
    pub complete: bool,
    /// What it may not be used for.
    pub disclaimer: &'static str,
    /// The arms at evenly spaced figures.
    pub points: Vec<PointResult>,
    /// Where they change order.
    pub crossings: Vec<CrossingResult>,
    /// What follows, in a sentence.
    pub conclusion: String,
}

/// An arm and what makes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArmChanges {
    /// Its name.
    pub name: String,
    /// Changes to the file, each as `PATH=VALUE`.
    pub overrides: Vec<String>,
}

/// The difference of the arms at a figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PointResult {
    /// The figure of the input.
    pub figure: f64,
    /// The mean difference.
    pub mean: Option<f64>,
    /// Its 95 % interval.
    pub ci95: Option<Interval>,
    /// `arm`, `against` or `not_told_apart`.
    pub higher: &'static str,
    /// Runs compared.
    pub count: u64,
}

/// A place at which the arms change order.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CrossingResult {
    /// Which is higher below it: `arm` or `against`.
    pub higher_below: &'static str,
    /// Where the mean difference is 0.
    pub place: f64,
    /// The 95 % interval of the place: the figures at which the arms cannot be told apart.
    pub ci95: Interval,
}

impl BreakEvenResult {
    /// The result of a search.
    #[must_use]
    pub fn new(
        (first, second): (&Arm, &Arm),
        search: &Search,
        found: &BreakEven,
        seed: u64,
        runs: u64,
    ) -> BreakEvenResult {
        let entry = search.metric.entry();
        let changes = |arm: &Arm| ArmChanges {
            name: arm.name.clone(),
            overrides: arm.overrides().map(str::to_owned).collect(),
        };
        let points = found.points.iter().map(|point| PointResult {
            figure: point.figure,
            mean: point.mean,
            ci95: point.ci95,
            higher: name(point.order()),
            count: point.count,
        });
        let crossings = found.crossings.iter().map(|crossing| CrossingResult {
            higher_below: name(crossing.below),
            place: crossing.place,
            ci95: crossing.ci95,
        });
        let negotiation = &second.scenario.negotiations[search.negotiations.1];
        let mut result = BreakEvenResult {
            format: BREAK_EVEN_FORMAT,
            program: Program::this(),
            scenario: ScenarioInfo::new(&second.scenario),
            negotiation: negotiation.id.clone(),
            path: search.path.clone(),
            metric: entry.name,
            unit: entry.unit,
            conditional: entry.conditional,
            counterpart: entry.counterpart.map(|metric| metric.entry().name),
            against: changes(first),
            arm: changes(second),
            seed,
            runs,
            complete: found.complete,
            disclaimer: DISCLAIMER,
            points: points.collect(),
            crossings: crossings.collect(),
            conclusion: String::new(),
        };
        result.conclusion = result.conclude();
        result
    }

    fn called(&self, higher: &str) -> &str {
        match higher {
            "arm" => &self.arm.name,
            _ => &self.against.name,
        }
    }

    fn conclude(&self) -> String {
        if !self.complete {
            return "The search was interrupted before it could say anything.".to_owned();
        }
        if !self.crossings.is_empty() {
            let places = self.crossings.iter().map(|crossing| self.place(crossing));
            return places.collect::<Vec<_>>().join(" ");
        }
        let at = |higher: &str| self.points.iter().filter(|p| p.higher == higher).count();
        let (points, metric) = (self.points.len(), self.metric);
        let said = |told: usize, higher: &str| {
            let name = self.called(higher);
            if told == points {
                format!(
                    "No change of order was found: {name} is higher on {metric} at all {points} \
                     figures."
                )
            } else {
                format!(
                    "No change of order was found: {name} is higher on {metric} at {told} of \
                     {points} figures, and at the others the arms cannot be told apart."
                )
            }
        };
        match (at("arm"), at("against")) {
            (0, 0) => format!("Nowhere in the range can the arms be told apart on {metric}."),
            (told, 0) => said(told, "arm"),
            (_, told) => said(told, "against"),
        }
    }

    fn place(&self, crossing: &CrossingResult) -> String {
        let (below, above) = match crossing.higher_below {
            "arm" => ("arm", "against"),
            _ => ("against", "arm"),
        };
        let ci95 = crossing.ci95;
        format!(
            "The arms change order at {} = {} ({} to {}): below it {} is higher on {}, above it \
             {}.",
            self.path,
            significant(crossing.place, 3),
            significant(ci95.low(), 3),
            significant(ci95.high(), 3),
            self.called(below),
            self.metric,
            self.called(above)
        )
    }
}

fn name(order: Order) -> &'static str {
    match order {
        Order::First => "against",
        Order::Second => "arm",
        Order::NotToldApart => "not_told_apart",
    }
}

/// The result as text, with terminal styles.
#[must_use]
pub fn break_even_text(result: &BreakEvenResult) -> String {
    let partial = if result.complete {
        ""
    } else {
        " · PARTIAL: interrupted"
    };
    let mut lines = vec![
        heading(&result.scenario.title),
        format!(
            "{} in each arm at each figure, on the same draws · {} · seed {}{partial}",
            count(result.runs, "run"),
            period(&result.scenario),
            result.seed
        ),
    ];
    for arm in [&result.against, &result.arm] {
        let with = match arm.overrides.is_empty() {
            true => "as the file is".to_owned(),
            false => format!("with {}", arm.overrides.join(", ")),
        };
        lines.extend(wrap("  ", "    ", &format!("{}: {with}", arm.name)));
    }
    lines.push(String::new());
    lines.extend(wrap("", "  ", &result.conclusion));
    lines.push(String::new());
    lines.push(heading(&format!(
        "{} in {}, {} less {}",
        result.metric, result.negotiation, result.arm.name, result.against.name
    )));
    let mut rows = vec![
        [
            result.path.as_str(),
            "difference",
            "95 % interval",
            "higher",
        ]
        .map(str::to_owned),
    ];
    rows.extend(result.points.iter().map(|point| row(result, point)));
    let columns = [Align::Right, Align::Right, Align::Left, Align::Left];
    let mut set = table(columns, &rows).into_iter();
    lines.extend(
        set.by_ref()
            .take(1)
            .map(|header| format!("{FAINT}  {header}{FAINT:#}")),
    );
    lines.extend(set.map(|line| format!("  {line}")));
    lines.push(String::new());
    lines.extend(footer(result));
    lines.join("\n") + "\n"
}

fn row(result: &BreakEvenResult, point: &PointResult) -> [String; 4] {
    let figures = Figures {
        share: result.unit.starts_with("share"),
        mean: point.mean,
        interval: point.ci95,
        range: None,
    };
    let [mean, interval, _] = figures.words();
    let higher = match point.higher {
        "not_told_apart" => "not told apart",
        higher => result.called(higher),
    };
    [
        significant(point.figure, 3),
        mean,
        interval,
        higher.to_owned(),
    ]
}

fn footer(result: &BreakEvenResult) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(counterpart) = result.counterpart {
        lines.extend(wrap(
            "",
            "  ",
            &format!(
                "{} compares only the runs in which it has a value in both arms, which are a \
                 selection: look at {counterpart} as well.",
                result.metric
            ),
        ));
    }
    lines.extend(wrap(
        "",
        "  ",
        "The interval of a place holds the figures at which a difference of 0 is not rejected at \
         the 5 % level; it shrinks with more runs. Two changes of order between neighbouring \
         figures are not seen.",
    ));
    lines.push(format!("{FAINT}{}{FAINT:#}", result.disclaimer));
    lines
}

/// The columns of the CSV, and what they hold.
const COLUMNS: [(&str, &str); 12] = [
    ("path", "path of the input"),
    ("figure", "its figure"),
    ("negotiation", "id of the negotiation"),
    ("metric", "the metric"),
    ("arm", "the arm"),
    ("against", "the arm taken away from it"),
    ("mean", "mean of the differences of single runs"),
    ("ci95_low", "95 % interval of the mean"),
    ("ci95_high", "its upper end"),
    (
        "higher",
        "arm, against, not_told_apart, or break_even for a place where they change order",
    ),
    ("seed", "the seed"),
    ("note", "what the figures may not be used for"),
];

/// A row per figure, and a row per place where the arms change order: of these the figure is the
/// place, and the interval that of the place.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn break_even_csv(result: &BreakEvenResult) -> Result<String, csv::Error> {
    let row = |figure: f64, mean: Option<f64>, ci95: Option<Interval>, higher: &str| {
        [
            result.path.clone(),
            cell(Some(figure)),
            result.negotiation.clone(),
            result.metric.to_owned(),
            result.arm.name.clone(),
            result.against.name.clone(),
            cell(mean),
            cell(ci95.map(|ci95| ci95.low())),
            cell(ci95.map(|ci95| ci95.high())),
            higher.to_owned(),
            result.seed.to_string(),
            result.disclaimer.to_owned(),
        ]
    };
    let points = result.points.iter();
    let points = points.map(|point| row(point.figure, point.mean, point.ci95, point.higher));
    let crossings = result.crossings.iter();
    let crossings =
        crossings.map(|crossing| row(crossing.place, None, Some(crossing.ci95), "break_even"));
    records(COLUMNS.map(|(name, _)| name), points.chain(crossings))
}
