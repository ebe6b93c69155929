//! How a run ends: the fate, why it applies, and the metrics of this run alone.

use anstyle::Style;
use serde::Serialize;

use super::super::cast::{Cast, PackageName};
use super::super::paragraph::{HEADING, paragraph, wrapped};
use super::super::words::{money, percent, points};
use crate::domain::{Settings, Side, Stage};
use crate::model::{
    Fate, Grounds, METRICS, MetricEntry, MetricKind, NegotiationOutcome, Simulator,
};

/// The column of the meaning of a metric.
const MEANING: usize = 44;

/// How a negotiation ended in one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ending {
    /// The fate.
    pub fate: &'static str,
    /// What it means, and the figures for which it applies.
    pub why: String,
    /// Where each package stands, if there are several.
    pub packages: Vec<PackageEnd>,
    /// The metrics that have a value in this run.
    pub metrics: Vec<MetricOfRun>,
}

/// Where a package stands at the end of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PackageEnd {
    /// The package.
    pub package: PackageName,
    /// Its stage.
    pub stage: &'static str,
}

impl PackageEnd {
    /// The package and its stage.
    pub(super) fn text(&self) -> String {
        format!("{}: {}", self.package.label, self.stage.replace('_', " "))
    }
}

/// A metric of one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetricOfRun {
    /// The name, as in conditions.
    pub name: &'static str,
    /// The value.
    pub value: f64,
    /// The value with its unit, for a person.
    pub reads: String,
    /// What it is.
    pub meaning: String,
}

pub(super) fn ending(cast: &Cast<'_>, negotiation: usize, simulator: &Simulator) -> Ending {
    let outcome = simulator.outcome(negotiation);
    let stages: Vec<Stage> = simulator.stages(negotiation).collect();
    let packages = stages.iter().enumerate().filter_map(|(package, stage)| {
        Some(PackageEnd {
            package: cast.package(package)?,
            stage: stage.name(),
        })
    });
    Ending {
        fate: outcome.fate.name(),
        why: why(
            cast,
            outcome.fate,
            &simulator.grounds(negotiation),
            // With the figures that were drawn for this run.
            &simulator.scenario().settings,
            &stages,
        ),
        packages: packages.collect(),
        metrics: metrics(cast, outcome),
    }
}

/// Writes an ending: the fate, the packages and the metrics.
pub(super) fn ending_text(out: &mut String, ending: &Ending) {
    paragraph(out, "", &fate_text(ending, HEADING));
    for package in &ending.packages {
        paragraph(out, "  ", &package.text());
    }
    for metric in &ending.metrics {
        metric_text(out, metric);
    }
}

/// The fate, and why it applies.
pub(super) fn fate_text(ending: &Ending, heading: Style) -> String {
    let fate = ending.fate.replace('_', " ");
    format!("{heading}In the end: {fate}{heading:#}; {}", ending.why)
}

/// Writes a metric: its name, its value and what it is.
pub(super) fn metric_text(out: &mut String, metric: &MetricOfRun) {
    let text = format!("{:<26}{:<16}{}", metric.name, metric.reads, metric.meaning);
    wrapped(out, "  ", &" ".repeat(MEANING), &text);
}

