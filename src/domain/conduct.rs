//! Conduct: how intensively each side uses each kind of conditionality.

use super::clause::ClauseKind;
use super::parameter::{Fallback, Field, Parameter};
use super::side::Side;

/// Intensities in [0, 1]; 0 switches a kind off.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conduct {
    /// The destination's positive conditionality (more for more).
    pub positive: f64,
    /// The destination's negative conditionality (less for less).
    pub negative: f64,
    /// The partner's reverse conditionality.
    pub reverse: f64,
    /// The partner's own cooperative offers.
    pub cooperative_offers: f64,
}

impl Conduct {
    /// How intensively a side uses a kind of conditionality, from 0 to 1. Only the destination has
    /// negative conditionality, and only the partner reverse conditionality.
    #[must_use]
    pub fn intensity(&self, kind: ClauseKind, by: Side) -> f64 {
        match (kind, by) {
            (ClauseKind::Positive, Side::Destination) => self.positive,
            (ClauseKind::Positive, Side::Partner) => self.cooperative_offers,
            (ClauseKind::Negative, _) => self.negative,
            (ClauseKind::Reverse, _) => self.reverse,
        }
    }
}

/// A named conduct of the destination.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// The name used in files and on the command line.
    pub name: &'static str,
    /// Intensity of positive conditionality.
    pub positive: f64,
    /// Intensity of negative conditionality.
    pub negative: f64,
    /// What it stands for.
    pub meaning: &'static str,
}

impl Preset {
    /// The presets of the destination's conduct.
    pub const ALL: [Preset; 4] = [
        Preset {
            name: "none",
            positive: 0.0,
            negative: 0.0,
            meaning: "exchange at signature only, no conditionality afterwards",
        },
        Preset {
            name: "cooperative",
            positive: 1.0,
            negative: 0.0,
            meaning: "positive conditionality only: promises and rewards",
        },
        Preset {
            name: "coercive",
            positive: 0.0,
            negative: 1.0,
            meaning: "negative conditionality only: threats and penalties",
        },
        Preset {
            name: "flexible_incentive",
            positive: 1.0,
            negative: 0.3,
            meaning: "mainly positive, with negative conditionality in reserve",
        },
    ];

    /// The preset of a negotiation that states no conduct of the destination.
    pub const DEFAULT: Preset = Preset::ALL[3];

    /// The preset of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.name == name)
    }

    /// The label of a destination that has active clauses of every kind that the preset uses.
    #[must_use]
    pub fn approach(&self) -> Approach {
        Approach::derive(self.positive > 0.0, self.negative > 0.0)
    }
}

/// Where the labels of approaches come from.
pub const APPROACH_SOURCE: &str = "inform, 2.1 and 2.2";

/// The approach of a destination, derived from its active clauses ([`APPROACH_SOURCE`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approach {
    /// No active clause.
    Exchange,
    /// Only promises and rewards.
    Cooperative,
    /// Only threats and penalties.
    Coercive,
    /// Both.
    Mixed,
}

impl Approach {
    /// Every label.
    pub const ALL: [Approach; 4] = [
        Approach::Exchange,
        Approach::Cooperative,
        Approach::Coercive,
        Approach::Mixed,
    ];

    /// The label from which kinds of the destination's clauses are active.
    #[must_use]
    pub fn derive(positive: bool, negative: bool) -> Approach {
        match (positive, negative) {
            (false, false) => Approach::Exchange,
            (true, false) => Approach::Cooperative,
            (false, true) => Approach::Coercive,
            (true, true) => Approach::Mixed,
        }
    }

    /// The label of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Approach> {
        Approach::ALL.into_iter().find(|label| label.name() == name)
    }

    /// The name used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Approach::Exchange => "exchange",
            Approach::Cooperative => "cooperative",
            Approach::Coercive => "coercive",
            Approach::Mixed => "mixed",
        }
    }

    /// What it stands for.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Approach::Exchange => {
                "the destination has no active clause: exchange at signature only"
            }
            Approach::Cooperative => {
                "the destination has active clauses of positive conditionality only: promises and \
                 rewards"
            }
            Approach::Coercive => {
                "the destination has active clauses of negative conditionality only: threats and \
                 penalties"
            }
            Approach::Mixed => {
                "the destination has active clauses of positive and of negative conditionality"
            }
        }
    }
}

/// The intensities of the destination's conduct.
pub const CONDUCT_DESTINATION: &[Parameter<Conduct>] = &[
    Parameter::<Conduct>::share(
        "positive",
        Fallback::Value(0.0),
        "inform, 2.2; intensity: assumption",
        "how intensively the destination uses more for more",
        Field::Number(|c| &mut c.positive),
    ),
    Parameter::<Conduct>::share(
        "negative",
        Fallback::Value(0.0),
        "inform, 2.2; intensity: assumption",
        "how intensively the destination uses less for less",
        Field::Number(|c| &mut c.negative),
    ),
];

/// The intensities of the partner's conduct.
pub const CONDUCT_PARTNER: &[Parameter<Conduct>] = &[
    Parameter::<Conduct>::share(
        "reverse",
        Fallback::Value(0.5),
        "inform, 2.2; intensity: assumption",
        "how intensively the partner uses reverse conditionality",
        Field::Number(|c| &mut c.reverse),
    ),
    Parameter::<Conduct>::share(
        "positive",
        Fallback::Value(0.0),
        "inform, 2.2; intensity: assumption",
        "how intensively the partner makes cooperative offers of its own",
        Field::Number(|c| &mut c.cooperative_offers),
    ),
];
