//! What outlives a session: places, folds, marks, sizes, the theme; the mouse over ssh; the person's own editor. The real
//! program in a pseudo-terminal.
#![cfg(unix)]
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use desk::{Desk, play};
use pty::Terminal;

fn leave(mut terminal: Terminal) {
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn the_last_session_comes_back_without_a_path() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    assert!(terminal.text().contains("先记五个键"), "{}", terminal.text());
    // Any key does what it does and takes the hint away.
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), ("Ma", "a"), (":theme dark\r", "主题：dark")]);
    assert!(!terminal.text().contains("先记五个键"));
    play(&mut terminal, &[(">", "60%"), ("/职能2\r", "职能2 负责水质监测"), ("h", "▸ 职能2")]);
    leave(terminal);

    let mut again = desk.start_again();
    again.wait_for("▸ 职能2");
    assert!(!again.text().contains("先记五个键"), "{}", again.text());
    assert!(again.text().contains("清河市水务局 2025"));
    // The mark, the search and the border are there, too.
    play(
        &mut again,
        &[("'a", "≥ 12 公里"), ("gg", "表名"), ("/\u{10}", "/ 清淤"), ("\x1b", "浏览"), (">", "65%")],
    );
    play(&mut again, &[("gt", "high-contrast")]);
    let chosen = again.text().lines().find(|it| it.contains('✓') && it.contains("dark")).map(str::to_owned);
    assert!(chosen.is_some(), "{}", again.text());
    again.send("\x1b");
    again.wait_for_no("high-contrast");
    leave(again);
}

#[test]
fn a_session_is_kept_when_the_program_is_ended_from_outside() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里")]);
    let pid = terminal.pid().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert_eq!(terminal.end().code, 143);
    let again = desk.start_again();
    again.wait_for("≥ 12 公里");
    leave(again);
}

#[test]
fn a_torn_session_is_no_session() {
    for torn in ["version = 1\npaths = [\"", "version = 9\npaths = []", "不是会话"] {
        let desk = Desk::new();
        let file = desk.session_file();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, torn).unwrap();
        let terminal = desk.start();
        leave(terminal);
        assert!(fs::read_to_string(&file).unwrap().contains("水务局.toml"));
    }
}

#[test]
fn files_that_are_gone_leave_the_samples() {
    let desk = Desk::new();
    let terminal = desk.start();
    leave(terminal);
    fs::remove_file(desk.folder.path().join("水务局.toml")).unwrap();
    fs::remove_dir(desk.folder.path()).unwrap();
    let again = desk.start_again();
    again.wait_until("the samples", |it| !it.text().contains("清河市水务局") && it.text().contains("个指标"));
    leave(again);
}

#[test]
fn the_mouse_is_the_terminals_over_ssh_unless_asked_for() {
    let desk = Desk::new();
    for (is_remote, config, expected) in [
        (false, "", true),
        (true, "", false),
        (true, "[ui]\nmouse = true\n", true),
        (false, "[ui]\nmouse = false\n", false),
    ] {
        fs::create_dir_all(desk.home.path().join("tianbao")).unwrap();
        fs::write(desk.home.path().join("tianbao/config.toml"), config).unwrap();
        let mut command = desk.command();
        command.arg(desk.folder.path());
        if is_remote {
            command.env("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
        }
        let mut terminal = Terminal::start(command, 100, 30);
        terminal.wait_for("监测报告及时性");
        terminal.send("gg");
        terminal.wait_for("表名");
        // A click on the row of the second function, as a terminal reports it.
        let row = terminal.text().lines().position(|it| it.contains("职能2 负责")).unwrap() + 1;
        terminal.wait_until("the mouse", |it| it.has_mouse() == expected);
        if expected {
            terminal.send(&format!("\x1b[<0;12;{row}M\x1b[<0;12;{row}m"));
            terminal.wait_for("职能2 负责水质监测");
            terminal.wait_for("编号");
        }
        terminal.send("gm");
        terminal.wait_until("the other way", |it| it.has_mouse() != expected);
        leave(terminal);
    }
}

/// An editor that changes a text in a file, or the file as a shell command says.
fn editor(desk: &Desk, script: &str) -> String {
    let path = desk.home.path().join("编辑器.sh");
    fs::write(&path, format!("#!/bin/sh\nfile=\"$2\"\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}' -n", path.display())
}

fn start_with(desk: &Desk, editor: Option<&str>) -> Terminal {
    let mut command = desk.command();
    command.arg(desk.folder.path());
    command.env_remove("EDITOR");
    command.env_remove("VISUAL");
    if let Some(editor) = editor {
        command.env("VISUAL", editor);
    }
    let terminal = Terminal::start(command, 100, 30);
    terminal.wait_for("监测报告及时性");
    terminal
}

#[test]
fn an_unmodified_filing_is_edited_in_its_own_file() {
    let desk = Desk::new();
    let editor = editor(&desk, "sed -i 's/≥12公里/≥15公里/' \"$file\"");
    let mut terminal = start_with(&desk, Some(&editor));
    play(&mut terminal, &[("E", "≥15公里")]);
    assert!(terminal.is_held());
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥15公里\"\n");
    // It is a step like any other, saved already.
    play(&mut terminal, &[("u", "*已修改"), ("/清淤\r", "≥ 12 公里"), ("\x13", "已保存")]);
    assert_eq!(desk.saved(), "");
    play(&mut terminal, &[("\x12", "*已修改"), ("/清淤\r", "≥ 15 公里"), ("\x13", "已保存")]);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥15公里\"\n");
    leave(terminal);
}

