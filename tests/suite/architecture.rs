//! The invariants of ARCHITECTURE.md: who may import what, and what is absent where.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the bottom to the top; each imports only those before it.
const LAYERS: [&str; 12] = [
    "document",
    "chance",
    "domain",
    "rules",
    "scenario",
    "model",
    "analysis",
    "study",
    "experiment",
    "theory",
    "report",
    "cli",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of a module with its text.
fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(&root().join("src").join(module), &mut files);
    assert!(!files.is_empty(), "{module} has no files");
    files
}

fn collect(folder: &Path, into: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            into.push((path, text));
        }
    }
}

/// Lines of code, without comments and unit tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("\n#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end].lines().enumerate().filter_map(|(index, line)| {
        let line = line.split("//").next().unwrap_or_default();
        (!line.trim().is_empty()).then_some((index + 1, line))
    })
}

fn assert_absent(module: &str, words: &[&str], except: &[&str]) {
    for (path, text) in sources(module) {
        if except.iter().any(|file| path.ends_with(file)) {
            continue;
        }
        for (line, content) in code(&text) {
            for word in words {
                assert!(
                    !content.contains(word),
                    "{}:{line}: `{word}` does not belong in {module}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn modules_import_only_those_below_them() {
    for (place, module) in LAYERS.iter().enumerate() {
        for (path, text) in sources(module) {
            for (line, content) in code(&text) {
                for above in &LAYERS[place + 1..] {
                    assert!(
                        !content.contains(&format!("crate::{above}")),
                        "{}:{line}: {module} imports {above}, which is above it",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn every_folder_is_a_layer_and_the_documents_list_them_in_order() {
    let mut folders: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut layers: Vec<&str> = LAYERS.to_vec();
    layers.sort_unstable();
    assert_eq!(folders, layers);
    for document in ["ARCHITECTURE.md", "src/lib.rs"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        let places: Vec<usize> = LAYERS
            .iter()
            .map(|module| {
                let named = [format!("- [`{module}`]"), format!("- `{module}`")];
                named
                    .iter()
                    .find_map(|name| text.find(name.as_str()))
                    .unwrap_or_else(|| panic!("{document} does not list {module}"))
            })
            .collect();
        assert!(places.is_sorted(), "{document} lists them in another order");
    }
}

#[test]
fn the_model_is_pure() {
    let words = [
        "std::fs",
        "std::io",
        "std::env",
        "std::thread",
        "std::time",
        "std::process",
        "rayon",
        "rand::",
        "rand_chacha",
        "HashMap",
        "HashSet",
        "println!",
        "f64::exp(",
        ".exp()",
        ".ln()",
        ".powf(",
        ".powi(",
        ".sqrt()",
    ];
    assert_absent("model", &words, &[]);
    assert_absent(
        "chance",
        &[
            "std::fs",
            "std::time",
            "thread_rng",
            "rand::rng",
            ".exp()",
            ".ln()",
        ],
        &[],
    );
}

#[test]
fn only_chance_makes_generators_and_only_study_has_threads() {
    for module in LAYERS {
        if module != "chance" {
            assert_absent(module, &["ChaCha8Rng", "SeedableRng"], &[]);
        }
        if module != "study" {
            assert_absent(module, &["rayon::"], &[]);
        }
    }
}

#[test]
fn closed_forms_know_nothing_of_the_engine() {
    let forms = root().join("src/theory/forms.rs");
    let text = fs::read_to_string(&forms).unwrap();
    for (line, content) in code(&text) {
        for word in ["crate::", "super::", "use "] {
            let content = content.replace("pub(super)", "");
            assert!(
                !content.contains(word),
                "{}:{line}: `{word}`",
                forms.display()
            );
        }
    }
}

#[test]
fn only_reports_and_the_command_line_know_of_verification() {
    for module in LAYERS {
        if !["theory", "report", "cli"].contains(&module) {
            assert_absent(module, &["crate::theory"], &[]);
        }
    }
}

#[test]
fn only_the_command_line_touches_files_and_terminals() {
    for module in LAYERS {
        if module != "cli" {
            let words = [
                "std::fs",
                "std::io::stdout",
                "std::env::",
                "println!",
                "eprintln!",
                "Instant::now",
            ];
            assert_absent(module, &words, &[]);
        }
    }
}

#[test]
fn no_file_outgrows_its_room() {
    for module in LAYERS {
        for (path, text) in sources(module) {
            let lines = text.lines().count();
            // Tables of parameters, quantities and the like are long, and read like a table.
            let table = [
                "settings.rs",
                "quantity.rs",
                "catalogue.rs",
                "instruments.rs",
            ];
            let table = table.iter().any(|name| path.ends_with(name));
            let most = if table { 800 } else { 660 };
            assert!(lines <= most, "{} has {lines} lines", path.display());
        }
    }
}
