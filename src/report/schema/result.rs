//! The schema of a result file.

use serde_json::{Map, Value, json};

use super::numbers::{figure, reference};
use super::{object, one_of, properties, text};
use crate::analysis::Finding;
use crate::domain::{CONDUCT_DESTINATION, CONDUCT_PARTNER, Conduct, Parameter, Stage};
use crate::model::{Fate, METRICS, Solution};
use crate::report::result::RESULT_FORMAT;
use crate::rules::RuleKind;

pub(super) fn result() -> Value {
    let mut schema = all(properties(&[
        ("format", json!({ "const": RESULT_FORMAT })),
        ("program", program()),
        ("scenario", scenario()),
        ("overrides", overrides()),
        ("seed", count()),
        ("runs", count()),
        ("complete", json!({ "type": "boolean" })),
        ("nested", nested()),
        ("disclaimer", text()),
        ("negotiations", by_name(negotiation())),
    ]));
    schema["$defs"] = definitions();
    schema
}

/// An object with exactly these fields.
pub(super) fn all(fields: Map<String, Value>) -> Value {
    let required: Vec<String> = fields.keys().cloned().collect();
    let names: Vec<&str> = required.iter().map(String::as_str).collect();
    object(fields, &names)
}

pub(super) fn by_name(thing: Value) -> Value {
    json!({ "type": "object", "additionalProperties": thing })
}

pub(super) fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

pub(super) fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [{ "type": "null" }, schema] })
}

pub(super) fn share() -> Value {
    json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 })
}

pub(super) fn maybe() -> Value {
    json!({ "type": ["number", "null"] })
}

pub(super) fn interval() -> Value {
    or_null(json!({
        "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2
    }))
}

pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

pub(super) fn program() -> Value {
    all(properties(&[("name", text()), ("version", text())]))
}

pub(super) fn overrides() -> Value {
    json!({ "type": "array", "items": text() })
}

pub(super) fn scenario() -> Value {
    all(properties(&[
        ("title", text()),
        ("sha256", text()),
        ("start", text()),
        ("rounds", count()),
        ("months_per_round", json!({ "type": "number" })),
        ("figures", count()),
        ("assumption_share", share()),
        ("uncertain_inputs", count()),
    ]))
}

pub(super) fn nested() -> Value {
    described(
        or_null(all(properties(&[
            ("draws", count()),
            ("replicates", count()),
        ]))),
        "runs that share a draw of the uncertain inputs, made beside the others for the range \
         across assumptions; null below 500 runs or when no input is uncertain",
    )
}

pub(super) fn across_assumptions() -> Value {
    described(
        interval(),
        "5 to 95 % of the conditional means over the drawn inputs, centred on the mean; null \
         where they cannot be told from simulation error (F test at the 5 % level)",
    )
}

pub(super) fn assumptions() -> Value {
    or_null(all(properties(&[
        ("finding", one_of(&Finding::NAMES)),
        (
            "draws_used",
            described(count(), "draws for which the metric had a value"),
        ),
        (
            "at_most",
            described(
                interval(),
                "not told from noise: the range is within this one, with 95 % confidence, if the \
                 conditional means are about normal",
            ),
        ),
    ])))
}

/// What negotiations refer to.
pub(super) fn definitions() -> Value {
    let fate = all(properties(&[("share", share()), ("ci95", interval())]));
    let rule = all(properties(&[
        ("kind", one_of(&RuleKind::ALL.map(RuleKind::name))),
        ("runs_fired", count()),
        ("mean_firings", maybe()),
    ]));
    let issue = all(properties(&[
        ("conceded_by", one_of(&["destination", "partner"])),
        ("mean", share()),
        ("ci95", interval()),
        ("count", count()),
    ]));
    let payoff = all(properties(&[("mean", maybe()), ("ci95", interval())]));
    let baseline = all(properties(&[
        ("destination", payoff.clone()),
        ("partner", payoff),
    ]));
    let nearest = described(maybe(), "to the nearest 0.005");
    let band = all(properties(&[
        ("mean", maybe()),
        ("p10", nearest.clone()),
        ("p90", nearest),
    ]));
    json!({
        "metric": metric(), "fate": fate, "issue": issue, "rule": rule, "band": band,
        "baseline": baseline
    })
}

fn metric() -> Value {
    let quantile = json!({ "type": "number" });
    let quantiles = all(properties(&[
        ("p05", quantile.clone()),
        ("p25", quantile.clone()),
        ("p50", quantile.clone()),
        ("p75", quantile.clone()),
        ("p95", quantile),
    ]));
    all(properties(&[
        ("group", one_of(&["paper", "process", "people", "payoffs"])),
        ("unit", text()),
        ("conditional", json!({ "type": "boolean" })),
        ("mean", maybe()),
        ("std_error", maybe()),
        ("ci95", interval()),
        ("across_assumptions", across_assumptions()),
        ("assumptions", assumptions()),
        (
            "quantiles",
            described(
                or_null(quantiles),
                "the smallest figure that a share of the runs does not exceed: exact up to 1,024 \
                 distinct figures, then at most 0.5 % off",
            ),
        ),
        ("count", count()),
    ]))
}

fn conduct() -> Value {
    let intensities = |table: &[Parameter<Conduct>]| {
        let named: Vec<(&str, Value)> = table
            .iter()
            .map(|parameter| (parameter.name, figure(parameter.low, parameter.high, false)))
            .collect();
        all(properties(&named))
    };
    all(properties(&[
        ("destination", intensities(CONDUCT_DESTINATION)),
        ("partner", intensities(CONDUCT_PARTNER)),
    ]))
}

fn course() -> Value {
    let stages: Vec<(&str, Value)> = Stage::ALL.iter().map(|s| (s.name(), share())).collect();
    all(properties(&[
        ("round", count()),
        ("month", text()),
        ("stages", all(properties(&stages))),
        ("trust", reference("band")),
        ("compliance", reference("band")),
        ("delivery", reference("band")),
        ("pressure", reference("band")),
    ]))
}

/// One negotiation; it refers to [`definitions`].
pub(super) fn negotiation() -> Value {
    let metrics: Map<String, Value> = METRICS
        .iter()
        .map(|entry| (entry.name.to_owned(), reference("metric")))
        .collect();
    let fates = Fate::ALL.map(|fate| (fate.name(), reference("fate")));
    let typical = Fate::ALL.map(|fate| (fate.name(), count()));
    let baselines = Solution::ALL.map(|solution| (solution.name(), reference("baseline")));
    all(properties(&[
        ("destination", text()),
        ("partner", text()),
        ("instrument", text()),
        (
            "approach",
            one_of(&["exchange", "cooperative", "coercive", "mixed"]),
        ),
        ("conduct", conduct()),
        ("metrics", object(metrics, &[])),
        ("issues", by_name(reference("issue"))),
        ("fates", all(properties(&fates))),
        ("rules", by_name(reference("rule"))),
        ("course", json!({ "type": "array", "items": course() })),
        ("typical_runs", object(properties(&typical), &[])),
        (
            "baselines",
            described(
                all(properties(&baselines)),
                "what one-line models would give each side, in value points per round, on the \
                 inputs at the outset, with nothing announced and everything kept",
            ),
        ),
    ]))
}
