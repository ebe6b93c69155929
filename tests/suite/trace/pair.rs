//! `demarche trace --against`: the same run under two approaches.

use serde_json::Value;

use super::{demarche, happenings, joined, json, refused, said, text};

const APPROACHES: [&str; 4] = ["none", "cooperative", "coercive", "flexible_incentive"];

/// The pair of stories of a run.
fn pair(scenario: &str, run: u64, approaches: [&str; 2], more: &[&str]) -> Value {
    let run = run.to_string();
    let [base, against] = approaches;
    let arguments = [
        &[
            scenario,
            "--run",
            &run,
            "--approach",
            base,
            "--against",
            against,
        ],
        more,
    ];
    json(&arguments.concat())
}

/// Pairs of both scenarios and of approaches that differ.
fn pairs() -> impl Iterator<Item = (&'static str, u64, [&'static str; 2])> {
    ["eu-tunisia-2023", "karsia-belmora"]
        .into_iter()
        .flat_map(|scenario| {
            (0..4).map(move |at| {
                let other = (at + 1 + at % 2) % 4;
                (scenario, at as u64, [APPROACHES[at], APPROACHES[other]])
            })
        })
}

fn arms(pair: &Value) -> [&Value; 2] {
    [&pair["arms"]["base"], &pair["arms"]["against"]]
}

/// The rounds of an arm that come before a month.
fn before<'a>(arm: &'a Value, month: &str) -> Vec<&'a Value> {
    let rounds = arm["rounds"].as_array().unwrap().iter();
    rounds
        .take_while(|round| round["month"].as_str().unwrap() < month)
        .collect()
}

fn in_month<'a>(arm: &'a Value, month: &str) -> Option<&'a Value> {
    let mut rounds = arm["rounds"].as_array().unwrap().iter();
    rounds.find(|round| round["month"] == *month)
}

/// What is said of the rules that fired in a month, each with its id and clause.
fn fired(arm: &Value, month: &str) -> Vec<String> {
    let told = in_month(arm, month).map(|round| round["happenings"].as_array().unwrap());
    let rules = told
        .into_iter()
        .flatten()
        .filter(|told| !told["rule"].is_null());
    rules
        .map(|told| {
            let (says, id) = (said(told), told["rule"]["id"].as_str().unwrap());
            match told["rule"]["clause"].as_str() {
                Some(clause) => format!("{says} [{id} on {clause}]"),
                None => format!("{says} [{id}]"),
            }
        })
        .collect()
}

/// What is written in a rule of its own, added to a scenario.
fn rule(id: &str, content: &str) -> String {
    format!(
        r#"rules.{id}={{{content}, "says": "The destination acts.", "source": "a test", "magnitude": "assumption"}}"#
    )
}

/// Changes that leave no other rule to the destination in the first rounds.
const QUIET: [&str; 4] = [
    "--set",
    r#"rules.more-for-more/announce={"enabled": false}"#,
    "--set",
    r#"rules.less-for-less/announce-in-talks={"enabled": false}"#,
];

#[test]
fn each_arm_is_the_story_of_its_approach() {
    for (scenario, run, approaches) in pairs() {
        let pair = pair(scenario, run, approaches, &[]);
        for (arm, approach) in arms(&pair).into_iter().zip(approaches) {
            let run = run.to_string();
            let alone = json(&[scenario, "--run", &run, "--approach", approach]);
            assert_eq!(arm["approach"], approach);
            assert_eq!(
                arm["rounds"], alone["rounds"],
                "{scenario} {run} {approach}"
            );
            assert_eq!(
                arm["ending"], alone["ending"],
                "{scenario} {run} {approach}"
            );
            assert_eq!(pair["drawn"], alone["drawn"]);
        }
    }
}

