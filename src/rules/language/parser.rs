//! A precedence-climbing parser (Pratt 1973) from text to the typed tree.

use super::lexer::{Place, Token, tokens};
use super::tree::{Comparison, Condition, Effect, Expression, Operator, Symbol, Vocabulary};
use crate::document::{nearest, quoted};

/// What is wrong with a text, and where: a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

/// Bytes that a condition or effect can have.
const MAX_BYTES: usize = 2_000;
/// Beyond this number of faults a text is too broken to say more about it.
const MAX_FAULTS: usize = 20;
/// How deeply brackets and signs can be nested.
const MAX_DEPTH: usize = 32;

/// Parses a condition.
///
/// # Errors
///
/// A syntax error alone, or every unknown name and misuse of the text at once.
pub fn parse_condition(text: &str, vocabulary: &dyn Vocabulary) -> Result<Condition, Vec<Fault>> {
    let mut parser = Parser::new(text, vocabulary)?;
    let parsed = parser.climb(0).and_then(|node| {
        parser.expect_end()?;
        Ok(node)
    });
    parser.finish(parsed, Parser::condition)
}

/// Parses an effect.
///
/// # Errors
///
/// As [`parse_condition`].
pub fn parse_effect(text: &str, vocabulary: &dyn Vocabulary) -> Result<Effect, Vec<Fault>> {
    let mut parser = Parser::new(text, vocabulary)?;
    let first = parser.next();
    let (operator, negative) = match first.token {
        Token::Sign("+") => (Operator::Add, false),
        Token::Sign("-") => (Operator::Add, true),
        Token::Sign("*") => (Operator::Scale, false),
        Token::Sign("=") => (Operator::Assign, false),
        _ => {
            return Err(vec![Fault {
                start: first.start,
                end: first.end.max(first.start + 1).min(text.len().max(1)),
                message: "expected an effect that begins with `+`, `-`, `*` or `=`".to_owned(),
                hint: Some("write for example `+ 0.1`, `* 0.9` or `= 0.5`".to_owned()),
            }]);
        }
    };
    let parsed = parser.climb(0).and_then(|node| {
        parser.expect_end()?;
        Ok(node)
    });
    let amount = parser.finish(parsed, Parser::expression)?;
    Ok(Effect {
        operator,
        amount: if negative {
            Expression::Negate(Box::new(amount))
        } else {
            amount
        },
    })
}

/// What a piece of text turned out to be.
enum Kind {
    Number(Expression),
    /// A quantity that is a number and a condition at once.
    Flag(Expression, Condition),
    Condition(Condition),
    /// An unknown name, reported already: fits everywhere.
    Unknown,
}

struct Node {
    kind: Kind,
    start: usize,
    end: usize,
}

