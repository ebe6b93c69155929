//! The experiments that come with the program: claims of the inform, patterns of the field, and
//! lessons.

/// An experiment that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct ExperimentEntry {
    /// The name by which it is run.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// The experiments of these names in a folder of `scenarios`, each in its file.
macro_rules! experiments {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(ExperimentEntry {
            name: $name,
            text: include_str!(concat!("../../scenarios/", $folder, "/", $name, ".json")),
        }),*]
    };
}

/// Every claim that comes with the program, by name: experiments with a verdict.
pub const CLAIMS: &[ExperimentEntry] = experiments!["claims":
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

/// Every lesson that comes with the program, by name: arms on one fictional dyad that differ in one
/// thing.
pub const LESSONS: &[ExperimentEntry] = experiments!["lessons":
    "alone-backed-or-through-the-union",
    "coercive-and-cooperative",
    "funding-stopped",
    "leverage-reversed",
    "linkage-on-and-off",
    "stable-and-unstable-partner",
    "up-front-or-on-results",
];

/// Every pattern that comes with the program, by name: what has been found in the field, each as a
/// band that the model is held against (pattern-oriented modelling; Grimm et al. 2005).
pub const PATTERNS: &[ExperimentEntry] = experiments!["patterns":
    "binding-readmission",
    "delayed-effects",
    "displaced-routes",
    "evaluations-of-few",
    "flows-not-returns",
    "issue-linkage",
    "non-binding-readmission",
    "paper-process-people",
    "return-rates",
    "sanctions-alone",
];

/// Everything that is put to the model for a verdict: claims, and then patterns.
pub fn claims_and_patterns() -> impl Iterator<Item = &'static ExperimentEntry> {
    CLAIMS.iter().chain(PATTERNS)
}

/// The experiment of this name.
#[must_use]
pub fn experiment_entry(name: &str) -> Option<&'static ExperimentEntry> {
    let mut all = claims_and_patterns().chain(LESSONS);
    all.find(|entry| entry.name == name)
}
