//! Standard output, standard error and files.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::arguments::Colour;
use super::failure::Failure;
use super::target::Target;
use crate::report::DISCLAIMER;

/// A second Ctrl-C counts from this time after the first.
const SECOND_THOUGHT: Duration = Duration::from_secs(1);

/// Where a command writes.
#[derive(Debug)]
pub(super) struct Output {
    choice: ColorChoice,
    quiet: bool,
}

impl Output {
    pub(super) fn new(colour: Colour, quiet: bool) -> Output {
        let choice = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Output { choice, quiet }
    }

    /// Writes a result to a file, or to standard output.
    pub(super) fn result(&self, text: &str, file: Option<&Path>) -> Result<(), Failure> {
        let text = disclaimed(text);
        target(file)?.write(&text, |text| self.print(text))
    }

    /// Writes the result of runs that were interrupted, and says where it is; it never takes the
    /// place of a file, which may hold a whole result.
    pub(super) fn partial(&self, text: &str, file: Option<&Path>) -> Result<(), Failure> {
        let target = target(file)?;
        if let Some(kept) = target.existing() {
            self.print(text)?;
            let kept = kept.display();
            return Err(Failure::Interrupted(format!(
                "`{kept}` is left as it was, and the partial result is printed, marked partial"
            )));
        }
        self.result(text, file)?;
        Err(Failure::Interrupted(match file {
            Some(file) if !matches!(target, Target::Standard) => format!(
                "the partial result is written to `{}`, marked partial",
                file.display()
            ),
            _ => "the partial result is printed, marked partial".to_owned(),
        }))
    }

    /// Whether a result can be written to a file, as far as can be told before there is one.
    pub(super) fn expect(&self, file: Option<&Path>) -> Result<(), Failure> {
        target(file).map(drop)
    }

    /// Writes to standard output: a whole document at once, so that it says what it may not be used
    /// for.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut stream = AutoStream::new(io::stdout().lock(), self.choice);
        stream
            .write_all(disclaimed(text).as_bytes())
            .and_then(|()| stream.flush())
            .map_err(|error| match error.kind() {
                io::ErrorKind::BrokenPipe => Failure::Closed,
                _ => Failure::Unreachable(format!("failed to write to standard output: {error}")),
            })
    }

    /// Writes a note to standard error, unless it is to be quiet.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.tell(text);
        }
    }

    /// Writes to standard error, come what may.
    pub(super) fn tell(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.choice);
        // Nobody is left to tell when standard error is gone.
        let _ = writeln!(stream, "{text}");
    }

    /// Says why a command was not carried out.
    pub(super) fn failure(&self, failure: &Failure) {
        match failure {
            Failure::Usage(message) | Failure::Unreachable(message) => {
                self.tell(&format!("error: {message}"));
            }
            Failure::Invalid(refusal) => self.tell(&refusal.render(true)),
            Failure::Interrupted(place) => self.tell(&format!("interrupted: {place}")),
            Failure::Told(_) | Failure::Closed => {}
        }
    }

    /// A progress bar over some runs; hidden unless standard error is a terminal.
    pub(super) fn progress(&self, runs: u64) -> ProgressBar {
        let target = if self.quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let bar = ProgressBar::with_draw_target(Some(runs), target);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} runs, {eta} left")
        {
            bar.set_style(style);
        }
        bar
    }
}

/// A result as indented JSON.
pub(super) fn json(result: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(result)
        .map(|text| text + "\n")
        .map_err(|error| Failure::Usage(format!("failed to write JSON: {error}")))
}

/// Where a result goes: standard output when no file is named.
fn target(file: Option<&Path>) -> Result<Target, Failure> {
    file.map_or(Ok(Target::Standard), Target::of)
}

/// A text that says what it may not be used for, at its end unless it does so already.
fn disclaimed(text: &str) -> Cow<'_, str> {
    if text.contains(DISCLAIMER) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{text}{DISCLAIMER}\n"))
    }
}

/// A flag that Ctrl-C sets. A second Ctrl-C ends the program at once, unless it comes so soon that
/// it must be the same one: `timeout` and some terminals send it twice.
pub(super) fn interrupted() -> &'static AtomicBool {
    static FLAG: AtomicBool = AtomicBool::new(false);
    static FIRST: OnceLock<Instant> = OnceLock::new();
    static HANDLER: OnceLock<()> = OnceLock::new();
    HANDLER.get_or_init(|| {
        // Without a handler Ctrl-C ends the program at once, which is the next best thing.
        let _ = ctrlc::set_handler(|| {
            FLAG.store(true, Ordering::Relaxed);
            if FIRST.get_or_init(Instant::now).elapsed() >= SECOND_THOUGHT {
                std::process::exit(130);
            }
        });
    });
    &FLAG
}
