//! From what a method found to what is reported of it.

use std::cmp::Ordering;

use super::super::named::Named;
use super::{ConvergenceResult, Found, InputSensitivity, MetricSensitivity, SensitivityResult};
use crate::analysis::sensitivity::{
    Effects, Estimate, MorrisEffects, Pawn, PawnIndex, Ranking, SensitivityError, SobolIndices,
    Tornado, convergence, ranking,
};
use crate::experiment::Influence;
use crate::model::MetricEntry;

/// Half the width of an interval of a Sobol' index that is wanted.
const TARGET: f64 = 0.05;

impl SensitivityResult {
    /// Adds what was found about a metric of a negotiation.
    pub(super) fn add(
        &mut self,
        negotiation: &str,
        entry: &'static MetricEntry,
        found: Result<Influence, SensitivityError>,
    ) {
        let mut metric = MetricSensitivity {
            metric: entry.name,
            negotiation: negotiation.to_owned(),
            unit: entry.unit,
            conditional: entry.conditional,
            counterpart: entry.counterpart.map(|metric| metric.entry().name),
            noise_share: None,
            signal: None,
            noise: None,
            base: None,
            floor: None,
            ranked_by: "",
            ranking: Vec::new(),
            not_distinguished: Vec::new(),
            rows_without_value: 0,
            convergence: None,
            problem: None,
        };
        match found {
            Ok(Influence::Sobol(indices)) => self.sobol(&mut metric, &indices),
            Ok(Influence::Morris(effects)) => self.morris(&mut metric, &effects),
            Ok(Influence::Pawn(pawn)) => self.pawn(&mut metric, &pawn),
            Ok(Influence::OneAtATime(tornado)) => self.one_at_a_time(&mut metric, &tornado),
            Err(error) => metric.problem = Some(error.to_string()),
        }
        self.metrics.push(metric);
    }

    fn sobol(&mut self, metric: &mut MetricSensitivity, indices: &SobolIndices) {
        let found = |estimate: Option<Estimate>| estimate.map(Found::from);
        metric.signal = found(indices.signal);
        metric.noise = found(indices.noise);
        metric.noise_share = found(indices.noise_share);
        metric.rows_without_value = indices.rows_without_value;
        metric.convergence = convergence(indices, TARGET).map(|found| ConvergenceResult {
            target: found.target,
            half_width: found.half_width,
            parameter: self.inputs[found.input].parameter.clone(),
            statistic: if found.total { "total" } else { "first_order" },
            from_noise: found.from_noise,
            base_rows: found.base_rows,
            replicates: found.replicates,
            advice: found.advice,
        });
        let floor = indices.floor();
        metric.floor = floor.map(|floor| floor.value);
        metric.ranked_by = "total";
        let ranking = ranking(&indices.totals(), floor.as_ref());
        for (input, index) in indices.inputs.iter().enumerate() {
            let statistics = vec![
                ("first_order", found(index.first)),
                ("total", found(index.total)),
            ];
            self.index(metric, (input, None), statistics, told(&ranking, input));
        }
        for pair in &indices.pairs {
            let [one, other] = pair.inputs;
            let statistics = vec![("second_order", found(pair.second))];
            self.index(metric, (one, Some(other)), statistics, None);
        }
        self.rank(metric, &ranking);
    }

    fn morris(&mut self, metric: &mut MetricSensitivity, effects: &MorrisEffects) {
        metric.rows_without_value = effects.rows_without_value;
        let floor = effects.floor();
        metric.floor = floor.map(|floor| floor.value);
        metric.ranked_by = "mu_star";
        let ranking = ranking(&effects.mu_stars(), floor.as_ref());
        for (input, effects) in effects.inputs.iter().enumerate() {
            self.index(
                metric,
                (input, None),
                of_effects(effects),
                told(&ranking, input),
            );
        }
        self.rank(metric, &ranking);
    }

