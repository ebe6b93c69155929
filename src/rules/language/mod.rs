//! The language of conditions and effects.
//!
//! ```text
//! condition  = conjunction { "||" conjunction }
//! conjunction = negation { "&&" negation }
//! negation   = "!" negation | "true" | "false" | flag | comparison | "(" condition ")"
//! comparison = expression ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) expression
//! expression = term { ( "+" | "-" ) term }
//! term       = factor { ( "*" | "/" ) factor }
//! factor     = "-" factor | number | quantity | ( "min" | "max" ) "(" expression "," expression ")"
//!            | "(" expression ")"
//! effect     = ( "+" | "-" | "*" | "=" ) expression
//! ```
//!
//! All quantities are numbers; a flag is a quantity that is 0 or 1, and a condition by itself.
//! Equality is exact. A division by a quantity that is 0 gives 0, and no figure can become infinite.
//! Names are resolved to slots while parsing; evaluation does no string work.

mod lexer;
mod parser;
mod tree;
mod verdict;

pub use parser::{Fault, parse_condition, parse_effect};
pub use tree::{
    Comparison, Condition, Effect, Expression, Operator, Possibility, Reason, Slot, Symbol,
    Vocabulary,
};
