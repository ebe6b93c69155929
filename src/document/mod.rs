//! A JSON file with the place of every value, overrides by path, and problems.
//!
//! Everything a person writes for this program is JSON, and everything wrong
//! with it is reported at once, each problem under a caret in the file. So the
//! text is decoded into a tree in which every key and value remembers where it
//! stands ([`Document`], [`Node`], [`Place`]); the tree is read through
//! [`Fields`], which reports every key that nobody asked for; and what is wrong
//! is collected in [`Problems`] and shown by a [`Refusal`].
//!
//! This module knows JSON and nothing about what the values mean. It never
//! reads files, never prints, and never runs anything.

mod assignment;
mod decode;
mod fields;
mod layout;
mod overrides;
mod parse;
mod problem;
mod refusal;
mod scan;
mod source;
mod syntax;
mod tree;

pub use fields::{Fields, MAX_ID, nearest, suggestion, valid_id};
pub use overrides::Objection;
pub use parse::{MAX_BYTES, MAX_DEPTH};
pub use problem::{Problem, Problems, item_path, member_path, quoted, visible};
pub use refusal::{MAX_SHOWN, Refusal};
pub use tree::{Document, Member, Node, Place, Value};
