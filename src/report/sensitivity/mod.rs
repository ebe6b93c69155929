//! Sensitivity: which inputs matter, as structs, and these as text and CSV.

mod csv;
mod read;
mod table;
mod text;

use serde::Serialize;
use serde_json::Value;

use super::named::Named;
use super::result::{Program, ScenarioInfo};
use super::sample::InputResult;
use super::words::DISCLAIMER;
use crate::analysis::Interval;
use crate::analysis::sensitivity::{Advice, Estimate};
use crate::experiment::Sensitivity;
use crate::model::MetricEntry;
use crate::scenario::Scenario;
use crate::study::{Plan, RowOutcome};

pub use self::csv::{SENSITIVITY_COLUMNS, sensitivity_csv};
pub use text::sensitivity_text;

/// The format that a result of sensitivity analysis names.
pub const SENSITIVITY_FORMAT: &str = "demarche-sensitivity/1";

/// Which inputs matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SensitivityResult {
    /// The format.
    pub format: &'static str,
    /// What made it.
    pub program: Program,
    /// What the rows change.
    pub scenario: ScenarioInfo,
    /// Changes to its file before those of the rows, each as `PATH=VALUE`.
    pub overrides: Vec<String>,
    /// How influence was measured.
    pub method: &'static str,
    /// Base samples, trajectories or rows, as the method has them.
    pub samples: usize,
    /// Rows asked for.
    pub rows_asked: usize,
    /// Rows that were finished, the first of them.
    pub rows: usize,
    /// Runs of each row.
    pub replicates: u64,
    /// The seed of rows, draws and resamples.
    pub seed: u64,
    /// All rows were finished.
    pub complete: bool,
    /// What it may not be used for.
    pub disclaimer: &'static str,
    /// What is varied.
    pub inputs: Vec<InputResult>,
    /// What holds for a metric as a whole.
    pub metrics: Vec<MetricSensitivity>,
    /// What each input does to each metric.
    pub indices: Vec<InputSensitivity>,
}

/// What holds for a metric of a negotiation as a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetricSensitivity {
    /// The metric.
    pub metric: &'static str,
    /// The id of the negotiation.
    pub negotiation: String,
    /// The unit of the metric.
    pub unit: &'static str,
    /// It has a value in some runs only.
    pub conditional: bool,
    /// The metric to read beside a conditional one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<&'static str>,
    /// The share of chance in the variance of single runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise_share: Option<Found>,
    /// The variance of the conditional mean over the inputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal: Option<Found>,
    /// The mean variance of single runs around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise: Option<Found>,
    /// With one input at a time: the mean with all inputs as the scenario states them, or at the
    /// median of what it draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Found>,
    /// What an input has to be above to be told from one without influence, in the statistic that
    /// inputs are ranked by; absent where the method has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<f64>,
    /// The same for inputs among listed values, whose Morris steps count as 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor_listed: Option<f64>,
    /// Of Sobol' indices: the signal is told from chance, well enough to share it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distinguished: Option<bool>,
    /// Where it is not: the study that would tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_tell: Option<Advice>,
    /// The statistic that inputs are ranked by.
    pub ranked_by: &'static str,
    /// Inputs from the most influential on, those of a group not told apart.
    pub ranking: Vec<Vec<String>>,
    /// Inputs that are not distinguishable from none.
    pub not_distinguished: Vec<String>,
    /// Inputs without an estimate.
    pub without_estimate: Vec<String>,
    /// Rows with too few runs in which the metric has a value.
    pub rows_without_value: usize,
    /// Whether the intervals are as narrow as wanted, and what would make them so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub convergence: Option<ConvergenceResult>,
    /// Why there are no figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Whether the intervals of Sobol' indices are as narrow as wanted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConvergenceResult {
    /// Half the width that is wanted.
    pub target: f64,
    /// Half the width of the widest interval.
    pub half_width: f64,
    /// The input that it belongs to.
    pub parameter: String,
    /// `first_order` or `total`.
    pub statistic: &'static str,
    /// The share of chance in the variance of that index; the rest comes from the sample of rows.
    pub from_noise: f64,
    /// What would make all intervals as narrow.
    #[serde(flatten)]
    pub advice: Advice,
}

/// What an input does to a metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InputSensitivity {
    /// The path of the input.
    pub parameter: String,
    /// Of what two inputs do together: the other one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// The metric.
    pub metric: &'static str,
    /// The id of the negotiation.
    pub negotiation: String,
    /// Statistics by name, as the method has them; `null` where too few rows have a value, or there
    /// is no variance to share out.
    #[serde(flatten)]
    pub statistics: Named<Option<Found>>,
    /// With one input at a time: the mean at each of its values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueSensitivity>,
    /// With one input at a time: between which two of them the swing is, the second less the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<[Value; 2]>,
    /// It is told from an input without influence; absent where the method does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distinguished: Option<bool>,
}

/// The mean of a metric at a value of an input, the others as the scenario states them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueSensitivity {
    /// The value.
    pub at: Value,
    /// The mean; `null` with fewer than two runs that have a value.
    pub mean: Option<Found>,
}

/// An estimate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The estimate; one that is corrected for noise can be below 0 where the truth is not.
    pub value: f64,
    /// Its 95 % interval; absent where the method gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ci95: Option<Interval>,
    /// Its standard error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub std_error: Option<f64>,
}

impl From<Estimate> for Found {
    fn from(estimate: Estimate) -> Found {
        Found {
            value: estimate.value,
            ci95: Some(estimate.interval),
            std_error: Some(estimate.std_error),
        }
    }
}

impl SensitivityResult {
    /// What the rows of a study say that were finished; of these negotiations, by their places, and
    /// metrics. `base` is what its document describes.
    #[must_use]
    pub fn new(
        study: &Sensitivity,
        base: &Scenario,
        (negotiations, metrics): (&[usize], &[&'static MetricEntry]),
        plan: &Plan,
        outcomes: &[RowOutcome],
    ) -> SensitivityResult {
        let space = &study.space;
        let rows_asked = study.design.count();
        let mut result = SensitivityResult {
            format: SENSITIVITY_FORMAT,
            program: Program::this(),
            scenario: ScenarioInfo::new(base),
            overrides: space.base.changes().map(str::to_owned).collect(),
            method: study.method.name(),
            samples: study.samples,
            rows_asked,
            rows: outcomes.len(),
            replicates: plan.runs,
            seed: plan.seed,
            complete: outcomes.len() == rows_asked,
            disclaimer: DISCLAIMER,
            inputs: InputResult::of(space),
            metrics: Vec::new(),
            indices: Vec::new(),
        };
        let values: Vec<Vec<Value>> = (0..space.inputs.len())
            .map(|input| {
                let levels = space.levels(input).into_iter();
                levels.map(|level| space.value(input, level)).collect()
            })
            .collect();
        for &negotiation in negotiations {
            for (place, entry) in metrics.iter().enumerate() {
                // A single arm: its outcomes, negotiation by negotiation.
                let target = negotiation * metrics.len() + place;
                let rows: Vec<_> = outcomes.iter().map(|row| row.moments[target]).collect();
                let id = &space.checked.negotiations[negotiation];
                result.add((id, entry), study.design.read(&rows, plan.seed), &values);
            }
        }
        result
    }
}
