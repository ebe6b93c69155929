//! Rows: many settings of figures, each run a number of times, as the points of a sample.

use std::ops::Range;

use rayon::ThreadPoolBuildError;

use super::contrast::Contrast;
use super::ensemble::{Control, Plan};
use super::fold::BLOCK;
use super::ordered::in_order;
use super::pool::pool;
use crate::analysis::Moments;
use crate::model::{Keys, Metric, Silent, Simulator};
use crate::scenario::{Owner, Scenario};

/// A scenario with figures left open for rows to fill in.
#[derive(Clone, Debug)]
pub struct Open {
    /// The scenario; what it states or draws in the open places does not matter, and is no
    /// uncertain input of it.
    pub scenario: Scenario,
    /// The open places, each with the place of its figure in a row.
    pub places: Vec<(usize, Owner)>,
}

/// What rows of the same structure share: the arms, and what is to be known of them.
#[derive(Clone, Debug)]
pub struct Template {
    /// The arms.
    pub arms: Vec<Open>,
    /// The contrasts between them; every template has as many.
    pub contrasts: Vec<Contrast>,
}

/// One setting: a structure, and the figures of its open places.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The template, by its place.
    pub template: usize,
    /// The figures.
    pub figures: Vec<f64>,
}

/// By which numbers the runs of a row draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Replicate k of every row is run k: rows meet the same chances (common random numbers), so
    /// that differences between them are their own.
    Common,
    /// Replicate k of row r is run r · R + k, with R replicates to a row: no two rows share a
    /// chance, as methods that split a variance ask for.
    Independent,
}

impl Numbering {
    /// The number of the run that is a replicate of a row.
    #[must_use]
    pub fn run(self, row: usize, replicate: u64, replicates: u64) -> u64 {
        match self {
            Numbering::Common => replicate,
            Numbering::Independent => row as u64 * replicates + replicate,
        }
    }
}

/// Rows to run.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// The structures.
    pub templates: &'a [Template],
    /// The rows.
    pub points: &'a [Point],
    /// The metrics that are kept.
    pub metrics: &'a [Metric],
    /// How runs are numbered.
    pub numbering: Numbering,
    /// Keep the figures of single replicates too.
    pub each: bool,
}

/// What the runs of one row come to: for each contrast every metric that is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowOutcome {
    /// Over the replicates in which the metric has a value.
    pub moments: Vec<Moments>,
    /// Replicate by replicate, in the same order, where they were asked for; `None` where the
    /// metric has no value.
    pub figures: Vec<Option<f64>>,
}

impl RowOutcome {
    fn merge(&mut self, added: RowOutcome) {
        if self.moments.is_empty() {
            *self = added;
            return;
        }
        for (own, added) in self.moments.iter_mut().zip(&added.moments) {
            own.merge(added);
        }
        self.figures.extend(added.figures);
    }
}

/// Does every row of a study, `plan.runs` replicates each; those that were finished, which are the
/// first ones when interrupted. Progress counts the replicates of all rows, however many arms they
/// have.
///
/// A row with common numbers is to the last bit what a plan of so many runs finds with its figures
/// stated in the file.
///
/// # Errors
///
/// When the system grants no threads.
pub fn rows(
    study: &Rows<'_>,
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Vec<RowOutcome>, ThreadPoolBuildError> {
    let cut = Cut::new(plan.runs);
    let pieces = study.points.len() as u64 * cut.of_row;
    let mut finished = Vec::with_capacity(study.points.len());
    let (mut row, mut done) = (RowOutcome::default(), 0);
    pool(plan.threads)?.install(|| {
        in_order(
            pieces.div_ceil(cut.at_once),
            || control.stopped(),
            || None,
            |held: &mut Held, item| {
                let pieces = cut.pieces(item, pieces);
                pieces
                    .map(|piece| study.piece(held, plan, &cut, piece))
                    .collect::<Vec<_>>()
            },
            |item, outcomes| {
                for (piece, outcome) in cut.pieces(item, pieces).zip(outcomes) {
                    row.merge(outcome);
                    if (piece + 1) % cut.of_row == 0 {
                        finished.push(std::mem::take(&mut row));
                    }
                    done += cut.replicates(piece).count() as u64;
                }
                (control.progress)(done);
            },
        );
    });
    Ok(finished)
}

/// How rows are cut for the threads: a long one into blocks of the fixed size, as everywhere, and
/// short ones many at a time, so that the way to a thread costs little beside the runs.
struct Cut {
    runs: u64,
    /// Pieces to a row.
    of_row: u64,
    /// Pieces that a thread takes at once.
    at_once: u64,
}

impl Cut {
    fn new(runs: u64) -> Cut {
        Cut {
            runs,
            of_row: runs.div_ceil(BLOCK).max(1),
            at_once: (BLOCK / runs.clamp(1, BLOCK)).max(1),
        }
    }

    fn pieces(&self, item: u64, all: u64) -> Range<u64> {
        item * self.at_once..all.min((item + 1) * self.at_once)
    }

    /// The replicates in a piece.
    fn replicates(&self, piece: u64) -> Range<u64> {
        let block = piece % self.of_row;
        block * BLOCK..self.runs.min((block + 1) * BLOCK)
    }
}

/// The simulators of the template that a thread was last at.
type Held = Option<(usize, Vec<Simulator>)>;

impl Rows<'_> {
    fn piece(&self, held: &mut Held, plan: &Plan, cut: &Cut, piece: u64) -> RowOutcome {
        let row = (piece / cut.of_row) as usize;
        let point = &self.points[row];
        let template = &self.templates[point.template];
        let simulators = self.set(held, point);
        let kept = template.contrasts.len() * self.metrics.len();
        let mut outcome = RowOutcome {
            moments: vec![Moments::default(); kept],
            figures: Vec::new(),
        };
        for replicate in cut.replicates(piece) {
            let run = self.numbering.run(row, replicate, plan.runs);
            let keys = Keys::of_run(plan.seed, run);
            for simulator in simulators.iter_mut() {
                simulator.run(&keys, &mut Silent);
            }
            let contrasts = template.contrasts.iter();
            let figures = contrasts.flat_map(|contrast| {
                let metrics = self.metrics.iter();
                metrics.map(|metric| contrast.figure(simulators, *metric as usize))
            });
            for (moments, figure) in outcome.moments.iter_mut().zip(figures) {
                figure.into_iter().for_each(|figure| moments.push(figure));
                if self.each {
                    outcome.figures.push(figure);
                }
            }
        }
        outcome
    }

    /// The simulators of a row, made anew only where the thread comes from another template.
    fn set<'h>(&self, held: &'h mut Held, point: &Point) -> &'h mut [Simulator] {
        let arms = &self.templates[point.template].arms;
        if held.as_ref().is_some_and(|(of, _)| *of != point.template) {
            *held = None;
        }
        let (_, simulators) = held.get_or_insert_with(|| {
            let simulators = arms.iter().map(|arm| Simulator::new(&arm.scenario));
            (point.template, simulators.collect())
        });
        for (simulator, arm) in simulators.iter_mut().zip(arms) {
            for (place, owner) in &arm.places {
                simulator.put(owner, point.figures[*place]);
            }
        }
        simulators
    }
}
