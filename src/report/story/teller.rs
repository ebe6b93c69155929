//! Takes down a run, to be told.

use super::super::cast::{Cast, Wording};
use super::ending::{Ending, ending};
use super::rounds::{FiredRule, Measure, Round, Told};
use super::talks::{self, Offer};
use super::{reasons, shocks, stages};
use crate::domain::{Instrument, Side, Stage, instrument};
use crate::model::{Happening, Simulator, Witness};
use crate::rules::{Move, Quantity, Snapshot};
use crate::scenario::Scenario;

/// How much of the talks is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The refused offers of a round in short.
    Short,
    /// Every offer.
    Full,
}

/// Takes down one negotiation of one run.
#[derive(Debug)]
pub struct Story<'a> {
    cast: Cast<'a>,
    negotiation: usize,
    detail: Detail,
    rounds: Vec<Round>,
    /// What happened in the round under way.
    told: Vec<Told>,
    /// The rules that fired in this round: rule, clause, and the place in `told`.
    fired: Vec<(usize, Option<usize>, usize)>,
    /// The one of these that takes effect now.
    applying: Option<(Option<usize>, usize)>,
    /// Refused offers that are still to be told.
    refused: Vec<Offer>,
    /// The offer that was accepted last.
    accepted: Option<Offer>,
    instrument: Instrument,
    initiative: Option<Side>,
}

impl<'a> Story<'a> {
    /// An empty story of a negotiation.
    #[must_use]
    pub fn new(scenario: &'a Scenario, negotiation: usize, detail: Detail) -> Story<'a> {
        let cast = Cast::new(scenario, negotiation);
        Story {
            cast,
            negotiation,
            detail,
            rounds: Vec::new(),
            told: Vec::new(),
            fired: Vec::new(),
            applying: None,
            refused: Vec::new(),
            accepted: None,
            instrument: cast.negotiation.instrument,
            initiative: None,
        }
    }

    /// Without the words that tell which kind of conditionality a measure belongs to.
    #[must_use]
    pub fn blind(mut self) -> Story<'a> {
        self.cast.wording = Wording::Blind;
        self
    }

    /// The rounds in which something happened, and how the run that the simulator has just done
    /// ended.
    #[must_use]
    pub fn tell(self, simulator: &Simulator) -> (Vec<Round>, Ending) {
        let (mut rounds, ending) = self.tell_every_round(simulator);
        rounds.retain(|round| round.eventful);
        (rounds, ending)
    }

    /// The same, with the rounds in which nothing happened.
    pub(super) fn tell_every_round(self, simulator: &Simulator) -> (Vec<Round>, Ending) {
        let ending = ending(&self.cast, self.negotiation, simulator);
        (self.rounds, ending)
    }

    fn say(&mut self, text: String) {
        self.told.push(Told {
            package: None,
            text,
            rule: None,
        });
    }

    fn say_of(&mut self, package: usize, text: String) {
        self.told.push(Told {
            package: self.cast.package(package),
            text,
            rule: None,
        });
    }

    /// Tells the refused offers that were kept so far.
    fn tell_refused(&mut self) {
        let refused = std::mem::take(&mut self.refused);
        let Some(first) = refused.first() else {
            return;
        };
        match self.detail {
            Detail::Short => {
                if let Some(text) = talks::refused(&self.cast, &refused) {
                    self.say_of(first.package, text);
                }
            }
            Detail::Full => {
                for offer in &refused {
                    self.say_of(offer.package, talks::offer(&self.cast, offer));
                }
            }
        }
    }

    fn offer(&mut self, offer: Offer) {
        if self
            .refused
            .first()
            .is_some_and(|first| first.package != offer.package)
        {
            self.tell_refused();
        }
        if offer.accepted {
            self.tell_refused();
            self.say_of(offer.package, talks::offer(&self.cast, &offer));
            self.accepted = Some(offer);
        } else {
            self.refused.push(offer);
        }
    }

    fn fired(&mut self, index: usize, clause: Option<usize>, snapshot: &Snapshot) {
        self.fired.push((index, clause, self.told.len()));
        let rule = &self.cast.scenario.rulebook.rules()[index];
        let clause = clause.map(|clause| &self.cast.negotiation.clauses[clause]);
        let package = clause.and_then(|clause| self.cast.package_of(clause));
        self.told.push(Told {
            package,
            text: self.cast.named(&rule.says),
            rule: Some(FiredRule {
                id: rule.id.clone(),
                clause: clause
                    .map(|clause| format!("{} ({})", clause.id, self.cast.target(clause))),
                because: reasons::reasons(&self.cast, rule, clause, snapshot),
                effects: Vec::new(),
                rule: index,
                measure: None,
            }),
        });
    }

    /// The rule that applies now.
    fn applying(&mut self) -> Option<&mut FiredRule> {
        let (_, place) = self.applying?;
        self.told.get_mut(place)?.rule.as_mut()
    }

