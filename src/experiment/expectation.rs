//! Expectations: what an experiment claims of a metric, and what the effect would rest on.

use super::arm::Arm;
use super::reading::Reading;
use crate::model::Metric;
use crate::study::{Contrast, Term};

/// What is expected of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// Higher in the treatment, by more than this.
    Increase(f64),
    /// Lower in the treatment, by more than this.
    Decrease(f64),
    /// No further apart than this margin.
    NoChange(f64),
    /// Within a band, whose ends belong to it.
    Between(Band),
}

impl Expected {
    /// The names of the directions in files and output, in their order; a band has none.
    pub const DIRECTIONS: [&'static str; 3] = ["increase", "decrease", "no_change"];

    /// The name of the direction, where it is one.
    #[must_use]
    pub fn direction(self) -> Option<&'static str> {
        let place = match self {
            Expected::Increase(_) => 0,
            Expected::Decrease(_) => 1,
            Expected::NoChange(_) => 2,
            Expected::Between(_) => return None,
        };
        Some(Expected::DIRECTIONS[place])
    }

    /// Whether a figure is as expected, of a direction whatever its size.
    #[must_use]
    pub fn agrees(self, figure: f64) -> bool {
        match self {
            Expected::Increase(_) => figure > 0.0,
            Expected::Decrease(_) => figure < 0.0,
            Expected::NoChange(margin) => figure.abs() < margin,
            Expected::Between(band) => band.contains(figure),
        }
    }

    /// Whether a figure points the other way, is beyond the margin, or outside the band.
    #[must_use]
    pub fn opposes(self, figure: f64) -> bool {
        match self {
            Expected::Increase(_) => figure < 0.0,
            Expected::Decrease(_) => figure > 0.0,
            Expected::NoChange(margin) => figure.abs() >= margin,
            Expected::Between(band) => !band.contains(figure),
        }
    }
}

/// The figures from a lower to an upper end, which belong to it; without an end it is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl Band {
    /// Whether a figure is in it.
    #[must_use]
    pub fn contains(self, figure: f64) -> bool {
        !self.is_above(figure) && !self.is_below(figure)
    }

    /// Whether it is wholly above a figure.
    #[must_use]
    pub fn is_above(self, figure: f64) -> bool {
        self.low.is_some_and(|low| figure < low)
    }

    /// Whether it is wholly below a figure.
    #[must_use]
    pub fn is_below(self, figure: f64) -> bool {
        self.high.is_some_and(|high| figure > high)
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
    /// The arm that it is set against; none where the level of the treatment is read.
    pub control: Option<usize>,
    /// Of a difference of differences: the pair whose difference is taken away.
    pub less: Option<(usize, usize)>,
    /// The figure that is read of these arms.
    pub reading: Reading,
    /// What is expected of the figure.
    pub expected: Expected,
    /// What the effect would show, where the file says so.
    pub basis: Option<Basis>,
    /// Where it is stated: file, line and column.
    pub location: String,
}

impl Expectation {
    /// The contrast that it is about: the treatment, less the control where there is one, less the
    /// difference of the other pair where there is one; `None` where an arm has no such negotiation.
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
        let mut terms = vec![term(self.treatment, 1.0)?];
        if let Some(control) = self.control {
            terms.push(term(control, -1.0)?);
        }
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
    fn a_figure_agrees_or_opposes_or_does_neither() {
        let between = |low, high| Expected::Between(Band { low, high });
        for (expected, figure, agrees, opposes) in [
            (Expected::Increase(0.2), 0.1, true, false),
            (Expected::Increase(0.0), 0.0, false, false),
            (Expected::Increase(0.0), -0.1, false, true),
            (Expected::Decrease(0.0), -0.1, true, false),
            (Expected::Decrease(0.0), 0.1, false, true),
            (Expected::NoChange(0.1), 0.05, true, false),
            (Expected::NoChange(0.1), -0.1, false, true),
            (between(Some(0.1), Some(0.2)), 0.2, true, false),
            (between(Some(0.1), Some(0.2)), 0.21, false, true),
            (between(None, Some(0.2)), -9.0, true, false),
            (between(Some(0.1), None), 0.0, false, true),
        ] {
            let found = (expected.agrees(figure), expected.opposes(figure));
            assert_eq!(found, (agrees, opposes), "{expected:?} {figure}");
        }
    }
}
