//! Ablation: each rule switched off by itself, and all rules of conditionality together.

use super::arm::Arm;
use crate::document::{Document, Refusal};
use crate::rules::{Rule, RuleKind};
use crate::scenario::Scenario;
use crate::study::{Contrast, Firings, Term};

/// The change that switches a rule off.
#[must_use]
pub fn switched_off(rule: &Rule) -> String {
    format!("rules.{}.enabled=false", rule.id)
}

/// A base scenario, and arms without one rule each.
#[derive(Clone, Debug)]
pub struct Ablation {
    /// The base, the arms without one rule each, and the arm without conditionality, in this order.
    pub arms: Vec<Arm>,
    /// The rules that fire in the base, by their place in its rulebook: one for each arm between
    /// the first and the last.
    pub rules: Vec<usize>,
    /// Rules that are switched on and fire in no run of the base. Every draw has a key of its own,
    /// so that a run without such a rule is the same run: they need no arm.
    pub idle: Vec<usize>,
}

/// What is contrasted in one negotiation, in the order of [`Ablation::contrasts`].
#[derive(Clone, Copy, Debug)]
pub struct Contributions<'c, T> {
    /// The base less the arm without a rule, for each of the rules.
    pub rules: &'c [T],
    /// The sum of these over the rules of conditionality.
    pub sum: &'c T,
    /// The base less the arm without any of these rules.
    pub together: &'c T,
    /// The sum less what the rules contribute together.
    pub excess: &'c T,
}

impl Ablation {
    /// The arms that tell what the rules of a scenario contribute; `firings` are those of the base
    /// over the runs that the arms are to have.
    ///
    /// # Errors
    ///
    /// All problems of the document.
    pub fn new(base: &Document, firings: &Firings) -> Result<Ablation, Refusal> {
        let base_arm = Arm::new("base", base)?;
        let rules = base_arm.scenario.rulebook.rules().to_vec();
        let enabled = || (0..rules.len()).filter(|&rule| rules[rule].enabled);
        let (fired, idle): (Vec<_>, Vec<_>) = enabled().partition(|&rule| firings.rules[rule] > 0);
        let mut arms = vec![base_arm];
        for &rule in &fired {
            let change = switched_off(&rules[rule]);
            arms.push(Arm::changed(&rules[rule].id, base, &[change])?);
        }
        let conditionality = enabled().map(|rule| &rules[rule]);
        let conditionality = conditionality.filter(|rule| rule.kind != RuleKind::Context);
        let changes: Vec<String> = conditionality.map(switched_off).collect();
        arms.push(Arm::changed("none", base, &changes)?);
        Ok(Ablation {
            arms,
            rules: fired,
            idle,
        })
    }

    /// The scenarios of the arms.
    #[must_use]
    pub fn scenarios(&self) -> Vec<&Scenario> {
        self.arms.iter().map(|arm| &arm.scenario).collect()
    }

    /// The base scenario.
    #[must_use]
    pub fn base(&self) -> &Scenario {
        &self.arms[0].scenario
    }

    /// A rule of the base by its place.
    #[must_use]
    pub fn rule(&self, place: usize) -> &Rule {
        &self.base().rulebook.rules()[place]
    }

    /// The arms without one rule of conditionality each.
    fn conditional(&self) -> impl Iterator<Item = usize> {
        let arms = (1..).zip(&self.rules);
        arms.filter(|(_, rule)| self.rule(**rule).kind != RuleKind::Context)
            .map(|(arm, _)| arm)
    }

    /// The rules of conditionality that fire in the base.
    #[must_use]
    pub fn conditional_rules(&self) -> usize {
        self.conditional().count()
    }

    /// The contrasts of every negotiation: one for each rule, their sum, what they contribute
    /// together, and by how much the sum exceeds that.
    #[must_use]
    pub fn contrasts(&self) -> Vec<Contrast> {
        let none = self.arms.len() - 1;
        let mut contrasts = Vec::new();
        for negotiation in 0..self.base().negotiations.len() {
            let term = |arm, weight| Term {
                arm,
                negotiation,
                weight,
            };
            let without = |arm| Contrast::difference((0, negotiation), (arm, negotiation));
            contrasts.extend((1..none).map(without));
            // Each base with the arm that is taken from it, so that a rule without effect in a run
            // adds exactly nothing to the sum.
            let pairs = self
                .conditional()
                .flat_map(|arm| [term(0, 1.0), term(arm, -1.0)]);
            let sum: Vec<Term> = pairs.collect();
            let together = without(none);
            let excess = [&sum[..], &[term(none, 1.0), term(0, -1.0)]].concat();
            contrasts.push(Contrast { terms: sum });
            contrasts.push(together);
            contrasts.push(Contrast { terms: excess });
        }
        contrasts
    }

    /// What was asked for by [`Ablation::contrasts`], negotiation by negotiation.
    pub fn read<'c, T>(&self, answers: &'c [T]) -> impl Iterator<Item = Contributions<'c, T>> {
        let rules = self.rules.len();
        answers
            .chunks_exact(rules + 3)
            .map(move |all| Contributions {
                rules: &all[..rules],
                sum: &all[rules],
                together: &all[rules + 1],
                excess: &all[rules + 2],
            })
    }
}
