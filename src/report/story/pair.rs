//! The same run under two approaches: the same draws and shocks, another conduct.

use serde::{Serialize, Serializer};

use super::super::named::Named;
use super::super::result::ConductResult;
use super::channels::channels;
use super::divergence::{Arm, Divergence, first_consequence, first_divergence, first_round};
use super::drawn::{DrawnInput, drawn};
use super::ending::Ending;
use super::record::{Ledger, Record};
use super::rounds::Round;
use super::subject::Subject;
use super::teller::{Detail, Story};
use crate::domain::{Negotiation, Side};
use crate::model::{Keys, Simulator};
use crate::report::DISCLAIMER;
use crate::scenario::Scenario;

/// The format that a pair of stories in JSON names.
pub const PAIR_FORMAT: &str = "demarche-story-pair/1";

/// What the two are called on the page.
pub(super) const NAMES: [&str; 2] = ["A", "B"];

/// One run of one negotiation under two approaches, told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairStory {
    /// The format.
    pub format: &'static str,
    /// The run, chosen in the base arm; changes and drawn inputs are those that both have.
    #[serde(flatten)]
    pub subject: Subject,
    /// The two stories: `base`, and `against` it.
    pub arms: Named<ArmStory>,
    /// Where they diverge first; none when they never do.
    pub divergence: Option<Divergence>,
    /// What the sides first do otherwise after that.
    pub then: Option<Divergence>,
    /// What the two conducts change without a rule.
    pub without_rules: Vec<String>,
    /// What it may not be used for.
    pub disclaimer: &'static str,
}

/// The run under one of the two approaches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArmStory {
    /// The approach; none where it is the conduct that the scenario states.
    pub approach: Option<String>,
    /// The intensities that it came to in this run.
    pub conduct: ConductResult,
    /// The rounds in which something happened.
    #[serde(serialize_with = "eventful")]
    pub rounds: Vec<Round>,
    /// How it ended.
    pub ending: Ending,
}

fn eventful<S: Serializer>(rounds: &[Round], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rounds.iter().filter(|round| round.eventful))
}

/// A scenario under one of the two approaches.
#[derive(Clone, Copy, Debug)]
pub struct Approached<'a> {
    /// The approach; none where it is the conduct that the scenario states.
    pub approach: Option<&'a str>,
    /// The scenario.
    pub scenario: &'a Scenario,
}

impl PairStory {
    /// Plays the run under both approaches and tells it; the two scenarios may differ in conduct
    /// only. The drawn inputs of the subject are filled in.
    #[must_use]
    pub fn new(
        subject: Subject,
        arms: [Approached<'_>; 2],
        negotiation: usize,
        detail: Detail,
        keys: &Keys,
    ) -> PairStory {
        let played = arms.map(|arm| Played::new(arm.scenario, negotiation, detail, keys));
        let both = [0, 1].map(|arm| played[arm].arm(arm));
        let mut divergence = first_divergence(both);
        if let Some(divergence) = &mut divergence {
            divergence.why += &from_elsewhere(&played, negotiation, divergence.round);
        }
        let [base, against] = [0, 1].map(|arm| played[arm].story(arms[arm].approach));
        PairStory {
            format: PAIR_FORMAT,
            subject: Subject {
                drawn: drawn_in_both(arms, negotiation, keys),
                ..subject
            },
            arms: Named(vec![
                ("base".to_owned(), base),
                ("against".to_owned(), against),
            ]),
            divergence,
            then: first_consequence(both),
            without_rules: channels(both),
            disclaimer: DISCLAIMER,
        }
    }
}

/// A run that was played and taken down.
struct Played<'a> {
    record: Record<'a>,
    negotiation: usize,
    /// The negotiation with the figures that were drawn for it.
    drawn: Negotiation,
    rounds: Vec<Round>,
    ending: Ending,
}

impl<'a> Played<'a> {
    fn new(scenario: &'a Scenario, negotiation: usize, detail: Detail, keys: &Keys) -> Played<'a> {
        let mut simulator = Simulator::new(scenario);
        let story = Story::new(scenario, negotiation, detail);
        let mut witness = (story, Record::new(scenario));
        simulator.run(keys, &mut witness);
        let (story, record) = witness;
        let (rounds, ending) = story.tell_every_round(&simulator);
        Played {
            record,
            negotiation,
            drawn: simulator.scenario().negotiations[negotiation].clone(),
            rounds,
            ending,
        }
    }

    fn arm(&self, arm: usize) -> Arm<'_> {
        Arm {
            name: NAMES[arm],
            ledger: &self.record.ledgers()[self.negotiation],
            negotiation: &self.drawn,
        }
    }

    fn story(&self, approach: Option<&str>) -> ArmStory {
        ArmStory {
            approach: approach.map(str::to_owned),
            conduct: ConductResult::new(self.drawn.conduct),
            rounds: self.rounds.clone(),
            ending: self.ending.clone(),
        }
    }
}

/// What was drawn for both: the approach may take the place of a conduct that is drawn.
fn drawn_in_both(arms: [Approached<'_>; 2], negotiation: usize, keys: &Keys) -> Vec<DrawnInput> {
    let [mut base, against] = arms.map(|arm| drawn(arm.scenario, negotiation, keys));
    base.retain(|input| against.contains(input));
    base
}

/// Other negotiations of the same states that diverge no later: what is granted and spent there can
/// reach this one.
fn from_elsewhere(played: &[Played<'_>; 2], negotiation: usize, round: usize) -> String {
    let [base, against] = [0, 1].map(|arm: usize| played[arm].record.ledgers());
    let here = base[negotiation].cast.negotiation;
    let shares_a_state = |ledger: &Ledger<'_>| {
        let there = ledger.cast.negotiation;
        let mut states = Side::BOTH.into_iter().map(|side| there.parties[side]);
        there.id != here.id
            && states.any(|state| Side::BOTH.map(|side| here.parties[side]).contains(&state))
    };
    let mut said = String::new();
    for (one, two) in base
        .iter()
        .zip(against)
        .filter(|(one, _)| shares_a_state(one))
    {
        let Some(first) = first_round([one, two]).filter(|&first| first <= round) else {
            continue;
        };
        said += &format!(
            " The two differ in negotiation {} too, from {} on; demands granted and budgets spent \
             there can reach this one.",
            one.cast.negotiation.id,
            one.cast.scenario.month_of(first)
        );
    }
    said
}
