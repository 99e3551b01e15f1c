//! The real program where the world does not behave: signals, stops, storms of sizes, terminals that go, homes that are
//! missing or read-only, clocks that jump, folders that are huge or change while they are read.
#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/poison.rs"]
mod poison;
#[path = "support/pty.rs"]
mod pty;

use desk::{Desk, FOLDERS, original, play};
use pty::Terminal;
use std::fs::{self, FileTimes};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// A year, which no clock jumps by unnoticed.
const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

fn journals(desk: &Desk) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(desk.home.path().join("tianbao/journal")) else { return Vec::new() };
    files.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some_and(|it| it == "journal")).collect()
}

/// Types a new target and does not save it.
fn edit(terminal: &mut Terminal) {
    play(terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
}

fn leave_without_saving(mut terminal: Terminal) {
    terminal.send(":q!\r");
    assert_eq!(terminal.end().code, 0);
}

/// The next start offers the edit, and takes it back.
fn is_offered_again(desk: &Desk) {
    assert_eq!(desk.saved(), "");
    let mut terminal = desk.start_on(desk.folder.path());
    terminal.wait_for("上次有未保存的修改");
    terminal.wait_for("+target = \"≥三十公里\"");
    play(&mut terminal, &[("r", "已恢复"), ("\x13", "已保存")]);
    assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥三十公里\"\n");
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_the_edit() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let desk = Desk::new();
        let mut terminal = desk.start();
        edit(&mut terminal);
        terminal.signal(signal);
        assert_eq!(terminal.end().code, code, "{signal}");
        is_offered_again(&desk);
    }
}

#[test]
fn signals_in_a_row_and_while_stopped_end_it_as_well() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    edit(&mut terminal);
    terminal.send("\x1a");
    terminal.wait_for_stop();
    // Taken once it goes on, as a shell does when it is closed.
    terminal.signal("-HUP");
    terminal.signal("-TERM");
    terminal.signal("-CONT");
    let code = terminal.end().code;
    assert!([129, 143].contains(&code), "{code}");
    is_offered_again(&desk);
}

#[test]
fn stopped_again_and_again_nothing_is_lost_and_the_screen_is_whole() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    edit(&mut terminal);
    for n in 0..5 {
        terminal.send("\x1a");
        terminal.wait_for_stop();
        // The window may have another size when it comes to the front again.
        terminal.resize(90 + n, 28 + n);
        terminal.signal("-CONT");
        terminal.wait_until("the return", Terminal::is_held);
        terminal.wait_for("≥三十公里");
        let wide = usize::from(90 + n);
        let is_wide = |it: &Terminal| {
            it.text().lines().any(|it| it.ends_with('┐') && tianbao::text::width::width(it) == wide)
        };
        terminal.wait_until("the whole screen", is_wide);
    }
    leave_without_saving(terminal);
}

#[test]
fn a_storm_of_sizes_while_typing_loses_no_key() {
    let desk = Desk::new();
    let mut terminal = desk.start();
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), ("i", "编辑")]);
    let mut typed = String::new();
    for n in 0..200_u16 {
        terminal.resize(1 + (n * 37) % 160, 1 + (n * 13) % 50);
        let it = ['汛', '期', 'a', '7', '，'][usize::from(n) % 5];
        typed.push(it);
        terminal.send(&it.to_string());
    }
    terminal.resize(120, 40);
    terminal.send("\r\x13");
    terminal.wait_for("已保存");
    assert_eq!(desk.saved(), format!("-target = \"≥12公里\"\n+target = \"{typed}\"\n"));
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_terminal_that_vanishes_ends_the_program_and_keeps_the_edit() {
    for last in ["j", "i半句"] {
        let desk = Desk::new();
        let mut terminal = desk.start();
        edit(&mut terminal);
        // Waits for the end: a program that went on, busy or asleep, would not get there.
        let code = terminal.close_window(last);
        assert!([1, 129].contains(&code), "{code}");
        assert_eq!(desk.saved(), "");
        let mut terminal = desk.start_on(desk.folder.path());
        terminal.wait_for("上次有未保存的修改");
        play(&mut terminal, &[("r", "已恢复")]);
        // Whether what was typed in the last moment got through is the terminal's secret.
        terminal.wait_until("the edit", |it| it.text().contains("≥三十公里") || it.text().contains("半句"));
        leave_without_saving(terminal);
    }
}

