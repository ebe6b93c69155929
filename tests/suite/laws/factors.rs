//! What the inform names as reasons for success or failure: more of it never does the opposite, and
//! where there is none of it, nothing follows from it.

use demarche::model::{Happening, Keys, Metric, Simulator, Witness};
use demarche::rules::Quantity;
use demarche::scenario::Scenario;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::generated::{conceded_by, month, put, scenario};
use super::monotone::{calm, with};
use super::{cases, load, outcomes};

/// A factor, and how its figure follows from a degree in [0, 1] that helps.
#[derive(Clone, Copy, Debug)]
enum Factor {
    Fit,
    Upkeep,
    CoDrafting,
    Precision,
    /// The more actors, the less it helps; so with fora, and with parties to the arrangement.
    FewActors,
    FewFora,
    FewParties,
}

impl Factor {
    const ALL: [Factor; 7] = [
        Factor::Fit,
        Factor::Upkeep,
        Factor::CoDrafting,
        Factor::Precision,
        Factor::FewActors,
        Factor::FewFora,
        Factor::FewParties,
    ];

    /// The scenario with this factor at this degree everywhere.
    fn at(self, document: &Value, degree: f64) -> Value {
        let further = (8.0 * (1.0 - degree)).round();
        let of_negotiation = |name| with(document, &[(name, json!(degree))], &[], &[]);
        match self {
            Factor::Fit => {
                let mut document = document.clone();
                for (_, negotiation) in document["negotiations"].as_object_mut().unwrap() {
                    for (_, issue) in negotiation["issues"].as_object_mut().unwrap() {
                        issue["fit"] = json!(degree);
                    }
                }
                document
            }
            Factor::Upkeep => of_negotiation("upkeep"),
            Factor::CoDrafting => of_negotiation("co_drafting"),
            Factor::Precision => of_negotiation("definition_precision"),
            Factor::FewActors => with(document, &[], &[("actors", json!(1.0 + further))], &[]),
            Factor::FewFora => with(document, &[("fora", json!(1.0 + further))], &[], &[]),
            Factor::FewParties => with(document, &[("parties", json!(2.0 + further))], &[], &[]),
        }
    }
}

/// The scenario calm, and with talks that do not depend on what makes them fast or slow.
fn settled(document: &Value) -> Value {
    let fixed = [
        ("session_probability", json!(0.7)),
        ("approval_base", json!(1)),
    ];
    with(&calm(document), &[], &[], &fixed)
}

/// All issues of every negotiation in one package.
fn in_one_package(document: &Value) -> Value {
    let mut document = document.clone();
    for (_, negotiation) in document["negotiations"].as_object_mut().unwrap() {
        let issues = negotiation["issues"].as_object().unwrap();
        let ids: Vec<String> = issues.keys().cloned().collect();
        negotiation["linkages"] = if ids.len() > 1 {
            json!({ "all": { "issues": ids, "kind": "tactical" } })
        } else {
            json!({})
        };
    }
    document
}

/// What became of each negotiation, round by round.
#[derive(Default)]
struct Rounds {
    repudiated: Vec<Option<usize>>,
    /// Trust, compliance and delivery.
    kept: Vec<Vec<[Option<f64>; 3]>>,
    /// Rounds that began with something in force, and the compliance that was observed before.
    observed: Vec<Vec<(usize, f64)>>,
}

impl Rounds {
    fn of(scenario: &Scenario, run: u64) -> Rounds {
        let count = scenario.negotiations.len();
        let mut rounds = Rounds {
            repudiated: vec![None; count],
            kept: vec![Vec::new(); count],
            observed: vec![Vec::new(); count],
        };
        Simulator::new(scenario).run(&Keys::of_run(2024, run), &mut rounds);
        rounds
    }
}

