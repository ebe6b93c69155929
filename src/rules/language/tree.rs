//! The typed tree of a condition or effect, and its evaluation.

use std::fmt;

/// The place of a quantity in a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot(pub u16);

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its place in the snapshot.
    pub slot: Slot,
    /// It is 0 or 1, and so a condition by itself.
    pub flag: bool,
}

/// The names that the language knows.
pub trait Vocabulary {
    /// What a name stands for.
    fn symbol(&self, name: &str) -> Option<Symbol>;
    /// Every name, for hints.
    fn names(&self) -> Vec<&str>;
    /// Why a name that is known elsewhere cannot be used here, and what to do instead.
    fn misplaced(&self, _name: &str) -> Option<(String, String)> {
        None
    }
}

/// A number that depends on a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A constant.
    Number(f64),
    /// A quantity.
    Quantity(Slot),
    /// −a
    Negate(Box<Expression>),
    /// a + b
    Add(Box<Expression>, Box<Expression>),
    /// a − b
    Subtract(Box<Expression>, Box<Expression>),
    /// a · b
    Multiply(Box<Expression>, Box<Expression>),
    /// a / b, and 0 where b is 0
    Divide(Box<Expression>, Box<Expression>),
    /// The smaller of two.
    Minimum(Box<Expression>, Box<Expression>),
    /// The larger of two.
    Maximum(Box<Expression>, Box<Expression>),
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// a < b
    Less,
    /// a ≤ b
    LessOrEqual,
    /// a > b
    Greater,
    /// a ≥ b
    GreaterOrEqual,
    /// a = b, exactly
    Equal,
    /// a ≠ b
    NotEqual,
}

impl Comparison {
    #[inline]
    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Comparison::Less => left < right,
            Comparison::LessOrEqual => left <= right,
            Comparison::Greater => left > right,
            Comparison::GreaterOrEqual => left >= right,
            Comparison::Equal => left == right,
            Comparison::NotEqual => left != right,
        }
    }

    /// The sign as it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
        }
    }
}

/// A condition on a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// `true` or `false`.
    Always(bool),
    /// A quantity that is 0 or 1.
    Flag(Slot),
    /// A comparison.
    Compare(Expression, Comparison, Expression),
    /// Both hold.
    And(Box<Condition>, Box<Condition>),
    /// At least one holds.
    Or(Box<Condition>, Box<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// How an effect changes a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Adds; `- x` adds −x.
    Add,
    /// Multiplies.
    Scale,
    /// Replaces.
    Assign,
}

/// An effect on a quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// How it changes.
    pub operator: Operator,
    /// By how much.
    pub amount: Expression,
}

/// Whether a condition can hold, given the ranges of its quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Possibility {
    /// It always holds.
    Always,
    /// It never holds.
    Never,
    /// It depends.
    Sometimes,
}

/// A comparison (or flag) that made a condition hold, with the figures that decided it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason<'c> {
    /// A comparison and its two sides.
    Compared {
        /// The left side.
        left: &'c Expression,
        /// Its value.
        left_value: f64,
        /// How they were compared.
        comparison: Comparison,
        /// The right side.
        right: &'c Expression,
        /// Its value.
        right_value: f64,
        /// The comparison holds (otherwise its failure was what counted).
        holds: bool,
    },
    /// A flag.
    Flag {
        /// The flag.
        slot: Slot,
        /// It was set.
        set: bool,
    },
}

impl Expression {
    /// Its value, always finite: what is too large to hold is the largest figure of its sign, and
    /// what is undefined beyond that is 0.
    #[inline]
    #[must_use]
    pub fn value(&self, snapshot: &[f64]) -> f64 {
        let value = self.evaluate(snapshot);
        if value.is_nan() {
            0.0
        } else {
            value.clamp(f64::MIN, f64::MAX)
        }
    }

    fn evaluate(&self, snapshot: &[f64]) -> f64 {
        match self {
            Expression::Number(number) => *number,
            Expression::Quantity(slot) => snapshot[usize::from(slot.0)],
            Expression::Negate(a) => -a.evaluate(snapshot),
            Expression::Add(a, b) => a.evaluate(snapshot) + b.evaluate(snapshot),
            Expression::Subtract(a, b) => a.evaluate(snapshot) - b.evaluate(snapshot),
            Expression::Multiply(a, b) => a.evaluate(snapshot) * b.evaluate(snapshot),
            Expression::Divide(a, b) => {
                let divisor = b.evaluate(snapshot);
                if divisor == 0.0 {
                    0.0
                } else {
                    a.evaluate(snapshot) / divisor
                }
            }
            Expression::Minimum(a, b) => a.evaluate(snapshot).min(b.evaluate(snapshot)),
            Expression::Maximum(a, b) => a.evaluate(snapshot).max(b.evaluate(snapshot)),
        }
    }

