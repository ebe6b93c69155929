//! One rule, parsed and checked.

use super::language::{Condition, Effect};
use super::quantity::Quantity;
use crate::domain::{ClauseKind, Side, Stage};

/// The kind of a rule: of conditionality, or of the context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// More for more.
    Positive,
    /// Less for less.
    Negative,
    /// Reverse conditionality.
    Reverse,
    /// Anything that is not conditionality: renewal, fall-back, crisis, evaluation.
    Context,
}

impl RuleKind {
    /// Every kind.
    pub const ALL: [RuleKind; 4] = [
        RuleKind::Positive,
        RuleKind::Negative,
        RuleKind::Reverse,
        RuleKind::Context,
    ];

    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RuleKind::Positive => "positive",
            RuleKind::Negative => "negative",
            RuleKind::Reverse => "reverse",
            RuleKind::Context => "context",
        }
    }

    /// The clauses that a rule of this kind is evaluated for; `None` for the context.
    #[must_use]
    pub fn clause_kind(self) -> Option<ClauseKind> {
        match self {
            RuleKind::Positive => Some(ClauseKind::Positive),
            RuleKind::Negative => Some(ClauseKind::Negative),
            RuleKind::Reverse => Some(ClauseKind::Reverse),
            RuleKind::Context => None,
        }
    }
}

/// A move that a rule can make besides its numeric effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// The agreement is not applied for the time being.
    Suspend,
    /// A suspended agreement is applied again.
    Resume,
    /// The agreement is denounced.
    Terminate,
    /// Talks or agreement lapse without a decision.
    Lapse,
    /// The partner takes over the bargaining initiative.
    TakeInitiative,
    /// The initiative goes back to the destination.
    YieldInitiative,
    /// Talks go on about a lighter instrument.
    FallBack,
    /// The agreement grows into a heavier instrument.
    Upgrade,
    /// The agreement is renewed.
    Renew,
    /// The destination grants what the partner demands.
    Grant,
}

impl Move {
    /// Every move.
    pub const ALL: [Move; 10] = [
        Move::Suspend,
        Move::Resume,
        Move::Terminate,
        Move::Lapse,
        Move::TakeInitiative,
        Move::YieldInitiative,
        Move::FallBack,
        Move::Upgrade,
        Move::Renew,
        Move::Grant,
    ];

    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Move::Suspend => "suspend",
            Move::Resume => "resume",
            Move::Terminate => "terminate",
            Move::Lapse => "lapse",
            Move::TakeInitiative => "take_initiative",
            Move::YieldInitiative => "yield_initiative",
            Move::FallBack => "fall_back",
            Move::Upgrade => "upgrade",
            Move::Renew => "renew",
            Move::Grant => "grant",
        }
    }

    /// The stages in which the move can be made.
    #[must_use]
    pub fn stages(self) -> &'static [Stage] {
        match self {
            Move::Suspend | Move::Upgrade | Move::Renew => &[Stage::InForce],
            Move::Resume => &[Stage::Suspended],
            Move::Terminate => &[Stage::InForce, Stage::Suspended],
            Move::Lapse => &[Stage::Talks, Stage::InForce, Stage::Suspended],
            Move::FallBack => &[Stage::Talks],
            Move::TakeInitiative | Move::YieldInitiative => &Stage::ALL,
            Move::Grant => &[Stage::Talks, Stage::Ratification, Stage::InForce],
        }
    }
}

/// Where the size of a rule's effect comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Magnitude {
    /// A source gives it.
    Evidence,
    /// It is an assumption.
    Assumption,
}

/// A numeric effect of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleEffect {
    /// What it changes.
    pub quantity: Quantity,
    /// How.
    pub effect: Effect,
}

/// The largest number of numeric effects of one rule.
pub const MAX_EFFECTS: usize = 8;

/// A rule, parsed and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its id, such as `less-for-less/reduce`.
    pub id: String,
    /// Its kind.
    pub kind: RuleKind,
    /// The side that acts.
    pub actor: Side,
    /// The stages in which it is looked at.
    pub stages: Vec<Stage>,
    /// When it matches.
    pub when: Condition,
    /// What it changes.
    pub effects: Vec<RuleEffect>,
    /// What move it makes.
    pub makes: Option<Move>,
    /// The probability that it fires when it matches.
    pub probability: f64,
    /// Rounds that must pass before it fires again for the same clause.
    pub cooldown: u32,
    /// How often it can fire in a run for the same clause.
    pub limit: Option<u32>,
    /// One sentence for the story of a run.
    pub says: String,
    /// Where the mechanism comes from.
    pub source: String,
    /// Where the size of its effects comes from.
    pub magnitude: Magnitude,
    /// Switched on.
    pub enabled: bool,
}
