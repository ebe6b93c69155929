//! More of one thing is never less of another: each law with its conditions, and why it holds.

use demarche::model::{Happening, Keys, Metric, Simulator, Witness};
use demarche::scenario::Scenario;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::generated::{put, scenario};
use super::{cases, load, outcomes};

/// The scenario with these figures in every negotiation, state, and the settings.
pub(super) fn with(
    document: &Value,
    negotiation: &[(&str, Value)],
    state: &[(&str, Value)],
    settings: &[(&str, Value)],
) -> Value {
    let mut document = document.clone();
    for (owners, changes) in [("negotiations", negotiation), ("states", state)] {
        for (_, owner) in document[owners].as_object_mut().unwrap() {
            for (path, value) in changes {
                put(owner, path, value.clone());
            }
        }
    }
    for (path, value) in settings {
        put(&mut document["settings"], path, value.clone());
    }
    document
}

/// No rules, trust fixed, no budgets of states: fulfilment then depends on nothing that it moves
/// but the fulfilment of the other issues. Patience plays no part in time tactics.
pub(super) fn calm(document: &Value) -> Value {
    let fixed = [("trust_speed", json!(0)), ("tactics", json!("time"))];
    let mut document = with(document, &[], &[], &fixed);
    document["rulebook"] = json!("none");
    for (_, state) in document["states"].as_object_mut().unwrap() {
        state.as_object_mut().unwrap().remove("budget");
    }
    document
}

/// What becomes of the agreements of each negotiation until the first of them is repudiated.
#[derive(Default)]
struct Agreements {
    /// Round of the first repudiation per negotiation.
    repudiated: Vec<Option<usize>>,
    /// Compliance and delivery of every round per negotiation.
    kept: Vec<Vec<[Option<f64>; 2]>>,
}

impl Agreements {
    fn of(scenario: &Scenario, run: u64) -> Agreements {
        let count = scenario.negotiations.len();
        let mut agreements = Agreements {
            repudiated: vec![None; count],
            kept: vec![Vec::new(); count],
        };
        Simulator::new(scenario).run(&Keys::of_run(2024, run), &mut agreements);
        agreements
    }

    /// The first end of a negotiation, or the horizon.
    fn end(&self, negotiation: usize) -> usize {
        self.repudiated[negotiation].unwrap_or(usize::MAX)
    }
}

impl Witness for Agreements {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        match happening {
            Happening::Repudiated { .. } => {
                self.repudiated[negotiation].get_or_insert(round);
            }
            Happening::RoundEnded {
                compliance,
                delivery,
                ..
            } => {
                self.kept[negotiation].push([*compliance, *delivery]);
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(cases(160))]

    /// Patience, monitoring and the length of punishment never lower what is fulfilled of any
    /// issue.
    ///
    /// With δ the patience times the chance of survival, F = δ + δ² + … + δᴷ rises with patience
    /// and with K, and enters the bracket of every issue times detection times a stake that is
    /// never negative: the folk-theorem condition F · d · (R − P) ≥ T − R (Friedman 1971) is met by
    /// more. Choice rises with its bracket, be it a best response or a logit. The other side's
    /// fulfilment enters both stake and bracket with a weight that is never negative, so the game
    /// has strategic complements, and from one start the whole path is higher (Milgrom and Roberts
    /// 1990; here by induction over the rounds). Conditions: trust fixed, measures fixed (no
    /// rules), and the same deal, so no backward recursion, in which patience is bargaining power.
    ///
    /// Seen to fail with: impatience for patience; detection 1 − d; (δ + δᴷ⁺¹) / (1 − δ) for F; the
    /// stake not kept from falling below 0.
    #[test]
    fn dearer_defection_never_lowers_fulfilment(
        document in scenario(), low in 0.05..0.95_f64, more in 0.0..1.0_f64, which in 0..3_usize
    ) {
        let document = calm(&document);
        let high = low + more * (0.99 - low).max(0.0);
        let arm = |figure: f64| match which {
            0 => with(&document, &[], &[("patience", json!(figure))], &[]),
            1 => with(&document, &[("monitoring", json!(figure))], &[], &[]),
            _ => {
                let rounds = (1.0 + 40.0 * figure).round();
                with(&document, &[], &[], &[("punished_rounds", json!(rounds))])
            }
        };
        let (low, high) = (outcomes(&load(&arm(low)), 6), outcomes(&load(&arm(high)), 6));
        for (low, high) in low.iter().flatten().zip(high.iter().flatten()) {
            for (low, high) in low.fulfilment.iter().zip(&high.fulfilment) {
                prop_assert_eq!(low.is_some(), high.is_some());
                prop_assert!(high.unwrap_or(0.0) >= low.unwrap_or(0.0) - 1e-9);
            }
        }
    }

