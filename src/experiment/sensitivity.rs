//! Sensitivity studies: the rows that a method asks for, and what they say.

use super::cube::{Sampler, points};
use super::space::{Level, Setting, Space};
use crate::analysis::Moments;
use crate::analysis::sensitivity::{
    FEWEST_BASE_ROWS, FEWEST_ROWS_OF_A_SLICE, MorrisDesign, MorrisEffects, Pawn, Points,
    Replicates, Resampling, SensitivityError, SobolDesign, SobolIndices, Tornado, TornadoDesign,
    elementary_effects, pawn_indices, replicates_for, sobol_indices, tornado,
};
use crate::chance::RunKey;
use crate::document::Refusal;
use crate::model::Metric;
use crate::study::{Control, Numbering, Plan, RowOutcome, Rows, rows};

/// Levels of each input on a Morris trajectory (Campolongo, Cariboni and Saltelli 2007).
pub const MORRIS_LEVELS: usize = 4;

/// Slices of each input for PAWN (Pianosi and Wagener 2018).
pub const PAWN_SLICES: usize = 10;

/// The most samples that can be asked for.
pub const MAX_SAMPLES: usize = 1_000_000;

/// Resamples behind each interval.
const RESAMPLES: u64 = 1_000;

/// Confidence level of intervals.
const LEVEL: f64 = 0.95;

/// How influence is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Sobol' indices.
    Sobol {
        /// Those of every two inputs too.
        second_order: bool,
    },
    /// Elementary effects.
    Morris,
    /// PAWN indices.
    Pawn,
    /// One input at a time at the ends of its range or its listed values, the others as the scenario
    /// states them.
    OneAtATime,
}

impl Method {
    /// The name used on the command line and in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Method::Sobol { .. } => "sobol",
            Method::Morris => "morris",
            Method::Pawn => "pawn",
            Method::OneAtATime => "one-at-a-time",
        }
    }

    /// The fewest samples that say anything: intervals are resampled, slices have to be filled.
    #[must_use]
    pub fn fewest(self) -> usize {
        match self {
            Method::Sobol { .. } => FEWEST_BASE_ROWS.next_power_of_two(),
            Method::Morris => FEWEST_BASE_ROWS,
            Method::Pawn => PAWN_SLICES * FEWEST_ROWS_OF_A_SLICE,
            Method::OneAtATime => 1,
        }
    }

    /// Samples, unless said otherwise; 1 where the method has no number of them.
    #[must_use]
    pub fn samples(self) -> usize {
        match self {
            Method::Sobol { .. } => 512,
            Method::Morris => 64,
            Method::Pawn => 2_048,
            Method::OneAtATime => 1,
        }
    }
}

/// The rows of a method.
#[derive(Clone, Debug)]
pub enum SensitivityDesign {
    /// For Sobol' indices.
    Sobol(SobolDesign),
    /// For elementary effects.
    Morris(MorrisDesign),
    /// For PAWN indices.
    Pawn(Points),
    /// For one at a time.
    OneAtATime(TornadoDesign),
}

/// What rows say of one metric.
#[derive(Clone, Debug)]
pub enum Influence {
    /// Sobol' indices.
    Sobol(Box<SobolIndices>),
    /// Elementary effects.
    Morris(Box<MorrisEffects>),
    /// PAWN indices.
    Pawn(Pawn),
    /// One at a time.
    OneAtATime(Tornado),
}

impl SensitivityDesign {
    /// The rows of a method for inputs among so many listed values each, 0 for those from a range.
    ///
    /// # Errors
    ///
    /// When the method cannot have so many inputs or samples.
    pub fn new(
        method: Method,
        values: &[usize],
        samples: usize,
        seed: u64,
    ) -> Result<SensitivityDesign, SensitivityError> {
        let inputs = values.len();
        if inputs == 0 {
            return Err(SensitivityError::without_inputs());
        }
        let key = RunKey::new(seed, 0);
        Ok(match method {
            Method::Sobol { second_order } => {
                SensitivityDesign::Sobol(SobolDesign::new(inputs, samples, second_order, &key)?)
            }
            Method::Morris => {
                SensitivityDesign::Morris(MorrisDesign::new(values, samples, MORRIS_LEVELS, &key)?)
            }
            Method::Pawn => SensitivityDesign::Pawn(points(Sampler::Latin, samples, inputs, seed)),
            Method::OneAtATime => {
                let ends = |count: &usize| if *count == 0 { 2 } else { *count };
                let values: Vec<usize> = values.iter().map(ends).collect();
                SensitivityDesign::OneAtATime(TornadoDesign::new(&values)?)
            }
        })
    }

