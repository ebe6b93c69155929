//! The library: every scenario is valid, says what it rests on, and can come out in more than one
//! way; every lesson can be taught; both can be found.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use demarche::document::Document;
use demarche::experiment::{Arm, CLAIMS, Experiment, LESSONS};
use demarche::model::Fate;
use demarche::scenario::{LIBRARY, Scenario, library_entry};

use crate::command::{printed, refused};
use crate::scenario_with;
use crate::scenarios::{ensemble, library};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn files(folder: &str) -> BTreeSet<String> {
    let paths = fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let paths = paths.map(|entry| entry.unwrap().path());
    let json = paths.filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    json.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

fn document(name: &str) -> Document {
    let entry = library_entry(name).unwrap();
    Document::parse(entry.name, entry.text.as_bytes()).unwrap()
}

#[test]
fn the_library_is_the_folder() {
    let names = LIBRARY.iter().map(|entry| entry.name);
    assert!(
        names.clone().eq(files("scenarios")),
        "{:?}",
        files("scenarios")
    );
    let lessons = LESSONS.iter().map(|entry| entry.name);
    assert!(lessons.clone().eq(files("scenarios/lessons")));
    let claims = CLAIMS.iter().map(|entry| entry.name);
    let all: Vec<&str> = names.chain(lessons).chain(claims).collect();
    let once: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(all.len(), once.len(), "a name stands for two things");
}

#[test]
fn every_figure_says_what_it_rests_on() {
    for entry in LIBRARY {
        let scenario = Scenario::load(&document(entry.name)).unwrap();
        assert_eq!(scenario.warnings, Vec::<String>::new(), "{}", entry.name);
        let value: serde_json::Value = serde_json::from_str(entry.text).unwrap();
        for figure in &scenario.figures {
            let mut place = &value;
            for key in figure.path.split('.') {
                place = place.get(key).unwrap_or(&serde_json::Value::Null);
            }
            // A figure of a budget rests on the basis of the budget.
            assert!(
                place.get("basis").is_some() || figure.path.contains("budget"),
                "{}: {} is a bare number",
                entry.name,
                figure.path
            );
        }
        assert!(scenario.question.is_some(), "{}: no question", entry.name);
    }
}

/// A scenario in which everything always ends alike teaches nothing, unless that is what it is to
/// show: then its notes say why.
#[test]
fn what_always_ends_alike_says_why() {
    for (name, ensemble) in library() {
        let same = ensemble.negotiations.iter().any(|summary| {
            let counts = Fate::ALL.map(|fate| summary.fate_count(fate));
            counts.into_iter().max() == Some(ensemble.runs)
        });
        let notes = scenario_with(name, &[]).notes.join(" ");
        assert!(!same || notes.contains("same fate"), "{name}: {notes}");
    }
}

/// How far a destination's threat is believed when talks begin, as rules see it in a run: at most to
/// a fifth in a third of the runs of some talks, and at least to nine tenths in a third of those of others.
#[test]
fn threats_are_credible_here_and_hollow_there() {
    let watch = |id: &str, condition: &str| {
        format!(
            r#"rules.{id}={{"kind":"context","actor":"destination","stage":"talks",
               "when":"destination.credibility {condition} && stage.rounds <= 1",
               "then":{{"trust":"+ 0"}},"says":"Seen.","source":"test","magnitude":"assumption"}}"#
        )
    };
    let changes = [watch("hollow", "<= 0.2"), watch("believed", ">= 0.9")];
    let changes = changes.each_ref().map(String::as_str);
    let (mut hollow, mut believed) = (0, 0);
    for entry in LIBRARY {
        let scenario = scenario_with(entry.name, &changes);
        let ensemble = ensemble(&scenario, 30, 2);
        let fired = |id: &str| {
            let rules = scenario.rulebook.rules();
            let place = rules.iter().position(|rule| rule.id == id).unwrap();
            let talks = ensemble.negotiations.iter();
            talks.map(|talks| talks.rules[place].runs_fired).max()
        };
        hollow = hollow.max(fired("hollow").unwrap());
        believed = believed.max(fired("believed").unwrap());
    }
    assert!(
        hollow >= 10 && believed >= 10,
        "{hollow} and {believed} of 30"
    );
}

