//! Talks: reservation values, time tactics, offers and acceptance on the frontier of a package.

use super::conditionality::active;
use super::dossier::Dossier;
use super::frontier::Frontier;
use super::pace::{choice, power};
use super::package::PackageState;
use super::simulator::Scene;
use super::witness::{Happening, Witness};
use crate::domain::{ClauseKind, ClauseTarget, Negotiation, PerSide, Side, Tactics};

/// What the terms of a deal add to the issues themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// The destination's burden of no agreement, which a deal relieves by what it contains.
    burden: f64,
    /// Believed promises of each side: value to the other side and cost to itself, at full
    /// delivery of what it asked for.
    promised: PerSide<f64>,
    promise_cost: PerSide<f64>,
}

impl Terms {
    pub(crate) fn new(negotiation: &Negotiation, dossier: &Dossier) -> Terms {
        let mut promised = PerSide::default();
        let mut promise_cost = PerSide::default();
        for (clause, measures) in negotiation.clauses.iter().zip(&dossier.measures) {
            if active(negotiation, clause) <= 0.0 {
                continue;
            }
            match (clause.kind, clause.target) {
                (ClauseKind::Positive, ClauseTarget::Lever(lever)) => {
                    let lever = &negotiation.levers[lever];
                    promised[clause.by] += dossier.trust * measures.announced * lever.value;
                    promise_cost[clause.by] += dossier.trust * measures.announced * lever.cost;
                }
                (ClauseKind::Reverse, _) => {
                    if let Some(lever) = clause.demands.map(|l| &negotiation.levers[l]) {
                        let granted = dossier.trust * measures.granted;
                        promised[lever.by] += granted * lever.value;
                        promise_cost[lever.by] += granted * lever.cost;
                    }
                }
                (ClauseKind::Positive | ClauseKind::Negative, _) => {}
            }
        }
        Terms {
            burden: burden(negotiation, dossier),
            promised,
            promise_cost,
        }
    }

    /// The terms with nothing promised.
    pub(crate) fn bare(negotiation: &Negotiation, dossier: &Dossier) -> Terms {
        Terms {
            burden: burden(negotiation, dossier),
            promised: PerSide::default(),
            promise_cost: PerSide::default(),
        }
    }

    /// What each side has from an empty deal on a package with this share of the stake: the
    /// destination bears the whole burden.
    pub(crate) fn base(&self, share: f64) -> PerSide<f64> {
        PerSide {
            destination: -share * self.burden,
            partner: 0.0,
        }
    }

    /// What an issue at full level is worth to each side within a deal.
    pub(crate) fn worth(&self, dossier: &Dossier, issue: usize) -> PerSide<f64> {
        let concession = &dossier.concessions[issue];
        let own = concession.worth;
        let ask = concession.share_of_asks(Side::Destination);
        let partner_ask = concession.share_of_asks(Side::Partner);
        PerSide {
            destination: own.destination
                + (self.burden - self.promise_cost.destination) * ask
                + self.promised.partner * partner_ask,
            partner: own.partner + self.promised.destination * ask
                - self.promise_cost.partner * partner_ask,
        }
    }
}

/// What pressure costs the destination per round while there is no agreement.
fn burden(negotiation: &Negotiation, dossier: &Dossier) -> f64 {
    dossier.pressure * negotiation.cost_of_no_agreement
}

/// What a side gets without an agreement when no measure is announced or carried out: as stated,
/// or the destination's burden and nothing for the partner.
pub(crate) fn no_agreement(negotiation: &Negotiation, dossier: &Dossier, side: Side) -> f64 {
    negotiation.disagreement[side].unwrap_or_else(|| match side {
        Side::Destination => -burden(negotiation, dossier),
        Side::Partner => 0.0,
    })
}

