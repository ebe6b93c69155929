//! Shocks in words: changes of government, crises, scheduled events.

use super::super::cast::{Cast, spaced};
use super::super::words::points;
use crate::domain::EventKind;
use crate::model::Happening;

/// A shock, where the happening is one and is not told by another.
pub(super) fn words(cast: &Cast<'_>, happening: &Happening<'_>) -> Option<String> {
    match *happening {
        Happening::GovernmentChanged {
            state,
            irregular,
            disposition,
        } => Some(government(cast.state(state), irregular, disposition)),
        Happening::Crisis { state, begins } => {
            let what = if begins { "begins" } else { "ends" };
            Some(format!("{}: a crisis {what}.", cast.state(state)))
        }
        Happening::Scheduled { event } => scheduled(cast, event),
        _ => None,
    }
}

fn government(state: &str, irregular: bool, disposition: f64) -> String {
    let how = if irregular { " irregularly" } else { "" };
    let stance = if disposition > 0.1 {
        "readier to concede"
    } else if disposition < -0.1 {
        "less ready to concede"
    } else {
        "of much the same mind"
    };
    format!(
        "{state}: the government changes{how}; the new one is {stance} (disposition {}).",
        points(disposition)
    )
}

fn scheduled(cast: &Cast<'_>, event: usize) -> Option<String> {
    let event = &cast.scenario.events[event];
    let what = match event.kind {
        EventKind::Surge { .. } => "migration presses harder".to_owned(),
        EventKind::Instrumentalisation { .. } => {
            "a third party instrumentalises migration".to_owned()
        }
        EventKind::FundingStop { by, issue, .. } => cast.stop(event, by, issue),
        // Told by the state that they concern.
        EventKind::ChangeOfGovernment { .. }
        | EventKind::Election { .. }
        | EventKind::Crisis { .. } => return None,
    };
    let name = spaced(&event.id);
    Some(format!("As scheduled ({name}), {what}."))
}
