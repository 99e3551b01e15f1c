//! Saving what is asked for, and saying what was not saved and why.
//!
//! It must not know the screen or the terminal. Invariant: a filing counts as saved only when its file holds it; else it
//! stays changed, and its journal with it.

use super::journal::Keeper;
use crate::app::State;
use crate::app::entry::Home;
use crate::app::not_saved::NotSaved;
use crate::messages::{AidText, Message, Problem, Ui};
use crate::store::{self, SaveError, Stamp};
use std::path::{Path, PathBuf};

/// The filings, and their journals where there are any.
#[derive(Debug)]
pub(super) struct Saver<'a> {
    pub state: &'a mut State,
    pub keeper: Option<&'a mut Keeper>,
}

/// What came of saving several filings.
#[derive(Debug, Default)]
pub(super) struct Saved {
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// What was not saved, and why.
    pub failed: Vec<NotSaved>,
    /// Whether the person stopped it before its end.
    pub is_stopped: bool,
}

/// Why a filing that was lost in memory is not saved.
fn torn(file: &Path) -> Message<Problem> {
    Message::new(Problem::TornFiling, [("file", file.display().to_string())])
}

impl Saver<'_> {
    /// Saves a filing to its file, as a whole or not at all; one without a file is passed over.
    pub fn save(&mut self, entry: usize, saved: &mut Saved) {
        let save_to = self.state.entries.get(entry).and_then(|it| it.home.save_to.clone());
        let Some(save_to) = save_to else { return };
        match self.write(entry, &save_to) {
            Ok(()) => saved.files.push(save_to),
            Err(why) => saved.failed.push(NotSaved { entry, file: save_to, why }),
        }
    }

    /// Says what came of saving: what failed goes before that it was stopped.
    pub fn tell(&mut self, saved: Saved) {
        self.state.not_saved.list.clear();
        let n_saved = saved.files.len();
        match (saved.files.as_slice(), saved.failed.as_slice()) {
            (_, []) if saved.is_stopped => {
                let rest = self.state.modified().len();
                let args = [("done", n_saved.to_string()), ("rest", rest.to_string())];
                self.state.tell(&Message::new(AidText::SaveStopped, args));
            }
            ([], []) => {}
            ([file], []) => self.tell_saved(file),
            (_, []) => self.state.tell(&Message::new(Ui::SavedMany, [("n", n_saved.to_string())])),
            ([], [one]) if let Some(question) = one.question() => {
                self.state.mode = question.asked();
            }
            _ => self.state.were_not_saved(n_saved, saved.failed),
        }
    }

    /// Saves under a new name; an existing file of that name is not overwritten.
    pub fn save_as(&mut self, entry: usize, path: &Path) {
        let now = self.state.entries.get(entry).map(|it| it.home.save_to.as_ref().unwrap_or(&it.home.opened));
        let path = match store::place_to_save(path, now.map_or(Path::new(""), PathBuf::as_path)) {
            Ok(path) => path,
            Err(why) => return self.state.was_not_saved(NotSaved { entry, file: path.to_owned(), why }),
        };
        match lacks_folder(&path).map_or_else(|| self.write(entry, &path), Err) {
            Ok(()) => {
                self.tell_saved(&path);
                self.state.show_not_saved(entry);
            }
            Err(why) => self.state.was_not_saved(NotSaved { entry, file: path, why }),
        }
    }

    /// Saves a filing over whatever its file holds now: the person has chosen so.
    pub fn overwrite(&mut self, entry: usize) {
        self.before_saving(entry);
        let Some(it) = self.state.entries.get(entry) else { return };
        let Some(save_to) = it.home.save_to.clone() else { return };
        if it.is_torn() {
            let why = torn(&save_to);
            return self.state.was_not_saved(NotSaved { entry, file: save_to, why });
        }
        // Nothing of an import's own is there to be written over: that its document is another one counts no more.
        let written = if it.home.is_import() {
            self.accept_source(entry);
            self.write(entry, &save_to)
        } else {
            let saved = store::overwrite(&save_to, it.filing());
            self.take(entry, &save_to, saved)
        };
        match written {
            Ok(()) => {
                self.tell_saved(&save_to);
                self.state.show_not_saved(entry);
            }
            Err(why) => self.state.was_not_saved(NotSaved { entry, file: save_to, why }),
        }
    }

    fn write(&mut self, entry: usize, save_to: &Path) -> Result<(), Message<Problem>> {
        self.before_saving(entry);
        let Some(it) = self.state.entries.get(entry) else { return Ok(()) };
        if it.is_torn() {
            return Err(torn(save_to));
        }
        let home = &it.home;
        let known = home.save_to.as_deref().zip(home.stamp.as_ref());
        if home.is_import() && home.save_to.as_deref() == Some(save_to) && is_source_changed(home) {
            let file = ("file", home.opened.display().to_string());
            return Err(Message::new(Problem::SourceChanged, [file]));
        }
        let saved = if home.save_to.as_deref() == Some(save_to) {
            store::save(save_to, home.stamp.as_ref(), it.rows(), it.filing())
        } else {
            store::save_copy(save_to, known, it.rows(), it.filing())
        };
        self.take(entry, save_to, saved)
    }

    fn take(
        &mut self,
        entry: usize,
        save_to: &Path,
        saved: Result<Stamp, SaveError>,
    ) -> Result<(), Message<Problem>> {
        match saved {
            Ok(stamp) => {
                tracing::info!(file = %save_to.display(), "saved");
                self.state.saved(entry, save_to.to_path_buf(), stamp);
                Ok(())
            }
            Err(error) => {
                tracing::warn!(file = %save_to.display(), why = ?error.message.id, "not saved");
                Err(error.message)
            }
        }
    }

    fn before_saving(&mut self, entry: usize) {
        if let Some(keeper) = self.keeper.as_mut() {
            keeper.saving(self.state, entry);
        }
    }

    /// Takes a document as it is now for what was imported.
    fn accept_source(&mut self, entry: usize) {
        if let Some(it) = self.state.entries.get_mut(entry) {
            it.home.source = store::stamp_of(&it.home.opened).or(it.home.source.take());
        }
    }

    fn tell_saved(&mut self, file: &Path) {
        self.state.tell(&Message::new(Ui::Saved, [("file", file.display().to_string())]));
    }
}

/// What is wrong with a name that a person typed: its folder is not there. A slip of the pen must not make folders.
pub(super) fn lacks_folder(path: &Path) -> Option<Message<Problem>> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty())?;
    (!folder.exists()).then(|| Message::new(Problem::NoFolder, [("file", path.display().to_string())]))
}

/// Whether the document that a filing was imported from says something else by now. One that is gone can be nobody's
/// newer word.
fn is_source_changed(home: &Home) -> bool {
    let is_changed =
        |it: &Stamp| store::is_changed(&home.opened, it) && store::hash_of(&home.opened).is_some();
    home.source.as_ref().is_some_and(is_changed)
}

#[cfg(test)]
pub(super) mod tests;
