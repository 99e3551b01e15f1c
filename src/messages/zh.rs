//! The Chinese catalogue. One file an area.

pub mod cli;
pub mod command;
pub mod field;
pub mod problem;
pub mod reading;
pub mod rule;
pub mod ui;
