//! What a comparison says, and what it does not.

use super::{SCENARIO, two_partners};
use crate::command::{printed, refused};

fn text(arguments: &[&str]) -> String {
    // Sentences are looked for whole.
    printed(&[&["compare"], arguments].concat()).replace("\n  ", " ")
}

#[test]
fn no_arm_is_better_without_a_goal() {
    let silent = text(&[SCENARIO, "--runs", "600"]);
    assert!(!silent.contains("is better than"), "{silent}");
    assert!(silent.contains("depends on what is wanted"), "{silent}");
    let up = text(&[SCENARIO, "--runs", "600", "--goal", "trust:up"]);
    assert!(up.contains("cooperative is better than coercive"), "{up}");
    assert!(!up.contains("depends on what is wanted"), "{up}");
    // What is better for the one goal is worse for its opposite.
    let down = text(&[SCENARIO, "--runs", "600", "--goal", "trust:down"]);
    assert!(
        down.contains("coercive is better than cooperative"),
        "{down}"
    );
}

#[test]
fn an_interval_that_contains_zero_judges_nothing() {
    let few = text(&[SCENARIO, "--runs", "3", "--goal", "cooperation:up"]);
    let said =
        "For cooperation:up, neither coercive nor cooperative is better as far as 3 runs can tell.";
    assert!(few.contains(said), "{few}");
    assert!(few.contains("not told apart: "), "{few}");
    // Nor do intervals of a handful of runs that differ.
    assert!(
        !few.contains("higher: ") && !few.contains("lower: "),
        "{few}"
    );
    let one = text(&[SCENARIO, "--runs", "1"]);
    assert!(
        one.contains("a single run has no interval, and tells nothing apart."),
        "{one}"
    );
}

#[test]
fn a_verdict_says_what_is_not_known() {
    // Too few runs for nested replicates.
    let few = text(&[SCENARIO, "--runs", "300", "--goal", "trust:up"]);
    assert!(
        few.contains("Whether it is so across the assumptions is not known from 300 runs."),
        "{few}"
    );
    let arms = [
        "--arm", "one:", "--arm", "two:", "--runs", "60", "--goal", "trust:up",
    ];
    let same = text(&[&[SCENARIO], &arms[..]].concat());
    assert!(
        same.contains("neither is better: two and one have the same in every run."),
        "{same}"
    );
}

/// Each state has value points of its own.
#[test]
fn payoffs_of_different_states_are_not_set_against_each_other() {
    let two = ["karsia-belmora", SCENARIO, "--runs", "60"];
    let said = text(&two);
    assert!(!said.contains("By its own values"), "{said}");
    let goal = [
        "compare",
        "karsia-belmora",
        SCENARIO,
        "--goal",
        "partner_utility:up",
    ];
    assert!(refused(&goal, 2).contains("the arms are about different states"));
    let table = said
        .split("eu-tunisia-2023 less karsia-belmora")
        .nth(1)
        .unwrap();
    assert!(table.contains(" trust "), "{table}");
    assert!(!table.contains("_utility"), "{table}");
    // Periods and parties are told of each arm.
    assert!(said.contains("(10 years from 2025-01)") && said.contains("(10 years from 2023-07)"));
    assert!(
        said.contains("Karsia and Belmora against European Union and Tunisia"),
        "{said}"
    );
    assert!(
        said.contains("with a value in one of them only: spending"),
        "{said}"
    );
}

/// Every negotiation has its own table.
#[test]
fn negotiations_are_not_mixed_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = two_partners(&folder, [0.9, 0.1]);
    let arguments = ["--runs", "400", "--metric", "cooperation"];
    let said = printed(&[&["compare", &path[..]], &arguments[..]].concat());
    let result = super::json(&[&[&path[..]], &arguments[..]].concat());
    for id in ["with-east", "with-west"] {
        let block = said.split(&format!("\n{id}: ")).nth(1).unwrap();
        let table = block.split("coercive less cooperative").nth(1).unwrap();
        let row = table
            .lines()
            .find(|line| line.contains("  cooperation "))
            .unwrap();
        let shown: f64 = row.split_whitespace().nth(1).unwrap().parse().unwrap();
        let mut differences = super::differences(&result, "coercive", "cooperative");
        let found = differences.find(|d| d["negotiation"] == id).unwrap();
        let mean = found["mean"].as_f64().unwrap();
        assert!((shown - mean).abs() <= 0.0051, "{id}: {row}: {mean}");
    }
    let of = |id: &str| {
        let mut differences = super::differences(&result, "coercive", "cooperative");
        differences.find(|d| d["negotiation"] == id).unwrap()["mean"]
            .as_f64()
            .unwrap()
    };
    assert!(
        (of("with-east") - of("with-west")).abs() > 0.0102,
        "the example tells them apart"
    );
}

#[test]
fn what_is_equal_in_every_run_is_called_so() {
    let arms = ["--arm", "one:", "--arm", "two:", "--runs", "100"];
    let same = text(&[&[SCENARIO], &arms[..]].concat());
    assert!(
        same.contains("two against one: equal in every run: agreement, "),
        "{same}"
    );
    assert!(
        !same.contains("higher: ") && !same.contains("lower: "),
        "{same}"
    );
    assert!(
        same.contains("the destination has the same in every run; the partner has the same"),
        "{same}"
    );
}

#[test]
fn a_goal_says_when_it_is_not_so_under_all_assumptions() {
    let goal = [
        "--runs",
        "4000",
        "--goal",
        "cooperation:up",
        "--metric",
        "cooperation",
    ];
    let said = text(&[&[SCENARIO], &goal[..]].concat());
    let of = |pair: &str| {
        let start = said.find(pair).unwrap_or_else(|| panic!("{pair}: {said}"));
        said[start..].split('\n').next().unwrap().to_owned()
    };
    assert!(
        of("cooperative is better than coercive").contains("has either sign"),
        "{said}"
    );
    assert!(
        !of("cooperative is better than none").contains("has either sign"),
        "{said}"
    );
}

#[test]
fn no_paragraph_is_wider_than_a_page() {
    let arms = [
        "--arm",
        "a: states.tunisia.stability=0.3, states.tunisia.capacity=0.3, years=9",
    ];
    let text = printed(&[&["compare", SCENARIO, "--runs", "40"], &arms[..]].concat());
    for line in text.lines() {
        assert_eq!(line, line.trim_end());
        assert!(line.chars().count() <= 130, "{line}");
    }
}