    /// Whether it names a quantity for which this holds.
    pub fn names(&self, which: &dyn Fn(Slot) -> bool) -> bool {
        match self {
            Expression::Number(_) => false,
            Expression::Quantity(slot) => which(*slot),
            Expression::Negate(a) => a.names(which),
            Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b)
            | Expression::Minimum(a, b)
            | Expression::Maximum(a, b) => a.names(which) || b.names(which),
        }
    }

    /// Bounds of its value by interval arithmetic, given the ranges of the quantities.
    #[must_use]
    pub fn bounds(&self, range: &dyn Fn(Slot) -> (f64, f64)) -> (f64, f64) {
        let hull = |values: [f64; 4]| {
            values
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &v| {
                    (low.min(v), high.max(v))
                })
        };
        let of = |e: &Expression| e.bounds(range);
        match self {
            Expression::Number(number) => (*number, *number),
            Expression::Quantity(slot) => range(*slot),
            Expression::Negate(a) => {
                let (low, high) = of(a);
                (-high, -low)
            }
            Expression::Add(a, b) => {
                let (a, b) = (of(a), of(b));
                (a.0 + b.0, a.1 + b.1)
            }
            Expression::Subtract(a, b) => {
                let (a, b) = (of(a), of(b));
                (a.0 - b.1, a.1 - b.0)
            }
            Expression::Multiply(a, b) => {
                let (a, b) = (of(a), of(b));
                hull([a.0 * b.0, a.0 * b.1, a.1 * b.0, a.1 * b.1])
            }
            Expression::Divide(a, b) => {
                let (a, b) = (of(a), of(b));
                if b.0 <= 0.0 && b.1 >= 0.0 {
                    (f64::NEG_INFINITY, f64::INFINITY)
                } else {
                    hull([a.0 / b.0, a.0 / b.1, a.1 / b.0, a.1 / b.1])
                }
            }
            Expression::Minimum(a, b) => {
                let (a, b) = (of(a), of(b));
                (a.0.min(b.0), a.1.min(b.1))
            }
            Expression::Maximum(a, b) => {
                let (a, b) = (of(a), of(b));
                (a.0.max(b.0), a.1.max(b.1))
            }
        }
    }

    /// It as text, with names for slots.
    pub fn text(&self, names: fn(Slot) -> &'static str) -> impl fmt::Display + '_ {
        Text(move |f: &mut fmt::Formatter<'_>| self.write(f, names, 0))
    }

    fn write(
        &self,
        f: &mut fmt::Formatter<'_>,
        names: fn(Slot) -> &'static str,
        strength: u8,
    ) -> fmt::Result {
        let (own, sign, a, b) = match self {
            Expression::Number(number) => return write!(f, "{number}"),
            Expression::Quantity(slot) => return f.write_str(names(*slot)),
            Expression::Negate(a) => {
                f.write_str("-")?;
                return a.write(f, names, 3);
            }
            Expression::Minimum(a, b) | Expression::Maximum(a, b) => {
                let minimum = matches!(self, Expression::Minimum(..));
                f.write_str(if minimum { "min(" } else { "max(" })?;
                a.write(f, names, 0)?;
                f.write_str(", ")?;
                b.write(f, names, 0)?;
                return f.write_str(")");
            }
            Expression::Add(a, b) => (1, "+", a, b),
            Expression::Subtract(a, b) => (1, "-", a, b),
            Expression::Multiply(a, b) => (2, "*", a, b),
            Expression::Divide(a, b) => (2, "/", a, b),
        };
        let bracket = own < strength;
        if bracket {
            f.write_str("(")?;
        }
        a.write(f, names, own)?;
        write!(f, " {sign} ")?;
        b.write(f, names, own + 1)?;
        if bracket { f.write_str(")") } else { Ok(()) }
    }
}

impl Condition {
    /// Whether it names a quantity for which this holds.
    pub fn names(&self, which: &dyn Fn(Slot) -> bool) -> bool {
        match self {
            Condition::Always(_) => false,
            Condition::Flag(slot) => which(*slot),
            Condition::Compare(a, _, b) => a.names(which) || b.names(which),
            Condition::And(a, b) | Condition::Or(a, b) => a.names(which) || b.names(which),
            Condition::Not(a) => a.names(which),
        }
    }

    /// Whether it holds.
    #[must_use]
    pub fn holds(&self, snapshot: &[f64]) -> bool {
        match self {
            Condition::Always(holds) => *holds,
            Condition::Flag(slot) => snapshot[usize::from(slot.0)] != 0.0,
            Condition::Compare(left, comparison, right) => {
                comparison.holds(left.value(snapshot), right.value(snapshot))
            }
            Condition::And(a, b) => a.holds(snapshot) && b.holds(snapshot),
            Condition::Or(a, b) => a.holds(snapshot) || b.holds(snapshot),
            Condition::Not(a) => !a.holds(snapshot),
        }
    }

    /// Whether it can hold at all, given the ranges of the quantities.
    #[must_use]
    pub fn possible(&self, range: &dyn Fn(Slot) -> (f64, f64)) -> Possibility {
        use Possibility::{Always, Never, Sometimes};
        match self {
            Condition::Always(true) => Always,
            Condition::Always(false) => Never,
            Condition::Flag(slot) => match range(*slot) {
                (0.0, 0.0) => Never,
                (low, high) if low > 0.0 || high < 0.0 => Always,
                _ => Sometimes,
            },
            Condition::Compare(left, comparison, right) => {
                let (a, b) = (left.bounds(range), right.bounds(range));
                let less = |a: (f64, f64), b: (f64, f64)| {
                    if a.1 < b.0 {
                        Always
                    } else if a.0 >= b.1 {
                        Never
                    } else {
                        Sometimes
                    }
                };
                let not = |possibility| match possibility {
                    Always => Never,
                    Never => Always,
                    Sometimes => Sometimes,
                };
                match comparison {
                    Comparison::Less => less(a, b),
                    Comparison::GreaterOrEqual => not(less(a, b)),
                    Comparison::Greater => less(b, a),
                    Comparison::LessOrEqual => not(less(b, a)),
                    Comparison::Equal if a.1 < b.0 || b.1 < a.0 => Never,
                    Comparison::NotEqual if a.1 < b.0 || b.1 < a.0 => Always,
                    Comparison::Equal | Comparison::NotEqual => Sometimes,
                }
            }
            Condition::And(a, b) => match (a.possible(range), b.possible(range)) {
                (Never, _) | (_, Never) => Never,
                (Always, Always) => Always,
                _ => Sometimes,
            },
            Condition::Or(a, b) => match (a.possible(range), b.possible(range)) {
                (Always, _) | (_, Always) => Always,
                (Never, Never) => Never,
                _ => Sometimes,
            },
            Condition::Not(a) => match a.possible(range) {
                Always => Never,
                Never => Always,
                Sometimes => Sometimes,
            },
        }
    }

    /// What decided that it holds (or not): the comparisons and flags that counted.
    #[must_use]
    pub fn reasons<'c>(&'c self, snapshot: &[f64]) -> Vec<Reason<'c>> {
        let mut reasons = Vec::new();
        self.collect(snapshot, self.holds(snapshot), &mut reasons);
        reasons
    }

    fn collect<'c>(&'c self, snapshot: &[f64], outcome: bool, into: &mut Vec<Reason<'c>>) {
        if self.holds(snapshot) != outcome {
            return;
        }
        match self {
            Condition::Always(_) => {}
            Condition::Flag(slot) => into.push(Reason::Flag {
                slot: *slot,
                set: outcome,
            }),
            Condition::Compare(left, comparison, right) => into.push(Reason::Compared {
                left,
                left_value: left.value(snapshot),
                comparison: *comparison,
                right,
                right_value: right.value(snapshot),
                holds: outcome,
            }),
            Condition::And(a, b) | Condition::Or(a, b) => {
                a.collect(snapshot, outcome, into);
                b.collect(snapshot, outcome, into);
            }
            Condition::Not(a) => a.collect(snapshot, !outcome, into),
        }
    }

    /// It as text, with names for slots.
    pub fn text(&self, names: fn(Slot) -> &'static str) -> impl fmt::Display + '_ {
        Text(move |f: &mut fmt::Formatter<'_>| self.write(f, names, 0))
    }

    fn write(
        &self,
        f: &mut fmt::Formatter<'_>,
        names: fn(Slot) -> &'static str,
        strength: u8,
    ) -> fmt::Result {
        let (own, sign, a, b) = match self {
            Condition::Always(holds) => return write!(f, "{holds}"),
            Condition::Flag(slot) => return f.write_str(names(*slot)),
            Condition::Compare(left, comparison, right) => {
                let bracket = strength > 2;
                if bracket {
                    f.write_str("(")?;
                }
                left.write(f, names, 0)?;
                write!(f, " {} ", comparison.sign())?;
                right.write(f, names, 0)?;
                return if bracket { f.write_str(")") } else { Ok(()) };
            }
            Condition::Not(a) => {
                f.write_str("!")?;
                return a.write(f, names, 3);
            }
            Condition::Or(a, b) => (1, "||", a, b),
            Condition::And(a, b) => (2, "&&", a, b),
        };
        let bracket = own < strength;
        if bracket {
            f.write_str("(")?;
        }
        a.write(f, names, own)?;
        write!(f, " {sign} ")?;
        b.write(f, names, own + 1)?;
        if bracket { f.write_str(")") } else { Ok(()) }
    }
}

impl Effect {
    /// It as text, with names for slots.
    pub fn text(&self, names: fn(Slot) -> &'static str) -> impl fmt::Display + '_ {
        Text(move |f: &mut fmt::Formatter<'_>| {
            match (self.operator, &self.amount) {
                (Operator::Add, Expression::Negate(amount)) => {
                    f.write_str("- ")?;
                    return amount.write(f, names, 3);
                }
                (Operator::Add, _) => f.write_str("+ ")?,
                (Operator::Scale, _) => f.write_str("* ")?,
                (Operator::Assign, _) => f.write_str("= ")?,
            }
            self.amount.write(f, names, 0)
        })
    }
}

/// Displays by a closure.
struct Text<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Text<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
