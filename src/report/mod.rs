//! Reports: results as structs, and these as text, JSON, CSV and the story of a run.

mod ablation;
mod baselines;
mod comparison;
mod course;
mod csv;
mod effect;
mod effect_csv;
mod factors;
mod figures;
mod headline;
mod measures;
mod named;
mod paragraph;
mod parameters;
mod provenance;
mod result;
mod rulebook;
mod schema;
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
pub use comparison::{
    ArmResult, COMPARISON_COLUMNS, COMPARISON_FORMAT, ComparisonResult, Difference, comparison_csv,
    comparison_text,
};
pub use course::{Band, Course};
pub use effect::{Effect, Level};
pub use effect_csv::EFFECT_COLUMNS;
pub use factors::{
    FACTORS_FORMAT, FactorResult, FactorsResult, NegotiationFactors, Pair, Ranked, Ranking,
    factors_csv, factors_text,
};
pub use headline::meaning;
pub use measures::{FateShare, IssueFulfilment, MetricResult, RuleResult};
pub use named::Named;
pub use parameters::parameters;
pub use provenance::Provenance;
pub use result::{
    Agreement, ConductResult, NegotiationResult, Program, RESULT_FORMAT, RunResult, ScenarioInfo,
};
pub use rulebook::{quantities, rule_in_full, rules_in_brief};
pub use schema::{SchemaKind, schema};
pub use shapley::{
    NegotiationShares, PlayerInfo, SHAPLEY_FORMAT, ShapleyResult, shapley_csv, shapley_text,
};
pub use story::{
    Detail, DrawnInput, Ending, FiredRule, MetricOfRun, PackageEnd, Round, RunStory, STORY_FORMAT,
    Story, Told, drawn,
};
pub use table::{Align, table};
pub use text::text;
pub use verification::{Compared, VERIFICATION_FORMAT, Verification, VerifiedCase, explained};
pub use words::{DISCLAIMER, about, count, percent, points, share};
