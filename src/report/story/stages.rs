//! The way of a package from talks into force and out of it, in words.

use super::super::cast::Cast;
use super::talks::vote;
use crate::model::Happening;

/// A step on the way of a package, where the happening is one: the package, and what is said of it.
pub(super) fn words(cast: &Cast<'_>, happening: &Happening<'_>) -> Option<(usize, String)> {
    let (package, text) = match *happening {
        Happening::Approval { package, passed } => {
            let what = if passed { "is passed" } else { "is held up" };
            (package, format!("An approval stage {what}."))
        }
        Happening::Vote {
            package,
            side,
            surplus,
            favour,
        } => (package, vote(cast, side, surplus, favour)),
        Happening::Rejected { package } => {
            let text = "The deal fails, and goes back to talks.";
            (package, text.to_owned())
        }
        Happening::SetBack { package, sessions } => match sessions {
            0 => return None,
            1 => (package, "The talks are set back by 1 session.".to_owned()),
            _ => {
                let text = format!("The talks are set back by {sessions} sessions.");
                (package, text)
            }
        },
        Happening::ApprovalRestarted { package } => (package, "Approval begins anew.".to_owned()),
        Happening::EnteredIntoForce { package } => {
            let text = "The agreement enters into force, which ends all threats, penalties and \
                        demands so far.";
            (package, text.to_owned())
        }
        Happening::Repudiated { package, state } => {
            let state = cast.state(state);
            let text = format!("{state}: the new government repudiates the agreement.");
            (package, text)
        }
        Happening::Lapsed { package } => {
            let text = "The last session has passed without a deal, and the talks fall dormant.";
            (package, text.to_owned())
        }
        Happening::Reopened { package } => (package, "Talks open again.".to_owned()),
        _ => return None,
    };
    Some((package, text))
}