impl Witness for Rounds {
    fn note(&mut self, round: usize, negotiation: usize, happening: &Happening<'_>) {
        match happening {
            Happening::Repudiated { .. } => {
                self.repudiated[negotiation].get_or_insert(round);
            }
            Happening::Fired { snapshot, .. } => {
                let observed = snapshot[Quantity::AgreementObserved.slot()];
                self.observed[negotiation].push((round, observed));
            }
            Happening::RoundEnded {
                trust,
                compliance,
                delivery,
                ..
            } => self.kept[negotiation].push([Some(*trust), *compliance, *delivery]),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(cases(200))]

    /// Resources that fit better, means that are kept up, an agreement drafted together, precise
    /// terms and fewer actors, fora and parties never lower what is fulfilled of any issue.
    ///
    /// Fit, means and the coordination that counts raise what is feasible; ownership raises the
    /// relational motive, precision detection. All of these raise the path of fulfilment, as
    /// patience does (`monotone.rs`). Conditions: trust fixed, no rules, no budgets of states, and
    /// the same deal in the same round.
    ///
    /// Seen to fail with: the fit divided by; means that drift towards 1 − upkeep; ownership lowered
    /// by drafting together; a clarity that falls with precision; actors counted as 1 / actors;
    /// friction of fora and parties taken from the exponent.
    #[test]
    fn what_helps_never_lowers_fulfilment(
        document in scenario(), low in 0.0..1.0_f64, more in 0.0..1.0_f64, which in 0..7_usize
    ) {
        let (document, factor) = (settled(&document), Factor::ALL[which]);
        let arm = |degree| outcomes(&load(&factor.at(&document, degree)), 6);
        let (low, high) = (arm(low), arm(low + more * (1.0 - low)));
        for (low, high) in low.iter().flatten().zip(high.iter().flatten()) {
            for (low, high) in low.fulfilment.iter().zip(&high.fulfilment) {
                prop_assert_eq!(low.is_some(), high.is_some());
                prop_assert!(high.unwrap_or(0.0) >= low.unwrap_or(0.0) - 1e-9, "{:?}", factor);
            }
        }
    }

    /// Means that are let go never raise trust, and the agreement is kept no better while it lasts.
    ///
    /// What was expected of the sides does not fall with the means, so that they keep to less of
    /// it; trust follows, and with it the weight of promises and the relational motive: the paths of
    /// trust and fulfilment are lower by induction over the rounds. Conditions as above, but trust
    /// moves; one package, since trust would change a later deal; compared until the first end.
    ///
    /// Seen to fail with: means that drift towards 1 − upkeep; trust that falls with what is kept.
    #[test]
    fn means_let_go_never_raise_trust(
        document in scenario(), low in 0.0..1.0_f64, more in 0.0..1.0_f64,
        speed in 0.0..1.0_f64, run in 0..100_u64
    ) {
        let document = in_one_package(&settled(&document));
        let document = with(&document, &[], &[], &[("trust_speed", json!(speed))]);
        let arm = |upkeep| Rounds::of(&load(&Factor::Upkeep.at(&document, upkeep)), run);
        let (low, high) = (arm(low), arm(low + more * (1.0 - low)));
        prop_assert_eq!(&low.repudiated, &high.repudiated);
        for (index, end) in low.repudiated.iter().enumerate() {
            let rounds = low.kept[index].iter().zip(&high.kept[index]);
            let rounds = rounds.take(end.unwrap_or(usize::MAX));
            for (low, high) in rounds.flat_map(|(low, high)| low.iter().zip(high)) {
                prop_assert_eq!(low.is_some(), high.is_some());
                prop_assert!(high.unwrap_or(0.0) >= low.unwrap_or(0.0) - 1e-9);
            }
        }
    }

    /// A stop of delivery never raises what is fulfilled of any issue, and of what is stopped from the
    /// start no more is than on the first day.
    ///
    /// The goal of what is stopped is 0 and not above it; the rest follows, as above, from each side's
    /// fulfilment raising that of the other. Conditions as above.
    ///
    /// Seen to fail with: a goal of 1 while a stop lasts; a stop of the issues of the other side.
    #[test]
    fn a_stop_never_raises_fulfilment(
        document in scenario(), after in 0..48_usize, months in 1..60_usize, by_partner in any::<bool>()
    ) {
        let document = settled(&document);
        let by = if by_partner { "partner" } else { "destination" };
        let mut stopped = [document.clone(), document.clone()];
        for (id, negotiation) in document["negotiations"].as_object().unwrap() {
            let issues = negotiation["issues"].as_object().unwrap();
            if !issues.iter().any(|(id, issue)| conceded_by(id, issue) == by) {
                continue;
            }
            let name = format!("stop-{id}");
            let stop = |after: usize| {
                json!({
                    "kind": "funding_stop", "negotiation": id, "by": by, "date": month(after)
                })
            };
            stopped[0]["events"][&name] = stop(after);
            stopped[0]["events"][&name]["months"] = json!(months);
            stopped[1]["events"][&name] = stop(0);
        }
        let free = outcomes(&load(&document), 6);
        for (place, document) in stopped.iter().enumerate() {
            let scenario = load(document);
            for (free, stopped) in free.iter().zip(outcomes(&scenario, 6)) {
                for ((free, stopped), negotiation) in
                    free.iter().zip(&stopped).zip(&scenario.negotiations)
                {
                    let pairs = free.fulfilment.iter().zip(&stopped.fulfilment);
                    for ((free, stopped), issue) in pairs.zip(&negotiation.issues) {
                        prop_assert_eq!(free.is_some(), stopped.is_some());
                        prop_assert!(stopped.unwrap_or(0.0) <= free.unwrap_or(0.0) + 1e-9);
                        if place == 1 && issue.conceded_by.name() == by {
                            let start = scenario.settings.initial_fulfilment;
                            prop_assert!(stopped.unwrap_or(0.0) <= start + 1e-9);
                        }
                    }
                }
            }
        }
    }

    /// Drafting together, precise terms and more actors, fora and parties never bring a first agreement sooner.
    ///
    /// Each lowers the probability that a session takes place, those of many also that an approval
    /// stage is passed, and both are decided by the same draws, keyed by round. Without chance in
    /// offers and votes a deal depends on the number of the session only, so every step of the talks
    /// comes no sooner. Conditions: no rules, trust fixed, no error of perception, best responses,
    /// no shocks and no events, sessions by the formula.
    ///
    /// Seen to fail with: a delay that falls with joint drafting; haste that rises with precision;
    /// coordination raised by actors.
    #[test]
    fn what_takes_time_never_brings_an_agreement_sooner(
        document in scenario(), low in 0.0..1.0_f64, more in 0.0..1.0_f64, which in 2..7_usize
    ) {
        let mut document = calm(&document);
        document["events"] = json!({});
        let fixed = [
            ("session_probability", Value::Null),
            ("noise", json!(0)),
            ("shocks", json!(0)),
            ("beta_accept", Value::Null),
            ("beta_vote", Value::Null),
        ];
        let document = with(&document, &[], &[], &fixed);
        let factor = Factor::ALL[which];
        let arm = |degree| outcomes(&load(&factor.at(&document, degree)), 6);
        let (low, high) = (arm(low), arm(low + more * (1.0 - low)));
        let (slow, fast) = match factor {
            Factor::FewActors | Factor::FewFora | Factor::FewParties => (low, high),
            _ => (high, low),
        };
        for (slow, fast) in slow.iter().flatten().zip(fast.iter().flatten()) {
            let metric = Metric::MonthsWithoutAgreement;
            prop_assert!(slow.get(metric) >= fast.get(metric), "{:?}", factor);
        }
    }

    /// What is observed is never further from what is done where terms are more precise.
    ///
    /// The error is the same draw times noise · error · (1 − monitoring · clarity). Conditions: no
    /// conditionality, so that what is done does not depend on how well it is seen; one rule that
    /// changes nothing, to look at what rules see.
    ///
    /// Seen to fail with: a clarity that falls with precision; an error of 1 + monitoring · clarity.
    #[test]
    fn precise_terms_never_blur_what_is_observed(
        document in scenario(), low in 0.0..1.0_f64, more in 0.0..1.0_f64, run in 0..100_u64
    ) {
        let mut document = settled(&document);
        for (_, negotiation) in document["negotiations"].as_object_mut().unwrap() {
            put(negotiation, "conduct.destination", json!("none"));
            put(negotiation, "conduct.partner", json!({ "reverse": 0, "positive": 0 }));
        }
        document["rules"] = json!({ "a/look": {
            "kind": "context", "actor": "destination", "stage": "in_force", "when": "trust >= 0",
            "then": { "trust": "+ 0" }, "probability": 1, "cooldown": 0, "says": "Look.",
            "source": "test", "magnitude": "assumption"
        } });
        let arm = |precision| Rounds::of(&load(&Factor::Precision.at(&document, precision)), run);
        let (low, high) = (arm(low), arm(low + more * (1.0 - low)));
        prop_assert_eq!(&low.kept, &high.kept);
        for (index, kept) in low.kept.iter().enumerate() {
            prop_assert_eq!(low.observed[index].len(), high.observed[index].len());
            for (low, high) in low.observed[index].iter().zip(&high.observed[index]) {
                let Some(done) = low.0.checked_sub(1).and_then(|before| kept[before][1]) else {
                    continue;
                };
                prop_assert!((high.1 - done).abs() <= (low.1 - done).abs() + 1e-12);
            }
        }
    }

    /// At its neutral value a factor has no effect, whatever its strength: not by a bit.
    ///
    /// Seen to fail with: friction times actors; ownership or sessions that move by the strength
    /// alone; a clarity without the vagueness; means that start below 1.
    #[test]
    fn where_there_is_none_of_a_factor_its_strength_says_nothing(
        document in scenario(), strengths in proptest::array::uniform8(0.0..1.0_f64)
    ) {
        let neutral = [
            ("upkeep", json!(1)),
            ("co_drafting", json!(0)),
            ("definition_precision", json!(1)),
            ("fora", json!(1)),
            ("parties", json!(2)),
        ];
        let document = with(&document, &neutral, &[("actors", json!(1))], &[]);
        let names = [
            "actor_friction",
            "forum_friction",
            "party_friction",
            "co_drafting_ownership",
            "co_drafting_delay",
            "vagueness_blur",
            "vagueness_haste",
        ];
        let mut settings: Vec<(&str, Value)> =
            names.iter().zip(strengths).map(|(name, figure)| (*name, json!(figure))).collect();
        settings.push(("upkeep_decay", json!(0.1 + 60.0 * strengths[7])));
        let without = names.map(|name| (name, json!(0)));
        let expected = outcomes(&load(&with(&document, &[], &[], &without)), 6);
        let found = outcomes(&load(&with(&document, &[], &[], &settings)), 6);
        prop_assert_eq!(expected, found);
    }
}
