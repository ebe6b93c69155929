//! Why a rule fired: the figures that tipped it, in words.

use super::super::cast::Cast;
use super::super::words::{percent, points};
use super::quantities::{figure, figures, flag, noun};
use crate::domain::{Clause, Direction};
use crate::rules::language::{Comparison, Expression, Reason, Slot};
use crate::rules::{Move, Quantity, Rule, RuleEffect, Snapshot};

/// What made a rule fire for a clause (or for none), given the figures that it saw.
pub(super) fn reasons(
    cast: &Cast<'_>,
    rule: &Rule,
    clause: Option<&Clause>,
    snapshot: &Snapshot,
) -> Vec<String> {
    let teller = Teller {
        cast,
        clause,
        snapshot,
    };
    let all = rule.when.reasons(snapshot);
    let tipped: Vec<&Reason<'_>> = all.iter().filter(|r| !only_room(rule, r)).collect();
    let words = teller.words(&tipped);
    if words.is_empty() {
        // A rule that asks for nothing but room is told with that.
        return teller.words(&all.iter().collect::<Vec<_>>());
    }
    words
}

/// What kept the condition of a rule from holding for a clause (or for none), given the figures that
/// it saw.
pub(super) fn failures(
    cast: &Cast<'_>,
    rule: &Rule,
    clause: Option<&Clause>,
    snapshot: &Snapshot,
) -> Vec<String> {
    let teller = Teller {
        cast,
        clause,
        snapshot,
    };
    teller.words(&rule.when.reasons(snapshot).iter().collect::<Vec<_>>())
}

/// A reason that only says that there is room left for the rule to act: it leaves out no more than
/// the end of a quantity's range, or names what the rule itself changes.
fn only_room(rule: &Rule, reason: &Reason<'_>) -> bool {
    match *reason {
        Reason::Flag { slot, .. } => {
            Quantity::at(slot) == Quantity::InitiativePartner
                && matches!(
                    rule.makes,
                    Some(Move::TakeInitiative | Move::YieldInitiative)
                )
        }
        Reason::Compared {
            left: Expression::Quantity(slot),
            comparison,
            right: Expression::Number(bound),
            holds: true,
            ..
        } => {
            let quantity = Quantity::at(*slot);
            let entry = quantity.entry();
            let end = *bound == entry.low || *bound == entry.high;
            let changes = |effect: &RuleEffect| effect.quantity == quantity;
            match comparison {
                Comparison::Less | Comparison::Greater | Comparison::NotEqual => end,
                Comparison::Equal => end && rule.effects.iter().any(changes),
                Comparison::LessOrEqual | Comparison::GreaterOrEqual => false,
            }
        }
        Reason::Compared { .. } => false,
    }
}

struct Teller<'a> {
    cast: &'a Cast<'a>,
    clause: Option<&'a Clause>,
    snapshot: &'a Snapshot,
}

