//! The scenarios that come with the program.

/// A scenario that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct LibraryEntry {
    /// The name by which it is run.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// Every scenario of the library, by name.
pub const LIBRARY: &[LibraryEntry] = &[
    LibraryEntry {
        name: "eu-tunisia-2023",
        text: include_str!("../../scenarios/eu-tunisia-2023.json"),
    },
    LibraryEntry {
        name: "karsia-belmora",
        text: include_str!("../../scenarios/karsia-belmora.json"),
    },
];

/// The scenario of this name.
#[must_use]
pub fn library_entry(name: &str) -> Option<&'static LibraryEntry> {
    LIBRARY.iter().find(|entry| entry.name == name)
}
