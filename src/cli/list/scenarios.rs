//! `demarche list scenarios`: the library, and what of it is looked for.

use textwrap::{Options, WordSplitter};

use crate::cli::arguments::Search;
use crate::cli::failure::Failure;
use crate::cli::library::open;
use crate::document::nearest;
use crate::domain::{Approach, INSTRUMENTS, Preset};
use crate::experiment::{CLAIMS, Experiment};
use crate::report::{Listing, ListingFilter, states_meant};
use crate::scenario::{LIBRARY, Scenario};

/// Columns of a list of names.
const WIDTH: usize = 100;

/// A claim that is put to a scenario.
struct Tested {
    /// The name of the experiment.
    name: &'static str,
    /// The scenario.
    base: String,
    /// The id of the claim.
    claim: String,
}

pub(super) fn scenarios(search: &Search) -> Result<String, Failure> {
    let tested = tested()?;
    let listings = listings(&tested)?;
    let filter = filter(search, &listings, &tested)?;
    let found: String = listings
        .iter()
        .filter(|listing| listing.matches(&filter))
        .map(Listing::text)
        .collect();
    if found.is_empty() {
        return Ok("No scenario of the library is all of this.\n".to_owned());
    }
    Ok(found)
}

fn tested() -> Result<Vec<Tested>, Failure> {
    let mut tested = Vec::new();
    for entry in CLAIMS {
        let Experiment { base, claim, .. } = Experiment::load(&open(entry.name)?)?;
        tested.extend(claim.map(|claim| Tested {
            name: entry.name,
            base,
            claim,
        }));
    }
    Ok(tested)
}

fn listings(tested: &[Tested]) -> Result<Vec<Listing>, Failure> {
    let listing = |name: &str| {
        let scenario = Scenario::load(&open(name)?)?;
        let tested = tested.iter().filter(|tested| tested.base == name);
        let claims: Vec<String> = tested.map(|tested| tested.claim.clone()).collect();
        Ok(Listing::new(name, &scenario, &claims))
    };
    LIBRARY.iter().map(|entry| listing(entry.name)).collect()
}

/// What is looked for, if there can be such a thing.
fn filter(
    search: &Search,
    listings: &[Listing],
    tested: &[Tested],
) -> Result<ListingFilter, Failure> {
    if let Some(id) = &search.instrument
        && !INSTRUMENTS.iter().any(|instrument| instrument.id == id)
    {
        let ids = INSTRUMENTS.iter().map(|instrument| instrument.id);
        return Err(unknown("instrument", id, ids));
    }
    let country = search.country.as_deref();
    let claim = search.claim.as_deref();
    Ok(ListingFilter {
        states: country.map(|name| states(name, listings)).transpose()?,
        instrument: search.instrument.clone(),
        approach: search.approach.as_deref().map(approach).transpose()?,
        claim: claim
            .map(|name| claimed(name, listings, tested))
            .transpose()?,
    })
}

/// The states that a name may stand for.
fn states(name: &str, listings: &[Listing]) -> Result<Vec<(String, String)>, Failure> {
    let found = states_meant(listings, name);
    if !found.is_empty() {
        return Ok(found);
    }
    let states = listings.iter().flat_map(|listing| &listing.states);
    let mut names: Vec<&str> = states.map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if nearest(name, names.iter().copied()).is_some() {
        return Err(unknown("country", name, names));
    }
    // A name is not broken over lines.
    let kept: Vec<String> = names
        .iter()
        .map(|name| name.replace(' ', "\u{a0}"))
        .collect();
    let options = Options::new(WIDTH)
        .initial_indent("  ")
        .subsequent_indent("  ")
        .word_splitter(WordSplitter::NoHyphenation);
    let names = textwrap::fill(&kept.join(", "), options).replace('\u{a0}', " ");
    Err(Failure::Usage(format!(
        "no country of the library is called `{name}`: expected one of\n{names}"
    )))
}

/// The id of a claim, which a reader calls by its id or by the name of its experiment.
fn claimed(name: &str, listings: &[Listing], tested: &[Tested]) -> Result<String, Failure> {
    if let Some(tested) = tested.iter().find(|tested| tested.name == name) {
        return Ok(tested.claim.clone());
    }
    let mut claims = listings.iter().flat_map(|listing| &listing.claims);
    if let Some(claim) = claims.find(|claim| claim.eq_ignore_ascii_case(name)) {
        return Ok(claim.clone());
    }
    let hint = match nearest(name, tested.iter().map(|tested| tested.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`demarche list claims` shows the claims, their ids and their names".to_owned(),
    };
    Err(Failure::Usage(format!(
        "no scenario of the library bears on claim `{name}`: {hint}"
    )))
}

fn approach(name: &str) -> Result<Approach, Failure> {
    Approach::named(name).ok_or_else(|| match Preset::named(name) {
        Some(preset) => Failure::Usage(format!(
            "no scenario is labelled `{name}`: expected one of {}; `{name}` is a preset of conduct, \
             and the label that is derived from its clauses is `{}`",
            Approach::ALL.map(Approach::name).join(", "),
            preset.approach().name()
        )),
        None => unknown("approach", name, Approach::ALL.map(Approach::name)),
    })
}

fn unknown<'n>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Failure {
    let hint = match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let known: Vec<&str> = known.into_iter().collect();
            format!("expected one of {}", known.join(", "))
        }
    };
    Failure::Usage(format!(
        "no {what} of the library is called `{name}`: {hint}"
    ))
}
