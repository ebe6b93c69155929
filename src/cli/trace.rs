//! `demarche trace`: one run as a story.

use serde::Serialize;

use super::arguments::{StoryFormat, Trace};
use super::choice::choose;
use super::failure::Failure;
use super::form::{json, unknown_negotiation};
use super::library::load;
use super::output::Output;
use crate::model::{Keys, Simulator};
use crate::report::{
    Approached, DISCLAIMER, Detail, Exercise, PairStory, RunStory, STORY_FORMAT, Story, Subject,
    drawn,
};
use crate::scenario::Scenario;

pub(super) fn execute(trace: &Trace, output: &Output) -> Result<(), Failure> {
    if trace.hide.is_some() && trace.against.is_some() {
        let message = "an exercise is of one run under one approach: leave out --against, and make \
                       one of each approach with --approach";
        return Err(Failure::Usage(message.to_owned()));
    }
    output.expect(trace.out.as_deref())?;
    let (scenario, overrides) = load(&trace.study.source, output)?;
    let against = trace.against.as_ref().map(|approach| {
        let mut source = trace.study.source.clone();
        source.approach = Some(approach.clone());
        load(&source, output)
    });
    let against = against.transpose()?;
    let plan = trace.study.draws.plan();
    let negotiation = negotiation(&scenario, trace.negotiation.as_deref())?;
    let (run, chosen) = choose(&scenario, &plan, &trace.which, negotiation, output)?;
    let told = Telling {
        trace,
        negotiation,
        keys: Keys::of_run(plan.seed, run),
    };
    let talks = &scenario.negotiations[negotiation];
    let subject = Subject {
        scenario: scenario.title.clone(),
        negotiation: talks.id.clone(),
        called: talks.name.as_ref().unwrap_or(&talks.id).clone(),
        overrides,
        seed: plan.seed,
        run,
        chosen,
        drawn: drawn(&scenario, negotiation, &told.keys),
    };
    let text = match against {
        Some((other, changes)) => told.pair(subject, &scenario, &other, &changes)?,
        None if trace.hide.is_some() => told.exercise(subject, &scenario)?,
        None => told.story(subject, &scenario)?,
    };
    output.result(&text, trace.out.as_deref())
}

/// What is told of the run that was chosen, and how.
struct Telling<'a> {
    trace: &'a Trace,
    negotiation: usize,
    keys: Keys,
}

impl Telling<'_> {
    fn detail(&self) -> Detail {
        if self.trace.verbose {
            Detail::Full
        } else {
            Detail::Short
        }
    }

    /// One story of the run.
    fn story(&self, subject: Subject, scenario: &Scenario) -> Result<String, Failure> {
        let mut simulator = Simulator::new(scenario);
        let mut story = Story::new(scenario, self.negotiation, self.detail());
        simulator.run(&self.keys, &mut story);
        let (rounds, ending) = story.tell(&simulator);
        let story = RunStory {
            format: STORY_FORMAT,
            subject,
            rounds,
            ending,
            disclaimer: DISCLAIMER,
        };
        self.formed(&story, RunStory::text)
    }

    /// The run as an exercise.
    fn exercise(&self, subject: Subject, scenario: &Scenario) -> Result<String, Failure> {
        let mut simulator = Simulator::new(scenario);
        let mut story = Story::new(scenario, self.negotiation, self.detail()).blind();
        simulator.run(&self.keys, &mut story);
        let told = story.tell(&simulator);
        let conduct = simulator.scenario().negotiations[self.negotiation].conduct;
        let rulebook = &scenario.rulebook;
        let exercise = Exercise::new(subject, rulebook, conduct, told, self.trace.reveal);
        self.formed(&exercise, Exercise::text)
    }

    /// The run under two approaches; what the files have in common is said once.
    fn pair(
        &self,
        mut subject: Subject,
        scenario: &Scenario,
        other: &Scenario,
        changes: &[String],
    ) -> Result<String, Failure> {
        subject.overrides.retain(|change| changes.contains(change));
        let arms = [
            Approached {
                approach: self.trace.study.source.approach.as_deref(),
                scenario,
            },
            Approached {
                approach: self.trace.against.as_deref(),
                scenario: other,
            },
        ];
        let pair = PairStory::new(subject, arms, self.negotiation, self.detail(), &self.keys);
        self.formed(&pair, PairStory::text)
    }

    /// A story in the form that was asked for.
    fn formed<T: Serialize>(&self, story: &T, text: fn(&T) -> String) -> Result<String, Failure> {
        match self.trace.format {
            StoryFormat::Text => Ok(text(story)),
            StoryFormat::Json => json(story),
        }
    }
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
        Some(id) => ids()
            .position(|known| known == id)
            .ok_or_else(|| unknown_negotiation(id, ids())),
    }
}
