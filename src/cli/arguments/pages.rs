//! Arguments of pages that need no run.

use clap::{Args, Subcommand};

use super::form::PageFormat;
use super::source::Source;

#[derive(Args, Debug)]
pub(in crate::cli) struct Describe {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// Tell also what happened afterwards, which spoils an exercise
    #[arg(long)]
    pub(in crate::cli) afterwards: bool,
    /// Form of the briefing
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub(in crate::cli) format: PageFormat,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Explain {
    /// What to explain
    #[command(subcommand)]
    pub(in crate::cli) topic: Topic,
}

/// What can be explained.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Topic {
    /// Which clauses make an approach coercive or cooperative, and which rules act on them
    Approach(ExplainApproach),
}

#[derive(Args, Debug)]
pub(in crate::cli) struct ExplainApproach {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// Form of the explanation
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub(in crate::cli) format: PageFormat,
}
