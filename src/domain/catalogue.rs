//! The catalogue of issues: those that the inform names, each with default values.
//!
//! Which issues exist, and on which side they usually stand, follows the inform (2.2, 3.1, 4.3,
//! 5.1); every figure is an assumption that a scenario may override.

use super::issue::Moves;
use super::side::{PerSide, Side};

/// The policy area of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Migration itself.
    Migration,
    /// Anything else that may be linked to migration.
    Other,
}

/// One issue of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueIssue {
    /// The id by which a scenario names it.
    pub id: &'static str,
    /// What it is, in words.
    pub name: &'static str,
    /// Its policy area.
    pub area: Area,
    /// The side that usually concedes it.
    pub conceded_by: Side,
    /// Default value points per round at full level; assumption.
    pub value: PerSide<f64>,
    /// Default weights on movements; assumption.
    pub moves: Moves,
}

const fn entry(
    id: &'static str,
    name: &'static str,
    area: Area,
    conceded_by: Side,
    value: [f64; 2],
    moves: [f64; 3],
) -> CatalogueIssue {
    CatalogueIssue {
        id,
        name,
        area,
        conceded_by,
        value: PerSide {
            destination: value[0],
            partner: value[1],
        },
        moves: Moves {
            return_rate: moves[0],
            irregular_flow: moves[1],
            legal_mobility: moves[2],
        },
    }
}

/// The issue of the catalogue with this id.
#[must_use]
pub fn catalogue_issue(id: &str) -> Option<&'static CatalogueIssue> {
    CATALOGUE.iter().find(|issue| issue.id == id)
}

use Area::{Migration, Other};
use Side::{Destination, Partner};

/// Every issue that the inform names: value points to `[destination, partner]`, weights on
/// `[return_rate, irregular_flow, legal_mobility]`.
pub const CATALOGUE: &[CatalogueIssue] = &[
    entry(
        "readmission",
        "return and readmission",
        Migration,
        Partner,
        [0.8, -0.5],
        [1.0, 0.0, 0.0],
    ),
    entry(
        "voluntary_return",
        "assisted voluntary return",
        Migration,
        Partner,
        [0.4, -0.1],
        [0.6, 0.0, 0.0],
    ),
    entry(
        "border_management",
        "border management",
        Migration,
        Partner,
        [1.0, -0.4],
        [0.0, 1.0, 0.0],
    ),
    entry(
        "search_and_rescue",
        "search and rescue",
        Migration,
        Partner,
        [0.4, -0.2],
        [0.0, 0.3, 0.0],
    ),
    entry(
        "anti_smuggling",
        "action against smuggling and trafficking",
        Migration,
        Partner,
        [0.6, -0.2],
        [0.0, 0.6, 0.0],
    ),
    entry(
        "protection",
        "protection of refugees in the partner country",
        Migration,
        Partner,
        [0.4, -0.3],
        [0.0, 0.2, 0.0],
    ),
    entry(
        "biometric_data",
        "sharing of biometric data",
        Migration,
        Partner,
        [0.4, -0.2],
        [0.3, 0.1, 0.0],
    ),
    entry(
        "documentation",
        "identification and travel documents",
        Migration,
        Partner,
        [0.5, -0.2],
        [0.8, 0.0, 0.0],
    ),
    entry(
        "human_rights",
        "human-rights commitments",
        Other,
        Partner,
        [0.2, -0.2],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "reintegration",
        "reintegration support",
        Migration,
        Destination,
        [-0.1, 0.3],
        [0.2, 0.0, 0.0],
    ),
    entry(
        "legal_pathways",
        "legal pathways",
        Migration,
        Destination,
        [-0.3, 0.6],
        [0.0, 0.0, 1.0],
    ),
    entry(
        "labour_mobility",
        "labour mobility",
        Migration,
        Destination,
        [-0.2, 0.6],
        [0.0, 0.0, 1.0],
    ),
    entry(
        "skills_mobility",
        "mobility of skilled workers",
        Migration,
        Destination,
        [-0.1, 0.4],
        [0.0, 0.0, 0.8],
    ),
    entry(
        "student_mobility",
        "student and research mobility",
        Migration,
        Destination,
        [-0.1, 0.3],
        [0.0, 0.0, 0.6],
    ),
    entry(
        "circular_migration",
        "circular and seasonal migration",
        Migration,
        Destination,
        [-0.1, 0.4],
        [0.0, 0.0, 0.8],
    ),
    entry(
        "visa_facilitation",
        "visa facilitation",
        Migration,
        Destination,
        [-0.2, 0.7],
        [0.0, 0.0, 0.6],
    ),
    entry(
        "visa_waiver",
        "visa waiver",
        Migration,
        Destination,
        [-0.4, 1.0],
        [0.0, 0.0, 1.0],
    ),
    entry(
        "diaspora",
        "engagement of the diaspora",
        Migration,
        Destination,
        [-0.05, 0.2],
        [0.0, 0.0, 0.1],
    ),
    entry(
        "root_causes",
        "action on root causes",
        Migration,
        Destination,
        [-0.3, 0.4],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "development_aid",
        "development aid",
        Other,
        Destination,
        [-0.3, 0.6],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "humanitarian_aid",
        "humanitarian aid",
        Other,
        Destination,
        [-0.2, 0.4],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "trade_preferences",
        "trade and tariff preferences",
        Other,
        Destination,
        [-0.2, 0.6],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "customs",
        "customs cooperation",
        Other,
        Destination,
        [-0.05, 0.3],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "loans",
        "loans",
        Other,
        Destination,
        [-0.2, 0.5],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "macro_support",
        "support for macroeconomic stability",
        Other,
        Destination,
        [-0.3, 0.8],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "investment",
        "investment",
        Other,
        Destination,
        [-0.1, 0.5],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "security_cooperation",
        "security cooperation",
        Other,
        Destination,
        [-0.1, 0.3],
        [0.0, 0.1, 0.0],
    ),
    entry(
        "education_exchange",
        "exchange in education",
        Other,
        Destination,
        [-0.05, 0.2],
        [0.0, 0.0, 0.2],
    ),
    entry(
        "vocational_training",
        "vocational training",
        Other,
        Destination,
        [-0.1, 0.3],
        [0.0, 0.0, 0.2],
    ),
    entry(
        "consular_cooperation",
        "consular cooperation",
        Other,
        Destination,
        [-0.05, 0.2],
        [0.1, 0.0, 0.1],
    ),
    entry(
        "administrative_arrangements",
        "administrative arrangements",
        Other,
        Destination,
        [-0.05, 0.1],
        [0.1, 0.0, 0.0],
    ),
    entry(
        "green_energy",
        "green energy",
        Other,
        Destination,
        [0.1, 0.4],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "culture",
        "cultural cooperation",
        Other,
        Destination,
        [-0.02, 0.1],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "political_relations",
        "political relations",
        Other,
        Destination,
        [-0.05, 0.3],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "human_capital",
        "demography and human capital",
        Other,
        Destination,
        [-0.05, 0.2],
        [0.0, 0.0, 0.2],
    ),
    entry(
        "climate",
        "climate action",
        Other,
        Destination,
        [-0.1, 0.3],
        [0.0, 0.0, 0.0],
    ),
    entry(
        "equipment",
        "equipment such as patrol vessels and trucks",
        Other,
        Destination,
        [-0.2, 0.5],
        [0.0, 0.2, 0.0],
    ),
];
