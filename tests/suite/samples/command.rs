//! Samples on the command line.