#[test]
fn without_a_home_it_works_and_says_what_it_cannot_keep() {
    for is_relative in [false, true] {
        let desk = Desk::new();
        let mut command = desk.command();
        for name in FOLDERS {
            if is_relative { command.env(name, "不存在/的") } else { command.env_remove(name) }
        }
        // A user that the system knows has a home all the same; it must not be this machine's.
        command.env("HOME", if is_relative { "不存在/的" } else { "/dev/null/没有" });
        command.arg(desk.folder.path());
        let mut terminal = Terminal::start(command, 100, 30);
        terminal.wait_for("监测报告及时性");
        play(&mut terminal, &[(":problems\r", "无法在")]);
        terminal.send("\x1b");
        terminal.wait_for_no("无法在");
        play(&mut terminal, &[("/清淤\ri≥三十公里\r", "*已修改"), ("\x13", "已保存")]);
        assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥三十公里\"\n");
        terminal.send("q");
        assert_eq!(terminal.end().code, 0);
        assert!(
            !desk.home.path().join("不存在").exists(),
            "a relative folder was made where one happened to be"
        );
    }
}

#[test]
fn a_state_folder_that_nobody_may_write_is_said() {
    // A folder on a file system that takes nothing, as root may write everywhere else.
    for state in ["/proc", "/sys/kernel"] {
        let desk = Desk::new();
        let mut command = desk.command();
        command.env("XDG_STATE_HOME", state);
        command.arg(desk.folder.path());
        let mut terminal = Terminal::start(command, 100, 30);
        terminal.wait_for("监测报告及时性");
        play(&mut terminal, &[(":problems\r", "无法在")]);
        terminal.send("\x1b");
        terminal.wait_for_no("无法在");
        play(&mut terminal, &[("/清淤\ri≥三十公里\r", "*已修改"), ("\x13", "已保存")]);
        assert_eq!(desk.saved(), "-target = \"≥12公里\"\n+target = \"≥三十公里\"\n");
        terminal.send("q");
        assert_eq!(terminal.end().code, 0);
    }
}

fn set_time(path: &Path, time: SystemTime) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_times(FileTimes::new().set_modified(time).set_accessed(time)).unwrap();
}

#[test]
fn a_clock_that_jumps_changes_nothing() {
    let now = SystemTime::now();
    for time in [now + YEAR, now - YEAR, SystemTime::UNIX_EPOCH, now + 60 * YEAR] {
        let desk = Desk::new();
        let file = desk.folder.path().join("水务局.toml");
        set_time(&file, time);
        let mut terminal = desk.start();
        edit(&mut terminal);
        terminal.wait_until("the journal", |_| {
            journals(&desk).iter().any(|it| fs::read_to_string(it).unwrap().contains("≥三十公里"))
        });
        // The same content with another time is no change of someone else's.
        set_time(&file, now + YEAR / 2);
        terminal.kill();
        for it in journals(&desk) {
            set_time(&it, time);
        }
        set_time(&file, now - YEAR / 2);
        is_offered_again(&desk);
    }
}

/// A change is found by what the file says, not by its time.
#[test]
fn a_change_that_keeps_the_time_is_noticed() {
    let desk = Desk::new();
    let file = desk.folder.path().join("水务局.toml");
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    let mut terminal = desk.start();
    edit(&mut terminal);
    let other = desk.filing().replace("≥24次", "≥36次");
    fs::write(&file, &other).unwrap();
    set_time(&file, time);
    play(&mut terminal, &[("\x13", "被别的程序改过")]);
    assert_eq!(desk.filing(), other);
    terminal.send("\x1b");
    terminal.wait_for_no("被别的程序改过");
    leave_without_saving(terminal);
}