#[test]
fn both_arms_meet_the_same_shocks() {
    let mut met = 0;
    for (scenario, run, approaches) in pairs() {
        let pair = pair(scenario, run, approaches, &[]);
        let [base, against] = arms(&pair).map(|arm| {
            let shocks = [": the government changes", ": a crisis ", "As scheduled "];
            let mut all = Vec::new();
            for round in arm["rounds"].as_array().unwrap() {
                for told in round["happenings"].as_array().unwrap() {
                    if shocks.iter().any(|shock| said(told).contains(shock)) {
                        all.push(format!("{} {}", round["month"], said(told)));
                    }
                }
            }
            all
        });
        assert_eq!(base, against, "{scenario} {run} {approaches:?}");
        met += base.len();
    }
    assert!(met > 20, "{met}");
}

#[test]
fn the_two_are_the_same_until_they_diverge() {
    let mut diverged = 0;
    for (scenario, run, approaches) in pairs() {
        let pair = pair(scenario, run, approaches, &[]);
        let Some(month) = pair["divergence"]["month"].as_str() else {
            continue;
        };
        diverged += 1;
        let [base, against] = arms(&pair);
        assert_eq!(
            before(base, month),
            before(against, month),
            "{scenario} {run}"
        );
        let what = pair["divergence"]["what"].as_str().unwrap();
        // Figures may differ in a round in which nothing happens.
        if !what.contains("at the end of the round") {
            assert_ne!(in_month(base, month), in_month(against, month), "{what}");
        }
        // The round is the one that begins in that month: a round is three months long.
        let start = before(base, "9999")[0]["month"].as_str().unwrap();
        let months = |month: &str| {
            let (year, month) = month.split_once('-').unwrap();
            12 * year.parse::<u64>().unwrap() + month.parse::<u64>().unwrap()
        };
        assert_eq!(
            pair["divergence"]["round"].as_u64(),
            Some((months(month) - months(start)) / 3)
        );
    }
    assert!(diverged > 5, "{diverged}");
}

#[test]
fn rules_that_fire_in_one_arm_only_are_named_and_explained() {
    let mut off = 0;
    for (scenario, run, approaches) in pairs() {
        let pair = pair(scenario, run, approaches, &[]);
        let divergence = &pair["divergence"];
        let (Some(what), Some(why)) = (divergence["what"].as_str(), divergence["why"].as_str())
        else {
            continue;
        };
        if !what.contains("Not so in ") {
            continue;
        }
        let month = divergence["month"].as_str().unwrap();
        let [base, against] = arms(&pair).map(|arm| fired(arm, month));
        for (here, there, names) in [(&base, &against, ["A", "B"]), (&against, &base, ["B", "A"])] {
            for rule in here {
                let missed = format!("In {}: {rule} Not so in {}.", names[0], names[1]);
                assert_eq!(
                    !there.contains(rule),
                    what.contains(&missed),
                    "{missed}\n{what}"
                );
            }
        }
        // Presets differ in which kinds of conditionality they use at all.
        if why.contains("its intensity is 0 there") {
            off += 1;
            let kinds = [("more for more", "positive"), ("less for less", "negative")];
            for (words, kind) in kinds {
                for (arm, name) in arms(&pair).into_iter().zip(["A", "B"]) {
                    let not_used = format!("In {name} ");
                    let sentences = why.split(". ");
                    let mut sentences = sentences.filter(|sentence| sentence.contains(words));
                    if sentences.any(|sentence| sentence.starts_with(&not_used)) {
                        assert_eq!(arm["conduct"]["destination"][kind], 0.0, "{why}");
                    }
                }
            }
        }
    }
    assert!(off > 3, "{off}");
}

#[test]
fn a_condition_that_holds_in_one_arm_only_is_told_with_the_figures_of_both() {
    let trusting = rule(
        "agreement/test",
        r#""kind": "context", "actor": "destination", "stage": "in_force", "limit": 1,
           "when": "trust >= 0.52", "then": {"monitoring": "+ 0.01"}"#,
    );
    let mut told = 0;
    for run in 0..30 {
        let pair = pair(
            "eu-tunisia-2023",
            run,
            ["none", "coercive"],
            &["--set", &trusting],
        );
        let what = pair["then"]["what"].as_str().unwrap_or_default();
        let why = pair["then"]["why"].as_str().unwrap_or_default();
        if !what.contains("[agreement/test]") || !why.contains("does not hold") {
            continue;
        }
        told += 1;
        let trust = |part: &str| {
            let (_, rest) = part.split_once("trust ").unwrap();
            let (figure, _) = rest.split_once(" %").unwrap();
            figure.parse::<f64>().unwrap()
        };
        let (fires, fails) = why.split_once("its condition does not hold").unwrap();
        assert!(trust(fires) >= 52.0 && trust(fails) <= 52.0, "{why}");
        assert!(
            fires.contains("at least 52 %") && fails.contains("below 52 %"),
            "{why}"
        );
    }
    assert!(told > 0);
}

