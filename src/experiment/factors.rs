//! Success factors (inform, 6.5): each moved by the same step, all else held where it was.

use super::arm::Arm;
use crate::document::{Document, Refusal};
use crate::domain::{ISSUE_PARAMETERS, NEGOTIATION_PARAMETERS, Parameter, STATE_PARAMETERS, Side};
use crate::scenario::{Moved, Scenario, Shift};
use crate::study::{Contrast, Term};

/// Where the figure of a factor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The leverage of a side.
    Leverage(Side),
    /// This parameter of the state on a side.
    State(Side, &'static str),
    /// This parameter of the negotiation.
    Negotiation(&'static str),
    /// This parameter of every issue.
    Issues(&'static str),
}

/// A success factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// Its name.
    pub name: &'static str,
    /// Where its figure is; a higher one is more of the factor.
    pub place: Place,
}

const fn factor(name: &'static str, place: Place) -> Factor {
    Factor { name, place }
}

use Side::{Destination, Partner};

/// The factors, in the order of output; those of both sides are held against each other as
/// different factors.
#[rustfmt::skip]
pub const FACTORS: &[Factor] = &[
    factor("destination_leverage", Place::Leverage(Destination)),
    factor("partner_leverage", Place::Leverage(Partner)),
    factor("destination_capacity", Place::State(Destination, "capacity")),
    factor("partner_capacity", Place::State(Partner, "capacity")),
    factor("destination_stability", Place::State(Destination, "stability")),
    factor("partner_stability", Place::State(Partner, "stability")),
    factor("destination_coordination", Place::State(Destination, "coordination")),
    factor("partner_coordination", Place::State(Partner, "coordination")),
    factor("destination_legal_framework", Place::State(Destination, "legal_framework")),
    factor("partner_legal_framework", Place::State(Partner, "legal_framework")),
    factor("resources", Place::Issues("fit")),
    factor("upkeep", Place::Negotiation("upkeep")),
    factor("co_drafting", Place::Negotiation("co_drafting")),
    factor("definition_precision", Place::Negotiation("definition_precision")),
];

/// A factor as it is moved in a negotiation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MovedFactor {
    /// The factor.
    pub factor: &'static Factor,
    /// The arm in which it is moved.
    pub arm: usize,
    /// There is more of it in that arm, not less.
    pub raised: bool,
}

/// A base scenario, and an arm for each factor.
#[derive(Clone, Debug)]
pub struct FactorStudy {
    /// The base.
    pub base: Arm,
    /// The step.
    pub step: f64,
    /// The scenarios that are run: the base, and one for each figure that is moved.
    pub arms: Vec<Scenario>,
    /// For each negotiation its factors.
    pub negotiations: Vec<Vec<MovedFactor>>,
}

/// What is contrasted in one negotiation, in the order of [`FactorStudy::contrasts`].
#[derive(Clone, Copy, Debug)]
pub struct Effects<'c, T> {
    /// What a step more of each factor does: the arm where it is raised less the base, or the base
    /// less the arm where it is lowered.
    pub factors: &'c [T],
    /// The difference between every two of these: the earlier less the later.
    pub pairs: &'c [T],
}

impl FactorStudy {
    /// Each of [`FACTORS`] moved by a step in a base document: raised, unless there is more room
    /// below.
    ///
    /// # Errors
    ///
    /// All problems of the document.
    pub fn new(base: &Document, step: f64) -> Result<FactorStudy, Refusal> {
        let base = Arm::new("base", base)?;
        let mut arms = vec![base.scenario.clone()];
        let mut negotiations = Vec::new();
        for negotiation in 0..base.scenario.negotiations.len() {
            let moved = FACTORS.iter().map(|factor| {
                let (raised, shifts) = factor.moved(&base.scenario, negotiation, step);
                let known = arms.iter().skip(1).position(|arm| arm.shifts == shifts);
                let arm = known.map_or(arms.len(), |place| place + 1);
                if known.is_none() {
                    let mut scenario = base.scenario.clone();
                    scenario.shifts = shifts;
                    arms.push(scenario);
                }
                MovedFactor {
                    factor,
                    arm,
                    raised,
                }
            });
            negotiations.push(moved.collect());
        }
        Ok(FactorStudy {
            base,
            step,
            arms,
            negotiations,
        })
    }

    /// The scenarios of the arms.
    #[must_use]
    pub fn scenarios(&self) -> Vec<&Scenario> {
        self.arms.iter().collect()
    }

    /// The contrasts of every negotiation: the effect of each factor, then the difference between
    /// every two effects.
    #[must_use]
    pub fn contrasts(&self) -> Vec<Contrast> {
        let mut contrasts = Vec::new();
        for (negotiation, factors) in self.negotiations.iter().enumerate() {
            contrasts.extend(factors.iter().map(|moved| match moved.raised {
                true => Contrast::difference((moved.arm, negotiation), (0, negotiation)),
                false => Contrast::difference((0, negotiation), (moved.arm, negotiation)),
            }));
            for (a, b) in pairs(factors.len()) {
                contrasts.push(between(&factors[a], &factors[b], negotiation));
            }
        }
        contrasts
    }

    /// What was asked for by [`FactorStudy::contrasts`], negotiation by negotiation.
    pub fn read<'c, T>(&self, mut answers: &'c [T]) -> Vec<Effects<'c, T>> {
        let mut effects = Vec::new();
        for factors in &self.negotiations {
            let (factors, rest) = answers.split_at(factors.len());
            let (pairs, rest) = rest.split_at(pairs(factors.len()).count());
            answers = rest;
            effects.push(Effects { factors, pairs });
        }
        effects
    }
}

