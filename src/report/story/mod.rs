//! The story of one run: who offered what, which rule fired on which figure, what it changed, and
//! who leads.

mod channels;
mod columns;
mod conduct;
mod divergence;
mod drawn;
mod ending;
mod exercise;
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
mod sheet;
mod shocks;
mod stages;
mod subject;
mod talks;
mod teller;

pub use divergence::Divergence;
pub(super) use drawn::input_named;
pub use drawn::{DrawnInput, drawn};
pub use ending::{Ending, MetricOfRun, PackageEnd};
pub use exercise::{Answer, EXERCISE_FORMAT, Exercise, Key, Numbered};
pub use page::{RunStory, STORY_FORMAT};
pub use pair::{Approached, ArmStory, PAIR_FORMAT, PairStory};
pub use rounds::{FiredRule, Round, Told};
pub use subject::Subject;
pub use teller::{Detail, Story};
