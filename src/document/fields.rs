//! Reading an object so that no key goes unnoticed.

use std::ops::RangeInclusive;

use super::problem::{Problem, Problems, member_path, quoted};
use super::tree::{MAX_EXACT, Member, Node, Place};

/// The longest id, in characters.
pub const MAX_ID: usize = 64;

/// With more valid names than this, a message lists only the first.
const MAX_LISTED: usize = 40;

/// Names longer than this are not compared, since that takes quadratic time.
const MAX_COMPARED: usize = 128;

/// No name is compared with more valid names than this.
const MAX_CANDIDATES: usize = 1_000;

/// Reads the members of one object and reports every key that nobody asked for.
///
/// Ask for each key once with [`Fields::take`] or one of its typed forms, then
/// [`Fields::close`]. `null` is a value like any other: a caller that wants it
/// to mean "absent" checks [`Node::is_null`].
///
/// ```
/// use demarche::document::{Document, Fields, Problems};
///
/// let document = Document::parse("x.json", br#"{ "levrage": 0.5 }"#)?;
/// let mut problems = Problems::new();
/// if let Some(mut fields) = Fields::open(document.root(), "", &mut problems) {
///     assert!(fields.take("leverage").is_none());
///     fields.close(&mut problems);
/// }
/// let hints: Vec<_> = problems.iter().filter_map(|p| p.hint.as_deref()).collect();
/// assert_eq!(hints, ["did you mean `leverage`?"]);
/// # Ok::<(), demarche::document::Refusal>(())
/// ```
#[derive(Debug)]
#[must_use = "unknown keys are reported by `close`"]
pub struct Fields<'a> {
    members: &'a [Member],
    place: Place,
    path: String,
    asked: Vec<&'static str>,
    all: bool,
}

impl<'a> Fields<'a> {
    /// Starts to read an object; `None`, with a problem, when the node is not
    /// one.
    pub fn open(node: &'a Node, path: &str, problems: &mut Problems) -> Option<Fields<'a>> {
        let Some(members) = node.as_object() else {
            problems.expected(node.place, path, "an object", node);
            return None;
        };
        Some(Fields {
            members,
            place: node.place,
            path: path.to_owned(),
            asked: Vec::new(),
            all: false,
        })
    }

    /// The path of the object.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path of a member: `a.b`.
    pub fn path_of(&self, key: &str) -> String {
        member_path(&self.path, key)
    }

    /// The place of the object.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The value of a key, if it is given. The key counts as known from now on.
    pub fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        let member = self.members.iter().find(|member| member.key == key)?;
        Some(&member.node)
    }

    /// The value of a key that must be given; `expected` says what the value
    /// is to be, `a number from 0 to 1`.
    pub fn require(
        &mut self,
        key: &'static str,
        expected: &str,
        problems: &mut Problems,
    ) -> Option<&'a Node> {
        let node = self.take(key);
        if node.is_none() {
            let message = format!("missing {}: expected {expected}", quoted(key));
            problems.add(self.place, &self.path, message);
        }
        node
    }

    /// The text of a key, if it is given; a problem if it is not text.
    pub fn text(&mut self, key: &'static str, problems: &mut Problems) -> Option<&'a str> {
        self.typed(key, "text in double quotes", Node::as_text, problems)
    }

    /// The flag of a key, if it is given; a problem if it is not `true` or
    /// `false`.
    pub fn flag(&mut self, key: &'static str, problems: &mut Problems) -> Option<bool> {
        self.typed(key, "true or false", Node::as_flag, problems)
    }

    /// The items of a key, if it is given; a problem if it is not a list.
    pub fn list(&mut self, key: &'static str, problems: &mut Problems) -> Option<&'a [Node]> {
        self.typed(key, "a list", Node::as_list, problems)
    }

    /// The whole number of a key, if it is given; a problem if it is not a
    /// whole number in the range. Numbers above 2⁵³ − 1 are refused whatever
    /// the range, because the file's figure could not be told apart from its
    /// neighbours.
    pub fn count(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u64>,
        problems: &mut Problems,
    ) -> Option<u64> {
        let (low, high) = (*range.start(), (*range.end()).min(MAX_EXACT));
        let expected = format!("a whole number from {low} to {high}");
        let in_range = |node: &Node| node.as_count().filter(|count| range.contains(count));
        self.typed(key, &expected, in_range, problems)
    }

    fn typed<T: 'a>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&'a Node) -> Option<T>,
        problems: &mut Problems,
    ) -> Option<T> {
        let node = self.take(key)?;
        let value = read(node);
        if value.is_none() {
            problems.expected(node.place, &self.path_of(key), expected, node);
        }
        value
    }

    /// All members, for an object that is a map by id. Every key counts as
    /// known; whether it is a valid id is for the caller to check.
    pub fn members(&mut self) -> impl Iterator<Item = &'a Member> + use<'a> {
        self.all = true;
        self.members.iter()
    }

    /// Reports every key that nobody asked for, with the nearest valid name or
    /// the list of them all.
    pub fn close(self, problems: &mut Problems) {
        if self.all {
            return;
        }
        for member in self.members {
            if self.asked.contains(&member.key.as_str()) {
                continue;
            }
            let message = format!("unknown key {}", quoted(&member.key));
            let path = self.path_of(&member.key);
            let problem = Problem::new(member.key_place, path, message);
            if !problems.has_room() {
                problems.push(problem);
                continue;
            }
            let hint = match nearest(&member.key, self.asked.iter().copied()) {
                Some(name) => format!("did you mean {}?", quoted(name)),
                None if self.asked.is_empty() => "no keys are expected here".to_owned(),
                None => format!("valid keys: {}", listed(self.asked.iter().copied())),
            };
            problems.push(problem.with_hint(hint));
        }
    }
}

