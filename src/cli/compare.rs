//! `demarche compare`: arms of one scenario, or two scenarios, on the same draws.

use super::arguments::Compare;
use super::experiment::{self, all_valid};
use super::failure::Failure;
use super::form::{deliver, metrics, unknown_negotiation, watched};
use super::library::{changed, open};
use super::order;
use super::output::{Output, interrupted};
use crate::document::{Document, nearest};
use crate::experiment::{
    Arm, EqualBudget, Experiment, Goal, MAX_ARMS, approaches, equal_budget, parse_arm,
};
use crate::model::Metric;
use crate::report::{ComparisonResult, comparison_csv, comparison_text};
use crate::study;

pub(super) fn execute(arguments: &Compare, output: &Output) -> Result<(), Failure> {
    let goal = arguments.goal.as_deref().map(Goal::parse).transpose();
    let goal = goal.map_err(|error| Failure::Usage(error.to_string()))?;
    let mut kept = metrics(&arguments.metrics.metric)?;
    // What is judged is shown.
    if let Some(goal) = goal.filter(|_| !kept.is_empty()) {
        kept.push(goal.metric.entry());
    }
    if arguments.equal_budget && !kept.is_empty() {
        kept.push(Metric::Spending.entry());
    }
    output.expect(arguments.form.out.as_deref())?;
    let (mut arms, experiment) = arms(arguments, output)?;
    put_first(&mut arms, arguments.against.as_deref())?;
    told_apart(&arms)?;
    warn(&arms, output);
    if let Some(path) = &arguments.break_even {
        let metric = order::metric(goal, &arguments.metrics.metric)?;
        return order::find(arguments, &arms, path, metric, output);
    }
    let plan = arguments.study.draws.plan();
    let notes = match arguments.equal_budget {
        true => budgets(&mut arms, &plan, output)?,
        false => Vec::new(),
    };
    told_apart(&arms)?;
    if let Some(goal) = goal.filter(|goal| !ComparisonResult::comparable(&arms, goal.metric)) {
        return Err(Failure::Usage(format!(
            "the arms are about different states, each with value points of its own, so that \
             `{}` cannot be the goal: take one that is in no state's points",
            goal.metric.entry().name
        )));
    }
    let contrasts = ComparisonResult::contrasts(&arms);
    if contrasts.is_empty() {
        return Err(no_common_negotiation(&arms[0], &arms[1]));
    }
    let scenarios: Vec<_> = arms.iter().map(|arm| &arm.scenario).collect();
    let comparison = watched(output, plan.runs, |control| {
        study::compare(&scenarios, &contrasts, &plan, control)
    })?;
    let result = ComparisonResult::new(
        &arms,
        experiment.as_ref(),
        &comparison,
        plan.seed,
        goal,
        &kept,
        notes,
    );
    let written = (comparison_text, comparison_csv);
    deliver(
        &result,
        comparison.complete,
        written,
        &arguments.form,
        output,
    )
}

/// That no negotiation of an arm answers to one of another, and which can be set against which.
pub(super) fn no_common_negotiation(first: &Arm, second: &Arm) -> Failure {
    let ids = |arm: &Arm| -> String {
        let ids = arm.scenario.negotiations.iter().map(|n| n.id.as_str());
        ids.collect::<Vec<_>>().join(", ")
    };
    Failure::Usage(format!(
        "{} and {} have no negotiation of the same id: set one of each against the other with \
         --between A B, where A is one of {} and B one of {}",
        first.name,
        second.name,
        ids(first),
        ids(second)
    ))
}

/// Adds an arm at equal budget for each that spends more than the first; what is to be said of them.
fn budgets(
    arms: &mut Vec<Arm>,
    plan: &study::Plan,
    output: &Output,
) -> Result<Vec<String>, Failure> {
    let control = study::Control {
        interrupted: interrupted(),
        progress: &|_| {},
    };
    let (reference, others) = match arms.split_first() {
        Some((reference, others)) => (reference.clone(), others.to_vec()),
        None => return Ok(Vec::new()),
    };
    let (first, mut notes) = (&reference.name, Vec::new());
    for arm in others {
        match equal_budget(&arm, &reference, plan, &control)? {
            EqualBudget::Arm { arm, budget } => {
                notes.push(format!(
                    "{}: the destination has EUR {budget:.1} million a year, with which mean \
                     spending is that of {first}; sought on up to 2,000 runs.",
                    arm.name
                ));
                arms.push(*arm);
            }
            EqualBudget::SpendsNoMore => notes.push(format!(
                "{} spends no more than {first}, so that no arm at equal budget is made of it; \
                 --against {} sets the others to what it spends.",
                arm.name, arm.name
            )),
            EqualBudget::NothingSpent => {
                return Err(Failure::Usage(
                    "nothing in the scenario costs money, so that no budgets can be made equal: \
                     give issues a `budget`"
                        .to_owned(),
                ));
            }
            EqualBudget::SeveralDestinations => {
                return Err(Failure::Usage(
                    "the negotiations have different destinations, each with a budget of its own: \
                     make arms that set `states.ID.budget`"
                        .to_owned(),
                ));
            }
            EqualBudget::Interrupted => {
                output.tell("interrupted: the equal budgets were not found yet");
                return Err(Failure::Told(130));
            }
        }
    }
    Ok(notes)
}

