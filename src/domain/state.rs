//! States and organisations: who bargains.

use super::parameter::{Fallback, Field, Parameter};

/// What kind of actor a state is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateKind {
    /// A state.
    #[default]
    State,
    /// An organisation such as the European Union: no irregular change of government.
    Organisation,
}

impl StateKind {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            StateKind::State => "state",
            StateKind::Organisation => "organisation",
        }
    }
}

/// The part that a state plays in migration; one state may play several (inform, 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Migrants arrive there.
    Destination,
    /// Migrants come from there.
    Origin,
    /// Migrants pass through.
    Transit,
}

impl Role {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Destination => "destination",
            Role::Origin => "origin",
            Role::Transit => "transit",
        }
    }
}

/// The kind of political regime, as far as the model needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Regime {
    /// No irregular change of government in the data the hazard was fitted on.
    ConsolidatedDemocracy,
    /// Any other regime.
    #[default]
    Other,
}

impl Regime {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Regime::ConsolidatedDemocracy => "consolidated_democracy",
            Regime::Other => "other",
        }
    }
}

/// Bargaining power: one figure, or four channels (inform, fn 75).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leverage {
    /// The figure as a whole; takes precedence over the channels.
    pub overall: Option<f64>,
    /// Economic incentives.
    pub economic: f64,
    /// Political pressure.
    pub political: f64,
    /// Strategic partnership.
    pub strategic: f64,
    /// Hold on migration itself.
    pub migration: f64,
}

impl Leverage {
    /// The figure that counts: as stated, or 1 − Π(1 − ℓ) over the channels.
    #[must_use]
    pub fn figure(&self) -> f64 {
        let without = (1.0 - self.economic)
            * (1.0 - self.political)
            * (1.0 - self.strategic)
            * (1.0 - self.migration);
        self.overall.unwrap_or(1.0 - without)
    }
}

/// The channels of leverage.
pub const LEVERAGE_PARAMETERS: &[Parameter<Leverage>] = &[
    Parameter::<Leverage>::share(
        "economic",
        Fallback::Value(0.0),
        "inform, fn 75",
        "leverage by economic incentives",
        Field::Number(|l| &mut l.economic),
    ),
    Parameter::<Leverage>::share(
        "political",
        Fallback::Value(0.0),
        "inform, fn 75",
        "leverage by political pressure",
        Field::Number(|l| &mut l.political),
    ),
    Parameter::<Leverage>::share(
        "strategic",
        Fallback::Value(0.0),
        "inform, fn 75",
        "leverage by strategic partnership",
        Field::Number(|l| &mut l.strategic),
    ),
    Parameter::<Leverage>::share(
        "migration",
        Fallback::Value(0.0),
        "inform, fn 75",
        "leverage by the hold on migration itself",
        Field::Number(|l| &mut l.migration),
    ),
];

/// A state or organisation that takes part in negotiations.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Its id in the file.
    pub id: String,
    /// Its name in output.
    pub name: String,
    /// State or organisation.
    pub kind: StateKind,
    /// The parts it plays in migration.
    pub roles: Vec<Role>,
    /// The union it belongs to: a negotiation inside one union is refused.
    pub member_of: Option<String>,
    /// The regime.
    pub regime: Regime,
    /// General bargaining power; the dyadic figures of a negotiation take precedence.
    pub leverage: Leverage,
    /// Ability to negotiate, administer and implement.
    pub capacity: f64,
    /// Political stability.
    pub stability: f64,
    /// Whole-of-government coordination; `None` is capacity.
    pub coordination: Option<f64>,
    /// Ministries and agencies whose agreement each step needs.
    pub actors: f64,
    /// Disposition of government and public towards the state's own concessions at the start.
    pub disposition: f64,
    /// Robustness of the legal framework; `None` is capacity.
    pub legal_framework: Option<f64>,
    /// How strongly public and elite react to pressure from outside.
    pub sovereignty_sensitivity: f64,
    /// Yearly probability of a regular change of government.
    pub turnover: f64,
    /// Yearly probability of an irregular change; `None` is the formula.
    pub irregular_turnover: Option<f64>,
    /// Discount factor per year.
    pub patience: f64,
    /// Cost of not carrying out what was announced, in value points.
    pub audience_cost: f64,
    /// EUR million a year over all its negotiations.
    pub budget: Option<f64>,
}

impl State {
    /// A state with every default in place.
    #[must_use]
    pub fn new(id: &str) -> State {
        let mut state = State {
            id: id.to_owned(),
            name: id.to_owned(),
            kind: StateKind::default(),
            roles: Vec::new(),
            member_of: None,
            regime: Regime::default(),
            leverage: Leverage::default(),
            capacity: 0.0,
            stability: 0.0,
            coordination: None,
            actors: 0.0,
            disposition: 0.0,
            legal_framework: None,
            sovereignty_sensitivity: 0.0,
            turnover: 0.0,
            irregular_turnover: None,
            patience: 0.0,
            audience_cost: 0.0,
            budget: None,
        };
        for parameter in STATE_PARAMETERS {
            parameter.reset(&mut state);
        }
        state
    }

