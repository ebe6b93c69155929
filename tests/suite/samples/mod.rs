//! Samples: rows whose figures go where the file would have put them, and what is made of them.

mod clauses;
mod command;
mod engine;
mod sensitivity;
