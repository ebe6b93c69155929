//! Designs: which cells there are, and what does not go together in them.

use super::axis::Axis;
use super::sweep::Variant;
use crate::document::quoted;

/// Cells that a sweep can have.
pub const MAX_CELLS: usize = 10_000;

/// Arms that a sweep can have: more of them cannot be told apart on a map.
pub const MAX_SWEPT_ARMS: usize = 8;

/// A setting of everything that is varied: the values of the axes, in their order.
pub type Row = Vec<String>;

/// What does not go together in a sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesignError(String);

impl DesignError {
    pub(super) fn new(what: String) -> DesignError {
        DesignError(what)
    }
}

impl std::fmt::Display for DesignError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DesignError {}

/// The grid of the axes: every value of each with every value of the others, the first axis
/// changing fastest.
///
/// # Errors
///
/// When it has more than [`MAX_CELLS`] cells.
pub fn grid(axes: &[Axis]) -> Result<Vec<Row>, DesignError> {
    let sizes = || axes.iter().map(|axis| axis.values.len());
    let cells = sizes().try_fold(1_usize, |product, size| product.checked_mul(size));
    if cells.is_none_or(|cells| cells > MAX_CELLS) {
        let sizes: Vec<String> = sizes().map(|size| size.to_string()).collect();
        let found = sizes.join(" × ");
        return Err(DesignError(format!(
            "expected at most {MAX_CELLS} cells, found {found}: vary fewer paths, or give them \
             fewer values"
        )));
    }
    let mut rows: Vec<Row> = vec![Vec::new()];
    for axis in axes.iter().rev() {
        rows = rows
            .iter()
            .flat_map(|rest| {
                axis.values.iter().map(move |value| {
                    let first = std::iter::once(value.clone());
                    first.chain(rest.iter().cloned()).collect()
                })
            })
            .collect();
    }
    Ok(rows)
}

/// What does not go together: paths that are varied twice, arms that set what is varied, arms of
/// the same name, too many arms.
#[must_use]
pub fn conflicts(paths: &[&str], variants: &[Variant]) -> Vec<DesignError> {
    let mut found = Vec::new();
    for (place, path) in paths.iter().enumerate() {
        let others = paths[..place].iter();
        let others = others.filter(|other| overlap(other, path));
        found.extend(others.map(|other| varied_twice(other, path)));
    }
    for (place, variant) in variants.iter().enumerate() {
        let mut others = variants[..place].iter();
        if others.any(|other| other.name == variant.name) {
            found.push(format!(
                "two arms are called {}: give each a name of its own",
                quoted(&variant.name)
            ));
        }
        found.extend(undone(variant, paths));
    }
    if variants.len() > MAX_SWEPT_ARMS {
        found.push(format!(
            "expected at most {MAX_SWEPT_ARMS} arms on a map, found {}",
            variants.len()
        ));
    }
    found.into_iter().map(DesignError).collect()
}

/// What is varied in vain, or undoes a change that was made to the base: `changes` are these.
#[must_use]
pub fn in_vain(varied: &[&str], changes: &[String]) -> Vec<DesignError> {
    let mut found = Vec::new();
    for own in varied {
        if is_text(own) {
            found.push(format!(
                "{} is for readers and changes no run: vary a figure, or leave it out",
                quoted(own)
            ));
        }
        let paths = changes
            .iter()
            .filter_map(|change| Some(change.split_once('=')?.0.trim()));
        let undone = paths.filter(|path| is_within(path, own));
        found.extend(undone.map(|path| {
            format!(
                "--set changes {}, and {} is varied: the value of the cell would undo it, so leave \
                 one of them out",
                quoted(path),
                quoted(own)
            )
        }));
    }
    found.into_iter().map(DesignError).collect()
}

