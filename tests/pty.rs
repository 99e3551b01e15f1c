//! The real program in a real pseudo-terminal: opening, editing, saving and leaving as a person does them.
//!
//! How the terminal itself is held is shown in `pty_terminal.rs`, and every command in `keys.rs`; here is what only
//! the whole program can show: files on the disk, exit codes, bursts, and that nothing is drawn without need.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use common::text_diff;
use desk::{Desk, FOLDERS, original, play};
use pty::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tianbao");

#[test]
fn a_folder_is_shown_as_a_tree() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    let shown = terminal.text();
    for expected in
        ["填报", "清河市水务局 2025", "5 个指标", "职能1 负责河道堤防管理", "≥24次", "检查", "浏览"]
    {
        assert!(shown.contains(expected), "no {expected} in\n{shown}");
    }
    terminal.send("q");
    let ended = terminal.end();
    assert_eq!((ended.code, ended.text.trim()), (0, ""));
}

#[test]
fn an_empty_folder_says_so() {
    let desk = Desk::new();
    let empty = tempfile::tempdir().unwrap();
    let mut terminal = desk.start_on(empty.path());
    terminal.wait_until("the empty workbench", |it| {
        let text = it.text();
        text.contains("没有可显示的绩效目标表") && !text.contains("正在读入")
    });
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_saved_target_changes_its_line_only_and_is_there_again() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(
        &mut terminal,
        &[
            ("/清淤\r", "≥ 12 公里"),
            ("i不少于十五公里", "不少于十五公里"),
            ("\r", "*已修改"),
            ("\x13", "已保存"),
        ],
    );
    terminal.wait_for_no("*已修改");
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"不少于十五公里\"\n");
    let left: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left, ["水务局.toml"]);

    let mut again = desk.start();
    assert!(again.text().contains("不少于十五公里"), "{}", again.text());
    again.send("q");
    assert_eq!(again.end().code, 0);
}

/// Types a new target and does not save it.
fn edit(terminal: &mut Terminal) {
    play(terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
}

#[test]
fn leaving_with_unsaved_edits_asks() {
    for (answer, saved) in [("n", ""), ("y", "-target = \"≥12公里\"\n+target = \"≥三十公里\"\n")] {
        let desk = Desk::new();
        let mut terminal = desk.start();
        edit(&mut terminal);
        play(&mut terminal, &[("q", "有 1 份未保存")]);
        terminal.send("\x1b");
        terminal.wait_for_no("有 1 份未保存");
        play(&mut terminal, &[("q", "有 1 份未保存")]);
        assert_eq!(desk.saved(), "");
        terminal.send(answer);
        assert_eq!(terminal.end().code, 0);
        assert_eq!(desk.saved(), saved);
    }
}

#[test]
fn a_window_may_change_its_size() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    terminal.resize(130, 36);
    terminal.wait_until("the wide screen", |it| {
        it.text().lines().any(|line| line.ends_with('┐') && wide(line) == 130)
    });
    terminal.resize(30, 8);
    terminal.wait_for("30×8");
    terminal.resize(80, 24);
    terminal.wait_until("the narrow screen", |it| {
        it.text().lines().any(|line| line.ends_with('┐') && wide(line) == 80)
    });
    terminal.wait_for("清河市水务局 2025");
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

fn wide(line: &str) -> usize {
    tianbao::text::width::width(line)
}

#[test]
fn signals_give_the_terminal_back_and_write_nothing() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129)] {
        let desk = Desk::new();
        let mut terminal = desk.start();
        edit(&mut terminal);
        terminal.send("i半句");
        terminal.wait_for("半句");
        terminal.signal(signal);
        assert_eq!(terminal.end().code, code, "{signal}");
        assert_eq!(desk.saved(), "", "{signal}");
    }
}

#[test]
fn stopping_and_going_on_keeps_everything() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    edit(&mut terminal);
    terminal.send("\x1a");
    terminal.wait_for_stop();
    assert!(!terminal.text().contains("清河市水务局"), "the screen of the shell is not there again");
    terminal.signal("-CONT");
    terminal.wait_until("the return", Terminal::is_held);
    terminal.wait_for("≥三十公里");
    terminal.wait_for("*已修改");
    terminal.send("\x13");
    terminal.wait_for("已保存");
    // At the start and on going on: our own stop needs no second taking over.
    assert_eq!(terminal.n_written("\x1b[?1049h"), 2);
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥三十公里\"\n");
}

#[test]
fn without_a_terminal_one_sentence_says_what_to_do() {
    let desk = Desk::new();
    for (lang, expected) in [("zh", "没有终端"), ("en", "there is no terminal")] {
        let mut command = Command::new(PROGRAM);
        command.arg(desk.folder.path()).args(["--lang", lang]).stdin(Stdio::null());
        for name in FOLDERS {
            command.env(name, desk.home.path());
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(output.stdout, b"");
        assert!(
            said.contains(expected) && said.contains("tianbao check") && said.lines().count() == 1,
            "{said}"
        );
    }
}

#[test]
fn a_paste_of_several_lines_is_one_line_of_a_field() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里")]);
    terminal.send("i\x1b[200~汛期前完成\r\n十五公里\n其中城区三公里\x1b[201~");
    // The cell in the tree is narrow; the pane shows the text in full.
    terminal.wait_for("汛期前完成 十五公里 其中");
    terminal.send("\r");
    terminal.wait_for("*已修改");
    terminal.send("\x13");
    terminal.wait_for("已保存");
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"汛期前完成 十五公里 其中城区三公里\"\n");
}

#[test]
fn a_burst_of_keys_loses_none() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里")]);
    let typed: String = (0..500).map(|n| ['汛', '期', 'a', '7', '，'][n % 5]).collect();
    terminal.send(&format!("i{typed}\r\x13"));
    terminal.wait_for("已保存");
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(desk.saved(), format!("-target = \"≥12公里\"\n+target = \"{typed}\"\n"));
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    // The answer to a key is drawn after everything that came with loading.
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里")]);
    let before = terminal.n_bytes_at_rest();
    thread::sleep(Duration::from_secs(2));
    assert_eq!(terminal.n_bytes(), before, "something was drawn while nothing happened");
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

/// The folder's only file with another target, as somebody else saves it meanwhile.
fn change_outside(desk: &Desk) {
    let text = desk.filing().replace("≥24次", "≥30次");
    fs::write(desk.folder.path().join("水务局.toml"), text).unwrap();
}

#[test]
fn a_file_changed_meanwhile_is_overwritten_or_read_again_as_the_person_says() {
    let changed = text_diff(&original(), &original().replace("≥24次", "≥30次"));
    // Answer, what must be shown then, what the file must hold.
    let cases = [
        ("\u{1b}", "已修改", changed.clone()),
        ("r", "已重新读入", changed),
        ("o", "已保存", text_diff(&original(), &original().replace("≥12公里", "≥15公里"))),
    ];
    for (answer, shown, saved) in cases {
        let desk = Desk::new();
        let mut terminal = desk.start();
        play(&mut terminal, &[("/清淤\r", "读作"), ("i≥15公里\r", "已修改")]);
        change_outside(&desk);
        play(&mut terminal, &[("\u{13}", "被别的程序改过"), (answer, shown)]);
        terminal.wait_for_no("被别的程序改过");
        assert_eq!(desk.saved(), saved, "after {answer:?}");
        terminal.send(":q!\r");
        assert_eq!(terminal.end().code, 0);
    }
}
