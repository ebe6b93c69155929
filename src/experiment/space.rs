//! The space of inputs: arms of a base over everything that is varied, and samples of it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::design::DesignError;
use super::input::{Input, Range};
use super::sweep::{Checked, Variant, contrasts, pairs};
use crate::chance::Distribution;
use crate::document::{Document, Problem, Problems, Refusal, nearest, quoted};
use crate::scenario::{Scenario, change_as};
use crate::study::{Open, Point, Template};

/// Combinations of listed values that a sample can have: each is a scenario of its own.
pub const MAX_COMBINATIONS: usize = 4_096;

/// The value of one input in a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    /// A number.
    Figure(f64),
    /// One of the listed values, by its place.
    Listed(usize),
    /// What the scenario says.
    Unvaried,
    /// What the scenario states, or the median of what it draws.
    Central,
}

/// A setting of everything that is varied: a level of each input, in their order.
pub type Setting = Vec<Level>;

/// Arms of a base scenario over everything that is varied: in each setting the base has the changes
/// of the arm first and the levels of the setting last.
#[derive(Clone, Debug)]
pub struct Space {
    /// What the arms change.
    pub base: Document,
    /// The arms.
    pub variants: Vec<Variant>,
    /// What is varied.
    pub inputs: Vec<Input>,
    /// What checking found.
    pub checked: Checked,
    /// The distribution of each input that is a number.
    distributions: Vec<Option<Distribution>>,
    /// The median of each input that the base itself draws.
    medians: Vec<Option<f64>>,
}

/// A sample that is ready to run: what its settings have in common, and the settings.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The structures: one for each combination of listed values that occurs.
    pub templates: Vec<Template>,
    /// The settings.
    pub points: Vec<Point>,
}

/// Which inputs are open, and which listed value each of the others has: settings that agree in it
/// differ in figures alone.
type Structure = Vec<Option<usize>>;

impl Space {
    /// Checks the base in every arm at both ends of every range and at every listed value, and
    /// looks up the distributions; nothing is run.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in any of them, each thing once.
    pub fn new(
        base: Document,
        variants: Vec<Variant>,
        inputs: Vec<Input>,
    ) -> Result<Space, Refusal> {
        let mut space = Space {
            distributions: vec![None; inputs.len()],
            medians: vec![None; inputs.len()],
            checked: Checked::default(),
            base,
            variants,
            inputs,
        };
        let mut refusals: Vec<Refusal> = space.unstated().into_iter().collect();
        let mut checked = None::<Checked>;
        for structure in space.structures() {
            for variant in 0..space.variants.len() {
                match space.open(variant, &structure) {
                    Ok((open, distributions)) => {
                        space.distributions = distributions;
                        let scenario = &open.scenario;
                        let first = || Checked::of(scenario);
                        checked.get_or_insert_with(first).add(scenario);
                    }
                    Err(refusal) => refusals.push(refusal),
                }
            }
        }
        if refusals.is_empty() {
            refusals = space.wrong_ends();
        }
        if let Some(refusal) = Refusal::merged(refusals) {
            return Err(refusal);
        }
        space.checked = checked.unwrap_or_default();
        space.medians = space.medians()?;
        Ok(space)
    }

    /// The setting at a point of the unit cube: numbers by their quantile functions, listed values
    /// by equal slices.
    #[must_use]
    pub fn setting(&self, unit: &[f64]) -> Setting {
        let inputs = self.inputs.iter().zip(&self.distributions).zip(unit);
        inputs
            .map(|((input, distribution), &unit)| match distribution {
                Some(distribution) => Level::Figure(quantile(distribution, unit)),
                None => Level::Listed(slice(unit, input.listed().len())),
            })
            .collect()
    }

    /// The settings that change one input at a time: the base, with every input at `rest`, then each
    /// input at every listed value, or at both ends of its range, all others as in the base.
    #[must_use]
    pub fn one_at_a_time(&self, rest: Level) -> Vec<Setting> {
        let base = vec![rest; self.inputs.len()];
        let mut settings = vec![base.clone()];
        for place in 0..self.inputs.len() {
            settings.extend(self.levels(place).into_iter().map(|level| {
                let mut setting = base.clone();
                setting[place] = level;
                setting
            }));
        }
        settings
    }

    /// Every listed value of an input, or both ends of its range.
    #[must_use]
    pub fn levels(&self, input: usize) -> Vec<Level> {
        match &self.distributions[input] {
            Some(distribution) => {
                let (low, high) = distribution.support();
                vec![Level::Figure(low), Level::Figure(high)]
            }
            None => {
                let values = self.inputs[input].listed();
                (0..values.len()).map(Level::Listed).collect()
            }
        }
    }

    /// The value of an input at a level, as JSON; `null` where it is not varied.
    #[must_use]
    pub fn value(&self, input: usize, level: Level) -> Value {
        match level {
            Level::Figure(figure) => Value::from(figure),
            Level::Listed(place) => self.inputs[input].value(place).unwrap_or_default(),
            Level::Unvaried | Level::Central => Value::Null,
        }
    }

