//! Rows without a value, and what is refused.

use demarche::analysis::Moments;
use demarche::analysis::sensitivity::{
    MorrisDesign, Points, Resampling, SobolDesign, elementary_effects, sobol_indices,
};
use demarche::chance::RunKey;

use super::functions::ishigami;
use super::{exact, independent, noisy, resampling};

/// Estimates without a base row are those of the design that never had it.
#[test]
fn a_base_row_without_values_is_left_out() {
    let base = independent(40, 6, 0);
    let whole = SobolDesign::of_base(&base, true).unwrap();
    let fewer: Vec<f64> = base.rows().take(39).flatten().copied().collect();
    let fewer = SobolDesign::of_base(&Points::new(6, fewer), true).unwrap();
    let rows = noisy(whole.points(), ishigami, 1.0, 3, 0);
    let mut missing = rows.clone();
    missing[39 * whole.rows_per_base()..].fill(Moments::default());
    let found = sobol_indices(&whole, &missing, &resampling(0)).unwrap();
    let expected = sobol_indices(&fewer, &rows[..fewer.points().count()], &resampling(0)).unwrap();
    assert_eq!(found.rows_without_value, whole.rows_per_base());
    for (found, expected) in found.inputs.iter().zip(&expected.inputs) {
        assert_eq!(found.base_rows, 39);
        for (found, expected) in [(found.first, expected.first), (found.total, expected.total)] {
            assert!((found.unwrap().value - expected.unwrap().value).abs() < 1e-12);
        }
    }
    for (found, expected) in found.pairs.iter().zip(&expected.pairs) {
        assert!((found.second.unwrap().value - expected.second.unwrap().value).abs() < 1e-12);
    }
}

/// A row of one input takes its base row from the indices of that input only, and a single
/// replicate, whose noise is not known, counts as none.
#[test]
fn a_row_is_missed_where_it_is_needed() {
    let design = SobolDesign::of_base(&independent(40, 6, 0), false).unwrap();
    let mut rows = noisy(design.points(), ishigami, 1.0, 3, 0);
    let each = design.rows_per_base();
    rows[4 * each + 2] = Moments::default();
    rows[5 * each + 2] = Moments::default();
    rows[5 * each + 2].push(1.0);
    let found = sobol_indices(&design, &rows, &resampling(0)).unwrap();
    let counts: Vec<usize> = found.inputs.iter().map(|input| input.base_rows).collect();
    assert_eq!((counts, found.dummy.base_rows), (vec![38, 40, 40], 40));
    assert_eq!(found.rows_without_value, 2);
}

#[test]
fn too_few_base_rows_give_no_estimate() {
    let design = SobolDesign::of_base(&independent(9, 6, 0), false).unwrap();
    let found = sobol_indices(&design, &exact(design.points(), ishigami), &resampling(0)).unwrap();
    assert_eq!((found.signal, found.inputs[0].first), (None, None));
    let design = MorrisDesign::new(&[0; 3], 12, 4, &RunKey::new(1, 0)).unwrap();
    let mut rows = exact(design.points(), ishigami);
    for trajectory in 0..3 {
        rows[trajectory * 5] = Moments::default();
    }
    let found = elementary_effects(&design, &rows, &resampling(0)).unwrap();
    assert_eq!((found.dummy.trajectories, found.dummy.mu), (9, None));
    assert!(found.inputs.iter().any(|input| input.mu.is_some()));
}

#[test]
fn what_cannot_be_estimated_is_refused() {
    let design = SobolDesign::of_base(&independent(40, 6, 0), false).unwrap();
    let rows = exact(design.points(), ishigami);
    let refused = |rows: &[Moments], resampling: &Resampling| {
        sobol_indices(&design, rows, resampling)
            .unwrap_err()
            .to_string()
    };
    let message = refused(&rows[1..], &resampling(0));
    assert!(
        message.contains("240 rows of the design, found 239"),
        "{message}"
    );
    let mut single = Moments::default();
    single.push(1.0);
    let message = refused(&vec![single; rows.len()], &resampling(0));
    assert!(message.contains("at least 2 replicates"), "{message}");
    for (resamples, level, word) in [(99, 0.95, "resamples"), (100, 1.0, "level")] {
        let message = refused(
            &rows,
            &Resampling {
                resamples,
                level,
                seed: 0,
            },
        );
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn one_seed_gives_one_answer() {
    let design = SobolDesign::of_base(&independent(40, 6, 0), false).unwrap();
    let rows = noisy(design.points(), ishigami, 1.0, 3, 0);
    let total = |seed| {
        sobol_indices(&design, &rows, &resampling(seed))
            .unwrap()
            .inputs[0]
            .total
    };
    assert_eq!(total(1), total(1));
    assert_ne!(total(1), total(2));
}
