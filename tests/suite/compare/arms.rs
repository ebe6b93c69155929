//! Which arms there are.

use std::fs;

use serde_json::{Value, json};
use tempfile::tempdir;

use super::{SCENARIO, differences, json as compared, two_partners};
use crate::command::{printed, refused};

const RUNS: [&str; 2] = ["--runs", "60"];

fn names(result: &Value) -> Vec<&str> {
    let arms = result["arms"].as_object().unwrap();
    arms.keys().map(String::as_str).collect()
}

#[test]
fn without_arms_the_four_approaches_are_compared() {
    let result = compared(&[&[SCENARIO], &RUNS[..]].concat());
    assert_eq!(
        names(&result),
        ["cooperative", "coercive", "flexible_incentive", "none"]
    );
    // Every two of them, every metric.
    let all = result["differences"].as_array().unwrap();
    assert_eq!(all.len() % 6, 0);
    for (name, arm) in result["arms"].as_object().unwrap() {
        let approach = &arm["negotiations"]["eu-tunisia"]["approach"];
        let expected = match name.as_str() {
            "none" => "exchange",
            "flexible_incentive" => "mixed",
            other => other,
        };
        assert_eq!(approach, expected, "{name}");
    }
}

/// An arm is what `run` makes of the same changes, to the last bit.
#[test]
fn an_arm_is_what_it_is_by_itself() {
    let runs = ["--runs", "600"];
    let result = compared(&[&[SCENARIO], &runs[..]].concat());
    for approach in ["cooperative", "coercive"] {
        let arguments = ["run", SCENARIO, "--approach", approach, "--format", "json"];
        let alone: Value =
            serde_json::from_str(&printed(&[&arguments[..], &runs].concat())).unwrap();
        let arm = &result["arms"][approach];
        assert_eq!(arm["negotiations"], alone["negotiations"], "{approach}");
        assert_eq!(arm["overrides"], alone["overrides"], "{approach}");
        assert_eq!(arm["scenario"], alone["scenario"], "{approach}");
        assert_eq!(result["nested"], alone["nested"]);
    }
}

#[test]
fn arms_come_from_the_command_line() {
    let arms = [
        "--arm",
        "as it is:",
        "--arm",
        "watched: negotiations.eu-tunisia.monitoring=0.9, states.tunisia.stability={\"uniform\": [0.2, 0.4]}",
    ];
    let result = compared(&[&[SCENARIO], &arms[..], &RUNS].concat());
    assert_eq!(names(&result), ["as it is", "watched"]);
    assert_eq!(
        result["arms"]["watched"]["overrides"],
        json!([
            "negotiations.eu-tunisia.monitoring=0.9",
            "states.tunisia.stability={\"uniform\":[0.2,0.4]}"
        ])
    );
    // A single arm is set against the scenario as it is.
    let result = compared(&[&[SCENARIO, "--arm", "x: years=5"], &RUNS[..]].concat());
    assert_eq!(names(&result), ["base", "x"]);
    // Changes for all arms come before their own.
    let set = ["--set", "years=3", "--approach", "none"];
    let result = compared(&[&[SCENARIO, "--arm", "x: years=5"], &set[..], &RUNS].concat());
    assert_eq!(result["arms"]["base"]["scenario"]["rounds"], 12);
    assert_eq!(result["arms"]["x"]["scenario"]["rounds"], 20);
    let approach = &result["arms"]["x"]["negotiations"]["eu-tunisia"]["approach"];
    assert_eq!(approach, "exchange");
}

#[test]
fn the_arm_that_the_others_are_set_against_comes_first() {
    let against = ["--against", "none"];
    let result = compared(&[&[SCENARIO], &against[..], &RUNS].concat());
    assert_eq!(
        names(&result),
        ["none", "cooperative", "coercive", "flexible_incentive"]
    );
    assert!(differences(&result, "coercive", "none").count() > 0);
    assert_eq!(differences(&result, "none", "coercive").count(), 0);
}

#[test]
fn two_scenarios_are_compared_by_their_only_negotiations() {
    let result = compared(&[&[SCENARIO, "karsia-belmora"], &RUNS[..]].concat());
    assert_eq!(names(&result), [SCENARIO, "karsia-belmora"]);
    let mut found = differences(&result, "karsia-belmora", SCENARIO);
    assert_eq!(found.next().unwrap()["negotiation"], "karsia-belmora");
}

