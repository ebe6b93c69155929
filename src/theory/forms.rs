//! Closed forms: what is known of the limits of the model. Nothing here knows of the engine.
//!
//! Sums are written out and equations solved numerically where that is how they are stated, so
//! that no simplification is shared with the model.

/// The session in which two sides meet that concede τ^κ of a pie by the time τ = session / (n + 1):
/// ⌈(n + 1) · τ\*⌉ with τ\*^κ₁ + τ\*^κ₂ = 1 (Faratin, Sierra and Jennings 1998). κ > 0.
pub(super) fn meeting_session(kappa: [f64; 2], sessions: u32) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let tau: f64 = 0.5 * (low + high);
        if libm::pow(tau, kappa[0]) + libm::pow(tau, kappa[1]) < 1.0 {
            low = tau;
        } else {
            high = tau;
        }
    }
    // The meeting point itself counts, in spite of rounding.
    libm::ceil(f64::from(sessions + 1) * high - 1e-9)
}

/// The first proposer's share of a pie of 1 with n offers in turns, δ = [its own, the other's]
/// discount factor per offer, each in [0, 1]: who proposes last takes all, before that the other
/// gets what waiting is worth to it (Ståhl 1972).
pub(super) fn share_with_deadline(offers: u32, delta: [f64; 2]) -> f64 {
    // With k offers left, side (n − k) mod 2 proposes.
    (1..offers).fold(1.0, |share, left| {
        let waiting = ((offers - left) % 2) as usize;
        1.0 - delta[waiting] * share
    })
}

/// The same without end: (1 − δ₂) / (1 − δ₁δ₂), δ₁δ₂ < 1 (Rubinstein 1982).
pub(super) fn share_without_deadline(delta: [f64; 2]) -> f64 {
    (1.0 - delta[1]) / (1.0 - delta[0] * delta[1])
}

/// The same with offers in ever shorter succession and discount rates r: r₂ / (r₁ + r₂) (Binmore,
/// Rubinstein and Wolinsky 1986).
pub(super) fn share_of_patience(rate: [f64; 2]) -> f64 {
    rate[1] / (rate[0] + rate[1])
}

/// What one side gets of a pie of 1 with weight α and disagreement points d: d₁ + α(1 − d₁ − d₂),
/// where these sum to at most 1 (Harsanyi and Selten 1972).
pub(super) fn weighted_share(alpha: f64, disagreement: [f64; 2]) -> f64 {
    disagreement[0] + alpha * (1.0 - disagreement[0] - disagreement[1])
}

/// What one unit per punished round is worth now: Σ δ^k over k = 1…K; over all k where K is
/// `None`, δ < 1 (Friedman 1971 for K without end).
pub(super) fn punished_future(delta: f64, rounds: Option<u32>) -> f64 {
    match rounds {
        Some(rounds) => {
            let mut sum = 0.0;
            let mut discount = 1.0;
            for _ in 0..rounds {
                discount *= delta;
                sum += discount;
            }
            sum
        }
        None => delta / (1.0 - delta),
    }
}

/// The largest cost T − R at which fulfilling pays, where a punished round takes `gross` and saves
/// the cost: cost ≤ F · d · (gross − cost), F the worth of the punished future, d detection.
pub(super) fn largest_cost(future: f64, detection: f64, gross: f64) -> f64 {
    let weight = future * detection;
    weight * gross / (1.0 + weight)
}

/// The smallest discount factor at which a grim trigger deters: (T − R) / (T − P) (Friedman 1971).
pub(super) fn grim_patience(temptation: f64, stake: f64) -> f64 {
    temptation / (temptation + stake)
}

/// The smallest probability of detection at which it does: (1 − δ)(T − R) / [δ(R − P)], δ in
/// (0, 1).
pub(super) fn grim_detection(delta: f64, temptation: f64, stake: f64) -> f64 {
    (1.0 - delta) * temptation / (delta * stake)
}

/// The rewards that sustain an exchange between two grim triggers: from c/δ_P to δ_D · b, for a
/// cost c and a benefit b. The window is open where δ_P · δ_D ≥ c/b.
pub(super) fn reward_window(cost: f64, benefit: f64, destination: f64, partner: f64) -> [f64; 2] {
    [cost / partner, destination * benefit]
}