#[test]
fn a_modified_filing_is_edited_as_a_copy_and_can_be_undone() {
    let desk = Desk::new();
    let editor = editor(&desk, "sed -i 's/≥20公里/≥25公里/' \"$file\"");
    let mut terminal = start_with(&desk, Some(&editor));
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥20公里\r", "*已修改"), ("E", "≥25公里")]);
    assert_eq!(desk.saved(), "");
    play(&mut terminal, &[("u", "≥ 20 公里"), ("\x12", "≥ 25 公里"), ("\x13", "已保存")]);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥25公里\"\n");
    leave(terminal);
}

#[test]
fn what_the_editor_broke_is_offered_again() {
    let desk = Desk::new();
    // Breaks the file the first time and mends it the second.
    let script = "if grep -q 坏 \"$file\"; then sed -i '/坏/d' \"$file\"; \
                  else sed -i '1i 坏 = ' \"$file\"; fi";
    let editor = editor(&desk, script);
    let mut terminal = start_with(&desk, Some(&editor));
    play(&mut terminal, &[("E", "改后的文件读不了")]);
    assert!(terminal.text().contains("第 1 行"), "{}", terminal.text());
    play(&mut terminal, &[("\r", "没有改动")]);
    assert_eq!(desk.saved(), "");
    leave(terminal);
}

#[test]
fn what_the_editor_broke_never_reaches_the_file() {
    let desk = Desk::new();
    let editor = editor(&desk, "sed -i '5s/.*/坏/' \"$file\"");
    let mut terminal = start_with(&desk, Some(&editor));
    play(&mut terminal, &[("E", "改后的文件读不了")]);
    assert_eq!(desk.saved(), "");
    // Given up: nothing of it is left, neither on the screen nor in the file.
    terminal.send("\x1b");
    terminal.wait_for_no("改后的文件读不了");
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里")]);
    assert!(!terminal.text().contains("*已修改"), "{}", terminal.text());
    assert_eq!(desk.saved(), "");
    leave(terminal);
}

#[test]
fn what_the_editor_wrote_over_a_file_that_has_changed_stays_unsaved() {
    let desk = Desk::new();
    let file = desk.folder.path().join("水务局.toml").display().to_string();
    let script = format!("sed -i 's/≥12公里/≥15公里/' \"$file\"\nsed -i 's/≥24次/≥36次/' '{file}'");
    let editor = editor(&desk, &script);
    let mut terminal = start_with(&desk, Some(&editor));
    play(&mut terminal, &[("E", "被别的程序改过，没有覆盖"), ("j", "*已修改"), ("/清淤\r", "≥ 15 公里")]);
    assert_eq!(desk.saved(), "-target = \"≥24次\"   # 每月两次\n+target = \"≥36次\"   # 每月两次\n");
    terminal.send(":q!\r");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn what_an_editor_has_changed_that_ended_with_an_error_is_taken_only_when_the_person_says_so() {
    for (answer, end) in [("t", "exit 1"), ("\x1b", "kill -KILL $$"), ("e", "exit 1"), ("killed", "exit 1")] {
        let desk = Desk::new();
        // Ends well the second time.
        let script = format!(
            "if grep -q ≥15公里 \"$file\"; then exit 0; fi\nsed -i 's/≥12公里/≥15公里/' \"$file\"\n{end}"
        );
        let editor = editor(&desk, &script);
        let mut terminal = start_with(&desk, Some(&editor));
        play(&mut terminal, &[("E", "外部编辑器出错结束"), ("", "改动了内容，要采用吗")]);
        match answer {
            // A step that no file has yet.
            "t" => {
                play(&mut terminal, &[(answer, "已采用"), ("/清淤\r", "≥ 15 公里")]);
                assert_eq!(desk.saved(), "");
                play(&mut terminal, &[("u/清淤\r", "≥ 12 公里")]);
            }
            // As after an editor that ended well the first time.
            "e" => {
                play(&mut terminal, &[(answer, "已采用"), ("/清淤\r", "≥ 15 公里")]);
                assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥15公里\"\n");
            }
            "\x1b" => {
                terminal.send(answer);
                terminal.wait_for_no("外部编辑器出错结束");
                play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥13公里\r", "*已修改")]);
                terminal.kill();
                terminal = desk.start_on(desk.folder.path());
                play(
                    &mut terminal,
                    &[
                        ("", "1 处修改"),
                        ("r", "已恢复"),
                        ("/清淤\r", "≥ 13 公里"),
                        (":problems\r", "filing.office_note"),
                    ],
                );
                assert!(!terminal.text().contains("外部编辑器"), "{}", terminal.text());
                terminal.send("\x1b");
                terminal.wait_for_no("filing.office_note");
                terminal.send(":q!\r");
                assert_eq!(terminal.end().code, 0);
                continue;
            }
            // Nobody has answered: it is named, and nothing is offered as a change of the person's own.
            _ => {
                terminal.kill();
                terminal = start_with(&desk, None);
                play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), (":problems\r", "没有采用")]);
                terminal.send("\x1b");
                terminal.wait_for_no("没有采用");
                assert_eq!(desk.saved(), "");
            }
        }
        leave(terminal);
    }
}

