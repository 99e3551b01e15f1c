//! The English catalogue. One file an area.

#![allow(clippy::too_many_lines, clippy::match_same_arms, reason = "a catalogue: one arm a message")]

pub mod aid;
pub mod cli;
pub mod command;
pub mod dataset;
pub mod diff;
pub mod draft;
pub mod feel;
pub mod field;
pub mod hand;
pub mod know;
pub mod load;
pub mod merge;
pub mod problem;
pub mod reading;
pub mod recover;
pub mod rule;
pub mod save;
pub mod ui;
