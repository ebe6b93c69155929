//! JSON Schemas, made from the declarations that decoding uses.

use serde_json::{Map, Value, json};

use crate::domain::{
    ACCOMPANYING_MEASURES, CLAUSE_PARAMETERS, CONDUCT_DESTINATION, CONDUCT_PARTNER,
    EVENT_PARAMETERS, Fallback, INSTRUMENT_LAYERS, INSTRUMENT_PARAMETERS, INSTRUMENTS,
    ISSUE_PARAMETERS, LEVER_PARAMETERS, LEVERAGE_PARAMETERS, NEGOTIATION_PARAMETERS, Parameter,
    Preset, SETTINGS_PARAMETERS, STATE_PARAMETERS, Stage,
};
use crate::model::{Fate, METRICS};
use crate::rules::{INFORM_2024, Move, QUANTITIES, RuleKind};
use crate::scenario::FORMAT;

use super::result::RESULT_FORMAT;

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// A scenario file.
    Scenario,
    /// An experiment file.
    Experiment,
    /// A result file.
    Result,
}

impl SchemaKind {
    /// Every kind.
    pub const ALL: [SchemaKind; 3] = [
        SchemaKind::Scenario,
        SchemaKind::Experiment,
        SchemaKind::Result,
    ];

    /// The name used on the command line and for the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SchemaKind::Scenario => "scenario",
            SchemaKind::Experiment => "experiment",
            SchemaKind::Result => "result",
        }
    }
}

/// The JSON Schema (draft 2020-12) of a kind of file.
#[must_use]
pub fn schema(kind: SchemaKind) -> Value {
    let mut schema = match kind {
        SchemaKind::Scenario => scenario(),
        SchemaKind::Experiment => experiment(),
        SchemaKind::Result => result(),
    };
    if let Some(object) = schema.as_object_mut() {
        let mut head = Map::new();
        head.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        head.insert(
            "title".to_owned(),
            json!(format!("demarche {} file", kind.name())),
        );
        head.append(object);
        *object = head;
    }
    schema
}

/// An object with these properties and no others.
fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}

fn properties(pairs: &[(&str, Value)]) -> Map<String, Value> {
    pairs
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect()
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn one_of(names: &[&str]) -> Value {
    json!({ "enum": names })
}

fn by_id(thing: Value) -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": "^[a-z0-9_-]{1,64}$" },
        "additionalProperties": thing
    })
}

/// A number of a parameter: plain, described, drawn, or null where it can be absent.
fn number<T>(parameter: &Parameter<T>) -> Value {
    let figure = figure(parameter.low, parameter.high, parameter.whole);
    let mut forms = vec![figure.clone()];
    if parameter.nullable() {
        forms.push(json!({ "type": "null" }));
    }
    let nullable = if parameter.nullable() {
        json!({ "anyOf": [figure, { "type": "null" }] })
    } else {
        figure
    };
    let mut described = properties(&[
        ("value", nullable),
        ("source", text()),
        ("basis", one_of(&["evidence", "assumption"])),
        ("note", text()),
    ]);
    let mut choices = vec![json!({ "required": ["value"] })];
    if !parameter.whole {
        for (name, figures) in [
            ("uniform", Some(&["low", "high"][..])),
            ("triangular", Some(&["low", "mode", "high"][..])),
            ("normal", Some(&["mean", "sd", "low", "high"][..])),
            ("beta", Some(&["alpha", "beta", "low", "high"][..])),
            ("choice", None),
        ] {
            described.insert(name.to_owned(), distribution(figures));
            choices.push(json!({ "required": [name] }));
        }
    }
    if matches!(parameter.name, "capacity" | "stability") {
        described.insert(
            "wgi".to_owned(),
            json!({
                "type": "number", "minimum": -5, "maximum": 5,
                "description": "World Bank estimate x, taken as (x + 2.5) / 5"
            }),
        );
        choices.push(json!({ "required": ["wgi"] }));
    }
    let mut described = object(described, &[]);
    described["oneOf"] = json!(choices);
    forms.push(described);
    let mut schema = json!({
        "description": format!("{} ({}); source: {}", parameter.meaning, parameter.unit, parameter.source),
        "anyOf": forms
    });
    match parameter.fallback {
        Fallback::Value(figure) => schema["default"] = plain(figure),
        Fallback::Derived(from) | Fallback::Absent(from) => {
            schema["description"] = json!(format!(
                "{}; when absent: {from}",
                schema["description"].as_str().unwrap_or_default()
            ));
        }
        Fallback::Required => {}
    }
    schema
}

