//! The system calls of a save made to fail, and the program killed at them, one by one, in the real program under strace.
//!
//! `TIANBAO_FAULTS=all cargo test --test faults -- --nocapture` tries every call and prints the figures; else a sample.
//! What goes wrong inside the store is tried more thoroughly by the tests beside it.
#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod common;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/pty.rs"]
mod pty;

use desk::{Desk, original, play};
use pty::Terminal;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;
use tianbao::format;
use tianbao::journal::Journal;

/// The calls that are looked at: what a save and its journal do. A question mark: not every machine has it.
const CALLS: &str = "openat,read,write,fsync,fdatasync,?rename,?renameat,?renameat2,close,ftruncate,?fchmod,?chown,\
    ?fchownat,?listxattr,?getxattr,?setxattr,?removexattr,?link,?linkat,?unlink,?unlinkat,?statx,?readlink,?readlinkat,flock";

/// What goes wrong.
const KINDS: [&str; 3] = ["error=ENOSPC", "error=EIO", "signal=SIGKILL"];

/// How many calls are tried where not all are.
const SAMPLE: usize = 5;

/// The copy that a journal begins with stands beside it for a filing of more rows than 20,000.
const MANY_ROWS: usize = 20_100;

fn is_thorough() -> bool {
    std::env::var("TIANBAO_FAULTS").is_ok_and(|it| it == "all")
}

/// A call by its number among those of its name on one thread.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Call {
    name: String,
    number: usize,
}

struct Run {
    desk: Desk,
    /// What the file held at the start.
    before: String,
    log: PathBuf,
    terminal: Terminal,
    pid: u32,
    strace: Child,
}

impl Run {
    /// Starts the program, edits a target, waits until the journal has it and then lets strace take hold; `None` where
    /// that is not allowed.
    fn start(inject: Option<&str>, is_large: bool) -> Option<Self> {
        let desk = Desk::new();
        let before = if is_large { large() } else { original() };
        fs::write(desk.folder.path().join("水务局.toml"), &before).unwrap();
        let log = desk.home.path().join("strace.log");
        let mut terminal = desk.start();
        play(&mut terminal, &[("/清淤", " 1/1  │"), ("\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
        terminal.wait_until("the journal", |_| {
            let has_copy = !is_large || !files(&journals(&desk), "base").is_empty();
            has_copy && journal(&desk).is_some_and(|it| String::from_utf8_lossy(&it).contains("三十公里"))
        });
        let pid = terminal.pid();
        let mut command = Command::new("strace");
        command.args(["-f", "-q", "-s", "48", "-o"]).arg(&log).args(["-e", &format!("trace={CALLS}")]);
        if let Some(inject) = inject {
            command.args(["-e", &format!("inject={inject}")]);
        }
        let mut strace = command.args(["-p", &pid.to_string()]).stderr(Stdio::null()).spawn().ok()?;
        while !is_traced(pid) {
            if strace.try_wait().unwrap().is_some() {
                terminal.kill();
                return None;
            }
            thread::sleep(Duration::from_millis(5));
        }
        Some(Self { desk, before, log, terminal, pid, strace })
    }

    /// Saves, and waits until that has ended in one way or another.
    fn save(&mut self) {
        self.terminal.send("\x13");
        let pid = self.pid;
        self.terminal.wait_until("an end of the save", |it| {
            let text = it.text();
            ["已保存", "没有保存", "未保存"].iter().any(|it| text.contains(it)) || !is_alive(pid)
        });
    }

    /// Ends the program as a crash does.
    fn crash(mut self) -> (Desk, String) {
        if is_alive(self.pid) {
            assert!(Command::new("kill").args(["-KILL", &self.pid.to_string()]).status().unwrap().success());
        }
        let pid = self.pid;
        self.terminal.wait_until("the end", |_| !is_alive(pid));
        self.strace.wait().unwrap();
        (self.desk, self.before)
    }
}

/// Whether strace holds all threads of a process.
fn is_traced(pid: u32) -> bool {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return false };
    threads.flatten().all(|it| {
        let status = fs::read_to_string(it.path().join("status")).unwrap_or_default();
        status.lines().any(|it| it.strip_prefix("TracerPid:").is_some_and(|it| it.trim() != "0"))
    })
}

fn is_alive(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|it| !it.trim().is_empty() && !it.trim().starts_with(['Z', 'X']))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    files.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some_and(|it| it == ending)).collect()
}

