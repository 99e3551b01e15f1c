//! The floor: a ratatui program that does nothing but list rows. What nobody can be faster than.
//!
//! It draws as many rows as the screen has, out of a million that are made as they are shown, and answers every key by
//! one frame.
#![allow(clippy::unwrap_used, reason = "a bench")]

use ratatui::crossterm::event::{Event, KeyCode, KeyEventKind, read};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Block;

/// What it writes on its last row.
pub const MARK: &str = "floor-ready";

/// The keys that do something of their own here; every other goes down by one.
pub const KNOWN: &[&str] = &["\x1b[6~", "\x1b[F", "\x1b[H"];

/// Lists so many rows until `q` is typed.
pub fn run(n_rows: usize) {
    let mut terminal = ratatui::init();
    let (mut at, mut top) = (0_usize, 0_usize);
    loop {
        terminal
            .draw(|frame| {
                let area = frame.area();
                let height = usize::from(area.height.saturating_sub(3));
                top = top.clamp((at + 1).saturating_sub(height), at);
                frame.render_widget(Block::bordered().title("list"), area);
                let buffer = frame.buffer_mut();
                for (y, row) in (1..).zip(top..(top + height).min(n_rows)) {
                    let style = if row == at { Modifier::REVERSED } else { Modifier::empty() };
                    let text = format!("第{row}行  河道巡查次数  ≥{}次", row % 97);
                    buffer.set_string(2, y, text, Style::new().add_modifier(style));
                }
                buffer.set_string(0, area.height - 1, MARK, Style::new());
            })
            .unwrap();
        let Event::Key(key) = read().unwrap() else { continue };
        match key.code {
            _ if key.kind != KeyEventKind::Press => {}
            KeyCode::Char('q') => break,
            KeyCode::PageDown => at = (at + usize::from(terminal.size().unwrap().height)).min(n_rows - 1),
            KeyCode::End => at = n_rows - 1,
            KeyCode::Home => at = 0,
            _ => at = (at + 1) % n_rows,
        }
    }
    ratatui::restore();
}
