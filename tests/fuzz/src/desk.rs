//! The workbench without a terminal for the fuzzer: files and journals are kept in memory, and what must hold after
//! every event and at the end is checked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tianbao::app::recover::Note;
use tianbao::app::{Confirm, Effect, Entry, Home, Spot, State};
use tianbao::format;
use tianbao::journal::{Base, Header, Journal, Record, Source, VERSION};
use tianbao::keymap::Keymap;
use tianbao::keymap::pointer::Pointer;
use tianbao::messages::Lang;
use tianbao::model::Filing;
use tianbao::store::Stamp;
use tianbao::{check, command, text, ui};

/// More characters than this in one cell are a flood that a terminal chokes on.
const MOST_IN_CELL: usize = 32;

/// The workbench on files in memory.
pub struct Desk {
    /// Its state.
    pub state: State,
    /// The files as they are "on the disk".
    files: BTreeMap<PathBuf, String>,
    /// What each filing said before its first step.
    starts: Vec<String>,
    /// The journals, by filing.
    journals: BTreeMap<usize, String>,
    size: (u16, u16),
}

impl Desk {
    /// Opens files, each given by its name and text.
    pub fn open(files: &[(&str, &str)]) -> Self {
        let (keymap, _) = Keymap::load(&command::ids(), None);
        let mut state = State::new(Lang::Zh, keymap);
        let files: BTreeMap<PathBuf, String> =
            files.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned())).collect();
        state.add(files.iter().filter_map(|(path, text)| entry(path, text)).collect());
        state.loaded();
        let mut desk = Self { state, files, starts: Vec::new(), journals: BTreeMap::new(), size: (80, 24) };
        desk.follow();
        desk
    }

    /// Presses a key.
    pub fn press(&mut self, key: tianbao::keymap::Key) {
        let effects = command::update(&mut self.state, key);
        self.carry_out(effects);
    }

    /// Does something with the mouse.
    pub fn point(&mut self, pointer: Pointer) {
        let effects = command::point(&mut self.state, pointer);
        self.carry_out(effects);
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        command::paste(&mut self.state, text);
        self.carry_out(Vec::new());
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.draw();
    }

    /// Somebody else writes the first file.
    pub fn change_outside(&mut self) {
        if let Some(text) = self.files.values_mut().next() {
            *text = text.replace("≥24次", "≥36次").replace("≥12公里", "≥40公里");
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        self.follow();
        for effect in effects {
            match effect {
                Effect::Save(entries) => {
                    for it in entries {
                        if let Some(path) = self.home(it) {
                            self.save(it, path, false);
                        }
                    }
                }
                Effect::SaveAs(it, path) if !self.files.contains_key(&path) => self.save(it, path, true),
                Effect::Overwrite(it) => {
                    if let Some(path) = self.home(it) {
                        self.save(it, path, true);
                    }
                }
                Effect::Reload(it) => {
                    if let Some(new) = self.read_again(it) {
                        self.state.reloaded(it, new);
                    }
                }
                Effect::Merge(it) => {
                    if let Some(theirs) = self.read_again(it) {
                        self.state.begin_merge(it, theirs);
                    }
                }
                // What leaves the program, or needs more of the world than two files, is not played.
                _ => {}
            }
            self.follow();
        }
        while self.state.work() {}
        self.draw();
    }

    fn home(&self, entry: usize) -> Option<PathBuf> {
        self.state.entries.get(entry)?.home.save_to.clone()
    }

    fn read_again(&self, at: usize) -> Option<Entry> {
        let path = self.home(at)?;
        entry(&path, self.files.get(&path)?)
    }

    fn save(&mut self, at: usize, path: PathBuf, is_forced: bool) {
        let Some(it) = self.state.entries.get(at) else { return };
        let content = tianbao::journal::content(it.filing());
        let known = it.home.stamp.as_ref().map(|it| it.hash.clone());
        let before = self.files.get(&path);
        let is_same = before.is_some_and(|it| Some(Stamp::of(it.as_bytes(), None).hash) == known);
        let text = match before {
            Some(before) if is_same => format::patch(before, it.rows(), it.filing()),
            Some(_) if !is_forced => {
                let changed = Confirm::Changed { entry: at, is_there: true };
                self.state.mode = changed.asked();
                return;
            }
            _ => format::write(it.filing()),
        };
        let again = format::read(&text).filing.unwrap_or_else(|| panic!("saved and not read again:\n{text}"));
        assert_eq!(format::write(&again), format::write(it.filing()), "saved and read again");
        if let Some(journal) = self.journals.get_mut(&at) {
            journal.push_str(&Record::Saving { content }.line());
        }
        let stamp = Stamp::of(text.as_bytes(), None);
        self.files.insert(path.clone(), text);
        self.state.saved(at, path, stamp);
    }

    /// Writes the journals, as the loop does, and takes note of new filings.
    fn follow(&mut self) {
        while let Some(it) = self.state.entries.get(self.starts.len()) {
            self.starts.push(format::write(&start(it)));
        }
        for note in self.state.take_notes() {
            match &note {
                Note::Record { entry, record } => {
                    let Some(it) = self.state.entries.get(*entry) else { continue };
                    let journal = self.journals.entry(*entry).or_insert_with(|| begun(it));
                    journal.push_str(&record.line());
                }
                Note::GivenUp { entry } | Note::Anew { entry, .. } => {
                    self.journals.remove(entry);
                    if let (Some(it), Some(place)) =
                        (self.state.entries.get(*entry), self.starts.get_mut(*entry))
                    {
                        *place = format::write(&start(it));
                        if let Note::Anew { records, .. } = &note {
                            let lines = records.iter().map(Record::line);
                            let journal = std::iter::once(begun(it)).chain(lines).collect();
                            self.journals.insert(*entry, journal);
                        }
                    }
                }
                Note::Adopt { .. } | Note::Drop { .. } => {}
            }
        }
    }

    /// Draws, and checks what must hold for every screen.
    fn draw(&mut self) {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        let drawn = text::width::with_ambiguous(self.state.glyphs.is_wide, || {
            ui::draw(&self.state, area, &mut buffer)
        });
        if let Some(cursor) = drawn.cursor {
            assert!(area.contains(cursor), "the cursor is at {cursor:?} of {area:?}");
        }
        drawn.tell(&mut self.state);
        for cell in buffer.content() {
            let symbol = cell.symbol();
            assert!(!symbol.chars().any(acts), "raw on the screen: {symbol:?}");
            assert!(symbol.chars().count() <= MOST_IN_CELL, "a flood in a cell: {symbol:?}");
        }
        self.check_selection();
    }

    /// The cursor is on a row that there is, and what is selected can be had.
    fn check_selection(&self) {
        if self.state.entries.is_empty() {
            return;
        }
        let forest = &self.state.forest;
        match self.state.view.cursor {
            Spot::Group(group) => assert!(forest.group(group).is_some(), "no group {group}"),
            Spot::Row { entry, row } => {
                let it = self.state.entries.get(entry).expect("the cursor's filing is there");
                let node = self.state.node().unwrap_or_else(|| panic!("nothing in row {row} of {entry}"));
                if let Some(place) = node.place() {
                    assert!(exists(it.filing(), place), "no {place:?}");
                }
            }
        }
    }

    /// What the session has written down.
    pub fn journals(&self) -> impl Iterator<Item = &str> {
        self.journals.values().map(String::as_str)
    }

    /// A crash now: every journal gives back what its filing says, and after it all steps can be taken back.
    pub fn end(mut self) {
        self.follow();
        for (at, journal) in &self.journals {
            let Some(it) = self.state.entries.get(*at) else { continue };
            let now = format::write(it.filing());
            let journal = Journal::parse(journal.as_bytes()).expect("a journal can be read");
            assert!(!journal.is_torn, "torn");
            let on_disk = it.home.save_to.as_ref().and_then(|path| self.files.get(path));
            let on_disk = on_disk.and_then(|text| format::read(text).filing);
            let is_made_here = on_disk.is_none();
            let restored = on_disk.and_then(|it| journal.restore(&it, None).ok()).or_else(|| journal.apart());
            let restored = restored.unwrap_or_else(|| panic!("{at}: nothing can be restored"));
            let what = if is_made_here { "restored without a file" } else { "restored" };
            assert_eq!(format::write(&restored.filing), now, "{what}");
        }
        for (it, at_start) in self.state.entries.iter_mut().zip(&self.starts) {
            let before = format::write(it.filing());
            let mut n_back = 0;
            while it.undo().is_some() {
                n_back += 1;
            }
            assert_eq!(&format::write(it.filing()), at_start, "after {n_back} steps back");
            for _ in 0..n_back {
                assert!(it.redo().is_some(), "a step cannot be made again");
            }
            while it.history().n_undone() > 0 && format::write(it.filing()) != before {
                it.redo();
            }
            assert_eq!(format::write(it.filing()), before, "made again");
        }
    }
}

