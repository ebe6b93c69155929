//! Which run to tell: one by its number, the most typical of a fate, or the first that meets a
//! condition.

use super::arguments::Which;
use super::failure::Failure;
use super::form::watched;
use super::output::Output;
use crate::document::nearest;
use crate::model::{Fate, METRICS, MetricKind, NegotiationOutcome};
use crate::rules::language::{Condition, Fault, Slot, Symbol, Vocabulary, parse_condition};
use crate::scenario::Scenario;
use crate::study::{Ensemble, Found, Plan, find_run, run};

/// The run to tell, and why this one.
pub(super) fn choose(
    scenario: &Scenario,
    plan: &Plan,
    which: &Which,
    negotiation: usize,
    output: &Output,
) -> Result<(u64, String), Failure> {
    if let Some(run) = which.run {
        return Ok((run, "as asked for".to_owned()));
    }
    if let Some(condition) = &which.r#where {
        let run = first_where(scenario, plan, negotiation, condition, output)?;
        return Ok((run, format!("the first with {condition}")));
    }
    let fate = which.fate.as_deref().map(fate_named).transpose()?;
    let ensemble = ensemble(scenario, plan, output)?;
    let summary = &ensemble.negotiations[negotiation];
    // The most frequent fate; the first of several, as in the headline of `run`.
    let fate = fate.unwrap_or_else(|| {
        let fates = Fate::ALL.into_iter().rev();
        let most = fates.max_by_key(|&fate| summary.fate_count(fate));
        most.unwrap_or(Fate::Stalemate)
    });
    match summary.typical_run(fate) {
        Some(run) => Ok((run, format!("typical of {}", fate.name()))),
        None => Err(Failure::Usage(format!(
            "none of {} runs ends as `{}`: ask for more with --runs, or for another fate",
            plan.runs,
            fate.name()
        ))),
    }
}

fn ensemble(scenario: &Scenario, plan: &Plan, output: &Output) -> Result<Ensemble, Failure> {
    let ensemble = watched(output, plan.runs, |control| run(scenario, plan, control))?;
    if ensemble.complete {
        Ok(ensemble)
    } else {
        Err(interrupted_search(output))
    }
}

/// No story is told when the search for its run did not come to an end.
fn interrupted_search(output: &Output) -> Failure {
    output.tell("interrupted: the run to tell was not found yet");
    Failure::Told(130)
}

fn fate_named(name: &str) -> Result<Fate, Failure> {
    Fate::named(name).ok_or_else(|| {
        let names = Fate::ALL.map(Fate::name);
        let hint = nearest(name, names)
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Failure::Usage(format!(
            "unknown fate `{name}`: expected one of {}{hint}",
            names.join(", ")
        ))
    })
}

/// Metrics as a vocabulary of the condition language: each by its name, and whether it has a value
/// as `has.NAME`; fates, indicators and the latter are flags.
struct Outcomes {
    presence: Vec<String>,
}

impl Outcomes {
    fn new() -> Outcomes {
        Outcomes {
            presence: METRICS
                .iter()
                .map(|entry| format!("has.{}", entry.name))
                .collect(),
        }
    }

    /// Every name, and whether it is a flag, in the order of [`Outcomes::figures`].
    fn all(&self) -> impl Iterator<Item = (&str, bool)> {
        let metrics = METRICS
            .iter()
            .map(|entry| (entry.name, entry.kind == MetricKind::Indicator));
        let presence = self.presence.iter().map(|name| (name.as_str(), true));
        let fates = Fate::ALL.into_iter().map(|fate| (fate.name(), true));
        metrics.chain(presence).chain(fates)
    }

    fn figures(outcome: &NegotiationOutcome) -> Vec<Option<f64>> {
        let flag = |set: bool| Some(if set { 1.0 } else { 0.0 });
        let metrics = outcome.metrics.iter().copied();
        let presence = outcome.metrics.iter().map(|m| flag(m.is_some()));
        let fates = Fate::ALL.into_iter().map(|fate| flag(fate == outcome.fate));
        metrics.chain(presence).chain(fates).collect()
    }
}

impl Vocabulary for Outcomes {
    fn symbol(&self, name: &str) -> Option<Symbol> {
        let (slot, (_, flag)) = self
            .all()
            .enumerate()
            .find(|(_, (known, _))| *known == name)?;
        Some(Symbol {
            slot: Slot(u16::try_from(slot).ok()?),
            flag,
        })
    }

    fn names(&self) -> Vec<&str> {
        self.all().map(|(name, _)| name).collect()
    }
}

/// Whether an outcome meets a condition: not when that hangs on a metric without a value.
fn meets(condition: &Condition, outcome: &NegotiationOutcome) -> bool {
    let figures = Outcomes::figures(outcome);
    let snapshot: Vec<f64> = figures.iter().map(|figure| figure.unwrap_or(0.0)).collect();
    let known = |slot: Slot| figures[usize::from(slot.0)].is_some();
    condition.verdict(&snapshot, &known) == Some(true)
}

fn first_where(
    scenario: &Scenario,
    plan: &Plan,
    negotiation: usize,
    text: &str,
    output: &Output,
) -> Result<u64, Failure> {
    let condition = condition(text)?;
    let asked_for = |outcome: &NegotiationOutcome| meets(&condition, outcome);
    let found = watched(output, plan.runs, |control| {
        find_run(scenario, plan, control, negotiation, &asked_for)
    })?;
    match found {
        Found::Run(run) => Ok(run),
        Found::Interrupted => Err(interrupted_search(output)),
        Found::None => Err(Failure::Usage(format!(
            "none of {} runs meets `{text}`: ask for more with --runs, or for less",
            plan.runs
        ))),
    }
}

fn condition(text: &str) -> Result<Condition, Failure> {
    parse_condition(text, &Outcomes::new()).map_err(|faults| {
        let all: Vec<String> = faults.iter().map(|fault| pointed(text, fault)).collect();
        Failure::Usage(format!(
            "failed to read the condition\n{}\nit can name metrics, `has.METRIC` and fates: \
             `demarche list metrics` shows them",
            all.join("\n")
        ))
    })
}

/// The condition with a pointer to what is wrong in it, and how to mend it.
fn pointed(text: &str, fault: &Fault) -> String {
    // Where names of rules are listed is of no use here.
    let of_use = |hint: &&String| !hint.contains("demarche rules");
    let hint = fault.hint.as_ref().filter(of_use);
    let hint = hint.map_or_else(String::new, |hint| format!(": {hint}"));
    let columns = |part: &str| part.chars().count();
    let before = columns(&text[..fault.start]);
    let length = columns(&text[fault.start..fault.end]).max(1);
    format!(
        "  {text}\n  {}{} {}{hint}",
        " ".repeat(before),
        "^".repeat(length),
        fault.message
    )
}
