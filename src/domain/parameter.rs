//! The declaration of a numeric parameter: the one place where its name, unit, range, default,
//! source and meaning are written down.

/// What holds when a file does not state a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fallback {
    /// The file must state it.
    Required,
    /// This number, a default prior.
    Value(f64),
    /// Derived from other parameters, as the text says.
    Derived(&'static str),
    /// There is none, and the text says what that means.
    Absent(&'static str),
}

/// Where a parameter lives in its owner.
#[derive(Clone, Copy, Debug)]
pub enum Field<T> {
    /// A number that is always there.
    Number(fn(&mut T) -> &mut f64),
    /// A number that may be absent; `null` in a file means absent, whatever the default.
    Optional(fn(&mut T) -> &mut Option<f64>),
}

/// The declaration of a numeric parameter of `T`.
///
/// A dot in the name is an object in the file: `value.destination` is read from
/// `{"value": {"destination": …}}`.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<T> {
    /// The name in files, relative to its owner.
    pub name: &'static str,
    /// The unit, in words.
    pub unit: &'static str,
    /// The smallest valid figure.
    pub low: f64,
    /// The largest valid figure.
    pub high: f64,
    /// Only whole numbers are valid, and no distribution.
    pub whole: bool,
    /// What holds when it is not stated.
    pub fallback: Fallback,
    /// Where the default or the notion comes from, or "assumption".
    pub source: &'static str,
    /// One sentence: what it is.
    pub meaning: &'static str,
    /// Where it lives.
    pub field: Field<T>,
}

impl<T> Parameter<T> {
    /// A parameter in [0, 1] without a unit, to be adjusted with the methods below.
    pub(crate) const fn share(
        name: &'static str,
        fallback: Fallback,
        source: &'static str,
        meaning: &'static str,
        field: Field<T>,
    ) -> Self {
        Parameter {
            name,
            unit: "share",
            low: 0.0,
            high: 1.0,
            whole: false,
            fallback,
            source,
            meaning,
            field,
        }
    }

    /// The same parameter with another range and unit.
    pub(crate) const fn range(mut self, low: f64, high: f64, unit: &'static str) -> Self {
        self.low = low;
        self.high = high;
        self.unit = unit;
        self
    }

    /// The same parameter, whole numbers only.
    pub(crate) const fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// Whether `null` is a valid value.
    #[must_use]
    pub fn nullable(&self) -> bool {
        matches!(self.field, Field::Optional(_))
    }

    /// Puts a figure in its place.
    pub fn put(&self, owner: &mut T, figure: f64) {
        match self.field {
            Field::Number(field) => *field(owner) = figure,
            Field::Optional(field) => *field(owner) = Some(figure),
        }
    }

    /// Makes the parameter absent, where it can be.
    pub fn clear(&self, owner: &mut T) {
        if let Field::Optional(field) = self.field {
            *field(owner) = None;
        }
    }

    /// The figure in its place.
    pub fn get(&self, owner: &mut T) -> Option<f64> {
        match self.field {
            Field::Number(field) => Some(*field(owner)),
            Field::Optional(field) => *field(owner),
        }
    }

    /// Puts the default in its place; what is required or derived is left as the owner was made.
    pub fn reset(&self, owner: &mut T) {
        match self.fallback {
            Fallback::Value(figure) => self.put(owner, figure),
            Fallback::Required | Fallback::Derived(_) | Fallback::Absent(_) => {}
        }
    }

    /// What a valid figure is, in words: `a number from 0 to 1`.
    #[must_use]
    pub fn expected(&self) -> String {
        let noun = if self.whole {
            "a whole number"
        } else {
            "a number"
        };
        let or_null = if self.nullable() { " or `null`" } else { "" };
        format!("{noun} from {} to {}{or_null}", self.low, self.high)
    }
}
