//! Faults that unit tests put into the model on purpose, to see that verification finds them.
//!
//! Outside of unit tests [`present`] is the constant `false`, so that nothing of this is left in
//! the program.

/// A fault of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Costs of concessions count as gains.
    WrongSign,
    /// The frontier moves the dearest issue first.
    DearestFirst,
    /// A punished round takes the stake in full, though it saves the cost of fulfilling.
    GrossStake,
    /// Defection is punished for one round more.
    LongerPunishment,
    /// What is expected of a side falls with means that were let go.
    ExcusedDecay,
    /// What is expected of a side falls with what it stops delivering.
    ExcusedStop,
    /// A stop of delivery lasts for one round more.
    LongerStop,
    /// Asks that are not in an agreement do not count among those that could be met.
    OnlyAgreedAsks,
    /// Regular and irregular changes of government share their draws.
    SharedStream,
    /// How governments change depends on how often rules fired: one generator for all.
    SharedGenerator,
    /// Every figure, rule, state and event of a scenario draws once, and shifts what follows.
    ExtraDraw,
    /// Four runs in a row are the same run.
    RepeatedRuns,
}

/// Whether the model has this fault.
#[cfg(not(test))]
#[inline(always)]
pub(crate) const fn present(_: Fault) -> bool {
    false
}

#[cfg(test)]
pub(crate) use tests::{Sabotage, present};

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::Fault;

    thread_local! {
        static PRESENT: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    /// Whether the model has this fault on this thread.
    pub(crate) fn present(fault: Fault) -> bool {
        PRESENT.get() == Some(fault)
    }

    /// Keeps a fault in the model on this thread, until it is dropped.
    #[derive(Debug)]
    pub(crate) struct Sabotage(Option<Fault>);

    impl Sabotage {
        /// Puts a fault into the model.
        pub(crate) fn with(fault: Fault) -> Sabotage {
            Sabotage::on_this_thread(Some(fault))
        }

        /// The fault of this thread, for the threads that it starts.
        pub(crate) fn of_this_thread() -> Option<Fault> {
            PRESENT.get()
        }

        /// Puts the fault of another thread into the model.
        pub(crate) fn on_this_thread(fault: Option<Fault>) -> Sabotage {
            Sabotage(PRESENT.replace(fault))
        }
    }

    impl Drop for Sabotage {
        fn drop(&mut self) {
            PRESENT.set(self.0);
        }
    }

    #[test]
    fn a_fault_ends_with_its_guard() {
        {
            let _sabotage = Sabotage::with(Fault::GrossStake);
            assert!(present(Fault::GrossStake) && !present(Fault::WrongSign));
        }
        assert!(!present(Fault::GrossStake));
    }
}
