//! Latitude: settings drawn around their defaults, so that no conclusion hangs on a default.

use serde_json::{Value, json};

use crate::document::Document;
use crate::domain::{Fallback, Parameter, SETTINGS_PARAMETERS, Settings};

/// What the table says of a setting that is a switch of the model or a convention of output, and no
/// assumption about the world.
const NO_ASSUMPTION: &str = "setting";

/// The changes that draw each setting evenly from its default less a share of it to its default and
/// as much again, kept within its range.
///
/// Left as they are: what the document states, whole numbers, which cannot be drawn, settings
/// without a default figure or with a default of 0, and those that are no assumptions.
#[must_use]
pub(super) fn latitude(document: &Document, share: f64) -> Vec<(String, Value)> {
    let path = |parameter: &Parameter<Settings>| format!("settings.{}", parameter.name);
    SETTINGS_PARAMETERS
        .iter()
        .filter(|parameter| !parameter.whole && parameter.source != NO_ASSUMPTION)
        .filter(|parameter| document.get(&path(parameter)).is_none())
        .filter_map(|parameter| {
            let (low, high) = around(parameter, share)?;
            Some((path(parameter), json!({ "uniform": [low, high] })))
        })
        .collect()
}

/// The ends of the range; `None` where there is none.
fn around(parameter: &Parameter<Settings>, share: f64) -> Option<(f64, f64)> {
    let Fallback::Value(default) = parameter.fallback else {
        return None;
    };
    let low = (default * (1.0 - share)).max(parameter.low);
    let high = (default * (1.0 + share)).min(parameter.high);
    (low < high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::scenario::{Scenario, change_values, library_entry};

    fn document(changes: &[&str]) -> Document {
        let entry = library_entry("karsia-belmora").unwrap();
        let mut document = Document::parse(entry.name, entry.text.as_bytes()).unwrap();
        for change in changes {
            document.set(change).unwrap();
        }
        document
    }

    #[test]
    fn settings_are_drawn_around_their_defaults() {
        let mut document = document(&["settings.bite=0.7"]);
        let changes = latitude(&document, 0.5);
        let of = |path: &str| {
            let found = changes.iter().find(|(changed, _)| changed == path);
            found.map(|(_, value)| value.to_string())
        };
        assert_eq!(of("settings.harm").unwrap(), r#"{"uniform":[0.5,1.5]}"#);
        // 1.5 times the default is more than such a figure can be.
        let widest = of("settings.disposition_irregular").unwrap();
        assert_eq!(widest, r#"{"uniform":[0.5,1.0]}"#);
        for left in [
            "bite",
            "deadline",
            "noise",
            "initial_fulfilment",
            "kappa.partner",
        ] {
            assert_eq!(of(&format!("settings.{left}")), None, "{left}");
        }
        change_values(&mut document, &changes).unwrap();
        let scenario = Scenario::load(&document).unwrap_or_else(|refusal| panic!("{refusal}"));
        let drawn = scenario.uncertain.len();
        assert!(drawn >= changes.len(), "{drawn} of {}", changes.len());
    }
}
