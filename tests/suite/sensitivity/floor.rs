//! The floor: what an input that does nothing shows.

use demarche::analysis::Moments;
use demarche::analysis::sensitivity::{
    MorrisDesign, SobolDesign, SobolRow, elementary_effects, pawn_indices, ranking, sobol_indices,
};
use demarche::chance::{RunKey, latin_hypercube};

use super::{additive, exact, independent, noisy, resampling, twice};

const WEIGHTS: [f64; 4] = [4.0, 2.0, 1.0, 0.0];
const REPEATS: u64 = 100;

fn sd() -> f64 {
    let squares: f64 = WEIGHTS.iter().map(|weight| weight * weight / 12.0).sum();
    squares.sqrt()
}

/// The interval of the inert input and that of the dummy would have to be apart, which two intervals
/// about 0 are in fewer than 1 of 100 cases; of 100 repeats more than 5 would show it in fewer than 1
/// of 1,000 cases.
#[test]
fn an_inert_input_is_not_told_from_none_and_a_strong_one_is() {
    let mut told = [0; 4];
    for repeat in 0..REPEATS {
        let design = SobolDesign::of_base(&independent(64, 8, repeat), false).unwrap();
        let rows = noisy(design.points(), additive(&WEIGHTS), sd(), 4, repeat);
        let found = sobol_indices(&design, &rows, &resampling(repeat)).unwrap();
        let ranking = ranking(&found.totals(), found.floor().as_ref());
        for input in ranking.groups.concat() {
            told[input] += 1;
        }
        assert!(ranking.groups.iter().all(|group| !group.is_empty()));
    }
    assert!(told[3] <= 5, "{told:?}");
    assert_eq!(told[0], REPEATS, "{told:?}");
}

/// A dummy on the seeds of A repeats A: its plain index is 0 whatever the noise, and no floor.
#[test]
fn with_shared_seeds_a_dummy_is_exactly_zero_and_shows_nothing() {
    let design = SobolDesign::of_base(&independent(64, 8, 0), false).unwrap();
    let noisy = noisy(design.points(), additive(&WEIGHTS), sd(), 4, 0);
    let each = design.rows_per_base();
    let shared = |row: usize| match design.role(row) {
        (base, SobolRow::Dummy) => noisy[base * each],
        _ => noisy[row],
    };
    let plain: Vec<Moments> = (0..noisy.len())
        .map(|row| twice(shared(row).mean().unwrap()))
        .collect();
    let found = sobol_indices(&design, &plain, &resampling(0)).unwrap();
    let total = found.dummy.total.unwrap();
    assert_eq!((total.value, total.std_error), (0.0, 0.0));
    assert_eq!(found.floor().unwrap().value, 0.0);
    // The inert input, on seeds of its own, is far above it.
    assert!(found.inputs[3].total.unwrap().interval.low() > 0.0);
}

/// As above, for μ*: noise gives the inert input a size, and the dummy the same.
#[test]
fn a_morris_dummy_shows_what_noise_makes_of_a_step() {
    let (mut told, mut sizes, mut variances) = ([0; 4], 0.0, 0.0);
    for repeat in 0..REPEATS {
        let design = MorrisDesign::new(4, 20, 4, &RunKey::new(1, repeat)).unwrap();
        let rows = noisy(design.points(), additive(&WEIGHTS), sd(), 4, repeat);
        let found = elementary_effects(&design, &rows, &resampling(repeat)).unwrap();
        sizes += found.inputs[3].mu_star.unwrap().value / REPEATS as f64;
        variances += found.inputs[0].sigma_squared.unwrap().value / REPEATS as f64;
        let ranking = ranking(&found.mu_stars(), found.floor().as_ref());
        ranking
            .groups
            .concat()
            .iter()
            .for_each(|input| told[*input] += 1);
    }
    // The mean size of a normal figure: √(2 / π) √(2 u) / Δ with u = sd² / 4 and Δ = ⅔.
    let expected = (2.0 / std::f64::consts::PI).sqrt() * sd() * 0.5_f64.sqrt() * 1.5;
    assert!((sizes / expected - 1.0).abs() < 0.05, "{sizes} {expected}");
    // Effects of an additive function do not vary: without the correction σ² would be 2 u / Δ².
    let noise = 2.0 * sd() * sd() / 4.0 / (4.0 / 9.0);
    assert!(variances.abs() < 0.15 * noise, "{variances} {noise}");
    assert!(told[3] <= 5, "{told:?}");
    assert!(told[0] >= REPEATS - 1, "{told:?}");
}

/// The floor of PAWN is an exact 5 % test: of 200 inert inputs 10 are above it, and more than 21 in
/// fewer than 1 of 1,000 cases.
#[test]
fn inert_inputs_are_above_the_floor_of_pawn_in_5_per_cent() {
    let mut above = 0;
    for repeat in 0..REPEATS {
        let key = RunKey::new(2, repeat);
        let points = demarche::analysis::sensitivity::Points::new(3, latin_hypercube(80, 3, &key));
        let rows = exact(&points, |point| (3.0 * point[0]).exp());
        let found = pawn_indices(&points, &rows, 5, &resampling(repeat)).unwrap();
        let inert = found.inputs[1..].iter();
        above += inert
            .filter(|input| input.median > found.floor.median)
            .count();
        assert!(found.inputs[0].median > found.floor.median);
    }
    assert!(above <= 21, "{above} of 200");
}
