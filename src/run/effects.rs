//! Carrying out what the state asks for.

use super::saving::{Saved, Saver, lacks_folder};
use super::waiting::{Steps, tell_stopped};
use super::{Workbench, clipboard, loader, sources};
use crate::app::{Effect, Entry, Toast};
use crate::command;
use crate::diff;
use crate::export::{self, Named, Target};
use crate::messages::{AidText, Message, Problem, SaveText, Ui};
use crate::model::Filing;
use crate::store;
use crate::term::Events;
use crate::text::width::sanitize_lines;
use std::io;
use std::path::Path;

impl Workbench<'_> {
    /// Carries out effects in order.
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>, events: &mut Events) -> io::Result<()> {
        // Before any file is written: the journal is then never behind it.
        self.keep();
        for effect in effects {
            match effect {
                Effect::Save(entries) => self.save_all(&entries, events),
                Effect::SaveAs(entry, path) => self.saver().save_as(entry, &path),
                Effect::Export(entry, path) => self.export(entry, &path, events),
                Effect::Letter(entries, path) => self.letter(&entries, &path),
                Effect::ShowSource(entry) => self.show_source(entry),
                Effect::Compare(entry, path) => self.compare(entry, &path, events),
                Effect::Overwrite(entry) => self.saver().overwrite(entry),
                Effect::Merge(entry) => self.merge(entry),
                Effect::Reload(entry) => self.reload(entry),
                Effect::Quit => self.leave(),
                Effect::QuitIfSaved => {
                    if self.state.modified().is_empty() {
                        self.leave();
                    } else {
                        command::ask_next_place(&mut self.state);
                    }
                }
                Effect::EditFile(entry) => self.edit_file(entry)?,
                Effect::EditAgain => self.edit_again()?,
                Effect::TakeEdited => self.take_edited(),
                Effect::DropEdited => self.drop_edited(),
                Effect::StopLoading => self.stop_loading(),
                Effect::ReadOn => self.read_on(events),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.redraw(),
                Effect::Copy { text, n_rows } => self.copy(&text, n_rows),
            }
        }
        Ok(())
    }

    /// Puts copied rows into the system's clipboard and says by which way.
    fn copy(&mut self, text: &str, n_rows: usize) {
        // Pasted into a shell, a control character would be a key that is pressed.
        let ways = clipboard::copy(&sanitize_lines(text));
        let terminal = ways.terminal.then(|| self.state.say(Ui::WayTerminal));
        let ways: Vec<&str> = terminal.into_iter().chain(ways.tool).collect();
        let n = ("n", n_rows.to_string());
        self.state.tell(&if ways.is_empty() {
            Message::new(Ui::CopiedHereOnly, [n])
        } else {
            Message::new(Ui::CopiedBy, [n, ("ways", ways.join(" · "))])
        });
    }

    fn leave(&mut self) {
        self.exit = Some(0);
        self.was_left = true;
    }

    fn saver(&mut self) -> Saver<'_> {
        Saver { state: &mut self.state, keeper: self.keeper.as_mut() }
    }

    /// Saves filings one after the other, until Esc stops it.
    fn save_all(&mut self, entries: &[usize], events: &mut Events) {
        let mut saved = Saved::default();
        let mut steps = Steps::begin();
        for (done, entry) in entries.iter().enumerate() {
            let says = || {
                let args = [("done", done.to_string()), ("all", entries.len().to_string())];
                Message::new(AidText::WorkingSave, args)
            };
            if self.is_stopped(events, &mut steps, says) {
                saved.is_stopped = true;
                break;
            }
            self.saver().save(*entry, &mut saved);
        }
        self.end_working();
        self.saver().tell(saved);
    }

    /// Writes a filing as a document; an existing file is not overwritten. Whether it is saved does not change.
    fn export(&mut self, entry: usize, path: &Path, events: &mut Events) {
        let Some(it) = self.state.entries.get(entry) else { return };
        let file = ("file", path.display().to_string());
        let ending = path.extension().and_then(|it| it.to_str());
        let Some(target) = ending.and_then(Target::of_ending) else {
            self.state.refuse(Ui::ExportNeedsName);
            return;
        };
        if let Some(problem) = lacks_folder(path) {
            return self.state.complain(&problem);
        }
        let opened = it.home.opened.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let filing = it.filing().clone();
        let says = Message::new(AidText::WorkingExport, [file.clone()]);
        let work = move || export::write(target, &[Named { file: &opened, filing: &filing }]);
        let Some(made) = self.wait_for(events, &says, work) else { return tell_stopped(&mut self.state) };
        // Only now, so that stopped work leaves no file.
        let written = made.and_then(|bytes| store::create_bytes(path, &bytes).map_err(|error| error.message));
        match written {
            Ok(_) => {
                tracing::info!(file = %path.display(), "exported");
                self.state.tell(&Message::new(Ui::Exported, [file]));
            }
            Err(message) => {
                tracing::warn!(file = %path.display(), why = ?message.id, "not exported");
                self.state.complain(&message);
            }
        }
    }

    /// Reads a file and opens the selected filing beside the one in it that is its counterpart.
    fn compare(&mut self, entry: usize, path: &Path, events: &mut Events) {
        let says = Message::new(AidText::WorkingCompare, [("file", path.display().to_string())]);
        let (path, options) = (path.to_owned(), self.options.clone());
        let work = move || {
            let (settings, problems) = loader::settings_of(&path, &options);
            let mut read = loader::batch(store::load_with(&path, &settings.words), options.lang, &settings);
            read.problems.extend(problems);
            read
        };
        let Some(read) = self.wait_for(events, &says, work) else { return tell_stopped(&mut self.state) };
        if let (true, Some(problem)) = (read.entries.is_empty(), read.problems.first()) {
            self.state.toast = Some(Toast { text: problem.clone(), is_error: true });
            return;
        }
        self.state.problems.extend(read.problems);
        let first = self.state.entries.len();
        let n_new = read.entries.len();
        self.state.add(read.entries);
        let own = self.state.entries.get(entry).map(|it| it.filing().clone()).unwrap_or_default();
        let new: Vec<&Filing> =
            (first..first + n_new).filter_map(|it| self.state.entries.get(it)).map(Entry::filing).collect();
        let pairs = diff::pair_filings(&[&own], &new);
        let other = pairs.iter().find_map(|(left, right)| left.and(*right)).unwrap_or(0);
        if let Err(why) = command::open_sides(&mut self.state, entry, first + other) {
            self.state.refuse(why);
        }
    }

    /// What the file of a filing holds now; says why where that is no filing.
    pub(super) fn read_again(&mut self, entry: usize) -> Option<Entry> {
        let home = &self.state.entries.get(entry)?.home;
        if home.is_import() {
            if let Some(saved) = self.read_saved(entry) {
                return Some(saved);
            }
            let opened = home.opened.clone();
            return self.read_document_again(entry, &opened);
        }
        let save_to = home.save_to.clone()?;
        let (settings, problems) = loader::settings_of(&save_to, self.options);
        self.state.problems.extend(problems);
        let read = loader::batch(store::load_with(&save_to, &settings.words), self.state.lang, &settings)
            .entries
            .into_iter()
            .next();
        if read.is_none() {
            let args = [("file", save_to.display().to_string())];
            self.state.complain(&Message::new(Problem::NoLongerFiling, args));
        }
        read
    }

    /// The file that another window has made of an imported filing meanwhile.
    pub(super) fn read_saved(&self, entry: usize) -> Option<Entry> {
        let home = &self.state.entries.get(entry).filter(|it| it.home.is_import())?.home;
        let save_to = home.save_to.as_deref().filter(|it| it.is_file())?;
        let (settings, _) = loader::settings_of(save_to, self.options);
        let read = loader::batch(store::load_with(save_to, &settings.words), self.state.lang, &settings);
        let saved = read.entries.into_iter().next()?;
        // A file of another origin that has come to have this name is none of the document's, nor is one of another
        // version of it.
        let own = self.state.entries.get(entry)?.filing().source.as_ref()?;
        let of = saved.filing().source.as_ref()?;
        (of.file == own.file && of.sha256 == own.sha256).then_some(saved)
    }

    /// What the document of an imported filing holds of it now; says why where that is nothing.
    fn read_document_again(&mut self, entry: usize, document: &Path) -> Option<Entry> {
        let (settings, problems) = loader::settings_of(document, self.options);
        self.state.problems.extend(problems);
        let read =
            loader::batch(store::load_with(document, &settings.words), self.state.lang, &settings).entries;
        let found =
            sources::counterparts(&self.state, document, read).into_iter().find(|(it, _)| *it == entry);
        let found = found.and_then(|(_, new)| new);
        if found.is_none() {
            let file = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.state.complain(&Message::new(SaveText::SourceLacks, [("file", file)]));
        }
        found
    }

    pub(super) fn reload(&mut self, entry: usize) {
        let Some(new) = self.read_again(entry) else { return };
        let file = new.home.opened.display().to_string();
        let was_import = self.state.entries.get(entry).is_some_and(|it| it.home.is_import());
        let is_saved = was_import && !new.home.is_import();
        self.state.reloaded(entry, new);
        if is_saved {
            self.state.tell(&Message::new(SaveText::SavedElsewhere, [("file", file)]));
        } else {
            self.state.tell(&Message::new(Ui::Reloaded, [("file", file)]));
        }
    }

    fn merge(&mut self, entry: usize) {
        if let Some(theirs) = self.read_again(entry) {
            self.state.begin_merge(entry, theirs);
        }
    }
}
