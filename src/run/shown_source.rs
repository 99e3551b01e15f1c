//! The lines of a document beside the rows that came from it, also where the filing has long had a file of its own.
//!
//! It must not know how lines are drawn. Invariant: a document is looked for when its lines are to be seen, and only once
//! unless somebody asks.

use super::Workbench;
use super::loader;
use crate::app::{Entry, Node};
use crate::messages::{HandText, Message};
use crate::store;
use std::path::Path;

impl Workbench<'_> {
    /// Reads the document of the row under the cursor, if its lines are to be shown and it was not looked for yet.
    pub(super) fn read_shown_source(&mut self) {
        let Some(entry) = self.state.entry_idx().filter(|_| self.state.view.source) else { return };
        let is_open =
            |it: &&Entry| it.home.document.is_none() && !self.sought_sources.contains(&it.home.opened);
        let Some(it) = self.state.entry().filter(is_open) else { return };
        let has_line =
            |function, idx| it.filing().indicator(function, idx).is_some_and(|it| it.line.is_some());
        let is_shown =
            matches!(self.state.node(), Some(Node::Indicator(function, idx)) if has_line(function, idx));
        if is_shown {
            self.sought_sources.insert(it.home.opened.clone());
            self.read_source(entry);
        }
    }

    /// Reads the document of a filing whose lines somebody wants to see; says why there are none.
    pub(super) fn show_source(&mut self, entry: usize) {
        let is_there = self.read_source(entry);
        let Some(it) = self.state.entries.get(entry).filter(|_| !is_there) else { return };
        let told = match &it.filing().source {
            None => Message::plain(HandText::NoSource),
            Some(source) => Message::new(HandText::SourceNotBeside, [("file", source.file.clone())]),
        };
        self.state.tell(&told);
    }

    /// Whether the lines of a filing's document are there by now.
    fn read_source(&mut self, entry: usize) -> bool {
        let Some(it) = self.state.entries.get(entry) else { return false };
        if it.home.document.is_some() {
            return true;
        }
        let Some(source) = it.filing().source.clone() else { return false };
        let opened = it.home.opened.clone();
        let (settings, _) = loader::settings_of(&opened, self.options);
        let folder = opened.parent().unwrap_or(Path::new(""));
        let document = store::document_of(folder, &source, &settings.words);
        let is_there = document.is_some();
        if let Some(it) = self.state.entries.get_mut(entry) {
            it.home.document = document;
        }
        is_there
    }
}
