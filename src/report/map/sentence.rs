//! What a map says in plain words: which arm is higher in how many cells, and where these are.
//! Never that it is better.

use super::grid::{lead, mean};
use super::{AxisResult, MapResult};
use crate::document::quoted;
use crate::report::words::{count, share};

/// A sentence on every metric of every negotiation.
pub(super) fn conclusion(result: &MapResult) -> Vec<String> {
    let negotiations = result.negotiations.iter();
    negotiations
        .flat_map(|(id, _)| {
            let metrics = result.metrics.iter();
            metrics.filter_map(move |(name, _)| {
                let sentence = sentence(result, id, name)?;
                Some(format!("{id}, {name}: {sentence}"))
            })
        })
        .collect()
}

/// A sentence on a metric; `None` when no cell was finished.
pub(super) fn sentence(result: &MapResult, negotiation: &str, metric: &str) -> Option<String> {
    if result.cells.is_empty() {
        return None;
    }
    match result.compares() {
        true => Some(higher(result, negotiation, metric)),
        false => ends(result, negotiation, metric),
    }
}

fn higher(result: &MapResult, negotiation: &str, metric: &str) -> String {
    let all = 0..result.cells.len();
    let leads: Vec<Option<(&str, f64)>> = all
        .clone()
        .map(|cell| lead(result.at(cell, negotiation, metric)?))
        .collect();
    let word = if result.arms.0.len() > 2 {
        "highest"
    } else {
        "higher"
    };
    let mut parts: Vec<String> = Vec::new();
    let mut never: Vec<&str> = Vec::new();
    for (arm, _) in result.arms.iter() {
        let leads_in = |cell: &usize| leads[*cell].is_some_and(|(of, _)| of == arm);
        let own: Vec<usize> = all.clone().filter(leads_in).collect();
        if own.is_empty() {
            never.push(arm);
            continue;
        }
        let (verb, cells) = match parts.is_empty() {
            true => (format!(" is {word}"), cells(result, own.len())),
            false => (String::new(), own.len().to_string()),
        };
        let by = spread(
            own.iter()
                .filter_map(|cell| leads[*cell].map(|(_, margin)| margin)),
        );
        let region = region(result, &own);
        parts.push(format!("{}{verb} in {cells}{by}{region}", quoted(arm)));
    }
    match parts.is_empty() {
        true => parts.push(format!(
            "no arm is told to be {word} in any of {}",
            known(result)
        )),
        false if !never.is_empty() => {
            let never: Vec<String> = never.into_iter().map(quoted).collect();
            parts.push(format!("{} in no cell", never.join(" and ")));
        }
        false => {}
    }
    let found = |finding: &str| {
        let marks = all.clone().filter(|cell| {
            let reading = result.at(*cell, negotiation, metric);
            let mark = reading.and_then(|reading| reading.mark.as_ref());
            mark.is_some_and(|mark| mark.finding == finding)
        });
        marks.count()
    };
    for (finding, words) in [
        ("not_told_apart", "not told apart"),
        ("equal", "equal in every run"),
        ("no_value", "without a value in any run"),
    ] {
        let number = found(finding);
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    }
    parts.join("; ") + "."
}

/// The cells that there are figures of.
fn known(result: &MapResult) -> String {
    let cells = count(result.cells.len() as u64, "cell");
    match result.complete {
        true => cells,
        false => format!("the {cells} that were finished"),
    }
}

/// A number of the cells: `12 of 81 cells`.
fn cells(result: &MapResult, number: usize) -> String {
    let known = known(result);
    match number == result.cells.len() && result.complete {
        true => format!("all {known}"),
        false => format!("{number} of {known}"),
    }
}

/// How much higher: `, by 0.013 to 0.12`.
fn spread(margins: impl Iterator<Item = f64> + Clone) -> String {
    let low = margins.clone().min_by(f64::total_cmp);
    let high = margins.max_by(f64::total_cmp);
    match (low, high) {
        (Some(low), Some(high)) => {
            let (low, high) = (share(low), share(high));
            match low == high {
                true => format!(", by {low}"),
                false => format!(", by {low} to {high}"),
            }
        }
        _ => String::new(),
    }
}

