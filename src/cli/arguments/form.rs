//! What of a result is written, in which form, and where to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Which metrics a result is about.
#[derive(Args, Debug)]
pub(in crate::cli) struct Metrics {
    /// Only these metrics, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(in crate::cli) metric: Vec<String>,
}

/// The form of a result, and where it goes; a command says in its own long help of `format` which
/// columns its tables have.
#[derive(Args, Debug)]
pub(in crate::cli) struct Form {
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(in crate::cli) format: Format,
    /// Write the result to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For a person
    Text,
    /// Everything, in full precision
    Json,
    /// A row per figure
    Csv,
}

/// The form of what has no tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PageFormat {
    /// For a person
    Text,
    /// Everything, in full precision
    Json,
}

/// Help on the forms of a result with these columns.
pub(super) fn form_help(columns: &[(&str, &str)]) -> String {
    format!(
        "Form of the result\n\nCSV has the same columns in every row, empty where one does not \
         apply:\n{}",
        columns_help(columns)
    )
}

/// Help on columns, a line each.
pub(super) fn columns_help(columns: &[(&str, &str)]) -> String {
    let columns = columns.iter();
    let lines = columns.map(|(name, meaning)| format!("  {name}: {meaning}"));
    lines.collect::<Vec<_>>().join("\n")
}
