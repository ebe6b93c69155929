//! Many small studies under the same chances, such as the cells of a map.

use rayon::ThreadPoolBuildError;

use super::comparison::InContrast;
use super::contrast::{Contrast, ContrastSummary};
use super::ensemble::{Control, Plan};
use super::fold::{Account, BLOCK, do_block, runs_of, simulators};
use super::ordered::in_order;
use super::pool::pool;
use crate::model::Simulator;
use crate::scenario::Scenario;

/// One of many studies: its arms, and what is to be known of them.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The arms.
    pub arms: Vec<Scenario>,
    /// The contrasts between them.
    pub contrasts: Vec<Contrast>,
}

/// Does the plan in every cell, as [`contrast`](super::contrast()) does in one; the contrasts of the
/// cells that were finished, which are the first ones when interrupted. All cells meet the same
/// chances: a run draws by its seed and number, whatever the cell.
///
/// A thread takes a block of the runs of a cell at a time, so that all of them have work whether
/// there are many cells or few with many runs. Progress counts the runs of a cell once, however
/// many arms it has.
///
/// # Errors
///
/// When the system grants no threads.
pub fn contrast_each(
    cells: &[Cell],
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Vec<Vec<ContrastSummary>>, ThreadPoolBuildError> {
    let blocks = plan.runs.div_ceil(BLOCK);
    let place = |item: u64| ((item / blocks) as usize, item % blocks);
    let (mut finished, mut done) = (Vec::with_capacity(cells.len()), 0);
    let mut account = InContrast::new(&[]);
    pool(plan.threads)?.install(|| {
        in_order(
            blocks * cells.len() as u64,
            || control.stopped(),
            || None,
            |held: &mut Held, item| {
                let (cell, block) = place(item);
                let mut account = InContrast::new(&cells[cell].contrasts);
                do_block(of_cell(held, cells, cell), plan, block, &mut account);
                account
            },
            |item, added| {
                let (_, block) = place(item);
                if block == 0 {
                    account = added;
                } else {
                    account.merge(&added);
                }
                if block + 1 == blocks {
                    finished.push(std::mem::take(&mut account.0));
                }
                done += runs_of(plan, block).count() as u64;
                (control.progress)(done);
            },
        );
    });
    Ok(finished)
}

/// The simulators of the cell that a worker was last at.
type Held = Option<(usize, Vec<Simulator>)>;

/// The simulators of a cell, made anew only when the worker comes from another one.
fn of_cell<'a>(held: &'a mut Held, cells: &[Cell], cell: usize) -> &'a mut [Simulator] {
    if held.as_ref().is_some_and(|(of, _)| *of != cell) {
        *held = None;
    }
    let (_, simulators) = held.get_or_insert_with(|| {
        let arms: Vec<&Scenario> = cells[cell].arms.iter().collect();
        (cell, simulators(&arms))
    });
    simulators
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::super::comparison::contrast;
    use super::*;
    use crate::document::Document;
    use crate::scenario::library_entry;

    fn scenario(stability: f64) -> Scenario {
        let entry = library_entry("eu-tunisia-2023").unwrap();
        let mut document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
        let change = format!("states.tunisia.stability={stability}");
        document.set(&change).unwrap();
        Scenario::load(&document).unwrap()
    }

    fn cells() -> Vec<Cell> {
        [0.2, 0.5, 0.8]
            .map(|stability| Cell {
                arms: vec![scenario(stability), scenario(0.5)],
                contrasts: vec![Contrast::level(0, 0), Contrast::difference((1, 0), (0, 0))],
            })
            .to_vec()
    }

    fn plan(runs: u64, threads: usize) -> Plan {
        Plan {
            runs,
            seed: 5,
            threads: Some(threads),
        }
    }

    #[test]
    fn every_cell_is_what_it_would_be_by_itself() {
        let control = Control {
            interrupted: &AtomicBool::new(false),
            progress: &|_| (),
        };
        // Fewer runs than a block, whole blocks, and a block that is not full.
        for runs in [3, 2 * BLOCK, 2 * BLOCK + 7] {
            let cells = cells();
            let alone = cells.iter().map(|cell| {
                let arms: Vec<&Scenario> = cell.arms.iter().collect();
                let plan = plan(runs, 1);
                contrast(&arms, &cell.contrasts, &plan, &control).unwrap()
            });
            let alone: Vec<_> = alone.map(|contrasts| contrasts.summaries).collect();
            for threads in [1, 3] {
                let each = contrast_each(&cells, &plan(runs, threads), &control).unwrap();
                assert_eq!(format!("{each:?}"), format!("{alone:?}"), "{runs} runs");
            }
        }
    }

    #[test]
    fn when_interrupted_the_first_cells_are_whole() {
        let interrupted = AtomicBool::new(false);
        let control = Control {
            interrupted: &interrupted,
            progress: &|done| {
                if done >= 6 * BLOCK {
                    interrupted.store(true, Ordering::Relaxed);
                }
            },
        };
        let cells: Vec<Cell> = (0..4).flat_map(|_| cells()).collect();
        let plan = plan(4 * BLOCK, 1);
        let each = contrast_each(&cells, &plan, &control).unwrap();
        assert!((1..cells.len()).contains(&each.len()), "{}", each.len());
        for summaries in &each {
            assert_eq!(summaries[0].metrics[0].moments.count(), plan.runs);
        }
    }
}
