//! Figures before a run: what is expected, how far it may lie from that, and what it rests on.

use serde::Serialize;

use super::super::words::{percent, points};
use crate::chance::Distribution;
use crate::scenario::{Basis, Figure, Scenario};

/// A figure as a scenario has it before a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefedFigure {
    /// The figure; the mean of one that is drawn.
    pub figure: f64,
    /// The smallest and the largest that can be drawn, where it is drawn.
    pub range: Option<[f64; 2]>,
    /// `evidence`, `assumption`, or `default` where the file does not state it.
    pub basis: &'static str,
    /// Its source, as stated.
    pub source: Option<String>,
}

impl BriefedFigure {
    /// The figure in a sentence: `0.55 (0.40 to 0.70)`, with its source in brackets.
    pub(super) fn words(&self) -> String {
        format!("{}{}", self.bare(), self.cited())
    }

    /// The same without its source.
    pub(super) fn bare(&self) -> String {
        self.ranged(points)
    }

    /// A share in a sentence: `50 % (40 % to 60 %)`, with its source in brackets.
    pub(super) fn share(&self) -> String {
        format!("{}{}", self.ranged(|share| percent(share, 0)), self.cited())
    }

    /// Its source in brackets, of a figure that rests on evidence.
    fn cited(&self) -> String {
        match &self.source {
            Some(source) if self.basis == "evidence" => format!(" [{source}]"),
            _ => String::new(),
        }
    }

    /// The figure, and the ends of its range where it has one.
    fn ranged(&self, words: impl Fn(f64) -> String) -> String {
        let figure = words(self.figure);
        match self.range {
            Some([low, high]) => format!("{figure} ({} to {})", words(low), words(high)),
            None => figure,
        }
    }
}

/// A scenario with every uncertain input at its mean, at its low end and at its high end.
#[derive(Debug)]
pub(super) struct Ends<'a> {
    pub(super) middle: &'a Scenario,
    low: Scenario,
    high: Scenario,
}

impl<'a> Ends<'a> {
    pub(super) fn new(middle: &'a Scenario) -> Ends<'a> {
        Ends {
            low: with_inputs(middle, |distribution| distribution.support().0),
            high: with_inputs(middle, |distribution| distribution.support().1),
            middle,
        }
    }

    /// The figure that a scenario has at a path, or that it makes of figures below the path.
    pub(super) fn figure(&self, path: &str, get: impl Fn(&Scenario) -> f64) -> BriefedFigure {
        let (low, high) = (get(&self.low), get(&self.high));
        let stated: Vec<&Figure> = self
            .middle
            .figures
            .iter()
            .filter(|figure| belongs(&figure.path, path))
            .collect();
        let basis = match stated.as_slice() {
            [] => "default",
            all if all.iter().all(|figure| figure.basis == Basis::Evidence) => "evidence",
            _ => "assumption",
        };
        BriefedFigure {
            figure: get(self.middle),
            range: (low != high).then_some([low.min(high), low.max(high)]),
            basis,
            source: stated.iter().find_map(|figure| figure.source.clone()),
        }
    }
}

/// Whether a path is another one, or lies below it.
fn belongs(path: &str, to: &str) -> bool {
    path.strip_prefix(to)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn with_inputs(scenario: &Scenario, of: impl Fn(&Distribution) -> f64) -> Scenario {
    let mut fixed = scenario.clone();
    for input in &scenario.uncertain {
        input.owner.put(&mut fixed, of(&input.distribution));
    }
    fixed
}
