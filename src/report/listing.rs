//! What stands in the library: scenarios by name, with what a reader looks for in one.

use super::paragraph::{FAINT, HEADING, paragraph};
use crate::domain::Approach;
use crate::scenario::{Month, Scenario};

/// A scenario of the library, as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The name by which it is run.
    pub name: String,
    /// The title.
    pub title: String,
    /// The question for a workshop.
    pub question: Option<String>,
    /// The first month.
    pub start: Month,
    /// Id and name of each state.
    pub states: Vec<(String, String)>,
    /// The negotiations, by id.
    pub negotiations: Vec<ListedNegotiation>,
    /// Ids of the claims that it bears on, in the order of their numbers.
    pub claims: Vec<String>,
}

/// A negotiation, as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedNegotiation {
    /// Name of the destination.
    pub destination: String,
    /// Name of the partner.
    pub partner: String,
    /// Id of the instrument.
    pub instrument: String,
    /// The derived label of the approach.
    pub approach: Approach,
}

/// What scenarios are looked for by; what is `None` can be anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListingFilter {
    /// Id and name of states, one of which takes part: [`states_meant`].
    pub states: Option<Vec<(String, String)>>,
    /// Id of an instrument of some negotiation.
    pub instrument: Option<String>,
    /// The approach of the destination in some negotiation.
    pub approach: Option<Approach>,
    /// Id of a claim.
    pub claim: Option<String>,
}

impl Listing {
    /// The listing of a scenario; `tested` are the claims that experiments put to it, beside those
    /// which it names itself.
    #[must_use]
    pub fn new(name: &str, scenario: &Scenario, tested: &[String]) -> Listing {
        let state = |place: usize| scenario.states[place].name.clone();
        let negotiations = scenario.negotiations.iter();
        let negotiations = negotiations.map(|negotiation| ListedNegotiation {
            destination: state(negotiation.parties.destination),
            partner: state(negotiation.parties.partner),
            instrument: negotiation.instrument.id.to_owned(),
            approach: negotiation.approach(),
        });
        let mut claims = [&scenario.claims[..], tested].concat();
        claims.sort_by_key(|claim| (number(claim), claim.clone()));
        claims.dedup();
        let states = scenario.states.iter();
        Listing {
            name: name.to_owned(),
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            start: scenario.start,
            states: states.map(|s| (s.id.clone(), s.name.clone())).collect(),
            negotiations: negotiations.collect(),
            claims,
        }
    }

    /// Whether it is what is looked for: one negotiation has both the instrument and the approach.
    #[must_use]
    pub fn matches(&self, filter: &ListingFilter) -> bool {
        let states = filter.states.as_ref();
        let claim = filter.claim.as_deref();
        states.is_none_or(|states| states.iter().any(|state| self.states.contains(state)))
            && claim.is_none_or(|id| self.claims.iter().any(|c| c.eq_ignore_ascii_case(id)))
            && self.negotiations.iter().any(|negotiation| {
                let instrument = filter.instrument.as_ref();
                let approach = filter.approach;
                instrument.is_none_or(|id| *id == negotiation.instrument)
                    && approach.is_none_or(|approach| approach == negotiation.approach)
            })
    }

    /// Its lines in a list.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let (name, title) = (&self.name, &self.title);
        paragraph(
            &mut out,
            "",
            &format!("{HEADING}{name}{HEADING:#}  {title}; from {}", self.start),
        );
        for group in self.groups() {
            paragraph(&mut out, "    ", &group);
        }
        if !self.claims.is_empty() {
            let claims = self.claims.join(", ");
            paragraph(&mut out, "    ", &format!("bears on {claims}"));
        }
        if let Some(question) = &self.question {
            paragraph(&mut out, "    ", &format!("{FAINT}{question}{FAINT:#}"));
        }
        out
    }

    /// Negotiations that differ in the partner alone, in one line.
    fn groups(&self) -> Vec<String> {
        let mut groups: Vec<(&ListedNegotiation, Vec<&str>)> = Vec::new();
        for negotiation in &self.negotiations {
            let alike = |(first, _): &&mut (&ListedNegotiation, Vec<&str>)| {
                first.destination == negotiation.destination
                    && first.instrument == negotiation.instrument
                    && first.approach == negotiation.approach
            };
            match groups.iter_mut().find(alike) {
                Some((_, partners)) if partners.contains(&negotiation.partner.as_str()) => {}
                Some((_, partners)) => partners.push(&negotiation.partner),
                None => groups.push((negotiation, vec![&negotiation.partner])),
            }
        }
        let line = |(first, partners): &(&ListedNegotiation, Vec<&str>)| {
            let (destination, instrument) = (&first.destination, &first.instrument);
            let (partners, approach) = (partners.join(", "), first.approach.name());
            format!("{destination} with {partners}: {instrument}, {approach}")
        };
        groups.iter().map(line).collect()
    }
}

/// Id and name of the states that a reader may mean: those whose id, initials in capitals or words of
/// the name these are; where there is none, those with a word that begins so, and then those whose
/// initials these are in small letters. So `Niger` is not Nigeria, and `US` is no part of Austria.
#[must_use]
pub fn states_meant(listings: &[Listing], wanted: &str) -> Vec<(String, String)> {
    let wanted = wanted.trim();
    let folded = wanted.to_lowercase();
    let found = |meant: &dyn Fn(&str, &str) -> bool| -> Vec<(String, String)> {
        let states = listings.iter().flat_map(|listing| &listing.states);
        let mut found: Vec<_> = states
            .filter(|(id, name)| meant(id, name))
            .cloned()
            .collect();
        found.sort();
        found.dedup();
        found
    };
    let whole = |id: &str, name: &str| {
        id == folded || initials(name) == wanted || has_words(name, &folded, true)
    };
    let begun = |_: &str, name: &str| has_words(name, &folded, false);
    let small = |_: &str, name: &str| initials(name).eq_ignore_ascii_case(wanted);
    let mut ways = [found(&whole), found(&begun), found(&small)].into_iter();
    ways.find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether a name has these words, in small letters, from the beginning of one of its own: whole, or
/// with a beginning as the last of them.
fn has_words(name: &str, words: &str, whole: bool) -> bool {
    let name = name.to_lowercase();
    name.match_indices(words).any(|(at, found)| {
        let before = name[..at].chars().next_back();
        let after = name[at + found.len()..].chars().next();
        let goes_on = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
        !(goes_on(before) || whole && goes_on(after))
    })
}

/// The capitals that begin the words of a name of several.
fn initials(name: &str) -> String {
    let firsts = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let capitals: String = firsts.filter(|first| first.is_uppercase()).collect();
    match capitals.chars().count() {
        0 | 1 => String::new(),
        _ => capitals,
    }
}

/// The number in the id of a claim, so that C9 stands before C10.
fn number(claim: &str) -> u32 {
    let digits = claim.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.parse().unwrap_or(u32::MAX)
}