    /// The distribution of an input that is a number.
    #[must_use]
    pub fn distribution(&self, input: usize) -> Option<&Distribution> {
        self.distributions.get(input)?.as_ref()
    }

    /// Settings, ready to run: for each negotiation that is in every arm the outcome of every arm,
    /// then the differences between every two. Each combination of listed values is loaded once;
    /// figures go to where they would have gone had the file stated them.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with a combination of listed values.
    pub fn sample(&self, settings: &[Setting]) -> Result<Sample, Refusal> {
        let (mut known, mut refusals) = (BTreeMap::new(), Vec::new());
        let mut sample = Sample {
            templates: Vec::new(),
            points: Vec::with_capacity(settings.len()),
        };
        for setting in settings {
            let structure = structure(setting);
            let template = *known.entry(structure).or_insert_with_key(|structure| {
                match self.template(structure) {
                    Ok(template) => sample.templates.push(template),
                    Err(refusal) => refusals.push(refusal),
                }
                sample.templates.len().saturating_sub(1)
            });
            let figures = setting.iter().map(|level| match level {
                Level::Figure(figure) => *figure,
                Level::Listed(_) | Level::Unvaried | Level::Central => f64::NAN,
            });
            sample.points.push(Point {
                template,
                figures: figures.collect(),
            });
        }
        match Refusal::merged(refusals) {
            Some(refusal) => Err(refusal),
            None => Ok(sample),
        }
    }

    /// The inputs that are to have the distribution of the base, where it states none.
    fn unstated(&self) -> Option<Refusal> {
        let scenario = Scenario::load(&self.base).ok()?;
        let drawn = |input: &&Input| scenario.uncertain.iter().any(|d| d.path == input.path);
        let stated = self
            .inputs
            .iter()
            .filter(|input| input.range == Range::Stated);
        let mut problems = Problems::new();
        for input in stated.filter(|input| !drawn(input)) {
            problems.push(undrawn(input, &self.base, &scenario));
        }
        (!problems.is_empty()).then(|| Refusal::new(&self.base, problems))
    }

    /// Every structure that has to be looked at: all inputs open, and each listed value once beside
    /// the first of the others.
    fn structures(&self) -> Vec<Structure> {
        let listed = |input: &Input| input.is_categorical().then_some(0);
        let first: Structure = self.inputs.iter().map(listed).collect();
        let mut structures = vec![first.clone()];
        for (place, input) in self.inputs.iter().enumerate() {
            structures.extend((1..input.listed().len()).map(|value| {
                let mut structure = first.clone();
                structure[place] = Some(value);
                structure
            }));
        }
        structures
    }

    fn template(&self, structure: &Structure) -> Result<Template, Refusal> {
        let places = 0..self.variants.len();
        let arms: Vec<Open> = places
            .map(|variant| Ok(self.open(variant, structure)?.0))
            .collect::<Result<_, Refusal>>()?;
        let scenarios: Vec<&Scenario> = arms.iter().map(|arm| &arm.scenario).collect();
        let ids = self.checked.negotiations.iter();
        let contrasts = ids.flat_map(|id| contrasts(&scenarios, id)).collect();
        Ok(Template { arms, contrasts })
    }

    /// An arm with its inputs open, and the distribution of each of them.
    fn open(
        &self,
        variant: usize,
        structure: &Structure,
    ) -> Result<(Open, Vec<Option<Distribution>>), Refusal> {
        let changes = |(input, (value, median)): (&Input, (&Option<usize>, &Option<f64>))| match (
            value, median,
        ) {
            (Some(CENTRAL), Some(median)) => Some(format!("{}={median}", input.path)),
            (Some(UNVARIED | CENTRAL), _) => None,
            (Some(value), _) => Some(assignment(input, *value)),
            (None, _) => input.opened(),
        };
        let levels = structure.iter().zip(&self.medians);
        let changes = self.inputs.iter().zip(levels).map(changes);
        let (document, scenario) = self.load(variant, changes.collect())?;
        self.opened(&document, scenario, structure)
    }

    /// Takes what is open out of what a scenario draws.
    fn opened(
        &self,
        document: &Document,
        mut scenario: Scenario,
        structure: &Structure,
    ) -> Result<(Open, Vec<Option<Distribution>>), Refusal> {
        let (mut places, mut problems) = (Vec::new(), Problems::new());
        let mut distributions = vec![None; self.inputs.len()];
        for (place, input) in self.inputs.iter().enumerate() {
            if structure[place].is_some() {
                continue;
            }
            let mut uncertain = scenario.uncertain.iter();
            match uncertain.position(|drawn| drawn.path == input.path) {
                Some(drawn) => {
                    let drawn = scenario.uncertain.remove(drawn);
                    places.push((place, drawn.owner));
                    distributions[place] = Some(drawn.distribution);
                }
                None => problems.push(undrawn(input, document, &scenario)),
            }
        }
        if !problems.is_empty() {
            return Err(Refusal::new(document, problems));
        }
        // What each figure rests on is of no use to runs.
        scenario.figures = Vec::new();
        Ok((Open { scenario, places }, distributions))
    }

