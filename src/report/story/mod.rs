//! The story of one run: who offered what, which rule fired on which figure, what it changed, and
//! who leads.

mod cast;
mod channels;
mod columns;
mod divergence;
mod drawn;
mod ending;
mod explanation;
mod inaction;
mod layout;
mod measures;
mod page;
mod pair;
mod quantities;
mod reasons;
mod record;
mod rounds;
mod shocks;
mod stages;
mod subject;
mod talks;
mod teller;

pub use divergence::Divergence;
pub use drawn::{DrawnInput, drawn};
pub use ending::{Ending, MetricOfRun, PackageEnd};
pub use page::{RunStory, STORY_FORMAT};
pub use pair::{Approached, ArmStory, PAIR_FORMAT, PairStory};
pub use rounds::{FiredRule, Round, Told};
pub use subject::Subject;
pub use teller::{Detail, Story};
