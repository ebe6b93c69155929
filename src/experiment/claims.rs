//! The claims that come with the program: experiment files that put a claim of the inform to the
//! model.

/// An experiment that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct ClaimEntry {
    /// The name by which it is run.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// The experiments of these names, each in its file.
macro_rules! claims {
    ($($name:literal),* $(,)?) => {
        &[$(ClaimEntry {
            name: $name,
            text: include_str!(concat!("../../scenarios/claims/", $name, ".json")),
        }),*]
    };
}

/// Every claim that comes with the program, by name.
pub const CLAIMS: &[ClaimEntry] = claims![
    "capacity",
    "change-of-government",
    "coordination",
    "eu-backing",
    "legal-framework",
    "leverage",
    "package",
    "partners-priorities",
    "stability",
    "success-factors",
    "turnover-in-talks",
    "visa-facilitation",
];

/// The claim of this name.
#[must_use]
pub fn claim_entry(name: &str) -> Option<&'static ClaimEntry> {
    CLAIMS.iter().find(|entry| entry.name == name)
}
