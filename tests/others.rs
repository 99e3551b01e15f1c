//! What other programs do to the files of an open workbench, in the real program.
#![cfg(unix)]
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

use desk::{Desk, play};
use pty::Terminal;
use std::fs;
use std::path::PathBuf;

/// Coming back to the window, as a terminal tells it.
const FOCUS: &str = "\x1b[I";

fn file(desk: &Desk) -> PathBuf {
    desk.folder.path().join("水务局.toml")
}

/// Another program writes to the file in the way of editors: a new file with the old name.
fn replace(desk: &Desk, from: &str, to: &str) {
    let text = desk.filing();
    assert!(text.contains(from));
    let new = desk.folder.path().join(".水务局.swap");
    fs::write(&new, text.replace(from, to)).unwrap();
    fs::rename(new, file(desk)).unwrap();
}

fn leave(mut terminal: Terminal) {
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn an_unchanged_filing_follows_its_file_and_keeps_cursor_and_folds() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(
        &mut terminal,
        &[("/监测报告\r", "监测报告及时性"), ("/清淤\r", "≥ 12 公里"), ("gg", "清河市水务局")],
    );
    // The first function is folded, the cursor stands in the second.
    play(&mut terminal, &[("/堤防巡查\r", "≥ 24 次"), ("/监测报告\r", "三级指标 监测报告")]);
    replace(&desk, "≥12公里", "≥40公里");
    terminal.wait_for("已重新读入");
    terminal.wait_for("≥40公里");
    assert!(terminal.text().contains("三级指标 监测报告"), "{}", terminal.text());
    // Saving goes on from there.
    play(&mut terminal, &[("/清淤\ri≥41公里\r", "*已修改"), ("\x13", "已保存")]);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥41公里\"\n");
    leave(terminal);
}

#[test]
fn what_is_being_typed_is_not_disturbed() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\ri≥3", "≥3")]);
    replace(&desk, "≥24次", "≥36次");
    terminal.wait_for("!文件已变");
    terminal.send("0公里\r");
    terminal.wait_for("保存时可以合并");
    play(&mut terminal, &[("\x13", "合并双方修改"), ("m", "已与"), ("\x13", "已保存")]);
    assert!(desk.filing().contains("≥36次") && desk.filing().contains("≥30公里"), "{}", desk.saved());
    leave(terminal);
}

#[test]
fn a_changed_filing_keeps_its_changes_and_says_so() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\ri≥30公里\r", "*已修改")]);
    fs::write(file(&desk), desk.filing().replace("≥24次", "≥36次")).unwrap();
    terminal.wait_for("保存时可以合并");
    play(&mut terminal, &[("j", "!文件已变"), ("\x13", "合并双方修改"), ("m", "已与"), ("\x13", "已保存")]);
    terminal.wait_for_no("!文件已变");
    assert!(desk.filing().contains("≥36次") && desk.filing().contains("≥30公里"), "{}", desk.saved());
    leave(terminal);
}

#[test]
fn a_deleted_file_is_said_and_can_be_written_again() {
    let desk = Desk::new();
    let before = desk.filing();
    let mut terminal = desk.start();
    fs::remove_file(file(&desk)).unwrap();
    terminal.wait_for("已被删除或改名");
    play(&mut terminal, &[("j", "!文件已不在"), ("\x13", "o "), ("o", "已保存")]);
    terminal.wait_for_no("!文件已不在");
    assert!(desk.filing().contains("清淤长度"));
    // It comes back as somebody else has it.
    fs::remove_file(file(&desk)).unwrap();
    terminal.wait_for("已被删除或改名");
    fs::write(file(&desk), before).unwrap();
    terminal.wait_for("已重新读入");
    leave(terminal);
}

