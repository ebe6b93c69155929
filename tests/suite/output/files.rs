//! `--out`: files, links, pipes and standard output.

use std::fs;
use std::path::Path;
use std::time::Duration;

use demarche::scenario::library_entry;
use tempfile::tempdir;

use super::{DISCLAIMER, SCENARIO, demarche, printed, refused};

const RUN: [&str; 4] = ["run", SCENARIO, "--runs", "5"];

fn run_to(path: &Path) {
    printed(&[&RUN[..], &["--out", path.to_str().unwrap()]].concat());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_holds_what_would_be_printed() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("result.txt");
    run_to(&file);
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, printed(&RUN));
    assert_eq!(text, printed(&[&RUN[..], &["--out", "-"]].concat()));
    assert_eq!(names(folder.path()), ["result.txt"]);
}

#[cfg(unix)]
#[test]
fn links_stay_and_what_they_lead_to_is_written() {
    use std::os::unix::fs::symlink;
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("results")).unwrap();
    fs::write(at("results/old.txt"), "old").unwrap();
    for (link, to) in [("old", "results/old.txt"), ("new", "results/new.txt")] {
        symlink(to, at(link)).unwrap();
        run_to(&at(link));
        assert!(at(link).symlink_metadata().unwrap().is_symlink(), "{link}");
        let text = fs::read_to_string(at(to)).unwrap();
        assert!(text.contains(DISCLAIMER), "{link}: {text}");
    }
    assert_eq!(names(&at("results")), ["new.txt", "old.txt"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let folder = tempdir().unwrap();
    let (pipe, link) = (folder.path().join("pipe"), folder.path().join("link"));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    symlink("pipe", &link).unwrap();
    for path in [&pipe, &link] {
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        run_to(path);
        assert_eq!(reader.join().unwrap(), printed(&RUN));
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }
    assert_eq!(names(folder.path()), ["link", "pipe"]);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().unwrap();
    let file = folder.path().join("result.txt");
    fs::write(&file, "old").unwrap();
    for mode in [0o640, 0o600, 0o664] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        run_to(&file);
        let kept = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(kept, mode, "{kept:o}");
    }
    assert!(fs::read_to_string(&file).unwrap().contains(DISCLAIMER));
}

/// The runs would take days.
#[test]
fn what_cannot_be_written_is_refused_before_the_runs() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("file"), "").unwrap();
    for (path, said) in [
        (at("missing/result.txt"), "there is no folder"),
        (at("missing/"), "name a file"),
        (at(""), "it is a directory; name a file"),
        #[cfg(unix)]
        (at("file/result.txt"), "not a directory"),
        #[cfg(unix)]
        (at(&"x".repeat(300)), "invalid filename"),
    ] {
        for command in ["run", "trace"] {
            let output = demarche(&[command, SCENARIO, "--runs", "1000000000", "--out", &path])
                .timeout(Duration::from_secs(60))
                .output()
                .unwrap();
            let error = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(3), "{path}: {error}");
            assert!(
                error.contains(&format!("failed to write `{path}`: ")),
                "{error}"
            );
            assert!(error.contains(said), "{path}: {error}");
            assert!(!error.contains(".demarche-"), "{error}");
        }
    }
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
fn new_replaces_nothing() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("mine.json");
    let path = file.to_str().unwrap();
    printed(&["new", "mine", "--out", path]);
    printed(&["check", path]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(DISCLAIMER), "{text}");
    fs::write(&file, "mine").unwrap();
    let error = refused(&["new", "mine", "--out", path], 3);
    assert!(error.contains("exists already"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn new_can_begin_with_a_file_of_the_library() {
    let copy = printed(&["new", "mine", "--from", SCENARIO, "--out", "-"]);
    assert!(copy == library_entry(SCENARIO).unwrap().text, "{copy}");
    let lesson = printed(&["new", "mine", "--from", "leverage-reversed", "--out", "-"]);
    assert!(lesson.contains("demarche-experiment/1"), "{lesson}");
    let message = refused(
        &["new", "mine", "--from", "eu-tunisia-2032", "--out", "-"],
        3,
    );
    assert!(
        message.contains("did you mean `eu-tunisia-2023`?"),
        "{message}"
    );
}

#[test]
fn a_folder_does_not_hide_a_scenario_of_the_library() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join(SCENARIO)).unwrap();
    for name in [SCENARIO, "library:eu-tunisia-2023"] {
        let output = demarche(&["check", name])
            .current_dir(folder.path())
            .output();
        assert!(output.unwrap().status.success(), "{name}");
    }
    // A file does.
    fs::remove_dir(folder.path().join(SCENARIO)).unwrap();
    fs::write(folder.path().join(SCENARIO), "").unwrap();
    let output = demarche(&["check", SCENARIO])
        .current_dir(folder.path())
        .output();
    assert_eq!(output.unwrap().status.code(), Some(2));
}
