//! The stages of a package, from talks to its end.

/// Where a package stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The sides bargain.
    Talks,
    /// A deal waits for approval and for each side's vote.
    Ratification,
    /// The agreement is in force.
    InForce,
    /// In force, but not applied for the time being.
    Suspended,
    /// Talks or agreement lapsed without a decision.
    Dormant,
    /// Repudiated or terminated.
    Ended,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 6] = [
        Stage::Talks,
        Stage::Ratification,
        Stage::InForce,
        Stage::Suspended,
        Stage::Dormant,
        Stage::Ended,
    ];

    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Talks => "talks",
            Stage::Ratification => "ratification",
            Stage::InForce => "in_force",
            Stage::Suspended => "suspended",
            Stage::Dormant => "dormant",
            Stage::Ended => "ended",
        }
    }

    /// The stage of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }
}
