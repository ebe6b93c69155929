//! The decoded tree: what each value is, and where it stands.

use serde_json::Number;

use super::problem::shorten;
use super::source::Source;

/// Whole numbers up to this size are held exactly by a 64-bit float.
pub(super) const MAX_EXACT: u64 = (1 << 53) - 1;

/// Text longer than this is shortened in messages, in characters.
const MAX_DESCRIBED: usize = 40;

/// A JSON text, decoded with places.
///
/// The root is always an object. Made by [`Document::parse`]; changed only by
/// [`Document::set`] and [`Document::set_value`]. Cloning shares the text.
///
/// ```
/// use demarche::document::Document;
///
/// let mut document = Document::parse("eu.json", br#"{ "states": { "eu": { "capacity": 0.75 } } }"#)?;
/// document.set("states.eu.capacity=0.5").map_err(|problem| problem.message)?;
/// assert_eq!(document.get("states.eu.capacity").and_then(|node| node.as_number()), Some(0.5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) source: Source,
    pub(super) root: Node,
}

impl Document {
    /// The root object.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The name of the file, as given to [`Document::parse`].
    pub fn name(&self) -> &str {
        &self.source.name
    }

    /// The text of the file, without a byte order mark. Byte places count from
    /// its start.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The overrides given so far, each as `path=value`, in order;
    /// [`Place::Override`] counts into this list.
    pub fn overrides(&self) -> impl Iterator<Item = &str> {
        self.source.overrides.iter().map(|o| o.assignment.as_str())
    }

    /// Where a place is, for messages: `file:line:column`, or the override.
    pub fn location(&self, place: Place) -> String {
        self.source.location(&self.source.lines(), place)
    }

    /// The place of a part of a JSON string's content.
    ///
    /// `offset` and `len` count bytes of the *decoded* string; escapes in the
    /// file are taken into account, so that a caret lands under the right
    /// figure. A part that starts or ends within one escaped character covers
    /// the whole escape; an offset past the end gives the closing quote. A
    /// place that is not a string in the text is returned as it is.
    pub fn place_within(&self, string_place: Place, offset: usize, len: usize) -> Place {
        self.source.place_within(string_place, offset, len)
    }

    /// The effective content, overrides included, with objects in file order.
    ///
    /// Whole numbers are written without a fraction, so `1` and `1.0` in a file
    /// give the same bytes: the compact form is fit for hashing.
    pub fn to_json(&self) -> serde_json::Value {
        self.root.to_json()
    }
}

/// Where a value or key comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A range of bytes of the file, quotes and brackets included.
    Text {
        /// The first byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// The override with this index, counted from 0.
    Override(usize),
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub place: Place,
}

/// A JSON value whose parts remember their places.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A finite number.
    Number(f64),
    /// Text, with escapes decoded.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// An object, in file order, no key twice.
    Object(Vec<Member>),
}

