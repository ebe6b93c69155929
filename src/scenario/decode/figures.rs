//! Numbers of a scenario: plain, with a source and basis, or drawn from a distribution.

use crate::chance::{Distribution, DistributionError};
use crate::document::{
    Document, Fields, Node, Problem, Problems, Value, item_path, member_path, nearest, quoted,
    suggestion,
};
use crate::domain::{Fallback, Parameter};
use crate::scenario::{Basis, Figure, Owner, UncertainInput};

/// Reads a document, collecting problems, figures and uncertain inputs on the way.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) problems: Problems,
    pub(super) figures: Vec<Figure>,
    pub(super) uncertain: Vec<UncertainInput>,
    pub(super) warnings: Vec<String>,
    pub(super) source_keys: Vec<String>,
}

/// A number as a file states it.
#[derive(Clone, Debug)]
pub(super) enum Stated {
    /// One figure.
    Figure(f64),
    /// Drawn once per run.
    Drawn(Distribution),
    /// `null`.
    Null,
}

/// What a valid number is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) whole: bool,
    pub(super) nullable: bool,
    /// A World Bank estimate can be given in its place, and is converted by (x + 2.5) / 5.
    pub(super) wgi: bool,
}

/// The forms of a number that is an object.
const FORMS: &[&str] = &["value", "uniform", "triangular", "normal", "beta", "choice"];

/// Whether an object with this key is a number rather than anything else.
pub(super) fn of_a_number(key: &str) -> bool {
    FORMS.contains(&key) || matches!(key, "source" | "basis" | "note" | "wgi")
}

