//! Arguments of lists of what comes with the program.

use clap::{Args, ValueEnum};

#[derive(Args, Debug)]
pub(in crate::cli) struct List {
    /// What to list
    #[arg(value_enum, default_value_t = Listed::Scenarios)]
    pub(in crate::cli) what: Listed,
    #[command(flatten)]
    pub(in crate::cli) search: Search,
}

/// What a scenario of the library is looked for by; all of it must be true.
#[derive(Args, Debug)]
pub(in crate::cli) struct Search {
    /// Scenarios in which this state or organisation takes part: its id, words of its name or the
    /// beginning of one, or its initials
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) country: Option<String>,
    /// Scenarios with this instrument (`demarche list instruments`)
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) instrument: Option<String>,
    /// Scenarios with this approach, derived from active clauses: exchange, cooperative, coercive or
    /// mixed
    #[arg(long, value_name = "LABEL")]
    pub(in crate::cli) approach: Option<String>,
    /// Scenarios that bear on this claim: its id or its name (`demarche list claims`)
    #[arg(long, value_name = "CLAIM")]
    pub(in crate::cli) claim: Option<String>,
}

impl Search {
    pub(in crate::cli) fn is_any(&self) -> bool {
        let wanted = [&self.country, &self.instrument, &self.approach, &self.claim];
        wanted.into_iter().any(Option::is_some)
    }
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Listed {
    /// Scenarios of the library
    Scenarios,
    /// Claims and patterns of the library, each with its id
    Claims,
    /// Lessons: pairs to compare in a classroom
    Lessons,
    /// The issue catalogue
    Issues,
    /// The table of instruments
    Instruments,
    /// Accompanying measures
    Measures,
    /// Metrics and fates
    Metrics,
    /// Every parameter with range, default and source (Markdown)
    Parameters,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Rules {
    /// The id of a rule
    pub(in crate::cli) id: Option<String>,
    /// List the quantities that rules can name
    #[arg(long, conflicts_with = "id")]
    pub(in crate::cli) quantities: bool,
    /// The rules of this scenario instead of the embedded rulebook
    #[arg(long, value_name = "SCENARIO")]
    pub(in crate::cli) scenario: Option<String>,
}
