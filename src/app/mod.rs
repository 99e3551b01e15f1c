//! The workbench's state, and what can be asked of it. No I/O, no drawing, no key names.
//!
//! Commands change the state through the modules here; files are read and written by the loop, which is asked by
//! [`Effect`]s and answers by [`State`]'s own methods.

pub mod batch;
pub mod board;
mod body;
pub mod census;
pub mod cursor;
pub mod doubt;
pub mod draft;
pub mod edit;
pub mod effect;
pub mod entry;
pub mod field_held;
pub mod field_name;
mod fill;
pub mod find;
pub mod fixing;
pub mod fresh;
pub mod head;
mod home;
pub(crate) mod left_texts;
pub mod long_text;
pub mod mend;
pub mod merging;
pub mod mode;
mod new_row;
pub mod not_saved;
pub mod offers;
pub mod others;
pub mod outside;
pub mod packed;
pub mod pane;
pub mod parts;
pub mod pointer;
mod record;
pub mod recover;
pub mod regroup;
pub mod rows;
pub mod seek;
pub mod selection;
pub mod session;
mod sight;
pub mod table;
mod table_rows;
pub mod tally;
pub mod tree;

pub use board::{Board, BoardKind};
pub use draft::{Draft, DraftKind};
pub use effect::Effect;
pub use entry::{Entry, Home};
pub use mode::{Confirm, Focus, Mode, Overlay, Prompt, PromptKind, Toast};
pub use seek::Seek;
pub use selection::Selection;
pub use table::TableView;
pub use tree::{Forest, Node, Spot};

use crate::edit::Row;
use crate::keymap::{Key, Keymap};
use crate::library::Library;
use crate::look::Look;
use crate::messages::{Lang, Message, Text};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything the workbench knows.
#[derive(Debug)]
pub struct State {
    /// The language of the interface.
    pub lang: Lang,
    /// What the terminal can show.
    pub glyphs: Glyphs,
    /// The loaded filings.
    pub entries: Vec<Entry>,
    /// The folder that was opened: new filings go there where no other place suggests itself. Blank for the samples.
    pub folder: PathBuf,
    /// Up to which of them what nobody looks at was given up.
    rested: usize,
    /// What is counted over all of them.
    census: census::Census,
    /// The tree over them.
    pub forest: Forest,
    /// The names of all indicators, by which others are found.
    pub library: Library,
    /// Where the person is.
    pub view: View,
    /// What keys do at the moment.
    pub mode: Mode,
    /// Key bindings.
    pub keymap: Keymap,
    /// Keys of an unfinished sequence, and the count before it.
    pub pending: Pending,
    /// Rows that were copied or deleted, for pasting.
    pub clipboard: Vec<Row>,
    /// Search, fuzzy jump, filter, jump list and marks.
    pub seek: Seek,
    /// The theme, the mouse, how the panes share the room.
    pub look: Look,
    /// What the last drawing put where.
    pub aim: pointer::Aim,
    /// Whether colors are shown at all.
    pub has_colors: bool,
    /// Whether the first keys are told, to somebody who has never been here; any key ends it.
    pub is_new_here: bool,
    /// Whether help is shown for what is being typed.
    pub is_aided: bool,
    /// A message that stays until the next key.
    pub toast: Option<Toast>,
    /// The row that was just put in and is still being typed.
    new_row: Option<new_row::NewRow>,
    /// How far loading is.
    pub loading: Option<Progress>,
    /// How far it had come when it was stopped, until the rest is read.
    pub unread: Option<Progress>,
    /// What is being done while the person waits, with how to stop it; blank while nobody waits.
    pub working: String,
    /// What could not be read, for the help overlay of problems.
    pub problems: Vec<String>,
    /// Why a filing that was edited elsewhere cannot be read, or how its editor has ended.
    pub broken_edit: String,
    /// Whether a crash would lose what is not saved.
    pub journaling: recover::Journaling,
    /// What others have written to files that are unchanged here, until it can be shown.
    newer: BTreeMap<usize, Box<Entry>>,
    /// Filings whose files this program has read or written since the last time this was asked.
    known: Vec<usize>,
    /// What the last saving could not save.
    pub not_saved: not_saved::Failures,
    /// What the journals have not been told yet.
    outbox: Vec<recover::Note>,
    /// What is being brought together with another person's changes.
    pub merging: Option<Box<merging::Merging>>,
    /// Unsaved changes of earlier sessions.
    pub recovered: Vec<recover::Recovered>,
}

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glyphs {
    /// Whether characters of ambiguous width (≥, “, ①) take two columns.
    pub is_wide: bool,
    /// Whether borders and marks are drawn in ASCII.
    pub is_ascii: bool,
}