#[test]
fn a_folder_that_is_renamed_is_said_and_so_is_one_between() {
    for renamed in ["表", "表/二〇二六年", "表/二〇二六年/水利"] {
        let desk = Desk::new();
        let folder = desk.folder.path().join("表/二〇二六年/水利");
        fs::create_dir_all(&folder).unwrap();
        fs::rename(file(&desk), folder.join("水务局.toml")).unwrap();
        let mut terminal = desk.start_on(&desk.folder.path().join("表"));
        terminal.wait_for("监测报告及时性");
        play(&mut terminal, &[("/清淤\ri≥30公里\r", "*已修改")]);
        let (here, there) = (desk.folder.path().join(renamed), desk.folder.path().join("改了名"));
        fs::rename(&here, &there).unwrap();
        terminal.wait_for("已被删除或改名");
        play(&mut terminal, &[("j", "!文件已不在")]);
        // It comes back under its own name.
        fs::rename(&there, &here).unwrap();
        terminal.send(FOCUS);
        terminal.wait_for_no("!文件已不在");
        play(&mut terminal, &[("\x13", "已保存")]);
        assert!(fs::read_to_string(folder.join("水务局.toml")).unwrap().contains("≥30公里"), "{renamed}");
        leave(terminal);
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_never_written_into() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\ri≥30公里\r", "*已修改")]);
    fs::remove_file(file(&desk)).unwrap();
    fs::create_dir(file(&desk)).unwrap();
    terminal.wait_for("已被删除或改名");
    play(&mut terminal, &[("\x13", "现在是一个文件夹"), ("a", "另存为")]);
    play(&mut terminal, &[("\x01\x0b另一份.toml\r", "已保存")]);
    let saved = fs::read_to_string(file(&desk).with_file_name("另一份.toml")).unwrap();
    assert!(saved.contains("≥30公里"));
    assert_eq!(fs::read_dir(file(&desk)).unwrap().count(), 0);
    leave(terminal);
}

#[test]
fn links_that_lead_round_in_a_circle_are_said_and_another_place_is_offered() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\ri≥30公里\r", "*已修改")]);
    fs::remove_file(file(&desk)).unwrap();
    std::os::unix::fs::symlink("水务局.toml", file(&desk)).unwrap();
    play(&mut terminal, &[("\x13", "没有尽头"), ("a", "另存为"), ("\x01\x0b另一份.toml\r", "已保存")]);
    assert!(fs::read_to_string(file(&desk).with_file_name("另一份.toml")).unwrap().contains("≥30公里"));
    leave(terminal);
}

#[test]
fn what_is_no_filing_any_more_leaves_the_screen_as_it_is() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    fs::write(file(&desk), "不是表").unwrap();
    terminal.wait_for("读不成绩效目标表");
    play(
        &mut terminal,
        &[("/清淤\r", "≥ 12 公里"), ("i≥30公里\r", "*已修改"), ("\x13", "合并双方修改"), ("m", "已读不成")],
    );
    assert_eq!(desk.filing(), "不是表");
    terminal.send("q");
    terminal.wait_for("有 1 份未保存");
    terminal.send("n");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn coming_back_to_the_window_is_reason_to_look() {
    // Behind a link that is exchanged nothing happens in the watched folders.
    let desk = Desk::new();
    let elsewhere = tempfile::tempdir().unwrap();
    for (name, target) in [("一", "≥12公里"), ("二", "≥150公里")] {
        let folder = elsewhere.path().join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("水务局.toml"), desk.filing().replace("≥12公里", target)).unwrap();
    }
    let link = elsewhere.path().join("现行");
    std::os::unix::fs::symlink("一", &link).unwrap();
    let mut terminal = desk.start_on(&link);
    terminal.wait_for("监测报告及时性");
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("二", &link).unwrap();
    terminal.send(FOCUS);
    terminal.wait_for("已重新读入");
    terminal.wait_for("≥150公里");
    leave(terminal);
}

/// The document that a filing on the screen was imported from, which has no file of its own yet.
const DOCUMENT: &str = "项目支出绩效目标申报表\n（2025年度）\n项目名称：河道清淤\n主管部门：清河市水务局\n\
    一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 清淤长度 ≥12公里\n产出指标 质量指标 验收合格率 ≥95%\n";

/// A workbench on a document, and the document.
fn import(desk: &Desk) -> (Terminal, PathBuf) {
    fs::remove_file(file(desk)).unwrap();
    let document = desk.folder.path().join("清淤.txt");
    fs::write(&document, DOCUMENT).unwrap();
    let terminal = desk.start_on(desk.folder.path());
    terminal.wait_for("验收合格率");
    (terminal, document)
}

fn saved(desk: &Desk) -> String {
    fs::read_to_string(desk.folder.path().join("清淤.toml")).unwrap_or_default()
}