/// The arms that were asked for, and the experiment that names them.
fn arms(arguments: &Compare, output: &Output) -> Result<(Vec<Arm>, Option<Experiment>), Failure> {
    let file = open(&arguments.study.source.scenario)?;
    if Experiment::is_one(&file) {
        let name = &arguments.study.source.scenario;
        names_its_arms(arguments, name)?;
        let change = |base| changed(base, &arguments.study.source);
        let (experiment, mut arms) = experiment::load(name, &file, change, output)?;
        put_first(&mut arms, Some(experiment.reference()))?;
        return Ok((arms, Some(experiment)));
    }
    let document = changed(file, &arguments.study.source)?;
    let arms = if let Some(other) = &arguments.other {
        let second = changed(open(other)?, &arguments.study.source)?;
        let files = [&arguments.study.source.scenario, other];
        let arms = two_files(files, [&document, &second])?;
        match arguments.between.as_slice() {
            [a, b] => across(arms, [a, b])?,
            _ => Vec::from(arms),
        }
    } else if let [a, b] = arguments.between.as_slice() {
        between(&document, a, b)?
    } else if !arguments.arm.is_empty() {
        described(&document, &arguments.arm, output)?
    } else if let Some(approach) = &arguments.study.source.approach {
        return Err(Failure::Usage(format!(
            "without arms the four approaches are compared, and --approach {approach} would say \
             nothing: leave it out, or name arms with --arm"
        )));
    } else {
        approaches(&document)?
    };
    Ok((arms, None))
}

/// Whether the arms are left to an experiment file.
fn names_its_arms(arguments: &Compare, name: &str) -> Result<(), Failure> {
    if arguments.other.is_none() && arguments.arm.is_empty() && arguments.between.is_empty() {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "`{name}` is an experiment, which names its arms: leave out the second file, --arm and \
         --between, or compare its base"
    )))
}

/// Two scenarios, each an arm of the name of its file.
fn two_files(files: [&String; 2], documents: [&Document; 2]) -> Result<[Arm; 2], Failure> {
    let short = |name: &str| {
        let path = std::path::Path::new(name);
        let stem = path.file_stem().unwrap_or(path.as_os_str());
        stem.to_string_lossy().into_owned()
    };
    let mut names = files.map(|file| short(file));
    if names[0] == names[1] {
        names = files.map(String::clone);
    }
    Ok([
        Arm::new(&names[0], documents[0])?,
        Arm::new(&names[1], documents[1])?,
    ])
}

/// A negotiation of one scenario, and another of a second; of the same file they give the arms their
/// names.
fn across([first, second]: [Arm; 2], [a, b]: [&str; 2]) -> Result<Vec<Arm>, Failure> {
    let mut arms = vec![focused(&first, a)?, focused(&second, b)?];
    if first.name == second.name {
        for (arm, id) in arms.iter_mut().zip([a, b]) {
            arm.name = id.to_owned();
        }
    }
    Ok(arms)
}

/// An arm of which one negotiation is compared.
fn focused(arm: &Arm, id: &str) -> Result<Arm, Failure> {
    let negotiations = &arm.scenario.negotiations;
    let place = negotiations.iter().position(|n| n.id == id);
    let place = place.ok_or_else(|| {
        let ids = negotiations.iter().map(|n| n.id.as_str());
        unknown_negotiation(id, ids)
    })?;
    Ok(Arm {
        focus: Some(place),
        ..arm.clone()
    })
}

/// Two negotiations of one scenario.
fn between(document: &Document, a: &str, b: &str) -> Result<Vec<Arm>, Failure> {
    let arm = Arm::new(a, document)?;
    let of = |id: &str| -> Result<Arm, Failure> {
        Ok(Arm {
            name: id.to_owned(),
            ..focused(&arm, id)?
        })
    };
    Ok(vec![of(a)?, of(b)?])
}

/// Arms as described on the command line; the base itself where there is only one.
fn described(
    document: &Document,
    descriptions: &[String],
    output: &Output,
) -> Result<Vec<Arm>, Failure> {
    let mut parsed = Vec::new();
    for description in descriptions {
        parsed.push(parse_arm(description).map_err(|error| Failure::Usage(error.to_string()))?);
    }
    if parsed.len() == 1 {
        parsed.insert(0, ("base".to_owned(), Vec::new()));
    }
    let made = parsed.iter().map(|(name, changes)| {
        let which = format!("in arm `{name}`:");
        (which, Arm::changed(name, document, changes))
    });
    all_valid(made, output)
}

/// Moves the arm of this name to the front.
fn put_first(arms: &mut [Arm], name: Option<&str>) -> Result<(), Failure> {
    let Some(name) = name else {
        return Ok(());
    };
    let names = || arms.iter().map(|arm| arm.name.as_str());
    let Some(place) = names().position(|known| known == name) else {
        let known: Vec<&str> = names().collect();
        let hint = nearest(name, names())
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Failure::Usage(format!(
            "no arm is called `{name}`: expected one of {}{hint}",
            known.join(", ")
        )));
    };
    arms[..=place].rotate_right(1);
    Ok(())
}

/// Whether there are arms to compare, each with a name of its own.
fn told_apart(arms: &[Arm]) -> Result<(), Failure> {
    if arms.len() > MAX_ARMS {
        return Err(Failure::Usage(format!(
            "expected at most {MAX_ARMS} arms, found {}",
            arms.len()
        )));
    }
    for (place, arm) in arms.iter().enumerate() {
        if arms[..place].iter().any(|other| other.name == arm.name) {
            return Err(Failure::Usage(format!(
                "two arms are called `{}`: give each a name of its own",
                arm.name
            )));
        }
    }
    Ok(())
}

/// What a reader should know of the scenarios, each thing once.
fn warn(arms: &[Arm], output: &Output) {
    let mut told: Vec<&String> = Vec::new();
    for warning in arms.iter().flat_map(|arm| &arm.scenario.warnings) {
        if !told.contains(&warning) {
            output.note(&format!("note: {warning}"));
            told.push(warning);
        }
    }
}
