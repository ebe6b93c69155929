//! Values replaced by path, on top of a file.

use std::borrow::Cow;

use super::assignment::{spelling, value_of};
use super::fields::nearest;
use super::parse::MAX_DEPTH;
use super::problem::{Problem, member_path, quoted, shorten, visible};
use super::source::{Created, Override};
use super::tree::{Document, Member, Node, Place, Value};

impl Document {
    /// Applies `PATH=VALUE`, as given to `--set`: `states.tunisia.stability=0.2`.
    ///
    /// The path is keys separated by dots. The value is JSON; what is not valid
    /// JSON is taken as text, so that `--set title=Draft` needs no quotes, unless
    /// it begins like a list or an object.
    /// Objects missing on the way are created; an existing value is replaced.
    ///
    /// # Errors
    ///
    /// A [`Problem`] at the override, with the content unchanged: no `=`, an
    /// empty path or key, a path through something that is not an object, a key
    /// given twice or a number too large within the value, or too many levels.
    pub fn set(&mut self, assignment: &str) -> Result<(), Problem> {
        self.set_where(assignment, |_, _| Ok(()))
    }

    /// Does as [`Document::set`] does where `allowed`, given the content and the keys of the path,
    /// has nothing against it.
    ///
    /// # Errors
    ///
    /// As [`Document::set`], and what `allowed` says, at the override.
    pub fn set_where(
        &mut self,
        assignment: &str,
        allowed: impl Fn(&Document, &[&str]) -> Result<(), Objection>,
    ) -> Result<(), Problem> {
        self.change_where("--set", assignment, allowed)
    }

    /// Does as [`Document::set_where`] does with what a reader knows by another name than `--set`,
    /// for example `--vary`, or a place in another file: problems name it so.
    ///
    /// # Errors
    ///
    /// As [`Document::set_where`].
    pub fn change_where(
        &mut self,
        origin: impl Into<Cow<'static, str>>,
        assignment: &str,
        allowed: impl Fn(&Document, &[&str]) -> Result<(), Objection>,
    ) -> Result<(), Problem> {
        let place = self.record(origin.into(), assignment.to_owned());
        let Some((path, text)) = assignment.split_once('=') else {
            return Err(
                Problem::new(place, "", "expected `path=value`, found no `=`")
                    .with_hint("for example `states.tunisia.stability=0.2`"),
            );
        };
        let path = path.trim();
        let node = value_of(text.trim(), place, path)?;
        self.replace(path, node, allowed)
    }

    /// Sets the value at a path, as [`Document::set`] does, when the value is
    /// already JSON.
    ///
    /// # Errors
    ///
    /// As [`Document::set`].
    pub fn set_value(&mut self, path: &str, value: serde_json::Value) -> Result<(), Problem> {
        self.set_value_where(path, value, |_, _| Ok(()))
    }

    /// Does as [`Document::set_value`] does where `allowed`, given the content and the keys of the
    /// path, has nothing against it.
    ///
    /// # Errors
    ///
    /// As [`Document::set`], and what `allowed` says, at the change.
    pub fn set_value_where(
        &mut self,
        path: &str,
        value: serde_json::Value,
        allowed: impl Fn(&Document, &[&str]) -> Result<(), Objection>,
    ) -> Result<(), Problem> {
        let place = self.record(Cow::Borrowed("change"), format!("{path}={value}"));
        self.replace(path, Node::from_json(value, place), allowed)
    }

    /// The changes made so far in their order, each as `path=value` in one spelling: the value is
    /// compact JSON, without quotes where text needs none.
    pub fn changes(&self) -> impl Iterator<Item = &str> {
        let overrides = self.source.overrides.iter();
        overrides.filter_map(|change| change.made.as_deref())
    }

    /// The value at a path of keys separated by dots; the root for the empty
    /// path.
    pub fn get(&self, path: &str) -> Option<&Node> {
        if path.is_empty() {
            return Some(&self.root);
        }
        path.split('.')
            .try_fold(&self.root, |node, key| Some(&node.member(key)?.node))
    }

    /// Notes an override before it is tried, so that a problem can point at it.
    fn record(&mut self, origin: Cow<'static, str>, assignment: String) -> Place {
        let index = self.source.overrides.len();
        self.source.overrides.push(Override {
            origin,
            assignment,
            created: None,
            made: None,
        });
        Place::Override(index)
    }

