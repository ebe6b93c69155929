//! Runs that are compared meet the same chances.

use serde_json::{Map, Value, json};

use super::case::{Case, Comparison};
use super::course::{Course, Shock};
use super::laboratory::{Laboratory, Trouble, merge};
use crate::domain::{Fallback, Preset, SETTINGS_PARAMETERS};
use crate::scenario::library_entry;

/// What must make no difference makes none.
pub(super) const PAIRING: Case = Case {
    number: 15,
    id: "pairing",
    title: "What differs in form only gives the same runs, and chances do not depend on decisions",
    source: "common random numbers (Glasserman and Yao 1992); one stream per purpose (L'Ecuyer et al. 2002)",
    assumptions: "two scenarios of the library as they are, with everything random on; 200 runs of each variant compared run by run, to the last bit",
    formula: "differing runs = 0 where a default is restated, a rule cannot fire, a state or a negotiation between others is added; differing shocks = 0 between approaches; differing rounds before a scheduled change = 0",
    sampled: 0,
    scenario: || {
        library()
            .next()
            .map(|(_, scenario)| scenario)
            .unwrap_or_default()
    },
    run: run_pairing,
};

const RUNS: u64 = 200;

/// The round, from 0, for which a change is scheduled.
const SCHEDULED: usize = 12;

/// The scenarios that are varied, by name.
const VARIED: [&str; 2] = ["eu-tunisia-2023", "karsia-belmora"];

fn library() -> impl Iterator<Item = (&'static str, Value)> {
    let entries = VARIED.iter().filter_map(|name| library_entry(name));
    entries.filter_map(|entry| Some((entry.name, serde_json::from_str(entry.text).ok()?)))
}

fn run_pairing(laboratory: &Laboratory) -> Result<Vec<Comparison>, Trouble> {
    let mut comparisons = Vec::new();
    for (name, scenario) in library() {
        let courses = |scenario: &Value| laboratory.runs(scenario, RUNS, Course::clone);
        let base = courses(&scenario)?;
        for (what, variant) in same_in_substance(&scenario) {
            let variant = courses(&variant)?;
            comparisons.push(Comparison::exact(
                format!("runs that differ, {what}, {name}"),
                0.0,
                differing(&base, &variant, same_run),
            ));
        }
        for preset in Preset::ALL {
            let mut arm = scenario.clone();
            for negotiation in negotiations(&mut arm) {
                merge(
                    negotiation,
                    json!({ "conduct": { "destination": preset.name } }),
                );
            }
            comparisons.push(Comparison::exact(
                format!("runs with other shocks, {}, {name}", preset.name),
                0.0,
                differing(&base, &courses(&arm)?, |a, b| a.shocks == b.shocks),
            ));
        }
        let changed = courses(&with_change(laboratory, &scenario)?)?;
        comparisons.push(Comparison::exact(
            format!("runs that differ before a scheduled change, {name}"),
            0.0,
            differing(&base, &changed, |a, b| {
                a.rounds[..SCHEDULED] == b.rounds[..SCHEDULED] && before(a).eq(before(b))
            }),
        ));
        let later = differing(&base, &changed, same_run);
        comparisons.push(Comparison::exact(
            format!("some run differs after it, {name}"),
            1.0,
            f64::from(later > 0.0),
        ));
    }
    Ok(comparisons)
}

fn differing(one: &[Course], other: &[Course], same: impl Fn(&Course, &Course) -> bool) -> f64 {
    let pairs = one.iter().zip(other);
    pairs.filter(|(a, b)| !same(a, b)).count() as f64
}

fn same_run(a: &Course, b: &Course) -> bool {
    a.outcome() == b.outcome() && a.rounds == b.rounds && a.offers == b.offers && a.deals == b.deals
}

/// Shocks before the scheduled change.
fn before(course: &Course) -> impl Iterator<Item = &Shock> {
    course.shocks.iter().filter(|shock| match shock {
        Shock::Government { round, .. } | Shock::Crisis { round, .. } => *round < SCHEDULED,
        Shock::Pressure(_) => false,
    })
}

fn negotiations(scenario: &mut Value) -> impl Iterator<Item = &mut Value> {
    let negotiations = scenario["negotiations"].as_object_mut();
    negotiations.into_iter().flat_map(Map::values_mut)
}

/// Variants of a scenario that differ from it in form only.
fn same_in_substance(scenario: &Value) -> [(&'static str, Value); 4] {
    let with = |changes: Value| {
        let mut variant = scenario.clone();
        merge(&mut variant, changes);
        variant
    };
    let mut restated = json!({ "settings": default_settings() });
    merge(&mut restated, scenario.clone());
    let state =
        |stability: f64| json!({ "leverage": 0.5, "capacity": 0.5, "stability": stability });
    [
        ("defaults restated", restated),
        (
            "a rule that cannot fire",
            with(json!({ "rules": { "aaa/never": {
                "kind": "positive", "actor": "destination", "stage": "any",
                "when": "trust >= 0", "probability": 0, "then": { "trust": "+ 0.1" },
                "says": "Never.", "source": "limit case"
            } } })),
        ),
        (
            "two unused states",
            with(json!({ "states": { "aaa": state(0.1), "zzz": state(0.9) } })),
        ),
        (
            "a negotiation between others",
            with(json!({
                "states": { "zzy": state(0.1), "zzz": state(0.9) },
                "negotiations": { "zzz": {
                    "destination": "zzz", "partner": "zzy", "issues": { "readmission": {} }
                } }
            })),
        ),
    ]
}

/// Every setting with a default, as a file states it.
fn default_settings() -> Value {
    let mut settings = json!({});
    for parameter in SETTINGS_PARAMETERS {
        if let Fallback::Value(figure) = parameter.fallback {
            let stated = parameter
                .name
                .rsplit('.')
                .fold(json!(figure), |value, key| json!({ key: value }));
            merge(&mut settings, stated);
        }
    }
    settings
}

/// An irregular change of government in every partner's state, scheduled.
fn with_change(laboratory: &Laboratory, scenario: &Value) -> Result<Value, Trouble> {
    let mut changed = scenario.clone();
    let partners: Vec<Value> = negotiations(&mut changed)
        .map(|negotiation| negotiation["partner"].clone())
        .collect();
    let date = laboratory.load(scenario)?.month_of(SCHEDULED).to_string();
    for (index, partner) in partners.into_iter().enumerate() {
        let id = format!("limit-case-{index}");
        let event = json!({
            "date": date, "kind": "change_of_government",
            "irregular": true, "state": partner
        });
        merge(&mut changed, json!({ "events": { id: event } }));
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::super::trial::fails_with;
    use super::*;
    use crate::model::sabotage::Fault;

    #[test]
    fn a_draw_too_many_is_found_out_wherever_it_can_be() {
        let failed = fails_with(Fault::ExtraDraw, &PAIRING);
        for what in [
            "defaults restated",
            "cannot fire",
            "unused states",
            "between others",
            "before a scheduled change",
        ] {
            assert!(
                failed.iter().any(|f| f.contains(what)),
                "{what}: {failed:?}"
            );
        }
    }

    #[test]
    fn shocks_that_depend_on_decisions_are_found_out() {
        let failed = fails_with(Fault::SharedGenerator, &PAIRING);
        assert!(failed.iter().any(|what| what.contains("other shocks")));
    }
}