/// What each side gets without a deal on a package, with the floor of its domestic politics.
pub(crate) fn reservations(scene: &Scene<'_>, dossier: &Dossier, share: f64) -> PerSide<f64> {
    let negotiation = scene.negotiation;
    PerSide::of(|side| {
        let disagreement = negotiation.disagreement[side].unwrap_or_else(|| {
            let burden = match side {
                Side::Destination => burden(negotiation, dossier),
                Side::Partner => 0.0,
            };
            -(burden + dossier.standing.loss[side] * dossier.feared[side])
        });
        share * (disagreement + floor(scene, side, dossier.suffered[side]))
    })
}

/// What a side's domestic politics demands on top of no agreement, given the pressure that the side
/// suffers, from 0 to 1.
pub(crate) fn floor(scene: &Scene<'_>, side: Side, suffered: f64) -> f64 {
    let negotiation = scene.negotiation;
    negotiation.floors[side].unwrap_or_else(|| {
        let state = &scene.scenario.states[negotiation.parties[side]];
        let sensitivity = state.sovereignty_sensitivity;
        scene.scenario.settings.floor * (negotiation.visibility + sensitivity * suffered)
    })
}

/// The sessions of one round of talks; true when the sides settled (the deal is in `levels`).
pub(crate) fn hold_talks<W: Witness>(
    scene: &Scene<'_>,
    dossier: &mut Dossier,
    index: usize,
    witness: &mut W,
) -> bool {
    let settings = &scene.scenario.settings;
    let terms = Terms::new(scene.negotiation, dossier);
    let issues = &scene.negotiation.packages[index].issues;
    // The talks read everything in the dossier but the packages, and write to one of these.
    let mut packages = std::mem::take(&mut dossier.packages);
    let package = &mut packages[index];
    let base = terms.base(package.stake_share);
    let worth = issues.iter().map(|&issue| terms.worth(dossier, issue));
    package.frontier.draw(base, worth);
    let reservations = reservations(scene, dossier, package.stake_share);
    let probability = session_probability(scene, dossier);
    let deadline = whole(settings.deadline);
    let mut settled = false;
    for attempt in 0..whole(settings.sessions_per_round) {
        if package.session >= deadline || settled {
            break;
        }
        let position =
            scene.round as u64 * u64::from(whole(settings.sessions_per_round)) + u64::from(attempt);
        if probability < 1.0
            && !package
                .sessions
                .below(&scene.keys.chance, position, probability)
        {
            continue;
        }
        package.session += 1;
        let mut session = Session {
            scene,
            dossier: &mut *dossier,
            terms: &terms,
            index,
            reservations,
        };
        settled = match settings.tactics {
            Tactics::Time => session.offers(package, witness),
            Tactics::Equilibrium => session.equilibrium(package, witness),
        };
        package.sessions_held += 1;
    }
    dossier.packages = packages;
    settled
}

/// The probability that a session takes place.
fn session_probability(scene: &Scene<'_>, dossier: &Dossier) -> f64 {
    scene
        .scenario
        .settings
        .session_probability
        .unwrap_or_else(|| {
            let able = PerSide::of(|side| {
                0.5 * (scene.government(side).capacity + dossier.coordination[side])
            });
            let base = scene.scenario.settings.session_base;
            let undisturbed = base + (1.0 - base) * able.destination.min(able.partner);
            let held = dossier.deliberation * undisturbed;
            held + dossier.haste * (1.0 - held)
        })
}

/// One session of the talks on one package.
struct Session<'a, 'b> {
    scene: &'a Scene<'b>,
    dossier: &'a mut Dossier,
    terms: &'a Terms,
    index: usize,
    reservations: PerSide<f64>,
}

impl Session<'_, '_> {
    /// At most two offers: one by the side with the initiative and, if it is not accepted, one by
    /// the other side; true when there is a deal.
    fn offers<W: Witness>(&mut self, package: &mut PackageState, witness: &mut W) -> bool {
        let demands = self.demands(package);
        let first = self.dossier.initiative;
        self.offer(package, first, demands, witness)
            || self.offer(package, first.other(), demands, witness)
    }

