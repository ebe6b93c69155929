//! The README's commands do what it shows.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use demarche::document::Document;
use demarche::scenario::{LIBRARY, Scenario};

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).unwrap()
}

/// Commands of the blocks marked `console`, each with the lines that the README shows below it.
fn commands() -> Vec<(String, Vec<String>)> {
    let text = readme();
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            commands.push((command.to_owned(), Vec::new()));
        } else if let Some((_, shown)) = commands.last_mut().filter(|_| inside) {
            shown.push(line.to_owned());
        }
    }
    commands
}

/// Words of a command line; single quotes keep words together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The lines shown are those printed, in their order; `…` stands for any number of lines.
fn assert_shown(command: &str, shown: &[String], printed: &str) {
    let mut printed = printed.lines();
    let mut skips = false;
    for line in shown {
        if line.trim() == "…" {
            skips = true;
            continue;
        }
        let found = if skips {
            printed.any(|other| other == line)
        } else {
            printed.next() == Some(line.as_str())
        };
        assert!(found, "`{command}` does not print, in this place:\n{line}");
        skips = false;
    }
    let rest: Vec<&str> = printed.collect();
    assert!(skips || rest.is_empty(), "`{command}` goes on: {rest:?}");
}

/// The scenario that the README shows.
pub(super) fn example() -> String {
    let text = readme();
    let (_, from) = text.split_once("```json\n").unwrap();
    let (example, _) = from.split_once("```").unwrap();
    example.to_owned()
}

#[test]
fn the_example_of_a_scenario_is_valid() {
    let document = Document::parse("example.json", example().as_bytes()).unwrap();
    let scenario = Scenario::load(&document).unwrap();
    assert_eq!(scenario.warnings, Vec::<String>::new());
}

#[test]
fn commands_print_what_the_readme_shows() {
    // Some commands write files, so they run where nothing else is.
    let folder = tempfile::tempdir().unwrap();
    let scenarios = folder.path().join("scenarios");
    fs::create_dir(&scenarios).unwrap();
    for entry in LIBRARY {
        fs::write(scenarios.join(format!("{}.json", entry.name)), entry.text).unwrap();
    }
    let mut run = 0;
    for (command, shown) in commands() {
        let words = words(&command);
        let arguments: &[String] = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["cargo", "run", "--release", "--", ..] => &words[4..],
            ["demarche", ..] => &words[1..],
            ["cargo", "test"] | ["cargo", "install", ..] => continue,
            _ => panic!("`{command}` is not a command of this project"),
        };
        let output = Command::cargo_bin("demarche")
            .unwrap()
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "`{command}` fails: {output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        if !shown.is_empty() {
            assert_shown(&command, &shown, &printed);
            run += 1;
        }
    }
    assert!(run > 0, "the README shows no output");
}
