//! What the program writes, and where.

mod content;
mod contributions;
mod factors;
mod files;
#[cfg(target_os = "linux")]
mod signals;
mod sweep;

use crate::command::{demarche, printed, refused};

pub(super) const DISCLAIMER: &str =
    "An illustration of assumptions, not a forecast; not endorsed by EMN or OECD.";

/// A library scenario.
const SCENARIO: &str = "eu-tunisia-2023";
