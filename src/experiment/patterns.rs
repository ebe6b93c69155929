//! The patterns that come with the program: experiment files that hold the model against what has
//! been found in the field, each as a band (pattern-oriented modelling; Grimm et al. 2005).

use super::claims::{ClaimEntry, experiments};

/// Every pattern that comes with the program, by name.
pub const PATTERNS: &[ClaimEntry] = experiments![
    "patterns":
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