/// The smallest discount factor that sustains linked issues under a grim trigger on all of them:
/// Σ(T − R) / Σ(T − P) (Bernheim and Whinston 1990, pooling of incentive constraints).
pub(super) fn linked_patience(temptations: &[f64], totals: &[f64]) -> f64 {
    temptations.iter().sum::<f64>() / totals.iter().sum::<f64>()
}

/// What a threat p weighs where carrying it out costs its maker K and not doing so a: p · min(a/K,
/// 1), p where K = 0 (Fearon 1994 for audience costs; Schelling 1960).
pub(super) fn believed_threat(threat: f64, audience: f64, own_cost: f64) -> f64 {
    if own_cost > audience {
        threat * audience / own_cost
    } else {
        threat
    }
}

/// What a side under a threat of this weight concedes of a divisible issue that costs it c in full.
pub(super) fn divisible_concession(believed: f64, cost: f64) -> f64 {
    (believed / cost).min(1.0)
}

/// The largest floor that one side's domestic politics can set where the other's sets `floor`: the
/// two-level game has a win-set where the floors sum to at most the surplus (Putnam 1988).
pub(super) fn largest_floor(surplus: f64, floor: f64) -> f64 {
    surplus - floor
}

/// A probability per period from one per year: 1 − (1 − p)^years.
pub(super) fn per_period(yearly: f64, years: f64) -> f64 {
    1.0 - libm::pow(1.0 - yearly, years)
}

/// The yearly hazard of irregular changes of government: logistic(−4.257 − 0.816 PV), with PV = 5 ·
/// stability − 2.5 on the scale of the WGI (fit on Archigos and WGI).
pub(super) fn irregular_hazard(stability: f64) -> f64 {
    logistic(-4.257 - 0.816 * (5.0 * stability - 2.5))
}

/// The chance that an agreement ends in a round: 1 − Π (1 − ρ h) over all kinds of change on both
/// sides, h the hazards and ρ the chances of repudiation.
pub(super) fn ending_hazard(changes: &[[f64; 2]]) -> f64 {
    1.0 - changes
        .iter()
        .map(|[rho, h]| 1.0 - rho * h)
        .product::<f64>()
}

/// Still in force after n rounds: (1 − h)^n.
pub(super) fn survival(hazard: f64, rounds: u32) -> f64 {
    libm::pow(1.0 - hazard, f64::from(rounds))
}

/// The long-run share of rounds in force where talks reopen with chance g per round: g / (g + h), the
/// stationary distribution of a chain with two states.
pub(super) fn long_run_share(reopening: f64, hazard: f64) -> f64 {
    reopening / (reopening + hazard)
}

/// 1 / (1 + e^−x): choice between two alternatives that differ by x (McFadden 1974).
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// What there is to say of one side's fulfilment of its one issue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Party {
    /// What it costs in full.
    pub(super) cost: f64,
    /// What the other side gives in return, in full.
    pub(super) gain: f64,
    /// What capacity, coordination and resources allow.
    pub(super) feasible: f64,
    /// Worth of the punished future.
    pub(super) future: f64,
}

/// What is left of the means of an agreement after some months, of which the share `upkeep` is kept
/// up: u + (1 − u) e^(−t/τ), where they approach it with the time constant τ.
pub(super) fn means_left(upkeep: f64, months: f64, constant: f64) -> f64 {
    upkeep + (1.0 - upkeep) * libm::exp(-months / constant)
}

/// The coordination that counts where several have to agree, of each kind a number and its friction:
/// c^(1 + Σ friction · (n − 1)), so that with full friction each goes along with chance c,
/// independently.
pub(super) fn coordination_among(coordination: f64, kinds: &[(f64, f64)]) -> f64 {
    let further = kinds
        .iter()
        .map(|(number, friction)| friction * (number - 1.0));
    libm::pow(coordination, 1.0 + further.sum::<f64>())
}

/// A share that is moved a share of the way to 1.
pub(super) fn share_of_the_way(from: f64, share: f64) -> f64 {
    1.0 - (1.0 - from) * (1.0 - share)
}

/// How the sides stand to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relations {
    pub(super) precision: f64,
    pub(super) detection: f64,
    pub(super) trust: f64,
    pub(super) ownership: f64,
}