/// Where the person is.
#[derive(Clone, Debug)]
pub struct View {
    /// The selected row of the tree.
    pub cursor: Spot,
    /// The first visible row on the screen.
    pub top: usize,
    /// How many tree rows the last drawn screen had.
    pub height: usize,
    /// Which pane keys go to.
    pub focus: Focus,
    /// The selected field of the editor pane.
    pub pane_row: usize,
    /// The first shown line of the editor pane, where the mouse has scrolled it.
    pub pane_top: usize,
    /// Which of the findings at the cursor is shown.
    pub finding: usize,
    /// Whether the editor pane shows the source lines of the row.
    pub source: bool,
    /// Whether it shows where the indicator stands among those of other filings.
    pub others: bool,
    /// The rows selected for one command on all of them.
    pub selection: Option<Selection>,
    /// The rows that were selected last, to select them again.
    pub last_selection: Option<Selection>,
    /// The table view, while it is open in the place of the tree.
    pub table: Option<TableView>,
}

/// Keys of an unfinished sequence.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    /// The keys so far.
    pub keys: Vec<Key>,
    /// The count typed before them.
    pub count: Option<usize>,
}

/// How far loading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files read so far.
    pub done: usize,
    /// Files found.
    pub found: usize,
}

impl Progress {
    /// The figures, as messages want them; files that were not looked for yet have no number.
    pub fn args(self) -> [(&'static str, String); 2] {
        let found = if self.found == 0 { "?".to_owned() } else { self.found.to_string() };
        [("done", self.done.to_string()), ("found", found)]
    }
}

impl State {
    /// An empty workbench.
    pub fn new(lang: Lang, keymap: Keymap) -> Self {
        Self {
            lang,
            glyphs: Glyphs::default(),
            entries: Vec::new(),
            folder: PathBuf::new(),
            rested: 0,
            new_row: None,
            census: census::Census::default(),
            forest: Forest::default(),
            library: Library::default(),
            view: View {
                cursor: Spot::Row { entry: 0, row: 0 },
                top: 0,
                height: 20,
                focus: Focus::Tree,
                pane_row: 0,
                pane_top: 0,
                finding: 0,
                source: true,
                others: true,
                selection: None,
                last_selection: None,
                table: None,
            },
            mode: Mode::Normal,
            keymap,
            pending: Pending::default(),
            clipboard: Vec::new(),
            seek: Seek::default(),
            look: Look::default(),
            has_colors: true,
            is_new_here: false,
            is_aided: false,
            aim: pointer::Aim::default(),
            toast: None,
            loading: None,
            unread: None,
            working: String::new(),
            problems: Vec::new(),
            broken_edit: String::new(),
            journaling: recover::Journaling::default(),
            newer: BTreeMap::new(),
            known: Vec::new(),
            not_saved: not_saved::Failures::default(),
            outbox: Vec::new(),
            merging: None,
            recovered: Vec::new(),
        }
    }

    /// A message in the language of the interface.
    pub fn say(&self, text: impl Text) -> &'static str {
        text.text(self.lang)
    }

    /// Shows a message until the next key.
    pub fn tell<T: Text>(&mut self, message: &Message<T>) {
        self.toast = Some(Toast { text: message.render(self.lang), is_error: false });
    }

