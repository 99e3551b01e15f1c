//! tianbao 填报: a terminal workbench for China's performance target filings (绩效目标申报表, 批复表).
//!
//! # The map
//! Data flows one way: bytes → reader → grid → filing → checks, and key → command → change → state → draw.
//! A module may use the modules on its line and nothing else of the crate; `tests/tidy.rs` holds this table
//! to the code.
//!
//! | module | what it is for | may use |
//! | --- | --- | --- |
//! | [`messages`] | every sentence that a person reads, in Chinese and English | |
//! | [`text`] | columns, wrapping, folding, searching and comparing of Chinese text | |
//! | [`model`] | a filing as plain data: departments, functions, indicators, budget lines, node paths | text |
//! | [`look`] | what a person chooses about the screen: theme, mouse, split | messages |
//! | [`origin`] | the mark of an exported document: the files that it was written from | |
//! | [`value`] | what a target such as `≥95%` means | messages, text |
//! | [`mod@format`] | the TOML format: read, write, save edits losslessly; JSON | messages, model, text |
//! | [`import`] | documents as they come → filings with doubts and leftovers | messages, model, origin, text, value |
//! | [`export`] | filings → documents: the printed form, one table of all indicators, JSON | format, messages, model, origin, text |
//! | [`check`] | the rules and the budget identities | messages, model, text, value |
//! | [`dataset`] | filings and findings as flat tables for other engines: schema, rows, CSV, JSON lines, Parquet | check, messages, model, text, value |
//! | [`config`] | configuration texts → the settings of a check and of the screen | check, look, messages, model, text, value |
//! | [`diff`] | what differs between two filings | check, messages, model, text, value |
//! | [`draft`] | new filings: next year's, and empty ones by their scheme | check, messages, model, text, value |
//! | [`edit`] | invertible changes, undo and redo | model |
//! | [`merge`] | what two people made of one filing, brought together | diff, edit, model |
//! | [`journal`] | every change of a filing as lines that survive a crash, and their replay | edit, format, model |
//! | [`store`] | files: finding, loading, saving, journals | check, format, import, journal, messages, model |
//! | [`keymap`] | keys, key sequences, the user's keymap file | messages, text |
//! | [`library`] | the names of all indicators of the loaded filings | model, text, value |
//! | [`app`] | the workbench's state, and how commands change it | check, diff, draft, edit, format, import, journal, keymap, library, look, merge, messages, model, store, text, value |
//! | [`command`] | the one table of commands, and what each does | app, check, draft, edit, import, keymap, look, merge, messages, model, store, text, value |
//! | [`ui`] | state → screen | app, check, command, keymap, look, merge, messages, model, text, value |
//! | [`term`] | the terminal itself: enter, leave, keys, signals | keymap, messages |
//! | [`run`] | the loop: event → update → effects → draw | everything |
//! | [`cli`] | arguments and the commands without a screen | everything |
//!
//! # Invariants
//! - Core code (everything but `store`, `term`, `run`, `cli`) does no I/O and cannot fail or panic on any input:
//!   odd content becomes notes, doubts and findings.
//! - Drawing takes the state by shared reference. Only `term` writes to the terminal; only `store` writes files.
//! - Every change of a filing goes through [`edit`], so that it can be undone.
//! - Widths come from [`text::width`]; no other code counts characters for layout.
//! - One table per concept: commands in [`command`], rules in [`check`], levels and units in [`value`] and
//!   [`model`], fields in [`model::field`].

pub mod app;
pub mod check;
pub mod cli;
pub mod command;
pub mod config;
pub mod dataset;
pub mod diff;
pub mod draft;
pub mod edit;
pub mod export;
pub mod format;
pub mod import;
pub mod journal;
pub mod keymap;
pub mod library;
pub mod look;
pub mod merge;
pub mod messages;
pub mod model;
pub mod origin;
pub mod run;
pub mod store;
pub mod term;
pub mod text;
pub mod ui;
pub mod value;
