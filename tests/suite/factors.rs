//! Figures that are moved by a step, and factors ranked by what that does.

use demarche::domain::{ISSUE_PARAMETERS, Parameter, STATE_PARAMETERS, Side};
use demarche::experiment::{Arm, FACTORS, FactorStudy, MovedFactor};
use demarche::model::{Keys, Metric, NegotiationOutcome, Silent, Simulator};
use demarche::report::FactorsResult;
use demarche::scenario::{Moved, Scenario, Shift};

use crate::contributions::{contrasts, document, nothing};
use crate::scenario_with;

const NAME: &str = "eu-tunisia-2023";
const EU: usize = 0;
const TUNISIA: usize = 1;

/// Figures without a distribution, so that the same step can be made in the file.
const PLAIN: [&str; 5] = [
    "states.tunisia.capacity=0.5",
    "states.tunisia.stability=0.25",
    "states.eu.leverage=0.5",
    "states.tunisia.leverage={\"economic\": 0.25, \"migration\": 0.5}",
    "negotiations.eu-tunisia.issues.readmission.fit=0.5",
];

fn state(name: &str) -> &'static Parameter<demarche::domain::State> {
    STATE_PARAMETERS.iter().find(|p| p.name == name).unwrap()
}

fn shift(moved: Moved, by: f64) -> Shift {
    Shift {
        path: format!("{moved:?}"),
        moved,
        by,
    }
}

fn outcomes(scenario: &Scenario) -> Vec<NegotiationOutcome> {
    let mut simulator = Simulator::new(scenario);
    let runs = (0..60).map(|run| {
        let outcomes = simulator.run(&Keys::of_run(2024, run), &mut Silent);
        outcomes[0].clone()
    });
    runs.collect()
}

#[test]
fn moving_a_plain_figure_is_stating_another_bit_for_bit() {
    let held = [
        "states.tunisia.coordination=0.5",
        "states.tunisia.legal_framework=0.5",
    ];
    let readmission = |scenario: &Scenario| {
        let mut issues = scenario.negotiations[0].issues.iter();
        issues.position(|issue| issue.id == "readmission").unwrap()
    };
    let base = scenario_with(NAME, &PLAIN);
    assert_eq!(base.states[EU].id, "eu");
    assert_eq!(base.states[TUNISIA].coordination, None);
    let fit = ISSUE_PARAMETERS.iter().find(|p| p.name == "fit").unwrap();
    let by = 0.125;
    for (moved, stated) in [
        (
            Moved::State(TUNISIA, state("capacity")),
            &["states.tunisia.capacity=0.625", held[0], held[1]][..],
        ),
        (
            Moved::State(TUNISIA, state("stability")),
            &["states.tunisia.stability=0.375"],
        ),
        (
            Moved::State(TUNISIA, state("coordination")),
            &["states.tunisia.coordination=0.625"],
        ),
        (
            Moved::State(TUNISIA, state("legal_framework")),
            &["states.tunisia.legal_framework=0.625"],
        ),
        (
            Moved::Leverage(0, Side::Destination),
            &["negotiations.eu-tunisia.leverage={\"destination\": 0.625}"],
        ),
        (
            // 1 − (1 − 0.25)(1 − 0.5) is 0.625.
            Moved::Leverage(0, Side::Partner),
            &["negotiations.eu-tunisia.leverage={\"partner\": 0.75}"],
        ),
        (
            Moved::Issue(0, readmission(&base), fit),
            &["negotiations.eu-tunisia.issues.readmission.fit=0.625"],
        ),
    ] {
        let mut shifted = base.clone();
        shifted.shifts = vec![shift(moved, by)];
        let stated = scenario_with(NAME, &[&PLAIN[..], stated].concat());
        let (shifted, stated) = (outcomes(&shifted), outcomes(&stated));
        assert_eq!(shifted, stated, "{moved:?}");
        let changes = shifted != outcomes(&base);
        // The European Union's figures do not all count; those of this list do.
        assert!(changes, "{moved:?} changes nothing");
    }
}

