//! `demarche ablate`: what each rule contributes, and what groups of rules do together.

use super::arguments::Ablate;
use super::failure::Failure;
use super::form::{deliver, metrics, unconditional, watched};
use super::library::document;
use super::output::Output;
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
        Some(_) => unconditional(&arguments.metrics.metric)?,
        None => metrics(&arguments.metrics.metric)?,
    };
    output.expect(arguments.form.out.as_deref())?;
    let document = document(&arguments.study.source)?;
    let scenario = Scenario::load(&document)?;
    for warning in &scenario.warnings {
        output.note(&format!("note: {warning}"));
    }
    match group {
        Some(group) => groups(arguments, group, &document, &metrics, output),
        None => rules(arguments, &document, &scenario, &metrics, output),
    }
}

/// Says what each rule contributes.
fn rules(
    arguments: &Ablate,
    document: &Document,
    scenario: &Scenario,
    metrics: &[&'static MetricEntry],
    output: &Output,
) -> Result<(), Failure> {
    let plan = arguments.study.draws.plan();
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
    let text = |result: &AblationResult| ablation_text(result, metrics);
    let (written, complete) = ((text, ablation_csv), contrasts.complete);
    deliver(&result, complete, written, &arguments.form, output)
}

/// Says what groups of rules contribute.
fn groups(
    arguments: &Ablate,
    group: Group,
    document: &Document,
    metrics: &[&'static MetricEntry],
    output: &Output,
) -> Result<(), Failure> {
    let plan = arguments.study.draws.plan();
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
    let text = |result: &ShapleyResult| shapley_text(result, metrics);
    let (written, complete) = ((text, shapley_csv), contrasts.complete);
    deliver(&result, complete, written, &arguments.form, output)
}
