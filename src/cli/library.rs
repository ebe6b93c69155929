//! Finding and loading scenarios.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::arguments::Study;
use super::failure::Failure;
use super::output::Output;
use crate::document::{Document, MAX_BYTES, Problems, Refusal, nearest};
use crate::domain::Preset;
use crate::scenario::{LIBRARY, Scenario, library_entry};

/// The document of a path, or of a scenario of the library.
pub(super) fn open(name: &str) -> Result<Document, Failure> {
    let path = Path::new(name);
    if !path.exists()
        && let Some(entry) = library_entry(name)
    {
        return Ok(Document::parse(
            format!("{name}.json"),
            entry.text.as_bytes(),
        )?);
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
        if let Err(problem) = document.set(change) {
            problems.push(problem);
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new(document, problems).into())
    }
}

/// The checked scenario of a study, with its changes, and these in words.
pub(super) fn load(study: &Study, output: &Output) -> Result<(Scenario, Vec<String>), Failure> {
    let mut document = open(&study.scenario)?;
    if let Some(approach) = &study.approach {
        approach_everywhere(&mut document, approach)?;
    }
    change(&mut document, &study.set)?;
    let scenario = Scenario::load(&document)?;
    for warning in &scenario.warnings {
        output.note(&format!("note: {warning}"));
    }
    let mut overrides: Vec<String> = Vec::new();
    overrides.extend(study.approach.iter().map(|name| format!("approach {name}")));
    overrides.extend(study.set.iter().cloned());
    Ok((scenario, overrides))
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
