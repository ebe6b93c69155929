//! Sensitivity studies: the rows that a method asks for, and what they say.

use super::cube::{Sampler, points};
use super::space::Space;
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
    /// One input at a time between the ends of its range, the others in the middle of theirs.
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
    Morris(MorrisEffects),
    /// PAWN indices.
    Pawn(Pawn),
    /// One at a time.
    OneAtATime(Tornado),
}

impl SensitivityDesign {
    /// The rows of a method for so many inputs.
    ///
    /// # Errors
    ///
    /// Without inputs, and when the method cannot have so many of them or of samples.
    pub fn new(
        method: Method,
        inputs: usize,
        samples: usize,
        seed: u64,
    ) -> Result<SensitivityDesign, SensitivityError> {
        if inputs == 0 {
            return Err(SensitivityError::without_inputs());
        }
        let key = RunKey::new(seed, 0);
        Ok(match method {
            Method::Sobol { second_order } => {
                SensitivityDesign::Sobol(SobolDesign::new(inputs, samples, second_order, &key)?)
            }
            Method::Morris => {
                SensitivityDesign::Morris(MorrisDesign::new(inputs, samples, MORRIS_LEVELS, &key)?)
            }
            Method::Pawn => SensitivityDesign::Pawn(points(Sampler::Latin, samples, inputs, seed)),
            Method::OneAtATime => {
                SensitivityDesign::OneAtATime(TornadoDesign::new(&vec![0.5; inputs], 0.0, 1.0)?)
            }
        })
    }

    /// Its rows, as points of the unit cube.
    #[must_use]
    pub fn points(&self) -> &Points {
        match self {
            SensitivityDesign::Sobol(design) => design.points(),
            SensitivityDesign::Morris(design) => design.points(),
            SensitivityDesign::Pawn(points) => points,
            SensitivityDesign::OneAtATime(design) => design.points(),
        }
    }

    /// What the first of its rows say of a metric: an unfinished base row or trajectory is left out,
    /// and for Sobol' indices what is beyond a power of two. `seed` is that of the design.
    ///
    /// # Errors
    ///
    /// When there are too few rows, or too few of them have a value.
    pub fn read(&self, rows: &[Moments], seed: u64) -> Result<Influence, SensitivityError> {
        if rows.len() == self.points().count() {
            return self.read_whole(rows, seed);
        }
        let first = self.first(rows.len(), seed)?;
        let mut rows = rows.to_vec();
        // One at a time keeps all of its rows: those that were not run have no value.
        rows.resize(first.points().count(), Moments::default());
        first.read_whole(&rows, seed)
    }

    /// The design that so many of its first rows are, or hold.
    fn first(&self, rows: usize, seed: u64) -> Result<SensitivityDesign, SensitivityError> {
        let key = RunKey::new(seed, 0);
        Ok(match self {
            SensitivityDesign::Sobol(design) => {
                let done = rows / design.rows_per_base();
                let done = done.checked_ilog2().map_or(0, |power| 1_usize << power);
                let (inputs, second_order) = (design.inputs(), design.second_order());
                SensitivityDesign::Sobol(SobolDesign::new(inputs, done, second_order, &key)?)
            }
            SensitivityDesign::Morris(design) => {
                let done = rows / (design.points().count() / design.trajectories());
                let first = MorrisDesign::new(design.inputs(), done, MORRIS_LEVELS, &key)?;
                SensitivityDesign::Morris(first)
            }
            SensitivityDesign::Pawn(points) => {
                let cells = points.rows().take(rows).flatten().copied().collect();
                SensitivityDesign::Pawn(Points::new(points.columns(), cells))
            }
            SensitivityDesign::OneAtATime(_) => self.clone(),
        })
    }

    fn read_whole(&self, rows: &[Moments], seed: u64) -> Result<Influence, SensitivityError> {
        let resampling = Resampling {
            resamples: RESAMPLES,
            level: LEVEL,
            seed,
        };
        Ok(match self {
            SensitivityDesign::Sobol(design) => {
                Influence::Sobol(Box::new(sobol_indices(design, rows, &resampling)?))
            }
            SensitivityDesign::Morris(design) => {
                Influence::Morris(elementary_effects(design, rows, &resampling)?)
            }
            SensitivityDesign::Pawn(points) => {
                Influence::Pawn(pawn_indices(points, rows, PAWN_SLICES, &resampling)?)
            }
            SensitivityDesign::OneAtATime(design) => {
                Influence::OneAtATime(tornado(design, rows, LEVEL)?)
            }
        })
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
        let design = SensitivityDesign::new(method, space.inputs.len(), samples, seed)?;
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
        play(&self.space, self.design.points(), metrics, plan, control)
    }
}

fn play(
    space: &Space,
    points: &Points,
    metrics: &[Metric],
    plan: &Plan,
    control: &Control<'_>,
) -> Result<Vec<RowOutcome>, SensitivityFailure> {
    let settings: Vec<_> = points.rows().map(|row| space.setting(row)).collect();
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
    /// The share of noise in the variance of single replicates that it rests on: the upper end of
    /// its interval.
    pub noise_share: Option<f64>,
    /// So many replicates bring the noise down to the share wanted.
    pub enough: bool,
}

impl Pilot {
    /// Base rows of a pilot.
    const BASE_ROWS: usize = 64;
    /// Replicates of each of its rows.
    const REPLICATES: u64 = 8;
    /// The share of noise in the variance of row means that is aimed for.
    pub const NOISE: f64 = 0.1;
    /// The most replicates that it asks for.
    pub const MOST: u64 = 256;

    /// Runs of a pilot for so many inputs, in each arm.
    #[must_use]
    pub fn runs(inputs: usize) -> u64 {
        (Pilot::BASE_ROWS * (inputs + 3)) as u64 * Pilot::REPLICATES
    }
}

/// Finds how many replicates make noise a tenth of the variance of the conditional mean over the
/// inputs, with rows and draws of another seed than the study's; `None` when interrupted. Of
/// several arms and negotiations, the noisiest counts.
///
/// # Errors
///
/// When there are too many inputs, and as [`Sensitivity::run`].
pub fn pilot(
    space: &Space,
    metric: Metric,
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
    let inputs = space.inputs.len();
    let design = SensitivityDesign::new(method, inputs, Pilot::BASE_ROWS, plan.seed)?;
    let outcomes = play(space, design.points(), &[metric], &plan, control)?;
    if outcomes.len() < design.points().count() {
        return Ok(None);
    }
    let contrasts = outcomes.first().map_or(0, |outcome| outcome.moments.len());
    let mut worst = Pilot {
        replicates: 2,
        noise_share: None,
        enough: true,
    };
    for contrast in 0..contrasts {
        let rows: Vec<Moments> = outcomes.iter().map(|row| row.moments[contrast]).collect();
        let Ok(Influence::Sobol(indices)) = design.read(&rows, plan.seed) else {
            continue;
        };
        let share = indices.noise_share.map(|share| share.interval.high());
        let wanted = replicates_for(share.unwrap_or(f64::NAN), Pilot::NOISE, Pilot::MOST);
        let (replicates, enough) = match wanted {
            Replicates::Enough(replicates) => (replicates, true),
            Replicates::TooMany(_) | Replicates::NoSignal => (Pilot::MOST, false),
        };
        if replicates >= worst.replicates {
            worst = Pilot {
                replicates,
                noise_share: share,
                enough: enough && worst.enough,
            };
        }
    }
    Ok(Some(worst))
}
