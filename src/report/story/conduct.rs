//! Conduct in words.

use super::super::named::Named;

/// How intensively each kind of conditionality is used: `positive 1, negative 0.3`.
pub(super) fn intensities(conduct: &Named<f64>) -> String {
    let all = conduct
        .iter()
        .map(|(kind, intensity)| format!("{kind} {}", intensity_text(*intensity)));
    all.collect::<Vec<_>>().join(", ")
}

/// An intensity as it is written in files: 1, 0.3.
pub(super) fn intensity_text(intensity: f64) -> String {
    let text = format!("{intensity:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intensities_are_short() {
        for (intensity, text) in [(0.0, "0"), (1.0, "1"), (0.3, "0.3"), (0.456, "0.46")] {
            assert_eq!(intensity_text(intensity), text);
        }
    }
}
