//! The terminal is asked how wide ambiguous characters are: nothing waits for its answer, and the screen follows it.
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![cfg(unix)]

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

use desk::Desk;
use pty::Terminal;
use std::fs;

/// The question for the place of the cursor.
const ASKED: &str = "\x1b[6n";

fn leave(mut terminal: Terminal) -> String {
    terminal.send(":q!\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.text
}

#[test]
fn the_screen_follows_the_answer() {
    let desk = Desk::new();
    for (answer, border) in [("\x1b[1;3R", "+ 目录"), ("\x1b[1;2R", "┌ 目录")] {
        let mut terminal = desk.start();
        assert_eq!(terminal.n_written(ASKED), 1);
        assert!(terminal.text().contains("┌ 目录"), "{}", terminal.text());
        terminal.send(answer);
        terminal.wait_for(border);
        // Keys work as before, and the answer is none.
        terminal.send("/监测报告\r");
        terminal.wait_for(border);
        assert!(terminal.text().lines().any(|it| it.contains("监测报告及时性")), "{}", terminal.text());
        let log = leave(terminal);
        assert!(!log.contains("[1;"), "{log}");
    }
}

#[test]
fn an_answer_among_keys_is_noticed_and_no_key_is_lost() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    terminal.send("/监测\x1b[1;3R");
    terminal.wait_for("监测");
    // The answer came along with keys: the program asks once more, and looks when that answer comes alone.
    terminal.wait_until("a second question", |it| it.n_written(ASKED) >= 2);
    terminal.send("\x1b[9;9R");
    terminal.wait_for("+ 目录");
    leave_search(terminal);
}

fn leave_search(mut terminal: Terminal) {
    terminal.send("\r");
    leave(terminal);
}

#[test]
fn a_terminal_that_does_not_answer_is_not_waited_for() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    terminal.send("/监测报告\r");
    terminal.wait_for("┌ 目录");
    terminal.send("?");
    terminal.wait_for("帮助");
    terminal.send("\x1b");
    terminal.wait_for_no("┌ 帮助");
    leave(terminal);
}

#[test]
fn a_configuration_that_says_it_is_believed_and_nothing_asked() {
    let desk = Desk::new();
    let config = desk.home.path().join("我的.toml");
    for (text, border) in [
        ("ui.ambiguous_width = 2", "+ 目录"),
        ("ui.ambiguous_width = 1\nui.ascii = true", "+ 目录"),
        ("ui.ambiguous_width = 1", "┌ 目录"),
    ] {
        fs::write(&config, text).unwrap();
        let log = desk.home.path().join("记录.log");
        let args = ["--config", config.to_str().unwrap(), "--log", log.to_str().unwrap()];
        let terminal = desk.start_with(desk.folder.path(), &args);
        terminal.wait_for("监测报告及时性");
        terminal.wait_for(border);
        assert_eq!(terminal.n_written(ASKED), 0, "{text}");
        leave(terminal);
        let lines = fs::read_to_string(&log).unwrap();
        for expected in ["start", "version=", "columns=100", "found", "n_files=1", "end exit=0"] {
            assert!(lines.contains(expected), "lacks {expected}\n{lines}");
        }
        assert!(!lines.contains("监测报告"), "{lines}");
    }
}
