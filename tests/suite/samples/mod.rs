//! Samples: rows whose figures go where the file would have put them.

mod command;
mod engine;
