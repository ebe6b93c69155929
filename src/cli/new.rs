//! `demarche new`: a scenario to start from.

use std::path::PathBuf;

use super::arguments::New;
use super::failure::Failure;
use super::output::{Output, write_whole};
use crate::document::valid_id;

/// The scenario that `new` writes, with its name in place of `NAME`.
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
    if path.exists() {
        return Err(Failure::Usage(format!(
            "`{}` exists already: choose another name, or remove it first",
            path.display()
        )));
    }
    write_whole(&path, &TEMPLATE.replace("NAME", &new.name))?;
    output.note(&format!(
        "wrote {}: read its notes, change its figures, then `demarche run {}`",
        path.display(),
        path.display()
    ));
    Ok(())
}
