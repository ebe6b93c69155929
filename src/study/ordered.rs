//! Work on all threads, folded in order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Items per thread that may be taken but not yet folded: it bounds what is held at once.
const LEAD: u64 = 3;

/// Works on the items 0 to `count` on every thread of the current pool, each with a worker of its
/// own, and hands the results to `fold` in the order of the items. No item is taken once `stopped`
/// says so; those taken are finished and folded.
///
/// Threads do not wait for each other at every step, as they would in waves of a parallel map, and
/// at most three results per thread are held at once.
pub(super) fn in_order<W, T: Send>(
    count: u64,
    stopped: impl Fn() -> bool + Sync,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, u64) -> T + Sync,
    fold: impl FnMut(u64, T) + Send,
) {
    let desk = Desk {
        count,
        lead: LEAD * rayon::current_num_threads() as u64,
        tray: Mutex::new(Tray {
            taken: 0,
            folded: 0,
            deserted: false,
            early: BTreeMap::new(),
            fold,
        }),
        moved: Condvar::new(),
    };
    rayon::broadcast(|_| {
        let _watch = Watch(&desk);
        let mut worker = worker();
        while let Some(item) = desk.take(&stopped) {
            let result = work(&mut worker, item);
            desk.hand_in(item, result);
        }
    });
}

/// Where threads take items and hand in results.
struct Desk<T, F> {
    count: u64,
    lead: u64,
    tray: Mutex<Tray<T, F>>,
    moved: Condvar,
}

struct Tray<T, F> {
    taken: u64,
    folded: u64,
    /// A thread panicked, and will not hand in what it took.
    deserted: bool,
    /// Results whose turn has not come.
    early: BTreeMap<u64, T>,
    fold: F,
}

impl<T, F> Desk<T, F> {
    /// After a panic elsewhere the tray is only looked at to leave.
    fn tray(&self) -> MutexGuard<'_, Tray<T, F>> {
        self.tray.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, stopped: impl Fn() -> bool) -> Option<u64> {
        let far = |tray: &mut Tray<T, F>| {
            !tray.deserted && tray.taken < self.count && tray.taken >= tray.folded + self.lead
        };
        let mut tray = self
            .moved
            .wait_while(self.tray(), far)
            .unwrap_or_else(PoisonError::into_inner);
        if tray.deserted || tray.taken == self.count || stopped() {
            return None;
        }
        tray.taken += 1;
        Some(tray.taken - 1)
    }
}

impl<T, F: FnMut(u64, T)> Desk<T, F> {
    fn hand_in(&self, item: u64, result: T) {
        let mut tray = self.tray();
        let tray = &mut *tray;
        tray.early.insert(item, result);
        while let Some(result) = tray.early.remove(&tray.folded) {
            (tray.fold)(tray.folded, result);
            tray.folded += 1;
        }
        self.moved.notify_all();
    }
}

/// Lets the other threads go when one panics.
struct Watch<'a, T, F>(&'a Desk<T, F>);

impl<T, F> Drop for Watch<'_, T, F> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.tray().deserted = true;
            self.0.moved.notify_all();
        }
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
        assert!((20..1000).contains(&folded.len()));
        assert!(folded.iter().copied().eq(0..folded.len() as u64));
    }

    #[test]
    fn a_panic_is_passed_on_and_holds_nobody_up() {
        let outcome = std::panic::catch_unwind(|| {
            pool(3).install(|| {
                in_order(
                    100,
                    || false,
                    || (),
                    |(), item| assert!(item != 5, "the fifth fails"),
                    |_, ()| (),
                );
            });
        });
        assert!(outcome.is_err());
    }
}
