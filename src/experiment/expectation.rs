//! Expectations: what an experiment claims of a metric, and what the effect would rest on.

use super::arm::Arm;
use crate::model::Metric;
use crate::study::{Contrast, Term};

/// A direction in which a metric is expected to differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Direction {
    /// Higher in the treatment, by more than this.
    Increase(f64),
    /// Lower in the treatment, by more than this.
    Decrease(f64),
    /// No further apart than this margin.
    NoChange(f64),
}

impl Direction {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Direction::Increase(_) => "increase",
            Direction::Decrease(_) => "decrease",
            Direction::NoChange(_) => "no_change",
        }
    }

    /// Whether a difference points this way, whatever its size; within the margin, for no change.
    #[must_use]
    pub fn agrees(self, difference: f64) -> bool {
        match self {
            Direction::Increase(_) => difference > 0.0,
            Direction::Decrease(_) => difference < 0.0,
            Direction::NoChange(margin) => difference.abs() < margin,
        }
    }

    /// Whether a difference points the other way; beyond the margin, for no change.
    #[must_use]
    pub fn opposes(self, difference: f64) -> bool {
        match self {
            Direction::Increase(_) => difference < 0.0,
            Direction::Decrease(_) => difference > 0.0,
            Direction::NoChange(margin) => difference.abs() >= margin,
        }
    }
}

/// What an expected effect would show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// An equation of the model, which is named, states the direction: that the effect appears says
    /// that the model does what it says, and no more.
    BuiltIn(String),
    /// No single equation states it: it comes from several mechanisms that can work against each
    /// other.
    Emergent,
}

impl Basis {
    /// The name used in files and output.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Basis::BuiltIn(_) => "built_in",
            Basis::Emergent => "emergent",
        }
    }

    /// The equation that states the direction, where there is one.
    #[must_use]
    pub fn equation(&self) -> Option<&str> {
        match self {
            Basis::BuiltIn(equation) => Some(equation),
            Basis::Emergent => None,
        }
    }
}

/// What is expected of a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The negotiation.
    pub negotiation: String,
    /// The metric.
    pub metric: Metric,
    /// The arm that is treated, by its place.
    pub treatment: usize,
    /// The arm that it is set against.
    pub control: usize,
    /// Of a difference of differences: the pair whose difference is taken away.
    pub less: Option<(usize, usize)>,
    /// The direction.
    pub direction: Direction,
    /// What the effect would show, where the file says so.
    pub basis: Option<Basis>,
    /// Where it is stated: file, line and column.
    pub location: String,
}

impl Expectation {
    /// The contrast that it is about: the treatment less the control, less the difference of the
    /// other pair where there is one; `None` where an arm has no such negotiation.
    #[must_use]
    pub fn contrast(&self, arms: &[Arm]) -> Option<Contrast> {
        let term = |arm: usize, weight: f64| {
            let negotiations = &arms.get(arm)?.scenario.negotiations;
            let negotiation = negotiations.iter().position(|n| n.id == self.negotiation)?;
            Some(Term {
                arm,
                negotiation,
                weight,
            })
        };
        let mut terms = vec![term(self.treatment, 1.0)?, term(self.control, -1.0)?];
        if let Some((treatment, control)) = self.less {
            terms.extend([term(treatment, -1.0)?, term(control, 1.0)?]);
        }
        Some(Contrast { terms })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_agrees_or_opposes_or_does_neither() {
        for (direction, difference, agrees, opposes) in [
            (Direction::Increase(0.2), 0.1, true, false),
            (Direction::Increase(0.0), 0.0, false, false),
            (Direction::Increase(0.0), -0.1, false, true),
            (Direction::Decrease(0.0), -0.1, true, false),
            (Direction::Decrease(0.0), 0.1, false, true),
            (Direction::NoChange(0.1), 0.05, true, false),
            (Direction::NoChange(0.1), -0.1, false, true),
        ] {
            let found = (direction.agrees(difference), direction.opposes(difference));
            assert_eq!(found, (agrees, opposes), "{direction:?} {difference}");
        }
    }
}