#[test]
fn a_move_that_the_same_draw_allows_in_one_arm_only_is_told_as_chance() {
    let hands_over = rule(
        "less-for-less/test",
        r#""kind": "negative", "actor": "destination", "stage": "talks", "limit": 1,
           "when": "true", "then": {"move": "take_initiative"}"#,
    );
    let mut chances = 0;
    for run in 0..12 {
        let more = [&QUIET[..], &["--set", &hands_over]].concat();
        let pair = pair(
            "eu-tunisia-2023",
            run,
            ["coercive", "flexible_incentive"],
            &more,
        );
        let why = pair["divergence"]["why"].as_str().unwrap();
        if pair["divergence"]["round"] == 0 && why.contains("the draw is the same in both") {
            chances += 1;
            for part in [
                "100 % in A, where its kind is used with intensity 1;",
                "30 % in B, where its kind is used with intensity 0.3.",
            ] {
                assert!(why.contains(part), "{why}");
            }
        }
    }
    assert!(chances > 0);
}

#[test]
fn an_effect_that_differs_in_degree_is_told_with_both_intensities() {
    let distrust = rule(
        "less-for-less/test",
        r#""kind": "negative", "actor": "destination", "stage": "talks", "limit": 1,
           "when": "true", "then": {"trust": "- 0.2"}"#,
    );
    let more = [&QUIET[..], &["--set", &distrust]].concat();
    let pair = pair(
        "eu-tunisia-2023",
        0,
        ["coercive", "flexible_incentive"],
        &more,
    );
    let divergence = &pair["divergence"];
    assert_eq!(divergence["round"], 0);
    let what = divergence["what"].as_str().unwrap();
    assert!(what.contains("not to the same degree"), "{what}");
    let month = divergence["month"].as_str().unwrap();
    for (arm, name) in arms(&pair).into_iter().zip(["A", "B"]) {
        let round = in_month(arm, month).unwrap();
        let told = &round["happenings"][0]["rule"]["effects"];
        let effect = format!("{} in {name}", joined(told));
        assert!(
            effect.starts_with("trust ") && what.contains(&effect),
            "{effect}: {what}"
        );
    }
    let why = divergence["why"].as_str().unwrap();
    assert!(why.contains("1 in A, 0.3 in B"), "{why}");
}

#[test]
fn figures_that_differ_before_any_rule_follow_from_what_a_conduct_changes_without_one() {
    let mut told = 0;
    for run in 0..6 {
        let pair = pair("karsia-belmora", run, ["none", "coercive"], &[]);
        let what = pair["divergence"]["what"].as_str().unwrap_or_default();
        let Some(figures) = what.strip_prefix("The same has happened in both, but ") else {
            continue;
        };
        told += 1;
        let why = pair["divergence"]["why"].as_str().unwrap();
        let answer = "Karsia answers a lack of fulfilment in kind";
        assert!(
            why.contains(answer) && why.contains("intensity 0 in A, 1 in B"),
            "{why}"
        );
        let (one, two) = figures.split_once(" in A and ").unwrap();
        let one = one.rsplit_once(" is ").unwrap().1;
        assert_ne!(one, two.split_once(" in B").unwrap().0, "{what}");
        // Negative conditionality pays nothing on results, so that nothing else is said to differ.
        assert_eq!(pair["without_rules"].as_array().unwrap().len(), 1);
    }
    assert!(told > 0);
}

