//! `demarche list`: what comes with the program.

use std::fmt::Write as _;

use super::arguments::{List, Listed};
use super::failure::Failure;
use super::library::open;
use super::output::Output;
use crate::domain::{ACCOMPANYING_MEASURES, CATALOGUE, INSTRUMENTS};
use crate::model::METRICS;
use crate::report::{DISCLAIMER, fates, parameters};
use crate::scenario::{LIBRARY, Scenario};

pub(super) fn execute(list: &List, output: &Output) -> Result<(), Failure> {
    let text = match list.what {
        Listed::Scenarios => scenarios()?,
        Listed::Issues => issues(),
        Listed::Instruments => instruments(),
        Listed::Measures => measures(),
        Listed::Metrics => metrics(),
        Listed::Parameters => parameters(),
    };
    output.print(&text)
}

fn scenarios() -> Result<String, Failure> {
    let mut out = String::new();
    for entry in LIBRARY {
        let scenario = Scenario::load(&open(entry.name)?)?;
        let _ = writeln!(out, "{:<22}{}", entry.name, scenario.title);
        if let Some(question) = &scenario.question {
            let _ = writeln!(out, "{:<22}{question}", "");
        }
    }
    let _ = writeln!(out, "{DISCLAIMER}");
    Ok(out)
}

fn issues() -> String {
    let mut out = format!(
        "{:<30}{:<13}{:>12}{:>9}  moves\n",
        "issue", "conceded by", "destination", "partner"
    );
    for issue in CATALOGUE {
        let moves: Vec<String> = [
            ("return_rate", issue.moves.return_rate),
            ("irregular_flow", issue.moves.irregular_flow),
            ("legal_mobility", issue.moves.legal_mobility),
        ]
        .into_iter()
        .filter(|(_, weight)| *weight > 0.0)
        .map(|(name, weight)| format!("{name} {weight}"))
        .collect();
        let _ = writeln!(
            out,
            "{:<30}{:<13}{:>12}{:>9}  {}",
            issue.id,
            issue.conceded_by.name(),
            issue.value.destination,
            issue.value.partner,
            moves.join(", ")
        );
    }
    out.push_str("Value points per round at full level; every figure is an assumption.\n");
    out
}

fn instruments() -> String {
    let mut out = format!(
        "{:<34}{:>8}{:>8}  {:<30}source\n",
        "instrument", "binding", "stages", "falls back to / upgrades to"
    );
    for instrument in INSTRUMENTS {
        let paths = format!(
            "{} / {}",
            instrument.falls_back_to.unwrap_or("–"),
            instrument.upgrades_to.unwrap_or("–")
        );
        let _ = writeln!(
            out,
            "{:<34}{:>8}{:>8}  {:<30}  {}",
            instrument.id, instrument.binding, instrument.layers, paths, instrument.source
        );
    }
    out.push_str("Degrees of binding and numbers of approval stages are assumptions.\n");
    out
}

fn measures() -> String {
    let mut out = String::new();
    for measure in ACCOMPANYING_MEASURES {
        let _ = writeln!(
            out,
            "{:<26}{} ({})",
            measure.id, measure.name, measure.source
        );
    }
    out
}

fn metrics() -> String {
    let mut out = String::new();
    for entry in METRICS {
        let _ = writeln!(
            out,
            "{:<26}{:<9}{} ({})",
            entry.name,
            entry.group.name(),
            entry.meaning,
            entry.unit
        );
    }
    out.push_str(&fates());
    out
}