    /// Agreements that end more easily are not kept better while they last, and end no later.
    ///
    /// The hazard h of the end discounts the future, δ(1 − h), so F falls with it, and with F the
    /// path of fulfilment, as above; whether a change of government repudiates is decided by the
    /// same draw at a larger probability. Conditions as above; compared until the first end.
    ///
    /// Seen to fail with: the chance of the end for that of survival in δ; a repudiation drawn with
    /// the probability that there is none.
    #[test]
    fn a_likelier_end_is_not_kept_better(
        document in scenario(), low in 0.0..1.0_f64, more in 0.0..1.0_f64, run in 0..100_u64
    ) {
        let document = with(&calm(&document), &[], &[("turnover", json!(0.5))], &[]);
        let arm = |probability: f64| {
            let both = json!({ "regular": probability, "irregular": probability });
            load(&with(&document, &[("repudiation", both)], &[], &[]))
        };
        let (low, high) = (arm(low), arm(low + more * (1.0 - low)));
        let (low, high) = (Agreements::of(&low, run), Agreements::of(&high, run));
        for index in 0..low.kept.len() {
            prop_assert!(high.end(index) <= low.end(index));
            let rounds = low.kept[index].iter().zip(&high.kept[index]).take(high.end(index));
            for (low, high) in rounds.flat_map(|(low, high)| low.iter().zip(high)) {
                prop_assert_eq!(low.is_some(), high.is_some());
                prop_assert!(high.unwrap_or(0.0) <= low.unwrap_or(0.0) + 1e-9);
            }
        }
    }

    /// A more binding instrument never ends an agreement sooner.
    ///
    /// Repudiation has the probability ρ · (1 − protection · binding) · …, which falls with
    /// binding, and is decided by the same draw. Conditions: no rules, which may change the
    /// instrument or suspend; trust fixed, so that the same talks are held.
    ///
    /// Seen to fail with: protection by 1 − binding; the draw inverted as above.
    #[test]
    fn what_binds_more_ends_no_sooner(
        document in scenario(), low in 0.0..1.0_f64, more in 0.0..1.0_f64, run in 0..100_u64
    ) {
        let mut document = with(&calm(&document), &[], &[("turnover", json!(0.5))], &[]);
        for (_, negotiation) in document["negotiations"].as_object_mut().unwrap() {
            negotiation.as_object_mut().unwrap().remove("repudiation");
            let id = negotiation["instrument"].clone();
            negotiation["instrument"] = json!({ "id": id });
        }
        let arm = |binding: f64| {
            load(&with(&document, &[("instrument.binding", json!(binding))], &[], &[]))
        };
        let (low, high) = (arm(low), arm(low + more * (1.0 - low)));
        let (low, high) = (Agreements::of(&low, run), Agreements::of(&high, run));
        for index in 0..low.kept.len() {
            prop_assert!(high.end(index) >= low.end(index));
        }
    }

    /// A believed threat never takes away an agreement that exists without it.
    ///
    /// It lowers what the partner has without a deal and nothing else, so it can only enlarge the
    /// part of the frontier that both prefer to no deal (Schelling 1960). With κ = 0 each side
    /// offers its reservation value, and the offers are the two ends of that part, so talks succeed
    /// in the first session if and only if it is not empty and not all of it is empty deals.
    /// Conditions: best responses, no error, no shocks, no approval stages, and floors that do not
    /// answer coercion: by default they do (`floor`), and then a threat can cost the deal.
    ///
    /// Seen to fail with: the sign of what is feared; a threat that makes its user demand more.
    #[test]
    fn a_believed_threat_never_takes_away_an_agreement(
        document in scenario(), low in 0.0..1.0_f64, more in 0.0..1.0_f64,
        floors in (-0.2..0.4, -0.2..0.4)
    ) {
        let mut document = calm(&document);
        document["events"] = json!({});
        for (_, negotiation) in document["negotiations"].as_object_mut().unwrap() {
            negotiation.as_object_mut().unwrap().remove("disagreement");
        }
        let document = with(
            &document,
            &[
                ("floors", json!({ "destination": floors.0, "partner": floors.1 })),
                ("conduct.destination", json!({ "positive": 0.5, "negative": 1 })),
                ("layers", json!(0)),
            ],
            &[],
            &[
                ("noise", json!(0)),
                ("shocks", json!(0)),
                ("session_probability", json!(1)),
                ("kappa", json!({ "destination": 0, "partner": 0 })),
                ("beta_accept", Value::Null),
                ("beta_vote", Value::Null),
            ],
        );
        let arm = |announced: f64| {
            let threat = json!({
                "by": "destination", "if": "agreement", "below": 0.5,
                "less": "destination_stick", "announced": announced
            });
            let scenario = load(&with(&document, &[("clauses.a-threat", threat)], &[], &[]));
            outcomes(&scenario, 3)
        };
        let (low, high) = (arm(low), arm(low + more * (1.0 - low)));
        for (low, high) in low.iter().flatten().zip(high.iter().flatten()) {
            prop_assert!(high.get(Metric::Agreement) >= low.get(Metric::Agreement));
        }
    }
}