#[test]
fn another_negotiation_of_the_same_states_that_differs_no_later_is_named() {
    let state = r#"{"leverage": 0.6, "capacity": 0.9, "stability": 1, "turnover": 0}"#;
    let talks = |partner: &str| {
        format!(
            r#"{{"destination": "a", "partner": "{partner}", "issues": {{"readmission": {{}},
                "visa_facilitation": {{}}}}}}"#
        )
    };
    let document = format!(
        r#"{{"format": "demarche/1", "title": "Three states", "years": 5,
            "states": {{"a": {state}, "b": {state}, "c": {state}, "d": {state}}},
            "negotiations": {{"a-b": {}, "a-c": {}, "d-c": {}}}}}"#,
        talks("b"),
        talks("c"),
        talks("c").replace(r#""a""#, r#""d""#)
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), document).unwrap();
    let path = file.path().to_str().unwrap();
    let (mut named, mut silent) = (0, 0);
    for run in 0..10 {
        let divergence = |negotiation: &str| {
            let more = ["--negotiation", negotiation];
            pair(path, run, ["coercive", "cooperative"], &more)["divergence"].clone()
        };
        let (here, there) = (divergence("a-b"), divergence("a-c"));
        let (why, month) = (
            here["why"].as_str().unwrap(),
            there["month"].as_str().unwrap(),
        );
        let earlier = here["round"].as_u64() >= there["round"].as_u64();
        let said = format!("differ in negotiation a-c too, from {month} on");
        assert_eq!(why.contains(&said), earlier, "{why}");
        assert!(!why.contains("d-c"), "{why}");
        named += usize::from(earlier);
        silent += usize::from(!earlier);
    }
    assert!(named > 0 && silent > 0, "{named} {silent}");
}

#[test]
fn offers_that_differ_are_told_as_they_were_made() {
    let mut offers = 0;
    for run in 0..20 {
        let approaches = ["cooperative", "coercive"];
        let pair = pair("eu-tunisia-2023", run, approaches, &["--verbose"]);
        let what = pair["then"]["what"].as_str().unwrap_or_default();
        let Some((base, against)) = what.split_once(" In B: Session ") else {
            continue;
        };
        offers += 1;
        let month = pair["then"]["month"].as_str().unwrap();
        let told = [
            base.strip_prefix("In A: ").unwrap(),
            &format!("Session {against}"),
        ];
        for (arm, told) in arms(&pair).into_iter().zip(told) {
            let round = in_month(arm, month).unwrap()["happenings"]
                .as_array()
                .unwrap();
            assert!(
                round.iter().any(|other| said(other) == told),
                "{told}\n{round:?}"
            );
        }
        let why = pair["then"]["why"].as_str().unwrap();
        assert!(
            why.contains(" asks for ") || why.contains(" without a deal"),
            "{why}"
        );
    }
    assert!(offers > 2, "{offers}");
}

#[test]
fn the_same_approach_never_diverges() {
    for approach in APPROACHES {
        for run in [0, 3] {
            let pair = pair("karsia-belmora", run, [approach, approach], &[]);
            assert!(
                pair["divergence"].is_null() && pair["then"].is_null(),
                "{approach}"
            );
            let [base, against] = arms(&pair);
            assert_eq!(base, against);
            assert!(!happenings(base).is_empty());
        }
    }
    // What the scenario states is this preset.
    let page = text(&[
        "karsia-belmora",
        "--run",
        "1",
        "--against",
        "flexible_incentive",
    ]);
    assert!(
        page.contains("The two never diverge: their conduct is the same."),
        "{page}"
    );
    let alone = text(&["karsia-belmora", "--run", "1"]);
    let story = |page: &str, from: &str| page[page.find(from).unwrap()..].to_owned();
    assert_eq!(story(&page, "In the end: "), story(&alone, "In the end: "));
    assert!(!page.contains(" │ "), "{page}");
}

#[test]
fn the_run_is_chosen_in_the_base_arm() {
    let condition = "trust < 0.4";
    let chosen = [
        "karsia-belmora",
        "--approach",
        "coercive",
        "--where",
        condition,
    ];
    let alone = json(&chosen);
    let pair = json(&[&chosen[..], &["--against", "cooperative"]].concat());
    assert_eq!(pair["run"], alone["run"]);
    assert_eq!(pair["arms"]["base"]["ending"], alone["ending"]);
    let fate = ["karsia-belmora", "--runs", "200", "--typical"];
    let pair = json(&[&fate[..], &["--against", "none"]].concat());
    assert_eq!(pair["run"], json(&fate)["run"]);
}

