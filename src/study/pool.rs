//! The threads of a study.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// This many threads; `None` is one per core.
pub(super) fn pool(threads: Option<usize>) -> Result<ThreadPool, ThreadPoolBuildError> {
    let builder = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0));
    #[cfg(test)]
    let builder = {
        use crate::model::sabotage::Sabotage;
        let fault = Sabotage::of_this_thread();
        // For as long as the thread lives: it ends with the study.
        builder.start_handler(move |_| std::mem::forget(Sabotage::on_this_thread(fault)))
    };
    builder.build()
}
