//! Shapley values: what each of several players contributes to what they bring about together.

use super::arm::Arm;
use crate::document::{Document, Refusal};
use crate::scenario::Scenario;
use crate::study::{Contrast, Term};

/// Players that a game can have: one arm for each of their 64 coalitions.
pub const MAX_PLAYERS: usize = 6;

/// What a player adds to a coalition, and how much that counts in its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Addition {
    /// The coalition without the player; bit k stands for player k.
    pub without: usize,
    /// The same with the player.
    pub with: usize,
    /// |S|! (n − |S| − 1)! / n!, for the coalition S without the player.
    pub weight: f64,
}

/// The additions that make up the value of a player among `players` (Shapley 1953): the mean over
/// all orders in which they can join of what it adds when it joins.
pub fn additions(players: usize, player: usize) -> impl Iterator<Item = Addition> {
    let bit = 1 << player;
    let coalitions = 0..1_usize << players;
    coalitions
        .filter(move |coalition| coalition & bit == 0)
        .map(move |without| Addition {
            without,
            with: without | bit,
            weight: weight(players, without.count_ones() as usize),
        })
}

/// s! (n − s − 1)! / n! is 1 / (n · C(n − 1, s)).
fn weight(players: usize, size: usize) -> f64 {
    let mut orders = players as f64;
    for taken in 0..size {
        orders *= (players - 1 - taken) as f64 / (taken + 1) as f64;
    }
    1.0 / orders
}

/// One player: part of what the rules do.
#[derive(Clone, Debug, PartialEq)]
pub struct Player {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub says: String,
    /// What is changed in the file when it alone does not act.
    pub off: Vec<String>,
}

/// Players, and an arm for each of their coalitions.
#[derive(Clone, Debug)]
pub struct Game {
    /// The players.
    pub players: Vec<Player>,
    /// The arms: in arm c those players act whose bit is set in c.
    pub arms: Vec<Arm>,
}

/// What is contrasted in one negotiation, in the order of [`Game::contrasts`].
#[derive(Clone, Copy, Debug)]
pub struct Values<'c, T> {
    /// The outcome when no player acts.
    pub none: &'c T,
    /// The outcome when all act.
    pub all: &'c T,
    /// The value of each player; they add up to the second less the first.
    pub players: &'c [T],
}

impl Game {
    /// The game of some players, each a name and what it is; `changes` says what to change in the
    /// base document when only a coalition acts.
    ///
    /// # Errors
    ///
    /// All changes that cannot be made, or all problems of what they make.
    pub fn new(
        base: &Document,
        players: &[(&'static str, String)],
        changes: impl Fn(usize) -> Vec<String>,
    ) -> Result<Game, Refusal> {
        let names = |coalition: usize| {
            let acting = players.iter().enumerate();
            let acting = acting.filter(|(player, _)| coalition & (1 << player) != 0);
            let acting: Vec<&str> = acting.map(|(_, (name, _))| *name).collect();
            match acting.is_empty() {
                true => "none".to_owned(),
                false => acting.join("+"),
            }
        };
        let coalitions = 1_usize << players.len();
        let arm = |coalition| Arm::changed(&names(coalition), base, &changes(coalition));
        Ok(Game {
            arms: (0..coalitions).map(arm).collect::<Result<_, _>>()?,
            players: players
                .iter()
                .enumerate()
                .map(|(player, (name, says))| Player {
                    name,
                    says: says.clone(),
                    off: changes((coalitions - 1) ^ (1 << player)),
                })
                .collect(),
        })
    }

    /// The scenarios of the arms.
    #[must_use]
    pub fn scenarios(&self) -> Vec<&Scenario> {
        self.arms.iter().map(|arm| &arm.scenario).collect()
    }

    /// The arm in which all players act.
    #[must_use]
    pub fn base(&self) -> &Arm {
        &self.arms[self.arms.len() - 1]
    }

    /// The contrasts of every negotiation: the outcome when no player acts, when all do, and the
    /// value of each player.
    #[must_use]
    pub fn contrasts(&self) -> Vec<Contrast> {
        let mut contrasts = Vec::new();
        for negotiation in 0..self.base().scenario.negotiations.len() {
            contrasts.push(Contrast::level(0, negotiation));
            contrasts.push(Contrast::level(self.arms.len() - 1, negotiation));
            contrasts.extend((0..self.players.len()).map(|player| {
                let terms = additions(self.players.len(), player).flat_map(|addition| {
                    let term = |arm, weight| Term {
                        arm,
                        negotiation,
                        weight,
                    };
                    // Side by side, so that a player who adds nothing has a value of exactly 0.
                    let Addition {
                        without,
                        with,
                        weight,
                    } = addition;
                    [term(with, weight), term(without, -weight)]
                });
                Contrast {
                    terms: terms.collect(),
                }
            }));
        }
        contrasts
    }

    /// What was asked for by [`Game::contrasts`], negotiation by negotiation.
    pub fn read<'c, T>(&self, answers: &'c [T]) -> impl Iterator<Item = Values<'c, T>> {
        answers
            .chunks_exact(self.players.len() + 2)
            .map(|all| Values {
                none: &all[0],
                all: &all[1],
                players: &all[2..],
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(players: usize, worth: &dyn Fn(usize) -> f64) -> Vec<f64> {
        let value = |player| {
            additions(players, player)
                .map(|a| a.weight * (worth(a.with) - worth(a.without)))
                .sum()
        };
        (0..players).map(value).collect()
    }

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }

    #[test]
    fn games_known_from_the_literature() {
        // One left glove, two right ones: a pair is worth 1.
        let gloves = |c: usize| f64::from(u8::from(c & 1 != 0 && c & 0b110 != 0));
        near(&values(3, &gloves), &[2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]);
        // A majority of three.
        let majority = |c: usize| f64::from(u8::from(c.count_ones() >= 2));
        near(&values(3, &majority), &[1.0 / 3.0; 3]);
        // The airport game (Littlechild and Owen 1973) of runways that cost 1, 2, 3 and 6.
        let airport = |c: usize| {
            let costs = [1.0, 2.0, 3.0, 6.0];
            let costs = costs.iter().enumerate().filter(|(k, _)| c & (1 << k) != 0);
            costs.map(|(_, cost)| *cost).fold(0.0, f64::max)
        };
        near(
            &values(4, &airport),
            &[
                0.25,
                0.25 + 1.0 / 3.0,
                0.25 + 1.0 / 3.0 + 0.5,
                4.0 + 1.0 / 12.0,
            ],
        );
    }

    #[test]
    fn weights_of_a_player_sum_to_one() {
        for players in 1..=MAX_PLAYERS {
            for player in 0..players {
                let sum: f64 = additions(players, player).map(|a| a.weight).sum();
                assert!((sum - 1.0).abs() < 1e-12, "{players} {player}: {sum}");
            }
        }
    }

    #[test]
    fn values_add_up_dummies_have_none_and_symmetric_players_the_same() {
        // An arbitrary game of four in which player 3 adds nothing and 0 and 1 are alike.
        let worth = |c: usize| {
            let (alike, third) = ((c & 0b11).count_ones(), c & 0b100 != 0);
            [0.3, 0.17, -0.4][alike as usize] + if third { 0.7 * f64::from(alike) } else { 0.0 }
        };
        let values = values(4, &worth);
        let total: f64 = values.iter().sum();
        assert!((total - (worth(15) - worth(0))).abs() < 1e-12);
        assert_eq!(values[3], 0.0);
        assert!((values[0] - values[1]).abs() < 1e-15);
    }
}
