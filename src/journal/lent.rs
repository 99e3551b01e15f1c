//! A filing whose text another program is editing in a copy: what makes a journal of that copy after a crash.
//!
//! It must not know where the copy is kept or who edits it. Invariant: what is made of a copy is one step behind all that
//! the filing's journal holds.

use super::framing::{open, seal};
use super::{Header, Journal, Record};
use crate::edit::rewrite;
use crate::format;
use crate::model::Place;
use serde::{Deserialize, Serialize};

/// A filing that is being edited elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lent {
    /// The name of the filing's journal.
    pub name: String,
    /// How that begins, where there is none yet.
    pub header: Header,
    /// The copy, as a journal keeps paths.
    pub copy: String,
    /// What the copy said before.
    pub before: String,
    /// Whether the other program has ended with an error, so that nobody can tell whether its text was meant.
    #[serde(default)]
    pub has_failed: bool,
}

impl Lent {
    /// The line that says it.
    pub fn line(&self) -> String {
        seal(self)
    }

    /// Reads that line; `None` when it is torn or foreign.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        bytes.strip_suffix(b"\n").and_then(open)
    }

    /// The filing's journal with the text of the copy as its last step; `None` where the text cannot be read as a filing, the
    /// journal cannot be gone on with, or the filing was changed here since the copy was made: the text of the copy would
    /// take those changes back.
    pub fn journal(&self, found: Option<Journal>, text: &str) -> Option<Journal> {
        let new = format::read(text).filing?;
        let fresh = || Journal { header: self.header.clone(), records: Vec::new(), is_torn: false };
        let mut journal = found.unwrap_or_else(fresh);
        let now = journal.apart()?;
        journal.records.retain(|it| !matches!(it, Record::Typing { .. }));
        journal.records.extend(now.typed);
        let lent = format::read(&self.before).filing?;
        if !rewrite(&now.filing, &lent)?.is_empty() {
            return None;
        }
        let changes = rewrite(&now.filing, &new)?;
        if !changes.is_empty() {
            let (before, after) = (Place::Filing, Place::Filing);
            journal.records.push(Record::Make { changes, before, after });
        }
        Some(journal)
    }
}
