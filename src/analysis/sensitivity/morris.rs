//! Elementary effects on Morris trajectories.

use serde::Serialize;

use super::bootstrap::{Resamples, Resampling};
use super::observed::{Observed, observe};
use super::{Estimate, Floor, Points, SensitivityError};
use crate::analysis::{Interval, Moments};
use crate::chance::{Purpose, RunKey, StreamId, uniform};

/// What a row of the design is. Every row takes replicate seeds of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MorrisRow {
    /// The first point of a trajectory.
    Start,
    /// A point at which this input has just been changed.
    Step(usize),
    /// The first point once more, with other replicate seeds: a step that changes nothing.
    Dummy,
}

/// Trajectories on a grid of levels (Morris 1991), each of which changes every input once, in an
/// order and direction of its own, by Δ = levels / (2 (levels − 1)).
///
/// An input among listed values, which have no order, steps from one of them to another instead,
/// every two as likely, and its step counts as 1.
///
/// Rows lie trajectory by trajectory: the start, a step for each input, the dummy.
#[derive(Clone, Debug, PartialEq)]
pub struct MorrisDesign {
    step: f64,
    /// Which inputs are among listed values.
    listed: Vec<bool>,
    /// For each trajectory the input that each step changes, and whether it rises.
    steps: Vec<Vec<(usize, bool)>>,
    points: Points,
}

impl MorrisDesign {
    /// So many trajectories on so many levels, from 0 to 1 in each input; `values` says among how
    /// many listed values an input is, 0 for one from a range. Value v of c is the coordinate
    /// (v + ½) / c.
    ///
    /// # Errors
    ///
    /// Without inputs or trajectories; where the number of levels is not even and at least 2, or
    /// there is but one value.
    pub fn new(
        values: &[usize],
        trajectories: usize,
        levels: usize,
        key: &RunKey,
    ) -> Result<MorrisDesign, SensitivityError> {
        let inputs = values.len();
        if values.contains(&1) {
            return Err(SensitivityError(
                "expected at least 2 values of a listed input, found 1".to_owned(),
            ));
        }
        if inputs == 0 || trajectories == 0 {
            return Err(SensitivityError(format!(
                "expected at least one input and one trajectory, found {inputs} and {trajectories}"
            )));
        }
        check_levels(levels)?;
        let cells = (0..trajectories as u64).flat_map(|number| walk(values, levels, number, key));
        let points = Points::new(inputs, cells.collect());
        let design = MorrisDesign::of_trajectories(&points, levels)?;
        Ok(MorrisDesign {
            listed: values.iter().map(|count| *count > 0).collect(),
            ..design
        })
    }

    /// A design on trajectories of one's own, one more point in each than there are inputs.
    ///
    /// # Errors
    ///
    /// Where points are no whole trajectories, each step of which changes one input and none twice;
    /// where the number of levels is not even and at least 2.
    pub fn of_trajectories(
        points: &Points,
        levels: usize,
    ) -> Result<MorrisDesign, SensitivityError> {
        check_levels(levels)?;
        let inputs = points.columns();
        let rows: Vec<&[f64]> = points.rows().collect();
        let (mut steps, mut cells) = (Vec::new(), Vec::new());
        for (number, walk) in rows.chunks(inputs + 1).enumerate() {
            let Some(changed) = steps_of(walk, inputs) else {
                return Err(SensitivityError(format!(
                    "trajectory {number}: expected {inputs} steps, each of which changes one input \
                     and none twice"
                )));
            };
            steps.push(changed);
            walk.iter().for_each(|row| cells.extend_from_slice(row));
            cells.extend_from_slice(walk[0]);
        }
        Ok(MorrisDesign {
            step: step_of(levels),
            listed: vec![false; inputs],
            steps,
            points: Points::new(inputs, cells),
        })
    }

    /// The first of its trajectories.
    ///
    /// # Panics
    ///
    /// Where it has fewer.
    #[must_use]
    pub fn first(&self, trajectories: usize) -> MorrisDesign {
        let rows = self.points.rows().take(trajectories * (self.inputs() + 2));
        MorrisDesign {
            steps: self.steps[..trajectories].to_vec(),
            points: Points::new(self.inputs(), rows.flatten().copied().collect()),
            ..self.clone()
        }
    }

