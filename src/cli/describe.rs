//! `demarche describe`: a briefing before a run.

use super::arguments::{Describe, PageFormat};
use super::failure::Failure;
use super::form::json;
use super::library::load;
use super::output::Output;
use crate::report::Briefing;

pub(super) fn execute(describe: &Describe, output: &Output) -> Result<(), Failure> {
    let (scenario, overrides) = load(&describe.source, output)?;
    let briefing = Briefing::new(&scenario, overrides, describe.afterwards);
    let text = match describe.format {
        PageFormat::Text => briefing.text(),
        PageFormat::Json => json(&briefing)?,
    };
    output.print(&text)
}