/// `a`, `b`, `c`, each in backticks.
fn listed<'n>(mut names: impl Iterator<Item = &'n str>) -> String {
    let shown: Vec<String> = names.by_ref().take(MAX_LISTED).map(quoted).collect();
    let shown = shown.join(", ");
    match names.count() {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A hint for a value that is not one of the valid names: the nearest of them, or the list of them
/// all; none where there are no valid names.
pub fn suggestion<'n>(
    found: &Node,
    among: impl Iterator<Item = &'n str> + Clone,
) -> Option<String> {
    let near = found
        .as_text()
        .and_then(|name| nearest(name, among.clone()));
    match (near, among.clone().next()) {
        (Some(name), _) => Some(format!("did you mean {}?", quoted(name))),
        (None, Some(_)) => Some(format!("one of {}", listed(among))),
        (None, None) => None,
    }
}

/// The name most like `name`, if one is close enough to be what was meant.
///
/// Close enough is at most one edit (a letter added, left out, replaced, or two
/// swapped) for every three letters of the longer name, and at least one; case
/// and the difference between `-` and `_` do not count, nor does a group that
/// both names are in (`partner.` of `partner.grievance`).
/// Of equally close names the first is taken.
pub fn nearest<'n>(name: &str, among: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if name.chars().nth(MAX_COMPARED).is_some() {
        return None;
    }
    let name = folded(name);
    among
        .into_iter()
        .take(MAX_CANDIDATES)
        .filter_map(|candidate| {
            let other = folded(candidate);
            let (name, other) = without_common_group(&name, &other);
            let (length, other_length) = (name.chars().count(), other.chars().count());
            let (shorter, longer) = (length.min(other_length), length.max(other_length));
            let limit = (longer / 3).max(1);
            if longer - shorter > limit {
                return None;
            }
            let distance = strsim::damerau_levenshtein(name, other);
            // A name of which every letter was replaced is another name.
            (distance <= limit && distance < shorter.max(1)).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// What follows the last dot up to which both names are the same.
fn without_common_group<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    match a.rsplit_once('.') {
        Some((group, rest)) => match b.strip_prefix(group).and_then(|b| b.strip_prefix('.')) {
            Some(other) => (rest, other),
            None => (a, b),
        },
        None => (a, b),
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

/// Whether a key is a valid id: lower-case letters, digits, hyphens and
/// underscores, at least one and at most [`MAX_ID`].
///
/// ```
/// use demarche::document::valid_id;
///
/// assert!(valid_id("eu-tunisia"));
/// assert!(!valid_id("EU Tunisia"));
/// ```
pub fn valid_id(id: &str) -> bool {
    (1..=MAX_ID).contains(&id.len())
        && id
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn document(text: &str) -> Document {
        Document::parse("t.json", text.as_bytes()).expect("valid")
    }

    fn said(problems: &Problems) -> Vec<String> {
        let hint = |p: &Problem| {
            p.hint
                .as_ref()
                .map(|h| format!(" ({h})"))
                .unwrap_or_default()
        };
        problems
            .iter()
            .map(|p| format!("{}: {}{}", p.path, p.message, hint(p)))
            .collect()
    }

    #[test]
    fn every_key_is_read_or_reported() {
        let document = document(
            r#"{"s": {"name": 3, "enabled": "yes", "roles": {}, "years": 2.5, "months": 13, "levrage": 1, "zzz": 2, "note": null}}"#,
        );
        let node = document.get("s").expect("s");
        let mut problems = Problems::new();
        let mut fields = Fields::open(node, "s", &mut problems).expect("an object");
        assert_eq!(fields.text("name", &mut problems), None);
        assert_eq!(fields.flag("enabled", &mut problems), None);
        assert_eq!(fields.list("roles", &mut problems), None);
        assert_eq!(fields.count("years", 1..=100, &mut problems), None);
        assert_eq!(fields.count("months", 1..=12, &mut problems), None);
        assert_eq!(fields.count("absent", 1..=u64::MAX, &mut problems), None);
        assert!(fields.take("note").is_some_and(Node::is_null));
        assert!(
            fields
                .require("leverage", "a number from 0 to 1", &mut problems)
                .is_none()
        );
        fields.close(&mut problems);
        assert_eq!(
            said(&problems),
            [
                "s.name: expected text in double quotes, found 3",
                "s.enabled: expected true or false, found \"yes\"",
                "s.roles: expected a list, found an empty object",
                "s.years: expected a whole number from 1 to 100, found 2.5",
                "s.months: expected a whole number from 1 to 12, found 13",
                "s: missing `leverage`: expected a number from 0 to 1",
                "s.levrage: unknown key `levrage` (did you mean `leverage`?)",
                "s.zzz: unknown key `zzz` (valid keys: `name`, `enabled`, `roles`, `years`, `months`, `absent`, `note`, `leverage`)",
            ]
        );
    }

    #[test]
    fn good_values_are_read_without_a_word() {
        let document =
            document(r#"{"name": "Tunisia", "on": false, "roles": ["origin"], "years": 10}"#);
        let mut problems = Problems::new();
        let mut fields = Fields::open(document.root(), "", &mut problems).expect("an object");
        assert_eq!(fields.text("name", &mut problems), Some("Tunisia"));
        assert_eq!(fields.flag("on", &mut problems), Some(false));
        assert_eq!(
            fields.list("roles", &mut problems).map(<[Node]>::len),
            Some(1)
        );
        assert_eq!(fields.count("years", 1..=10, &mut problems), Some(10));
        fields.close(&mut problems);
        assert!(problems.is_empty(), "{:?}", said(&problems));
    }

    #[test]
    fn a_map_by_id_has_no_unknown_keys_and_a_list_is_no_map() {
        let document = document(r#"{"states": {"eu": 1, "tunisia": 2}, "roles": []}"#);
        let mut problems = Problems::new();
        let states = document.get("states").expect("states");
        let mut fields = Fields::open(states, "states", &mut problems).expect("an object");
        let ids: Vec<_> = fields.members().map(|member| member.key.as_str()).collect();
        assert_eq!(ids, ["eu", "tunisia"]);
        fields.close(&mut problems);
        assert!(problems.is_empty());
        assert!(
            Fields::open(
                document.get("roles").expect("roles"),
                "roles",
                &mut problems
            )
            .is_none()
        );
        assert_eq!(
            said(&problems),
            ["roles: expected an object, found an empty list"]
        );
    }

    #[test]
    fn the_nearest_name_is_near() {
        let names = [
            "leverage",
            "stability",
            "eu",
            "eu-tunisia",
            "capacity",
            "partner.grievance",
            "partner.record",
        ];
        for (name, expected) in [
            ("levrage", Some("leverage")),
            ("Stability", Some("stability")),
            ("eu_tunisia", Some("eu-tunisia")),
            ("ue", Some("eu")),
            ("xy", None),
            ("capactiy", Some("capacity")),
            ("trust", None),
            ("partner.grievence", Some("partner.grievance")),
            ("partnr.grievance", Some("partner.grievance")),
            ("partner.anger", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
        assert_eq!(nearest(&"x".repeat(5_000_000), names), None);
        assert_eq!(nearest("ab1", ["ab2", "ab3"]), Some("ab2"));
    }

    #[test]
    fn a_suggestion_is_the_nearest_name_or_all_of_them() {
        let document = document(r#"{"near": "tunsia", "far": "x", "number": 1}"#);
        let suggested = |key: &str, names: &[&str]| {
            let node = document.get(key).expect(key);
            suggestion(node, names.iter().copied())
        };
        let names = ["eu", "tunisia"];
        let all = Some("one of `eu`, `tunisia`".to_owned());
        assert_eq!(
            suggested("near", &names),
            Some("did you mean `tunisia`?".to_owned())
        );
        assert_eq!(suggested("far", &names), all);
        assert_eq!(suggested("number", &names), all);
        assert_eq!(suggested("far", &[]), None);
    }

    #[test]
    fn ids_are_plain() {
        let longest = "a".repeat(MAX_ID);
        for id in ["eu", "a-1_b", "2023", longest.as_str()] {
            assert!(valid_id(id), "{id}");
        }
        let too_long = "a".repeat(MAX_ID + 1);
        for id in ["", "EU", "é", "a.b", "a b", "a/b", too_long.as_str()] {
            assert!(!valid_id(id), "{id}");
        }
    }
}
