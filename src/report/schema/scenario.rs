//! The schema of a scenario file.

use serde_json::{Map, Value, json};

use super::numbers::{add, definitions, figure, number, reference, table};
use super::{by_id, object, one_of, properties, text};
use crate::domain::{
    ACCOMPANYING_MEASURES, CLAUSE_PARAMETERS, CONDUCT_DESTINATION, CONDUCT_PARTNER,
    EVENT_PARAMETERS, Fallback, INSTRUMENT_LAYERS, INSTRUMENT_PARAMETERS, INSTRUMENTS,
    ISSUE_PARAMETERS, LEVER_PARAMETERS, LEVERAGE_PARAMETERS, NEGOTIATION_PARAMETERS, Parameter,
    Preset, SETTINGS_PARAMETERS, STATE_PARAMETERS, Stage,
};
use crate::rules::{INFORM_2024, Move, QUANTITIES, RuleKind};
use crate::scenario::FORMAT;

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
        ("leverage", reference("leverage")),
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
        ("enabled", json!({ "type": "boolean" })),
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
    let mut instrument = properties(&[
        ("id", one_of(&instruments)),
        ("piloting", json!({ "type": "boolean" })),
    ]);
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
                properties(&[
                    ("destination", reference("leverage")),
                    ("partner", reference("leverage")),
                ]),
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
                "funding_stop",
            ]),
        ),
        ("state", text()),
        ("negotiation", text()),
        ("issue", text()),
        ("irregular", json!({ "type": "boolean" })),
        ("by", text()),
        ("note", text()),
    ]);
    add(&mut fields, EVENT_PARAMETERS);
    object(fields, &["date", "kind"])
}

pub(super) fn scenario() -> Value {
    let texts = json!({ "anyOf": [text(), { "type": "array", "items": text() }] });
    let mut settings = properties(&[("tactics", one_of(&["time", "equilibrium"]))]);
    add(&mut settings, SETTINGS_PARAMETERS);
    let mut schema = object(
        properties(&[
            ("$schema", text()),
            ("format", json!({ "const": FORMAT })),
            ("title", text()),
            ("question", text()),
            ("notes", texts.clone()),
            ("afterwards", texts.clone()),
            ("claims", texts),
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
    );
    let mut shared = definitions();
    shared.insert("leverage".to_owned(), leverage());
    schema["$defs"] = Value::Object(shared);
    schema
}