    fn pawn(&mut self, metric: &mut MetricSensitivity, pawn: &Pawn) {
        metric.rows_without_value = pawn.rows_without_value;
        metric.floor = Some(pawn.floor.median);
        metric.ranked_by = "median";
        let told = |index: &PawnIndex| index.median > pawn.floor.median;
        for (input, index) in pawn.inputs.iter().enumerate() {
            let statistics = [
                ("median", index.median),
                ("max", index.max),
                ("mean", index.mean),
            ];
            let statistics = statistics.map(|(name, value)| (name, Some(plain(value))));
            self.index(
                metric,
                (input, None),
                statistics.to_vec(),
                Some(told(index)),
            );
        }
        // There are no intervals by which indices could be told apart.
        let inputs = 0..pawn.inputs.len();
        let (above, below): (Vec<_>, Vec<_>) = inputs.partition(|&input| told(&pawn.inputs[input]));
        let ranking = Ranking {
            groups: vec![above],
            not_distinguished: below,
            ..Ranking::default()
        };
        self.rank(metric, &ranking);
    }

    fn one_at_a_time(&mut self, metric: &mut MetricSensitivity, tornado: &Tornado) {
        metric.base = tornado.base.map(Found::from);
        metric.ranked_by = "swing";
        let told =
            |swing: Option<Estimate>| swing.map(|swing| swing.interval.side() != Ordering::Equal);
        for (input, bar) in tornado.inputs.iter().enumerate() {
            let statistics = [("low", bar.low), ("high", bar.high), ("swing", bar.swing)];
            let statistics = statistics.map(|(name, found)| (name, found.map(Found::from)));
            self.index(metric, (input, None), statistics.to_vec(), told(bar.swing));
        }
        // The size of a swing has no interval either.
        let inputs = 0..tornado.inputs.len();
        let (above, below): (Vec<_>, Vec<_>) =
            inputs.partition(|&input| told(tornado.inputs[input].swing) == Some(true));
        let ranking = Ranking {
            groups: vec![above],
            not_distinguished: below,
            ..Ranking::default()
        };
        self.rank(metric, &ranking);
    }

    fn index(
        &mut self,
        metric: &MetricSensitivity,
        (input, with): (usize, Option<usize>),
        statistics: Vec<(&'static str, Option<Found>)>,
        distinguished: Option<bool>,
    ) {
        let statistics = statistics.into_iter();
        self.indices.push(InputSensitivity {
            parameter: self.inputs[input].parameter.clone(),
            with: with.map(|input| self.inputs[input].parameter.clone()),
            metric: metric.metric,
            negotiation: metric.negotiation.clone(),
            statistics: Named(
                statistics
                    .map(|(name, found)| (name.to_owned(), found))
                    .collect(),
            ),
            distinguished,
        });
    }

    fn rank(&self, metric: &mut MetricSensitivity, ranking: &Ranking) {
        let named = |inputs: &Vec<usize>| -> Vec<String> {
            let names = inputs
                .iter()
                .map(|&input| self.inputs[input].parameter.clone());
            names.collect()
        };
        let groups = ranking.groups.iter().filter(|group| !group.is_empty());
        metric.ranking = groups.map(named).collect();
        metric.not_distinguished = named(&ranking.not_distinguished);
    }
}

/// Whether an input is told from one without influence; `None` without an estimate of it.
fn told(ranking: &Ranking, input: usize) -> Option<bool> {
    let unknown = ranking.unknown.contains(&input);
    (!unknown).then(|| !ranking.not_distinguished.contains(&input))
}

fn of_effects(effects: &Effects) -> Vec<(&'static str, Option<Found>)> {
    let sigma = effects.sigma().map(|(value, interval)| Found {
        value,
        ci95: Some(interval),
        std_error: None,
    });
    vec![
        ("mu", effects.mu.map(Found::from)),
        ("mu_star", effects.mu_star.map(Found::from)),
        ("sigma", sigma),
    ]
}

fn plain(value: f64) -> Found {
    Found {
        value,
        ci95: None,
        std_error: None,
    }
}
