//! Finding and loading scenarios.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::arguments::{Source, Study};
use super::failure::Failure;
use super::output::Output;
use crate::document::{
    Document, MAX_BYTES, Objection, Problems, Refusal, member_path, nearest, quoted,
};
use crate::domain::Preset;
use crate::rules::Rulebook;
use crate::scenario::{LIBRARY, Scenario, library_entry};

/// What precedes the name of a scenario of the library where it is cited.
const CITED: &str = "library:";

/// The document of a path, or of a scenario of the library, with or without `library:` before its
/// name.
pub(super) fn open(name: &str) -> Result<Document, Failure> {
    let path = Path::new(name);
    let entry = library_entry(name.strip_prefix(CITED).unwrap_or(name));
    if let Some(entry) = entry.filter(|_| !path.exists() || path.is_dir()) {
        let cited = format!("{CITED}{}", entry.name);
        return Ok(Document::parse(cited, entry.text.as_bytes())?);
    }
    Ok(Document::parse(name, &read(path)?)?)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display();
    let failed = |error: &dyn std::fmt::Display| {
        Failure::Unreachable(format!("failed to read `{name}`: {error}"))
    };
    if path.is_dir() {
        return Err(failed(&"it is a directory; name a file"));
    }
    let mut bytes = Vec::new();
    match File::open(path) {
        // One byte more than allowed is enough to see that a file is too large.
        Ok(file) => file
            .take(MAX_BYTES as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| failed(&error))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let names = LIBRARY.iter().map(|entry| entry.name);
            let hint = match nearest(&path.to_string_lossy(), names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`demarche list` shows the scenarios of the library".to_owned(),
            };
            return Err(Failure::Unreachable(format!(
                "no file and no scenario of the library is called `{name}`: {hint}"
            )));
        }
        Err(error) => return Err(failed(&error)),
    };
    Ok(bytes)
}

/// Applies changes to a document.
pub(super) fn change(document: &mut Document, changes: &[String]) -> Result<(), Failure> {
    let mut problems = Problems::new();
    for change in changes {
        if let Err(problem) = document.set_where(change, known) {
            problems.push(problem);
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new(document, problems).into())
    }
}

/// The maps by id of a scenario: the path of an entry, with `*` for an id, and what an entry is.
const ENTRIES: [(&[&str], &str); 8] = [
    (&["states", "*"], "state"),
    (&["events", "*"], "event"),
    (&["rules", "*"], "rule"),
    (&["negotiations", "*"], "negotiation"),
    (&["negotiations", "*", "issues", "*"], "issue"),
    (&["negotiations", "*", "linkages", "*"], "linkage"),
    (&["negotiations", "*", "levers", "*"], "lever"),
    (&["negotiations", "*", "clauses", "*"], "clause"),
];

/// Whether an override that reaches into an entry of a map by id finds it. A misspelt id would
/// otherwise make an entry of its own, with problems that say nothing of the slip.
fn known(document: &Document, keys: &[&str]) -> Result<(), Objection> {
    let within = |pattern: &[&str]| {
        let mut pairs = pattern.iter().zip(keys);
        keys.len() > pattern.len() && pairs.all(|(wanted, key)| *wanted == "*" || wanted == key)
    };
    for (pattern, noun) in ENTRIES.iter().filter(|(pattern, _)| within(pattern)) {
        let (id, map) = (keys[pattern.len() - 1], &keys[..pattern.len() - 1]);
        let members = document.get(&map.join(".")).and_then(|map| map.as_object());
        let stated = members.unwrap_or_default();
        let mut names: Vec<&str> = stated.iter().map(|member| member.key.as_str()).collect();
        let rulebook;
        if *noun == "rule" {
            rulebook = Rulebook::inform_2024();
            names.extend(rulebook.rules().iter().map(|rule| rule.id.as_str()));
        }
        if names.contains(&id) {
            continue;
        }
        let path = member_path(&map.join("."), id);
        let near = nearest(id, names).map_or_else(String::new, |near| {
            format!(": did you mean {}?", quoted(near))
        });
        return Err(Objection {
            message: format!("no {noun} {}{near}", quoted(id)),
            hint: format!("to add one, set it as a whole: `{path}={{…}}`"),
            path,
        });
    }
    Ok(())
}

/// The document of a source, with the changes made to it.
pub(super) fn document(source: &Source) -> Result<Document, Failure> {
    let mut document = open(&source.scenario)?;
    if let Some(approach) = &source.approach {
        approach_everywhere(&mut document, approach)?;
    }
    change(&mut document, &source.set)?;
    Ok(document)
}

/// The checked scenario of a source, and the changes made to its file.
pub(super) fn load(source: &Source, output: &Output) -> Result<(Scenario, Vec<String>), Failure> {
    let document = document(source)?;
    let scenario = checked(&document, output)?;
    let overrides = document.changes().map(str::to_owned).collect();
    Ok((scenario, overrides))
}

/// The scenario of a document, whose warnings are told as notes.
pub(super) fn checked(document: &Document, output: &Output) -> Result<Scenario, Failure> {
    let scenario = Scenario::load(document)?;
    for warning in &scenario.warnings {
        output.note(&format!("note: {warning}"));
    }
    Ok(scenario)
}

/// Sets the conduct of the destination in every negotiation.
fn approach_everywhere(document: &mut Document, approach: &str) -> Result<(), Failure> {
    let names = Preset::ALL.map(|preset| preset.name);
    if !names.contains(&approach) {
        let hint = nearest(approach, names)
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Failure::Usage(format!(
            "unknown approach `{approach}`: expected one of {}{hint}",
            names.join(", ")
        )));
    }
    let ids: Vec<String> = document
        .get("negotiations")
        .and_then(|node| node.as_object())
        .map(|members| members.iter().map(|member| member.key.clone()).collect())
        .unwrap_or_default();
    let mut problems = Problems::new();
    for id in ids {
        let path = format!("negotiations.{id}.conduct.destination");
        if let Err(problem) = document.set_value(&path, Value::from(approach)) {
            problems.push(problem);
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new(document, problems).into())
    }
}

/// The plan of a study.
pub(super) fn plan(study: &Study) -> crate::study::Plan {
    crate::study::Plan {
        runs: study.runs,
        seed: study.seed,
        threads: study.threads.map(usize::from),
    }
}
