//! Which arm is highest in which cell, as far as all cells of a map together allow to say.

use serde::Serialize;

use super::{MapResult, Reading};
use crate::analysis::holm;

/// The chance that any cell of a map is marked although its arms do not differ.
const LEVEL: f64 = 0.05;

/// Which arm is highest in a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// `higher`, `not_told_apart`, `equal` (in every run), or `no_value` (in no run).
    pub finding: &'static str,
    /// Where the finding is `higher`: the arm that is higher than every other.
    pub arm: Option<String>,
    /// The p-value of the arm of highest mean being no higher than another: the largest of its
    /// differences, adjusted over the cells of the map (Holm 1979).
    pub p_adjusted: f64,
}

/// What a cell says before the others are looked at.
struct Candidate<'a> {
    arm: Option<&'a str>,
    p_value: f64,
    finding: &'static str,
}

/// Marks the cells of every map, a map being a metric in a negotiation.
pub(super) fn mark(result: &mut MapResult) {
    if !result.compares() {
        return;
    }
    let arms: Vec<String> = result
        .arms
        .iter()
        .map(|(name, _)| name.to_owned())
        .collect();
    for negotiation in 0..result.negotiations.0.len() {
        for metric in 0..result.metrics.0.len() {
            let mut readings: Vec<&mut Reading> = result
                .cells
                .iter_mut()
                .filter_map(|cell| {
                    let (_, metrics) = cell.negotiations.0.get_mut(negotiation)?;
                    metrics.0.get_mut(metric).map(|(_, reading)| reading)
                })
                .collect();
            let found = marks(&readings, &arms);
            for (reading, mark) in readings.iter_mut().zip(found) {
                reading.mark = Some(mark);
            }
        }
    }
}

fn marks(readings: &[&mut Reading], arms: &[String]) -> Vec<Mark> {
    let candidates: Vec<Candidate<'_>> = readings
        .iter()
        .map(|reading| candidate(reading, arms))
        .collect();
    let p_values: Vec<f64> = candidates.iter().map(|c| c.p_value).collect();
    candidates
        .iter()
        .zip(holm(&p_values))
        .map(|(candidate, p_adjusted)| {
            let arm = candidate.arm.filter(|_| p_adjusted < LEVEL);
            Mark {
                finding: arm.map_or(candidate.finding, |_| "higher"),
                arm: arm.map(str::to_owned),
                p_adjusted,
            }
        })
        .collect()
}

/// The arm whose difference to every other is above 0, with the largest p-value of these.
fn candidate<'a>(reading: &Reading, arms: &'a [String]) -> Candidate<'a> {
    let none = |finding| Candidate {
        arm: None,
        p_value: 1.0,
        finding,
    };
    let differences = &reading.differences;
    if differences.iter().all(|d| d.count == 0) {
        return none("no_value");
    }
    if differences.iter().all(|d| d.equal_in_every_run()) {
        return none("equal");
    }
    let highest = arms
        .iter()
        .find(|arm| reading.margin(arm).is_some_and(|margin| margin > 0.0));
    let Some(arm) = highest else {
        return none("not_told_apart");
    };
    let own = differences.iter().zip(&reading.p_values);
    let own = own.filter(|(d, _)| d.arm == *arm || d.against == *arm);
    Candidate {
        arm: Some(arm),
        p_value: own.map(|(_, p)| p.unwrap_or(1.0)).fold(0.0, f64::max),
        finding: "not_told_apart",
    }
}

impl Reading {
    /// By how much the mean of an arm is above that of every other, run by run: the smallest of
    /// its differences. `None` where one of them has no mean.
    pub(super) fn margin(&self, arm: &str) -> Option<f64> {
        let own = self.differences.iter().filter_map(|difference| {
            if difference.arm == arm {
                Some(difference.mean)
            } else if difference.against == arm {
                Some(difference.mean.map(|mean| -mean))
            } else {
                None
            }
        });
        let own: Option<Vec<f64>> = own.collect();
        own?.into_iter().min_by(f64::total_cmp)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::reading;
    use super::*;

    fn names(arms: &[&str]) -> Vec<String> {
        arms.iter().map(|&arm| arm.to_owned()).collect()
    }

    fn found(readings: &mut [Reading], arms: &[&str]) -> Vec<(&'static str, Option<String>)> {
        let readings: Vec<&mut Reading> = readings.iter_mut().collect();
        marks(&readings, &names(arms))
            .into_iter()
            .map(|mark| (mark.finding, mark.arm))
            .collect()
    }

    #[test]
    fn of_two_arms_the_higher_is_marked_when_it_can_be_told() {
        let arms = ["a", "b"];
        let mut readings = [
            reading(&arms, &[(0.1, 1e-9)]),
            reading(&arms, &[(-0.1, 1e-9)]),
            reading(&arms, &[(0.1, 0.2)]),
            reading(&arms, &[(0.0, 1.0)]),
        ];
        for difference in &mut readings[3].differences {
            difference.finding = "equal";
        }
        let higher = |arm: &str| ("higher", Some(arm.to_owned()));
        assert_eq!(
            found(&mut readings, &arms),
            [
                higher("b"),
                higher("a"),
                ("not_told_apart", None),
                ("equal", None)
            ]
        );
    }

    #[test]
    fn a_cell_is_marked_only_when_all_cells_together_allow_it() {
        let arms = ["a", "b"];
        // 0.01 would do for one cell, not as the smallest of 20.
        let mut readings: Vec<Reading> = (0..20).map(|_| reading(&arms, &[(0.1, 0.5)])).collect();
        readings[7] = reading(&arms, &[(0.1, 0.01)]);
        assert!(
            found(&mut readings, &arms)
                .iter()
                .all(|(finding, _)| *finding != "higher")
        );
        assert_eq!(found(&mut readings[7..8], &arms)[0].0, "higher");
    }

    #[test]
    fn of_several_arms_the_highest_is_told_from_every_other() {
        let arms = ["a", "b", "c"];
        // In the order of the pairs: b − a, c − a, c − b.
        let mut readings = [
            reading(&arms, &[(0.2, 1e-9), (0.1, 1e-9), (-0.1, 1e-9)]),
            reading(&arms, &[(0.2, 1e-9), (0.1, 1e-9), (-0.1, 0.3)]),
            reading(&arms, &[(-0.2, 1e-9), (-0.1, 1e-9), (0.1, 0.9)]),
        ];
        let found = found(&mut readings, &arms);
        assert_eq!(found[0], ("higher", Some("b".to_owned())));
        assert_eq!(found[1], ("not_told_apart", None));
        assert_eq!(found[2], ("higher", Some("a".to_owned())));
        assert_eq!(readings[0].margin("b"), Some(0.1));
        assert_eq!(readings[0].margin("a"), Some(-0.2));
    }
}
