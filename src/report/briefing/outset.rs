//! The bargaining situation before anything is announced.

use serde::Serialize;

use super::super::named::Named;
use crate::domain::PerSide;
use crate::model::{Baselines, Keys, Simulator, Solution};
use crate::scenario::Scenario;

/// So many draws of the uncertain inputs are looked at.
const DRAWS: u64 = 200;

/// The seed of these draws.
const SEED: u64 = 2024;

/// Gains below this are no gains.
const LEAST_GAIN: f64 = 1e-9;

/// What one-line models of bargaining would give at the outset: nothing is announced, and a deal
/// is kept in full from the first round on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outset {
    /// Some deal is better for a side than none, and worse for neither, with every uncertain input
    /// at its mean.
    pub zone_of_agreement: bool,
    /// The share of the draws of the uncertain inputs in which that is so; 0 or 1 without any.
    pub share_of_draws: f64,
    /// How many draws were looked at; 1 where no input is uncertain.
    pub draws: u64,
    /// Value points per round by solution, with every uncertain input at its mean.
    pub solutions: Named<Points>,
}

/// Value points per round, of each side in its own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Points {
    /// To the destination.
    pub destination: f64,
    /// To the partner.
    pub partner: f64,
}

/// The outset of every negotiation, in the order of the scenario.
pub(super) fn outsets(scenario: &Scenario) -> Vec<Outset> {
    let mut central = scenario.clone();
    central.uncertain.clear();
    let middle = outset(&mut Simulator::new(&central), 0);
    let draws = if scenario.uncertain.is_empty() {
        1
    } else {
        DRAWS
    };
    let mut simulator = Simulator::new(scenario);
    let mut zones = vec![0_u64; middle.len()];
    for draw in 0..draws {
        for (zones, found) in zones.iter_mut().zip(outset(&mut simulator, draw)) {
            *zones += u64::from(zone(&found));
        }
    }
    let outsets = middle.iter().zip(zones);
    outsets
        .map(|(found, zones)| Outset {
            zone_of_agreement: zone(found),
            share_of_draws: zones as f64 / draws as f64,
            draws,
            solutions: Named(Solution::ALL.map(|solution| named(found, solution)).into()),
        })
        .collect()
}

fn outset(simulator: &mut Simulator, draw: u64) -> Vec<Baselines> {
    simulator
        .outset(&Keys::of_run(SEED, draw))
        .copied()
        .collect()
}

/// What a solution gives each side.
fn given(found: &Baselines, solution: Solution) -> PerSide<f64> {
    let place = Solution::ALL.iter().position(|other| *other == solution);
    place.map_or_else(PerSide::default, |place| found[place])
}

fn named(found: &Baselines, solution: Solution) -> (String, Points) {
    let given = given(found, solution);
    let points = Points {
        destination: given.destination,
        partner: given.partner,
    };
    (solution.name().to_owned(), points)
}

/// Nash's solution is no deal where none leaves both sides at least as well off.
fn zone(found: &Baselines) -> bool {
    let (deal, none) = (
        given(found, Solution::Nash),
        given(found, Solution::StatusQuo),
    );
    deal.destination - none.destination > LEAST_GAIN || deal.partner - none.partner > LEAST_GAIN
}
