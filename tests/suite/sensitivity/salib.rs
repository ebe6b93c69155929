//! The figures of SALib on the same samples, and the points of SciPy's Sobol sequence; made by
//! `tests/fixtures/sensitivity/make.py`.

use demarche::analysis::sensitivity::{
    MorrisDesign, Points, SobolDesign, SobolRow, elementary_effects, sobol_indices,
};
use demarche::chance::Sobol;
use serde_json::Value;

use super::functions::ishigami;
use super::{exact, resampling, twice};

const SALIB: &str = include_str!("../../fixtures/sensitivity/salib.json");
const SEQUENCE: &str = include_str!("../../fixtures/sensitivity/sequence.json");

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().unwrap();
    list.iter().map(|item| item.as_f64().unwrap()).collect()
}

fn table(value: &Value) -> Points {
    let rows: Vec<Vec<f64>> = value.as_array().unwrap().iter().map(numbers).collect();
    Points::new(rows[0].len(), rows.concat())
}

fn close(name: &str, found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (found, expected) in found.iter().zip(expected) {
        let error = (found - expected).abs();
        assert!(error < tolerance, "{name}: {found}, expected {expected}");
    }
}

#[test]
fn sobol_indices_without_noise_are_those_of_salib() {
    let fixture: Value = serde_json::from_str(SALIB).unwrap();
    let case = &fixture["sobol"];
    let design = SobolDesign::of_base(&table(&case["base"]), true).unwrap();
    let figures = table(&case["figures"]);
    let rows = design.points().rows().enumerate().map(|(row, point)| {
        let (base, role) = design.role(row);
        // SALib has B last, and no dummy.
        let place = match role {
            SobolRow::A | SobolRow::Dummy => 0,
            SobolRow::AB(input) => 1 + input,
            SobolRow::BA(input) => 4 + input,
            SobolRow::B => 7,
        };
        let figure = figures.row(base)[place];
        assert!((figure - ishigami(point)).abs() < 1e-12, "{role:?}");
        twice(figure)
    });
    let rows: Vec<_> = rows.collect();
    let found = sobol_indices(&design, &rows, &resampling(1)).unwrap();
    let of = |index: fn(&demarche::analysis::sensitivity::InputIndices) -> f64| {
        found.inputs.iter().map(index).collect::<Vec<f64>>()
    };
    let first = of(|input| input.first.unwrap().value);
    let total = of(|input| input.total.unwrap().value);
    let second: Vec<f64> = found
        .pairs
        .iter()
        .map(|pair| pair.second.unwrap().value)
        .collect();
    close("first", &first, &numbers(&case["first"]), 1e-9);
    close("total", &total, &numbers(&case["total"]), 1e-9);
    close("second", &second, &numbers(&case["second"]), 1e-9);
}

#[test]
fn elementary_effects_without_noise_are_those_of_salib() {
    let fixture: Value = serde_json::from_str(SALIB).unwrap();
    let case = &fixture["morris"];
    let levels = case["levels"].as_u64().unwrap() as usize;
    let design = MorrisDesign::of_trajectories(&table(&case["rows"]), levels).unwrap();
    let rows = exact(design.points(), ishigami);
    let found = elementary_effects(&design, &rows, &resampling(1)).unwrap();
    let of = |figure: fn(&demarche::analysis::sensitivity::Effects) -> f64| {
        found.inputs.iter().map(figure).collect::<Vec<f64>>()
    };
    let mu = of(|input| input.mu.unwrap().value);
    let mu_star = of(|input| input.mu_star.unwrap().value);
    let sigma = of(|input| input.sigma().unwrap().0);
    close("mu", &mu, &numbers(&case["mu"]), 1e-9);
    close("mu*", &mu_star, &numbers(&case["mu_star"]), 1e-9);
    close("sigma", &sigma, &numbers(&case["sigma"]), 1e-9);
}

#[test]
fn the_plain_sequence_is_that_of_scipy() {
    let fixture: Value = serde_json::from_str(SEQUENCE).unwrap();
    let sequence = Sobol::plain(Sobol::DIMENSIONS);
    let points = fixture["points"].as_object().unwrap();
    assert_eq!(points.len(), 8);
    for (index, point) in points {
        let expected: Vec<u64> = numbers(point).into_iter().map(|x| x as u64).collect();
        let bits = sequence.bits(index.parse().unwrap());
        let found: Vec<u64> = bits.map(|bits| bits >> 32).collect();
        assert_eq!(found, expected, "point {index}");
    }
}
