//! Baselines of a run: one-line models on the inputs of the run.

use demarche::domain::PerSide;
use demarche::model::{Keys, Silent, Simulator, Solution};
use demarche::report::RunResult;
use demarche::scenario::Scenario;

use crate::scenario_with;
use crate::scenarios::ensemble;

fn baselines(simulator: &mut Simulator, run: u64) -> [PerSide<f64>; 5] {
    simulator.run(&Keys::of_run(2024, run), &mut Silent)[0].baselines
}

/// One issue of +1 to the destination and −1 to the partner, which has −1 without a deal: a pie of
/// one point; with one more change.
fn pie(change: &str) -> Scenario {
    scenario_with(
        "karsia-belmora",
        &[
            r#"negotiations.karsia-belmora.issues={"readmission":{"value":{"destination":1,"partner":-1}}}"#,
            "negotiations.karsia-belmora.linkages={}",
            "negotiations.karsia-belmora.clauses={}",
            "negotiations.karsia-belmora.cost_of_no_agreement=0",
            r#"negotiations.karsia-belmora.disagreement={"partner":-1}"#,
            change,
        ],
    )
}

/// Leverage of 0.6 against 0.2 gives the destination three quarters of the pie.
#[test]
fn a_pie_is_split_as_the_textbook_says() {
    let scenario = pie(r#"negotiations.karsia-belmora.leverage={"destination":0.6,"partner":0.2}"#);
    let found = baselines(&mut Simulator::new(&scenario), 0);
    let expected = [
        (Solution::StatusQuo, 0.0),
        (Solution::Nash, 0.5),
        (Solution::WeightedNash, 0.75),
        (Solution::KalaiSmorodinsky, 0.5),
        (Solution::Compromise, 0.75),
    ];
    for (solution, destination) in expected {
        let at = found[solution as usize];
        assert!((at.destination - destination).abs() < 1e-12, "{solution:?}");
        let partner = if solution == Solution::StatusQuo {
            -1.0
        } else {
            -destination
        };
        assert!((at.partner - partner).abs() < 1e-12, "{solution:?}");
    }
}

/// The same pie of one point: what both sides' domestic politics asks for must fit into it.
#[test]
fn the_zone_of_agreement_lies_between_reservation_values() {
    for (floors, zone) in [
        (r#"{"destination":0,"partner":0}"#, true),
        (r#"{"destination":0.5,"partner":0.4}"#, true),
        (r#"{"destination":0.5,"partner":0.6}"#, false),
        (r#"{"destination":1.1,"partner":0}"#, false),
    ] {
        let scenario = pie(&format!("negotiations.karsia-belmora.floors={floors}"));
        let keys = Keys::of_run(2024, 0);
        let outset = Simulator::new(&scenario).outset(&keys)[0];
        assert_eq!(outset.zone, zone, "{floors}");
        // The one-line models know no floors.
        let nash = outset.baselines[Solution::Nash as usize];
        assert!((nash.destination - 0.5).abs() < 1e-12, "{floors}");
    }
}

#[test]
fn baselines_follow_the_drawn_inputs_and_no_announcement() {
    let here = scenario_with("karsia-belmora", &[]);
    let announced = scenario_with(
        "karsia-belmora",
        &[
            "negotiations.karsia-belmora.clauses.less-trade.announced=1",
            "negotiations.karsia-belmora.clauses.less-trade.carried_out=0.5",
            "negotiations.karsia-belmora.conduct.destination=coercive",
        ],
    );
    let (mut here, mut announced) = (Simulator::new(&here), Simulator::new(&announced));
    let first = baselines(&mut here, 0);
    assert_ne!(first, baselines(&mut here, 1));
    assert_eq!(first, baselines(&mut here, 0));
    assert_eq!(first, baselines(&mut announced, 0));
}

#[test]
fn a_result_says_what_a_one_line_model_would_give() {
    let scenario = scenario_with("eu-tunisia-2023", &[]);
    let ensemble = ensemble(&scenario, 50, 2);
    let result = RunResult::new(&scenario, &ensemble, Vec::new(), 2024, &[]);
    let (_, negotiation) = result.negotiations.iter().next().unwrap();
    for solution in Solution::ALL {
        let baseline = negotiation.baselines.get(solution.name()).unwrap();
        for figure in [&baseline.destination, &baseline.partner] {
            let (mean, ci95) = (figure.mean.unwrap(), figure.ci95.unwrap());
            assert!(ci95.low() <= mean && mean <= ci95.high());
        }
    }
    let text = demarche::report::text(&result);
    for solution in Solution::ALL {
        assert!(text.contains(solution.name()), "{text}");
    }
}
