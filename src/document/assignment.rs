//! The value of an assignment, `PATH=VALUE`: JSON, or text that needs no quotes.

use super::decode::decode;
use super::problem::Problem;
use super::scan::Scan;
use super::tree::{Node, Place, Value};

/// The shortest text that [`value_of`] reads as this value.
pub(super) fn spelling(node: &Node) -> String {
    let json = node.to_json().to_string();
    match node.as_text() {
        Some(text) if text.trim() == text && decode(text).is_err() && !structured(text) => {
            text.to_owned()
        }
        _ => json,
    }
}

/// Whether a text begins like a list or an object.
fn structured(text: &str) -> bool {
    text.starts_with(['{', '['])
}

/// The value of an assignment, every part of it at one place.
pub(super) fn value_of(text: &str, place: Place, path: &str) -> Result<Node, Problem> {
    match decode(text) {
        Ok((mut node, problems)) => match problems.iter().next() {
            None => {
                move_to(&mut node, place);
                Ok(node)
            }
            Some(problem) => Err(Problem {
                place,
                path: match problem.path.as_str() {
                    "" => path.to_owned(),
                    inner if inner.starts_with('[') => format!("{path}{inner}"),
                    inner => format!("{path}.{inner}"),
                },
                message: problem.message.clone(),
                hint: problem.hint.clone(),
            }),
        },
        // Too deep to be read is not the same as not being JSON.
        Err(problem) if structured(text) || Scan::of(text).too_deep.is_some() => {
            let message = problem.message.replacen("the file", "the value", 1);
            let refused = Problem::new(place, path, message);
            Err(Problem {
                hint: problem.hint,
                ..refused
            })
        }
        Err(_) => Ok(Node {
            value: Value::String(text.to_owned()),
            place,
        }),
    }
}

fn move_to(node: &mut Node, place: Place) {
    node.place = place;
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| move_to(item, place)),
        Value::Object(members) => {
            for member in members {
                member.key_place = place;
                move_to(&mut member.node, place);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
