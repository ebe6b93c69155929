//! Files of inputs: what a study varies, by path.

use serde_json::{Value as Json, json};

use super::input::{Input, Range};
use crate::document::{Document, Fields, Member, Node, Problem, Problems, Refusal, Value, quoted};

/// The format that a file of inputs names.
pub const INPUTS_FORMAT: &str = "demarche-inputs/1";

/// What stands for the distribution that the scenario states.
const STATED: &str = "as_stated";

/// Inputs that one file can have.
const MAX_INPUTS: usize = 1_000;

impl Input {
    /// Reads a file of inputs: by path a distribution as in a scenario, a list of at least two
    /// values, or `"as_stated"`.
    ///
    /// # Errors
    ///
    /// All problems of the file; what only a scenario can show is left to
    /// [`Space::new`](super::Space::new).
    pub fn of_file(document: &Document) -> Result<Vec<Input>, Refusal> {
        let mut problems = Problems::new();
        let inputs = read(document, &mut problems);
        match problems.is_empty() {
            true => Ok(inputs),
            false => Err(Refusal::new(document, problems)),
        }
    }
}

fn read(document: &Document, problems: &mut Problems) -> Vec<Input> {
    let Some(mut fields) = Fields::open(document.root(), "", problems) else {
        return Vec::new();
    };
    fields.take("$schema");
    let expected = format!("\"{INPUTS_FORMAT}\"");
    if let Some(node) = fields.require("format", &expected, problems)
        && node.as_text() != Some(INPUTS_FORMAT)
    {
        problems.expected(node.place, "format", &expected, node);
    }
    let expected = format!("an object of 1 to {MAX_INPUTS} inputs by path");
    let node = fields.require("inputs", &expected, problems);
    fields.close(problems);
    let Some(node) = node else {
        return Vec::new();
    };
    let members = node.as_object().unwrap_or_default();
    if !(1..=MAX_INPUTS).contains(&members.len()) {
        problems.expected(node.place, "inputs", &expected, node);
    }
    let inputs = members.iter();
    inputs
        .filter_map(|member| input(document, member, problems))
        .collect()
}

fn input(document: &Document, member: &Member, problems: &mut Problems) -> Option<Input> {
    let node = &member.node;
    let range = match &node.value {
        Value::Object(_) => Some(Range::Drawn(node.to_json())),
        Value::Array(values) => among(&member.key, node, values, problems),
        Value::String(text) if text == STATED => Some(Range::Stated),
        _ => {
            let expected = "a distribution, a list of at least two values, or \"as_stated\"";
            let message = format!("expected {expected}, found {}", node.describe());
            let hint = format!("for example {}", json!({ "uniform": [0.1, 0.9] }));
            let problem = Problem::new(node.place, member.key.as_str(), message);
            problems.push(problem.with_hint(hint));
            None
        }
    };
    Some(Input {
        path: member.key.clone(),
        range: range?,
        origin: document.location(node.place).into(),
    })
}

fn among(path: &str, node: &Node, values: &[Node], problems: &mut Problems) -> Option<Range> {
    if values.len() < 2 {
        let message = format!("expected at least two values, found {}", values.len());
        problems.add(node.place, path, message);
        return None;
    }
    let json: Vec<Json> = values.iter().map(Node::to_json).collect();
    for (place, value) in json.iter().enumerate() {
        if json[..place].contains(value) {
            let message = format!("the value {} is given twice", quoted(&value.to_string()));
            problems.add(values[place].place, path, message);
            return None;
        }
    }
    // As JSON, a text stays a text even where it looks like a number.
    Some(Range::Among(json.iter().map(Json::to_string).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Input>, String> {
        let document = Document::parse("inputs.json", text.as_bytes()).unwrap();
        Input::of_file(&document).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn inputs_have_the_place_at_which_they_are_stated() {
        let text = r#"{"format": "demarche-inputs/1", "inputs": {
  "a.b": {"uniform": [0, 1]},
  "a.c": ["x", true, 3, "3"], "a.d": "as_stated"}}"#;
        let inputs = read(text).unwrap();
        let ranges = [
            Range::Drawn(json!({"uniform": [0, 1]})),
            Range::Among(["\"x\"", "true", "3", "\"3\""].map(str::to_owned).to_vec()),
            Range::Stated,
        ];
        for ((input, range), (path, origin)) in inputs.iter().zip(ranges).zip([
            ("a.b", "inputs.json:2:10"),
            ("a.c", "inputs.json:3:10"),
            ("a.d", "inputs.json:3:38"),
        ]) {
            assert_eq!((input.path.as_str(), &input.range), (path, &range));
            assert_eq!(input.origin, origin);
        }
        assert_eq!(
            inputs[1].values(),
            [json!("x"), json!(true), json!(3), json!("3")]
        );
    }

    #[test]
    fn all_problems_are_said_at_once() {
        let text = r#"{"format": "demarche/1", "input": 1, "inputs": {
  "a": 0.5, "b": [1], "c": [1, 2, 1.0]}}"#;
        let said = read(text).unwrap_err();
        for part in [
            "inputs.json:1:12: format: expected \"demarche-inputs/1\"",
            "1:26: input: unknown key `input`",
            "2:8: a: expected a distribution, a list of at least two values, or \"as_stated\", found 0.5",
            "2:18: b: expected at least two values, found 1",
            "c: the value `1` is given twice",
            "5 problems",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(read(r#"{"format": "demarche-inputs/1", "inputs": {}}"#).is_err());
    }
}
