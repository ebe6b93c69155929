//! The scenarios that come with the program.

/// A scenario that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct LibraryEntry {
    /// The name by which it is run.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// The scenarios of these names, each in its file.
macro_rules! scenarios {
    ($($name:literal),* $(,)?) => {
        &[$(LibraryEntry {
            name: $name,
            text: include_str!(concat!("../../scenarios/", $name, ".json")),
        }),*]
    };
}

/// Every scenario of the library, by name.
pub const LIBRARY: &[LibraryEntry] = scenarios!["eu-tunisia-2023", "karsia-belmora",];

/// The scenario of this name.
#[must_use]
pub fn library_entry(name: &str) -> Option<&'static LibraryEntry> {
    LIBRARY.iter().find(|entry| entry.name == name)
}