#[test]
fn the_page_of_the_library_tells_of_every_file() {
    let page = fs::read_to_string(Path::new(ROOT).join("scenarios/README.md")).unwrap();
    for entry in LIBRARY {
        let row = format!("| `{}` |", entry.name);
        assert_eq!(page.matches(&row).count(), 1, "{row}");
    }
    for entry in LESSONS {
        let row = format!("| `{}` |", entry.name);
        assert_eq!(page.matches(&row).count(), 1, "{row}");
    }
}

#[test]
fn a_lesson_sets_arms_on_one_fictional_dyad_against_each_other() {
    for entry in LESSONS {
        let file = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
        let lesson = Experiment::load(&file).unwrap_or_else(|refusal| panic!("{refusal}"));
        let base = document(&lesson.base);
        assert!(Scenario::load(&base).unwrap().title.contains("(fictional)"));
        assert!(
            lesson.question.is_some() && lesson.note.is_some(),
            "{}",
            entry.name
        );
        let arms: Vec<Arm> = lesson
            .arms_of(&base)
            .map(|(_, arm)| arm.unwrap_or_else(|refusal| panic!("{}: {refusal}", entry.name)))
            .collect();
        assert!(
            arms.len() >= 2 && lesson.unmet(&arms).is_empty(),
            "{}",
            entry.name
        );
        let told = printed(&["compare", entry.name, "--runs", "200"]);
        for arm in &arms {
            assert!(told.contains(&arm.name), "{}: {told}", entry.name);
        }
    }
}

