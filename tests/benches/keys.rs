//! A keystroke to its frame with a million indicators loaded, beside the same key in an empty ratatui program:
//! `cargo bench --bench keys`.
//!
//! Both are whole processes in pseudo-terminals of 120×40. A key is stamped when it is written, its frame when the
//! last byte has come (none for 5 ms more). The two take turns key by key, so that both see the same machine; only
//! ratios count. On a machine that others use, too, the p99 is theirs: so the processor time that the thread spends on
//! the key stands beside it, where the system tells (Linux). `TIANBAO_BENCH_FILINGS` sets how many filings (20,000 hold a million indicators),
//! `TIANBAO_BENCH_FOLDER` keeps them for another run, `TIANBAO_BENCH_KEYS` sets how many of each key.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench"
)]

mod corpus;
#[path = "floor/mod.rs"]
mod floor;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// A frame has ended when nothing has come for so long.
const REST: Duration = Duration::from_millis(5);

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// The floor's rows: what a tree of a million indicators unfolds to.
const FLOOR_ROWS: usize = 1_000_000;

/// What is measured: a name, keys that lead there, the keys to measure in turn, keys that lead back.
const JOBS: &[(&str, &str, &[&str], &str)] = &[
    ("down", "\x1b[H", &["j"], "\x1b"),
    ("page down", "\x1b[H", &["\x1b[6~"], "\x1b"),
    ("end, home", "", &["\x1b[F", "\x1b[H"], "\x1b"),
    ("down, all unfolded", "zR\x1b[H", &["j"], "\x1b"),
    ("end, home, all unfolded", "", &["\x1b[F", "\x1b[H"], "\x1b"),
    ("fold all, unfold all (2nd key)", "", &["zM", "zR"], "zM\x1b[H"),
    ("undo, redo", "zR\x1b[Hf满意度\ri≥91%\r", &["u", "\x12"], "\x1b"),
    ("typing in a target", "i", &["9", "5", "%", "\x7f", "\x7f", "\x7f"], "\x1b"),
    ("filter on, off", "zM\x1b[H", &["F满意度\r", "gF"], "\x1b"),
    ("search as typed", "", &["/满意度", "\x1b"], "\x1b"),
    ("next match", "/满意度\r", &["n"], "\x1b"),
];

fn main() {
    if std::env::args().any(|it| it == "--floor") {
        floor::run(FLOOR_ROWS);
        return;
    }
    let number = |name: &str, usual| std::env::var(name).map_or(usual, |it| it.parse().unwrap());
    let (n_filings, n_keys) = (number("TIANBAO_BENCH_FILINGS", 20_000), number("TIANBAO_BENCH_KEYS", 200));
    let temporary = tempfile::TempDir::new().unwrap();
    let folder =
        std::env::var("TIANBAO_BENCH_FOLDER").map_or(temporary.path().join("filings"), PathBuf::from);
    if !folder.exists() {
        corpus::write(&folder, n_filings);
    }
    let mut floor = Program::floor();
    let mut ours = Program::ours(&folder, temporary.path());
    println!("{}; {n_keys} of each key, a floor key and one of ours in turn", ours.loaded);
    println!(
        "{:32} {:>18} {:>18} {:>13} {:>18} {:>18}   goal 1.50 / 2.00",
        "key", "floor median/p99", "ours median/p99", "ratios", "floor processor", "ours processor"
    );
    for (name, before, keys, after) in JOBS {
        ours.prepare(before);
        let (mut floors, mut own, mut floors_cpu, mut own_cpu) = (vec![], vec![], vec![], vec![]);
        for at in 0..n_keys {
            // Of several keys the last one's frame is measured; those before it only lead to it.
            let typed = tokens(keys[at % keys.len()]);
            let (key, lead) = typed.split_last().unwrap();
            let before = floor.processor();
            floors.push(floor.frame(if floor::KNOWN.contains(key) { key } else { "j" }));
            floors_cpu.push(floor.processor() - before);
            ours.prepare(&lead.concat());
            let before = ours.processor();
            own.push(ours.frame(key));
            own_cpu.push(ours.processor() - before);
        }
        ours.prepare(after);
        let (floors, own) = (Spread::of(floors), Spread::of(own));
        let (floors_cpu, own_cpu) = (Spread::of(floors_cpu), Spread::of(own_cpu));
        let (median, p99) = (own.median / floors.median, own.p99 / floors.p99);
        println!(
            "{name:32} {floors:>18} {own:>18} {:>13} {floors_cpu:>18} {own_cpu:>18}   {}",
            format!("{median:.2} / {p99:.2}"),
            if median <= 1.5 && p99 <= 2.0 { "met" } else { "not met" }
        );
    }
    floor.leave("q");
    ours.leave(":q!\r");
}