/// Every two of so many things, each as an earlier and a later one.
pub fn pairs(things: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..things).flat_map(move |a| (a + 1..things).map(move |b| (a, b)))
}

/// The effect of a factor less that of another; the base falls out where both are moved in the same
/// direction.
fn between(a: &MovedFactor, b: &MovedFactor, negotiation: usize) -> Contrast {
    let sign = |moved: &MovedFactor| if moved.raised { 1.0 } else { -1.0 };
    let terms = [(a.arm, sign(a)), (b.arm, -sign(b)), (0, sign(b) - sign(a))];
    let terms = terms.into_iter().filter(|(_, weight)| *weight != 0.0);
    Contrast {
        terms: terms
            .map(|(arm, weight)| Term {
                arm,
                negotiation,
                weight,
            })
            .collect(),
    }
}

impl Factor {
    /// Its name in a text.
    #[must_use]
    pub fn words(&self) -> String {
        match self.name {
            "co_drafting" => "joint drafting".to_owned(),
            name => name.replace('_', " "),
        }
    }

    /// Where a figure that does not belong to a side is, and what it is.
    #[must_use]
    pub fn explained(&self) -> Option<String> {
        match self.place {
            Place::Leverage(_) | Place::State(..) => None,
            Place::Negotiation(name) => {
                let parameter = named(NEGOTIATION_PARAMETERS, name)?;
                Some(format!(
                    "`{name}` of the negotiation, {}",
                    parameter.meaning
                ))
            }
            Place::Issues(name) => {
                let parameter = named(ISSUE_PARAMETERS, name)?;
                Some(format!("`{name}` of every issue, {}", parameter.meaning))
            }
        }
    }

    /// Whether it is raised, and the shifts that move it: towards more where there is at least as
    /// much room for it, else towards less.
    fn moved(&self, scenario: &Scenario, negotiation: usize, step: f64) -> (bool, Vec<Shift>) {
        let [more, less] = [1.0, -1.0].map(|direction| {
            let shifts = self.shifts(scenario, negotiation, direction * step);
            let room = shifts.iter().map(|shift| shift.room(scenario).abs());
            let room: f64 = room.sum();
            (room, shifts)
        });
        // What rounding leaves of a step is no less room.
        if more.0 + 1e-12 >= less.0 {
            (true, more.1)
        } else {
            (false, less.1)
        }
    }

    /// The shifts that move it in a negotiation.
    fn shifts(&self, scenario: &Scenario, negotiation: usize, by: f64) -> Vec<Shift> {
        let at = &scenario.negotiations[negotiation];
        let shift = |path: String, moved: Moved| Shift { path, moved, by };
        match self.place {
            Place::Leverage(side) => {
                let path = format!("negotiations.{}.leverage.{}", at.id, side.name());
                vec![shift(path, Moved::Leverage(negotiation, side))]
            }
            Place::State(side, name) => {
                let state = at.parties[side];
                let path = format!("states.{}.{name}", scenario.states[state].id);
                let parameter = named(STATE_PARAMETERS, name);
                let moved = parameter.map(|parameter| Moved::State(state, parameter));
                moved.map(|moved| shift(path, moved)).into_iter().collect()
            }
            Place::Negotiation(name) => {
                let path = format!("negotiations.{}.{name}", at.id);
                let parameter = named(NEGOTIATION_PARAMETERS, name);
                let moved = parameter.map(|parameter| Moved::Negotiation(negotiation, parameter));
                moved.map(|moved| shift(path, moved)).into_iter().collect()
            }
            Place::Issues(name) => {
                let Some(parameter) = named(ISSUE_PARAMETERS, name) else {
                    return Vec::new();
                };
                let issues = at.issues.iter().enumerate();
                let issues = issues.map(|(issue, content)| {
                    let path = format!("negotiations.{}.issues.{}.{name}", at.id, content.id);
                    shift(path, Moved::Issue(negotiation, issue, parameter))
                });
                issues.collect()
            }
        }
    }
}

fn named<T>(table: &'static [Parameter<T>], name: &str) -> Option<&'static Parameter<T>> {
    table.iter().find(|parameter| parameter.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_parameters_and_have_names_of_their_own() {
        for (place, factor) in FACTORS.iter().enumerate() {
            let known = match factor.place {
                Place::Leverage(_) => true,
                Place::State(_, name) => named(STATE_PARAMETERS, name).is_some(),
                Place::Negotiation(name) => named(NEGOTIATION_PARAMETERS, name).is_some(),
                Place::Issues(name) => named(ISSUE_PARAMETERS, name).is_some(),
            };
            assert!(known, "{}", factor.name);
            let mut earlier = FACTORS[..place].iter();
            assert!(earlier.all(|other| other.name != factor.name));
        }
    }

    #[test]
    fn the_base_falls_out_of_a_difference_of_two_raised_factors() {
        let moved = |arm, raised| MovedFactor {
            factor: &FACTORS[0],
            arm,
            raised,
        };
        let weights = |a: &MovedFactor, b: &MovedFactor| -> Vec<(usize, f64)> {
            let contrast = between(a, b, 0);
            contrast.terms.iter().map(|t| (t.arm, t.weight)).collect()
        };
        assert_eq!(
            weights(&moved(1, true), &moved(2, true)),
            [(1, 1.0), (2, -1.0)]
        );
        assert_eq!(
            weights(&moved(1, true), &moved(2, false)),
            [(1, 1.0), (2, 1.0), (0, -2.0)]
        );
        assert_eq!(pairs(3).collect::<Vec<_>>(), [(0, 1), (0, 2), (1, 2)]);
    }
}