/// Whether a character does something to a terminal or to its line instead of being seen.
pub fn acts(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn entry(path: &Path, text: &str) -> Option<Entry> {
    let filing = format::read(text).filing?;
    let findings = check::check(&filing);
    let stamp = Some(Stamp::of(text.as_bytes(), None));
    let home = Home { opened: path.to_owned(), save_to: Some(path.to_owned()), stamp, ..Home::default() };
    Some(Entry::new(filing, findings, home))
}

fn begun(entry: &Entry) -> String {
    let base = Base::Copy(format::write(&start(entry)));
    Header {
        version: VERSION,
        source: Source::File,
        file: "/表/填报.toml".to_owned(),
        session: "1".to_owned(),
        base,
    }
    .line()
}

/// The filing before its first step.
fn start(entry: &Entry) -> Filing {
    let (mut filing, mut history) = (entry.filing().clone(), entry.history().clone());
    while history.undo(&mut filing).is_some() {}
    filing
}

fn exists(filing: &Filing, place: tianbao::model::Place) -> bool {
    use tianbao::model::Place;
    match place {
        Place::Filing => true,
        Place::BudgetLine(idx) => idx < filing.budget.lines.len(),
        Place::Function(idx) => idx < filing.functions.len(),
        Place::Indicator(function, idx) => filing.indicator(function, idx).is_some(),
    }
}
