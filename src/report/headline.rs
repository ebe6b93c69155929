//! The headline of a negotiation, and what its fates mean.

use super::result::NegotiationResult;
use super::words::{about, short};
use crate::analysis::Interval;
use crate::model::Fate;

/// Whether there is an agreement, and what most often becomes of it.
pub(super) fn headline(negotiation: &NegotiationResult) -> String {
    [agreement(negotiation), fates(negotiation)].concat()
}

fn agreement(negotiation: &NegotiationResult) -> String {
    let agreement = &negotiation.agreement;
    let Some(share) = agreement.share else {
        return String::new();
    };
    let after = agreement.months.map_or_else(String::new, |months| {
        format!(", after {} months on average", short(months))
    });
    format!(
        "An agreement enters into force in {}{after}. ",
        about(share)
    )
}

/// A fate that occurred.
struct Met<'a> {
    name: &'a str,
    share: f64,
    ci95: Interval,
}

impl Met<'_> {
    fn words(&self) -> String {
        self.name.replace('_', " ")
    }

    fn meaning(&self) -> &'static str {
        Fate::named(self.name).map_or("", meaning)
    }
}

fn fates(negotiation: &NegotiationResult) -> String {
    let mut fates: Vec<Met<'_>> = negotiation
        .fates
        .iter()
        .filter_map(|(name, fate)| {
            let (share, ci95) = (fate.share?, fate.ci95?);
            (share > 0.0).then_some(Met { name, share, ci95 })
        })
        .collect();
    fates.sort_by(|a, b| b.share.total_cmp(&a.share));
    match fates.as_slice() {
        [] => String::new(),
        [first, second, ..] if second.ci95.high() >= first.ci95.low() => tie(first, second),
        [first, rest @ ..] => {
            let next = rest.first().map_or_else(String::new, |second| {
                format!("; next {} ({})", second.words(), about(second.share))
            });
            format!(
                "The most frequent fate is {} ({}): {}{next}.",
                first.words(),
                about(first.share),
                first.meaning()
            )
        }
    }
}

/// Two fates whose intervals overlap: neither is called the more frequent.
fn tie(first: &Met<'_>, second: &Met<'_>) -> String {
    let shares = if about(first.share) == about(second.share) {
        format!("{} each", about(first.share))
    } else {
        format!(
            "{} and {}, which this number of runs cannot tell apart",
            about(first.share),
            about(second.share)
        )
    };
    format!(
        "The most frequent fates are tied: {} ({}) and {} ({}), {shares}.",
        first.words(),
        first.meaning(),
        second.words(),
        second.meaning()
    )
}

/// What a fate means.
#[must_use]
pub fn meaning(fate: Fate) -> &'static str {
    match fate {
        Fate::Stalemate => "no agreement is reached",
        Fate::EndedEarly => "an agreement is reached but is no longer in force at the end",
        Fate::PaperAgreement => "an agreement is in force, and hardly complied with",
        Fate::PartnerLed => "the partner holds the initiative and is the better off",
        Fate::ComplianceUnderPenalty => {
            "the partner complies, mostly because of penalties and threats"
        }
        Fate::DurableCooperation => "an agreement is in force and complied with",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(name: &'static str, share: f64, half: f64) -> Met<'static> {
        Met {
            name,
            share,
            ci95: Interval(share - half, share + half),
        }
    }

    #[test]
    fn tied_fates_share_one_figure_only_when_it_is_the_same() {
        let even = tie(
            &met("partner_led", 0.33, 0.02),
            &met("stalemate", 0.31, 0.02),
        );
        assert!(even.ends_with(", about 3 in 10 runs each."), "{even}");
        let uneven = tie(&met("partner_led", 0.5, 0.2), &met("stalemate", 0.4, 0.2));
        assert!(
            uneven.contains(
                "about 5 in 10 runs and about 4 in 10 runs, which this number of runs cannot"
            ),
            "{uneven}"
        );
    }
}
