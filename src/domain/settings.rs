//! Settings: the coefficients of every mechanism, each of which can be isolated or switched off.

use super::parameter::{Fallback, Field, Parameter};

/// How the sides bargain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tactics {
    /// Time-dependent tactics with reciprocity (Faratin, Sierra, Jennings 1998).
    #[default]
    Time,
    /// Backward recursion of alternating offers (Rubinstein 1982, finite horizon).
    Equilibrium,
}

impl Tactics {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tactics::Time => "time",
            Tactics::Equilibrium => "equilibrium",
        }
    }
}

/// The settings of a scenario. Meanings, units and ranges: [`SETTINGS_PARAMETERS`].
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each field is documented by its entry in the parameter table"
)]
pub struct Settings {
    pub tactics: Tactics,
    pub deadline: f64,
    pub sessions_per_round: f64,
    pub session_probability: Option<f64>,
    pub session_base: f64,
    pub actor_friction: f64,
    pub forum_friction: f64,
    pub party_friction: f64,
    pub co_drafting_ownership: f64,
    pub co_drafting_delay: f64,
    pub vagueness_blur: f64,
    pub vagueness_haste: f64,
    pub kappa_base: f64,
    pub kappa_slope: f64,
    pub kappa_destination: Option<f64>,
    pub kappa_partner: Option<f64>,
    pub reciprocity: f64,
    pub min_level: f64,
    pub reopening: f64,
    pub set_back: f64,
    pub noise: f64,
    pub perception_error: f64,
    pub observation_error: f64,
    pub beta_accept: Option<f64>,
    pub beta_fulfil: Option<f64>,
    pub beta_vote: Option<f64>,
    pub approval_base: f64,
    pub initial_fulfilment: f64,
    pub grace: f64,
    pub fulfilment_speed: f64,
    pub upkeep_decay: f64,
    pub trust_speed: f64,
    pub trust_memory: f64,
    pub grievance_speed: f64,
    pub procedures_speed: f64,
    pub punished_rounds: Option<f64>,
    pub bite: f64,
    pub harm: f64,
    pub self_cost: f64,
    pub dependence_cap: f64,
    pub erosion: f64,
    pub record_recovery: f64,
    pub floor: f64,
    pub tactical_discount: f64,
    pub synergy: f64,
    pub disposition_weight: f64,
    pub disposition_regular: f64,
    pub disposition_irregular: f64,
    pub repudiation_regular: f64,
    pub repudiation_irregular: f64,
    pub binding_protection: f64,
    pub legal_protection: f64,
    pub shocks: f64,
    pub crisis_start: f64,
    pub crisis_end: f64,
    pub crisis_capacity_loss: f64,
    pub crisis_cost: f64,
    pub crisis_protocol_dampening: f64,
    pub pressure_reversion: f64,
    pub pressure_variation: f64,
    pub upgrade_willingness: f64,
    pub movement_lag: f64,
    pub flow_effect: f64,
    pub displacement: f64,
    pub signature_surge: f64,
    pub signature_surge_months: f64,
    pub retaliation_surge: f64,
    pub paper_compliance: f64,
    pub penalty_share: f64,
    pub late_rounds: f64,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Settings {
            tactics: Tactics::default(),
            deadline: 0.0,
            sessions_per_round: 0.0,
            session_probability: None,
            session_base: 0.0,
            actor_friction: 0.0,
            forum_friction: 0.0,
            party_friction: 0.0,
            co_drafting_ownership: 0.0,
            co_drafting_delay: 0.0,
            vagueness_blur: 0.0,
            vagueness_haste: 0.0,
            kappa_base: 0.0,
            kappa_slope: 0.0,
            kappa_destination: None,
            kappa_partner: None,
            reciprocity: 0.0,
            min_level: 0.0,
            reopening: 0.0,
            set_back: 0.0,
            noise: 0.0,
            perception_error: 0.0,
            observation_error: 0.0,
            beta_accept: None,
            beta_fulfil: None,
            beta_vote: None,
            approval_base: 0.0,
            initial_fulfilment: 0.0,
            grace: 0.0,
            fulfilment_speed: 0.0,
            upkeep_decay: 0.0,
            trust_speed: 0.0,
            trust_memory: 0.0,
            grievance_speed: 0.0,
            procedures_speed: 0.0,
            punished_rounds: None,
            bite: 0.0,
            harm: 0.0,
            self_cost: 0.0,
            dependence_cap: 0.0,
            erosion: 0.0,
            record_recovery: 0.0,
            floor: 0.0,
            tactical_discount: 0.0,
            synergy: 0.0,
            disposition_weight: 0.0,
            disposition_regular: 0.0,
            disposition_irregular: 0.0,
            repudiation_regular: 0.0,
            repudiation_irregular: 0.0,
            binding_protection: 0.0,
            legal_protection: 0.0,
            shocks: 0.0,
            crisis_start: 0.0,
            crisis_end: 0.0,
            crisis_capacity_loss: 0.0,
            crisis_cost: 0.0,
            crisis_protocol_dampening: 0.0,
            pressure_reversion: 0.0,
            pressure_variation: 0.0,
            upgrade_willingness: 0.0,
            movement_lag: 0.0,
            flow_effect: 0.0,
            displacement: 0.0,
            signature_surge: 0.0,
            signature_surge_months: 0.0,
            retaliation_surge: 0.0,
            paper_compliance: 0.0,
            penalty_share: 0.0,
            late_rounds: 0.0,
        };
        for parameter in SETTINGS_PARAMETERS {
            parameter.reset(&mut settings);
        }
        settings
    }
}

