//! State → screen.

pub mod popup;
pub mod screen;
pub mod svg;