    /// Number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.points.columns()
    }

    /// Number of trajectories.
    #[must_use]
    pub fn trajectories(&self) -> usize {
        self.steps.len()
    }

    /// All rows, in the order in which their moments are expected back.
    #[must_use]
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// The trajectory that a row belongs to, and what it is there.
    #[must_use]
    pub fn role(&self, row: usize) -> (usize, MorrisRow) {
        let each = self.inputs() + 2;
        let (trajectory, place) = (row / each, row % each);
        let role = match place {
            0 => MorrisRow::Start,
            _ if place + 1 == each => MorrisRow::Dummy,
            _ => MorrisRow::Step(self.steps[trajectory][place - 1].0),
        };
        (trajectory, role)
    }
}

fn check_levels(levels: usize) -> Result<(), SensitivityError> {
    if levels >= 2 && levels.is_multiple_of(2) {
        return Ok(());
    }
    Err(SensitivityError(format!(
        "expected an even number of levels, at least 2, found {levels}"
    )))
}

/// Δ.
fn step_of(levels: usize) -> f64 {
    levels as f64 / (2 * (levels - 1)) as f64
}

/// The points of one trajectory. An input from a range starts on a level of the lower half and
/// rises, or from where that leads, and falls; one of listed values goes from any to any other.
fn walk(values: &[usize], levels: usize, number: u64, key: &RunKey) -> Vec<f64> {
    let inputs = values.len();
    let draw = |what, place: usize| {
        let stream = StreamId::new(Purpose::Design, &["morris", what, &place.to_string()]);
        uniform(key, stream, number)
    };
    let level = |level: usize| level as f64 / (levels - 1) as f64;
    let half = levels / 2;
    let listed = |input: usize, count: usize| {
        let from = (draw("level", input) * count as f64) as usize;
        let on = 1 + (draw("direction", input) * (count - 1) as f64) as usize;
        let middle = |value: usize| (value as f64 + 0.5) / count as f64;
        (middle(from), middle((from + on) % count))
    };
    let ends: Vec<(f64, f64)> = (0..inputs)
        .map(|input| {
            if values[input] > 0 {
                return listed(input, values[input]);
            }
            let low = (draw("level", input) * half as f64) as usize;
            let (low, high) = (level(low), level(low + half));
            if draw("direction", input) < 0.5 {
                (low, high)
            } else {
                (high, low)
            }
        })
        .collect();
    let mut order: Vec<usize> = (0..inputs).collect();
    for last in (1..inputs).rev() {
        order.swap(last, (draw("order", last) * (last + 1) as f64) as usize);
    }
    let mut point: Vec<f64> = ends.iter().map(|(start, _)| *start).collect();
    let mut cells = point.clone();
    for input in order {
        point[input] = ends[input].1;
        cells.extend_from_slice(&point);
    }
    cells
}

/// The input that each step of a trajectory changes, and whether it rises.
fn steps_of(walk: &[&[f64]], inputs: usize) -> Option<Vec<(usize, bool)>> {
    let steps: Vec<(usize, bool)> = walk
        .windows(2)
        .filter_map(|pair| {
            let mut changed = (0..inputs).filter(|&input| pair[0][input] != pair[1][input]);
            let input = changed.next()?;
            changed
                .next()
                .is_none()
                .then(|| (input, pair[1][input] > pair[0][input]))
        })
        .collect();
    let each = (0..inputs).all(|input| steps.iter().any(|step| step.0 == input));
    (steps.len() == inputs && each).then_some(steps)
}

/// What Morris trajectories found about one metric.
#[derive(Clone, Debug, Serialize)]
pub struct MorrisEffects {
    /// Trajectories of the design.
    pub trajectories: usize,
    /// Rows of the design with fewer than two replicates that have a value: each takes the steps to
    /// it and from it out.
    pub rows_without_value: usize,
    /// Effects of each input, in their order.
    pub inputs: Vec<Effects>,
    /// Those of the dummy: what noise alone makes of a step Δ.
    pub dummy: Effects,
    /// Those of the dummy as a step between listed values, which counts as 1.
    pub listed_dummy: Effects,
    /// Which inputs are among listed values.
    pub listed: Vec<bool>,
}

