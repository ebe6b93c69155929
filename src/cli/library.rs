//! Finding and loading scenarios and experiments.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::arguments::Source;
use super::failure::Failure;
use super::lookup;
use super::output::Output;
use crate::document::{Document, MAX_BYTES, nearest};
use crate::domain::{Approach, Preset};
use crate::experiment::experiment_entry;
use crate::scenario::{Scenario, change, library_entry, set_approach};

/// What precedes the name of a scenario of the library where it is cited.
const CITED: &str = "library:";

/// The document of a path, or of a scenario or claim of the library, with or without `library:`
/// before its name.
pub(super) fn open(name: &str) -> Result<Document, Failure> {
    let path = Path::new(name);
    let bare = name.strip_prefix(CITED).unwrap_or(name);
    let scenario = library_entry(bare).map(|entry| (entry.name, entry.text));
    let entry = scenario.or_else(|| experiment_entry(bare).map(|entry| (entry.name, entry.text)));
    if let Some((name, text)) = entry.filter(|_| !exists(name)) {
        return Ok(Document::parse(format!("{CITED}{name}"), text.as_bytes())?);
    }
    Ok(Document::parse(name, &read(path)?)?)
}

/// Whether a path leads to a file.
pub(super) fn exists(name: &str) -> bool {
    let path = Path::new(name);
    path.exists() && !path.is_dir()
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
            return Err(Failure::Unreachable(format!(
                "no file and nothing in the library is called `{name}`: {}",
                lookup::hint(&path.to_string_lossy())
            )));
        }
        Err(error) => return Err(failed(&error)),
    };
    Ok(bytes)
}

/// Whether a scenario of the library has this name.
pub(super) fn in_library(name: &str) -> bool {
    library_entry(name.strip_prefix(CITED).unwrap_or(name)).is_some()
}

/// The document of a source, with the changes made to it.
pub(super) fn document(source: &Source) -> Result<Document, Failure> {
    changed(open(&source.scenario)?, source)
}

/// A document with the changes of a source.
pub(super) fn changed(mut document: Document, source: &Source) -> Result<Document, Failure> {
    if let Some(approach) = &source.approach {
        set_approach(&mut document, &preset(approach)?)?;
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

/// The preset of this name.
pub(super) fn preset(name: &str) -> Result<Preset, Failure> {
    Preset::named(name).ok_or_else(|| {
        let names = Preset::ALL.map(|preset| preset.name);
        let label = Approach::named(name);
        let labelled = |preset: &&Preset| Some(preset.approach()) == label;
        let hint = match (Preset::ALL.iter().find(labelled), nearest(name, names)) {
            (Some(preset), _) => format!(
                "; `{name}` is a label that is derived from active clauses, and the preset is \
                 `{}`",
                preset.name
            ),
            (None, Some(near)) => format!("; did you mean `{near}`?"),
            (None, None) => String::new(),
        };
        Failure::Usage(format!(
            "unknown approach `{name}`: expected one of {}{hint}",
            names.join(", ")
        ))
    })
}
