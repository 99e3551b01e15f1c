//! The terminal is taken over and given back on every way out, in a real pseudo-terminal.
//!
//! The child is this test program itself: [`child`] plays the workbench when `ROLE` is set.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::env;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::text::Text;
use tianbao::keymap::spell;
use tianbao::term::{Event, Events, Guard, Screen, Waker};

const ROLE: &str = "TIANBAO_TEST_ROLE";
const PATIENCE: Duration = Duration::from_secs(20);

/// Not a test by itself: shows every event on the screen and does what its keys say.
#[test]
fn child() {
    if env::var_os(ROLE).is_none() {
        return;
    }
    let mut events = Events::new().unwrap();
    let mut guard = Guard::enter().unwrap();
    let mut screen = Screen::open().unwrap();
    let waker = events.waker();
    let mut log = "就绪".to_owned();
    let mut exit = None;
    while exit.is_none() {
        screen.draw(|frame| frame.render_widget(Text::raw(log.as_str()), frame.area())).unwrap();
        let first = events.next(None);
        let burst: Vec<Event> =
            std::iter::once(first).chain(std::iter::from_fn(|| events.try_next())).collect();
        for event in burst {
            log.push('\n');
            match event {
                Event::Key(key) => match spell(&[key]).as_str() {
                    "q" => exit = Some(0),
                    "<c-z>" => suspend(&mut guard, &mut screen),
                    other => log.push_str(act(other, &waker)),
                },
                Event::Paste(text) => write!(log, "粘贴{text:?}").unwrap(),
                Event::Resize(columns, rows) => write!(log, "大小{columns}x{rows}").unwrap(),
                Event::Wake => log.push_str("唤醒"),
                Event::Terminate(code) => exit = Some(i32::from(code)),
                Event::Suspend => suspend(&mut guard, &mut screen),
                Event::Resume => {
                    guard.resume().unwrap();
                    screen.clear();
                    log.push_str("继续");
                }
            }
        }
    }
    drop(guard);
    std::process::exit(exit.unwrap_or(0));
}

fn act<'a>(key: &'a str, waker: &Waker) -> &'a str {
    let waker = waker.clone();
    match key {
        "p" => panic!("按键处理出错"),
        "t" => thread::spawn(|| panic!("读取文件出错")).join().unwrap_or("线程已出错"),
        "w" => thread::spawn(move || waker.wake()).join().map_or("", |()| "已唤醒"),
        other => other,
    }
}

fn suspend(guard: &mut Guard, screen: &mut Screen) {
    guard.suspend().unwrap();
    screen.clear();
}

/// The child in its terminal.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    screen: Arc<Mutex<vt100::Parser>>,
    reader: Option<thread::JoinHandle<()>>,
    is_closing: Arc<AtomicBool>,
}

