//! `demarche fill`: the complete file, every default written out.

use super::arguments::Fill;
use super::failure::Failure;
use super::library::{checked, document};
use super::output::Output;
use crate::document::{Problems, Refusal};
use crate::report::DISCLAIMER;

pub(super) fn execute(fill: &Fill, output: &Output) -> Result<(), Failure> {
    output.expect(fill.out.as_deref())?;
    let document = document(&fill.source)?;
    let scenario = checked(&document, output)?;
    let complete = scenario
        .complete(&document, &[DISCLAIMER])
        .map_err(|problem| Refusal::new(&document, Problems::from(problem)))?;
    output.result(&complete.laid_out(), fill.out.as_deref())
}