/// Single keys: characters, and what a terminal sends for others.
fn tokens(keys: &str) -> Vec<&str> {
    let (mut left, mut tokens) = (keys, Vec::new());
    while let Some(first) = left.chars().next() {
        let end = match left.strip_prefix("\x1b[") {
            Some(rest) => 2 + rest.find(|it: char| it.is_ascii_alphabetic() || it == '~').unwrap() + 1,
            None => first.len_utf8(),
        };
        let (token, rest) = left.split_at(end);
        tokens.push(token);
        left = rest;
    }
    tokens
}

/// A program in a pseudo-terminal.
struct Program {
    child: Box<dyn Child + Send + Sync>,
    /// The terminal lives as long as this does.
    _master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    /// What its first line says once all is loaded.
    loaded: String,
}

impl Program {
    fn floor() -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.arg("--floor");
        let mut it = Self::start(command);
        it.wait_for(|screen| screen.contains(floor::MARK));
        it
    }

    fn ours(folder: &Path, home: &Path) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tianbao"));
        command.args(["--no-config", "--lang", "zh"]);
        command.arg(folder);
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home);
        }
        let since = Instant::now();
        let mut it = Self::start(command);
        let screen = it.wait_for(|screen| screen.contains("个指标"));
        let line = screen.lines().next().unwrap_or_default().trim().to_owned();
        it.loaded = format!("{line}, loaded and checked in {:.1} s", since.elapsed().as_secs_f64());
        it
    }

    fn start(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut chunk = vec![0_u8; 65_536];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if sender.send((Instant::now(), chunk[..n].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self { child, _master: pair.master, keyboard, output, loaded: String::new() }
    }

    /// Waits until the screen says something; gives the screen.
    fn wait_for(&mut self, is_there: impl Fn(&str) -> bool) -> String {
        let mut parser = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        loop {
            let (_, bytes) = self.output.recv_timeout(Duration::from_secs(300)).expect("it never came");
            parser.process(&bytes);
            let screen = parser.screen().contents();
            if is_there(&screen) {
                return screen;
            }
        }
    }

    /// Types keys that are not measured, and waits until their work is done: longer than between two looks at work that
    /// is left over.
    fn prepare(&mut self, keys: &str) {
        for key in tokens(keys) {
            self.keyboard.write_all(key.as_bytes()).unwrap();
            self.settle(4 * REST);
        }
        if !keys.is_empty() {
            self.settle(Duration::from_millis(150));
        }
    }

    fn settle(&mut self, rest: Duration) {
        while self.output.recv_timeout(rest).is_ok() {}
    }

    /// From the write of a key to the last byte of the frame that answers it, in milliseconds.
    fn frame(&mut self, key: &str) -> f64 {
        self.settle(REST);
        let since = Instant::now();
        self.keyboard.write_all(key.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        // A key that changes nothing on the screen is answered by nothing: that would measure the wait.
        let (mut last, _) = self.output.recv_timeout(Duration::from_secs(10)).expect("no frame");
        loop {
            match self.output.recv_timeout(REST) {
                Ok((at, _)) => last = at,
                Err(RecvTimeoutError::Timeout) => return last.duration_since(since).as_secs_f64() * 1e3,
                Err(RecvTimeoutError::Disconnected) => panic!("the program ended"),
            }
        }
    }

    /// Milliseconds that the program's first thread has spent on a processor; 0 where the system does not tell.
    fn processor(&self) -> f64 {
        let id = self.child.process_id().unwrap_or_default();
        let told = std::fs::read_to_string(format!("/proc/{id}/task/{id}/schedstat")).unwrap_or_default();
        told.split(' ').next().and_then(|it| it.parse::<f64>().ok()).unwrap_or_default() / 1e6
    }

    fn leave(mut self, keys: &str) {
        self.prepare(keys);
        self.child.wait().unwrap();
    }
}

struct Spread {
    median: f64,
    p99: f64,
}

impl Spread {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self { median: times[times.len() / 2], p99: times[(times.len() * 99 / 100).min(times.len() - 1)] }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{:.2} / {:.2} ms", self.median, self.p99))
    }
}