impl Session {
    /// Starts the child and waits until it has drawn.
    fn start() -> Self {
        let pty = native_pty_system().openpty(size(80)).unwrap();
        let mut command = CommandBuilder::new(env::current_exe().unwrap());
        command.args(["child", "--exact", "--nocapture", "--test-threads=1"]);
        command.env(ROLE, "1");
        command.env("RUST_BACKTRACE", "0");
        let child = pty.slave.spawn_command(command).unwrap();
        let mut output = pty.master.try_clone_reader().unwrap();
        let screen =
            Arc::new(Mutex::new(vt100::Parser::new(NonZero::new(24).unwrap(), NonZero::new(80).unwrap(), 0)));
        let drawn = Arc::clone(&screen);
        let is_closing = Arc::new(AtomicBool::new(false));
        let closing = Arc::clone(&is_closing);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The reader holds the window open, so it must let go before a window can be closed.
            while !closing.load(Ordering::SeqCst)
                && let Ok(n @ 1..) = output.read(&mut bytes)
            {
                drawn.lock().unwrap().process(bytes.get(..n).unwrap());
            }
        });
        let keyboard = Some(pty.master.take_writer().unwrap());
        let session =
            Self { child, master: Some(pty.master), keyboard, screen, reader: Some(reader), is_closing };
        session.wait_for("就绪");
        assert!(session.is_held(), "the terminal was not taken over");
        session
    }

    fn send(&mut self, bytes: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(bytes.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Alternate screen, pasting in brackets, no cursor, raw: what is the child's now.
    fn modes(&self) -> [bool; 4] {
        let is_raw = self.is_raw();
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        [screen.alternate_screen(), screen.bracketed_paste(), screen.hide_cursor(), is_raw]
    }

    fn is_held(&self) -> bool {
        self.modes() == [true; 4]
    }

    fn is_given_back(&self) -> bool {
        self.modes() == [false; 4]
    }

    /// Whether the terminal leaves lines and echo to the child.
    fn is_raw(&self) -> bool {
        let Some(name) = self.master.as_ref().and_then(|it| it.tty_name()) else { return false };
        let shell = format!("stty -a < '{}'", name.display());
        let output = Command::new("sh").args(["-c", &shell]).output().unwrap();
        let flags = String::from_utf8(output.stdout).unwrap();
        flags.contains("-icanon") && flags.contains("-echo ")
    }

    fn wait_until(&self, what: &str, is_true: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_true(self) {
            assert!(start.elapsed() < PATIENCE, "{what} never came; the screen is:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn wait_for(&self, text: &str) {
        self.wait_until(text, |it| it.text().contains(text));
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    fn wait_for_exit(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "the child does not end; the screen is:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits for the end; gives the exit code and what the terminal then shows, which must be given back.
    fn end(mut self) -> (u32, String) {
        let code = self.wait_for_exit();
        assert!(!self.is_raw(), "the terminal is still raw");
        self.keyboard = None;
        self.master = None;
        self.reader.take().unwrap().join().unwrap();
        assert!(self.is_given_back(), "left behind: {:?}", self.modes());
        (code, self.text())
    }
}

impl Drop for Session {
    /// A failed test must not leave its child behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn size(cols: u16) -> PtySize {
    PtySize { rows: 24, cols, pixel_width: 0, pixel_height: 0 }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = Session::start();
    session.send("j指\x1b[15~\x01");
    for key in ["j", "指", "<f5>", "<c-a>"] {
        session.wait_for(key);
    }
    session.send("q");
    let (code, shown) = session.end();
    assert_eq!(code, 0);
    assert!(!shown.contains("就绪"), "the screen was not restored:\n{shown}");
}

#[test]
fn a_panic_is_readable_on_the_restored_screen() {
    let mut session = Session::start();
    session.send("p");
    let (code, shown) = session.end();
    assert_eq!(code, 101);
    assert!(shown.contains("按键处理出错") && shown.contains("pty_terminal.rs"), "{shown}");
}

#[test]
fn a_panic_of_a_worker_waits_for_the_end() {
    let mut session = Session::start();
    session.send("t");
    session.wait_for("线程已出错");
    assert!(session.is_held() && !session.text().contains("读取文件出错"));
    session.send("q");
    let (code, shown) = session.end();
    assert_eq!(code, 0);
    assert!(shown.contains("读取文件出错"), "{shown}");
}

#[test]
fn signals_end_with_their_codes() {
    for (signal, expected) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let session = Session::start();
        session.signal(signal);
        assert_eq!(session.end().0, expected, "{signal}");
    }
}

#[test]
fn a_closed_window_ends_the_child() {
    let mut session = Session::start();
    session.is_closing.store(true, Ordering::SeqCst);
    session.send("j");
    session.reader.take().unwrap().join().unwrap();
    session.keyboard = None;
    session.master = None;
    assert!([1, 129].contains(&session.wait_for_exit()));
}

#[test]
fn stopping_lends_the_terminal_to_the_shell() {
    for stop in ["key", "-TSTP"] {
        let mut session = Session::start();
        if stop == "key" {
            session.send("\x1a");
        } else {
            session.signal(stop);
        }
        session.wait_until("the stop", Session::is_given_back);
        session.signal("-CONT");
        session.wait_until("the return", Session::is_held);
        session.send("j");
        session.wait_for("j");
        session.wait_for("就绪");
        assert!(!session.text().contains("继续"), "our own stop needs no resume");
        session.send("q");
        assert_eq!(session.end().0, 0, "{stop}");
    }
}

#[test]
fn a_stop_from_outside_is_recovered_from() {
    let mut session = Session::start();
    session.signal("-STOP");
    session.signal("-CONT");
    session.wait_for("继续");
    assert!(session.is_held());
    session.send("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn pastes_sizes_and_wakes_arrive() {
    let mut session = Session::start();
    session.send("\x1b[200~数量\r\n指标\x1b[201~");
    session.wait_for("粘贴\"数量\\n指标\"");
    session.send("w");
    session.wait_for("唤醒");
    session.master.as_ref().unwrap().resize(size(60)).unwrap();
    session.wait_for("大小60x24");
    let long = "产出指标".repeat(2000);
    session.send(&format!("\x1b[200~{long}\x1b[201~z"));
    session.send("q");
    assert_eq!(session.end().0, 0);
}

/// As an input method or a paste without brackets sends it: more than one read holds, in one burst.
#[test]
fn a_flood_of_keys_is_read_to_its_end() {
    let mut session = Session::start();
    session.send(&"汉".repeat(5000));
    session.send("q");
    assert_eq!(session.end().0, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn waiting_costs_nothing() {
    let mut session = Session::start();
    let pid = session.child.process_id().unwrap();
    // Every sleep is a voluntary switch, so no new one means that nothing woke up.
    let n_switches = || -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        tasks
            .map(|it| std::fs::read_to_string(it.unwrap().path().join("status")).unwrap())
            .filter_map(|it| {
                it.lines().find_map(|line| {
                    line.strip_prefix("voluntary_ctxt_switches:")?.trim().parse::<u64>().ok()
                })
            })
            .sum()
    };
    thread::sleep(Duration::from_millis(300));
    let before = n_switches();
    thread::sleep(Duration::from_secs(2));
    assert_eq!(n_switches(), before, "something woke up while nothing happened");
    session.send("q");
    assert_eq!(session.end().0, 0);
}
