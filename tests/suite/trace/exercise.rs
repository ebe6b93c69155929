//! `demarche trace --hide kinds`: an exercise, and its key.

use demarche::rules::Rulebook;
use serde_json::Value;

use super::{demarche, happenings, joined, json, refused, said, text};
use crate::scenario_with;

const HIDE: [&str; 2] = ["--hide", "kinds"];
const SCENARIOS: [&str; 2] = ["eu-tunisia-2023", "karsia-belmora"];

/// Words that would give a kind away. The approach `none` is a word of plain English as well.
const TELLING: [&str; 10] = [
    "positive",
    "negative",
    "reverse",
    "context",
    "conditionality",
    "conduct",
    "approach",
    "cooperative",
    "coercive",
    "flexible_incentive",
];

/// Runs of both scenarios under several approaches.
fn runs() -> impl Iterator<Item = [&'static str; 5]> {
    SCENARIOS.into_iter().flat_map(|scenario| {
        let approaches = ["none", "cooperative", "coercive", "flexible_incentive"];
        approaches
            .into_iter()
            .zip(["0", "1", "2", "3"])
            .map(move |(approach, run)| [scenario, "--run", run, "--approach", approach])
    })
}

/// The words of a text, in lower case; what holds an id together holds a word together.
fn words(text: &str) -> Vec<String> {
    let within = |c: char| c.is_alphanumeric() || "_-/".contains(c);
    text.split(|c| !within(c)).map(str::to_lowercase).collect()
}

/// Fails where a text holds something that gives away which kind a rule is.
fn assert_hidden(scenario: &str, text: &str) {
    let words = words(text);
    let scenario = scenario_with(scenario, &[]);
    let clauses = scenario.negotiations.iter().flat_map(|n| &n.clauses);
    let ids: Vec<&str> = clauses.map(|clause| clause.id.as_str()).collect();
    let rules: Vec<&str> = scenario
        .rulebook
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    for telling in ids.iter().chain(&rules).chain(&TELLING) {
        assert!(
            !words.iter().any(|word| word == telling),
            "{telling}: {text}"
        );
    }
}

/// The sheet, without the questions, which name the kinds to choose from.
fn sheet(page: &str) -> &str {
    page.split_once("\nQuestions\n").unwrap().0
}

#[test]
fn nothing_gives_a_kind_away() {
    for run in runs() {
        let page = text(&[&run[..], &HIDE].concat());
        assert!(!page.contains("\nKey\n"), "{page}");
        assert_hidden(run[0], sheet(&page));
        let mut exercise = json(&[&run[..], &HIDE].concat());
        let members = exercise.as_object_mut().unwrap();
        assert_eq!(members["format"], "demarche-exercise/1");
        assert!(members.shift_remove("questions").is_some());
        assert_hidden(run[0], &exercise.to_string());
        for hidden in ["key", "chosen", "overrides", "ending"] {
            assert!(exercise.get(hidden).is_none(), "{hidden}");
        }
        for told in happenings(&exercise) {
            assert!(told.get("rule").is_none(), "{told}");
        }
    }
}

#[test]
fn measures_are_called_by_no_name_that_tells_their_kind() {
    let names = [
        "promise ",
        "threat ",
        "warning ",
        "reward ",
        "penalty ",
        "retaliation ",
    ];
    let told_in = |story: &Value, grounds: &dyn Fn(&Value) -> Value| {
        let told = happenings(story).into_iter();
        let named = told.filter(|told| {
            let grounds = grounds(told).to_string();
            names.iter().any(|name| grounds.contains(name))
        });
        named.count()
    };
    let mut plainly = 0;
    for run in runs() {
        let exercise = json(&[&run[..], &HIDE].concat());
        let of = |told: &Value| serde_json::json!([told.get("because"), told.get("effects")]);
        assert_eq!(told_in(&exercise, &of), 0, "{run:?}");
        plainly += told_in(&json(&run), &|told| told["rule"].clone());
    }
    assert!(plainly > 20, "{plainly}");
}

