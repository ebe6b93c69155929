//! From what a method found to what is reported of it.

use std::cmp::Ordering;

use serde_json::Value;

use super::super::named::Named;
use super::{
    ConvergenceResult, Found, InputSensitivity, MetricSensitivity, SensitivityResult,
    ValueSensitivity,
};
use crate::analysis::sensitivity::{
    Asked, Bar, Effects, Estimate, MorrisEffects, Pawn, PawnIndex, Ranking, SensitivityError,
    SobolIndices, Swing, Tornado, convergence, ranking, telling,
};
use crate::experiment::{Influence, MAX_SAMPLES};
use crate::model::MetricEntry;

/// Half the width of an interval of a Sobol' index that is wanted.
const TARGET: f64 = 0.05;

/// Confidence level of what two inputs do together, over all pairs.
const LEVEL: f64 = 0.95;

impl SensitivityResult {
    /// Adds what was found about a metric of a negotiation; `values` are those of each input that it
    /// is set to one at a time.
    pub(super) fn add(
        &mut self,
        (negotiation, entry): (&str, &'static MetricEntry),
        found: Result<Influence, SensitivityError>,
        values: &[Vec<Value>],
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
            floor_listed: None,
            distinguished: None,
            to_tell: None,
            without_estimate: Vec::new(),
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
            Ok(Influence::OneAtATime(tornado)) => self.one_at_a_time(&mut metric, &tornado, values),
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
        let asked = Asked {
            replicates: self.replicates,
            most_base_rows: MAX_SAMPLES as u64,
        };
        metric.distinguished = indices.signal.map(|_| indices.told());
        metric.to_tell = telling(indices, asked);
        metric.convergence = convergence(indices, asked, TARGET).map(|found| ConvergenceResult {
            target: found.target,
            half_width: found.half_width,
            parameter: self.inputs[found.input].parameter.clone(),
            statistic: if found.total { "total" } else { "first_order" },
            from_noise: found.from_noise,
            advice: found.advice,
        });
        let floor = indices.floor();
        metric.floor = floor.map(|floor| floor.value);
        metric.ranked_by = "total";
        let ranking = ranking(&indices.totals(), |_| floor);
        for (input, index) in indices.inputs.iter().enumerate() {
            let statistics = vec![
                ("first_order", found(index.first)),
                ("total", found(index.total)),
            ];
            self.index(metric, (input, None), statistics, told(&ranking, input));
        }
        for (pair, joint) in indices.pairs.iter().zip(indices.joint(LEVEL)) {
            let [one, other] = pair.inputs;
            let statistics = vec![("second_order", found(pair.second))];
            let told = pair.second.map(|_| joint);
            self.index(metric, (one, Some(other)), statistics, told);
        }
        self.rank(metric, &ranking);
    }

    fn morris(&mut self, metric: &mut MetricSensitivity, effects: &MorrisEffects) {
        metric.rows_without_value = effects.rows_without_value;
        let floor = |listed: bool| {
            let floor = effects.floor(listed).map(|floor| floor.value);
            floor.filter(|_| effects.listed.contains(&listed))
        };
        (metric.floor, metric.floor_listed) = (floor(false), floor(true));
        metric.ranked_by = "mu_star";
        let ranking = ranking(&effects.mu_stars(), |input| effects.floor_of(input));
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

    fn one_at_a_time(
        &mut self,
        metric: &mut MetricSensitivity,
        tornado: &Tornado,
        values: &[Vec<Value>],
    ) {
        metric.base = tornado.base.map(Found::from);
        metric.ranked_by = "swing";
        let told = |bar: &Bar| {
            let swing = bar.swing.map(|swing| swing.difference.interval);
            swing.map(|interval| interval.side() != Ordering::Equal)
        };
        for (input, bar) in tornado.inputs.iter().enumerate() {
            let at = &values[input];
            let swing = bar.swing.map(|swing| Found::from(swing.difference));
            self.index(metric, (input, None), vec![("swing", swing)], told(bar));
            let means = bar.values.iter().zip(at);
            let last = self.indices.last_mut().into_iter();
            last.for_each(|index| {
                let value = |(mean, at): (&Option<Estimate>, &Value)| ValueSensitivity {
                    at: at.clone(),
                    mean: mean.map(Found::from),
                };
                index.values = means.clone().map(value).collect();
                let ends = |swing: Swing| [swing.from, swing.to].map(|place| at[place].clone());
                index.between = bar.swing.map(ends);
            });
        }
        // The size of a swing has no interval either.
        let of = |answer| {
            let inputs = tornado.inputs.iter().enumerate();
            let alike = inputs.filter(move |(_, bar)| told(bar) == answer);
            alike.map(|(input, _)| input).collect::<Vec<usize>>()
        };
        let ranking = Ranking {
            groups: vec![of(Some(true))],
            not_distinguished: of(Some(false)),
            unknown: of(None),
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
            values: Vec::new(),
            between: None,
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
        metric.without_estimate = named(&ranking.unknown);
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