impl Reader<'_> {
    pub(super) fn refuse(
        &mut self,
        node: &Node,
        path: &str,
        message: String,
        hint: Option<String>,
    ) {
        self.problems.push(Problem {
            place: node.place,
            path: path.to_owned(),
            message,
            hint,
        });
    }

    pub(super) fn expect_one_of(&mut self, node: &Node, path: &str, names: &[&str]) {
        let message = format!("expected {}, found {}", one_of(names), node.describe());
        let hint = node
            .as_text()
            .and_then(|name| nearest(name, names.iter().copied()))
            .map(|name| format!("did you mean `{name}`?"));
        self.refuse(node, path, message, hint);
    }

    /// The index of an id among those that it could be; a problem if it is none of them.
    pub(super) fn expect_id<'n>(
        &mut self,
        node: &Node,
        path: &str,
        expected: &str,
        ids: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<usize> {
        let found = node
            .as_text()
            .and_then(|id| ids.clone().position(|known| known == id));
        if found.is_none() {
            let message = format!("expected {expected}, found {}", node.describe());
            self.refuse(node, path, message, suggestion(node, ids));
        }
        found
    }

    pub(super) fn required_text(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        expected: &str,
    ) -> Option<String> {
        fields.require(key, expected, &mut self.problems)?;
        fields.text(key, &mut self.problems).map(str::to_owned)
    }

    /// A text or a list of texts.
    pub(super) fn texts(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
        let Some(node) = fields.take(key) else {
            return Vec::new();
        };
        let path = fields.path_of(key);
        let items: Vec<(&Node, String)> = match &node.value {
            Value::Array(nodes) => items(nodes, &path).collect(),
            _ => vec![(node, path)],
        };
        let mut texts = Vec::new();
        for (node, path) in items {
            match node.as_text() {
                Some(text) => texts.push(text.to_owned()),
                None => self.problems.expected(node.place, &path, "text", node),
            }
        }
        texts
    }

    /// Reads every parameter of a table that the object states; a dot in a name is an object.
    /// Returns the names that were stated.
    pub(super) fn parameters<T>(
        &mut self,
        fields: &mut Fields<'_>,
        table: &'static [Parameter<T>],
        owner: &mut T,
        wrap: impl Fn(&'static Parameter<T>) -> Owner,
    ) -> Vec<&'static str> {
        let mut stated = Vec::new();
        let mut groups: Vec<&'static str> = Vec::new();
        for parameter in table {
            if let Some((group, _)) = parameter.name.split_once('.') {
                if !groups.contains(&group) {
                    groups.push(group);
                }
                continue;
            }
            let node = if parameter.fallback == Fallback::Required {
                fields.require(parameter.name, &parameter.expected(), &mut self.problems)
            } else {
                fields.take(parameter.name)
            };
            if let Some(node) = node {
                let path = fields.path_of(parameter.name);
                self.parameter(node, &path, parameter, owner, &wrap);
                stated.push(parameter.name);
            }
        }
        for group in groups {
            let Some(node) = fields.take(group) else {
                continue;
            };
            let path = fields.path_of(group);
            let Some(mut open) = Fields::open(node, &path, &mut self.problems) else {
                continue;
            };
            for parameter in table {
                let Some((_, name)) = parameter
                    .name
                    .split_once('.')
                    .filter(|(prefix, _)| *prefix == group)
                else {
                    continue;
                };
                if let Some(node) = open.take(name) {
                    let path = open.path_of(name);
                    self.parameter(node, &path, parameter, owner, &wrap);
                    stated.push(parameter.name);
                }
            }
            open.close(&mut self.problems);
        }
        stated
    }

    fn parameter<T>(
        &mut self,
        node: &Node,
        path: &str,
        parameter: &'static Parameter<T>,
        owner: &mut T,
        wrap: &impl Fn(&'static Parameter<T>) -> Owner,
    ) {
        let bounds = Bounds {
            low: parameter.low,
            high: parameter.high,
            whole: parameter.whole,
            nullable: parameter.nullable(),
            wgi: matches!(parameter.name, "capacity" | "stability"),
        };
        match self.number(node, path, &bounds) {
            Some(Stated::Figure(figure)) => parameter.put(owner, figure),
            Some(Stated::Null) => parameter.clear(owner),
            Some(Stated::Drawn(distribution)) => {
                parameter.put(owner, distribution.mean());
                self.draw(path, wrap(parameter), distribution);
            }
            None => {}
        }
    }

    /// Remembers an input that is drawn once per run.
    pub(super) fn draw(&mut self, path: &str, owner: Owner, distribution: Distribution) {
        self.uncertain
            .push(UncertainInput::new(path.to_owned(), owner, distribution));
    }

    /// Reads one number and what it rests on.
    pub(super) fn number(&mut self, node: &Node, path: &str, bounds: &Bounds) -> Option<Stated> {
        match &node.value {
            Value::Null if bounds.nullable => {
                self.figures.push(assumed(path));
                Some(Stated::Null)
            }
            Value::Number(figure) => {
                self.figures.push(assumed(path));
                self.within(node, path, *figure, bounds).map(Stated::Figure)
            }
            Value::Object(_) => self.described(node, path, bounds),
            _ => {
                let message = format!("expected {}, found {}", expected(bounds), node.describe());
                let hint = "write a number, or an object with `value` or a distribution";
                self.refuse(node, path, message, Some(hint.to_owned()));
                None
            }
        }
    }

    fn within(&mut self, node: &Node, path: &str, figure: f64, bounds: &Bounds) -> Option<f64> {
        let whole = !bounds.whole || figure.fract() == 0.0;
        if (bounds.low..=bounds.high).contains(&figure) && whole {
            return Some(figure);
        }
        let message = format!("expected {}, found {}", expected(bounds), node.describe());
        self.refuse(node, path, message, None);
        None
    }

    /// An object with a figure or a distribution, its source, basis and note.
    fn described(&mut self, node: &Node, path: &str, bounds: &Bounds) -> Option<Stated> {
        let mut fields = Fields::open(node, path, &mut self.problems)?;
        let basis = self.basis(&mut fields, node);
        self.figures.push(basis);
        let mut stated = None;
        let mut given = Vec::new();
        let forms: Vec<&str> = FORMS
            .iter()
            .copied()
            .chain(bounds.wgi.then_some("wgi"))
            .collect();
        for form in &forms {
            if let Some(inner) = fields.take(form) {
                given.push(inner);
                stated = self.form(inner, &member_path(path, form), form, bounds);
            }
        }
        fields.close(&mut self.problems);
        self.exactly_one(node, path, &forms, &given)
            .then_some(stated)
            .flatten()
    }

    /// Whether exactly one of several members is given; a problem if not, at the last of too many,
    /// which may come from an override.
    pub(super) fn exactly_one(
        &mut self,
        node: &Node,
        path: &str,
        names: &[&str],
        given: &[&Node],
    ) -> bool {
        let found = match given.len() {
            0 => "none",
            1 => return true,
            2 => "two",
            _ => "several",
        };
        let last = given.iter().map(|node| node.place).max();
        let message = format!("expected exactly {}, found {found}", one_of(names));
        self.problems.add(last.unwrap_or(node.place), path, message);
        false
    }

    /// Source, basis and note of the object at hand.
    pub(super) fn basis(&mut self, fields: &mut Fields<'_>, node: &Node) -> Figure {
        let path = fields.path().to_owned();
        let source = self.source(fields);
        let note = fields.text("note", &mut self.problems).map(str::to_owned);
        let mut basis = Basis::Assumption;
        if let Some(stated) = fields.take("basis") {
            match stated.as_text() {
                Some("evidence") => basis = Basis::Evidence,
                Some("assumption") => {}
                _ => self.expect_one_of(
                    stated,
                    &fields.path_of("basis"),
                    &["evidence", "assumption"],
                ),
            }
        }
        if basis == Basis::Evidence && source.is_none() {
            self.refuse(
                node,
                &path,
                "evidence without a source".to_owned(),
                Some("add \"source\" with a key of `sources`, or say \"assumption\"".to_owned()),
            );
        }
        Figure {
            path,
            basis,
            source,
            note,
        }
    }

    fn source(&mut self, fields: &mut Fields<'_>) -> Option<String> {
        let node = fields.take("source")?;
        let path = fields.path_of("source");
        let Some(text) = node.as_text() else {
            let message = format!("expected a key of `sources`, found {}", node.describe());
            self.refuse(node, &path, message, None);
            return None;
        };
        let key = text.split(',').next().unwrap_or(text).trim();
        if !self.source_keys.iter().any(|known| known == key) {
            let keys = self.source_keys.iter().map(String::as_str);
            let hint = match nearest(key, keys) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add {} to `sources`", quoted(key)),
            };
            let message = format!("{} is not a key of `sources`", quoted(key));
            self.refuse(node, &path, message, Some(hint));
        }
        Some(text.to_owned())
    }

    fn form(&mut self, node: &Node, path: &str, form: &str, bounds: &Bounds) -> Option<Stated> {
        match form {
            "value" => {
                if matches!(node.value, Value::Null) && bounds.nullable {
                    return Some(Stated::Null);
                }
                let figure = self.plain(node, path, &expected(bounds))?;
                self.within(node, path, figure, bounds).map(Stated::Figure)
            }
            "wgi" => {
                let estimate = self.plain(node, path, "a World Bank estimate")?;
                let range = Bounds {
                    low: -5.0,
                    high: 5.0,
                    whole: false,
                    nullable: false,
                    wgi: false,
                };
                let estimate = self.within(node, path, estimate, &range)?;
                Some(Stated::Figure(((estimate + 2.5) / 5.0).clamp(0.0, 1.0)))
            }
            _ => self.distribution(node, path, form, bounds),
        }
    }

    fn plain(&mut self, node: &Node, path: &str, expected: &str) -> Option<f64> {
        if let Value::Number(figure) = node.value {
            return Some(figure);
        }
        let message = format!("expected {expected}, found {}", node.describe());
        self.refuse(node, path, message, None);
        None
    }

    fn distribution(
        &mut self,
        node: &Node,
        path: &str,
        form: &str,
        bounds: &Bounds,
    ) -> Option<Stated> {
        if bounds.whole {
            let message = "a whole number cannot be drawn from a distribution".to_owned();
            self.refuse(node, path, message, Some("write a plain number".to_owned()));
            return None;
        }
        let made = match form {
            "choice" => Distribution::choice(self.list(node, path, None)?),
            "uniform" => {
                let figures = self.list(node, path, Some(&["low", "high"]))?;
                Distribution::uniform(figures[0], figures[1])
            }
            "triangular" => {
                let figures = self.list(node, path, Some(&["low", "mode", "high"]))?;
                Distribution::triangular(figures[0], figures[1], figures[2])
            }
            "normal" => {
                let figures = self.list(node, path, Some(&["mean", "sd", "low", "high"]))?;
                Distribution::normal(figures[0], figures[1], figures[2], figures[3])
            }
            _ => {
                let figures = self.list(node, path, Some(&["alpha", "beta", "low", "high"]))?;
                Distribution::beta(figures[0], figures[1], figures[2], figures[3])
            }
        };
        self.checked(node, path, made, bounds)
    }

    fn checked(
        &mut self,
        node: &Node,
        path: &str,
        made: Result<Distribution, DistributionError>,
        bounds: &Bounds,
    ) -> Option<Stated> {
        let distribution = match made {
            Ok(distribution) => distribution,
            Err(error) => {
                self.refuse(node, path, error.to_string(), None);
                return None;
            }
        };
        let (low, high) = distribution.support();
        if low < bounds.low || high > bounds.high {
            let message = format!(
                "expected a distribution within {} to {}, found one from {low} to {high}",
                bounds.low, bounds.high
            );
            self.refuse(node, path, message, None);
            return None;
        }
        Some(Stated::Drawn(distribution))
    }

    /// The figures of a distribution: a list, or an object with these names.
    fn list(
        &mut self,
        node: &Node,
        path: &str,
        names: Option<&[&'static str]>,
    ) -> Option<Vec<f64>> {
        let shape = match names {
            Some(names) => format!("[{}]", names.join(", ")),
            None => "a list of numbers".to_owned(),
        };
        let nodes: Vec<&Node> = match (&node.value, names) {
            (Value::Array(nodes), None) => nodes.iter().collect(),
            (Value::Array(nodes), Some(names)) if nodes.len() == names.len() => {
                nodes.iter().collect()
            }
            (Value::Object(_), Some(names)) => {
                let mut fields = Fields::open(node, path, &mut self.problems)?;
                let mut nodes = Vec::new();
                for &name in names {
                    nodes.extend(fields.require(name, "a number", &mut self.problems));
                }
                fields.close(&mut self.problems);
                if nodes.len() < names.len() {
                    return None;
                }
                nodes
            }
            _ => {
                let found = match &node.value {
                    Value::Array(nodes) => format!("a list of {}", nodes.len()),
                    _ => node.describe(),
                };
                self.refuse(node, path, format!("expected {shape}, found {found}"), None);
                return None;
            }
        };
        let mut figures = Vec::with_capacity(nodes.len());
        for node in &nodes {
            figures.extend(self.plain(node, path, "a number"));
        }
        (figures.len() == nodes.len()).then_some(figures)
    }
}

/// The items of a list with their paths.
pub(super) fn items<'n>(nodes: &'n [Node], path: &str) -> impl Iterator<Item = (&'n Node, String)> {
    let paths = (0..).map(move |index| item_path(path, index));
    nodes.iter().zip(paths)
}

/// `a`, `b` and `c` in backticks, after "one of" where they are several.
fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        _ => format!("one of {}", quoted.join(", ")),
    }
}

fn expected(bounds: &Bounds) -> String {
    let noun = if bounds.whole {
        "a whole number"
    } else {
        "a number"
    };
    let or_null = if bounds.nullable { " or `null`" } else { "" };
    format!("{noun} from {} to {}{or_null}", bounds.low, bounds.high)
}

fn assumed(path: &str) -> Figure {
    Figure {
        path: path.to_owned(),
        basis: Basis::Assumption,
        source: None,
        note: None,
    }
}
