//! `demarche ablate`: what each rule contributes, and what groups of rules do together.

use super::arguments::{Ablate, Format};
use super::failure::Failure;
use super::form::{json, metrics, unconditional, unwritten_csv, watched};
use super::library::{document, plan};
use super::output::{Output, Written};
use crate::document::Document;
use crate::experiment::{Ablation, Group};
use crate::model::MetricEntry;
use crate::report::{
    AblationResult, ShapleyResult, ablation_csv, ablation_text, shapley_csv, shapley_text,
};
use crate::scenario::Scenario;
use crate::study;

pub(super) fn execute(arguments: &Ablate, output: &Output) -> Result<(), Failure> {
    let group = arguments.group.as_deref().map(Group::parse).transpose();
    let group = group.map_err(|error| Failure::Usage(error.to_string()))?;
    let metrics = match group {
        Some(_) => unconditional(&arguments.metric)?,
        None => metrics(&arguments.metric)?,
    };
    output.expect(arguments.out.as_deref())?;
    let document = document(&arguments.study.source)?;
    let scenario = Scenario::load(&document)?;
    for warning in &scenario.warnings {
        output.note(&format!("note: {warning}"));
    }
    let (written, complete) = match group {
        Some(group) => groups(arguments, group, &document, &metrics, output)?,
        None => rules(arguments, &document, &scenario, &metrics, output)?,
    };
    let written = Written::of(arguments.format, &written);
    output.finished(written, arguments.out.as_deref(), complete)
}

/// What each rule contributes, and whether all runs were done.
fn rules(
    arguments: &Ablate,
    document: &Document,
    scenario: &Scenario,
    metrics: &[&'static MetricEntry],
    output: &Output,
) -> Result<(String, bool), Failure> {
    let plan = plan(&arguments.study);
    let firings = watched(output, plan.runs, |control| {
        study::firings(scenario, &plan, control)
    })?;
    if !firings.complete {
        let before = "before it was known which rules fire; there is no result";
        return Err(Failure::Interrupted(before.to_owned()));
    }
    let ablation = Ablation::new(document, &firings)?;
    let contrasts = watched(output, plan.runs, |control| {
        study::contrast(&ablation.scenarios(), &ablation.contrasts(), &plan, control)
    })?;
    let result = AblationResult::new(&ablation, &firings, &contrasts, plan.seed, metrics);
    let written = match arguments.format {
        Format::Text => ablation_text(&result, metrics),
        Format::Json => json(&result)?,
        Format::Csv => ablation_csv(&result).map_err(unwritten_csv)?,
    };
    Ok((written, contrasts.complete))
}

/// What groups of rules contribute, and whether all runs were done.
fn groups(
    arguments: &Ablate,
    group: Group,
    document: &Document,
    metrics: &[&'static MetricEntry],
    output: &Output,
) -> Result<(String, bool), Failure> {
    let plan = plan(&arguments.study);
    let game = group.game(document)?.ok_or_else(|| {
        Failure::Usage(
            "no kind of conditionality is used in this scenario: state clauses, and a conduct that \
             uses them, for example with --approach flexible_incentive"
                .to_owned(),
        )
    })?;
    let contrasts = watched(output, plan.runs, |control| {
        study::contrast(&game.scenarios(), &game.contrasts(), &plan, control)
    })?;
    let result = ShapleyResult::new(group, &game, &contrasts, plan.seed, metrics);
    let written = match arguments.format {
        Format::Text => shapley_text(&result, metrics),
        Format::Json => json(&result)?,
        Format::Csv => shapley_csv(&result).map_err(unwritten_csv)?,
    };
    Ok((written, contrasts.complete))
}
