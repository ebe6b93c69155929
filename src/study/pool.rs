//! The threads of a study.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// This many threads; `None` is one per core.
pub(super) fn pool(threads: Option<usize>) -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
}
