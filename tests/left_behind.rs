//! What crashed sessions leave behind where nothing is as it was: forms that no file has yet, documents of one name,
//! files that are empty or broken, another workbench that goes on, journals that cannot be read.
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

const DOCUMENT: &str = "项目支出绩效目标申报表\n（2025年度）\n项目名称：河道清淤\n主管部门：DEPARTMENT\n\
    一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 清淤长度 ≥12公里\n产出指标 质量指标 验收合格率 ≥95%\n";

fn journals(desk: &Desk, ending: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(desk.home.path().join("tianbao/journal")) else { return Vec::new() };
    files.map(|it| it.unwrap().path()).filter(|it| it.to_string_lossy().ends_with(ending)).collect()
}

/// Waits until a journal has this text.
fn wait_for_journal(desk: &Desk, terminal: &Terminal, text: &str) {
    terminal.wait_until(text, |_| {
        journals(desk, ".journal").iter().any(|it| fs::read_to_string(it).is_ok_and(|it| it.contains(text)))
    });
}

/// A session that committed a target in the desk's filing and was killed.
fn crashed() -> Desk {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
    wait_for_journal(&desk, &terminal, "≥三十公里");
    terminal.kill();
    desk
}

#[test]
fn a_form_that_no_file_has_yet_comes_back() {
    let desk = Desk::new();
    let begin = ":new-filing k88 清河市水利厅 2026\r";
    let mut terminal = desk.start_on(desk.folder.path());
    play(&mut terminal, &[("", "水务局"), (begin, "清河市水利厅 2026")]);
    play(&mut terminal, &[("]e", "三级指标"), ("i有所改善\r", "有所改善")]);
    wait_for_journal(&desk, &terminal, "有所改善");
    terminal.kill();
    // The same form begun anew while the other is undecided has a journal of its own.
    let mut terminal = desk.start_on(desk.folder.path());
    play(&mut terminal, &[("", "上次有未保存的修改"), ("\x1b", "还在，:recover")]);
    play(&mut terminal, &[(begin, "清河市水利厅"), ("]e", "三级指标"), ("i另一份\r\x1b", "另一份")]);
    wait_for_journal(&desk, &terminal, "另一份");
    play(&mut terminal, &[(":recover\r", "上次有未保存的修改")]);
    play(&mut terminal, &[("r", "已恢复"), ("\x13", "已保存")]);
    let saved = fs::read_to_string(desk.folder.path().join("清河市水利厅-2026.toml")).unwrap();
    assert!(saved.contains("有所改善"), "{saved}");
    terminal.send("q");
    terminal.wait_for("有 1 份未保存");
    terminal.send("n");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn documents_of_one_name_keep_their_changes_apart() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    for (file, department) in [("申报.txt", "清河市水务局"), ("申报.md", "临湖县文化馆")] {
        fs::write(folder.join(file), DOCUMENT.replace("DEPARTMENT", department)).unwrap();
    }
    fs::write(folder.join("批复.txt"), DOCUMENT.replace("DEPARTMENT", "青山区教育局")).unwrap();
    fs::copy(folder.join("水务局.toml"), folder.join("批复.toml")).unwrap();
    let mut terminal = desk.start_on(folder);
    play(&mut terminal, &[("", "水务局")]);
    for (department, target) in [("文化馆", "≥31公里"), ("教育局", "≥32公里"), ("文化馆", "≥33公里")]
    {
        let keys = format!("f{department}\r");
        play(&mut terminal, &[(&keys, department), ("/清淤长度\r", "清淤长度")]);
        play(&mut terminal, &[(&format!("i{target}\r"), target)]);
        wait_for_journal(&desk, &terminal, target);
    }
    terminal.kill();
    let mut terminal = desk.start_on(folder);
    play(&mut terminal, &[("", "上次有未保存的修改"), ("R", "已恢复"), (":wa\r", "已保存")]);
    terminal.send("q");
    terminal.end();
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let all = ["申报-txt.toml", "申报-md.toml", "批复-txt.toml", "申报.toml", "批复.toml"].map(read);
    assert!(all.concat().contains("≥33公里") && all.concat().contains("≥32公里"), "{all:#?}");
    assert!(!read("批复.toml").contains("≥32公里"), "the filing beside is another one");
}

