//! `demarche explain`: why the program says what it says of a scenario.

use super::arguments::{Explain, ExplainApproach, PageFormat, Topic};
use super::failure::Failure;
use super::form::json;
use super::library::load;
use super::output::Output;
use crate::report::ApproachExplanation;

pub(super) fn execute(explain: &Explain, output: &Output) -> Result<(), Failure> {
    match &explain.topic {
        Topic::Approach(arguments) => approach(arguments, output),
    }
}

fn approach(arguments: &ExplainApproach, output: &Output) -> Result<(), Failure> {
    let (scenario, overrides) = load(&arguments.source, output)?;
    let explanation = ApproachExplanation::new(&scenario, overrides);
    let text = match arguments.format {
        PageFormat::Text => explanation.text(),
        PageFormat::Json => json(&explanation)?,
    };
    output.print(&text)
}
