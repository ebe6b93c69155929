//! Conditions on figures some of which do not exist.

use super::tree::{Condition, Expression, Slot};

impl Condition {
    /// Whether it holds where only some quantities have a figure; `None` when that hangs on one
    /// that has none. What is not known stays so under `!`, and is settled by `&&` and `||` where
    /// the other side suffices (Kleene 1938).
    #[must_use]
    pub fn verdict(&self, snapshot: &[f64], known: &dyn Fn(Slot) -> bool) -> Option<bool> {
        match self {
            Condition::Always(holds) => Some(*holds),
            Condition::Flag(slot) => known(*slot).then(|| self.holds(snapshot)),
            Condition::Compare(a, _, b) => {
                (is_known(a, known) && is_known(b, known)).then(|| self.holds(snapshot))
            }
            Condition::And(a, b) => joined(a, b, snapshot, known, false),
            Condition::Or(a, b) => joined(a, b, snapshot, known, true),
            Condition::Not(a) => a.verdict(snapshot, known).map(|holds| !holds),
        }
    }
}

/// One of two verdicts settles the matter when it is `decisive`; else both must be known.
fn joined(
    a: &Condition,
    b: &Condition,
    snapshot: &[f64],
    known: &dyn Fn(Slot) -> bool,
    decisive: bool,
) -> Option<bool> {
    let verdicts = [a.verdict(snapshot, known), b.verdict(snapshot, known)];
    if verdicts.contains(&Some(decisive)) {
        Some(decisive)
    } else if verdicts.contains(&None) {
        None
    } else {
        Some(!decisive)
    }
}

fn is_known(expression: &Expression, known: &dyn Fn(Slot) -> bool) -> bool {
    match expression {
        Expression::Number(_) => true,
        Expression::Quantity(slot) => known(*slot),
        Expression::Negate(a) => is_known(a, known),
        Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b)
        | Expression::Minimum(a, b)
        | Expression::Maximum(a, b) => is_known(a, known) && is_known(b, known),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parser::parse_condition;
    use super::super::tree::{Symbol, Vocabulary};
    use super::*;

    /// `here` is known, `gone` is not; `set` is a flag.
    struct Words;

    const NAMES: [&str; 3] = ["here", "gone", "set"];

    impl Vocabulary for Words {
        fn symbol(&self, name: &str) -> Option<Symbol> {
            let slot = NAMES.iter().position(|known| *known == name)?;
            Some(Symbol {
                slot: Slot(slot as u16),
                flag: name == "set",
            })
        }

        fn names(&self) -> Vec<&str> {
            NAMES.to_vec()
        }
    }

    #[test]
    fn what_is_not_known_stays_so_unless_it_does_not_matter() {
        for (text, expected) in [
            ("gone < 1", None),
            ("!(gone < 1)", None),
            ("gone + here > 0", None),
            ("gone < 1 && set", None),
            ("gone < 1 && !set", Some(false)),
            ("gone < 1 || set", Some(true)),
            ("!(gone < 1 || set)", Some(false)),
            ("here == 0.5 && set", Some(true)),
        ] {
            let condition = parse_condition(text, &Words).unwrap();
            let verdict = condition.verdict(&[0.5, 0.0, 1.0], &|slot| slot != Slot(1));
            assert_eq!(verdict, expected, "{text}");
        }
    }
}
