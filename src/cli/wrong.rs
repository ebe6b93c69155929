//! What is wrong with what was asked for, to be said all at once.

use std::fmt::Display;

use super::failure::Failure;
use super::output::Output;

/// Everything that was found wrong so far.
#[derive(Default)]
pub(super) struct Wrong(Vec<Failure>);

impl Wrong {
    /// What is right of several things; what is wrong with the others is noted.
    pub(super) fn sift<T, E: Display>(
        &mut self,
        what: &str,
        things: impl Iterator<Item = Result<T, E>>,
    ) -> Vec<T> {
        let mut right = Vec::new();
        for thing in things {
            match thing {
                Ok(thing) => right.push(thing),
                Err(error) => self.note(format!("{what}{error}")),
            }
        }
        right
    }

    /// What is right; what is wrong is kept.
    pub(super) fn right<T>(&mut self, thing: Result<T, impl Into<Failure>>) -> Option<T> {
        thing.map_err(|wrong| self.0.push(wrong.into())).ok()
    }

    pub(super) fn note(&mut self, message: String) {
        self.0.push(Failure::Usage(message));
    }

    /// Nothing was found wrong so far.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says all of it, if there is anything.
    pub(super) fn end(mut self, output: &Output) -> Result<(), Failure> {
        match self.0.len() {
            0 => Ok(()),
            1 => Err(self.0.remove(0)),
            _ => {
                for failure in &self.0 {
                    output.failure(failure);
                }
                Err(Failure::Told(2))
            }
        }
    }
}
