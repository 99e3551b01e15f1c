//! A program in a pseudo-terminal: keys go in as bytes, and a terminal emulator shows what it draws.
//!
//! Nothing here waits a fixed time: a test waits for something to be true, and fails with the screen where it does
//! not become true in good time.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "tests"
)]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long something may take on a busy machine before the test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often is looked whether it is true by now.
const STEP: Duration = Duration::from_millis(10);

/// A program in its terminal.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    shown: Arc<Mutex<Shown>>,
    reader: Option<thread::JoinHandle<()>>,
    is_closing: Arc<AtomicBool>,
}

/// What the program has written: as bytes, and as a terminal shows it.
struct Shown {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

/// A program that has ended and given its terminal back.
pub struct Ended {
    /// Its exit code.
    pub code: u32,
    /// What the terminal shows then.
    pub text: String,
}

impl Terminal {
    /// Starts a program in a terminal of so many columns and rows.
    pub fn start(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        let output = pty.master.try_clone_reader().unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let shown = Arc::new(Mutex::new(Shown { parser, bytes: Vec::new() }));
        let is_closing = Arc::new(AtomicBool::new(false));
        let reader = thread::spawn({
            let (shown, is_closing) = (Arc::clone(&shown), Arc::clone(&is_closing));
            move || read_into(&shown, output, &is_closing)
        });
        let keyboard = Some(pty.master.take_writer().unwrap());
        Self { child, master: Some(pty.master), keyboard, shown, reader: Some(reader), is_closing }
    }

    /// Types bytes, as a terminal would send them.
    pub fn send(&mut self, bytes: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(bytes.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    /// What the screen shows.
    pub fn text(&self) -> String {
        self.shown.lock().unwrap().parser.screen().contents()
    }

    /// How many bytes the program has written so far.
    pub fn n_bytes(&self) -> usize {
        self.shown.lock().unwrap().bytes.len()
    }

    /// The same once the program sleeps: a frame is one write, yet it may arrive in parts.
    pub fn n_bytes_at_rest(&self) -> usize {
        let mut n_bytes = self.n_bytes();
        let mut since = Instant::now();
        let start = since;
        while since.elapsed() < Duration::from_millis(300) {
            assert!(start.elapsed() < PATIENCE, "the program never stops drawing");
            thread::sleep(STEP);
            if self.n_bytes() != n_bytes {
                (n_bytes, since) = (self.n_bytes(), Instant::now());
            }
        }
        n_bytes
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Alternate screen, pasting in brackets, no cursor, raw: what is the program's now.
    fn modes(&self) -> [bool; 4] {
        let is_raw = self.is_raw();
        let shown = self.shown.lock().unwrap();
        let screen = shown.parser.screen();
        [screen.alternate_screen(), screen.bracketed_paste(), screen.hide_cursor(), is_raw]
    }

    /// Whether the terminal is the program's: its own screen, raw keys, pasting in brackets. The cursor may show.
    pub fn is_held(&self) -> bool {
        let [screen, paste, _, raw] = self.modes();
        screen && paste && raw
    }

    /// Whether the terminal reports the mouse to the program.
    pub fn has_mouse(&self) -> bool {
        let shown = self.shown.lock().unwrap();
        shown.parser.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
    }

    /// Whether the terminal is as it was before the program.
    pub fn is_given_back(&self) -> bool {
        self.modes() == [false; 4]
    }

    /// Whether the terminal leaves lines and echo to the program.
    fn is_raw(&self) -> bool {
        let Some(name) = self.master.as_ref().and_then(|it| it.tty_name()) else { return false };
        let shell = format!("stty -a < '{}'", name.display());
        let output = Command::new("sh").args(["-c", &shell]).output().unwrap();
        let flags = String::from_utf8(output.stdout).unwrap();
        flags.contains("-icanon") && flags.contains("-echo ")
    }

    /// Waits until the program is stopped and its terminal given back. Giving back alone comes a moment before the
    /// stop, and a SIGCONT in between would be lost.
    pub fn wait_for_stop(&self) {
        self.wait_until("the terminal given back", Self::is_given_back);
        self.wait_until("the stop", Self::is_stopped);
    }

    fn is_stopped(&self) -> bool {
        // Linux tells it in a file; other systems have `ps`.
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).unwrap_or_else(|_| {
            let output = Command::new("ps").args(["-o", "stat=", "-p", &self.pid().to_string()]).output();
            String::from_utf8(output.unwrap().stdout).unwrap()
        });
        stat.rsplit(')').next().unwrap_or_default().trim().starts_with('T')
    }

    /// How often the program has written these bytes so far.
    pub fn n_written(&self, bytes: &str) -> usize {
        String::from_utf8_lossy(&self.shown.lock().unwrap().bytes).matches(bytes).count()
    }

    /// Waits until something is true; `what` names it where it does not become so.
    pub fn wait_until(&self, what: &str, is_true: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_true(self) {
            assert!(start.elapsed() < PATIENCE, "{what} never came; the screen is:\n{}", self.text());
            thread::sleep(STEP);
        }
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |it| it.text().contains(text));
    }

    /// Waits until the screen no longer shows a text.
    pub fn wait_for_no(&self, text: &str) {
        self.wait_until(&format!("a screen without {text}"), |it| !it.text().contains(text));
    }

    /// Sends a signal, such as `-TERM`.
    pub fn signal(&self, name: &str) {
        // The shell has its own `kill`; a program of that name is not everywhere.
        let kill = format!("kill {name} {}", self.pid());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Gives the window another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.shown.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    }

    /// Closes the window while the program runs; `last` is typed first. Gives the exit code.
    pub fn close_window(mut self, last: &str) -> u32 {
        // The reader holds the window open and must let go first; it looks once more has come.
        self.is_closing.store(true, Ordering::SeqCst);
        self.send(last);
        self.reader.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.master = None;
        self.wait_for_exit()
    }

    fn wait_for_exit(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end; the screen is:\n{}", self.text());
            thread::sleep(STEP);
        }
    }

