//! A filing in the person's own editor: the terminal is lent, the text read back.
//!
//! The editor gets a copy: of the own file's text where the filing is unmodified, else of the filing as it stands. What
//! is different then becomes one step that can be undone; where the copy was of the own file, that file is written,
//! too. Invariant: what cannot be read changes nothing, neither here nor in any file but the copy, and is offered for
//! editing again.

use super::Workbench;
use crate::app::{Confirm, Mode, Overlay};
use crate::edit::{Change, rewrite};
use crate::format;
use crate::messages::{FeelText, Message, Problem};
use crate::model::Place;
use crate::store;
use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the editor has or had.
#[derive(Clone, Debug)]
pub struct Editing {
    entry: usize,
    /// The copy.
    path: PathBuf,
    /// The filing's own file, where the copy is one of it.
    own: Option<PathBuf>,
    /// The text before.
    before: String,
}

impl Workbench<'_> {
    /// Opens a filing in the editor.
    pub(super) fn edit_file(&mut self, entry: usize) -> io::Result<()> {
        if editor(|it| env::var(it).ok()).is_none() {
            self.state.refuse(FeelText::NoEditor);
            return Ok(());
        }
        match self.text_to_edit(entry) {
            Ok(Some(editing)) => self.edit(editing),
            Ok(None) => Ok(()),
            Err(why) => {
                self.state.complain(&Message::new(FeelText::EditorNotWritten, [("why", why)]));
                Ok(())
            }
        }
    }

    /// Opens what could not be read once more.
    pub(super) fn edit_again(&mut self) -> io::Result<()> {
        self.editing.take().map_or(Ok(()), |it| self.edit(it))
    }

    fn text_to_edit(&self, entry: usize) -> Result<Option<Editing>, String> {
        let Some(it) = self.state.entries.get(entry) else { return Ok(None) };
        let home = &it.home;
        let known = home.save_to.as_deref().zip(home.stamp.as_ref());
        let own = known.filter(|_| !it.is_modified()).map(|(path, _)| path.to_owned());
        let name = own.as_ref().unwrap_or(&home.opened).with_extension("toml");
        let name = name.file_name().and_then(|it| it.to_str()).unwrap_or("filing.toml");
        let path = store::scratch_file(name).map_err(|error| error.to_string())?;
        let render = |it: &Message<Problem>| it.render(self.state.lang);
        if let Some(own) = &own {
            let text = store::load_text(own).map_err(|error| render(&error.message))?;
            store::create_text(&path, &text).map_err(|error| render(&error.message))?;
        } else {
            store::save_copy(&path, known, it.rows(), it.filing()).map_err(|error| render(&error.message))?;
        }
        let before = store::load_text(&path).map_err(|error| render(&error.message))?;
        Ok(Some(Editing { entry, path, own, before }))
    }

    fn edit(&mut self, editing: Editing) -> io::Result<()> {
        let Some(words) = editor(|it| env::var(it).ok()) else { return Ok(()) };
        if let Some(keeper) = &self.keeper {
            keeper.lend(&self.state, editing.entry, &editing.path, &editing.before, false);
        }
        let ran = self.guard.lend(|| run(&words, &editing.path))?;
        self.redraw();
        match ran {
            Ok(()) => self.take_text(editing),
            Err(why) if store::load_text(&editing.path).is_ok_and(|it| it != editing.before) => {
                self.ask_about(editing, why);
            }
            Err(why) => {
                self.took_back();
                let args = [("editor", words.join(" ")), ("why", why)];
                self.state.complain(&Message::new(FeelText::EditorFailed, args));
            }
        }
        Ok(())
    }

    /// The editor has changed the copy and ended with an error: only the person knows whether that was meant.
    fn ask_about(&mut self, editing: Editing, why: String) {
        self.note_failed(&editing, true);
        let question = Message::new(FeelText::EditorLeft, [("why", why)]);
        self.state.broken_edit = question.render(self.state.lang);
        self.state.mode = Confirm::TakeEdited.asked();
        self.editing = Some(editing);
    }

    /// Takes what an editor has left that ended with an error: as a step, but into no file yet.
    pub(super) fn take_edited(&mut self) {
        if let Some(editing) = self.editing.take() {
            self.take_text(Editing { own: None, ..editing });
        }
    }

    /// Gives up what was edited.
    pub(super) fn drop_edited(&mut self) {
        self.editing = None;
        self.took_back();
    }

    /// The window was closed, and its editor with it, before the person could be asked: what the editor has saved is offered
    /// at the next start as if it had ended well.
    pub(super) fn ended_beside_editor(&self) {
        if let (Some(editing), Mode::Overlay(Overlay::Confirm(Confirm::TakeEdited, _))) =
            (&self.editing, &self.state.mode)
        {
            self.note_failed(editing, false);
        }
    }

    fn note_failed(&self, editing: &Editing, has_failed: bool) {
        if let Some(keeper) = &self.keeper {
            keeper.lend(&self.state, editing.entry, &editing.path, &editing.before, has_failed);
        }
    }

    fn take_text(&mut self, editing: Editing) {
        if self.take_back(editing) {
            self.keep();
            self.took_back();
        }
    }

    fn took_back(&self) {
        self.keeper.as_ref().inspect(|it| it.took_back());
    }

    /// Takes what the editor made of the copy. Says whether nothing is left in the copy alone.
    fn take_back(&mut self, editing: Editing) -> bool {
        let after = match store::load_text(&editing.path) {
            Ok(text) => text,
            Err(problem) => {
                self.state.complain(&problem.message);
                return false;
            }
        };
        if after == editing.before {
            self.state.tell(&Message::plain(FeelText::EditorUnchanged));
            return true;
        }
        let reading = format::read(&after);
        let Some(new) = reading.filing else {
            let remark = reading.remarks.iter().find(|it| it.is_error).or(reading.remarks.first());
            self.state.broken_edit = remark.map_or_else(String::new, |it| {
                let why = it.message.render(self.state.lang);
                let args = [("line", it.line.to_string()), ("why", why)];
                Message::new(FeelText::EditorBroken, args).render(self.state.lang)
            });
            self.state.mode = Confirm::EditAgain.asked();
            self.editing = Some(editing);
            return false;
        };
        // A file that has become another one meanwhile is not written over: the changes stay here, unsaved.
        let written = editing.own.as_ref().map(|own| store::replace_read(own, &editing.before, &after));
        if let Some(Ok(())) = written {
            if !self.take_own(editing.entry) {
                self.reload(editing.entry);
            }
            return true;
        }
        let Some(it) = self.state.entries.get(editing.entry) else { return false };
        let Some(changes) = rewrite(it.filing(), &new) else {
            let why = editing.path.display().to_string();
            self.state.complain(&Message::new(FeelText::EditorNotWritten, [("why", why)]));
            return false;
        };
        let id =
            if self.make(editing.entry, changes) { FeelText::EditorTaken } else { FeelText::EditorUnchanged };
        match written {
            Some(Err(problem)) => self.state.complain(&problem.message),
            _ => self.state.tell(&Message::plain(id)),
        }
        true
    }

    /// What the editor wrote and went to the filing's own file becomes a step like any other, saved already. Says whether it
    /// could.
    fn take_own(&mut self, entry: usize) -> bool {
        let Some(new) = self.read_again(entry) else { return false };
        let Some(it) = self.state.entries.get(entry) else { return false };
        let (Some(path), Some(stamp)) = (it.home.save_to.clone(), new.home.stamp.clone()) else {
            return false;
        };
        let Some(changes) = rewrite(it.filing(), new.filing()) else { return false };
        if !self.make(entry, changes) {
            return false;
        }
        // The journal has to know the step before it hears that the file holds it.
        self.keep();
        if let Some(keeper) = self.keeper.as_mut() {
            keeper.saving(&self.state, entry);
        }
        self.state.saved(entry, path, stamp);
        self.state.tell(&Message::plain(FeelText::EditorSaved));
        true
    }

    /// Makes changes as one step; the cursor stays.
    fn make(&mut self, entry: usize, changes: Vec<Change>) -> bool {
        let place = self.state.node().and_then(crate::app::Node::place).unwrap_or(Place::Filing);
        let place = Some(place).filter(|_| self.state.entry_idx() == Some(entry)).unwrap_or(Place::Filing);
        self.state.make(entry, changes, place, place)
    }
}