impl Teller<'_> {
    /// The reasons in words, each once.
    fn words(&self, told: &[&Reason<'_>]) -> Vec<String> {
        let mut words = Vec::new();
        for reason in told {
            let said = self.spell(reason, told).or_else(|| self.reason(reason));
            // How long a threshold has been missed or met may be asked for twice, and is said once.
            if let Some(said) = said.filter(|said| !words.contains(said)) {
                words.push(said);
            }
        }
        words
    }

    /// For a reason about how long what the clause watches has been below its threshold or not:
    /// what is observed, the threshold, the rounds, and the rounds that were asked for.
    fn spell(&self, reason: &Reason<'_>, all: &[&Reason<'_>]) -> Option<String> {
        let clause = self.clause?;
        let (direction, _) = asks(clause, reason)?;
        let asked = all
            .iter()
            .filter_map(|other| asks(clause, other))
            .filter(|(other, _)| *other == direction)
            .fold(1.0, |most: f64, (_, rounds)| most.max(rounds));
        let (observed, threshold) = (
            self.value(Quantity::ClauseObserved),
            self.value(Quantity::ClauseThreshold),
        );
        let (below, quantity) = match direction {
            Direction::Below => ("below", Quantity::ClauseRoundsBelow),
            Direction::AtLeast => ("at least", Quantity::ClauseRoundsMet),
        };
        let (observed, threshold) = figures(Quantity::ClauseObserved, observed, threshold);
        let rounds = match self.value(quantity) {
            1.0 => "1 round".to_owned(),
            rounds => format!("{rounds:.0} rounds"),
        };
        let needed = if asked > 1.0 {
            format!(" ({asked:.0} needed)")
        } else {
            String::new()
        };
        let watched = self.cast.watched(clause);
        Some(format!(
            "{watched} {observed}, {below} {threshold} for {rounds}{needed}"
        ))
    }

    fn reason(&self, reason: &Reason<'_>) -> Option<String> {
        match *reason {
            Reason::Flag { slot, set } => self.flag(Quantity::at(slot), set),
            Reason::Compared {
                left: left @ Expression::Number(_),
                left_value,
                comparison,
                right,
                right_value,
                holds,
            } => Some(self.compared(
                (right, right_value),
                mirrored(comparison),
                (left, left_value),
                holds,
            )),
            Reason::Compared {
                left,
                left_value,
                comparison,
                right,
                right_value,
                holds,
            } => Some(self.compared((left, left_value), comparison, (right, right_value), holds)),
        }
    }

    fn flag(&self, quantity: Quantity, set: bool) -> Option<String> {
        match self.clause {
            // A condition that does not hold: one that does is spelt out.
            Some(clause) if quantity == Quantity::ClauseHolds => Some(format!(
                "{} {} (threshold {})",
                self.cast.watched(clause),
                percent(self.value(Quantity::ClauseObserved), 0),
                percent(self.value(Quantity::ClauseThreshold), 0)
            )),
            _ => flag(self.cast, quantity, set),
        }
    }

    /// A quantity or a formula, its figure, and what it is compared with.
    fn compared(
        &self,
        (left, value): (&Expression, f64),
        comparison: Comparison,
        (right, bound): (&Expression, f64),
        holds: bool,
    ) -> String {
        let comparison = if holds {
            comparison
        } else {
            inverse(comparison)
        };
        let (value, bound) = match (left, right) {
            (Expression::Quantity(slot), Expression::Number(_) | Expression::Quantity(_)) => {
                figures(Quantity::at(*slot), value, bound)
            }
            _ => (points(value), points(bound)),
        };
        let subject = match left {
            Expression::Quantity(slot) => format!("{} {value}", self.noun(*slot)),
            formula => format!("{} = {value}", self.formula(formula, 0)),
        };
        let object = match right {
            Expression::Number(_) => bound,
            Expression::Quantity(slot) => format!("{} {bound}", self.noun(*slot)),
            formula => format!("{} = {bound}", self.formula(formula, 0)),
        };
        match comparison {
            Comparison::Less => format!("{subject}, below {object}"),
            Comparison::LessOrEqual => format!("{subject}, at most {object}"),
            Comparison::Greater => format!("{subject}, above {object}"),
            Comparison::GreaterOrEqual => format!("{subject}, at least {object}"),
            Comparison::Equal if matches!(right, Expression::Number(_)) => subject,
            Comparison::Equal => format!("{subject}, equal to {object}"),
            Comparison::NotEqual => format!("{subject}, other than {object}"),
        }
    }

    /// A formula with the figure of each quantity: `A's dependence 0.46 × (0.3 + warning 0.4)`.
    fn formula(&self, expression: &Expression, strength: u8) -> String {
        let (own, sign, a, b) = match expression {
            Expression::Number(number) => return format!("{number}"),
            Expression::Quantity(slot) => {
                return format!("{} {}", self.noun(*slot), points(self.at(*slot)));
            }
            Expression::Negate(a) => return format!("−{}", self.formula(a, 3)),
            Expression::Minimum(a, b) => {
                let (a, b) = (self.formula(a, 0), self.formula(b, 0));
                return format!("the smaller of {a} and {b}");
            }
            Expression::Maximum(a, b) => {
                let (a, b) = (self.formula(a, 0), self.formula(b, 0));
                return format!("the larger of {a} and {b}");
            }
            Expression::Add(a, b) => (1, "+", a, b),
            Expression::Subtract(a, b) => (1, "−", a, b),
            Expression::Multiply(a, b) => (2, "×", a, b),
            Expression::Divide(a, b) => (2, "÷", a, b),
        };
        let text = format!(
            "{} {sign} {}",
            self.formula(a, own),
            self.formula(b, own + 1)
        );
        if own < strength {
            format!("({text})")
        } else {
            text
        }
    }

    fn noun(&self, slot: Slot) -> String {
        noun(self.cast, Quantity::at(slot), self.clause)
    }

    fn at(&self, slot: Slot) -> f64 {
        self.snapshot[usize::from(slot.0)]
    }

    fn value(&self, quantity: Quantity) -> f64 {
        self.snapshot[quantity.slot()]
    }
}

/// The direction and the number of rounds that a reason asks of a clause's threshold.
fn asks(clause: &Clause, reason: &Reason<'_>) -> Option<(Direction, f64)> {
    match *reason {
        Reason::Flag { slot, set: true } if Quantity::at(slot) == Quantity::ClauseHolds => {
            Some((clause.condition.direction, clause.condition.rounds))
        }
        Reason::Compared {
            left: Expression::Quantity(slot),
            comparison: Comparison::GreaterOrEqual,
            right: Expression::Number(rounds),
            holds: true,
            ..
        } => match Quantity::at(*slot) {
            Quantity::ClauseRoundsBelow => Some((Direction::Below, *rounds)),
            Quantity::ClauseRoundsMet => Some((Direction::AtLeast, *rounds)),
            _ => None,
        },
        _ => None,
    }
}

fn inverse(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
    }
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        Comparison::Equal | Comparison::NotEqual => comparison,
    }
}

/// What a rule changed, where the figures tell: `threat 12 % → 24 %`.
pub(super) fn change(
    cast: &Cast<'_>,
    quantity: Quantity,
    clause: Option<&Clause>,
    (from, to): (f64, f64),
) -> Option<String> {
    let (before, after) = (figure(quantity, from), figure(quantity, to));
    (before != after).then(|| format!("{} {before} → {after}", noun(cast, quantity, clause)))
}
