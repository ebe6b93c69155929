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
pub const LIBRARY: &[LibraryEntry] = scenarios![
    "australia-palm-2022",
    "austria-mobility-2023",
    "belgium-flexible-incentive",
    "eu-common-agendas",
    "eu-compacts-2016",
    "eu-egypt-2024",
    "eu-mauritania-2024",
    "eu-mobility-partnerships",
    "eu-morocco-readmission",
    "eu-talent-partnerships",
    "eu-tunisia-2023",
    "eu-turkiye-2016",
    "eu-visa-gambia-2021",
    "eu-visa-proposals",
    "finland-returns",
    "france-priority-countries",
    "france-senegal-codevelopment",
    "georgia-labour-2021",
    "georgia-visa-waivers",
    "germany-special-representative-2023",
    "japan-epa",
    "karsia-belmora",
    "lithuania-iraq-2021",
    "lithuania-root-causes-2022",
    "malta-mcp-institute-2021",
    "netherlands-egypt-intent",
    "orvelia-mosdren",
    "slovenia-morocco-2024",
    "spain-circular-migration",
    "sweden-iraq-2008",
    "sweden-somalia-2023",
    "tibrenna-kolvath",
    "uk-albania-2022",
    "us-mexico-2019",
    "us-safe-mobility-2023",
];

/// The scenario of this name.
#[must_use]
pub fn library_entry(name: &str) -> Option<&'static LibraryEntry> {
    LIBRARY.iter().find(|entry| entry.name == name)
}
