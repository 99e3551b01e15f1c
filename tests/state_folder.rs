//! A state folder that cannot be written to at first: what becomes of unsaved changes once it can.
#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

use desk::{Desk, play};
use pty::Terminal;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn journals(desk: &Desk) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(desk.home.path().join("tianbao/journal")) else { return Vec::new() };
    files.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some_and(|it| it == "journal")).collect()
}

/// Types a new target and does not save it.
fn edit(terminal: &mut Terminal) {
    play(terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
}

/// What the journals say by now.
fn journaled(desk: &Desk) -> String {
    journals(desk)
        .iter()
        .filter_map(|it| fs::read(it).ok())
        .map(|it| String::from_utf8_lossy(&it).into_owned())
        .collect()
}

/// Mounts a file system of its own on a folder, as root may; it goes with the test.
struct Mounted(PathBuf);

impl Mounted {
    fn read_only(folder: &Path) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let it = Self(folder.to_owned());
        it.mount(&["-t", "tmpfs", "-o", "ro,size=4m", "tmpfs"]).then_some(it)
    }

    fn mount(&self, args: &[&str]) -> bool {
        let mut command = Command::new("mount");
        command.args(args).arg(&self.0).stderr(Stdio::null());
        command.status().is_ok_and(|it| it.success())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).stderr(Stdio::null()).status();
    }
}

#[test]
fn a_state_folder_that_can_be_written_to_again_is_taken_up_and_has_all_that_was_done_before() {
    for blocked in ["tianbao", "tianbao/journal", "read-only", "later"] {
        let desk = Desk::new();
        let place = desk.home.path().join(blocked);
        let block = || {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(&place, "挡路的文件").unwrap();
        };
        let mut mounted = None;
        match blocked {
            "read-only" => {
                mounted = Mounted::read_only(&desk.home.path().join("tianbao"));
                if mounted.is_none() {
                    println!("only root may mount: not tried");
                    continue;
                }
            }
            "later" => {}
            _ => block(),
        }
        let mut terminal = desk.start();
        let later = desk.home.path().join("tianbao/journal");
        if blocked == "later" {
            // The folder goes while the program runs, before the first change.
            fs::remove_dir_all(&later).unwrap();
            fs::write(&later, "挡路的文件").unwrap();
        }
        edit(&mut terminal);
        play(
            &mut terminal,
            &[
                ("/居民满意\ri≥九十九%\r", "读作 ≥ 99 %"),
                ("/堤防巡查次\r", "≥ 24 次"),
                ("i≥三十", "编辑"),
                ("", "断电会丢"),
            ],
        );
        match &mounted {
            Some(it) => assert!(it.mount(&["-o", "remount,rw"])),
            None if blocked == "later" => fs::remove_file(&later).unwrap(),
            None => fs::remove_file(&place).unwrap(),
        }
        // No key is pressed meanwhile, and a field is open.
        terminal.wait_for_no("断电会丢");
        terminal.wait_until("the journal", |_| {
            let said = journaled(&desk);
            ["≥三十公里", "≥九十九%"].iter().all(|it| said.contains(it))
        });
        play(&mut terminal, &[("六次\r", "≥三十六次")]);
        terminal.wait_until("the journal", |_| journaled(&desk).contains("≥三十六次"));
        terminal.kill();
        let mut terminal = desk.start_on(desk.folder.path());
        play(&mut terminal, &[("", "3 处修改"), ("r", "已恢复"), ("\x13", "已保存"), ("q", "")]);
        assert_eq!(terminal.end().code, 0, "{blocked}");
        let saved = desk.saved();
        assert!(
            ["≥三十公里", "≥九十九%", "≥三十六次"].iter().all(|it| saved.contains(it)),
            "{blocked}: {saved}"
        );
    }
}

#[test]
fn what_earlier_sessions_have_left_is_offered_once_the_state_folder_is_there_and_takes_nothing_back() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    edit(&mut terminal);
    terminal.wait_until("the journal", |_| journaled(&desk).contains("三十公里"));
    terminal.kill();
    let (folder, away) = (desk.home.path().join("tianbao"), desk.home.path().join("别处"));
    fs::rename(&folder, &away).unwrap();
    fs::write(&folder, "挡路的文件").unwrap();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/居民满意\ri≥九十九%\r", "断电会丢")]);
    fs::remove_file(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    terminal.wait_for("未保存的修改还在");
    terminal.wait_until("the journal", |_| journaled(&desk).contains("≥九十九%"));
    terminal.kill();
    // Both are there: those of the first session and those of the second.
    let mut terminal = desk.start_on(desk.folder.path());
    play(&mut terminal, &[("", "+target = \"≥"), ("j", "")]);
    terminal.wait_for("2/2");
    terminal.kill();
}