    /// Adds to the effects of the rule that applies now.
    fn effect(&mut self, effect: String) {
        if let Some(rule) = self.applying() {
            rule.effects.push(effect);
        }
    }

    fn applies(&mut self, rule: usize, clause: Option<usize>) {
        let is = |fired: &&(usize, Option<usize>, usize)| (fired.0, fired.1) == (rule, clause);
        let place = self.fired.iter().find(is).map(|fired| fired.2);
        self.applying = place.map(|place| (clause, place));
    }

    fn changed(&mut self, quantity: Quantity, from: f64, to: f64) {
        let clause = self.applying.and_then(|(clause, _)| clause);
        let clause = clause.map(|clause| &self.cast.negotiation.clauses[clause]);
        if let Some(change) = reasons::change(&self.cast, quantity, clause, (from, to)) {
            self.effect(change);
        }
        if let Some(rule) = self.applying() {
            rule.measure = Measure::after(rule.measure, quantity, from, to);
        }
    }

    fn turned(&mut self, package: usize, from: Stage, to: Stage) {
        let [from, to] = [from, to].map(|stage| stage.name().replace('_', " "));
        let of = self
            .cast
            .package(package)
            .map_or_else(String::new, |package| format!("{} ", package.label));
        self.effect(format!("{of}{from} → {to}"));
    }

    fn moved(&mut self, makes: Move) {
        let clause = self.applying.and_then(|(clause, _)| clause);
        let what = match makes {
            // Told by the packages that turned, and by who leads from now on.
            Move::Suspend
            | Move::Resume
            | Move::Terminate
            | Move::Lapse
            | Move::TakeInitiative
            | Move::YieldInitiative => return,
            Move::FallBack => self.change_instrument(self.instrument.falls_back_to),
            Move::Upgrade => self.change_instrument(self.instrument.upgrades_to),
            Move::Renew => "months in force counted anew".to_owned(),
            Move::Grant => {
                let negotiation = self.cast.negotiation;
                let lever = clause.and_then(|clause| negotiation.clauses[clause].demands);
                match lever.map(|lever| self.cast.lever(lever)) {
                    Some(lever) => format!("{lever} granted"),
                    None => "demand granted".to_owned(),
                }
            }
        };
        self.effect(what);
    }

    fn change_instrument(&mut self, to: Option<&str>) -> String {
        let from = self.instrument.name;
        self.instrument = to.and_then(instrument).copied().unwrap_or(self.instrument);
        format!("{from} → {}", self.instrument.name)
    }

    fn round_ended(&mut self, round: Round, initiative: Side) {
        self.initiative = Some(initiative);
        self.fired.clear();
        self.applying = None;
        self.rounds.push(round);
    }
}

impl Witness for Story<'_> {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        if negotiation != self.negotiation {
            return;
        }
        if !matches!(happening, Happening::Offer { .. }) {
            self.tell_refused();
        }
        let cast = self.cast;
        match *happening {
            Happening::GovernmentChanged { .. }
            | Happening::Crisis { .. }
            | Happening::Scheduled { .. } => {
                if let Some(text) = shocks::words(&cast, happening) {
                    self.say(text);
                }
            }
            // Told by what comes of it.
            Happening::Considered { .. } => {}
            Happening::Fired {
                rule,
                clause,
                snapshot,
            } => self.fired(rule, clause, snapshot),
            Happening::Applies { rule, clause } => self.applies(rule, clause),
            Happening::Changed { quantity, from, to } => self.changed(quantity, from, to),
            Happening::Turned { package, from, to } => self.turned(package, from, to),
            Happening::Moved { makes } => self.moved(makes),
            Happening::Offer { .. } => {
                if let Some(offer) = Offer::of(happening) {
                    self.offer(offer);
                }
            }
            Happening::Settled {
                package,
                levels,
                utilities,
            } => {
                if let Some(accepted) = self.accepted.take() {
                    self.say_of(package, talks::settled(&cast, &accepted, levels, utilities));
                }
            }
            Happening::Approval { .. }
            | Happening::Vote { .. }
            | Happening::Rejected { .. }
            | Happening::SetBack { .. }
            | Happening::ApprovalRestarted { .. }
            | Happening::EnteredIntoForce { .. }
            | Happening::Repudiated { .. }
            | Happening::Lapsed { .. }
            | Happening::Reopened { .. } => {
                if let Some((package, text)) = stages::words(&cast, happening) {
                    self.say_of(package, text);
                }
            }
            Happening::RoundEnded {
                stage,
                trust,
                pressure,
                compliance,
                delivery,
                initiative,
            } => {
                let happenings = std::mem::take(&mut self.told);
                let ended = Round {
                    index: round,
                    eventful: !happenings.is_empty() || self.initiative != Some(initiative),
                    month: cast.scenario.month_of(round).to_string(),
                    stage: stage.name(),
                    trust,
                    pressure,
                    compliance,
                    delivery,
                    initiative: cast.side(initiative).to_owned(),
                    happenings,
                };
                self.round_ended(ended, initiative);
            }
        }
    }
}