    /// What each side demands in this session (Faratin, Sierra, Jennings 1998):
    /// r + (max − r) · (1 − τ^κ − reciprocity · trust · the other's last concession), at least r.
    fn demands(&self, package: &PackageState) -> PerSide<f64> {
        let settings = &self.scene.scenario.settings;
        let leverage = &self.dossier.leverage;
        let kappa = PerSide::of(|side| {
            let stated = match side {
                Side::Destination => settings.kappa_destination,
                Side::Partner => settings.kappa_partner,
            };
            stated.unwrap_or_else(|| {
                let advantage = leverage[side] - leverage[side.other()];
                settings.kappa_base * libm::exp(settings.kappa_slope * advantage)
            })
        });
        let tau = |session: u32| f64::from(session) / (settings.deadline + 1.0);
        let conceded = PerSide::of(|side| power(tau(package.session), kappa[side]));
        let reciprocity = settings.reciprocity * self.dossier.trust;
        PerSide::of(|side| {
            let other = side.other();
            let last = if reciprocity > 0.0 && package.session > 1 {
                conceded[other] - power(tau(package.session - 1), kappa[other])
            } else {
                0.0
            };
            let reservation = self.reservations[side];
            let best = package.frontier.best(side).max(reservation);
            let share = (1.0 - conceded[side] - reciprocity * last).max(0.0);
            reservation + (best - reservation) * share
        })
    }

    /// One side offers; true when the other accepts, with the deal in the package's levels.
    fn offer<W: Witness>(
        &mut self,
        package: &mut PackageState,
        by: Side,
        demands: PerSide<f64>,
        witness: &mut W,
    ) -> bool {
        let settings = &self.scene.scenario.settings;
        let other = by.other();
        self.write_offer(package, by, demands[by]);
        let utilities = PerSide::of(|side| package.frontier.utility(&package.offer, side));
        let content = has_content(&package.offer, settings.min_level);
        let rational = utilities[other] >= self.reservations[other] - 1e-9
            && utilities[by] >= self.reservations[by] - 1e-9;
        let accepted = content && rational && {
            let willing = choice(settings.beta_accept, utilities[other] - demands[other]);
            let second = u64::from(by != self.dossier.initiative);
            let position = 2 * package.sessions_held + second;
            willing >= 1.0
                || willing > 0.0
                    && package
                        .acceptance
                        .below(&self.scene.keys.chance, position, willing)
        };
        self.scene.tell(
            witness,
            &Happening::Offer {
                package: self.index,
                session: package.session,
                by,
                levels: &package.offer,
                utilities,
                demands,
                reservations: self.reservations,
                accepted,
            },
        );
        if !accepted {
            return false;
        }
        // What an offer holds beyond the demand of the accepting side goes back to the proposer:
        // that is what holding the initiative pays. An offer below the demand stands as it is.
        package.levels.copy_from_slice(&package.offer);
        if utilities[other] > demands[other] {
            let position = package.frontier.position(other, demands[other]);
            package.frontier.levels(position, &mut package.offer);
            if has_content(&package.offer, settings.min_level) {
                package.levels.copy_from_slice(&package.offer);
            }
        }
        let settled = PerSide::of(|side| package.frontier.utility(&package.levels, side));
        self.tell_settled(package, settled, witness);
        true
    }

    /// Writes the levels of an offer: the point that gives the proposer its demand on the
    /// frontier as it perceives it.
    fn write_offer(&mut self, package: &mut PackageState, by: Side, demand: f64) {
        let settings = &self.scene.scenario.settings;
        let error = settings.noise * settings.perception_error * (1.0 - self.dossier.trust);
        let frontier: &Frontier = if error > 0.0 {
            let issues = &self.scene.negotiation.packages[self.index].issues;
            let (terms, dossier) = (self.terms, &mut *self.dossier);
            let (key, round) = (&self.scene.keys.chance, self.scene.round as u64);
            let other = by.other();
            let base = terms.base(package.stake_share);
            package.perceived.draw(
                base,
                issues.iter().map(|&issue| {
                    let mut worth = terms.worth(dossier, issue);
                    let z = dossier.perception[issue][by].normal(key, round);
                    worth[other] *= (1.0 + error * z).max(0.05);
                    worth
                }),
            );
            &package.perceived
        } else {
            &package.frontier
        };
        frontier.levels(frontier.position(by, demand), &mut package.offer);
    }

