//! The workbench's state.
pub mod tree;
