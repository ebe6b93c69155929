//! Figures in words.

/// What every output says of itself.
pub const DISCLAIMER: &str =
    "An illustration of assumptions, not a forecast; not endorsed by EMN or OECD.";

/// A share of runs in words: `about 6 in 10 runs`.
#[must_use]
pub fn about(share: f64) -> String {
    let tenths = (share * 10.0).round() as u32;
    if share <= 0.0 {
        "no run".to_owned()
    } else if share < 0.05 {
        "fewer than 1 in 20 runs".to_owned()
    } else if share >= 1.0 {
        "all runs".to_owned()
    } else if share > 0.95 {
        "nearly all runs".to_owned()
    } else {
        format!("about {} in 10 runs", tenths.clamp(1, 9))
    }
}

/// A number of things: `1 run`, `10,000 runs`. The noun is one that takes an s.
#[must_use]
pub fn count(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", thousands(number))
}

/// 10000 as 10,000.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A share with at most two significant digits.
#[must_use]
pub fn share(share: f64) -> String {
    significant(share, 2)
}

/// A share in percent: none of it is `0`, and a small part of it not the same as none.
#[must_use]
pub fn percent(share: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", 100.0 * share);
    match (is_zero(&text), decimals) {
        (true, 0 | 1) if share != 0.0 => percent(share, decimals + 1),
        (true, _) => "0".to_owned(),
        (false, _) => text + " %",
    }
}

/// A share in whole percent: `0 %` is none of it and `100 %` all, a small part is `<1 %` and nearly
/// all `>99 %`.
#[must_use]
pub(super) fn percentage(share: f64) -> String {
    let text = format!("{:.0} %", 100.0 * share);
    match text.as_str() {
        "0 %" if share > 0.0 => "<1 %".to_owned(),
        "100 %" if share < 1.0 => ">99 %".to_owned(),
        _ => text,
    }
}

/// Value points and indices: two decimals, and zero as `0`.
#[must_use]
pub fn points(figure: f64) -> String {
    let text = format!("{figure:.2}");
    if is_zero(&text) { "0".to_owned() } else { text }
}

pub(super) fn is_zero(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '0' | '.'))
}

/// A figure of few digits in a sentence: 25, 2.5, 2.
#[must_use]
pub(super) fn short(figure: f64) -> String {
    if (figure - figure.round()).abs() < 1e-9 || figure.abs() >= 10.0 {
        format!("{figure:.0}")
    } else {
        format!("{figure:.1}")
    }
}

/// EUR million in a sentence: 150, 4.5, 0.05.
#[must_use]
pub(super) fn money(figure: f64) -> String {
    let text = match figure.abs() < 0.05 {
        true => significant(figure, 1),
        false => format!("{figure:.1}"),
    };
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

pub(super) fn significant(figure: f64, digits: i32) -> String {
    if figure == 0.0 || figure.abs() < 1e-9 {
        return "0".to_owned();
    }
    let magnitude = libm::floor(libm::log10(figure.abs())) as i32;
    let decimals = usize::try_from(digits - 1 - magnitude).unwrap_or(0).min(6);
    let text = format!("{figure:.decimals$}");
    if is_zero(&text) { "0".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_words() {
        for (value, words) in [
            (0.0, "no run"),
            (0.01, "fewer than 1 in 20 runs"),
            (0.62, "about 6 in 10 runs"),
            (0.951, "nearly all runs"),
            (1.0, "all runs"),
        ] {
            assert_eq!(about(value), words);
        }
    }

    #[test]
    fn percent_and_points() {
        for (value, text) in [
            (0.0, "0"),
            (0.214, "21 %"),
            (0.003, "0.3 %"),
            (0.000_4, "0.04 %"),
            (0.000_01, "0"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(value, 0), text);
        }
        for (value, text) in [(0.0, "0"), (-0.303_9, "-0.30"), (0.001, "0"), (2.0, "2.00")] {
            assert_eq!(points(value), text);
        }
    }

    #[test]
    fn whole_percent() {
        for (value, text) in [
            (0.0, "0 %"),
            (0.004, "<1 %"),
            (0.006, "1 %"),
            (0.994, "99 %"),
            (0.996, ">99 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percentage(value), text);
        }
    }

    #[test]
    fn numbers_of_things() {
        for (number, words) in [
            (0, "0 runs"),
            (1, "1 run"),
            (999, "999 runs"),
            (10_000, "10,000 runs"),
            (1_234_567, "1,234,567 runs"),
        ] {
            assert_eq!(count(number, "run"), words);
        }
    }

    #[test]
    fn sums_of_money() {
        for (value, text) in [
            (4.5, "4.5"),
            (150.0, "150"),
            (33.333, "33.3"),
            (0.04, "0.04"),
            (0.0, "0"),
        ] {
            assert_eq!(money(value), text);
        }
    }

    #[test]
    fn digits() {
        for (value, text) in [
            (0.723_17, "0.72"),
            (0.005_61, "0.0056"),
            (1.0, "1.0"),
            (0.0, "0"),
        ] {
            assert_eq!(share(value), text);
        }
        for (value, text) in [(24.85, "24.9"), (-0.0729, "-0.0729"), (12_345.0, "12345")] {
            assert_eq!(significant(value, 3), text);
        }
    }
}