impl Relations {
    /// Where one side's fulfilment tends to while the other's is `other`: feasible · logistic(β · [F
    /// · d · stake + relational − temptation]), with the stake what the other side is believed to
    /// hold back less the cost.
    pub(super) fn goal(&self, party: &Party, other: f64) -> f64 {
        let believed = other + self.trust * (1.0 - other);
        let stake = (party.gain * believed - party.cost).max(0.0);
        let relational = self.trust * other * (1.0 + self.ownership);
        let bracket = party.future * self.detection * stake + relational - party.cost;
        party.feasible * logistic(self.precision * bracket)
    }

    /// Fulfilment of both sides after some rounds from nothing, each moving a share of the way.
    pub(super) fn iterate(&self, parties: [Party; 2], speed: f64, rounds: u32) -> [f64; 2] {
        let mut now = [0.0, 0.0];
        for _ in 0..rounds {
            let goals = [
                self.goal(&parties[0], now[1]),
                self.goal(&parties[1], now[0]),
            ];
            for (now, goal) in now.iter_mut().zip(goals) {
                *now += speed * (goal - *now);
            }
        }
        now
    }
}

/// Means over `rounds` rounds of talks that succeed in each with chance p: the chance of an
/// agreement, months until it with the horizon where there is none, months until it where there is
/// one, and the share of rounds in force.
pub(super) fn waiting(p: f64, rounds: u32, months: f64) -> [f64; 4] {
    let (mut agreed, mut waited, mut months_agreed, mut in_force) = (0.0, 0.0, 0.0, 0.0);
    let mut open = 1.0;
    for round in 0..rounds {
        let now = open * p;
        let until = months * f64::from(round + 1);
        agreed += now;
        waited += now * until;
        months_agreed += now * until;
        in_force += now * f64::from(rounds - round) / f64::from(rounds);
        open -= now;
    }
    waited += open * months * f64::from(rounds);
    [agreed, waited, months_agreed / agreed, in_force]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    /// NegMAS (Mohammad, Nakadai and Greenwald 2021) returns exactly these.
    #[test]
    fn time_tactics_meet_where_an_independent_program_has_them_meet() {
        for (kappa, session) in [
            ([4.0, 4.0], 43.0),
            ([1.0, 1.0], 26.0),
            ([0.25, 0.25], 4.0),
            ([4.0, 0.25], 31.0),
        ] {
            near(meeting_session(kappa, 50), session);
        }
    }

    #[test]
    fn offers_in_turns_tend_to_the_solution_without_deadline() {
        near(share_with_deadline(1, [0.9, 0.8]), 1.0);
        near(share_with_deadline(2, [0.9, 0.8]), 0.2);
        near(share_with_deadline(3, [0.9, 0.8]), 1.0 - 0.8 * 0.1);
        let delta = [0.9, 0.8];
        near(
            share_with_deadline(200, delta),
            share_without_deadline(delta),
        );
        let delta = [libm::exp(-2e-9), libm::exp(-1e-9)];
        let patient = share_of_patience([2.0, 1.0]);
        assert!((share_without_deadline(delta) - patient).abs() < 1e-6);
    }

    #[test]
    fn punished_futures_known_from_textbooks() {
        near(punished_future(0.5, Some(1)), 0.5);
        near(punished_future(0.9, Some(500)), punished_future(0.9, None));
        // At the smallest patience and the largest cost alike, the two forms of one condition.
        let delta = grim_patience(0.3, 0.7);
        near(largest_cost(punished_future(delta, None), 1.0, 1.0), 0.3);
        near(grim_detection(0.3, 0.3, 0.7), 1.0);
    }

    #[test]
    fn linked_issues_lie_between_single_ones() {
        near(linked_patience(&[2.0, 0.5], &[4.0, 3.0]), 2.5 / 7.0);
    }

    #[test]
    fn waiting_over_one_and_over_many_rounds() {
        assert_eq!(waiting(0.25, 1, 3.0), [0.25, 3.0, 3.0, 0.25]);
        let [agreed, waited, until, _] = waiting(0.5, 200, 1.0);
        near(agreed, 1.0);
        near(waited, 2.0);
        near(until, 2.0);
    }
}