#[test]
fn a_lesson_asks_before_its_figures_and_explains_after_them() {
    let told = printed(&["compare", "leverage-reversed", "--runs", "20"]);
    let question = told.find("What becomes of Orvelia's threat").unwrap();
    let figures = told.find("partner-strong less destination-strong").unwrap();
    let note = told.find("note of the experiment").unwrap();
    assert!(question < figures && figures < note, "{told}");
    let json = printed(&[
        "compare",
        "leverage-reversed",
        "--runs",
        "20",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json["experiment"]["note"].is_string() && json["experiment"]["question"].is_string());
}

/// Every rule stands under its own kind, with all that it says.
#[test]
fn rules_are_listed_by_kind() {
    let page = printed(&["rules"]);
    let rulebook = scenario_with("karsia-belmora", &[]).rulebook;
    for rule in rulebook.rules() {
        let start = page.find(&format!("\n  {} ", rule.id)).unwrap();
        let heading = page[..start].lines().rfind(|line| !line.starts_with(' '));
        assert!(
            heading.unwrap().starts_with(rule.kind.name()),
            "{}",
            rule.id
        );
    }
    let rows = page.lines().filter(|line| {
        let cell = line
            .strip_prefix("  ")
            .and_then(|line| line.split(' ').next());
        cell.is_some_and(|cell| cell.contains('/'))
    });
    assert_eq!(rows.count(), rulebook.rules().len());
    assert!(
        page.lines().all(|line| line.chars().count() <= 100),
        "{page}"
    );
}

#[test]
fn scenarios_are_found_by_what_is_in_them() {
    let found = |arguments: &[&str]| -> BTreeSet<String> {
        let list = printed(&[&["list", "scenarios"], arguments].concat());
        let starts = list
            .lines()
            .filter(|line| !line.starts_with([' ', 'A', 'N']));
        let names = starts.map(|line| line.split(' ').next().unwrap().to_owned());
        names.collect()
    };
    let all = found(&[]);
    assert!(
        all.iter().eq(LIBRARY.iter().map(|entry| entry.name)),
        "{all:?}"
    );
    let by_id = found(&["--country", "tunisia"]);
    assert_eq!(by_id, found(&["--country", "TUNIS"]));
    let states = |name: &str| -> BTreeSet<String> {
        let found = found(&["--country", name]);
        assert!(!found.is_empty(), "{name}");
        found
    };
    // A part of a word is no name, and a word comes before the beginning of another.
    for initials in ["US", "us"] {
        assert_eq!(states(initials), states("united-states"));
    }
    assert_eq!(states("United Kingdom"), states("UK"));
    assert_eq!(states("gambia"), states("The Gambia"));
    assert!(states("Austr").is_superset(&states("austria")));
    assert!(states("Austr").is_superset(&states("australia")));
    assert!(refused(&["list", "--country", "nisia"], 2).contains("Tunisia"));
    assert!(by_id.contains("eu-tunisia-2023") && !by_id.contains("karsia-belmora"));
    // Every approach and the instrument in question, told from the scenarios themselves.
    for (option, value) in [
        ("--approach", "cooperative"),
        ("--approach", "coercive"),
        ("--instrument", "memorandum_of_understanding"),
    ] {
        let expected = LIBRARY.iter().map(|entry| entry.name).filter(|name| {
            let scenario = scenario_with(name, &[]);
            let mut negotiations = scenario.negotiations.iter();
            negotiations.any(|n| n.instrument.id == value || n.approach().name() == value)
        });
        let expected: BTreeSet<String> = expected.map(str::to_owned).collect();
        assert!(
            !expected.is_empty() && expected.len() < all.len(),
            "{value}"
        );
        assert_eq!(found(&[option, value]), expected, "{value}");
    }
    // A claim is found where a scenario names it, and where an experiment puts it to one.
    assert!(found(&["--claim", "c10"]).contains("eu-tunisia-2023"));
    assert!(found(&["--claim", "C29"]).contains("karsia-belmora"));
    let unity = found(&["--claim", "unity"]);
    assert!(unity.contains("karsia-belmora") && unity.len() < all.len());
    assert_eq!(unity, found(&["--claim", "C48"]));
}

#[test]
fn what_cannot_be_found_is_said_with_the_nearest_name() {
    for (arguments, said) in [
        (["--country", "Tunesia"], "did you mean `Tunisia`?"),
        (["--instrument", "memorandum"], "expected one of"),
        (["--approach", "mixd"], "did you mean `mixed`?"),
        (
            ["--approach", "none"],
            "that is derived from its clauses is `exchange`",
        ),
        (
            ["--approach", "flexible_incentive"],
            "expected one of exchange, cooperative",
        ),
        (["--claim", "C99"], "`demarche list claims` shows"),
        (["--claim", "unty"], "did you mean `unity`?"),
    ] {
        let message = refused(&[&["list"], &arguments[..]].concat(), 2);
        assert!(message.contains(said), "{message}");
    }
    // Each state once, by its name.
    let message = refused(&["list", "--country", "Atlantis"], 2);
    assert_eq!(message.matches("Tunisia").count(), 1, "{message}");
    assert!(!message.contains("tunisia"), "{message}");
    assert!(
        message.lines().all(|line| line.chars().count() <= 100),
        "{message}"
    );
    let message = refused(&["list", "claims", "--claim", "C1"], 2);
    assert!(
        message.contains("only scenarios can be looked for"),
        "{message}"
    );
    let nothing = printed(&[
        "list",
        "--country",
        "belmora",
        "--instrument",
        "visa_waiver",
    ]);
    assert!(
        nothing.contains("No scenario of the library is all of this."),
        "{nothing}"
    );
}

/// Every command looks in the whole library, and takes the beginning of a word for a hint only.
#[test]
fn a_misspelt_or_shortened_name_is_met_with_what_may_be_meant() {
    for (arguments, said) in [
        (
            ["compare", "leverage-revers"],
            "did you mean the lesson `leverage-reversed`?",
        ),
        (["describe", "us-mexico"], "did you mean `us-mexico-2019`?"),
        (["describe", "US_Mexico"], "did you mean `us-mexico-2019`?"),
        (["run", "levrage"], "did you mean the claim `leverage`?"),
        (
            ["describe", "sweden"],
            "`sweden-iraq-2008` or `sweden-somalia-2023`?",
        ),
        (
            ["claims", "linkage"],
            "the pattern `issue-linkage` or the lesson `linkage-on-and-off`?",
        ),
        (["claims", "linkage"], "`demarche list lessons` shows them"),
        // Too many begin so.
        (["run", "eu"], "`demarche list lessons` its lessons"),
    ] {
        let message = refused(&arguments, 3);
        assert!(message.contains(said), "{message}");
    }
}