#[test]
fn without_an_editor_or_with_a_wrong_one_the_terminal_comes_back() {
    for (editor, expected) in [(None, "没有设置外部编辑器"), (Some("没有这个编辑器 -n"), "没有正常运行")]
    {
        let desk = Desk::new();
        let mut terminal = start_with(&desk, editor);
        play(&mut terminal, &[("E", expected)]);
        assert!(terminal.is_held());
        leave(terminal);
    }
}

#[test]
fn a_second_window_on_a_document_goes_on_from_the_file_that_the_first_has_saved() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/tab-half-year.txt");
    fs::copy(sample, folder.path().join("申报表.txt")).unwrap();
    for waits in [false, true] {
        let mut first = desk.start_on(folder.path());
        first.wait_for("云岭省档案馆 2025");
        let mut second = desk.start_on(folder.path());
        second.wait_for("云岭省档案馆 2025");
        play(&mut first, &[("/全员培训学时\r", "三级指标 全员培训学时"), ("i≥19学时\r", "*已修改")]);
        if waits {
            // Who wants to edit meanwhile is told to wait, and gets the file then.
            play(&mut second, &[("/全员培训学时\r", "三级指标 全员培训学时"), ("i", "另一个窗口正在修改")]);
        }
        play(&mut first, &[("\x13", "已保存")]);
        second.wait_for("另一个窗口已保存");
        // There it can be edited and saved on.
        play(&mut second, &[("/全员培训学时\r", "≥19学时"), ("i≥21学时\r", "*已修改"), ("\x13", "已保存")]);
        let saved = fs::read_to_string(folder.path().join("申报表.toml")).unwrap();
        assert!(saved.contains("≥21学时") && !saved.contains("≥19学时"), "{saved}");
        leave(first);
        leave(second);
        fs::remove_file(folder.path().join("申报表.toml")).unwrap();
    }
}

#[test]
fn a_filing_with_a_file_of_its_own_still_shows_the_lines_of_its_document() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("申报表.txt");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/tab-half-year.txt");
    fs::copy(sample, &document).unwrap();
    let mut first = desk.start_on(folder.path());
    first.wait_for("云岭省档案馆 2025");
    play(&mut first, &[("\x13", "已保存")]);
    leave(first);

    let mut again = desk.start_on(folder.path());
    again.wait_for("云岭省档案馆 2025");
    play(&mut again, &[("/全员培训学时\r", "三级指标 全员培训学时"), ("", "来源 申报表.txt:51")]);
    leave(again);
    // What says something else now is no source to compare with.
    fs::write(&document, "改过了").unwrap();
    let mut changed = desk.start_on(folder.path());
    changed.wait_for("云岭省档案馆 2025");
    play(
        &mut changed,
        &[
            ("/全员培训学时\r", "三级指标 全员培训学时"),
            ("s", ""),
            ("s", "看不到原文：申报表.txt 不在旁边，或内容已变"),
        ],
    );
    assert!(!changed.text().contains("改过了"));
    leave(changed);
}