/// Kilobytes of memory that a process has, or had at most.
fn memory(pid: u32, which: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|it| it.starts_with(which)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// `TIANBAO_FILES` sets how many; the README tells of a run with 100,000.
#[test]
fn a_folder_of_very_many_files_is_left_while_it_is_read_and_read_to_its_end() {
    let n_files: usize = std::env::var("TIANBAO_FILES").ok().and_then(|it| it.parse().ok()).unwrap_or(1_000);
    let desk = Desk::new();
    let many = tempfile::tempdir().unwrap();
    for n in 0..n_files {
        let folder = many.path().join(format!("{:03}", n / 1000));
        fs::create_dir_all(&folder).unwrap();
        let text = format!(
            "format = 1\n[filing]\nyear = 2025\n[department]\nname = \"第{}乡镇\"\n[[functions]]\n\
             [[functions.indicators]]\nname = \"巡查次数\"\ntarget = \"≥{n}次\"\n",
            n / 10
        );
        fs::write(folder.join(format!("{n:06}.toml")), text).unwrap();
    }
    // Left while files are read.
    let start = Instant::now();
    let mut terminal = desk.start_on(many.path());
    terminal.wait_for("填报");
    let first = start.elapsed();
    let asked = Instant::now();
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
    let left = asked.elapsed();
    // Read to the end.
    let start = Instant::now();
    let terminal = desk.start_on(many.path());
    let last = format!("/{n_files} 份");
    let patience = Duration::from_secs(600);
    while !terminal.text().contains(&last) || terminal.text().contains("正在读入") {
        assert!(start.elapsed() < patience, "{}", terminal.text());
        thread::sleep(Duration::from_millis(50));
    }
    let (read, most) = (start.elapsed(), memory(terminal.pid(), "VmHWM"));
    println!(
        "{n_files} files: first screen {first:?}, left while reading {left:?}, all read {read:?}, {} MB at most",
        most / 1024
    );
    assert!(left < Duration::from_secs(20), "{left:?}");
    // A few kilobytes for each, whatever the machine.
    assert!(most < 200_000 + n_files as u64 * 40, "{most} KB");
    leave_without_saving(terminal);
}

#[test]
fn a_folder_that_changes_while_it_is_read_is_shown_as_far_as_it_was_there() {
    let desk = Desk::new();
    let moving = tempfile::tempdir().unwrap();
    let name = |n: usize| moving.path().join(format!("{n:04}.toml"));
    for n in 0..600 {
        fs::write(name(n), original()).unwrap();
    }
    let is_over = Arc::new(AtomicBool::new(false));
    let mover = thread::spawn({
        let (is_over, folder) = (Arc::clone(&is_over), moving.path().to_owned());
        move || {
            let name = |n: usize| folder.join(format!("{n:04}.toml"));
            let mut n = 0;
            while !is_over.load(Ordering::SeqCst) {
                // From the back, as reading begins at the front: gone, a folder, a dangling link, torn, new, endless.
                let at = 599 - n % 300;
                let path = name(at);
                let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
                let _ = match n % 7 {
                    0 => Ok(()),
                    1 => fs::create_dir(&path),
                    2 => std::os::unix::fs::symlink("没有", &path),
                    3 => fs::write(&path, original().split_at(200).0),
                    4 => std::os::unix::fs::symlink("/dev/zero", &path),
                    5 => Command::new("mkfifo").arg(&path).status().map(drop),
                    _ => fs::write(name(1000 + n), original()),
                };
                n += 1;
                thread::sleep(Duration::from_millis(1));
            }
        }
    });
    let mut terminal = desk.start_on(moving.path());
    terminal.wait_until("the end of loading", |it| {
        let text = it.text();
        text.contains("清河市水务局") && text.contains(" 份") && !text.contains("正在读入")
    });
    is_over.store(true, Ordering::SeqCst);
    mover.join().unwrap();
    // It goes on working on what is there.
    terminal.send("j");
    terminal.send(":problems\r");
    terminal.wait_for("Esc");
    terminal.send("\x1b");
    leave_without_saving(terminal);
}

/// The bytes that a terminal gets for a stranger's folder: nothing of its texts but what is seen.
#[test]
fn a_strangers_folder_reaches_the_terminal_as_text_only() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let name = format!("名{}.toml", poison::POISON_NAME);
    fs::write(folder.path().join(name), poison::poisoned_file(&original())).unwrap();
    fs::write(folder.path().join("坏\u{1b}[2J\u{202e}.toml"), "format = 1\n[filing\u{202e}\n").unwrap();
    let mut terminal = desk.start_on(folder.path());
    terminal.wait_for("清河市水务局");
    for keys in
        ["/清淤\r", "i", "\x1b", "gs", "?", "\x1b", "gd", "\x1b", ":problems\r", "\x1b", "\t", "jjjj", "yy"]
    {
        terminal.send(keys);
        thread::sleep(Duration::from_millis(60));
    }
    terminal.n_bytes_at_rest();
    for raw in [
        "\u{1b}]0;",
        "\u{9b}",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\u{8}",
        "\u{7f}",
        "\u{0}",
        "\u{7}",
    ] {
        assert_eq!(terminal.n_written(raw), 0, "{raw:?} was written\n{}", terminal.text());
    }
    leave_without_saving(terminal);
}
