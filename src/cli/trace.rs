//! `demarche trace`: one run as a story.

use super::arguments::{StoryFormat, Trace};
use super::choice::choose;
use super::failure::Failure;
use super::library::{load, plan};
use super::output::Output;
use crate::document::nearest;
use crate::model::{Keys, Simulator};
use crate::report::{DISCLAIMER, Detail, RunStory, STORY_FORMAT, Story, Subject, drawn};
use crate::scenario::Scenario;

pub(super) fn execute(trace: &Trace, output: &Output) -> Result<(), Failure> {
    output.expect(trace.out.as_deref())?;
    let (scenario, overrides) = load(&trace.study, output)?;
    let plan = plan(&trace.study);
    let negotiation = negotiation(&scenario, trace.negotiation.as_deref())?;
    let (run, chosen) = choose(&scenario, &plan, &trace.which, negotiation, output)?;
    let detail = if trace.verbose {
        Detail::Full
    } else {
        Detail::Short
    };
    let keys = Keys::of_run(plan.seed, run);
    let mut simulator = Simulator::new(&scenario);
    let mut story = Story::new(&scenario, negotiation, detail);
    simulator.run(&keys, &mut story);
    let (rounds, ending) = story.tell(&simulator);
    let story = RunStory {
        format: STORY_FORMAT,
        subject: Subject {
            scenario: scenario.title.clone(),
            negotiation: scenario.negotiations[negotiation].id.clone(),
            overrides,
            seed: plan.seed,
            run,
            chosen,
            drawn: drawn(&scenario, negotiation, &keys),
        },
        rounds,
        ending,
        disclaimer: DISCLAIMER,
    };
    let text = match trace.format {
        StoryFormat::Text => story.text(),
        StoryFormat::Json => serde_json::to_string_pretty(&story)
            .map(|text| text + "\n")
            .map_err(|error| Failure::Usage(format!("failed to write JSON: {error}")))?,
    };
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