struct Parser<'t> {
    places: Vec<Place<'t>>,
    next: usize,
    depth: usize,
    vocabulary: &'t dyn Vocabulary,
    faults: Vec<Fault>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str, vocabulary: &'t dyn Vocabulary) -> Result<Parser<'t>, Vec<Fault>> {
        if text.len() > MAX_BYTES {
            return Err(vec![Fault {
                start: 0,
                end: 1,
                message: format!("expected at most {MAX_BYTES} bytes, found {}", text.len()),
                hint: Some("split the rule in several".to_owned()),
            }]);
        }
        Ok(Parser {
            places: tokens(text).map_err(|fault| vec![fault])?,
            next: 0,
            depth: 0,
            vocabulary,
            faults: Vec::new(),
        })
    }

    fn finish<T>(
        mut self,
        parsed: Result<Node, Fault>,
        into: fn(&mut Self, Node) -> Option<T>,
    ) -> Result<T, Vec<Fault>> {
        match parsed {
            Ok(node) => {
                let found = into(&mut self, node);
                match found {
                    Some(found) if self.faults.is_empty() => Ok(found),
                    _ => Err(self.faults),
                }
            }
            Err(fault) => {
                self.faults.push(fault);
                Err(self.faults)
            }
        }
    }

    fn peek(&self) -> Place<'t> {
        self.places[self.next]
    }

    fn next(&mut self) -> Place<'t> {
        let place = self.places[self.next];
        self.next = (self.next + 1).min(self.places.len() - 1);
        place
    }

    fn expect_end(&self) -> Result<(), Fault> {
        let place = self.peek();
        match place.token {
            Token::End => Ok(()),
            Token::Name(word @ ("and" | "or")) => Err(fault(
                place,
                format!("unexpected `{word}`"),
                Some(format!(
                    "write `{}`",
                    if word == "and" { "&&" } else { "||" }
                )),
            )),
            Token::Sign(")") => Err(fault(
                place,
                "no bracket is open for this `)`".to_owned(),
                None,
            )),
            _ => Err(fault(place, "expected an operator here".to_owned(), None)),
        }
    }

    fn expect_sign(&mut self, sign: &'static str) -> Result<Place<'t>, Fault> {
        let place = self.next();
        if place.token == Token::Sign(sign) {
            Ok(place)
        } else {
            Err(fault(place, format!("expected `{sign}`"), None))
        }
    }

    /// Climbs over binary operators that bind at least as strongly as `least`.
    fn climb(&mut self, least: u8) -> Result<Node, Fault> {
        let mut left = self.operand()?;
        loop {
            let place = self.peek();
            let Token::Sign(sign) = place.token else {
                return Ok(left);
            };
            if sign == "=" {
                let hint = Some("write `==` to compare".to_owned());
                return Err(fault(place, "unexpected `=`".to_owned(), hint));
            }
            let Some(strength) = strength(sign).filter(|strength| *strength >= least) else {
                return Ok(left);
            };
            self.next();
            let right = self.climb(strength + 1)?;
            if strength == COMPARISON
                && matches!(self.peek().token, Token::Sign(s) if self::strength(s) == Some(COMPARISON))
            {
                let hint = "join two comparisons: `0 < a && a < 1`".to_owned();
                let message = "comparisons cannot be chained".to_owned();
                return Err(fault(self.peek(), message, Some(hint)));
            }
            left = self.combine(left, sign, right);
        }
    }

    fn combine(&mut self, left: Node, sign: &str, right: Node) -> Node {
        let (start, end) = (left.start, right.end);
        let kind = if matches!(sign, "&&" | "||") {
            let (a, b) = (self.condition(left), self.condition(right));
            match (a, b) {
                (Some(a), Some(b)) if sign == "&&" => {
                    Kind::Condition(Condition::And(Box::new(a), Box::new(b)))
                }
                (Some(a), Some(b)) => Kind::Condition(Condition::Or(Box::new(a), Box::new(b))),
                _ => Kind::Unknown,
            }
        } else {
            let divisor = (right.start, right.end);
            let (a, b) = (self.expression(left), self.expression(right));
            match (a, b) {
                (Some(a), Some(b)) => {
                    if sign == "/" && b == Expression::Number(0.0) {
                        self.faults.push(Fault {
                            start: divisor.0,
                            end: divisor.1,
                            message: "division by zero".to_owned(),
                            hint: None,
                        });
                    }
                    arithmetic(a, sign, b)
                }
                _ => Kind::Unknown,
            }
        };
        Node { kind, start, end }
    }

    fn operand(&mut self) -> Result<Node, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} deep");
            return Err(fault(self.peek(), message, None));
        }
        let node = self.prefix();
        self.depth -= 1;
        node
    }

    fn prefix(&mut self) -> Result<Node, Fault> {
        let place = self.next();
        let (start, mut end) = (place.start, place.end);
        let kind = match place.token {
            Token::Number(number) => Kind::Number(Expression::Number(number)),
            Token::Name("true") => Kind::Condition(Condition::Always(true)),
            Token::Name("false") => Kind::Condition(Condition::Always(false)),
            Token::Name(name @ ("min" | "max")) if self.peek().token == Token::Sign("(") => {
                self.next();
                let a = self.climb(0)?;
                self.expect_sign(",")?;
                let b = self.climb(0)?;
                end = self.expect_sign(")")?.end;
                match (self.expression(a), self.expression(b)) {
                    (Some(a), Some(b)) if name == "min" => {
                        Kind::Number(Expression::Minimum(Box::new(a), Box::new(b)))
                    }
                    (Some(a), Some(b)) => {
                        Kind::Number(Expression::Maximum(Box::new(a), Box::new(b)))
                    }
                    _ => Kind::Unknown,
                }
            }
            Token::Name("not") => {
                let hint = Some("write `!`".to_owned());
                return Err(fault(place, "unexpected `not`".to_owned(), hint));
            }
            Token::Name(name) => self.quantity(place, name),
            Token::Sign("(") => {
                let inner = self.climb(0)?;
                end = self.expect_sign(")")?.end;
                inner.kind
            }
            Token::Sign("-") => {
                let inner = self.operand()?;
                end = inner.end;
                match self.expression(inner) {
                    Some(inner) => Kind::Number(Expression::Negate(Box::new(inner))),
                    None => Kind::Unknown,
                }
            }
            Token::Sign("!") => {
                let inner = self.operand()?;
                end = inner.end;
                match self.condition(inner) {
                    Some(inner) => Kind::Condition(Condition::Not(Box::new(inner))),
                    None => Kind::Unknown,
                }
            }
            Token::Sign(sign) => {
                let message = format!("expected a quantity or a number, found `{sign}`");
                return Err(fault(place, message, None));
            }
            Token::End => {
                let message = "the text ends where a quantity or a number is expected".to_owned();
                return Err(fault(place, message, None));
            }
        };
        Ok(Node { kind, start, end })
    }

    fn quantity(&mut self, place: Place<'_>, name: &str) -> Kind {
        match self.vocabulary.symbol(name) {
            Some(Symbol { slot, flag: true }) => {
                Kind::Flag(Expression::Quantity(slot), Condition::Flag(slot))
            }
            Some(Symbol { slot, flag: false }) => Kind::Number(Expression::Quantity(slot)),
            None if self.faults.len() >= MAX_FAULTS => Kind::Unknown,
            None => {
                let (message, hint) = self.vocabulary.misplaced(name).unwrap_or_else(|| {
                    let hint = nearest(name, self.vocabulary.names()).map_or_else(
                        || "`demarche rules --quantities` lists what a rule can name".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    (format!("unknown quantity {}", quoted(name)), hint)
                });
                self.faults.push(fault(place, message, Some(hint)));
                Kind::Unknown
            }
        }
    }

    fn condition(&mut self, node: Node) -> Option<Condition> {
        match node.kind {
            Kind::Condition(condition) | Kind::Flag(_, condition) => Some(condition),
            Kind::Unknown => None,
            Kind::Number(_) => {
                self.faults.push(Fault {
                    start: node.start,
                    end: node.end,
                    message: "a number is not a condition".to_owned(),
                    hint: Some("compare it, as in `trust < 0.3`".to_owned()),
                });
                None
            }
        }
    }

    fn expression(&mut self, node: Node) -> Option<Expression> {
        match node.kind {
            Kind::Number(expression) | Kind::Flag(expression, _) => Some(expression),
            Kind::Unknown => None,
            Kind::Condition(_) => {
                self.faults.push(Fault {
                    start: node.start,
                    end: node.end,
                    message: "a condition is not a number".to_owned(),
                    hint: Some("conditions are joined with && and ||".to_owned()),
                });
                None
            }
        }
    }
}