    /// Ends the program at once, as a crash or a power cut does, and waits until it is gone.
    pub fn kill(mut self) {
        self.signal("-KILL");
        self.wait_for_exit();
    }

    /// Waits for the end, which must give the terminal back: in its settings, in what it shows, and in the very
    /// bytes, for an emulator knows only some of the modes.
    pub fn end(mut self) -> Ended {
        let code = self.wait_for_exit();
        assert!(!self.is_raw(), "the terminal is still raw");
        self.keyboard = None;
        self.master = None;
        self.reader.take().unwrap().join().unwrap();
        assert!(self.is_given_back(), "left behind: {:?}", self.modes());
        let shown = self.shown.lock().unwrap();
        let left_on = modes_left_on(&String::from_utf8_lossy(&shown.bytes));
        assert!(left_on.is_empty(), "modes left on: {left_on:?}");
        Ended { code, text: shown.parser.screen().contents() }
    }
}

impl Drop for Terminal {
    /// A failed test must not leave its child behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn read_into(shown: &Mutex<Shown>, mut output: Box<dyn Read + Send>, is_closing: &AtomicBool) {
    let mut bytes = [0; 4096];
    while !is_closing.load(Ordering::SeqCst)
        && let Ok(n @ 1..) = output.read(&mut bytes)
    {
        let read = bytes.get(..n).unwrap();
        let mut shown = shown.lock().unwrap();
        shown.parser.process(read);
        shown.bytes.extend_from_slice(read);
    }
}

/// The private modes that these bytes switch on without switching them off again, or the other way round for the
/// two that are on by themselves: line wrap (7) and the cursor (25).
fn modes_left_on(bytes: &str) -> Vec<u32> {
    let mut modes = BTreeMap::new();
    for sequence in bytes.split("\x1b[?").skip(1) {
        let numbers: String = sequence.chars().take_while(|it| it.is_ascii_digit() || *it == ';').collect();
        let is_on = match sequence.chars().nth(numbers.len()) {
            Some('h') => true,
            Some('l') => false,
            _ => continue,
        };
        for number in numbers.split(';').filter_map(|it| it.parse().ok()) {
            modes.insert(number, is_on);
        }
    }
    modes
        .into_iter()
        .filter(|(number, is_on)| *is_on != matches!(number, 7 | 25))
        .map(|(number, _)| number)
        .collect()
}

fn cells(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