    /// Its rows, where they are points of the unit cube.
    fn points(&self) -> Option<&Points> {
        match self {
            SensitivityDesign::Sobol(design) => Some(design.points()),
            SensitivityDesign::Morris(design) => Some(design.points()),
            SensitivityDesign::Pawn(points) => Some(points),
            SensitivityDesign::OneAtATime(_) => None,
        }
    }

    /// Number of its rows.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            SensitivityDesign::OneAtATime(design) => design.count(),
            _ => self.points().map_or(0, Points::count),
        }
    }

    /// Its rows as settings of a space with these inputs.
    #[must_use]
    pub fn settings(&self, space: &Space) -> Vec<Setting> {
        match self.points() {
            Some(points) => points.rows().map(|row| space.setting(row)).collect(),
            None => space.one_at_a_time(Level::Central),
        }
    }

    /// What the first of its rows say of a metric: an unfinished base row or trajectory is left out,
    /// and for Sobol' indices what is beyond a power of two.
    ///
    /// # Errors
    ///
    /// When there are too few rows, or too few of them have a value.
    pub fn read(&self, rows: &[Moments], seed: u64) -> Result<Influence, SensitivityError> {
        let resampling = Resampling {
            resamples: RESAMPLES,
            level: LEVEL,
            seed,
        };
        let key = RunKey::new(seed, 0);
        let whole = rows.len() == self.count();
        let boxed = |indices| Influence::Sobol(Box::new(indices));
        match self {
            SensitivityDesign::Sobol(design) if whole => {
                sobol_indices(design, rows, &resampling).map(boxed)
            }
            SensitivityDesign::Sobol(design) => {
                let done = rows.len() / design.rows_per_base();
                let done = done.checked_ilog2().map_or(0, |power| 1_usize << power);
                let first = SobolDesign::new(design.inputs(), done, design.second_order(), &key)?;
                let rows = &rows[..first.points().count()];
                sobol_indices(&first, rows, &resampling).map(boxed)
            }
            SensitivityDesign::Morris(design) => {
                let each = design.inputs() + 2;
                let done = rows.len() / each;
                let rows = &rows[..done * each];
                elementary_effects(&design.first(done), rows, &resampling)
                    .map(|effects| Influence::Morris(Box::new(effects)))
            }
            SensitivityDesign::Pawn(points) => {
                let cells = points.rows().take(rows.len()).flatten().copied().collect();
                let first = Points::new(points.columns(), cells);
                pawn_indices(&first, rows, PAWN_SLICES, &resampling).map(Influence::Pawn)
            }
            SensitivityDesign::OneAtATime(design) => {
                let mut rows = rows.to_vec();
                rows.resize(design.count(), Moments::default());
                tornado(design, &rows, LEVEL).map(Influence::OneAtATime)
            }
        }
    }
}

/// Why a study of sensitivity was not made.
#[derive(Debug)]
pub enum SensitivityFailure {
    /// A setting that the scenario does not allow.
    Refused(Box<Refusal>),
    /// A design that cannot be.
    Design(SensitivityError),
    /// The system grants no threads.
    NoThreads(String),
}

impl From<SensitivityError> for SensitivityFailure {
    fn from(error: SensitivityError) -> Self {
        SensitivityFailure::Design(error)
    }
}

/// A study of sensitivity: a method over a space of inputs.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// The space, of one arm.
    pub space: Space,
    /// The method.
    pub method: Method,
    /// Its samples.
    pub samples: usize,
    /// Its rows.
    pub design: SensitivityDesign,
}

impl Sensitivity {
    /// A study of a space.
    ///
    /// # Errors
    ///
    /// When the method cannot have so many inputs or samples.
    pub fn new(
        space: Space,
        method: Method,
        samples: usize,
        seed: u64,
    ) -> Result<Sensitivity, SensitivityError> {
        let design = SensitivityDesign::new(method, &listed(&space), samples, seed)?;
        Ok(Sensitivity {
            space,
            method,
            samples,
            design,
        })
    }

    /// Plays its rows, each with draws of its own, `plan.runs` replicates each; the first ones when
    /// interrupted.
    ///
    /// # Errors
    ///
    /// When a combination of listed values is refused, or the system grants no threads.
    pub fn run(
        &self,
        metrics: &[Metric],
        plan: &Plan,
        control: &Control<'_>,
    ) -> Result<Vec<RowOutcome>, SensitivityFailure> {
        play(&self.space, &self.design, metrics, plan, control)
    }
}

/// Among how many listed values each input of a space is.
fn listed(space: &Space) -> Vec<usize> {
    let inputs = space.inputs.iter();
    inputs.map(|input| input.values().len()).collect()
}

