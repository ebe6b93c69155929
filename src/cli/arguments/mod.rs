//! What a user can type: one file for each group of commands, and one for what they share.

mod files;
mod form;
mod lists;
mod pages;
mod source;
mod stories;
mod studies;
mod varied;
mod verdicts;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

pub(super) use files::{Check, Fill, New, Schema};
pub(super) use form::{Form, Format, PageFormat};
pub(super) use lists::{List, Listed, Rules, Search};
pub(super) use pages::{Describe, Explain, ExplainApproach, Topic};
pub(super) use source::Source;
pub(super) use stories::{StoryFormat, Trace, Which};
pub(super) use studies::{Ablate, Compare, Factors, Run};
pub(super) use varied::{Design, Method, Replicates, Sensitivity, Sweep, Varied};
pub(super) use verdicts::{Claims, Verify};

use crate::report::DISCLAIMER;

/// A simulator of migration diplomacy: coercive and cooperative approaches, conditionality and
/// issue linkage, on your own assumptions.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Do not write progress and notes to standard error
    #[arg(long, global = true)]
    pub(super) quiet: bool,
    /// Use colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,
}

impl Arguments {
    /// What the user typed; ends the program when that is no valid command, or asks for help.
    #[must_use]
    pub fn read() -> Arguments {
        let matches = command().get_matches();
        Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// The command line, every help page of which says what the results may not be used for.
fn command() -> clap::Command {
    disclaimed(Arguments::command())
}

/// A command whose help ends in the disclaimer, after what else it says, and so does the help of
/// its own commands.
fn disclaimed(command: clap::Command) -> clap::Command {
    let help = match command.get_after_help() {
        Some(help) => format!("{help}\n\n{DISCLAIMER}"),
        None => DISCLAIMER.to_owned(),
    };
    command.after_help(help).mut_subcommands(disclaimed)
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run a scenario many times: outcomes with intervals, fates, rules that fired
    Run(Run),
    /// Set arms against each other on the same draws: the four approaches, or your own
    Compare(Compare),
    /// Vary figures or words over a grid or a sample: what comes of it, who is higher where
    Sweep(Sweep),
    /// Say which inputs matter: shares of the variance, screening, shifts, one at a time
    Sensitivity(Sensitivity),
    /// Show what each rule contributes, or what kinds of conditionality do together
    Ablate(Ablate),
    /// Rank success factors, each raised by the same step, as far as they are told apart
    Factors(Factors),
    /// Put claims and patterns of the literature to the model: a verdict on each
    Claims(Claims),
    /// Tell one run as a story: offers, rules and the figures that tipped them, who leads
    Trace(Trace),
    /// Check files and report all of their problems
    Check(Check),
    /// Print the JSON Schema of a kind of file
    Schema(Schema),
    /// Write a new scenario to start from, explained by its notes
    New(New),
    /// Brief on a scenario before it is run: who, about what, under which conditions
    Describe(Describe),
    /// Explain what the program says of a scenario
    Explain(Explain),
    /// Write the complete file of a scenario, every default with what it rests on
    Fill(Fill),
    /// List scenarios, claims, lessons, issues, instruments, measures, metrics or parameters
    List(List),
    /// Print the rulebook in plain words, or one rule in full
    Rules(Rules),
    /// Put limit cases with known answers to the model, and compare
    Verify(Verify),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }
}
