//! Test functions with analytic indices.

use std::f64::consts::PI;

use demarche::analysis::sensitivity::{
    Estimate, MorrisDesign, SobolDesign, SobolIndices, elementary_effects, sobol_indices,
};
use demarche::chance::RunKey;

use super::{exact, resampling};

/// Ishigami and Homma (1990) with a = 7, b = 0.1, its inputs stretched to [−π, π].
pub(super) fn ishigami(point: &[f64]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|input| PI * (2.0 * point[input] - 1.0));
    x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
}

fn study(inputs: usize, second_order: bool, function: fn(&[f64]) -> f64) -> SobolIndices {
    let design = SobolDesign::new(inputs, 1024, second_order, &RunKey::new(3, 0)).unwrap();
    let rows = exact(design.points(), function);
    sobol_indices(&design, &rows, &resampling(0)).unwrap()
}

/// Within `tolerance` of the truth, which is also in the interval.
fn close(name: &str, found: Option<Estimate>, truth: f64, tolerance: f64) {
    let found = found.unwrap();
    assert!(
        (found.value - truth).abs() < tolerance,
        "{name}: {found:?}, truth {truth}"
    );
    let interval = found.interval;
    assert!(
        interval.low() - 1e-9 <= truth && truth <= interval.high() + 1e-9,
        "{name}: {found:?}"
    );
}

/// The decomposition of Ishigami's function (Saltelli et al. 2008, example 4.5):
/// V₁ = ½ (1 + b π⁴ / 5)², V₂ = a² / 8, V₁₃ = b² π⁸ (1 / 18 − 1 / 50). On 1,024 base rows of a
/// Sobol sequence the error is below 0.02.
#[test]
fn indices_of_ishigami() {
    let (a, b): (f64, f64) = (7.0, 0.1);
    let first = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
    let second = a * a / 8.0;
    let joint = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
    let whole = first + second + joint;
    let found = study(3, true, ishigami);
    for (input, (alone, total)) in [(first, first + joint), (second, second), (0.0, joint)]
        .into_iter()
        .enumerate()
    {
        close("first", found.inputs[input].first, alone / whole, 0.02);
        close("total", found.inputs[input].total, total / whole, 0.02);
    }
    for pair in &found.pairs {
        let truth = if pair.inputs == [0, 2] {
            joint / whole
        } else {
            0.0
        };
        close("second", pair.second, truth, 0.03);
    }
    assert_eq!(found.joint(0.95), [false, true, false]);
    let signal = found.signal.unwrap();
    assert!((signal.value / whole - 1.0).abs() < 0.02, "{signal:?}");
    assert_eq!(found.noise_share.unwrap().value, 0.0);
}

const G: [f64; 6] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0];

/// Sobol's g function: the product of (|4 x − 2| + a) / (1 + a).
fn g(point: &[f64]) -> f64 {
    let parts = point.iter().zip(G);
    parts
        .map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a))
        .product()
}

/// Vᵢ = 1 / (3 (1 + aᵢ)²), and every joint part is the product of these (Saltelli et al. 2010).
#[test]
fn indices_of_the_g_function() {
    let own = G.map(|a: f64| 1.0 / (3.0 * (1.0 + a).powi(2)));
    let product: f64 = own.iter().map(|v| 1.0 + v).product();
    let whole = product - 1.0;
    let found = study(6, false, g);
    for (input, v) in own.into_iter().enumerate() {
        close("first", found.inputs[input].first, v / whole, 0.02);
        close(
            "total",
            found.inputs[input].total,
            v * product / (1.0 + v) / whole,
            0.02,
        );
    }
}

/// w of Morris (1991): 2 (x − ½), for the third, fifth and seventh input bent.
fn bent(input: usize, x: f64) -> f64 {
    if [2, 4, 6].contains(&input) {
        2.0 * (1.1 * x / (x + 0.1) - 0.5)
    } else {
        2.0 * (x - 0.5)
    }
}

/// Coefficients of Morris (1991); the smaller ones, drawn at random there, have alternating signs.
fn coefficient(inputs: &[usize]) -> f64 {
    let alternating = |sum: usize| if sum.is_multiple_of(2) { 1.0 } else { -1.0 };
    match *inputs {
        [i] if i < 10 => 20.0,
        [i] => alternating(i + 1),
        [_, j] if j < 6 => -15.0,
        [i, j] => alternating(i + j),
        [_, _, k] if k < 5 => -10.0,
        [_, _, _, l] if l < 4 => 5.0,
        _ => 0.0,
    }
}

