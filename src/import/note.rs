//! Remarks on a whole document.

use super::Note;
use crate::messages::{Message, Problem};

/// A remark that names the document.
pub fn on_document(name: &str, problem: Problem) -> Note {
    Note { line: None, message: Message::new(problem, [("file", name.to_owned())]) }
}
