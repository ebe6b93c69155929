//! What verification found, as text and JSON, and one case explained.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::paragraph::{FAINT, HEADING, paragraph};
use super::words::DISCLAIMER;
use crate::theory::{
    Case, Comparison, Finding, Margin, OVERALL_ERROR, SEED, Verdict, standard_errors,
};

/// The format that the result of a verification names.
pub const VERIFICATION_FORMAT: &str = "demarche-verification/1";

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// What verification found.
#[derive(Clone, Debug, Serialize)]
pub struct Verification {
    /// [`VERIFICATION_FORMAT`].
    pub format: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// The seed of all runs.
    pub seed: u64,
    /// The tolerance of sampled comparisons, in standard errors.
    pub standard_errors: f64,
    /// The probability with which some sampled comparison fails though the engine is right.
    pub overall_error: f64,
    /// Every comparison of every case holds.
    pub holds: bool,
    /// The cases.
    pub cases: Vec<VerifiedCase>,
    /// What every output says of itself.
    pub disclaimer: &'static str,
}

/// A case with its comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct VerifiedCase {
    /// Its number.
    pub number: u8,
    /// Its name.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Where the answer is known from.
    pub source: &'static str,
    /// What is taken for granted.
    pub assumptions: &'static str,
    /// The answer.
    pub formula: &'static str,
    /// All of its comparisons hold.
    pub verdict: &'static str,
    /// Its comparisons.
    pub comparisons: Vec<Compared>,
}

/// An expected and a found figure.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// What is compared.
    pub what: String,
    /// From the closed form.
    pub expected: f64,
    /// From the engine; `null` where it gave no figure.
    pub found: Option<f64>,
    /// The largest distance allowed.
    pub tolerance: f64,
    /// Number of draws or runs of a sampled figure, and `null` of any other.
    pub count: Option<u64>,
    /// Whether they agree.
    pub verdict: &'static str,
}

impl Verification {
    /// The findings as a result.
    #[must_use]
    pub fn new(findings: &[Finding]) -> Verification {
        let holds = |finding: &Finding| finding.verdict() == Verdict::Holds;
        Verification {
            format: VERIFICATION_FORMAT,
            version: env!("CARGO_PKG_VERSION"),
            seed: SEED,
            standard_errors: standard_errors(),
            overall_error: OVERALL_ERROR,
            holds: findings.iter().all(holds),
            cases: findings.iter().map(VerifiedCase::new).collect(),
            disclaimer: DISCLAIMER,
        }
    }

    /// The result for a person, with terminal styles.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for case in &self.cases {
            case_text(&mut out, case);
        }
        let total: usize = self.cases.iter().map(|case| case.comparisons.len()).sum();
        let of_cases = |case: &&VerifiedCase| case.verdict == Verdict::Fails.name();
        let failed = self.cases.iter().filter(of_cases).count();
        let verdict = if failed == 0 {
            format!(
                "{GOOD}{} of {} cases hold{GOOD:#}",
                self.cases.len(),
                self.cases.len()
            )
        } else {
            format!("{BAD}{failed} of {} cases fail{BAD:#}", self.cases.len())
        };
        let _ = writeln!(out, "{verdict} ({total} comparisons, seed {})", self.seed);
        let allowed = format!(
            "± is the distance allowed: {:.2} standard errors for figures from n draws or runs, so \
             that fewer than 1 in 1,000 verifications of a right engine fail; rounding, or what a \
             limit leaves, for others. `demarche verify --explain ID` tells more.",
            self.standard_errors
        );
        paragraph(&mut out, "", &allowed);
        let _ = writeln!(out, "{FAINT}{}{FAINT:#}", self.disclaimer);
        out
    }
}

impl VerifiedCase {
    fn new(finding: &Finding) -> VerifiedCase {
        let case = finding.case;
        VerifiedCase {
            number: case.number,
            id: case.id,
            title: case.title,
            source: case.source,
            assumptions: case.assumptions,
            formula: case.formula,
            verdict: finding.verdict().name(),
            comparisons: finding.comparisons.iter().map(Compared::new).collect(),
        }
    }
}

