//! Arms: named changes to a base scenario.

use crate::document::{Document, Refusal};
use crate::domain::Preset;
use crate::scenario::{Scenario, change_as, set_approach};

/// Arms that one comparison can have: differences are kept of every two.
pub const MAX_ARMS: usize = 16;

/// Characters that the name of an arm can have.
const MAX_NAME: usize = 64;

/// One arm of a study.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Its name.
    pub name: String,
    /// The changed document.
    pub document: Document,
    /// The scenario that it describes.
    pub scenario: Scenario,
    /// The negotiation that is compared, by its place in the scenario; `None` compares all.
    pub focus: Option<usize>,
}

impl Arm {
    /// The arm that a document describes.
    ///
    /// # Errors
    ///
    /// All problems of the document.
    pub fn new(name: &str, document: &Document) -> Result<Arm, Refusal> {
        Ok(Arm {
            name: name.to_owned(),
            document: document.clone(),
            scenario: Scenario::load(document)?,
            focus: None,
        })
    }

    /// The arm that changes make of a base document.
    ///
    /// # Errors
    ///
    /// All changes that cannot be made, or all problems of what they make.
    pub fn changed(name: &str, base: &Document, changes: &[String]) -> Result<Arm, Refusal> {
        let mut document = base.clone();
        change_as("--arm", &mut document, changes)?;
        Arm::new(name, &document)
    }

    /// The arm in which the destination has an approach in every negotiation.
    ///
    /// # Errors
    ///
    /// All problems of the document.
    pub fn of_approach(base: &Document, preset: &Preset) -> Result<Arm, Refusal> {
        let mut document = base.clone();
        set_approach(&mut document, preset)?;
        Arm::new(preset.name, &document)
    }

    /// The same arm with a figure at a path; problems name the change by where it comes from, for
    /// example `--break-even`.
    ///
    /// # Errors
    ///
    /// All problems of the path, or of what the figure makes of the scenario.
    pub fn with_figure(
        &self,
        origin: &'static str,
        path: &str,
        figure: f64,
    ) -> Result<Arm, Refusal> {
        let mut document = self.document.clone();
        change_as(origin, &mut document, &[format!("{path}={figure}")])?;
        Ok(Arm {
            focus: self.focus,
            ..Arm::new(&self.name, &document)?
        })
    }

    /// All changes to the file, each as `PATH=VALUE`.
    pub fn overrides(&self) -> impl Iterator<Item = &str> {
        self.document.changes()
    }

    /// The places of the negotiations that are compared.
    pub fn compared(&self) -> impl Iterator<Item = usize> {
        let all = 0..self.scenario.negotiations.len();
        all.filter(|&negotiation| self.focus.is_none_or(|focus| focus == negotiation))
    }

    /// The negotiations of this arm and of another that answer to each other: those of the same
    /// id, or the only one of each.
    #[must_use]
    pub fn matched(&self, other: &Arm) -> Vec<(usize, usize)> {
        let (own, others): (Vec<_>, Vec<_>) =
            (self.compared().collect(), other.compared().collect());
        if let ([own], [other]) = (own.as_slice(), others.as_slice()) {
            return vec![(*own, *other)];
        }
        let id = |arm: &Arm, negotiation: usize| arm.scenario.negotiations[negotiation].id.clone();
        own.into_iter()
            .filter_map(|a| {
                let same = |b: &&usize| id(other, **b) == id(self, a);
                Some((a, *others.iter().find(same)?))
            })
            .collect()
    }
}

/// The four approaches of the destination as arms, the cooperative one first and the coercive one
/// second.
///
/// # Errors
///
/// All problems of the document.
pub fn approaches(base: &Document) -> Result<Vec<Arm>, Refusal> {
    ["cooperative", "coercive", "flexible_incentive", "none"]
        .into_iter()
        .filter_map(Preset::named)
        .map(|preset| Arm::of_approach(base, &preset))
        .collect()
}

/// Why the description of an arm cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArmError(String);

impl std::fmt::Display for ArmError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ArmError {}

/// Reads `name: PATH=VALUE, PATH=VALUE`: the name of an arm and its changes. A comma within
/// brackets or quotation marks belongs to a value. An arm without changes is the base.
///
/// # Errors
///
/// When there is no name, it is too long, or a change is not `PATH=VALUE`.
pub fn parse_arm(text: &str) -> Result<(String, Vec<String>), ArmError> {
    // A colon after an equals sign belongs to a value.
    let head = text.split('=').next().unwrap_or(text);
    let Some((name, _)) = head.split_once(':') else {
        return Err(ArmError(format!(
            "expected `name: PATH=VALUE, …`, found `{text}`: put a name and a colon first, as in \
             `monitored: negotiations.eu-tunisia.monitoring=0.9`"
        )));
    };
    let rest = &text[name.len() + 1..];
    let name = name.trim();
    check_name(name)?;
    let changes: Vec<String> = split_at_commas(rest)
        .into_iter()
        .map(|change| change.trim().to_owned())
        .filter(|change| !change.is_empty())
        .collect();
    match changes.iter().find(|change| !change.contains('=')) {
        Some(change) => Err(ArmError(format!(
            "expected `PATH=VALUE` in arm `{name}`, found `{change}`"
        ))),
        None => Ok((name.to_owned(), changes)),
    }
}

/// Whether a text can be the name of an arm, which is a key of results and a heading of columns.
pub(super) fn fit_name(name: &str) -> bool {
    (1..=MAX_NAME).contains(&name.chars().count()) && crate::document::visible(name) == name
}

fn check_name(name: &str) -> Result<(), ArmError> {
    if fit_name(name) {
        return Ok(());
    }
    let found = crate::document::quoted(name);
    Err(ArmError(format!(
        "{found} is not a name for an arm: use 1 to {MAX_NAME} characters, none of which is a \
         control character"
    )))
}

/// The parts of a text between commas that are within neither brackets nor quotation marks.
pub(super) fn split_at_commas(text: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_are_read() {
        let arm = |text| parse_arm(text).map(|(name, changes)| (name, changes.join(" & ")));
        for (text, name, changes) in [
            ("a: x.y=1", "a", "x.y=1"),
            ("two words: x=1,y=2", "two words", "x=1 & y=2"),
            (
                "b: x={\"uniform\": [0.1, 0.2]}, t=\"one, two: \\\"three, \\\"\", z=[1,2]",
                "b",
                "x={\"uniform\": [0.1, 0.2]} & t=\"one, two: \\\"three, \\\"\" & z=[1,2]",
            ),
            ("base:", "base", ""),
            (
                "date: events.e.date=2025-07,",
                "date",
                "events.e.date=2025-07",
            ),
        ] {
            assert_eq!(arm(text), Ok((name.to_owned(), changes.to_owned())));
        }
        for text in ["x.y=1", "x=a:b", ": x=1", "a: x", "a\u{7}: x=1", ""] {
            assert!(parse_arm(text).is_err(), "{text}");
        }
    }
}