    /// Alternating offers by backward recursion over the sessions that are left: the responder
    /// gets what waiting would be worth to it (Rubinstein 1982; Ståhl 1972).
    fn equilibrium<W: Witness>(&mut self, package: &mut PackageState, witness: &mut W) -> bool {
        let settings = &self.scene.scenario.settings;
        let deadline = whole(settings.deadline);
        let sessions = settings.sessions_per_round;
        let patience =
            PerSide::of(|side| power(self.scene.government(side).patience, 1.0 / sessions));
        let first = self.dossier.initiative;
        let proposer = |session: u32| {
            if session % 2 == 1 {
                first
            } else {
                first.other()
            }
        };
        // Surplus over the reservation value if the talks go on; nothing after the last session.
        let mut later = PerSide {
            destination: 0.0,
            partner: 0.0,
        };
        let mut position = 0.0;
        for session in (package.session..=deadline).rev() {
            let by = proposer(session);
            let other = by.other();
            let due = self.reservations[other] + patience[other] * later[other];
            position = package.frontier.position(other, due);
            let at = package.frontier.utilities(position);
            let surplus = PerSide::of(|side| at[side] - self.reservations[side]);
            if surplus.destination < -1e-9 || surplus.partner < -1e-9 {
                later = PerSide::of(|side| patience[side] * later[side]);
            } else {
                later = surplus;
            }
        }
        package.frontier.levels(position, &mut package.offer);
        let utilities = PerSide::of(|side| package.frontier.utility(&package.offer, side));
        let accepted = has_content(&package.offer, settings.min_level)
            && Side::BOTH
                .iter()
                .all(|&side| utilities[side] >= self.reservations[side] - 1e-9);
        self.scene.tell(
            witness,
            &Happening::Offer {
                package: self.index,
                session: package.session,
                by: proposer(package.session),
                levels: &package.offer,
                utilities,
                demands: utilities,
                reservations: self.reservations,
                accepted,
            },
        );
        if accepted {
            package.levels.copy_from_slice(&package.offer);
            self.tell_settled(package, utilities, witness);
        }
        accepted
    }

    fn tell_settled<W: Witness>(
        &self,
        package: &PackageState,
        utilities: PerSide<f64>,
        witness: &mut W,
    ) {
        self.scene.tell(
            witness,
            &Happening::Settled {
                package: self.index,
                levels: &package.levels,
                utilities,
            },
        );
    }
}

/// What a settled deal is worth to each side now, less what it gets without.
pub(crate) fn surplus_of_deal(scene: &Scene<'_>, dossier: &Dossier, index: usize) -> PerSide<f64> {
    let terms = Terms::new(scene.negotiation, dossier);
    let share = dossier.packages[index].stake_share;
    let reservations = reservations(scene, dossier, share);
    let base = terms.base(share);
    let issues = &scene.negotiation.packages[index].issues;
    let levels = &dossier.packages[index].levels;
    PerSide::of(|side| {
        let utility: f64 = issues
            .iter()
            .zip(levels)
            .map(|(&issue, level)| terms.worth(dossier, issue)[side] * level)
            .sum();
        base[side] + utility - reservations[side]
    })
}

fn has_content(levels: &[f64], min_level: f64) -> bool {
    levels
        .iter()
        .any(|&level| level > 0.0 && level >= min_level)
}

/// A setting that is a whole number by its declaration.
fn whole(setting: f64) -> u32 {
    setting as u32
}
