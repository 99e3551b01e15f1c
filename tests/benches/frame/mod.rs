//! Start to first frame of a whole process in a pseudo-terminal of 120×40, and the empty program to compare with.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench")]

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::time::{Duration, Instant};

/// What the floor program writes on its last row.
pub const FLOOR_MARK: &str = "floor-ready";

/// From the start of the process to the last byte of the frame that shows the mark, in milliseconds.
pub fn first_frame(command: CommandBuilder, mark: &str) -> f64 {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut seen, mut chunk) = (Vec::new(), vec![0_u8; 65_536]);
    // Wide characters are sent one by one with the cursor moved between them: they stand together on the screen only.
    let size_of = |n: u16| NonZero::new(n).unwrap();
    let mut screen = (!mark.is_ascii()).then(|| vt100::Parser::new(size_of(40), size_of(120), 0));
    let took = loop {
        let n = reader.read(&mut chunk).unwrap_or(0);
        assert!(n > 0, "the program ended before its first frame");
        let is_there = match &mut screen {
            Some(screen) => {
                screen.process(&chunk[..n]);
                screen.screen().contents().contains(mark)
            }
            None => {
                seen.extend_from_slice(&chunk[..n]);
                String::from_utf8_lossy(&seen).contains(mark)
            }
        };
        if is_there {
            break start.elapsed();
        }
        assert!(start.elapsed() < Duration::from_secs(60), "no frame");
    };
    pair.master.take_writer().unwrap().write_all(b"q").unwrap();
    child.wait().unwrap();
    took.as_secs_f64() * 1000.0
}

/// The floor: raw mode, one frame of a list, wait for a key. The list is empty, or the names of a folder's files.
pub fn floor(folder: Option<&Path>) {
    let names: Vec<String> = folder.into_iter().flat_map(names).collect();
    let mut terminal = ratatui::init();
    terminal
        .draw(|frame| {
            let area = frame.area();
            let items = names.iter().take(usize::from(area.height)).map(String::as_str);
            let list = ratatui::widgets::List::new(items);
            frame.render_widget(list.block(ratatui::widgets::Block::bordered().title("list")), area);
            frame.buffer_mut().set_string(0, area.height - 1, FLOOR_MARK, ratatui::style::Style::new());
        })
        .unwrap();
    while !matches!(ratatui::crossterm::event::read(), Ok(ratatui::crossterm::event::Event::Key(_))) {}
    ratatui::restore();
}

/// The names of all files below a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path().display().to_string());
            }
        }
    }
    found.sort();
    found
}
