//! Tokens of the language, with their places.

use super::parser::Fault;
use crate::document::quoted;

/// A token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A number.
    Number(f64),
    /// A name.
    Name(&'t str),
    /// An operator or bracket.
    Sign(&'static str),
    /// The end of the text.
    End,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    pub(super) token: Token<'t>,
    pub(super) start: usize,
    pub(super) end: usize,
}

const SIGNS: &[&str] = &[
    "<=", ">=", "==", "!=", "&&", "||", "<", ">", "+", "-", "*", "/", "(", ")", ",", "!", "=",
];

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Place<'_>>, Fault> {
    let mut places = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        if first.is_whitespace() {
            start += first.len_utf8();
            continue;
        }
        let (token, length) = if first.is_ascii_digit() {
            number(rest, start)?
        } else if first.is_ascii_alphabetic() {
            let length = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
                .unwrap_or(rest.len());
            (Token::Name(&rest[..length]), length)
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            (Token::Sign(sign), sign.len())
        } else {
            return Err(stray(first, start));
        };
        places.push(Place {
            token,
            start,
            end: start + length,
        });
        start += length;
    }
    places.push(Place {
        token: Token::End,
        start: text.len(),
        end: text.len(),
    });
    Ok(places)
}

fn number(rest: &str, start: usize) -> Result<(Token<'_>, usize), Fault> {
    let mut length = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(rest.len());
    let after = &rest[length..];
    if after.starts_with(['e', 'E']) {
        let signed = usize::from(after[1..].starts_with(['+', '-']));
        let digits = after[1 + signed..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(after.len() - 1 - signed);
        if digits > 0 {
            length += 1 + signed + digits;
        }
    }
    let text = &rest[..length];
    let fault = |message: String, hint: &str| Fault {
        start,
        end: start + length,
        message,
        hint: Some(hint.to_owned()),
    };
    match text.parse::<f64>() {
        Ok(figure) if figure.is_infinite() => Err(fault(
            format!("the number {} is too large to hold", quoted(text)),
            "no quantity comes near it",
        )),
        Ok(figure) if !text.ends_with('.') => Ok((Token::Number(figure), length)),
        _ => Err(fault(
            format!("{} is not a number", quoted(text)),
            "write for example 0.45 or 2",
        )),
    }
}

fn stray(found: char, start: usize) -> Fault {
    let hint = match found {
        '&' => "write `&&` for and",
        '|' => "write `||` for or",
        '≤' => "write `<=`",
        '≥' => "write `>=`",
        '≠' => "write `!=`",
        '−' | '–' => "write `-`",
        '×' | '·' => "write `*`",
        '÷' => "write `/`",
        '∧' => "write `&&`",
        '∨' => "write `||`",
        '¬' => "write `!`",
        _ => "a rule has quantities, numbers, + - * / ( ), comparisons, && || !",
    };
    Fault {
        start,
        end: start + found.len_utf8(),
        message: format!("unexpected {}", quoted(&found.to_string())),
        hint: Some(hint.to_owned()),
    }
}
