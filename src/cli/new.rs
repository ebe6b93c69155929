//! `demarche new`: a scenario to start from.

use std::path::PathBuf;

use super::arguments::New;
use super::failure::Failure;
use super::library::{in_library, open};
use super::output::{Output, Written};
use super::target::Target;
use crate::document::valid_id;
use crate::report::DISCLAIMER;

/// The scenario that `new` writes, with its name in place of `NAME` and the disclaimer among its
/// notes in place of `DISCLAIMER`.
const TEMPLATE: &str = include_str!("new.json");

pub(super) fn execute(new: &New, output: &Output) -> Result<(), Failure> {
    if !valid_id(&new.name) {
        return Err(Failure::Usage(format!(
            "`{}` is not a valid name: use lower-case letters, digits, hyphens and underscores",
            new.name
        )));
    }
    let path = new
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}.json", new.name)));
    let target = Target::of(&path)?;
    if let Some(existing) = target.existing() {
        return Err(Failure::Unreachable(format!(
            "`{}` exists already: choose another name, or remove it first",
            existing.display()
        )));
    }
    match &new.from {
        Some(from) => output.result(Written::Copy(open(from)?.text()), Some(&path))?,
        None => {
            let text = TEMPLATE.replace("NAME", &new.name);
            output.result(&text.replace("DISCLAIMER", DISCLAIMER), Some(&path))?;
        }
    }
    if new.from.is_none() && in_library(&new.name) {
        let name = &new.name;
        output.note(&format!(
            "`{name}` is also a scenario of the library: `demarche new NAME --from {name}` copies it"
        ));
    }
    if !matches!(target, Target::Standard) {
        let file = path.display();
        output.note(&format!(
            "wrote {file}: read its notes, change its figures, then `demarche run {file}`"
        ));
    }
    Ok(())
}
