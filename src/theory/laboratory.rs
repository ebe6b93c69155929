//! Where limit cases meet the engine: scenario documents in, courses of runs out.

use std::fmt;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use super::course::Course;
use crate::document::{Document, Refusal};
use crate::model::{Keys, Simulator};
use crate::scenario::Scenario;
use crate::study::{self, Control, Ensemble, Plan};

/// The seed of all limit cases.
pub const SEED: u64 = 2024;

/// Steps of a bisection: it ends within 2⁻³⁴ of the interval.
const HALVINGS: usize = 34;

/// Runs scenarios for limit cases.
#[derive(Clone, Debug, Default)]
pub struct Laboratory {
    threads: Option<usize>,
    /// Changes that the engine is given and the closed forms are not: only tests make them, to see
    /// that a case fails which should.
    #[cfg(test)]
    pub(super) tampering: Vec<&'static str>,
}

/// Why a case could not be looked at.
#[derive(Debug)]
pub enum Trouble {
    /// Its scenario was refused.
    Refused(Refusal),
    /// The system grants no threads; what it said.
    NoThreads(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Refused(refusal) => refusal.fmt(f),
            Trouble::NoThreads(reason) => write!(f, "failed to start threads: {reason}"),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Trouble {
        Trouble::Refused(refusal)
    }
}

impl Laboratory {
    /// A laboratory with this many threads; `None` is one per core.
    #[must_use]
    pub fn new(threads: Option<usize>) -> Laboratory {
        Laboratory {
            threads,
            #[cfg(test)]
            tampering: Vec::new(),
        }
    }

    /// A laboratory whose engine is given another figure than the closed forms.
    #[cfg(test)]
    pub(super) fn tampered(change: &'static str) -> Laboratory {
        Laboratory {
            threads: None,
            tampering: vec![change],
        }
    }

    /// The first run of a scenario.
    pub(super) fn run(&self, scenario: &Value) -> Result<Course, Trouble> {
        let mut simulator = Simulator::new(&self.load(scenario)?);
        Ok(Course::of_run(&mut simulator, &Keys::of_run(SEED, 0)))
    }

    /// What `look` sees in each of the first runs of a scenario.
    pub(super) fn runs<T: Send>(
        &self,
        scenario: &Value,
        runs: u64,
        look: impl Fn(&Course) -> T + Sync,
    ) -> Result<Vec<T>, Trouble> {
        let plan = Plan {
            runs,
            seed: SEED,
            threads: self.threads,
        };
        study::observe(&self.load(scenario)?, &plan, |simulator, keys| {
            look(&Course::of_run(simulator, keys))
        })
        .map_err(|error| Trouble::NoThreads(error.to_string()))
    }

    /// The ensemble of a scenario under each of several seeds.
    pub(super) fn ensembles(
        &self,
        scenario: &Value,
        runs: u64,
        seeds: std::ops::Range<u64>,
        mut look: impl FnMut(&Ensemble),
    ) -> Result<(), Trouble> {
        let scenario = self.load(scenario)?;
        let never = AtomicBool::new(false);
        let control = Control {
            interrupted: &never,
            progress: &|_| {},
        };
        for seed in seeds {
            let plan = Plan {
                runs,
                seed,
                threads: Some(1),
            };
            let ensemble = study::run(&scenario, &plan, &control)
                .map_err(|error| Trouble::NoThreads(error.to_string()))?;
            look(&ensemble);
        }
        Ok(())
    }

    pub(super) fn load(&self, scenario: &Value) -> Result<Scenario, Trouble> {
        let text = scenario.to_string();
        #[cfg_attr(not(test), expect(unused_mut, reason = "only tests tamper"))]
        let mut document = Document::parse("limit case", text.as_bytes())?;
        #[cfg(test)]
        for change in &self.tampering {
            if let Err(problem) = document.set(change) {
                let mut problems = crate::document::Problems::new();
                problems.push(problem);
                return Err(Refusal::new(&document, problems).into());
            }
        }
        Ok(Scenario::load(&document)?)
    }
}

/// Where between two figures the engine changes its answer, which it does once.
pub(super) fn threshold(
    mut low: f64,
    mut high: f64,
    mut answer: impl FnMut(f64) -> Result<bool, Trouble>,
) -> Result<f64, Trouble> {
    let at_low = answer(low)?;
    if answer(high)? == at_low {
        return Ok(f64::NAN);
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if answer(middle)? == at_low {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(0.5 * (low + high))
}

/// The scenario from which limit cases start, with changes: two states `d` and `p`, one
/// negotiation `n`, nothing random, nothing that moves by itself, choices that are best responses,
/// agreements that enter into force at once and are fulfilled as soon as they are willed.
pub(super) fn still(changes: Value) -> Value {
    let state = json!({
        "leverage": 0.5, "capacity": 1, "stability": 0.5, "turnover": 0, "irregular_turnover": 0,
        "sovereignty_sensitivity": 0
    });
    let mut scenario = json!({
        "format": "demarche/1", "title": "Limit case", "years": 5,
        "states": { "d": state, "p": state },
        "negotiations": { "n": {
            "destination": "d", "partner": "p", "trust": 0, "pressure": 0, "monitoring": 1,
            "ownership": 0, "visibility": 0, "layers": 0,
            "conduct": { "destination": "none", "partner": { "reverse": 0 } },
            "floors": { "destination": 0, "partner": 0 }
        } },
        "rulebook": "none",
        "settings": {
            "noise": 0, "shocks": 0, "crisis_start": 0, "pressure_variation": 0,
            "session_probability": 1, "sessions_per_round": 1, "reciprocity": 0, "min_level": 0,
            "reopening": 0, "beta_accept": null, "beta_vote": null, "beta_fulfil": null,
            "fulfilment_speed": 1, "trust_speed": 0, "grievance_speed": 0, "grace": 0,
            "tactical_discount": 0, "synergy": 0, "floor": 0, "disposition_weight": 0
        }
    });
    merge(&mut scenario, changes);
    scenario
}

/// The still scenario in which the destination makes one offer, to be taken or left, on years of
/// one round each.
pub(super) fn at_once(changes: Value) -> Value {
    let mut scenario = still(json!({
        "months_per_round": 12,
        "settings": { "tactics": "equilibrium", "deadline": 1 }
    }));
    merge(&mut scenario, changes);
    scenario
}

/// An issue that one side concedes.
pub(super) fn issue(conceded_by: &str, destination: f64, partner: f64) -> Value {
    json!({
        "conceded_by": conceded_by,
        "value": { "destination": destination, "partner": partner }
    })
}

/// Changes a document: objects member by member, anything else as a whole.
pub(super) fn merge(document: &mut Value, changes: Value) {
    match (document, changes) {
        (Value::Object(document), Value::Object(changes)) => {
            for (key, change) in changes {
                merge(document.entry(key).or_insert(Value::Null), change);
            }
        }
        (document, change) => *document = change,
    }
}
