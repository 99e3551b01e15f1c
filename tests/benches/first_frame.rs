//! Start to first frame, beside an empty ratatui program in the same run: `cargo bench --bench first_frame`.
//!
//! Both are whole processes in a pseudo-terminal of 120×40, started in turn. The frame is there when its footer (the
//! floor's last row) has been written. Medians and spread of 30 runs each; only the ratio counts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench"
)]

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::time::{Duration, Instant};

const RUNS: usize = 30;
/// What the floor program writes on its last row.
const FLOOR_MARK: &str = "floor-ready";

fn main() {
    if std::env::args().any(|it| it == "--floor") {
        floor();
        return;
    }
    let folder = tempfile::TempDir::new().unwrap();
    let samples = tianbao::store::samples();
    let one = samples.iter().find(|it| tianbao::format::is_filing(it.text)).unwrap();
    let file = folder.path().join("one.toml");
    std::fs::write(&file, one.text).unwrap();

    let me = std::env::current_exe().unwrap();
    let (mut floor, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut command = CommandBuilder::new(&me);
        command.arg("--floor");
        floor.push(first_frame(command, FLOOR_MARK));
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tianbao"));
        command.args(["--lang", "en", "--no-config"]);
        command.arg(&file);
        ours.push(first_frame(command, "NORMAL"));
    }
    let (floor, ours) = (Spread::of(floor), Spread::of(ours));
    println!("start to first frame, {RUNS} runs each, in turn");
    println!("  empty ratatui program  {floor}");
    println!("  tianbao, one filing    {ours}");
    println!("  ratio of medians       {:.2}", ours.median / floor.median);
}

/// From the start of the process to the last byte of its first frame, in milliseconds.
fn first_frame(command: CommandBuilder, mark: &str) -> f64 {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut seen, mut chunk) = (Vec::new(), vec![0_u8; 65_536]);
    let took = loop {
        let n = reader.read(&mut chunk).unwrap_or(0);
        assert!(n > 0, "the program ended before its first frame");
        seen.extend_from_slice(&chunk[..n]);
        if String::from_utf8_lossy(&seen).contains(mark) {
            break start.elapsed();
        }
        assert!(start.elapsed() < Duration::from_secs(10), "no frame");
    };
    pair.master.take_writer().unwrap().write_all(b"q").unwrap();
    child.wait().unwrap();
    took.as_secs_f64() * 1000.0
}

/// The floor: raw mode, one frame of an empty list, wait for a key.
fn floor() {
    let mut terminal = ratatui::init();
    terminal
        .draw(|frame| {
            let area = frame.area();
            frame.render_widget(ratatui::widgets::Block::bordered().title("list"), area);
            frame.buffer_mut().set_string(0, area.height - 1, FLOOR_MARK, ratatui::style::Style::new());
        })
        .unwrap();
    while !matches!(ratatui::crossterm::event::read(), Ok(ratatui::crossterm::event::Event::Key(_))) {}
    ratatui::restore();
}

struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self { median: times[times.len() / 2], least: times[0], most: times[times.len() - 1] }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:6.2} ms  ({:.2} to {:.2})", self.median, self.least, self.most)
    }
}