/// What some cells have in common that not all cells of the map have: `, all with x ≤ 0.3`.
fn region(result: &MapResult, cells: &[usize]) -> String {
    let places: Vec<Vec<usize>> = cells.iter().map(|cell| result.places(*cell)).collect();
    let parts: Vec<String> = result
        .axes
        .iter()
        .enumerate()
        .filter_map(|(number, axis)| {
            let mut own: Vec<usize> = places.iter().map(|places| places[number]).collect();
            own.sort_unstable();
            own.dedup();
            common(axis, &own)
        })
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let all = if cells.len() > 1 { "all " } else { "" };
    format!(", {all}with {}", parts.join(" and "))
}

/// What these places of an axis have in common; `None` where that is nothing.
fn common(axis: &AxisResult, places: &[usize]) -> Option<String> {
    let (first, last) = (*places.first()?, *places.last()?);
    let end = axis.values.len() - 1;
    let label = |place: usize| axis.labels[place].as_str();
    let path = &axis.path;
    if places.len() == axis.values.len() {
        return None;
    }
    if first == last {
        return Some(format!("{path} = {}", label(first)));
    }
    if !axis.rising {
        let values: Vec<&str> = places.iter().map(|place| label(*place)).collect();
        return Some(format!("{path} = {}", values.join(" or ")));
    }
    match (first, last) {
        (0, last) if last == end => None,
        (0, last) => Some(format!("{path} ≤ {}", label(last))),
        (first, last) if last == end => Some(format!("{path} ≥ {}", label(first))),
        (first, last) => Some(format!("{path} from {} to {}", label(first), label(last))),
    }
}

/// Where the mean is lowest and highest.
fn ends(result: &MapResult, negotiation: &str, metric: &str) -> Option<String> {
    let (low, high) = extremes(result, negotiation, metric)?;
    if low.1 == high.1 {
        return Some(format!("the mean is {} in every cell.", share(low.1)));
    }
    let at = |cell: usize| {
        let values = result.axes.iter().zip(result.places(cell));
        let values: Vec<String> = values
            .map(|(axis, place)| format!("{} = {}", axis.path, axis.labels[place]))
            .collect();
        values.join(" and ")
    };
    let ends = result.ends(negotiation, metric);
    let found = ends.and_then(|ends| Some((ends.mean?, ends.interval?)));
    let by = found.map_or_else(String::new, |(mean, interval)| {
        format!(
            " by {} ({} to {})",
            share(mean),
            share(interval.low()),
            share(interval.high())
        )
    });
    let low = format!("{}, with {}", share(low.1), at(low.0));
    let high = format!("{}, with {}", share(high.1), at(high.0));
    Some(match ends {
        Some(ends) if ends.told_apart => {
            format!("the mean is lowest, {low}, and highest, {high}: higher{by}.")
        }
        Some(_) => format!(
            "no cell is told apart from another: the lowest mean, {low}, and the highest, {high}, \
             differ{by}, which chance can do."
        ),
        None => format!(
            "the mean is lowest, {low}, and highest, {high}; whether these differ was not looked \
             into."
        ),
    })
}

/// The cells of the lowest and of the highest mean, where these differ.
pub(super) fn lowest_and_highest(
    result: &MapResult,
    negotiation: &str,
    metric: &str,
) -> Option<[usize; 2]> {
    let (low, high) = extremes(result, negotiation, metric)?;
    (low.1 < high.1).then_some([low.0, high.0])
}

type Mean = (usize, f64);

