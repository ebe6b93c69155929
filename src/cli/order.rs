//! `demarche compare --break-even`: the figure at which two arms change order.

use super::arguments::Compare;
use super::compare::no_common_negotiation;
use super::failure::Failure;
use super::form::{deliver, no_threads, unconditional, unknown_negotiation, with_bar};
use super::output::Output;
use crate::document::Node;
use crate::experiment::{Arm, BreakEvenError, Goal, PROBES, Search, break_even, overlap};
use crate::model::Metric;
use crate::report::{BreakEvenResult, break_even_csv, break_even_text};
use crate::study::Control;

/// The metric by which the arms are ordered: that of the goal, the one asked for, or cooperation. It
/// has a value in every run, so that all figures compare the same runs.
pub(super) fn metric(goal: Option<Goal>, names: &[String]) -> Result<Metric, Failure> {
    let asked_for = unconditional(names)?;
    let goal = goal.map(|goal| goal.metric.entry());
    let mut all = goal.into_iter().chain(asked_for).map(|entry| entry.metric);
    let metric = all.next().unwrap_or(Metric::Cooperation);
    match all.find(|other| *other != metric) {
        Some(other) => Err(Failure::Usage(format!(
            "a break-even is of one metric: leave out `{}` or `{}`",
            metric.entry().name,
            other.entry().name
        ))),
        None => Ok(metric),
    }
}

/// Finds where the second arm changes order with the first.
pub(super) fn find(
    arguments: &Compare,
    arms: &[Arm],
    asked_for: &str,
    metric: Metric,
    output: &Output,
) -> Result<(), Failure> {
    let [first, second, rest @ ..] = arms else {
        return Err(Failure::Usage("a break-even needs two arms".to_owned()));
    };
    // The four approaches are there unless others are named.
    for arm in rest.iter().filter(|_| !arguments.arm.is_empty()) {
        output.note(&format!(
            "note: the break-even is between {} and {}; {} is left out",
            first.name, second.name, arm.name
        ));
    }
    let (path, low, high) = range(asked_for)?;
    untouched((first, second), &path)?;
    let search = Search {
        path,
        low,
        high,
        metric,
        negotiations: negotiations(first, second, arguments.negotiation.as_deref())?,
    };
    let plan = arguments.study.draws.plan();
    let found = with_bar(output, PROBES * plan.runs, |control| {
        let control = Control {
            interrupted: control.interrupted,
            progress: &|probes| (control.progress)(probes * plan.runs),
        };
        break_even((first, second), &search, &plan, &control)
    })?;
    let result = BreakEvenResult::new((first, second), &search, &found, plan.seed, plan.runs);
    let written = (break_even_text, break_even_csv);
    deliver(&result, found.complete, written, &arguments.form, output)
}

/// A path and its range, which is 0 to 1 unless it is said.
fn range(text: &str) -> Result<(String, f64, f64), Failure> {
    let wrong = || {
        Failure::Usage(format!(
            "expected `PATH=LOW:HIGH` with two numbers, the first of them smaller, found `{text}`: \
             as in `states.tunisia.stability=0.1:0.9`"
        ))
    };
    let Some((path, range)) = text.split_once('=') else {
        return Ok((text.to_owned(), 0.0, 1.0));
    };
    let (low, high) = range.split_once(':').ok_or_else(wrong)?;
    let number = |text: &str| {
        let number: Option<f64> = text.trim().parse().ok();
        number.filter(|number| number.is_finite()).ok_or_else(wrong)
    };
    let (low, high) = (number(low)?, number(high)?);
    if low < high {
        Ok((path.trim().to_owned(), low, high))
    } else {
        Err(wrong())
    }
}

/// Whether the arms leave the path to the search: what they change on it, or around it, and what
/// their files state there is the same.
fn untouched((first, second): (&Arm, &Arm), path: &str) -> Result<(), Failure> {
    let changes = |arm: &Arm| -> Vec<String> {
        let set = |change: &&str| overlap(change.split('=').next().unwrap_or_default(), path);
        arm.overrides().filter(set).map(str::to_owned).collect()
    };
    let stated = |arm: &Arm| arm.document.get(path).map(Node::to_json);
    if changes(first) == changes(second) && stated(first) == stated(second) {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "the arms {} and {} differ in `{path}` itself: look for the break-even of another figure",
        first.name, second.name
    )))
}

/// The negotiation that is looked at in each arm.
fn negotiations(first: &Arm, second: &Arm, id: Option<&str>) -> Result<(usize, usize), Failure> {
    let matched = second.matched(first);
    let ids = || {
        matched
            .iter()
            .map(|(own, _)| second.scenario.negotiations[*own].id.as_str())
    };
    let chosen = match (id, matched.as_slice()) {
        (_, []) => return Err(no_common_negotiation(first, second)),
        (None, [only]) => only,
        (None, _) => {
            return Err(Failure::Usage(format!(
                "the scenario has several negotiations: say which with --negotiation, one of {}",
                ids().collect::<Vec<_>>().join(", ")
            )));
        }
        (Some(id), _) => {
            let place = ids().position(|known| known == id);
            &matched[place.ok_or_else(|| unknown_negotiation(id, ids()))?]
        }
    };
    Ok((chosen.1, chosen.0))
}

impl From<BreakEvenError> for Failure {
    fn from(error: BreakEvenError) -> Failure {
        match error {
            BreakEvenError::Refused(refusal) => Failure::Invalid(refusal),
            BreakEvenError::NoThreads(error) => no_threads(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        assert_eq!(range("a.b").unwrap(), ("a.b".to_owned(), 0.0, 1.0));
        assert_eq!(range("a.b = 0.2:3").unwrap(), ("a.b".to_owned(), 0.2, 3.0));
        for text in ["a=1", "a=1:", "a=2:1", "a=1:1", "a=x:1", "a=0:inf"] {
            assert!(range(text).is_err(), "{text}");
        }
    }
}
