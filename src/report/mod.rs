//! Reports: results as structs, and these as text, JSON, CSV and the story of a run.

mod ablation;
mod baselines;
mod break_even;
mod briefing;
mod cast;
mod claims;
mod clauses;
mod comparison;
mod course;
mod csv;
mod effect;
mod effect_csv;
mod explanation;
mod factors;
mod figures;
mod headline;
mod level;
mod listing;
mod map;
mod measures;
mod metric_table;
mod named;
mod paragraph;
mod parameters;
mod provenance;
mod result;
mod rulebook;
mod sample;
mod schema;
mod sensitivity;
mod shapley;
mod story;
mod table;
mod text;
mod verification;
mod words;

pub use self::csv::{COLUMNS, csv};
pub use ablation::{
    ABLATION_FORMAT, AblationResult, NegotiationAblation, RuleContribution, ablation_csv,
    ablation_text,
};
pub use baselines::{Baseline, BaselineFigure};
pub use break_even::{
    ArmChanges, BREAK_EVEN_COLUMNS, BREAK_EVEN_FORMAT, BreakEvenResult, CrossingResult,
    PointResult, break_even_csv, break_even_text,
};
pub use briefing::{
    BRIEFING_FORMAT, BriefedClause, BriefedEvent, BriefedFigure, BriefedInput, BriefedInstrument,
    BriefedIssue, BriefedLever, BriefedLinkage, BriefedState, Briefing, NegotiationBriefing,
    Outset, Points,
};
pub use claims::{
    CLAIM_COLUMNS, CLAIMS_FORMAT, ClaimResult, ClaimsResult, ClaimsSummary, ExpectationResult,
    Tally, claims_csv, claims_text,
};
pub use comparison::{
    ArmResult, COMPARISON_COLUMNS, COMPARISON_FORMAT, ComparisonResult, Difference, ExperimentInfo,
    comparison_csv, comparison_text,
};
pub use course::{Band, Course};
pub use effect::Effect;
pub use effect_csv::{ablation_columns, factor_columns};
pub use explanation::{
    ApproachExplanation, EXPLANATION_FORMAT, ExplainedApproach, ExplainedClause, ExplainedKind,
    ExplainedRule,
};
pub use factors::{
    FACTORS_FORMAT, FactorResult, FactorsResult, NegotiationFactors, Pair, Ranked, Ranking,
    factors_csv, factors_text,
};
pub use headline::meaning;
pub use level::Level;
pub use listing::{ListedNegotiation, Listing, ListingFilter, states_meant};
pub use map::{
    AxisResult, Ends, MAP_COLUMNS, MAP_FORMAT, MapCell, MapResult, Mark, Parties, Reading,
    SweptArm, SweptMetric, Wanted, map_csv, map_text,
};
pub use measures::{FateShare, IssueFulfilment, MetricResult, RuleResult};
pub use named::Named;
pub use parameters::parameters;
pub use provenance::Provenance;
pub use result::{
    Agreement, ConductResult, NegotiationResult, Program, RESULT_FORMAT, RunResult, ScenarioInfo,
};
pub use rulebook::{quantities, rule_in_full, rules_in_brief};
pub use sample::{
    Asked, InputResult, ROW_COLUMNS, ROWS_FORMAT, RowFigure, RowResult, RowsResult, rows_csv,
    rows_text,
};
pub use schema::{SchemaKind, schema};
pub use sensitivity::{
    ConvergenceResult, Found, InputSensitivity, MetricSensitivity, SENSITIVITY_COLUMNS,
    SENSITIVITY_FORMAT, SensitivityResult, sensitivity_csv, sensitivity_text,
};
pub use shapley::{
    NegotiationShares, PlayerInfo, SHAPLEY_FORMAT, ShapleyResult, shapley_csv, shapley_text,
};
pub use story::{
    Answer, Approached, ArmStory, Detail, Divergence, DrawnInput, EXERCISE_FORMAT, Ending,
    Exercise, FiredRule, Key, MetricOfRun, Numbered, PAIR_FORMAT, PackageEnd, PairStory, Round,
    RunStory, STORY_FORMAT, Story, Subject, Told, drawn,
};
pub use table::{Align, listing};
pub use text::text;
pub use verification::{Compared, VERIFICATION_FORMAT, Verification, VerifiedCase, explained};
pub use words::{DISCLAIMER, about, count, percent, points, share};
