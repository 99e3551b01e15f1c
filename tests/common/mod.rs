//! The workbench without a terminal: keys go in as a person types them, the screen comes out as text, and what
//! would be written to a file is kept in memory.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::{Path, PathBuf};
use tianbao::app::{Effect, Entry, Home, State};
use tianbao::command;
use tianbao::format;
use tianbao::keymap::{self, Keymap};
use tianbao::messages::Lang;
use tianbao::store::LoadedFiling;
use tianbao::ui::{self, Drawn};

/// A workbench in memory.
pub struct Session {
    /// Its state.
    pub state: State,
    /// The files as they were opened or last saved: name and text.
    pub files: Vec<(PathBuf, String)>,
    /// Whether it was left.
    pub has_quit: bool,
    /// Every effect but saving and leaving, in order.
    pub effects: Vec<Effect>,
    size: (u16, u16),
}

impl Session {
    /// Opens filings, each given as the text of its TOML file.
    pub fn open(files: &[(&str, &str)]) -> Self {
        let (keymap, problems) = Keymap::load(&command::ids(), None);
        assert!(problems.is_empty(), "{problems:?}");
        let mut state = State::new(Lang::Zh, keymap);
        let mut kept = Vec::new();
        let mut entries = Vec::new();
        for (name, text) in files {
            let reading = format::read(text);
            let filing = reading.filing.unwrap_or_else(|| panic!("{name}: {:?}", reading.remarks));
            let findings = tianbao::check::check(&filing);
            let home =
                Home { opened: PathBuf::from(name), save_to: Some(PathBuf::from(name)), ..Home::default() };
            entries.push(Entry::new(filing, findings, home));
            kept.push((PathBuf::from(name), (*text).to_owned()));
        }
        state.add(entries);
        state.loaded();
        Self { state, files: kept, has_quit: false, effects: Vec::new(), size: (100, 30) }
    }

    /// Opens the bundled samples, as the workbench does when it is started with nothing to open.
    pub fn samples() -> Self {
        Self::open(&[]).with_samples()
    }

    /// The same with the bundled samples beside what is open.
    pub fn with_samples(mut self) -> Self {
        for loaded in tianbao::store::load_samples() {
            let opened = loaded.path;
            let entry = |it: LoadedFiling| {
                let findings = tianbao::check::check(&it.filing);
                let home = Home { opened: opened.clone(), document: it.document, ..Home::default() };
                Entry::new(it.filing, findings, home)
            };
            self.state.add(loaded.filings.into_iter().map(entry).collect());
        }
        self.state.loaded();
        self
    }

    /// The same on a screen of this size.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self.draw();
        self
    }

    /// The same in this language.
    pub fn lang(mut self, lang: Lang) -> Self {
        self.state.lang = lang;
        self
    }

    /// Types keys, such as `jjl<ret>≥95%<ret>`. Each is followed by a drawing, as a slow typist would see it.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let sequence = keymap::parse_sequence(keys).unwrap_or_else(|error| panic!("{keys}: {error:?}"));
        for key in sequence {
            self.key(key);
            self.draw();
        }
        self
    }

    /// Types one key without drawing, as in a burst.
    pub fn key(&mut self, key: keymap::Key) {
        for effect in command::update(&mut self.state, key) {
            self.carry_out(effect);
        }
        self.settle();
    }

    /// The window gets another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.draw();
    }

    /// Does something with the mouse.
    pub fn point(&mut self, pointer: tianbao::keymap::pointer::Pointer) -> &mut Self {
        for effect in command::point(&mut self.state, pointer) {
            self.carry_out(effect);
        }
        self.settle();
        self.draw();
        self
    }

    /// Does what the loop does while no key comes.
    fn settle(&mut self) {
        while self.state.work() {}
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        command::paste(&mut self.state, text);
        self.settle();
        self.draw();
        self
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Save(entries) => entries.into_iter().for_each(|it| {
                let path = self.state.entries[it].home.save_to.clone().unwrap();
                self.save(it, path);
            }),
            Effect::SaveAs(entry, path) => self.save(entry, path),
            Effect::Quit => self.has_quit = true,
            Effect::QuitIfSaved if self.state.modified().is_empty() => self.has_quit = true,
            Effect::QuitIfSaved => drop(command::ask_next_place(&mut self.state)),
            other => self.effects.push(other),
        }
    }

    fn save(&mut self, entry: usize, path: PathBuf) {
        let it = &self.state.entries[entry];
        let opened = it.home.save_to.clone();
        let original = self.files.iter().find(|(name, _)| Some(name) == opened.as_ref());
        let text = match original {
            Some((_, text)) => format::patch(text, it.rows(), it.filing()),
            None => format::write(it.filing()),
        };
        self.files.retain(|(name, _)| *name != path);
        self.files.push((path.clone(), text.clone()));
        self.state.saved(entry, path, tianbao::store::Stamp::of(text.as_bytes(), None));
    }

    /// The text of a file as it was last saved.
    pub fn file(&self, name: &str) -> &str {
        &self.files.iter().find(|(path, _)| path.to_str() == Some(name)).unwrap().1
    }

    fn draw(&mut self) -> (Buffer, Drawn) {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        let drawn = ui::draw(&self.state, area, &mut buffer);
        drawn.tell(&mut self.state);
        (buffer, drawn)
    }

    /// The screen as text.
    pub fn screen(&mut self) -> String {
        ui::screen::to_text(&self.draw().0)
    }

    /// The screen as cells.
    pub fn buffer(&mut self) -> Buffer {
        self.draw().0
    }

    /// Where the real cursor is.
    pub fn cursor(&mut self) -> Option<Position> {
        self.draw().1.cursor
    }

    /// The line of the screen that contains a text.
    pub fn line(&mut self, part: &str) -> String {
        let screen = self.screen();
        screen
            .lines()
            .find(|it| it.contains(part))
            .unwrap_or_else(|| panic!("no {part} in\n{screen}"))
            .to_owned()
    }
}

/// A folder of test data.
pub fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder)
}

/// The lines that differ between two texts, by their longest common subsequence: `-` gone, `+` new.
pub fn text_diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    // lengths[i][j]: the longest common subsequence of old[i..] and new[j..].
    let mut lengths = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] = if old[i] == new[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut diff) = (0, 0, String::new());
    let mut line = |sign: char, text: &str| {
        diff.push(sign);
        diff.push_str(text);
        if !text.ends_with('\n') {
            diff.push_str("\\ no newline\n");
        }
    };
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j < new.len() && (i == old.len() || lengths[i][j + 1] > lengths[i + 1][j]) {
            line('+', new[j]);
            j += 1;
        } else {
            line('-', old[i]);
            i += 1;
        }
    }
    diff
}
