//! Where a filing is kept: the file or the document that it comes from, and what has become of that.
//!
//! It must not know what the filing says. Invariant: as long as a filing has no file of its own, the document that it was
//! imported from is what others may change.

use super::outside::Outside;
use crate::store::Stamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a filing is kept.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The file that was read, as shown to the person.
    pub opened: PathBuf,
    /// The file that saving writes; `None` asks for one.
    pub save_to: Option<PathBuf>,
    /// What the file held when it was read or last saved; `None` when there is no file yet.
    pub stamp: Option<Stamp>,
    /// What the document held that it was imported from, as long as no file of its own is there; `None` for others.
    pub source: Option<Stamp>,
    /// Whether saving is refused because the file's format is newer than the program's.
    pub read_only: bool,
    /// The text of the document that the filing was imported from.
    pub document: Option<Arc<str>>,
    /// Why it may not be changed for now.
    pub held: Option<Held>,
    /// What has become of the file since.
    pub outside: Option<Outside>,
    /// Whether there was no filing to be read: it comes out of a journal.
    pub is_lost: bool,
    /// Whether it was restored beside the file that it was once read from.
    pub is_apart: bool,
}

impl Home {
    /// Whether it was imported from a document and has no file of its own yet.
    pub fn is_import(&self) -> bool {
        self.stamp.is_none() && self.source.is_some()
    }

    /// The file whose changes are changes of the filing, with what it held: its own, or the document that it was imported
    /// from as long as it has none.
    pub fn followed(&self) -> Option<(&Path, &Stamp)> {
        match &self.stamp {
            Some(stamp) => Some((self.save_to.as_deref()?, stamp)),
            None => Some((&self.opened, self.source.as_ref()?)),
        }
    }
}

/// Why a filing may not be changed for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Another workbench has unsaved changes of it.
    Elsewhere,
    /// An earlier session has left changes that nobody has decided about.
    Undecided,
}
