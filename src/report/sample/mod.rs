//! Samples: rows of values, and what the arms come to in each.

mod csv;
mod text;

use serde::Serialize;
use serde_json::{Value, json};

use super::map::{Parties, SweptArm, SweptMetric};
use super::named::Named;
use super::result::{Program, ScenarioInfo};
use super::words::DISCLAIMER;
use crate::chance::Distribution;
use crate::document::visible;
use crate::experiment::{Level, Setting, Space, contrasts_of};
use crate::model::MetricEntry;
use crate::scenario::Scenario;
use crate::study::{Numbering, Plan, RowOutcome};

pub use self::csv::{ROW_COLUMNS, rows_csv};
pub use text::rows_text;

/// The format that a sample names.
pub const ROWS_FORMAT: &str = "demarche-rows/1";

/// Rows of values, and what the arms come to in each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowsResult {
    /// The format.
    pub format: &'static str,
    /// What made it.
    pub program: Program,
    /// What the arms and the rows change.
    pub scenario: ScenarioInfo,
    /// Changes to its file before those of the arms, each as `PATH=VALUE`.
    pub overrides: Vec<String>,
    /// How the rows were chosen.
    pub design: &'static str,
    /// The seed of rows and draws.
    pub seed: u64,
    /// Runs in each arm of a row.
    pub replicates: u64,
    /// `common` where all rows meet the same chances, `independent` where each has its own.
    pub draws: &'static str,
    /// All rows were finished.
    pub complete: bool,
    /// Rows asked for; the finished ones are the first of them.
    pub rows_asked: usize,
    /// What it may not be used for.
    pub disclaimer: &'static str,
    /// What is varied.
    pub inputs: Vec<InputResult>,
    /// The arms by name.
    pub arms: Named<SweptArm>,
    /// The metrics by name.
    pub metrics: Named<SweptMetric>,
    /// The negotiations by id.
    pub negotiations: Named<Parties>,
    /// The finished rows.
    pub rows: Vec<RowResult>,
    #[serde(skip)]
    numbering: Numbering,
}

/// What is varied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InputResult {
    /// The path in the file.
    pub parameter: String,
    /// Its distribution, where it is a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<Value>,
    /// Its values, where they are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// A finished row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowResult {
    /// Its number, from 0.
    pub row: usize,
    /// The values of what is varied, by path; `null` where the scenario is as it is.
    pub at: Named<Value>,
    /// What comes of it.
    pub outcomes: Vec<RowFigure>,
}

/// A metric of an arm in a row, or its difference from another arm.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowFigure {
    /// The id of the negotiation.
    pub negotiation: String,
    /// The name of the metric.
    pub metric: &'static str,
    /// The arm.
    pub arm: String,
    /// Of a difference, run by run: the arm taken away from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// The mean over the replicates.
    pub mean: Option<f64>,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// Replicates with a value.
    pub count: u64,
    /// The figure of each replicate, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replicates: Vec<Option<f64>>,
}

impl InputResult {
    /// The inputs of a space.
    pub(super) fn of(space: &Space) -> Vec<InputResult> {
        let inputs = space.inputs.iter().enumerate();
        inputs
            .map(|(place, input)| InputResult {
                parameter: visible(&input.path),
                distribution: space.distribution(place).map(stated),
                values: input.values(),
            })
            .collect()
    }

    /// Where its values come from, in words.
    pub(super) fn words(&self) -> String {
        match &self.distribution {
            Some(distribution) => match distribution["uniform"].as_array().map(Vec::as_slice) {
                Some([low, high]) => format!("{low} to {high}"),
                _ => visible(&distribution.to_string()),
            },
            None => {
                let values: Vec<String> = self.values.iter().map(label).collect();
                values.join(", ")
            }
        }
    }
}

/// A distribution as a file states it.
fn stated(distribution: &Distribution) -> Value {
    match distribution {
        Distribution::Uniform { low, high } => json!({ "uniform": [low, high] }),
        Distribution::Triangular { low, mode, high } => json!({ "triangular": [low, mode, high] }),
        Distribution::Normal {
            mean,
            sd,
            low,
            high,
        } => json!({ "normal": [mean, sd, low, high] }),
        Distribution::Beta {
            alpha,
            beta,
            low,
            high,
        } => json!({ "beta": [alpha, beta, low, high] }),
        Distribution::Choice(values) => json!({ "choice": values }),
    }
}

