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
        let ranking = ranking(&found.totals(), |_| found.floor());
        for input in ranking.groups.concat() {
            told[input] += 1;
        }
        assert!(ranking.groups.iter().all(|group| !group.is_empty()));
        // Wherever the dummy fell: in about half of the repeats below 0.
        let floor = found.floor().unwrap();
        assert!((floor.value - floor.dummy.half_width()).abs() < 1e-12 && floor.value > 0.0);
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
        let design = MorrisDesign::new(&[0; 4], 20, 4, &RunKey::new(1, repeat)).unwrap();
        let rows = noisy(design.points(), additive(&WEIGHTS), sd(), 4, repeat);
        let found = elementary_effects(&design, &rows, &resampling(repeat)).unwrap();
        sizes += found.inputs[3].mu_star.unwrap().value / REPEATS as f64;
        variances += found.inputs[0].sigma_squared.unwrap().value / REPEATS as f64;
        let ranking = ranking(&found.mu_stars(), |input| found.floor_of(input));
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

/// A step between listed values counts as 1 and not as Δ = ⅔: with the floor of ranges, half as high
/// again, the listed input would be judged by noise that it does not have.
#[test]
fn listed_values_have_a_floor_of_their_own_step() {
    let design = MorrisDesign::new(&[3, 0], 64, 4, &RunKey::new(1, 0)).unwrap();
    let rows = noisy(design.points(), |_| 0.0, 1.0, 4, 0);
    let found = elementary_effects(&design, &rows, &resampling(0)).unwrap();
    let [range, listed] = [false, true].map(|listed| found.floor(listed).unwrap().value);
    assert!((range / listed - 1.5).abs() < 1e-9, "{range} {listed}");
    let sizes = [0, 1].map(|input| found.inputs[input].mu_star.unwrap().value);
    assert!(sizes[0] < sizes[1], "{sizes:?}");
    let floors = [0, 1].map(|input| found.floor_of(input).unwrap().value);
    assert_eq!(floors, [listed, range]);
}

/// Six inputs that add up have no joint parts: with Holm's correction at most 1 of 20 studies shows
/// any of 15, and more than 6 of 40 do in fewer than 1 of 100 cases. Pair by pair, about a third would.
#[test]
fn joint_parts_of_an_additive_function_are_not_shown() {
    let weights = [3.0, 3.0, 3.0, 3.0, 3.0, 3.0];
    let (mut together, mut alone) = (0, 0);
    for repeat in 0..40 {
        let design = SobolDesign::of_base(&independent(64, 12, repeat), true).unwrap();
        let rows = noisy(design.points(), additive(&weights), 1.0, 4, repeat);
        let found = sobol_indices(&design, &rows, &resampling(repeat)).unwrap();
        together += u32::from(found.joint(0.95).contains(&true));
        let positive = |pair: &demarche::analysis::sensitivity::PairIndex| {
            pair.second
                .is_some_and(|second| second.interval.low() > 0.0)
        };
        alone += u32::from(found.pairs.iter().any(positive));
    }
    assert!(together <= 6 && together < alone, "{together} {alone}");
}
