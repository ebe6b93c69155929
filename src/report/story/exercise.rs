//! A run as an exercise: the story without what tells which kind of conditionality a rule is, and
//! the key to it.

use serde::Serialize;

use super::super::cast::PackageName;
use super::super::result::ConductResult;
use super::drawn::DrawnInput;
use super::ending::{Ending, MetricOfRun, PackageEnd};
use super::rounds::{Round, Told};
use super::subject::Subject;
use crate::domain::Conduct;
use crate::model::Metric;
use crate::report::DISCLAIMER;
use crate::rules::Rulebook;

/// The format that an exercise in JSON names.
pub const EXERCISE_FORMAT: &str = "demarche-exercise/1";

/// Metrics that count what one kind of conditionality does.
const TELLING: [Metric; 4] = [
    Metric::RewardRounds,
    Metric::PenaltyRounds,
    Metric::RetaliationRounds,
    Metric::DemandsGranted,
];

/// A run whose rules are numbered instead of named, with questions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exercise {
    /// The format.
    pub format: &'static str,
    /// The title of the scenario.
    pub scenario: String,
    /// The negotiation.
    pub negotiation: String,
    /// What a person is told that it is called.
    #[serde(skip)]
    pub called: String,
    /// The seed.
    pub seed: u64,
    /// The run.
    pub run: u64,
    /// Inputs that were drawn for it, without those of conduct and clauses.
    pub drawn: Vec<DrawnInput>,
    /// The rounds in which something happened.
    pub rounds: Vec<Round<Numbered>>,
    /// Where each package stands at the end, if there are several.
    pub packages: Vec<PackageEnd>,
    /// The metrics of the run, without those that count what one kind of conditionality does.
    pub metrics: Vec<MetricOfRun>,
    /// What is asked.
    pub questions: Vec<String>,
    /// The answers, if they are to be revealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// What it may not be used for.
    pub disclaimer: &'static str,
}

/// Something that happened; with a number where it is the doing of a rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Numbered {
    /// The number of the rule, from 1, in the order in which rules fired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// The package, where the negotiation has more than one.
    pub package: Option<PackageName>,
    /// What happened.
    pub text: String,
    /// The figures that tipped the rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// What it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<String>,
}

/// The answers, and what the sheet does not tell of the run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Key {
    /// Why this run.
    pub chosen: String,
    /// Changes to the file.
    pub overrides: Vec<String>,
    /// How intensively each side uses each kind of conditionality.
    pub conduct: ConductResult,
    /// The fate of the run.
    pub fate: &'static str,
    /// What the fate means, and the figures for which it applies.
    pub why: String,
    /// The answers, by number.
    pub answers: Vec<Answer>,
}

/// The answer to one number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The number.
    pub number: usize,
    /// Positive, negative or reverse conditionality, or context.
    pub kind: &'static str,
    /// Whether a measure was announced, carried out or withdrawn; none where none was changed.
    pub measure: Option<&'static str>,
    /// The id of the rule.
    pub rule: String,
    /// The clause for which it fired, and what that gives or withholds.
    pub clause: Option<String>,
    /// Where the mechanism comes from.
    pub source: String,
}

impl Exercise {
    /// The exercise of a run that was told blindly ([`super::Story::blind`]); the key is kept only
    /// if it is to be revealed.
    #[must_use]
    pub fn new(
        subject: Subject,
        rulebook: &Rulebook,
        conduct: Conduct,
        (rounds, ending): (Vec<Round>, Ending),
        reveal: bool,
    ) -> Exercise {
        let mut answers = Vec::new();
        let mut number = |told: Told| numbered(told, rulebook, &mut answers);
        let rounds: Vec<Round<Numbered>> = rounds
            .into_iter()
            .map(|round| round.retold(&mut number))
            .collect();
        let mut drawn = subject.drawn;
        drawn.retain(|input| !input.of_conditionality);
        let mut metrics = ending.metrics;
        metrics.retain(|metric| {
            TELLING
                .iter()
                .all(|other| other.entry().name != metric.name)
        });
        let questions = questions(answers.len());
        let key = Key {
            chosen: subject.chosen,
            overrides: subject.overrides,
            conduct: ConductResult::new(conduct),
            fate: ending.fate,
            why: ending.why,
            answers,
        };
        Exercise {
            format: EXERCISE_FORMAT,
            scenario: subject.scenario,
            negotiation: subject.negotiation,
            called: subject.called,
            seed: subject.seed,
            run: subject.run,
            drawn,
            rounds,
            packages: ending.packages,
            metrics,
            questions,
            key: reveal.then_some(key),
            disclaimer: DISCLAIMER,
        }
    }
}

/// What happened, with the next number where it is the doing of a rule, whose answer is added.
fn numbered(told: Told, rulebook: &Rulebook, answers: &mut Vec<Answer>) -> Numbered {
    let mut numbered = Numbered {
        number: None,
        package: told.package,
        text: told.text,
        because: Vec::new(),
        effects: Vec::new(),
    };
    if let Some(fired) = told.rule {
        let number = answers.len() + 1;
        let rule = &rulebook.rules()[fired.rule];
        answers.push(Answer {
            number,
            kind: rule.kind.name(),
            measure: fired.measure.map(super::rounds::Measure::name),
            rule: fired.id,
            clause: fired.clause,
            source: rule.source.clone(),
        });
        numbered.number = Some(number);
        numbered.because = fired.because;
        numbered.effects = fired.effects;
    }
    numbered
}

/// What is asked of so many rules that fired.
fn questions(rules: usize) -> Vec<String> {
    let which = match rules {
        0 => return Vec::new(),
        1 => "What is (1)?".to_owned(),
        _ => format!("What is each of (1) to ({rules})?"),
    };
    vec![
        format!(
            "{which} Positive conditionality (more for more), negative conditionality (less for \
             less), reverse conditionality (the partner demands and presses), or none of them, but \
             context?"
        ),
        "Where it is conditionality: is a measure announced, carried out or withdrawn?".to_owned(),
        "Which words and which figures tell you so?".to_owned(),
    ]
}