/// A whole number without a decimal point.
fn plain(figure: f64) -> Value {
    if figure.fract() == 0.0 && figure.abs() < 1e15 {
        json!(figure as i64)
    } else {
        json!(figure)
    }
}

fn figure(low: f64, high: f64, whole: bool) -> Value {
    let kind = if whole { "integer" } else { "number" };
    json!({ "type": kind, "minimum": plain(low), "maximum": plain(high) })
}

fn distribution(figures: Option<&[&str]>) -> Value {
    let Some(figures) = figures else {
        return json!({ "type": "array", "items": { "type": "number" }, "minItems": 2 });
    };
    let number = json!({ "type": "number" });
    let named: Vec<(&str, Value)> = figures.iter().map(|name| (*name, number.clone())).collect();
    json!({
        "anyOf": [
            {
                "type": "array", "items": number,
                "minItems": figures.len(), "maxItems": figures.len(),
                "description": figures.join(", ")
            },
            object(properties(&named), figures)
        ]
    })
}

/// Adds the parameters of a table; a dot in a name is an object.
fn add<T>(into: &mut Map<String, Value>, table: &[Parameter<T>]) -> Vec<&'static str> {
    let mut required = Vec::new();
    for parameter in table {
        match parameter.name.split_once('.') {
            None => {
                into.insert(parameter.name.to_owned(), number(parameter));
                if parameter.fallback == Fallback::Required {
                    required.push(parameter.name);
                }
            }
            Some((group, name)) => {
                let entry = into
                    .entry(group.to_owned())
                    .or_insert_with(|| object(Map::new(), &[]));
                entry["properties"][name] = number(parameter);
            }
        }
    }
    required
}

fn table<T>(table: &[Parameter<T>]) -> Value {
    let mut fields = Map::new();
    let required = add(&mut fields, table);
    object(fields, &required)
}

fn leverage() -> Value {
    let overall = Parameter {
        name: "leverage",
        unit: "share",
        low: 0.0,
        high: 1.0,
        whole: false,
        fallback: Fallback::Required,
        source: "inform, fn 75",
        meaning: "bargaining power: one figure, or four channels",
        field: crate::domain::Field::Number(|figure: &mut f64| figure),
    };
    json!({ "anyOf": [number(&overall), table(LEVERAGE_PARAMETERS)] })
}

fn state() -> Value {
    let mut fields = properties(&[
        ("name", text()),
        ("note", text()),
        ("kind", one_of(&["state", "organisation"])),
        ("regime", one_of(&["consolidated_democracy", "other"])),
        (
            "roles",
            json!({ "type": "array", "items": one_of(&["destination", "origin", "transit"]) }),
        ),
        ("member_of", text()),
        ("leverage", leverage()),
    ]);
    let mut required = vec!["leverage"];
    required.extend(add(&mut fields, STATE_PARAMETERS));
    object(fields, &required)
}

fn issue() -> Value {
    let money = json!({ "type": ["number", "object"] });
    let budget = object(
        properties(&[
            ("total", money.clone()),
            ("per_year", money.clone()),
            ("per_round", money.clone()),
            ("years", money),
            ("unit", json!({ "const": "EUR million" })),
            ("source", text()),
            ("basis", one_of(&["evidence", "assumption"])),
            ("note", text()),
        ]),
        &[],
    );
    let mut fields = properties(&[
        ("name", text()),
        ("note", text()),
        ("area", one_of(&["migration", "other"])),
        ("conceded_by", one_of(&["destination", "partner"])),
        ("budget", budget),
    ]);
    add(&mut fields, ISSUE_PARAMETERS);
    object(fields, &[])
}

fn lever() -> Value {
    let mut fields = properties(&[
        ("name", text()),
        ("note", text()),
        ("by", one_of(&["destination", "partner"])),
        (
            "channel",
            one_of(&["economic", "political", "strategic", "migration"]),
        ),
        ("level", one_of(&["national", "eu"])),
    ]);
    add(&mut fields, LEVER_PARAMETERS);
    object(fields, &[])
}

fn clause() -> Value {
    let mut fields = properties(&[
        ("note", text()),
        ("if", text()),
        ("by", one_of(&["destination", "partner"])),
        ("more", text()),
        ("less", text()),
        ("demands", text()),
    ]);
    add(&mut fields, CLAUSE_PARAMETERS);
    let mut clause = object(fields, &["if"]);
    clause["allOf"] = json!([
        { "oneOf": [{ "required": ["more"] }, { "required": ["less"] }] },
        { "oneOf": [{ "required": ["at_least"] }, { "required": ["below"] }] }
    ]);
    clause
}

