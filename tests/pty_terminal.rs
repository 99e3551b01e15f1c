//! The terminal is taken over and given back on every way out, in a real pseudo-terminal.
//!
//! The child is this test program itself: [`child`] plays the workbench when `ROLE` is set.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "support/pty.rs"]
mod pty;

use std::env;
use std::fmt::Write;
use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;
use pty::{Ended, Terminal};
use ratatui::text::Text;
use tianbao::keymap::spell;
use tianbao::term::{Event, Events, Guard, Screen, Waker};

const ROLE: &str = "TIANBAO_TEST_ROLE";

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
                Event::Width(columns) => write!(log, "宽{columns}").unwrap(),
                Event::Focus => log.push_str("回来"),
                Event::Mouse(it) => write!(log, "鼠标{it:?}").unwrap(),
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

/// Starts the child and waits until it has drawn.
fn start() -> Terminal {
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["child", "--exact", "--nocapture", "--test-threads=1"]);
    command.env(ROLE, "1");
    let terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("就绪");
    assert!(terminal.is_held(), "the terminal was not taken over");
    terminal
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut terminal = start();
    terminal.send("j指\x1b[15~\x01");
    for key in ["j", "指", "<f5>", "<c-a>"] {
        terminal.wait_for(key);
    }
    terminal.send("q");
    let Ended { code, text: shown } = terminal.end();
    assert_eq!(code, 0);
    assert!(!shown.contains("就绪"), "the screen was not restored:\n{shown}");
}

#[test]
fn a_panic_is_readable_on_the_restored_screen() {
    let mut terminal = start();
    terminal.send("p");
    let Ended { code, text: shown } = terminal.end();
    assert_eq!(code, 101);
    assert!(shown.contains("按键处理出错") && shown.contains("pty_terminal.rs"), "{shown}");
}

#[test]
fn a_panic_of_a_worker_waits_for_the_end() {
    let mut terminal = start();
    terminal.send("t");
    terminal.wait_for("线程已出错");
    assert!(terminal.is_held() && !terminal.text().contains("读取文件出错"));
    terminal.send("q");
    let Ended { code, text: shown } = terminal.end();
    assert_eq!(code, 0);
    assert!(shown.contains("读取文件出错"), "{shown}");
}

#[test]
fn signals_end_with_their_codes() {
    for (signal, expected) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let terminal = start();
        terminal.signal(signal);
        assert_eq!(terminal.end().code, expected, "{signal}");
    }
}

#[test]
fn a_closed_window_ends_the_child() {
    assert!([1, 129].contains(&start().close_window("j")));
}

#[test]
fn stopping_lends_the_terminal_to_the_shell() {
    for stop in ["key", "-TSTP"] {
        let mut terminal = start();
        if stop == "key" {
            terminal.send("\x1a");
        } else {
            terminal.signal(stop);
        }
        terminal.wait_for_stop();
        terminal.signal("-CONT");
        terminal.wait_until("the return", Terminal::is_held);
        terminal.send("j");
        terminal.wait_for("j");
        terminal.wait_for("就绪");
        terminal.send("q");
        assert_eq!(terminal.end().code, 0, "{stop}");
    }
}

#[test]
fn a_stop_from_outside_is_recovered_from() {
    let mut terminal = start();
    terminal.signal("-STOP");
    terminal.signal("-CONT");
    terminal.wait_for("继续");
    assert!(terminal.is_held());
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn pastes_sizes_and_wakes_arrive() {
    let mut terminal = start();
    terminal.send("\x1b[200~数量\r\n指标\x1b[201~");
    terminal.wait_for("粘贴\"数量\\n指标\"");
    terminal.send("w");
    terminal.wait_for("唤醒");
    terminal.resize(60, 24);
    terminal.wait_for("大小60x24");
    let long = "产出指标".repeat(2000);
    terminal.send(&format!("\x1b[200~{long}\x1b[201~z"));
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

/// As an input method or a paste without brackets sends it: more than one read holds, in one burst.
#[test]
fn a_flood_of_keys_is_read_to_its_end() {
    let mut terminal = start();
    terminal.send(&"汉".repeat(5000));
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn waiting_costs_nothing() {
    let mut terminal = start();
    let pid = terminal.pid();
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
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}
