//! The beta distribution: regularised incomplete beta function and its inverse.

/// I_x(a, b) by the continued fraction of Lentz's method (Press et al. 1992, section 6.4).
pub(super) fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let log_front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
        + a * libm::log(x)
        + b * libm::log1p(-x);
    let front = libm::exp(log_front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let floor = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / floor(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..500 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / floor(1.0 + even * d);
        c = floor(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / floor(1.0 + odd * d);
        c = floor(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

/// The x at which I_x(a, b) is p, by bisection to the last bit that matters.
pub(super) fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if incomplete_beta(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms() {
        for step in 1..20 {
            let x = f64::from(step) / 20.0;
            assert!((incomplete_beta(1.0, 1.0, x) - x).abs() < 1e-13);
            // a = 2, b = 3: x²(6 − 8x + 3x²); a = ½, b = ½: (2/π) asin √x.
            let polynomial = x * x * (6.0 - 8.0 * x + 3.0 * x * x);
            assert!((incomplete_beta(2.0, 3.0, x) - polynomial).abs() < 1e-13);
            let arcsine = 2.0 / std::f64::consts::PI * libm::asin(libm::sqrt(x));
            assert!((incomplete_beta(0.5, 0.5, x) - arcsine).abs() < 1e-12);
        }
    }

    #[test]
    fn quantile_inverts() {
        for (a, b) in [(0.5, 0.5), (2.0, 5.0), (30.0, 3.0)] {
            for step in 1..20 {
                let p = f64::from(step) / 20.0;
                let back = incomplete_beta(a, b, beta_quantile(a, b, p));
                assert!((back - p).abs() < 1e-10, "{a} {b} {p} {back}");
            }
        }
    }
}
