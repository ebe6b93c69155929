//! Where a result is written.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::Failure;

/// So many links are followed, as many as Linux does.
const MOST_LINKS: usize = 40;

/// Names of standard output. To write to it by opening it once more would begin at the start of
/// the file that it leads to.
const STANDARD_OUTPUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Where a result is written; made before there is a result, so that a slip costs no waiting.
#[derive(Debug)]
pub(super) enum Target {
    /// Standard output.
    Standard,
    /// What is not a file, such as a device or a pipe: it is written to as it is.
    Stream(PathBuf),
    /// A file, written whole or not at all.
    File(Place),
}

/// The place of a file that may exist.
#[derive(Debug)]
pub(super) struct Place {
    /// As the user calls it.
    named: PathBuf,
    /// The same with links followed.
    path: PathBuf,
    /// What is there now.
    found: Option<Metadata>,
}

impl Target {
    /// What a path leads to, when it can be written.
    pub(super) fn of(named: &Path) -> Result<Target, Failure> {
        if STANDARD_OUTPUT.iter().any(|name| named == Path::new(name)) {
            return Ok(Target::Standard);
        }
        let refused = |reason: &dyn std::fmt::Display| unwritable(named, reason);
        let path = followed(named);
        let found = match std::fs::metadata(&path) {
            Ok(found) if found.is_dir() => return Err(refused(&"it is a directory; name a file")),
            Ok(found) if !found.is_file() || among_open_files(&path) => {
                return Ok(Target::Stream(path));
            }
            Ok(found) => Some(found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(refused(&error.kind())),
        };
        let name = path.as_os_str().to_string_lossy();
        if name.ends_with(std::path::is_separator) {
            return Err(refused(&"there is no such folder; name a file"));
        }
        if !folder(&path).is_dir() {
            let reason = format!("there is no folder `{}`", folder(&path).display());
            return Err(refused(&reason));
        }
        let place = Place {
            named: named.to_owned(),
            path,
            found,
        };
        place.temporary()?;
        Ok(Target::File(place))
    }

    /// Writes a text; to standard output with `print`.
    pub(super) fn write(
        &self,
        text: &str,
        print: impl FnOnce(&str) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let plain = || anstream::adapter::strip_str(text).to_string();
        match self {
            Target::Standard => print(text),
            Target::Stream(path) => write_stream(path, &plain()),
            Target::File(place) => place.write(&plain()),
        }
    }

    /// The file that would be replaced.
    pub(super) fn existing(&self) -> Option<&Path> {
        match self {
            Target::File(place) => place.found.as_ref().map(|_| place.named.as_path()),
            Target::Standard | Target::Stream(_) => None,
        }
    }
}

impl Place {
    /// Writes the file beside its place, then puts it there.
    fn write(&self, text: &str) -> Result<(), Failure> {
        let refused = |error: io::Error| unwritable(&self.named, &error.kind());
        let mut file = self.temporary()?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.as_file().sync_all())
            .map_err(refused)?;
        file.persist(&self.path)
            .map_err(|error| refused(error.error))?;
        Ok(())
    }

    /// A file beside the place, with the permissions that the one in its place is to have.
    fn temporary(&self) -> Result<NamedTempFile, Failure> {
        let make = || -> io::Result<NamedTempFile> {
            let Some(found) = &self.found else {
                return ordinary().tempfile_in(folder(&self.path));
            };
            // A file that may not be written to may not be replaced either.
            OpenOptions::new().write(true).open(&self.path)?;
            let file = ordinary().tempfile_in(folder(&self.path))?;
            file.as_file().set_permissions(found.permissions())?;
            Ok(file)
        };
        make().map_err(|error| unwritable(&self.named, &error.kind()))
    }
}

/// A temporary file with the permissions of an ordinary one, before the user's mask; others would
/// be kept out of it otherwise.
#[cfg(unix)]
fn ordinary() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = unnamed();
    builder.permissions(std::fs::Permissions::from_mode(0o666));
    builder
}

/// A temporary file, which takes its permissions from its folder.
#[cfg(not(unix))]
fn ordinary() -> tempfile::Builder<'static, 'static> {
    unnamed()
}

fn unnamed() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".demarche-");
    builder
}

/// Writes to a device or a pipe.
fn write_stream(path: &Path, text: &str) -> Result<(), Failure> {
    // At the end, in case it is a file that another program writes to as well.
    let mut stream = OpenOptions::new()
        .append(true)
        .open(path)
        .map_err(|error| unwritable(path, &error.kind()))?;
    written(&mut stream, text).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        kind => unwritable(path, &kind),
    })
}

fn written(stream: &mut File, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// Where a path leads when links are followed one by one: one that leads to nothing yet is kept,
/// and what it leads to is made. The links of `/proc` stand for open files and are left alone.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match path.read_link() {
            Ok(link) if !among_open_files(&path) => path = folder(&path).join(link),
            _ => break,
        }
    }
    path
}

fn among_open_files(path: &Path) -> bool {
    let folder = folder(path).canonicalize();
    folder.is_ok_and(|folder| folder.starts_with("/proc"))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn unwritable(path: &Path, reason: &dyn std::fmt::Display) -> Failure {
    Failure::Unreachable(format!("failed to write `{}`: {reason}", path.display()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn devices_and_standard_output_are_never_replaced() {
        for name in STANDARD_OUTPUT {
            let target = Target::of(Path::new(name)).unwrap();
            assert!(matches!(target, Target::Standard), "{name}: {target:?}");
        }
        for name in ["/dev/null", "/dev/zero"] {
            let target = Target::of(Path::new(name)).unwrap();
            assert!(matches!(target, Target::Stream(_)), "{name}: {target:?}");
        }
    }

    #[test]
    fn links_are_followed_to_what_may_not_exist_yet() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (link, to) in [
            ("first", "second"),
            ("second", "third"),
            ("around", "around"),
        ] {
            std::os::unix::fs::symlink(to, at(link)).unwrap();
        }
        match Target::of(&at("first")).unwrap() {
            Target::File(place) => assert_eq!(place.path, at("third")),
            target => panic!("{target:?}"),
        }
        assert!(Target::of(&at("around")).is_err());
    }
}