/// The numeric settings.
pub const SETTINGS_PARAMETERS: &[Parameter<Settings>] = &[
    Parameter::<Settings>::share(
        "deadline",
        Fallback::Value(16.0),
        "assumption; durations of EU readmission talks 2000-10",
        "sessions after which talks lapse",
        Field::Number(|s| &mut s.deadline),
    )
    .range(1.0, 10000.0, "sessions")
    .whole(),
    Parameter::<Settings>::share(
        "sessions_per_round",
        Fallback::Value(2.0),
        "assumption",
        "sessions that can take place in one round",
        Field::Number(|s| &mut s.sessions_per_round),
    )
    .range(1.0, 10000.0, "sessions")
    .whole(),
    Parameter::<Settings>::share(
        "session_probability",
        Fallback::Derived("rises with capacity and coordination of both sides, falls in a crisis"),
        "assumption",
        "probability that a session takes place",
        Field::Optional(|s| &mut s.session_probability),
    )
    .range(0.0, 1.0, "probability"),
    Parameter::<Settings>::share(
        "session_base",
        Fallback::Value(0.3),
        "assumption",
        "probability of a session at no capacity and coordination; the rest grows with the weaker side's mean of both",
        Field::Number(|s| &mut s.session_base),
    )
    .range(0.0, 1.0, "probability"),
    Parameter::<Settings>::share(
        "actor_friction",
        Fallback::Value(0.25),
        "assumption; inform, 6.3 (mechanism)",
        "how far each further actor of a state counts as one more that has to be won on its own: 0 not at all, 1 fully",
        Field::Number(|s| &mut s.actor_friction),
    ),
    Parameter::<Settings>::share(
        "forum_friction",
        Fallback::Value(0.25),
        "assumption; inform, 3.2 (mechanism)",
        "how far each further forum counts as one more actor that has to be won on its own",
        Field::Number(|s| &mut s.forum_friction),
    ),
    Parameter::<Settings>::share(
        "party_friction",
        Fallback::Value(0.1),
        "assumption; inform, 6.3 (mechanism)",
        "how far each further party to the arrangement counts as one more actor that has to be won on its own",
        Field::Number(|s| &mut s.party_friction),
    ),
    Parameter::<Settings>::share(
        "co_drafting_ownership",
        Fallback::Value(0.5),
        "assumption; inform, 6.2 (mechanism)",
        "share of the way to full ownership that drafting together in full goes",
        Field::Number(|s| &mut s.co_drafting_ownership),
    ),
    Parameter::<Settings>::share(
        "co_drafting_delay",
        Fallback::Value(0.25),
        "assumption",
        "share of the sessions that drafting together in full takes away",
        Field::Number(|s| &mut s.co_drafting_delay),
    ),
    Parameter::<Settings>::share(
        "vagueness_blur",
        Fallback::Value(0.5),
        "assumption; inform, 6.2 (mechanism)",
        "share of monitoring that wholly vague terms take away",
        Field::Number(|s| &mut s.vagueness_blur),
    ),
    Parameter::<Settings>::share(
        "vagueness_haste",
        Fallback::Value(0.25),
        "assumption",
        "share of the sessions that would fail to take place which wholly vague terms save",
        Field::Number(|s| &mut s.vagueness_haste),
    ),
    Parameter::<Settings>::share(
        "kappa.base",
        Fallback::Value(1.0),
        "Faratin, Sierra, Jennings 1998; size: assumption",
        "exponent of the time tactics at equal leverage: above 1 tough until late, below 1 yielding early",
        Field::Number(|s| &mut s.kappa_base),
    )
    .range(0.0, 1000000.0, "exponent"),
    Parameter::<Settings>::share(
        "kappa.slope",
        Fallback::Value(1.0),
        "assumption",
        "how a leverage advantage changes the exponent: positive makes the stronger side tougher",
        Field::Number(|s| &mut s.kappa_slope),
    )
    .range(-20.0, 20.0, "per unit of leverage"),
    Parameter::<Settings>::share(
        "kappa.destination",
        Fallback::Derived("base * exp(slope * (own - other leverage))"),
        "Faratin, Sierra, Jennings 1998",
        "the destination's exponent, in place of the formula",
        Field::Optional(|s| &mut s.kappa_destination),
    )
    .range(0.0, 1000000.0, "exponent"),
    Parameter::<Settings>::share(
        "kappa.partner",
        Fallback::Derived("base * exp(slope * (own - other leverage))"),
        "Faratin, Sierra, Jennings 1998",
        "the partner's exponent, in place of the formula",
        Field::Optional(|s| &mut s.kappa_partner),
    )
    .range(0.0, 1000000.0, "exponent"),
    Parameter::<Settings>::share(
        "reciprocity",
        Fallback::Value(0.3),
        "Faratin, Sierra, Jennings 1998 (behaviour-dependent tactics); size: assumption",
        "how far, times trust, a demand follows the other side's last concession",
        Field::Number(|s| &mut s.reciprocity),
    ),
    Parameter::<Settings>::share(
        "min_level",
        Fallback::Value(0.25),
        "assumption",
        "a deal needs at least one issue at this level: less is no agreement worth the name",
        Field::Number(|s| &mut s.min_level),
    )
    .range(0.0, 1.0, "level"),
    Parameter::<Settings>::share(
        "reopening",
        Fallback::Value(0.3),
        "assumption",
        "probability that dormant or ended talks reopen",
        Field::Number(|s| &mut s.reopening),
    )
    .range(0.0, 1.0, "yearly probability"),
    Parameter::<Settings>::share(
        "set_back",
        Fallback::Value(4.0),
        "assumption; inform, 6.3",
        "sessions by which a change of government sets the talks back",
        Field::Number(|s| &mut s.set_back),
    )
    .range(0.0, 10000.0, "sessions")
    .whole(),
    Parameter::<Settings>::share(
        "noise",
        Fallback::Value(1.0),
        "setting",
        "scales errors of perception and observation, and the variation of pressure",
        Field::Number(|s| &mut s.noise),
    )
    .range(0.0, 10.0, "factor"),
    Parameter::<Settings>::share(
        "perception_error",
        Fallback::Value(0.3),
        "assumption",
        "error in what a side believes of the other's values, at no trust",
        Field::Number(|s| &mut s.perception_error),
    )
    .range(0.0, 5.0, "relative standard deviation"),
    Parameter::<Settings>::share(
        "observation_error",
        Fallback::Value(0.2),
        "assumption; inform, 6.3",
        "error of observed fulfilment, at no monitoring",
        Field::Number(|s| &mut s.observation_error),
    )
    .range(0.0, 5.0, "standard deviation"),
    Parameter::<Settings>::share(
        "beta_accept",
        Fallback::Value(20.0),
        "McFadden 1974 (logit choice); size: assumption",
        "precision of acceptance; null is the best response",
        Field::Optional(|s| &mut s.beta_accept),
    )
    .range(0.0, 1000000000.0, "per value point"),
    Parameter::<Settings>::share(
        "beta_fulfil",
        Fallback::Value(3.0),
        "McFadden 1974 (logit choice); size: assumption",
        "precision of fulfilment; null is the best response",
        Field::Optional(|s| &mut s.beta_fulfil),
    )
    .range(0.0, 1000000000.0, "per value point"),
    Parameter::<Settings>::share(
        "beta_vote",
        Fallback::Value(8.0),
        "McFadden 1974 (logit choice); Putnam 1988; size: assumption",
        "precision of ratification votes; null is the best response",
        Field::Optional(|s| &mut s.beta_vote),
    )
    .range(0.0, 1000000000.0, "per value point"),
    Parameter::<Settings>::share(
        "approval_base",
        Fallback::Value(0.3),
        "assumption",
        "probability of passing an approval stage at no coordination; the rest grows with the weaker side's coordination",
        Field::Number(|s| &mut s.approval_base),
    )
    .range(0.0, 1.0, "probability"),
    Parameter::<Settings>::share(
        "initial_fulfilment",
        Fallback::Value(0.0),
        "assumption",
        "fulfilment in the first round in force, before it adjusts",
        Field::Number(|s| &mut s.initial_fulfilment),
    ),
    Parameter::<Settings>::share(
        "grace",
        Fallback::Value(12.0),
        "assumption; lags of 6 to 18 months in observed cases, and yearly assessments (inform, 5.1)",
        "time in force before fulfilment below a clause's threshold counts against a side",
        Field::Number(|s| &mut s.grace),
    )
    .range(0.0, 600.0, "months"),
    Parameter::<Settings>::share(
        "fulfilment_speed",
        Fallback::Value(0.3),
        "assumption; lags of 6 to 18 months in observed cases",
        "how fast fulfilment adjusts; 1 is at once",
        Field::Number(|s| &mut s.fulfilment_speed),
    )
    .range(0.0, 1.0, "share of the gap per quarter"),
    Parameter::<Settings>::share(
        "upkeep_decay",
        Fallback::Value(24.0),
        "assumption",
        "time constant with which the means of an agreement in force approach what is kept up of them",
        Field::Number(|s| &mut s.upkeep_decay),
    )
    .range(0.1, 600.0, "months"),
    Parameter::<Settings>::share(
        "trust_speed",
        Fallback::Value(0.12),
        "assumption",
        "how fast trust follows fulfilment; 0 is fixed",
        Field::Number(|s| &mut s.trust_speed),
    )
    .range(0.0, 1.0, "share of the gap per quarter"),
    Parameter::<Settings>::share(
        "trust_memory",
        Fallback::Value(0.25),
        "assumption",
        "without an agreement in force, trust returns to where it began at this share of its speed",
        Field::Number(|s| &mut s.trust_memory),
    ),
    Parameter::<Settings>::share(
        "grievance_speed",
        Fallback::Value(0.2),
        "assumption",
        "how fast grievance follows what is suffered; 0 is fixed",
        Field::Number(|s| &mut s.grievance_speed),
    )
    .range(0.0, 1.0, "share of the gap per quarter"),
    Parameter::<Settings>::share(
        "procedures_speed",
        Fallback::Value(0.1),
        "assumption; DGAP 2023 (paper, process, people)",
        "how fast procedures build up while in force, and decay otherwise",
        Field::Number(|s| &mut s.procedures_speed),
    )
    .range(0.0, 1.0, "share of the gap per quarter"),
    Parameter::<Settings>::share(
        "punished_rounds",
        Fallback::Value(10.0),
        "Commission and Council notices on visa measures: about 30 months from sanction to relief",
        "for how many rounds defection is punished; null is for ever",
        Field::Optional(|s| &mut s.punished_rounds),
    )
    .range(1.0, 100000.0, "rounds")
    .whole(),
    Parameter::<Settings>::share(
        "bite",
        Fallback::Value(1.0),
        "assumption",
        "what a fully dependent partner loses per unit of a penalty (h)",
        Field::Number(|s| &mut s.bite),
    )
    .range(0.0, 10.0, "value points"),
    Parameter::<Settings>::share(
        "harm",
        Fallback::Value(1.0),
        "assumption",
        "what a fully dependent destination loses per unit of retaliation (h)",
        Field::Number(|s| &mut s.harm),
    )
    .range(0.0, 10.0, "value points"),
    Parameter::<Settings>::share(
        "self_cost",
        Fallback::Value(2.0),
        "assumption; scaled so that credibility spans 0.2 to 0.9 as dependence and audience cost vary",
        "what a measure costs its user per unit of its own dependence (k)",
        Field::Number(|s| &mut s.self_cost),
    )
    .range(0.0, 10.0, "value points"),
    Parameter::<Settings>::share(
        "dependence_cap",
        Fallback::Value(1.0),
        "setting",
        "upper limit of dependence",
        Field::Number(|s| &mut s.dependence_cap),
    )
    .range(0.0, 10.0, "share"),
    Parameter::<Settings>::share(
        "erosion",
        Fallback::Value(0.2),
        "assumption",
        "share of the record (of trust, for a promise) lost when an announced measure lapses",
        Field::Number(|s| &mut s.erosion),
    ),
    Parameter::<Settings>::share(
        "record_recovery",
        Fallback::Value(0.5),
        "assumption",
        "share of the way back to 1 that the record moves when a measure is carried out",
        Field::Number(|s| &mut s.record_recovery),
    ),
    Parameter::<Settings>::share(
        "floor",
        Fallback::Value(0.1),
        "Putnam 1988; size: assumption",
        "how far visibility and suffered coercion raise what domestic politics demands (f)",
        Field::Number(|s| &mut s.floor),
    )
    .range(0.0, 10.0, "value points"),
    Parameter::<Settings>::share(
        "tactical_discount",
        Fallback::Value(0.3),
        "inform, 2.2 (loosely related issues); size: assumption",
        "how far, at no trust, gains in a tactical linkage are discounted",
        Field::Number(|s| &mut s.tactical_discount),
    ),
    Parameter::<Settings>::share(
        "synergy",
        Fallback::Value(0.25),
        "inform, 2.2 (functionally related issues); size: assumption",
        "how much more issues of a substantive linkage are worth together",
        Field::Number(|s| &mut s.synergy),
    )
    .range(0.0, 10.0, "share"),
    Parameter::<Settings>::share(
        "disposition_weight",
        Fallback::Value(0.3),
        "assumption; The Gambia 2017 and Niger 2023 (both signs)",
        "how far a government's disposition changes the cost of its own concessions (w)",
        Field::Number(|s| &mut s.disposition_weight),
    ),
    Parameter::<Settings>::share(
        "disposition_regular",
        Fallback::Value(0.4),
        "assumption",
        "width of the disposition drawn at a regular change",
        Field::Number(|s| &mut s.disposition_regular),
    )
    .range(0.0, 1.0, "half-width"),
    Parameter::<Settings>::share(
        "disposition_irregular",
        Fallback::Value(1.0),
        "assumption",
        "width of the disposition drawn at an irregular change",
        Field::Number(|s| &mut s.disposition_irregular),
    )
    .range(0.0, 1.0, "half-width"),
    Parameter::<Settings>::share(
        "repudiation_regular",
        Fallback::Value(0.15),
        "inform, 6.2; size: assumption",
        "probability that a regular change repudiates a non-binding agreement with no legal framework",
        Field::Number(|s| &mut s.repudiation_regular),
    )
    .range(0.0, 1.0, "probability"),
    Parameter::<Settings>::share(
        "repudiation_irregular",
        Fallback::Value(0.6),
        "inform, 6.2; size: assumption",
        "the same for an irregular change",
        Field::Number(|s| &mut s.repudiation_irregular),
    )
    .range(0.0, 1.0, "probability"),
    Parameter::<Settings>::share(
        "binding_protection",
        Fallback::Value(0.5),
        "inform, 6.2; size: assumption",
        "share of the probability of repudiation that a fully binding instrument takes away",
        Field::Number(|s| &mut s.binding_protection),
    ),
    Parameter::<Settings>::share(
        "legal_protection",
        Fallback::Value(0.5),
        "inform, 6.2; size: assumption",
        "share of the probability of repudiation that the strongest legal framework takes away",
        Field::Number(|s| &mut s.legal_protection),
    ),
    Parameter::<Settings>::share(
        "shocks",
        Fallback::Value(1.0),
        "setting",
        "scales the hazards of changes of government and crises",
        Field::Number(|s| &mut s.shocks),
    )
    .range(0.0, 100.0, "factor"),
    Parameter::<Settings>::share(
        "crisis_start",
        Fallback::Value(0.08),
        "assumption; inform, 6.3",
        "probability that a crisis begins",
        Field::Number(|s| &mut s.crisis_start),
    )
    .range(0.0, 1.0, "yearly probability"),
    Parameter::<Settings>::share(
        "crisis_end",
        Fallback::Value(0.6),
        "assumption",
        "probability that a crisis ends",
        Field::Number(|s| &mut s.crisis_end),
    )
    .range(0.0, 1.0, "yearly probability"),
    Parameter::<Settings>::share(
        "crisis_capacity_loss",
        Fallback::Value(0.3),
        "assumption; inform, 6.3",
        "share of capacity lost in a crisis",
        Field::Number(|s| &mut s.crisis_capacity_loss),
    ),
    Parameter::<Settings>::share(
        "crisis_cost",
        Fallback::Value(0.25),
        "assumption; inform, 6.3 (altered priorities)",
        "how much a crisis raises the cost of own concessions",
        Field::Number(|s| &mut s.crisis_cost),
    )
    .range(0.0, 10.0, "share"),
    Parameter::<Settings>::share(
        "crisis_protocol_dampening",
        Fallback::Value(0.5),
        "Regulation (EU) 2024/1359 (mechanism); size: assumption",
        "share of the harm of retaliation and instrumentalisation that a crisis protocol takes away",
        Field::Number(|s| &mut s.crisis_protocol_dampening),
    ),
    Parameter::<Settings>::share(
        "pressure_reversion",
        Fallback::Value(0.3),
        "assumption",
        "how fast pressure returns to its mean",
        Field::Number(|s| &mut s.pressure_reversion),
    )
    .range(0.0, 1.0, "share of the gap per quarter"),
    Parameter::<Settings>::share(
        "pressure_variation",
        Fallback::Value(0.08),
        "assumption",
        "how much pressure varies",
        Field::Number(|s| &mut s.pressure_variation),
    )
    .range(0.0, 1.0, "standard deviation per quarter"),
    Parameter::<Settings>::share(
        "upgrade_willingness",
        Fallback::Value(0.6),
        "inform, 3.1; size: assumption",
        "willingness that both sides need for a heavier instrument",
        Field::Number(|s| &mut s.upgrade_willingness),
    ),
    Parameter::<Settings>::share(
        "movement_lag",
        Fallback::Value(9.0),
        "EU-Tunisia 2023-24 and EU-Mauritania 2024-25: 6 to 18 months",
        "time constant with which movements follow fulfilment",
        Field::Number(|s| &mut s.movement_lag),
    )
    .range(0.1, 600.0, "months"),
    Parameter::<Settings>::share(
        "flow_effect",
        Fallback::Value(0.5),
        "assumption (e_I)",
        "share of irregular arrivals that full fulfilment suppresses on the route",
        Field::Number(|s| &mut s.flow_effect),
    ),
    Parameter::<Settings>::share(
        "displacement",
        Fallback::Value(0.5),
        "assumption; EU-Mauritania, Spain-West Africa (routes move)",
        "share of the suppressed flow that reappears on other routes",
        Field::Number(|s| &mut s.displacement),
    ),
    Parameter::<Settings>::share(
        "signature_surge",
        Fallback::Value(0.2),
        "assumption; EU-Tunisia 2023 (initial rise)",
        "rise of arrivals at first after entry into force (j)",
        Field::Number(|s| &mut s.signature_surge),
    )
    .range(0.0, 5.0, "share"),
    Parameter::<Settings>::share(
        "signature_surge_months",
        Fallback::Value(6.0),
        "assumption; EU-Tunisia 2023 (initial rise)",
        "how long that rise lasts",
        Field::Number(|s| &mut s.signature_surge_months),
    )
    .range(0.0, 600.0, "months"),
    Parameter::<Settings>::share(
        "retaliation_surge",
        Fallback::Value(0.5),
        "assumption; Ceuta 2021 (mechanism)",
        "rise of arrivals at full retaliation (e_O)",
        Field::Number(|s| &mut s.retaliation_surge),
    )
    .range(0.0, 10.0, "share"),
    Parameter::<Settings>::share(
        "paper_compliance",
        Fallback::Value(0.3),
        "setting",
        "mean compliance below which an agreement is one on paper",
        Field::Number(|s| &mut s.paper_compliance),
    ),
    Parameter::<Settings>::share(
        "penalty_share",
        Fallback::Value(0.5),
        "setting",
        "share of the stake made of penalties and threats from which compliance counts as coerced",
        Field::Number(|s| &mut s.penalty_share),
    ),
    Parameter::<Settings>::share(
        "late_rounds",
        Fallback::Value(8.0),
        "setting",
        "rounds in force over which the last two thresholds are taken",
        Field::Number(|s| &mut s.late_rounds),
    )
    .range(1.0, 1000.0, "rounds")
    .whole(),
];