/// Elementary effects of one input: differences of row means over a step, per unit of the cube, and
/// of an input among listed values, from one of them to another.
///
/// Absent with too few trajectories that have values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Effects {
    /// Trajectories whose step of this input has values at both ends.
    pub trajectories: usize,
    /// μ, their mean: free of bias by noise. Absent for listed values too, between which a change
    /// has no direction.
    pub mu: Option<Estimate>,
    /// μ*, the mean of their sizes (Campolongo, Cariboni and Saltelli 2007). Noise makes it larger,
    /// and nothing can be taken off without knowing the effects: compare it with the floor.
    pub mu_star: Option<Estimate>,
    /// σ², their variance less that of the noise: interactions and curvature. It may be negative,
    /// and is not clipped. Absent for listed values too, where it would hold what they differ by.
    pub sigma_squared: Option<Estimate>,
}

impl Effects {
    /// What is left of them between values without an order: their size.
    fn without_direction(self) -> Effects {
        Effects {
            mu: None,
            sigma_squared: None,
            ..self
        }
    }

    /// σ and its interval: roots of those of σ², with a minus sign where these are negative.
    #[must_use]
    pub fn sigma(&self) -> Option<(f64, Interval)> {
        let root = |square: f64| libm::copysign(libm::sqrt(square.abs()), square);
        self.sigma_squared.map(|squared| {
            let interval = squared.interval;
            let ends = Interval(root(interval.low()), root(interval.high()));
            (root(squared.value), ends)
        })
    }
}

impl MorrisEffects {
    /// The floor of μ* of inputs from ranges, or of those among listed values: the upper end of the
    /// interval of their dummy.
    #[must_use]
    pub fn floor(&self, listed: bool) -> Option<Floor> {
        let dummy = match listed {
            true => &self.listed_dummy,
            false => &self.dummy,
        };
        dummy.mu_star.map(|dummy| Floor::of_size(&dummy))
    }

    /// The floor of an input.
    #[must_use]
    pub fn floor_of(&self, input: usize) -> Option<Floor> {
        self.floor(self.listed[input])
    }

    /// μ* of each input.
    #[must_use]
    pub fn mu_stars(&self) -> Vec<Option<Estimate>> {
        self.inputs.iter().map(|input| input.mu_star).collect()
    }
}

/// Estimates elementary effects from the replicate moments of each row of the design, in the order
/// of its points; trajectories are resampled.
///
/// # Errors
///
/// Where the number of rows is not that of the design, no row has two replicates, or the figures of
/// the resampling are out of range.
pub fn elementary_effects(
    design: &MorrisDesign,
    rows: &[Moments],
    resampling: &Resampling,
) -> Result<MorrisEffects, SensitivityError> {
    let observed = observe(rows, design.points.count())?;
    let resamples = Resamples::new(design.trajectories(), resampling)?;
    let walks: Vec<&[Option<Observed>]> = observed.chunks(design.inputs() + 2).collect();
    let effects = |pair: &dyn Fn(usize) -> (usize, usize, f64)| {
        let terms: Vec<Option<[f64; 4]>> = walks
            .iter()
            .enumerate()
            .map(|(number, walk)| {
                let (from, to, step) = pair(number);
                Some(terms(walk[from]?, walk[to]?, step))
            })
            .collect();
        effects_of(&terms, &resamples)
    };
    let input = |input| {
        effects(&|number| {
            let steps = &design.steps[number];
            let place = steps.iter().position(|step| step.0 == input).unwrap_or(0);
            let step = match (design.listed[input], steps[place].1) {
                (true, _) => 1.0,
                (false, true) => design.step,
                (false, false) => -design.step,
            };
            (place, place + 1, step)
        })
    };
    let input = |number| match design.listed[number] {
        true => input(number).without_direction(),
        false => input(number),
    };
    let last = design.inputs() + 1;
    Ok(MorrisEffects {
        trajectories: design.trajectories(),
        rows_without_value: observed.iter().filter(|row| row.is_none()).count(),
        inputs: (0..design.inputs()).map(input).collect(),
        dummy: effects(&|_| (0, last, design.step)),
        listed_dummy: effects(&|_| (0, last, 1.0)).without_direction(),
        listed: design.listed.clone(),
    })
}