const COMPARISON: u8 = 3;

/// How strongly a binary operator binds.
fn strength(sign: &str) -> Option<u8> {
    match sign {
        "||" => Some(1),
        "&&" => Some(2),
        "<" | "<=" | ">" | ">=" | "==" | "!=" => Some(COMPARISON),
        "+" | "-" => Some(4),
        "*" | "/" => Some(5),
        _ => None,
    }
}

fn arithmetic(a: Expression, sign: &str, b: Expression) -> Kind {
    let comparison = match sign {
        "<" => Some(Comparison::Less),
        "<=" => Some(Comparison::LessOrEqual),
        ">" => Some(Comparison::Greater),
        ">=" => Some(Comparison::GreaterOrEqual),
        "==" => Some(Comparison::Equal),
        "!=" => Some(Comparison::NotEqual),
        _ => None,
    };
    if let Some(comparison) = comparison {
        return Kind::Condition(Condition::Compare(a, comparison, b));
    }
    let (a, b) = (Box::new(a), Box::new(b));
    Kind::Number(match sign {
        "+" => Expression::Add(a, b),
        "-" => Expression::Subtract(a, b),
        "*" => Expression::Multiply(a, b),
        _ => Expression::Divide(a, b),
    })
}

fn fault(place: Place<'_>, message: String, hint: Option<String>) -> Fault {
    Fault {
        start: place.start,
        end: place.end,
        message,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Possibility, Reason, Slot};
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    const NAMES: [&str; 4] = ["trust", "clause.observed", "crisis", "clause.rounds_below"];

    struct Words;

    impl Vocabulary for Words {
        fn symbol(&self, name: &str) -> Option<Symbol> {
            let slot = NAMES.iter().position(|known| *known == name)?;
            Some(Symbol {
                slot: Slot(slot as u16),
                flag: name == "crisis",
            })
        }

        fn names(&self) -> Vec<&str> {
            NAMES.to_vec()
        }
    }

    fn name(slot: Slot) -> &'static str {
        NAMES[usize::from(slot.0)]
    }

    fn holds(text: &str, snapshot: &[f64]) -> bool {
        parse_condition(text, &Words).unwrap().holds(snapshot)
    }

    #[test]
    fn precedence_is_that_of_arithmetic_and_logic() {
        let at = [0.4, 0.3, 1.0, 3.0];
        assert!(holds("trust < 0.45 && clause.rounds_below >= 2", &at));
        assert!(holds("false && false || true", &at));
        assert!(holds("!(crisis && false)", &at));
        assert!(!holds("!crisis || false", &at));
        assert!(holds(
            "1 + 2 * 3 == 7 && 8 / 4 / 2 == 1 && 5 - 2 - 1 == 2",
            &at
        ));
        assert!(holds(
            "-trust < 0 && max(trust, clause.observed) == 0.4",
            &at
        ));
        assert!(
            holds("trust / (trust - 0.4) == 0", &at),
            "division by 0 gives 0"
        );
    }

    #[test]
    fn faults_name_their_place() {
        for (text, at, part) in [
            ("trst < 0.3", 0..4, "unknown quantity"),
            ("trust", 0..5, "a number is not a condition"),
            ("trust = 0.3", 6..7, "unexpected `=`"),
            ("trust < 0.3 and crisis", 12..15, "unexpected `and`"),
            ("not crisis", 0..3, "unexpected `not`"),
            ("0 < trust < 1", 10..11, "chained"),
            (
                "1 + (trust < 0.3) > 1",
                4..17,
                "a condition is not a number",
            ),
            ("trust <", 7..7, "the text ends"),
            ("(trust < 1", 10..10, "expected `)`"),
            ("trust < 1 & crisis", 10..11, "unexpected `&`"),
            ("trust < 1e999", 8..13, "too large to hold"),
            ("trust / 0 < 1", 8..9, "division by zero"),
            ("trust < é", 8..10, "unexpected"),
            ("", 0..0, "the text ends"),
        ] {
            let faults = parse_condition(text, &Words).unwrap_err();
            assert_eq!(faults[0].start..faults[0].end, at, "{text}: {faults:?}");
            assert!(faults[0].message.contains(part), "{text}: {faults:?}");
        }
        let deep = format!("{}crisis", "!".repeat(100));
        let faults = parse_condition(&deep, &Words).unwrap_err();
        assert!(faults[0].message.contains("deep"));
        assert!(parse_condition(&"(".repeat(2_001), &Words).is_err());
    }

    #[test]
    fn every_unknown_name_is_reported() {
        let faults = parse_condition("trst < 1 && clause.obsrved > cris", &Words).unwrap_err();
        assert_eq!(faults.len(), 3);
        assert_eq!(faults[0].hint.as_deref(), Some("did you mean `trust`?"));
    }

    #[test]
    fn effects() {
        let amount = |text: &str| {
            let effect = parse_effect(text, &Words).unwrap();
            (effect.operator, effect.amount.value(&[0.4, 0.3, 1.0, 3.0]))
        };
        assert_eq!(amount("+ 0.5 * trust"), (Operator::Add, 0.2));
        assert_eq!(amount("- 0.1"), (Operator::Add, -0.1));
        assert_eq!(amount("* 0.93"), (Operator::Scale, 0.93));
        assert_eq!(amount("= clause.observed"), (Operator::Assign, 0.3));
        for text in ["0.1", "", "+", "+ trust < 1", "/ 2"] {
            assert!(parse_effect(text, &Words).is_err(), "{text}");
        }
    }

    #[test]
    fn no_figure_becomes_infinite() {
        let at = [0.0, 0.3, 1.0, 3.0];
        for (text, expected) in [
            ("+ 1e200 * 1e200", f64::MAX),
            ("- 1e200 * 1e200", f64::MIN),
            ("+ trust * (1e200 * 1e200)", 0.0),
            ("+ 1e200 * 1e200 - 1e200 * 1e200", 0.0),
            ("+ clause.observed / 1e-200 / 1e-200", f64::MAX),
        ] {
            let effect = parse_effect(text, &Words).unwrap();
            assert_eq!(effect.amount.value(&at), expected, "{text}");
        }
    }

    #[test]
    fn impossible_conditions_are_seen() {
        let range = |_: Slot| (0.0, 1.0);
        for (text, expected) in [
            ("trust > 1", Possibility::Never),
            ("trust >= 0", Possibility::Always),
            ("trust < 0.5", Possibility::Sometimes),
            (
                "trust * clause.observed > 1.5 || trust + 1 < 0.5",
                Possibility::Never,
            ),
            ("!(trust <= 1)", Possibility::Never),
        ] {
            let condition = parse_condition(text, &Words).unwrap();
            assert_eq!(condition.possible(&range), expected, "{text}");
        }
    }

    #[test]
    fn reasons_are_what_decided() {
        let condition =
            parse_condition("crisis || trust < 0.5 && !(clause.observed > 0.6)", &Words).unwrap();
        let reasons = condition.reasons(&[0.4, 0.3, 0.0, 0.0]);
        assert_eq!(reasons.len(), 2, "{reasons:?}");
        assert!(matches!(reasons[0], Reason::Compared { left_value, .. } if left_value == 0.4));
        assert!(matches!(reasons[1], Reason::Compared { holds: false, .. }));
    }

    fn expressions() -> impl Strategy<Value = Expression> {
        let leaf = prop_oneof![
            (0_u32..1000).prop_map(|n| Expression::Number(f64::from(n) / 8.0)),
            (0_u16..4).prop_map(|slot| Expression::Quantity(Slot(slot))),
        ];
        leaf.prop_recursive(4, 24, 2, |inner| {
            let pair = (inner.clone(), inner.clone(), 0..5);
            prop_oneof![
                inner.prop_map(|a| Expression::Negate(Box::new(a))),
                pair.prop_map(|(a, b, which)| {
                    let (a, b) = (Box::new(a), Box::new(b));
                    match which {
                        0 => Expression::Add(a, b),
                        1 => Expression::Subtract(a, b),
                        2 => Expression::Multiply(a, b),
                        3 => Expression::Minimum(a, b),
                        _ => Expression::Maximum(a, b),
                    }
                }),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(2024), ..ProptestConfig::default() })]

        #[test]
        fn printing_and_parsing_are_inverse(a in expressions(), b in expressions()) {
            let compare = Condition::Compare(a, Comparison::Less, b);
            let condition = Condition::Or(
                Box::new(Condition::Not(Box::new(compare.clone()))),
                Box::new(Condition::And(Box::new(Condition::Flag(Slot(2))), Box::new(compare))),
            );
            let text = condition.text(name).to_string();
            prop_assert_eq!(parse_condition(&text, &Words), Ok(condition), "{}", text);
        }

        #[test]
        fn bounds_contain_the_value(a in expressions(), at in prop::array::uniform4(0.0..1.0_f64)) {
            let (low, high) = a.bounds(&|_| (0.0, 1.0));
            let value = a.value(&at);
            prop_assert!(low - 1e-9 <= value && value <= high + 1e-9);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,60}") {
            let _ = parse_condition(&text, &Words);
            let _ = parse_effect(&text, &Words);
        }
    }
}