fn play(
    space: &Space,
    design: &SensitivityDesign,
    metrics: &[Metric],
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Vec<RowOutcome>, SensitivityFailure> {
    let settings = design.settings(space);
    let refused = |refusal| SensitivityFailure::Refused(Box::new(refusal));
    let sample = space.sample(&settings).map_err(refused)?;
    let study = Rows {
        templates: &sample.templates,
        points: &sample.points,
        metrics,
        numbering: Numbering::Independent,
        each: false,
    };
    rows(&study, plan, control).map_err(|error| SensitivityFailure::NoThreads(error.to_string()))
}

/// What a pilot says of the number of replicates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pilot {
    /// Replicates of a row.
    pub replicates: u64,
    /// The metric that needs as many.
    pub metric: Metric,
    /// The share of noise in the variance of single replicates that it rests on, the upper end of
    /// its interval; absent where the pilot had too few rows with a value.
    pub noise_share: Option<f64>,
    /// So many replicates bring the noise down to the share wanted.
    pub enough: bool,
}

impl Pilot {
    /// Base rows of a pilot.
    const BASE_ROWS: usize = 64;
    /// Replicates of each of its rows.
    const REPLICATES: u64 = 8;
    /// The noise of a row's mean that is aimed for, as a share of the signal: the variance of the
    /// conditional mean over the inputs.
    pub const NOISE: f64 = 0.1;
    /// The most replicates that it asks for.
    pub const MOST: u64 = 256;

    /// Runs of a pilot for so many inputs, in each arm.
    #[must_use]
    pub fn runs(inputs: usize) -> u64 {
        (Pilot::BASE_ROWS * (inputs + 3)) as u64 * Pilot::REPLICATES
    }

    /// What a metric needs whose noise is up to this share of the variance of single replicates.
    fn of(metric: Metric, noise_share: Option<f64>) -> Pilot {
        let share = noise_share.unwrap_or(f64::NAN);
        let (replicates, enough) = match replicates_for(share, Pilot::NOISE, Pilot::MOST) {
            Replicates::Enough(replicates) => (replicates, true),
            Replicates::TooMany(_) | Replicates::NoSignal => (Pilot::MOST, false),
        };
        Pilot {
            replicates,
            metric,
            noise_share,
            enough,
        }
    }
}

/// Finds how many replicates make noise a tenth of the signal, with rows and draws of another seed
/// than the study's; `None` when interrupted. Of several arms, negotiations (by their places) and
/// metrics, the noisiest counts, and one that the pilot cannot read counts as that.
///
/// # Errors
///
/// When there are too many inputs, and as [`Sensitivity::run`].
pub fn pilot(
    space: &Space,
    (negotiations, metrics): (&[usize], &[Metric]),
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Option<Pilot>, SensitivityFailure> {
    let plan = Plan {
        runs: Pilot::REPLICATES,
        seed: plan.seed.wrapping_add(1),
        ..*plan
    };
    let method = Method::Sobol {
        second_order: false,
    };
    let design = SensitivityDesign::new(method, &listed(space), Pilot::BASE_ROWS, plan.seed)?;
    let outcomes = play(space, &design, metrics, &plan, control)?;
    if outcomes.len() < design.count() {
        return Ok(None);
    }
    // Negotiation by negotiation, the contrasts of each, the metrics of each.
    let figures = outcomes.first().map_or(0, |outcome| outcome.moments.len());
    let each = figures / space.checked.negotiations.len().max(1);
    let places = negotiations
        .iter()
        .flat_map(|place| place * each..(place + 1) * each);
    let needs = places.map(|place| {
        let rows: Vec<Moments> = outcomes.iter().map(|row| row.moments[place]).collect();
        let share = match design.read(&rows, plan.seed) {
            Ok(Influence::Sobol(indices)) => indices.noise_share,
            _ => None,
        };
        let share = share.map(|share| share.interval.high());
        Pilot::of(metrics[place % metrics.len()], share)
    });
    Ok(needs.reduce(noisier))
}

/// Of two pilots the one that needs more; an unreadable one most.
fn noisier(one: Pilot, other: Pilot) -> Pilot {
    let need = |pilot: &Pilot| pilot.noise_share.unwrap_or(f64::INFINITY);
    if need(&other) > need(&one) {
        other
    } else {
        one
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noisiest_metric_decides_and_one_that_is_not_read_says_so() {
        let quiet = Pilot::of(Metric::Cooperation, Some(0.2));
        let noisy = Pilot::of(Metric::PartnerUtility, Some(0.7));
        assert_eq!((quiet.replicates, noisy.replicates), (3, 24));
        assert_eq!(noisier(quiet, noisy), noisy);
        assert_eq!(noisier(noisy, quiet), noisy);
        let unread = Pilot::of(Metric::DestinationUtility, None);
        assert_eq!((unread.replicates, unread.enough), (Pilot::MOST, false));
        assert_eq!(noisier(unread, noisy), unread);
    }
}
