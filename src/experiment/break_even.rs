//! Break-even: the figure of an input at which two arms change order.

use std::cell::Cell;
use std::cmp::Ordering;

use super::arm::Arm;
use crate::analysis::Interval;
use crate::document::Refusal;
use crate::model::Metric;
use crate::study::{Contrast, Control, Plan, contrast};

/// Figures of the input at which the arms are compared first, evenly spaced.
const POINTS: usize = 9;

/// Halvings of the step between two of them, to find a place within it.
const HALVINGS: u32 = 6;

/// What problems with the path and its figures are named by.
const ORIGIN: &str = "--break-even";

/// Comparisons that a search with one change of order takes.
pub const PROBES: u64 = POINTS as u64 + 4 * HALVINGS as u64;

/// What to look for.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The path of the input.
    pub path: String,
    /// The least figure.
    pub low: f64,
    /// The largest figure.
    pub high: f64,
    /// The metric by which the arms are ordered.
    pub metric: Metric,
    /// The negotiation in the first and in the second arm.
    pub negotiations: (usize, usize),
}

/// The difference of two arms at a figure of the input: the second less the first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The figure.
    pub figure: f64,
    /// The mean difference; `None` when no run has a value in both arms.
    pub mean: Option<f64>,
    /// Its 95 % interval.
    pub ci95: Option<Interval>,
    /// On which side of 0 it is told to be.
    pub told: Ordering,
    /// Runs compared.
    pub count: u64,
}

/// Which arm is higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The first.
    First,
    /// The second.
    Second,
    /// They cannot be told apart.
    NotToldApart,
}

impl Point {
    /// Which arm is higher, as far as it is told.
    #[must_use]
    pub fn order(&self) -> Order {
        match self.told {
            Ordering::Greater => Order::Second,
            Ordering::Less => Order::First,
            Ordering::Equal => Order::NotToldApart,
        }
    }
}

/// A place at which two arms change order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// The arm that is higher below it.
    pub below: Order,
    /// The arm that is higher above it.
    pub above: Order,
    /// The nearest figures that were looked at first, at which these arms are told to be higher.
    pub between: (f64, f64),
    /// Where the mean difference is 0; the middle where that is a stretch.
    pub place: f64,
    /// The figures around it at which the arms cannot be told apart: the 95 % interval of the place.
    pub ci95: Interval,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// The arms at evenly spaced figures.
    pub points: Vec<Point>,
    /// Where they change order, in the order of the places.
    pub crossings: Vec<Crossing>,
    /// The search came to its end.
    pub complete: bool,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum BreakEvenError {
    /// An arm is not valid at a figure of the range.
    Refused(Box<Refusal>),
    /// The system grants no threads.
    NoThreads(String),
}

impl From<Refusal> for BreakEvenError {
    fn from(refusal: Refusal) -> Self {
        BreakEvenError::Refused(Box::new(refusal))
    }
}

/// Finds where two arms change order on a metric as the figure at a path moves over a range.
///
/// The arms meet the same inputs and chances at every figure, so that the mean difference is one
/// function of it. It is looked at in nine places. Where one arm is higher at a figure and the other
/// at a later one, with nothing told apart between them, they change order: the place is where the
/// mean difference is 0, found by halving, and its interval goes from where the one can no longer be
/// told to be higher to where the other can. That is the set of figures at which a difference of 0
/// is not rejected at the 5 % level. Two changes of order within one step are not seen.
///
/// The progress told is the number of comparisons made, [`PROBES`] of them for one change of order.
///
/// # Errors
///
/// When an arm is not valid within the range, which is tried at both ends before anything runs, or
/// the system grants no threads.
pub fn break_even(
    arms: (&Arm, &Arm),
    search: &Search,
    plan: &Plan,
    control: &Control<'_>,
) -> Result<BreakEven, BreakEvenError> {
    let prober = Prober {
        arms,
        search,
        plan,
        control,
        probes: Cell::new(0),
    };
    // All figures are tried before anything runs, and one between them for those that are whole.
    let figure = |share: f64| search.low + share * (search.high - search.low);
    prober.arms_at(search.high)?;
    for step in 0..=2 * (POINTS - 1) {
        prober.arms_at(figure(step as f64 / (2 * (POINTS - 1)) as f64))?;
    }
    let mut points = Vec::with_capacity(POINTS);
    for step in 0..POINTS {
        let share = step as f64 / (POINTS - 1) as f64;
        match prober.probe(figure(share))? {
            Some(point) => points.push(point),
            None => return Ok(BreakEven::partial(points)),
        }
    }
    let mut crossings = Vec::new();
    for (below, above) in changes_of_order(&points) {
        match prober.crossing(&points[below..=above])? {
            Some(crossing) => crossings.push(crossing),
            None => return Ok(BreakEven::partial(points)),
        }
    }
    Ok(BreakEven {
        points,
        crossings,
        complete: true,
    })
}

impl BreakEven {
    fn partial(points: Vec<Point>) -> BreakEven {
        BreakEven {
            points,
            crossings: Vec::new(),
            complete: false,
        }
    }
}

