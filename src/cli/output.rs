//! Standard output, standard error and files.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::{Colour, Format};
use super::failure::Failure;
use super::target::Target;
use crate::report::DISCLAIMER;

/// A second Ctrl-C counts from this time after the first.
const SECOND_THOUGHT: Duration = Duration::from_secs(1);

/// A result in the form in which it is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Written<'a> {
    /// A page or a document, which says at its end what it may not be used for.
    Page(&'a str),
    /// A table, every row of which says so: a sentence below it would be no row of it.
    Table(&'a str),
    /// A file that is copied as it is.
    Copy(&'a str),
}

impl<'a> Written<'a> {
    /// A result that was written in a form.
    pub(super) fn of(format: Format, text: &'a str) -> Written<'a> {
        match format {
            Format::Text | Format::Json => Written::Page(text),
            Format::Csv => Written::Table(text),
        }
    }

    /// What is written, with what it may not be used for at its end unless it says so already.
    fn disclaimed(self) -> Cow<'a, str> {
        match self {
            Written::Page(text) if !text.contains(DISCLAIMER) => {
                Cow::Owned(format!("{text}{DISCLAIMER}\n"))
            }
            Written::Page(text) | Written::Table(text) | Written::Copy(text) => Cow::Borrowed(text),
        }
    }
}

impl<'a> From<&'a String> for Written<'a> {
    fn from(text: &'a String) -> Written<'a> {
        Written::Page(text)
    }
}

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
    pub(super) fn result<'a>(
        &self,
        written: impl Into<Written<'a>>,
        file: Option<&Path>,
    ) -> Result<(), Failure> {
        let text = written.into().disclaimed();
        target(file)?.write(&text, |text| self.standard(text))
    }

    /// Writes a result, marked as partial unless it is complete.
    pub(super) fn finished<'a>(
        &self,
        written: impl Into<Written<'a>>,
        file: Option<&Path>,
        complete: bool,
    ) -> Result<(), Failure> {
        if complete {
            self.result(written, file)
        } else {
            self.partial(written.into(), file)
        }
    }

    /// Writes the result of runs that were interrupted, and says where it is; it never takes the
    /// place of a file, which may hold a whole result.
    fn partial(&self, written: Written<'_>, file: Option<&Path>) -> Result<(), Failure> {
        let target = target(file)?;
        if let Some(kept) = target.existing() {
            self.standard(&written.disclaimed())?;
            let kept = kept.display();
            return Err(Failure::Interrupted(format!(
                "`{kept}` is left as it was, and the partial result is printed, marked partial"
            )));
        }
        self.result(written, file)?;
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
        self.standard(&Written::Page(text).disclaimed())
    }

    fn standard(&self, text: &str) -> Result<(), Failure> {
        let mut stream = AutoStream::new(io::stdout().lock(), self.choice);
        stream
            .write_all(text.as_bytes())
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

/// Where a result goes: standard output when no file is named.
fn target(file: Option<&Path>) -> Result<Target, Failure> {
    file.map_or(Ok(Target::Standard), Target::of)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_rows_is_left_as_it_is() {
        for (format, text, expected) in [
            (Format::Csv, "a,note\n", "a,note\n".to_owned()),
            (
                Format::Text,
                "no cell\n",
                format!("no cell\n{DISCLAIMER}\n"),
            ),
            (Format::Text, DISCLAIMER, DISCLAIMER.to_owned()),
        ] {
            assert_eq!(Written::of(format, text).disclaimed(), expected);
        }
    }
}
