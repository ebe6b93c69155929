//! The bargaining situation before anything is announced.

use serde::Serialize;

use super::super::named::Named;
use crate::domain::PerSide;
use crate::model::{Keys, Prospect, Simulator, Solution};
use crate::scenario::Scenario;

/// So many draws of the uncertain inputs are looked at.
const DRAWS: u64 = 200;

/// The seed of these draws.
const SEED: u64 = 2024;

/// What one-line models of bargaining would give at the outset: nothing is announced, and a deal
/// is kept in full from the first round on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outset {
    /// Some deal gives neither side less than its reservation value, which is what it has without a
    /// deal and what its domestic politics asks for on top, and a side more, with every uncertain
    /// input at its mean.
    pub zone_of_agreement: bool,
    /// The share of the draws of the uncertain inputs in which that is so; 0 or 1 without any.
    pub share_of_draws: f64,
    /// How many draws were looked at; 1 where no input is uncertain.
    pub draws: u64,
    /// What the domestic politics of each side asks for on top of no deal, in value points per
    /// round, with every uncertain input at its mean.
    pub floors: Points,
    /// Value points per round by solution, domestic politics left aside, with every uncertain input
    /// at its mean.
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
    let middle = Simulator::new(&central).outset(&Keys::of_run(SEED, 0));
    let draws = if scenario.uncertain.is_empty() {
        1
    } else {
        DRAWS
    };
    let mut simulator = Simulator::new(scenario);
    let mut zones = vec![0_u64; middle.len()];
    for draw in 0..draws {
        let found = simulator.outset(&Keys::of_run(SEED, draw));
        for (zones, found) in zones.iter_mut().zip(found) {
            *zones += u64::from(found.zone);
        }
    }
    let outsets = middle.iter().zip(zones);
    outsets
        .map(|(found, zones)| Outset {
            zone_of_agreement: found.zone,
            share_of_draws: zones as f64 / draws as f64,
            draws,
            floors: Points::of(found.floors),
            solutions: Named(solutions(found)),
        })
        .collect()
}

/// What each solution gives.
fn solutions(found: &Prospect) -> Vec<(String, Points)> {
    let given = Solution::ALL.iter().zip(found.baselines);
    given
        .map(|(solution, given)| (solution.name().to_owned(), Points::of(given)))
        .collect()
}

impl Points {
    fn of(points: PerSide<f64>) -> Points {
        Points {
            destination: points.destination,
            partner: points.partner,
        }
    }
}

impl Outset {
    /// Some deal would be better for a side than none, and worse for neither, if domestic politics
    /// asked for nothing: Nash's solution is not no deal.
    pub(super) fn gains_without_floors(&self) -> bool {
        self.solutions.get(Solution::Nash.name()) != self.solutions.get(Solution::StatusQuo.name())
    }
}
