//! The schema of claims and patterns with their verdicts.

use serde_json::{Value, json};

use super::result::{
    across_assumptions, all, assumptions, count, described, interval, maybe, nested, or_null,
    program, share,
};
use super::{one_of, properties, text};
use crate::experiment::{Basis, CASES, Expected, Reading, Verdict};
use crate::model::METRICS;
use crate::report::claims::CLAIMS_FORMAT;

pub(super) fn claims() -> Value {
    let verdicts = || described(tally(), "how many verdicts of each kind");
    let summary = all(properties(&[
        ("claims", verdicts()),
        ("patterns", verdicts()),
        (
            "emergent",
            described(tally(), "on effects that no equation states"),
        ),
        (
            "built_in",
            described(tally(), "on effects that an equation states"),
        ),
        (
            "unstated",
            described(tally(), "on effects of which the file does not say"),
        ),
    ]));
    all(properties(&[
        ("format", json!({ "const": CLAIMS_FORMAT })),
        ("program", program()),
        ("seed", count()),
        ("runs", described(count(), "runs asked for in each arm")),
        ("complete", json!({ "type": "boolean" })),
        ("disclaimer", text()),
        ("summary", summary),
        ("claims", json!({ "type": "array", "items": claim() })),
    ]))
}

fn tally() -> Value {
    all(properties(&[
        ("holds", count()),
        ("does_not_hold", count()),
        ("undecided", count()),
    ]))
}

fn maybe_text() -> Value {
    json!({ "type": ["string", "null"] })
}

fn verdict() -> Value {
    one_of(&Verdict::ALL.map(Verdict::name))
}

/// One of these names, or null.
fn maybe_one_of(names: &[&str]) -> Value {
    or_null(one_of(names))
}

fn claim() -> Value {
    all(properties(&[
        (
            "name",
            described(text(), "that of the library, or the path of the file"),
        ),
        ("claim", described(maybe_text(), "id of the claim")),
        (
            "pattern",
            described(maybe_text(), "id of the pattern, of an experiment on one"),
        ),
        ("title", text()),
        ("source", maybe_text()),
        ("question", maybe_text()),
        ("base", text()),
        ("sha256", text()),
        ("verdict", verdict()),
        (
            "recorded",
            described(or_null(verdict()), "the verdict on record"),
        ),
        ("note", maybe_text()),
        ("nested", nested()),
        (
            "expectations",
            json!({ "type": "array", "items": expectation() }),
        ),
    ]))
}

fn expectation() -> Value {
    let metrics: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
    let bases = [Basis::Emergent.name(), Basis::BuiltIn(String::new()).name()];
    let pair =
        |item: Value| json!({ "type": "array", "items": item, "minItems": 2, "maxItems": 2 });
    all(properties(&[
        ("negotiation", text()),
        ("metric", one_of(&metrics)),
        ("unit", text()),
        ("treatment", text()),
        (
            "control",
            described(
                maybe_text(),
                "null where the level of the treatment is read",
            ),
        ),
        (
            "less",
            described(
                or_null(pair(text())),
                "of a difference of differences: the pair whose difference is taken away",
            ),
        ),
        ("reading", one_of(&Reading::NAMES)),
        (
            "cases",
            described(
                json!({ "type": ["integer", "null"], "minimum": CASES.start(), "maximum": CASES.end() }),
                "of power: the cases in each group of an evaluation",
            ),
        ),
        (
            "direction",
            described(maybe_one_of(&Expected::DIRECTIONS), "in place of a band"),
        ),
        ("by", maybe()),
        ("margin", maybe()),
        (
            "between",
            described(
                or_null(pair(maybe())),
                "the ends of the band that is expected, in place of a direction; an open one is null",
            ),
        ),
        ("basis", maybe_one_of(&bases)),
        ("equation", maybe_text()),
        ("verdict", verdict()),
        (
            "mean",
            described(
                maybe(),
                "the figure: of a difference, the mean of the differences of single runs",
            ),
        ),
        ("std_error", described(maybe(), "of a difference or level")),
        ("ci95", interval()),
        ("ci90", described(interval(), "of a difference")),
        ("across_assumptions", across_assumptions()),
        ("assumptions", assumptions()),
        (
            "draws",
            described(count(), "draws of the uncertain inputs with a figure"),
        ),
        (
            "share_agreeing",
            described(share(), "share of these in the band, or the expected way"),
        ),
        (
            "share_opposing",
            described(share(), "share of these outside, or the other way"),
        ),
        (
            "count",
            described(
                count(),
                "runs in which the metric has a value in all arms concerned",
            ),
        ),
        ("conditional", json!({ "type": "boolean" })),
        (
            "counterpart",
            described(maybe_text(), "the metric to read beside a conditional one"),
        ),
    ]))
}
