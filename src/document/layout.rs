//! A tree as text, laid out as a person would.

use super::problem::hidden;
use super::tree::{Document, Node, Value};

/// Text of more characters than this takes a line of its own, unless it is the only such text of
/// what it belongs to.
const LONG: usize = 40;

impl Document {
    /// The effective content as JSON text, overrides included, in the order of the file.
    ///
    /// What holds no object and at most one long text stands on one line, so that a figure with its
    /// source and note is read at a glance. Characters that a terminal would act upon are escaped.
    pub fn laid_out(&self) -> String {
        let mut out = String::new();
        lay_out(&mut out, self.root(), 0);
        out.push('\n');
        out
    }
}

fn lay_out(out: &mut String, node: &Node, depth: usize) {
    if on_one_line(node) {
        return compact(out, node);
    }
    let (open, parts, close): (_, Vec<(Option<&str>, &Node)>, _) = match &node.value {
        Value::Object(members) => {
            let parts = members.iter().map(|m| (Some(m.key.as_str()), &m.node));
            ('{', parts.collect(), '}')
        }
        Value::Array(items) => ('[', items.iter().map(|item| (None, item)).collect(), ']'),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return compact(out, node);
        }
    };
    out.push(open);
    for (index, (key, part)) in parts.into_iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(out, depth + 1);
        key.into_iter().for_each(|key| named(out, key));
        lay_out(out, part, depth + 1);
    }
    out.push('\n');
    indent(out, depth);
    out.push(close);
}

fn on_one_line(node: &Node) -> bool {
    let parts: Vec<&Node> = match &node.value {
        Value::Object(members) => members.iter().map(|member| &member.node).collect(),
        Value::Array(items) => items.iter().collect(),
        _ => return true,
    };
    let holds_none = |part: &&Node| part.as_object().is_none() && on_one_line(part);
    let long = |part: &&&Node| match &part.value {
        Value::String(text) => text.chars().count() > LONG,
        _ => false,
    };
    parts.iter().all(holds_none) && parts.iter().filter(long).count() <= 1
}

fn compact(out: &mut String, node: &Node) {
    match &node.value {
        Value::Object(members) if !members.is_empty() => {
            out.push_str("{ ");
            for (index, member) in members.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                named(out, &member.key);
                compact(out, &member.node);
            }
            out.push_str(" }");
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                compact(out, item);
            }
            out.push(']');
        }
        Value::String(text) => quoted(out, text),
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {
            out.push_str(&node.to_json().to_string());
        }
    }
}

fn named(out: &mut String, key: &str) {
    quoted(out, key);
    out.push_str(": ");
}

fn quoted(out: &mut String, text: &str) {
    let json = serde_json::Value::from(text).to_string();
    let mut units = [0; 2];
    for c in json.chars() {
        if hidden(c) {
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
}

fn indent(out: &mut String, depth: usize) {
    (0..depth).for_each(|_| out.push_str("  "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_stands_on_one_line() {
        let long = "x".repeat(LONG + 1);
        let text = format!(
            r#"{{"figure":{{"value":1.0,"note":"{long}","list":[1,[2.5,null]]}},"texts":["{long}","{long}"],
               "nothing":{{}},"none":[],"state":{{"figure":{{"value":true}}}},"control":"\u009b\u202e\n"}}"#
        );
        let document = Document::parse("t.json", text.as_bytes()).expect("valid");
        let expected = format!(
            r#"{{
  "figure": {{ "value": 1, "note": "{long}", "list": [1, [2.5, null]] }},
  "texts": [
    "{long}",
    "{long}"
  ],
  "nothing": {{}},
  "none": [],
  "state": {{
    "figure": {{ "value": true }}
  }},
  "control": "\u009b\u202e\n"
}}
"#
        );
        assert_eq!(document.laid_out(), expected);
        let again = Document::parse("t.json", expected.as_bytes()).expect("valid");
        assert_eq!(again.to_json(), document.to_json());
    }
}
