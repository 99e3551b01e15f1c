//! A generator of truth: random forms, printed in every layout, imported and compared.
//!
//! `form` and `table` make a form and its truth, `words` its texts, `sheet`, `print`, `flow` and `cells` print and damage it,
//! `score` compares. All of it follows from a seed.

mod cells;
mod flow;
pub mod form;
pub mod print;
pub mod rng;
pub mod score;
mod sheet;
mod table;
mod words;
