//! `demarche sweep`: what is varied over a grid, and which arm is higher where; other designs are
//! left to `sample`.

use super::arguments::{Design, Replicates, Sweep as Arguments};
use super::failure::Failure;
use super::form::{deliver, no_threads, tell_first, watched, with_bar};
use super::library::{document, preset};
use super::output::Output;
use super::sample;
use super::wrong::Wrong;
use crate::document::Document;
use crate::experiment::{Axis, Checked, Sweep, Variant, conflicts, grid, in_vain, parse_arm};
use crate::model::MetricEntry;
use crate::report::{MapResult, map_csv, map_text};
use crate::scenario::Scenario;
use crate::study;

/// Cells that are held ready to run at once.
const HELD: usize = 64;

pub(super) fn execute(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    if arguments.sampled.design != Design::Grid {
        return sample::execute(arguments, output);
    }
    let document = document(&arguments.study.source)?;
    let scenario = Scenario::load(&document)?;
    output.expect(arguments.form.out.as_deref())?;
    let (sweep, metrics, checked) = asked(arguments, document, output)?;
    tell_first(&checked.warnings, output);
    let mut plan = arguments.study.draws.plan();
    if let Some(Replicates::Number(replicates)) = arguments.sampled.replicates {
        plan.runs = replicates;
    }
    let metrics = MapResult::metrics(&metrics);
    let mut result = MapResult::new(&sweep, &scenario, &checked, &metrics, &plan);
    fill(&mut result, &sweep, &checked, &plan, output)?;
    set_ends(&mut result, &sweep, &plan, output)?;
    let result = result.finish();
    let written = (map_text, map_csv);
    deliver(&result, result.complete, written, &arguments.form, output)
}

/// Runs the cells, a number of them at a time, until they are done or the user has had enough.
fn fill(
    result: &mut MapResult,
    sweep: &Sweep,
    checked: &Checked,
    plan: &study::Plan,
    output: &Output,
) -> Result<(), Failure> {
    let (cells, arms) = (sweep.rows.len(), sweep.variants.len() as u64);
    with_bar(output, cells as u64 * plan.runs * arms, |control| {
        for start in (0..cells).step_by(HELD) {
            let held = sweep.cells(start..cells.min(start + HELD), &checked.negotiations)?;
            let before = start as u64 * plan.runs;
            let control = study::Control {
                interrupted: control.interrupted,
                progress: &|done| (control.progress)((before + done) * arms),
            };
            let done = study::contrast_each(&held, plan, &control).map_err(no_threads)?;
            for summaries in &done {
                result.add(sweep, summaries);
            }
            if done.len() < held.len() {
                break;
            }
        }
        Ok(())
    })
}

/// Sets the cells of the highest and of the lowest mean of one arm against each other, run by run;
/// they take part in many metrics at once, and are few.
fn set_ends(
    result: &mut MapResult,
    sweep: &Sweep,
    plan: &study::Plan,
    output: &Output,
) -> Result<(), Failure> {
    let wanted = result.wanted();
    if wanted.is_empty() {
        return Ok(());
    }
    let asked = wanted.iter();
    let asked = asked.map(|ends| (ends.negotiation.as_str(), [ends.lowest, ends.highest]));
    let ends = sweep.between(&asked.collect::<Vec<_>>())?;
    let arms: Vec<&Scenario> = ends.arms.iter().collect();
    let found = watched(output, plan.runs, |control| {
        study::contrast(&arms, &ends.contrasts, plan, control)
    })?;
    if found.complete {
        result.set_ends(&wanted, &found.summaries);
    }
    Ok(())
}

/// The sweep that was asked for, with every cell checked, and the metrics; otherwise everything
/// that is wrong with any of it.
fn asked(
    arguments: &Arguments,
    document: Document,
    output: &Output,
) -> Result<(Sweep, Vec<&'static MetricEntry>, Checked), Failure> {
    let mut wrong = Wrong::default();
    only_of_samples(arguments, &mut wrong);
    let axes = arguments.varied.vary.iter().map(|text| Axis::parse(text));
    let axes = wrong.sift("--vary ", axes);
    let variants = variants(arguments, &document, &mut wrong);
    let metrics = wrong.metrics(&arguments.metric);
    let paths: Vec<&str> = axes.iter().map(|axis| axis.path.as_str()).collect();
    let in_vain = in_vain(&paths, &arguments.study.source.set);
    for conflict in conflicts(&paths, &variants).into_iter().chain(in_vain) {
        wrong.note(conflict.to_string());
    }
    let rows = wrong.sift("", std::iter::once(grid(&axes))).pop();
    let sweep = Sweep {
        base: document,
        variants,
        axes,
        rows: rows.unwrap_or_default(),
    };
    let checked = wrong.right(sweep.check()).unwrap_or_default();
    wrong.end(output)?;
    if checked.negotiations.is_empty() {
        return Err(Failure::Usage(
            "no negotiation is in every arm and cell, so that there is nothing to map".to_owned(),
        ));
    }
    Ok((sweep, metrics, checked))
}

/// What is asked for that a map cannot do.
fn only_of_samples(arguments: &Arguments, wrong: &mut Wrong) {
    let sampled = &arguments.sampled;
    for (asked, what) in [
        (arguments.varied.vary_uncertain, "--vary-uncertain"),
        (arguments.varied.inputs.is_some(), "--inputs"),
        (sampled.independent, "--independent"),
        (sampled.each_replicate, "--each-replicate"),
        (
            sampled.replicates == Some(Replicates::Auto),
            "--replicates auto",
        ),
    ] {
        if asked {
            wrong.note(format!(
                "{what} is for samples, and a grid is none: choose --design lhs, sobol-sequence \
                 or one-at-a-time"
            ));
        }
    }
}

/// The arms; the scenario as it is where none are asked for, and beside one by itself.
pub(super) fn variants(
    arguments: &Arguments,
    document: &Document,
    wrong: &mut Wrong,
) -> Vec<Variant> {
    let mut variants = Vec::new();
    for name in &arguments.arms {
        let preset = wrong.right(preset(name.trim()));
        variants.extend(preset.map(|preset| Variant::of_approach(document, &preset)));
    }
    if let (Some(approach), false) = (&arguments.study.source.approach, arguments.arms.is_empty()) {
        wrong.note(format!(
            "--arms sets the approach, and --approach {approach} would say nothing: leave it out"
        ));
    }
    let described = arguments.arm.iter().map(|text| parse_arm(text));
    let described = wrong.sift("--arm ", described).into_iter();
    variants.extend(described.map(|(name, changes)| Variant { name, changes }));
    if variants.len() < 2 {
        variants.insert(0, Variant::base());
    }
    variants
}
