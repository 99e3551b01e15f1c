//! The tree view: departments, their filings, and the rows of each, folded or not.
//!
//! Knows nothing of drawing. Positions count visible rows from the top of everything that is loaded; spots name
//! rows and stay valid while other rows fold.

mod fenwick;
mod folds;
mod forest;
mod outline;
mod shape;
mod sieve;
mod sift;

pub use forest::{Forest, Spot};
pub use outline::{Node, Outline, OutlineRow};
pub use shape::Shape;
pub use sieve::Sieve;
