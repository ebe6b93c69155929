//! Months of the calendar.

use std::fmt;

/// A month, such as 2023-07.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(u32);

impl Month {
    /// Reads `YYYY-MM`; years from 1000 to 9999.
    #[must_use]
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        let digits = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let (year, month) = (digits(year, 4)?, digits(month, 2)?);
        ((1000..=9999).contains(&year) && (1..=12).contains(&month))
            .then(|| Month(year * 12 + month - 1))
    }

    /// Months from this month to another; negative when that is earlier.
    #[must_use]
    pub fn months_until(self, other: Month) -> i64 {
        i64::from(other.0) - i64::from(self.0)
    }

    /// The month this many months later.
    #[must_use]
    pub fn plus(self, months: u32) -> Month {
        Month(self.0 + months)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_months() {
        for text in ["2023-07", "1999-12", "2000-01"] {
            assert_eq!(
                Month::parse(text).map(|m| m.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in [
            "2023-13",
            "2023-00",
            "23-07",
            "2023-7",
            "2023",
            "2023-07-01",
            "+023-07",
        ] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn counts_across_years() {
        let (july, may) = (Month::parse("2023-07"), Month::parse("2025-05"));
        let (Some(july), Some(may)) = (july, may) else {
            panic!("valid months")
        };
        assert_eq!(july.months_until(may), 22);
        assert_eq!(july.plus(22), may);
    }
}
