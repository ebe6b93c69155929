//! `demarche list`: what comes with the program.

mod scenarios;

use super::arguments::{List, Listed};
use super::failure::Failure;
use super::library::open;
use super::output::Output;
use crate::domain::{ACCOMPANYING_MEASURES, CATALOGUE, INSTRUMENTS};
use crate::experiment::{Experiment, ExperimentEntry, LESSONS, claims_and_patterns};
use crate::model::{Fate, METRICS};
use crate::report::{Align, listing, meaning, parameters};

pub(super) fn execute(list: &List, output: &Output) -> Result<(), Failure> {
    if list.what != Listed::Scenarios && list.search.is_any() {
        return Err(Failure::Usage(
            "only scenarios can be looked for by country, instrument, approach or claim: write \
             `demarche list scenarios`"
                .to_owned(),
        ));
    }
    let lines = match list.what {
        Listed::Scenarios => return output.print(&scenarios::scenarios(&list.search)?),
        Listed::Claims => experiments(claims_and_patterns())?,
        Listed::Lessons => experiments(LESSONS.iter())?,
        Listed::Issues => issues(),
        Listed::Instruments => instruments(),
        Listed::Measures => measures(),
        Listed::Metrics => metrics(),
        Listed::Parameters => return output.print(&parameters()),
    };
    output.print(&(lines.join("\n") + "\n"))
}

/// A line of a list.
fn row<const N: usize>(cells: [&str; N]) -> [String; N] {
    cells.map(str::to_owned)
}

fn experiments(
    entries: impl Iterator<Item = &'static ExperimentEntry>,
) -> Result<Vec<String>, Failure> {
    let mut rows = Vec::new();
    for entry in entries {
        let experiment = Experiment::load(&open(entry.name)?)?;
        let id = experiment.claim.or(experiment.pattern).unwrap_or_default();
        rows.push(row([&id, entry.name, &experiment.title]));
    }
    Ok(listing([Align::Left, Align::Left, Align::Left], &rows).concat())
}

fn issues() -> Vec<String> {
    let mut rows = vec![row([
        "issue",
        "conceded by",
        "destination",
        "partner",
        "moves",
    ])];
    rows.extend(CATALOGUE.iter().map(|issue| {
        let moves: Vec<String> = [
            ("return_rate", issue.moves.return_rate),
            ("irregular_flow", issue.moves.irregular_flow),
            ("legal_mobility", issue.moves.legal_mobility),
        ]
        .into_iter()
        .filter(|(_, weight)| *weight > 0.0)
        .map(|(name, weight)| format!("{name} {weight}"))
        .collect();
        row([
            issue.id,
            issue.conceded_by.name(),
            &issue.value.destination.to_string(),
            &issue.value.partner.to_string(),
            &moves.join(", "),
        ])
    }));
    let columns = [
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    let mut lines = listing(columns, &rows).concat();
    lines.push("Value points per round at full level; every figure is an assumption.".to_owned());
    lines
}

fn instruments() -> Vec<String> {
    let mut rows = vec![row([
        "instrument",
        "binding",
        "stages",
        "what it can turn into; source",
    ])];
    rows.extend(INSTRUMENTS.iter().map(|instrument| {
        let falls = instrument
            .falls_back_to
            .map(|id| format!("falls back to {id}; "));
        let grows = instrument
            .upgrades_to
            .map(|id| format!("grows into {id}; "));
        let (falls, grows) = (falls.unwrap_or_default(), grows.unwrap_or_default());
        row([
            instrument.id,
            &instrument.binding.to_string(),
            &instrument.layers.to_string(),
            &format!("{falls}{grows}{}", instrument.source),
        ])
    }));
    let columns = [Align::Left, Align::Right, Align::Right, Align::Left];
    let mut lines = listing(columns, &rows).concat();
    lines.push("Degrees of binding and numbers of approval stages are assumptions.".to_owned());
    lines
}

fn measures() -> Vec<String> {
    let rows: Vec<[String; 2]> = ACCOMPANYING_MEASURES
        .iter()
        .map(|measure| {
            row([
                measure.id,
                &format!("{} ({})", measure.name, measure.source),
            ])
        })
        .collect();
    listing([Align::Left, Align::Left], &rows).concat()
}

fn metrics() -> Vec<String> {
    let metrics = METRICS.iter().map(|entry| {
        let meaning = format!("{} ({})", entry.meaning, entry.unit);
        row([entry.name, entry.group.name(), &meaning])
    });
    let fates = Fate::ALL.map(|fate| row([fate.name(), "fate", meaning(fate)]));
    let rows: Vec<[String; 3]> = metrics.chain(fates).collect();
    listing([Align::Left, Align::Left, Align::Left], &rows).concat()
}
