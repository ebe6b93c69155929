//! What a study varies, from what a user typed: arguments that `sweep` and `sensitivity` share.

use super::arguments::Varied;
use super::library::open;
use super::wrong::Wrong;
use crate::experiment::{Axis, Input, Range, overlap};
use crate::scenario::Scenario;

impl Varied {
    /// The inputs of a sample; what is wrong with any of them is noted.
    pub(super) fn inputs(&self, scenario: &Scenario, wrong: &mut Wrong) -> Vec<Input> {
        let asked = self.vary.iter().map(|text| Input::parse(text));
        let asked = wrong.sift("--vary ", asked);
        self.with_others(asked, scenario, wrong)
    }

    /// The inputs of which one at a time is varied: a range can have steps.
    pub(super) fn one_at_a_time(&self, scenario: &Scenario, wrong: &mut Wrong) -> Vec<Input> {
        let has_steps = |text: &str| {
            let values = text.split_once('=').map_or("", |(_, values)| values);
            !values.contains(['{', '[', '"']) && values.matches(':').count() == 2
        };
        let (steps, others): (Vec<&String>, Vec<&String>) =
            self.vary.iter().partition(|text| has_steps(text));
        let mut asked = wrong.sift("--vary ", others.into_iter().map(|text| Input::parse(text)));
        let axes = wrong.sift("--vary ", steps.into_iter().map(|text| Axis::parse(text)));
        asked.extend(axes.into_iter().map(Input::from));
        self.with_others(asked, scenario, wrong)
    }

    /// Adds the inputs of the file, and those that the scenario draws unless they are asked for
    /// otherwise.
    fn with_others(
        &self,
        mut asked: Vec<Input>,
        scenario: &Scenario,
        wrong: &mut Wrong,
    ) -> Vec<Input> {
        if let Some(file) = &self.inputs {
            let document = wrong.right(open(&file.to_string_lossy()));
            let inputs = document.and_then(|document| wrong.right(Input::of_file(&document)));
            asked.extend(inputs.unwrap_or_default());
        }
        if self.vary_uncertain {
            let mut drawn = Input::of_uncertain(scenario);
            drawn.retain(|input| !asked.iter().any(|other| overlap(&other.path, &input.path)));
            if drawn.is_empty() && asked.is_empty() {
                wrong.note(
                    "--vary-uncertain: no input of the scenario has a distribution: name what \
                     to vary with --vary PATH=LOW:HIGH"
                        .to_owned(),
                );
            }
            asked.extend(drawn);
        }
        asked
    }
}

/// The paths of inputs that undo what a change says of them: those with a distribution of their own
/// rather than that of the scenario.
pub(super) fn replaced(inputs: &[Input]) -> Vec<&str> {
    let own = inputs.iter().filter(|input| input.range != Range::Stated);
    own.map(|input| input.path.as_str()).collect()
}
