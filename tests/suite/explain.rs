//! `demarche explain approach`: which clauses decide the label, and which rules act on them.

use std::collections::BTreeSet;

use demarche::model::{Happening, Keys, Simulator, Witness};
use demarche::report::ApproachExplanation;
use demarche::scenario::Scenario;
use serde_json::Value;

use crate::command::{printed, refused};
use crate::output::DISCLAIMER;
use crate::scenario_with;

fn explained(more: &[&str]) -> Value {
    let explain = ["explain", "approach", "eu-tunisia-2023", "--format", "json"];
    serde_json::from_str(&printed(&[&explain[..], more].concat())).unwrap()
}

#[test]
fn the_label_follows_from_the_active_clauses() {
    for (approach, label, active) in [
        ("none", "exchange", &[][..]),
        ("cooperative", "cooperative", &["macro-support-on-results"]),
        (
            "coercive",
            "coercive",
            &["support-withheld", "visa-measures"],
        ),
        (
            "flexible_incentive",
            "mixed",
            &[
                "macro-support-on-results",
                "support-withheld",
                "visa-measures",
            ],
        ),
    ] {
        let explanation = explained(&["--approach", approach]);
        let talks = &explanation["negotiations"]["eu-tunisia"];
        assert_eq!(talks["approach"], label);
        let kinds = talks["decides"].as_array().unwrap();
        let clauses = kinds
            .iter()
            .flat_map(|kind| kind["clauses"].as_array().unwrap());
        let found: Vec<&str> = clauses
            .filter(|clause| clause["active"] == true)
            .map(|clause| clause["id"].as_str().unwrap())
            .collect();
        assert_eq!(found, active, "{approach}");
        // Whatever the destination does, the partner's conduct is told apart.
        let partner = talks["partner_side"][0]["clauses"][0]["id"].as_str();
        assert_eq!(partner, Some("patrols-for-support"));
    }
}

#[test]
fn the_page_says_which_clauses_are_there_but_inactive() {
    let page = printed(&[
        "explain",
        "approach",
        "eu-tunisia-2023",
        "--approach",
        "cooperative",
    ]);
    for said in [
        "eu-tunisia: European Union and Tunisia, approach: cooperative",
        "promises and rewards",
        "(inform, 2.1 and 2.2)",
        "more for more by European Union at intensity 1.00: counts as cooperative (inform, 2.2",
        "less for less by European Union at intensity 0: inactive, would count as coercive",
        "reverse conditionality by Tunisia at intensity 1.00 (inform, 2.2",
        "more-for-more/pay: inform, 2.2 (more for more)",
    ] {
        let unwrapped = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(unwrapped.contains(said), "{said}: {page}");
    }
    for line in page.lines() {
        assert!(
            line.chars().count() <= 100 && line == line.trim_end(),
            "{line}"
        );
    }
    assert!(page.ends_with(&format!("{DISCLAIMER}\n")));
}

/// The rules that fired, each with the clause for which it did.
#[derive(Default)]
struct Fired(BTreeSet<(usize, usize)>);

impl Witness for Fired {
    fn note(&mut self, _: usize, _: usize, happening: &Happening<'_>) {
        if let Happening::Fired {
            rule,
            clause: Some(clause),
            ..
        } = happening
        {
            self.0.insert((*rule, *clause));
        }
    }
}

/// The clause and rule ids that an explanation names.
fn named(scenario: &Scenario) -> BTreeSet<(String, String)> {
    let explanation = ApproachExplanation::new(scenario, Vec::new());
    let (_, talks) = explanation.negotiations.iter().next().unwrap();
    let clauses = talks.kinds().flat_map(|kind| &kind.clauses);
    let pairs = clauses.flat_map(|clause| {
        clause
            .rules
            .iter()
            .map(|rule| (clause.id.clone(), rule.clone()))
    });
    pairs.collect()
}

#[test]
fn a_rule_that_fires_on_a_clause_is_named_with_it() {
    for name in ["eu-tunisia-2023", "karsia-belmora"] {
        let scenario = scenario_with(name, &[]);
        let named = named(&scenario);
        let mut fired = Fired::default();
        let mut simulator = Simulator::new(&scenario);
        for run in 0..300 {
            simulator.run(&Keys::of_run(2024, run), &mut fired);
        }
        let clauses = &scenario.negotiations[0].clauses;
        let rules = scenario.rulebook.rules();
        assert!(fired.0.len() > 10, "{} pairs fired", fired.0.len());
        for (rule, clause) in fired.0 {
            let pair = (clauses[clause].id.clone(), rules[rule].id.clone());
            assert!(named.contains(&pair), "{pair:?} fired");
        }
    }
}

#[test]
fn a_rule_that_can_never_hold_for_a_clause_is_not_named_with_it() {
    let named = named(&scenario_with("eu-tunisia-2023", &[]));
    let has = |clause: &str, rule: &str| named.contains(&(clause.to_owned(), rule.to_owned()));
    // One lever is decided by the EU, the other is not.
    assert!(has("visa-measures", "visa-ladder/adopt-restrictive"));
    assert!(!has("support-withheld", "visa-ladder/adopt-restrictive"));
    assert!(has("support-withheld", "less-for-less/reduce"));
    assert!(!has("visa-measures", "less-for-less/reduce"));
    let off = scenario_with(
        "eu-tunisia-2023",
        &["rules.less-for-less/reduce={\"enabled\": false}"],
    );
    assert!(
        !self::named(&off)
            .iter()
            .any(|(_, rule)| rule == "less-for-less/reduce")
    );
}

#[test]
fn without_a_rulebook_no_rule_acts() {
    let page = printed(&[
        "explain",
        "approach",
        "karsia-belmora",
        "--set",
        "rulebook=none",
    ]);
    assert!(page.contains("no rule acts on it"), "{page}");
    assert!(page.contains("has no rule that acts on a clause"), "{page}");
    assert!(!page.contains("rules: "), "{page}");
}

#[test]
fn json_names_its_format_and_topics_are_known() {
    let explanation = explained(&["--set", "states.tunisia.stability=0.2"]);
    assert_eq!(explanation["format"], "demarche-explanation/1");
    assert_eq!(explanation["topic"], "approach");
    assert_eq!(explanation["disclaimer"], DISCLAIMER);
    assert_eq!(explanation["overrides"][0], "states.tunisia.stability=0.2");
    let labels: Vec<&String> = explanation["labels"].as_object().unwrap().keys().collect();
    assert_eq!(labels, ["exchange", "cooperative", "coercive", "mixed"]);
    let error = refused(&["explain", "aproach", "eu-tunisia-2023"], 2);
    assert!(error.contains("'approach'"), "{error}");
    let error = refused(&["explain", "approach", "eu-tunisa-2023"], 3);
    assert!(error.contains("did you mean `eu-tunisia-2023`?"), "{error}");
}