#[test]
fn a_negotiation_of_one_scenario_is_compared_with_one_of_another() {
    let two = ["finland-returns", "sweden-somalia-2023"];
    let said = refused(&[&["compare"], &two[..]].concat(), 2);
    for part in [
        "--between A B",
        "finland-iraq, finland-somalia",
        "sweden-somalia",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let between = |arguments: &[&str]| compared(&[arguments, &RUNS[..]].concat());
    let ids = ["--between", "finland-somalia", "sweden-somalia"];
    let result = between(&[&two[..], &ids].concat());
    assert_eq!(names(&result), two);
    let mut compared = differences(&result, two[1], two[0]);
    assert!(compared.all(|difference| difference["negotiation"] == "sweden-somalia"));
    // Each arm is what its scenario gives of this negotiation by itself.
    let json = ["--format", "json"];
    let alone = printed(&[&["run", two[0]], &RUNS[..], &json].concat());
    let alone: Value = serde_json::from_str(&alone).unwrap();
    let cooperation = |of: &Value| {
        of["negotiations"]["finland-somalia"]["metrics"]["cooperation"]["mean"].clone()
    };
    assert!(cooperation(&alone).is_f64(), "{alone}");
    assert_eq!(cooperation(&result["arms"][two[0]]), cooperation(&alone));
    // The first id is of the first scenario.
    let turned = [&["compare"], &two[..], &["--between", ids[2], ids[1]]].concat();
    assert!(refused(&turned, 2).contains("no negotiation is called `sweden-somalia`"));
    // The same file twice is its negotiations.
    let same = [
        two[0],
        two[0],
        "--between",
        "finland-somalia",
        "finland-iraq",
    ];
    assert_eq!(names(&between(&same)), ["finland-somalia", "finland-iraq"]);
}

/// A partner that can do less complies less.
#[test]
fn two_negotiations_of_a_scenario_are_compared_run_by_run() {
    let folder = tempdir().unwrap();
    let path = two_partners(&folder, [0.7, 0.2]);
    let between = ["--between", "with-east", "with-west", "--runs", "400"];
    let result = compared(&[&[&path[..]], &between[..]].concat());
    assert_eq!(names(&result), ["with-east", "with-west"]);
    let compliance = differences(&result, "with-west", "with-east")
        .find(|d| d["metric"] == "cooperation")
        .unwrap();
    assert!(
        compliance["ci95"][1].as_f64().unwrap() < 0.0,
        "{compliance}"
    );
    let said = refused(
        &["compare", &path, "--between", "with-east", "with-wets"],
        2,
    );
    assert!(said.contains("did you mean `with-west`?"), "{said}");
    // Without --between the arms are approaches, and every negotiation is compared with itself.
    let result = compared(&[&[&path[..]], &RUNS[..]].concat());
    let mut ids: Vec<&str> = differences(&result, "coercive", "cooperative")
        .map(|d| d["negotiation"].as_str().unwrap())
        .collect();
    ids.dedup();
    assert_eq!(ids, ["with-east", "with-west"]);
}

fn experiment(arms: &Value, expect: &Value) -> Value {
    json!({
        "format": "demarche-experiment/1", "title": "Stability", "base": SCENARIO,
        "claim": "stable partners keep agreements", "source": "inform, 6.2",
        "arms": arms, "expect": expect
    })
}

#[test]
fn an_experiment_names_its_arms_and_is_checked_whole() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("experiment.json");
    let path = path.to_str().unwrap();
    let arms = json!({
        "treatment": { "states.tunisia.stability": 0.7 },
        "control": {}
    });
    let expect = json!([{
        "negotiation": "eu-tunisia", "metric": "survival", "treatment": "treatment",
        "control": "control", "direction": "increase", "by": 0.01
    }]);
    fs::write(path, experiment(&arms, &expect).to_string()).unwrap();
    let result = compared(&[&[path], &RUNS[..]].concat());
    assert_eq!(names(&result), ["control", "treatment"]);
    assert_eq!(result["experiment"]["source"], "inform, 6.2");
    let arms_given = [
        "--arm",
        "control:",
        "--arm",
        "treatment: states.tunisia.stability=0.7",
    ];
    let by_hand = compared(&[&[SCENARIO], &arms_given[..], &RUNS].concat());
    assert_eq!(result["differences"], by_hand["differences"]);
    assert!(
        printed(&["check", path]).contains("valid: 2 arms of `eu-tunisia-2023`, 1 expectation")
    );
    let said = refused(&["compare", path, "--arm", "x: years=5"], 2);
    assert!(
        said.contains("is an experiment, which names its arms"),
        "{said}"
    );

    let arms = json!({
        "control": { "states.tunsia.stability": 1 },
        "treatment": { "states.tunisia.stability": 7 }
    });
    fs::write(path, experiment(&arms, &json!([])).to_string()).unwrap();
    for command in ["compare", "check"] {
        let said = refused(&[command, path], 2);
        assert!(said.contains("in arm `control` at "), "{said}");
        assert!(said.contains("did you mean `tunisia`?"), "{said}");
        assert!(said.contains("in arm `treatment` at "), "{said}");
        assert!(
            said.contains("expected a number from 0 to 1, found 7"),
            "{said}"
        );
    }
    let arms = json!({ "a": {}, "b": {} });
    let expect = json!([{
        "negotiation": "eu-tunsia", "metric": "trust", "treatment": "a", "control": "b",
        "direction": "no_change", "margin": 0.1
    }]);
    fs::write(path, experiment(&arms, &expect).to_string()).unwrap();
    let said = refused(&["check", path], 2);
    assert!(said.contains("arm `a` has no negotiation `eu-tunsia`: did you mean `eu-tunisia`?"));
}

