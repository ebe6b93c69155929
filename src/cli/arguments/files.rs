//! Arguments of commands on files.

use std::path::PathBuf;

use clap::Args;

use super::source::Source;
use crate::report::SchemaKind;

#[derive(Args, Debug)]
pub(in crate::cli) struct Check {
    /// Scenario files, experiment files, or names of scenarios of the library
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<String>,
    /// Change each scenario, of an experiment its base, before it is checked
    #[arg(long, value_name = "PATH=VALUE")]
    pub(in crate::cli) set: Vec<String>,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Schema {
    /// The kind of file
    #[arg(value_parser = parse_kind, value_name = "KIND")]
    pub(in crate::cli) kind: SchemaKind,
}

fn parse_kind(name: &str) -> Result<SchemaKind, String> {
    SchemaKind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| {
            let names = SchemaKind::ALL.map(SchemaKind::name);
            format!("expected one of {}", names.join(", "))
        })
}

#[derive(Args, Debug)]
pub(in crate::cli) struct New {
    /// Name of the scenario: the file is NAME.json
    pub(in crate::cli) name: String,
    /// Begin with this file as it is: a scenario, lesson or claim of the library, or a path
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: Option<String>,
    /// Write to this file instead; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Fill {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// Write the complete file here, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}
