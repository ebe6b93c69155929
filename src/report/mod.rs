//! Reports: results as structs, and these as text, JSON, CSV and the story of a run.

mod csv;
mod parameters;
mod result;
mod rulebook;
mod schema;
mod story;
mod text;
mod words;

pub use self::csv::csv;
pub use parameters::parameters;
pub use result::{
    Course, FateShare, IssueFulfilment, MetricResult, Named, NegotiationResult, Program,
    RESULT_FORMAT, RuleResult, RunResult, ScenarioInfo,
};
pub use rulebook::{quantities, rule_in_full, rules_in_brief};
pub use schema::{SchemaKind, schema};
pub use story::{
    Detail, DrawnInput, Ending, FiredRule, MetricOfRun, PackageEnd, Round, RunStory, STORY_FORMAT,
    Story, Told, drawn,
};
pub use text::{fates, text};
pub use words::{DISCLAIMER, about, figure, percent, points, share};
