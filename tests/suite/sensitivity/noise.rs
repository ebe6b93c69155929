//! The trap: noise passes for influence unless it is taken off.

use demarche::analysis::Moments;
use demarche::analysis::sensitivity::{
    Advice, Asked, Estimate, Points, SobolDesign, SobolIndices, sobol_indices, telling,
};
use demarche::chance::RunKey;

use super::{additive, independent, noisy, resampling, twice};

const WEIGHTS: [f64; 4] = [4.0, 2.0, 1.0, 0.0];
const REPEATS: u64 = 200;
const REPLICATES: u64 = 4;

/// Of 200 intervals that cover in 95 % of cases, 190 do; fewer than 179 in 1 of 2,000 cases, more
/// than 198 in 1 of 2,500.
const FEWEST_COVERED: u32 = 179;
const MOST_COVERED: u32 = 198;

fn signal() -> f64 {
    WEIGHTS.iter().map(|weight| weight * weight / 12.0).sum()
}

/// Index of first order and total index of each input.
fn truths() -> [f64; 4] {
    WEIGHTS.map(|weight| weight * weight / 12.0 / signal())
}

/// Noise is half of the variance of a single replicate.
fn rows(design: &SobolDesign, repeat: u64) -> Vec<Moments> {
    let sd = signal().sqrt();
    noisy(design.points(), additive(&WEIGHTS), sd, REPLICATES, repeat)
}

/// Without what is known of the noise: each row one figure.
fn one_figure_each(rows: &[Moments]) -> Vec<Moments> {
    rows.iter().map(|row| twice(row.mean().unwrap())).collect()
}

fn covers(estimate: Option<Estimate>, truth: f64) -> bool {
    let interval = estimate.unwrap().interval;
    (interval.low()..=interval.high()).contains(&truth)
}

/// How often intervals of first order and of total indices cover the truth, by input.
fn covered(studies: &[SobolIndices]) -> [[u32; 2]; 4] {
    let truths = truths();
    std::array::from_fn(|input| {
        let count = |total: bool| {
            let of = |study: &&SobolIndices| {
                let found = &study.inputs[input];
                let index = if total { found.total } else { found.first };
                covers(index, truths[input])
            };
            studies.iter().filter(of).count() as u32
        };
        [count(false), count(true)]
    })
}

fn studies(base: impl Fn(u64) -> SobolDesign, corrected: bool) -> Vec<SobolIndices> {
    let study = |repeat| {
        let design = base(repeat);
        let mut rows = rows(&design, repeat);
        if !corrected {
            rows = one_figure_each(&rows);
        }
        sobol_indices(&design, &rows, &resampling(repeat)).unwrap()
    };
    (0..REPEATS).map(study).collect()
}

fn on_independent_rows(repeat: u64) -> SobolDesign {
    let base: Points = independent(64, 8, repeat);
    SobolDesign::of_base(&base, false).unwrap()
}

#[test]
fn corrected_intervals_cover_the_indices_of_active_inputs_and_zero_for_the_inert_one() {
    for (input, counts) in covered(&studies(on_independent_rows, true))
        .iter()
        .enumerate()
    {
        for count in counts {
            let range = FEWEST_COVERED..=MOST_COVERED;
            assert!(range.contains(count), "input {input}: {counts:?}");
        }
    }
}

/// The part of the rows falls faster than resampled rows tell: intervals cover at least as often.
#[test]
fn on_a_sobol_sequence_they_cover_at_least_as_often() {
    let design = |repeat| SobolDesign::new(4, 64, false, &RunKey::new(9, repeat)).unwrap();
    for (input, counts) in covered(&studies(design, true)).iter().enumerate() {
        assert!(
            counts.iter().all(|count| *count >= FEWEST_COVERED),
            "{input}: {counts:?}"
        );
    }
}

/// With u = V / 4 an inert input would have a total index of u / (V + u) = 0.2.
#[test]
fn without_the_correction_an_inert_input_has_a_large_total_index() {
    let studies = studies(on_independent_rows, false);
    let totals = |input: usize| {
        let of = |study: &SobolIndices| study.inputs[input].total.unwrap().value;
        studies.iter().map(of).sum::<f64>() / REPEATS as f64
    };
    assert!((totals(3) - 0.2).abs() < 0.02, "{}", totals(3));
    let counts = covered(&studies);
    assert!(counts[3][1] < 10, "{counts:?}");
    assert!(counts[2][1] < FEWEST_COVERED, "{counts:?}");
}

#[test]
fn the_noise_bar_is_half_of_the_variance() {
    let studies = studies(on_independent_rows, true);
    type Share = fn(&SobolIndices) -> Option<Estimate>;
    let truths: [(&str, Share, f64); 3] = [
        ("signal", |study| study.signal, signal()),
        ("noise", |study| study.noise, signal()),
        ("share", |study| study.noise_share, 0.5),
    ];
    for (name, of, truth) in truths {
        let count = studies
            .iter()
            .filter(|study| covers(of(study), truth))
            .count() as u32;
        assert!(
            (FEWEST_COVERED..=MOST_COVERED).contains(&count),
            "{name}: {count}"
        );
    }
}

#[test]
fn noise_alone_has_no_indices() {
    let design = on_independent_rows(0);
    let rows = noisy(design.points(), |_| 0.3, 1.0, REPLICATES, 0);
    let found = sobol_indices(&design, &rows, &resampling(0)).unwrap();
    assert!(!found.told());
    let indices = found.inputs.iter().chain([&found.dummy]);
    for input in indices {
        assert_eq!(
            (input.first, input.total, input.base_rows),
            (None, None, 64)
        );
    }
    assert_eq!(found.floor(), None);
}

/// A signal between 2 and 4 of its standard errors is above 0, and no figure to divide by: there is
/// no index, but a plan of a larger study. Of 40 studies with noise at 12 times the signal some are of
/// that kind.
#[test]
fn a_weak_signal_has_no_indices() {
    let sd = (12.0 * signal()).sqrt();
    let mut weak = 0;
    for repeat in 0..40 {
        let design = on_independent_rows(repeat);
        let rows = noisy(design.points(), additive(&WEIGHTS), sd, REPLICATES, repeat);
        let found = sobol_indices(&design, &rows, &resampling(repeat)).unwrap();
        let signal = found.signal.unwrap();
        let errors = signal.value / signal.std_error;
        assert_eq!(found.inputs[0].total.is_some(), errors >= 4.0, "{errors}");
        let asked = Asked {
            replicates: REPLICATES,
            most_base_rows: 1_000_000,
        };
        match telling(&found, asked) {
            None => assert!(errors >= 4.0),
            Some(Advice::First { replicates }) => {
                assert!(errors < 2.0);
                assert_eq!(replicates, 4 * REPLICATES);
            }
            Some(advice) => {
                weak += 1;
                let Advice::Take {
                    base_rows,
                    replicates,
                } = advice
                else {
                    panic!("{advice:?}");
                };
                assert!(base_rows * replicates > 64 * REPLICATES, "{advice:?}");
            }
        }
    }
    assert!(weak > 0);
}
