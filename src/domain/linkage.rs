//! Issue linkage (inform, 2.2): issues settled together, and the packages that result.

/// Whether the linked issues have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkageKind {
    /// Unrelated or loosely related issues: a side payment, weaker commitment.
    Tactical,
    /// Functionally related issues: each is worth more beside the others.
    Substantive,
}

impl LinkageKind {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LinkageKind::Tactical => "tactical",
            LinkageKind::Substantive => "substantive",
        }
    }
}

/// How linked issues are negotiated (inform, 2.2 and 5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkageMode {
    /// Settled together or not at all.
    #[default]
    Joint,
    /// Talks run at the same time, each settled on its own.
    Parallel,
    /// One after the other, in the order of the list.
    Sequential,
}

impl LinkageMode {
    /// The name used in files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LinkageMode::Joint => "joint",
            LinkageMode::Parallel => "parallel",
            LinkageMode::Sequential => "sequential",
        }
    }
}

/// A linkage of issues of one negotiation.
#[derive(Clone, Debug, PartialEq)]
pub struct Linkage {
    /// Its id in the file.
    pub id: String,
    /// Indices of the issues.
    pub issues: Vec<usize>,
    /// Tactical or substantive.
    pub kind: LinkageKind,
    /// Joint, parallel or sequential.
    pub mode: LinkageMode,
}

/// Issues that are settled together: a connected component of the joint linkages.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// A name for streams and output: the smallest issue id in it.
    pub id: String,
    /// Indices of the issues, by id.
    pub issues: Vec<usize>,
    /// For each of `issues`: the kind of joint linkage it is in; substantive where in both.
    pub linked: Vec<Option<LinkageKind>>,
    /// Indices of the packages that must have entered into force before these talks open.
    pub after: Vec<usize>,
}