#[test]
fn a_base_lies_beside_its_experiment() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let base = printed(&["new", "mine", "--out", "-"]);
    fs::write(at("mine.json"), base).unwrap();
    let mut document = experiment(&json!({ "a": {}, "b": {} }), &json!([]));
    document["base"] = json!("mine.json");
    fs::write(at("experiment.json"), document.to_string()).unwrap();
    let path = at("experiment.json");
    printed(&["check", path.to_str().unwrap()]);
    document["base"] = json!("elsewhere.json");
    fs::write(at("experiment.json"), document.to_string()).unwrap();
    let said = refused(&["check", path.to_str().unwrap()], 3);
    assert!(said.contains("elsewhere.json"), "{said}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_way_out() {
    for (arguments, why) in [
        (
            &[SCENARIO, "--arm", "years=5"][..],
            "put a name and a colon first",
        ),
        (
            &[SCENARIO, "--arm", "a: years"],
            "expected `PATH=VALUE` in arm `a`",
        ),
        (
            &[SCENARIO, "--arm", "a: years=5", "--arm", "a: years=6"],
            "two arms are called `a`",
        ),
        (
            &[SCENARIO, "--arm", "a: states.tunisia.stabilty=0.5"],
            "did you mean `stability`?",
        ),
        (
            &[SCENARIO, "--against", "coersive"],
            "did you mean `coercive`?",
        ),
        (
            &[SCENARIO, "--goal", "trust"],
            "expected `METRIC:up` or `METRIC:down`",
        ),
        (
            &[SCENARIO, "--goal", "survival:up"],
            "take `in_force` as the goal",
        ),
        (&[SCENARIO, "--metric", "trsut"], "did you mean `trust`?"),
        (
            &[SCENARIO, "--approach", "coercive"],
            "name arms with --arm",
        ),
        (
            &[SCENARIO, "--between", "eu-tunisia", "eu-tunisia"],
            "two arms are called `eu-tunisia`",
        ),
        (
            &["karsia-belmora", "--equal-budget", "--runs", "20"],
            "nothing in the scenario costs money",
        ),
    ] {
        let said = refused(&[&["compare"], arguments].concat(), 2);
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
}

#[test]
fn an_arm_at_equal_budget_spends_what_the_first_spends() {
    // Costs that are drawn reach beyond their mean.
    let drawn = "negotiations.eu-tunisia.issues.macro_support.budget.total={\"uniform\": [1, 299]}";
    for set in ["years=10", drawn] {
        let arguments = [
            "--equal-budget",
            "--metric",
            "cooperation",
            "--runs",
            "800",
            "--set",
            set,
        ];
        let result = compared(&[&[SCENARIO], &arguments[..]].concat());
        let against = |arm| {
            let mut found = differences(&result, arm, "cooperative");
            found.find(|d| d["metric"] == "spending").unwrap()
        };
        let (free, capped) = (against("coercive"), against("coercive (equal budget)"));
        let figure = |difference: &Value, name: &str| difference[name].as_f64().unwrap();
        assert!(free["ci95"][0].as_f64().unwrap() > 3.0, "{free}");
        assert!(
            figure(capped, "mean").abs() < 0.02 * figure(capped, "against_mean"),
            "{capped}"
        );
        let notes = result["notes"].to_string();
        assert!(
            notes.contains("none spends no more than cooperative"),
            "{notes}"
        );
        assert!(
            notes.contains("coercive (equal budget): the destination has EUR"),
            "{notes}"
        );
    }
}
