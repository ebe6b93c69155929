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
    "adaptability",
    "approaches",
    "capacity",
    "change-of-government",
    "co-drafting",
    "coordination",
    "crisis",
    "dialogue-first",
    "eu-backing",
    "eu-route",
    "evaluation",
    "external-coordination",
    "instrumentalisation",
    "joint-board",
    "legal-framework",
    "leverage",
    "macro-support",
    "many-actors",
    "many-parties",
    "monitoring",
    "overlapping-fora",
    "ownership",
    "package",
    "partners-priorities",
    "precise-terms",
    "relations-and-distance",
    "resource-fit",
    "root-causes",
    "special-envoy",
    "stability",
    "success-factors",
    "support-and-coordination",
    "tailored",
    "turnover-in-talks",
    "unity",
    "upkeep",
    "visa-facilitation",
    "visa-measures",
    "visibility",
    "which-approach-where",
];

/// The claim of this name.
#[must_use]
pub fn claim_entry(name: &str) -> Option<&'static ClaimEntry> {
    CLAIMS.iter().find(|entry| entry.name == name)
}
