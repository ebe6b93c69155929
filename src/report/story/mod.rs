//! The story of one run: who offered what, which rule fired on which figure, what it changed, and
//! who leads.

mod cast;
mod drawn;
mod ending;
mod layout;
mod page;
mod quantities;
mod reasons;
mod rounds;
mod shocks;
mod stages;
mod subject;
mod talks;
mod teller;

pub use drawn::{DrawnInput, drawn};
pub use ending::{Ending, MetricOfRun, PackageEnd};
pub use page::{RunStory, STORY_FORMAT};
pub use rounds::{FiredRule, Round, Told};
pub use subject::Subject;
pub use teller::{Detail, Story};