fn linkage() -> Value {
    object(
        properties(&[
            ("note", text()),
            (
                "issues",
                json!({ "type": "array", "items": text(), "minItems": 2, "uniqueItems": true }),
            ),
            ("kind", one_of(&["tactical", "substantive"])),
            ("mode", one_of(&["joint", "parallel", "sequential"])),
        ]),
        &["issues", "kind"],
    )
}

fn negotiation() -> Value {
    let instruments: Vec<&str> = INSTRUMENTS.iter().map(|instrument| instrument.id).collect();
    let measures: Vec<&str> = ACCOMPANYING_MEASURES
        .iter()
        .map(|measure| measure.id)
        .collect();
    let mut instrument = properties(&[("id", one_of(&instruments))]);
    add(&mut instrument, INSTRUMENT_PARAMETERS);
    let presets = Preset::ALL.map(|preset| preset.name);
    let mut fields = properties(&[
        ("name", text()),
        ("note", text()),
        ("destination", text()),
        ("partner", text()),
        (
            "supporters",
            json!({ "type": "array", "items": text(), "uniqueItems": true }),
        ),
        (
            "leverage",
            object(
                properties(&[("destination", leverage()), ("partner", leverage())]),
                &[],
            ),
        ),
        (
            "instrument",
            json!({ "anyOf": [one_of(&instruments), object(instrument, &["id"])] }),
        ),
        (
            "accompanying",
            json!({ "type": "array", "items": one_of(&measures), "uniqueItems": true }),
        ),
        ("initiative", one_of(&["destination", "partner"])),
        (
            "conduct",
            object(
                properties(&[
                    (
                        "destination",
                        json!({ "anyOf": [one_of(&presets), table(CONDUCT_DESTINATION)] }),
                    ),
                    ("partner", table(CONDUCT_PARTNER)),
                ]),
                &[],
            ),
        ),
        ("crisis_protocol", json!({ "type": "boolean" })),
        ("issues", by_id(issue())),
        ("linkages", by_id(linkage())),
        ("levers", by_id(lever())),
        ("clauses", by_id(clause())),
    ]);
    add(&mut fields, INSTRUMENT_LAYERS);
    add(&mut fields, NEGOTIATION_PARAMETERS);
    object(fields, &["destination", "partner", "issues"])
}

fn rule() -> Value {
    let stages: Vec<&str> = Stage::ALL
        .iter()
        .map(|stage| stage.name())
        .chain(["any"])
        .collect();
    let mut then: Map<String, Value> = QUANTITIES
        .iter()
        .filter(|entry| entry.writable)
        .map(|entry| {
            let schema = json!({ "type": "string", "description": entry.meaning });
            (entry.name.to_owned(), schema)
        })
        .collect();
    then.insert("move".to_owned(), one_of(&Move::ALL.map(Move::name)));
    let mut then = object(then, &[]);
    then["minProperties"] = json!(1);
    object(
        properties(&[
            ("kind", one_of(&RuleKind::ALL.map(RuleKind::name))),
            ("actor", one_of(&["destination", "partner"])),
            (
                "stage",
                json!({ "anyOf": [
                    one_of(&stages),
                    { "type": "array", "items": one_of(&stages), "minItems": 1 }
                ] }),
            ),
            ("when", text()),
            ("then", then),
            ("probability", figure(0.0, 1.0, false)),
            ("cooldown", figure(0.0, 10_000.0, true)),
            ("limit", figure(1.0, 10_000.0, true)),
            ("says", text()),
            ("source", text()),
            ("magnitude", one_of(&["evidence", "assumption"])),
            ("enabled", json!({ "type": "boolean" })),
        ]),
        &[],
    )
}

fn event() -> Value {
    let mut fields = properties(&[
        (
            "date",
            json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" }),
        ),
        (
            "kind",
            one_of(&[
                "change_of_government",
                "election",
                "crisis",
                "surge",
                "instrumentalisation",
            ]),
        ),
        ("state", text()),
        ("negotiation", text()),
        ("irregular", json!({ "type": "boolean" })),
        ("by", text()),
        ("note", text()),
    ]);
    add(&mut fields, EVENT_PARAMETERS);
    object(fields, &["date", "kind"])
}

fn scenario() -> Value {
    let texts = json!({ "anyOf": [text(), { "type": "array", "items": text() }] });
    let mut settings = properties(&[("tactics", one_of(&["time", "equilibrium"]))]);
    add(&mut settings, SETTINGS_PARAMETERS);
    object(
        properties(&[
            ("$schema", text()),
            ("format", json!({ "const": FORMAT })),
            ("title", text()),
            ("question", text()),
            ("notes", texts.clone()),
            ("afterwards", texts),
            ("sources", by_id(text())),
            (
                "start",
                json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" }),
            ),
            ("years", figure(1.0, 100.0, true)),
            ("months_per_round", figure(1.0, 12.0, true)),
            ("states", by_id(state())),
            ("negotiations", by_id(negotiation())),
            ("rulebook", one_of(&[INFORM_2024, "none"])),
            (
                "rules",
                json!({
                    "type": "object",
                    "propertyNames": { "pattern": "^[a-z0-9_/-]{1,64}$" },
                    "additionalProperties": rule()
                }),
            ),
            ("settings", object(settings, &[])),
            ("events", by_id(event())),
        ]),
        &["format", "title", "states", "negotiations"],
    )
}

