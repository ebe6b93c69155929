//! How many claims hold, and how many of the effects that they rest on were built in.

use serde::Serialize;

use super::ClaimResult;
use crate::experiment::Verdict;

/// Verdicts counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many hold.
    pub holds: u64,
    /// How many do not.
    pub does_not_hold: u64,
    /// How many are undecided at so many runs.
    pub undecided: u64,
}

/// Verdicts on claims and patterns, and on the effects that they are made of by what these rest on: an effect
/// that an equation states cannot fail for a reason of interest, and must not be counted with one
/// that emerges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimsSummary {
    /// Verdicts on claims.
    pub claims: Tally,
    /// Verdicts on patterns.
    pub patterns: Tally,
    /// Verdicts on effects whose direction no single equation states.
    pub emergent: Tally,
    /// Verdicts on effects whose direction an equation of the model states.
    pub built_in: Tally,
    /// Verdicts on effects of which the file does not say.
    pub unstated: Tally,
}

impl Tally {
    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.holds + self.does_not_hold + self.undecided
    }

    fn count(&mut self, verdict: &str) {
        if verdict == Verdict::Holds.name() {
            self.holds += 1;
        } else if verdict == Verdict::DoesNotHold.name() {
            self.does_not_hold += 1;
        } else {
            self.undecided += 1;
        }
    }

    /// `5 hold, 1 does not hold, 2 undecided`.
    pub(super) fn words(&self) -> String {
        let verb = |number: u64, one: &str, more: &str| {
            format!("{number} {}", if number == 1 { one } else { more })
        };
        format!(
            "{}, {}, {} undecided",
            verb(self.holds, "holds", "hold"),
            verb(self.does_not_hold, "does not hold", "do not hold"),
            self.undecided
        )
    }
}

impl ClaimsSummary {
    pub(super) fn new(claims: &[ClaimResult]) -> ClaimsSummary {
        let mut summary = ClaimsSummary::default();
        for claim in claims {
            let tally = match claim.pattern {
                Some(_) => &mut summary.patterns,
                None => &mut summary.claims,
            };
            tally.count(claim.verdict);
            for effect in &claim.expectations {
                let tally = match effect.basis {
                    Some("emergent") => &mut summary.emergent,
                    Some(_) => &mut summary.built_in,
                    None => &mut summary.unstated,
                };
                tally.count(effect.verdict);
            }
        }
        summary
    }
}
