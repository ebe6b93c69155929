//! What each arm comes to, arms side by side.

use super::super::figures::Figures;
use super::super::named::Named;
use super::super::result::NegotiationResult;
use super::super::table::{Align, sections as sectioned};
use super::ComparisonResult;
use crate::model::MetricGroup;

/// Arms that stand side by side; more of them follow below.
const SIDE_BY_SIDE: usize = 4;

/// An arm and what became of a negotiation in it.
pub(super) type Entry<'a> = (&'a str, &'a NegotiationResult);

/// The arms in which there is a negotiation that answers to this one of the first arm.
pub(super) fn entries<'a>(result: &'a ComparisonResult, id: &str) -> Vec<Entry<'a>> {
    let single = |negotiations: &Named<NegotiationResult>| negotiations.0.len() == 1;
    let alone = result
        .arms
        .0
        .first()
        .is_some_and(|(_, arm)| single(&arm.negotiations));
    let answering = |negotiations: &'a Named<NegotiationResult>| match negotiations.0.as_slice() {
        [(_, only)] if alone => Some(only),
        _ => negotiations.get(id),
    };
    result
        .arms
        .iter()
        .filter_map(|(name, arm)| Some((name, answering(&arm.negotiations)?)))
        .collect()
}

/// Metrics and fates, a column for each arm.
pub(super) fn levels(entries: &[Entry<'_>]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in entries.chunks(SIDE_BY_SIDE) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(block_lines(block));
    }
    lines
}

fn block_lines(entries: &[Entry<'_>]) -> Vec<String> {
    let mut sections: Vec<(&str, Vec<Vec<String>>)> = MetricGroup::ALL
        .into_iter()
        .map(|group| (group.name(), metric_rows(entries, group)))
        .collect();
    sections.push(("fates", fate_rows(entries)));
    let names = entries.iter().map(|(name, _)| (*name).to_owned());
    let header = std::iter::once(String::new())
        .chain(names)
        .chain([String::new()]);
    let mut columns = vec![Align::Left];
    columns.extend(entries.iter().map(|_| Align::Right));
    columns.push(Align::Left);
    sectioned(&columns, header.collect(), sections)
}

fn metric_rows(entries: &[Entry<'_>], group: MetricGroup) -> Vec<Vec<String>> {
    let Some((_, first)) = entries.first() else {
        return Vec::new();
    };
    let row = |name: &str, unit: &str| -> Option<Vec<String>> {
        let metrics = || entries.iter().map(|(_, n)| n.metrics.get(name));
        if metrics().all(|metric| metric.is_none_or(|metric| metric.count == 0)) {
            return None;
        }
        let cells = metrics().map(|metric| {
            metric.map_or_else(String::new, |metric| {
                let figures = Figures {
                    share: metric.unit.starts_with("share"),
                    mean: metric.mean,
                    interval: metric.ci95,
                    range: None,
                };
                figures.plus_minus()
            })
        });
        let name = std::iter::once(name.to_owned());
        Some(name.chain(cells).chain([unit.to_owned()]).collect())
    };
    first
        .group(group)
        .filter_map(|(name, metric)| row(name, metric.unit))
        .collect()
}

fn fate_rows(entries: &[Entry<'_>]) -> Vec<Vec<String>> {
    let Some((_, first)) = entries.first() else {
        return Vec::new();
    };
    let row = |name: &str| -> Vec<String> {
        let cells = entries.iter().map(|(_, negotiation)| {
            let fate = negotiation.fates.get(name);
            let figures = Figures {
                share: true,
                mean: fate.and_then(|fate| fate.share),
                interval: fate.and_then(|fate| fate.ci95),
                range: None,
            };
            figures.plus_minus()
        });
        let name = std::iter::once(name.to_owned());
        let unit = std::iter::once("share of runs".to_owned());
        name.chain(cells).chain(unit).collect()
    };
    first.fates.iter().map(|(name, _)| row(name)).collect()
}
