//! Hearing from the system that something in a folder was written, made, renamed or removed.
//!
//! It must not know what the files are to anybody. Invariants: nothing wakes the program while nothing happens; folders
//! are watched themselves, not what lies below them, and no more than [`MOST_FOLDERS`].

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// So many folders are watched; systems allow a person some thousand.
const MOST_FOLDERS: usize = 500;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Something to these files.
    Files(Vec<PathBuf>),
    /// More than the system could tell.
    Anything,
}

/// Watched folders.
#[derive(Debug)]
pub struct Watch {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    /// Begins without any folder; `tell` is called on a thread of its own. `None` where the system has no such thing.
    pub fn start(tell: impl Fn(Touched) + Send + 'static) -> Option<Self> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(touched) = event.map_or(Some(Touched::Anything), touched) {
                tell(touched);
            }
        });
        match watcher {
            Ok(watcher) => Some(Self { watcher, folders: BTreeSet::new() }),
            Err(error) => {
                tracing::warn!(%error, "folders cannot be watched");
                None
            }
        }
    }

    /// Watches a folder too. A folder that cannot be watched is only looked at when there is another reason.
    pub fn follow(&mut self, folder: &Path) {
        if self.folders.len() >= MOST_FOLDERS || self.folders.contains(folder) {
            return;
        }
        match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => tracing::debug!(folder = %folder.display(), "watched"),
            Err(error) => tracing::warn!(folder = %folder.display(), %error, "not watched"),
        }
        self.folders.insert(folder.to_owned());
    }
}

/// What an event tells; opening and reading change nothing.
fn touched(event: Event) -> Option<Touched> {
    if event.need_rescan() {
        return Some(Touched::Anything);
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Touched::Files(event.paths)),
        EventKind::Access(_) => None,
        _ => Some(Touched::Files(event.paths)),
    }
}