    /// The median of each input that the base draws.
    fn medians(&self) -> Result<Vec<Option<f64>>, Refusal> {
        let scenario = Scenario::load(&self.base)?;
        let median = |input: &Input| {
            let mut uncertain = scenario.uncertain.iter();
            let drawn = uncertain.find(|drawn| drawn.path == input.path)?;
            Some(drawn.distribution.quantile(0.5))
        };
        Ok(self.inputs.iter().map(median).collect())
    }

    /// What is wrong at the ends of the ranges, each stated as a figure.
    fn wrong_ends(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for (place, input) in self.inputs.iter().enumerate() {
            let Some(distribution) = &self.distributions[place] else {
                continue;
            };
            let (low, high) = distribution.support();
            for end in [low, high] {
                let mut changes: Vec<Option<String>> = vec![None; self.inputs.len()];
                changes[place] = Some(format!("{}={end}", input.path));
                for variant in 0..self.variants.len() {
                    refusals.extend(self.load(variant, changes.clone()).err());
                }
            }
        }
        refusals
    }

    /// An arm with a change of each input, or none.
    fn load(
        &self,
        variant: usize,
        changes: Vec<Option<String>>,
    ) -> Result<(Document, Scenario), Refusal> {
        let mut document = self.base.clone();
        let arm = &self.variants[variant].changes;
        let mut refusals: Vec<Refusal> = Vec::new();
        refusals.extend(change_as("--arm", &mut document, arm).err());
        for (input, change) in self.inputs.iter().zip(changes) {
            let change = change.as_slice();
            refusals.extend(change_as(input.origin.clone(), &mut document, change).err());
        }
        // A change that cannot be made leaves everything as it was, so that what is wrong with the
        // others is found all the same.
        let loaded = Scenario::load(&document);
        refusals.extend(loaded.as_ref().err().cloned());
        match Refusal::merged(refusals) {
            Some(refusal) => Err(refusal),
            None => loaded.map(|scenario| (document, scenario)),
        }
    }
}

/// In a structure: the input is left as the scenario has it.
const UNVARIED: usize = usize::MAX;

/// In a structure: the input is as the scenario states it, or at the median of what it draws.
const CENTRAL: usize = usize::MAX - 1;

fn structure(setting: &[Level]) -> Structure {
    let levels = setting.iter().map(|level| match level {
        Level::Figure(_) => None,
        Level::Listed(place) => Some(*place),
        Level::Unvaried => Some(UNVARIED),
        Level::Central => Some(CENTRAL),
    });
    levels.collect()
}

fn assignment(input: &Input, value: usize) -> String {
    let Range::Among(values) = &input.range else {
        return input.path.clone();
    };
    format!("{}={}", input.path, values[value])
}

/// That an input has no distribution, at its place.
fn undrawn(input: &Input, document: &Document, scenario: &Scenario) -> Problem {
    let node = document.get(&input.path);
    let place = node.unwrap_or(document.root()).place;
    let found = match node {
        Some(node) => format!("the file states {}", node.describe()),
        None => "the file states nothing".to_owned(),
    };
    let message = format!("expected an input with a distribution, and {found}");
    let paths = scenario.uncertain.iter().map(|drawn| drawn.path.as_str());
    let hint = match nearest(&input.path, paths) {
        Some(near) if node.is_none() => format!("did you mean {}?", quoted(near)),
        _ => format!("give it a range, as in `{}=LOW:HIGH`", input.path),
    };
    Problem::new(place, input.path.as_str(), message).with_hint(hint)
}

/// The quantile, the ends of the range included.
fn quantile(distribution: &Distribution, unit: f64) -> f64 {
    let (low, high) = distribution.support();
    match unit {
        unit if unit <= 0.0 => low,
        unit if unit >= 1.0 => high,
        unit => distribution.quantile(unit),
    }
}

/// Which of so many equal slices of the unit interval a coordinate is in.
fn slice(unit: f64, slices: usize) -> usize {
    ((unit * slices as f64) as usize).min(slices.saturating_sub(1))
}

/// That there are too many combinations of listed values, where there are.
#[must_use]
pub fn too_many_combinations(inputs: &[Input]) -> Option<DesignError> {
    let sizes = || {
        let sizes = inputs.iter().map(|input| input.listed().len());
        sizes.filter(|size| *size > 0)
    };
    let product = sizes().try_fold(1_usize, |product, size| product.checked_mul(size));
    if product.is_some_and(|product| product <= MAX_COMBINATIONS) {
        return None;
    }
    let sizes: Vec<String> = sizes().map(|size| size.to_string()).collect();
    Some(DesignError::new(format!(
        "expected at most {MAX_COMBINATIONS} combinations of listed values, found {}: list fewer",
        sizes.join(" × ")
    )))
}

/// The contrasts of every pair, for reading what a sample of so many arms comes to: levels first.
#[must_use]
pub fn contrasts_of(arms: usize) -> Vec<(usize, Option<usize>)> {
    let levels = (0..arms).map(|arm| (arm, None));
    let differences = pairs(arms).map(|(of, against)| (of, Some(against)));
    levels.chain(differences).collect()
}
