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
    let share = json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 });
    let maybe = json!({ "type": ["number", "null"] });
    let interval = json!({
        "anyOf": [
            { "type": "null" },
            { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 }
        ]
    });
    let count = json!({ "type": "integer", "minimum": 0 });
    let all = |fields: Map<String, Value>| {
        let required: Vec<String> = fields.keys().cloned().collect();
        let names: Vec<&str> = required.iter().map(String::as_str).collect();
        object(fields, &names)
    };
    let quantile = json!({ "type": "number" });
    let quantiles = all(properties(&[
        ("p05", quantile.clone()),
        ("p25", quantile.clone()),
        ("p50", quantile.clone()),
        ("p75", quantile.clone()),
        ("p95", quantile),
    ]));
    let described = |mut schema: Value, description: &str| {
        schema["description"] = json!(description);
        schema
    };
    let across = described(
        interval.clone(),
        "5 to 95 % of the conditional means over the drawn inputs, centred on the mean; null \
         where they cannot be told from simulation error (F test at the 5 % level)",
    );
    let assumptions = all(properties(&[
        ("finding", one_of(&Finding::NAMES)),
        (
            "draws_used",
            described(count.clone(), "draws for which the metric had a value"),
        ),
        (
            "at_most",
            described(
                interval.clone(),
                "not told from noise: the range is within this one, with 95 % confidence, if the \
                 conditional means are about normal",
            ),
        ),
    ]));
    let metric = all(properties(&[
        ("group", one_of(&["paper", "process", "people", "payoffs"])),
        ("unit", text()),
        ("conditional", json!({ "type": "boolean" })),
        ("mean", maybe.clone()),
        ("std_error", maybe.clone()),
        ("ci95", interval.clone()),
        ("across_assumptions", across),
        (
            "assumptions",
            json!({ "anyOf": [{ "type": "null" }, assumptions] }),
        ),
        (
            "quantiles",
            json!({
                "description": "the smallest figure that a share of the runs does not exceed: \
                    exact up to 1,024 distinct figures, then at most 0.5 % off",
                "anyOf": [{ "type": "null" }, quantiles]
            }),
        ),
        ("count", count.clone()),
    ]));
    let metrics: Map<String, Value> = METRICS
        .iter()
        .map(|entry| (entry.name.to_owned(), reference("metric")))
        .collect();
    let fate = all(properties(&[
        ("share", share.clone()),
        ("ci95", interval.clone()),
    ]));
    let fates: Vec<(&str, Value)> = Fate::ALL
        .iter()
        .map(|f| (f.name(), reference("fate")))
        .collect();
    let typical: Vec<(&str, Value)> = Fate::ALL
        .iter()
        .map(|f| (f.name(), count.clone()))
        .collect();
    let rule = all(properties(&[
        ("kind", one_of(&RuleKind::ALL.map(RuleKind::name))),
        ("runs_fired", count.clone()),
        ("mean_firings", maybe.clone()),
    ]));
    let issue = all(properties(&[
        ("conceded_by", one_of(&["destination", "partner"])),
        ("mean", share.clone()),
        ("ci95", interval.clone()),
        ("count", count.clone()),
    ]));
    let payoff = all(properties(&[("mean", maybe.clone()), ("ci95", interval)]));
    let baseline = all(properties(&[
        ("destination", payoff.clone()),
        ("partner", payoff),
    ]));
    let baselines = Solution::ALL.map(|solution| (solution.name(), reference("baseline")));
    let intensities = |table: &[Parameter<Conduct>]| {
        let named: Vec<(&str, Value)> = table
            .iter()
            .map(|parameter| (parameter.name, figure(parameter.low, parameter.high, false)))
            .collect();
        all(properties(&named))
    };
    let conduct = all(properties(&[
        ("destination", intensities(CONDUCT_DESTINATION)),
        ("partner", intensities(CONDUCT_PARTNER)),
    ]));
    let nearest = described(maybe.clone(), "to the nearest 0.005");
    let band = all(properties(&[
        ("mean", maybe.clone()),
        ("p10", nearest.clone()),
        ("p90", nearest),
    ]));
    let stages: Vec<(&str, Value)> = Stage::ALL
        .iter()
        .map(|s| (s.name(), share.clone()))
        .collect();
    let course = all(properties(&[
        ("round", count.clone()),
        ("month", text()),
        ("stages", all(properties(&stages))),
        ("trust", reference("band")),
        ("compliance", reference("band")),
        ("delivery", reference("band")),
        ("pressure", reference("band")),
    ]));
    let negotiation = all(properties(&[
        ("destination", text()),
        ("partner", text()),
        ("instrument", text()),
        (
            "approach",
            one_of(&["exchange", "cooperative", "coercive", "mixed"]),
        ),
        ("conduct", conduct),
        ("metrics", object(metrics, &[])),
        (
            "issues",
            json!({ "type": "object", "additionalProperties": reference("issue") }),
        ),
        ("fates", all(properties(&fates))),
        (
            "rules",
            json!({ "type": "object", "additionalProperties": reference("rule") }),
        ),
        ("course", json!({ "type": "array", "items": course })),
        ("typical_runs", object(properties(&typical), &[])),
        (
            "baselines",
            described(
                all(properties(&baselines)),
                "what one-line models would give each side, in value points per round, on the \
                 inputs at the outset, with nothing announced and everything kept",
            ),
        ),
    ]));
    let mut schema = all(properties(&[
        ("format", json!({ "const": RESULT_FORMAT })),
        (
            "program",
            all(properties(&[("name", text()), ("version", text())])),
        ),
        (
            "scenario",
            all(properties(&[
                ("title", text()),
                ("sha256", text()),
                ("start", text()),
                ("rounds", count.clone()),
                ("months_per_round", json!({ "type": "number" })),
                ("figures", count.clone()),
                ("assumption_share", share),
                ("uncertain_inputs", count.clone()),
            ])),
        ),
        ("overrides", json!({ "type": "array", "items": text() })),
        ("seed", count.clone()),
        ("runs", count.clone()),
        ("complete", json!({ "type": "boolean" })),
        (
            "nested",
            json!({
                "description": "runs that share a draw of the uncertain inputs, made beside the \
                    others for the range across assumptions; null below 500 runs or when no \
                    input is uncertain",
                "anyOf": [
                    { "type": "null" },
                    all(properties(&[("draws", count.clone()), ("replicates", count.clone())]))
                ]
            }),
        ),
        ("disclaimer", text()),
        (
            "negotiations",
            json!({ "type": "object", "additionalProperties": negotiation }),
        ),
    ]));
    schema["$defs"] = json!({
        "metric": metric, "fate": fate, "issue": issue, "rule": rule, "band": band,
        "baseline": baseline
    });
    schema
}