/// A value as a table shows it: text without quotes, nothing for what is not varied.
pub(super) fn label(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => visible(text),
        value => visible(&value.to_string()),
    }
}

/// What a sample was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The name of the design.
    pub design: &'static str,
    /// The rows.
    pub settings: &'a [Setting],
    /// The metrics that were kept.
    pub metrics: &'a [&'static MetricEntry],
    /// How runs were numbered.
    pub numbering: Numbering,
    /// What was run.
    pub plan: Plan,
}

impl RowsResult {
    /// The outcomes of the rows of a space that were finished; `base` is what its document
    /// describes.
    #[must_use]
    pub fn new(
        space: &Space,
        base: &Scenario,
        asked: &Asked<'_>,
        outcomes: Vec<RowOutcome>,
    ) -> RowsResult {
        let metrics = asked.metrics.iter();
        let metrics = metrics.map(|entry| (entry.name.to_owned(), SweptMetric::of(entry)));
        let ids = space.checked.negotiations.iter();
        let negotiations = ids.filter_map(|id| Some((id.clone(), Parties::of(base, id)?)));
        let complete = outcomes.len() == asked.settings.len();
        let rows = asked.settings.iter().zip(outcomes).enumerate();
        RowsResult {
            format: ROWS_FORMAT,
            program: Program::this(),
            scenario: ScenarioInfo::new(base),
            overrides: space.base.changes().map(str::to_owned).collect(),
            design: asked.design,
            seed: asked.plan.seed,
            replicates: asked.plan.runs,
            draws: match asked.numbering {
                Numbering::Common => "common",
                Numbering::Independent => "independent",
            },
            complete,
            rows_asked: asked.settings.len(),
            disclaimer: DISCLAIMER,
            inputs: InputResult::of(space),
            arms: Named(space.variants.iter().map(SweptArm::of).collect()),
            metrics: Named(metrics.collect()),
            negotiations: Named(negotiations.collect()),
            rows: rows
                .map(|(row, (setting, outcome))| RowResult {
                    row,
                    at: Named(at(space, setting)),
                    outcomes: figures(space, asked.metrics, outcome),
                })
                .collect(),
            numbering: asked.numbering,
        }
    }

    /// The number of the run that is a replicate of a row.
    fn run(&self, row: usize, replicate: usize) -> u64 {
        self.numbering.run(row, replicate as u64, self.replicates)
    }
}

fn at(space: &Space, setting: &[Level]) -> Vec<(String, Value)> {
    let inputs = space.inputs.iter().zip(setting).enumerate();
    inputs
        .map(|(place, (input, level))| (visible(&input.path), space.value(place, *level)))
        .collect()
}

/// The figures of a row: by negotiation, arm or difference, and metric.
fn figures(space: &Space, metrics: &[&'static MetricEntry], outcome: RowOutcome) -> Vec<RowFigure> {
    let kept = outcome.moments.len();
    let name = |arm: usize| space.variants[arm].name.clone();
    let ids = space.checked.negotiations.iter();
    let targets = ids.flat_map(|id| {
        let contrasts = contrasts_of(space.variants.len()).into_iter();
        contrasts.flat_map(move |contrast| metrics.iter().map(move |entry| (id, contrast, entry)))
    });
    let moments = outcome.moments.iter().enumerate();
    targets
        .zip(moments)
        .map(
            |((id, (arm, against), entry), (place, moments))| RowFigure {
                negotiation: id.clone(),
                metric: entry.name,
                arm: name(arm),
                against: against.map(name),
                mean: moments.mean(),
                std_error: moments.std_error(),
                count: moments.count(),
                replicates: outcome
                    .figures
                    .iter()
                    .skip(place)
                    .step_by(kept.max(1))
                    .copied()
                    .collect(),
            },
        )
        .collect()
}