#[test]
fn an_unchanged_import_follows_its_document() {
    let desk = Desk::new();
    let (mut terminal, document) = import(&desk);
    fs::write(&document, DOCUMENT.replace("≥12公里", "≥40公里")).unwrap();
    terminal.wait_for("清淤.txt 被别的程序改过，已重新读入");
    play(&mut terminal, &[("/清淤\r", "≥ 40 公里"), (":w\r", "已保存")]);
    assert!(saved(&desk).contains("≥40公里"), "{}", saved(&desk));
    // From now on its own file counts.
    fs::write(&document, DOCUMENT.replace("≥12公里", "≥50公里")).unwrap();
    play(&mut terminal, &[(FOCUS, ""), ("i≥41公里\r", "*已修改"), ("\x13", "已保存")]);
    assert!(saved(&desk).contains("≥41公里"), "{}", saved(&desk));
    leave(terminal);
}

#[test]
fn changes_of_an_import_are_merged_into_what_its_document_says_now() {
    let desk = Desk::new();
    let (mut terminal, document) = import(&desk);
    play(&mut terminal, &[("/清淤长度\ri≥30公里\r", "*已修改")]);
    fs::write(&document, DOCUMENT.replace("≥95%", "≥98%")).unwrap();
    terminal.wait_for("清淤.txt 被别的程序改过；这里的修改还在");
    play(&mut terminal, &[("j", "!文件已变"), ("\x13", "清淤.txt 导入之后被改过"), ("\x1b", "")]);
    assert_eq!(saved(&desk), "", "nothing is saved before the answer");
    play(&mut terminal, &[("\x13", "合并到新内容"), ("m", "已与"), ("\x13", "已保存")]);
    assert!(saved(&desk).contains("≥98%") && saved(&desk).contains("≥30公里"), "{}", saved(&desk));
    assert_eq!(fs::read_to_string(&document).unwrap(), DOCUMENT.replace("≥95%", "≥98%"));
    leave(terminal);
}

#[test]
fn an_import_may_be_saved_as_it_was_or_be_taken_anew() {
    for (answer, says, target) in [("o", "已保存", "≥30公里"), ("r", "已重新读入", "≥12公里")]
    {
        let desk = Desk::new();
        let (mut terminal, document) = import(&desk);
        play(&mut terminal, &[("/清淤长度\ri≥30公里\r", "*已修改")]);
        fs::write(&document, DOCUMENT.replace("≥95%", "≥98%")).unwrap();
        play(&mut terminal, &[("\x13", "仍按这里的保存"), (answer, says)]);
        if answer == "r" {
            play(&mut terminal, &[(":w\r", "已保存")]);
        }
        let saved = saved(&desk);
        assert!(saved.contains(target) && saved.contains("≥98%") == (answer == "r"), "{answer}: {saved}");
        leave(terminal);
    }
}

#[test]
fn a_document_that_is_gone_is_said_and_its_import_can_be_saved() {
    let desk = Desk::new();
    let (mut terminal, document) = import(&desk);
    play(&mut terminal, &[("/清淤长度\ri≥30公里\r", "*已修改")]);
    fs::remove_file(&document).unwrap();
    terminal.wait_for("清淤.txt 已被删除或改名；导入的内容还在这里");
    play(&mut terminal, &[("\x13", "已保存")]);
    assert!(saved(&desk).contains("≥30公里"), "{}", saved(&desk));
    leave(terminal);
}

/// Two people with state folders of their own, on one folder: neither sees what the other has not saved.
#[test]
fn of_two_people_the_later_to_save_is_told_before_and_merges_in_either_order() {
    const FIRST: [&str; 3] = ["/堤防巡查次\r", "i≥36次\r", "≥36次"];
    const SECOND: [&str; 3] = ["/清淤\r", "i≥30公里\r", "≥30公里"];
    for is_turned in [false, true] {
        let desk = Desk::new();
        let other = Desk::new();
        let mut people = [desk.start(), other.start_on(desk.folder.path())];
        people[1].wait_for("监测报告及时性");
        for (terminal, [search, keys, _]) in people.iter_mut().zip([FIRST, SECOND]) {
            play(terminal, &[(search, "三级指标"), (keys, "*已修改")]);
        }
        let [first, second] = &mut people;
        let (sooner, later) = if is_turned { (second, first) } else { (first, second) };
        play(sooner, &[("\x13", "已保存")]);
        // Who has not saved is told without a key, and again when saving.
        play(later, &[("", "保存时可以合并"), ("j", "!文件已变"), ("\x13", "合并双方修改")]);
        play(later, &[("m", "已与"), ("\x13", "已保存")]);
        assert!(desk.filing().contains(FIRST[2]) && desk.filing().contains(SECOND[2]), "{}", desk.saved());
        // And whose file was merged into sees it.
        sooner.wait_for("已重新读入");
        for it in people {
            leave(it);
        }
    }
}
