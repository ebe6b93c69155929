//! What rules contribute: rules switched off, and contributions shared out.

use std::sync::atomic::AtomicBool;

use demarche::document::Document;
use demarche::experiment::{Ablation, Arm, Game, Group, switched_off};
use demarche::model::{METRICS, Metric};
use demarche::rules::{RuleKind, Rulebook};
use demarche::scenario::{LIBRARY, Scenario, library_entry};
use demarche::study::{self, Contrast, Contrasts, Control, Firings, MetricContrast, Plan, Term};

const PLAN: Plan = Plan {
    runs: 300,
    seed: 2024,
    threads: Some(2),
};

pub(crate) fn document(name: &str, changes: &[&str]) -> Document {
    let entry = library_entry(name).unwrap();
    let mut document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
    for change in changes {
        document.set(change).unwrap();
    }
    document
}

fn watched<T>(study: impl FnOnce(&Control<'_>) -> T) -> T {
    study(&Control {
        interrupted: &AtomicBool::new(false),
        progress: &|_| (),
    })
}

pub(crate) fn contrasts(arms: &[&Scenario], contrasts: &[Contrast]) -> Contrasts {
    watched(|control| study::contrast(arms, contrasts, &PLAN, control)).unwrap()
}

fn firings(scenario: &Scenario) -> Firings {
    watched(|control| study::firings(scenario, &PLAN, control)).unwrap()
}

/// A contrast is 0 in every run.
pub(crate) fn nothing(metric: &MetricContrast) -> bool {
    let moments = &metric.moments;
    moments.count() == 0 || (moments.min(), moments.max()) == (Some(0.0), Some(0.0))
}

/// The shortcut of leaving such rules out is put to the test: they are switched off and run.
#[test]
fn a_rule_that_never_fires_contributes_exactly_nothing() {
    for entry in LIBRARY {
        let document = document(entry.name, &[]);
        let scenario = Scenario::load(&document).unwrap();
        let ablation = Ablation::new(&document, &firings(&scenario)).unwrap();
        assert!(!ablation.idle.is_empty(), "{}", entry.name);
        let arms: Vec<Arm> = ablation
            .idle
            .iter()
            .map(|&rule| {
                let change = switched_off(ablation.rule(rule));
                Arm::changed("without", &document, &[change]).unwrap()
            })
            .collect();
        let mut scenarios = vec![&scenario];
        scenarios.extend(arms.iter().map(|arm| &arm.scenario));
        for negotiation in 0..scenario.negotiations.len() {
            let against = |arm| Contrast::difference((0, negotiation), (arm, negotiation));
            let differences: Vec<_> = (1..scenarios.len()).map(against).collect();
            let found = contrasts(&scenarios, &differences);
            for (summary, &rule) in found.summaries.iter().zip(&ablation.idle) {
                let id = &ablation.rule(rule).id;
                assert!(summary.metrics.iter().all(nothing), "{} {id}", entry.name);
            }
        }
    }
}

#[test]
fn rules_that_fire_are_told_apart_and_their_sum_is_what_it_says() {
    let document = document("eu-tunisia-2023", &[]);
    let scenario = Scenario::load(&document).unwrap();
    let ablation = Ablation::new(&document, &firings(&scenario)).unwrap();
    let found = contrasts(&ablation.scenarios(), &ablation.contrasts());
    let contributions = ablation.read(&found.summaries).next().unwrap();
    let mean = |summary: &study::ContrastSummary| {
        let metric = summary.metric(Metric::PartnerUtility);
        metric.moments.mean().unwrap()
    };
    let (mut sum, mut conditional) = (0.0, 0);
    for (&rule, summary) in ablation.rules.iter().zip(contributions.rules) {
        let rule = ablation.rule(rule);
        if rule.kind != demarche::rules::RuleKind::Context {
            sum += mean(summary);
            conditional += 1;
        }
        let changes = summary.metrics.iter().any(|metric| !nothing(metric));
        assert!(changes || rule.id != "more-for-more/pay", "{}", rule.id);
    }
    assert!(conditional > 5);
    assert_eq!(conditional, ablation.conditional_rules());
    assert!((sum - mean(contributions.sum)).abs() < 1e-12);
    let excess = mean(contributions.sum) - mean(contributions.together);
    assert!((excess - mean(contributions.excess)).abs() < 1e-12);
    assert!(
        excess.abs() > 0.01,
        "one at a time they would add up: {excess}"
    );
}

fn game(group: Group, changes: &[&str]) -> Game {
    let document = document("karsia-belmora", changes);
    group.game(&document).unwrap().unwrap()
}

/// The values of all players, and what is left of v(all) − v(none) after them, in one contrast.
fn unexplained(game: &Game) -> Contrast {
    let mut terms = Vec::new();
    for negotiation in game.read(&game.contrasts()) {
        terms.extend(negotiation.players.iter().flat_map(|c| c.terms.clone()));
        terms.extend(negotiation.none.terms.iter().copied());
        let all = negotiation.all.terms.iter();
        terms.extend(all.map(|term| Term {
            weight: -term.weight,
            ..*term
        }));
    }
    Contrast { terms }
}

#[test]
fn values_add_up_in_every_run() {
    for (group, players) in [(Group::Kinds, 3), (Group::Measures, 6)] {
        let game = game(group, &[]);
        assert_eq!(game.players.len(), players);
        let found = contrasts(&game.scenarios(), &[unexplained(&game)]);
        for (metric, entry) in found.summaries[0].metrics.iter().zip(METRICS) {
            if entry.counterpart.is_none() && metric.moments.count() > 0 {
                let (least, most) = (metric.moments.min(), metric.moments.max());
                let largest = least.unwrap().abs().max(most.unwrap().abs());
                assert!(largest < 1e-9, "{group:?} {}: {largest}", entry.name);
            }
        }
    }
}

/// The contrasts of one player by name.
fn value(game: &Game, name: &str) -> study::ContrastSummary {
    let found = contrasts(&game.scenarios(), &game.contrasts());
    let values = game.read(&found.summaries).next().unwrap();
    let place = game.players.iter().position(|player| player.name == name);
    values.players[place.unwrap()].clone()
}

#[test]
fn a_kind_that_is_not_used_has_a_value_of_exactly_zero() {
    let at = "negotiations.karsia-belmora.conduct";
    let summary = value(
        &game(Group::Kinds, &[&format!("{at}.partner.reverse=0")]),
        "reverse",
    );
    assert!(summary.metrics.iter().all(nothing));
    let cooperative = format!("{at}.destination=cooperative");
    let summary = value(&game(Group::Kinds, &[&cooperative]), "negative");
    assert!(summary.metrics.iter().all(nothing));
    let summary = value(&game(Group::Kinds, &[]), "reverse");
    assert!(!summary.metrics.iter().all(nothing));
}

/// A coalition of kinds is the scenario with a conduct of these kinds, however the file states it.
#[test]
fn a_kind_that_is_left_out_has_no_intensity() {
    let at = "negotiations.karsia-belmora.conduct";
    let stated = format!(
        "{at}.destination={{\"positive\": {{\"uniform\": [0.2, 0.9]}}, \"negative\": 0.4}}"
    );
    let preset = format!("{at}.destination=flexible_incentive");
    for (conduct, coalition, same) in [
        (&preset, 0b001, "{\"positive\": 1}"),
        (&preset, 0b010, "{\"negative\": 0.3}"),
        (&stated, 0b001, "{\"positive\": {\"uniform\": [0.2, 0.9]}}"),
        (&stated, 0b010, "{\"negative\": 0.4}"),
        (&stated, 0b000, "none"),
    ] {
        let game = game(Group::Kinds, &[conduct]);
        let destination = format!("{at}.destination={same}");
        let reverse = format!("{at}.partner.reverse=0");
        // Cooperative offers of the partner are positive conditionality too.
        let offers = format!("{at}.partner.positive=0");
        let mut changes = vec![&destination[..], &reverse];
        changes.extend((coalition & 1 == 0).then_some(&offers[..]));
        let by_hand = document("karsia-belmora", &changes);
        let by_hand = Arm::new("by hand", &by_hand).unwrap();
        let difference = Contrast::difference((0, 0), (1, 0));
        let arms = [&game.arms[coalition].scenario, &by_hand.scenario];
        let found = contrasts(&arms, &[difference]);
        assert!(
            found.summaries[0].metrics.iter().all(nothing),
            "{conduct} {coalition}"
        );
    }
}

#[test]
fn only_kinds_that_are_used_announce_and_carry_out() {
    let names = |changes: &[&str]| -> Vec<&str> {
        let game = game(Group::Measures, changes);
        game.players.iter().map(|player| player.name).collect()
    };
    let at = "negotiations.karsia-belmora.conduct";
    let all = [
        "promise",
        "reward",
        "threat",
        "penalty",
        "demand_or_warning",
        "retaliation",
    ];
    assert_eq!(names(&[]), all);
    assert_eq!(names(&[&format!("{at}.partner.reverse=0")]), all[..4]);
    let coercive = format!("{at}.destination=coercive");
    let alone = [&coercive[..], &format!("{at}.partner={{\"reverse\": 0}}")];
    assert_eq!(names(&alone), ["threat", "penalty"]);
    let none = format!("{at}.destination=none");
    let document = document("karsia-belmora", &[&none, alone[1]]);
    assert!(Group::Measures.game(&document).unwrap().is_none());
}

/// Together, what is announced and what is carried out is all that the rules of the kinds do.
#[test]
fn without_announcements_and_acts_no_rule_of_a_kind_is_left() {
    let game = game(Group::Measures, &[]);
    let conditionality = Rulebook::inform_2024();
    let rules = conditionality.rules().iter();
    let rules = rules.filter(|rule| rule.kind != RuleKind::Context);
    let off: Vec<String> = rules
        .map(|rule| format!("rules.{}.enabled=false", rule.id))
        .collect();
    let off: Vec<&str> = off.iter().map(String::as_str).collect();
    let by_hand = Arm::new("by hand", &document("karsia-belmora", &off)).unwrap();
    let difference = Contrast::difference((0, 0), (1, 0));
    let arms = [&game.arms[0].scenario, &by_hand.scenario];
    let found = contrasts(&arms, &[difference]);
    assert!(found.summaries[0].metrics.iter().all(nothing));
}

/// An act does not need its announcement, and an announcement comes without its act.
#[test]
fn a_threat_and_a_penalty_come_without_each_other() {
    let coercive = [
        "negotiations.karsia-belmora.conduct.destination=coercive",
        "negotiations.karsia-belmora.conduct.partner={\"reverse\": 0}",
    ];
    let game = game(Group::Measures, &coercive);
    let rounds = |coalition: usize| {
        let found = contrasts(&[&game.arms[coalition].scenario], &[Contrast::level(0, 0)]);
        let metric = found.summaries[0].metric(Metric::PenaltyRounds);
        metric.moments.mean().unwrap()
    };
    let (none, threat, penalty, both) = (rounds(0), rounds(1), rounds(2), rounds(3));
    assert_eq!((none, threat), (0.0, 0.0));
    assert!(penalty > 0.0 && both > 0.0, "{penalty} {both}");
    let trust = Contrast::difference((1, 0), (0, 0));
    let found = contrasts(&[&game.arms[0].scenario, &game.arms[1].scenario], &[trust]);
    assert!(
        !nothing(found.summaries[0].metric(Metric::Trust)),
        "a threat leaves no trace"
    );
}