    fn replace(
        &mut self,
        path: &str,
        node: Node,
        allowed: impl Fn(&Document, &[&str]) -> Result<(), Objection>,
    ) -> Result<(), Problem> {
        let place = node.place;
        let keys: Vec<&str> = path.split('.').collect();
        if keys.iter().any(|key| key.is_empty()) {
            let message = if path.is_empty() {
                "expected a path before the value".to_owned()
            } else {
                format!("the path {} has an empty key", quoted(path))
            };
            return Err(Problem::new(place, "", message)
                .with_hint("a path is keys separated by single dots, `states.tunisia.stability`"));
        }
        if keys.len() + node.depth() > MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            return Err(Problem::new(place, shorten(path, 64), message));
        }
        allowed(self, &keys).map_err(|objection| {
            Problem::new(place, objection.path, objection.message).with_hint(objection.hint)
        })?;
        // Look first, so that nothing is created when the path is refused.
        let created = self.passable(&keys, place)?;
        if let Place::Override(index) = place {
            let change = &mut self.source.overrides[index];
            change.created = created;
            change.made = Some(visible(&format!("{path}={}", spelling(&node))));
        }
        insert(&mut self.root, &keys, node);
        Ok(())
    }

    /// Whether every value on the way to the last key is an object or missing; the first that is
    /// missing and has to be created.
    fn passable(&self, keys: &[&str], place: Place) -> Result<Option<Created>, Problem> {
        let mut at = &self.root;
        let mut path = String::new();
        for (index, key) in keys.iter().enumerate() {
            if at.as_object().is_none() {
                let message = format!(
                    "cannot set {} within {}: expected an object",
                    quoted(key),
                    at.describe()
                );
                let hint = format!("set {} as a whole", quoted(&path));
                return Err(Problem::new(place, path, message).with_hint(hint));
            }
            let here = member_path(&path, key);
            let Some(member) = at.member(key) else {
                let siblings = at.as_object().unwrap_or_default();
                let siblings = siblings.iter().map(|sibling| sibling.key.as_str());
                let created = Created {
                    near: nearest(key, siblings).map(|near| member_path(&path, near)),
                    path: here,
                };
                return Ok((index + 1 < keys.len()).then_some(created));
            };
            path = here;
            at = &member.node;
        }
        Ok(None)
    }
}