/// The words of the editor's command: `$VISUAL`, else `$EDITOR`.
fn editor(variable: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    ["VISUAL", "EDITOR"].into_iter().filter_map(variable).map(|it| words(&it)).find(|it| !it.is_empty())
}

/// A command as words: blanks part them but within quotes. Backslashes stay, for Windows' paths have them.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for it in command.chars() {
        match (quote, it) {
            (Some(end), it) if it == end => quote = None,
            (None, '"' | '\'') => {
                quote = Some(it);
                word.get_or_insert_default();
            }
            (None, it) if it.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(it),
        }
    }
    words.extend(word);
    words
}

/// Runs the editor on a file and waits for its end; the error says what went wrong.
fn run(words: &[String], path: &Path) -> Result<(), String> {
    let Some((program, arguments)) = words.split_first() else { return Ok(()) };
    let status =
        Command::new(program).args(arguments).arg(path).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(status.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::{editor, words};

    #[test]
    fn the_command_of_an_editor_is_split_as_a_shell_does() {
        for (command, expected) in [
            ("vi -n", vec!["vi", "-n"]),
            ("  code  --wait ", vec!["code", "--wait"]),
            (r#""\\机器\Program Files\e.exe" -w"#, vec![r"\\机器\Program Files\e.exe", "-w"]),
            ("emacs --eval '(setq a 1)'", vec!["emacs", "--eval", "(setq a 1)"]),
            ("a''b \"\"", vec!["ab", ""]),
            (" ", vec![]),
        ] {
            assert_eq!(words(command), expected, "{command:?}");
        }
    }

    #[test]
    fn visual_goes_before_editor_and_blank_is_none() {
        let of = |visual: Option<&str>, name: Option<&str>| {
            editor(|it| if it == "VISUAL" { visual } else { name }.map(str::to_owned)).map(|it| it.join(" "))
        };
        assert_eq!(of(Some("vim"), Some("ed")).as_deref(), Some("vim"));
        assert_eq!(of(Some(" "), Some("ed -s")).as_deref(), Some("ed -s"));
        assert_eq!(of(None, None), None);
    }
}