fn experiment() -> Value {
    let metrics: Vec<&str> = METRICS.iter().map(|entry| entry.name).collect();
    let expectation = object(
        properties(&[
            ("negotiation", text()),
            ("metric", one_of(&metrics)),
            ("treatment", text()),
            ("control", text()),
            ("treatment_against", text()),
            ("control_against", text()),
            ("direction", one_of(&["increase", "decrease", "no_change"])),
            ("by", json!({ "type": "number" })),
            ("margin", json!({ "type": "number", "exclusiveMinimum": 0 })),
        ]),
        &["negotiation", "metric", "treatment", "control", "direction"],
    );
    object(
        properties(&[
            ("$schema", text()),
            ("format", json!({ "const": "demarche-experiment/1" })),
            ("title", text()),
            ("base", text()),
            ("claim", text()),
            ("source", text()),
            (
                "arms",
                json!({ "type": "object", "additionalProperties": { "type": "object" }, "minProperties": 1 }),
            ),
            (
                "expect",
                json!({ "type": "array", "items": expectation, "minItems": 1 }),
            ),
        ]),
        &["format", "title", "base", "arms"],
    )
}

fn result() -> Value {
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
    let metric = all(properties(&[
        ("group", one_of(&["paper", "process", "people", "payoffs"])),
        ("unit", text()),
        ("conditional", json!({ "type": "boolean" })),
        ("mean", maybe.clone()),
        ("std_error", maybe.clone()),
        ("ci95", interval.clone()),
        ("across_assumptions", interval.clone()),
        (
            "quantiles",
            json!({ "anyOf": [{ "type": "null" }, quantiles] }),
        ),
        ("count", count.clone()),
    ]));
    let metrics: Map<String, Value> = METRICS
        .iter()
        .map(|entry| (entry.name.to_owned(), metric.clone()))
        .collect();
    let fate = all(properties(&[
        ("share", share.clone()),
        ("ci95", interval.clone()),
    ]));
    let fates: Vec<(&str, Value)> = Fate::ALL.iter().map(|f| (f.name(), fate.clone())).collect();
    let typical: Vec<(&str, Value)> = Fate::ALL
        .iter()
        .map(|f| (f.name(), count.clone()))
        .collect();
    let rule = all(properties(&[
        ("kind", one_of(&RuleKind::ALL.map(RuleKind::name))),
        ("runs_fired", share.clone()),
        ("mean_firings", maybe.clone()),
    ]));
    let issue = all(properties(&[
        ("conceded_by", one_of(&["destination", "partner"])),
        ("mean", share.clone()),
        ("ci95", interval),
        ("count", count.clone()),
    ]));
    let band = all(properties(&[
        ("mean", maybe.clone()),
        ("p10", maybe.clone()),
        ("p90", maybe.clone()),
    ]));
    let stages: Vec<(&str, Value)> = Stage::ALL
        .iter()
        .map(|s| (s.name(), share.clone()))
        .collect();
    let course = all(properties(&[
        ("round", count.clone()),
        ("month", text()),
        ("stages", all(properties(&stages))),
        ("trust", band.clone()),
        ("compliance", band.clone()),
        ("delivery", band.clone()),
        ("pressure", band),
    ]));
    let negotiation = all(properties(&[
        ("destination", text()),
        ("partner", text()),
        ("instrument", text()),
        (
            "approach",
            one_of(&["exchange", "cooperative", "coercive", "mixed"]),
        ),
        ("metrics", object(metrics, &[])),
        (
            "issues",
            json!({ "type": "object", "additionalProperties": issue }),
        ),
        ("fates", all(properties(&fates))),
        (
            "rules",
            json!({ "type": "object", "additionalProperties": rule }),
        ),
        ("course", json!({ "type": "array", "items": course })),
        ("typical_runs", object(properties(&typical), &[])),
    ]));
    all(properties(&[
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
        ("runs", count),
        ("complete", json!({ "type": "boolean" })),
        ("disclaimer", text()),
        (
            "negotiations",
            json!({ "type": "object", "additionalProperties": negotiation }),
        ),
    ]))
}