#[test]
fn changes_of_a_file_that_is_empty_or_broken_now_are_offered() {
    for broken in ["", "<<<<<<< 甲\n[filing]\ntitle = 1\n"] {
        let desk = crashed();
        fs::write(desk.folder.path().join("水务局.toml"), broken).unwrap();
        let mut terminal = desk.start_on(desk.folder.path());
        play(&mut terminal, &[("", "上次有未保存的修改"), ("", "文件里已不是绩效目标表"), ("r", "已恢复")]);
        assert_eq!(desk.filing(), broken, "nothing is written unasked");
        play(&mut terminal, &[("\x13", "水务局.toml"), ("o", "已保存")]);
        assert!(desk.filing().contains("≥三十公里") && desk.filing().contains("≥90%"), "{}", desk.filing());
        terminal.send("q");
        assert_eq!(terminal.end().code, 0);
    }
}

#[test]
fn a_workbench_that_goes_on_after_another_crashed_says_what_was_left() {
    let desk = Desk::new();
    let mut second = desk.start();
    let mut first = desk.start();
    play(&mut first, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
    wait_for_journal(&desk, &first, "≥三十公里");
    first.kill();
    // Refused before anything can be typed, and the cursor stays.
    play(&mut second, &[("/清淤\r", "≥ 12 公里"), ("i", "请先用 :recover"), ("k", "≥ 24 次")]);
    play(&mut second, &[(":recover\r", "上次有未保存的修改"), ("r", "已恢复"), ("\x13", "已保存")]);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥三十公里\"\n");
    second.send("q");
    assert_eq!(second.end().code, 0);
}

/// A field was open before the other workbench began: no letter of what is typed on becomes a command.
#[test]
fn a_field_that_was_begun_stays_open_while_another_workbench_edits_and_is_taken_afterwards() {
    let desk = Desk::new();
    let mut second = desk.start();
    let mut first = desk.start();
    play(&mut second, &[("/清淤\r", "≥ 12 公里"), ("i", "编辑")]);
    play(&mut first, &[("/巡查\r", "≥ 24 次"), ("i≥36次", "≥36次")]);
    wait_for_journal(&desk, &first, "≥36次");
    play(
        &mut second,
        &[("8", "打的字留在这里"), ("8qq", "88qq"), ("\r", "打的字留在这里"), ("公里", "88qq公里")],
    );
    play(&mut first, &[("\r", "*已修改"), ("\x13", "已保存")]);
    play(&mut second, &[("", "按 Enter 采用打的字"), ("\r", "保存时可以合并")]);
    wait_for_journal(&desk, &second, "88qq公里");
    play(&mut second, &[("\x13", "合并双方修改"), ("m", "已与"), ("\x13", "已保存")]);
    assert!(desk.filing().contains("≥36次") && desk.filing().contains("88qq公里"), "{}", desk.saved());
    for mut it in [first, second] {
        it.send("q");
        assert_eq!(it.end().code, 0);
    }
}

#[test]
fn who_gives_up_a_field_leaves_the_journal_to_the_other_workbench_without_complaint() {
    let desk = Desk::new();
    let mut second = desk.start();
    let mut first = desk.start();
    play(&mut second, &[("/清淤\r", "≥ 12 公里"), ("i", "编辑")]);
    play(&mut first, &[("/巡查\r", "≥ 24 次"), ("i≥36次", "≥36次")]);
    wait_for_journal(&desk, &first, "≥36次");
    play(&mut second, &[("8", "打的字留在这里")]);
    first.send("\x1b");
    first.wait_for_no("≥36次");
    wait_for_journal(&desk, &first, "\"Typed\"");
    second.send("8");
    wait_for_journal(&desk, &second, "\"88\"");
    // By then the first has looked whether the disk has its lines.
    std::thread::sleep(std::time::Duration::from_millis(800));
    assert!(!first.text().contains("无法在"), "{}", first.text());
    play(&mut second, &[("\r", "*已修改")]);
    first.kill();
    second.kill();
}

