//! Arguments of stories of single runs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::source::{Study, whole};

/// The form of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StoryFormat {
    /// For a person
    Text,
    /// Every round with what happened in it
    Json,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Trace {
    #[command(flatten)]
    pub(in crate::cli) study: Study,
    /// The negotiation, where the scenario has several
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) negotiation: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) which: Which,
    /// Tell the same run under this approach too, side by side: none, cooperative, coercive or
    /// flexible_incentive; where the two diverge first is marked and explained
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) against: Option<String>,
    /// Tell it as an exercise: without what gives away which kind of conditionality a rule is, its
    /// rules numbered, with questions at the end
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(in crate::cli) hide: Option<Hidden>,
    /// Add the key to an exercise: the kind, rule and source of every number
    #[arg(long, requires = "hide")]
    pub(in crate::cli) reveal: bool,
    /// Tell every offer instead of the refused ones of a round in short
    #[arg(long)]
    pub(in crate::cli) verbose: bool,
    /// Form of the story
    #[arg(long, value_enum, default_value_t = StoryFormat::Text)]
    pub(in crate::cli) format: StoryFormat,
    /// Write the story to a file, whole or not at all; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}

/// What an exercise hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Hidden {
    /// Kinds of conditionality
    Kinds,
}

/// Which run to tell.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub(in crate::cli) struct Which {
    /// This run, from 0
    #[arg(long, value_name = "K", allow_negative_numbers = true, value_parser = whole(0..=u64::MAX))]
    pub(in crate::cli) run: Option<u64>,
    /// The run most typical of this fate
    #[arg(long, value_name = "FATE")]
    pub(in crate::cli) fate: Option<String>,
    /// The run most typical of the most frequent fate (what happens without any of these)
    #[arg(long)]
    pub(in crate::cli) typical: bool,
    /// The first run whose metrics and fate meet this condition, for example "agreement && trust <
    /// 0.2"; a comparison with a metric that has no value in a run is not met, nor is its opposite
    #[arg(long, value_name = "CONDITION")]
    pub(in crate::cli) r#where: Option<String>,
}
