//! Baselines of a run: the one-line solutions at the outset, with nothing announced.

use super::bargaining::{Terms, no_agreement};
use super::dossier::Dossier;
use super::fulfilment::appraise;
use super::simulator::Scene;
use super::solutions::{SOLUTION_COUNT, Solution, solve};
use crate::domain::PerSide;

/// What each solution gives each side, in value points per round, in the order of
/// [`Solution::ALL`].
pub type Baselines = [PerSide<f64>; SOLUTION_COUNT];

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
