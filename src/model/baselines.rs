//! Baselines of a run: the one-line solutions at the outset, with nothing announced.

use super::bargaining::{Terms, floor, no_agreement};
use super::dossier::Dossier;
use super::fulfilment::appraise;
use super::simulator::Scene;
use super::solutions::{SOLUTION_COUNT, Solution, solve};
use crate::domain::{PerSide, Side};

/// What each solution gives each side, in value points per round, in the order of
/// [`Solution::ALL`].
pub type Baselines = [PerSide<f64>; SOLUTION_COUNT];

/// Gains below this are no gains.
const LEAST_GAIN: f64 = 1e-9;

/// What a negotiation has before its first round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prospect {
    /// What one-line models would give.
    pub baselines: Baselines,
    /// What the domestic politics of each side asks for on top of no deal, in value points per
    /// round.
    pub floors: PerSide<f64>,
    /// Some deal on a package gives neither side less than its reservation value, which is what it
    /// has without a deal and its floor, and a side more: a zone of agreement.
    pub zone: bool,
}

/// What a negotiation has whose run has not begun, as for [`baselines`].
pub(crate) fn prospect(scene: &Scene<'_>, dossier: &mut Dossier) -> Prospect {
    let baselines = baselines(scene, dossier);
    // Nobody suffers from what is not announced.
    let floors = PerSide::of(|side| floor(scene, side, 0.0));
    let least = PerSide::of(|side| no_agreement(scene.negotiation, dossier, side) + floors[side]);
    let zone = dossier.packages.iter().any(|package| {
        let least = PerSide::of(|side| package.stake_share * least[side]);
        let best = solve(&package.frontier, least, 0.5, Solution::Nash);
        let gains = |side: &Side| best[*side] - least[*side] > LEAST_GAIN;
        Side::BOTH.iter().any(gains)
    });
    Prospect {
        baselines,
        floors,
        zone,
    }
}

/// The baselines of a negotiation whose run has not begun: values as the governments of the first
/// day see them, the trust and the pressure of the outset, no measure announced or carried out.
///
/// A deal is taken to be kept in full from the first round on. No deal is what the talks take it
/// to be, without the floors of domestic politics. Packages are settled independently, so their
/// utilities add up.
pub(crate) fn baselines(scene: &Scene<'_>, dossier: &mut Dossier) -> Baselines {
    appraise(scene, dossier);
    let terms = Terms::bare(scene.negotiation, dossier);
    let leverage = dossier.leverage;
    let power = leverage.destination + leverage.partner;
    let weight = if power > 0.0 {
        leverage.destination / power
    } else {
        0.5
    };
    let mut baselines = Baselines::default();
    // The frontiers are drawn anew whenever there are talks.
    let mut packages = std::mem::take(&mut dossier.packages);
    for (package, content) in packages.iter_mut().zip(&scene.negotiation.packages) {
        let share = package.stake_share;
        let worth = content
            .issues
            .iter()
            .map(|&issue| terms.worth(dossier, issue));
        package.frontier.draw(terms.base(share), worth);
        let disagreement =
            PerSide::of(|side| share * no_agreement(scene.negotiation, dossier, side));
        for (sum, solution) in baselines.iter_mut().zip(Solution::ALL) {
            let found = solve(&package.frontier, disagreement, weight, solution);
            *sum = PerSide::of(|side| sum[side] + found[side]);
        }
    }
    dossier.packages = packages;
    baselines
}
