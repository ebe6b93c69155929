//! More rows or more replicates.

use demarche::analysis::Moments;
use demarche::analysis::sensitivity::{
    Advice, Asked, Convergence, Parts, SobolDesign, SobolIndices, convergence, sobol_indices,
};

use super::{additive, exact, independent, noisy, resampling};

const WEIGHTS: [f64; 3] = [1.0, 1.0, 0.0];
const SIGNAL: f64 = 2.0 / 12.0;

fn study(base_rows: usize, sd: f64, replicates: u64, repeat: u64) -> SobolIndices {
    let base = independent(base_rows, 2 * WEIGHTS.len(), repeat);
    let design = SobolDesign::of_base(&base, false).unwrap();
    let rows = noisy(design.points(), additive(&WEIGHTS), sd, replicates, repeat);
    sobol_indices(&design, &rows, &resampling(repeat)).unwrap()
}

fn asked(replicates: u64) -> Asked {
    Asked {
        replicates,
        most_base_rows: 1_000_000,
    }
}

#[test]
fn without_noise_only_rows_help() {
    let design = SobolDesign::of_base(&independent(64, 6, 0), false).unwrap();
    let rows = exact(design.points(), additive(&WEIGHTS));
    let found = sobol_indices(&design, &rows, &resampling(0)).unwrap();
    let widest = convergence(&found, asked(2), 1.0).unwrap();
    assert_eq!(widest.advice, Advice::Enough);
    // Half as wide needs four times as many rows, a third nine times and so 16 times.
    for (part, base_rows) in [(2.0, 256), (3.0, 1024)] {
        let reading = convergence(&found, asked(2), widest.half_width / part).unwrap();
        assert_eq!(
            (reading.from_noise, reading.advice),
            (
                0.0,
                Advice::Take {
                    base_rows,
                    replicates: 2
                }
            ),
        );
    }
}

/// For an input that does nothing both rows of Jansen's difference have one conditional mean, and
/// with normal noise of variance u = s² / K its index has the variance
/// (2 u² + u² / (K − 1)) / (N V²), all of it noise. The mean over 100 studies is somewhat larger, as
/// that of 1 / V² is: by about 5 % with 256 base rows.
#[test]
fn the_parts_of_an_inert_input_are_those_of_theory() {
    let (base_rows, replicates) = (256, 4);
    let u = SIGNAL / 4.0;
    let theory = (2.0 + 1.0 / 3.0) * u * u / (256.0 * SIGNAL * SIGNAL);
    let studies: Vec<Parts> = (0..100)
        .map(|repeat| study(base_rows, SIGNAL.sqrt(), replicates, repeat).inputs[2].total_parts)
        .map(Option::unwrap)
        .collect();
    let mean = |of: &dyn Fn(&Parts) -> f64| studies.iter().map(of).sum::<f64>() / 100.0;
    let variance = mean(&|parts| parts.std_error(256.0, 4.0).powi(2));
    assert!((variance / theory - 1.0).abs() < 0.2, "{variance} {theory}");
    let share = mean(&Parts::noise_share);
    assert!(share > 0.85, "{share}");
}

/// The standard deviation of an index over 100 studies, itself known to 7 %.
fn spread(studies: &[SobolIndices], of: fn(&SobolIndices) -> f64) -> f64 {
    let mut moments = Moments::default();
    studies.iter().for_each(|study| moments.push(of(study)));
    moments.variance().unwrap().sqrt()
}

/// Within a quarter: what is small beside the rest of the pilot's variance is known badly.
#[test]
fn parts_say_what_other_replicates_and_rows_would_give() {
    let sd = (2.0 * SIGNAL).sqrt();
    let of = |base_rows, replicates| -> Vec<SobolIndices> {
        (0..100)
            .map(|repeat| study(base_rows, sd, replicates, repeat))
            .collect()
    };
    let pilot = of(256, 4);
    for (base_rows, replicates) in [(256, 4), (256, 8), (512, 4)] {
        let studies = of(base_rows, replicates);
        type Pick = (fn(&SobolIndices) -> Parts, fn(&SobolIndices) -> f64);
        let picks: [Pick; 3] = [
            (
                |s| s.inputs[0].first_parts.unwrap(),
                |s| s.inputs[0].first.unwrap().value,
            ),
            (
                |s| s.inputs[0].total_parts.unwrap(),
                |s| s.inputs[0].total.unwrap().value,
            ),
            (
                |s| s.inputs[2].total_parts.unwrap(),
                |s| s.inputs[2].total.unwrap().value,
            ),
        ];
        for (place, (parts, index)) in picks.into_iter().enumerate() {
            let variance = pilot
                .iter()
                .map(|study| {
                    parts(study)
                        .std_error(base_rows as f64, replicates as f64)
                        .powi(2)
                })
                .sum::<f64>()
                / 100.0;
            let ratio = variance.sqrt() / spread(&studies, index);
            assert!(
                (ratio - 1.0).abs() < 0.25,
                "{place} {base_rows} {replicates}: {ratio}"
            );
        }
    }
}

/// With noise nine times the signal in a replicate, the study that the reading asks for reaches the
/// target within the error of the pilot; powers of two can be twice what is needed.
#[test]
fn the_study_that_is_asked_for_reaches_the_target() {
    let sd = (9.0 * SIGNAL).sqrt();
    let reading = |base_rows, replicates, target| -> Convergence {
        let study = study(base_rows, sd, replicates, 1);
        convergence(&study, asked(replicates), target).unwrap()
    };
    let pilot = reading(256, 6, 1.0);
    assert_eq!(pilot.advice, Advice::Enough);
    assert!(pilot.from_noise > 0.6, "{pilot:?}");
    let target = 0.5 * pilot.half_width;
    let asked = reading(256, 6, target);
    let Advice::Take {
        base_rows,
        replicates,
    } = asked.advice
    else {
        panic!("{asked:?}");
    };
    let after = reading(base_rows as usize, replicates, target);
    let part = after.half_width / target;
    assert!((0.5..1.25).contains(&part), "{asked:?} {after:?}");
}

/// The same rows as of a study of twice as many replicates, of which half have a value: half as many
/// with a value come of as many asked for, and none of one where two are asked for.
#[test]
fn a_plan_is_in_what_is_asked_for() {
    let study = study(256, (9.0 * SIGNAL).sqrt(), 6, 1);
    let widest = convergence(&study, asked(6), 1.0).unwrap();
    let plan = |count| convergence(&study, asked(count), 0.5 * widest.half_width).unwrap();
    let (
        Advice::Take {
            base_rows,
            replicates,
        },
        Advice::Take {
            base_rows: rows,
            replicates: twice,
        },
    ) = (plan(6).advice, plan(12).advice)
    else {
        panic!("{:?} {:?}", plan(6), plan(12));
    };
    assert_eq!((rows, twice), (base_rows, 2 * replicates));
}
