//! The journal of a filing: every change since it was read, as lines that survive a crash, and their replay.
//!
//! Text in, text out: where journals are kept and when they are written is the edges' business. Invariant: a line
//! that was torn, or a journal that belongs to another content, is never applied.

mod base;
mod framing;
mod lent;
mod past;
mod record;
mod replay;
mod told;

pub use base::{Base, content};
pub use lent::Lent;
pub use past::past;
pub use record::{Header, Record, Source, VERSION};
pub use replay::{Journal, Restored, Trouble};
pub use told::Told;
