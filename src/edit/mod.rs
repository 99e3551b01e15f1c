//! Changes of a filing that can be taken back. Every change of a filing goes through here.

mod change;
mod history;
mod rewrite;
mod shift;

pub use change::{Change, Row};
pub use history::{History, Past, PastStep, Step};
pub use rewrite::rewrite;
pub use shift::Shift;