/// Pairs of places between which nothing is told apart, with one arm higher at the first and the
/// other at the second.
fn changes_of_order(points: &[Point]) -> Vec<(usize, usize)> {
    let told: Vec<usize> = (0..points.len())
        .filter(|&place| points[place].order() != Order::NotToldApart)
        .collect();
    told.windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|&(a, b)| points[a].order() != points[b].order())
        .collect()
}

fn middle((low, high): (f64, f64)) -> f64 {
    f64::midpoint(low, high)
}

/// The sign of the mean difference where an arm is higher.
fn order_sign(order: Order) -> f64 {
    match order {
        Order::Second => 1.0,
        Order::First => -1.0,
        Order::NotToldApart => 0.0,
    }
}

struct Prober<'a> {
    arms: (&'a Arm, &'a Arm),
    search: &'a Search,
    plan: &'a Plan,
    control: &'a Control<'a>,
    probes: Cell<u64>,
}

impl Prober<'_> {
    fn arms_at(&self, figure: f64) -> Result<(Arm, Arm), BreakEvenError> {
        let path = &self.search.path;
        let (first, second) = self.arms;
        Ok((
            first.with_figure(ORIGIN, path, figure)?,
            second.with_figure(ORIGIN, path, figure)?,
        ))
    }

    /// Compares the arms at a figure; `None` when interrupted.
    fn probe(&self, figure: f64) -> Result<Option<Point>, BreakEvenError> {
        let (first, second) = self.arms_at(figure)?;
        let (of_first, of_second) = self.search.negotiations;
        let difference = Contrast::difference((1, of_second), (0, of_first));
        let arms = [&first.scenario, &second.scenario];
        let silent = Control {
            progress: &|_| {},
            ..*self.control
        };
        let contrasts = contrast(&arms, &[difference], self.plan, &silent)
            .map_err(|error| BreakEvenError::NoThreads(error.to_string()))?;
        self.probes.set(self.probes.get() + 1);
        (self.control.progress)(self.probes.get());
        Ok(contrasts.complete.then(|| {
            let summary = &contrasts.summaries[0];
            let moments = &summary.metric(self.search.metric).moments;
            Point {
                figure,
                mean: moments.mean(),
                ci95: summary.interval(self.search.metric),
                told: summary.told(self.search.metric),
                count: moments.count(),
            }
        }))
    }

    /// The crossing between the first and the last of these points.
    fn crossing(&self, points: &[Point]) -> Result<Option<Crossing>, BreakEvenError> {
        let below = points[0].order();
        let above = points[points.len() - 1].order();
        // The mean can be 0 over a stretch of figures, of which the middle is the place.
        let sign = |point: &Point| point.mean.unwrap_or(0.0) * order_sign(below);
        let zero_from = self.turn(points, |point| sign(point) > 0.0)?;
        let zero_to = self.turn(points, |point| sign(point) >= 0.0)?;
        let zero = zero_from.zip(zero_to);
        let zero = zero.map(|(from, to)| f64::midpoint(middle(from), middle(to)));
        let last_below = self.turn(points, |point| point.order() == below)?;
        let first_above = self.turn(points, |point| point.order() != above)?;
        let (Some(zero), Some(last_below), Some(first_above)) = (zero, last_below, first_above)
        else {
            return Ok(None);
        };
        Ok(Some(Crossing {
            below,
            above,
            between: (points[0].figure, points[points.len() - 1].figure),
            place: zero,
            // What halving leaves open belongs to the interval.
            ci95: Interval(last_below.0.min(zero), first_above.1.max(zero)),
        }))
    }

    /// The figures between which what holds at the first point no longer does, halved down.
    fn turn(
        &self,
        points: &[Point],
        holds: impl Fn(&Point) -> bool,
    ) -> Result<Option<(f64, f64)>, BreakEvenError> {
        let at = points.iter().position(|point| !holds(point)).unwrap_or(1);
        let (mut low, mut high) = (points[at - 1].figure, points[at].figure);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let Some(point) = self.probe(middle)? else {
                return Ok(None);
            };
            if holds(&point) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(Some((low, high)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(orders: &str) -> Vec<Point> {
        let point = |(place, order)| {
            let ci95 = match order {
                '1' => Interval(-2.0, -1.0),
                '2' => Interval(1.0, 2.0),
                _ => Interval(-1.0, 1.0),
            };
            Point {
                figure: f64::from(place as u32),
                mean: Some(f64::midpoint(ci95.low(), ci95.high())),
                ci95: Some(ci95),
                told: ci95.side(),
                count: 10,
            }
        };
        orders.chars().enumerate().map(point).collect()
    }

    #[test]
    fn orders_change_between_places_where_they_are_told() {
        for (orders, expected) in [
            ("111", vec![]),
            ("1002", vec![(0, 3)]),
            ("12", vec![(0, 1)]),
            ("0110", vec![]),
            ("1011", vec![]),
            ("0120210", vec![(1, 2), (4, 5)]),
            ("000", vec![]),
        ] {
            assert_eq!(changes_of_order(&points(orders)), expected, "{orders}");
        }
    }
}