#[test]
fn every_rule_that_fires_is_numbered_and_the_key_tells_which_it_is() {
    let rulebook = Rulebook::inform_2024();
    let mut answered = 0;
    for run in runs() {
        let story = json(&run);
        let exercise = json(&[&run[..], &HIDE, &["--reveal"]].concat());
        let rules: Vec<&Value> = happenings(&story)
            .into_iter()
            .filter(|told| !told["rule"].is_null())
            .collect();
        let numbered: Vec<&Value> = happenings(&exercise)
            .into_iter()
            .filter(|told| told.get("number").is_some())
            .collect();
        let answers = exercise["key"]["answers"].as_array().unwrap();
        assert_eq!(
            (rules.len(), answers.len()),
            (numbered.len(), numbered.len())
        );
        for (index, ((told, plain), answer)) in numbered.iter().zip(rules).zip(answers).enumerate()
        {
            assert_eq!(told["number"], index + 1);
            assert_eq!(answer["number"], index + 1);
            assert_eq!(said(told), said(plain));
            let (id, rule) = (answer["rule"].as_str().unwrap(), &plain["rule"]);
            assert_eq!(rule["id"], id);
            assert_eq!(rule["clause"], answer["clause"]);
            let known = rulebook.rules().iter().find(|rule| rule.id == id).unwrap();
            assert_eq!(answer["kind"], known.kind.name());
            assert_eq!(answer["source"], known.source.as_str());
            assert_eq!(
                answer["measure"].as_str(),
                measure(&joined(&rule["effects"])),
                "{rule}"
            );
            answered += 1;
        }
    }
    assert!(answered > 100, "{answered}");
}

/// What a rule did with a measure, from its effects as a story tells them: `threat 0 → 40 %`.
fn measure(effects: &str) -> Option<&'static str> {
    let rises = |names: [&str; 3]| {
        let mut parts = effects.split("; ");
        parts.find_map(|part| {
            let (name, figures) = part.split_once(' ')?;
            let (from, to) = figures.split_once(" → ")?;
            let figure = |text: &str| text.trim_end_matches(" %").parse::<f64>().ok();
            names.contains(&name).then_some(figure(to)? > figure(from)?)
        })
    };
    let announced = rises(["promise", "threat", "warning"]);
    let carried_out = rises(["reward", "penalty", "retaliation"]);
    match (announced, carried_out) {
        (_, Some(true)) => Some("carried out"),
        (Some(true), _) => Some("announced"),
        (None, None) => None,
        _ => Some("withdrawn"),
    }
}

#[test]
fn the_key_follows_the_same_sheet() {
    let run = ["karsia-belmora", "--run", "1", "--approach", "coercive"];
    let hidden = text(&[&run[..], &HIDE].concat());
    let revealed = text(&[&run[..], &HIDE, &["--reveal"]].concat());
    let (before, key) = revealed.split_once("\nKey\n").unwrap();
    assert!(hidden.starts_with(before), "{revealed}");
    for part in [
        "(1) ",
        "less-for-less/announce",
        "inform, 2.2",
        "Conduct of the destination: positive 0, negative 1.",
        "with negotiations.karsia-belmora.conduct.destination=coercive",
        "The run: as asked for.",
    ] {
        assert!(
            key.contains(part) && !hidden.contains(part) || part == "(1) ",
            "{part}: {key}"
        );
    }
    for page in [&hidden, &revealed] {
        assert_eq!(page.matches("not a forecast").count(), 1);
        for line in page.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn drawn_inputs_of_conduct_and_clauses_are_hidden() {
    let draws = [
        "eu-tunisia-2023",
        "--run",
        "0",
        "--set",
        r#"negotiations.eu-tunisia.conduct.partner.reverse={"uniform": [0.2, 0.9]}"#,
        "--set",
        r#"negotiations.eu-tunisia.clauses.support-withheld.below={"uniform": [0.2, 0.3]}"#,
    ];
    let plain = text(&draws);
    assert!(plain.contains("conduct: reverse") && plain.contains("clause support-withheld: below"));
    let exercise = [&draws[..], &HIDE].concat();
    assert_hidden("eu-tunisia-2023", sheet(&text(&exercise)));
    let drawn = |story: Value| story["drawn"].as_array().unwrap().len();
    assert_eq!(drawn(json(&exercise)) + 2, drawn(json(&draws)));
}

#[test]
fn a_run_without_rules_is_no_exercise() {
    let idle = [
        "eu-tunisia-2023",
        "--run",
        "0",
        "--approach",
        "none",
        "--set",
        "negotiations.eu-tunisia.conduct.partner.reverse=0",
        "--set",
        "settings.session_probability=0",
        "--set",
        "years=2",
    ];
    let page = text(&[&idle[..], &HIDE, &["--reveal"]].concat());
    assert!(page.contains("No rule fires in this run"), "{page}");
    assert!(!page.contains("Questions"), "{page}");
}

#[test]
fn an_exercise_of_two_approaches_is_refused_with_what_to_do() {
    let pair = ["karsia-belmora", "--run", "0", "--against", "none"];
    let message = refused(&[&pair[..], &HIDE].concat());
    assert!(message.contains("leave out --against"), "{message}");
    assert!(message.contains("--approach"), "{message}");
    let message = refused(&["karsia-belmora", "--run", "0", "--reveal"]);
    assert!(message.contains("--hide"), "{message}");
    let unknown = ["karsia-belmora", "--run", "0", "--hide", "names"];
    assert_eq!(demarche(&unknown).output().unwrap().status.code(), Some(2));
}
