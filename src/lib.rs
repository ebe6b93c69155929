//! demarche: a simulator of migration diplomacy.
//!
//! States bargain over migration: readmission, border control, visas, aid, trade, legal pathways.
//! A *scenario* file says who they are, what they want and which conditionality they use; the
//! model plays it out many times; reports say what came of it, and why.
//!
//! Data flows one way, and modules import only those above them in this list:
//!
//! - [`document`]: JSON with the place of every value, and problems;
//! - [`chance`]: keyed draws and distributions;
//! - [`domain`]: states, issues, clauses, instruments and the table of parameters;
//! - [`rules`]: conditions, effects and the rulebook;
//! - [`scenario`]: from a document to a checked scenario;
//! - [`model`]: one run;
//! - [`analysis`]: means, intervals, quantiles;
//! - [`study`]: many runs;
//! - [`experiment`]: arms, and what is set against what;
//! - [`theory`]: limit cases with known answers, put to the engine;
//! - [`report`]: results as text, JSON, CSV and stories;
//! - [`cli`]: the command line.
//!
//! # Example
//!
//! ```
//! use demarche::document::Document;
//! use demarche::model::{Keys, Metric, Silent, Simulator};
//! use demarche::scenario::{Scenario, library_entry};
//!
//! let entry = library_entry("eu-tunisia-2023").expect("it comes with the program");
//! let document = Document::parse(entry.name, entry.text.as_bytes())?;
//! let scenario = Scenario::load(&document)?;
//! let mut simulator = Simulator::new(&scenario);
//! let outcome = &simulator.run(&Keys::of_run(2024, 0), &mut Silent)[0];
//! assert!(outcome.get(Metric::Agreement).is_some());
//! # Ok::<(), demarche::document::Refusal>(())
//! ```
//!
//! It illustrates and explains; it never predicts.

pub mod analysis;
pub mod chance;
pub mod cli;
pub mod document;
pub mod domain;
pub mod experiment;
pub mod model;
pub mod report;
pub mod rules;
pub mod scenario;
pub mod study;
pub mod theory;
