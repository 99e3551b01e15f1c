//! What a terminal shows of the bytes that it is sent, with characters of ambiguous width in one column or in two.
#![allow(dead_code, reason = "each test binary uses its part")]

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;
use unicode_width::UnicodeWidthChar;

/// A screen of cells; the second column of a wide character is an empty text.
pub struct Emulator {
    is_wide: bool,
    columns: usize,
    rows: Vec<Vec<String>>,
    at: (usize, usize),
    /// Characters that did not fit on their row: a terminal breaks the line, or draws half of them.
    pub n_cut: usize,
}

impl Emulator {
    /// An empty screen.
    pub fn new(columns: u16, rows: u16, is_wide: bool) -> Self {
        let columns = usize::from(columns);
        let rows = vec![vec![" ".to_owned(); columns]; rows.into()];
        Self { is_wide, columns, rows, at: (0, 0), n_cut: 0 }
    }

    /// Draws what changed from one frame to the next, through the very backend of the program.
    pub fn draw(&mut self, before: &Buffer, after: &Buffer) {
        let bytes = Shared::default();
        let mut backend = CrosstermBackend::new(bytes.clone());
        backend.draw(before.diff_iter(after)).unwrap();
        Backend::flush(&mut backend).unwrap();
        let bytes = bytes.0.borrow();
        self.take(std::str::from_utf8(&bytes).unwrap());
    }

    /// Takes text and escape sequences.
    fn take(&mut self, text: &str) {
        let mut rest = text.chars();
        while let Some(it) = rest.next() {
            if it != '\u{1b}' {
                self.put(it);
                continue;
            }
            assert_eq!(rest.next(), Some('['), "only CSI sequences are sent");
            let mut parameters = String::new();
            let end = loop {
                match rest.next().unwrap() {
                    it if it.is_ascii_alphabetic() => break it,
                    it => parameters.push(it),
                }
            };
            if end == 'H' {
                let (row, column) = parameters.split_once(';').unwrap();
                self.at = (row.parse::<usize>().unwrap() - 1, column.parse::<usize>().unwrap() - 1);
            }
        }
    }

    fn put(&mut self, it: char) {
        let columns = if self.is_wide { it.width_cjk() } else { it.width() }.unwrap_or(0);
        let (y, x) = self.at;
        let row = &mut self.rows[y];
        if columns == 0 {
            // Belongs to the character before.
            if let Some(cell) = row[..x].iter_mut().rev().find(|it| !it.is_empty()) {
                cell.push(it);
            }
            return;
        }
        if x + columns > self.columns {
            self.n_cut += 1;
            return;
        }
        // A character that loses a half is gone.
        if row[x].is_empty() {
            " ".clone_into(&mut row[x - 1]);
        }
        if x + columns < self.columns && row[x + columns].is_empty() {
            " ".clone_into(&mut row[x + columns]);
        }
        row[x] = it.to_string();
        for covered in &mut row[x + 1..x + columns] {
            covered.clear();
        }
        self.at.1 += columns;
    }

    /// The rows, each character at its column.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.rows.iter().map(|it| it.concat() + "\n").collect()
    }
}

/// Bytes that the backend writes and the emulator reads.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
