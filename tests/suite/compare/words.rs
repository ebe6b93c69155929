//! What a comparison says, and what it does not.

use super::SCENARIO;
use crate::command::printed;

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
        "For cooperation:up, neither coercive nor cooperative is better as far as 3 runs tell.";
    assert!(few.contains(said), "{few}");
    assert!(few.contains("not told apart: "), "{few}");
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
