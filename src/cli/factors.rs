//! `demarche factors`: what a step more of each success factor does.

use super::arguments::Factors;
use super::failure::Failure;
use super::form::{deliver, unconditional, watched};
use super::library::document;
use super::output::Output;
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
    output.expect(arguments.form.out.as_deref())?;
    let factors = FactorStudy::new(&document(&arguments.study.source)?, arguments.step)?;
    for warning in &factors.base.scenario.warnings {
        output.note(&format!("note: {warning}"));
    }
    let plan = arguments.study.draws.plan();
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
    let written = (factors_text, factors_csv);
    deliver(
        &result,
        contrasts.complete,
        written,
        &arguments.form,
        output,
    )
}
