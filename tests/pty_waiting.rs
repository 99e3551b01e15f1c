//! What takes long is told after a moment and stopped by Esc: loading, reading a file to compare with, an export,
//! saving many filings. The real program in a pseudo-terminal, with a `pdftotext` that does not come to an end, and
//! filings of thousands of rows.
#![cfg(unix)]
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "benches/corpus/mod.rs"]
#[allow(dead_code, reason = "only large filings are asked for")]
mod corpus;

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

use desk::{Desk, play};
use pty::Terminal;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A PDF in a folder of its own, and the workbench on these paths, which cannot read it in time.
fn start(desk: &Desk, paths: &[&Path]) -> Terminal {
    let tools = desk.home.path().join("tools");
    fs::create_dir_all(&tools).unwrap();
    let tool = tools.join("pdftotext");
    fs::write(&tool, "#!/bin/sh\nexec sleep 19\n").unwrap();
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = desk.command();
    let others = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{others}", tools.display()));
    command.args(paths);
    Terminal::start(command, 100, 30)
}

fn pdf(desk: &Desk) -> PathBuf {
    let file = desk.home.path().join("form.pdf");
    fs::write(&file, "%PDF-1.4\n").unwrap();
    file
}

fn leave(mut terminal: Terminal) {
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn loading_is_told_and_stopped() {
    let desk = Desk::new();
    // Files are shown in order of their paths: the PDF is the second.
    fs::write(desk.folder.path().join("附件.pdf"), "%PDF-1.4\n").unwrap();
    let mut terminal = start(&desk, &[desk.folder.path()]);
    terminal.wait_for("清河市水务局");
    terminal.wait_for("正在读入 1/2，Esc 停止");
    terminal.wait_for("Esc 停止读入");
    play(&mut terminal, &[("\x1b", "已停止读入：读了 1/2 个文件"), ("/清淤\r", "≥ 12 公里")]);
    assert!(!terminal.text().contains("正在读入"), "{}", terminal.text());
    // That something is missing stays.
    terminal.wait_for("未读完 1/2");
    terminal.send(":problems\r");
    terminal.wait_for("读了 1 个文件，共 2 个");
    terminal.send("\x1b");
    terminal.wait_for_no("读入时发现的问题");
    // What is left can be read after all.
    let left = desk.folder.path().join("附件.pdf");
    fs::remove_file(&left).unwrap();
    fs::write(&left, "这不是表格").unwrap();
    terminal.send(":read-on\r");
    terminal.wait_for_no("未读完");
    leave(terminal);
}

#[test]
fn a_comparison_is_told_and_stopped_and_keys_wait_for_it() {
    let desk = Desk::new();
    let mut terminal = start(&desk, &[desk.folder.path()]);
    terminal.wait_for("监测报告及时性");
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里")]);
    terminal.send(&format!(":diff {}\r", pdf(&desk).display()));
    terminal.wait_for("Esc 停止");
    // What is typed meanwhile is answered afterwards.
    terminal.send("k");
    terminal.send("\x1b");
    terminal.wait_for_no("Esc 停止");
    terminal.wait_for("≥ 24 次");
    leave(terminal);
}

/// Filings of so many rows in a folder, each with a row of its own that `/` finds.
fn large(desk: &Desk, n_filings: usize, n_rows: usize) {
    fs::remove_file(desk.folder.path().join("水务局.toml")).unwrap();
    for idx in 0..n_filings {
        let last = format!(
            "\n[[functions.indicators]]\nlevel1 = \"产出指标\"\nlevel2 = \"数量指标\"\nname = \"独有{idx}号\"\ntarget = \"≥12公里\"\n"
        );
        let text = corpus::filing_of(n_rows) + &last;
        fs::write(desk.folder.path().join(format!("大表{idx}.toml")), text).unwrap();
    }
}

#[test]
fn an_export_is_told_and_stopped_and_leaves_no_file() {
    let desk = Desk::new();
    large(&desk, 1, 10_000);
    let mut terminal = desk.start_on(desk.folder.path());
    terminal.wait_for("10,001 个指标");
    let file = desk.home.path().join("表.xlsx");
    terminal.send(&format!(":export {}\r", file.display()));
    terminal.wait_for("正在导出");
    terminal.send("\x1b");
    terminal.wait_for("已停止");
    assert!(!file.exists());
    leave(terminal);
}

#[test]
fn saving_all_is_told_and_stopped_between_two_filings() {
    const N: usize = 6;
    let desk = Desk::new();
    large(&desk, N, 2_000);
    let mut terminal = desk.start_on(desk.folder.path());
    terminal.wait_for("12,006 个指标");
    for idx in 0..N {
        play(&mut terminal, &[(&format!("/独有{idx}号\r"), "≥ 12 公里"), ("i≥15公里\r", "≥ 15 公里")]);
    }
    terminal.send(":wa\r");
    terminal.wait_for("正在保存");
    terminal.send("\x1b");
    terminal.wait_for("已停止：保存了");
    let is_saved = |idx: &usize| {
        let text = fs::read_to_string(desk.folder.path().join(format!("大表{idx}.toml"))).unwrap();
        text.trim_end().ends_with("target = \"≥15公里\"")
    };
    let n_saved = (0..N).filter(is_saved).count();
    assert!((1..N).contains(&n_saved), "{n_saved} were saved");
    terminal.wait_for(&format!("保存了 {n_saved} 份，还有 {} 份未保存", N - n_saved));
    terminal.send("qn");
    assert_eq!(terminal.end().code, 0);
}