/// What is to be said against an override.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The path of what is wrong.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Puts `node` at the end of the keys, through objects only.
fn insert(into: &mut Node, keys: &[&str], node: Node) {
    let place = node.place;
    let Value::Object(members) = &mut into.value else {
        return;
    };
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    let index = members
        .iter()
        .position(|member| member.key == *key)
        .unwrap_or_else(|| {
            members.push(Member {
                key: (*key).to_owned(),
                key_place: place,
                node: Node {
                    value: Value::Object(Vec::new()),
                    place,
                },
            });
            members.len() - 1
        });
    let next = &mut members[index].node;
    if rest.is_empty() {
        *next = node;
    } else {
        insert(next, rest, node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Problems, Refusal};

    const FILE: &str =
        r#"{"states": {"tunisia": {"stability": 0.33, "roles": ["origin"]}}, "title": "x"}"#;

    fn document() -> Document {
        Document::parse("t.json", FILE.as_bytes()).expect("valid")
    }

    /// The content after one assignment.
    fn after(assignment: &str) -> String {
        let mut document = document();
        document.set(assignment).expect(assignment);
        document.to_json().to_string()
    }

    #[test]
    fn values_are_replaced_in_place_and_created_on_the_way() {
        assert_eq!(
            after("states.tunisia.stability=0.2"),
            FILE.replace("0.33", "0.2")
                .replace(": ", ":")
                .replace(", ", ",")
        );
        assert!(
            after("settings.rounds.max=3")
                .ends_with(r#","title":"x","settings":{"rounds":{"max":3}}}"#)
        );
        assert!(after("states.tunisia=null").contains(r#""tunisia":null"#));
        assert!(after("a={\"b\": [1, {\"c\": \"d\"}]}").contains(r#""a":{"b":[1,{"c":"d"}]}"#));
    }

    #[test]
    fn what_is_not_json_is_text() {
        for (assignment, expected) in [
            ("title=a=b", r#""title":"a=b""#),
            ("title=", r#""title":"""#),
            ("title=2023-07", r#""title":"2023-07""#),
            ("title=\"7\"", r#""title":"7""#),
            (" title = 7", r#""title":7"#),
            ("title = a draft ", r#""title":"a draft""#),
        ] {
            assert!(
                after(assignment).contains(expected),
                "{assignment}: {}",
                after(assignment)
            );
        }
    }

    #[test]
    fn places_point_at_the_override_that_gave_the_value() {
        let mut document = document();
        document.set("title=y").expect("set");
        document
            .set_value("a.b", serde_json::json!({"c": [1]}))
            .expect("set");
        assert_eq!(
            document.get("title").map(|n| n.place),
            Some(Place::Override(0))
        );
        assert_eq!(
            document.get("a.b.c").map(|n| n.place),
            Some(Place::Override(1))
        );
        assert!(matches!(
            document.root().member("title").map(|m| m.key_place),
            Some(Place::Text { .. })
        ));
        assert_eq!(
            document.overrides().collect::<Vec<_>>(),
            ["title=y", r#"a.b={"c":[1]}"#]
        );
    }

    #[test]
    fn changes_have_one_spelling_and_are_read_as_they_are_written() {
        for (assignment, spelling) in [
            (" title =  a draft ", "title=a draft"),
            ("title=\"7\"", "title=\"7\""),
            ("title=\"[x\"", "title=\"[x\""),
            ("title=\" x\"", "title=\" x\""),
            ("title=\"x\"", "title=x"),
            ("title=\u{1b}[2J", "title=\\u{1b}[2J"),
            ("a={ \"b\" : 0.50 }", "a={\"b\":0.5}"),
        ] {
            let mut document = document();
            document.set(assignment).expect(assignment);
            assert_eq!(document.changes().collect::<Vec<_>>(), [spelling]);
            if !assignment.contains('\u{1b}') {
                assert_eq!(after(spelling), after(assignment));
            }
        }
        let mut document = document();
        document.set("title.x=3").expect_err("refused");
        assert_eq!(document.changes().count(), 0);
    }

    #[test]
    fn a_problem_with_what_was_created_names_what_is_like_it() {
        for (assignment, path, expected) in [
            (
                "states.tunsia.stability=0.2",
                "states.tunsia",
                "the file has no `states.tunsia`; did you mean `states.tunisia`?",
            ),
            (
                "settings.noise=0.2",
                "settings",
                "the file has no `settings`",
            ),
            ("settings.noise=0.2", "settings.noise", ""),
        ] {
            let mut document = document();
            document.set(assignment).expect(assignment);
            let place = document.get(path).expect(path).place;
            let refusal = Refusal::new(&document, Problem::new(place, path, "wrong").into());
            let shown = refusal.to_string();
            assert_eq!(shown.contains("help"), !expected.is_empty(), "{shown}");
            assert!(shown.contains(expected), "{shown}");
        }
    }

    #[test]
    fn refusals_change_nothing_and_can_be_shown() {
        let deep = format!("{}=1", vec!["a"; 100_000].join("."));
        let deep_value = format!("a.b={}1{}", "[".repeat(63), "]".repeat(63));
        let deeper_value = format!("a={}", "[".repeat(100_000));
        for (assignment, message) in [
            ("states", "found no `=`"),
            ("=3", "expected a path"),
            ("a..b=3", "has an empty key"),
            (".a=3", "has an empty key"),
            (
                "title.x=3",
                "cannot set `x` within \"x\": expected an object",
            ),
            ("states.tunisia.roles.first=3", "within a list"),
            (
                "states.tunisia.stability.value.low=3",
                "cannot set `value` within 0.33",
            ),
            ("a.b={\"c\": 1, \"c\": 2}", "a.b.c: duplicate key `c`"),
            ("a=[1e999]", "a[0]: the number 1e999 is too large"),
            ("title=[1", "title: the value ends too early"),
            ("states={tunisia: 1}", "expected a key in double quotes"),
            (deep.as_str(), "more than 64 levels"),
            (deep_value.as_str(), "more than 64 levels"),
            (deeper_value.as_str(), "more than 64 levels"),
        ] {
            let mut document = document();
            let before = document.to_json();
            let problem = document.set(assignment).expect_err(assignment);
            assert_eq!(document.to_json(), before);
            let shown = Refusal::new(&document, Problems::from(problem)).to_string();
            assert!(shown.starts_with("error: --set "), "{shown}");
            assert!(shown.contains(message), "{shown}\nwanted: {message}");
            assert!(shown.len() < 2_000, "{shown}");
        }
    }
}
