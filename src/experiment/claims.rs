//! The claims that come with the program: experiment files that put a claim of the inform to the
//! model.

use super::patterns::PATTERNS;

/// An experiment that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct ClaimEntry {
    /// The name by which it is run.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// The experiments of these names, each in its file of a folder of `scenarios`.
macro_rules! experiments {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(ClaimEntry {
            name: $name,
            text: include_str!(concat!("../../scenarios/", $folder, "/", $name, ".json")),
        }),*]
    };
}

pub(super) use experiments;

/// Every claim that comes with the program, by name.
pub const CLAIMS: &[ClaimEntry] = experiments![
    "claims":
    "adaptability",
    "approaches",
    "capacity",
    "change-of-government",
    "co-drafting",
    "coordination",
    "crisis",
    "eu-backing",
    "evaluation",
    "external-coordination",
    "instrumentalisation",
    "joint-board",
    "legal-framework",
    "leverage",
    "macro-support",
    "many-actors",
    "monitoring",
    "ownership",
    "package",
    "partners-priorities",
    "precise-terms",
    "relations-and-distance",
    "resource-fit",
    "special-envoy",
    "stability",
    "success-factors",
    "turnover-in-talks",
    "unity",
    "upkeep",
    "visa-facilitation",
    "visa-measures",
    "visibility",
];

/// Every claim and then every pattern that comes with the program.
pub fn claims_and_patterns() -> impl Iterator<Item = &'static ClaimEntry> {
    CLAIMS.iter().chain(PATTERNS)
}

/// The claim or pattern of this name.
#[must_use]
pub fn claim_entry(name: &str) -> Option<&'static ClaimEntry> {
    claims_and_patterns().find(|entry| entry.name == name)
}
