//! `demarche rules`: the rulebook in plain words.

use super::arguments::Rules;
use super::failure::Failure;
use super::library::open;
use super::output::Output;
use crate::document::nearest;
use crate::report::{quantities, rule_in_full, rules_in_brief};
use crate::rules::Rulebook;
use crate::scenario::Scenario;

pub(super) fn execute(rules: &Rules, output: &Output) -> Result<(), Failure> {
    if rules.quantities {
        return output.print(&quantities());
    }
    let rulebook = match &rules.scenario {
        Some(scenario) => Scenario::load(&open(scenario)?)?.rulebook,
        None => Rulebook::inform_2024(),
    };
    let Some(id) = &rules.id else {
        return output.print(&rules_in_brief(rulebook.rules()));
    };
    match rulebook.rule(id) {
        Some(rule) => output.print(&rule_in_full(rule)),
        None => {
            let ids = rulebook.rules().iter().map(|rule| rule.id.as_str());
            let hint = match nearest(id, ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`demarche rules` lists them".to_owned(),
            };
            Err(Failure::Usage(format!("unknown rule `{id}`: {hint}")))
        }
    }
}
