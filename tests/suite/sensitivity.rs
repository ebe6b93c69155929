//! Designs and estimators of sensitivity analysis, on functions whose answers are known.

mod convergence;
mod floor;
mod functions;
mod missing;
mod noise;
mod salib;

use demarche::analysis::Moments;
use demarche::analysis::sensitivity::{Points, Resampling};
use demarche::chance::{Purpose, RunKey, StreamId, Tape};

/// Moments of rows that have no noise: two replicates that agree.
fn exact(points: &Points, function: impl Fn(&[f64]) -> f64) -> Vec<Moments> {
    points.rows().map(|row| twice(function(row))).collect()
}

fn twice(figure: f64) -> Moments {
    let mut moments = Moments::default();
    moments.push(figure);
    moments.push(figure);
    moments
}

/// Moments of rows with normal noise of a standard deviation, on seeds that differ from row to row
/// and from repeat to repeat.
fn noisy(
    points: &Points,
    function: impl Fn(&[f64]) -> f64,
    sd: f64,
    replicates: u64,
    repeat: u64,
) -> Vec<Moments> {
    let mut tape = Tape::new(StreamId::new(Purpose::Event, &["noise"]));
    let key = RunKey::new(5, repeat);
    let rows = points.rows().enumerate();
    rows.map(|(row, point)| {
        let (mean, mut moments) = (function(point), Moments::default());
        for replicate in 0..replicates {
            let place = row as u64 * replicates + replicate;
            moments.push(mean + sd * tape.normal(&key, place));
        }
        moments
    })
    .collect()
}

/// Independent uniform points.
fn independent(count: usize, columns: usize, repeat: u64) -> Points {
    let mut tape = Tape::new(StreamId::new(Purpose::Design, &["independent"]));
    let key = RunKey::new(6, repeat);
    let cells = (0..(count * columns) as u64).map(|place| tape.uniform(&key, place));
    Points::new(columns, cells.collect())
}

fn resampling(seed: u64) -> Resampling {
    Resampling {
        resamples: 200,
        level: 0.95,
        seed,
    }
}

/// Σ cᵢ (xᵢ − ½), whose indices of first order and total indices are both cᵢ² / Σ c².
fn additive(weights: &[f64]) -> impl Fn(&[f64]) -> f64 {
    move |point| {
        let parts = weights.iter().zip(point);
        parts.map(|(weight, x)| weight * (x - 0.5)).sum()
    }
}
