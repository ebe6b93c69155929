//! What can go wrong, and the exit code that says so.

use crate::document::Refusal;

/// Why a command was not carried out.
#[derive(Debug)]
pub(super) enum Failure {
    /// Bad usage.
    Usage(String),
    /// A file with problems.
    Invalid(Box<Refusal>),
    /// Told already, with the exit code that the command chose: the worst of several files, a
    /// verification that does not hold, a search that was interrupted.
    Told(u8),
    /// A file that cannot be read or written.
    Unreachable(String),
    /// Interrupted; where the result of the runs that were finished is.
    Interrupted(String),
    /// The reader closed standard output: nothing is wrong.
    Closed,
}

impl Failure {
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Failure::Closed => 0,
            Failure::Usage(_) | Failure::Invalid(_) => 2,
            Failure::Unreachable(_) => 3,
            Failure::Interrupted(_) => 130,
            Failure::Told(code) => *code,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Invalid(Box::new(refusal))
    }
}
