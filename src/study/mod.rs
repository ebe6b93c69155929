//! Studies: what to run. The only place with threads.
//!
//! Runs are folded in blocks of a fixed size, and blocks in their order, so that the result is the
//! same to the last bit at any number of threads.

mod comparison;
mod contrast;
mod each;
mod ensemble;
mod firings;
mod fold;
mod interval;
mod observation;
mod ordered;
mod pool;
mod replicates;
mod rows;
mod search;
mod summary;

pub use comparison::{Comparison, Contrasts, compare, contrast};
pub use contrast::{Contrast, ContrastSummary, FEWEST_DIFFERING, MetricContrast, Term};
pub use each::{Cell, contrast_each};
pub use ensemble::{Control, Ensemble, Plan, run};
pub use firings::{Firings, firings};
pub use interval::bounded_interval;
pub use observation::observe;
pub use replicates::Nesting;
pub use rows::{Numbering, Open, Point, RowOutcome, Rows, Template, rows};
pub use search::{Found, find_run};
pub use summary::{MetricSummary, NegotiationSummary, RoundSummary, RuleSummary};
