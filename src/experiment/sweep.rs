//! Sweeps: arms of a scenario, each in many settings of what is varied.

use super::axis::Axis;
use super::design::Row;
use crate::document::{Document, Refusal};
use crate::domain::Preset;
use crate::scenario::{Month, Scenario, approach_changes, change_as};
use crate::study::{Cell, Contrast};

/// An arm before anything is varied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its changes to the base, each as `PATH=VALUE`.
    pub changes: Vec<String>,
}

impl Variant {
    /// The base as it is.
    #[must_use]
    pub fn base() -> Variant {
        Variant {
            name: "base".to_owned(),
            changes: Vec::new(),
        }
    }

    /// The arm in which the destination has an approach in every negotiation.
    #[must_use]
    pub fn of_approach(base: &Document, preset: &Preset) -> Variant {
        Variant {
            name: preset.name.to_owned(),
            changes: approach_changes(base, preset),
        }
    }
}

/// Arms of a scenario in many cells: in each cell the base has the changes of the arm first and the
/// values of the cell last.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// What the arms change.
    pub base: Document,
    /// The arms; one that changes nothing where there is nothing to compare.
    pub variants: Vec<Variant>,
    /// What is varied.
    pub axes: Vec<Axis>,
    /// The cells. What makes them is a design: a grid, for example.
    pub rows: Vec<Row>,
}

/// What checking found where nothing is wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The ids of the negotiations that are in every arm and cell.
    pub negotiations: Vec<String>,
    /// What a reader should know of the scenarios, each thing once.
    pub warnings: Vec<String>,
    /// The time that all of them cover; `None` where it is not the same.
    pub period: Option<Period>,
}

/// The time that a scenario covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    start: Month,
    rounds: usize,
    months_per_round: f64,
}

impl Period {
    /// That of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Period {
        Period {
            start: scenario.start,
            rounds: scenario.rounds,
            months_per_round: scenario.months_per_round,
        }
    }
}

impl Sweep {
    /// Loads every arm in every cell once, and keeps none.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in any of them, each thing once.
    pub fn check(&self) -> Result<Checked, Refusal> {
        let (mut checked, mut refusals) = (None::<Checked>, Vec::new());
        for row in &self.rows {
            for variant in &self.variants {
                match self.load(variant, row) {
                    Ok(scenario) => checked
                        .get_or_insert_with(|| Checked::of(&scenario))
                        .add(&scenario),
                    Err(refusal) => refusals.push(refusal),
                }
            }
            // A cell that is refused is of little interest beside hundreds that are.
            if refusals.len() > MOST_REFUSALS {
                break;
            }
        }
        match Refusal::merged(refusals) {
            Some(refusal) => Err(refusal),
            None => Ok(checked.unwrap_or_default()),
        }
    }

    /// The cells with these places, ready to run: for each of the negotiations the outcome of every
    /// arm, then the differences of [`Sweep::pairs`].
    ///
    /// # Errors
    ///
    /// Everything that is wrong with one of them; none that [`Sweep::check`] has not found before.
    pub fn cells(
        &self,
        places: std::ops::Range<usize>,
        negotiations: &[String],
    ) -> Result<Vec<Cell>, Refusal> {
        let rows = self.rows.get(places).unwrap_or_default();
        rows.iter()
            .map(|row| {
                let arms: Result<Vec<Scenario>, Refusal> = self
                    .variants
                    .iter()
                    .map(|variant| self.load(variant, row))
                    .collect();
                let arms = arms?;
                let scenarios: Vec<&Scenario> = arms.iter().collect();
                let ids = negotiations.iter();
                let contrasts = ids.flat_map(|id| contrasts(&scenarios, id)).collect();
                Ok(Cell { arms, contrasts })
            })
            .collect()
    }

    /// The first arm in some cells, each taken once, and the differences of a negotiation between two
    /// of these cells: the second less the first, for each of those asked for.
    ///
    /// # Errors
    ///
    /// As [`Sweep::cells`].
    pub fn between(&self, asked: &[(&str, [usize; 2])]) -> Result<Cell, Refusal> {
        let mut places: Vec<usize> = asked.iter().flat_map(|(_, cells)| *cells).collect();
        places.sort_unstable();
        places.dedup();
        let first = self.variants.first();
        let rows = places.iter().filter_map(|place| self.rows.get(*place));
        let arms = rows.filter_map(|row| first.map(|variant| self.load(variant, row)));
        let arms: Vec<Scenario> = arms.collect::<Result<_, _>>()?;
        let scenarios: Vec<&Scenario> = arms.iter().collect();
        let contrasts = asked.iter().map(|(id, cells)| {
            let [lowest, highest] = cells.map(|cell| {
                let arm = places.iter().position(|place| *place == cell);
                of_negotiation(&scenarios, arm.unwrap_or_default(), id)
            });
            Contrast::difference(highest, lowest)
        });
        let contrasts = contrasts.collect();
        Ok(Cell { arms, contrasts })
    }

