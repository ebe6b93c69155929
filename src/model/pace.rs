//! Time: what yearly and quarterly figures come to per round.

use crate::domain::Settings;

/// Conversions for one length of a round.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Length of a round in months.
    pub(crate) months: f64,
    pub(crate) fulfilment: f64,
    /// Share of the way that the means of an agreement go towards what is kept up of them.
    pub(crate) upkeep: f64,
    pub(crate) trust: f64,
    pub(crate) trust_memory: f64,
    pub(crate) grievance: f64,
    pub(crate) procedures: f64,
    pub(crate) pressure_reversion: f64,
    pub(crate) pressure_variation: f64,
    pub(crate) movement: f64,
    pub(crate) reopening: f64,
    /// Rounds in force before low fulfilment counts.
    pub(crate) grace: usize,
    /// Rounds for which arrivals rise after entry into force.
    pub(crate) signature_surge: usize,
}

impl Pace {
    pub(crate) fn new(settings: &Settings, months: f64) -> Pace {
        let quarters = months / 3.0;
        let speed = |share: f64| share_over(share, quarters);
        Pace {
            months,
            fulfilment: speed(settings.fulfilment_speed),
            upkeep: 1.0 - libm::exp(-months / settings.upkeep_decay),
            trust: speed(settings.trust_speed),
            trust_memory: speed(settings.trust_speed * settings.trust_memory),
            grievance: speed(settings.grievance_speed),
            procedures: speed(settings.procedures_speed),
            pressure_reversion: speed(settings.pressure_reversion),
            pressure_variation: settings.noise * settings.pressure_variation * libm::sqrt(quarters),
            movement: 1.0 - libm::exp(-months / settings.movement_lag),
            reopening: share_over(settings.reopening, months / 12.0),
            grace: rounds_of(settings.grace, months),
            signature_surge: rounds_of(settings.signature_surge_months, months),
        }
    }
}

/// 1 − (1 − share)^periods: a probability or share per period, over several (or part of one).
pub(crate) fn share_over(share: f64, periods: f64) -> f64 {
    if share >= 1.0 {
        1.0
    } else {
        -libm::expm1(periods * libm::log1p(-share))
    }
}

/// Number of rounds that these months take, rounded up.
pub(crate) fn rounds_of(months: f64, months_per_round: f64) -> usize {
    libm::ceil(months / months_per_round - 1e-9).max(0.0) as usize
}

/// base^exponent for a base in [0, 1].
pub(crate) fn power(base: f64, exponent: f64) -> f64 {
    if exponent == 0.0 || base == 1.0 {
        1.0
    } else if exponent == 1.0 {
        base
    } else if base <= 0.0 {
        0.0
    } else {
        libm::exp(exponent * libm::log(base))
    }
}

/// 1 / (1 + e^(−x)).
pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// The probability of choosing what is worth `surplus` more: logit with this precision, or the
/// best response when there is none (ties, within 1e-9, are chosen).
pub(crate) fn choice(precision: Option<f64>, surplus: f64) -> f64 {
    match precision {
        Some(beta) => logistic(beta * surplus),
        None if surplus >= -1e-9 => 1.0,
        None => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_compound() {
        let yearly = 0.14;
        let quarter = share_over(yearly, 0.25);
        let compounded =
            1.0 - (1.0 - quarter) * (1.0 - quarter) * (1.0 - quarter) * (1.0 - quarter);
        assert!((compounded - yearly).abs() < 1e-15);
        assert_eq!(share_over(1.0, 0.25), 1.0);
        assert_eq!(share_over(0.0, 4.0), 0.0);
    }

    #[test]
    fn choice_has_the_two_limits() {
        assert_eq!(choice(Some(0.0), 5.0), 0.5);
        assert_eq!(choice(None, 0.0), 1.0);
        assert_eq!(choice(None, -1e-6), 0.0);
        assert!(choice(Some(1e9), 1e-6) > 0.999 && choice(Some(1e9), -1e-6) < 0.001);
    }

    #[test]
    fn powers_at_the_edges() {
        assert_eq!(power(0.0, 0.0), 1.0);
        assert_eq!(power(0.0, 2.0), 0.0);
        assert!((power(0.5, 3.0) - 0.125).abs() < 1e-15);
    }
}
