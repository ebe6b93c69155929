//! Conditions compiled for speed.

use super::language::{Comparison, Condition, Expression, Possibility, Slot};

/// A condition as a list of tests that must all pass, lists of tests one of which must pass, which
/// is what most conditions are, and whatever else it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    tests: Vec<Test>,
    alternatives: Vec<Vec<Test>>,
    rest: Option<Condition>,
}

/// A quantity lies between two figures, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    slot: usize,
    low: f64,
    high: f64,
}

impl Test {
    /// Whether the quantity lies between the two figures.
    #[inline]
    #[must_use]
    pub fn passes(&self, snapshot: &[f64]) -> bool {
        let figure = snapshot[self.slot];
        self.low <= figure && figure <= self.high
    }
}

impl Guard {
    /// Compiles a condition; [`Guard::holds`] says the same as [`Condition::holds`] of figures in
    /// these ranges. `None` when the condition cannot hold.
    #[must_use]
    pub fn new(condition: &Condition, range: &dyn Fn(Slot) -> (f64, f64)) -> Option<Guard> {
        let mut guard = Guard {
            tests: Vec::new(),
            alternatives: Vec::new(),
            rest: None,
        };
        guard.require(condition, range)?;
        Some(guard)
    }

    /// Whether the condition holds.
    #[inline]
    #[must_use]
    pub fn holds(&self, snapshot: &[f64]) -> bool {
        self.tests.iter().all(|test| test.passes(snapshot))
            && self
                .alternatives
                .iter()
                .all(|tests| tests.iter().any(|test| test.passes(snapshot)))
            && self
                .rest
                .as_ref()
                .is_none_or(|condition| condition.holds(snapshot))
    }

    /// The first of its tests, which fails most often for most conditions; `None` when it has
    /// none.
    #[must_use]
    pub fn first(&self) -> Option<Test> {
        self.tests.first().copied()
    }

    fn require(&mut self, condition: &Condition, range: &dyn Fn(Slot) -> (f64, f64)) -> Option<()> {
        match condition.possible(range) {
            Possibility::Never => return None,
            Possibility::Always => return Some(()),
            Possibility::Sometimes => {}
        }
        if let Condition::And(a, b) = condition {
            self.require(a, range)?;
            self.require(b, range)?;
        } else if let Some(test) = test(condition) {
            self.tests.push(test);
        } else if let Some(tests) = alternatives(condition) {
            self.alternatives.push(tests);
        } else {
            let condition = condition.clone();
            self.rest = Some(match self.rest.take() {
                Some(rest) => Condition::And(Box::new(rest), Box::new(condition)),
                None => condition,
            });
        }
        Some(())
    }
}

/// The condition as tests one of which must pass, where it is that.
fn alternatives(condition: &Condition) -> Option<Vec<Test>> {
    match condition {
        Condition::Or(a, b) => {
            let mut tests = alternatives(a)?;
            tests.extend(alternatives(b)?);
            Some(tests)
        }
        _ => test(condition).map(|test| vec![test]),
    }
}

/// The condition as one test, where it is one.
fn test(condition: &Condition) -> Option<Test> {
    let (slot, comparison, figure) = match condition {
        Condition::Flag(slot) => (*slot, Comparison::Greater, 0.0),
        Condition::Not(inner) => match inner.as_ref() {
            Condition::Flag(slot) => (*slot, Comparison::Equal, 0.0),
            _ => return None,
        },
        Condition::Compare(Expression::Quantity(slot), comparison, Expression::Number(figure)) => {
            (*slot, *comparison, *figure)
        }
        _ => return None,
    };
    let (low, high) = match comparison {
        Comparison::Less => (f64::NEG_INFINITY, figure.next_down()),
        Comparison::LessOrEqual => (f64::NEG_INFINITY, figure),
        Comparison::Greater => (figure.next_up(), f64::INFINITY),
        Comparison::GreaterOrEqual => (figure, f64::INFINITY),
        Comparison::Equal => (figure, figure),
        Comparison::NotEqual => return None,
    };
    Some(Test {
        slot: usize::from(slot.0),
        low,
        high,
    })
}

#[cfg(test)]
mod tests {
    use super::super::language::parse_condition;
    use super::super::quantity::{QUANTITY_COUNT, Quantities, Quantity, quantity_range};
    use super::*;

    fn condition(text: &str) -> Condition {
        parse_condition(text, &Quantities { clause: false }).unwrap()
    }

    /// Every combination of figures at, just below and just above the thresholds.
    #[test]
    fn a_guard_says_what_the_condition_says() {
        for text in [
            "trust < 0.5",
            "trust <= 0.5 && !crisis && pressure > 0.5",
            "trust >= 0.5 && (crisis || pressure == 0.5)",
            "0.5 > trust && trust != 0.5 && !(pressure < 0.5)",
            "crisis && trust + pressure > 1",
            "crisis || trust > 0.5 || pressure < 0.5",
            "(crisis || trust * pressure > 0.2) && (trust < 0.5 || !crisis)",
            "trust >= 0 && pressure < 0.5",
            "true",
        ] {
            let condition = condition(text);
            let guard = Guard::new(&condition, &quantity_range).unwrap();
            let edges = [0.0, 0.5_f64.next_down(), 0.5, 0.5_f64.next_up(), 1.0];
            for trust in edges {
                for pressure in edges {
                    for crisis in [0.0, 1.0] {
                        let mut snapshot = [0.0; QUANTITY_COUNT];
                        snapshot[Quantity::Trust.slot()] = trust;
                        snapshot[Quantity::Pressure.slot()] = pressure;
                        snapshot[Quantity::Crisis.slot()] = crisis;
                        let (found, expected) =
                            (guard.holds(&snapshot), condition.holds(&snapshot));
                        assert_eq!(found, expected, "{text} {trust} {pressure} {crisis}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_the_ranges_settle_is_not_tested() {
        let in_crisis = |slot: Slot| match Quantity::at(slot) {
            Quantity::Crisis => (1.0, 1.0),
            _ => quantity_range(slot),
        };
        assert_eq!(Guard::new(&condition("false"), &quantity_range), None);
        assert_eq!(Guard::new(&condition("!crisis"), &in_crisis), None);
        let crisis_and_trust = Guard::new(&condition("crisis && trust > 0.5"), &in_crisis);
        let trust = Guard::new(&condition("trust > 0.5"), &quantity_range);
        assert_eq!(crisis_and_trust, trust);
    }
}
