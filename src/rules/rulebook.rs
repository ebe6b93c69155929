//! A rulebook: rules in order, indexed by stage.

use std::sync::OnceLock;

use super::decode::decode_rules;
use super::rule::Rule;
use crate::document::{Document, Problems};

/// The name of the embedded rulebook.
pub const INFORM_2024: &str = "inform-2024";

/// Rules in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rulebook {
    rules: Vec<Rule>,
}

impl Rulebook {
    /// A rulebook of these rules, in this order. Rules that are switched off stay listed but are
    /// never looked at.
    #[must_use]
    pub fn new(rules: Vec<Rule>) -> Rulebook {
        Rulebook { rules }
    }

    /// The embedded rulebook `inform-2024`.
    ///
    /// # Panics
    ///
    /// Never: a test holds that the embedded file is valid.
    #[must_use]
    pub fn inform_2024() -> Rulebook {
        // Read once: maps and ablations load a scenario thousands of times.
        static BOOK: OnceLock<Rulebook> = OnceLock::new();
        BOOK.get_or_init(Rulebook::embedded).clone()
    }

    fn embedded() -> Rulebook {
        let text = include_str!("inform-2024.json");
        let document = Document::parse("inform-2024.json", text.as_bytes())
            .unwrap_or_else(|refusal| panic!("{refusal}"));
        let mut problems = Problems::new();
        let rules = decode_rules(document.root(), "", &document, Vec::new(), &mut problems);
        assert!(problems.is_empty(), "the embedded rulebook is valid");
        Rulebook::new(rules)
    }

    /// Every rule, in order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_rulebook_is_valid() {
        let book = Rulebook::inform_2024();
        assert!(book.rules().iter().all(|rule| rule.enabled));
    }
}
