//! An arm in a line: its approach, and what makes it.

use super::super::paragraph::wrap;
use super::super::result::NegotiationResult;
use crate::domain::Negotiation;

/// Approach and intensities: `approach mixed (positive 1, negative 0.3)`.
pub(in crate::report) fn approach(negotiation: &NegotiationResult) -> String {
    let conduct = negotiation.conduct.destination.iter();
    in_words(negotiation.approach, conduct)
}

/// The same of a negotiation that was not run by itself.
pub(in crate::report) fn approach_of(negotiation: &Negotiation) -> String {
    let conduct = negotiation.conduct;
    let intensities = [
        ("positive", &conduct.positive),
        ("negative", &conduct.negative),
    ];
    in_words(negotiation.approach().name(), intensities.into_iter())
}

fn in_words<'a>(label: &str, conduct: impl Iterator<Item = (&'a str, &'a f64)>) -> String {
    let conduct: Vec<String> = conduct
        .map(|(kind, intensity)| format!("{kind} {intensity}"))
        .collect();
    format!("approach {label} ({})", conduct.join(", "))
}

/// The lines of an arm: its name, its approaches in its negotiations, and its changes without those
/// that later ones replace. What makes an arm of an approach that approach is said already.
pub(in crate::report) fn arm_lines(
    name: &str,
    approaches: &[String],
    overrides: &[String],
) -> Vec<String> {
    let same = approaches.windows(2).all(|pair| pair[0] == pair[1]);
    let approach = match approaches.first() {
        Some(approach) if same => approach,
        _ => "approaches differ by negotiation",
    };
    let preset = format!(".conduct.destination={name}");
    let changes: Vec<&str> = standing(overrides)
        .into_iter()
        .filter(|change| !change.ends_with(&preset))
        .collect();
    let with = match changes.is_empty() {
        true => String::new(),
        false => format!("; with {}", changes.join(", ")),
    };
    wrap("  ", "    ", &format!("{name}: {approach}{with}"))
}

/// The changes that no later one replaces.
fn standing(overrides: &[String]) -> Vec<&str> {
    let path = |change: &str| change.split('=').next().unwrap_or_default().to_owned();
    let replaces = |later: &str, earlier: &str| {
        let (later, earlier) = (path(later), path(earlier));
        earlier == later || earlier.starts_with(&format!("{later}."))
    };
    overrides
        .iter()
        .enumerate()
        .filter(|(place, change)| {
            let mut later = overrides[place + 1..].iter();
            !later.any(|later| replaces(later, change))
        })
        .map(|(_, change)| change.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_change_is_not_told() {
        let changes = [
            "n.x.conduct.destination=cooperative",
            "n.x.conduct.destination.positive=0.5",
            "n.x.trust=0.4",
            "n.x.conduct.destination=none",
            "n.x.trusty=0.1",
        ]
        .map(str::to_owned);
        assert_eq!(
            standing(&changes),
            [
                "n.x.trust=0.4",
                "n.x.conduct.destination=none",
                "n.x.trusty=0.1"
            ]
        );
    }
}