impl Compared {
    fn new(comparison: &Comparison) -> Compared {
        Compared {
            what: comparison.what.clone(),
            expected: comparison.expected,
            found: comparison.found.is_finite().then_some(comparison.found),
            tolerance: comparison.tolerance(),
            count: match comparison.margin {
                Margin::Sampling { count, .. } => Some(count),
                Margin::Exact | Margin::Within(_) => None,
            },
            verdict: comparison.verdict().name(),
        }
    }
}

fn case_text(out: &mut String, case: &VerifiedCase) {
    let _ = writeln!(
        out,
        "{HEADING}{} {}{HEADING:#}: {}",
        case.number, case.id, case.title
    );
    paragraph(out, "", &format!("{FAINT}{}{FAINT:#}", case.source));
    let widest = |width: usize, c: &Compared| width.max(c.what.chars().count());
    let width = case.comparisons.iter().fold(0, widest);
    for compared in &case.comparisons {
        let style = if compared.verdict == Verdict::Holds.name() {
            GOOD
        } else {
            BAD
        };
        let found = compared.found.map_or("none".to_owned(), short);
        let sampled = compared
            .count
            .map_or_else(String::new, |count| format!(" (n = {count})"));
        let _ = writeln!(
            out,
            "  {:width$}  expected {:<9} found {found:<9} ± {:<8} {style}{}{style:#}{sampled}",
            compared.what,
            short(compared.expected),
            short(compared.tolerance),
            compared.verdict,
        );
    }
    out.push('\n');
}

/// Six decimals without trailing zeros; small figures by their power of ten.
fn short(figure: f64) -> String {
    if figure != 0.0 && figure.abs() < 1e-4 {
        return format!("{figure:.0e}");
    }
    let text = format!("{figure:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// One case with what is taken for granted, its formula and a scenario in which it is looked at.
#[must_use]
pub fn explained(case: &Case) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{HEADING}{} {}{HEADING:#}: {}\n",
        case.number, case.id, case.title
    );
    for (name, text) in [
        ("Known:      ", case.formula),
        ("Given that: ", case.assumptions),
        ("From:       ", case.source),
    ] {
        let options = textwrap::Options::new(88)
            .initial_indent(name)
            .subsequent_indent("            ");
        let _ = writeln!(out, "{}", textwrap::fill(text, options));
    }
    let scenario = (case.scenario)();
    let _ = writeln!(
        out,
        "\nOne of the scenarios that it is looked at in, as a file:\n\n{scenario:#}\n"
    );
    let _ = writeln!(out, "{FAINT}{DISCLAIMER}{FAINT:#}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::CASES;

    fn found(found: f64) -> Verification {
        let comparison = Comparison {
            what: "shares".to_owned(),
            expected: 0.5,
            found,
            margin: Margin::Within(1e-6),
        };
        Verification::new(&[Finding {
            case: &CASES[0],
            comparisons: vec![comparison],
        }])
    }

    #[test]
    fn what_fails_is_said_to_fail() {
        assert!(found(0.5).holds && found(0.5).text().contains("1 of 1 cases hold"));
        let failed = found(0.6);
        assert!(!failed.holds);
        assert!(failed.text().contains("FAILS") && failed.text().contains("1 of 1 cases fail"));
    }

    #[test]
    fn a_figure_that_is_none_is_written_as_null() {
        let none = found(f64::NAN);
        assert!(!none.holds && none.text().contains("none"));
        let json = serde_json::to_value(&none).unwrap();
        assert!(json["cases"][0]["comparisons"][0]["found"].is_null());
    }

    #[test]
    fn figures_are_short() {
        for (figure, text) in [
            (0.0, "0"),
            (43.0, "43"),
            (0.357_142_857, "0.357143"),
            (1e-9, "1e-9"),
            (f64::from(1_000), "1000"),
        ] {
            assert_eq!(short(figure), text);
        }
    }

    #[test]
    fn an_explained_case_says_all_that_it_rests_on() {
        for case in CASES {
            let text = explained(case);
            assert!(text.contains("\"format\": \"demarche/1\""), "{}", case.id);
            assert!(text.trim_end().ends_with("\u{1b}[0m"), "{}", case.id);
        }
    }
}