    /// Every two arms by their places, the later against the earlier.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        pairs(self.variants.len())
    }

    fn load(&self, variant: &Variant, row: &Row) -> Result<Scenario, Refusal> {
        let mut document = self.base.clone();
        let values: Vec<String> = self
            .axes
            .iter()
            .zip(row)
            .map(|(axis, value)| axis.assignment(value))
            .collect();
        let changed = [
            change_as("--arm", &mut document, &variant.changes),
            change_as("--vary", &mut document, &values),
        ];
        // A change that cannot be made leaves everything as it was, so that what is wrong with the
        // others is found all the same.
        let refused = changed.into_iter().filter_map(Result::err);
        let loaded = Scenario::load(&document);
        let refused = refused.chain(loaded.as_ref().err().cloned());
        match Refusal::merged(refused) {
            Some(refusal) => Err(refusal),
            None => loaded,
        }
    }
}

/// Every two of so many arms by their places, the later against the earlier.
pub(super) fn pairs(arms: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..arms).flat_map(|of| (0..of).map(move |against| (of, against)))
}

/// The outcome of every arm in a negotiation, then the differences of every two of them.
pub(super) fn contrasts(arms: &[&Scenario], id: &str) -> Vec<Contrast> {
    let place = |arm: usize| of_negotiation(arms, arm, id);
    let levels = (0..arms.len()).map(place);
    let levels = levels.map(|(arm, negotiation)| Contrast::level(arm, negotiation));
    let differences =
        pairs(arms.len()).map(|(of, against)| Contrast::difference(place(of), place(against)));
    levels.chain(differences).collect()
}

/// A negotiation of an arm; those asked for are in every arm.
fn of_negotiation(arms: &[&Scenario], arm: usize, id: &str) -> (usize, usize) {
    let mut negotiations = arms[arm].negotiations.iter();
    let place = negotiations.position(|negotiation| negotiation.id == id);
    (arm, place.unwrap_or_default())
}

/// Cells are not looked at any more once so many were refused.
const MOST_REFUSALS: usize = 1_000;

impl Checked {
    /// What is to be known of one scenario, but for its warnings.
    pub(super) fn of(scenario: &Scenario) -> Checked {
        let negotiations = scenario.negotiations.iter();
        Checked {
            negotiations: negotiations.map(|n| n.id.clone()).collect(),
            warnings: Vec::new(),
            period: Some(Period::of(scenario)),
        }
    }

    /// Adds another one.
    pub(super) fn add(&mut self, scenario: &Scenario) {
        self.negotiations
            .retain(|id| scenario.negotiations.iter().any(|n| n.id == *id));
        let same = |period: &Period| *period == Period::of(scenario);
        self.period = self.period.filter(same);
        for warning in &scenario.warnings {
            if !self.warnings.contains(warning) {
                self.warnings.push(warning.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::design::grid;
    use super::*;
    use crate::scenario::library_entry;

    fn sweep(axes: &[&str], variants: &[(&str, &[&str])]) -> Sweep {
        let entry = library_entry("eu-tunisia-2023").unwrap();
        let axes: Vec<Axis> = axes.iter().map(|text| Axis::parse(text).unwrap()).collect();
        let variant = |(name, changes): &(&str, &[&str])| Variant {
            name: (*name).to_owned(),
            changes: changes.iter().map(|&change| change.to_owned()).collect(),
        };
        Sweep {
            base: Document::parse(entry.name, entry.text.as_bytes()).unwrap(),
            variants: variants.iter().map(variant).collect(),
            rows: grid(&axes).unwrap(),
            axes,
        }
    }

    #[test]
    fn everything_wrong_in_any_cell_is_said_once() {
        let sweep = sweep(
            &[
                "states.tunisia.stability=0.5:1.5:5",
                "states.eu.capacty=0:1:3",
            ],
            &[("a", &["states.tunsia.capacity=0.5"]), ("b", &[])],
        );
        let said = sweep.check().unwrap_err().to_string();
        for (wrong, times) in [
            (
                "--vary states.tunisia.stability=1.25: states.tunisia.stability",
                1,
            ),
            (
                "--vary states.tunisia.stability=1.5: states.tunisia.stability",
                1,
            ),
            (
                "--arm states.tunsia.capacity=0.5: states.tunsia: no state",
                1,
            ),
            ("did you mean `capacity`?", 1),
        ] {
            assert_eq!(said.matches(wrong).count(), times, "{wrong}: {said}");
        }
        assert!(!said.contains("stability=1:"), "{said}");
    }

    #[test]
    fn cells_have_the_values_last_and_the_outcomes_of_every_arm() {
        let sweep = sweep(
            &[
                "states.tunisia.stability=0.2,0.8",
                "states.eu.capacity=0.1:0.3:3",
            ],
            &[("base", &[]), ("b", &["states.eu.turnover=0.5"])],
        );
        let checked = sweep.check().unwrap();
        assert_eq!(checked.negotiations, ["eu-tunisia"]);
        let cells = sweep.cells(2..4, &checked.negotiations).unwrap();
        for (cell, stability) in cells.iter().zip([0.2, 0.8]) {
            for arm in &cell.arms {
                let state = |id: &str| arm.states.iter().find(|s| s.id == id).unwrap();
                assert_eq!(state("tunisia").stability, stability);
                assert_eq!(state("eu").capacity, 0.2);
            }
            assert_eq!(
                cell.contrasts,
                [
                    Contrast::level(0, 0),
                    Contrast::level(1, 0),
                    Contrast::difference((1, 0), (0, 0))
                ]
            );
        }
        assert_eq!(sweep.cells(6..9, &checked.negotiations).unwrap().len(), 0);
    }
}