    /// Whole-of-government coordination.
    #[must_use]
    pub fn coordination(&self) -> f64 {
        self.coordination.unwrap_or(self.capacity)
    }

    /// Robustness of the legal framework.
    #[must_use]
    pub fn legal_framework(&self) -> f64 {
        self.legal_framework.unwrap_or(self.capacity)
    }

    /// Yearly probability of an irregular change of government.
    ///
    /// logistic(−4.257 − 0.816 PV) with PV = 5 · stability − 2.5, fitted on Archigos leader exits
    /// and the World Bank's political stability estimate; 0 for organisations and consolidated
    /// democracies.
    #[must_use]
    pub fn irregular_turnover(&self) -> f64 {
        if let Some(stated) = self.irregular_turnover {
            return stated;
        }
        if self.kind == StateKind::Organisation || self.regime == Regime::ConsolidatedDemocracy {
            return 0.0;
        }
        let political_stability = 5.0 * self.stability - 2.5;
        1.0 / (1.0 + libm::exp(4.257 + 0.816 * political_stability))
    }
}

/// The numeric parameters of a state (its leverage is declared apart).
pub const STATE_PARAMETERS: &[Parameter<State>] = &[
    Parameter::<State>::share(
        "capacity",
        Fallback::Required,
        "World Bank WGI, government effectiveness: (GE + 2.5) / 5, clamped",
        "ability to negotiate, administer and implement",
        Field::Number(|s| &mut s.capacity),
    ),
    Parameter::<State>::share(
        "stability",
        Fallback::Required,
        "World Bank WGI, political stability: (PV + 2.5) / 5, clamped",
        "political stability; drives irregular changes of government only",
        Field::Number(|s| &mut s.stability),
    ),
    Parameter::<State>::share(
        "coordination",
        Fallback::Derived("capacity"),
        "inform, 4.1 (whole-of-government); figure: assumption",
        "whole-of-government coordination: lowers friction in approval and implementation",
        Field::Optional(|s| &mut s.coordination),
    ),
    Parameter::<State>::share(
        "actors",
        Fallback::Value(1.0),
        "inform, 6.3 (several ministries and agencies); 1: none but the one that coordinates",
        "ministries and agencies whose agreement each step needs: more of them lower the coordination that counts",
        Field::Number(|s| &mut s.actors),
    )
    .range(1.0, 1000.0, "actors")
    .whole(),
    Parameter::<State>::share(
        "disposition",
        Fallback::Value(0.0),
        "inform, 6.2 (support in the partner country); 0: neither for nor against",
        "disposition of government and public towards the state's own concessions at the start, until a change of government draws another",
        Field::Number(|s| &mut s.disposition),
    )
    .range(-1.0, 1.0, "index"),
    Parameter::<State>::share(
        "legal_framework",
        Fallback::Derived("capacity"),
        "inform, 6.5 (success factor); figure: assumption",
        "robustness of the legal framework: makes repudiation less likely",
        Field::Optional(|s| &mut s.legal_framework),
    ),
    Parameter::<State>::share(
        "sovereignty_sensitivity",
        Fallback::Value(0.5),
        "assumption; inform, 3.2",
        "how strongly public and elite react to pressure from outside",
        Field::Number(|s| &mut s.sovereignty_sensitivity),
    ),
    Parameter::<State>::share(
        "turnover",
        Fallback::Value(0.14),
        "Archigos 1990-2015: 0.16 for all leader changes, minus 0.02 for irregular ones",
        "yearly probability of a regular change of government",
        Field::Number(|s| &mut s.turnover),
    ),
    Parameter::<State>::share(
        "irregular_turnover",
        Fallback::Derived(
            "logistic(-4.257 - 0.816 PV); 0 for organisations and consolidated democracies",
        ),
        "logit on Archigos and WGI, 2,623 country-years",
        "yearly probability of an irregular change of government",
        Field::Optional(|s| &mut s.irregular_turnover),
    ),
    Parameter::<State>::share(
        "patience",
        Fallback::Value(0.9),
        "assumption",
        "discount factor per year",
        Field::Number(|s| &mut s.patience),
    ),
    Parameter::<State>::share(
        "audience_cost",
        Fallback::Value(0.5),
        "assumption; Bapat et al. 2013 (sign)",
        "cost, at home and abroad, of not carrying out what was announced",
        Field::Number(|s| &mut s.audience_cost),
    )
    .range(0.0, 10.0, "value points"),
    Parameter::<State>::share(
        "budget",
        Fallback::Absent("no limit"),
        "stated by the scenario",
        "what the state can spend over all its negotiations",
        Field::Optional(|s| &mut s.budget),
    )
    .range(0.0, 1e6, "EUR million a year"),
];