fn journals(desk: &Desk) -> PathBuf {
    desk.home.path().join("tianbao/journal")
}

fn journal(desk: &Desk) -> Option<Vec<u8>> {
    fs::read(files(&journals(desk), "journal").first()?).ok()
}

/// The filing with many rows more.
fn large() -> String {
    let mut text = original();
    for n in 0..MANY_ROWS {
        let row = "[[functions.indicators]]\nlevel1 = \"产出指标\"\nlevel2 = \"数量指标\"";
        let _ = write!(text, "\n{row}\nname = \"第{n}处设施维护数量\"\ntarget = \"≥{n}处\"\n");
    }
    text
}

/// The calls between the note that saving begins and the note that it is done.
fn calls(log: &str) -> Vec<Call> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    let mut is_saving = false;
    for line in log.lines() {
        let Some((thread, rest)) = line.split_once(char::is_whitespace) else { continue };
        let Some((name, arguments)) = rest.trim().split_once('(') else { continue };
        if !name.chars().all(|it| it.is_ascii_alphanumeric()) {
            continue;
        }
        let number = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *number += 1;
        is_saving |= arguments.contains("{\\\"Saving");
        if arguments.contains("{\\\"Saved") {
            break;
        }
        // Reading keys and drawing have nothing to do with it.
        let is_terminal = arguments.starts_with("0,") || arguments.starts_with("1,");
        if is_saving && !is_terminal {
            found.insert(Call { name: name.to_owned(), number: *number });
        }
    }
    found.into_iter().collect()
}

/// What a restart finds: the file is whole, and what was edited is in it or comes back.
fn check(desk: &Desk, before: &str, what: &str) -> bool {
    tianbao::store::discover(&[desk.folder.path().to_owned()]).settle();
    let names: Vec<String> = fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["水务局.toml"], "{what}: something is left beside the file");
    let saved = desk.filing();
    let is_new = saved == before.replace("≥12公里", "≥三十公里");
    assert!(is_new || saved == before, "{what}: the file is torn");
    if is_new {
        return true;
    }
    let on_disk = format::read(&saved).filing.unwrap();
    let mut journal =
        journal(desk).and_then(|it| Journal::parse(&it)).unwrap_or_else(|| panic!("{what}: no journal"));
    if let Some(copy) = journal.header.base.to_be_read()
        && let Ok(copy) = fs::read(journals(desk).join(format!("{copy}.base")))
    {
        journal.header.base.take(&copy);
    }
    let hash = tianbao::store::hash_of(&desk.folder.path().join("水务局.toml"));
    let restored = journal.restore(&on_disk, hash.as_deref()).unwrap_or_else(|it| panic!("{what}: {it:?}"));
    let is_kept = restored.filing.indicators().any(|(.., it)| it.target == "≥三十公里");
    assert!(is_kept, "{what}: the edit is lost");
    false
}

#[test]
fn whatever_system_call_of_a_save_fails_the_edit_is_kept() {
    let kinds = if is_thorough() { KINDS.len() } else { 1 };
    try_calls(false, if is_thorough() { usize::MAX } else { SAMPLE }, kinds);
}

#[test]
fn whatever_system_call_of_a_save_of_very_many_rows_fails_the_edit_is_kept() {
    if is_thorough() {
        try_calls(true, usize::MAX, 1);
    } else {
        println!("TIANBAO_FAULTS=all only: every run reads {MANY_ROWS} rows");
    }
}