#[test]
fn what_is_derived_from_a_figure_stays_where_it_was_though_the_figure_is_drawn() {
    let drawn = ["states.tunisia.capacity={\"uniform\": [0.3, 0.5]}"];
    let base = scenario_with(NAME, &drawn);
    let mut shifted = base.clone();
    shifted.shifts = vec![shift(Moved::State(TUNISIA, state("capacity")), 0.1)];
    let (mut base, mut shifted) = (Simulator::new(&base), Simulator::new(&shifted));
    for run in 0..20 {
        let keys = Keys::of_run(2024, run);
        base.run(&keys, &mut Silent);
        shifted.run(&keys, &mut Silent);
        let (was, is) = (
            &base.scenario().states[TUNISIA],
            &shifted.scenario().states[TUNISIA],
        );
        assert_eq!(is.capacity, was.capacity + 0.1);
        assert_eq!(is.coordination(), was.capacity);
        assert_eq!(is.legal_framework(), was.capacity);
        assert!((shifted.shifted().unwrap() - 0.1).abs() < 1e-12);
    }
}

#[test]
fn a_step_of_zero_does_exactly_nothing() {
    let document = document(NAME, &[]);
    let study = FactorStudy::new(&document, 0.0).unwrap();
    let found = contrasts(&study.scenarios(), &study.contrasts());
    for summary in &found.summaries {
        assert!(summary.metrics.iter().all(nothing));
    }
    for moments in &found.shifted[1..] {
        assert_eq!((moments.min(), moments.max()), (Some(0.0), Some(0.0)));
    }
}

fn study(changes: &[&str]) -> FactorStudy {
    FactorStudy::new(&document(NAME, changes), 0.1).unwrap()
}

fn of<'a>(study: &'a FactorStudy, name: &str) -> &'a MovedFactor {
    let mut factors = study.negotiations[0].iter();
    factors.find(|moved| moved.factor.name == name).unwrap()
}

#[test]
fn a_figure_at_its_bound_is_lowered_and_a_drawn_one_moves_as_far_as_it_can() {
    let study = study(&[
        "states.tunisia.capacity=1",
        "states.tunisia.stability={\"choice\": [0.0, 0.95]}",
    ]);
    assert!(!of(&study, "resources").raised);
    assert!(!of(&study, "partner_capacity").raised);
    let stability = of(&study, "partner_stability");
    assert!(stability.raised);
    let found = contrasts(&study.scenarios(), &study.contrasts());
    let made = |moved: &MovedFactor| found.shifted[moved.arm].mean().unwrap();
    assert!((made(of(&study, "resources")) + 0.1).abs() < 1e-12);
    assert!((made(of(&study, "partner_capacity")) + 0.1).abs() < 1e-12);
    // 0.1 in half of the runs, 0.05 in the others.
    let made = made(stability);
    assert!((0.07..0.08).contains(&made), "{made}");
}

#[test]
fn an_effect_of_a_lowered_factor_is_that_of_more_of_it() {
    let study = study(&[]);
    let found = contrasts(&study.scenarios(), &study.contrasts());
    let effects = study.read(&found.summaries);
    let resources = of(&study, "resources");
    assert!(!resources.raised);
    let place = FACTORS.iter().position(|f| f.name == "resources").unwrap();
    let effect = effects[0].factors[place].metric(Metric::Cooperation);
    assert!(effect.moments.mean().unwrap() > 0.0);
}

/// The same figure moved under two names is one factor twice: a tie in every run.
#[test]
fn the_same_factor_twice_is_a_tie() {
    let base = Arm::new("base", &document(NAME, &[])).unwrap();
    let mut moved = base.scenario.clone();
    moved.shifts = vec![shift(Moved::State(TUNISIA, state("capacity")), 0.1)];
    let factor = |place: usize| MovedFactor {
        factor: &FACTORS[place],
        arm: 1,
        raised: true,
    };
    let study = FactorStudy {
        arms: vec![base.scenario.clone(), moved],
        base,
        step: 0.1,
        negotiations: vec![vec![factor(2), factor(3)]],
    };
    let found = contrasts(&study.scenarios(), &study.contrasts());
    assert!(found.summaries[2].metrics.iter().all(nothing));
    let result = FactorsResult::new(&study, &found, 2024, &[Metric::Cooperation.entry()], &[]);
    let ranking = &result.negotiations.0[0].1.rankings.0[0].1;
    let ranks: Vec<(usize, usize)> = ranking.raise.iter().map(|r| (r.first, r.last)).collect();
    assert_eq!(ranks, [(1, 2), (1, 2)]);
    assert!(ranking.pairs.iter().all(|pair| !pair.told_apart));
}
