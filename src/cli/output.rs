//! Standard output, standard error and files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::Colour;
use super::failure::Failure;

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
        match file {
            Some(file) => write_whole(file, &anstream::adapter::strip_str(text).to_string()),
            None => self.print(text),
        }
    }

    /// Whether a result can be written to a file, as far as can be told before there is one.
    pub(super) fn expect(&self, file: Option<&Path>) -> Result<(), Failure> {
        file.map_or(Ok(()), |file| target(file).map(drop))
    }

    /// Writes to standard output.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
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
            Failure::Interrupted => self.note("interrupted: what was finished is printed"),
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

/// Writes a file whole or not at all: beside it first, then put in its place. A device or pipe can
/// only be written to as it is.
pub(super) fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let refused = |error: io::Error| unwritable(path, &error.kind());
    let (target, folder) = match target(path)? {
        Target::Stream => return std::fs::write(path, text).map_err(refused),
        Target::File { path, folder } => (path, folder),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".demarche-")
        .permissions(permissions())
        .tempfile_in(folder)
        .map_err(refused)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .map_err(refused)?;
    file.persist(target).map_err(|error| refused(error.error))?;
    Ok(())
}

/// What a path to write to leads to.
enum Target {
    /// A file, which may not exist yet, and the folder that it is in.
    File { path: PathBuf, folder: PathBuf },
    /// A device or pipe.
    Stream,
}

fn target(path: &Path) -> Result<Target, Failure> {
    if path.is_dir() {
        return Err(unwritable(path, &"it is a directory; name a file"));
    }
    if path.exists() && !path.is_file() {
        return Ok(Target::Stream);
    }
    // What a link leads to is written, not the link.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    if !folder.is_dir() {
        let reason = format!("there is no folder `{}`", folder.display());
        return Err(unwritable(&path, &reason));
    }
    Ok(Target::File { path, folder })
}

fn unwritable(path: &Path, reason: &dyn std::fmt::Display) -> Failure {
    Failure::Unreachable(format!("failed to write `{}`: {reason}", path.display()))
}

/// Those of an ordinary file, before the user's mask; a temporary file would keep others out.
fn permissions() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o666)
}

/// A flag that Ctrl-C sets; a second Ctrl-C ends the program at once.
pub(super) fn interrupted() -> &'static AtomicBool {
    static FLAG: AtomicBool = AtomicBool::new(false);
    static HANDLER: OnceLock<()> = OnceLock::new();
    HANDLER.get_or_init(|| {
        // Without a handler Ctrl-C ends the program at once, which is the next best thing.
        let _ = ctrlc::set_handler(|| {
            if FLAG.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
    });
    &FLAG
}
