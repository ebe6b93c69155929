//! Work on all threads, folded in order.

use rayon::prelude::*;

/// Items per thread in a wave: it bounds what is held at once, and how long a stop can take.
const WAVE: u64 = 8;

/// Works on the items 0 to `count` on every thread of the current pool, with workers that are used
/// again and again, and hands the results to `fold` in the order of the items. No wave of items is
/// begun once `stopped` says so; what was begun is finished and folded.
pub(super) fn in_order<W, T: Send>(
    count: u64,
    stopped: impl Fn() -> bool,
    worker: impl Fn() -> W + Sync + Send,
    work: impl Fn(&mut W, u64) -> T + Sync + Send,
    mut fold: impl FnMut(u64, T),
) {
    let wave = WAVE * rayon::current_num_threads() as u64;
    let mut next = 0;
    while next < count && !stopped() {
        let end = count.min(next + wave);
        let results: Vec<T> = (next..end)
            .into_par_iter()
            .map_init(&worker, &work)
            .collect();
        for (item, result) in (next..end).zip(results) {
            fold(item, result);
        }
        next = end;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    fn pool(threads: usize) -> rayon::ThreadPool {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
    }

    #[test]
    fn results_come_in_order_at_any_number_of_threads() {
        for threads in [1, 2, 7] {
            let mut folded = Vec::new();
            pool(threads).install(|| {
                in_order(
                    100,
                    || false,
                    || (),
                    |(), item| {
                        // Every tenth item takes long.
                        if item % 10 == 0 {
                            std::thread::sleep(std::time::Duration::from_millis(2));
                        }
                        item * item
                    },
                    |item, square| folded.push((item, square)),
                );
            });
            let expected: Vec<(u64, u64)> = (0..100).map(|item| (item, item * item)).collect();
            assert_eq!(folded, expected);
        }
    }

    #[test]
    fn when_stopped_a_first_part_is_folded_whole() {
        let started = AtomicU64::new(0);
        let mut folded = Vec::new();
        pool(4).install(|| {
            in_order(
                1000,
                || started.load(Ordering::Relaxed) >= 20,
                || (),
                |(), item| {
                    started.fetch_add(1, Ordering::Relaxed);
                    item
                },
                |item, _| folded.push(item),
            );
        });
        assert!((20..1000).contains(&folded.len()), "{}", folded.len());
        assert!(folded.iter().copied().eq(0..folded.len() as u64));
    }
}
