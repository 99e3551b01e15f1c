//! `check` as a stage of a pipe: paths or a document on standard input, a finding a line on standard output; the order
//! of findings, whatever the number of threads; and the memory of a long stream, which is that of a short one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const FILING: &str = include_str!("data/reports/filing.toml");

fn start(folder: &Path, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tianbao"))
        .current_dir(folder)
        .args(["check", "--no-config", "--lang", "zh"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn check(folder: &Path, args: &[&str], input: &str) -> String {
    let mut child = start(folder, args);
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// The findings of a stream, each without the name of its file.
fn lines(text: &str) -> Vec<Value> {
    let without_file = |line: &str| {
        let mut value: Value = serde_json::from_str(line).unwrap();
        value.as_object_mut().unwrap().remove("file").unwrap();
        value
    };
    text.lines().map(without_file).collect()
}

#[test]
fn a_finding_a_line_says_what_the_report_for_programs_says() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("青禾县.toml"), FILING).unwrap();
    let all: Value =
        serde_json::from_str(&check(folder.path(), &["青禾县.toml", "--format", "json"], "")).unwrap();
    let stream = check(folder.path(), &["青禾县.toml", "--format", "ndjson"], "");
    let stream: Vec<Value> = stream.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert!(stream.len() > 3);
    assert_eq!(Value::Array(stream), all["findings"]);
}

#[test]
fn a_document_on_standard_input_is_checked_like_a_file() {
    let folder = TempDir::new().unwrap();
    let table = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t河道巡查次数\t24次\n\
                 产出指标\t质量指标\t水质合格率\t≥100%\n满意度指标\t服务对象满意度指标\t群众满意度\t≥95%\n";
    for (name, text) in [("a.toml", FILING), ("a.txt", table)] {
        std::fs::write(folder.path().join(name), text).unwrap();
        let of_file = lines(&check(folder.path(), &[name, "--format", "ndjson"], ""));
        let of_stream = lines(&check(folder.path(), &["-", "--format", "ndjson"], text));
        assert!(!of_file.is_empty(), "{name}");
        assert_eq!(of_stream, of_file, "{name}");
    }
}

#[test]
fn paths_on_standard_input_are_checked_in_the_order_of_files() {
    let folder = TempDir::new().unwrap();
    let (mut paths, mut expected) = (String::new(), String::new());
    for idx in 0..60 {
        let name = format!("县{idx:03}.toml");
        // Filings of different length, so that threads do not take turns by chance.
        let repeated = FILING.split_once("[[functions.indicators]]").unwrap().1;
        let text = format!("{FILING}{}", format!("\n[[functions.indicators]]{repeated}").repeat(idx % 7));
        std::fs::write(folder.path().join(&name), text).unwrap();
        writeln!(paths, "{name}").unwrap();
        expected.push_str(&check(folder.path(), &[&name, "--format", "ndjson"], ""));
    }
    assert_eq!(check(folder.path(), &["--stdin-paths", "--format", "ndjson"], &paths), expected);
    assert_eq!(
        check(folder.path(), &[".", "--format", "ndjson"], "").lines().count(),
        expected.lines().count()
    );
}

/// The paths of `n` filings in a folder.
fn paths(folder: &Path, n: usize) -> String {
    let name = |idx: usize| format!("{:02}/县{idx:05}.toml\n", idx % 50);
    if !folder.join("00").is_dir() {
        (0..50).for_each(|it| std::fs::create_dir(folder.join(format!("{it:02}"))).unwrap());
    }
    for path in (0..n).map(name) {
        std::fs::write(folder.join(path.trim_end()), FILING).unwrap();
    }
    (0..n).map(name).collect()
}

/// The bytes written, and the most memory in KB that the program had, as far as the system tells it.
fn written_and_peak(folder: &Path, format: &str, paths: &str) -> (usize, Option<u64>) {
    let mut child = start(folder, &["--stdin-paths", "--format", format]);
    child.stdin.take().unwrap().write_all(paths.as_bytes()).unwrap();
    let mut out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()).unwrap());
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        peak = line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).or(peak);
        std::thread::sleep(Duration::from_millis(1));
    }
    (usize::try_from(reader.join().unwrap()).unwrap(), peak)
}

/// Whatever the format, ten times as many filings take no more memory than what reading them needs anyway: a filing
/// and its findings that were kept would take some 20 KB each.
#[test]
fn a_long_stream_takes_no_more_memory_than_a_short_one() {
    const FEW: usize = 150;
    const MANY: usize = 10 * FEW;
    const ROOM_KB: u64 = 8 * 1_024;
    let folder = TempDir::new().unwrap();
    let (few, many) = (paths(folder.path(), FEW), paths(folder.path(), MANY));
    for format in ["text", "concise", "json", "ndjson", "sarif", "github", "csv", "markdown"] {
        let (short, of_few) = written_and_peak(folder.path(), format, &few);
        let (long, of_many) = written_and_peak(folder.path(), format, &many);
        assert!(long > 8 * short, "{format}: {short} and {long} bytes");
        let Some((of_few, of_many)) = of_few.zip(of_many) else {
            eprintln!("skipped: this system does not tell the memory of a program");
            return;
        };
        println!("{format}: {of_few} KB for {FEW} filings, {of_many} KB for {MANY}");
        assert!(of_many < of_few + ROOM_KB, "{format}: {of_few} KB, then {of_many} KB");
    }
}