fn extremes(result: &MapResult, negotiation: &str, metric: &str) -> Option<(Mean, Mean)> {
    let cells = 0..result.cells.len();
    let means = cells.filter_map(|cell| {
        let reading = result.at(cell, negotiation, metric)?;
        Some((cell, mean(reading)?))
    });
    let low = means.clone().min_by(|a, b| a.1.total_cmp(&b.1))?;
    // The first of several, as for the lowest.
    let high = means.rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{map, reading};

    const ARMS: [&str; 2] = ["cooperative", "coercive"];

    fn said(axes: &[&str], arms: &[&str], differences: &[&[(f64, f64)]]) -> String {
        let readings = differences.iter().map(|of| reading(arms, of)).collect();
        map(axes, arms, readings).finish().conclusion.join("\n")
    }

    #[test]
    fn it_says_which_is_higher_where() {
        let (up, down, none): (&[_], &[_], &[_]) = (&[(0.1, 0.0)], &[(-0.2, 0.0)], &[(0.1, 0.9)]);
        let grid = ["x.y=0:1:3", "z=p,q"];
        for (axes, cells, expected) in [
            (
                &grid[..],
                &[up, down, down, none, down, none][..],
                "coercive",
            ),
            (&grid[..1], &[none, none, none], "no arm"),
            (&grid[..1], &[up, up, up], "all"),
            (&grid[..1], &[down, down, up], "ranges"),
            (&grid[..], &[down, down, down], "partial"),
        ] {
            let expected = match expected {
                "coercive" => {
                    "a-b, cooperation: `cooperative` is higher in 3 of 6 cells, by 0.20, all with x.y \
                     ≥ 0.5; `coercive` in 1, by 0.10, with x.y = 0 and z = p; 2 not told apart."
                }
                "no arm" => {
                    "a-b, cooperation: no arm is told to be higher in any of 3 cells; 3 not told \
                     apart."
                }
                "all" => {
                    "a-b, cooperation: `coercive` is higher in all 3 cells, by 0.10; `cooperative` \
                     in no cell."
                }
                "ranges" => {
                    "a-b, cooperation: `cooperative` is higher in 2 of 3 cells, by 0.20, all with x.y \
                     ≤ 0.5; `coercive` in 1, by 0.10, with x.y = 1."
                }
                _ => {
                    "a-b, cooperation: `cooperative` is higher in 3 of the 3 cells that were \
                     finished, by 0.20, all with z = p; `coercive` in no cell."
                }
            };
            assert_eq!(said(axes, &ARMS, cells), expected);
        }
    }

    #[test]
    fn of_several_arms_it_says_which_is_highest() {
        let highest: &[(f64, f64)] = &[(0.2, 0.0), (0.1, 0.0), (-0.1, 0.0)];
        assert_eq!(
            said(&["x=0:1:2"], &["a", "b", "c"], &[highest, highest]),
            "a-b, cooperation: `b` is highest in all 2 cells, by 0.10; `a` and `c` in no cell."
        );
    }

    #[test]
    fn of_one_arm_it_says_where_the_mean_is_lowest_and_highest() {
        let mut readings: Vec<_> = (0..3).map(|_| reading(&["base"], &[])).collect();
        for (reading, mean) in readings.iter_mut().zip([0.3, 0.1, 0.3]) {
            reading.levels.0[0].1.mean = Some(mean);
        }
        let mut map = map(&["x=0:1:3"], &["base"], readings);
        map.ends = vec![super::super::sample::ends([1, 0], 0.2, 0.01)];
        assert_eq!(
            map.clone().finish().conclusion,
            [
                "a-b, cooperation: the mean is lowest, 0.10, with x = 0.5, and highest, 0.30, with x \
                 = 0: higher by 0.20 (0.19 to 0.21)."
            ]
        );
        map.ends = vec![super::super::sample::ends([1, 0], 0.2, 0.3)];
        assert_eq!(
            map.finish().conclusion,
            [
                "a-b, cooperation: no cell is told apart from another: the lowest mean, 0.10, with x \
                 = 0.5, and the highest, 0.30, with x = 0, differ by 0.20 (-0.10 to 0.50), which \
                 chance can do."
            ]
        );
    }
}