    /// Shows a problem until the next key.
    pub fn complain<T: Text>(&mut self, message: &Message<T>) {
        self.toast = Some(Toast { text: message.render(self.lang), is_error: true });
    }

    /// Shows why something cannot be done.
    pub fn refuse<T: Text>(&mut self, why: T) {
        self.toast = Some(Toast { text: why.text(self.lang).to_owned(), is_error: true });
    }

    /// Adds loaded filings. The first ones become the selection; a single filing is unfolded.
    pub fn add(&mut self, mut entries: Vec<Entry>) {
        let is_first = self.entries.is_empty();
        let first = self.entries.len();
        for it in &mut entries {
            self.library.add(&it.take_stems());
        }
        self.forest.add(entries.iter().map(|it| it.department().to_owned()));
        self.forest.take_shapes(first, entries.iter().map(|it| it.head().shape));
        self.entries.extend(entries);
        self.known.extend(first..self.entries.len());
        (first..self.entries.len()).for_each(|entry| self.recount(entry));
        self.seek.filings_came();
        if self.filter().is_some() {
            (first..self.entries.len()).for_each(|entry| self.refilter(entry));
        }
        if is_first && let Some(entry) = self.entries.first() {
            self.forest.fold_to(0, 3, entry.filing());
            self.view.cursor = self.forest.spot_at(0).unwrap_or(Spot::Row { entry: 0, row: 0 });
        }
    }

    /// Takes note that loading is complete: a single filing is opened down to its indicators.
    pub fn loaded(&mut self) {
        self.loading = None;
        if let [entry] = self.entries.as_slice() {
            self.forest.fold_to(0, 6, entry.filing());
        }
    }

    /// Takes note of a saved filing.
    pub fn saved(&mut self, entry: usize, save_to: PathBuf, stamp: crate::store::Stamp) {
        if let Some(it) = self.entries.get_mut(entry) {
            let content = crate::journal::content(it.filing());
            it.saved(save_to, stamp);
            self.known.push(entry);
            self.newer.remove(&entry);
            self.recount(entry);
            self.note(entry, crate::journal::Record::Saved { content });
        }
    }

    /// Takes a filing as it was read again in the place of the one that was opened before.
    pub fn reloaded(&mut self, entry: usize, new: Entry) {
        let place = self.node().and_then(Node::place).unwrap_or(crate::model::Place::Filing);
        let places = self.places_by_name(entry);
        let Some(it) = self.entries.get_mut(entry) else { return };
        *it = new;
        self.known.push(entry);
        self.newer.remove(&entry);
        self.recount(entry);
        let Some(it) = self.entries.get_mut(entry) else { return };
        self.library.change(entry, &it.take_stems());
        self.forest.rows_changed(entry, it.filing());
        self.forget_selection(entry);
        self.outbox.push(recover::Note::GivenUp { entry });
        self.seek.reloaded(entry);
        self.refilter(entry);
        if self.entry_idx() == Some(entry) {
            self.go_to_place(entry, place);
        }
        if let Some(places) = places {
            self.return_by_name(entry, &places);
        }
    }

    /// Filings whose files were read or written since the last time.
    pub fn take_known(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.known)
    }

    /// The filing that the cursor is in.
    pub fn entry_idx(&self) -> Option<usize> {
        match self.view.cursor {
            Spot::Group(group) => self.forest.group(group)?.entries.first().copied(),
            Spot::Row { entry, .. } => (entry < self.entries.len()).then_some(entry),
        }
    }

    /// The filing that the cursor is in.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.entry_idx()?)
    }

    /// What the selected row shows; `None` on a department's row.
    pub fn node(&self) -> Option<Node> {
        self.node_at(self.view.cursor)
    }

    /// What a row shows; `None` on a department's row.
    pub fn node_at(&self, spot: Spot) -> Option<Node> {
        match spot {
            Spot::Group(_) => None,
            Spot::Row { row: 0, .. } => Some(Node::Filing),
            Spot::Row { .. } => self.forest.row(spot).map(|row| row.node),
        }
    }
}