#[test]
fn a_field_stays_open_where_the_other_workbench_has_crashed_meanwhile() {
    let desk = Desk::new();
    let mut second = desk.start();
    let mut first = desk.start();
    play(&mut second, &[("/清淤\r", "≥ 12 公里"), ("i", "编辑")]);
    play(&mut first, &[("/巡查\r", "≥ 24 次"), ("i≥36次\r", "*已修改")]);
    wait_for_journal(&desk, &first, "≥36次");
    first.kill();
    play(&mut second, &[("8q", "打的字不能采用"), ("\r", "打的字不能采用"), ("公里", "8q公里")]);
    play(&mut second, &[("\x1b", "请先用 :recover"), (":recover\r", "上次有未保存的修改")]);
    play(&mut second, &[("r", "已恢复"), ("\x13", "已保存"), ("q", "")]);
    assert_eq!(second.end().code, 0);
    assert!(desk.filing().contains("≥36次") && !desk.filing().contains("8q公里"), "{}", desk.saved());
}

#[test]
fn a_workbench_knows_the_other_whichever_way_leads_to_the_file() {
    let desk = Desk::new();
    let link = desk.home.path().join("链接");
    std::os::unix::fs::symlink(desk.folder.path(), &link).unwrap();
    let mut first = desk.start();
    let mut second = desk.start_on(&link);
    play(&mut first, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
    play(&mut second, &[("", "水务局"), ("/清淤\r", "≥ 12 公里"), ("i", "另一个窗口正在修改")]);
    first.kill();
    second.kill();
    let mut third = desk.start_on(&link);
    play(&mut third, &[("", "上次有未保存的修改"), ("r", "已恢复"), ("\x13", "已保存")]);
    assert!(desk.filing().contains("≥三十公里"));
    third.send("q");
    assert_eq!(third.end().code, 0);
}

#[test]
fn a_journal_that_cannot_be_read_is_kept_and_told() {
    for damage in ["head", "version"] {
        let desk = crashed();
        let journal = journals(&desk, ".journal").remove(0);
        let mut bytes = fs::read(&journal).unwrap();
        match damage {
            "head" => bytes[20] ^= 1,
            _ => bytes = b"00000000 {\"version\":2}\n".to_vec(),
        }
        fs::write(&journal, &bytes).unwrap();
        let mut terminal = desk.start();
        play(&mut terminal, &[(":problems\r", "无法读取")]);
        terminal.send("\x1b");
        terminal.wait_for_no("无法读取");
        play(&mut terminal, &[("/清淤\r", "≥ 12 公里")]);
        play(&mut terminal, &[("i≥9公里\r", "*已修改"), ("\x13", "已保存")]);
        terminal.send("q");
        terminal.end();
        let kept = journals(&desk, ".unreadable");
        assert_eq!(fs::read(&kept[0]).unwrap(), bytes, "{damage}: as it was");
    }
}

/// What a file says of its targets, in order.
fn targets(path: &std::path::Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    tianbao::format::read(&text).filing.unwrap().indicators().map(|it| it.2.target.clone()).collect()
}

#[test]
fn after_saving_under_another_name_a_crash_brings_back_what_came_since() {
    // A row that was removed before; a step taken back after it.
    let removed = ("/清淤\rdd", "4 个指标", "/居民满意度\ri≥88%\r");
    let taken_back = ("/清淤\ri≥21公里\r", "*已修改", "u/居民满意度\ri≥88%\r");
    for (before, shown, after) in [removed, taken_back] {
        let desk = Desk::new();
        let other = desk.folder.path().join("另存.toml");
        let mut terminal = desk.start();
        play(&mut terminal, &[(before, shown), (&format!(":w {}\r", other.display()), "已保存")]);
        let saved = targets(&other);
        play(&mut terminal, &[(after, "≥88%")]);
        wait_for_journal(&desk, &terminal, "≥88%");
        terminal.kill();
        let mut terminal = desk.start_on(desk.folder.path());
        play(&mut terminal, &[("", "文件此后没有变过"), ("r", "已恢复"), ("\x13", "已保存")]);
        let now = targets(&other);
        let differing = saved.iter().zip(&now).filter(|(a, b)| a != b).count();
        assert_eq!(now.len(), saved.len());
        assert!(now.contains(&"≥88%".to_owned()), "{now:?}");
        assert_eq!(differing, if before.contains("dd") { 1 } else { 2 }, "{saved:?} {now:?}");
        if after.starts_with('u') {
            assert!(now.contains(&"≥12公里".to_owned()), "taken back: {now:?}");
        }
        terminal.send("q");
        assert_eq!(terminal.end().code, 0);
    }
}

/// Whichever is faster has the filing; the other is told, and has no change that stands in no journal.
#[test]
fn of_two_workbenches_that_begin_at_once_only_one_has_the_filing() {
    for round in 0..6 {
        let desk = Desk::new();
        let mut both = [desk.start(), desk.start()];
        play(&mut both[0], &[("/清淤\r", "≥ 12 公里")]);
        play(&mut both[1], &[("/巡查\r", "≥ 24 次")]);
        if round % 2 == 1 {
            // The fields are open, and nothing was typed yet.
            play(&mut both[0], &[("i", "编辑")]);
            play(&mut both[1], &[("i", "编辑")]);
        }
        let i = if round % 2 == 1 { "" } else { "i" };
        let typed = ["≥77公里", "≥88次"];
        for (it, text) in both.iter_mut().zip(typed) {
            it.send(&format!("{i}\u{1}{text}\r"));
        }
        for it in &mut both {
            it.wait_until("taken or told", |it| {
                let shown = it.text();
                shown.contains("*已修改") || shown.contains("另一个窗口") || shown.contains("打的字留在这里")
            });
        }
        std::thread::sleep(std::time::Duration::from_millis(1500));
        let has: Vec<bool> = both.iter().map(|it| it.text().contains("*已修改")).collect();
        for it in &both {
            assert!(!it.text().contains("无日志"), "round {round}: {}", it.text());
        }
        assert_eq!(
            has.iter().filter(|it| **it).count(),
            1,
            "round {round}: {}\n{}",
            both[0].text(),
            both[1].text()
        );
        for it in both {
            it.kill();
        }
        let mut next = desk.start_on(desk.folder.path());
        play(&mut next, &[("", "上次有未保存的修改"), ("R", "已恢复"), ("\x13", "已保存")]);
        for (has, text) in has.iter().zip(typed) {
            assert_eq!(desk.filing().contains(text), *has, "round {round}: {text}\n{}", desk.saved());
        }
        next.send("q");
        assert_eq!(next.end().code, 0);
    }
}

#[test]
fn two_workbenches_in_turn_lose_nothing_of_each_other() {
    let desk = Desk::new();
    let mut first = desk.start();
    let mut second = desk.start();
    play(&mut first, &[("/清淤\ri≥31公里\r", "*已修改"), ("\x13", "已保存")]);
    // The second goes on where the first has saved; the first knows, and does not write into what is the second's now.
    play(&mut second, &[("", "≥31公里"), ("/清淤\ri≥32公里\r", "*已修改")]);
    wait_for_journal(&desk, &second, "≥32公里");
    // Committed, not only typed.
    wait_for_journal(&desk, &second, "\"Make\"");
    play(&mut first, &[("i", "另一个窗口正在修改")]);
    play(&mut second, &[("\x13", "已保存")]);
    play(&mut first, &[("j", "≥32公里")]);
    play(&mut second, &[("/清淤\ri≥33公里\r", "*已修改")]);
    wait_for_journal(&desk, &second, "≥33公里");
    first.send("q");
    first.end();
    second.kill();
    let mut third = desk.start_on(desk.folder.path());
    play(&mut third, &[("", "上次有未保存的修改"), ("r", "已恢复"), ("\x13", "已保存")]);
    assert!(desk.filing().contains("≥33公里"), "{}", desk.saved());
    third.send("q");
    assert_eq!(third.end().code, 0);
}

#[test]
fn what_a_file_of_the_same_name_says_of_another_department_is_no_base_for_a_merge() {
    let desk = crashed();
    let other = desk.filing().replace("清河市水务局", "临湖县水务局");
    fs::write(desk.folder.path().join("水务局.toml"), &other).unwrap();
    let mut terminal = desk.start_on(desk.folder.path());
    play(&mut terminal, &[("", "上次有未保存的修改"), ("r", "已恢复成另一份")]);
    assert_eq!(desk.filing(), other);
    terminal.kill();
}

#[test]
fn a_journal_that_is_taken_away_is_begun_anew() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\ri≥31公里\r", "*已修改")]);
    wait_for_journal(&desk, &terminal, "≥31公里");
    fs::remove_file(journals(&desk, ".journal").remove(0)).unwrap();
    play(&mut terminal, &[("i≥32公里\r", "≥32公里")]);
    wait_for_journal(&desk, &terminal, "≥32公里");
    terminal.kill();
    let mut terminal = desk.start_on(desk.folder.path());
    play(&mut terminal, &[("", "2 处修改"), ("r", "已恢复"), ("\x13", "已保存"), ("q", "")]);
    assert_eq!(terminal.end().code, 0);
    assert!(desk.filing().contains("≥32公里"));
}

