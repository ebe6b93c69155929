//! Where two arms change order, as a result and as text and CSV.

use serde::Serialize;

use super::comparison::{approach_of, arm_lines};
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
    /// The approach of the destination, with its intensities.
    pub approach: String,
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
    /// Which is higher at the nearest figure below it at which that is told: `arm` or `against`.
    pub higher_below: &'static str,
    /// Which is higher at the nearest figure above it.
    pub higher_above: &'static str,
    /// These two figures.
    pub between: [f64; 2],
    /// Where the mean difference is 0; the middle where that is a stretch.
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
        let changes = |arm: &Arm, negotiation: usize| ArmChanges {
            name: arm.name.clone(),
            approach: approach_of(&arm.scenario.negotiations[negotiation]),
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
            higher_above: name(crossing.above),
            between: [crossing.between.0, crossing.between.1],
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
            against: changes(first, search.negotiations.0),
            arm: changes(second, search.negotiations.1),
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
        let (ci95, [from, to]) = (crossing.ci95, crossing.between);
        // As many digits as the interval deserves.
        let decimals = (libm::ceil(-libm::log10(ci95.high() - ci95.low())) + 1.0).clamp(0.0, 6.0);
        let digits = decimals as usize;
        format!(
            "The arms change order at {} = {:.digits$} ({:.digits$} to {:.digits$}): at {} {} is \
             higher on {}, at {} {}.",
            self.path,
            crossing.place,
            ci95.low(),
            ci95.high(),
            significant(from, 3),
            self.called(crossing.higher_below),
            self.metric,
            significant(to, 3),
            self.called(crossing.higher_above)
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
        lines.extend(arm_lines(
            &arm.name,
            std::slice::from_ref(&arm.approach),
            &arm.overrides,
        ));
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
    let [mean, interval, _] = figures.difference_words();
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
pub const BREAK_EVEN_COLUMNS: [(&str, &str); 20] = [
    (
        "table",
        "point, or break_even for a place where the arms change order",
    ),
    ("path", "path of the input"),
    ("figure", "its figure; of a break-even: the place"),
    ("negotiation", "id of the negotiation"),
    ("name", "name of the metric"),
    ("unit", "unit of the mean"),
    ("arm", "the arm"),
    ("against", "the arm taken away from it"),
    ("mean", "of a point: mean of the differences of single runs"),
    (
        "ci95_low",
        "95 % interval of the mean; of a break-even: of the place",
    ),
    ("ci95_high", "its upper end"),
    (
        "higher",
        "arm, against or not_told_apart; of a break-even: which is higher below it",
    ),
    ("count", "of a point: runs that the mean is over"),
    ("overrides", "changes that make the arm, separated by `; `"),
    ("sha256", "SHA-256 of the file of the arm"),
    ("seed", "the seed"),
    ("runs", "runs in each arm at each figure"),
    ("complete", "true, or false when interrupted"),
    ("version", "version of the program"),
    ("note", "what the figures may not be used for"),
];

/// What is particular to a row.
struct Row<'a> {
    table: &'a str,
    figure: f64,
    mean: Option<f64>,
    ci95: Option<Interval>,
    higher: &'a str,
    count: Option<u64>,
}

/// A row per figure, and a row per place where the arms change order.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn break_even_csv(result: &BreakEvenResult) -> Result<String, csv::Error> {
    let points = result.points.iter().map(|point| Row {
        table: "point",
        figure: point.figure,
        mean: point.mean,
        ci95: point.ci95,
        higher: point.higher,
        count: Some(point.count),
    });
    let places = result.crossings.iter().map(|crossing| Row {
        table: "break_even",
        figure: crossing.place,
        mean: None,
        ci95: Some(crossing.ci95),
        higher: crossing.higher_below,
        count: None,
    });
    let rows = points.chain(places).map(|row| cells(result, &row));
    records(BREAK_EVEN_COLUMNS.map(|(name, _)| name), rows)
}

fn cells(result: &BreakEvenResult, row: &Row<'_>) -> [String; BREAK_EVEN_COLUMNS.len()] {
    [
        row.table.to_owned(),
        result.path.clone(),
        row.figure.to_string(),
        result.negotiation.clone(),
        result.metric.to_owned(),
        result.unit.to_owned(),
        result.arm.name.clone(),
        result.against.name.clone(),
        cell(row.mean),
        cell(row.ci95.map(|ci95| ci95.low())),
        cell(row.ci95.map(|ci95| ci95.high())),
        row.higher.to_owned(),
        cell(row.count),
        result.arm.overrides.join("; "),
        result.scenario.sha256.clone(),
        result.seed.to_string(),
        result.runs.to_string(),
        result.complete.to_string(),
        result.program.version.to_owned(),
        result.disclaimer.to_owned(),
    ]
}