#[test]
fn changes_act_on_both_arms_and_are_told_once() {
    let no_talks = "settings.session_probability=0";
    let pair = pair(
        "karsia-belmora",
        0,
        ["none", "coercive"],
        &["--set", no_talks],
    );
    assert_eq!(pair["overrides"], serde_json::json!([no_talks]));
    for arm in arms(&pair) {
        assert_eq!(arm["ending"]["fate"], "stalemate");
    }
}

#[test]
fn an_unknown_approach_is_refused_with_the_nearest_name() {
    let message = refused(&["karsia-belmora", "--run", "0", "--against", "coersive"]);
    assert!(message.contains("unknown approach `coersive`"), "{message}");
    assert!(message.contains("did you mean `coercive`?"), "{message}");
}

#[test]
fn the_page_keeps_its_width_and_marks_the_divergence_once() {
    for (scenario, run, [base, against]) in pairs() {
        let run = run.to_string();
        let arguments = [
            scenario,
            "--run",
            &run,
            "--approach",
            base,
            "--against",
            against,
        ];
        for more in [&[][..], &["--verbose"]] {
            let page = text(&[&arguments[..], more].concat());
            for line in page.lines() {
                assert!(line.chars().count() <= 100, "{line}");
            }
            let pair = json(&[&arguments[..], more].concat());
            let marks = usize::from(!pair["divergence"].is_null());
            assert_eq!(page.matches("First divergence: ").count(), marks, "{page}");
            assert_eq!(page.matches("not a forecast").count(), 1);
            assert_eq!(pair["format"], "demarche-story-pair/1");
            assert!(
                pair["disclaimer"]
                    .as_str()
                    .unwrap()
                    .contains("not a forecast")
            );
        }
    }
}

#[test]
fn endings_are_compared_without_a_verdict() {
    let (mut higher, mut lower) = (0, 0);
    for (scenario, run, [base, against]) in pairs() {
        let run = run.to_string();
        let arguments = [
            scenario,
            "--run",
            &run,
            "--approach",
            base,
            "--against",
            against,
        ];
        let page = text(&arguments);
        let Some(start) = page.find("\nmetric ") else {
            continue;
        };
        let table = &page[start..];
        assert!(
            !table.contains("better") && !table.contains("worse"),
            "{table}"
        );
        let pair = json(&arguments);
        let value = |arm: usize, name: &str| {
            let metrics = arms(&pair)[arm]["ending"]["metrics"].as_array().unwrap();
            let metric = metrics.iter().find(|metric| metric["name"] == *name);
            metric.map(|metric| metric["value"].as_f64().unwrap())
        };
        for line in table.lines().skip(2).filter(|line| line.contains("er by ")) {
            let name = line.split_whitespace().next().unwrap();
            let (one, two) = (value(0, name).unwrap(), value(1, name).unwrap());
            assert_eq!(line.contains("higher by "), two > one, "{line}");
            assert_eq!(line.contains("lower by "), two < one, "{line}");
            higher += usize::from(two > one);
            lower += usize::from(two < one);
        }
        let names: Vec<&str> = table
            .lines()
            .filter_map(|line| line.split(' ').next())
            .collect();
        let payoffs = names
            .iter()
            .position(|name| *name == "destination_utility")
            .unwrap();
        assert_eq!(names[payoffs + 1], "partner_utility");
    }
    assert!(higher > 10 && lower > 10);
}

#[test]
fn another_seed_tells_another_pair_and_the_same_seed_the_same() {
    let once = |seed: &str| {
        let arguments = [
            "karsia-belmora",
            "--run",
            "2",
            "--seed",
            seed,
            "--against",
            "coercive",
        ];
        demarche(&arguments).output().unwrap().stdout
    };
    assert_eq!(once("5"), once("5"));
    assert_ne!(once("5"), once("6"));
}
