//! What a journal holds: a head, and one record for everything that happened to the filing.

use super::base::Base;
use super::framing::seal;
use crate::edit::Change;
use crate::model::{Field, Place};
use serde::{Deserialize, Serialize};

/// The version of the journal's own format; another one is left alone.
pub const VERSION: u32 = 1;

/// The first line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the journal's format.
    pub version: u32,
    /// The file that saving writes, or where there is none the one that was opened, as an absolute path.
    pub file: String,
    /// The session that writes the journal.
    pub session: String,
    /// What the filing came from.
    #[serde(default)]
    pub source: Source,
    /// What the filing said when the journal began.
    pub base: Base,
}

/// What a filing came from when its journal began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Its own file.
    #[default]
    File,
    /// A document, and it has no file of its own yet.
    Document,
    /// Nothing: it was made here, and no file has it yet.
    Nothing,
}

/// What happened to a filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// A step was made.
    Make {
        /// Its changes, in order.
        changes: Vec<Change>,
        /// Where the person was before it.
        before: Place,
        /// And after it.
        after: Place,
    },
    /// What takes the step back that is about to be: written for filings whose copy stands beside their journal, so that
    /// the text to go back to is known without it.
    Back {
        /// Its changes, in order.
        changes: Vec<Change>,
    },
    /// A step was taken back.
    Undo,
    /// A step was made again.
    Redo,
    /// A step was taken back for good.
    Forget,
    /// A value is being typed; the last of these counts.
    Typing {
        /// The nodes that will get it.
        places: Vec<Place>,
        /// The field.
        field: Field,
        /// Its text so far.
        text: String,
    },
    /// Typing ended; a committed value is a step of its own.
    Typed,
    /// The filing is about to be written, as this content ([`content`](super::content)). A crash may come before or after the
    /// file is there.
    Saving {
        /// The content's hash.
        content: String,
    },
    /// The filing was written.
    Saved {
        /// The content's hash.
        content: String,
    },
}

impl Header {
    /// The line that begins a journal.
    pub fn line(&self) -> String {
        seal(self)
    }
}

impl Record {
    /// The line that is appended for a record.
    pub fn line(&self) -> String {
        seal(self)
    }
}
