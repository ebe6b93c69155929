//! `demarche schema`: the JSON Schema of a kind of file.

use super::arguments::Schema;
use super::failure::Failure;
use super::output::Output;
use crate::report::schema;

pub(super) fn execute(arguments: &Schema, output: &Output) -> Result<(), Failure> {
    output.print(&format!("{:#}\n", schema(arguments.kind)))
}
