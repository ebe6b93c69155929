//! Where the result of a study of one scenario comes from.

use serde::Serialize;

use super::paragraph::{FAINT, wrap};
use super::result::{Program, ScenarioInfo};
use super::text::{heading, period};
use super::words::{DISCLAIMER, count};
use crate::experiment::Arm;

/// With fewer runs than this, intervals are said to be rough.
const FEW_RUNS: u64 = 30;

/// That the intervals of so few runs are rough, where they are.
pub(super) fn rough(runs: u64) -> Option<String> {
    let few = runs < FEW_RUNS;
    few.then(|| format!("With fewer than {FEW_RUNS} runs the intervals are rough."))
}

/// What the figures of a scenario are: how many are stated, assumed and drawn.
pub(super) fn inputs(scenario: &ScenarioInfo) -> String {
    let drawn = match scenario.uncertain_inputs {
        0 => "none of them drawn".to_owned(),
        drawn => format!("{drawn} of them drawn once per run"),
    };
    match scenario.assumption_share {
        Some(assumed) => format!(
            "Of {} {:.0} % are assumptions; {drawn}. All other figures are defaults of the model, \
             see `demarche list parameters`.",
            count(scenario.figures as u64, "stated figure"),
            100.0 * assumed
        ),
        None => {
            "Every figure is a default of the model, see `demarche list parameters`.".to_owned()
        }
    }
}

/// What was run, by what, and what it may not be used for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Provenance {
    /// What made it.
    pub program: Program,
    /// The base scenario.
    pub scenario: ScenarioInfo,
    /// Changes to its file, each as `PATH=VALUE`, in the order in which they were made.
    pub overrides: Vec<String>,
    /// The seed, the same for all arms.
    pub seed: u64,
    /// Arms that were run.
    pub arms: u64,
    /// Runs done in each arm.
    pub runs: u64,
    /// All runs asked for were done.
    pub complete: bool,
    /// What it may not be used for.
    pub disclaimer: &'static str,
}

impl Provenance {
    pub(super) fn new(base: &Arm, arms: usize, seed: u64, runs: u64, complete: bool) -> Provenance {
        Provenance {
            program: Program::this(),
            scenario: ScenarioInfo::new(&base.scenario),
            overrides: base.overrides().map(str::to_owned).collect(),
            seed,
            arms: arms as u64,
            runs,
            complete,
            disclaimer: DISCLAIMER,
        }
    }

    /// The first lines of a text: what was run, and what was changed.
    pub(super) fn header(&self) -> Vec<String> {
        let partial = if self.complete {
            ""
        } else {
            " · PARTIAL: interrupted"
        };
        let mut lines = vec![
            heading(&self.scenario.title),
            format!(
                "{} in each of {} on the same draws · {} · seed {}{partial}",
                count(self.runs, "run"),
                count(self.arms, "arm"),
                period(&self.scenario),
                self.seed
            ),
        ];
        let changes = self.overrides.iter();
        lines.extend(changes.flat_map(|change| wrap("", "  ", &format!("with {change}"))));
        lines
    }

    /// The last lines: what else is to be said, and what the text may not be used for.
    pub(super) fn footer(&self, sentences: &[String]) -> Vec<String> {
        let mut lines: Vec<String> = sentences
            .iter()
            .flat_map(|sentence| wrap("", "  ", sentence))
            .collect();
        lines.extend(wrap("", "  ", &inputs(&self.scenario)));
        lines.extend(rough(self.runs));
        lines.push(format!("{FAINT}{}{FAINT:#}", self.disclaimer));
        lines
    }
}
