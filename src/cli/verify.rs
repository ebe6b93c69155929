//! `demarche verify`: limit cases with known answers, put to the engine.

use super::arguments::{PageFormat, Verify};
use super::failure::Failure;
use super::form::json;
use super::output::Output;
use crate::document::nearest;
use crate::report::{Verification, explained};
use crate::theory::{CASES, Case, Laboratory, Trouble, verify};

pub(super) fn execute(arguments: &Verify, output: &Output) -> Result<(), Failure> {
    if let Some(name) = &arguments.explain {
        return output.print(&explained(case(name)?));
    }
    let named = arguments.case.iter().map(|name| Ok(case(name)?.number));
    let named = named.collect::<Result<Vec<u8>, Failure>>()?;
    let laboratory = Laboratory::new(arguments.threads.number());
    let findings = CASES
        .iter()
        .filter(|case| named.is_empty() || named.contains(&case.number))
        .map(|case| verify(case, &laboratory))
        .collect::<Result<Vec<_>, _>>()?;
    let verification = Verification::new(&findings);
    let text = match arguments.format {
        PageFormat::Text => verification.text(),
        PageFormat::Json => json(&verification)?,
    };
    output.print(&text)?;
    judged(&verification)
}

/// That something does not hold is the one thing that the exit code has to say.
fn judged(verification: &Verification) -> Result<(), Failure> {
    if verification.holds {
        Ok(())
    } else {
        Err(Failure::Told(1))
    }
}

fn case(name: &str) -> Result<&'static Case, Failure> {
    Case::named(name).ok_or_else(|| {
        let hint = match nearest(name, CASES.iter().map(|case| case.id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`demarche verify --help` names them all".to_owned(),
        };
        Failure::Usage(format!("unknown limit case `{name}`: {hint}"))
    })
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Failure {
        match trouble {
            Trouble::Refused(refusal) => refusal.into(),
            Trouble::NoThreads(_) => Failure::Usage(trouble.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::{Comparison, Finding, Margin};

    #[test]
    fn one_comparison_that_fails_makes_the_exit_code_1() {
        let found = |found: f64| {
            let comparison = Comparison {
                what: "sessions".to_owned(),
                expected: 43.0,
                found,
                margin: Margin::Exact,
            };
            judged(&Verification::new(&[Finding {
                case: &CASES[0],
                comparisons: vec![comparison],
            }]))
        };
        assert!(found(43.0).is_ok());
        assert_eq!(found(42.0).map_err(|failure| failure.exit_code()), Err(1));
    }
}