/// A key of an object with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The key, with escapes decoded.
    pub key: String,
    /// Where the key stands, quotes included.
    pub key_place: Place,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The kind of value, with its article: `a number`, `text`, `an object`.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// A short form of the value for messages: `1.4`, `"tunsia"`, `an object`.
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Bool(value) => value.to_string(),
            Value::Number(value) => describe_number(*value),
            Value::String(text) => format!("\"{}\"", shorten(text, MAX_DESCRIBED)),
            Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
            Value::Object(members) if members.is_empty() => "an empty object".to_owned(),
            Value::Null | Value::Array(_) | Value::Object(_) => self.kind().to_owned(),
        }
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The value, if it is `true` or `false`.
    pub fn as_flag(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self.value {
            Value::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is a whole number from 0 to 2⁵³ − 1, the largest that
    /// is held exactly.
    pub fn as_count(&self) -> Option<u64> {
        self.as_number()
            .filter(|n| n.fract() == 0.0 && (0.0..=MAX_EXACT as f64).contains(n))
            .map(|n| n as u64)
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&[Member]> {
        match &self.value {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member with this key, if the node is an object that has it.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.as_object()?.iter().find(|member| member.key == key)
    }

    /// The value without places; see [`Document::to_json`].
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(value) => number_to_json(*value),
            Value::String(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(Node::to_json).collect(),
            Value::Object(members) => members
                .iter()
                .map(|member| (member.key.clone(), member.node.to_json()))
                .collect(),
        }
    }

    /// The same content at one place.
    pub(super) fn from_json(value: serde_json::Value, place: Place) -> Node {
        let value = match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Bool(value),
            // Every number of serde_json has a float form unless its optional
            // feature for arbitrary precision is on.
            serde_json::Value::Number(number) => number.as_f64().map_or(Value::Null, Value::Number),
            serde_json::Value::String(text) => Value::String(text),
            serde_json::Value::Array(items) => Value::Array(
                items
                    .into_iter()
                    .map(|item| Node::from_json(item, place))
                    .collect(),
            ),
            serde_json::Value::Object(map) => Value::Object(
                map.into_iter()
                    .map(|(key, value)| Member {
                        key,
                        key_place: place,
                        node: Node::from_json(value, place),
                    })
                    .collect(),
            ),
        };
        Node { value, place }
    }

    /// How deeply objects and lists are nested: 0 for a plain value.
    pub(super) fn depth(&self) -> usize {
        match &self.value {
            Value::Array(items) => 1 + items.iter().map(Node::depth).max().unwrap_or(0),
            Value::Object(members) => 1 + members.iter().map(|m| m.node.depth()).max().unwrap_or(0),
            _ => 0,
        }
    }
}

fn is_whole(value: f64) -> bool {
    value.fract() == 0.0 && value.abs() <= MAX_EXACT as f64
}

fn number_to_json(value: f64) -> serde_json::Value {
    if is_whole(value) {
        (value as i64).into()
    } else {
        Number::from_f64(value).map_or(serde_json::Value::Null, serde_json::Value::Number)
    }
}

/// Plain digits where they stay short, an exponent where they would not.
fn describe_number(value: f64) -> String {
    let magnitude = value.abs();
    if magnitude == 0.0 || (1e-6..1e16).contains(&magnitude) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document::parse("t.json", text.as_bytes()).expect("valid")
    }

    #[test]
    fn values_are_described_in_short() {
        let cases = [
            ("1.4", "1.4"),
            ("-0.0000001", "-1e-7"),
            ("12e299", "1.2e300"),
            ("150", "150"),
            ("\"tunsia\"", "\"tunsia\""),
            ("true", "true"),
            ("null", "null"),
            ("[1]", "a list"),
            ("{}", "an empty object"),
        ];
        for (text, expected) in cases {
            let document = document(&format!("{{\"a\": {text}}}"));
            let described = document.get("a").map(Node::describe);
            assert_eq!(described.as_deref(), Some(expected), "{text}");
        }
        let long = document(&format!("{{\"a\": \"{}\"}}", "é".repeat(100_000)));
        let described = long.get("a").expect("a").describe();
        assert_eq!(described.chars().count(), MAX_DESCRIBED + 2);
    }

    #[test]
    fn content_keeps_order_and_spells_equal_numbers_alike() {
        let first =
            document(r#"{"b": 1.0, "a": [1e2, 0.5, -0.0, 1e300], "c": {"z": null, "y": "é"}}"#);
        let second = document(r#"{"b":1,"a":[100,0.50,0,10e299],"c":{"z":null,"y":"\u00e9"}}"#);
        let canonical = r#"{"b":1,"a":[100,0.5,0,1e+300],"c":{"z":null,"y":"é"}}"#;
        assert_eq!(first.to_json().to_string(), canonical);
        assert_eq!(second.to_json().to_string(), canonical);
    }

    #[test]
    fn counts_are_whole_and_exact() {
        let document = document(
            r#"{"a": 3.0, "b": 3.5, "c": -1, "d": 9007199254740991, "e": 9007199254740992, "f": "3"}"#,
        );
        let count = |key| document.get(key).and_then(Node::as_count);
        assert_eq!(count("a"), Some(3));
        assert_eq!(count("d"), Some(MAX_EXACT));
        for key in ["b", "c", "e", "f"] {
            assert_eq!(count(key), None, "{key}");
        }
    }

    #[test]
    fn places_cover_each_key_and_value() {
        let text = r#"{ "é": [ 1.5, "x" ] , "b" : {"c": null} }"#;
        let document = document(text);
        let slice = |place: Place| match place {
            Place::Text { start, end } => &text[start..end],
            Place::Override(_) => panic!("no override was given"),
        };
        assert_eq!(slice(document.root().place), text);
        let first = document.root().member("é").expect("é");
        assert_eq!(slice(first.key_place), "\"é\"");
        assert_eq!(slice(first.node.place), r#"[ 1.5, "x" ]"#);
        let items = first.node.as_list().expect("list");
        assert_eq!(slice(items[0].place), "1.5");
        assert_eq!(slice(items[1].place), "\"x\"");
        assert_eq!(slice(document.get("b.c").expect("c").place), "null");
    }
}
