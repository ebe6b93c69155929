//! `demarche trace`: one run as a story.

use std::fmt::Write as _;

use super::arguments::{Trace, Which};
use super::failure::Failure;
use super::library::{load, plan};
use super::output::{Output, interrupted};
use crate::document::nearest;
use crate::model::{Fate, Keys, METRICS, NegotiationOutcome, Simulator};
use crate::report::{DISCLAIMER, Story, figure};
use crate::rules::language::{Condition, Fault, Slot, Symbol, Vocabulary, parse_condition};
use crate::scenario::Scenario;
use crate::study::{Control, Ensemble, Found, Plan, find_run, run};

pub(super) fn execute(trace: &Trace, output: &Output) -> Result<(), Failure> {
    output.expect(trace.out.as_deref())?;
    let (scenario, overrides) = load(&trace.study, output)?;
    let plan = plan(&trace.study);
    let negotiation = negotiation(&scenario, trace.negotiation.as_deref())?;
    let (run, why) = choose(&scenario, &plan, &trace.which, negotiation, output)?;
    let mut simulator = Simulator::new(&scenario);
    let mut story = Story::new(&scenario, negotiation);
    let keys = Keys::of_run(plan.seed, run);
    let outcomes = simulator.run(&keys, &mut story);
    let told = story.tell(&outcomes[negotiation]);
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}: {}, run {run} of seed {} ({why})",
        scenario.title, scenario.negotiations[negotiation].id, plan.seed
    );
    for change in &overrides {
        let _ = writeln!(text, "with {change}");
    }
    let drawn: Vec<String> = scenario
        .uncertain
        .iter()
        .map(|input| format!("{} {}", input.path, figure(input.draw(&keys.inputs))))
        .collect();
    if !drawn.is_empty() {
        let _ = writeln!(text, "drawn: {}", drawn.join(" · "));
    }
    let _ = writeln!(text, "\n{told}\n{DISCLAIMER}");
    output.result(&text, trace.out.as_deref())
}

/// The negotiation asked for, or the only one.
fn negotiation(scenario: &Scenario, id: Option<&str>) -> Result<usize, Failure> {
    let ids = || scenario.negotiations.iter().map(|n| n.id.as_str());
    match id {
        None if scenario.negotiations.len() == 1 => Ok(0),
        None => Err(Failure::Usage(format!(
            "the scenario has several negotiations: say which with --negotiation, one of {}",
            ids().collect::<Vec<_>>().join(", ")
        ))),
        Some(id) => ids().position(|known| known == id).ok_or_else(|| {
            let hint = match nearest(id, ids()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected one of {}", ids().collect::<Vec<_>>().join(", ")),
            };
            Failure::Usage(format!("no negotiation is called `{id}`: {hint}"))
        }),
    }
}

/// The run to tell, and why this one.
fn choose(
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
        let run = first_where(scenario, plan, negotiation, condition)?;
        return Ok((run, format!("the first with {condition}")));
    }
    let ensemble = ensemble(scenario, plan, output)?;
    let summary = &ensemble.negotiations[negotiation];
    let fate = match &which.fate {
        Some(name) => fate_named(name)?,
        None => Fate::ALL
            .into_iter()
            .max_by_key(|&fate| summary.fate_count(fate))
            .unwrap_or(Fate::Stalemate),
    };
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
    let bar = output.progress(plan.runs);
    let control = Control {
        interrupted: interrupted(),
        progress: &|done| bar.set_position(done),
    };
    let ensemble = run(scenario, plan, &control)
        .map_err(|error| Failure::Usage(format!("failed to start threads: {error}")))?;
    bar.finish_and_clear();
    if ensemble.complete {
        Ok(ensemble)
    } else {
        Err(Failure::Interrupted)
    }
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
/// as `has.NAME`; fates as flags.
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

    fn all(&self) -> impl Iterator<Item = (&str, bool)> {
        let metrics = METRICS.iter().map(|entry| (entry.name, false));
        let presence = self.presence.iter().map(|name| (name.as_str(), true));
        let fates = Fate::ALL.into_iter().map(|fate| (fate.name(), true));
        metrics.chain(presence).chain(fates)
    }

    fn snapshot(outcome: &NegotiationOutcome) -> Vec<f64> {
        let flag = |set: bool| if set { 1.0 } else { 0.0 };
        let metrics = outcome.metrics.iter().map(|m| m.unwrap_or(0.0));
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

fn first_where(
    scenario: &Scenario,
    plan: &Plan,
    negotiation: usize,
    text: &str,
) -> Result<u64, Failure> {
    let condition = condition(text)?;
    let control = Control {
        interrupted: interrupted(),
        progress: &|_| {},
    };
    let meets = |outcome: &NegotiationOutcome| condition.holds(&Outcomes::snapshot(outcome));
    match find_run(scenario, plan, &control, negotiation, &meets) {
        Found::Run(run) => Ok(run),
        Found::Interrupted => Err(Failure::Interrupted),
        Found::None => Err(Failure::Usage(format!(
            "none of {} runs meets `{text}`: ask for more with --runs, or for less",
            plan.runs
        ))),
    }
}

fn condition(text: &str) -> Result<Condition, Failure> {
    parse_condition(text, &Outcomes::new()).map_err(|faults| {
        let said = |fault: &Fault| {
            let hint = fault
                .hint
                .as_ref()
                .filter(|hint| hint.starts_with("did you mean"))
                .map_or_else(String::new, |hint| format!(" ({hint})"));
            format!("at character {}: {}{hint}", fault.start + 1, fault.message)
        };
        let all: Vec<String> = faults.iter().map(said).collect();
        Failure::Usage(format!(
            "in the condition `{text}`: {}; it can name metrics, `has.METRIC` and fates",
            all.join("; ")
        ))
    })
}
