//! demarche: a simulator of migration diplomacy.
pub mod analysis;
pub mod chance;
pub mod document;
pub mod domain;
pub mod model;
pub mod rules;
pub mod scenario;