/// Of one step: its effect, its size, its square, the variance that noise gives it.
fn terms(from: Observed, to: Observed, step: f64) -> [f64; 4] {
    let effect = (to.mean - from.mean) / step;
    let noise = (to.noise() + from.noise()) / (step * step);
    [effect, effect.abs(), effect * effect, noise]
}

fn effects_of(terms: &[Option<[f64; 4]>], resamples: &Resamples) -> Effects {
    Effects {
        trajectories: terms.iter().flatten().count(),
        mu: resamples.estimate(terms, |means, _| Some(means[0])),
        mu_star: resamples.estimate(terms, |means, _| Some(means[1])),
        sigma_squared: resamples.estimate(terms, |means, count| {
            let [mean, _, square, noise] = *means;
            Some((square - mean * mean) * count / (count - 1.0) - noise)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trajectories_change_every_input_once_by_the_step() {
        let design = MorrisDesign::new(&[0; 5], 60, 6, &RunKey::new(1, 0)).unwrap();
        assert_eq!(design.points().count(), 60 * 7);
        let mut rising = 0;
        for row in 0..design.points().count() {
            let point = design.points().row(row);
            let grid = point.iter().map(|x| x * 5.0);
            assert!(grid.into_iter().all(|x| (x - libm::round(x)).abs() < 1e-12));
            let (trajectory, role) = design.role(row);
            let start = design.points().row(trajectory * 7);
            match role {
                MorrisRow::Start => assert_eq!(row % 7, 0),
                MorrisRow::Dummy => assert_eq!(point, start),
                MorrisRow::Step(input) => {
                    let before = design.points().row(row - 1);
                    let step = point[input] - before[input];
                    assert!((step.abs() - 0.6).abs() < 1e-12);
                    rising += usize::from(step > 0.0);
                    let same = (0..5).filter(|&other| point[other] == before[other]);
                    assert_eq!(same.count(), 4);
                }
            }
        }
        // Of 300 steps half rise: within 4 standard deviations, but for 1 in 16,000 keys.
        assert!((115..=185).contains(&rising), "{rising}");
    }

    /// Of 600 steps between three values each of the six ordered pairs has 100, with a standard
    /// deviation of 9.1: within 4 of these, but for 1 in 2,600 keys.
    #[test]
    fn listed_values_are_stepped_between_evenly() {
        let design = MorrisDesign::new(&[3, 0], 600, 4, &RunKey::new(1, 0)).unwrap();
        let value = |x: f64| (x * 3.0) as usize;
        let mut counts = [[0; 3]; 3];
        for row in 0..design.points().count() {
            if let (_, MorrisRow::Step(0)) = design.role(row) {
                let [from, to] = [row - 1, row].map(|row| value(design.points().row(row)[0]));
                counts[from][to] += 1;
            }
        }
        for (from, to) in (0..3).flat_map(|from| (0..3).map(move |to| (from, to))) {
            match from == to {
                true => assert_eq!(counts[from][to], 0),
                false => assert!((64..=136).contains(&counts[from][to]), "{counts:?}"),
            }
        }
    }

    #[test]
    fn what_is_no_trajectory_is_refused() {
        for levels in [0, 1, 3] {
            assert!(MorrisDesign::new(&[0; 2], 10, levels, &RunKey::new(1, 0)).is_err());
        }
        assert!(MorrisDesign::new(&[0, 1], 10, 4, &RunKey::new(1, 0)).is_err());
        let twice = Points::new(2, vec![0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        let both = Points::new(2, vec![0.0, 0.0, 1.0, 1.0, 1.0, 0.0]);
        let short = Points::new(2, vec![0.0, 0.0, 1.0, 0.0]);
        for points in [twice, both, short] {
            assert!(MorrisDesign::of_trajectories(&points, 2).is_err());
        }
    }
}