/// A path is another one or within it.
fn is_within(path: &str, other: &str) -> bool {
    let rest = path.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What a path leads to is only read by people.
fn is_text(path: &str) -> bool {
    const PAGES: [&str; 8] = [
        "$schema",
        "format",
        "title",
        "question",
        "notes",
        "afterwards",
        "claims",
        "sources",
    ];
    const TEXTS: [&str; 5] = ["name", "note", "source", "basis", "says"];
    // An entry of these has an id of its own, whatever it is.
    const MAPS: [&str; 8] = [
        "states",
        "events",
        "rules",
        "negotiations",
        "issues",
        "linkages",
        "levers",
        "clauses",
    ];
    let keys: Vec<&str> = path.split('.').collect();
    match keys.as_slice() {
        [first, ..] if PAGES.contains(first) => true,
        [.., map, last] => TEXTS.contains(last) && !MAPS.contains(map),
        _ => false,
    }
}

fn varied_twice(one: &str, other: &str) -> String {
    match one == other {
        true => format!("{} is varied twice", quoted(one)),
        false => format!(
            "{} and {} cannot both be varied: one is within the other",
            quoted(one),
            quoted(other)
        ),
    }
}

/// The changes of an arm that the values of a cell would undo.
fn undone(variant: &Variant, varied: &[&str]) -> Vec<String> {
    let changes = variant.changes.iter();
    let paths = changes.filter_map(|change| Some(change.split_once('=')?.0.trim()));
    let undone = paths.flat_map(|path| {
        let varied = varied.iter().filter(move |own| overlap(own, path));
        varied.map(move |own| {
            format!(
                "arm {} sets {}, and {} is varied: the value of the cell would undo the arm, so \
                 leave one of them out",
                quoted(&variant.name),
                quoted(path),
                quoted(own)
            )
        })
    });
    undone.collect()
}

/// Whether a change at one path is also one at the other: they are the same, or one is within the
/// other.
pub fn overlap(one: &str, other: &str) -> bool {
    let mut pairs = one.split('.').zip(other.split('.'));
    pairs.all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_every_value_with_every_other() {
        let axes = ["a=0:1:3", "b=x,y"].map(|text| Axis::parse(text).unwrap());
        let rows: Vec<String> = grid(&axes)
            .unwrap()
            .iter()
            .map(|row| row.join(""))
            .collect();
        assert_eq!(rows, ["0x", "0.5x", "1x", "0y", "0.5y", "1y"]);
        let many = ["a=0:1:101", "b=0:1:100"].map(|text| Axis::parse(text).unwrap());
        let error = grid(&many).unwrap_err().to_string();
        assert!(
            error.contains("at most 10000 cells, found 101 × 100"),
            "{error}"
        );
        assert_eq!(grid(&many[1..]).unwrap().len(), 100);
    }

    #[test]
    fn what_is_varied_in_vain_is_said() {
        for (axis, changes, said) in [
            ("title=x,y", &[][..], "`title` is for readers"),
            ("sources.a=x,y", &[], "`sources.a` is for readers"),
            ("states.a.name=x,y", &[], "`states.a.name` is for readers"),
            (
                "a.b=0:1:2",
                &["a.b=0.3"],
                "--set changes `a.b`, and `a.b` is varied",
            ),
            ("a.b=0:1:2", &["a.b.c = 0.3"], "--set changes `a.b.c`"),
            ("a.b=0:1:2", &["a={}", "a.bc=1"], ""),
            ("states.name=0:1:2", &["title=x"], ""),
        ] {
            let changes: Vec<String> = changes.iter().map(|&change| change.to_owned()).collect();
            let found = in_vain(&[&Axis::parse(axis).unwrap().path], &changes);
            let found: Vec<String> = found.iter().map(DesignError::to_string).collect();
            assert_eq!(found.is_empty(), said.is_empty(), "{axis}: {found:?}");
            assert!(found.iter().all(|text| text.starts_with(said)), "{found:?}");
        }
    }

    #[test]
    fn paths_overlap_when_one_is_within_the_other() {
        for (one, other, expected) in [
            ("a.b", "a.b", true),
            ("a.b", "a.b.c", true),
            ("a", "a.b.c", true),
            ("a.b", "a.bc", false),
            ("a.b.c", "a.b.d", false),
        ] {
            assert_eq!(overlap(one, other), expected);
            assert_eq!(overlap(other, one), expected);
        }
    }

    #[test]
    fn what_does_not_go_together_is_all_said() {
        let paths = ["a.b", "a.b", "a.b.c"];
        let variant = |name: &str, change: &str| Variant {
            name: name.to_owned(),
            changes: vec![change.to_owned()],
        };
        let variants = [variant("one", "z=1"), variant("one", "a = {}")];
        let said: Vec<String> = conflicts(&paths, &variants)
            .iter()
            .map(DesignError::to_string)
            .collect();
        assert_eq!(said.len(), 7, "{said:?}");
        assert_eq!(said[0], "`a.b` is varied twice");
        assert!(said[1].contains("one is within the other"), "{said:?}");
        assert!(said[3].contains("two arms are called `one`"), "{said:?}");
        assert!(
            said[4].contains("arm `one` sets `a`, and `a.b` is varied"),
            "{said:?}"
        );
        let many: Vec<Variant> = (0..9).map(|n| variant(&n.to_string(), "z=1")).collect();
        let said = conflicts(&paths[..1], &many);
        assert!(said[0].to_string().contains("at most 8 arms"), "{said:?}");
    }
}
