//! `demarche list scenarios`: the library, and what of it is looked for.

use crate::cli::arguments::Search;
use crate::cli::failure::Failure;
use crate::cli::library::open;
use crate::document::nearest;
use crate::domain::{Approach, INSTRUMENTS};
use crate::experiment::{CLAIMS, Experiment};
use crate::report::{Listing, ListingFilter};
use crate::scenario::{LIBRARY, Scenario};

pub(super) fn scenarios(search: &Search) -> Result<String, Failure> {
    let listings = listings()?;
    let filter = filter(search, &listings)?;
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

fn listings() -> Result<Vec<Listing>, Failure> {
    let mut tested: Vec<(String, String)> = Vec::new();
    for entry in CLAIMS {
        let experiment = Experiment::load(&open(entry.name)?)?;
        tested.extend(experiment.claim.map(|claim| (experiment.base, claim)));
    }
    let listing = |name: &str| {
        let scenario = Scenario::load(&open(name)?)?;
        let tested = tested.iter().filter(|(base, _)| base == name);
        let claims: Vec<String> = tested.map(|(_, claim)| claim.clone()).collect();
        Ok(Listing::new(name, &scenario, &claims))
    };
    LIBRARY.iter().map(|entry| listing(entry.name)).collect()
}

/// What is looked for, if there can be such a thing.
fn filter(search: &Search, listings: &[Listing]) -> Result<ListingFilter, Failure> {
    if let Some(country) = &search.country
        && !listings.iter().any(|listing| listing.has_state(country))
    {
        let states = listings.iter().flat_map(|listing| &listing.states);
        let names = states.flat_map(|(id, name)| [id.as_str(), name.as_str()]);
        return Err(unknown("country", country, names));
    }
    if let Some(id) = &search.instrument
        && !INSTRUMENTS.iter().any(|instrument| instrument.id == id)
    {
        let ids = INSTRUMENTS.iter().map(|instrument| instrument.id);
        return Err(unknown("instrument", id, ids));
    }
    if let Some(id) = &search.claim {
        let mut claims = listings.iter().flat_map(|listing| &listing.claims);
        if !claims.any(|claim| claim.eq_ignore_ascii_case(id)) {
            return Err(Failure::Usage(format!(
                "no scenario of the library bears on claim `{id}`: `demarche list claims` shows \
                 the claims and their ids"
            )));
        }
    }
    let approach = search.approach.as_deref().map(approach).transpose()?;
    Ok(ListingFilter {
        country: search.country.clone(),
        instrument: search.instrument.clone(),
        approach,
        claim: search.claim.clone(),
    })
}

fn approach(name: &str) -> Result<Approach, Failure> {
    let known = Approach::ALL.into_iter().find(|a| a.name() == name);
    known.ok_or_else(|| unknown("approach", name, Approach::ALL.map(Approach::name)))
}

fn unknown<'n>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Failure {
    let hint = match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let mut known: Vec<&str> = known.into_iter().collect();
            known.sort_unstable();
            known.dedup();
            format!("expected one of {}", known.join(", "))
        }
    };
    Failure::Usage(format!(
        "no {what} of the library is called `{name}`: {hint}"
    ))
}