/// What the fate means, and the threshold and figure for which it applies.
fn why(
    cast: &Cast<'_>,
    fate: Fate,
    grounds: &Grounds,
    settings: &Settings,
    stages: &[Stage],
) -> String {
    let partner = cast.side(Side::Partner);
    let rounds = grounds.rounds_in_force;
    let late = match (settings.late_rounds as usize).min(rounds) {
        1 => "the last round in force".to_owned(),
        late => format!("the last {late} rounds in force"),
    };
    let complied = |relation: &str| match grounds.late_compliance {
        Some(share) => format!(
            "in {late} {partner} delivered {} of what it agreed to, {relation} {}",
            percent(share, 0),
            percent(settings.paper_compliance, 0)
        ),
        None => format!("{partner} has nothing to deliver"),
    };
    let coerced = |relation: &str| {
        format!(
            "penalties and threats were {} of what {partner} had at stake, {relation} {}",
            percent(grounds.late_coercion.unwrap_or(0.0), 0),
            percent(settings.penalty_share, 0)
        )
    };
    match fate {
        Fate::Stalemate => format!(
            "no agreement entered into force in {} rounds{}.",
            cast.scenario.rounds,
            standing(stages)
        ),
        Fate::EndedEarly => {
            let rounds_in_force = match rounds {
                1 => "1 round".to_owned(),
                rounds => format!("{rounds} rounds"),
            };
            format!(
                "an agreement was in force for {rounds_in_force}, but is not at the end{}.",
                standing(stages)
            )
        }
        Fate::PaperAgreement => format!(
            "an agreement is in force, but hardly complied with: {}.",
            complied("below")
        ),
        Fate::PartnerLed => format!(
            "an agreement is in force, and {partner} leads: it held the initiative in {} of {rounds} \
             rounds in force, more than half, and is the better off with {} points a round against \
             {} for {}.",
            grounds.partner_led,
            points(grounds.utility.partner.unwrap_or(0.0)),
            points(grounds.utility.destination.unwrap_or(0.0)),
            cast.side(Side::Destination),
        ),
        Fate::ComplianceUnderPenalty => format!(
            "an agreement is in force and complied with, mostly because of penalties and threats: \
             {}, and {}.",
            complied("at least"),
            coerced("at least")
        ),
        Fate::DurableCooperation => format!(
            "an agreement is in force and complied with: {}, and {}.",
            complied("at least"),
            coerced("below")
        ),
    }
}

/// Where a single package stands that is not in force.
fn standing(stages: &[Stage]) -> String {
    let [stage] = stages else {
        return String::new();
    };
    let words = match stage {
        Stage::Talks => "the talks are still under way",
        Stage::Ratification => "a deal is still to be approved",
        Stage::InForce => "it is in force",
        Stage::Suspended => "it is suspended: not ended, but not applied either",
        Stage::Dormant => "it lies dormant",
        Stage::Ended => "it has been ended",
    };
    format!("; {words}")
}

fn metrics(cast: &Cast<'_>, outcome: &NegotiationOutcome) -> Vec<MetricOfRun> {
    METRICS
        .iter()
        .zip(outcome.metrics)
        .filter_map(|(entry, value)| {
            let value = value?;
            Some(MetricOfRun {
                name: entry.name,
                value,
                reads: reads(entry, value),
                // Which runs have a value is of no use in one that has.
                meaning: cast.named(entry.meaning.split(", in runs").next().unwrap_or_default()),
            })
        })
        .collect()
}

/// How the second of two values of a metric differs from the first: `lower by 3 percentage points`.
pub(super) fn difference(entry: &MetricEntry, one: f64, two: f64) -> String {
    let apart = (two - one).abs();
    let size = match (entry.kind, entry.unit) {
        (MetricKind::Indicator, _) if one == two => return "the same".to_owned(),
        (MetricKind::Indicator, _) => return "differs".to_owned(),
        (MetricKind::Figure, unit) if unit.starts_with("share") => {
            let points = percent(apart, 0);
            points.replace('%', "percentage points")
        }
        (MetricKind::Figure, _) => reads(entry, apart),
    };
    if size.starts_with("0 ") || size == "0" {
        "the same".to_owned()
    } else if two > one {
        format!("higher by {size}")
    } else {
        format!("lower by {size}")
    }
}

/// The value of a metric in a single run, with its unit.
fn reads(entry: &MetricEntry, value: f64) -> String {
    match (entry.kind, entry.unit) {
        (MetricKind::Indicator, _) => if value == 0.0 { "no" } else { "yes" }.to_owned(),
        (MetricKind::Figure, "share of rounds") if value > 0.0 => {
            format!("{} of rounds", percent(value, 0))
        }
        (MetricKind::Figure, "months") => format!("{value:.0} months"),
        (MetricKind::Figure, "count") => format!("{value:.0}"),
        (MetricKind::Figure, "EUR million") => format!("EUR {} million", money(value)),
        (MetricKind::Figure, unit) if unit.starts_with("share") => percent(value, 0),
        (MetricKind::Figure, unit) if unit.ends_with("points") => {
            format!("{} points", points(value))
        }
        (MetricKind::Figure, _) => points(value),
    }
}