/// The function as a multilinear form of w; each product of a set of inputs with one coefficient.
fn form(w: &[f64; 20]) -> f64 {
    let mut sum = 0.0;
    for i in 0..20 {
        sum += coefficient(&[i]) * w[i];
        for j in i + 1..20 {
            sum += coefficient(&[i, j]) * w[i] * w[j];
            for k in j + 1..5 {
                sum += coefficient(&[i, j, k]) * w[i] * w[j] * w[k];
                for l in k + 1..4 {
                    sum += coefficient(&[i, j, k, l]) * w[i] * w[j] * w[k] * w[l];
                }
            }
        }
    }
    sum
}

fn morris(point: &[f64]) -> f64 {
    form(&std::array::from_fn(|input| bent(input, point[input])))
}

/// Inputs are independent and uniform over the four levels, and the function is linear in each w:
/// the mean effect of an input is the mean slope of its w, times what the form gains by it where all
/// other w are at their means. Each of 20 means of 400 trajectories is within 4 standard errors,
/// which one of them misses in 1 of 800 cases.
#[test]
fn mean_effects_of_the_function_of_morris() {
    let levels = [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0];
    let step = 2.0 / 3.0;
    let means: [f64; 20] =
        std::array::from_fn(|input| levels.map(|x| bent(input, x)).iter().sum::<f64>() / 4.0);
    let design = MorrisDesign::new(&[0; 20], 400, 4, &RunKey::new(4, 0)).unwrap();
    let rows = exact(design.points(), morris);
    let found = elementary_effects(&design, &rows, &resampling(0)).unwrap();
    for input in 0..20 {
        let slope: f64 = [0, 1]
            .map(|at| (bent(input, levels[at + 2]) - bent(input, levels[at])) / step)
            .iter()
            .sum::<f64>()
            / 2.0;
        let gain = |w| {
            let mut at = means;
            at[input] = w;
            form(&at)
        };
        let truth = slope * (gain(1.0) - gain(0.0));
        let mu = found.inputs[input].mu.unwrap();
        let error = (mu.value - truth).abs();
        assert!(
            error < 4.0 * mu.std_error + 1e-9,
            "{input}: {mu:?}, truth {truth}"
        );
    }
    // What Morris found: inputs 8 to 10 are additive, inputs 1 to 7 strong and not, the rest weak.
    let sigma = |input: usize| found.inputs[input].sigma().unwrap().0;
    let size = |input: usize| found.inputs[input].mu_star.unwrap().value;
    assert!((7..10).all(|input| size(input) > 30.0 && sigma(input) < 10.0));
    assert!((0..6).all(|input| sigma(input) > 30.0));
    assert!((10..20).all(|input| size(input) < 10.0 && sigma(input) < 10.0));
    assert_eq!(found.dummy.mu_star.unwrap().value, 0.0);
}

/// One of three words differs from the two others by 1: of the six steps between two words four have
/// the size 1, wherever it stands in the list. Each of three means of 400 steps is within 4 standard
/// errors, which one of them misses in 1 of 5,000 cases. Levels of a range would give the word in the
/// middle another size than those at the ends.
#[test]
fn effects_of_listed_values_do_not_hang_on_their_order() {
    let design = MorrisDesign::new(&[3, 0], 400, 4, &RunKey::new(4, 0)).unwrap();
    for odd in 0..3 {
        let word = |x: f64| (x * 3.0) as usize;
        let rows = exact(design.points(), |point| {
            f64::from(u8::from(word(point[0]) == odd)) + point[1]
        });
        let found = elementary_effects(&design, &rows, &resampling(0)).unwrap();
        let listed = &found.inputs[0];
        let size = listed.mu_star.unwrap();
        let error = (size.value - 2.0 / 3.0).abs();
        assert!(error < 4.0 * size.std_error, "{odd}: {size:?}");
        assert_eq!((listed.mu, listed.sigma()), (None, None));
        let range = found.inputs[1].mu.unwrap();
        assert!((range.value - 1.0).abs() < 1e-9, "{range:?}");
    }
}
