//! Concessions during a run: the issues of a negotiation, each with who concedes it, what it is
//! worth, and what becomes of it.

use crate::domain::{LinkageKind, Negotiation, PerSide, Side};

/// One issue during a run.
#[derive(Clone, Debug)]
pub(crate) struct Concession {
    // What holds for a whole run.
    /// Who concedes it.
    pub(crate) by: Side,
    /// The package that it is in, and its place there.
    pub(crate) package: usize,
    pub(crate) slot: usize,
    /// The kind of joint linkage that it is in, and how many issues are settled with it.
    pub(crate) linked: Option<LinkageKind>,
    together: f64,
    /// What the other side gains by it at full level, not below 0.
    pub(crate) gain: f64,
    /// Its share of all that the other side asks for, by gain.
    ask_share: f64,
    /// An active clause gives or withholds it, so that it is not also at stake in general.
    pub(crate) conditional: bool,

    // What changes from round to round.
    /// What it is worth to each side at full level.
    pub(crate) worth: PerSide<f64>,
    /// The level in force, in the scope that the sides work to; else 0.
    pub(crate) level: f64,
    /// What it counts for in the fulfilment of its side: the gain at the level in force.
    pub(crate) weight: f64,
    /// Fulfilment, and what it would be by now with the best will.
    pub(crate) fulfilment: f64,
    pub(crate) expected: f64,
    /// Its delivery is stopped before this round.
    pub(crate) stopped_until: usize,
    /// What fulfilling it costs the conceding side in this round.
    pub(crate) temptation: f64,
    /// What a clause or the other side's answer puts at stake.
    pub(crate) stake: f64,
    /// Delivered share: fulfilment less what is withheld and what is not funded.
    pub(crate) delivered: f64,
    /// What is observed of it, where a clause watches it.
    pub(crate) observed: f64,
}

impl Concession {
    /// The issues of a negotiation, in its order.
    pub(crate) fn of(negotiation: &Negotiation) -> Vec<Concession> {
        let mut concessions: Vec<Concession> = negotiation
            .issues
            .iter()
            .map(|issue| Concession {
                by: issue.conceded_by,
                package: 0,
                slot: 0,
                linked: None,
                together: 1.0,
                gain: 0.0,
                ask_share: 0.0,
                conditional: false,
                worth: PerSide::default(),
                level: 0.0,
                weight: 0.0,
                fulfilment: 0.0,
                expected: 0.0,
                stopped_until: 0,
                temptation: 0.0,
                stake: 0.0,
                delivered: 0.0,
                observed: 0.0,
            })
            .collect();
        for (index, package) in negotiation.packages.iter().enumerate() {
            for (slot, (&issue, &linked)) in package.issues.iter().zip(&package.linked).enumerate()
            {
                let concession = &mut concessions[issue];
                (concession.package, concession.slot) = (index, slot);
                concession.linked = linked;
                concession.together = package.issues.len() as f64;
            }
        }
        concessions
    }

    /// Puts everything where it is before the first round of a run.
    pub(crate) fn begin(concessions: &mut [Concession], negotiation: &Negotiation) {
        let mut asked: PerSide<f64> = PerSide::default();
        for (concession, issue) in concessions.iter_mut().zip(&negotiation.issues) {
            concession.gain = issue.gain().max(0.0);
            asked[concession.by.other()] += concession.gain;
        }
        for concession in concessions {
            let asked = asked[concession.by.other()];
            concession.ask_share = if asked > 0.0 {
                concession.gain / asked
            } else {
                0.0
            };
            concession.conditional = false;
            concession.fulfilment = 0.0;
            concession.expected = 0.0;
            concession.stopped_until = 0;
            concession.delivered = 0.0;
            concession.observed = 0.0;
        }
    }

    /// What is delivered of it, counted in full levels.
    #[inline]
    pub(crate) fn delivered_level(&self) -> f64 {
        self.level * self.delivered
    }

    /// Its share of all that a side asks for.
    #[inline]
    pub(crate) fn share_of_asks(&self, side: Side) -> f64 {
        if self.by == side { 0.0 } else { self.ask_share }
    }

    /// How likely it is seen that it is not fulfilled: in a tactical linkage attention is divided.
    #[inline]
    pub(crate) fn detection(&self, monitoring: f64) -> f64 {
        match self.linked {
            Some(LinkageKind::Tactical) => monitoring / self.together,
            Some(LinkageKind::Substantive) | None => monitoring,
        }
    }
}
