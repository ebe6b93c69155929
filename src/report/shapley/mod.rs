//! What groups of rules contribute, shared out so that it adds up: results as structs, and these as
//! text and CSV.

mod text;

use serde::Serialize;

use super::effect::{Effect, by_metric, parties};
use super::effect_csv::{Subject, effect_csv};
use super::level::Level;
use super::named::Named;
use super::provenance::Provenance;
use crate::experiment::{Game, Group, Values};
use crate::model::{METRICS, MetricEntry};
use crate::study::{ContrastSummary, Contrasts};

pub use text::shapley_text;

/// The format that shares of a contribution name.
pub const SHAPLEY_FORMAT: &str = "demarche-shapley/1";

/// What groups of rules contribute: Shapley values, run by run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShapleyResult {
    /// The format.
    pub format: &'static str,
    /// Where it comes from.
    #[serde(flatten)]
    pub from: Provenance,
    /// `kinds`, or `announced,carried_out`.
    pub group: &'static str,
    /// The players by name.
    pub players: Named<PlayerInfo>,
    /// Negotiations by id.
    pub negotiations: Named<NegotiationShares>,
}

/// A player.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlayerInfo {
    /// What it is.
    pub says: String,
    /// What is changed in the file when it alone does not act.
    pub off: Vec<String>,
}

/// The shares in one negotiation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NegotiationShares {
    /// The destination's name.
    pub destination: String,
    /// The partner's name.
    pub partner: String,
    /// The outcome when no player acts, by metric.
    pub none: Named<Level>,
    /// The value of each player, by metric; they add up to `all` less `none`.
    pub players: Named<Named<Effect>>,
    /// The outcome when all act.
    pub all: Named<Level>,
}

impl ShapleyResult {
    /// The result of the contrasts of a game; `metrics` keeps only those of these names (when
    /// empty, all that do not depend on the run for a value).
    #[must_use]
    pub fn new(
        group: Group,
        game: &Game,
        contrasts: &Contrasts,
        seed: u64,
        metrics: &[&'static MetricEntry],
    ) -> ShapleyResult {
        let unconditional = METRICS.iter().filter(|entry| entry.counterpart.is_none());
        let kept: Vec<&'static MetricEntry> = match metrics {
            [] => unconditional.collect(),
            metrics => metrics.to_vec(),
        };
        let scenario = &game.base().scenario;
        let negotiations = game.read(&contrasts.summaries).enumerate();
        let negotiations = negotiations.map(|(index, values)| {
            let shares = NegotiationShares::new(game, parties(scenario, index), &values, &kept);
            (scenario.negotiations[index].id.clone(), shares)
        });
        let players = game.players.iter().map(|player| {
            let info = PlayerInfo {
                says: player.says.clone(),
                off: player.off.clone(),
            };
            (player.name.to_owned(), info)
        });
        ShapleyResult {
            format: SHAPLEY_FORMAT,
            from: Provenance::new(
                game.base(),
                game.arms.len(),
                seed,
                contrasts.runs,
                contrasts.complete,
            ),
            group: group.name(),
            players: Named(players.collect()),
            negotiations: Named(negotiations.collect()),
        }
    }
}

impl NegotiationShares {
    fn new(
        game: &Game,
        [destination, partner]: [String; 2],
        values: &Values<'_, ContrastSummary>,
        kept: &[&'static MetricEntry],
    ) -> NegotiationShares {
        let level = |summary| by_metric(kept, |entry| Level::new(summary, entry));
        let players = game.players.iter().zip(values.players);
        let players = players.map(|(player, summary)| {
            let value = by_metric(kept, |entry| Effect::new(summary, entry));
            (player.name.to_owned(), value)
        });
        NegotiationShares {
            destination,
            partner,
            none: level(values.none),
            players: Named(players.collect()),
            all: level(values.all),
        }
    }
}

/// Shares as CSV, a row for each player and metric.
///
/// # Errors
///
/// When the writer fails, which a buffer in memory does not.
pub fn shapley_csv(result: &ShapleyResult) -> Result<String, csv::Error> {
    let mut rows = Vec::new();
    for (id, negotiation) in result.negotiations.iter() {
        let level = |table| Subject {
            table,
            negotiation: id,
            ..Subject::default()
        };
        rows.extend(level("none").levels(&result.from, &negotiation.none));
        for (name, value) in negotiation.players.iter() {
            let off = result.players.get(name);
            let subject = Subject {
                table: "player",
                negotiation: id,
                name,
                changes: off.map_or_else(String::new, |player| player.off.join("; ")),
                ..Subject::default()
            };
            rows.extend(subject.effects(&result.from, value, |_| String::new()));
        }
        rows.extend(level("all").levels(&result.from, &negotiation.all));
    }
    effect_csv(rows)
}
