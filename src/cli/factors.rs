//! `demarche factors`: what a step more of each success factor does.

use super::arguments::{Factors, Format};
use super::failure::Failure;
use super::form::{json, unconditional, unwritten_csv, watched};
use super::library::{document, plan};
use super::output::{Output, Written};
use crate::experiment::FactorStudy;
use crate::model::Metric;
use crate::report::{FactorsResult, factors_csv, factors_text};
use crate::study;

pub(super) fn execute(arguments: &Factors, output: &Output) -> Result<(), Failure> {
    let kept = unconditional(&arguments.metric)?;
    let ranked = match kept.as_slice() {
        [] => vec![Metric::Cooperation.entry()],
        kept => kept.to_vec(),
    };
    output.expect(arguments.out.as_deref())?;
    let factors = FactorStudy::new(&document(&arguments.study.source)?, arguments.step)?;
    for warning in &factors.base.scenario.warnings {
        output.note(&format!("note: {warning}"));
    }
    let plan = plan(&arguments.study);
    let contrasts = watched(output, plan.runs, |control| {
        study::contrast(&factors.scenarios(), &factors.contrasts(), &plan, control)
    })?;
    // Payoffs stand beside what is ranked by.
    let beside = [Metric::DestinationUtility, Metric::PartnerUtility].map(Metric::entry);
    let kept = match kept.is_empty() {
        true => kept,
        false => [&kept[..], &beside].concat(),
    };
    let result = FactorsResult::new(&factors, &contrasts, plan.seed, &ranked, &kept);
    let written = match arguments.format {
        Format::Text => factors_text(&result),
        Format::Json => json(&result)?,
        Format::Csv => factors_csv(&result).map_err(unwritten_csv)?,
    };
    let written = Written::of(arguments.format, &written);
    output.finished(written, arguments.out.as_deref(), contrasts.complete)
}
