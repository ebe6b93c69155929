//! The table of parameters, as Markdown.

use std::fmt::Write as _;

use crate::domain::{
    CLAUSE_PARAMETERS, CONDUCT_DESTINATION, CONDUCT_PARTNER, EVENT_PARAMETERS, Fallback,
    INSTRUMENT_LAYERS, INSTRUMENT_PARAMETERS, ISSUE_PARAMETERS, LEVER_PARAMETERS,
    LEVERAGE_PARAMETERS, NEGOTIATION_PARAMETERS, Parameter, SETTINGS_PARAMETERS, STATE_PARAMETERS,
};

/// Every numeric parameter with unit, range, default, source and meaning.
#[must_use]
pub fn parameters() -> String {
    let mut out = String::from(
        "# Parameters\n\n\
         Every number that a scenario can state, made from the declarations in the code. A default \
         is a prior that a scenario may override; \"assumption\" means that nobody measured it.\n",
    );
    section(&mut out, "states.ID", STATE_PARAMETERS);
    section(
        &mut out,
        "states.ID.leverage (channels)",
        LEVERAGE_PARAMETERS,
    );
    section(&mut out, "negotiations.ID", NEGOTIATION_PARAMETERS);
    section(&mut out, "negotiations.ID", INSTRUMENT_LAYERS);
    section(
        &mut out,
        "negotiations.ID.instrument",
        INSTRUMENT_PARAMETERS,
    );
    section(
        &mut out,
        "negotiations.ID.conduct.destination",
        CONDUCT_DESTINATION,
    );
    section(&mut out, "negotiations.ID.conduct.partner", CONDUCT_PARTNER);
    section(&mut out, "negotiations.ID.issues.ID", ISSUE_PARAMETERS);
    section(&mut out, "negotiations.ID.levers.ID", LEVER_PARAMETERS);
    section(&mut out, "negotiations.ID.clauses.ID", CLAUSE_PARAMETERS);
    section(&mut out, "events.ID", EVENT_PARAMETERS);
    section(&mut out, "settings", SETTINGS_PARAMETERS);
    // What follows is no row of the table.
    out.push('\n');
    out
}

fn section<T>(out: &mut String, path: &str, table: &[Parameter<T>]) {
    let _ = writeln!(
        out,
        "\n## `{path}`\n\n| name | meaning | unit | range | default | source |\n|---|---|---|---|---|---|"
    );
    for parameter in table {
        let default = match parameter.fallback {
            Fallback::Required => "required".to_owned(),
            Fallback::Value(figure) => figure.to_string(),
            Fallback::Derived(from) => format!("derived: {from}"),
            Fallback::Absent(meaning) => format!("none: {meaning}"),
        };
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} to {}{} | {default} | {} |",
            parameter.name,
            parameter.meaning,
            parameter.unit,
            parameter.low,
            parameter.high,
            if parameter.whole { ", whole" } else { "" },
            parameter.source
        );
    }
}