/// Makes calls of a save go wrong, so many of them at most, each in so many ways.
fn try_calls(is_large: bool, most: usize, n_kinds: usize) {
    let Some(mut run) = Run::start(None, is_large) else {
        println!("strace is not here or may not trace: not tried");
        return;
    };
    run.save();
    let log = run.log.clone();
    let (desk, before) = run.crash();
    let calls = calls(&fs::read_to_string(log).unwrap());
    assert!(check(&desk, &before, "nothing went wrong") && calls.len() > 10, "{calls:?}");
    let step = calls.len().div_ceil(most);
    let (mut n_tried, mut n_hit, mut n_kept_old) = (0, 0, 0);
    for (nth, Call { name, number }) in calls.iter().step_by(step).enumerate() {
        // Where each call goes wrong in one way alone, they take turns.
        for kind in KINDS.iter().cycle().skip(nth).take(n_kinds) {
            let inject = format!("{name}:{kind}:when={number}");
            let mut run = Run::start(Some(&inject), is_large).unwrap();
            run.save();
            let log = run.log.clone();
            let (desk, before) = run.crash();
            n_tried += 1;
            let log = fs::read_to_string(log).unwrap();
            n_hit += usize::from(log.contains("(INJECTED)") || log.contains("+++ killed by SIGKILL"));
            n_kept_old += usize::from(!check(&desk, &before, &inject));
        }
    }
    let rows = if is_large { format!(" of {MANY_ROWS} rows") } else { String::new() };
    println!(
        "{} calls of a save{rows}, {n_tried} made to fail or killed at ({n_hit} reached), {n_kept_old} left the old file, 0 edits lost",
        calls.len()
    );
}

/// A small disk of its own, which only root may have.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let it = Self(folder);
        it.mount(&["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).then_some(it)
    }

    fn mount(&self, args: &[&str]) -> bool {
        let mut command = Command::new("mount");
        command.args(args).arg(self.0.path()).stderr(Stdio::null());
        command.status().is_ok_and(|it| it.success())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_disk_that_is_full_or_read_only_is_said_and_another_place_offered() {
    let Some(disk) = SmallDisk::new() else {
        println!("only root may make a disk: not tried");
        return;
    };
    let desk = Desk::new();
    let file = disk.0.path().join("水务局.toml");
    fs::copy(desk.folder.path().join("水务局.toml"), &file).unwrap();
    let before = fs::read_to_string(&file).unwrap();
    let mut terminal = desk.start_on(disk.0.path());
    terminal.wait_for("监测报告及时性");
    play(&mut terminal, &[("/清淤\r", "≥ 12 公里"), ("i≥三十公里\r", "*已修改")]);
    // Full to the last byte.
    let full = fs::write(disk.0.path().join("占满"), vec![0; 300 * 1024]);
    assert!(full.is_err());
    play(&mut terminal, &[("\x13", "磁盘已满"), ("", "原文件没有改动")]);
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    assert_eq!(
        fs::read_dir(disk.0.path()).unwrap().count(),
        2,
        "nothing but the filing and what fills the disk"
    );
    terminal.send("\x1b");
    terminal.wait_for_no("1 份没有保存。");
    fs::remove_file(disk.0.path().join("占满")).unwrap();
    assert!(disk.mount(&["-o", "remount,ro"]));
    play(&mut terminal, &[("\x13", "磁盘只读"), ("a", "另存为")]);
    // A bare name would be meant beside the filing, where nothing can be written.
    let long = desk.home.path().join("长".repeat(100));
    let long = long.display();
    terminal.send("a");
    terminal.wait_for("另存为");
    play(&mut terminal, &[(&format!("\x01\x0b{long}.toml\r"), "文件名不能用")]);
    terminal.send("a");
    terminal.wait_for("另存为");
    // A folder that is not there is no place: it may be a slip of the finger.
    play(&mut terminal, &[("\x01\x0b别处/另存.toml\r", "没有这个文件夹")]);
    fs::create_dir(desk.home.path().join("别处")).unwrap();
    terminal.send("a");
    terminal.wait_for("另存为");
    play(&mut terminal, &[("\x01\x0b别处/另存.toml\r", "已保存")]);
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    let saved = fs::read_to_string(desk.home.path().join("别处/另存.toml")).unwrap();
    assert!(saved.contains("≥三十公里"));
    terminal.send("q");
    assert_eq!(terminal.end().code, 0);
}