#[test]
fn changes_follow_a_folder_that_was_renamed() {
    let desk = crashed();
    let moved = desk.folder.path().join("二〇二六年");
    fs::create_dir(&moved).unwrap();
    fs::rename(desk.folder.path().join("水务局.toml"), moved.join("水务局.toml")).unwrap();
    // A copy beside it has the same name and content: nobody can tell which of the two was meant.
    let copied = desk.folder.path().join("备份");
    fs::create_dir(&copied).unwrap();
    fs::copy(moved.join("水务局.toml"), copied.join("水务局.toml")).unwrap();
    let mut terminal = desk.start_on(desk.folder.path());
    play(&mut terminal, &[("", "上次有未保存的修改"), ("\x1b", "还在，:recover"), ("q", "")]);
    assert_eq!(terminal.end().code, 0);
    fs::remove_dir_all(&copied).unwrap();
    let mut terminal = desk.start_on(&moved);
    play(&mut terminal, &[("", "上次有未保存的修改"), ("r", "已恢复"), ("\x13", "已保存"), ("q", "")]);
    assert_eq!(terminal.end().code, 0);
    assert!(fs::read_to_string(moved.join("水务局.toml")).unwrap().contains("≥三十公里"));
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 1);
    // It is decided: nothing is offered again, and the next key is a command.
    let mut terminal = desk.start_on(&moved);
    play(&mut terminal, &[("", "本行没有问题")]);
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

