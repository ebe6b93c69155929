//! What a comparison says in plain words: never more than its intervals allow, and never that an
//! arm is better unless it was said what for.

use super::super::words::{count, percentage};
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
            let title = format!("{arm} against {first}{where_}");
            sentences.extend(sentence(result, &differences, &title));
            if let Some(goal) = goal {
                sentences.extend(judgement(result, &differences, goal));
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
fn sentence(result: &ComparisonResult, differences: &[&Difference], title: &str) -> Option<String> {
    // What is conditional compares a selection of runs, and is left to the table.
    let plain: Vec<&&Difference> = differences
        .iter()
        .filter(|d| d.counterpart.is_none())
        .collect();
    if result.runs < 2 && !plain.is_empty() {
        return Some(format!(
            "{title}: a single run has no interval, and tells nothing apart."
        ));
    }
    let above = |d: &Difference| d.mean.is_some_and(|mean| mean > 0.0);
    let groups = [
        ("higher", named(&plain, &|d| d.told_apart() && above(d))),
        ("lower", named(&plain, &|d| d.told_apart() && !above(d))),
        (
            "not told apart",
            named(&plain, &|d| {
                d.count > 1 && !d.told_apart() && !d.equal_in_every_run()
            }),
        ),
        (
            "equal in every run",
            named(&plain, &|d| !d.told_apart() && d.equal_in_every_run()),
        ),
        (
            "with a value in one of them only",
            named(&plain, &|d| d.count == 0 && has_a_value(result, d)),
        ),
    ];
    let groups: Vec<String> = groups
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what}: {names}"))
        .collect();
    let mut text = format!("{title}:");
    if !groups.is_empty() {
        text += &format!(" {}.", groups.join("; "));
    }
    text += &own_values(&plain);
    (text.len() > title.len() + 1).then_some(text)
}

/// The metrics of which something holds, those that are told apart with their difference.
fn named(differences: &[&&Difference], wanted: &dyn Fn(&Difference) -> bool) -> String {
    let names: Vec<String> = differences
        .iter()
        .filter(|d| !is_payoff(d) && wanted(d))
        .map(|d| match d.mean {
            Some(mean) if d.told_apart() => {
                let [words, ..] = d.words();
                let sign = if mean > 0.0 { "+" } else { "" };
                format!("{} ({sign}{words})", d.metric)
            }
            _ => d.metric.to_owned(),
        })
        .collect();
    names.join(", ")
}

/// A metric that cannot be compared has a value in one of the arms.
fn has_a_value(result: &ComparisonResult, difference: &Difference) -> bool {
    [&difference.arm, &difference.against].iter().any(|arm| {
        let arm = result.arms.get(arm);
        let negotiations = arm.into_iter().flat_map(|arm| arm.negotiations.iter());
        let mut metrics = negotiations.filter_map(|(_, n)| n.metrics.get(difference.metric));
        metrics.any(|metric| metric.count > 0)
    })
}

/// What each side has of it, where both arms are about the same sides.
fn own_values(differences: &[&&Difference]) -> String {
    let payoffs: Vec<String> = [
        (Metric::DestinationUtility, "the destination"),
        (Metric::PartnerUtility, "the partner"),
    ]
    .into_iter()
    .filter_map(|(metric, whose)| {
        let name = metric.entry().name;
        let difference = differences.iter().find(|d| d.is_of(name) && d.count > 1)?;
        Some(format!("{whose} {}", by_own_values(difference)))
    })
    .collect();
    match payoffs.is_empty() {
        true => String::new(),
        false => format!(" By its own values, {}.", payoffs.join("; ")),
    }
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
    let (sign, direction) = match difference.mean {
        Some(mean) if mean < 0.0 => (-1.0, "less"),
        _ => (1.0, "more"),
    };
    let [mean, interval, _] = difference.signed(sign);
    format!("{mean} {direction} ({interval})")
}

/// What follows for a goal, with the reservations that runs and assumptions call for.
fn judgement(result: &ComparisonResult, differences: &[&Difference], goal: Goal) -> Option<String> {
    let mut differences = differences.iter();
    let difference = differences.find(|d| d.is_of(goal.metric.entry().name) && d.count > 1)?;
    let (arm, against) = (&difference.arm, &difference.against);
    if difference.equal_in_every_run() {
        return Some(format!(
            "For {goal}, neither is better: {arm} and {against} have the same in every run."
        ));
    }
    let better = goal.judges(difference.told());
    let Some(better) = better else {
        return Some(format!(
            "For {goal}, neither {arm} nor {against} is better as far as {} can tell.",
            count(difference.count, "run")
        ));
    };
    let (best, other) = if better {
        (arm, against)
    } else {
        (against, arm)
    };
    let [ahead, behind] = match goal.up == better {
        true => [difference.share_higher, difference.share_lower],
        false => [difference.share_lower, difference.share_higher],
    }
    .map(|share| percentage(share.unwrap_or(0.0)));
    let equal = percentage(difference.share_equal.unwrap_or(0.0));
    Some(format!(
        "For {goal}, {best} is better than {other} on these assumptions: {arm} has {} on average; \
         {best} is ahead in {ahead} of runs, behind in {behind}, and equal in {equal}.{}",
        amount(difference),
        reservation(result, difference)
    ))
}

/// What the range across assumptions takes back.
fn reservation(result: &ComparisonResult, difference: &Difference) -> String {
    let mut arms = [&difference.arm, &difference.against].into_iter();
    let drawn = arms.any(|arm| {
        let arm = result.arms.get(arm);
        arm.is_some_and(|arm| arm.scenario.uncertain_inputs > 0)
    });
    match (difference.across_assumptions, result.nested) {
        (Some(range), _) if range.low() < 0.0 && range.high() > 0.0 => {
            " It is not so under all assumptions: over the drawn inputs the mean difference has \
             either sign."
                .to_owned()
        }
        (None, None) if drawn => format!(
            " Whether it is so across the assumptions is not known from {}.",
            count(result.runs, "run")
        ),
        _ => String::new(),
    }
}
