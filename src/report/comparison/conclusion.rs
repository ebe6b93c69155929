//! What a comparison says in plain words: never more than its intervals allow, and never that an
//! arm is better unless it was said what for.

use super::super::figures::Figures;
use super::super::words::{about, count, signed};
use super::{ComparisonResult, Difference};
use crate::experiment::Goal;
use crate::model::Metric;

/// Sentences on every arm against the first.
pub(super) fn conclusion(result: &ComparisonResult, goal: Option<Goal>) -> Vec<String> {
    let Some((first, reference)) = result.arms.iter().next() else {
        return Vec::new();
    };
    let mut sentences = Vec::new();
    for (arm, of) in result.arms.iter().skip(1) {
        for (id, _) in of.negotiations.iter() {
            let differences: Vec<&Difference> = result.between(id, arm, first).collect();
            let several = reference.negotiations.0.len() > 1;
            let where_ = if several {
                format!(" in {id}")
            } else {
                String::new()
            };
            sentences.extend(sentence(
                &differences,
                &format!("{arm} against {first}{where_}"),
            ));
            if let Some(goal) = goal {
                sentences.extend(judgement(&differences, goal));
            }
        }
    }
    if goal.is_none() && !sentences.is_empty() {
        sentences.push(
            "Which of them is better depends on what is wanted, and by whom: say so with --goal \
             METRIC:up or METRIC:down."
                .to_owned(),
        );
    }
    sentences
}

/// Which metrics are higher and lower, and what each side has of it by its own values.
fn sentence(differences: &[&Difference], title: &str) -> Option<String> {
    // What is conditional compares a selection of runs, and is left to the table.
    let compared: Vec<&&Difference> = differences
        .iter()
        .filter(|d| d.counterpart.is_none() && d.count > 1)
        .collect();
    if compared.is_empty() {
        return None;
    }
    let named = |wanted: &dyn Fn(&Difference) -> bool| -> String {
        let names: Vec<String> = compared
            .iter()
            .filter(|d| !is_payoff(d) && wanted(d))
            .map(|d| match d.mean {
                Some(mean) if d.told_apart() => format!("{} ({})", d.metric, signed(mean)),
                _ => d.metric.to_owned(),
            })
            .collect();
        names.join(", ")
    };
    let above = |d: &Difference| d.mean.is_some_and(|mean| mean > 0.0);
    let groups = [
        ("higher", named(&|d| d.told_apart() && above(d))),
        ("lower", named(&|d| d.told_apart() && !above(d))),
        (
            "not told apart",
            named(&|d| !d.told_apart() && !d.equal_in_every_run()),
        ),
        (
            "equal in every run",
            named(&|d| !d.told_apart() && d.equal_in_every_run()),
        ),
    ];
    let groups: Vec<String> = groups
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what}: {names}"))
        .collect();
    let payoffs: Vec<String> = [
        (Metric::DestinationUtility, "the destination"),
        (Metric::PartnerUtility, "the partner"),
    ]
    .into_iter()
    .filter_map(|(metric, whose)| {
        let name = metric.entry().name;
        let difference = compared.iter().find(|d| d.is_of(name))?;
        Some(format!("{whose} {}", by_own_values(difference)))
    })
    .collect();
    let payoffs = match payoffs.is_empty() {
        true => String::new(),
        false => format!(" By its own values, {}.", payoffs.join("; ")),
    };
    let groups = match groups.is_empty() {
        true => String::new(),
        false => format!(" {}.", groups.join("; ")),
    };
    Some(format!("{title}:{groups}{payoffs}"))
}

fn is_payoff(difference: &Difference) -> bool {
    [
        Metric::DestinationUtility,
        Metric::PartnerUtility,
        Metric::JointUtility,
    ]
    .iter()
    .any(|metric| difference.is_of(metric.entry().name))
}

fn by_own_values(difference: &Difference) -> String {
    if difference.told_apart() {
        format!("has {}", amount(difference))
    } else if difference.equal_in_every_run() {
        "has the same in every run".to_owned()
    } else {
        "cannot be told to have more or less".to_owned()
    }
}

/// How much higher or lower, with the interval: `0.05 less (0.04 to 0.06)`.
fn amount(difference: &Difference) -> String {
    let sign = match difference.mean {
        Some(mean) if mean < 0.0 => -1.0,
        _ => 1.0,
    };
    let interval = difference.ci95.map(|ci95| {
        let ends = [sign * ci95.low(), sign * ci95.high()];
        crate::analysis::Interval(ends[0].min(ends[1]), ends[0].max(ends[1]))
    });
    let figures = Figures {
        share: difference.unit.starts_with("share"),
        mean: difference.mean.map(|mean| sign * mean),
        interval,
        range: None,
    };
    let [mean, interval, _] = figures.words();
    let direction = if sign > 0.0 { "more" } else { "less" };
    format!("{mean} {direction} ({interval})")
}

/// What follows for a goal, with the reservation that the assumptions call for.
fn judgement(differences: &[&Difference], goal: Goal) -> Option<String> {
    let difference = differences
        .iter()
        .find(|d| d.is_of(goal.metric.entry().name))?;
    let (arm, against) = (&difference.arm, &difference.against);
    let better = difference.ci95.and_then(|ci95| goal.judges(ci95));
    let Some(better) = better else {
        return Some(format!(
            "For {goal}, neither {arm} nor {against} is better as far as {} tell.",
            count(difference.count, "run")
        ));
    };
    let (best, other, share) = if better {
        (arm, against, goal_share(difference, goal))
    } else {
        (
            against,
            arm,
            goal_share(
                difference,
                Goal {
                    up: !goal.up,
                    ..goal
                },
            ),
        )
    };
    let size = amount(difference);
    let across = match difference.across_assumptions {
        Some(range) if range.low() < 0.0 && range.high() > 0.0 => {
            " It is not so under all assumptions: over the drawn inputs the mean difference has \
             either sign."
        }
        _ => "",
    };
    Some(format!(
        "For {goal}, {best} is better than {other} on these assumptions: {arm} has {size} on \
         average, and {best} is ahead in {}.{across}",
        about(share)
    ))
}

/// The share of runs in which the arm is ahead by a goal.
fn goal_share(difference: &Difference, goal: Goal) -> f64 {
    let share = if goal.up {
        difference.share_higher
    } else {
        difference.share_lower
    };
    share.unwrap_or(0.0)
}