/// The workbench is killed, or its window closed, while the person's own editor is open and has saved.
#[test]
fn what_an_editor_has_saved_is_offered_though_the_workbench_ended_beside_it() {
    for (is_modified, end) in
        [(false, "kill -KILL $PPID"), (true, "kill -KILL $PPID"), (true, "kill -HUP $PPID; exit 1")]
    {
        let desk = Desk::new();
        let editor = desk.home.path().join("editor.sh");
        fs::write(&editor, format!("#!/bin/sh\nsed -i 's/≥100%/≥97%/' \"$1\"\n{end}\n")).unwrap();
        let mut command = desk.command();
        command.env("VISUAL", "");
        command.env("EDITOR", format!("sh {}", editor.display()));
        command.arg(desk.folder.path());
        let mut terminal = Terminal::start(command, 100, 30);
        terminal.wait_for("监测报告及时性");
        if is_modified {
            play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
            wait_for_journal(&desk, &terminal, "≥三十公里");
        }
        terminal.send("E");
        assert_ne!(terminal.end().code, 0, "{end}");
        assert_eq!(desk.saved(), "", "no file was written");
        let mut terminal = desk.start_on(desk.folder.path());
        play(&mut terminal, &[("", "上次有未保存的修改"), ("", "≥97%"), ("r", "已恢复"), ("\x13", "已保存")]);
        assert!(desk.filing().contains("≥97%") && !desk.filing().contains("≥100%"), "{end}");
        assert_eq!(desk.filing().contains("≥三十公里"), is_modified, "{end}");
        terminal.send("q");
        assert_eq!(terminal.end().code, 0);
    }
}
